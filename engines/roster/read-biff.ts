import { BiffText, type Piece } from './biff-text.ts'
import { compoundStream } from './compound-file.ts'
import { type Cell, CellError, cellName, type Merge, type Row, SerialDay, type Sheet, type Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { isDateFormat } from './number-format.ts'
import { unreadable } from './unreadable.ts'

/** What all sheets of a workbook share. */
type Globals = {
  date1904: boolean
  /** Excel 5 and 95 write texts in a code page, later ones in Unicode; undefined for these. */
  decode: ((bytes: Buffer) => string) | undefined
  readonly formats: Map<number, string>
  /** For every cell format whether it shows numbers as days. */
  readonly isDay: boolean[]
  readonly sheets: { readonly at: number; readonly hidden: boolean; readonly name: string }[]
  strings: string[]
}

const errors: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

// Of the code pages that Chinese programs wrote; another one is left to the foreign library.
const codePages: Record<number, string> = { 936: 'gb18030', 950: 'big5', 1252: 'windows-1252' }
const [version5, version8] = [0x0500, 0x0600]

/**
 * Reads an xls of Excel 97 and later ([MS-XLS], BIFF8), or of Excel 5 and 95 (BIFF5), record by record: a large one
 * needs a third of the memory that the foreign library takes. Undefined when it is none, or when its records make no sense; throws `unreadable_file` for
 * one with a password and for what goes beyond the limits.
 */
export function readBiff(bytes: Buffer, limits: Limits): Workbook | undefined {
  try {
    const stream = compoundStream(bytes, 'Workbook') ?? compoundStream(bytes, 'Book')
    const globals = stream && readGlobals(stream)
    if (!stream || !globals) return undefined
    // The same cells for many sheets would be unpacked many times.
    if (new Set(globals.sheets.map(({ at }) => at)).size < globals.sheets.length) return undefined
    if (globals.sheets.length > limits.sheets) throw unreadable('too_many_sheets', { limit: limits.sheets })
    const sheets = globals.sheets.map((sheet) => readSheet(stream, sheet, globals, limits))
    return { sheets, date1904: globals.date1904 }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

type BiffRecord = { readonly type: number; readonly from: number; readonly to: number }

/** The records from a place to the end of the part of the stream that begins there; of parts within it only the first. */
function* recordsFrom(stream: Buffer, start: number): Generator<BiffRecord> {
  let depth = 0
  for (let at = start; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at)
    const from = at + 4
    const to = from + stream.readUInt16LE(at + 2)
    if (to > stream.length) throw new RangeError('record beyond the stream')
    if (type === 0x0809) depth++
    if (depth === 0) throw new RangeError('no beginning')
    if (type === 0x000a && --depth === 0) return
    if (depth === 1) yield { type, from, to }
    at = to
  }
}

/** The pieces of a record that goes on in the CONTINUE records behind it. */
function piecesOf(stream: Buffer, { from, to }: Piece): Piece[] {
  const pieces = [{ from, to }]
  for (let at = to; at + 4 <= stream.length && stream.readUInt16LE(at) === 0x003c; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (end > stream.length) break
    pieces.push({ from: at + 4, to: end })
    at = end
  }
  return pieces
}

function readGlobals(stream: Buffer): Globals | undefined {
  const version = stream.readUInt16LE(4)
  if (stream.readUInt16LE(0) !== 0x0809 || (version !== version5 && version !== version8)) return undefined
  const globals: Globals = {
    date1904: false,
    decode: undefined,
    formats: new Map(),
    isDay: [],
    sheets: [],
    strings: [],
  }
  const formatIds: number[] = []
  for (const record of recordsFrom(stream, 0)) {
    const { type, from, to } = record
    if (type === 0x002f) throw unreadable('encrypted')
    if (type === 0x0042 && version === version5) globals.decode = decoderOf(stream.readUInt16LE(from))
    else if (type === 0x0022) globals.date1904 = stream.readUInt16LE(from) === 1
    else if (type === 0x041e)
      globals.formats.set(
        stream.readUInt16LE(from),
        textAt(stream, { from: from + 2, to }, globals, version === version5 ? 1 : 2),
      )
    else if (type === 0x00e0) formatIds.push(stream.readUInt16LE(from + 2))
    else if (type === 0x0085 && stream.readUInt8(from + 5) === 0)
      globals.sheets.push({
        at: stream.readUInt32LE(from),
        hidden: (stream.readUInt8(from + 4) & 3) !== 0,
        name: textAt(stream, { from: from + 6, to }, globals, 1),
      })
    else if (type === 0x00fc) globals.strings = readStrings(stream, record)
  }
  // Without a code page the bytes of its texts say nothing.
  if (version === version5 && !globals.decode) return undefined
  globals.isDay.push(...formatIds.map((id) => isDateFormat(id, globals.formats.get(id))))
  return globals
}

function decoderOf(codePage: number): (bytes: Buffer) => string {
  const name = codePages[codePage]
  if (name === undefined) throw new RangeError('unknown code page')
  const decoder = new TextDecoder(name)
  return (bytes) => decoder.decode(bytes)
}

/** A text with its length before it, in Unicode or in the code page of the workbook. */
function textAt(stream: Buffer, at: Piece, { decode }: Globals, lengthBytes: 1 | 2 = 2): string {
  const { from, to } = at
  if (!decode) return new BiffText(stream, piecesOf(stream, at)).text(lengthBytes)
  const start = from + lengthBytes
  const end = start + (lengthBytes === 1 ? stream.readUInt8(from) : stream.readUInt16LE(from))
  if (end > to) throw new RangeError('text beyond its record')
  return decode(stream.subarray(start, end))
}

function readStrings(stream: Buffer, record: BiffRecord): string[] {
  const text = new BiffText(stream, piecesOf(stream, record))
  text.number32()
  const count = text.number32()
  const strings: string[] = []
  while (strings.length < count && !text.ended) strings.push(text.text())
  return strings
}

/** What a sheet becomes while its records come. */
class SheetRows {
  readonly rows: Row[] = []
  readonly merges: Merge[] = []
  readonly hiddenColumns = new Set<number>()
  beyond: string | undefined
  private readonly byNumber = new Map<number, Cell[]>()
  private readonly hidden = new Set<number>()
  private readonly name: string
  private readonly limits: Limits

  constructor(name: string, limits: Limits) {
    this.name = name
    this.limits = limits
  }

  put(row: number, column: number, cell: Cell): void {
    if (cell === undefined || cell === '') return
    if (column >= this.limits.columns) {
      this.beyond ??= cellName(column, row + 1)
      return
    }
    if (typeof cell === 'string' && cell.length > this.limits.cellCharacters)
      throw unreadable('cell_too_long', {
        sheet: this.name,
        cell: cellName(column, row + 1),
        limit: this.limits.cellCharacters,
      })
    const cells = this.byNumber.get(row) ?? []
    if (cells.length === 0) this.byNumber.set(row, cells)
    while (cells.length < column) cells.push(undefined)
    cells[column] = cell
  }

  hide(row: number): void {
    this.hidden.add(row)
  }

  sheet(hidden: boolean): Sheet {
    const { name, merges, beyond, byNumber } = this
    const hiddenColumns = [...this.hiddenColumns].sort((a, b) => a - b)
    for (const [index, cells] of [...byNumber].sort(([a], [b]) => a - b))
      this.rows.push({ number: index + 1, cells, ...(this.hidden.has(index) && { hidden: true }) })
    return { name, hidden, rows: this.rows, merges, hiddenColumns, ...(beyond && { beyond }) }
  }
}

function readSheet(stream: Buffer, sheet: Globals['sheets'][number], globals: Globals, limits: Limits): Sheet {
  const rows = new SheetRows(sheet.name, limits)
  let formula: { row: number; column: number } | undefined
  for (const record of recordsFrom(stream, sheet.at)) {
    const { type, from } = record
    if (type === 0x0207) {
      if (formula) rows.put(formula.row, formula.column, textAt(stream, record, globals))
      formula = undefined
    } else if (type === 0x0006) {
      const place = { row: stream.readUInt16LE(from), column: stream.readUInt16LE(from + 2) }
      formula = stream.readUInt16LE(from + 12) === 0xffff && stream.readUInt8(from + 6) === 0 ? place : undefined
      if (!formula) rows.put(place.row, place.column, formulaResult(stream, from, globals))
    } else putRecord(stream, record, rows, globals)
  }
  return rows.sheet(sheet.hidden)
}

/** The last computed result of a formula that is no text. */
function formulaResult(stream: Buffer, from: number, globals: Globals): Cell {
  if (stream.readUInt16LE(from + 12) !== 0xffff)
    return numberOf(stream.readDoubleLE(from + 6), stream, from + 4, globals)
  const kind = stream.readUInt8(from + 6)
  const value = stream.readUInt8(from + 8)
  if (kind === 1) return value === 1
  return kind === 2 ? new CellError(errors[value] ?? '#N/A') : undefined
}

function putRecord(stream: Buffer, { type, from, to }: BiffRecord, rows: SheetRows, globals: Globals): void {
  const row = () => stream.readUInt16LE(from)
  const column = () => stream.readUInt16LE(from + 2)
  switch (type) {
    case 0x00fd:
      rows.put(row(), column(), globals.strings[stream.readUInt32LE(from + 6)])
      break
    case 0x0204:
    case 0x00d6:
      rows.put(row(), column(), textAt(stream, { from: from + 6, to }, globals))
      break
    case 0x0203:
      rows.put(row(), column(), numberOf(stream.readDoubleLE(from + 6), stream, from + 4, globals))
      break
    case 0x027e:
      rows.put(row(), column(), numberOf(packed(stream, from + 6), stream, from + 4, globals))
      break
    case 0x00bd:
      for (let at = from + 4, next = column(); at + 8 <= to; at += 6, next++)
        rows.put(row(), next, numberOf(packed(stream, at + 2), stream, at, globals))
      break
    case 0x0205: {
      const value = stream.readUInt8(from + 6)
      const isError = stream.readUInt8(from + 7) !== 0
      rows.put(row(), column(), isError ? new CellError(errors[value] ?? '#N/A') : value === 1)
      break
    }
    case 0x0208:
      if (stream.readUInt32LE(from + 12) & 0x20) rows.hide(row())
      break
    case 0x007d:
      if (stream.readUInt16LE(from + 8) & 1)
        for (let hidden = row(); hidden <= Math.min(column(), 255); hidden++) rows.hiddenColumns.add(hidden)
      break
    case 0x00e5:
      for (let at = from + 2; at + 8 <= to; at += 8)
        rows.merges.push({
          top: stream.readUInt16LE(at) + 1,
          bottom: stream.readUInt16LE(at + 2) + 1,
          left: stream.readUInt16LE(at + 4),
          right: stream.readUInt16LE(at + 6),
        })
  }
}

/** A number as its cell format shows it. `format` is where the record names that format. */
const numberOf = (value: number, stream: Buffer, format: number, { isDay }: Globals): Cell =>
  isDay[stream.readUInt16LE(format)] ? new SerialDay(value) : value

/** Numbers of 30 bits ([MS-XLS] 2.5.217): whole ones, the upper half of others, either of them in hundredths. */
function packed(stream: Buffer, at: number): number {
  const bits = stream.readInt32LE(at)
  const value = bits & 2 ? bits >> 2 : upperHalf(bits & ~3)
  return bits & 1 ? value / 100 : value
}

const half = new DataView(new ArrayBuffer(8))
function upperHalf(bits: number): number {
  half.setInt32(0, bits)
  return half.getFloat64(0)
}
