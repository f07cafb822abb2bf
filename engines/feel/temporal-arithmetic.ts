import { daysOfMonth } from './temporal-calendar.ts'
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  floorDivide,
  type Temporal,
  YearMonthDuration,
} from './temporal-values.ts'
import { utcNanos } from './values.ts'

const nanosOfSecond = 1_000_000_000n
const nanosOfDay = 86_400n * nanosOfSecond

/** The same day so many months later; the last day of the month where that day does not exist. */
export function addMonths(date: FeelDate, months: number): FeelDate | undefined {
  const count = date.year * 12 + date.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return FeelDate.of(year, month, Math.min(date.day, daysOfMonth(year, month)))
}

/** Sum of two temporal values; undefined where FEEL knows none. */
export function addTemporals(left: Temporal, right: Temporal): Temporal | undefined {
  if (left instanceof DayTimeDuration)
    return right instanceof DayTimeDuration
      ? new DayTimeDuration(left.nanos + right.nanos)
      : right instanceof YearMonthDuration
        ? undefined
        : shifted(right, left.nanos)
  if (left instanceof YearMonthDuration)
    return right instanceof YearMonthDuration ? months(left.months + right.months) : monthsLater(right, left.months)
  if (right instanceof DayTimeDuration) return shifted(left, right.nanos)
  if (right instanceof YearMonthDuration) return monthsLater(left, right.months)
  return undefined
}

/** Difference of two temporal values; undefined where FEEL knows none. */
export function subtractTemporals(left: Temporal, right: Temporal): Temporal | undefined {
  if (right instanceof DayTimeDuration)
    return left instanceof DayTimeDuration ? new DayTimeDuration(left.nanos - right.nanos) : shifted(left, -right.nanos)
  if (right instanceof YearMonthDuration)
    return left instanceof YearMonthDuration ? months(left.months - right.months) : monthsLater(left, -right.months)
  if (left instanceof FeelTime && right instanceof FeelTime)
    return new DayTimeDuration(utcNanos(left) - utcNanos(right))
  const [from, to] = [moment(left), moment(right)]
  // Between a moment with a zone and one without there is no known length of time (DMN 1.5, section 10.3.2.8).
  if (!from || !to || (from.time.zone === undefined) !== (to.time.zone === undefined)) return undefined
  return new DayTimeDuration(from.instantNanos - to.instantNanos)
}

/** A date stands for its midnight in UTC where it meets a date and time. */
function moment(value: Temporal): FeelDateTime | undefined {
  if (value instanceof FeelDateTime) return value
  return value instanceof FeelDate ? new FeelDateTime(value, new FeelTime(0, 0, 0, 0, 0)) : undefined
}

const months = (count: number): YearMonthDuration | undefined =>
  Number.isSafeInteger(count) ? new YearMonthDuration(count) : undefined

function monthsLater(value: Temporal, count: number): Temporal | undefined {
  if (value instanceof FeelDate) return addMonths(value, count)
  if (!(value instanceof FeelDateTime)) return undefined
  const date = addMonths(value.date, count)
  return date && new FeelDateTime(date, value.time)
}

function shifted(value: Temporal, nanos: bigint): Temporal | undefined {
  if (value instanceof FeelDate) {
    const days = floorDivide(BigInt(value.number) * nanosOfDay + nanos, nanosOfDay)
    return FeelDate.fromNumber(Number(days))
  }
  if (value instanceof FeelTime) {
    const total = BigInt(value.seconds) * nanosOfSecond + BigInt(value.nano) + nanos
    const ofDay = total - floorDivide(total, nanosOfDay) * nanosOfDay
    return FeelTime.fromSeconds(Number(ofDay / nanosOfSecond), Number(ofDay % nanosOfSecond), value.zone)
  }
  if (!(value instanceof FeelDateTime)) return undefined
  const { zone } = value.time
  return typeof zone === 'string'
    ? FeelDateTime.fromInstantNanos(value.instantNanos + nanos, zone)
    : FeelDateTime.fromLocalNanos(value.localNanos + nanos, zone)
}

/** Whole months between two days, counted towards zero. */
export function monthsBetween(from: FeelDate, to: FeelDate): YearMonthDuration {
  let count = (to.year - from.year) * 12 + to.month - from.month
  if (count > 0 && to.day < from.day) count--
  else if (count < 0 && to.day > from.day) count++
  return new YearMonthDuration(count === 0 ? 0 : count)
}
