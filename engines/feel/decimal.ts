/** Significant digits of a FEEL number (IEEE 754-2008 decimal128, DMN 1.5 section 10.3.2.3.1). */
export const precision = 34
const largestExponent = 6144
const smallestExponent = -6176
const limit = 10n ** BigInt(precision)

export type Rounding = 'half even' | 'half up' | 'half down' | 'up' | 'down' | 'floor' | 'ceiling'

/** An exact decimal: coefficient × 10^exponent, without trailing zeros, so equal numbers have equal parts. */
export class Decimal {
  readonly coefficient: bigint
  readonly exponent: number

  /** Use `decimal` or `parseDecimal`: the constructor trusts that the parts are canonical. */
  constructor(coefficient: bigint, exponent: number) {
    this.coefficient = coefficient
    this.exponent = exponent
  }

  toString(): string {
    return formatDecimal(this)
  }
}

const eightZeros = 100_000_000n
const powers: bigint[] = Array.from({ length: 80 }, (_, index) => 10n ** BigInt(index))

/** 10^exponent as an integer; the exponent is never negative. */
export const powerOfTen = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent)

// Numbers of so many digits are counted without writing them out.
const small = 10n ** 15n
const smallPowers = Array.from({ length: 16 }, (_, index) => 10 ** index)

/** Count of decimal digits of a coefficient; 1 for zero. */
export function digitsOf(coefficient: bigint): number {
  const magnitude = coefficient < 0n ? -coefficient : coefficient
  if (magnitude >= small) return magnitude.toString().length
  const number = Number(magnitude)
  let digits = 1
  while (number >= (smallPowers[digits] as number)) digits++
  return digits
}

/** coefficient × 10^exponent rounded to 34 digits; undefined when it is too large for a FEEL number. */
export function decimal(coefficient: bigint, exponent = 0): Decimal | undefined {
  const magnitude = coefficient < 0n ? -coefficient : coefficient
  let digits = coefficient
  let scale = exponent
  if (magnitude >= limit) {
    const surplus = digitsOf(magnitude) - precision
    digits = divideRounded(coefficient, powerOfTen(surplus), 'half even')
    scale += surplus
  }
  return canonical(digits, scale)
}

function canonical(coefficient: bigint, exponent: number): Decimal | undefined {
  if (coefficient === 0n) return zero
  let digits = coefficient
  let scale = exponent
  if (-small < coefficient && coefficient < small) {
    let number = Number(coefficient)
    const before = scale
    while (number % 10 === 0) {
      number /= 10
      scale++
    }
    const whole = scale === before ? coefficient : BigInt(number)
    if (scale > smallestExponent && scale < largestExponent - precision) return new Decimal(whole, scale)
    digits = whole
  }
  // Quotients end in many zeros; eight at a time go first.
  while (digits % eightZeros === 0n) {
    digits /= eightZeros
    scale += 8
  }
  while (digits % 10n === 0n) {
    digits /= 10n
    scale++
  }
  if (scale < smallestExponent) return zero
  if (scale > largestExponent - precision && scale + digitsOf(digits) - 1 > largestExponent) return undefined
  return new Decimal(digits, scale)
}

export const zero = new Decimal(0n, 0)
export const one = new Decimal(1n, 0)

// Ages, sizes and counts are asked for all the time; what is rare is made when it is needed.
const known = Array.from({ length: 256 }, (_, number) => shortened(number))

/** A whole number of at most fifteen digits without its zeros; no arithmetic of large integers is needed for it. */
function shortened(value: number): Decimal {
  if (value === 0) return zero
  let [digits, scale] = [value, 0]
  while (digits % 10 === 0) {
    digits /= 10
    scale++
  }
  return new Decimal(BigInt(digits), scale)
}

/** An integer that is known to be small enough. */
export function fromInteger(value: number | bigint): Decimal {
  if (typeof value !== 'number' || !(Math.abs(value) < 1e15)) return decimal(BigInt(value)) ?? zero
  if (!Number.isInteger(value)) throw new RangeError(`${value} is no integer`)
  return known[value] ?? shortened(value)
}

/** The shortest decimal that names a double: 0.1 becomes exactly 0.1. Undefined for NaN and infinities. */
export function fromDouble(value: number): Decimal | undefined {
  return Number.isFinite(value) ? parseDecimal(String(value)) : undefined
}

const numeral = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,7}))?$/

