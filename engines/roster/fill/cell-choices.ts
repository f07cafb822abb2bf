import { columnNumber } from '../grid.ts'
import { parseRange } from '../sheet-cells.ts'
import { attributeOf, textOf, type XmlBytes } from './xml-bytes.ts'

/** What may be chosen in a cell, by its place; undefined where anything may be written. */
export type CellChoices = (row: number, column: number) => readonly string[] | undefined

/** The texts of a range of another sheet, as a list of choices names it. */
export type RangeTexts = (sheet: string, range: string) => readonly string[]

const mostLists = 200
const list = /<((?:\w+:)?)dataValidation\s([^>]*)>([\s\S]*?)<\/\1dataValidation>/g

/** Lists of choices of a sheet: written out, or from a range of cells. */
export function choicesOf(xml: XmlBytes, textsAt: RangeTexts): CellChoices {
  const lists = [...xml.matchAll(list)].slice(0, mostLists).flatMap(([, , attributes = '', inner = '']) => {
    if (attributeOf(attributes, 'type') !== 'list') return []
    const said = /<(?:\w+:)?(?:f|formula1)(?:\s[^>]*)?>([^<]+)</.exec(inner)?.[1]
    const where = attributeOf(attributes, 'sqref') ?? /<(?:\w+:)?sqref>([^<]+)</.exec(inner)?.[1] ?? ''
    const choices = said === undefined ? [] : chosenFrom(textOf(said).trim(), textsAt)
    const ranges = where.split(/\s+/).flatMap((one) => parseRange(one) ?? single(one))
    return choices.length > 0 && ranges.length > 0 ? [{ choices, ranges }] : []
  })
  return (row, column) =>
    lists.find(({ ranges }) =>
      ranges.some(({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right),
    )?.choices
}

function single(reference: string) {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference)
  if (!match) return []
  const [column, row] = [columnNumber(match[1] ?? ''), Number(match[2])]
  return [{ top: row, bottom: row, left: column, right: column }]
}

function chosenFrom(formula: string, textsAt: RangeTexts): readonly string[] {
  const written = /^"([^"]*)"$/.exec(formula)?.[1]
  if (written !== undefined)
    return written
      .split(/[,，]/)
      .map((choice) => choice.trim())
      .filter(Boolean)
  const range = /^(?:'([^']+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$/.exec(formula)
  return range ? textsAt(range[1] ?? range[2] ?? '', (range[3] ?? '').replaceAll('$', '')) : []
}
