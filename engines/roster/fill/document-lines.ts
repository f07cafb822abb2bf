import type { XmlEdit } from './content-controls.ts'
import type { DocumentBox } from './document-boxes.ts'
import { type DocumentField, editsFor, type Piece, piecesIn, textOfPieces } from './document-pieces.ts'
import { formFields } from './form-fields.ts'
import type { FormGrid } from './form-grid.ts'
import { type Asked, mapSlots } from './form-mapping.ts'
import type { ChosenFields, FormPart, FormReading, FormSlot } from './form-reading.ts'
import { labelsInside } from './labels-inside.ts'
import { isOfForm, isSurePlace, lineLabels, readAgreement } from './line-labels.ts'
import type { XmlBytes } from './xml-bytes.ts'

/** A paragraph outside the tables: 填报单位：____　填报时间：____. */
export type DocumentLine = {
  readonly start: number
  readonly text: string
  readonly pieces: readonly Piece[]
  /** The text box it stands in, by its number; left out in the text itself. */
  readonly box?: number
  /** The same line where the file has the box a second time. */
  readonly copies?: readonly (readonly Piece[])[]
}

type Span = { readonly start: number; readonly end: number }

const mostLines = 400
// What floats, is computed or was deleted is no place of the form.
const notPlain = /<(?:\w+:)?(?:txbxContent|fldChar|instrText|AlternateContent|pict|drawing|del|moveFrom)[\s>]/

/** The plain paragraphs outside the tables that name a place in them, then those in the given text boxes. */
export function linesOf(
  xml: XmlBytes,
  tables: readonly Span[],
  controls: readonly DocumentField[],
  boxes: readonly DocumentBox[],
): DocumentLine[] {
  const lines: DocumentLine[] = []
  const add = (paragraph: Span, more: Partial<DocumentLine> = {}) => {
    const line = lineAt(xml, paragraph, controls)
    if (line && lines.length < mostLines) lines.push({ ...line, ...more })
  }
  for (const paragraph of paragraphsIn(xml, { start: 0, end: xml.length }, tables)) add(paragraph)
  for (const [box, { copies, ...own }] of boxes.entries()) {
    const twins = copies.map((copy) => paragraphsIn(xml, copy, tables))
    for (const [at, paragraph] of paragraphsIn(xml, own, tables).entries()) {
      const same = twins.flatMap((some) => some[at] ?? [])
      add(paragraph, { box, copies: same.map(({ start, end }) => piecesIn(xml, start, end, controls)) })
    }
  }
  return lines
}

/** The paragraphs of a part of the document, up to their closing tags; those in `tables` and in boxes that float are left out. */
function paragraphsIn(xml: XmlBytes, part: Span, tables: readonly Span[]): Span[] {
  const found: Span[] = []
  const open = /<((?:\w+:)?)p(?=[\s>])[^>]*>/g
  open.lastIndex = part.start
  for (let match = open.exec(xml); match && match.index < part.end; match = open.exec(xml)) {
    const [tag, prefix = ''] = match
    const start = match.index
    const table = tables.find((one) => start >= one.start && start < one.end)
    if (table) open.lastIndex = table.end
    if (table || tag.endsWith('/>')) continue
    const end = xml.indexOf(`</${prefix}p>`, start)
    if (end < 0) break
    // Lines inside a box that floats belong to the box.
    const box = /<((?:\w+:)?(?:AlternateContent|txbxContent))[\s>]/.exec(xml.slice(start, end))?.[1]
    open.lastIndex = Math.max(end, box === undefined ? 0 : xml.indexOf(`</${box}>`, start))
    found.push({ start, end })
  }
  return found
}

/** A paragraph that names a place; form fields of its own are such places and no computed text. */
function lineAt(xml: XmlBytes, { start, end }: Span, controls: readonly DocumentField[]): DocumentLine | undefined {
  let plain = ''
  let from = start
  for (const field of controls.filter((one) => one.start >= start && one.end <= end)) {
    plain += xml.slice(from, field.start)
    from = field.end
  }
  if (notPlain.test(plain + xml.slice(Math.min(from, end), end))) return undefined
  const pieces = piecesIn(xml, start, end, controls)
  const text = textOfPieces(pieces)
  return labelsInside(text, false).length > 0 || lineLabels(text).length > 0 ? { start, text, pieces } : undefined
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
    const labels = readPages(lines, chosen)
    return labels.length === 0 ? [] : [{ name: nameOfLines, shape: 'card', tables: [], labels }]
  }
  const inside = lines.flatMap(({ text }, index) =>
    labelsInside(text, false).map((inline): Asked => {
      const label = inline.replace(/[:：]$/, '')
      return { path: [shape === 'card' && label === '编号' ? '档案编号' : label], column: 0, row: index + 1, inline }
    }),
  )
  const slots = mapSlots(inside, {
    chosen,
    members: false,
    unitFen: undefined,
    only: (field) => shape === 'card' || formFields[field].of === 'form',
  })
  const own = slots.filter(({ field }) => field !== null)
  const isOwn = ({ row, inline }: FormSlot) => own.some((one) => one.row === row && one.inline === inline)
  // A card may say 姓名：____ and 联系电话：____ outside its frame, too.
  const texts = lines.map(({ text }) => (isOfForm(text) ? '' : text))
  const asked = shape === 'card' ? readAgreement(texts, chosen, 1) : []
  const further = asked.filter((slot) => isSurePlace(slot) && !isOwn(slot))
  const labels = [...own, ...further].sort((a, b) => a.row - b.row)
  return labels.length === 0 ? [] : [{ name: nameOfLines, shape, tables: [], labels }]
}

/** The labels of an agreement or a letter: of the text, and of each box for itself, which has no part in its parties. */
function readPages(lines: readonly DocumentLine[], chosen: ChosenFields): FormSlot[] {
  const pages = [...Map.groupBy(lines, ({ box }) => box ?? -1).values()]
  const read = (page: readonly DocumentLine[], fewest?: number) =>
    readAgreement(
      page.map(({ text }) => text),
      chosen,
      fewest,
    ).map((slot) => ({ ...slot, row: lines.indexOf(page[slot.row - 1] as DocumentLine) + 1 }))
  const sure = pages.filter((page) => read(page).length > 0)
  // 编号：____ alone in a box is asked for once the rest is an agreement.
  return sure.length === 0 ? [] : pages.flatMap((page) => read(page, sure.includes(page) ? undefined : 1))
}

/** The edits that give a line another text: only the pieces of it that change, each with its own looks. */
export const lineEdits = (xml: XmlBytes, { pieces, copies = [] }: DocumentLine, wanted: string): XmlEdit[] =>
  [pieces, ...copies].flatMap((own) => editsFor(xml, own, wanted) ?? [])
