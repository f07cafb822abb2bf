import { z } from 'zod'
import { AreaCode, AreaLevel } from '../../core/area-code.ts'
import { Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/** A name that officers give to an area of their own. */
export const AreaName = z
  .string()
  .trim()
  .min(2, { error: 'name_too_short' })
  .max(50, { error: 'name_too_long' })
  .refine((name) => !/[\p{Cc}\p{Cf}<>]/u.test(name), { error: 'name_not_plain' })
export type AreaName = z.infer<typeof AreaName>

/**
 * One area of the country. Most come from the pack, which is the same for every tenant; villages founded since, and
 * those of prefectures whose villages the pack leaves out, are a tenant's own, with the days from and to which they
 * are valid. An abolished area is kept because identity numbers and old files bear its code for ever.
 */
export const Area = z.strictObject({
  code: AreaCode,
  name: z.string(),
  level: AreaLevel,
  parent: AreaCode.nullable(),
  /** Abolished on a day that the sources do not tell; `validTo` is known for own areas only. */
  abolished: z.boolean(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  /** Added by the tenant, not from the pack. */
  own: z.boolean(),
})
export type Area = z.infer<typeof Area>

/** An own area with the number of its last change, for the form that changes it. */
export const OwnArea = z.strictObject({ ...Area.shape, version: Version })
export type OwnArea = z.infer<typeof OwnArea>

const ownWritten = {
  name: AreaName,
  /** The first and the last day on which the area is valid; both may be left open. */
  validFrom: Day.nullable().default(null),
  validTo: Day.nullable().default(null),
}

const daysInOrder = ({ validFrom, validTo }: { validFrom: Day | null; validTo: Day | null }) =>
  validFrom === null || validTo === null || validFrom <= validTo
const daysFault = { error: 'days_reversed', path: ['validTo'] }

/** What an officer says to add a village or a township. */
export const NewOwnArea = z.strictObject({ parent: AreaCode, ...ownWritten }).refine(daysInOrder, daysFault)
export type NewOwnArea = z.infer<typeof NewOwnArea>

/** What an officer says to rename an own area or to end it. */
export const ChangedOwnArea = z
  .strictObject({ code: AreaCode, version: Version, ...ownWritten })
  .refine(daysInOrder, daysFault)
export type ChangedOwnArea = z.infer<typeof ChangedOwnArea>
