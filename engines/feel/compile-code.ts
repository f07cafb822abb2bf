import type { Field, GroupField } from './compile-schema.ts'
import { largest } from './compile-schema.ts'
import { type Decimal, powerOfTen } from './decimal.ts'
import type { ArithmeticOperator } from './syntax-tree.ts'

/** A piece of generated JavaScript and what is known about its value. Names in it are generated, never taken over. */
export type NumberCode = {
  readonly kind: 'number'
  readonly code: string
  readonly scale: number
  readonly low: number
  readonly high: number
  readonly nullable: boolean
}
/** A division that still has to be rounded or compared: anything else would not be exact. */
export type QuotientCode = {
  readonly kind: 'quotient'
  readonly numerator: NumberCode
  readonly denominator: NumberCode
}
/** A JavaScript boolean, or 0, 1 and 2 for unknown where it may be null. */
export type BooleanCode = { readonly kind: 'boolean'; readonly code: string; readonly nullable: boolean }
export type TextCode = {
  readonly kind: 'code'
  readonly code: string
  readonly values: readonly string[]
  readonly nullable: boolean
  /** How it was chosen, where every text it can be is written out. */
  readonly chosen?: ChosenText
}
/** A text that is written, or one of two by a condition in JavaScript. */
export type ChosenText = string | { readonly test: string; readonly yes: ChosenText; readonly no: ChosenText }
export type DayCode = { readonly kind: 'day'; readonly code: string; readonly nullable: boolean }
/** A length of time in whole months, at most so many. */
export type SpanCode = {
  readonly kind: 'span'
  readonly code: string
  readonly most: number
  readonly nullable: boolean
}
type NullCode = { readonly kind: 'null' }
type ContextCode = { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Code> }
/** One element of a group: its fields are read where they are asked for. */
export type ElementCode = { readonly kind: 'element'; readonly get: (name: string) => Code | undefined }
/** The elements of a group that all conditions keep, and what is taken of each. */
export type GroupCode = {
  readonly kind: 'group'
  readonly name: string
  readonly field: GroupField
  readonly keep: readonly ((element: ElementCode) => BooleanCode)[]
  readonly take: (element: ElementCode) => Code
  /** JavaScript that is true where the list is not known; undefined where it always is. */
  readonly unknown: string | undefined
}
type FunctionCode = { readonly kind: 'function'; readonly call: (values: readonly Code[]) => Code }
type ListCode = { readonly kind: 'list'; readonly items: readonly Code[] }
export type Code =
  | NumberCode
  | QuotientCode
  | BooleanCode
  | TextCode
  | DayCode
  | SpanCode
  | NullCode
  | ContextCode
  | ElementCode
  | GroupCode
  | FunctionCode
  | ListCode

/** A result could be too large for exact doubles. */
export class TooLarge extends Error {}

export const numberCode = (code: string, scale: number, low: number, high: number, nullable: boolean): NumberCode => {
  if (low < -largest || high > largest) throw new TooLarge()
  return { kind: 'number', code, scale, low, high, nullable }
}

export const constant = (value: number, scale: number): NumberCode =>
  numberCode(value < 0 ? `(${value})` : String(value + 0), scale, value, value, false)

/** The code of a stored field. */
export function fieldCode(field: Field, code: string): Code {
  const nullable = field.nullable === true
  switch (field.kind) {
    case 'number':
      return numberCode(code, field.scale, field.low, field.high, nullable)
    case 'boolean':
      return { kind: 'boolean', code: nullable ? code : `(${code} === 1)`, nullable }
    case 'code':
      return { kind: 'code', code, values: field.values, nullable }
    case 'day':
      return { kind: 'day', code, nullable }
  }
}

const isConstant = ({ low, high, nullable }: NumberCode): boolean => low === high && !nullable

/** The same number counted in finer units. */
export function rescaled(value: NumberCode, scale: number): NumberCode {
  if (value.scale === scale) return value
  if (isConstant(value)) return constant(value.low * 10 ** (scale - value.scale), scale)
  const factor = 10 ** (scale - value.scale)
  return numberCode(`(${value.code} * ${factor})`, scale, value.low * factor, value.high * factor, value.nullable)
}

/** Two numbers counted in the same units. */
export function aligned(left: NumberCode, right: NumberCode): [NumberCode, NumberCode] {
  const scale = Math.max(left.scale, right.scale)
  return [rescaled(left, scale), rescaled(right, scale)]
}

