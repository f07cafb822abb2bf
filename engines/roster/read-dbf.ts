import type { Cell, Row, Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { unreadable } from './unreadable.ts'

/** A column of a table: its kind, and where its characters stand in a record. */
type Column = { readonly name: string; readonly kind: string; readonly from: number; readonly to: number }

// dBase III to V and FoxPro, with and without memo files.
const versions: ReadonlySet<number> = new Set([0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb])
const headBytes = 32
const columnBytes = 32
const endOfColumns = 0x0d
const deleted = 0x2a

/** True for a table of dBase or FoxPro, which old filing programs hand out: its head agrees with its size. */
export function looksLikeDbf(bytes: Buffer): boolean {
  if (bytes.length < headBytes + columnBytes + 1 || !versions.has(bytes[0] ?? 0)) return false
  const [month = 0, day = 0] = [bytes[2], bytes[3]]
  const [head, record] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  // Two bytes that are always nothing: no text has any.
  if (bytes.readUInt16LE(12) !== 0) return false
  if (month < 1 || month > 12 || day < 1 || day > 31 || head < headBytes + columnBytes + 1 || record < 2) return false
  const columns = columnsOf(bytes, head)
  return columns.length > 0 && (columns.at(-1)?.to ?? 0) <= record && bytes.length >= head
}

/** Reads a table of dBase or FoxPro as a sheet with the names of its columns in the first row. Everything is text. */
export function readDbf(bytes: Buffer, limits: Limits): Workbook {
  const [head, size] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  const columns = columnsOf(bytes, head).slice(0, limits.columns)
  const decoder = new TextDecoder('gb18030')
  const count = Math.min(bytes.readUInt32LE(4), Math.floor((bytes.length - head) / size))
  if (count >= limits.rows) throw unreadable('too_many_rows', { sheet: 'Sheet1', limit: 100_000 })
  const rows: Row[] = [{ number: 1, cells: columns.map(({ name }) => name) }]
  for (let index = 0; index < count; index++) {
    const at = head + index * size
    if (bytes[at] === deleted) continue
    const cells = columns.map((column) =>
      cellOf(column, decoder.decode(bytes.subarray(at + column.from, at + column.to))),
    )
    if (cells.some((cell) => cell !== undefined)) rows.push({ number: index + 2, cells })
  }
  return { sheets: [{ name: 'Sheet1', hidden: false, rows, merges: [], hiddenColumns: [] }], date1904: false }
}

function columnsOf(bytes: Buffer, head: number): Column[] {
  const columns: Column[] = []
  const decoder = new TextDecoder('gb18030')
  let from = 1
  for (let at = headBytes; at + columnBytes <= Math.min(head, bytes.length); at += columnBytes) {
    if (bytes[at] === endOfColumns) break
    const name = decoder
      .decode(bytes.subarray(at, at + 11))
      .replace(/\0.*$/s, '')
      .trim()
    const kind = String.fromCharCode(bytes[at + 11] ?? 0)
    // Texts longer than 255 keep the upper byte of their length where numbers keep their decimals.
    const length = (bytes[at + 16] ?? 0) + (kind === 'C' ? (bytes[at + 17] ?? 0) * 256 : 0)
    if (name === '' || !/[A-Z0@+]/.test(kind)) return []
    columns.push({ name, kind, from, to: from + length })
    from += length
  }
  return columns
}

/** Texts, numbers and days as they are written; a memo stands in another file and what is binary is left out. */
function cellOf({ kind }: Column, written: string): Cell {
  if (!/[CNFDL]/.test(kind)) return undefined
  const text = written.replace(/\0/g, '').trim()
  if (text === '' || (kind === 'L' && text === '?')) return undefined
  return text
}
