import { CellTexts } from './cell-texts.ts'
import { type Cell, CellError, cellName, columnNumber, type Merge, type Row, SerialDay, type Sheet } from './grid.ts'
import type { Limits } from './limits.ts'
import { unreadable } from './unreadable.ts'
import { decodeExcelEscapes, longer, shortName, XmlScanner } from './xml-scanner.ts'

const rowTag = shortName('row')
const cellTag = shortName('c')
const valueTag = shortName('v')
const inlineTag = shortName('is')
const textTag = shortName('t')
const phoneticTag = shortName('rPh')
const columnTag = shortName('col')
const referenceName = shortName('r')
const styleName = shortName('s')
const typeName = shortName('t')

const kinds = { number: 0, shared: 1, text: 2, yesNo: 3, error: 4 } as const
const kindLetters: Record<number, number> = { 115: kinds.shared, 98: kinds.yesNo, 101: kinds.error, 100: kinds.text }

/** `s`, `b`, `e`, `d`, `n`; the longer ones, `str` and `inlineStr`, are texts. */
const kindOf = (letter: number, length: number): number =>
  length > 1 ? kinds.text : (kindLetters[letter] ?? kinds.number)
// A sheet of 100,000 rows with families of three and seven merged columns has some 230,000.
const mostMerges = 400_000

export type SheetContext = {
  readonly name: string
  readonly strings: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly limits: Limits
}

/** Collects the cells of one sheet part of an xlsx as its XML arrives. */
export class SheetCells extends XmlScanner {
  readonly rows: Row[] = []
  readonly merges: Merge[] = []
  readonly hiddenColumns: number[] = []
  beyond: string | undefined
  /** The first formula without a computed value: programs write those, Excel does not. */
  uncomputed: string | undefined

  private readonly context: SheetContext
  private rowNumber = 0
  private rowHidden = false
  private cells: Cell[] = []
  private column = -1
  private style = 0
  private kind: number = kinds.number
  private inCell = false
  private inInline = false
  private inPhonetic = false
  private formula = false
  private textFrom = -1
  private textTo = -1
  private joined = ''
  private readonly texts = new CellTexts()

  constructor(context: SheetContext) {
    super()
    this.context = context
  }

  protected override open(name: number, empty: boolean): void {
    if (name === cellTag) this.openCell(empty)
    else if (name === valueTag) this.collecting = this.inCell && !empty
    else if (name === rowTag) this.openRow(empty)
    else if (name === textTag) this.collecting = this.inInline && !this.inPhonetic && !empty
    else if (name === inlineTag) this.inInline = !empty
    else if (name === phoneticTag) this.inPhonetic = !empty
    else if (name === columnTag) this.openColumn()
    else if (name === shortName('f')) this.formula = true
    else if (name === longer && this.longName() === 'mergeCell') this.merge()
  }

  protected override close(name: number): void {
    if (name === valueTag || name === textTag) this.collecting = false
    else if (name === cellTag) this.closeCell()
    else if (name === rowTag) this.closeRow()
    else if (name === inlineTag) this.inInline = false
    else if (name === phoneticTag) this.inPhonetic = false
  }

  protected override text(from: number, to: number): void {
    // Most cells have one piece of text; it is decoded only when its kind asks for it.
    if (this.textFrom < 0 && !this.inInline) {
      this.textFrom = from
      this.textTo = to
      this.value()
    } else {
      const text = this.texts.read(this.bytes, from, to)
      this.joined = this.joined === '' ? text : this.joined + text
    }
  }

  private openRow(empty: boolean): void {
    let number = 0
    let hidden = false
    while (this.nextAttribute()) {
      if (this.attributeName === referenceName) number = digits(this.bytes, this.valueFrom, this.valueTo)
      // Of the longer names only `hidden` starts with h.
      else if (this.attributeName === longer) hidden ||= this.isOn('hidden')
    }
    this.rowNumber = number > 0 ? number : this.rowNumber + 1
    this.rowHidden = hidden
    this.cells = []
    this.column = -1
    if (empty) this.closeRow()
  }

  /** True for `name="1"` or `name="true"` at the attribute at hand. */
  private isOn(name: string): boolean {
    const { bytes, valueFrom, valueTo } = this
    if (bytes[valueFrom] !== 0x31 && bytes[valueFrom] !== 0x74) return false
    if (valueTo - valueFrom !== 1 && valueTo - valueFrom !== 4) return false
    return bytes.toString('latin1', valueFrom - name.length - 2, valueFrom - 2) === name
  }

  private closeRow(): void {
    if (this.cells.length > 0) {
      if (this.rows.length >= this.context.limits.rows)
        throw unreadable('too_many_rows', { sheet: this.context.name, limit: 100_000 })
      this.rows.push(
        this.rowHidden
          ? { number: this.rowNumber, cells: this.cells, hidden: true }
          : { number: this.rowNumber, cells: this.cells },
      )
    }
    this.cells = []
  }