export function sum(left: NumberCode, right: NumberCode, sign: '+' | '-'): NumberCode {
  const [a, b] = aligned(left, right)
  if (isConstant(a) && isConstant(b)) return constant(sign === '+' ? a.low + b.low : a.low - b.low, a.scale)
  const [low, high] = sign === '+' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low]
  return numberCode(`(${a.code} ${sign} ${b.code})`, a.scale, low, high, a.nullable || b.nullable)
}

export function product(left: NumberCode, right: NumberCode): NumberCode {
  if (isConstant(left) && isConstant(right)) return constant(left.low * right.low, left.scale + right.scale)
  const corners = [left.low, left.high].flatMap((a) => [a * right.low, a * right.high])
  return numberCode(
    `(${left.code} * ${right.code})`,
    left.scale + right.scale,
    Math.min(...corners),
    Math.max(...corners),
    left.nullable || right.nullable,
  )
}

export const negative = (value: NumberCode): NumberCode =>
  numberCode(`(-${value.code})`, value.scale, -value.high, -value.low, value.nullable)

/** A condition as JavaScript that is true only where the value is true. */
export const isTrue = (value: BooleanCode): string => (value.nullable ? `(${value.code} === 1)` : value.code)

/** A condition as 0, 1 or 2. */
export const asThree = (value: BooleanCode): string => (value.nullable ? value.code : `(${value.code} ? 1 : 0)`)

export const literalBoolean = (value: boolean): BooleanCode => ({
  kind: 'boolean',
  code: String(value),
  nullable: false,
})

/** What is true where the code's value is missing; undefined where it never is. */
export function missing(value: Code): string | undefined {
  switch (value.kind) {
    case 'number':
    case 'day':
      return value.nullable ? `(${value.code} !== ${value.code})` : undefined
    case 'boolean':
      return value.nullable ? `(${value.code} === 2)` : undefined
    case 'code':
      return value.nullable ? `(${value.code} < 0)` : undefined
    case 'null':
      return 'true'
    default:
      return undefined
  }
}

/** A number as it is written. */
export function literalNumber(value: Decimal): NumberCode {
  const scale = Math.max(0, -value.exponent)
  if (value.exponent > 15 || scale > 15) throw new TooLarge()
  return constant(Number(value.coefficient * powerOfTen(Math.max(0, value.exponent))), scale)
}

/** Dividing by a number such as 2 or 12.5 has an end and needs no rounding. */
function exactDivision(left: NumberCode, right: NumberCode): NumberCode | undefined {
  if (right.low !== right.high || right.low <= 0 || right.nullable) return undefined
  for (let digits = 0; digits <= 15; digits++) {
    if (10 ** digits % right.low !== 0) continue
    const scaled = product(left, constant(10 ** digits / right.low, digits))
    const scale = scaled.scale - right.scale
    return scale >= 0 ? { ...scaled, scale } : { ...product(scaled, constant(10 ** -scale, 0)), scale: 0 }
  }
  return undefined
}

/**
 * A calculation; undefined for what would not be exact. A quotient plus a number, and a quotient divided once more, have
 * an end only where the quotient has one, so rounding and comparing them is as exact as with the quotient itself.
 */
export function calculated(
  operator: ArithmeticOperator,
  left: NumberCode | QuotientCode,
  right: NumberCode | QuotientCode,
): NumberCode | QuotientCode | undefined {
  if (left.kind === 'number' && right.kind === 'number') {
    if (operator === '+' || operator === '-') return sum(left, right, operator)
    if (operator === '*') return product(left, right)
    if (operator === '**') return undefined
    return exactDivision(left, right) ?? { kind: 'quotient', numerator: left, denominator: right }
  }
  if (left.kind === 'quotient' && right.kind === 'number') {
    const { numerator, denominator } = left
    if (operator === '/') return { ...left, denominator: product(denominator, right) }
    if (operator === '+' || operator === '-')
      return { ...left, numerator: sum(numerator, product(right, denominator), operator) }
    return undefined
  }
  if (left.kind === 'number' && right.kind === 'quotient' && (operator === '+' || operator === '-'))
    return { ...right, numerator: sum(product(left, right.denominator), right.numerator, operator) }
  return undefined
}
