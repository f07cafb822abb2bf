import { isIdentityNumber } from './anchored-header.ts'
import { columnLetters, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading, TableHeader } from './table-header.ts'

const rowsLookedAt = 50
const fewest = 3

/**
 * A table without a heading: a page that goes on where the sheet before ended, or a list whose heading was cut off. Its
 * columns are those of the sheet before when the identity numbers stand in the same one; otherwise only what values
 * prove is taken for a field. `to` lies before `from`: no row is a heading.
 */
export function findHeadless(sheet: Sheet, before: readonly Heading[] | undefined): TableHeader | undefined {
  const first = sheet.rows.findIndex((row) => row.cells.some(isIdentityNumber))
  if (first < 0) return undefined
  const sample = sheet.rows.slice(first, first + rowsLookedAt)
  const column = (sheet.rows[first] as Row).cells.findIndex(isIdentityNumber)
  const numbers = before?.find(
    ({ path }) => headingScore('hardship_worker', 'id_number', headingKey(path.at(-1) ?? '')) > 0,
  )
  const goesOn = before !== undefined && numbers?.column === column
  // The last page of a list may hold a single person; a list of unknown columns has to show what they are.
  const least = goesOn && isAsWide(sheet.rows[first] as Row, before) ? 1 : fewest
  if (sample.filter((row) => isIdentityNumber(row.cells[column])).length < least) return undefined
  return { from: first, to: first - 1, headings: goesOn ? before : unnamed(sample) }
}

/** True when a row fills more than half of the columns and none beyond them. */
function isAsWide({ cells }: Row, headings: readonly Heading[]): boolean {
  const columns = new Set(headings.map(({ column }) => column))
  const filled = [...cells.keys()].filter((column) => cells[column] !== undefined && cells[column] !== '')
  return filled.length > columns.size / 2 && filled.every((column) => columns.has(column))
}

function unnamed(sample: readonly Row[]): Heading[] {
  const width = Math.max(...sample.map(({ cells }) => cells.length))
  return Array.from({ length: width }, (_, column) => {
    const text = `第${columnLetters(column)}列`
    return { column, path: [text], text }
  })
}
