import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { moneyUnit } from '../money.ts'
import { isPeriodic, type Period, periodIn, type Span } from './count-period.ts'
import { type Condition, type Measure, nameSaid, periodSaid, type Said, saidBy, unitSaid } from './count-words.ts'
import { type FormGrid, type FormRow, GridView } from './form-grid.ts'
import { formScore } from './form-words.ts'
import { isPlaceholder } from './placeholder.ts'

/** A place of a statistical form: what is counted there, and of whom. */
export type CountCell = {
  readonly row: number
  readonly column: number
  readonly header: string
  readonly measure: Measure
  readonly conditions: readonly Condition[]
  /** The days it is about; left out where it counts what stands today. */
  readonly span?: Span
  /** In the row of totals. */
  readonly isTotal: boolean
  /** What one stands for in fen, where it asks for money. */
  readonly unitFen: number
}

/** A table that counts families by its rows and columns, and the words of it that nobody knows. */
export type CountTable = {
  readonly from: number
  readonly to: number
  readonly cells: readonly CountCell[]
  readonly unknown: readonly string[]
  /** The days that are named above it. */
  readonly period?: Period
}

const rowsLookedAt = 300
const isText = (text: string): boolean => /[\u4e00-\u9fff]/.test(text)
const isUnit = (text: string): boolean => /^(?:户|人|口|元|万元|个|次|人次|户次|件|套|㎡|%)$/.test(clean(text))
const isBlank = (text: string): boolean =>
  clean(text) === '' || isPlaceholder(text) || clean(text) === '0' || isUnit(text)

/** The statistical tables of a sheet or of a document's table: rows with words at the left and blank places beside them. */
export function countTables(grid: FormGrid): CountTable[] {
  const view = new GridView(grid)
  const found: CountTable[] = []
  const rows = grid.rows.filter(({ number }) => number <= rowsLookedAt)
  for (let at = 0; at < rows.length; at++) {
    const first = rows[at] as FormRow
    if (first.number <= (found.at(-1)?.to ?? 0)) continue
    const left = labelledUpTo(view, first)
    if (left === undefined) continue
    const body: FormRow[] = []
    for (const row of rows.slice(at)) {
      if (labelledUpTo(view, row) === undefined) break
      body.push(row)
    }
    const table = body.length >= 2 ? tableOf(view, body, found.at(-1)?.to ?? 0) : undefined
    if (table) found.push(table)
    at += body.length - 1
  }
  return found
}

/** The last column of words at the left of a row whose other cells are all blank. */
function labelledUpTo(view: GridView, row: FormRow): number | undefined {
  const open = row.cells.filter(({ column }) => !view.covered(row.number, column))
  const words = open.filter(({ text, formula }) => !formula && isText(text) && !isPlaceholder(text) && !isUnit(text))
  const last = words.at(-1)
  if (!last || words.some(({ text }) => clean(text).length > 24 || /[:：]$/.test(clean(text)))) return undefined
  const right = open.filter(({ column }) => column > last.column)
  const blank = right.filter(({ text, formula }) => formula || isBlank(text))
  return right.length > 0 && blank.length === right.length ? last.column : undefined
}

function tableOf(view: GridView, body: readonly FormRow[], after: number): CountTable | undefined {
  const [first, last] = [body[0] as FormRow, body.at(-1) as FormRow]
  const left = Math.max(...body.map((row) => labelledUpTo(view, row) ?? 0))
  const heads = headRows(view, first.number, after)
  if (heads.length === 0) return undefined
  const paths = new Map<number, string[]>()
  const columns = new Set(body.flatMap((row) => row.cells.map(({ column }) => column)))
  for (const column of columns) paths.set(column, pathOf(view, heads, column))
  const of = (column: number) => paths.get(column) ?? []
  const labels = [...columns].filter((column) => column <= left)
  // Names of people at the left make a list that somebody has begun, and no statistics.
  if (labels.some((column) => /姓名|户主|身份证|电话/.test(of(column).join('')))) return undefined
  const units = [...columns].find((column) => column > left && isOfUnits(body, column, of(column)))
  const counted = [...columns].filter((column) => column > left && column !== units && of(column).length > 0)
  const title = `${view.grid.before} ${textsAbove(view, heads[0] ?? first.number)}`
  const general = unitSaid(title)
  const table = new CountReading(general, moneyUnit(title), title)
  for (const row of body) {
    const words = labels.flatMap((column) => {
      const merge = view.merges.at(row.number, column)
      const text = clean(view.cell(merge?.top ?? row.number, merge?.left ?? column)?.text ?? '')
      return text === '' || (merge && merge.left < column) ? [] : [{ text, heading: of(column).join('') }]
    })
    for (const column of counted) {
      const cell = row.cells.find((one) => one.column === column)
      if (!cell || cell.formula || view.covered(row.number, column)) continue
      const unit = units === undefined ? '' : clean(row.cells.find((one) => one.column === units)?.text ?? '')
      table.add(row.number, column, words, of(column), unit)
    }
  }
  const period = periodIn(title)
  return table.isCounting
    ? { ...table.told(), ...(period && { period }), from: heads[0] ?? first.number, to: last.number }
    : undefined
}

