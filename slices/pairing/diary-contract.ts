import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { UnitPairKind } from './unit-pair-model.ts'

/** Diary and issues of a work team, progress and evaluation of any pair of bodies (A-30, D-09). */
export const EntryKind = z.enum(['diary', 'issue', 'progress', 'evaluation'])
export type EntryKind = z.infer<typeof EntryKind>

export const EntryRow = z.strictObject({
  id: Uuid,
  unitPairId: Uuid,
  pairKind: UnitPairKind,
  giverName: z.string().nullable(),
  /** The enterprise, or the village. */
  receiverName: z.string(),
  kind: EntryKind,
  day: Day,
  text: z.string(),
  dueOn: Day.nullable(),
  settledOn: Day.nullable(),
  outcome: z.string().nullable(),
  by: z.string().nullable(),
})
export type EntryRow = z.infer<typeof EntryRow>

export const EntryFilter = z.strictObject({
  area: AreaCode.optional(),
  pair: Uuid.optional(),
  kind: EntryKind.optional(),
  /** Issues that are not settled yet. */
  open: queryFlag.optional(),
  /** And should have been by now. */
  late: queryFlag.optional(),
})
export type EntryFilter = z.infer<typeof EntryFilter>
export const EntryListInput = z.strictObject({ ...EntryFilter.shape, ...pageInput })

export const diaryContract = {
  ...askList({
    path: '/unit-pair-entries',
    summary: 'Diary, issues, progress and evaluation of pairs of bodies, the newest first',
    permission: 'pairing.read',
    audit: 'unit_pair_entries.list',
    input: EntryListInput,
    filter: EntryFilter,
    row: EntryRow,
  }),
  add: ask({
    method: 'POST',
    path: '/unit-pairs/{unitPairId}/entries',
    summary: 'Write down what happened, what came up, what was done or how it is judged',
    permission: 'pairing.write',
    audit: 'unit_pair_entries.add',
    input: z.strictObject({
      unitPairId: Uuid,
      kind: EntryKind,
      day: Day,
      text: z.string().trim().min(1, { error: 'blank' }).max(500),
      /** For an issue, and only for one. */
      dueOn: Day.nullable().default(null),
    }),
    output: z.strictObject({ id: Uuid }),
  }),
  settle: ask({
    method: 'POST',
    path: '/unit-pair-entries/{id}/settle',
    summary: 'Say how an issue was settled',
    permission: 'pairing.write',
    audit: 'unit_pair_entries.settle',
    input: z.strictObject({ id: Uuid, outcome: z.string().trim().min(1, { error: 'blank' }).max(200) }),
    output: Nothing,
  }),
}
