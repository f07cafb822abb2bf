import { columnLetters, columnNumber } from '../../../engines/roster/grid.ts'
import type { MarkSeverity, MarkStyles } from './mark-styles.ts'

type Wanted = { readonly cell: string; readonly severity: string }

/**
 * The XML of a sheet, as it is unpacked, with the style of some cells changed; cells that were not there are added empty.
 * Whole rows are taken at a time, so that a large sheet is never held.
 */
export async function* markCells(
  pieces: AsyncIterable<Buffer>,
  wanted: readonly Wanted[],
  styles: MarkStyles,
): AsyncGenerator<Buffer> {
  const rows = byRow(wanted)
  const at = { row: 0 }
  let left = ''
  let behind = false
  for await (const piece of pieces) {
    if (behind) {
      yield piece
      continue
    }
    // One character per byte: what is not touched comes back byte for byte.
    left += piece.toString('latin1')
    behind =
      left.includes('sheetData>', Math.max(0, left.length - piece.length - 20)) && /<\/(?:\w+:)?sheetData>/.test(left)
    const end = behind ? left.length : endOfRows(left, piece.length)
    if (end === 0) continue
    yield Buffer.from(markRows(left.slice(0, end), rows, styles, at), 'latin1')
    left = left.slice(end)
  }
  if (left !== '') yield Buffer.from(markRows(left, rows, styles, at), 'latin1')
}

/** Where the last whole row of a text ends that has been looked at but for its last characters; 0 when there is none. */
function endOfRows(text: string, added: number): number {
  const seen = text.length - added - 20
  for (let end = text.lastIndexOf('row>'); end > Math.max(seen, 0); end = text.lastIndexOf('row>', end - 1))
    if (/<\/(?:\w+:)?$/.test(text.slice(Math.max(0, end - 20), end))) return end + 4
  return 0
}

function markRows(
  xml: string,
  rows: ReadonlyMap<number, Map<number, MarkSeverity>>,
  styles: MarkStyles,
  at: { row: number },
): string {
  let result = ''
  let copied = 0
  const rowTag = /<(\w+:)?row(?=[\s/>])([^>]*)>/g
  for (let match = rowTag.exec(xml); match; match = rowTag.exec(xml)) {
    const [tag, prefix = '', attributes = ''] = match
    at.row = Number(/\sr\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? at.row + 1)
    const cells = rows.get(at.row)
    if (!cells) continue
    const empty = attributes.endsWith('/')
    const start = match.index + tag.length
    const end = empty ? start : xml.indexOf(`</${prefix}row>`, start)
    if (end < 0) break
    const inner = markRow(xml.slice(start, end), at.row, prefix, cells, styles)
    result += xml.slice(copied, match.index)
    result += empty ? `${tag.slice(0, -2)}>${inner}</${prefix}row>` : tag + inner
    copied = end
    rowTag.lastIndex = end
  }
  return result + xml.slice(copied)
}

function byRow(wanted: readonly Wanted[]): Map<number, Map<number, MarkSeverity>> {
  const rows = new Map<number, Map<number, MarkSeverity>>()
  for (const { cell, severity } of wanted) {
    const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(cell)
    if (!match) continue
    const [, letters = '', row] = match
    const cells = rows.get(Number(row)) ?? new Map<number, MarkSeverity>()
    const column = columnNumber(letters)
    // An error outweighs a warning at the same cell.
    if (severity === 'error' || !cells.has(column)) cells.set(column, severity === 'error' ? 'error' : 'warning')
    rows.set(Number(row), cells)
  }
  return rows
}

function markRow(
  inner: string,
  row: number,
  prefix: string,
  cells: Map<number, MarkSeverity>,
  styles: MarkStyles,
): string {
  const left = new Map([...cells].sort(([a], [b]) => a - b))
  const missingUpTo = (column: number): string => {
    let added = ''
    for (const [wanted, severity] of left) {
      if (wanted >= column) break
      added += `<${prefix}c r="${columnLetters(wanted)}${row}" s="${styles.marked(0, severity)}"/>`
      left.delete(wanted)
    }
    return added
  }
  let column = -1
  const marked = inner.replace(/<(?:\w+:)?c(?=[\s/>])([^>]*)>/g, (tag: string, attributes: string) => {
    const reference = /\sr\s*=\s*["']([A-Z]{1,3})\d/.exec(attributes)?.[1]
    column = reference === undefined ? column + 1 : columnNumber(reference)
    const before = missingUpTo(column)
    const severity = left.get(column)
    if (!severity) return before + tag
    left.delete(column)
    const style = /\ss\s*=\s*["'](\d+)["']/.exec(attributes)
    const changed = styles.marked(Number(style?.[1] ?? 0), severity)
    if (style) return before + tag.replace(style[0], () => ` s="${changed}"`)
    return before + tag.replace(/^<(?:\w+:)?c/, (start) => `${start} s="${changed}"`)
  })
  return marked + missingUpTo(Number.POSITIVE_INFINITY)
}
