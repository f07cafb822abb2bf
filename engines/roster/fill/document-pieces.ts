import { type ContentControl, fillControl, type XmlEdit } from './content-controls.ts'
import { fillLegacyField, type LegacyField } from './legacy-fields.ts'
import { escapedText, textOf, type XmlBytes } from './xml-bytes.ts'

/** A place of the form that is made to be filled in: a content control, or a form field of the old kind. */
export type DocumentField = ContentControl | LegacyField

/**
 * A piece of the text of a line or cell: what one `t` holds, a tab or break, which stays, a box drawn as a symbol, a
 * content control or field that waits for a value, which counts as blanks, or a field that nobody may fill in.
 */
export type Piece = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly prefix: string
  readonly kind: 'text' | 'tab' | 'symbol' | 'control' | 'fixed'
  readonly control?: DocumentField
  /** A tab that draws the line on which somebody is to write. */
  readonly isLine?: boolean
}

const content =
  /<((?:\w+:)?)t(?:\s[^>]*)?>([^<]*)<\/\1t>|<((?:\w+:)?)(tab|br|cr)\s*\/>|<((?:\w+:)?)sym\s([^>]*)\/>|<(\/?)(?:\w+:)?txbxContent(?=[\s>])[^>]*>/g

// Boxes of the symbol fonts that Word and WPS print, with the ticked one of the same font.
const boxes: Readonly<Record<string, string>> = {
  'Wingdings 2:A3': '0052',
  'Wingdings 2:2A': '0052',
  'Wingdings:A8': '00FE',
  'Wingdings:6F': '00FE',
  'Wingdings:71': '00FE',
}

