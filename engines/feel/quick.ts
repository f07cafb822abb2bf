import { Decimal, fromInteger } from './decimal.ts'
import type { Value } from './values.ts'

/**
 * A value as prepared expressions hold it: a whole number that a double holds exactly is a plain number, also inside lists.
 * Everything else, above all every fraction, stays what it is.
 */
export type Quick = Exclude<Value, readonly Value[]> | number | readonly Quick[]

// Ten to the fifteenth is the last power of ten within 2^53.
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/** A value for prepared expressions. A product beyond 2^53 is never rounded to less, so what is safe is exact. */
export function quick(value: Value): Quick {
  if (!(value instanceof Decimal) || value.exponent < 0 || value.exponent > 15) return value
  const number = Number(value.coefficient) * (powers[value.exponent] as number)
  return Number.isSafeInteger(number) ? number : value
}

/** The same value as the evaluator holds it. */
export function slow(value: Quick): Value {
  if (typeof value === 'number') return fromInteger(value)
  return isQuickList(value) ? value.map(slow) : value
}

export const isQuickList = (value: Quick): value is readonly Quick[] => Array.isArray(value)
