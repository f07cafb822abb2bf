import { brokenLabels } from './broken-headings.ts'
import { clean, tight } from './characters.ts'
import { type Cell, cellText, type Row, SerialDay, type Sheet } from './grid.ts'
import { headingKey, isKnownHeading, namesField, organisationField } from './header-words.ts'
import { defaultLimits } from './limits.ts'
import type { MergeIndex } from './merges.ts'
import { isSomeone } from './someone.ts'

/** A heading from the top level down: `['家庭收入（元）', '年收入']`. */
export type Heading = {
  readonly column: number
  readonly path: readonly string[]
  readonly text: string
  /** Where it stands in the lower of two rows about one person: see paired-rows.ts. */
  readonly lower?: number
  /** What stands in each of two rows where a heading was broken over them: 出生, 日期. */
  readonly parts?: readonly string[]
}

/** Where the heading of a table stands. `from` and `to` are places in `sheet.rows`, both of them headings. */
export type TableHeader = { readonly from: number; readonly to: number; readonly headings: readonly Heading[] }

// Forms have a title, a few lines of metadata and sometimes instructions above the table.
const rowsLookedAt = 60
const longestHeading = 40

/** The first table heading at or after a place in `sheet.rows`; undefined when there is none. */
export function findHeader(sheet: Sheet, merges: MergeIndex, start: number): TableHeader | undefined {
  const { rows } = sheet
  const end = Math.min(rows.length, start + rowsLookedAt)
  for (let index = start; index < end; index++) {
    const [row, next] = [rows[index] as Row, rows[index + 1]]
    const broken = next && brokenLabels(row, next, merges)
    if (broken) {
      const headings = broken.map(({ column, label, parts }) => ({ column, path: [label], text: label, parts }))
      return { from: index, to: index + 1, headings }
    }
    if (isHeaderRow(row)) return headerAround(rows, merges, index, start)
  }
  return undefined
}

/** The heading that a row belongs to, with the groups above it and what stands below them. */
export function headerAround(rows: readonly Row[], merges: MergeIndex, index: number, start: number): TableHeader {
  const from = firstHeaderRow(rows, merges, index, start)
  const to = lastHeaderRow(rows, merges, from, index)
  return { from, to, headings: headingsOf(rows.slice(from, to + 1), merges) }
}

/** At least three headings that officers know, and they are most of the row; two when nothing else stands there. */
export function isHeaderRow(row: Row): boolean {
  if (row.cells.some(isSomebodys) || isLabelled(row) || isStated(row)) return false
  let filled = 0
  let known = 0
  const fields = new Set<string>()
  for (const cell of row.cells) {
    if (cell === undefined || cell === '') continue
    filled++
    if (typeof cell !== 'string' || cell.length > longestHeading) continue
    const key = headingKey(cell)
    if (key === '') continue
    if (namesField(key)) fields.add(key)
    if (isKnownHeading(key) || namesField(key)) known++
  }
  if (fields.size >= 3) return known / filled >= 0.5
  return (fields.size === 2 && known === filled) || namesOrganisations(row, filled)
}

/**
 * `单位：` and then its value, again and again, filled in or not: a line of a card or of what stands above a table. Of a
 * heading either every cell ends in a colon, side by side, or hardly any.
 */
export function isLabelled(row: Row): boolean {
  const labels: number[] = []
  let filled = 0
  for (const [column, cell] of row.cells.entries()) {
    if (isBlank(cell)) continue
    filled++
    if (typeof cell === 'string' && /[:：]\s*$/.test(cell)) labels.push(column)
  }
  if (labels.length < 2 || labels.length < filled * 0.3) return false
  return labels.every((column, index) => index === 0 || column > (labels[index - 1] as number) + 1)
}

/** `填报单位：望奎县总工会` and `单位：万元`, each in a cell of its own: every cell says a label and its value. */
const isStated = ({ cells }: Row): boolean => {
  const filled = cells.filter((cell) => !isBlank(cell))
  return (
    filled.length > 0 && filled.every((cell) => typeof cell === 'string' && /^[^:：]{2,10}[:：]\s*[^\s:：]/.test(cell))
  )
}

/** An identity number, a phone, a whole date or an amount: a row that holds one is about somebody and no heading. */
export function isSomebodys(cell: Cell): boolean {
  if (typeof cell === 'number') return cell > 9_999
  if (typeof cell !== 'string') return cell instanceof SerialDay
  if (cell.length < 7) return false
  // 出生日期（如1970-01-01）shows how to write a day and is nobody's.
  const shown = clean(cell).replace(/(?<=\S)\((?:[如例]|例如|格式|样[式例]|示例)[^()]*\)/g, '')
  return /\d{7}/.test(shown.replace(/[ -]/g, '')) || /\d{4}[-./年]\d{1,2}[-./月]\d/.test(shown)
}

