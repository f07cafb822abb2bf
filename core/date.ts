import { z } from 'zod'

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Days compare as text. */
export const Day = z
  .string()
  .refine(isDay, { error: 'not_a_day' })
  .meta({ description: 'Calendar day in Asia/Shanghai, YYYY-MM-DD', format: 'date' })
export type Day = z.infer<typeof Day>

/** A calendar month, `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'not_a_month' })
export type Month = z.infer<typeof Month>

const dayMs = 86_400_000
// China has kept UTC+8 without summer time since 1991; what is recorded here is recorded later than that.
const shanghaiOffsetMs = 8 * 3_600_000

/** True for a day that exists in the calendar, years 1000 to 9999. */
export function isDay(text: string): boolean {
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days of a month, `month` 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** What the clocks in Asia/Shanghai show at an instant, `2026-11-22T10:32:07.000Z` without being UTC. */
const shanghaiClock = (instantMs: number): string => new Date(instantMs + shanghaiOffsetMs).toISOString()

/** The day that an instant falls on in Asia/Shanghai. The instant is handed in: pure code reads no clock. */
export function dayOf(instant: Date): Day {
  return shanghaiClock(instant.getTime()).slice(0, 10)
}

/** An instant as evidence states it, `2026-11-22 10:32:07`. */
export function secondOf(instant: string): string {
  return shanghaiClock(Date.parse(instant)).slice(0, 19).replace('T', ' ')
}

/** An instant as people read it in Asia/Shanghai, `2026-11-22 10:32`. */
export function minuteOf(instant: string): string {
  return shanghaiClock(Date.parse(instant)).slice(0, 16).replace('T', ' ')
}

const epochDay = (day: Day) => Date.parse(`${day}T00:00:00Z`) / dayMs
const fromEpochDay = (count: number): Day => new Date(count * dayMs).toISOString().slice(0, 10)

/** The day `days` (may be negative) after `day`. */
export const addDays = (day: Day, days: number): Day => fromEpochDay(epochDay(day) + days)

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => epochDay(to) - epochDay(from)

/** The same day `months` later; the last day of the month where that day does not exist. */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(count / 12)
  const month = (count % 12) + 1
  const last = Math.min(Number(day.slice(8)), daysInMonth(year, month))
  return `${year}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`
}

/** Completed years on the day `on`: a person is a year older on the birthday itself. */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) >= birth.slice(5) ? years : years - 1
}
