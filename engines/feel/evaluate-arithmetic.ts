import { add, Decimal, decimal, divide, fromInteger, multiply, negate, round, subtract } from './decimal.ts'
import { power } from './decimal-functions.ts'
import type { ArithmeticOperator } from './syntax-tree.ts'
import { addTemporals, subtractTemporals } from './temporal-arithmetic.ts'
import { DayTimeDuration, FeelDate, FeelDateTime, FeelTime, isTemporal, YearMonthDuration } from './temporal-values.ts'
import { steadyOffset } from './temporal-zones.ts'
import { Range, type Value } from './values.ts'

/** The result of an operator; undefined where FEEL answers null. */
export function calculate(operator: ArithmeticOperator, left: Value, right: Value): Value | undefined {
  if (left instanceof Decimal && right instanceof Decimal) return onNumbers(operator, left, right)
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined
  if (isTemporal(left) && isTemporal(right)) {
    if (operator === '+') return addTemporals(left, right)
    if (operator === '-') return subtractTemporals(left, right)
    return operator === '/' ? ratio(left, right) : undefined
  }
  if (operator === '*') {
    if (left instanceof Decimal) return scaled(right, left)
    return right instanceof Decimal ? scaled(left, right) : undefined
  }
  return operator === '/' && right instanceof Decimal ? divided(left, right) : undefined
}

function onNumbers(operator: ArithmeticOperator, left: Decimal, right: Decimal): Decimal | undefined {
  switch (operator) {
    case '+':
      return add(left, right)
    case '-':
      return subtract(left, right)
    case '*':
      return multiply(left, right)
    case '/':
      return divide(left, right)
    case '**':
      return power(left, right)
  }
}

/** `-x` for numbers and durations. */
export function negated(value: Value): Value | undefined {
  if (value instanceof Decimal) return negate(value)
  if (value instanceof DayTimeDuration) return new DayTimeDuration(-value.nanos)
  if (value instanceof YearMonthDuration) return new YearMonthDuration(value.months === 0 ? 0 : -value.months)
  return undefined
}

function scaled(value: Value, factor: Decimal): Value | undefined {
  if (value instanceof DayTimeDuration) return nanosOf(multiply(fromInteger(value.nanos), factor))
  if (value instanceof YearMonthDuration) return monthsOf(multiply(fromInteger(value.months), factor))
  return undefined
}

function divided(value: Value, divisor: Decimal): Value | undefined {
  if (value instanceof DayTimeDuration) return nanosOf(divide(fromInteger(value.nanos), divisor))
  if (value instanceof YearMonthDuration) return monthsOf(divide(fromInteger(value.months), divisor))
  return undefined
}

function ratio(left: Value, right: Value): Decimal | undefined {
  if (left instanceof DayTimeDuration && right instanceof DayTimeDuration)
    return divide(fromInteger(left.nanos), fromInteger(right.nanos))
  if (left instanceof YearMonthDuration && right instanceof YearMonthDuration)
    return divide(fromInteger(left.months), fromInteger(right.months))
  return undefined
}

const whole = (value: Decimal | undefined): bigint | undefined => {
  const cut = value && round(value, 0, 'down')
  return cut && cut.exponent <= 40 ? cut.coefficient * 10n ** BigInt(cut.exponent) : undefined
}

function nanosOf(value: Decimal | undefined): DayTimeDuration | undefined {
  const nanos = whole(value)
  return nanos === undefined ? undefined : new DayTimeDuration(nanos)
}

function monthsOf(value: Decimal | undefined): YearMonthDuration | undefined {
  const months = Number(whole(value) ?? Number.NaN)
  return Number.isSafeInteger(months) ? new YearMonthDuration(months) : undefined
}

/** A property such as `.year` or `.start included`; undefined when the value has none of that name. */
export function propertyOf(value: Value, name: string): Value | undefined {
  if (value instanceof FeelDate) return dateProperty(value, name)
  if (value instanceof FeelTime)
    // A time of day has no day to look up the offset of a zone that changes its clocks.
    return timeProperty(value, name, value.zone === undefined ? undefined : steadyOffset(value.zone))
  if (value instanceof FeelDateTime)
    return dateProperty(value.date, name) ?? timeProperty(value.time, name, value.offset)
  if (value instanceof YearMonthDuration) {
    if (name === 'years') return fromInteger(Math.trunc(value.months / 12))
    return name === 'months' ? fromInteger(value.months % 12) : undefined
  }
  if (value instanceof DayTimeDuration) return durationProperty(value, name)
  return value instanceof Range ? rangeProperty(value, name) : undefined
}

function dateProperty(date: FeelDate, name: string): Value | undefined {
  if (name === 'year') return fromInteger(date.year)
  if (name === 'month') return fromInteger(date.month)
  if (name === 'day') return fromInteger(date.day)
  return name === 'weekday' ? fromInteger(weekdayOf(date)) : undefined
}

// Day 0 of the calendar was a Thursday.
const weekdayOf = (date: FeelDate): number => ((((date.number + 3) % 7) + 7) % 7) + 1

function timeProperty(time: FeelTime, name: string, offset: number | undefined): Value | undefined {
  switch (name) {
    case 'hour':
      return fromInteger(time.hour)
    case 'minute':
      return fromInteger(time.minute)
    case 'second':
      return decimal(BigInt(time.second) * 1_000_000_000n + BigInt(time.nano), -9)
    case 'time offset':
      return offset === undefined ? null : DayTimeDuration.fromSeconds(offset)
    case 'timezone':
      return typeof time.zone === 'string' ? time.zone : null
    default:
      return undefined
  }
}

function durationProperty(duration: DayTimeDuration, name: string): Value | undefined {
  const { days, hours, minutes, seconds, nanos } = duration.parts
  if (name === 'days') return fromInteger(days)
  if (name === 'hours') return fromInteger(hours)
  if (name === 'minutes') return fromInteger(minutes)
  return name === 'seconds' ? decimal(seconds * 1_000_000_000n + nanos, -9) : undefined
}

function rangeProperty(range: Range, name: string): Value | undefined {
  if (name === 'start') return range.low ?? null
  if (name === 'end') return range.high ?? null
  if (name === 'start included') return range.lowIncluded
  return name === 'end included' ? range.highIncluded : undefined
}
