import { compareDecimals, Decimal, sameDecimal } from './decimal.ts'
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  isTemporal,
  type Temporal,
  YearMonthDuration,
} from './temporal-values.ts'

/** A context: its entries in the order they were made. */
export type Context = ReadonlyMap<string, Value>
/** What an expression can be. */
export type Value =
  | null
  | boolean
  | string
  | Decimal
  | Temporal
  | Range
  | FeelFunction
  | Context
  | Unknown
  | readonly Value[]

/**
 * A fact that nobody has told yet, with the names of all facts that would have to be known. FEEL itself has no such
 * value; only evaluate-open.ts lets it through, so that what is not known never decides like a false or a zero.
 */
export class Unknown {
  readonly names: readonly string[]

  constructor(names: readonly string[]) {
    this.names = names
  }
}

/** A range; an end that is undefined is open to that side. */
export class Range {
  readonly low: Value | undefined
  readonly high: Value | undefined
  readonly lowIncluded: boolean
  readonly highIncluded: boolean

  constructor(low: Value | undefined, high: Value | undefined, lowIncluded: boolean, highIncluded: boolean) {
    this.low = low
    this.high = high
    this.lowIncluded = lowIncluded
    this.highIncluded = highIncluded
  }
}

/** The present, for the functions that ask for it: a FEEL date and time text. */
export type Moment = {
  readonly now: string | undefined
  /** Counts work done inside a function against the limit of the evaluation. @throws TooMuchWork */
  readonly spend?: (steps: number) => void
}

/** `variant` is given when the arguments were named, and says whose names they were. */
type Call = (values: readonly Value[], moment: Moment, variant?: number) => Value | undefined

/** Something that can be called. */
export class FeelFunction {
  readonly name: string
  /** Parameter names by variant; a name that ends in `?` may be left out. */
  readonly variants: readonly (readonly string[])[]
  /** Takes as many arguments as one likes for its last parameter. */
  readonly variadic: boolean
  /** The result; undefined when the arguments do not fit, which FEEL takes for null. */
  readonly call: Call
  /** The type of the function, where it is known (types.ts makes and reads it). */
  readonly type: unknown

  constructor(
    name: string,
    variants: readonly (readonly string[])[],
    call: Call,
    more: { variadic?: boolean; type?: unknown } = {},
  ) {
    this.name = name
    this.variants = variants
    this.call = call
    this.variadic = more.variadic ?? false
    this.type = more.type
  }
}

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'list'
  | 'context'
  | 'range'
  | 'function'

/** The kind of a value, named as FEEL names its types. */
export function kindOf(value: Value): Kind {
  if (value === null || value instanceof Unknown) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'string'
  if (value instanceof Decimal) return 'number'
  if (isList(value)) return 'list'
  if (isContext(value)) return 'context'
  if (value instanceof Range) return 'range'
  if (value instanceof FeelFunction) return 'function'
  if (value instanceof FeelDate) return 'date'
  if (value instanceof FeelTime) return 'time'
  if (value instanceof FeelDateTime) return 'date and time'
  return value instanceof DayTimeDuration ? 'days and time duration' : 'years and months duration'
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
export const isContext = (value: Value): value is Context => value instanceof Map

/** A value as a list: null is the list of nothing known, anything else the list of itself. */
export const asList = (value: Value): readonly Value[] => (isList(value) ? value : [value])

const order = <Some extends number | bigint>(left: Some, right: Some): -1 | 0 | 1 =>
  left < right ? -1 : left > right ? 1 : 0

/** Order of two strings by code points; JavaScript's own goes by UTF-16 units. */
function compareStrings(left: string, right: string): -1 | 0 | 1 {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    // Halves of a surrogate pair stand for characters beyond all single units.
    if (a !== b) return order(surrogateRank(a), surrogateRank(b))
  }
  return order(left.length, right.length)
}

const surrogateRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** Order of two values of one kind; undefined where FEEL knows none. */
export function compare(left: Value, right: Value): -1 | 0 | 1 | undefined {
  if (left instanceof Decimal) return right instanceof Decimal ? compareDecimals(left, right) : undefined
  if (typeof left === 'string') return typeof right === 'string' ? compareStrings(left, right) : undefined
  if (isTemporal(left) && isTemporal(right)) return compareTemporals(left, right)
  return undefined
}

function compareTemporals(left: Temporal, right: Temporal): -1 | 0 | 1 | undefined {
  if (left instanceof FeelDate && right instanceof FeelDate)
    return order(left.year * 10_000 + left.month * 100 + left.day, right.year * 10_000 + right.month * 100 + right.day)
  if (left instanceof FeelDateTime && right instanceof FeelDateTime)
    return order(left.instantBeside(right), right.instantBeside(left))
  if (left instanceof FeelTime && right instanceof FeelTime) return order(utcNanos(left), utcNanos(right))
  if (left instanceof DayTimeDuration && right instanceof DayTimeDuration) return order(left.nanos, right.nanos)
  if (left instanceof YearMonthDuration && right instanceof YearMonthDuration) return order(left.months, right.months)
  return undefined
}

// A time of day has no day to look a zone's offset up for; this one stands in, by rules that are in force today (in 1970
// London kept another time).
const dayOfStandardTime = new FeelDate(2020, 1, 1)

/** Nanoseconds from midnight UTC; without a zone the clock counts as UTC. */
export const utcNanos = (time: FeelTime): bigint => new FeelDateTime(dayOfStandardTime, time).instantNanos

/** Three-valued equality: null where two things cannot be compared. */
export function equals(left: Value, right: Value): boolean | null {
  if (left === null || right === null) return left === right
  if (typeof left === 'boolean') return typeof right === 'boolean' ? left === right : null
  if (left instanceof Decimal) return right instanceof Decimal ? sameDecimal(left, right) : null
  if (typeof left === 'string') return typeof right === 'string' ? left === right : null
  if (isList(left)) return isList(right) ? equalLists(left, right) : null
  if (isContext(left)) return isContext(right) ? equalContexts(left, right) : null
  if (left instanceof Range) return right instanceof Range ? equalRanges(left, right) : null
  if (left instanceof FeelFunction) return right instanceof FeelFunction ? left === right : null
  if (left instanceof Unknown || !isTemporal(right) || kindOf(left) !== kindOf(right)) return null
  const compared = compareTemporals(left, right)
  return compared === undefined ? null : compared === 0
}

function equalLists(left: readonly Value[], right: readonly Value[]): boolean | null {
  if (left.length !== right.length) return false
  return left.every((value, index) => equals(value, right[index] as Value) === true)
}

function equalContexts(left: Context, right: Context): boolean {
  if (left.size !== right.size) return false
  for (const [name, value] of left) {
    const other = right.get(name)
    if (other === undefined || equals(value, other) !== true) return false
  }
  return true
}

const equalRanges = (left: Range, right: Range): boolean =>
  left.lowIncluded === right.lowIncluded &&
  left.highIncluded === right.highIncluded &&
  equals(left.low ?? null, right.low ?? null) === true &&
  equals(left.high ?? null, right.high ?? null) === true

/** Whether a range holds a value; null where they cannot be compared. */
export function holds(range: Range, value: Value): boolean | null {
  const { low, high } = range
  let inside = true
  if (low !== undefined) {
    const compared = compare(low, value)
    if (compared === undefined) return null
    if (compared > 0 || (compared === 0 && !range.lowIncluded)) inside = false
  }
  if (high !== undefined) {
    const compared = compare(value, high)
    if (compared === undefined) return null
    if (compared > 0 || (compared === 0 && !range.highIncluded)) inside = false
  }
  return inside
}
