import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, Nothing, pageInput, Uuid } from '../../core/contract.ts'
import { AreaCoverage, CoverageRow, CoverageState, Guarantee, GuaranteeDraft } from './model.ts'

/** What the list under a board may be narrowed by. `missed` is not yet and late together. */
export const CoverageFilter = z.strictObject({
  id: Uuid,
  area: AreaCode.optional(),
  state: z.union([CoverageState, z.literal('missed')]).optional(),
})
export type CoverageFilter = z.infer<typeof CoverageFilter>

export const CoverageListInput = z.strictObject({ ...CoverageFilter.shape, ...pageInput })

const households = z.array(Uuid).min(1).max(10_000)

export const guaranteesContract = {
  list: ask({
    method: 'GET',
    path: '/guarantees',
    summary: 'Guarantees with where each stands in the scope of the asker',
    permission: 'guarantees.read',
    audit: 'guarantees.list',
    input: z.strictObject({ state: z.enum(['open', 'closed']).default('open') }),
    output: z.strictObject({ rows: z.array(Guarantee) }),
  }),
  get: ask({
    method: 'GET',
    path: '/guarantees/{id}',
    summary: 'One guarantee with its coverage by area',
    permission: 'guarantees.read',
    audit: 'guarantees.read',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({ guarantee: Guarantee, areas: z.array(AreaCoverage) }),
  }),
  coverage: ask({
    method: 'GET',
    path: '/guarantees/{id}/households',
    summary: 'The families behind the numbers, the missed ones first',
    permission: 'guarantees.read',
    audit: 'guarantees.coverage',
    input: CoverageListInput,
    output: z.strictObject({ rows: z.array(CoverageRow), more: z.boolean(), total: z.int() }),
  }),
  exportCoverage: askExport({
    path: '/guarantees/{id}/households/export',
    summary: 'The families behind the numbers as a spreadsheet',
    permission: 'guarantees.read',
    audit: 'guarantees.export',
    input: CoverageFilter,
  }),
  create: ask({
    method: 'POST',
    path: '/guarantees',
    summary: 'Make a guarantee',
    permission: 'guarantees.write',
    audit: 'guarantees.create',
    input: GuaranteeDraft,
    output: z.strictObject({ id: Uuid }),
  }),
  except: ask({
    method: 'POST',
    path: '/guarantees/{id}/exceptions',
    summary: 'Except uncovered families by name, with the reason',
    permission: 'guarantees.write',
    audit: 'guarantees.except',
    input: z.strictObject({
      id: Uuid,
      householdIds: households,
      reason: z.string().trim().min(2, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ excepted: z.int() }),
  }),
  unexcept: ask({
    method: 'POST',
    path: '/guarantees/{id}/exceptions/end',
    summary: 'Take exceptions back',
    permission: 'guarantees.write',
    audit: 'guarantees.unexcept',
    input: z.strictObject({ id: Uuid, householdIds: households }),
    output: z.strictObject({ ended: z.int() }),
  }),
  close: ask({
    method: 'POST',
    path: '/guarantees/{id}/close',
    summary: 'Close a guarantee; its numbers stay to be read',
    permission: 'guarantees.write',
    audit: 'guarantees.close',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
}
