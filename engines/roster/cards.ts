import { clean } from './characters.ts'
import { type Cell, cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore, isKnownHeading, isWholeHeading, namesField } from './header-words.ts'
import type { MergeIndex } from './merges.ts'
import { isHeaderRow, isLabelled } from './table-header.ts'

/** A label and the cell beside it that holds its value. */
export type CardEntry = { readonly label: string; readonly cell: Cell; readonly column: number; readonly row: number }

/** A form about one person, such as 困难职工档案表: labels with their values beside them, and a list of the family. */
export type Card = {
  readonly title: string
  /** The row of the person's name. */
  readonly row: number
  readonly entries: readonly CardEntry[]
  /** The family below, each member as label and value. */
  readonly members: readonly Readonly<Record<string, string>>[]
}

const fewestRows = 3
const fewestLabels = 6
// A list has its heading near the top.
const rowsWithHeading = 60

/**
 * The cards of a sheet; none when it is a list. In a list headings stand side by side; on a card every label has a value
 * at its right, in row after row.
 */
export function findCards(sheet: Sheet, merges: MergeIndex): Card[] {
  if (sheet.rows.slice(0, rowsWithHeading).some(isListHeading) || listsPeople(sheet)) return []
  const lines = sheet.rows.slice(0, 400).map((row) => readLine(row, merges))
  const paired = lines.filter(({ entries, memberHeads }) => entries.length >= 2 && memberHeads.length === 0)
  const labels = new Set(paired.flatMap(({ entries }) => entries.map(({ label }) => headingKey(label))))
  if (paired.length < fewestRows || labels.size < fewestLabels || !labelsDiffer(paired)) return uprightCards(lines)
  return group(lines)
}

/**
 * Four headings and hardly anything besides, or five and more of the row: on a card every other cell is a value. Values in a
 * list below them may well look like labels.
 */
function isListHeading(row: Row): boolean {
  if (isLabelled(row)) return false
  const filled = row.cells.filter((cell) => clean(cellText(cell)) !== '')
  const labels = filled.filter(isLabel).map((cell) => headingKey(labelText(cell)))
  const related = labels.some((key) => headingScore('household_members', 'relation_text', key) > 0.7)
  const different = new Set(labels).size
  const most = different >= 5 ? 0.6 : 0.8
  return !related && different >= 4 && labels.length >= filled.length * most && isHeaderRow(row)
}

// A family on a card has fewer members.
const peopleInARow = 10

/** Identity numbers one below the other, row after row, in more rows than a family has members. */
function listsPeople(sheet: Sheet): boolean {
  const lengths = new Map<number, { last: number; length: number }>()
  for (const row of sheet.rows.slice(0, 400)) {
    for (const [column, cell] of row.cells.entries()) {
      if (typeof cell !== 'string' || !/^\D{0,2}\d{17}[\dX]$|^\D{0,2}\d{15}$/i.test(clean(cell).replace(/[ -]/g, '')))
        continue
      const run = lengths.get(column)
      const length = run && row.number - run.last <= 2 ? run.length + 1 : 1
      if (length >= peopleInARow) return true
      lengths.set(column, { last: row.number, length })
    }
  }
  return false
}

type Line = {
  readonly row: Row
  readonly entries: readonly CardEntry[]
  /** Headings of the family list, when the row is one. */
  readonly memberHeads: readonly { readonly column: number; readonly label: string }[]
}

/** The same labels again and again are values of a list, 男 under 性别 for one. */
function labelsDiffer(lines: readonly Line[]): boolean {
  const seen = new Map<string, number>()
  for (const { entries } of lines) for (const { label } of entries) seen.set(label, (seen.get(label) ?? 0) + 1)
  const repeated = [...seen.values()].filter((times) => times > lines.length / 2)
  return repeated.length <= seen.size / 4
}

