import { calendarDate, dayNumber, daysOfMonth } from './temporal-calendar.ts'
import { offsetAt, offsetAtLocal, type Zone } from './temporal-zones.ts'

const nanosOfSecond = 1_000_000_000n
const secondsOfDay = 86_400
const farthestYear = 999_999_999
const two = (value: number): string => String(value).padStart(2, '0')

/** A calendar day of the proleptic Gregorian calendar. */
export class FeelDate {
  readonly year: number
  readonly month: number
  readonly day: number

  constructor(year: number, month: number, day: number) {
    this.year = year
    this.month = month
    this.day = day
  }

  /** Undefined for a day that does not exist or a year beyond ±999,999,999. */
  static of(year: number, month: number, day: number): FeelDate | undefined {
    if (!Number.isInteger(year) || Math.abs(year) > farthestYear) return undefined
    if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return undefined
    return new FeelDate(year, month, day)
  }

  /** The day of a day number; undefined beyond the years of FEEL. */
  static fromNumber(number: number): FeelDate | undefined {
    const { year, month, day } = calendarDate(number)
    return Math.abs(year) > farthestYear ? undefined : new FeelDate(year, month, day)
  }

  /** Days from 1970-01-01. */
  get number(): number {
    return dayNumber(this.year, this.month, this.day)
  }

  toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0')
    return `${this.year < 0 ? '-' : ''}${year}-${two(this.month)}-${two(this.day)}`
  }
}

/** A time of day, with or without a zone. */
export class FeelTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Nanoseconds within the second. */
  readonly nano: number
  readonly zone: Zone | undefined

  constructor(hour: number, minute: number, second: number, nano: number, zone: Zone | undefined) {
    this.hour = hour
    this.minute = minute
    this.second = second
    this.nano = nano
    this.zone = zone
  }

  static fromSeconds(seconds: number, nano: number, zone: Zone | undefined): FeelTime {
    return new FeelTime(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, nano, zone)
  }

  /** Seconds from midnight. */
  get seconds(): number {
    return this.hour * 3600 + this.minute * 60 + this.second
  }

  toString(): string {
    const fraction = this.nano === 0 ? '' : `.${String(this.nano).padStart(9, '0').replace(/0+$/, '')}`
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}${zoneText(this.zone)}`
  }
}

/** A day and a time of it. */
export class FeelDateTime {
  readonly date: FeelDate
  readonly time: FeelTime

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date
    this.time = time
  }

  /** Nanoseconds of the clock from 1970-01-01T00:00, whatever the zone. */
  get localNanos(): bigint {
    const seconds = BigInt(this.date.number) * BigInt(secondsOfDay) + BigInt(this.time.seconds)
    return seconds * nanosOfSecond + BigInt(this.time.nano)
  }

  /** Seconds east of UTC; undefined without a zone. */
  get offset(): number | undefined {
    const { zone } = this.time
    if (zone === undefined) return undefined
    return offsetAtLocal(zone, this.date.number * secondsOfDay + this.time.seconds)
  }

  /** Nanoseconds from 1970-01-01T00:00Z; without a zone the clock counts as UTC. */
  get instantNanos(): bigint {
    return this.localNanos - BigInt(this.offset ?? 0) * nanosOfSecond
  }

  /** Beside a date and time that has a zone, one without is read in the same zone. */
  instantBeside(other: FeelDateTime): bigint {
    const { zone } = other.time
    if (this.time.zone !== undefined || zone === undefined) return this.instantNanos
    const { hour, minute, second, nano } = this.time
    return new FeelDateTime(this.date, new FeelTime(hour, minute, second, nano, zone)).instantNanos
  }

  static fromLocalNanos(nanos: bigint, zone: Zone | undefined): FeelDateTime | undefined {
    const seconds = floorDivide(nanos, nanosOfSecond)
    const days = Number(floorDivide(seconds, BigInt(secondsOfDay)))
    const date = FeelDate.fromNumber(days)
    if (!date) return undefined
    const ofDay = Number(seconds - BigInt(days) * BigInt(secondsOfDay))
    return new FeelDateTime(date, FeelTime.fromSeconds(ofDay, Number(nanos - seconds * nanosOfSecond), zone))
  }

  /** The clock of a zone at an instant. */
  static fromInstantNanos(nanos: bigint, zone: Zone): FeelDateTime | undefined {
    const offset = offsetAt(zone, Number(floorDivide(nanos, nanosOfSecond)))
    return FeelDateTime.fromLocalNanos(nanos + BigInt(offset) * nanosOfSecond, zone)
  }

  toString(): string {
    return `${this.date}T${this.time}`
  }
}

/** A length of time in days and parts of days. */
export class DayTimeDuration {
  readonly nanos: bigint

  constructor(nanos: bigint) {
    this.nanos = nanos
  }

  static fromSeconds(seconds: number): DayTimeDuration {
    return new DayTimeDuration(BigInt(seconds) * nanosOfSecond)
  }

  /** Days, hours, minutes, seconds and nanoseconds, all with the sign of the whole. */
  get parts(): { days: bigint; hours: bigint; minutes: bigint; seconds: bigint; nanos: bigint } {
    const seconds = this.nanos / nanosOfSecond
    return {
      days: seconds / 86_400n,
      hours: (seconds / 3600n) % 24n,
      minutes: (seconds / 60n) % 60n,
      seconds: seconds % 60n,
      nanos: this.nanos % nanosOfSecond,
    }
  }

  toString(): string {
    if (this.nanos === 0n) return 'PT0S'
    const negative = this.nanos < 0n
    const { days, hours, minutes, seconds, nanos } = negative ? new DayTimeDuration(-this.nanos).parts : this.parts
    const fraction = nanos === 0n ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
    const clock =
      (hours ? `${hours}H` : '') + (minutes ? `${minutes}M` : '') + (seconds || nanos ? `${seconds}${fraction}S` : '')
    return `${negative ? '-' : ''}P${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`
  }
}

/** A length of time in whole months. */
export class YearMonthDuration {
  readonly months: number

  constructor(months: number) {
    this.months = months
  }

  toString(): string {
    if (this.months === 0) return 'P0M'
    const size = Math.abs(this.months)
    const years = Math.floor(size / 12)
    return `${this.months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${size % 12 ? `${size % 12}M` : ''}`
  }
}

export type Temporal = FeelDate | FeelTime | FeelDateTime | DayTimeDuration | YearMonthDuration

export const isTemporal = (value: unknown): value is Temporal =>
  value instanceof FeelDate ||
  value instanceof FeelTime ||
  value instanceof FeelDateTime ||
  value instanceof DayTimeDuration ||
  value instanceof YearMonthDuration

/** Division that rounds down, also below zero. */
export function floorDivide(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor
  return numerator % divisor < 0n ? quotient - 1n : quotient
}

function zoneText(zone: Zone | undefined): string {
  if (zone === undefined) return ''
  if (typeof zone === 'string') return `@${zone}`
  if (zone === 0) return 'Z'
  const size = Math.abs(zone)
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`
}
