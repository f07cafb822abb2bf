import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { moneyUnit } from '../money.ts'
import { blankRows } from './blank-rows.ts'
import { isKnown, isNumeric, labelsOf, longestLabel } from './card-labels.ts'
import { cellLines } from './cell-lines.ts'
import { periodIn } from './count-period.ts'
import { countTables } from './count-tables.ts'
import { type FormField, formFields } from './form-fields.ts'
import { type FormGrid, type FormRow, GridView } from './form-grid.ts'
import { type Asked, mapSlots } from './form-mapping.ts'
import {
  type ChosenFields,
  type FormPart,
  type FormSlot,
  type FormTable,
  isOfFamilies,
  isOfOneFamily,
  isRecord,
  withoutHeadsOwn,
} from './form-reading.ts'
import { type Header, numbersColumns, sideBySide, titleAbove } from './header-blocks.ts'
import { isPlaceholder } from './placeholder.ts'
import { isLedger, isRegister, recordOf, registers } from './record-words.ts'
import { ageSaid, chosenKind, listKeyOf, rowOf } from './row-of.ts'
import { daysTogether, spreadBelow } from './spread-places.ts'
import { stackedLabels } from './stacked-labels.ts'

// A form has its headings near the top; what lies a thousand rows below is no blank form.
const rowsLookedAt = 1_000

/** What a blank form asks for: its lists with their blank rows, its labels with the place beside them, and its statistics. */
export function recogniseForm(grid: FormGrid, chosen: ChosenFields): FormPart {
  const part = recogniseRows(grid, chosen)
  const lists = part.tables.filter(namesSomebody)
  const isOfSomebody = part.labels.some(
    ({ field }) => field === 'name' || field === 'head_name' || field === 'id_number',
  )
  const counts = (part.shape === 'card' && isOfSomebody ? [] : countTables(grid)).filter(
    ({ from, to }) => !lists.some(({ firstRow, lastRow }) => from <= lastRow + 1 && to >= firstRow - 1),
  )
  const isCounted = (row: number) => counts.some(({ from, to }) => row >= from && row <= to)
  if (counts.length === 0) return part
  const rest = recogniseRows({ ...grid, rows: grid.rows.filter(({ number }) => !isCounted(number)) }, chosen)
  if (rest.shape === 'card') return part
  const ofForm = (rest.ofCard ?? []).filter(({ field }) => field !== null && formFields[field].of === 'form')
  return { ...rest, shape: 'list', labels: rest.shape === 'none' ? ofForm : rest.labels, counts }
}

const namingFields: readonly FormField[] = ['name', 'head_name', 'id_number', 'head_id_number']

const namesSomebody = ({ rowOf, slots }: FormTable): boolean =>
  isRecord(rowOf) || slots.some(({ field }) => field === 'name' || field === 'head_name' || field === 'id_number')

