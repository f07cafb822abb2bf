import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day, Month } from '../../core/date.ts'
import { Fen } from '../../core/money.ts'

/** How a family left hardship: by own means (脱困), or relieved by what it receives (解困). The policies' own names. */
export const WatchKind = z.enum(['graduation', 'relief_achieved'])
export type WatchKind = z.infer<typeof WatchKind>

/** `over`: the year has passed without anything falling back; `cancelled`: it was begun by mistake or has no purpose any more. */
export const WatchState = z.enum(['watched', 'relapsed', 'over', 'cancelled'])
export type WatchState = z.infer<typeof WatchState>

/** Where a family under watch stands: fell back, nothing told of the last month, or all is well. */
export const WatchSign = z.enum(['fell_back', 'not_told', 'steady'])
export type WatchSign = z.infer<typeof WatchSign>

/** A family that left hardship and is watched for twelve months. */
export const Watched = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  /** Its file was withdrawn when it left; it is watched all the same. */
  withdrawn: z.boolean(),
  kind: WatchKind,
  fromDay: Day,
  /** The first day that is no longer watched. */
  toDay: Day,
  state: WatchState,
  sign: WatchSign,
  /** The newest month of which the income was told since the watch began; null: none. */
  lastMonth: Month.nullable(),
  /** Income of that month per person. */
  lastFen: Fen.nullable(),
  /** The first month in which the income was not above the standard. */
  relapsedMonth: Month.nullable(),
  why: z.string(),
  endedWhy: z.string().nullable(),
  version: z.int(),
})
export type Watched = z.infer<typeof Watched>
