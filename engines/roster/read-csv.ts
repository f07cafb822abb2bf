import { type Cell, cellName, type Row, type Sheet, type Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { cutOff } from './text-decoding.ts'
import { unreadable } from './unreadable.ts'

const separators = [',', '\t', ';', '|', '，'] as const
const sheetName = 'Sheet1'

/** Reads separated values. Everything is text: a csv knows no numbers. Rows count as Excel would count them. */
export function readCsv(given: string, limits: Limits): Workbook {
  const text = given.endsWith(cutOff) ? given.slice(0, -1) : given
  const declared = /^(?:\ufeff)?sep=(.)\r?\n/i.exec(text)
  const start = declared ? declared[0].length : text.startsWith('\ufeff') ? 1 : 0
  const separator = declared?.[1] ?? findSeparator(text.slice(start, start + 50_000))
  const scan: Scan = { text, separator, limits, rows: [], beyond: undefined }
  let at = start
  for (let number = declared ? 2 : 1; at < text.length; number++) at = readLine(scan, at, number)
  const { rows, beyond } = scan
  const sheet: Sheet = {
    name: sheetName,
    hidden: false,
    rows,
    merges: [],
    hiddenColumns: [],
    ...(beyond && { beyond }),
    ...(text !== given && { cutOff: lastCell(rows) }),
  }
  return { sheets: [sheet], date1904: false }
}

const lastCell = (rows: readonly Row[]): string =>
  cellName((rows.at(-1)?.cells.length ?? 1) - 1, rows.at(-1)?.number ?? 1)

type Scan = {
  readonly text: string
  readonly separator: string
  readonly limits: Limits
  readonly rows: Row[]
  beyond: string | undefined
}

const lineEnd = (character: string | undefined) => character === '\n' || character === '\r' || character === undefined

/** Reads one record, which may span lines inside quotes; answers where the next begins. */
function readLine(scan: Scan, from: number, number: number): number {
  const { text, separator, limits } = scan
  const cells: Cell[] = []
  let at = from
  for (let column = 0; ; column++) {
    const { value: written, next } = text[at] === '"' ? quoted(scan, at) : bare(text, at, separator)
    const value = withoutFormula(written)
    at = next
    if (value.length > limits.cellCharacters)
      throw unreadable('cell_too_long', {
        sheet: sheetName,
        cell: cellName(column, number),
        limit: limits.cellCharacters,
      })
    if (value.trim() !== '') {
      if (column >= limits.columns) scan.beyond ??= cellName(column, number)
      else {
        while (cells.length < column) cells.push(undefined)
        cells.push(value)
      }
    }
    if (text[at] !== separator) break
    at++
  }
  if (cells.length > 0) {
    if (scan.rows.length >= limits.rows) throw unreadable('too_many_rows', { sheet: sheetName, limit: 100_000 })
    scan.rows.push({ number, cells })
  }
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2
  return at + 1
}

/** `="231202…"` is how programs keep Excel from taking digits for a number: the text is what stands in the quotes. */
function withoutFormula(text: string): string {
  return text.startsWith('="') && text.endsWith('"') && text.length > 2 ? text.slice(2, -1).replaceAll('""', '"') : text
}

function bare(text: string, from: number, separator: string): { value: string; next: number } {
  let at = from
  while (!lineEnd(text[at]) && text[at] !== separator) at++
  return { value: text.slice(from, at), next: at }
}

/** Doubled quotes stand for one; what follows the closing quote up to the separator is kept as Excel keeps it. */
function quoted({ text, separator, limits }: Scan, from: number): { value: string; next: number } {
  let value = ''
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0 || close - from > limits.cellCharacters * 2) {
      // The quote is never closed: it was meant as itself.
      return bare(text, from, separator)
    }
    value += text.slice(at, close)
    at = close + 1
    if (text[at] !== '"') break
    value += '"'
    at++
  }
  const rest = bare(text, at, separator)
  return { value: value + rest.value, next: rest.next }
}

/** The separator that splits most lines into the same number of parts. */
function findSeparator(sample: string): string {
  const lines = withoutQuoted(sample)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 200)
  let best = { separator: ',', score: 0 }
  for (const separator of separators) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const parts = line.split(separator).length
      if (parts > 1) counts.set(parts, (counts.get(parts) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...counts].map(([parts, times]) => times * Math.min(parts, 12)))
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

const withoutQuoted = (text: string) => text.replace(/"[^"]*"/g, '')
