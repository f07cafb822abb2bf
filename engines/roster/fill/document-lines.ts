import type { DocumentTable } from './document-tables.ts'
import { formFields } from './form-fields.ts'
import type { FormGrid } from './form-grid.ts'
import { type Asked, mapSlots } from './form-mapping.ts'
import type { ChosenFields, FormPart, FormReading } from './form-reading.ts'
import { labelsInside } from './labels-inside.ts'
import { escapedText, textOf, type XmlBytes } from './xml-bytes.ts'

/** A piece of the text of a line: what one `t` holds, or a tab, which stays. */
type Piece = { readonly start: number; readonly end: number; readonly text: string; readonly prefix?: string }

/** A paragraph outside the tables: 填报单位：____　填报时间：____. */
export type DocumentLine = { readonly start: number; readonly text: string; readonly pieces: readonly Piece[] }

const mostLines = 400
const content = /<((?:\w+:)?)t(?:\s[^>]*)?>([^<]*)<\/\1t>|<(?:\w+:)?(?:tab|br)\s*\/>/g
// What floats, is computed or was deleted is no place of the form.
const notPlain = /<(?:\w+:)?(?:txbxContent|fldChar|instrText|AlternateContent|pict|drawing|del|moveFrom)[\s>]/

/** The plain paragraphs outside the tables that name a place in them. */
export function linesOf(xml: XmlBytes, tables: readonly Pick<DocumentTable, 'start' | 'end'>[]): DocumentLine[] {
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
    const pieces = piecesOf(line, start)
    const text = pieces.map((piece) => piece.text).join('')
    if (labelsInside(text, false).length > 0) lines.push({ start, text, pieces })
  }
  return lines
}

const piecesOf = (line: XmlBytes, start: number): Piece[] =>
  [...line.matchAll(content)].map(({ 0: whole, 1: prefix, 2: text, index }) => {
    const at = { start: start + index, end: start + index + whole.length }
    return text === undefined ? { ...at, text: ' ' } : { ...at, text: textOf(text), prefix: prefix ?? '' }
  })

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

/** What the lines ask for: about the form as a whole, and on a card about the family. */
export function readLines(
  lines: readonly DocumentLine[],
  shape: FormReading['shape'],
  chosen: ChosenFields,
): FormPart[] {
  if (shape === 'none') return []
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

type Edit = { readonly from: number; readonly to: number; readonly fresh: string }

/** What differs behind each label; the labels themselves stand in both texts. */
function editsBetween(text: string, wanted: string): Edit[] {
  const edits: Edit[] = []
  let [old, fresh] = [0, 0]
  for (const label of [...labelsInside(text, false), undefined]) {
    const oldEnd = label === undefined ? text.length : text.indexOf(label, old)
    const freshEnd = label === undefined ? wanted.length : wanted.indexOf(label, fresh)
    const shortest = Math.min(oldEnd - old, freshEnd - fresh)
    let head = 0
    while (head < shortest && text[old + head] === wanted[fresh + head]) head++
    let tail = 0
    while (tail < shortest - head && text[oldEnd - 1 - tail] === wanted[freshEnd - 1 - tail]) tail++
    const [from, to] = [old + head, oldEnd - tail]
    if (to > from || freshEnd - tail > fresh + head)
      edits.push({ from, to, fresh: wanted.slice(fresh + head, freshEnd - tail) })
    old = oldEnd + (label?.length ?? 0)
    fresh = freshEnd + (label?.length ?? 0)
  }
  return edits
}

/** The line with another text: only the pieces of it that change, each with its own looks. */
export function patchLine(xml: XmlBytes, { text, pieces }: DocumentLine, wanted: string): XmlBytes {
  let at = 0
  const placed = pieces.map((piece) => {
    const left = at
    at += piece.text.length
    return { piece, left, right: at }
  })
  const texts = placed.filter(({ piece }) => piece.prefix !== undefined)
  const fresh = new Map<Piece, string>()
  for (const edit of editsBetween(text, wanted).reverse()) {
    // Blanks that are replaced keep their looks, such as a line under them; else it stands right behind the label.
    const home =
      texts.find(({ left, right }) => right > edit.from && left < edit.to) ??
      texts.find(({ right }) => right >= edit.from) ??
      texts.at(-1)
    for (const one of texts) {
      if (one !== home && !(one.right > edit.from && one.left < edit.to)) continue
      const before = fresh.get(one.piece) ?? one.piece.text
      const from = Math.min(Math.max(edit.from - one.left, 0), one.piece.text.length)
      const to = Math.min(Math.max(edit.to - one.left, from), one.piece.text.length)
      fresh.set(one.piece, before.slice(0, from) + (one === home ? edit.fresh : '') + before.slice(to))
    }
  }
  let patched = ''
  let copied = 0
  for (const [piece, own] of [...fresh].sort(([a], [b]) => a.start - b.start)) {
    const tag = `${piece.prefix}t`
    patched += `${xml.slice(copied, piece.start)}<${tag} xml:space="preserve">${escapedText(own)}</${tag}>`
    copied = piece.end
  }
  return patched + xml.slice(copied)
}
