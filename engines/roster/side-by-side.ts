import type { Row, Sheet } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading, TableHeader } from './table-header.ts'

/** A list printed in two or three strips to save paper: the same headings again in the same order. */
export function splitSideBySide(header: TableHeader): TableHeader[] | undefined {
  const { headings } = header
  // 姓名 and 电话 under 帮扶对象 and again under 帮扶干部 are two people of one row.
  const keys = headings.map(({ path }) => path.map(headingKey).join('-'))
  for (let strips = 2; strips <= 4; strips++) {
    const width = headings.length / strips
    if (!Number.isInteger(width) || width < 2) continue
    const own = keys.slice(0, width)
    const repeated = keys.every((key, place) => key === own[place % width])
    if (repeated && new Set(own).size === width && namesPeople(own))
      return Array.from({ length: strips }, (_, strip) => ({
        ...header,
        headings: headings.slice(strip * width, (strip + 1) * width),
      }))
  }
  return differentLists(header)
}

/** Two lists of different people on one sheet: each begins after a blank column or with 序号 again, and names and numbers its own. */
function differentLists(header: TableHeader): TableHeader[] | undefined {
  const parts: Heading[][] = []
  for (const [place, heading] of header.headings.entries()) {
    const before = header.headings[place - 1]
    const begins = before === undefined || heading.column > before.column + 1 || isSerial(heading)
    if (begins) parts.push([heading])
    else parts.at(-1)?.push(heading)
  }
  const complete = parts.every((part) => {
    const keys = part.map(({ path }) => headingKey(path.at(-1) ?? ''))
    return namesPeople(keys) && keys.some((key) => headingScore('hardship_worker', 'id_number', key) >= 0.7)
  })
  return parts.length >= 2 && parts.length <= 4 && complete
    ? parts.map((headings) => ({ ...header, headings }))
    : undefined
}

const isSerial = ({ path }: Heading): boolean =>
  headingScore('hardship_worker', 'serial', headingKey(path.at(-1) ?? '')) > 0.9

const namesPeople = (keys: readonly string[]): boolean =>
  keys.some((key) => {
    const leaf = key.split('-').at(-1) ?? ''
    return headingScore('hardship_worker', 'name', leaf) > 0.7 || headingScore('helper', 'name', leaf) > 0.9
  })

/** The sheet with nothing in it but the columns of one strip and, above them, what all strips share. */
export function withColumnsOf(sheet: Sheet, { from, to, headings }: TableHeader): Sheet {
  const columns = headings.map(({ column }: Heading) => column)
  const [left, right] = [Math.min(...columns), Math.max(...columns)]
  const rows = sheet.rows.map((row, index): Row => {
    if (index >= from && index <= to) return row
    return { ...row, cells: row.cells.slice(0, right + 1).map((cell, column) => (column < left ? undefined : cell)) }
  })
  return { ...sheet, rows }
}