function recogniseRows(grid: FormGrid, chosen: ChosenFields): FormPart {
  const whole = new GridView(grid)
  const stack = stackedLabels(whole)
  const view = stack
    ? new GridView({ ...grid, rows: grid.rows.filter(({ number }) => !stack.rows.has(number)) })
    : whole
  const headers = findHeaders(view)
  const unitFen = moneyUnitAbove(view, headers[0]?.from ?? Number.POSITIVE_INFINITY)
  const tables = headers.map((header) => tableOf(view, header, chosen, unitFen))
  const inTable = (row: number) =>
    headers.some(({ from }, index) => row >= from && row <= Math.max((tables[index] as FormTable).lastRow, from))
  const plain = view.grid.rows.filter(({ number }) => number <= rowsLookedAt && !inTable(number))
  const besides = plain.flatMap((row) => labelsOf(view, row))
  const asked = [...besides, ...(stack?.asked ?? [])].sort((a, b) => a.row - b.row || a.column - b.column)
  const lines = cellLines(view, plain, asked, chosen)
  const beside = mapSlots(asked, { chosen, members: false, unitFen })
  const isKnownSlot = ({ field }: FormSlot) => field !== null && formFields[field].of !== 'form'
  const isList = (table: FormTable) =>
    !isFilled(view, table) &&
    table.slots.filter(({ field }) => field !== null && field !== 'serial').length >= 2 &&
    namesSomebody(table)
  const lists = withContinued(tables.filter(isList))
  const above = tables.filter((table) => !isList(table)).flatMap(slotsAbove)
  const labels = [...beside, ...above, ...lines].sort((a, b) => a.row - b.row || a.column - b.column)
  // 姓名, 性别 and 身份证号 beside their blanks make a card; its table of the family is part of it.
  const isOfOne = lists.every(isOfOneFamily)
  const own = isOfOne ? [...beside, ...lines] : beside
  const hasMany = own.filter(isKnownSlot).length >= 2 && labels.filter(isKnownSlot).length >= 3
  // 户主姓名 beside its blank above members or above what was done for them says that all of it is about one family.
  const namesOne = own.some(({ field }) => field === 'name' || field === 'head_name')
  if (stack || hasMany || (namesOne && lists.length > 0 && isOfOne)) {
    const families = lists.filter(({ rowOf }) => rowOf === 'member' || isRecord(rowOf)).map(withoutHeadsOwn)
    return { name: grid.name, shape: 'card', tables: families, labels: withFileNumber(labels) }
  }
  if (lists.length === 0) {
    const unheard = unheardTable(view, chosen, unitFen)
    if (!unheard) return { name: grid.name, shape: 'none', tables: [], labels: [], ofCard: labels }
    lists.push(unheard)
  }
  const ofForm = beside.filter(({ field }) => field !== null && formFields[field].of === 'form')
  const ofCard = labels.filter((slot) => !ofForm.includes(slot))
  return { name: grid.name, shape: 'list', tables: lists, labels: ofForm, ofCard }
}

/** 编号 on a card of one family is its file number; only a list counts its rows. */
const withFileNumber = (labels: readonly FormSlot[]): FormSlot[] =>
  labels.some(({ field }) => field === 'file_number')
    ? [...labels]
    : labels.map((slot) => (slot.field === 'serial' ? { ...slot, field: 'file_number' } : slot))

/** Labels of a card that stand above one blank row: 家庭人口, 家庭年收入 and 刚性支出 with their places below them. */
const slotsAbove = ({ firstRow, lastRow, rowOf, slots }: FormTable): FormSlot[] =>
  rowOf === 'family' && firstRow === lastRow ? slots.map((slot) => ({ ...slot, row: firstRow })) : []

/** A list that somebody has filled already is no form: nothing is put in above what stands there. */
function isFilled(view: GridView, { firstRow, lastRow, slots }: FormTable): boolean {
  if (lastRow >= firstRow) return false
  const columns = new Set(slots.map(({ column }) => column))
  const filled = view.row(firstRow)?.cells.filter(({ column, text }) => columns.has(column) && clean(text) !== '') ?? []
  return filled.length >= Math.max(3, columns.size / 2)
}

/** What stands above a row: the title and whoever reports. */
const textAbove = (view: GridView, row: number): string =>
  [
    view.grid.before,
    ...view.grid.rows.filter(({ number }) => number < row).flatMap(({ cells }) => cells.map(({ text }) => text)),
  ].join(' ')

const firstAbove = (view: GridView, row: number): string =>
  view.grid.rows
    .filter(({ number }) => number < row)
    .flatMap(({ cells }) => cells.map(({ text }) => clean(text)))
    .find((text) => text !== '') ?? clean(view.grid.before.trim().split('\n').at(-1) ?? '')

function moneyUnitAbove(view: GridView, firstHeader: number): number | undefined {
  // Only what is said of the whole form: 年收入（万元） beside its own place says nothing of another label.
  const above = view.grid.rows
    .filter(({ number }) => number < firstHeader)
    .map(({ cells }) => cells.map(({ text }) => text).filter((text) => clean(text) !== ''))
    .flatMap((texts) => texts.filter((text) => texts.length === 1 || /单位/.test(text)))
  for (const text of [view.grid.before, ...above]) {
    const unit = text === '' ? undefined : moneyUnit(text)
    if (unit !== undefined) return unit
  }
  return undefined
}

