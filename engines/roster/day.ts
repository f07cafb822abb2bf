import { type Day, isDay } from '../../core/date.ts'
import { clean, saysNothing } from './characters.ts'
import { chineseDigits, chineseNumber } from './chinese-number.ts'
import { type Cell, CellError, SerialDay } from './grid.ts'
import type { Judgement } from './judgement.ts'

const unreadableDay: Judgement<Day> = { value: null, fault: 'date_unreadable' }
const year = '((?:18|19|20)\\d{2})'
const parts = new RegExp(`^${year}[-./年,、。\\\\]+(\\d{1,2})[-./月,、。\\\\]+(\\d{1,2})[日号.。]?$`)
const monthOnly = new RegExp(`^${year}[-./年,、。\\\\]+(\\d{1,2})[月份.。]*$`)
const chineseDay =
  /^([〇零○一二三四五六七八九]{4})年([〇零一二三四五六七八九十]{1,3})月(?:([〇零一二三四五六七八九十]{1,3})[日号])?$/

/**
 * A cell of a date column. Five digits are an Excel day; eight are a day written without marks. A date known only to
 * its month is no day: it is noted, and `detail.month` (`YYYY-MM`) says which. Two-digit years and lunar dates could
 * be meant in two ways and are `date_unreadable`.
 */
export function readDay(cell: Cell, date1904: boolean): Judgement<Day> {
  if (cell === undefined) return { value: null }
  if (cell instanceof SerialDay) return fromSerial(cell.serial, date1904)
  if (typeof cell === 'number') return fromNumber(cell, date1904)
  if (typeof cell === 'boolean' || cell instanceof CellError) return unreadableDay
  const text = dateText(cell)
  if (saysNothing(text)) return { value: null }
  return fromText(text, date1904)
}

/** Time of day and what is said around the date taken off; spaces between digits become marks. */
const dateText = (cell: string): string =>
  clean(cell)
    .replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?$/i, '')
    .replace(/(?<=\d) +(?=\d)/g, '-')
    .replaceAll(' ', '')
    .replace(/\((?:公历|阳历|新历|身份证.{0,3})\)$/, '')
    .replace(/\(?(?:星期|周)[一二三四五六日天]\)?$/, '')
    .replace(/^(?:公历|阳历|新历|生于|出生于)/, '')
    .replace(/(?:出生|生|[,;，；])$/, '')
    .replace(/(?<=^\d{8})\.0+$/, '')
    .replace(/(?<=\d年)元月/, '1月')
    .replace(/(?<=[〇零○一二三四五六七八九]年)元月/, '一月')
    .replace(/(?<=\d)[·_](?=\d)/g, '.')
    .replace(/[－—–―‐−]/g, '-')

function fromNumber(value: number, date1904: boolean): Judgement<Day> {
  const whole = Math.floor(value)
  if (whole >= 10_000 && whole <= 99_999) return fromSerial(value, date1904)
  // 1975.11 typed as a number: 1975.1 may be January or October.
  if (whole >= 1800 && whole < 2100 && value !== whole) {
    const month = Math.round((value - whole) * 100)
    if (month % 10 !== 0 && month >= 1 && month <= 12) return onlyMonth(String(whole), month)
    return unreadableDay
  }
  return value === whole ? fromText(String(whole), date1904) : unreadableDay
}

/** Day 60 of the 1900 system is 29 February 1900, which never was. */
function fromSerial(serial: number, date1904: boolean): Judgement<Day> {
  // Programs that compute days from instants are some seconds short of midnight.
  const count = Math.floor(serial + 0.0005)
  if (count < 1 || count > 2_958_465 || (!date1904 && count === 60)) return unreadableDay
  // Days from 1 January 1970 to day 0 of either system; the 1900 one has a day too many before March 1900.
  const start = date1904 ? -24_107 : count < 60 ? -25_568 : -25_569
  return { value: calendarDay(start + count) }
}

