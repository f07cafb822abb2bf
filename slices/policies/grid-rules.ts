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

/** The changes as a file of standards; undefined when one of the values is no number. */
export function gridFile(name: string, changes: readonly GridChange[]): string | undefined {
  if (!changes.every(({ value }) => ExactDecimal.safeParse(value).success)) return undefined
  const lines = changes.map(({ region, residence, from, value }) => [name, region, residence, from, value].join(','))
  return ['parameter,region,residence,from,value', ...lines, ''].join('\n')
}