/** A heading of organisations that names too little of people: 企业名称, 企业状况, 法定代表人. */
function namesOrganisations(row: Row, filled: number): boolean {
  const fields = row.cells.flatMap((cell) =>
    typeof cell === 'string' && cell.length <= 20 ? (organisationField(headingKey(cell)) ?? []) : [],
  )
  return fields.includes('organisation_name') && new Set(fields).size >= 3 && fields.length / filled >= 0.5
}

/** Groups above the headings belong to them: rows tied by a merged cell, or with several short labels. */
function firstHeaderRow(rows: readonly Row[], merges: MergeIndex, found: number, start: number): number {
  let from = found
  while (from > start && found - from < 2) {
    const [above, below] = [rows[from - 1] as Row, rows[from] as Row]
    if (above.number !== below.number - 1 || !(isTied(above, below, merges) || isGroupRow(above, below, merges))) break
    from--
  }
  return from
}

function isTied(above: Row, below: Row, merges: MergeIndex): boolean {
  return above.cells.some((cell, column) => {
    if (cell === undefined) return false
    const merge = merges.at(above.number, column)
    return merge !== undefined && merge.bottom >= below.number
  })
}

function isGroupRow(row: Row, below: Row, merges: MergeIndex): boolean {
  const labels = row.cells.flatMap((cell, column) => (cell === undefined || cell === '' ? [] : [{ cell, column }]))
  if (labels.length < 2) return false
  const short = labels.every(({ cell }) => typeof cell === 'string' && cell.length <= 16 && !/[:：\d]/.test(cell))
  const spanning = labels.some(({ column }) => (merges.at(row.number, column)?.right ?? column) > column)
  const people = labels.some(({ cell }) => isSomeone(headingKey(String(cell)).replace(about, '')))
  return short && (spanning || people || partsRepeated(labels, below))
}

/**
 * 复核前 and 复核后, not merged, each over 人口 and 年收入: a label stands between two columns that are called the same. Where the first
 * column comes again too, it is a list in two strips and no group.
 */
function partsRepeated(labels: readonly { readonly column: number }[], below: Row): boolean {
  const keys = below.cells.map((cell) => headingKey(cellText(cell)))
  const first = keys.find((key) => key !== '')
  if (first === undefined || keys.indexOf(first) !== keys.lastIndexOf(first)) return false
  return keys.some((key, place) => {
    const last = keys.lastIndexOf(key)
    return key !== '' && last > place && labels.some(({ column }) => column > place && column <= last)
  })
}

// Over columns that say the same of two people: 患者 and 监护人情况, each with 姓名 below, merged or not.
const about = /(?:基本)?(?:情况|信息|资料)$/

/** 户主信息 and 监护人 head a group, be it of a single column. */
function isGroup(cell: Cell): boolean {
  const key = headingKey(cellText(cell))
  return about.test(key) || isSomeone(key)
}

/** Merged cells say how deep a heading goes; without them, labels that stand only under groups do. */
function lastHeaderRow(rows: readonly Row[], merges: MergeIndex, from: number, found: number): number {
  let to = found
  for (let index = from; index <= to && index < rows.length; index++) {
    const row = rows[index] as Row
    for (const [column, cell] of row.cells.entries()) {
      if (cell === undefined) continue
      const bottom = merges.at(row.number, column)?.bottom ?? row.number
      // A merge that reaches further is no heading of a table but a mistake or a form.
      if (bottom - row.number > 3) continue
      while (to + 1 < rows.length && (rows[to + 1] as Row).number <= bottom) to++
    }
  }
  to += subheadings(rows, merges, from, to)
  // Units and column numbers stand below in either order.
  for (const below of rows.slice(to + 1, to + 3)) {
    if (below.number !== (rows[to] as Row).number + 1 || !(isColumnNumbers(below) || isUnits(below))) break
    to++
  }
  return to
}

const unitWord =
  /^\(?(?:单位:?)?(?:[百千万亿]*元(?:\/[人户]?[·/]?[年月])?|人|户|口|个|名|岁|周岁|亩|次|平方米|平米|m2|是\/否|男\/女)\)?$/i

/** The row under a heading that says what its columns are counted in: 元, （万元）, 人. */
function isUnits(row: Row): boolean {
  const labels = row.cells.filter((cell) => !isBlank(cell))
  return labels.length > 0 && labels.every((cell) => typeof cell === 'string' && unitWord.test(tight(cell)))
}

/** How many rows of labels stand below the heading without merged cells that would tie them to it: 0, 1 or 2. */
function subheadings(rows: readonly Row[], merges: MergeIndex, from: number, to: number): number {
  for (const depth of [2, 1]) {
    const below = rows.slice(to + 1, to + 1 + depth)
    const stands = below.every((row, index) => isUnderGroups(rows.slice(from, to + 1 + index), row, merges))
    if (below.length === depth && stands && mostlyKnown(below.at(-1) as Row)) return depth
  }
  return 0
}

