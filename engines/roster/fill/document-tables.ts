import type { Merge } from '../grid.ts'
import { unreadable } from '../unreadable.ts'
import { controlsOf, isPrompt } from './content-controls.ts'
import { type DocumentField, type Piece, piecesIn, textOfPieces } from './document-pieces.ts'
import type { FormCell, FormGrid } from './form-grid.ts'
import { attributeOf, textOf, type XmlBytes } from './xml-bytes.ts'

/** Where an element stands in the XML of the document, and its content. */
type Span = { start: number; end: number }

export type DocumentCell = Span & {
  column: number
  span: number
  /** Undefined outside merged areas. */
  vertical: 'restart' | 'continue' | undefined
  text: string
  pieces: readonly Piece[]
  /** The first paragraph, which takes the value. */
  paragraph: Span | undefined
}
export type DocumentRow = Span & { cells: DocumentCell[]; before: number }
export type DocumentTable = Span & { rows: DocumentRow[]; above: string }

const tag = /<(\/?)(?:\w+:)?(tbl|tr|tc|p|t|gridSpan|vMerge|gridBefore|txbxContent)(?=[\s/>])([^>]*?)(\/?)>/g
const mostTables = 200
const longestAbove = 400

function* tagsIn(xml: XmlBytes, { start, end }: Readonly<Span>): Generator<RegExpExecArray> {
  const tags = new RegExp(tag)
  tags.lastIndex = start
  for (let match = tags.exec(xml); match && match.index < end; match = tags.exec(xml)) yield match
}

/**
 * The tables of a Word document with their rows and cells, nested ones too, in the order in which they end; of a text box,
 * where that is the part to look at.
 */
export function tablesOf(
  xml: XmlBytes,
  controls: readonly DocumentField[] = controlsOf(xml),
  part: Readonly<Span> = { start: 0, end: xml.length },
): DocumentTable[] {
  const done: DocumentTable[] = []
  const open: {
    table: DocumentTable
    row?: DocumentRow | undefined
    cell?: DocumentCell | undefined
    column: number
  }[] = []
  let above = ''
  let boxes = 0
  for (const match of tagsIn(xml, part)) {
    const [whole, slash = '', name = '', attributes = '', empty = ''] = match
    const closing = slash !== ''
    const start = match.index
    const end = start + whole.length
    if (name === 'txbxContent') boxes += closing ? -1 : empty ? 0 : 1
    // What floats in a text box is drawn twice in the file, and looked at by itself.
    if (boxes > 0) continue
    const at = open.at(-1)
    if (name === 't' && !closing && !empty) {
      const to = xml.indexOf('<', end)
      if (!at) above = (above + textOf(xml.slice(end, to < 0 ? end : to))).slice(-longestAbove)
    }
    if (name === 'tbl') {
      if (!closing && !empty) {
        if (open.length > 20) throw unreadable('broken')
        open.push({ table: { start, end, rows: [], above }, column: 0 })
        above = ''
      } else if (closing && at) {
        open.pop()
        at.table.end = end
        if (done.length < mostTables) done.push(at.table)
      }
      continue
    }
    if (!at) {
      if (name === 'p' && closing) above += '\n'
      continue
    }
    if (name === 'tr') {
      if (!closing) at.row = { start, end, cells: [], before: 0 }
      else if (at.row) {
        at.table.rows.push({ ...at.row, end })
        at.row = undefined
      }
      at.column = 0
    } else if (name === 'gridBefore' && at.row && at.row.cells.length === 0) {
      at.row.before = valueAttribute(attributes)
      at.column = at.row.before
    } else if (name === 'tc') {
      if (!closing) at.cell = newCell(start, end, at.column)
      else if (at.cell && at.row) {
        const pieces = piecesIn(xml, at.cell.start, end, controls)
        const text = textOfPieces(pieces)
        at.row.cells.push({ ...at.cell, end, pieces, text: isPrompt(text) ? '' : text })
        at.column += at.cell.span
        at.cell = undefined
      }
    } else if (at.cell) inCell(at.cell, name, closing, attributes, empty !== '', start, end)
  }
  return done
}

const newCell = (start: number, end: number, column: number): DocumentCell => ({
  start,
  end,
  column,
  span: 1,
  vertical: undefined,
  text: '',
  pieces: [],
  paragraph: undefined,
})

function inCell(
  cell: DocumentCell,
  name: string,
  closing: boolean,
  attributes: string,
  empty: boolean,
  start: number,
  end: number,
): void {
  if (name === 'gridSpan') cell.span = Math.max(1, valueAttribute(attributes))
  else if (name === 'vMerge')
    cell.vertical = /(?:^|:|\s)val\s*=\s*["']restart["']/.test(attributes) ? 'restart' : 'continue'
  else if (name === 'p') {
    if (!closing && !cell.paragraph) cell.paragraph = { start, end: empty ? end : -1 }
    else if (closing && cell.paragraph?.end === -1) cell.paragraph.end = end
  }
}

const valueAttribute = (attributes: string): number =>
  Number(/(?:^|:|\s)val\s*=\s*["'](\d{1,3})["']/.exec(attributes)?.[1] ?? attributeOf(attributes, 'val') ?? 0)

/** A table of a document as a blank form; rows count from 1. */
export function tableGrid(table: DocumentTable, name: string): FormGrid {
  const merges: Merge[] = []
  const open = new Map<number, { top: number; right: number }>()
  const close = (column: number, bottom: number) => {
    const merge = open.get(column)
    open.delete(column)
    if (merge && (bottom > merge.top || merge.right > column))
      merges.push({ top: merge.top, bottom, left: column, right: merge.right })
  }
  for (const [index, { cells }] of table.rows.entries()) {
    const number = index + 1
    const columns = new Set(cells.filter(({ vertical }) => vertical === 'continue').map(({ column }) => column))
    for (const column of [...open.keys()]) if (!columns.has(column)) close(column, number - 1)
    for (const { column, span, vertical } of cells) {
      if (vertical === 'restart') open.set(column, { top: number, right: column + span - 1 })
      else if (vertical === undefined && span > 1)
        merges.push({ top: number, bottom: number, left: column, right: column + span - 1 })
    }
  }
  for (const column of [...open.keys()]) close(column, table.rows.length)
  const rows = table.rows.map(({ cells }, index) => ({
    number: index + 1,
    cells: cells.map(
      ({ column, text, vertical, pieces }): FormCell => ({
        column,
        text: vertical === 'continue' ? '' : text,
        // What somebody has chosen, or Word computes, is no more ours to write than a formula.
        formula: pieces.some(({ kind }) => kind === 'fixed'),
        dateStyle: false,
        ...offeredBy(pieces),
      }),
    ),
  }))
  return { name, rows, merges, before: table.above }
}

/** What the only control of a cell offers or how it shows a day. */
function offeredBy(pieces: readonly Piece[]): Partial<FormCell> {
  const [control, another] = pieces.flatMap((piece) =>
    piece.control && piece.control.kind !== 'box' ? [piece.control] : [],
  )
  if (!control || another) return {}
  return {
    ...(control.choices && { choices: control.choices }),
    ...(control.kind === 'choice' && { onlyChoices: true }),
    ...(control.dayFormat !== undefined && { dayFormat: control.dayFormat }),
  }
}