function findHeaders(view: GridView): Header[] {
  const headers: Header[] = []
  let after = 0
  for (const row of view.grid.rows) {
    if (row.number > rowsLookedAt) break
    if (row.number <= after || !isHeading(view, row)) continue
    const from = firstOf(view, row, after)
    const to = lastOf(view, row)
    const columns = headingColumns(view, from, to)
    const header = { from, to, left: Math.min(...columns), right: Math.max(...columns) }
    headers.push(...sideBySide(view, header, (one, column) => pathOf(view, one, column)))
    after = to
  }
  return headers
}

/** A frame of blank rows below headings that nobody has heard of: shown, so that somebody says once what they ask for. */
function unheardTable(view: GridView, chosen: ChosenFields, unitFen: number | undefined): FormTable | undefined {
  for (const row of view.grid.rows) {
    if (row.number > rowsLookedAt) return undefined
    const columns = headingColumns(view, row.number, row.number)
    if (!standSideBySide(view, row) || columns.length < 4) continue
    const [left, right] = [Math.min(...columns), Math.max(...columns)]
    const table = tableOf(view, { from: row.number, to: lastOf(view, row), left, right }, chosen, unitFen)
    if (table.lastRow >= table.firstRow && table.slots.length >= 4 && !isFilled(view, table)) return table
  }
  return undefined
}

/** Labels side by side, most of them known, with no blank places between them as on a card. */
function isHeading(view: GridView, row: FormRow): boolean {
  const words = row.cells.filter(({ text }) => !isBlankText(text) && !isNumeric(text))
  const known = words.filter(({ text }) => isKnown(text))
  return known.length >= 2 && known.length >= words.length / 2 && standSideBySide(view, row)
}

const isBlankText = (text: string): boolean => clean(text) === '' || isPlaceholder(text)

function standSideBySide(view: GridView, row: FormRow): boolean {
  const labels = row.cells.filter(({ text }) => !isBlankText(text))
  if (labels.length < 3 || labels.some(({ text, formula }) => formula || clean(text).length > longestLabel))
    return false
  if (labels.some(({ text }) => isNumeric(text))) return false
  const gaps = labels.slice(0, -1).filter(({ column }) => {
    const next = view.rightEnd(row.number, column) + 1
    const cell = row.cells.find((one) => one.column === next)
    return (cell === undefined || isBlankText(cell.text)) && !view.covered(row.number, next)
  })
  return gaps.length <= labels.length / 4
}

/** Group labels above the headings belong to them: tied by a merged cell from above, or spanning several columns. */
function firstOf(view: GridView, row: FormRow, after: number): number {
  let from = row.number
  while (from - 1 > after && row.number - from < 2) {
    const above = view.row(from - 1)
    const labels = above?.cells.filter(({ text }) => clean(text) !== '') ?? []
    const tied = labels.some(({ column }) => {
      const merge = view.merges.at(from - 1, column)
      return merge !== undefined && merge.bottom >= from
    })
    const groups =
      labels.length >= 2 &&
      labels.every(({ text }) => clean(text).length <= 16 && !/[:：]/.test(text)) &&
      labels.some(({ column }) => view.rightEnd(from - 1, column) > column)
    if (!above || !(tied || groups)) break
    from--
  }
  return from
}

/** Rows of further labels under groups, rows that merged headings reach into, and a row that numbers the columns. */
function lastOf(view: GridView, row: FormRow): number {
  let to = row.number
  for (let depth = 0; depth < 3; depth++) {
    const next = view.row(to + 1)
    const labels = next?.cells.filter(({ text }) => clean(text) !== '') ?? []
    if (next && labels.length > 0 && numbersColumns(labels.map(({ text }) => clean(text)))) return to + 1
    const covered = row.cells.filter(({ column }) => view.covered(to + 1, column)).length
    const under =
      labels.length > 0 &&
      labels.every(({ text, column }) => {
        const merge = view.merges.at(to, column)
        return !isNumeric(text) && (merge ? merge.right > merge.left && merge.bottom === to : false)
      })
    if (!(under || (covered > 0 && covered >= row.cells.length * 0.8))) break
    to++
  }
  return to
}

