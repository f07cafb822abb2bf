import { type Cell, CellError, cellName, type Merge, type Row, SerialDay, type Sheet, type Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { isDateFormat } from './number-format.ts'
import { unreadable } from './unreadable.ts'
import { decodeEntities, longer, shortName, XmlScanner } from './xml-scanner.ts'

const row = shortName('Row')
const cell = shortName('Cell')
const data = shortName('Data')
// A sheet of Excel ends here; an index beyond it is no sheet's.
const lastRow = 1_048_576
const lastColumn = 16_384

/** Reads an XML spreadsheet of Excel 2003, which old systems send under the name .xls. Throws `unreadable_file`. */
export function readXmlSpreadsheet(text: string, limits: Limits): Workbook {
  const scanner = new XmlSpreadsheet(limits)
  scanner.push(Buffer.from(text))
  scanner.finish()
  return { sheets: scanner.sheets, date1904: scanner.date1904 }
}

type OpenSheet = {
  readonly name: string
  hidden: boolean
  readonly rows: Row[]
  readonly merges: Merge[]
  readonly hiddenColumns: number[]
  beyond: string | undefined
}

class XmlSpreadsheet extends XmlScanner {
  readonly sheets: Sheet[] = []
  date1904 = false
  private readonly limits: Limits
  private readonly dateStyles = new Set<string>()
  private style = ''
  private sheet: OpenSheet | undefined
  private rowNumber = 0
  private rowHidden = false
  private span = 0
  private cells: Cell[] = []
  private column = 0
  private nextColumn = 0
  private columnsSeen = 0
  private isDate = false
  private inComment = false
  private inVisible = false
  private kind = ''
  private words = ''

  constructor(limits: Limits) {
    super()
    this.limits = limits
  }

  protected override open(name: number, empty: boolean): void {
    if (name === row) this.openRow(empty)
    else if (name === cell) this.openCell(empty)
    else if (name === data && !this.inComment) {
      this.kind = this.attribute('Type') ?? 'String'
      this.words = ''
      this.collecting = !empty
    } else if (name === longer) this.openLonger(this.longName(), empty)
  }

  private openLonger(name: string, empty: boolean): void {
    if (name === 'Worksheet') this.openSheet(empty)
    else if (name === 'Column') this.openColumn()
    else if (name === 'Comment') this.inComment = !empty
    else if (name === 'Style') this.style = this.attribute('ID') ?? ''
    else if (name === 'NumberFormat') this.noteFormat(this.attribute('Format') ?? '')
    else if (name === 'Date1904') this.date1904 = true
    else if (name === 'Visible' && !empty) {
      this.inVisible = true
      this.words = ''
      this.collecting = true
    }
  }

  protected override close(name: number): void {
    if (name === data && !this.inComment) this.closeData()
    else if (name === row) this.closeRow()
    else if (name === longer) this.closeLonger(this.longName())
  }

  private closeLonger(name: string): void {
    if (name === 'Comment') this.inComment = false
    else if (name === 'Visible' && this.inVisible) {
      if (this.sheet && /hidden/i.test(this.words)) this.sheet.hidden = true
      this.inVisible = false
      this.collecting = false
    } else if (name === 'Worksheet' && this.sheet) {
      const { beyond, ...sheet } = this.sheet
      this.sheets.push({ ...sheet, ...(beyond !== undefined && { beyond }) })
      this.sheet = undefined
    }
  }

  protected override text(from: number, to: number): void {
    this.words += decodeEntities(this.bytes.toString(undefined, from, to))
  }

  /** Days that no DateTime says: numbers shown as a date. */
  private noteFormat(format: string): void {
    if (/Date$/.test(format) || (format !== '' && isDateFormat(0, format))) this.dateStyles.add(this.style)
  }

  private openSheet(empty: boolean): void {
    if (this.sheets.length >= this.limits.sheets) throw unreadable('too_many_sheets', { limit: this.limits.sheets })
    const name = this.attribute('Name') ?? `Sheet${this.sheets.length + 1}`
    const sheet = { name, hidden: false, rows: [], merges: [], hiddenColumns: [], beyond: undefined }
    if (empty) this.sheets.push({ name, hidden: false, rows: [], merges: [], hiddenColumns: [] })
    else this.sheet = sheet
    this.rowNumber = 0
    this.span = 0
    this.columnsSeen = 0
  }

  private openColumn(): void {
    const first = this.place('Index', lastColumn) ?? this.columnsSeen + 1
    const last = Math.min(first + (this.place('Span', lastColumn) ?? 0), this.limits.columns)
    if (this.attribute('Hidden') === '1')
      for (let column = first; column <= last; column++) this.sheet?.hiddenColumns.push(column - 1)
    this.columnsSeen = last
  }

  private openRow(empty: boolean): void {
    this.rowNumber = this.place('Index', lastRow) ?? this.rowNumber + 1 + this.span
    this.span = this.place('Span', lastRow) ?? 0
    this.rowHidden = this.attribute('Hidden') === '1'
    this.cells = []
    this.nextColumn = 0
    if (empty) this.closeRow()
  }

  private closeRow(): void {
    if (!this.sheet || this.cells.length === 0) return
    const { rows, name } = this.sheet
    if (rows.length >= this.limits.rows) throw unreadable('too_many_rows', { sheet: name, limit: 100_000 })
    // Rows stand in falling order in no file that a program wrote.
    if (this.rowNumber <= (rows.at(-1)?.number ?? 0)) throw unreadable('broken')
    rows.push({ number: this.rowNumber, cells: this.cells, ...(this.rowHidden && { hidden: true }) })
    this.cells = []
  }

  private openCell(empty: boolean): void {
    const index = this.place('Index', lastColumn)
    this.column = index === undefined ? this.nextColumn : index - 1
    const [across, down] = [this.place('MergeAcross', lastColumn) ?? 0, this.place('MergeDown', lastRow) ?? 0]
    this.nextColumn = this.column + across + 1
    this.isDate = this.dateStyles.has(this.attribute('StyleID') ?? '')
    if (across > 0 || down > 0)
      this.sheet?.merges.push({
        top: this.rowNumber,
        bottom: this.rowNumber + down,
        left: this.column,
        right: this.column + across,
      })
    if (empty) this.collecting = false
  }

  private closeData(): void {
    this.collecting = false
    const value = this.value()
    if (value === undefined || !this.sheet) return
    if (this.column >= this.limits.columns) {
      this.sheet.beyond ??= cellName(this.column, this.rowNumber)
      return
    }
    while (this.cells.length < this.column) this.cells.push(undefined)
    this.cells[this.column] = value
  }

  private value(): Cell {
    const { words, kind } = this
    if (words.length > this.limits.cellCharacters)
      throw unreadable('cell_too_long', {
        sheet: this.sheet?.name ?? '',
        cell: cellName(this.column, this.rowNumber),
        limit: this.limits.cellCharacters,
      })
    if (words === '') return undefined
    if (kind === 'Error') return new CellError(words)
    if (kind === 'Boolean') return words.trim() === '1'
    if (kind === 'DateTime') {
      const day = Date.parse(/Z$|[+-]\d\d:\d\d$/.test(words) ? words : `${words}Z`)
      // As days since 30 December 1899, or since 1904 when the book counts so.
      return Number.isNaN(day) ? words : new SerialDay(day / 86_400_000 + (this.date1904 ? 24_107 : 25_569))
    }
    if (kind !== 'Number' || words.trim() === '' || Number.isNaN(Number(words))) return words
    return this.isDate ? new SerialDay(Number(words)) : Number(words)
  }

  /** A place or a count that an attribute gives; one that no sheet has is refused. */
  private place(attribute: string, most: number): number | undefined {
    const written = this.attribute(attribute)
    if (written === undefined) return undefined
    const place = Number(written)
    if (!Number.isInteger(place) || place < 0 || place > most) throw unreadable('broken')
    return place
  }
}
