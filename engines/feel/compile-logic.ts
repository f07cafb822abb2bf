import {
  asThree,
  type BooleanCode,
  type ChosenText,
  type Code,
  isTrue,
  literalBoolean,
  missing,
  type NumberCode,
  product,
  type QuotientCode,
  type TextCode,
} from './compile-code.ts'
import { comparable, type Writer } from './compile-round.ts'
import type { ComparisonOperator } from './syntax-tree.ts'

/** What more the logic needs of the compiler: arrays written once before the loop. */
export interface LogicWriter extends Writer {
  /** Whether what is missing is not known instead of null. */
  readonly open: boolean
  /** The name of an array of integers that is made once. */
  table(values: readonly number[]): string
}

const isNumeric = (value: Code): value is NumberCode | QuotientCode =>
  value.kind === 'number' || value.kind === 'quotient'

/** Three-valued `and` and `or`. */
export function connected(kind: 'and' | 'or', left: BooleanCode, right: BooleanCode, writer: Writer): BooleanCode {
  // All of nothing is true: what a table asks of no column.
  if (kind === 'and' && left.code === 'true' && !left.nullable) return right
  if (!left.nullable && !right.nullable)
    return { kind: 'boolean', code: `(${left.code} ${kind === 'and' ? '&&' : '||'} ${right.code})`, nullable: false }
  const [a, b] = [writer.hold(asThree(left)), writer.hold(asThree(right))]
  const [decisive, other] = kind === 'and' ? [0, 1] : [1, 0]
  const code = `(${a} === ${decisive} || ${b} === ${decisive} ? ${decisive} : ${a} === 2 || ${b} === 2 ? 2 : ${other})`
  return { kind: 'boolean', code, nullable: true }
}

export function inverted(value: BooleanCode, writer: Writer): BooleanCode {
  if (!value.nullable) return { kind: 'boolean', code: `(!${value.code})`, nullable: false }
  const held = writer.hold(value.code)
  return { kind: 'boolean', code: `(${held} === 2 ? 2 : 1 - ${held})`, nullable: true }
}

/** A comparison; undefined when the two are of kinds that the columns cannot compare. */
export function compared(
  operator: ComparisonOperator,
  left: Code,
  right: Code,
  writer: LogicWriter,
): BooleanCode | undefined {
  if (operator === '=' || operator === '!=') {
    const same = writer.open ? equalOrUnknown(left, right, writer) : equal(left, right, writer)
    return same && operator === '!=' ? inverted(same, writer) : same
  }
  const sides = orderable(left, right, writer)
  if (!sides) return undefined
  const [a, b] = sides.map(({ code }) => writer.hold(code)) as [string, string]
  const plain = `${a} ${operator} ${b}`
  if (!sides.some(({ nullable }) => nullable)) return { kind: 'boolean', code: `(${plain})`, nullable: false }
  return { kind: 'boolean', code: `(${a} !== ${a} || ${b} !== ${b} ? 2 : ${plain} ? 1 : 0)`, nullable: true }
}

type Side = { readonly code: string; readonly nullable: boolean }

function orderable(left: Code, right: Code, writer: Writer): [Side, Side] | undefined {
  if (isNumeric(left) && isNumeric(right)) return comparable(left, right, product, writer)
  if (left.kind === 'day' && right.kind === 'day') return [left, right]
  const nothing: Side = { code: 'NaN', nullable: true }
  if (left.kind === 'null' && (isNumeric(right) || right.kind === 'day')) return [nothing, nothing]
  if (right.kind === 'null' && (isNumeric(left) || left.kind === 'day')) return [nothing, nothing]
  return undefined
}

/** Equality is never unknown between two of one kind: null equals null and nothing else. */
function equal(left: Code, right: Code, writer: LogicWriter): BooleanCode | undefined {
  if (left.kind === 'null' || right.kind === 'null') {
    const other = left.kind === 'null' ? right : left
    return { kind: 'boolean', code: absent(other, writer) ?? 'false', nullable: false }
  }
  if (left.kind === 'boolean' && right.kind === 'boolean')
    return { kind: 'boolean', code: `(${asThree(left)} === ${asThree(right)})`, nullable: false }
  if (left.kind === 'code' && right.kind === 'code') {
    const known = chosenAs(left, right) ?? chosenAs(right, left)
    if (known) return known
    const values = [...new Set([...left.values, ...right.values])]
    const [a, b] = [recoded(left, values, writer), recoded(right, values, writer)]
    return { kind: 'boolean', code: `(${a.code} === ${b.code})`, nullable: false }
  }
  const sides = orderable(left, right, writer)
  if (!sides) return undefined
  const same = `${sides[0].code} === ${sides[1].code}`
  const [leftAbsent, rightAbsent] = [absent(left, writer), absent(right, writer)]
  if (!leftAbsent && !rightAbsent) return { kind: 'boolean', code: `(${same})`, nullable: false }
  const [a, b] = [writer.hold(leftAbsent ?? 'false'), writer.hold(rightAbsent ?? 'false')]
  return { kind: 'boolean', code: `(${a} || ${b} ? ${a} && ${b} : ${same})`, nullable: false }
}