/** The calendar day `count` days after 1 January 1970, by years that begin in March so that leap days come last. */
function calendarDay(count: number): Day {
  const shifted = count + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1
  const inJanuary = month >= 10
  return `${yearOfEra + era * 400 + (inJanuary ? 1 : 0)}-${twoDigits(inJanuary ? month - 9 : month + 3)}-${twoDigits(day)}`
}

function fromText(text: string, date1904: boolean): Judgement<Day> {
  if (/^\d{5}(?:\.0+)?$/.test(text)) return fromSerial(Number(text), date1904)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const marked = parts.exec(text) ?? compact
  if (marked) return certain(dayText(marked[1] as string, Number(marked[2]), Number(marked[3])))
  const month = monthOnly.exec(text)
  if (month) return onlyMonth(month[1] as string, Number(month[2]))
  if (/^\d{6}$/.test(text)) return sixDigits(text)
  const written = chineseDay.exec(text)
  if (written) return fromChinese(written)
  return fromYearLast(text)
}

/** 197511 is a month, unless it may as well be a day with a short year (200110: 2001-10 or 2020-01-10). */
function sixDigits(text: string): Judgement<Day> {
  const [first, month, last] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))]
  const shortYear = month >= 1 && month <= 12 && last >= 1 && last <= 31
  if ((first !== 19 && first !== 20) || shortYear) return unreadableDay
  return onlyMonth(text.slice(0, 4), last)
}

function fromChinese([, yearText = '', monthText = '', dayOfMonth]: RegExpExecArray): Judgement<Day> {
  const [digits, month] = [chineseDigits(yearText), chineseNumber(monthText)]
  if (digits === undefined || month === undefined) return unreadableDay
  if (dayOfMonth === undefined) return onlyMonth(digits, month)
  return certain(dayText(digits, month, chineseNumber(dayOfMonth) ?? 0))
}

/** 28/11/1975 can be read in one way only; 1/2/1975 cannot. */
function fromYearLast(text: string): Judgement<Day> {
  const named = withMonthNamed(text)
  if (named) return certain(named)
  const match = new RegExp(`^(\\d{1,2})[-./](\\d{1,2})[-./]${year}$`).exec(text)
  if (!match) return unreadableDay
  const [, one, two, yearText = ''] = match
  const readings = new Set(
    [dayText(yearText, Number(one), Number(two)), dayText(yearText, Number(two), Number(one))].filter(isDay),
  )
  return readings.size === 1 ? { value: [...readings][0] as Day } : unreadableDay
}

const monthName = '([a-z]{3})[a-z]{0,6}\\.?'
const namedMonths = [
  { pattern: new RegExp(`^(\\d{1,2})[-,/]?${monthName}[-,/]?${year}$`, 'i'), order: [3, 2, 1] },
  { pattern: new RegExp(`^${monthName}[-/]?(\\d{1,2})(?:st|nd|rd|th)?[-,/]${year}$`, 'i'), order: [3, 1, 2] },
  { pattern: new RegExp(`^${year}[-,/]?${monthName}[-,/]?(\\d{1,2})$`, 'i'), order: [1, 2, 3] },
] as const

/** 5-Mar-1970, Mar 5, 1970 and 1970-Mar-05, as programs set to English write days into text files. */
function withMonthNamed(text: string): string | undefined {
  for (const { pattern, order } of namedMonths) {
    const match = pattern.exec(text)
    if (!match) continue
    const [years = '', name = '', days = ''] = order.map((place) => match[place])
    const month = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(name.toLowerCase()) / 3 + 1
    return Number.isInteger(month) ? dayText(years, month, Number(days)) : undefined
  }
  return undefined
}

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value))
const dayText = (yearText: string, month: number, day: number) => `${yearText}-${twoDigits(month)}-${twoDigits(day)}`
const certain = (day: string): Judgement<Day> => (isDay(day) ? { value: day } : unreadableDay)
const onlyMonth = (yearText: string, month: number): Judgement<Day> =>
  month >= 1 && month <= 12
    ? { value: null, note: 'month_only', detail: { month: `${yearText}-${twoDigits(month)}` } }
    : unreadableDay
