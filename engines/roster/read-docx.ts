import { type Cell, cellName, type Merge, type Row, type Sheet, type Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { notASpreadsheet, unreadable } from './unreadable.ts'
import { findEntry } from './workbook-parts.ts'
import { decodeEntities, longer, shortName, XmlScanner } from './xml-scanner.ts'
import { openZip, unpack, type Zip } from './zip.ts'

const [paragraph, table, row, cell] = [shortName('p'), shortName('tbl'), shortName('tr'), shortName('tc')]
const [text, tab, lineBreak, symbol, control] = ['t', 'tab', 'br', 'sym', 'sdt'].map(shortName)
/** Copies for older programs, what floats beside the text, and what was struck out or moved away. */
const leftOut: ReadonlySet<string> = new Set(['Fallback', 'txbxContent', 'moveFrom'])

/** Boxes and ticks of the symbol fonts, by the last two figures of their code. */
const symbols: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  WINGDINGS: { FE: '☑', FD: '☒', FC: '√', FB: '×', A8: '□', '6F': '□', '6E': '■', '71': '□', '72': '□' },
  'WINGDINGS 2': { '52': '☑', '53': '☒', '54': '☒', '50': '√', '4F': '×', A3: '□', '2A': '□', '35': '□' },
}
const symbolOf = (font: string, code: string): string =>
  symbols[font.trim().toUpperCase()]?.[code.slice(-2).toUpperCase()] ?? ''

/**
 * Reads a Word document whose bytes are handed in: every table is a sheet, with the lines above it in its first rows; a
 * document without tables is one sheet of its lines, if they list people. Throws `unreadable_file`.
 */
export async function readDocx(bytes: Buffer, limits: Limits, opened?: Zip): Promise<Workbook> {
  const zip = opened ?? openZip(bytes, limits)
  const document = zip.entries.get(findEntry(zip, 'word/document.xml') ?? '')
  if (!document) throw unreadable('broken')
  const scanner = new DocumentContent(limits)
  for await (const piece of unpack(zip, document)) scanner.push(piece)
  scanner.finish()
  return { sheets: scanner.sheets(), date1904: false }
}

type OpenTable = { readonly rows: Row[]; readonly merges: Merge[]; readonly started: Map<number, Merge> }
type OpenCell = { span: number; merge: 'restart' | 'continue' | undefined }

class DocumentContent extends XmlScanner {
  private readonly limits: Limits
  private readonly done: OpenTable[] = []
  private table: OpenTable = newTable()
  /** Tables inside cells belong to the text of the cell. */
  private depth = 0
  private hidden = 0
  private rowNumber = 0
  private cells: Cell[] = []
  private column = 0
  private cell: OpenCell | undefined
  private words = ''
  /** How deep in content controls, and how deep the one stands that shows nothing but what to type. */
  private controls = 0
  private prompting = 0

  constructor(limits: Limits) {
    super()
    this.limits = limits
  }

  /** To be called once, at the end. */
  sheets(): Sheet[] {
    if (this.depth > 0) throw unreadable('broken')
    // What stands below the last table belongs to it: who signs.
    const last = this.done.at(-1)
    if (last) for (const row of this.table.rows) last.rows.push(row)
    else if (listsPeople(this.table.rows)) this.done.push(this.table)
    else throw notASpreadsheet('没有表格的 Word 文档', 'a Word document without a table')
    return this.done.map(({ rows, merges }, place) => ({
      name: this.done.length === 1 ? 'Sheet1' : `表格${place + 1}`,
      hidden: false,
      rows,
      merges: merges.filter(({ top, bottom, left, right }) => bottom > top || right > left),
      hiddenColumns: [],
    }))
  }

  protected override open(name: number, empty: boolean): void {
    if (name === longer && leftOut.has(this.longName()) && !empty) this.hidden++
    if (this.hidden > 0) return
    if (name === text) this.collecting = !empty && this.prompting === 0
    else if (name === tab) this.words += this.depth > 0 ? ' ' : '\t'
    else if (name === lineBreak) this.words += '\n'
    else if (name === symbol) this.words += symbolOf(this.attribute('font') ?? '', this.attribute('char') ?? '')
    else if (name === table && !empty) this.openTable()
    else if (name === control && !empty) this.controls++
    else if (this.depth <= 1) this.openInTable(name)
    if (name === longer && this.longName() === 'showingPlcHdr') this.prompting ||= this.controls
  }

