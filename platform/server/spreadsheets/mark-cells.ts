import { columnLetters, columnNumber } from '../../../engines/roster/grid.ts'
import type { MarkSeverity, MarkStyles } from './mark-styles.ts'

type Wanted = { readonly cell: string; readonly severity: string }

/** The XML of a sheet with the style of some cells changed; cells that were not there are added empty. */
export function markCells(xml: string, wanted: readonly Wanted[], styles: MarkStyles): string {
  const rows = byRow(wanted)
  let result = ''
  let copied = 0
  let number = 0
  const rowTag = /<(\w+:)?row(?=[\s/>])([^>]*)>/g
  for (let match = rowTag.exec(xml); match; match = rowTag.exec(xml)) {
    const [tag, prefix = '', attributes = ''] = match
    number = Number(/\sr\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? number + 1)
    const cells = rows.get(number)
    if (!cells) continue
    const empty = attributes.endsWith('/')
    const start = match.index + tag.length
    const end = empty ? start : xml.indexOf(`</${prefix}row>`, start)
    if (end < 0) break
    const inner = markRow(xml.slice(start, end), number, prefix, cells, styles)
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
