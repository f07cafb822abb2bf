import { divideHalfUp } from '../../core/money.ts'

/** An exact fraction; `bottom` is more than zero. Rules compare and add these and round once, at the end. */
export type Exact = { readonly top: bigint; readonly bottom: bigint }

/** A whole number or a decimal text such as `0.225`, exactly. Throws RangeError for anything else. */
export function exact(value: bigint | number | string): Exact {
  if (typeof value === 'bigint') return { top: value, bottom: 1n }
  const text = String(value)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not an exact decimal: ${text.slice(0, 40)}`)
  const [, sign, whole = '', part = ''] = match
  const digits = BigInt(whole + part)
  return { top: sign ? -digits : digits, bottom: 10n ** BigInt(part.length) }
}

export const zero: Exact = { top: 0n, bottom: 1n }

export const plus = (one: Exact, other: Exact): Exact =>
  one.bottom === other.bottom
    ? { top: one.top + other.top, bottom: one.bottom }
    : { top: one.top * other.bottom + other.top * one.bottom, bottom: one.bottom * other.bottom }

export const minus = (one: Exact, other: Exact): Exact => plus(one, { top: -other.top, bottom: other.bottom })

export const times = (one: Exact, other: Exact): Exact => ({
  top: one.top * other.top,
  bottom: one.bottom * other.bottom,
})

/** A part of it; `by` is a whole number above zero, such as 12 months or the number of members. */
export const dividedBy = (one: Exact, by: bigint): Exact => {
  if (by <= 0n) throw new RangeError('can only be divided by more than zero')
  return { top: one.top, bottom: one.bottom * by }
}

export const isBelow = (one: Exact, other: Exact): boolean => one.top * other.bottom < other.top * one.bottom

export const isAbove = (one: Exact, other: Exact): boolean => isBelow(other, one)

export const lesser = (one: Exact, other: Exact): Exact => (isBelow(other, one) ? other : one)

export const greater = (one: Exact, other: Exact): Exact => (isBelow(one, other) ? other : one)

/** To the fen, half up: the one rounding of a rule. */
export const toFen = (amount: Exact): bigint => divideHalfUp(amount.top, amount.bottom)
