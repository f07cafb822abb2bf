import {
  type CardEntry,
  type CardLine,
  isLabel,
  isNameLabel,
  isRelationLabel,
  labelColumnsOf,
  labelOf,
  labelText,
  readLine,
  readMember,
} from './card-lines.ts'
import { clean, tight } from './characters.ts'
import { cellText, type Row, type Sheet } from './grid.ts'
import { headingKey } from './header-words.ts'
import type { MergeIndex } from './merges.ts'
import { moneyUnit } from './money.ts'
import { isHeaderRow, isLabelled } from './table-header.ts'

/** A form about one person, such as 困难职工档案表: labels with their values beside them, and a list of the family. */
export type Card = {
  readonly title: string
  /** The row of the person's name. */
  readonly row: number
  readonly entries: readonly CardEntry[]
  /** The family below, each member as label and value. */
  readonly members: readonly Readonly<Record<string, string>>[]
  /** What one of its amounts stands for in fen, when 单位：万元 or the like stands above it. */
  readonly unitFen?: number | undefined
}

const fewestRows = 3
// A wide card has few rows; then every one must hold a value beyond doubt.
const fewestWideRows = 2
const fewestLabels = 6
// A list has its heading near the top.
const rowsWithHeading = 60
const rowsLookedAt = 400

/**
 * The cards of a sheet; none when it is a list. In a list headings stand side by side; on a card every label has a value
 * at its right, in row after row. Whatever table stands below the labels of a card belongs to it.
 */
export function findCards(sheet: Sheet, merges: MergeIndex): Card[] {
  if (listsPeople(sheet)) return []
  const looked = sheet.rows.slice(0, rowsLookedAt).map((row) => readLine(row, merges))
  const labelColumns = labelColumnsOf(looked, merges)
  const heading = looked.slice(0, rowsWithHeading).findIndex((line) => isListHeading(line, merges, labelColumns))
  const above = heading < 0 ? looked : looked.slice(0, heading)
  const lines = () => sheet.rows.map((row) => readLine(row, merges, labelColumns))
  return areCardLines(above) ? group(lines()) : uprightCards(above, lines)
}

function areCardLines(lines: readonly CardLine[]): boolean {
  const paired = lines.filter(({ entries, memberHeads }) => entries.length >= 2 && memberHeads.length === 0)
  const labels = new Set(paired.flatMap(({ entries }) => entries.map(({ label }) => headingKey(label))))
  const named = lines.some(({ entries }) => entries.some(({ label }) => isNameLabel(label)))
  const rows = paired.every(({ told }) => told) ? fewestWideRows : fewestRows
  return named && paired.length >= rows && labels.size >= fewestLabels && labelsDiffer(paired)
}

/**
 * Four headings and hardly anything besides, or five and more of the row: on a card every other cell is a value. Values in a
 * list below them may well look like labels, and so may those of a card: a row with a value beyond doubt is no heading, nor
 * is one whose labels stand below those of other rows.
 */
function isListHeading({ row, told }: CardLine, merges: MergeIndex, labelColumns: ReadonlySet<number>): boolean {
  if (told || isLabelled(row)) return false
  const filled = row.cells.filter((cell) => clean(cellText(cell)) !== '')
  const labels = filled.filter(isLabel).map((cell) => headingKey(labelText(cell)))
  const different = new Set(labels).size
  const most = different >= 5 ? 0.6 : 0.8
  if (labels.some(isRelationLabel) || different < 4 || labels.length < filled.length * most || !isHeaderRow(row))
    return false
  const { entries } = readLine(row, merges, labelColumns)
  const aligned = entries.filter(({ column }) => labelColumns.has(labelOf(row, column, merges))).length
  return labelColumns.size < 2 || aligned < 2 || aligned < entries.length
}

// A family on a card has fewer members.
const peopleInARow = 10

