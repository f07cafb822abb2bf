/** The proleptic Gregorian calendar: years before 1582 and before 0 count the same way. Days count from 1970-01-01. */

const daysOfCycle = 146_097
const daysToEpoch = 719_468

/** Day number of a calendar date. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const cycle = Math.floor(shifted / 400)
  const yearOfCycle = shifted - cycle * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * daysOfCycle + dayOfCycle - daysToEpoch
}

/** Year, month and day of a day number. */
export function calendarDate(number: number): { year: number; month: number; day: number } {
  const shifted = number + daysToEpoch
  const cycle = Math.floor(shifted / daysOfCycle)
  const dayOfCycle = shifted - cycle * daysOfCycle
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / (daysOfCycle - 1))) /
      365,
  )
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return { year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day }
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** 1 Monday to 7 Sunday; day 0 was a Thursday. */
export const weekday = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1

export const dayOfYear = (year: number, month: number, day: number): number =>
  dayNumber(year, month, day) - dayNumber(year, 1, 1) + 1

/** Week of the year by ISO 8601: the week with the year's first Thursday is week 1. */
export function weekOfYear(number: number): number {
  const thursday = number - weekday(number) + 4
  const { year } = calendarDate(thursday)
  return Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1
}
