import {
  type Cell,
  CellError,
  cellName,
  columnLetters,
  SerialDay,
  type Sheet,
  type Workbook,
} from '../../../engines/roster/grid.ts'
import { declaration, main, packageParts, sheetNames, sheetPath, styleOf, textCell } from './xlsx-package.ts'
import { ZipWriter } from './zip-writer.ts'

/**
 * A workbook of the cells that were read, each at its place: what an officer gets back to correct when the file was a
 * csv, an old xls or a web page, which cannot be marked themselves.
 */
export async function* writeGrid({ sheets, date1904 }: Workbook): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  yield* packageParts(zip, sheetNames(sheets.map(({ name }) => name)))
  for (const [index, sheet] of sheets.entries()) yield* zip.stream(sheetPath(index), sheetXml(sheet, date1904))
  yield* zip.end()
}

// Days of the 1904 system count from four years and a day later.
const between1900And1904 = 1462

function* sheetXml({ rows, merges }: Sheet, date1904: boolean): Generator<Buffer> {
  let text = `${declaration}<worksheet xmlns="${main}"><sheetFormatPr defaultRowHeight="15"/><sheetData>`
  for (const { number, cells } of rows) {
    text += `<row r="${number}">`
    for (const [column, cell] of cells.entries()) text += cellXml(cellName(column, number), cell, date1904)
    text += '</row>'
    if (text.length > 65_536) {
      yield Buffer.from(text)
      text = ''
    }
  }
  text += '</sheetData>'
  const areas = merges.map((area) => `${cellName(area.left, area.top)}:${columnLetters(area.right)}${area.bottom}`)
  if (areas.length > 0)
    text += `<mergeCells count="${areas.length}">${areas.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`
  yield Buffer.from(`${text}</worksheet>`)
}

function cellXml(reference: string, cell: Cell, date1904: boolean): string {
  if (cell === undefined || cell === '') return ''
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (cell instanceof SerialDay)
    return `<c r="${reference}" s="${styleOf.day}"><v>${cell.serial + (date1904 ? between1900And1904 : 0)}</v></c>`
  return textCell(reference, cell instanceof CellError ? cell.text : String(cell), styleOf.text)
}
