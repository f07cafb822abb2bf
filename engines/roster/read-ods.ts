import { type Cell, CellError, cellName, type Merge, type Row, SerialDay, type Sheet, type Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { unreadable } from './unreadable.ts'
import { decodeEntities, longer, shortName, XmlScanner } from './xml-scanner.ts'
import { openZip, unpack, type Zip } from './zip.ts'

const paragraph = shortName('p')
const space = shortName('s')
const tab = shortName('tab')

/** Days since the epoch of the workbook, as the other formats count them. */
const serialOf = (date: string, date1904: boolean): number =>
  Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000) + (date1904 ? 24_107 : 25_569)

/** Reads an OpenDocument spreadsheet whose bytes are handed in, piece by piece. Throws `unreadable_file`. */
export async function readOds(bytes: Buffer, limits: Limits, opened?: Zip): Promise<Workbook> {
  const zip = opened ?? openZip(bytes, limits)
  const content = zip.entries.get('content.xml')
  if (!content) throw unreadable('broken')
  const scanner = new OdsContent(limits)
  for await (const piece of unpack(zip, content)) scanner.push(piece)
  scanner.finish()
  return { sheets: scanner.sheets, date1904: scanner.date1904 }
}

/** Reads an OpenDocument spreadsheet that is one flat XML file (.fods). Throws `unreadable_file`. */
export function readFlatOds(text: string, limits: Limits): Workbook {
  const scanner = new OdsContent(limits)
  scanner.push(Buffer.from(text))
  scanner.finish()
  return { sheets: scanner.sheets, date1904: scanner.date1904 }
}

type OpenSheet = {
  name: string
  hidden: boolean
  rows: Row[]
  merges: Merge[]
  hiddenColumns: number[]
  beyond: string | undefined
}

class OdsContent extends XmlScanner {
  readonly sheets: Sheet[] = []
  /** True when bare numbers count days from 1 January 1904, as in workbooks that came from old Macintoshes. */
  date1904 = false
  private readonly limits: Limits
  private readonly hiddenStyles = new Set<string>()
  private style = ''
  // Tables inside cells and the tracked changes before them are no sheets.
  private depth = 0
  private sheet: OpenSheet | undefined
  private rowNumber = 0
  private rowRepeat = 1
  private rowHidden = false
  private columnsSeen = 0
  private cells: Cell[] = []
  private column = 0
  private columnRepeat = 1
  private inCell = false
  private inNote = false
  private kind = ''
  private value = ''
  private words = ''
  private paragraphs = 0

  constructor(limits: Limits) {
    super()
    this.limits = limits
  }

  protected override open(name: number, empty: boolean): void {
    if (this.inNote) return
    if (name === paragraph) {
      if (this.inCell && this.paragraphs++ > 0) this.words += '\n'
      this.collecting = this.inCell && !empty
    } else if (name === space)
      this.words += ' '.repeat(this.inCell ? Math.min(Number(this.attribute('c') ?? 1), 100) : 0)
    else if (name === tab) this.words += this.inCell ? '\t' : ''
    else if (name === longer) this.openLonger(this.longName(), empty)
  }

  private openLonger(name: string, empty: boolean): void {
    if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(name === 'covered-table-cell', empty)
    else if (name === 'table-row') this.openRow(empty)
    else if (name === 'table-column') this.openColumns()
    else if (name === 'annotation') this.inNote = !empty
    else if (name === 'line-break') this.words += this.inCell ? '\n' : ''
    else if (name === 'table') this.openTable(empty)
    else if (name === 'null-date') this.date1904 = this.attribute('date-value')?.startsWith('1904') ?? false
    else if (name === 'style') this.style = this.attribute('name') ?? ''
    else if (name === 'table-properties' && this.attribute('display') === 'false') this.hiddenStyles.add(this.style)
  }

  protected override close(name: number): void {
    if (name === paragraph && !this.inNote) this.collecting = false
    if (name !== longer) return
    const long = this.longName()
    if (long === 'annotation') this.inNote = false
    if (this.inNote) return
    if (long === 'table-cell' || long === 'covered-table-cell') this.closeCell()
    else if (long === 'table-row') this.closeRow()
    else if (long === 'table') this.closeTable()
  }

  protected override text(from: number, to: number): void {
    if (!this.inNote) this.words += decodeEntities(this.bytes.toString(undefined, from, to)).replace(/[\n\r\t ]+/g, ' ')
  }