/** Whether one of several texts was chosen is told by the conditions that choose, without choosing one. */
function chosenAs({ chosen: all, nullable }: TextCode, text: TextCode): BooleanCode | undefined {
  const written = text.nullable || nullable ? undefined : writtenText(text)
  return all === undefined || written === undefined
    ? undefined
    : { kind: 'boolean', code: whetherChosen(all, written), nullable: false }
}

function whetherChosen(all: ChosenText, text: string): string {
  if (typeof all === 'string') return String(all === text)
  const { test } = all
  const [then, otherwise] = [whetherChosen(all.yes, text), whetherChosen(all.no, text)]
  if (then === otherwise) return then
  if (then === 'true') return otherwise === 'false' ? test : `(${test} || ${otherwise})`
  if (then === 'false') return otherwise === 'true' ? `(!${test})` : `(!${test} && ${otherwise})`
  if (otherwise === 'false') return `(${test} && ${then})`
  return otherwise === 'true' ? `(!${test} || ${then})` : `(${test} ? ${then} : ${otherwise})`
}

/** The text that is written there; undefined where it stands in a column or is chosen. */
const writtenText = ({ code, values }: TextCode): string | undefined =>
  /^\d+$/.test(code) ? values[Number(code)] : undefined

// Choices within choices would be written out again and again.
const mostChoices = 12
const choicesIn = (all: ChosenText): number => (typeof all === 'string' ? 1 : choicesIn(all.yes) + choicesIn(all.no))

/** How a text is chosen by a condition; undefined where it is not told or too much to write. */
function choiceOf(test: string, then: TextCode, otherwise: TextCode): ChosenText | undefined {
  const [a, b] = [then.chosen ?? writtenText(then), otherwise.chosen ?? writtenText(otherwise)]
  if (a === undefined || b === undefined || choicesIn(a) + choicesIn(b) > mostChoices) return undefined
  return then.nullable || otherwise.nullable ? undefined : { test, yes: a, no: b }
}

/** Equality where a side that is missing is not known. */
function equalOrUnknown(left: Code, right: Code, writer: LogicWriter): BooleanCode | undefined {
  if (left.kind === 'null' || right.kind === 'null') return { kind: 'boolean', code: '2', nullable: true }
  const same = equal(left, right, writer)
  const parts = [absent(left, writer), absent(right, writer)].filter((part) => part !== undefined)
  if (!same || parts.length === 0) return same
  return { kind: 'boolean', code: `(${parts.join(' || ')} ? 2 : ${same.code} ? 1 : 0)`, nullable: true }
}

/** A quotient is missing where a part of it is, or where it divides by zero. */
function absent(value: Code, writer: Writer): string | undefined {
  if (value.kind !== 'quotient') return missing(value)
  const { numerator, denominator } = value
  const zero = denominator.low <= 0 ? `(${writer.hold(denominator.code)} === 0)` : undefined
  const parts = [missing(numerator), missing(denominator), zero].filter((part) => part !== undefined)
  return parts.length > 0 ? `(${parts.join(' || ')})` : undefined
}

/** The same text by its index in another list of texts. */
function recoded(value: TextCode, values: readonly string[], writer: LogicWriter): TextCode {
  if (value.values.every((text, index) => values[index] === text)) return { ...value, values }
  const indices = value.values.map((text) => values.indexOf(text))
  const constant = /^\d+$/.test(value.code) ? indices[Number(value.code)] : undefined
  if (constant !== undefined) return { ...value, code: String(constant), values }
  const found = `${writer.table(indices)}[${value.code}]`
  return { ...value, code: value.nullable ? `(${value.code} < 0 ? -1 : ${found})` : found, values }
}

