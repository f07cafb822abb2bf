import { clean, tight } from './characters.ts'
import { findCategory, findEthnicity, findRelation, findSex } from './codes.ts'
import { looksLikeName } from './content.ts'
import { type Cell, CellError, cellText, type Row } from './grid.ts'
import { headingKey, headingScore, isKnownHeading, isWholeHeading, namesField } from './header-words.ts'
import type { MergeIndex } from './merges.ts'
import { helpsOrSigns } from './other-people.ts'
import { isSomebodys } from './table-header.ts'
import { readYesNo } from './yes-no.ts'

/** A label and the cell beside it that holds its value. */
export type CardEntry = { readonly label: string; readonly cell: Cell; readonly column: number; readonly row: number }

/** What a row of a card is: labels with their values, or the headings of a table inside it. */
export type CardLine = {
  readonly row: Row
  readonly entries: readonly CardEntry[]
  /** Headings of the family list or of another table inside the card, when the row is one. */
  readonly memberHeads: readonly { readonly column: number; readonly label: string }[]
  /** Some value is one beyond doubt: the row is no heading, whatever its labels are. */
  readonly told: boolean
}

/** Who filled in a form and when: nobody's fact. */
export const ofTheForm = /^(?:填[报表写]|建档|制表|编制|[报申上]报|报送|登记)(?:单位|部门|日期|时间|人)$/

/** 姓名, and 儿童姓名 or 患者姓名: by whatever word a card calls the person it is about, never who keeps or helps them. */
export function isNameLabel(label: string): boolean {
  const key = headingKey(label)
  const score = headingScore('hardship_worker', 'name', key)
  return score > 0.9 || (score >= 0.7 && /[人者员生童儿属军孤]姓名$/.test(key) && !helpsOrSigns(key))
}

export const isRelationLabel = (label: string): boolean =>
  headingScore('household_members', 'relation_text', headingKey(label)) > 0.7

export const labelText = (cell: Cell): string => clean(cellText(cell)).replace(/[:：]$/, '')

/** True for a text that labels something on a card: a heading that is known, or one marked as a label. */
export function isLabel(cell: Cell): boolean {
  if (typeof cell !== 'string' || cell.length > 20) return false
  const key = headingKey(cell)
  if (key.length < 2 || /\d{5}/.test(key) || saysItself(cell)) return false
  const marked = /[*＊:：]\s*$/.test(cell) && /^[^\d:：,，。]{2,14}[*＊:：\s]*$/.test(cell)
  return marked || namesField(key) || isKnownHeading(key) || /^(?:职工编号|工作状态|所属行业|是否.{2,12})$/.test(key)
}

/** `建档单位：第一工会` holds its value already; the colon of 收入（单位：元） is none. */
const saysItself = (text: string): boolean => /[:：]\s*[^\s:：]/.test(clean(text).replace(/\([^()]*\)/g, ''))

