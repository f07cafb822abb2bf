import { findAnchored } from './anchored-header.ts'
import { withBirthJoined } from './birth-parts.ts'
import { withChoicesJoined } from './choice-columns.ts'
import { type Column, mapColumns } from './column-mapping.ts'
import { FamilyBlocks, recordOf } from './family-blocks.ts'
import { type Field, fieldNames, type Kind } from './fields.ts'
import { cellName, cellText, columnLetters, type Row, type Sheet } from './grid.ts'
import { headingKey } from './header-words.ts'
import { findHeadless } from './headless-table.ts'
import { headsAreElsewhere } from './heads-elsewhere.ts'
import type { IssueList } from './issue-list.ts'
import { kindOf } from './kind.ts'
import type { MergeIndex } from './merges.ts'
import { type Metadata, readMetadata } from './metadata.ts'
import { withRowsPaired } from './paired-rows.ts'
import { judgeRow, requiredOf, type TableContext } from './read-person.ts'
import type { RosterColumn, RosterHousehold, RosterOptions, RosterRecord } from './reading.ts'
import {
  isInstruction,
  isTitleOfNext,
  type SkipReason,
  skipReason,
  startsOtherTable,
  type TableShape,
} from './row-kinds.ts'
import { splitSideBySide, withColumnsOf } from './side-by-side.ts'
import { withIdentityJoined } from './split-identity.ts'
import { findHeader, type Heading, isHeaderRow, type TableHeader } from './table-header.ts'
import { Totals } from './totals.ts'
import { ownersOf } from './two-people.ts'

/** What one sheet is read with. */
export type SheetContext = {
  readonly sheet: Sheet
  readonly merges: MergeIndex
  readonly date1904: boolean
  readonly manySheets: boolean
  readonly options: RosterOptions
  readonly seen: TableContext['seen']
  readonly list: IssueList
  /** The headings of the sheet before and what its amounts are counted in: a page without any may go on from there. */
  readonly before: { readonly headings: readonly Heading[]; readonly unitFen: number | undefined } | undefined
  /** Where the people of a sheet of lines begin and what was made its columns: see pasted-lines.ts. */
  readonly spread?: { readonly from: number; readonly headings: readonly Heading[] } | undefined
}

export type Skipped = { readonly row: number; readonly reason: SkipReason }

export type TableReading = {
  readonly kind: Kind
  readonly metadata: Metadata
  readonly headings: readonly Heading[]
  readonly headerRows: readonly number[]
  readonly columns: Readonly<Record<string, RosterColumn>>
  readonly skipped: Skipped[]
  readonly records: RosterRecord[]
  readonly rejected: RosterRecord[]
  readonly households: readonly RosterHousehold[]
  /** Where in `sheet.rows` the next table may start. */
  readonly end: number
  /** Where what stands above the next table begins: its title and unit were passed as rows of this one. */
  readonly nextAbove: number
  /** True for cards, which have labels and no heading. */
  readonly isCard?: boolean
}

const sampleSize = 200

/** Reads a table that has no heading; undefined when the sheet holds no identity numbers either. */
export function readHeadless(context: SheetContext): TableReading | undefined {
  const { spread } = context
  const header = spread ? { ...spread, to: spread.from - 1 } : findHeadless(context.sheet, context.before?.headings)
  if (!header) return undefined
  const own = readMetadata(context.sheet.rows.slice(0, header.from), context.merges)
  const goesOn = header.headings === context.before?.headings
  const above = goesOn ? { ...own, unitFen: own.unitFen ?? context.before?.unitFen } : own
  const kind = context.options.kind ?? kindOf(header.headings, above.title)
  const columns = columnsOf(context, header, above, kind)
  const row = context.sheet.rows[header.from]?.number ?? 1
  const place = { sheet: context.sheet.name, cell: cellName(0, row), row, column: '', field: null }
  if (!spread) context.list.add(place, 'header_missing')
  return readUnder(context, header, above, kind, columns)
}

/**
 * Reads the first table at or after a place in the rows; undefined when there is no heading any more. `aboveFrom` is where
 * its title may begin.
 */
export function readTable(given: SheetContext, start: number, aboveFrom = start): TableReading | undefined {
  for (let from = start; ; ) {
    const found = nextHeader(given, from)
    if (!found) return undefined
    const beside = splitSideBySide(found)
    if (beside) return readSideBySide(given, aboveFrom, found, beside)
    const paired = withRowsPaired(given.sheet, found, given.merges)
    const boxed = withIdentityJoined(paired.sheet, paired.header)
    const born = withBirthJoined(boxed.sheet, boxed.header)
    const { sheet, header } = withChoicesJoined(born.sheet, born.header)
    const context = { ...given, sheet }
    const above = readMetadata(context.sheet.rows.slice(aboveFrom, header.from), context.merges)
    const said = context.options.kind ?? kindOf(header.headings, above.title)
    const listed = columnsOf(context, header, above, said)
    const isOfOne =
      !context.options.kind && headsAreElsewhere(sampleBelow(context.sheet, header), listed, header.headings)
    const kind = isOfOne ? 'hardship_worker' : said
    const columns = isOfOne ? columnsOf(context, header, above, kind) : listed
    // Lists of permitted values and statistics have known headings too, but nobody's name and number.
    if (columns.some(({ field }) => field !== null && requiredOf({ kind }).includes(field)))
      return readUnder(context, header, above, kind, columns)
    from = header.to + 1
  }
}