  private openInTable(name: number): void {
    if (name === row && this.depth === 1) {
      this.cells = []
      this.column = 0
    } else if (name === cell && this.depth === 1) {
      this.cell = { span: 1, merge: undefined }
      this.words = ''
    } else if (name === longer) this.openLonger(this.longName())
  }

  private openLonger(name: string): void {
    const count = () => Math.min(Math.max(Number(this.attribute('val') ?? 1) || 1, 1), this.limits.columns)
    if (name === 'gridBefore' && this.cells.length === 0) this.column = count()
    else if (name === 'gridSpan' && this.cell) this.cell.span = count()
    else if (name === 'vMerge' && this.cell)
      this.cell.merge = this.attribute('val') === 'restart' ? 'restart' : 'continue'
    else if (name === 'noBreakHyphen') this.words += '-'
  }

  protected override close(name: number): void {
    if (name === longer && leftOut.has(this.longName())) this.hidden = Math.max(0, this.hidden - 1)
    if (this.hidden > 0) return
    if (name === text) this.collecting = false
    else if (name === paragraph) this.closeParagraph()
    else if (name === control) this.closeControl()
    else if (name === table) this.closeTable()
    else if (this.depth === 1 && name === cell) this.closeCell()
    else if (this.depth === 1 && name === row) this.closeRow()
  }

  protected override text(from: number, to: number): void {
    if (this.hidden === 0) this.words += decodeEntities(this.bytes.toString('utf8', from, to))
  }

  private openTable(): void {
    this.depth++
    if (this.depth > 20) throw unreadable('broken')
    if (this.depth === 1) this.words = ''
    else if (this.words !== '') this.words += '\n'
  }

  private closeTable(): void {
    this.depth = Math.max(0, this.depth - 1)
    if (this.depth > 0) return
    if (this.done.length >= this.limits.sheets) throw unreadable('too_many_sheets', { limit: this.limits.sheets })
    this.done.push(this.table)
    this.table = newTable()
    this.rowNumber = 0
    this.words = ''
  }

  private closeControl(): void {
    this.controls = Math.max(0, this.controls - 1)
    if (this.controls < this.prompting) this.prompting = 0
  }

  private closeParagraph(): void {
    if (this.depth > 0) {
      this.words += '\n'
      return
    }
    for (const line of this.words.split('\n')) {
      const said = line.trim()
      if (said !== '') this.addRow([this.whole(said)])
    }
    this.words = ''
  }

  private closeCell(): void {
    if (!this.cell) return
    const { span, merge } = this.cell
    const { merges, started } = this.table
    const [left, right, top] = [this.column, this.column + span - 1, this.rowNumber + 1]
    const above = merge === 'continue' ? started.get(left) : undefined
    const said = this.words.trim()
    if (above && above.right === right && above.bottom === top - 1) {
      const longer = { ...above, bottom: top }
      merges[merges.indexOf(above)] = longer
      started.set(left, longer)
    } else {
      const own = { top, bottom: top, left, right }
      if (merge !== undefined || span > 1) merges.push(own)
      if (merge === undefined) started.delete(left)
      else started.set(left, own)
      if (said !== '' && left < this.limits.columns) {
        while (this.cells.length < left) this.cells.push(undefined)
        this.cells[left] = this.whole(said)
      }
    }
    this.column = right + 1
    this.cell = undefined
    this.words = ''
  }

  private closeRow(): void {
    this.addRow(this.cells)
    this.cells = []
  }

  private addRow(cells: Cell[]): void {
    this.rowNumber++
    if (this.rowNumber > this.limits.rows) throw unreadable('too_many_rows', { sheet: 'Sheet1', limit: 100_000 })
    if (cells.length > 0) this.table.rows.push({ number: this.rowNumber, cells })
  }

  private whole(said: string): string {
    if (said.length <= this.limits.cellCharacters) return said
    const limit = this.limits.cellCharacters
    throw unreadable('cell_too_long', { sheet: 'Sheet1', cell: cellName(this.column, this.rowNumber + 1), limit })
  }
}

/** A chain of numbered lines, or lines with identity numbers or phones; a letter or a report is none. */
const listsPeople = (rows: readonly Row[]): boolean =>
  rows.filter(({ cells: [line] }) => /^\s*\d{1,3}\s*[.、．)）]|\d{11}/.test(String(line))).length >= 2

const newTable = (): OpenTable => ({ rows: [], merges: [], started: new Map() })
