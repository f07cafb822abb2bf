import { clean, tight } from './characters.ts'
import { findCategory, findEthnicity, findSex } from './codes.ts'
import { type Cell, cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, namesField } from './header-words.ts'
import { readIdentityNumber } from './identity.ts'
import type { MergeIndex } from './merges.ts'
import { headerAround, isColumnNumbers, isLabelled, isSomebodys, type TableHeader } from './table-header.ts'

const fewestPeople = 3
// People stand one below the other; a blank or subtotal row between them is no end.
const rowsBetween = 3
const rowsLookedAt = 2_000
const longestLabel = 40

/**
 * The heading of a table whose words nobody knows: the row of short texts right above the first of several people, told by
 * their identity numbers or mobiles. `end` is where a heading of known words stands, if there is one.
 */
export function findAnchored(sheet: Sheet, merges: MergeIndex, start: number, end: number): TableHeader | undefined {
  const to = Math.min(end, start + rowsLookedAt)
  const several = firstOfPeople(sheet.rows, start, to)
  const first = several ?? firstOf(sheet.rows, start, to)
  if (first === undefined) return undefined
  let at = first - 1
  if (at > start && isColumnNumbers(sheet.rows[at] as Row)) at--
  const row = sheet.rows[at]
  if (at < start || row === undefined || !isRowOfLabels(row, sheet.rows.slice(first, first + 20))) return undefined
  // One or two people prove less than three: then two of the labels have to be known.
  const known = row.cells.filter((cell) => namesField(headingKey(cellText(cell)))).length
  return several === undefined && known < 2 ? undefined : headerAround(sheet.rows, merges, at, start)
}

function firstOf(rows: readonly Row[], start: number, end: number): number | undefined {
  for (let index = start; index < Math.min(end, rows.length); index++)
    if ((rows[index] as Row).cells.some(isIdentityNumber)) return index
  return undefined
}

/** Where the first of at least three people stands whose numbers are in one column, one below the other. */
function firstOfPeople(rows: readonly Row[], start: number, end: number): number | undefined {
  const runs = new Map<number, { first: number; last: number; length: number }>()
  for (let index = start; index < Math.min(end, rows.length); index++)
    for (const [column, cell] of (rows[index] as Row).cells.entries()) {
      if (!isIdentityNumber(cell) && !isMobile(cell)) continue
      const run = runs.get(column)
      if (!run || index - run.last > rowsBetween) {
        runs.set(column, { first: index, last: index, length: 1 })
        continue
      }
      run.last = index
      run.length++
      if (run.length >= fewestPeople) return run.first
    }
  return undefined
}

/** At least three short texts of different wording, over most of the columns that hold something below. */
function isRowOfLabels(row: Row, below: readonly Row[]): boolean {
  if (row.cells.some((cell) => isSomebodys(cell) || isPlainlyValue(cell)) || isLabelled(row)) return false
  const labels = row.cells.filter((cell) => clean(cellText(cell)) !== '')
  const texts = labels.flatMap((cell) =>
    typeof cell === 'string' && cell.length <= longestLabel && !/^\s*[\d.]+\s*$/.test(cell) ? [headingKey(cell)] : [],
  )
  if (texts.length < fewestPeople || texts.length < labels.length || new Set(texts).size < texts.length * 0.8)
    return false
  const width = Math.max(...below.map(({ cells }) => cells.filter((cell) => cell !== undefined).length))
  return texts.length >= width * 0.6
}

/** 男, 汉族 and 深度困难 are said of somebody; no heading is called so. */
function isPlainlyValue(cell: Cell): boolean {
  const text = tight(cellText(cell))
  return findSex(text) !== undefined || findEthnicity(text) !== undefined || findCategory(text) !== undefined
}

export const isIdentityNumber = (cell: Cell): boolean =>
  typeof cell === 'string' && cell.length >= 15 && cell.length < 60 && readIdentityNumber(cell).value !== null

const isMobile = (cell: Cell): boolean =>
  typeof cell === 'number' ? cell >= 13e9 && cell < 2e10 : typeof cell === 'string' && /^1[3-9]\d{9}$/.test(tight(cell))