/** A heading of known words, unless people are listed under other words before it. */
function nextHeader({ sheet, merges }: SheetContext, from: number): TableHeader | undefined {
  const known = findHeader(sheet, merges, from)
  return findAnchored(sheet, merges, from, known?.from ?? sheet.rows.length) ?? known
}

/** Several lists side by side are read one after the other, each by its own columns. */
function readSideBySide(
  context: SheetContext,
  start: number,
  header: TableHeader,
  parts: readonly TableHeader[],
): TableReading | undefined {
  const above = readMetadata(context.sheet.rows.slice(start, header.from), context.merges)
  const kinds = new Set(parts.map(({ headings }) => kindOf(headings, above.title)))
  const [same] = kinds.size === 1 ? kinds : []
  const kind = context.options.kind ?? same ?? 'hardship_worker'
  const [first, ...others] = parts.map((part) => {
    const sheet = withColumnsOf(context.sheet, part)
    return readUnder({ ...context, sheet }, part, above, kind, columnsOf({ ...context, sheet }, part, above, kind))
  })
  if (!first) return undefined
  return {
    ...first,
    columns: Object.assign({}, first.columns, ...others.map(({ columns }) => columns)),
    skipped: first.skipped.filter(({ row }) =>
      others.every(({ skipped }) => skipped.some((other) => other.row === row)),
    ),
    records: [first, ...others].flatMap(({ records }) => records),
    rejected: [first, ...others].flatMap(({ rejected }) => rejected),
    households: [first, ...others].flatMap(({ households }) => households),
    end: Math.min(...[first, ...others].map(({ end }) => end)),
    nextAbove: Math.min(...[first, ...others].map(({ nextAbove }) => nextAbove)),
  }
}

function readUnder(
  context: SheetContext,
  header: TableHeader,
  above: Metadata,
  kind: Kind,
  columns: readonly Column[],
): TableReading {
  const { sheet, merges } = context
  const table: TableContext = {
    ...tableContext(context, kind, above),
    columns,
    before: [],
  }
  const headerRows = rowNumbers(sheet, header)
  tellMapping(table, headerRows.at(-1) ?? 1)
  tellTwoPeople(table, header.headings, headerRows.at(-1) ?? 1)
  const shape = shapeOf(header, columns, above, merges)
  return {
    kind,
    metadata: above,
    headings: header.headings,
    headerRows,
    columns: shown(columns),
    ...readRows(context, table, shape),
  }
}

/** What judging the rows of a sheet needs, apart from the columns. */
export const tableContext = (
  { sheet, merges, date1904, manySheets, options, seen, list }: SheetContext,
  kind: Kind,
  above: { readonly title: string; readonly unit?: string | undefined },
): Omit<TableContext, 'columns' | 'before'> => ({
  sheet: sheet.name,
  manySheets,
  kind,
  merges,
  date1904,
  counties: options.counties,
  places: placesIn(`${above.title} ${above.unit ?? ''} ${sheet.name}`),
  seen,
  list,
})

const rowNumbers = (sheet: Sheet, { from, to }: TableHeader) =>
  sheet.rows.slice(from, to + 1).map(({ number }) => number)

/** Rows below a heading; what stands under the next one says nothing of these columns. */
function sampleBelow({ rows }: Sheet, { to }: TableHeader): readonly Row[] {
  const below = rows.slice(to + 1, to + 1 + sampleSize)
  const next = below.findIndex(isHeaderRow)
  return next > 0 ? below.slice(0, next) : below
}

function columnsOf(context: SheetContext, header: TableHeader, above: Metadata, kind: Kind): Column[] {
  const columns = mapColumns({
    kind,
    headings: header.headings,
    sample: sampleBelow(context.sheet, header),
    date1904: context.date1904,
    sheetUnitFen: above.unitFen,
    chosen: context.options.chosen,
    above: context.sheet.rows.slice(Math.max(0, header.from - 10), header.from),
  })
  if (kind !== 'household_members') return columns
  // A list with one row per family names only its head.
  const has = (field: Field) => columns.some((column) => column.field === field)
  const stands: Partial<Record<Field, Field>> = {}
  if (!has('name')) stands.head_name = 'name'
  if (!has('id_number')) stands.head_id_number = 'id_number'
  return columns.map((column) => ({ ...column, field: (column.field && stands[column.field]) ?? column.field }))
}

function shapeOf(header: TableHeader, columns: readonly Column[], above: Metadata, merges: MergeIndex): TableShape {
  const columnOf = (field: Field) => columns.find((column) => column.field === field)?.column
  return {
    header,
    headerKeys: new Map(
      header.headings.map(({ column, path, parts = [] }) => [column, new Set([...path, ...parts].map(headingKey))]),
    ),
    titles: new Set(above.title === '' ? [] : [above.title.replaceAll(' ', '')]),
    serial: columnOf('serial'),
    name: columnOf('name') ?? columnOf('organisation_name'),
    identity: columnOf('id_number'),
    merges,
  }
}

