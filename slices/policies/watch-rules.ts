import { addMonths, type Day } from '../../core/date.ts'

/** A family that left hardship is watched for a year (rule 8 of the rules: publish, withdraw the file, watch 12 months). */
const watchedMonths = 12

/** The first day that is no longer watched. */
export const watchEnds = (fromDay: Day): Day => addMonths(fromDay, watchedMonths)

/** What falls back is to be looked into within fifteen days, as relapse into poverty is (防返贫). */
export const daysToLook = 15

/** Income of a family in a month, the persons it was for, and the standard of the first day of that month in fen. */
type ToldMonth = {
  readonly month: string
  readonly incomeFen: bigint
  readonly persons: number
  /** Null where no region has one: then nothing can be said. */
  readonly standardFen: string | null
}

/**
 * The first month whose income per person was not above the standard: equal is not above, as for leaving hardship itself.
 * Standards are exact decimals; they are compared without dividing.
 */
export function fellBackIn(months: readonly ToldMonth[]): string | undefined {
  const sorted = months.toSorted((a, b) => (a.month < b.month ? -1 : 1))
  return sorted.find(({ incomeFen, persons, standardFen }) => {
    if (standardFen === null) return false
    const [whole = '0', part = ''] = standardFen.split('.')
    const scale = 10n ** BigInt(part.length)
    return incomeFen * scale <= BigInt(whole + part) * BigInt(persons)
  })?.month
}
