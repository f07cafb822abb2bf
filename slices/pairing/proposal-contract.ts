import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, Nothing, pageInput, Uuid } from '../../core/contract.ts'
import { Proposal, ProposalLine, Reason } from './model.ts'

export const LineFilter = z.strictObject({
  id: Uuid,
  state: z.enum(['standing', 'dropped', 'unserved']).optional(),
})

export const LineListInput = z.strictObject({
  ...LineFilter.shape,
  ...pageInput,
  sort: z.enum(['area', 'cost', 'helper', 'head']).default('area'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

export const proposalsContract = {
  list: ask({
    method: 'GET',
    path: '/proposals',
    summary: 'Proposals of pairs, the newest first',
    permission: 'pairing.read',
    audit: 'proposals.list',
    input: z.strictObject({ ...pageInput }),
    output: z.strictObject({ rows: z.array(Proposal), more: z.boolean() }),
  }),
  start: ask({
    method: 'POST',
    path: '/proposals',
    summary: 'Find the best helpers for all families of an area that have none',
    permission: 'pairing.write',
    audit: 'proposals.start',
    input: z.strictObject({ areaCode: AreaCode }),
    output: z.strictObject({ id: Uuid }),
  }),
  get: ask({
    method: 'GET',
    path: '/proposals/{id}',
    summary: 'A proposal with the progress of its run',
    permission: 'pairing.read',
    audit: 'proposals.read',
    input: z.strictObject({ id: Uuid }),
    output: Proposal,
  }),
  lines: ask({
    method: 'GET',
    path: '/proposals/{id}/lines',
    summary: 'The lines of a proposal: family, helper, cost and why',
    permission: 'pairing.read',
    audit: 'proposals.lines',
    input: LineListInput,
    output: z.strictObject({ rows: z.array(ProposalLine), more: z.boolean() }),
  }),
  lineTotal: ask({
    method: 'GET',
    path: '/proposals/{id}/lines/total',
    summary: 'How many lines a filter finds',
    permission: 'pairing.read',
    audit: 'proposals.lines',
    input: LineFilter,
    output: z.strictObject({ total: z.int() }),
  }),
  candidates: ask({
    method: 'GET',
    path: '/proposals/{id}/lines/{householdId}/candidates',
    summary: 'Other helpers for one family, the cheapest first',
    permission: 'pairing.write',
    audit: 'proposals.candidates',
    input: z.strictObject({ id: Uuid, householdId: Uuid, search: z.string().trim().max(40).optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          helperId: Uuid,
          name: z.string(),
          post: z.string().nullable(),
          unit: z.string().nullable(),
          cost: z.int(),
          why: z.array(Reason),
        }),
      ),
    }),
  }),
  changeLine: ask({
    method: 'PUT',
    path: '/proposals/{id}/lines/{householdId}',
    summary: 'Give one family of a proposal another helper, or drop the line (helperId null)',
    permission: 'pairing.write',
    audit: 'proposals.change_line',
    input: z.strictObject({ id: Uuid, householdId: Uuid, helperId: Uuid.nullable() }),
    output: z.strictObject({ version: z.int() }),
  }),
  accept: ask({
    method: 'POST',
    path: '/proposals/{id}/accept',
    summary: 'Accept a proposal as a whole; only then its pairs exist',
    permission: 'pairing.approve',
    audit: 'proposals.accept',
    input: z.strictObject({ id: Uuid, version: z.int() }),
    output: z.strictObject({ pairs: z.int() }),
  }),
  discard: ask({
    method: 'POST',
    path: '/proposals/{id}/discard',
    summary: 'Discard a proposal; nothing is paired',
    permission: 'pairing.write',
    audit: 'proposals.discard',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
}
