import type { Cell, Merge, Row, Sheet, Workbook } from './grid.ts'
import type { Limits } from './limits.ts'
import { unreadable } from './unreadable.ts'
import { decodeEntities } from './xml-scanner.ts'

/** True for a page that old systems send under the name of a spreadsheet. */
export const looksLikeHtml = (text: string): boolean =>
  /<(?:html|table|!doctype\s+html|head|body|style)[\s>]/i.test(text.slice(0, 4096))

// More than this in one direction is no form but an attack on memory.
const mostSpan = 1000

/** Reads the tables of a web page, each as a sheet of its own; tables inside cells are read with their cell. */
export function readHtml(text: string, limits: Limits): Workbook {
  const body = without(
    without(without(text, /<!--/g, /-->/g), /<script\b/gi, /<\/script/gi),
    /<style\b/gi,
    /<\/style/gi,
  )
  const sheets: Sheet[] = []
  for (const [index, rows] of tablesOf(body).entries()) {
    if (sheets.length >= limits.sheets) throw unreadable('too_many_sheets', { limit: limits.sheets })
    sheets.push(readTable(rows, `Sheet${index + 1}`, limits))
  }
  return { sheets: sheets.filter(({ rows }) => rows.length > 0), date1904: false }
}

/** The text without what stands between two marks, in one pass: a mark that is never closed takes the rest along. */
function without(text: string, opening: RegExp, closing: RegExp): string {
  let kept = ''
  for (let at = 0; ; at = closing.lastIndex) {
    opening.lastIndex = at
    const start = opening.exec(text)
    if (!start) return kept + text.slice(at)
    kept += text.slice(at, start.index)
    closing.lastIndex = opening.lastIndex
    if (!closing.exec(text)) return kept
  }
}

/** The rows of every outermost table, each a list of its cells' tags and contents. */
function tablesOf(body: string): string[][][] {
  const tables: string[][][] = []
  let depth = 0
  let rows: string[][] = []
  let cell = -1
  // No `<` inside a tag: otherwise a page of tags that never end is searched through again for each of them.
  const tag = /<(\/?)(table|tr|t[dh])\b([^<>]*)>/gi
  const endCell = (to: number) => {
    if (cell >= 0) rows.at(-1)?.push(body.slice(cell, to))
    cell = -1
  }
  for (const match of body.matchAll(tag)) {
    const [whole, slash, name = ''] = match
    const [opens, kind] = [slash === '', name.toLowerCase()]
    if (kind === 'table') {
      depth = Math.max(0, depth + (opens ? 1 : -1))
      if (opens && depth === 1) rows = []
      if (!opens && depth === 0) {
        endCell(match.index)
        tables.push(rows)
        rows = []
      }
    } else if (depth <= 1) {
      endCell(match.index)
      if (kind === 'tr' && opens) rows.push([])
      else if (kind !== 'tr' && opens) {
        if (rows.length === 0) rows.push([])
        cell = match.index
      }
    }
    if (whole.length > 10_000) throw unreadable('broken')
  }
  if (rows.length > 0) {
    endCell(body.length)
    tables.push(rows)
  }
  return tables
}

function readTable(given: readonly string[][], name: string, limits: Limits): Sheet {
  const rows: Row[] = []
  const merges: Merge[] = []
  // Columns taken by cells that span from rows above, with the last row they reach.
  const spanned = new Map<number, number>()
  for (const [index, cellsOfRow] of given.entries()) {
    const number = index + 1
    const cells: Cell[] = []
    let column = 0
    for (const source of cellsOfRow) {
      while ((spanned.get(column) ?? 0) >= number) column++
      if (column >= limits.columns) break
      const [right, bottom] = [column + span(source, 'colspan') - 1, number + span(source, 'rowspan') - 1]
      if (right > column || bottom > number) merges.push({ top: number, bottom, left: column, right })
      for (let over = column; over <= Math.min(right, limits.columns); over++)
        if (bottom > number) spanned.set(over, bottom)
      const text = cellText(source)
      if (text !== '') {
        if (text.length > limits.cellCharacters)
          throw unreadable('cell_too_long', { sheet: name, cell: `${number}`, limit: limits.cellCharacters })
        while (cells.length < column) cells.push(undefined)
        cells.push(text)
      }
      column = right + 1
    }
    if (cells.length > 0) rows.push({ number, cells })
    if (rows.length > limits.rows) throw unreadable('too_many_rows', { sheet: name, limit: 100_000 })
  }
  return { name, hidden: false, rows, merges, hiddenColumns: [] }
}

const span = (source: string, attribute: string): number => {
  const tag = source.slice(0, source.indexOf('>') + 1)
  const value = Number(new RegExp(`\\b${attribute}\\s*=\\s*["']?(\\d+)`, 'i').exec(tag)?.[1] ?? 1)
  return Math.min(Math.max(value, 1), mostSpan)
}

/** What a browser would show: line breaks as spaces, tags gone, entities as characters. Never turned into numbers. */
const cellText = (source: string): string =>
  decodeEntities(
    source
      .slice(source.indexOf('>') + 1)
      .replace(/<br\b[^<>]*>|<\/p>|<\/div>/gi, ' ')
      .replace(/<[^<>]*>/g, ''),
  )
    .replace(/\s+/g, ' ')
    .trim()
