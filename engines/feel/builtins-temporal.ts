import { type BuiltIn, builtIn, type Given } from './builtins-define.ts'
import { type Decimal, decimal, fromInteger, powerOfTen, round } from './decimal.ts'
import { monthsBetween } from './temporal-arithmetic.ts'
import { dayOfYear, weekday, weekOfYear } from './temporal-calendar.ts'
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal-parse.ts'
import { DayTimeDuration, FeelDate, FeelDateTime, FeelTime } from './temporal-values.ts'
import { isZoneName, type Zone } from './temporal-zones.ts'
import { midnightUtc } from './types.ts'
import type { Moment, Value } from './values.ts'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const dayOf = (value: Value): FeelDate => (value instanceof FeelDateTime ? value.date : (value as FeelDate))

/** A clock reading from numbers; seconds may have a fraction. Undefined outside the day. */
function clock(hour: number | undefined, minute: number | undefined, second: Decimal, zone: Zone | undefined) {
  const nanos = round(second, 9, 'down')
  if (hour === undefined || minute === undefined || !nanos) return undefined
  const total = decimal(nanos.coefficient, nanos.exponent + 9)
  const count = total ? Number(total.coefficient * powerOfTen(total.exponent)) : -1
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || count < 0 || count >= 60e9) return undefined
  return new FeelTime(hour, minute, Math.floor(count / 1e9), count % 1e9, zone)
}

/** A zone given as a duration from UTC or as a name; null is none, undefined is one that cannot be. */
function zoneOf(value: Value): Zone | null | undefined {
  if (value === null) return null
  if (typeof value === 'string') return isZoneName(value) ? value : undefined
  if (!(value instanceof DayTimeDuration)) return undefined
  const seconds = Number(value.nanos / 1_000_000_000n)
  return Math.abs(seconds) <= 18 * 3600 ? seconds : undefined
}

function clockFrom(given: Given, first: number): FeelTime | undefined {
  const zone = zoneOf(given.value(first + 3))
  if (zone === undefined) return undefined
  return clock(given.integer(first), given.integer(first + 1), given.number(first + 2), zone ?? undefined)
}

function dateFrom(given: Given): FeelDate | undefined {
  const [year, month, day] = [given.integer(0), given.integer(1), given.integer(2)]
  if (year === undefined || month === undefined || day === undefined) return undefined
  return FeelDate.of(year, month, day)
}

function timeFrom(value: Value): FeelTime | undefined {
  if (typeof value === 'string') return parseTime(value)
  if (value instanceof FeelTime) return value
  if (value instanceof FeelDate) return midnightUtc(value).time
  return (value as FeelDateTime).time
}

function dateTimeFrom(value: Value): FeelDateTime | undefined {
  if (typeof value === 'string') return parseDateTime(value)
  return value instanceof FeelDate ? midnightUtc(value) : (value as FeelDateTime)
}

const joined = (date: FeelDate | undefined, time: FeelTime | undefined): FeelDateTime | undefined =>
  date && time && new FeelDateTime(date, time)

const presentOf = ({ now }: Moment): FeelDateTime | undefined => (now === undefined ? undefined : parseDateTime(now))

const onDay = (name: string, body: (date: FeelDate) => Value): BuiltIn =>
  builtIn(name, ['date: day'], (given) => body(dayOf(given.value(0))))

export const temporalFunctions: readonly BuiltIn[] = [
  builtIn('date', ['from: string', 'from: day', 'year: number, month: number, day: number'], (given, variant) => {
    if (variant === 2) return dateFrom(given)
    return variant === 0 ? parseDate(given.text(0)) : dayOf(given.value(0))
  }),
  builtIn(
    'time',
    [
      'from: string',
      'from: time',
      'from: day',
      'hour: number, minute: number, second: number, offset?: nullable days and time duration',
    ],
    (given, variant) => (variant === 3 ? clockFrom(given, 0) : timeFrom(given.value(0))),
  ),
  builtIn(
    'date and time',
    [
      'from: string',
      'from: day',
      'date: day, time: time',
      'year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: nullable days and time duration',
      'year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string',
    ],
    (given, variant) => {
      if (variant < 2) return dateTimeFrom(given.value(0))
      if (variant === 2) return joined(dayOf(given.value(0)), given.value(1) as FeelTime)
      return joined(dateFrom(given), clockFrom(given, 3))
    },
  ),
  builtIn('duration', ['from: string', 'from: duration'], (given, variant) =>
    variant === 0 ? parseDuration(given.text(0)) : given.value(0),
  ),
  builtIn('years and months duration', ['from: day, to: day'], (given) =>
    monthsBetween(dayOf(given.value(0)), dayOf(given.value(1))),
  ),
  builtIn('now', [''], (given) => presentOf(given.moment)),
  builtIn('today', [''], (given) => presentOf(given.moment)?.date),
  onDay('day of year', (date) => fromInteger(dayOfYear(date.year, date.month, date.day))),
  onDay('day of week', (date) => days[weekday(date.number) - 1] as string),
  onDay('month of year', (date) => months[date.month - 1] as string),
  onDay('week of year', (date) => fromInteger(weekOfYear(date.number))),
]
