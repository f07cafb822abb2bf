import { isDay } from '../../../core/date.ts'
import { columnLetters } from '../../../engines/roster/grid.ts'
import {
  declaration,
  escapeXml,
  main,
  packageParts,
  serialDay,
  sheetNames,
  sheetPath,
  styleOf,
  textCell,
} from './xlsx-package.ts'
import { ZipWriter } from './zip-writer.ts'

/** How a column is written: text stays text whatever it looks like; `yuan` takes fen (number, bigint or digits). */
export type ColumnKind = 'text' | 'number' | 'yuan' | 'day'

export type XlsxColumn = {
  readonly header: string
  /** In characters of a Latin letter; Chinese ones take two. Taken from the header when left out. */
  readonly width?: number
  readonly kind?: ColumnKind
}

export type XlsxValue = string | number | bigint | boolean | null | undefined
export type XlsxRow = readonly XlsxValue[]
export type XlsxRows = Iterable<XlsxRow> | AsyncIterable<XlsxRow>

export type XlsxSheet = {
  readonly name: string
  readonly columns: readonly XlsxColumn[]
  readonly rows?: XlsxRows
  /** Instead of `rows`, as they come from the database: many at a time. */
  readonly portions?: AsyncIterable<Iterable<XlsxRow>>
  /** A line above the header, over the whole width. */
  readonly title?: string
}

const pieceLength = 65_536

// What Excel opens at most; a list that long is cut into sheets by whoever asks.
const mostRows = 1_048_575

/**
 * Writes an xlsx piece by piece while the rows arrive. Texts are inline strings and never formulas, so nothing that was
 * typed into the product is run by whoever opens the file. The header is frozen and filtered.
 */
export async function* writeXlsx(sheets: readonly XlsxSheet[]): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  const names = sheetNames(sheets.map(({ name }) => name))
  yield* packageParts(zip, names, filterNames(sheets, names))
  for (const [index, sheet] of sheets.entries()) yield* zip.stream(sheetPath(index), sheetXml(sheet))
  yield* zip.end()
}

async function* sheetXml(sheet: XlsxSheet): AsyncGenerator<Buffer> {
  const { columns, title } = sheet
  const last = columnLetters(Math.max(columns.length - 1, 0))
  const headerRow = title === undefined ? 1 : 2
  const widths = columns.map(
    ({ width, header }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width ?? usualWidth(header)}" customWidth="1"/>`,
  )
  let text =
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${columns.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
  if (title !== undefined) text += `<row r="1">${textCell('A1', title, styleOf.title)}</row>`
  text += `<row r="${headerRow}">${columns.map(({ header }, index) => textCell(`${columnLetters(index)}${headerRow}`, header, styleOf.header)).join('')}</row>`
  const letters = columns.map((_, index) => columnLetters(index))
  const kinds = columns.map(({ kind }) => kind ?? 'text')
  let number = headerRow
  const written = (row: XlsxRow): string => {
    number++
    if (number > mostRows) throw new RangeError(`a sheet holds at most ${mostRows} rows`)
    let line = `<row r="${number}">`
    for (let column = 0; column < letters.length; column++)
      line += cell(`${letters[column]}${number}`, row[column], kinds[column] as ColumnKind)
    return `${line}</row>`
  }
  for await (const row of sheet.rows ?? []) {
    text += written(row)
    if (text.length < pieceLength) continue
    yield Buffer.from(text)
    text = ''
  }
  for await (const portion of sheet.portions ?? [])
    for (const row of portion) {
      text += written(row)
      if (text.length < pieceLength) continue
      yield Buffer.from(text)
      text = ''
    }
  text += '</sheetData>'
  if (columns.length > 0) text += `<autoFilter ref="A${headerRow}:${last}${number}"/>`
  if (title !== undefined && columns.length > 1)
    text += `<mergeCells count="1"><mergeCell ref="A1:${last}1"/></mergeCells>`
  yield Buffer.from(`${text}</worksheet>`)
}

function cell(reference: string, value: XlsxValue, kind: ColumnKind): string {
  if (value === null || value === undefined || value === '') return ''
  if (kind === 'number' && isNumber(value)) return `<c r="${reference}"><v>${value}</v></c>`
  if (kind === 'yuan' && isNumber(value))
    return `<c r="${reference}" s="${styleOf.yuan}"><v>${yuanText(BigInt(value))}</v></c>`
  if (kind === 'day' && typeof value === 'string') {
    const serial = serialOf(value)
    if (serial !== null) return `<c r="${reference}" s="${styleOf.day}"><v>${serial}</v></c>`
  }
  return textCell(reference, typeof value === 'boolean' ? (value ? '是' : '否') : String(value), styleOf.text)
}

// A list of a hundred thousand rows has some thousand days.
const mostDays = 20_000
const knownDays = new Map<string, number | null>()

/** The number by which Excel knows a day; null when the text is none, or one that Excel counts wrongly. */
function serialOf(text: string): number | null {
  const known = knownDays.get(text)
  if (known !== undefined) return known
  const serial = isDay(text) && text >= '1900-03-01' ? serialDay(text) : null
  if (knownDays.size >= mostDays) knownDays.clear()
  knownDays.set(text, serial)
  return serial
}

const isNumber = (value: XlsxValue): value is number | bigint | string =>
  typeof value === 'bigint' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && /^-?(?:0|[1-9]\d{0,13})$/.test(value))

/** 123450 fen → `1234.5`; exact, because it is never a binary fraction. */
const yuanText = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const usualWidth = (header: string): number =>
  Math.min(
    40,
    Math.max(
      10,
      [...header].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 4),
    ),
  )
/** Excel expects the range of a filter among the names of the workbook too. */
function filterNames(sheets: readonly XlsxSheet[], names: readonly string[]): string {
  const known = sheets.flatMap(({ columns, title, rows }, index) => {
    if (columns.length === 0 || !Array.isArray(rows)) return []
    const first = title === undefined ? 1 : 2
    const range = `'${(names[index] ?? '').replaceAll("'", "''")}'!$A$${first}:$${columnLetters(columns.length - 1)}$${first + rows.length}`
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(range)}</definedName>`,
    ]
  })
  return known.length > 0 ? `<definedNames>${known.join('')}</definedNames>` : ''
}
