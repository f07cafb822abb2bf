import { clean, tight } from './characters.ts'
import { findCategory, findCause, findEthnicity, findSex } from './codes.ts'
import type { Field } from './fields.ts'
import { type Cell, cellText, type Row } from './grid.ts'
import { readYesNo } from './yes-no.ts'

/** What the codes of a column stand for, as the form itself says: 1 → 深度困难. */
export type Legend = ReadonlyMap<string, string>

const longest = 300
const entry =
  /(?<![\dA-Z])(\d{1,2}|[A-Z])\s*[.、:=\-—)]*\s*(?:代表|表示|为|是(?=[\u4e00-\u9fff]{2}))?\s*([\u4e00-\u9fff]{1,12})/g
const known: Partial<Record<Field, (word: string) => boolean>> = {
  sex: (word) => findSex(word) !== undefined,
  ethnicity: (word) => findEthnicity(word) !== undefined,
  category: (word) => findCategory(word) !== undefined,
  cause: (word) => findCause(word) !== undefined,
  dibao: (word) => readYesNo(word).fault === undefined,
}
/** How many words a column of this field has at least: 是 and 否 are two. */
const fewest = 2

/**
 * The legend of a field in a text such as `致困原因：1因病 2因残 3因学`: codes that differ, most of their words known to the
 * field. Undefined when the text is none, or when it says one code twice.
 */
export function findLegend(field: Field, text: string): Legend | undefined {
  const isKnown = known[field]
  if (!isKnown || text.length > longest || !/\d|[A-Z]/.test(text)) return undefined
  const found = new Map<string, string>()
  let right = 0
  for (const [, code = '', word = ''] of clean(text).matchAll(entry)) {
    if (found.has(code)) return undefined
    found.set(code, word)
    if (isKnown(word)) right++
  }
  return right >= fewest && right >= found.size * 0.6 ? found : undefined
}

/** The legend in the notes above a table: the one that names the column; without a name, the only one of its kind. */
export function legendAbove(field: Field, heading: string, rows: readonly Row[]): Legend | undefined {
  if (!known[field]) return undefined
  const found: Legend[] = []
  for (const { cells } of rows)
    for (const cell of cells)
      if (typeof cell === 'string' && cell.length <= longest * 4)
        for (const part of cell.split(/[;；。\n]/)) {
          const legend = findLegend(
            field,
            part.replace(/^\s*(?:注|说明|填表说明)\s*[:：]?\s*(?:\d+\s*[.、](?=[^\d]*[:：]))?/, ''),
          )
          if (!legend) continue
          if (heading !== '' && tight(part).includes(heading)) return legend
          found.push(legend)
        }
  return found.length === 1 ? found[0] : undefined
}

/** The word that a code stands for; a cell that holds no code of the legend stays as it is. */
export function decoded(cell: Cell, legend: Legend): Cell {
  if (typeof cell !== 'number' && typeof cell !== 'string') return cell
  const text = tight(cellText(cell)).toUpperCase()
  if (text.length > 3) return cell
  return legend.get(text) ?? legend.get(text.replace(/^0(?=\d)/, '').replace(/[.、]$|\.0+$/, '')) ?? cell
}