/** A short text without figures, which is a label where labels stand above and below it. */
const mayBeLabel = (cell: Cell): boolean =>
  typeof cell === 'string' && /^[\u4e00-\u9fff()（）、/*＊:： ]{2,18}$/.test(clean(cell))

/**
 * Reads a row as labels with their values at the right. `labelColumns` are the columns where other rows have their labels:
 * what stands there is one too, known or not.
 */
export function readLine(row: Row, merges: MergeIndex, labelColumns?: ReadonlySet<number>): CardLine {
  const filled = row.cells.flatMap((cell, column) => (clean(cellText(cell)) === '' ? [] : [column]))
  const heads = filled
    .filter((column) => isLabel(row.cells[column]))
    .map((column) => ({ column, label: labelText(row.cells[column]) }))
  const entries: CardEntry[] = []
  let [next, likeLabels] = [0, 0]
  for (const column of filled) {
    // 健康 at the right of 健康状况 is a value, though it could be a label elsewhere.
    if (column < next) continue
    const cell = row.cells[column]
    if (isLabel(cell) || (labelColumns?.has(column) && mayBeLabel(cell))) {
      const valueAt = (merges.at(row.number, column)?.right ?? column) + 1
      // `工作单位：` beside `困难类别：意外致困` is left blank.
      const beside = row.cells[valueAt]
      const value = isLabelled(beside) ? undefined : beside
      if (typeof value === 'string' && isWholeHeading(headingKey(value))) likeLabels++
      entries.push({ label: labelText(cell), cell: value, column: valueAt, row: row.number })
      next = value === beside ? valueAt + 1 : valueAt
    } else entries.push(...pairsWithin(cell, column, row.number))
  }
  const told = entries.some(isTold)
  const related = heads.some(({ label }) => isRelationLabel(label)) && heads.length >= filled.length * 0.8
  // 低保户 beside 困难类别 is a value. Where most values are headings, or some are and nothing tells otherwise, so is the row.
  const untold = likeLabels > 0 && labelColumns === undefined
  const answered = entries.filter(({ cell }) => clean(cellText(cell)) !== '')
  const ofPeople = labelColumns === undefined || heads.some(({ label }) => isNameLabel(label))
  const allLabels = ofPeople && likeLabels > 0 && answered.length >= 2 && answered.every(({ cell }) => isLabel(cell))
  const upright = labelColumns !== undefined && entries.length === 1 && filled.length === 2
  if ((likeLabels > entries.length / 2 && !upright) || (!told && (related || untold || allLabels)))
    return { row, entries: [], memberHeads: heads.length >= 3 ? headsOf(row, filled) : [], told: false }
  return { row, entries, memberHeads: [], told }
}

const headsOf = (row: Row, columns: readonly number[]): CardLine['memberHeads'] =>
  columns.map((column) => ({ column, label: labelText(row.cells[column]) }))

/** `困难类别：` or `困难类别：意外致困`: no value of the label before it. */
const isLabelled = (cell: Cell): boolean =>
  typeof cell === 'string' && ((/[:：]\s*$/.test(cell) && isLabel(cell)) || pairsWithin(cell, 0, 0).length > 0)

/** `姓名：葛默禾  性别：女`: labels and their values in one cell. */
function pairsWithin(cell: Cell, column: number, row: number): CardEntry[] {
  if (typeof cell !== 'string' || cell.length > 200) return []
  return clean(cell)
    .split(/[ ;；]+(?=[^\s:：]{2,10}[:：])/)
    .flatMap((piece) => {
      const [, label = '', value = ''] = /^([^:：]{2,12})[:：]\s*(\S.*)$/.exec(piece) ?? []
      return value !== '' && isLabel(label) ? [{ label: labelText(label), cell: value, column, row }] : []
    })
}

/** True for a value that cannot be a heading: a number, a day, 女, 汉族, 是, or somebody's name beside 姓名. */
function isTold({ label, cell }: CardEntry): boolean {
  if (cell === undefined || cell === '') return false
  if (typeof cell !== 'string') return !(cell instanceof CellError)
  const text = tight(cell)
  if (/\d{5}|^[A-Z]{1,4}\d+$|^[¥￥]?\d[\d,.]*[万元人口]*$/.test(text) || isSomebodys(cell)) return true
  if (findSex(text) !== undefined || findEthnicity(text) !== undefined || findCategory(text) !== undefined) return true
  if (/^是否|低保/.test(headingKey(label)) && readYesNo(text).fault === undefined) return true
  if (isRelationLabel(label) && findRelation(text) !== undefined) return true
  return isNameLabel(label) && looksLikeName(text) && !isLabel(cell)
}

/** The column of the label whose value stands in a column. */
export const labelOf = (row: Row, valueAt: number, merges: MergeIndex): number =>
  merges.at(row.number, valueAt - 1)?.left ?? valueAt - 1

/** The columns where most rows that say something there have a label. */
export function labelColumnsOf(lines: readonly CardLine[], merges: MergeIndex): ReadonlySet<number> {
  const balance = new Map<number, number>()
  const count = (column: number, by: number) => balance.set(column, (balance.get(column) ?? 0) + by)
  for (const { row, entries } of lines)
    for (const { column } of entries) {
      count(column, -1)
      const left = labelOf(row, column, merges)
      if (left >= 0 && isLabel(row.cells[left])) count(left, 1)
    }
  return new Set([...balance].filter(([, times]) => times >= 2).map(([column]) => column))
}

/** One of the family, by the headings above the row; undefined for any other row. */
export function readMember(row: Row, heads: CardLine['memberHeads']): Record<string, string> | undefined {
  if (isLabel(row.cells.find((cell) => clean(cellText(cell)) !== ''))) return undefined
  const member: Record<string, string> = {}
  let [named, told] = [false, false]
  for (const { column, label } of heads) {
    const cell = row.cells[column]
    const text = clean(cellText(cell))
    if (text === '') continue
    member[label] = text
    const key = headingKey(label)
    if (headingScore('household_members', 'name', key) > 0.7 && !named)
      named = !isLabel(text) && /^[\u3400-\u9fff· ]{2,15}$/.test(text) && !/意见$/.test(text)
    else told ||= isSomebodys(cell) || findRelation(tight(text)) !== undefined || findSex(tight(text)) !== undefined
  }
  return named && told ? member : undefined
}
