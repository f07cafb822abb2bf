import type { DocumentField } from './document-pieces.ts'
import { type DocumentTable, tablesOf } from './document-tables.ts'
import type { XmlBytes } from './xml-bytes.ts'

type Span = { readonly start: number; readonly end: number }

/** A text box: what stands in it, and the same once more where the file draws it for older programs, too. */
export type DocumentBox = Span & { readonly copies: readonly Span[] }

const tag = /<(\/?)(?:\w+:)?(AlternateContent|Fallback|txbxContent)(?=[\s/>])[^>]*?(\/?)>/g
const mostBoxes = 200

/**
 * The text boxes of a document, each once, in their order. Word 2010 and later write a box twice, as a shape and as a
 * picture of the old kind, and show one of them: both have to say the same, so a box whose copy does not match is none.
 */
export function boxesOf(xml: XmlBytes): DocumentBox[] {
  const boxes: DocumentBox[] = []
  let depth = 0
  let isCopy = false
  let from = -1
  let drawn: Span[] = []
  let copies: Span[] = []
  const take = () => {
    const isMatched = copies.length === 0 || copies.length === drawn.length
    for (const [at, box] of drawn.entries()) {
      const own = copies[at]
      const isSame = own === undefined || textsOf(xml, own) === textsOf(xml, box)
      if (isMatched && isSame && boxes.length < mostBoxes) boxes.push({ ...box, copies: own ? [own] : [] })
    }
    drawn = []
    copies = []
  }
  for (const { 0: whole, 1: slash, 2: name, 3: empty, index } of xml.matchAll(tag)) {
    const isOpen = slash === ''
    if (empty !== '') continue
    if (name === 'AlternateContent') depth += isOpen ? 1 : -1
    else if (name === 'Fallback') isCopy = isOpen
    else if (isOpen) from = index + whole.length
    else if (from >= 0) {
      const list = isCopy ? copies : drawn
      list.push({ start: from, end: index })
      from = -1
    }
    if (depth === 0) take()
  }
  return boxes
}

/** A table of a text box, with the same table where the file draws the box once more. */
export type BoxTable = { readonly table: DocumentTable; readonly copies: readonly DocumentTable[] }

/** The tables in text boxes; where the copy of a box has other tables, none. */
export function tablesInBoxes(
  xml: XmlBytes,
  boxes: readonly DocumentBox[],
  controls: readonly DocumentField[],
): BoxTable[] {
  const shape = ({ rows }: DocumentTable) => rows.map(({ cells }) => cells.map(({ span }) => span).join(',')).join(';')
  return boxes.flatMap(({ copies, ...box }) => {
    const twins = copies.map((copy) => tablesOf(xml, controls, copy))
    return tablesOf(xml, controls, box).flatMap((table, at) => {
      const same = twins.flatMap((some) => some[at] ?? [])
      const isMatched = same.length === copies.length && same.every((one) => shape(one) === shape(table))
      return isMatched ? [{ table, copies: same }] : []
    })
  })
}

/** What can be read in a part of the document, and how it is divided into paragraphs. */
const textsOf = (xml: XmlBytes, { start, end }: Span): string =>
  [...xml.slice(start, end).matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<|<\/(?:\w+:)?(p)>/g)]
    .map(([, text, paragraph]) => (paragraph ? '\n' : text))
    .join('')
