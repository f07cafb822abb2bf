import type { FormTable } from './form-reading.ts'
import type { RowInsert } from './plan-parts.ts'
import type { TableRow } from './table-rows.ts'

/** A table and those that go on with its rows. */
export type Chain = { readonly tables: readonly [FormTable, ...FormTable[]]; readonly rows: readonly TableRow[] }

/** A table with the rows that it gets; `first` is the one whose rows it goes on with, or itself. */
export type PlacedTable = { readonly table: FormTable; readonly rows: readonly TableRow[]; readonly first: FormTable }

/** The tables of a part, those that go on from another together with it. */
export function chainsOf(tables: readonly FormTable[]): [FormTable, ...FormTable[]][] {
  const chains: [FormTable, ...FormTable[]][] = []
  for (const table of tables) {
    const last = chains.at(-1)
    if (table.continues && last) last.push(table)
    else chains.push([table])
  }
  return chains
}

const blankOf = ({ firstRow, lastRow }: FormTable): number => Math.max(0, lastRow - firstRow + 1)

/**
 * Where rows are put in, and which rows each table gets. Tables beside each other share the rows of the sheet: rows are
 * put in once for all of them, and a table gets no more than it then has.
 */
export function insertsFor(chains: readonly Chain[]): { inserts: RowInsert[]; placed: PlacedTable[] } {
  const needs = new Map<FormTable, number>()
  for (const { tables, rows } of chains) {
    const blank = tables.reduce((sum, table) => sum + blankOf(table), 0)
    const rest = rows.length - blank
    const last = tables[tables.length - 1] as FormTable
    const beside = tables.filter((table) => overlap(table, last))
    for (const table of beside) needs.set(table, Math.ceil(Math.max(0, rest) / beside.length))
  }
  const inserts: RowInsert[] = []
  for (const band of bandsOf(chains.flatMap(({ tables }) => tables))) {
    const insert = insertOf(band, needs)
    if (insert) inserts.push(insert)
  }
  const placed = chains.flatMap(({ tables, rows }) => {
    let from = 0
    return tables.map((table): PlacedTable => {
      const own = rows.slice(from, from + blankOf(table) + grownBy(table, inserts))
      from += own.length
      return { table, rows: own, first: tables[0] }
    })
  })
  return { inserts: inserts.sort((a, b) => a.before - b.before), placed }
}

// Headings that stand beside each other share their rows even where one list has no blank row.
const overlap = (one: FormTable, other: FormTable): boolean =>
  one.firstRow <= Math.max(other.lastRow, other.firstRow) && other.firstRow <= Math.max(one.lastRow, one.firstRow)

function bandsOf(tables: readonly FormTable[]): FormTable[][] {
  const bands: FormTable[][] = []
  for (const table of [...tables].sort((a, b) => a.firstRow - b.firstRow)) {
    const band = bands.find((one) => one.some((other) => overlap(other, table)))
    if (band) band.push(table)
    else bands.push([table])
  }
  return bands
}

/** The rows that a band of tables needs: those of the table that lacks most. */
function insertOf(band: readonly FormTable[], needs: ReadonlyMap<FormTable, number>): RowInsert | undefined {
  const [table] = [...band].sort((a, b) => (needs.get(b) ?? 0) - (needs.get(a) ?? 0))
  const count = (table && needs.get(table)) ?? 0
  if (!table || count <= 0) return undefined
  const { firstRow, lastRow } = table
  const blank = blankOf(table)
  const presets = band.flatMap((one) => one.presets ?? [])
  const more = { count, ...(presets.length > 0 && { presets }) }
  if (blank <= 0) return { ...more, before: firstRow, model: 0, reaching: 0 }
  if (blank === 1) return { ...more, before: lastRow + 1, model: lastRow, reaching: lastRow }
  // Before the last row, so that sums over the rows grow by themselves and the last row keeps its border.
  return { ...more, before: lastRow, model: lastRow - 1, reaching: 0 }
}

/** How many rows a table gains: those put in between its first row and right behind its last one. */
const grownBy = (table: FormTable, inserts: readonly RowInsert[]): number =>
  inserts
    .filter(({ before, model }) =>
      model === 0
        ? before === table.firstRow && blankOf(table) === 0
        : before > table.firstRow &&
          (before <= table.lastRow || (before === table.lastRow + 1 && model === table.lastRow)),
    )
    .reduce((sum, { count }) => sum + count, 0)
