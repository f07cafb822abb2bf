import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day, Month } from '../../core/date.ts'
import { Fen } from '../../core/money.ts'
import type { AidKind } from '../aid/model.ts'

/** The three guarantee lines, named as the policies that decide about them. */
export const Line = z.enum(['laid_off_living', 'unemployment_benefit', 'dibao'])
export type Line = z.infer<typeof Line>

/** The kind of aid by which each line is paid, and whether it goes to a person or to the family. */
export const lineKinds = {
  laid_off_living: { kind: 'basic_living_payment', perPerson: true },
  unemployment_benefit: { kind: 'unemployment_payment', perPerson: true },
  dibao: { kind: 'dibao_payment', perPerson: false },
} as const satisfies Record<Line, { kind: AidKind; perPerson: boolean }>

/**
 * Where a month of somebody stands: `owed` is over and not paid in full, `waiting` is the month that runs, `over` was paid
 * more than is due, `unknown` has no amount on file.
 */
export const ArrearsState = z.enum(['owed', 'waiting', 'settled', 'over', 'unknown'])
export type ArrearsState = z.infer<typeof ArrearsState>

/** How old what is owed is: of the month before, two to three, four to twelve months, or older. */
export const ArrearsAge = z.enum(['one', 'three', 'twelve', 'older'])
export type ArrearsAge = z.infer<typeof ArrearsAge>

/** Who receives in which line. */
const receiving = {
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  /** A person; the head for a family. */
  receiver: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  line: Line,
}

/** One person, or one family, in one line: all months together. */
export const ArrearsReceiver = z.strictObject({
  /** `household.receiver.line`. */
  key: z.string(),
  ...receiving,
  dueFen: Fen,
  paidFen: Fen,
  owedFen: Fen,
  /** Months that are over and not paid in full, and the first of them. */
  owedMonths: z.int(),
  owedSince: Month.nullable(),
})
export type ArrearsReceiver = z.infer<typeof ArrearsReceiver>

/** One person, or one family, in one month of one line. */
export const ArrearsRow = z.strictObject({
  /** `household.receiver.line.month`, the receiver being the person or, for a family, the household again. */
  key: z.string(),
  ...receiving,
  month: Month,
  /** Null when no amount is on file. */
  dueFen: Fen.nullable(),
  paidFen: Fen,
  owedFen: Fen,
  lastPaidOn: Day.nullable(),
  /** Months since the month was over; 0 for the month that runs. */
  age: z.int(),
  state: ArrearsState,
})
export type ArrearsRow = z.infer<typeof ArrearsRow>
