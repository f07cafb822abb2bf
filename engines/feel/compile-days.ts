import { type Code, type DayCode, fieldCode, type NumberCode, numberCode, type SpanCode } from './compile-code.ts'
import { farthestMonths, type Schema } from './compile-schema.ts'
import type { ArithmeticOperator, Syntax } from './syntax-tree.ts'
import { calendarDate, dayNumber, daysOfMonth, weekday } from './temporal-calendar.ts'
import { parseDate, parseDuration } from './temporal-parse.ts'
import { YearMonthDuration } from './temporal-values.ts'

/** A parameter on any day: from `days[i]` on it is `values[i]`, and not known before the first. The days ascend. */
export type Series = { readonly days: readonly number[]; readonly values: readonly number[] }

type Names = { readonly get: (name: string) => Code | undefined }
type Call = Syntax & { readonly kind: 'call' }
/** What days need of the compiler that they are part of. */
interface DayCompiler {
  compile(node: Syntax, names: Names): Code
  hold(code: string): string
  use(what: string): string
}

/** What loops ask of days; each answers NaN where a day is not known. Days count from 1970-01-01. */
export const calendar = {
  year: (day: number): number => calendarDate(day).year,
  month: (day: number): number => calendarDate(day).month,
  day: (day: number): number => calendarDate(day).day,
  weekday,
  /** The same day so many months later; the last day of the month where that day does not exist. */
  later: (day: number, months: number): number => {
    const from = calendarDate(day)
    const count = from.year * 12 + from.month - 1 + months
    const year = Math.floor(count / 12)
    const month = count - year * 12 + 1
    return dayNumber(year, month, Math.min(from.day, daysOfMonth(year, month)))
  },
  /** Whole months between two days, counted towards zero. */
  months: (from: number, to: number): number => {
    const [first, last] = [calendarDate(from), calendarDate(to)]
    const count = (last.year - first.year) * 12 + last.month - first.month
    if (count > 0 && last.day < first.day) return count - 1
    return count < 0 && last.day > first.day ? count + 1 : count
  },
  /** What a series is on a day. */
  held: ({ days, values }: Series, day: number): number => {
    let at = days.length - 1
    while (at >= 0 && !((days[at] as number) <= day)) at--
    return at < 0 ? Number.NaN : (values[at] as number)
  },
} as const

const bounds = { year: 1_000_000_000, month: 12, day: 31, weekday: 7 } as const
type Part = keyof typeof bounds
const isPart = (name: string): name is Part => Object.hasOwn(bounds, name)

/** A part of a day or of a span of months, such as `.year`; undefined where it has none of that name. */
export function partOfDay(code: DayCode | SpanCode, name: string): NumberCode | undefined {
  if (code.kind === 'span') {
    if (name === 'years') return numberCode(`Math.trunc(${code.code} / 12)`, 0, -code.most, code.most, code.nullable)
    // Plus zero, because no remainder is minus zero.
    return name === 'months' ? numberCode(`(${code.code} % 12 + 0)`, 0, -11, 11, code.nullable) : undefined
  }
  if (!isPart(name)) return undefined
  const low = name === 'year' ? -bounds.year : 1
  return numberCode(`calendar.${name}(${code.code})`, 0, low, bounds[name], code.nullable)
}

/** A calculation with days and spans of months; undefined for what cannot be run over columns. */
export function calculatedDays(operator: ArithmeticOperator, left: Code, right: Code): Code | undefined {
  const isDays = ({ kind }: Code): boolean => kind === 'day' || kind === 'span'
  if ((left.kind === 'null' && isDays(right)) || (right.kind === 'null' && isDays(left))) return { kind: 'null' }
  if (operator === '*') return scaledSpan(left, right) ?? scaledSpan(right, left)
  if (operator !== '+' && operator !== '-') return undefined
  const sign = operator === '-' ? '-' : ''
  if (left.kind === 'day' && right.kind === 'span') return later(left, right, sign)
  return operator === '+' && left.kind === 'span' && right.kind === 'day' ? later(right, left, sign) : undefined
}

function later(day: DayCode, span: SpanCode, sign: string): DayCode | undefined {
  // Beyond the years of FEEL there would be no day.
  if (span.most > farthestMonths) return undefined
  return {
    kind: 'day',
    code: `calendar.later(${day.code}, ${sign}${span.code})`,
    nullable: day.nullable || span.nullable,
  }
}

/** Whole months: what a fraction leaves over is cut off. */
function scaledSpan(span: Code, factor: Code): SpanCode | undefined {
  if (span.kind !== 'span' || factor.kind !== 'number') return undefined
  const product = numberCode('', 0, -span.most * reachOf(factor), span.most * reachOf(factor), false)
  const most = Math.ceil(product.high / 10 ** factor.scale)
  const code = `Math.trunc(${span.code} * ${factor.code} / ${10 ** factor.scale})`
  return { kind: 'span', code, most, nullable: span.nullable || factor.nullable }
}

const reachOf = ({ low, high }: NumberCode): number => Math.max(Math.abs(low), Math.abs(high))

/** Calls that give days, spans and parameters on a day; undefined where they cannot be run over columns. */
export function callOfDays(name: string, node: Call, names: Names, compiler: DayCompiler, schema: Schema) {
  const [first, second] = node.values
  if (name === 'date' || name === 'duration') {
    if (first?.kind !== 'string' || second) return undefined
    return name === 'date' ? writtenDay(first.value) : writtenSpan(first.value)
  }
  if (!first || !second || node.values.length > 2) return undefined
  if (name === 'years and months duration') return between(first, second, names, compiler)
  if (name !== 'parameter_on' || first.kind !== 'string') return undefined
  const field = schema.series && Object.hasOwn(schema.series, first.value) ? schema.series[first.value] : undefined
  const day = compiler.compile(second, names)
  if (day.kind === 'null') return day
  if (!field || day.kind !== 'day') return undefined
  const held = compiler.hold(`calendar.held(${compiler.use(`series\n${first.value}`)}, ${day.code})`)
  return fieldCode({ ...field, nullable: field.nullable === true || day.nullable }, held)
}

function writtenDay(text: string): Code | undefined {
  const date = parseDate(text)
  return date && { kind: 'day', code: `(${date.number})`, nullable: false }
}

function writtenSpan(text: string): Code | undefined {
  const span = parseDuration(text)
  if (!(span instanceof YearMonthDuration)) return undefined
  return { kind: 'span', code: `(${span.months})`, most: Math.abs(span.months), nullable: false }
}

function between(first: Syntax, second: Syntax, names: Names, compiler: DayCompiler): Code | undefined {
  const [from, to] = [compiler.compile(first, names), compiler.compile(second, names)]
  if (from.kind === 'null' || to.kind === 'null') return { kind: 'null' }
  if (from.kind !== 'day' || to.kind !== 'day') return undefined
  const code = compiler.hold(`calendar.months(${from.code}, ${to.code})`)
  return { kind: 'span', code, most: bounds.year * 24, nullable: from.nullable || to.nullable }
}
