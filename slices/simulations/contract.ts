import { z } from 'zod'
import { ask, askExport, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Changes, Choice, FundSource, Lever, Outcome, Scenario } from './model.ts'

const Kept = z.strictObject({
  name: z.string().trim().min(1).max(100),
  note: z.string().trim().max(500).nullable().default(null),
  funds: z.array(FundSource).max(3).default([]),
})

export const simulationsContract = {
  levers: ask({
    method: 'GET',
    path: '/simulations/levers',
    summary: 'What can be moved: parameters with the values that hold, policies with their versions, counties.',
    permission: 'simulations.run',
    audit: 'simulations.levers',
    input: Nothing,
    output: z.strictObject({
      levers: z.array(Lever),
      policies: z.array(Choice),
      regions: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    }),
  }),
  run: ask({
    method: 'POST',
    path: '/simulations/run',
    summary: 'What changes would do to the families one sees; nothing is stored.',
    permission: 'simulations.run',
    audit: 'simulations.run',
    input: z.strictObject({ changes: Changes, fresh: z.boolean().default(false) }),
    output: Outcome,
  }),
  scenarios: ask({
    method: 'GET',
    path: '/simulations/scenarios',
    summary: 'Scenarios that were kept, the newest first.',
    permission: 'simulations.read',
    audit: 'simulations.scenarios',
    input: z.strictObject(pageInput),
    output: z.strictObject({ rows: z.array(Scenario), more: z.boolean() }),
  }),
  scenario: ask({
    method: 'GET',
    path: '/simulations/scenarios/{id}',
    summary: 'A scenario that was kept.',
    permission: 'simulations.read',
    audit: 'simulations.scenario',
    input: z.strictObject({ id: Uuid }),
    output: Scenario,
  }),
  exportScenario: askExport({
    path: '/simulations/scenarios/{id}/export',
    summary: 'A scenario as a spreadsheet: the whole, each policy, county and category.',
    permission: 'simulations.read',
    audit: 'simulations.export_scenario',
    input: z.strictObject({ id: Uuid }),
  }),
  keepScenario: ask({
    method: 'POST',
    path: '/simulations/scenarios',
    summary: 'Computes a scenario once more and keeps it.',
    permission: 'simulations.run',
    audit: 'simulations.keep_scenario',
    input: z.strictObject({ ...Kept.shape, changes: Changes }),
    output: Scenario,
  }),
  changeScenario: ask({
    method: 'PUT',
    path: '/simulations/scenarios/{id}',
    summary: 'Changes name, note or money of a scenario.',
    permission: 'simulations.run',
    audit: 'simulations.change_scenario',
    input: z.strictObject({ ...Kept.shape, id: Uuid, version: Version }),
    output: Scenario,
  }),
  removeScenario: ask({
    method: 'DELETE',
    path: '/simulations/scenarios/{id}',
    summary: 'Removes a scenario.',
    permission: 'simulations.run',
    audit: 'simulations.remove_scenario',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({ id: Uuid }),
  }),
}
