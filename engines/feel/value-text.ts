import { Decimal } from './decimal.ts'
import { DayTimeDuration, isTemporal, YearMonthDuration } from './temporal-values.ts'
import { type FeelFunction, isContext, isList, Range, type Value } from './values.ts'

/** What `string()` answers: a string as it is, anything else as FEEL would write it. */
export const textOf = (value: Value): string => (typeof value === 'string' ? value : literalOf(value, false))

/** The value as FEEL text; strings inside are quoted. With `at`, dates and durations become `@"…"`. */
export function literalOf(value: Value, at = true): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`
  if (typeof value === 'boolean' || value instanceof Decimal) return String(value)
  if (isTemporal(value)) return at ? `@"${value}"` : String(value)
  if (isList(value)) return `[${value.map((item) => literalOf(item, at)).join(', ')}]`
  if (isContext(value))
    return `{${[...value].map(([name, entry]) => `${keyText(name)}: ${literalOf(entry, at)}`).join(', ')}}`
  if (value instanceof Range) return rangeText(value, at)
  return `function ${(value as FeelFunction).name}`
}

const keyText = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : `"${name.replace(/"/g, '\\"')}"`

function rangeText(range: Range, at: boolean): string {
  const end = (value: Value | undefined): string => (value === undefined ? '' : literalOf(value, at))
  if (range.low === undefined && range.high !== undefined)
    return `(${range.highIncluded ? '<=' : '<'} ${end(range.high)})`
  if (range.high === undefined && range.low !== undefined)
    return `(${range.lowIncluded ? '>=' : '>'} ${end(range.low)})`
  const open = range.lowIncluded ? '[' : '('
  return `${open}${end(range.low)}..${end(range.high)}${range.highIncluded ? ']' : ')'}`
}

/** True for both kinds of durations. */
export const isDuration = (value: Value): value is DayTimeDuration | YearMonthDuration =>
  value instanceof DayTimeDuration || value instanceof YearMonthDuration
