import { findContinuation } from './card-continuation.ts'
import { findCards } from './cards.ts'
import { clean } from './characters.ts'
import { columnNumber, type Row, type Sheet, type Workbook } from './grid.ts'
import { IssueList } from './issue-list.ts'
import type { NoteCode } from './judgement.ts'
import { defaultLimits } from './limits.ts'
import { MergeIndex } from './merges.ts'
import { type Spread, spreadLines } from './pasted-lines.ts'
import { readCards } from './read-cards.ts'
import { readHeadless, readTable, type SheetContext, type TableReading, tableContext } from './read-table.ts'
import type { Correction, RosterHousehold, RosterOptions, RosterReading, RosterRecord, RosterSheet } from './reading.ts'

/**
 * Reads every table of a workbook: rows, values and what is wrong with them. It guesses nothing: what is not certain is
 * null and carries an issue.
 */
export function readRoster(workbook: Workbook, options: RosterOptions): RosterReading {
  const list = new IssueList()
  const seen: SheetContext['seen'] = new Map()
  const sheets: RosterSheet[] = []
  const records: RosterRecord[] = []
  const households: RosterHousehold[] = []
  const rejected: RosterRecord[] = []
  let before: SheetContext['before']
  let cardBefore: TableReading | undefined
  for (const given of workbook.sheets) {
    const spread = spreadOf(given)
    const sheet = corrected(spread?.sheet ?? given, options.corrections ?? [])
    if (sheet.rows.length === 0) continue
    const context: SheetContext = {
      sheet,
      merges: new MergeIndex(sheet.merges),
      date1904: workbook.date1904,
      manySheets: workbook.sheets.length > 1,
      options,
      seen,
      list,
      before,
      spread: spread && spreadPlace(spread),
    }
    if (spread) tellSpread(context)
    const continued = findContinuation(sheet, context.merges)
    if (continued) {
      tellContinued(context, cardBefore, [records, rejected], continued)
      sheets.push(sheetReading(sheet, []))
      continue
    }
    const tables = readTables(context)
    cardBefore = tables.length === 1 && tables[0]?.isCard ? tables[0] : undefined
    const last = tables.at(-1)
    before = last ? { headings: last.headings, unitFen: last.metadata.unitFen } : before
    tellSheet(context, tables)
    sheets.push(sheetReading(sheet, tables))
    for (const table of tables) {
      append(records, table.records)
      append(households, table.households)
      append(rejected, table.rejected)
    }
  }
  return {
    kind: sheets.find(({ kind }) => kind !== null)?.kind ?? null,
    sheets,
    records,
    households,
    rejected,
    issues: list.issues,
  }
}

/** A sheet of lines as a table, unless its lines are the labels and values of cards. */
function spreadOf(sheet: Sheet): Spread | undefined {
  const spread = spreadLines(sheet)
  return spread && findCards(sheet, new MergeIndex(sheet.merges)).length === 0 ? spread : undefined
}

const spreadPlace = ({ from, headings }: Spread): SheetContext['spread'] => headings && { from, headings }

function tellSpread({ sheet, list }: SheetContext): void {
  list.add({ sheet: sheet.name, cell: 'A1', row: 1, column: '', field: null }, 'lines_spread')
}

/** Adds a second page to the one card of the sheet before, if there is one, and tells what became of it. */
function tellContinued(
  { sheet, list }: SheetContext,
  card: TableReading | undefined,
  lists: readonly RosterRecord[][],
  said: Readonly<Record<string, string>>,
): void {
  const place = { sheet: sheet.name, cell: 'A1', row: 1, column: '', field: null }
  const [own, ...others] = card ? [...card.records, ...card.rejected] : []
  if (!own || others.length > 0) {
    list.add(place, 'card_without_person')
    return
  }
  for (const records of lists) {
    const at = records.findIndex((record) => record.sheet === own.sheet && record.row === own.row)
    const record = records[at]
    if (record) records[at] = { ...record, extras: { ...said, ...record.extras } }
  }
  list.add(place, 'card_continued')
}

// push(...list) fails on lists of some hundred thousand.
function append<Item>(to: Item[], from: readonly Item[]): void {
  for (const item of from) to.push(item)
}