  private openTable(empty: boolean): void {
    if (empty) return
    this.depth++
    if (this.depth > 1) return
    if (this.sheets.length >= this.limits.sheets) throw unreadable('too_many_sheets', { limit: this.limits.sheets })
    const name = this.attribute('name') ?? `Sheet${this.sheets.length + 1}`
    const hidden = this.hiddenStyles.has(this.attribute('style-name') ?? '')
    this.sheet = { name, hidden, rows: [], merges: [], hiddenColumns: [], beyond: undefined }
    this.rowNumber = 0
    this.columnsSeen = 0
  }

  private closeTable(): void {
    this.depth = Math.max(0, this.depth - 1)
    if (this.depth > 0 || !this.sheet) return
    const { beyond, ...sheet } = this.sheet
    this.sheets.push({ ...sheet, ...(beyond !== undefined && { beyond }) })
    this.sheet = undefined
  }

  private openColumns(): void {
    const repeat = Number(this.attribute('number-columns-repeated') ?? 1)
    const hidden = ['collapse', 'filter'].includes(this.attribute('visibility') ?? '')
    if (hidden && this.depth === 1)
      for (let column = this.columnsSeen; column < Math.min(this.columnsSeen + repeat, this.limits.columns); column++)
        this.sheet?.hiddenColumns.push(column)
    this.columnsSeen += repeat
  }

  private openRow(empty: boolean): void {
    if (this.depth !== 1) return
    this.rowRepeat = Number(this.attribute('number-rows-repeated') ?? 1)
    this.rowHidden = ['collapse', 'filter'].includes(this.attribute('visibility') ?? '')
    this.cells = []
    this.column = 0
    if (empty) this.closeRow()
  }

  private closeRow(): void {
    if (this.depth !== 1 || !this.sheet) return
    const { rows, name } = this.sheet
    if (this.cells.length > 0)
      for (let copy = 1; copy <= this.rowRepeat; copy++) {
        if (rows.length >= this.limits.rows) throw unreadable('too_many_rows', { sheet: name, limit: 100_000 })
        rows.push({
          number: this.rowNumber + copy,
          cells: copy === 1 ? this.cells : [...this.cells],
          ...(this.rowHidden && { hidden: true }),
        })
      }
    this.rowNumber += this.rowRepeat
    this.cells = []
  }

  private openCell(covered: boolean, empty: boolean): void {
    if (this.depth !== 1) return
    this.columnRepeat = Number(this.attribute('number-columns-repeated') ?? 1)
    this.kind = covered ? 'covered' : (this.attribute('value-type') ?? '')
    this.value =
      this.attribute('value') ??
      this.attribute('date-value') ??
      this.attribute('boolean-value') ??
      this.attribute('string-value') ??
      ''
    this.words = ''
    this.paragraphs = 0
    const [right, down] = [
      Number(this.attribute('number-columns-spanned') ?? 1),
      Number(this.attribute('number-rows-spanned') ?? 1),
    ]
    const [top, left] = [this.rowNumber + 1, this.column]
    if (right > 1 || down > 1) this.sheet?.merges.push({ top, bottom: top + down - 1, left, right: left + right - 1 })
    this.inCell = !empty
    if (empty) this.closeCell()
  }

  private closeCell(): void {
    if (this.depth !== 1) return
    this.inCell = false
    this.collecting = false
    const cell = this.cell()
    if (cell !== undefined && this.sheet) {
      const last = this.column + this.columnRepeat - 1
      if (last >= this.limits.columns)
        this.sheet.beyond ??= cellName(Math.max(this.column, this.limits.columns), this.rowNumber + 1)
      while (this.cells.length < Math.min(this.column, this.limits.columns)) this.cells.push(undefined)
      for (let column = this.column; column <= Math.min(last, this.limits.columns - 1); column++)
        this.cells[column] = cell
    }
    this.column += this.columnRepeat
  }

  private cell(): Cell {
    const words = this.words.trim() === '' ? '' : this.words
    if (words.length > this.limits.cellCharacters)
      throw unreadable('cell_too_long', {
        sheet: this.sheet?.name ?? '',
        cell: cellName(this.column, this.rowNumber + 1),
        limit: this.limits.cellCharacters,
      })
    if (this.kind === 'covered') return undefined
    if (/^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$|^(?:Err:|#)\d{3}$/.test(words) && this.value === '')
      return new CellError(words)
    if (this.kind === 'float' || this.kind === 'currency' || this.kind === 'percentage')
      return this.value === '' ? undefined : Number(this.value)
    if (this.kind === 'date' && /^\d{4}-\d\d-\d\d/.test(this.value))
      return new SerialDay(serialOf(this.value, this.date1904))
    if (this.kind === 'boolean') return this.value === 'true'
    return words === '' ? this.value || undefined : words
  }
}
