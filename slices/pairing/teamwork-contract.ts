import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

export const HandOverState = z.enum(['asked', 'accepted', 'refused', 'withdrawn'])
export type HandOverState = z.infer<typeof HandOverState>

export const HandOverRow = z.strictObject({
  id: Uuid,
  pairId: Uuid,
  householdId: Uuid,
  headName: z.string(),
  areaName: z.string(),
  fromName: z.string(),
  fromUnit: z.string().nullable(),
  toName: z.string(),
  toUnit: z.string().nullable(),
  reason: z.string(),
  note: z.string().nullable(),
  state: HandOverState,
  answerDueOn: Day,
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  answeredBy: z.string().nullable(),
  answerNote: z.string().nullable(),
  /** Whether the asker of this list asked for it, and so cannot answer. */
  own: z.boolean(),
})
export type HandOverRow = z.infer<typeof HandOverRow>

export const HandOverFilter = z.strictObject({
  state: HandOverState.optional(),
  /** Not answered by the day it was due. */
  late: queryFlag.optional(),
  household: Uuid.optional(),
})
export const HandOverListInput = z.strictObject({ ...HandOverFilter.shape, ...pageInput })

const handOverList = askList({
  path: '/hand-overs',
  summary: 'Families that are handed over from one helper to another, the newest first',
  permission: 'pairing.read',
  audit: 'hand_overs.list',
  input: HandOverListInput,
  filter: HandOverFilter,
  row: HandOverRow,
})

export const handOversContract = {
  ...handOverList,
  ask: ask({
    method: 'POST',
    path: '/hand-overs',
    summary: 'Ask another helper to take a family over; the present one stays responsible until it is accepted',
    permission: 'pairing.write',
    audit: 'hand_overs.ask',
    input: z.strictObject({
      pairId: Uuid,
      toHelperId: Uuid,
      reason: z.string().trim().min(1, { error: 'blank' }).max(200),
      note: z.string().trim().max(400).default(''),
    }),
    output: z.strictObject({ id: Uuid }),
  }),
  answer: ask({
    method: 'POST',
    path: '/hand-overs/{id}/answer',
    summary: 'Accept a hand-over, which changes the lead at once, or refuse it with the reason',
    permission: 'pairing.write',
    audit: 'hand_overs.answer',
    input: z.strictObject({
      id: Uuid,
      accept: z.boolean(),
      note: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ pairId: Uuid }),
  }),
  withdraw: ask({
    method: 'POST',
    path: '/hand-overs/{id}/withdraw',
    summary: 'Take a hand-over back that was not answered yet',
    permission: 'pairing.write',
    audit: 'hand_overs.withdraw',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
}

/** Why it is not certain that somebody answers for a family. */
export const ExceptionReason = z.enum([
  'unit_unknown',
  'body_closed',
  'no_helper',
  'helper_retired',
  'helper_barred',
  'helper_unit_closed',
  'hand_over_late',
  'term_over',
  'person_left',
])
export type ExceptionReason = z.infer<typeof ExceptionReason>

export const ExceptionFilter = z.strictObject({ area: AreaCode.optional(), reason: ExceptionReason.optional() })
export const ExceptionListInput = z.strictObject({ ...ExceptionFilter.shape, ...pageInput })

export const ExceptionRow = z.strictObject({
  householdId: Uuid,
  headName: z.string(),
  areaName: z.string(),
  responsibleName: z.string(),
  helperName: z.string().nullable(),
  reason: ExceptionReason,
})
export type ExceptionRow = z.infer<typeof ExceptionRow>

const exceptionList = askList({
  path: '/responsibility/exceptions',
  summary: 'Families for whom it is not certain that somebody answers, with the reason',
  permission: 'pairing.read',
  audit: 'responsibility.exceptions',
  input: ExceptionListInput,
  filter: ExceptionFilter,
  row: ExceptionRow,
})

export const responsibilityContract = {
  exceptions: exceptionList.list,
  total: exceptionList.total,
  export: exceptionList.export,
}