function readTables(context: SheetContext): TableReading[] {
  if (context.spread) return [readHeadless(context)].filter((table) => table !== undefined)
  const cards = findCards(context.sheet, context.merges)
  if (cards.length > 0)
    return [
      readCards(
        cards,
        tableContext(context, 'hardship_worker', { title: cards[0]?.title ?? '' }),
        context.sheet.rows.length,
      ),
    ]
  const tables: TableReading[] = []
  for (let start = 0; start < context.sheet.rows.length; ) {
    const table = readTable(context, start, tables.at(-1)?.nextAbove)
    if (!table) break
    tables.push(table)
    start = table.end
  }
  const headless = tables.length === 0 ? readHeadless(context) : undefined
  return headless ? [headless] : tables
}

function sheetReading(sheet: Sheet, tables: readonly TableReading[]): RosterSheet {
  const [first] = tables
  const skipped = tables.flatMap((table) => [
    ...table.metadata.rows,
    ...table.headerRows.map((row) => ({ row, reason: 'header' as const })),
    ...table.skipped,
  ])
  return {
    name: sheet.name,
    kind: first?.kind ?? null,
    title: first?.metadata.title ?? '',
    filled_by: first?.metadata.unit ?? null,
    filled_on: first?.metadata.date ?? null,
    header_rows: first?.headerRows ?? [],
    columns: first?.columns ?? {},
    skipped: skipped.sort((a, b) => a.row - b.row),
  }
}

/** What is worth saying of a sheet as a whole. */
function tellSheet({ sheet, list }: SheetContext, tables: readonly TableReading[]): void {
  const say = (code: NoteCode, cell: string, parameters = {}) =>
    list.add(
      { sheet: sheet.name, cell, row: Number(/\d+/.exec(cell)?.[0] ?? 1), column: '', field: null },
      code,
      parameters,
    )
  if (tables.length === 0) {
    const seen = labelsSeen(sheet)
    if (seen.length === 0) say('no_table', 'A1')
    else say('no_heading', 'A1', { found: seen.join('、'), found_en: seen.join(', ') })
  }
  if (sheet.hidden) say('sheet_hidden', 'A1')
  const hiddenRows = sheet.rows.filter(({ hidden }) => hidden)
  if (hiddenRows.length > 0) say('rows_hidden', `A${hiddenRows[0]?.number ?? 1}`, { count: hiddenRows.length })
  if (sheet.hiddenColumns.length > 0) say('columns_hidden', 'A1', { count: sheet.hiddenColumns.length })
  if (sheet.beyond !== undefined) say('cells_beyond', sheet.beyond, { limit: defaultLimits.columns })
  if (sheet.cutOff !== undefined) say('cut_off', sheet.cutOff, { cell: sheet.cutOff })
  if (sheet.uncomputed !== undefined) say('formula_not_computed', sheet.uncomputed)
}

/** The sheet with what was put right on the page; the rows handed in stay as they are. */
function corrected(sheet: Sheet, corrections: readonly Correction[]): Sheet {
  const own = corrections.filter((correction) => correction.sheet === sheet.name)
  if (own.length === 0) return sheet
  const rows = new Map(sheet.rows.map((row) => [row.number, row]))
  for (const { cell, text } of own) {
    const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(cell)
    if (!match) continue
    const [, letters = '', number] = match
    const row: Row = rows.get(Number(number)) ?? { number: Number(number), cells: [] }
    const cells = [...row.cells]
    while (cells.length <= columnNumber(letters)) cells.push(undefined)
    cells[columnNumber(letters)] = text === '' ? undefined : text
    rows.set(row.number, { ...row, cells })
  }
  return { ...sheet, rows: [...rows.values()].sort((a, b) => a.number - b.number) }
}

/** The row that looks most like a heading, so that somebody sees what was taken for what: its texts, the first eight. */
function labelsSeen(sheet: Sheet): string[] {
  const texts = (row: Sheet['rows'][number]) =>
    row.cells.flatMap((cell) => {
      const text = typeof cell === 'string' ? clean(cell) : ''
      return text !== '' && text.length <= 20 && !/\d{5}/.test(text) ? [text] : []
    })
  let best: string[] = []
  for (const row of sheet.rows.slice(0, 30)) {
    const found = texts(row)
    if (found.length > best.length) best = found
  }
  return best.length < 2 ? [] : best.slice(0, 8)
}
