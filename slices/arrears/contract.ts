import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Day, Month } from '../../core/date.ts'
import { Fen, PositiveFen } from '../../core/money.ts'
import { ArrearsAge, ArrearsReceiver, ArrearsRow, ArrearsState, Line } from './model.ts'

/** What the list is narrowed by; without a first month it goes back to January of the last year. */
export const ArrearsFilter = z.strictObject({
  line: Line.optional(),
  state: ArrearsState.optional(),
  age: ArrearsAge.optional(),
  area: AreaCode.optional(),
  household: Uuid.optional(),
  from: Month.optional(),
  to: Month.optional(),
})
export type ArrearsFilter = z.infer<typeof ArrearsFilter>

export const ArrearsListInput = z.strictObject({
  ...ArrearsFilter.shape,
  ...pageInput,
  sort: z.enum(['month', 'owed', 'area', 'head']).default('month'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type ArrearsListInput = z.infer<typeof ArrearsListInput>

/** `owed`: only those to whom something is owed. */
export const ReceiverFilter = z.strictObject({
  line: Line.optional(),
  state: z.literal('owed').optional(),
  area: AreaCode.optional(),
})
export type ReceiverFilter = z.infer<typeof ReceiverFilter>

export const ReceiverListInput = z.strictObject({
  ...ReceiverFilter.shape,
  ...pageInput,
  sort: z.enum(['owed', 'months', 'since', 'area', 'head']).default('owed'),
  order: z.enum(['asc', 'desc']).default('desc'),
})
export type ReceiverListInput = z.infer<typeof ReceiverListInput>

const receiverList = askList({
  path: '/arrears/receivers',
  summary: 'The same per person or family and line: due, paid and owed of all months together (A-26)',
  permission: 'policies.read',
  audit: 'arrears.receivers',
  input: ReceiverListInput,
  filter: ReceiverFilter,
  row: ArrearsReceiver,
})

const LineFigures = z.strictObject({
  line: Line,
  /** From which month payments are on file; null: nothing is, so nothing is told as owed. */
  watchedFrom: Month.nullable(),
  version: Version,
  receivers: z.int(),
  dueFen: Fen,
  paidFen: Fen,
  owedFen: Fen,
  /** Persons or families to whom something is owed, and how many months together. */
  owedReceivers: z.int(),
  owedMonths: z.int(),
  /** Of what is owed, that of months of this year: new arrears, which must be none. */
  newOwedFen: Fen,
  newOwedMonths: z.int(),
  unknown: z.int(),
})
export type LineFigures = z.infer<typeof LineFigures>

export const arrearsContract = {
  ...askList({
    path: '/arrears',
    summary: 'Due, paid and owed of the three guarantee lines, per person and month (A-26)',
    permission: 'policies.read',
    audit: 'arrears.list',
    input: ArrearsListInput,
    filter: ArrearsFilter,
    row: ArrearsRow,
  }),
  receivers: receiverList.list,
  receiversTotal: receiverList.total,
  receiversExport: receiverList.export,
  figures: ask({
    method: 'GET',
    path: '/arrears/figures',
    summary: 'The three lines: receivers, due, paid, owed, new arrears of this year, by age and by county',
    permission: 'policies.read',
    audit: 'arrears.list',
    input: ArrearsFilter.omit({ line: true, state: true, age: true, household: true }),
    output: z.strictObject({
      lines: z.array(LineFigures),
      ages: z.array(z.strictObject({ age: ArrearsAge, months: z.int(), owedFen: Fen })),
      counties: z.array(z.strictObject({ area: AreaCode, name: z.string(), receivers: z.int(), owedFen: Fen })),
    }),
  }),
  pay: ask({
    method: 'POST',
    path: '/arrears/payments',
    summary: 'Records that months were paid: each in full, or one of them in part',
    permission: 'aid.write',
    audit: 'arrears.pay',
    input: z.strictObject({
      keys: z.array(z.string().max(200)).min(1, { error: 'blank' }).max(500),
      paidOn: Day,
      /** A part, where one month alone is paid; otherwise all that is owed. */
      amountFen: PositiveFen.nullable().default(null),
      /** What the person who pays saw as owed, all together; another sum by now is told and nothing is paid. */
      owedFen: PositiveFen.nullable().default(null),
      proof: z.string().trim().max(120).nullable().default(null),
    }),
    output: z.strictObject({ paid: z.int(), paidFen: Fen }),
  }),
  watch: ask({
    method: 'PUT',
    path: '/arrears/lines/{line}',
    summary: 'From which month payments of a line are on file',
    permission: 'aid.write',
    audit: 'arrears.watch',
    input: z.strictObject({ line: Line, fromMonth: Month, version: Version }),
    output: Nothing,
  }),
}