/** 计量单位 with 户, 人 or 元 in every row. */
const isOfUnits = (body: readonly FormRow[], column: number, path: readonly string[]): boolean =>
  /单位/.test(path.join('')) &&
  body.every(({ cells }) => isUnit(cells.find((one) => one.column === column)?.text ?? ''))

const textsAbove = (view: GridView, row: number): string =>
  view.grid.rows
    .filter(({ number }) => number < row && number >= row - 3)
    .flatMap(({ cells }) => cells.map(({ text }) => text))
    .join(' ')

/** The rows of headings right above the first row of a body: those with words for several columns. */
function headRows(view: GridView, body: number, after: number): number[] {
  const rows: number[] = []
  for (let number = body - 1; number > Math.max(after, body - 4); number--) {
    const row = view.row(number)
    const words = row?.cells.filter(({ text }) => clean(text) !== '') ?? []
    const across = words.length === 1 && words[0] && view.merges.at(number, words[0].column)
    const isTitle = words.length <= 1 && !(across && across.bottom > number)
    const isLine = words.some(({ text }) => /(?<!其中)[:：](?!$)/.test(clean(text)))
    if (!row || words.length === 0 || isTitle || isLine) break
    rows.unshift(number)
  }
  return rows
}

function pathOf(view: GridView, rows: readonly number[], column: number): string[] {
  const path: string[] = []
  for (const row of rows) {
    const merge = view.merges.at(row, column)
    const text = clean(view.cell(merge?.top ?? row, merge?.left ?? column)?.text ?? '')
    if (text !== '' && !/^[\d()（）甲乙丙丁]+$/.test(text) && text !== path.at(-1)) path.push(text)
  }
  return path
}

const fewestCauses = 2

type Word = { readonly text: string; readonly heading: string }

/** Reads the places of one table: each from the words at its left and the headings above it. */
class CountReading {
  private readonly cells: CountCell[] = []
  private readonly unknown = new Set<string>()
  private hasStrangeCause = false
  private readonly general: Measure | undefined
  private readonly unitFen: number | undefined
  private readonly isPeriodic: boolean
  private readonly isOfBenefit: boolean

  /** `title` is what stands above the table. */
  constructor(general: Measure | undefined, unitFen: number | undefined, title: string) {
    this.general = general
    this.unitFen = unitFen
    this.isPeriodic = isPeriodic(title)
    this.isOfBenefit = ofBenefit.test(title)
  }

  /** A statistical form counts families or people somewhere. */
  get isCounting(): boolean {
    return this.cells.some(({ measure }) => measure.count !== 'sum')
  }

  told(): Pick<CountTable, 'cells' | 'unknown'> {
    const causes = this.cells
      .flatMap(({ conditions }) => conditions)
      .flatMap((one) => (one.of === 'cause' ? [one.is] : []))
    const besides = [...new Set(causes)]
    // 其他 is the rest only where every other cause is known.
    const isKnown = besides.length >= fewestCauses && !this.hasStrangeCause
    const cells = this.cells.flatMap((cell) => {
      if (!cell.conditions.some(({ of }) => of === 'other_cause')) return [cell]
      if (!isKnown) this.unknown.add('其他')
      const conditions = cell.conditions.map((one) => (one.of === 'other_cause' ? { ...one, besides } : one))
      return isKnown ? [{ ...cell, conditions }] : []
    })
    return { cells, unknown: [...this.unknown] }
  }

  /** In a form of a month, a quarter or a year 救助金额 is what was given in it. */
  private saidOf(text: string, under: string): Said | undefined {
    const inPeriod = periodSaid(text)
    const isAsked = inPeriod && (this.isPeriodic || inPeriod.span !== 'own' || inPeriod.condition !== undefined)
    // What a form about a benefit calls new, gone or paid is the benefit, and neither the file nor the aid.
    if (isAsked) return this.isOfBenefit ? undefined : inPeriod
    const said = saidBy(text, under)
    const field = said?.measure?.count === 'sum' ? said.measure.field : ''
    const isOpen = ofAid.includes(field) && (this.isPeriodic || said?.span !== undefined)
    // In a form of some month nobody knows since when 累计 counts; the sum of a list is known from the list.
    const isOfList = field === 'list_amount' && said?.span === undefined && /发放|慰问|本次/.test(text)
    return isOpen && !isOfList ? undefined : said
  }