function headingColumns(view: GridView, from: number, to: number): number[] {
  const columns = new Set<number>()
  for (let row = from; row <= to; row++)
    for (const { column, text } of view.row(row)?.cells ?? [])
      if (clean(text) !== '') for (let at = column; at <= view.rightEnd(row, column); at++) columns.add(at)
  return [...columns]
}

/** What was done for many families, one in a row. */
const registerOf = (keys: readonly string[], above: string): 'visit' | 'aid' | undefined =>
  isRegister(keys, above) ? 'visit' : isLedger(keys, above) ? 'aid' : undefined

function tableOf(view: GridView, header: Header, chosen: ChosenFields, unitFen: number | undefined): FormTable {
  const asked: Asked[] = []
  for (let column = header.left; column <= header.right; column++) {
    const path = pathOf(view, header, column)
    const spread = spreadBelow(view, { row: header.to, column }, header.to + 1)
    if (path.length > 0 && !reachesBelow(view, header, column)) asked.push({ path, column, row: 0, spread })
  }
  const leaves = asked.map(({ path }) => headingKey(path.at(-1) ?? ''))
  const title = titleAbove(view, header)
  const record = recordOf(leaves, [title, ...asked.map(({ path }) => path.slice(0, -1).join(' '))].join(' '))
  const above = textAbove(view, header.from)
  const listKey = record ? undefined : listKeyOf(title || firstAbove(view, header.from), leaves)
  const said = listKey === undefined ? undefined : chosenKind(chosen, listKey)
  const register = record || said ? undefined : registerOf(leaves, above)
  const of = record ?? said ?? (register ? registers[register] : rowOf(leaves, above))
  const period = register ? periodIn(above) : undefined
  const fromAge = of === 'elderly' ? ageSaid(above) : undefined
  const columns = daysTogether(onePerMerge(view, header, asked))
  const slots = mapSlots(columns, {
    chosen,
    members: of === 'member',
    heads: isOfFamilies(of) || register !== undefined,
    register,
    unitFen,
    ...(record && { record }),
  })
  const serial = slots.find(({ field }) => field === 'serial')?.column
  const naming = slots.filter(({ field }) => field !== null && namingFields.includes(field)).map(({ column }) => column)
  const { presets, ...rows } = blankRows(view, header, { all: slots.map(({ column }) => column), serial, naming })
  return {
    ...rows,
    ...(presets.length > 0 && { presets }),
    rowOf: of,
    ...(listKey !== undefined && { listKey }),
    ...(said !== undefined && { isChosen: true }),
    title,
    ...(period && { period }),
    ...(fromAge !== undefined && { fromAge }),
    continues: false,
    slots,
  }
}

/** A table that repeats the headings of the one before it, under no other title, goes on with its rows. */
const withContinued = (tables: readonly FormTable[]): FormTable[] =>
  tables.map((table, at) => {
    const before = tables[at - 1]
    const keys = ({ slots }: FormTable) => slots.map(({ key }) => key).join('\n')
    const same = before !== undefined && keys(before) === keys(table)
    return same && (table.title === '' || table.title === before.title || /续/.test(table.title))
      ? { ...table, continues: true }
      : table
  })

/** 家庭成员情况 at the left of the rows of a card: it goes on below the heading and is none itself. */
function reachesBelow(view: GridView, header: Header, column: number): boolean {
  const merge = view.merges.at(header.to, column)
  return merge !== undefined && merge.bottom > header.to
}

/** A heading merged over several columns whose rows are merged the same way is one place. */
function onePerMerge(view: GridView, header: Header, asked: readonly Asked[]): Asked[] {
  return asked.filter(({ column }) => {
    const head = view.merges.at(header.to, column)
    return !(head && head.left < column) && !view.covered(header.to + 1, column)
  })
}

function pathOf(view: GridView, header: Header, column: number): string[] {
  const path: string[] = []
  for (let row = header.from; row <= header.to; row++) {
    const merge = view.merges.at(row, column)
    const text = clean(view.cell(merge?.top ?? row, merge?.left ?? column)?.text ?? '')
    if (text !== '' && !isNumeric(text) && !/^[甲乙丙丁]$/.test(text) && text !== path.at(-1)) path.push(text)
  }
  return path
}
