import { columnLetters, columnNumber } from '../grid.ts'
import { parseRange } from '../sheet-cells.ts'
import { decodeExcelEscapes } from '../xml-scanner.ts'
import { choicesOf, type RangeTexts } from './cell-choices.ts'
import type { FormCell, FormGrid, FormRow } from './form-grid.ts'
import { attributeOf, textOf, type XmlBytes } from './xml-bytes.ts'

/** A cell as it stands in the XML of its row. */
export type XmlCell = {
  readonly column: number
  readonly start: number
  readonly end: number
  readonly prefix: string
  readonly attributes: string
  readonly inner: XmlBytes
}

// Only the top of a sheet can be a blank form.
const rowsRead = 1_100
const columnsRead = 200

/** Goes through the rows of a sheet: number, attributes, the XML of the cells, and where the row stands. */
export function* rowsOf(
  xml: XmlBytes,
): Generator<{ number: number; prefix: string; attributes: string; inner: XmlBytes; start: number; end: number }> {
  const rowTag = /<(\w+:)?row(?=[\s/>])([^>]*)>/g
  let number = 0
  for (let match = rowTag.exec(xml); match; match = rowTag.exec(xml)) {
    const [tag, prefix = '', all = ''] = match
    const empty = all.endsWith('/')
    const attributes = empty ? all.slice(0, -1) : all
    const from = match.index + tag.length
    const close = `</${prefix}row>`
    const to = empty ? from : xml.indexOf(close, from)
    if (to < 0) return
    const inner = xml.slice(from, to)
    const said = Number(attributeOf(attributes, 'r') ?? 0)
    const ofCell = /<(?:\w+:)?c\s[^>]*?\br\s*=\s*["'][A-Z]{1,3}(\d+)/.exec(inner)?.[1]
    number = said || Number(ofCell ?? 0) || number + 1
    const end = empty ? from : to + close.length
    yield { number, prefix, attributes, inner, start: match.index, end }
    rowTag.lastIndex = end
  }
}

/** The cells of a row in their order. */
export function cellsOf(inner: XmlBytes): XmlCell[] {
  const cells: XmlCell[] = []
  const tag = /<(\w+:)?c(?=[\s/>])([^>]*)>/g
  let column = -1
  for (let match = tag.exec(inner); match; match = tag.exec(inner)) {
    const [whole, prefix = '', all = ''] = match
    const empty = all.endsWith('/')
    const attributes = empty ? all.slice(0, -1) : all
    const letters = /^[A-Z]{1,3}/.exec(attributeOf(attributes, 'r') ?? '')?.[0]
    column = letters ? columnNumber(letters) : column + 1
    const from = match.index + whole.length
    const close = `</${prefix}c>`
    const to = empty ? from : inner.indexOf(close, from)
    if (to < 0) break
    const end = empty ? from : to + close.length
    cells.push({ column, start: match.index, end, prefix, attributes, inner: inner.slice(from, to) })
    tag.lastIndex = end
  }
  return cells
}

const textPieces = (xml: XmlBytes): string =>
  [
    ...xml
      .replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g),
  ]
    .map(([, text = '']) => textOf(text))
    .join('')

export const hasFormula = (cell: XmlCell): boolean => /<(?:\w+:)?f[\s/>]/.test(cell.inner)

/** What a cell shows. */
export function cellTextOf(cell: XmlCell, strings: readonly string[]): string {
  const type = attributeOf(cell.attributes, 't')
  if (type === 'inlineStr') return decodeExcelEscapes(textPieces(cell.inner))
  const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?v>/.exec(cell.inner)?.[1]
  if (value === undefined) return ''
  return type === 's' ? (strings[Number(value)] ?? '') : decodeExcelEscapes(textOf(value))
}

/** A sheet as a blank form; hidden rows are left out. */
export function gridOf(
  name: string,
  xml: XmlBytes,
  strings: readonly string[],
  dateStyles: readonly boolean[],
  textsAt: RangeTexts = () => [],
): FormGrid {
  const choicesAt = choicesOf(xml, textsAt)
  const rows: FormRow[] = []
  for (const { number, attributes, inner } of rowsOf(xml)) {
    if (number > rowsRead) break
    if (attributeOf(attributes, 'hidden') === '1') continue
    const cells = cellsOf(inner)
      .filter(({ column }) => column < columnsRead)
      .map((cell): FormCell => {
        const choices = choicesAt(number, cell.column)
        return {
          column: cell.column,
          text: hasFormula(cell) ? '' : cellTextOf(cell, strings),
          formula: hasFormula(cell),
          dateStyle: dateStyles[Number(attributeOf(cell.attributes, 's') ?? 0)] ?? false,
          ...(choices && { choices }),
        }
      })
    rows.push({ number, cells: cells.sort((a, b) => a.column - b.column) })
  }
  return { name, rows: rows.sort((a, b) => a.number - b.number), merges: mergesOf(xml), before: '' }
}

const mostTexts = 500

/** The texts of a range of a sheet, such as a list of choices on a hidden one. */
export function textsOfRange(xml: XmlBytes, range: string, strings: readonly string[]): string[] {
  const area = parseRange(range)
  const texts: string[] = []
  if (!area) return texts
  for (const { number, inner } of rowsOf(xml)) {
    if (number > area.bottom || texts.length >= mostTexts) break
    if (number < area.top) continue
    for (const cell of cellsOf(inner)) {
      const text = cellTextOf(cell, strings).trim()
      if (cell.column >= area.left && cell.column <= area.right && text !== '') texts.push(text)
    }
  }
  return texts
}

const mostMerges = 20_000

export const mergesOf = (xml: XmlBytes): FormGrid['merges'] =>
  [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*>/g)]
    .slice(0, mostMerges)
    .flatMap(([tag]) => parseRange(attributeOf(tag, 'ref') ?? '') ?? [])

export const reference = (column: number, row: number): string => columnLetters(column) + row
