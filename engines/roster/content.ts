import { identityFault, upgrade15 } from '../../core/identity-number.ts'
import { saysNothing, tight } from './characters.ts'
import { findCategory, findCause, findEthnicity, findRelation, findSex } from './codes.ts'
import { readDay } from './day.ts'
import type { Field } from './fields.ts'
import { type Cell, cellText, SerialDay } from './grid.ts'
import { readPhone } from './phone.ts'

/** Recognisers of what a value looks like, whatever its heading. Fields without one cannot be told by their values. */
const recognisers: Partial<Record<Field, (text: string, cell: Cell) => boolean>> = {
  id_number: (text) => /^\d{17}[\dxX]$|^\d{15}$|^\d{16}$/.test(text.replace(/-/g, '')),
  phone: (text) => /^[\d\-+()]{7,}/.test(text) && readPhone(text).fault === undefined,
  sex: (text) => /^\D/.test(text) && findSex(text) !== undefined,
  ethnicity: (text) => /^\D/.test(text) && findEthnicity(text) !== undefined,
  relation_text: (text) => /^\D/.test(text) && findRelation(text) !== undefined,
  category: (text) => /困|深度|相对|意外致/.test(text) && findCategory(text) !== undefined,
  cause: (text) => /^\D/.test(text) && findCause(text) !== undefined,
  birth_date: (text, cell) => cell instanceof SerialDay || (text.length >= 5 && readDay(cell, false).value !== null),
  name: (text) => /^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,10}$/.test(text),
  address: (text) => /[\u4e00-\u9fff]{2,}.*[号路街村镇乡区组栋室委]/.test(text) && text.length >= 5,
}

/** Fields that a column may become by its values alone. Amounts and yes-or-no columns look like too many others. */
const decisive: ReadonlySet<Field> = new Set([
  'id_number',
  'phone',
  'sex',
  'ethnicity',
  'category',
  'relation_text',
  'birth_date',
  'name',
])

export type ColumnContent = {
  /** How many of the cells looked at hold something. */
  readonly filled: number
  /** How many of them, 0 to 1, look like a field. */
  readonly share: ReadonlyMap<Field, number>
}

/** What the values of a column look like, from a sample of its cells. */
export function columnContent(cells: readonly Cell[]): ColumnContent {
  const hits = new Map<Field, number>()
  let filled = 0
  for (const cell of cells) {
    const text = tight(cellText(cell))
    if (saysNothing(text)) continue
    filled++
    for (const [field, recognises] of Object.entries(recognisers))
      if (recognises(text, cell)) hits.set(field as Field, (hits.get(field as Field) ?? 0) + 1)
  }
  return { filled, share: new Map([...hits].map(([field, count]) => [field, count / filled])) }
}

export const hasRecogniser = (field: Field): boolean => recognisers[field] !== undefined
export const isDecisive = (field: Field): boolean => decisive.has(field)

/** How many of the days in one column are the birth days of the identity numbers in another, 0 to 1. */
export function birthShare(days: readonly Cell[], numbers: readonly Cell[], date1904: boolean): number {
  let [compared, same] = [0, 0]
  for (const [index, cell] of numbers.entries()) {
    const text = tight(cellText(cell)).toUpperCase()
    const number = /^\d{15}$/.test(text) ? upgrade15(text) : text
    const day = readDay(days[index], date1904).value
    if (day === null || identityFault(number) !== undefined) continue
    compared++
    if (day.replaceAll('-', '') === number.slice(6, 14)) same++
  }
  return compared < 3 ? 0 : same / compared
}