function readLine(row: Row, merges: MergeIndex): Line {
  const filled = row.cells.flatMap((cell, column) => (clean(cellText(cell)) === '' ? [] : [column]))
  const heads = filled
    .filter((column) => isLabel(row.cells[column]))
    .map((column) => ({ column, label: labelText(row.cells[column]) }))
  const related = heads.some(({ label }) => headingScore('household_members', 'relation_text', headingKey(label)) > 0.7)
  if (related && heads.length >= 3 && heads.length >= filled.length * 0.8)
    return { row, entries: [], memberHeads: heads }
  const entries: CardEntry[] = []
  let valueAt = -1
  for (const { column, label } of heads) {
    // 健康 at the right of 健康状况 is a value, though it could be a label elsewhere.
    if (column === valueAt) continue
    valueAt = (merges.at(row.number, column)?.right ?? column) + 1
    const value = row.cells[valueAt]
    if (typeof value === 'string' && isWholeHeading(headingKey(value))) return { row, entries: [], memberHeads: [] }
    entries.push({ label, cell: value, column: valueAt, row: row.number })
  }
  return { row, entries, memberHeads: [] }
}

/**
 * Labels one below the other in one column with the value at the right of each; with several values side by side, a list
 * that stands on its head, one card for each column of them.
 */
function uprightCards(lines: readonly Line[]): Card[] {
  const single = lines.flatMap(({ row, entries, memberHeads }) => {
    const [first] = entries
    return first && memberHeads.length === 0 ? [{ row, entry: first }] : []
  })
  const named = single.find(({ entry }) => isNameLabel(entry.label))
  if (!named) return []
  const column = named.entry.column
  const upright = single.filter(({ entry }) => entry.column === column)
  const labels = new Set(upright.map(({ entry }) => headingKey(entry.label)))
  if (labels.size < fewestLabels || labels.size < single.length * 0.6) return []
  const places = named.row.cells.flatMap((cell, at) => (at >= column && clean(cellText(cell)) !== '' ? [at] : []))
  if (places.length < 2) return group(lines)
  return places.map((at) => ({
    title: '',
    row: named.row.number,
    entries: upright.map(({ row, entry }) => ({ ...entry, cell: row.cells[at], column: at })),
    members: [],
  }))
}

const isNameLabel = (label: string): boolean => headingScore('hardship_worker', 'name', headingKey(label)) > 0.9

const labelText = (cell: Cell): string => clean(cellText(cell)).replace(/[:：]$/, '')

function isLabel(cell: Cell): boolean {
  if (typeof cell !== 'string' || cell.length > 20) return false
  const key = headingKey(cell)
  return (
    key.length >= 2 &&
    !/\d{5}/.test(key) &&
    (namesField(key) || isKnownHeading(key) || /^(?:职工编号|工作状态|所属行业|是否.{2,12})$/.test(key))
  )
}

function group(lines: readonly Line[]): Card[] {
  const cards: { title: string; row: number; entries: CardEntry[]; members: Record<string, string>[] }[] = []
  let title = ''
  let heads: Line['memberHeads'] = []
  for (const { row, entries, memberHeads } of lines) {
    if (memberHeads.length > 0) {
      heads = memberHeads
      continue
    }
    const named = entries.find(({ label }) => isNameLabel(label))
    const current = cards.at(-1)
    if (named && (!current || current.entries.some(({ label }) => label === named.label))) {
      cards.push({ title, row: row.number, entries: [...entries], members: [] })
      heads = []
    } else if (entries.length > 0) {
      heads = []
      current?.entries.push(...entries)
    } else if (heads.length > 0 && current) addMember(current.members, row, heads)
    else if (row.cells.filter((cell) => cell !== undefined).length === 1)
      title = clean(cellText(row.cells.find((cell) => cell !== undefined)))
  }
  return cards
}

function addMember(members: Record<string, string>[], row: Row, heads: Line['memberHeads']): void {
  const member: Record<string, string> = {}
  for (const { column, label } of heads) {
    const text = clean(cellText(row.cells[column]))
    if (text !== '') member[label] = text
  }
  if (Object.keys(member).length >= 2) members.push(member)
}