/** `low <= value and value <= high`, unknown where one of the three is missing. */
export function within(
  value: Code,
  low: { code: Code; included: boolean } | undefined,
  high: { code: Code; included: boolean } | undefined,
  writer: LogicWriter,
): BooleanCode | undefined {
  const parts: BooleanCode[] = []
  for (const [bound, operator] of [
    [low, '>'],
    [high, '<'],
  ] as const) {
    if (!bound) continue
    const part = compared(bound.included ? `${operator}=` : operator, value, bound.code, writer)
    if (!part) return undefined
    parts.push(part)
  }
  if (parts.every(({ nullable }) => !nullable))
    return { kind: 'boolean', code: `(${parts.map(({ code }) => code).join(' && ')})`, nullable: false }
  const held = parts.map((part) => writer.hold(asThree(part)))
  const unknown = held.map((name) => `${name} === 2`).join(' || ')
  const inside = held.map((name) => `${name} === 1`).join(' && ')
  return { kind: 'boolean', code: `(${unknown} ? 2 : ${inside} ? 1 : 0)`, nullable: true }
}

/** True where one of the conditions is; what is unknown counts as not. */
export const anyTrue = (conditions: readonly BooleanCode[]): BooleanCode =>
  conditions.length === 0
    ? literalBoolean(false)
    : { kind: 'boolean', code: `(${conditions.map(isTrue).join(' || ')})`, nullable: false }

/** The value of one branch or the other; undefined when they are of kinds that no column can hold together. */
export function chosen(condition: BooleanCode, left: Code, right: Code, writer: LogicWriter): Code | undefined {
  const picked = branch(condition, left, right, writer)
  if (!writer.open || !condition.nullable || !picked) return picked
  return unknownWhere(`${condition.code} === 2`, picked)
}

/** The same value, not known where a condition in JavaScript is true. */
export function unknownWhere(test: string, value: Code): Code | undefined {
  switch (value.kind) {
    case 'number':
    case 'day':
      return { ...value, code: `(${test} ? NaN : ${value.code})`, nullable: true }
    case 'boolean':
      return { ...value, code: `(${test} ? 2 : ${asThree(value)})`, nullable: true }
    case 'code': {
      const { chosen: _, ...rest } = value
      return { ...rest, code: `(${test} ? -1 : ${value.code})`, nullable: true }
    }
    case 'null':
      return value
    default:
      return undefined
  }
}

function branch(condition: BooleanCode, left: Code, right: Code, writer: LogicWriter): Code | undefined {
  const test = isTrue(condition)
  const [a, b] = [filled(left, right), filled(right, left)]
  const pick = (one: string, other: string): string => `(${test} ? ${one} : ${other})`
  if (a.kind === 'number' && b.kind === 'number') {
    const [x, y] = comparable(a, b, product, writer)
    return {
      ...x,
      code: pick(x.code, y.code),
      low: Math.min(x.low, y.low),
      high: Math.max(x.high, y.high),
      nullable: x.nullable || y.nullable,
    }
  }
  if (a.kind === 'boolean' && b.kind === 'boolean') {
    const nullable = a.nullable || b.nullable
    const [x, y] = nullable ? [asThree(a), asThree(b)] : [a.code, b.code]
    return { kind: 'boolean', code: pick(x, y), nullable }
  }
  if (a.kind === 'code' && b.kind === 'code') {
    // A constant takes any index, so the texts of what is not one come first and keep theirs.
    const [kept, moved] = /^\d+$/.test(a.code) ? [b, a] : [a, b]
    const values = [...new Set([...kept.values, ...moved.values])]
    const [x, y] = [recoded(a, values, writer), recoded(b, values, writer)]
    const choice = choiceOf(test, a, b)
    const code = { kind: 'code', code: pick(x.code, y.code), values, nullable: a.nullable || b.nullable } as const
    return choice === undefined ? code : { ...code, chosen: choice }
  }
  if (a.kind === 'day' && b.kind === 'day')
    return { kind: 'day', code: pick(a.code, b.code), nullable: a.nullable || b.nullable }
  return a.kind === 'null' && b.kind === 'null' ? a : undefined
}

/** Null as a value of the other branch's kind. */
function filled(value: Code, other: Code): Code {
  if (value.kind !== 'null') return value
  switch (other.kind) {
    case 'number':
      return { ...other, code: 'NaN', nullable: true }
    case 'boolean':
      return { kind: 'boolean', code: '2', nullable: true }
    case 'code':
      return { ...other, code: '-1', nullable: true }
    case 'day':
      return { kind: 'day', code: 'NaN', nullable: true }
    default:
      return value
  }
}
