import { ExactDecimal, type Parameter } from './model.ts'

/** A region, and town or country of it, as a line of the table. */
export type GridRow = {
  readonly region: string
  readonly regionName: string
  readonly residence: Parameter['residence']
}

/** What somebody typed into a cell. */
export type GridChange = {
  readonly region: string
  readonly residence: string
  readonly from: string
  readonly value: string
}

/**
 * One parameter as a table: a line for each region and residence, a column for each year. Regions that have other
 * standards stand there too, so that what is missing is seen.
 */
export function gridOf(
  values: readonly Parameter[],
  regions: readonly { readonly code: string; readonly name: string }[],
): { rows: GridRow[]; valuesOf: (row: GridRow, year: number) => Parameter[] } {
  const residences = [...new Set(values.map(({ residence }) => residence))].sort()
  const kinds = residences.length > 0 ? residences : (['urban', 'rural'] as const)
  const rows = regions.flatMap(({ code, name }) =>
    kinds.map((residence): GridRow => ({ region: code, regionName: name, residence })),
  )
  const valuesOf = ({ region, residence }: GridRow, year: number) =>
    values
      .filter((one) => one.region === region && one.residence === residence && one.validFrom.startsWith(String(year)))
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return { rows, valuesOf }
}

/** The day of a year on which most values of a parameter begin; the first of January where there are none. */
export function usualDay(values: readonly Pick<Parameter, 'validFrom'>[]): string {
  const counts = new Map<string, number>()
  for (const { validFrom } of values) counts.set(validFrom.slice(5), (counts.get(validFrom.slice(5)) ?? 0) + 1)
  return [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0] ?? '01-01'
}

/** A place of the table: a line and a year, and the days on which a value of it begins there. */
type Place = { readonly row: GridRow; readonly days: readonly string[] }

/**
 * Copied cells put into the table from one place on, as changes of single cells. Empty ones change nothing; where several
 * values begin in one year it is not known which of them is meant, and what stands beyond the table is nowhere: these are
 * counted as left out. `read` reads what was copied, money in yuan; what cannot be read is kept to be shown as it is.
 */
export function pastedChanges(
  copied: readonly (readonly string[])[],
  placeAt: (down: number, right: number) => Place | undefined,
  read: (cell: string) => string,
): { changes: GridChange[]; leftOut: number } {
  const changes: GridChange[] = []
  let leftOut = 0
  copied.forEach((cells, down) => {
    cells.forEach((cell, right) => {
      const written = cell.normalize('NFKC').trim()
      if (/^[-—–/]?$/.test(written)) return
      const { row, days = [] } = placeAt(down, right) ?? {}
      const [from] = days
      if (!row || from === undefined || days.length > 1) leftOut++
      else changes.push({ region: row.region, residence: row.residence, from, value: read(written) })
    })
  })
  return { changes, leftOut }
}

export const keyOfChange = ({ region, residence, from }: Omit<GridChange, 'value'>): string =>
  [region, residence, from].join(' ')

/** The changes as a file of standards; undefined when one of the values is no number. */
export function gridFile(name: string, changes: readonly GridChange[]): string | undefined {
  if (!changes.every(({ value }) => ExactDecimal.safeParse(value).success)) return undefined
  const lines = changes.map(({ region, residence, from, value }) => [name, region, residence, from, value].join(','))
  return ['parameter,region,residence,from,value', ...lines, ''].join('\n')
}
