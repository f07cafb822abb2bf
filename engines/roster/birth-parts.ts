import { clean } from './characters.ts'
import { cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading, TableHeader } from './table-header.ts'

const part = /^(?:出生)?(年|月|日)份?$/

/** The columns of year, month and day under 出生日期, which are one day; undefined where the heading has none. */
function birthColumns(headings: readonly Heading[]): readonly number[] | undefined {
  const parts = headings.map(({ path }) => part.exec(headingKey(path.at(-1) ?? ''))?.[1])
  const start = parts.findIndex((name, place) => name === '年' && parts[place + 1] === '月')
  const first = headings[start]
  if (!first) return undefined
  const isBirth = first.path.some((label) => headingScore('hardship_worker', 'birth_date', headingKey(label)) > 0)
  if (!isBirth) return undefined
  const length = parts[start + 2] === '日' ? 3 : 2
  return headings.slice(start, start + length).map(({ column }) => column)
}

/**
 * A sheet with a day of birth that was written into two or three columns put into the first of them; the others are then
 * blank and no heading of theirs speaks of birth.
 */
export function withBirthJoined(sheet: Sheet, header: TableHeader): { sheet: Sheet; header: TableHeader } {
  const columns = birthColumns(header.headings)
  if (!columns) return { sheet, header }
  const [first = 0, ...others] = columns
  const joined = (row: Row): Row => {
    const texts = columns.map((column) => clean(cellText(row.cells[column])).replace(/[年月日号]$/, ''))
    // A heading printed again, or a day that already stands whole in the first of the columns.
    if (!texts.some((text) => /^\d+$/.test(text)) || texts.slice(1).every((text) => text === '')) return row
    const cells = [...row.cells]
    cells[first] = texts.filter((text) => text !== '').join('-')
    for (const column of others) cells[column] = undefined
    return { ...row, cells }
  }
  const headings = header.headings.map((heading) =>
    others.includes(heading.column) ? { ...heading, path: heading.path.slice(-1) } : heading,
  )
  return {
    sheet: { ...sheet, rows: sheet.rows.map((row, index) => (index > header.to ? joined(row) : row)) },
    header: { ...header, headings },
  }
}
