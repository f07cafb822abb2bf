import { aligned, type NumberCode, numberCode, type QuotientCode, rescaled } from './compile-code.ts'
import type { Rounding } from './decimal.ts'

/** What the generated code is written into: fresh names and statements of the loop it is in. */
export interface Writer {
  /** Keeps a value under a fresh name, so that it is computed once. */
  hold(code: string): string
  statement(code: string): void
  fresh(): string
}

/** The next integer above a floor quotient, or not, by the sign of the whole and what is left over. */
const steps: Readonly<Record<Rounding, (n: string, q: string, r: string, d: string) => string>> = {
  floor: () => 'false',
  ceiling: (_n, _q, r) => `${r} > 0`,
  up: (n, _q, r) => `${n} > 0 && ${r} > 0`,
  down: (n, _q, r) => `${n} < 0 && ${r} > 0`,
  'half up': (n, _q, r, d) => `(${n} < 0 ? 2 * ${r} > ${d} : 2 * ${r} >= ${d})`,
  'half down': (n, _q, r, d) => `(${n} < 0 ? 2 * ${r} >= ${d} : 2 * ${r} > ${d})`,
  'half even': (_n, q, r, d) => `(2 * ${r} > ${d} || (2 * ${r} === ${d} && ${q} % 2 !== 0))`,
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
  const n = writer.hold(numerator.code)
  const d = writer.hold(denominator.code)
  const [q, r] = [writer.fresh(), writer.fresh()]
  // The quotient of doubles may be one off; the remainder is exact and says so.
  writer.statement(`let ${q} = Math.floor(${n} / ${d}), ${r} = ${n} - ${q} * ${d};`)
  writer.statement(`if (${r} < 0) { ${q}--; ${r} += ${d}; } else if (${r} >= ${d}) { ${q}++; ${r} -= ${d}; }`)
  const step = steps[rounding](n, q, r, d)
  const nullable = numerator.nullable || denominator.nullable
  const reach = [numerator.low, numerator.high].flatMap((each) => [each / denominator.low, each / denominator.high])
  const code = step === 'false' ? q : writer.hold(`${step} ? ${q} + 1 : ${q}`)
  return numberCode(code, scale, Math.floor(Math.min(...reach)) - 1, Math.ceil(Math.max(...reach)) + 1, nullable)
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