/** A numeral as XML Schema writes decimals and doubles; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = numeral.exec(text)
  if (!match) return undefined
  const whole = match[2] as string
  const fraction = match[3] ?? ''
  if (whole === '' && fraction === '') return undefined
  const coefficient = BigInt(whole + fraction)
  return decimal(match[1] === '-' ? -coefficient : coefficient, Number(match[4] ?? 0) - fraction.length)
}

/** Without an exponent, as XPath writes decimals: `0.1`, `-12`, `1000`. */
export function formatDecimal({ coefficient, exponent }: Decimal): string {
  if (exponent >= 0) return coefficient.toString() + '0'.repeat(exponent)
  const sign = coefficient < 0n ? '-' : ''
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(1 - exponent, '0')
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`
}

/** The nearest double; for drawing and for libraries, never for money. */
export const toDouble = (value: Decimal): number => Number(`${value.coefficient}e${value.exponent}`)

export const isInteger = (value: Decimal): boolean => value.exponent >= 0

/** The integer, or undefined when there is a fraction or it is beyond 2^53. */
export function toInteger(value: Decimal): number | undefined {
  if (value.exponent < 0 || value.exponent > 15) return undefined
  const number = Number(value.coefficient * powerOfTen(value.exponent))
  return Number.isSafeInteger(number) ? number : undefined
}

export const negate = (value: Decimal): Decimal => new Decimal(-value.coefficient, value.exponent)
export const absolute = (value: Decimal): Decimal => (value.coefficient < 0n ? negate(value) : value)
export const signOf = ({ coefficient }: Decimal): -1 | 0 | 1 => (coefficient > 0n ? 1 : coefficient < 0n ? -1 : 0)

export function add(left: Decimal, right: Decimal): Decimal | undefined {
  if (left.exponent === right.exponent) return decimal(left.coefficient + right.coefficient, left.exponent)
  const [high, low] = left.exponent > right.exponent ? [left, right] : [right, left]
  if (high.coefficient === 0n) return low
  if (low.coefficient === 0n) return high
  const gap = high.exponent - low.exponent
  // Beyond this gap the smaller one can only decide a tie, so one digit stands for it.
  const far = precision * 2 + 2 + digitsOf(low.coefficient)
  if (gap > far) {
    const shift = precision + 2
    return decimal(high.coefficient * powerOfTen(shift) + BigInt(signOf(low)), high.exponent - shift)
  }
  return decimal(high.coefficient * powerOfTen(gap) + low.coefficient, low.exponent)
}

export const subtract = (left: Decimal, right: Decimal): Decimal | undefined => add(left, negate(right))

export const multiply = (left: Decimal, right: Decimal): Decimal | undefined =>
  decimal(left.coefficient * right.coefficient, left.exponent + right.exponent)

/** Undefined for a division by zero. */
export function divide(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.coefficient === 0n) return undefined
  if (left.coefficient === 0n) return zero
  if (left.coefficient % right.coefficient === 0n)
    return decimal(left.coefficient / right.coefficient, left.exponent - right.exponent)
  const shift = Math.max(0, precision + 2 + digitsOf(right.coefficient) - digitsOf(left.coefficient))
  const numerator = left.coefficient * powerOfTen(shift)
  let quotient = numerator / right.coefficient
  let exponent = left.exponent - right.exponent - shift
  if (quotient * right.coefficient !== numerator) {
    // A sticky digit keeps the remainder from being taken for a tie when 34 digits are cut off.
    const negative = left.coefficient < 0n !== right.coefficient < 0n
    quotient = quotient * 10n + (negative ? -1n : 1n)
    exponent--
  }
  return decimal(quotient, exponent)
}

/** left − right × floor(left / right): the sign follows the divisor. Undefined for a division by zero. */
export function modulo(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.coefficient === 0n) return undefined
  const exponent = Math.min(left.exponent, right.exponent)
  if (Math.max(left.exponent, right.exponent) - exponent > largestExponent) return undefined
  const dividend = left.coefficient * powerOfTen(left.exponent - exponent)
  const divisor = right.coefficient * powerOfTen(right.exponent - exponent)
  const rest = dividend % divisor
  return decimal(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest, exponent)
}

export function compareDecimals(left: Decimal, right: Decimal): -1 | 0 | 1 {
  const signs = signOf(left) - signOf(right)
  if (signs !== 0) return signs > 0 ? 1 : -1
  if (left.exponent === right.exponent) return order(left.coefficient, right.coefficient)
  const leftSize = digitsOf(left.coefficient) + left.exponent
  const rightSize = digitsOf(right.coefficient) + right.exponent
  if (leftSize !== rightSize) return leftSize > rightSize === left.coefficient > 0n ? 1 : -1
  const exponent = Math.min(left.exponent, right.exponent)
  return order(
    left.coefficient * powerOfTen(left.exponent - exponent),
    right.coefficient * powerOfTen(right.exponent - exponent),
  )
}

const order = (left: bigint, right: bigint): -1 | 0 | 1 => (left > right ? 1 : left < right ? -1 : 0)

/** True when they are the same number. */
export const sameDecimal = (left: Decimal, right: Decimal): boolean =>
  left.coefficient === right.coefficient && left.exponent === right.exponent

/** Rounded to `scale` digits after the point; a negative scale rounds tens, hundreds and so on. */
export function round(value: Decimal, scale: number, rounding: Rounding): Decimal | undefined {
  if (-value.exponent <= scale) return value
  const surplus = -scale - value.exponent
  if (surplus > digitsOf(value.coefficient) + 1) {
    const away = rounding === 'up' || rounding === (value.coefficient < 0n ? 'floor' : 'ceiling')
    return away && value.coefficient !== 0n ? decimal(BigInt(signOf(value)), -scale) : zero
  }
  return decimal(divideRounded(value.coefficient, powerOfTen(surplus), rounding), -scale)
}

/** Integer division with the rounding said; the divisor is positive. */
function divideRounded(numerator: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = numerator / divisor
  const rest = numerator % divisor
  if (rest === 0n) return quotient
  const negative = numerator < 0n
  const away = negative ? quotient - 1n : quotient + 1n
  const doubled = (negative ? -rest : rest) * 2n
  switch (rounding) {
    case 'up':
      return away
    case 'down':
      return quotient
    case 'floor':
      return negative ? away : quotient
    case 'ceiling':
      return negative ? quotient : away
    case 'half up':
      return doubled >= divisor ? away : quotient
    case 'half down':
      return doubled > divisor ? away : quotient
    case 'half even':
      return doubled > divisor || (doubled === divisor && quotient % 2n !== 0n) ? away : quotient
  }
}
