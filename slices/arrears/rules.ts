import type { Day } from '../../core/date.ts'
import { Line } from './model.ts'

/** The first day of a month, as the database holds months. */
export const firstDay = (month: string): Day => `${month.slice(0, 7)}-01`

/** The month so many months before that of a day, as its first day. */
export function monthsBack(day: Day, months: number): Day {
  const number = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`
}

/** One month of one receiver, as the list names it. */
type RowKey = { householdId: string; receiverId: string; line: Line; month: string }

const shape =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z_]+)\.(\d{4}-\d{2})$/

/** Reads the key of a row; undefined when it is none. */
export function readKey(key: string): RowKey | undefined {
  const [, householdId, receiverId, line, month] = shape.exec(key) ?? []
  const known = Line.safeParse(line)
  if (!householdId || !receiverId || !month || !known.success) return undefined
  return { householdId, receiverId, line: known.data, month }
}
