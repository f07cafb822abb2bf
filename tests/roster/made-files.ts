import { utils, write } from '@e965/xlsx'
import type { MadeSheet } from './made-tables.ts'
import type { MadeCell } from './made-values.ts'

export type MadeFormat = 'xlsx' | 'biff8' | 'ods' | 'csv' | 'txt' | 'html'

type ForeignCell = { t: string; v: string | number | boolean; z?: string; w?: string }

/** A made roster as a file. Text formats take the first sheet only. */
export function makeFile(sheets: readonly MadeSheet[], format: MadeFormat): Buffer {
  if (format === 'csv') return Buffer.from(`\ufeff${separated(sheets[0] as MadeSheet, ',')}`)
  if (format === 'txt') return Buffer.from(separated(sheets[0] as MadeSheet, '\t'))
  if (format === 'html') return Buffer.from(web(sheets[0] as MadeSheet))
  const book = utils.book_new()
  for (const made of sheets) {
    const sheet: Record<string, unknown> = {}
    let width = 1
    for (const [row, cells] of made.cells.entries()) {
      width = Math.max(width, cells.length)
      for (const [column, cell] of cells.entries()) {
        const foreign = foreignCell(cell, format)
        if (foreign) sheet[utils.encode_cell({ r: row, c: column })] = foreign
      }
    }
    sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: made.cells.length - 1, c: width - 1 } })
    sheet['!merges'] = made.merges.map(({ top, bottom, left, right }) => ({
      s: { r: top, c: left },
      e: { r: bottom, c: right },
    }))
    utils.book_append_sheet(book, sheet, made.name)
  }
  return write(book, { type: 'buffer', bookType: format, bookSST: true }) as Buffer
}

function foreignCell(cell: MadeCell, format: MadeFormat): ForeignCell | undefined {
  if (cell === null || cell === '') return undefined
  if (typeof cell === 'string') return { t: 's', v: cell }
  if (typeof cell === 'number') return { t: 'n', v: cell }
  if (typeof cell === 'boolean') return { t: 'b', v: cell }
  if ('serial' in cell) return { t: 'n', v: cell.serial, z: 'yyyy/mm/dd' }
  // The foreign writer of ods drops error cells; as text they are just as unreadable.
  return format === 'ods' ? { t: 's', v: cell.error } : { t: 'e', v: 0x17, w: cell.error }
}

/** In a text file a date cell is what it shows, an error its name, a long number its digits. */
export function shownText(cell: MadeCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return cell >= 1e15 ? `${String(cell).slice(0, 15)}000` : String(cell)
  if (typeof cell !== 'object') return String(cell)
  return 'serial' in cell
    ? new Date(Date.UTC(1899, 11, 30) + cell.serial * 86_400_000).toISOString().slice(0, 10)
    : cell.error
}

function separated(sheet: MadeSheet, separator: string): string {
  const quote = (text: string) => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return sheet.cells.map((cells) => cells.map((cell) => quote(shownText(cell))).join(separator)).join('\r\n')
}

function web(sheet: MadeSheet): string {
  const asText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  const covered = (row: number, column: number) =>
    sheet.merges.some(
      ({ top, bottom, left, right }) =>
        row >= top && row <= bottom && column >= left && column <= right && (row !== top || column !== left),
    )
  const spans = (row: number, column: number) => {
    const merge = sheet.merges.find(({ top, left }) => top === row && left === column)
    return merge ? ` rowspan="${merge.bottom - merge.top + 1}" colspan="${merge.right - merge.left + 1}"` : ''
  }
  const rows = sheet.cells.map(
    (cells, row) =>
      `<tr>${cells.map((cell, column) => (covered(row, column) ? '' : `<td${spans(row, column)}>${asText(shownText(cell))}</td>`)).join('')}</tr>`,
  )
  return `<html><head><meta charset="utf-8"><style>td{color:red}</style></head><body><table border=1>${rows.join('\n')}</table></body></html>`
}
