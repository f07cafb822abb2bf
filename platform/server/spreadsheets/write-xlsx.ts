import { isDay } from '../../../core/date.ts'
import { columnLetters } from '../../../engines/roster/grid.ts'
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
  readonly rows: XlsxRows
  /** A line above the header, over the whole width. */
  readonly title?: string
}

// What Excel opens at most; a list that long is cut into sheets by whoever asks.
export const mostRows = 1_048_575

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageUri = 'http://schemas.openxmlformats.org/package/2006'
const styleOf = { text: 1, number: 0, yuan: 2, day: 3, header: 4, title: 5 } as const

/**
 * Writes an xlsx piece by piece while the rows arrive. Texts are inline strings and never formulas, so nothing that was
 * typed into the product is run by whoever opens the file. The header is frozen and filtered.
 */
export async function* writeXlsx(sheets: readonly XlsxSheet[]): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  const names = sheetNames(sheets)
  yield* zip.text('[Content_Types].xml', contentTypes(sheets.length))
  yield* zip.text('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  yield* zip.text('xl/workbook.xml', workbookXml(sheets, names))
  const parts = sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const)
  yield* zip.text('xl/_rels/workbook.xml.rels', relations([...parts, ['styles', 'styles.xml']]))
  yield* zip.text('xl/styles.xml', styles)
  for (const [index, sheet] of sheets.entries())
    yield* zip.stream(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet))
  yield* zip.end()
}

/** Characters that XML cannot hold are dropped; lone halves of a character become U+FFFD. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text
  return (
    text
      .toWellFormed()
      // The escape Excel knows for itself must not arise by chance.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter] ?? '&quot;')
      .replace(/[^\t\n\r\u0020-\ud7ff\ud800-\udfff\ue000-\ufffd]/g, '')
  )
}
// Most texts hold none of these and are written as they are.
const special = /[^\u0020!#-%'-;=?-^`-\ud7ff\ue000-\ufffd]/

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
  for await (const row of sheet.rows) {
    number++
    if (number > mostRows) throw new RangeError(`a sheet holds at most ${mostRows} rows`)
    text += `<row r="${number}">`
    for (let column = 0; column < letters.length; column++)
      text += cell(`${letters[column]}${number}`, row[column], kinds[column] as ColumnKind)
    text += '</row>'
    if (text.length > 65_536) {
      yield Buffer.from(text)
      text = ''
    }
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
  if (kind === 'day' && typeof value === 'string' && isDay(value) && value >= '1900-03-01')
    return `<c r="${reference}" s="${styleOf.day}"><v>${serialDay(value)}</v></c>`
  return textCell(reference, typeof value === 'boolean' ? (value ? '是' : '否') : String(value), styleOf.text)
}

const textCell = (reference: string, text: string, style: number): string =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`

const isNumber = (value: XlsxValue): value is number | bigint | string =>
  typeof value === 'bigint' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && /^-?(?:0|[1-9]\d{0,13})$/.test(value))

/** 123450 fen → `1234.5`; exact, because it is never a binary fraction. */
const yuanText = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Days since 30 December 1899, which is right from 1 March 1900 on. */
const serialDay = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569

const usualWidth = (header: string): number =>
  Math.min(
    40,
    Math.max(
      10,
      [...header].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 4),
    ),
  )

/** Names that Excel accepts: at most 31 characters, none of `[]:*?/\`, each once. */
function sheetNames(sheets: readonly XlsxSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, index) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim()
        .slice(0, 31) || `Sheet${index + 1}`
    let unique = plain
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${plain.slice(0, 27)} (${copy})`
    taken.add(unique.toLowerCase())
    return unique
  })
}

function workbookXml(sheets: readonly XlsxSheet[], names: readonly string[]): string {
  const list = names.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationship}"><sheets>${list.join('')}</sheets>${filterNames(sheets, names)}</workbook>`
}

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

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${declaration}<Relationships xmlns="${packageUri}/relationships">${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationship}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const contentTypes = (sheets: number): string => {
  const parts = Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
  )
  return (
    `${declaration}<Types xmlns="${packageUri}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${parts.join('')}</Types>`
  )
}

const border = '<border><left/><right/><top/><bottom/><diagonal/></border>'
const font = '<sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/>'
const styles =
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<fonts count="3"><font>${font}</font><font><b/>${font}</font><font><b/><sz val="14"/><name val="宋体"/><family val="3"/><charset val="134"/></font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/><bgColor indexed="64"/></patternFill></fill></fills>` +
  `<borders count="1">${border}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
  `<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf></cellXfs>` +
  `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
