import type { Day } from '../../core/date.ts'
import type { FoundParameter, ParameterResidence } from './model.ts'

/** A value of a parameter as files and tables hold it. */
export type ParameterRow = {
  readonly name: string
  /** Six digits. */
  readonly region: string
  readonly residence: ParameterResidence
  readonly from: Day
  /** An exact decimal. */
  readonly value: string
  readonly document?: string | null
  readonly regionName?: string | null
  readonly publishedOn?: Day | null
}

/** Parameters sorted for looking up: by name and region, the newest first. */
export type ParameterBook = ReadonlyMap<string, readonly ParameterRow[]>

const shelf = (name: string, region: string) => `${name}@${region}`

export function parameterBook(rows: Iterable<ParameterRow>): ParameterBook {
  const book = new Map<string, ParameterRow[]>()
  for (const row of rows) {
    const key = shelf(row.name, row.region)
    const rowsThere = book.get(key)
    if (rowsThere) rowsThere.push(row)
    else book.set(key, [row])
  }
  // On the same day the row for this residence goes before the row for both.
  for (const rowsThere of book.values())
    rowsThere.sort((a, b) => b.from.localeCompare(a.from) || b.residence.localeCompare(a.residence))
  return book
}

/** The days from which some parameters become others anywhere, the earliest first. */
export function daysOfChange(book: ParameterBook, names: ReadonlySet<string>): readonly Day[] {
  const days = new Set<Day>()
  for (const rows of book.values()) for (const { name, from } of rows) if (names.has(name)) days.add(from)
  return [...days].sort()
}

/** The regions whose values may hold for a county, in the order they are asked: county, prefecture, province, country. */
export const regionsAbove = (county: string): readonly string[] => [
  ...new Set([county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`, '000000']),
]

/**
 * The value that holds for a family in a county on a day: the first region, from the county up, that has a row not after
 * the day for this residence or for both decides, with its newest such row. Undefined when no region has one.
 */
export function findParameter(
  book: ParameterBook,
  name: string,
  where: { county: string; residence: 'urban' | 'rural' },
  on: Day,
): FoundParameter | undefined {
  for (const region of regionsAbove(where.county)) {
    const row = book
      .get(shelf(name, region))
      ?.find((one) => one.from <= on && (one.residence === '' || one.residence === where.residence))
    if (row) {
      const { value, residence, from, regionName = null, document = null } = row
      return { name, value, region, residence, from, regionName, document }
    }
  }
  return undefined
}
