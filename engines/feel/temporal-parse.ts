import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  type Temporal,
  YearMonthDuration,
} from './temporal-values.ts'
import { isZoneName, type Zone } from './temporal-zones.ts'

const dateForm = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d{2})-(\d{2})$/
const timeForm = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2}(?::\d{2})?|@.+)?$/
const durationForm = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/
// The widest offset that a zone may have.
const widestOffset = 18 * 3600

/** `2026-12-01`, `-0044-03-15`; undefined for anything else. */
export function parseDate(text: string): FeelDate | undefined {
  const match = dateForm.exec(text)
  return match ? FeelDate.of(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** `10:30:00`, with fraction, `Z` (the standard also writes `z`), `+08:00` or `@Asia/Shanghai`; undefined for anything else. */
export function parseTime(text: string): FeelTime | undefined {
  return parseClock(text)?.time
}

/** `24:00:00` is the midnight at the end of the day. */
function parseClock(text: string): { time: FeelTime; nextDay: boolean } | undefined {
  const match = timeForm.exec(text)
  if (!match) return undefined
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const nano = Number((match[4] ?? '').slice(0, 9).padEnd(9, '0'))
  const zone = match[5] === undefined ? undefined : parseZone(match[5])
  if (match[5] !== undefined && zone === undefined) return undefined
  if (hour === 24 && minute === 0 && second === 0 && nano === 0)
    return { time: new FeelTime(0, 0, 0, 0, zone), nextDay: true }
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return { time: new FeelTime(hour, minute, second, nano, zone), nextDay: false }
}

function parseZone(text: string): Zone | undefined {
  if (text === 'Z' || text === 'z') return 0
  if (text.startsWith('@')) return isZoneName(text.slice(1)) ? text.slice(1) : undefined
  const [hours, minutes, seconds] = text.slice(1).split(':').map(Number) as [number, number, number?]
  const offset = hours * 3600 + minutes * 60 + (seconds ?? 0)
  if (minutes > 59 || (seconds ?? 0) > 59 || offset > widestOffset) return undefined
  return text.startsWith('-') && offset !== 0 ? -offset : offset
}

/** `2026-12-01T10:30:00+08:00`; a date alone means its midnight. Undefined for anything else. */
export function parseDateTime(text: string): FeelDateTime | undefined {
  const split = text.indexOf('T')
  if (split < 0) {
    const date = parseDate(text)
    return date && new FeelDateTime(date, new FeelTime(0, 0, 0, 0, undefined))
  }
  const date = parseDate(text.slice(0, split))
  const clock = parseClock(text.slice(split + 1))
  if (!date || !clock) return undefined
  const day = clock.nextDay ? FeelDate.fromNumber(date.number + 1) : date
  return day && new FeelDateTime(day, clock.time)
}

/** `P1Y2M` or `P3DT4H5M6.7S`; both kinds at once is no FEEL duration. Undefined for anything else. */
export function parseDuration(text: string): DayTimeDuration | YearMonthDuration | undefined {
  const match = durationForm.exec(text)
  if (!match || text.endsWith('T') || text.endsWith('P')) return undefined
  const [, minus, years, months, days, clock, hours, minutes, seconds, fraction] = match
  const sign = minus ? -1 : 1
  if (years !== undefined || months !== undefined) {
    if (days !== undefined || clock !== undefined) return undefined
    const total = Number(years ?? 0) * 12 + Number(months ?? 0)
    return Number.isSafeInteger(total) ? new YearMonthDuration(total === 0 ? 0 : sign * total) : undefined
  }
  const whole =
    ((BigInt(days ?? 0) * 24n + BigInt(hours ?? 0)) * 60n + BigInt(minutes ?? 0)) * 60n + BigInt(seconds ?? 0)
  const nanos = whole * 1_000_000_000n + BigInt((fraction ?? '').slice(0, 9).padEnd(9, '0'))
  return new DayTimeDuration(BigInt(sign) * nanos)
}

/** What `@"…"` means: a date, a time, a date and time or a duration. */
export const parseTemporal = (text: string): Temporal | undefined =>
  parseDate(text) ?? parseTime(text) ?? (text.includes('T') ? parseDateTime(text) : undefined) ?? parseDuration(text)
