import {
  absolute,
  type Decimal,
  decimal,
  digitsOf,
  divide,
  isInteger,
  one,
  powerOfTen,
  precision,
  signOf,
  subtract,
  toDouble,
  zero,
} from './decimal.ts'

// Fixed point with enough spare digits that the 34th digit of a result is right.
const digits = 60
const unit = powerOfTen(digits)
// e^14200 has more than 6144 digits, so nothing beyond it is a FEEL number.
const largestPower = 14_200

/** Square root; undefined below zero. */
export function squareRoot(value: Decimal): Decimal | undefined {
  if (value.coefficient < 0n) return undefined
  if (value.coefficient === 0n) return zero
  let shift = Math.max(0, 2 * (precision + 2) - digitsOf(value.coefficient))
  if ((value.exponent - shift) % 2 !== 0) shift++
  const scaled = value.coefficient * powerOfTen(shift)
  const root = integerRoot(scaled)
  const exponent = (value.exponent - shift) / 2
  return root * root === scaled ? decimal(root, exponent) : decimal(root * 10n + 1n, exponent - 1)
}

function integerRoot(value: bigint): bigint {
  let guess = powerOfTen(Math.ceil(digitsOf(value) / 2))
  for (;;) {
    const next = (guess + value / guess) / 2n
    if (next >= guess) return guess
    guess = next
  }
}

/** atanh(numerator / denominator) in fixed point. */
function areaTangent(numerator: bigint, denominator: bigint): bigint {
  const ratio = (numerator * unit) / denominator
  const square = (ratio * ratio) / unit
  let power = ratio
  let sum = ratio
  for (let odd = 3n; power !== 0n; odd += 2n) {
    power = (power * square) / unit
    sum += power / odd
  }
  return sum
}

// ln 10 = 2.302…, from 10 = 2^3 × 1.25: ln 2 = 2 atanh(1/3), ln 1.25 = 2 atanh(1/9).
const logarithmOfTen = 2n * (3n * areaTangent(1n, 3n) + areaTangent(1n, 9n))

/** ln of a positive number in fixed point. */
function fixedLogarithm(value: Decimal): bigint {
  const size = digitsOf(value.coefficient)
  let mantissa = (value.coefficient * unit) / powerOfTen(size)
  let exponent = value.exponent + size
  // The mantissa lies in [0.1, 1); above √0.1 the series converges faster than ten times that below it.
  if (mantissa * mantissa < unit * (unit / 10n)) {
    mantissa *= 10n
    exponent--
  }
  return 2n * areaTangent(mantissa - unit, mantissa + unit) + BigInt(exponent) * logarithmOfTen
}

/** Natural logarithm; undefined at and below zero. */
export function logarithm(value: Decimal): Decimal | undefined {
  return value.coefficient > 0n ? decimal(fixedLogarithm(value), -digits) : undefined
}

/** e to the power of a fixed-point number. */
function fixedExponential(power: bigint): Decimal | undefined {
  const tens = power / logarithmOfTen
  const rest = power - tens * logarithmOfTen
  let term = unit
  let sum = unit
  for (let count = 1n; term !== 0n; count++) {
    term = (term * rest) / unit / count
    sum += term
  }
  return decimal(sum, Number(tens) - digits)
}

/** e^value; undefined when the result is too large. */
export function exponential(value: Decimal): Decimal | undefined {
  const size = toDouble(value)
  if (size > largestPower) return undefined
  if (size < -largestPower) return zero
  const shift = digits + value.exponent
  const fixed = shift >= 0 ? value.coefficient * powerOfTen(shift) : value.coefficient / powerOfTen(-shift)
  return fixedExponential(fixed)
}

/** base^power; undefined for 0 to a negative power and for roots of negative numbers. */
export function power(base: Decimal, exponent: Decimal): Decimal | undefined {
  if (exponent.coefficient === 0n) return one
  if (base.coefficient === 0n) return exponent.coefficient > 0n ? zero : undefined
  if (isInteger(exponent) && Math.abs(toDouble(exponent)) <= 100_000) {
    const raised = integerPower(absolute(base), BigInt(Math.abs(toDouble(exponent))))
    const result = exponent.coefficient < 0n ? raised && divide(one, raised) : raised
    return result && signOf(base) < 0 && isOdd(exponent) ? subtract(zero, result) : result
  }
  if (signOf(base) < 0 && !isInteger(exponent)) return undefined
  const fixed = fixedLogarithm(absolute(base)) * exponent.coefficient
  const scaled = exponent.exponent >= 0 ? fixed * powerOfTen(exponent.exponent) : fixed / powerOfTen(-exponent.exponent)
  if (scaled > BigInt(largestPower) * unit) return undefined
  if (scaled < -BigInt(largestPower) * unit) return zero
  const result = fixedExponential(scaled)
  return result && signOf(base) < 0 && isOdd(exponent) ? subtract(zero, result) : result
}

/** True for an odd integer. */
export const isOdd = (value: Decimal): boolean => value.exponent === 0 && value.coefficient % 2n !== 0n

/** By repeated squaring with spare digits, so that the last digit kept is right. */
function integerPower(base: Decimal, exponent: bigint): Decimal | undefined {
  const exactSize = BigInt(digitsOf(base.coefficient)) * exponent
  if (exactSize <= 200n) return decimal(base.coefficient ** exponent, base.exponent * Number(exponent))
  let coefficient = 1n
  let scale = 0
  let square = base.coefficient
  let squareScale = base.exponent
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) [coefficient, scale] = shortened(coefficient * square, scale + squareScale)
    ;[square, squareScale] = shortened(square * square, squareScale * 2)
  }
  return decimal(coefficient, scale)
}

function shortened(coefficient: bigint, exponent: number): [bigint, number] {
  const surplus = digitsOf(coefficient) - digits
  return surplus > 0 ? [coefficient / powerOfTen(surplus), exponent + surplus] : [coefficient, exponent]
}
