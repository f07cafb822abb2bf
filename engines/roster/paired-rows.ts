import { tight } from './characters.ts'
import { type Cell, cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore, namesField } from './header-words.ts'
import type { MergeIndex } from './merges.ts'
import type { Heading, TableHeader } from './table-header.ts'

const rowsLookedAt = 60
const fewestPairs = 2

/**
 * A sheet whose people take two rows each, under a heading of two rows that says two things of every column (姓名 over
 * 工作单位), with the lower row of each put behind the upper one. Its headings tell the column in which it stood.
 */
export function withRowsPaired(
  sheet: Sheet,
  header: TableHeader,
  merges: MergeIndex,
): { sheet: Sheet; header: TableHeader } {
  const same = { sheet, header }
  if (header.to !== header.from + 1) return same
  const [upper, lower] = [sheet.rows[header.from] as Row, sheet.rows[header.to] as Row]
  if (!saysTwoThings(upper, lower, merges)) return same
  const identity = columnOf(upper, isIdentityLabel)
  const serial = columnOf(upper, (label) => /^(?:序号|编号)$/.test(headingKey(label)))
  const begins = (row: Row, next: Row | undefined): boolean =>
    next?.number === row.number + 1 &&
    ((isNumbered(row.cells[identity ?? -1]) && !isNumbered(next.cells[identity ?? -1])) ||
      (isFilled(row.cells[serial ?? -1]) && !isFilled(next.cells[serial ?? -1])))
  const below = sheet.rows.slice(header.to + 1)
  if (!comeInPairs(below.slice(0, rowsLookedAt), begins, identity)) return same
  const width = sheet.rows.slice(header.from).reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const rows: Row[] = sheet.rows.slice(0, header.to + 1)
  for (let index = 0; index < below.length; index++) {
    const [row, next] = [below[index] as Row, below[index + 1]]
    if (!begins(row, next) || !next) {
      rows.push(row)
      continue
    }
    const cells = [...row.cells]
    while (cells.length < width) cells.push(undefined)
    rows.push({ ...row, cells: [...cells, ...next.cells], until: next.number })
    index++
  }
  return { sheet: { ...sheet, rows }, header: { ...header, headings: headingsOf(upper, lower, width, merges) } }
}

/** At least two columns whose upper and lower word are each a whole heading, and not the halves of one or a group. */
function saysTwoThings(upper: Row, lower: Row, merges: MergeIndex): boolean {
  const both = lower.cells.filter((cell, column) => {
    const above = upper.cells[column]
    if (!isFilled(cell) || !isFilled(above)) return false
    if ((merges.at(upper.number, column)?.right ?? column) > column) return false
    return namesField(headingKey(cellText(above))) && namesField(headingKey(cellText(cell)))
  })
  return both.length >= 2
}

/** Numbers of the card stand in every other row only. */
function comeInPairs(
  rows: readonly Row[],
  begins: (row: Row, next: Row | undefined) => boolean,
  identity: number | undefined,
): boolean {
  if (identity === undefined) return false
  let [pairs, alone] = [0, 0]
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as Row
    if (begins(row, rows[index + 1])) {
      pairs++
      index++
    } else if (isNumbered(row.cells[identity])) alone++
  }
  return pairs >= fewestPairs && alone <= pairs / 10
}

function headingsOf(upper: Row, lower: Row, width: number, merges: MergeIndex): Heading[] {
  const labels = (row: Row, toColumn: (column: number) => number): Heading[] =>
    row.cells.flatMap((cell, column) => {
      const text = tight(cellText(cell))
      return text === '' || merges.isContinued(row.number, column)
        ? []
        : [{ column: toColumn(column), path: [text], text }]
    })
  const below = labels(lower, (column) => column + width).map((heading) => ({
    ...heading,
    lower: heading.column - width,
  }))
  return [...labels(upper, (column) => column), ...below]
}

const isFilled = (cell: Cell): boolean => tight(cellText(cell)) !== ''
const isNumbered = (cell: Cell): boolean => /\d{15}/.test(tight(cellText(cell)).replace(/-/g, ''))
const isIdentityLabel = (label: string): boolean =>
  headingScore('hardship_worker', 'id_number', headingKey(label)) > 0.5

function columnOf({ cells }: Row, is: (label: string) => boolean): number | undefined {
  const column = cells.findIndex((cell) => isFilled(cell) && is(cellText(cell)))
  return column < 0 ? undefined : column
}
