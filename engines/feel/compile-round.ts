import { aligned, type NumberCode, numberCode, type QuotientCode, rescaled } from './compile-code.ts'
import type { Rounding } from './decimal.ts'

/** What the generated code is written into. */
export interface Writer {
  /** Keeps a value under a fresh name, so that it is computed once. */
  hold(code: string): string
}

/** A number or a quotient rounded to `scale` digits after the point, exactly. */
export function rounded(
  value: NumberCode | QuotientCode,
  scale: number,
  rounding: Rounding,
  writer: Writer,
): NumberCode {
  if (value.kind === 'number') {
    if (value.scale <= scale) return value
    const divisor = 10 ** (value.scale - scale)
    return divided(value, numberCode(String(divisor), 0, divisor, divisor, false), scale, rounding, writer)
  }
  const [numerator, denominator] = positive(value, writer)
  // numerator / denominator counted in 10^-scale: one of the two takes the difference of the scales.
  const shift = scale - numerator.scale + denominator.scale
  const finer = shift > 0 ? { ...rescaled({ ...numerator, scale: 0 }, shift), scale: 0 } : numerator
  const coarser = shift < 0 ? { ...rescaled({ ...denominator, scale: 0 }, -shift), scale: 0 } : denominator
  return divided(finer, coarser, scale, rounding, writer)
}

/** The numerator and a denominator that is positive, or NaN where it is zero. */
export function positive(value: QuotientCode, writer: Writer): [NumberCode, NumberCode] {
  const { numerator, denominator } = value
  if (denominator.low > 0) return [numerator, denominator]
  const divisor = writer.hold(denominator.code)
  const size = Math.max(-denominator.low, denominator.high, 1)
  const absolute = writer.hold(
    denominator.low === 0 ? `(${divisor} === 0 ? NaN : ${divisor})` : `(${divisor} === 0 ? NaN : Math.abs(${divisor}))`,
  )
  const reach = Math.max(-numerator.low, numerator.high, 0)
  const signed =
    denominator.low === 0
      ? { ...numerator, nullable: true }
      : numberCode(`(${divisor} < 0 ? -${numerator.code} : ${numerator.code})`, numerator.scale, -reach, reach, true)
  return [signed, numberCode(absolute, denominator.scale, 1, size, true)]
}

function divided(
  numerator: NumberCode,
  denominator: NumberCode,
  scale: number,
  rounding: Rounding,
  writer: Writer,
): NumberCode {
  const sign = numerator.low >= 0 ? 'positive' : numerator.high <= 0 ? 'negative' : 'mixed'
  const n = writer.hold(numerator.code)
  const d = writer.hold(denominator.code)
  const nullable = numerator.nullable || denominator.nullable
  const reach = [numerator.low, numerator.high].flatMap((each) => [each / denominator.low, each / denominator.high])
  const code = roundedDivision(n, d, rounding, sign, writer)
  return numberCode(code, scale, Math.floor(Math.min(...reach)) - 1, Math.ceil(Math.max(...reach)) + 1, nullable)
}

/**
 * n / d rounded, for integers below 2^53 with d above zero: the double nearest to such a quotient never lies beyond the
 * next integer, because the quotient is at least 1/d away from it and the error is smaller. So floor and ceil are exact.
 */
function roundedDivision(
  n: string,
  d: string,
  rounding: Rounding,
  sign: 'positive' | 'negative' | 'mixed',
  writer: Writer,
): string {
  const bySign = (positive: string, negative: string): string =>
    sign === 'positive' ? positive : sign === 'negative' ? negative : `(${n} < 0 ? ${negative} : ${positive})`
  const [floor, ceiling] = [`Math.floor(${n} / ${d})`, `Math.ceil(${n} / ${d})`]
  const half = /^\d*[02468]$/.test(d) ? [String(Number(d) / 2), d, ''] : [d, `(2 * ${d})`, '2 * ']
  const [step, whole, twice] = half as [string, string, string]
  const [halfAbove, halfBelow] = [
    `Math.floor((${twice}${n} + ${step}) / ${whole})`,
    `Math.ceil((${twice}${n} - ${step}) / ${whole})`,
  ]
  switch (rounding) {
    case 'floor':
      return floor
    case 'ceiling':
      return ceiling
    case 'up':
      return bySign(ceiling, floor)
    case 'down':
      return `Math.trunc(${n} / ${d})`
    case 'half up':
      return bySign(halfAbove, halfBelow)
    case 'half down':
      return bySign(halfBelow, halfAbove)
    case 'half even': {
      const q = writer.hold(halfAbove)
      return `(${q} * ${whole} === ${twice}${n} + ${step} && ${q} % 2 !== 0 ? ${q} - 1 : ${q})`
    }
  }
}

/** Both sides of a comparison as numbers in the same units; quotients are multiplied out. */
export function comparable(
  left: NumberCode | QuotientCode,
  right: NumberCode | QuotientCode,
  times: (a: NumberCode, b: NumberCode) => NumberCode,
  writer: Writer,
): [NumberCode, NumberCode] {
  const [leftTop, leftBottom] = left.kind === 'quotient' ? positive(left, writer) : [left, undefined]
  const [rightTop, rightBottom] = right.kind === 'quotient' ? positive(right, writer) : [right, undefined]
  const a = rightBottom ? times(leftTop, rightBottom) : leftTop
  const b = leftBottom ? times(rightTop, leftBottom) : rightTop
  return aligned(a, b)
}
