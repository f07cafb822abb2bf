import type { ContentControl } from './content-controls.ts'
import { edited, editsFor, type Piece, piecesIn, textOfPieces } from './document-pieces.ts'
import type { DocumentTable } from './document-tables.ts'
import { formFields } from './form-fields.ts'
import type { FormGrid } from './form-grid.ts'
import { type Asked, mapSlots } from './form-mapping.ts'
import type { ChosenFields, FormPart, FormReading } from './form-reading.ts'
import { labelsInside } from './labels-inside.ts'
import { lineLabels, readAgreement } from './line-labels.ts'
import type { XmlBytes } from './xml-bytes.ts'

/** A paragraph outside the tables: 填报单位：____　填报时间：____. */
export type DocumentLine = { readonly start: number; readonly text: string; readonly pieces: readonly Piece[] }

const mostLines = 400
// What floats, is computed or was deleted is no place of the form.
const notPlain = /<(?:\w+:)?(?:txbxContent|fldChar|instrText|AlternateContent|pict|drawing|del|moveFrom)[\s>]/

/** The plain paragraphs outside the tables that name a place in them. */
export function linesOf(
  xml: XmlBytes,
  tables: readonly Pick<DocumentTable, 'start' | 'end'>[],
  controls: readonly ContentControl[],
): DocumentLine[] {
  const lines: DocumentLine[] = []
  const open = /<((?:\w+:)?)p(?=[\s>])[^>]*>/g
  for (let match = open.exec(xml); match && lines.length < mostLines; match = open.exec(xml)) {
    const [tag, prefix = ''] = match
    const start = match.index
    const table = tables.find((one) => start >= one.start && start < one.end)
    if (table) open.lastIndex = table.end
    if (table || tag.endsWith('/>')) continue
    const close = xml.indexOf(`</${prefix}p>`, start)
    if (close < 0) break
    const line = xml.slice(start, close)
    // Lines inside a box that floats belong to the box.
    const box = /<((?:\w+:)?(?:AlternateContent|txbxContent))[\s>]/.exec(line)?.[1]
    open.lastIndex = Math.max(close, box === undefined ? 0 : xml.indexOf(`</${box}>`, start))
    if (notPlain.test(line)) continue
    const pieces = piecesIn(xml, start, close, controls)
    const text = textOfPieces(pieces)
    if (labelsInside(text, false).length > 0 || lineLabels(text).length > 0) lines.push({ start, text, pieces })
  }
  return lines
}

const nameOfLines = '正文'

/** The lines as a grid with one cell a row, for the plan. */
export const linesGrid = (lines: readonly DocumentLine[]): FormGrid => ({
  name: nameOfLines,
  rows: lines.map(({ text }, index) => ({
    number: index + 1,
    cells: [{ column: 0, text, formula: false, dateStyle: false }],
  })),
  merges: [],
  before: '',
})

/**
 * What the lines ask for: about the form as a whole, and on a card about the family. Lines without any table that asks for
 * something are an agreement or a letter, and a card by themselves.
 */
export function readLines(
  lines: readonly DocumentLine[],
  shape: FormReading['shape'],
  chosen: ChosenFields,
): FormPart[] {
  if (shape === 'none') {
    const labels = readAgreement(
      lines.map(({ text }) => text),
      chosen,
    )
    return labels.length === 0 ? [] : [{ name: nameOfLines, shape: 'card', tables: [], labels }]
  }
  const asked = lines.flatMap(({ text }, index) =>
    labelsInside(text, false).map((inline): Asked => {
      const label = inline.replace(/[:：]$/, '')
      return { path: [shape === 'card' && label === '编号' ? '档案编号' : label], column: 0, row: index + 1, inline }
    }),
  )
  const slots = mapSlots(asked, {
    chosen,
    members: false,
    unitFen: undefined,
    only: (field) => shape === 'card' || formFields[field].of === 'form',
  })
  const labels = slots.filter(({ field }) => field !== null)
  return labels.length === 0 ? [] : [{ name: nameOfLines, shape, tables: [], labels }]
}

/** The line with another text: only the pieces of it that change, each with its own looks. */
export const patchLine = (xml: XmlBytes, { pieces }: DocumentLine, wanted: string): XmlBytes =>
  edited(xml, 0, xml.length, editsFor(xml, pieces, wanted) ?? [])