/** True for a row of short labels that stand only where the heading above is blank or spans several columns. */
function isUnderGroups(above: readonly Row[], row: Row, merges: MergeIndex): boolean {
  if (row.number !== (above.at(-1)?.number ?? 0) + 1) return false
  for (const [column, cell] of row.cells.entries()) {
    if (isBlank(cell)) continue
    if (typeof cell !== 'string' || cell.length > longestHeading || /\d{4}/.test(cell)) return false
    const open = above.every((higher) => {
      if (isBlank(higher.cells[column])) return true
      const spans = (merges.at(higher.number, column)?.right ?? column) > column || isBlank(higher.cells[column + 1])
      return spans || isRepeated(higher, column) || isGroup(higher.cells[column])
    })
    if (!open) return false
  }
  return row.cells.some((cell) => !isBlank(cell))
}

/** A label that stands over several columns apart from each other is a group, whatever its neighbours are. */
const isRepeated = (row: Row, column: number): boolean =>
  row.cells.some((cell, other) => other !== column && cell === row.cells[column])

function mostlyKnown(row: Row): boolean {
  const keys = row.cells.filter((cell) => !isBlank(cell)).map((cell) => headingKey(cellText(cell)))
  const known = keys.filter((key) => namesField(key) || isKnownHeading(key) || /^[年月日]$/.test(key))
  return known.length > 0 && known.length >= keys.length / 2
}

/** The row under a heading that numbers its columns: 1 2 3 …, or 甲 乙 1 2 …. */
export function isColumnNumbers(row: Row): boolean {
  const labels = row.cells.filter((cell) => !isBlank(cell)).map((cell) => clean(cellText(cell)).replace(/[()]/g, ''))
  if (labels.length < 4) return false
  const numbers = labels.filter((label) => /^\d{1,2}$/.test(label)).map(Number)
  const rest = labels.filter((label) => !/^\d{1,2}$/.test(label))
  const ascending = numbers.every((number, index) => index === 0 || number === (numbers[index - 1] as number) + 1)
  return ascending && numbers.length >= 3 && rest.every((label) => /^[甲乙丙丁戊己A-Z]$/.test(label))
}

const isBlank = (cell: Cell) => cell === undefined || cell === ''

function headingsOf(rows: readonly Row[], merges: MergeIndex): Heading[] {
  const units = rows.filter((row, index) => index > 0 && isUnits(row))
  const labelled = rows.filter((row) => !isColumnNumbers(row) && !units.includes(row))
  const width = Math.max(...labelled.map((row) => row.cells.length))
  const right = Math.max(
    width,
    ...labelled.flatMap((row) => row.cells.map((_, column) => (merges.at(row.number, column)?.right ?? 0) + 1)),
  )
  const headings: Heading[] = []
  for (let column = 0; column < Math.min(right, defaultLimits.columns); column++) {
    const path: string[] = []
    for (const [level, row] of labelled.entries()) {
      const label = labelAt(labelled, level, column, merges) ?? groupAt(labelled, level, column, merges)
      if (label !== undefined && label !== path.at(-1) && row) path.push(label)
    }
    const unit = units.map((row) => tight(cellText(row.cells[column]))).find((text) => text !== '')
    const named =
      unit === undefined || path.length === 0 ? path : path.with(-1, `${path.at(-1)}(${unit.replace(/[()]/g, '')})`)
    if (path.length > 0) headings.push({ column, path: named, text: named.join('-') })
  }
  return headings
}

function labelAt(rows: readonly Row[], level: number, column: number, merges: MergeIndex): string | undefined {
  const row = rows[level] as Row
  const merge = merges.at(row.number, column)
  const home = merge ? rows.find(({ number }) => number === merge.top) : row
  const label = clean(cellText(home?.cells[merge ? merge.left : column]))
  return label === '' ? undefined : label
}

/** A group label that was not merged stands over the first of its columns only: it is drawn to the right. */
function groupAt(rows: readonly Row[], level: number, column: number, merges: MergeIndex): string | undefined {
  if (level === rows.length - 1 || labelBelow(rows, level, column, merges) === undefined) return undefined
  for (let left = column - 1; left >= 0; left--) {
    const label = labelAt(rows, level, left, merges)
    if (label === undefined) continue
    const row = rows[level] as Row
    const own = merges.at(row.number, left)
    // A merged group ends where its merge ends, and a heading without anything below it is no group.
    return own === undefined && labelBelow(rows, level, left, merges) !== undefined ? label : undefined
  }
  return undefined
}

function labelBelow(rows: readonly Row[], level: number, column: number, merges: MergeIndex): string | undefined {
  for (let below = level + 1; below < rows.length; below++) {
    const merge = merges.at((rows[below] as Row).number, column)
    if (merge && merge.top <= (rows[level] as Row).number) continue
    const label = labelAt(rows, below, column, merges)
    if (label !== undefined) return label
  }
  return undefined
}
