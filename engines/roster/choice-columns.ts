import { tight } from './characters.ts'
import { findCategory, findCause, findEthnicity, findSex } from './codes.ts'
import type { Field } from './fields.ts'
import { type Cell, cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading, TableHeader } from './table-header.ts'

/** Which of the options below a heading is meant is ticked in the column of the option: 性别 over 男 and 女. */
type Choice = { readonly heading: Heading; readonly options: readonly Heading[] }

const rowsLookedAt = 200
const ticked = /^(?:[√✓✔☑■●☒◼▣◉✅VvYy1]|是)$/
const open = /^(?:[□☐◻▢○×✗0Nn]|否|[-—–―‐−─/]+)?$/

/** What may stand as the label of a column of ticks, by the field of the heading above it. */
const recognisers: Partial<Record<Field, (option: string) => boolean>> = {
  sex: (option) => findSex(option) !== undefined,
  ethnicity: (option) => findEthnicity(option) !== undefined,
  category: (option) => findCategory(option) !== undefined,
  cause: (option) => findCause(option) !== undefined,
  dibao: (option) => /^[是否有无]$/.test(option),
}

/**
 * A sheet whose columns of ticks – 困难类别 over 深度困难, 相对困难 and 意外致困 with a √ under one of them – are made one
 * column that says the option ticked, every one of several. What nobody ticked stays blank.
 */
export function withChoicesJoined(sheet: Sheet, header: TableHeader): { sheet: Sheet; header: TableHeader } {
  const sample = sheet.rows.slice(header.to + 1, header.to + 1 + rowsLookedAt)
  const choices = choicesIn(header.headings).filter((choice) => isTicked(sample, choice))
  if (choices.length === 0) return { sheet, header }
  const rows = sheet.rows.map((row, index) => (index > header.to ? choices.reduce(joined, row) : row))
  const replaced = new Map(
    choices.flatMap(({ heading, options }) =>
      options.map(({ column }, place) => [column, place === 0 ? heading : undefined]),
    ),
  )
  const headings = header.headings.flatMap((heading) => {
    const other = replaced.get(heading.column)
    return replaced.has(heading.column) ? (other ? [other] : []) : [heading]
  })
  return { sheet: { ...sheet, rows }, header: { ...header, headings } }
}

/** Neighbouring headings under the same group whose own words are values of what the group asks for. */
function choicesIn(headings: readonly Heading[]): Choice[] {
  const choices: Choice[] = []
  for (let start = 0; start < headings.length; ) {
    const first = headings[start] as Heading
    const group = first.path.slice(0, -1)
    let end = start + 1
    while (end < headings.length && isSameGroup(group, headings[end] as Heading)) end++
    const options = headings.slice(start, end)
    const asked = options.length < 2 ? undefined : fieldOf(group.at(-1) ?? '', options)
    if (asked) choices.push({ heading: { column: first.column, path: group, text: group.join('-') }, options })
    start = end
  }
  return choices
}

const isSameGroup = (group: readonly string[], { path }: Heading): boolean =>
  group.length > 0 && path.length === group.length + 1 && group.every((label, level) => path[level] === label)

function fieldOf(label: string, options: readonly Heading[]): Field | undefined {
  const key = headingKey(label)
  return (Object.keys(recognisers) as Field[]).find((field) => {
    if (headingScore('hardship_worker', field, key) < 0.7) return false
    const known = options.filter(({ path }) => recognisers[field]?.(tight(path.at(-1) ?? '')))
    return known.length >= 2 && known.length >= options.length / 2
  })
}

const mark = (cell: Cell): string => tight(cellText(cell))

/** True when hardly any row has anything but ticks below the options; sums and headings printed again are few. */
function isTicked(sample: readonly Row[], { heading, options }: Choice): boolean {
  const labels = new Set([...heading.path, ...options.flatMap(({ path }) => path)].map(tight))
  let [told, other] = [0, 0]
  for (const row of sample) {
    const marks = options.map(({ column }) => mark(row.cells[column])).filter((text) => text !== '')
    if (marks.every((text) => labels.has(text))) continue
    if (!marks.every((text) => ticked.test(text) || open.test(text))) other++
    else if (marks.some((text) => ticked.test(text))) told++
  }
  return told > 0 && other * 3 <= told
}

/** The row with the options ticked in the first of their columns; a row of other things, such as sums, stays as it is. */
function joined(row: Row, { options }: Choice): Row {
  const marks = options.map(({ column }) => mark(row.cells[column]))
  const words = options.map(({ path }) => path.at(-1) ?? '')
  // The options printed again on a new page say nothing of anybody.
  const repeated = marks.every((text, place) => text === tight(words[place] ?? ''))
  if (!repeated && !marks.every((text) => ticked.test(text) || open.test(text))) return row
  const chosen = repeated ? [] : words.filter((_, place) => ticked.test(marks[place] ?? ''))
  const cells = [...row.cells]
  for (const [place, { column }] of options.entries())
    if (place === 0 || column < cells.length) cells[column] = undefined
  const [first] = options
  if (first && chosen.length > 0) {
    while (cells.length <= first.column) cells.push(undefined)
    cells[first.column] = chosen.join('、')
  }
  return { ...row, cells }
}
