import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/**
 * What is promised: everyone dibao-eligible is enrolled, every registered household has a live lead helper (B-09),
 * everyone on a festival list has received before the day (D-04).
 */
export const GuaranteeRule = z.enum(['dibao_enrolled', 'lead_helper', 'festival_received'])
export type GuaranteeRule = z.infer<typeof GuaranteeRule>

/** `not_yet` until the day has passed, `late` after it; both mean that somebody is missed. */
export const CoverageState = z.enum(['covered', 'excepted', 'not_yet', 'late'])
export type CoverageState = z.infer<typeof CoverageState>

export const GuaranteeDraft = z.strictObject({
  rule: GuaranteeRule,
  aidListId: Uuid.nullable().default(null),
  areaCode: AreaCode,
  /** Left out for a festival list: its own last day. */
  dueOn: Day.nullable().default(null),
})
export type GuaranteeDraft = z.infer<typeof GuaranteeDraft>

const counts = { population: z.int(), covered: z.int(), excepted: z.int(), uncovered: z.int() }

/** Where a promise stands, in numbers that each open their list. */
export const Guarantee = z.strictObject({
  id: Uuid,
  rule: GuaranteeRule,
  aidListId: Uuid.nullable(),
  name: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  dueOn: Day,
  state: z.enum(['open', 'closed']),
  ...counts,
  /** Days until the last day; negative when it has passed. */
  daysLeft: z.int(),
  /** Covered within the last 14 days, for the forecast. */
  coveredLately: z.int(),
  /** The day on which all would be covered at this pace; null when nothing moves or nothing is left. */
  forecastOn: Day.nullable(),
  /** Families of which it cannot be said whether they belong to the promise, for want of facts. */
  unknown: z.int(),
})
export type Guarantee = z.infer<typeof Guarantee>

export const AreaCoverage = z.strictObject({ areaCode: AreaCode, areaName: z.string(), ...counts })
export type AreaCoverage = z.infer<typeof AreaCoverage>

export const CoverageRow = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  responsibleName: z.string(),
  state: CoverageState,
  coveredOn: Day.nullable(),
  reason: z.string().nullable(),
})
export type CoverageRow = z.infer<typeof CoverageRow>