/** Identity numbers one below the other, row after row, in more rows than a family has members. */
function listsPeople(sheet: Sheet): boolean {
  const lengths = new Map<number, { last: number; length: number }>()
  for (const row of sheet.rows.slice(0, rowsLookedAt)) {
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

/** The same labels again and again are values of a list, 男 under 性别 for one. */
function labelsDiffer(lines: readonly CardLine[]): boolean {
  const seen = new Map<string, number>()
  for (const { entries } of lines) for (const { label } of entries) seen.set(label, (seen.get(label) ?? 0) + 1)
  const repeated = [...seen.values()].filter((times) => times > lines.length / 2)
  return repeated.length <= seen.size / 4
}

/**
 * Labels one below the other in one column with the value at the right of each; with several values side by side, a list
 * that stands on its head, one card for each column of them.
 */
function uprightCards(lines: readonly CardLine[], all: () => readonly CardLine[]): Card[] {
  const single = lines.flatMap(({ row, entries, memberHeads }) => {
    const [first] = entries
    return first && memberHeads.length === 0 ? [{ row, entry: first }] : []
  })
  const named = single.find(({ entry }) => isNameLabel(entry.label))
  if (!named) return []
  const column = named.entry.column
  const upright = single.filter(({ entry }) => entry.column === column)
  const labels = new Set(upright.map(({ entry }) => headingKey(entry.label)))
  const people = upright.filter(({ entry }) => entry.label === named.entry.label).length
  if (labels.size < fewestLabels || labels.size * people < single.length * 0.6) return []
  const places = named.row.cells.flatMap((cell, at) => (at >= column && clean(cellText(cell)) !== '' ? [at] : []))
  if (places.length < 2) return group(all())
  const unitFen = lines.map(({ row }) => unitOf(row)).find((fen) => fen !== undefined)
  return places.map((at) => ({
    title: '',
    unitFen,
    row: named.row.number,
    entries: upright.map(({ row, entry }) => ({ ...entry, cell: row.cells[at], column: at })),
    members: [],
  }))
}

/** Lines of labels above that of the name: they belong to the name below when the first card has them there, too. */
class LinesAhead {
  private readonly first = new Set<string>()
  private waiting: (readonly CardEntry[])[] = []

  wait(entries: readonly CardEntry[]): void {
    this.waiting.push(entries)
  }

  /** The entries ahead of a name; what was waiting further up belongs to the card before. */
  take(isFirst: boolean): CardEntry[] {
    const ahead: CardEntry[] = []
    for (const entries of this.waiting.reverse()) {
      const keys = entries.map(({ label }) => headingKey(label))
      if (isFirst) for (const key of keys) this.first.add(key)
      else if (!keys.every((key) => this.first.has(key))) break
      ahead.unshift(...entries)
    }
    this.waiting = []
    return ahead
  }
}

function group(lines: readonly CardLine[]): Card[] {
  const cards: (Card & { entries: CardEntry[]; members: Record<string, string>[] })[] = []
  const ahead = new LinesAhead()
  let title = ''
  let unitFen: number | undefined
  let heads: CardLine['memberHeads'] = []
  for (const { row, entries: found, memberHeads } of lines) {
    const current = cards.at(-1)
    unitFen = unitOf(row) ?? unitFen
    const entries = found.filter((entry) => !saysUnit(entry))
    if (memberHeads.length > 0) {
      heads = memberHeads
      continue
    }
    const member = heads.length > 0 ? readMember(row, heads) : undefined
    if (member) {
      current?.members.push(member)
      continue
    }
    const named = entries.find(({ label }) => isNameLabel(label))
    if (named && (!current || current.entries.some(({ label }) => label === named.label))) {
      const own = ahead.take(!current)
      if (current) current.entries = current.entries.filter((entry) => !own.includes(entry))
      cards.push({ title, row: row.number, entries: [...own, ...entries], members: [], unitFen })
      heads = []
    } else if (entries.length > 0) {
      heads = []
      ahead.wait(entries)
      current?.entries.push(...entries)
    } else if (isTitle(row)) title = clean(cellText(row.cells.find((cell) => cell !== undefined)))
  }
  return cards
}

/** `单位：万元`, in one cell or in two, is said of the amounts and names nobody's employer. */
const saysUnit = ({ label, cell }: CardEntry): boolean =>
  /单位$/.test(label) && /^(?:人民币)?(?:百万|[百千万亿])?[元圆]$/.test(tight(cellText(cell)))

/** The unit of money that a row above or on a card states. */
function unitOf(row: Row): number | undefined {
  for (const [column, cell] of row.cells.entries()) {
    const label = clean(cellText(cell))
    if (!/单位[:：]?/.test(label)) continue
    const fen = /[:：]./.test(label) ? moneyUnit(label) : undefined
    const beside = { label: label.replace(/[:：]$/, ''), cell: row.cells[column + 1], column, row: row.number }
    if (fen !== undefined) return fen
    if (saysUnit(beside)) return moneyUnit(`单位:${tight(cellText(beside.cell))}`)
  }
  return undefined
}

const isTitle = (row: Row): boolean => row.cells.filter((cell) => cell !== undefined).length === 1
