import { z } from 'zod'
import { Day } from '../../core/date.ts'

/** The figures of a round of 一帮一 (B-02, B-09, B-13, B-14, B-18), each with the list that it counts. */
export const FigureKey = z.enum([
  'households',
  'persons',
  'pairs',
  'units',
  'cadres',
  'social',
  'bodies',
  'enterprises',
  'visits',
  'visited',
  'requests',
  'requestsOverdue',
  'aidLines',
  'cash',
  'goodsValue',
  'eligibleNotEnrolled',
  'unpaired',
  'notVisited',
])
export type FigureKey = z.infer<typeof FigureKey>

export const Figure = z.strictObject({
  key: FigureKey,
  /** A count, or fen as digits where `money` is true. */
  value: z.string(),
  money: z.boolean(),
  /** The page with exactly what is counted; null in a repeated report, where the lists of today say something else. */
  link: z.string().nullable(),
})
export type Figure = z.infer<typeof Figure>

/** A county's line; every number opens its list with the county in the address. */
export const CountyLine = z.strictObject({
  areaCode: z.string(),
  areaName: z.string(),
  households: z.int(),
  pairs: z.int(),
  unpaired: z.int(),
  visits: z.int(),
  cashFen: z.string(),
})
export type CountyLine = z.infer<typeof CountyLine>

export const Round = z.strictObject({
  /** Name of the round, as it stands over the report. */
  name: z.string().trim().min(1, { error: 'blank' }).max(60).default('“一帮一”结对帮扶'),
  from: Day,
  to: Day,
  /** The report as it was known at the end of this day; as it is known now when left out. */
  knownOn: Day.optional(),
})
export type Round = z.infer<typeof Round>

export const RoundReport = z.strictObject({
  name: z.string(),
  from: Day,
  to: Day,
  areaName: z.string(),
  asOf: z.string(),
  /** The day of a repeated report. */
  knownOn: Day.nullable(),
  /** Figures that a repeated report cannot give: what they count is kept as of today only. */
  notRepeatable: z.array(FigureKey),
  figures: z.array(Figure),
  counties: z.array(CountyLine),
  /** Heads of families still without a lead helper, the first of them; the list has all. */
  missed: z.array(z.strictObject({ householdId: z.string(), headName: z.string(), areaName: z.string() })),
})
export type RoundReport = z.infer<typeof RoundReport>
