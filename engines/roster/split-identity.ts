import { tight } from './characters.ts'
import { cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading, TableHeader } from './table-header.ts'

const rowsLookedAt = 20
const fewestBoxes = 15
const mostBoxes = 18

/** The columns below the heading of identity numbers where every character has a box of its own; undefined for others. */
function boxColumns(sheet: Sheet, { to, headings }: TableHeader): { heading: Heading; columns: number[] } | undefined {
  const heading = headings.find(
    ({ path }) => headingScore('hardship_worker', 'id_number', headingKey(path.at(-1) ?? path[0] ?? '')) > 0.5,
  )
  if (!heading) return undefined
  const sample = sheet.rows.slice(to + 1, to + 1 + rowsLookedAt)
  const isBoxed = (column: number) => {
    const texts = sample.map((row) => tight(cellText(row.cells[column]))).filter((text) => text !== '')
    return texts.length > 0 && texts.every((text) => /^[\dXx]$/.test(text))
  }
  const named = new Set(headings.filter((other) => other.path[0] !== heading.path[0]).map(({ column }) => column))
  const columns: number[] = []
  for (let column = heading.column; columns.length < mostBoxes && !named.has(column) && isBoxed(column); column++)
    columns.push(column)
  return columns.length < fewestBoxes ? undefined : { heading, columns }
}

/** A sheet whose identity numbers were written one character to a box, with every number put into the first of its boxes. */
export function withIdentityJoined(sheet: Sheet, header: TableHeader): { sheet: Sheet; header: TableHeader } {
  const found = boxColumns(sheet, header)
  if (!found) return { sheet, header }
  const [first = 0, ...others] = found.columns
  const joined = (row: Row): Row => {
    const texts = found.columns.map((column) => tight(cellText(row.cells[column])))
    if (texts.some((text) => text.length > 1)) return row
    const cells = [...row.cells]
    cells[first] = texts.join('') || undefined
    for (const column of others) if (column < cells.length) cells[column] = undefined
    return { ...row, cells }
  }
  return {
    sheet: { ...sheet, rows: sheet.rows.map((row, index) => (index > header.to ? joined(row) : row)) },
    header: { ...header, headings: header.headings.filter(({ column }) => !others.includes(column)) },
  }
}