function readRows(context: SheetContext, table: TableContext, shape: TableShape) {
  const { rows, name } = context.sheet
  const skipped: Skipped[] = []
  const records: RosterRecord[] = []
  const rejected: RosterRecord[] = []
  const totals = new Totals(table.columns)
  const families =
    table.kind === 'household_members' ? new FamilyBlocks(table, serialIsOfFamily(context, shape)) : undefined
  let last = rows[shape.header.to]?.number ?? 0
  let index = shape.header.to + 1
  let nextAbove: number | undefined
  let other = false
  for (; index < rows.length; index++) {
    const row = rows[index] as Row
    other = startsOtherTable(row, shape)
    if (other) break
    if (row.number > last + 1) nextAbove = undefined
    noteGap(skipped, last, row.number)
    last = row.until ?? row.number
    const reason = skipReason(row, shape) ?? placeReason(row, rows.slice(index + 1, index + 4), shape, index)
    if (reason) {
      if (reason === 'total') totals.check(row, name, context.list)
      skipped.push({ row: row.number, reason })
      nextAbove = aboveTables.has(reason) ? (nextAbove ?? index) : undefined
      continue
    }
    nextAbove = undefined
    totals.add(row)
    if (families) {
      families.add(row)
      continue
    }
    const judged = judgeRow(row, table)
    ;(judged.accepted ? records : rejected).push(recordOf(name, judged))
  }
  families?.finish()
  if (families) rejected.push(...families.rejected)
  const households = families?.households ?? []
  if (!other || nextAbove === undefined) return { skipped, records, rejected, households, end: index, nextAbove: index }
  const next = rows[nextAbove]?.number ?? 0
  return { skipped: skipped.filter(({ row }) => row < next), records, rejected, households, end: index, nextAbove }
}

/** What rows above the next table look like from the one before. */
const aboveTables: ReadonlySet<SkipReason> = new Set(['title', 'meta', 'note'])

/** What a row is by where it stands: right above the next heading, or right under this one. */
function placeReason(row: Row, following: readonly Row[], shape: TableShape, index: number): SkipReason | undefined {
  if (isTitleOfNext(row, following, shape)) return 'title'
  return index === shape.header.to + 1 && isInstruction(row) ? 'note' : undefined
}

// A stray cell at the bottom of the sheet is no reason to list a million empty rows.
const mostBlankListed = 200

function noteGap(skipped: Skipped[], last: number, next: number): void {
  if (next - last - 1 > mostBlankListed) return
  for (let row = last + 1; row < next; row++) skipped.push({ row, reason: 'blank' })
}

/** A serial number that only the first row of a family bears counts families; one on every row counts persons. */
function serialIsOfFamily({ sheet, merges }: SheetContext, shape: TableShape): boolean {
  const { serial, name } = shape
  if (serial === undefined) return false
  const sample = sheet.rows.slice(shape.header.to + 1, shape.header.to + 1 + sampleSize)
  return sample.some(
    (row) =>
      (cellText(row.cells[serial]).trim() === '' || merges.isContinued(row.number, serial)) &&
      cellText(row.cells[name ?? 0]).trim() !== '' &&
      skipReason(row, shape) === undefined,
  )
}

function tellMapping(table: TableContext, row: number): void {
  const place = (column: Column) => ({
    sheet: table.sheet,
    cell: cellName(column.lower ?? column.column, row),
    row,
    column: column.header,
    field: column.field,
  })
  for (const column of table.columns) {
    if (column.field === null || column.field === 'serial' || column.confidence > 0.65) continue
    const names = fieldNames[column.field]
    table.list.add(place(column), 'mapping_guessed', { field: names.zh, field_en: names.en })
  }
  const first = table.columns[0]
  for (const field of requiredOf(table)) {
    if (table.columns.some((column) => column.field === field) || !first) continue
    const names = fieldNames[field]
    table.list.add({ ...place(first), column: '', field }, 'column_missing', { field: names.zh, field_en: names.en })
  }
}

function tellTwoPeople({ sheet, kind, list }: TableContext, headings: readonly Heading[], row: number): void {
  const { two } = ownersOf(kind, headings)
  if (!two) return
  const cell = cellName(two.other.column, row)
  const parameters = { worker: two.worker.text, other: two.other.text }
  list.add({ sheet, cell, row, column: two.other.text, field: null }, 'two_people', parameters)
}

const shown = (columns: readonly Column[]): Record<string, RosterColumn> =>
  Object.fromEntries(
    columns.map(({ column, header, field, confidence }) => [columnLetters(column), { header, field, confidence }]),
  )

/** 绥化市 in 绥化市困难职工花名册: names of prefectures and provinces that a text begins with or contains. */
function placesIn(text: string): string[] {
  const found = text.match(/[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|地区|省|市|盟)/g) ?? []
  return [...new Set(found)]
}