  private openCell(empty: boolean): void {
    this.column++
    this.style = 0
    this.kind = kinds.number
    this.formula = false
    this.textFrom = -1
    this.joined = ''
    while (this.nextAttribute()) {
      const { attributeName, valueFrom, valueTo } = this
      if (attributeName === referenceName) this.place(valueFrom, valueTo)
      else if (attributeName === styleName) this.style = digits(this.bytes, valueFrom, valueTo)
      else if (attributeName === typeName) this.kind = kindOf(this.bytes[valueFrom] as number, valueTo - valueFrom)
    }
    this.inCell = !empty
  }

  private place(from: number, to: number): void {
    let column = 0
    let at = from
    for (; at < to; at++) {
      const letter = (this.bytes[at] as number) & 0xdf
      if (letter < 65 || letter > 90) break
      column = column * 26 + letter - 64
    }
    if (column > 0) this.column = column - 1
    // A row that does not say its number is where its cells say.
    if (this.cells.length === 0 && at < to) this.rowNumber = digits(this.bytes, at, to) || this.rowNumber
  }

  /** Texts of `v` are read while their bytes are at hand; a cell's other texts are joined. */
  private value(): void {
    const { bytes, textFrom, textTo } = this
    if (this.kind === kinds.number) this.keep(this.numeric(textFrom, textTo))
    else if (this.kind === kinds.shared) this.keep(this.context.strings[digits(bytes, textFrom, textTo)])
    else this.joined = this.texts.read(bytes, textFrom, textTo)
  }

  private numeric(from: number, to: number): Cell {
    const value = plainNumber(this.bytes, from, to)
    if (Number.isNaN(value)) return this.bytes.toString('utf8', from, to)
    return this.context.dateStyles[this.style] ? new SerialDay(value) : value
  }

  private closeCell(): void {
    this.inCell = false
    this.collecting = false
    if (this.formula && this.textFrom < 0 && this.joined === '')
      this.uncomputed ??= cellName(this.column, this.rowNumber)
    if (this.joined === '') return
    const text = decodeExcelEscapes(this.joined)
    this.joined = ''
    if (this.kind === kinds.yesNo) this.keep(text === '1' || text === 'true')
    else if (this.kind === kinds.error) this.keep(new CellError(text))
    else this.keep(text)
  }

  private keep(cell: Cell): void {
    if (cell === undefined || cell === '') return
    const { limits, name } = this.context
    if (this.column >= limits.columns) {
      this.beyond ??= cellName(this.column, this.rowNumber)
      return
    }
    if (typeof cell === 'string' && cell.length > limits.cellCharacters)
      throw unreadable('cell_too_long', {
        sheet: name,
        cell: cellName(this.column, this.rowNumber),
        limit: limits.cellCharacters,
      })
    // Filled without holes: arrays with holes are slow to read.
    while (this.cells.length < this.column) this.cells.push(undefined)
    this.cells[this.column] = cell
  }

  private openColumn(): void {
    if (this.attribute('hidden') !== '1') return
    const first = Number(this.attribute('min') ?? 0)
    const last = Math.min(Number(this.attribute('max') ?? 0), this.context.limits.columns)
    for (let column = first; column <= last; column++) this.hiddenColumns.push(column - 1)
  }

  private merge(): void {
    const merge = parseRange(this.attribute('ref') ?? '')
    if (merge && this.merges.length < mostMerges) this.merges.push(merge)
  }
}

/** `A3:B4` as rows from 1 and columns from 0; undefined for anything else. */
export function parseRange(reference: string): Merge | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  const [, left = '', top, right = '', bottom] = match
  return { top: Number(top), bottom: Number(bottom), left: columnNumber(left), right: columnNumber(right) }
}

/** The sheet of the collected cells: rows ascending, a row written twice once. */
export function finishSheet(cells: SheetCells, name: string, hidden: boolean): Sheet {
  cells.finish()
  const rows = cells.rows
  const ascending = rows.every((row, index) => index === 0 || (rows[index - 1] as Row).number < row.number)
  if (!ascending) {
    const byNumber = new Map(rows.map((row) => [row.number, row]))
    rows.splice(0, rows.length, ...[...byNumber.values()].sort((a, b) => a.number - b.number))
  }
  return {
    name,
    hidden,
    rows,
    merges: cells.merges,
    hiddenColumns: cells.hiddenColumns,
    ...(cells.beyond !== undefined && { beyond: cells.beyond }),
    ...(cells.uncomputed !== undefined && { uncomputed: cells.uncomputed }),
  }
}

function digits(bytes: Buffer, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) continue
    value = value * 10 + digit
  }
  return value
}

/** Up to fifteen digits are summed by hand; everything else is left to the language. */
function plainNumber(bytes: Buffer, from: number, to: number): number {
  if (to - from <= 15) {
    let value = 0
    let at = from
    for (; at < to; at++) {
      const digit = (bytes[at] as number) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    if (at === to && to > from) return value
  }
  const text = bytes.toString('latin1', from, to).trim()
  return text === '' ? Number.NaN : Number(text)
}