const symbolOf = (attributes: string): { font: string; code: string } => {
  const font = /font\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''
  // Word counts the signs of symbol fonts from F000.
  const code = (/char\s*=\s*["']([0-9A-Fa-f]{2,4})["']/.exec(attributes)?.[1] ?? '').toUpperCase()
  return { font, code: code.replace(/^(?:F0|00)(?=..$)/, '') }
}

/** True within a run whose text has a line below it. */
function isUnderlined(xml: XmlBytes, place: number, prefix: string): boolean {
  const run = Math.max(xml.lastIndexOf(`<${prefix}r>`, place), xml.lastIndexOf(`<${prefix}r `, place))
  return run >= 0 && /<(?:\w+:)?u\s(?![^>]*val\s*=\s*["']none)/.test(xml.slice(run, place))
}

/** The pieces between two places of the document, in their order; what floats in a text box is none. */
export function piecesIn(xml: XmlBytes, from: number, to: number, controls: readonly DocumentField[]): Piece[] {
  const own = controls.filter(({ start, end }) => start < to && end > from)
  const pieces: Piece[] = own.map((control) => {
    const { start, end, kind } = control
    if ('fixed' in control && control.fixed !== undefined)
      return { start, end, text: control.fixed, prefix: '', kind: 'fixed' }
    return { start, end, text: kind === 'box' ? '☐' : '  ', prefix: '', kind: 'control', control }
  })
  let floating = 0
  for (const match of xml.slice(from, to).matchAll(content)) {
    const [whole, ofText, text, ofTab, , ofSymbol, symbol, slash] = match
    if (slash !== undefined) floating += slash === '' ? 1 : -1
    const start = from + match.index
    const at = { start, end: start + whole.length }
    if (slash !== undefined || floating > 0) continue
    if (own.some((control) => start > control.start && start < control.end)) continue
    if (text !== undefined) pieces.push({ ...at, text: textOf(text), prefix: ofText ?? '', kind: 'text' })
    else if (symbol !== undefined) {
      const { font, code } = symbolOf(symbol)
      if (boxes[`${font}:${code}`]) pieces.push({ ...at, text: '□', prefix: ofSymbol ?? '', kind: 'symbol' })
    } else {
      const isLine = isUnderlined(xml, start, ofTab ?? '')
      pieces.push({ ...at, text: isLine ? '____' : ' ', prefix: ofTab ?? '', kind: 'tab', isLine })
    }
  }
  return pieces.sort((a, b) => a.start - b.start)
}

export const textOfPieces = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

type Change = { readonly from: number; readonly to: number; readonly fresh: string }

const isBlank = (letter: string | undefined): boolean => letter !== undefined && /[\s_＿]/.test(letter)
const printed = /[□☐○◯]|[^\s_＿□☐○◯]+/g

/** What differs between two texts, where what is printed in the first one stands in both; else all of it. */
function changesBetween(text: string, wanted: string): Change[] {
  const changes: Change[] = []
  let [old, fresh] = [0, 0]
  const gap = (oldEnd: number, freshEnd: number) => {
    const shortest = Math.min(oldEnd - old, freshEnd - fresh)
    let tail = 0
    while (tail < shortest && text[oldEnd - 1 - tail] === wanted[freshEnd - 1 - tail]) tail++
    let head = 0
    while (head < shortest - tail && text[old + head] === wanted[fresh + head]) head++
    const change = { from: old + head, to: oldEnd - tail, fresh: wanted.slice(fresh + head, freshEnd - tail) }
    if (change.to > change.from || change.fresh !== '') changes.push(change)
  }
  for (const { 0: word, index } of text.matchAll(printed)) {
    let at = wanted.indexOf(word, fresh)
    if (/[□☐○◯]/.test(word)) {
      at = fresh
      while (isBlank(wanted[at])) at++
      if (wanted[at] !== word && wanted[at] !== '☑') at = -1
    }
    if (at < 0) return [{ from: 0, to: text.length, fresh: wanted }]
    gap(index, at)
    const stands = wanted.slice(at, at + word.length)
    if (stands !== word) changes.push({ from: index, to: index + word.length, fresh: stands })
    old = index + word.length
    fresh = at + word.length
  }
  gap(text.length, wanted.length)
  return changes
}

type Placed = { readonly piece: Piece; readonly left: number; readonly right: number }

/** Where a change goes: a control that waits there, blanks that it replaces, a tab, or the text it stands beside. */
function homeOf(all: readonly Placed[], { from, to }: Change, used: ReadonlySet<Piece>): Placed | undefined {
  const placed = all.filter(({ piece }) => piece.kind !== 'fixed')
  const free = placed.filter(({ piece }) => !used.has(piece))
  const isPrompt = ({ piece }: Placed) => piece.control !== undefined && piece.control.kind !== 'box'
  const isBox = ({ piece }: Placed) => piece.kind === 'symbol' || piece.control?.kind === 'box'
  return (
    placed.find((one) => isBox(one) && one.right > from && one.left < to) ??
    free.find((one) => isPrompt(one) && one.left >= from && one.left <= to) ??
    placed.find(({ piece, left, right }) => piece.kind !== 'tab' && right > from && left < to) ??
    placed.find(
      ({ piece, left }) => left === from && (piece.kind === 'text' || piece.isLine) && isBlank(piece.text[0]),
    ) ??
    placed.find(({ piece, left, right }) => piece.kind === 'text' && right >= from && left <= to) ??
    placed.find(({ piece, right }) => piece.kind === 'text' && right >= from)
  )
}

/** The edits that make a line or cell say something else; undefined where it has no place for it. `day` as in a control. */
export function editsFor(xml: XmlBytes, pieces: readonly Piece[], wanted: string, day?: string): XmlEdit[] | undefined {
  let at = 0
  const placed = pieces.map((piece): Placed => {
    const left = at
    at += piece.text.length
    return { piece, left, right: at }
  })
  const edits: XmlEdit[] = []
  const texts = new Map<Piece, string>()
  const used = new Set<Piece>()
  // In their order, so that the first of several controls gets the first value; texts change from the end.
  const homes = changesBetween(textOfPieces(pieces), wanted).map((change) => {
    const home = homeOf(placed, change, used)
    if (home?.piece.control) used.add(home.piece)
    return { change, home }
  })
  for (const { change, home } of homes.reverse()) {
    if (!home) return undefined
    const { from, to, fresh } = change
    const { piece } = home
    if (piece.control) edits.push(...fillField(xml, piece.control, fresh, day))
    else if (piece.kind === 'symbol') edits.push(tickedSymbol(xml, piece))
    else if (piece.kind === 'tab') edits.push({ start: piece.start, end: piece.start, fresh: textTag(piece, fresh) })
    for (const one of placed) {
      if (one.piece.kind !== 'text' || (one !== home && !(one.right > from && one.left < to))) continue
      const before = texts.get(one.piece) ?? one.piece.text
      const start = Math.min(Math.max(from - one.left, 0), one.piece.text.length)
      const end = Math.min(Math.max(to - one.left, start), one.piece.text.length)
      texts.set(one.piece, before.slice(0, start) + (one === home ? fresh : '') + before.slice(end))
    }
  }
  for (const [piece, text] of texts)
    if (text !== piece.text) edits.push({ start: piece.start, end: piece.end, fresh: textTag(piece, text) })
  return edits
}

const fillField = (xml: XmlBytes, field: DocumentField, text: string, day: string | undefined): XmlEdit[] =>
  'isSeparated' in field ? fillLegacyField(xml, field, text) : fillControl(xml, field, text, day)

const textTag = ({ prefix }: Piece, text: string): XmlBytes =>
  `<${prefix}t xml:space="preserve">${escapedText(text)}</${prefix}t>`

const tickedSymbol = (xml: XmlBytes, { start, end }: Piece): XmlEdit => {
  const symbol = xml.slice(start, end)
  const { font, code } = symbolOf(symbol)
  const ticked = boxes[`${font}:${code}`] ?? '0052'
  return { start, end, fresh: symbol.replace(/(char\s*=\s*["'])[^"']*/, (_, open: string) => open + ticked) }
}

/** A part of the document with its edits; they may not overlap. */
export function edited(xml: XmlBytes, from: number, to: number, edits: readonly XmlEdit[]): XmlBytes {
  let at = from
  let made = ''
  for (const { start, end, fresh } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    made += xml.slice(at, start) + fresh
    at = end
  }
  return made + xml.slice(at, to)
}