  /** The days in which a place counts; 'odd' where its words speak of days and of something that only stands today. */
  private spanOf(said: readonly Said[], measure: Measure): Span | undefined | 'odd' {
    const spans = new Set(said.flatMap(({ span }) => (span === undefined || span === 'own' ? [] : [span])))
    const conditions = said.flatMap(({ condition }) => (condition ? [condition.of] : []))
    const moved = conditions.filter((of) => of === 'new' || of === 'left' || of === 'aided')
    const isOfAid = measure.count === 'times' || measure.count === 'aid'
    if (spans.size > 1 || moved.length > 1) return 'odd'
    if (moved.length === 0 && !isOfAid) return spans.size > 0 ? 'odd' : undefined
    const isOfFile = moved[0] === 'new' || moved[0] === 'left'
    if (isOfFile && (conditions.includes('flag') || isOfAid || measure.count === 'sum')) return 'odd'
    if (moved[0] === 'aided' && measure.count !== 'households') return 'odd'
    // People at school or over 60 are known as they are today.
    if (conditions.includes('person') || conditions.includes('sex')) return 'odd'
    return [...spans][0] ?? 'own'
  }

  /** `unit` is what a column of its own says that the row is counted in; empty without one. */
  add(row: number, column: number, words: readonly Word[], path: readonly string[], unit: string): void {
    const above = path.map((text, at) => ({ text, said: this.saidOf(text, path.slice(0, at).join('')) }))
    if (isRemark(path)) return
    const beside = words.map(({ text, heading }, at) => {
      const before = words.slice(0, at).map((one) => one.text)
      const under = [heading, ...before].join('')
      const said = this.saidOf(text, under)
      if (said === undefined && isOfCauses(under)) this.hasStrangeCause = true
      return { text, said: said ?? { condition: nameSaid(text, heading) } }
    })
    // What stands above a column is known exactly or not at all.
    const strange = above.filter(({ said }) => said === undefined)
    if (strange.length > 0 && isOfCauses(path.join(''))) this.hasStrangeCause = true
    for (const { text } of strange) this.unknown.add(text)
    if (strange.length > 0) return
    const all = [...above, ...beside].map(({ said }) => said as Said)
    const header = [...words.map(({ text }) => text), ...path].join('-')
    const inUnit = unitSaid(`(${unit})`)
    const said = measureIn(all)
    const measure = said ?? inUnit ?? [...path].reverse().map(unitSaid).find(Boolean) ?? this.general
    // 低保户数 counted in 人, or anything in 人次, is not what the words alone say.
    const isSum = said?.count === 'sum' || said?.count === 'aid'
    const isOdd = unit !== '' && (inUnit ? said !== undefined && said.count !== inUnit.count : !isSum)
    const within = measure && this.spanOf(all, measure)
    // 户数 below 救助情况 are those that were helped, in ways that the words do not say.
    const isOfDeed =
      within === undefined && said?.count !== 'sum' && path.slice(0, -1).some((text) => ofDeed.test(clean(text)))
    if (!measure || within === 'odd' || isOfDeed || isOdd || all.filter((one) => one.measure).length > 1) {
      this.unknown.add(header)
      return
    }
    const unitFen = [...path, ...words.map(({ text }) => text), `(${unit})`]
      .map(moneyUnit)
      .find((unit) => unit !== undefined)
    const conditions = all.flatMap(({ condition }) => (condition ? [condition] : []))
    // 兰西县 beside 合计 is one of the parts.
    const ofRow = beside.flatMap(({ said }) => (said.condition ? [said.condition.of] : []))
    const isTotal = ofRow.length > 0 && ofRow.every((of) => of === 'all')
    this.cells.push({
      row,
      column,
      header,
      measure,
      conditions,
      ...(within && { span: within }),
      isTotal,
      unitFen: unitFen ?? this.unitFen ?? 100,
    })
  }
}

const ofBenefit = /低保|最低生活保障|特困|五保|低收入|边缘|监测|脱贫|贫困户|孤儿|残疾人两项|医保|养老/
const ofDeed = /(?:救助|慰问|资助|发放|帮扶)(?:情况)?$/
const ofAid: readonly string[] = ['list_amount', 'aid_total', 'aid_year', 'aid_times']

const isOfCauses = (heading: string): boolean => /致[困贫]|原因/.test(heading)

const measureIn = (said: readonly Said[]): Measure | undefined => said.find(({ measure }) => measure)?.measure

const isRemark = (path: readonly string[]): boolean =>
  path.some((text) => /备注|说明|签[字名]/.test(text)) ||
  formScore('serial', headingKey(path.at(-1) ?? ''), false) >= 0.9
