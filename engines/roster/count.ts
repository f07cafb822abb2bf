import { clean, saysNothing } from './characters.ts'
import { chineseNumber } from './chinese-number.ts'
import { type Cell, CellError, cellText, SerialDay } from './grid.ts'
import type { Judgement } from './judgement.ts'

// More than this is no family and no helper's load: two numbers have run together, or a year stands there.
const most = 999

/** A number of persons or families: `6`, `6人`, `三口`. Anything not certain is `amount_unreadable`. */
export function readCount(cell: Cell): Judgement<number> {
  if (cell === undefined) return { value: null }
  if (cell instanceof CellError || cell instanceof SerialDay || typeof cell === 'boolean')
    return { value: null, fault: 'amount_unreadable' }
  const text = clean(cellText(cell)).replaceAll(' ', '')
  const bare = text
    .replace(/[。.,;]$/, '')
    .replace(/^(?:一家|全家)(?=.{1,2}[口人])|之家$|\((?:人|含.{1,4})\)$|(?<=人)户$/g, '')
    .replace(/(?:口人|人口|[人口户名位个家对])$/, '')
    .replace(/^共(?=.)/, '')
    .replace(/\.0+$/, '')
  const value = /^\d{1,4}$/.test(bare) ? Number(bare) : chineseNumber(bare)
  if (value !== undefined && value <= most) return { value }
  return saysNothing(text) ? { value: null } : { value: null, fault: 'amount_unreadable' }
}
