import { saysNothing, tight } from './characters.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'

// GB 32100-2015: digits and capitals without I, O, S, V and Z; the weight of the n-th place is 3^(n-1) mod 31.
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = Array.from({ length: 17 }, (_, place) => 3 ** place % 31)

/** The 18th character that belongs to the first 17; undefined when one of them is none of the standard's. */
export function creditCheckCharacter(first17: string): string | undefined {
  const values = Array.from(first17, (character) => characters.indexOf(character))
  if (values.length !== 17 || values.includes(-1)) return undefined
  const sum = values.reduce((total, value, place) => total + value * (weights[place] as number), 0)
  return characters[(31 - (sum % 31)) % 31]
}

/** A unified social credit code in capitals. One that the standard refuses is told and kept as written. */
export function readCreditCode(cell: Cell): Judgement<string> {
  if (cell === undefined) return { value: null }
  if (cell instanceof CellError) return { value: null, note: 'text_unreadable', detail: { value: cell.text } }
  const text = tight(cellText(cell)).toUpperCase()
  if (saysNothing(text)) return { value: null }
  const right = text.length === 18 && creditCheckCharacter(text.slice(0, 17)) === text[17]
  return right ? { value: text } : { value: text, fault: 'credit_code_invalid' }
}
