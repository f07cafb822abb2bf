import { builtIns } from './builtins.ts'
import { add, compareDecimals, Decimal, divide, fromInteger, multiply, type Rounding, subtract } from './decimal.ts'
import { calculated, isBetween } from './evaluate.ts'
import { negated } from './evaluate-arithmetic.ts'
import { unknownInside, unknownOf } from './evaluate-open.ts'
import { itemScope, pathOf } from './evaluate-select.ts'
import { compareBy } from './evaluate-test.ts'
import { preparedCall } from './prepare-calls.ts'
import type { Frame, Local, Prepared, Preparing } from './prepare-frame.ts'
import { preparedFilter, preparedLoop, preparedQuantifier } from './prepare-loops.ts'
import { comparedFractions, roundedFraction } from './prepare-ratio.ts'
import { constantTests } from './prepare-tests.ts'
import { isQuickList, type Quick, quick, slow } from './quick.ts'
import { Scope } from './scope.ts'
import type { ArithmeticOperator, ComparisonOperator, Syntax } from './syntax-tree.ts'
import { Unknown } from './values.ts'

/**
 * Makes checked trees into functions: names are found once, whole numbers are added as such, and only what is rare (fractions,
 * what is not known, faults) goes the way of the evaluator. No code is made from text.
 */
export class Preparer<Of extends Frame> implements Preparing<Of> {
  readonly names: (name: string) => Prepared<Of> | undefined
  /** The loops around what is being prepared, the outermost first. */
  readonly locals: Local[] = []
  #slots = 0

  /** @param names what stands for the names of the expressions; undefined for those that are none of them */
  constructor(names: (name: string) => Prepared<Of> | undefined) {
    this.names = names
  }

  prepare(node: Syntax): Prepared<Of> {
    switch (node.kind) {
      case 'null':
        return () => null
      case 'boolean':
      case 'string':
      case 'number': {
        const value = quick(node.value)
        return () => value
      }
      case 'temporal': {
        const { value } = node
        return value ? () => value : this.evaluated(node)
      }
      case 'name':
        return this.#name(node)
      case 'list': {
        const items = node.items.map((item) => this.prepare(item))
        return (frame) => items.map((item) => item(frame))
      }
      case 'path':
        return this.#path(node)
      case 'negation':
        return this.#negation(node)
      case 'arithmetic':
        return this.#arithmetic(node)
      case 'filter':
        return preparedFilter(node, this)
      case 'call':
        return preparedCall(node, this)
      default:
        return this.#logical(node)
    }
  }

  named(name: string): Prepared<Of> | undefined {
    return this.locals.length === 0 && plainName.test(name) ? this.names(name) : undefined
  }

  /** A formula of which only the whole number is wanted that it rounds to: that number, or what is still to be rounded. */
  rounded(node: Syntax, rounding: Rounding): Prepared<Of> {
    const otherwise = this.prepare(node)
    const fraction = roundedFraction(node, rounding, this)
    return fraction ? (frame) => fraction(frame) ?? otherwise(frame) : otherwise
  }

  #logical(node: Syntax): Prepared<Of> {
    switch (node.kind) {
      case 'comparison':
        return this.#comparison(node)
      case 'between':
        return this.#between(node)
      case 'in':
        return this.#among(node)
      case 'and':
      case 'or':
        return this.#connected(node)
      case 'if':
        return this.#conditional(node)
      case 'for':
        return preparedLoop(node, this)
      case 'some':
      case 'every':
        return preparedQuantifier(node, this)
      default:
        return this.evaluated(node)
    }
  }

  /** The way of the evaluator, with the names of the loops around it. */
  evaluated(node: Syntax): Prepared<Of> {
    const around = [...this.locals]
    return (frame) => {
      let { scope } = frame
      for (const { kind, name, slot } of around) {
        const value = slow(frame.locals[slot] as Quick)
        scope = kind === 'item' ? itemScope(value, scope) : new Scope(new Map([[name, value]]), scope)
      }
      return quick(scope.evaluate(node))
    }
  }

  /** Prepares what stands within a loop. Every loop has a place of its own: a step may loop while another loop asks for it. */
  within(kind: Local['kind'], name: string, body: Syntax): { readonly slot: number; readonly body: Prepared<Of> } {
    const slot = this.#slots++
    this.locals.push({ kind, name, slot })
    const prepared = this.prepare(body)
    this.locals.pop()
    return { slot, body: prepared }
  }

  #name(node: Syntax & { kind: 'name' }): Prepared<Of> {
    const { name } = node
    // Other names may be spaced in several ways.
    if (!plainName.test(name)) return this.evaluated(node)
    let found = this.names(name) ?? constantOf(builtIns.get(name)) ?? this.evaluated(node)
    for (const { kind, name: own, slot } of this.locals) {
      const outer = found
      if (kind === 'variable') {
        if (own === name) found = (frame) => frame.locals[slot] as Quick
        continue
      }
      found = (frame) => {
        const item = frame.locals[slot] as Quick
        const entry = item instanceof Map ? item.get(name) : undefined
        if (entry !== undefined) return quick(entry)
        return name === 'item' ? item : outer(frame)
      }
    }
    return found
  }

  #path(node: Syntax & { kind: 'path' }): Prepared<Of> {
    const { name } = node
    if (!plainName.test(name)) return this.evaluated(node)
    const from = this.prepare(node.from)
    const entryOf = (value: Quick, scope: Scope): Quick => {
      if (value === null || value instanceof Unknown) return value
      if (value instanceof Map) {
        const entry = value.get(name)
        if (entry !== undefined) return quick(entry)
      } else if (isQuickList(value)) return value.map((item) => entryOf(item, scope))
      return quick(pathOf(slow(value), node, scope))
    }
    return (frame) => {
      const value = from(frame)
      const entry = value instanceof Map ? value.get(name) : undefined
      return entry === undefined ? entryOf(value, frame.scope) : quick(entry)
    }
  }

  #negation(node: Syntax & { kind: 'negation' }): Prepared<Of> {
    const operand = this.prepare(node.operand)
    return (frame) => {
      const value = operand(frame)
      if (typeof value === 'number') return 0 - value
      return value instanceof Unknown ? value : quick(negated(slow(value)) ?? null)
    }
  }

  #arithmetic(node: Syntax & { kind: 'arithmetic' }): Prepared<Of> {
    const [left, right] = [this.prepare(node.left), this.prepare(node.right)]
    const exact = exactly[node.operator]
    const fractions = ofFractions[node.operator]
    return (frame) => {
      const a = left(frame)
      const b = right(frame)
      if (typeof a === 'number' && typeof b === 'number') {
        const result = exact(a, b)
        if (Number.isSafeInteger(result)) return result
      }
      if (!(a instanceof Unknown) && !(b instanceof Unknown)) {
        const [one, other] = [slow(a), slow(b)]
        const fraction = one instanceof Decimal && other instanceof Decimal ? fractions?.(one, other) : undefined
        return quick(fraction ?? calculated(node, one, other, frame.scope))
      }
      return unknownOf([a, b]) ?? null
    }
  }

  #comparison(node: Syntax & { kind: 'comparison' }): Prepared<Of> {
    const [left, right] = [this.prepare(node.left), this.prepare(node.right)]
    const { operator } = node
    const ordered = orders[operator]
    const long = (frame: Of): Quick => {
      const a = left(frame)
      const b = right(frame)
      if (typeof a === 'number' && typeof b === 'number') return ordered(a, b)
      const [one, other] = [typeof a === 'number' ? fromInteger(a) : a, typeof b === 'number' ? fromInteger(b) : b]
      if (one instanceof Decimal && other instanceof Decimal) return ordered(compareDecimals(one, other), 0)
      const parts = [slow(a), slow(b)] as const
      return unknownInside(parts) ?? compareBy(operator, ...parts)
    }
    const fractions = comparedFractions(node, orders, this)
    return fractions ? (frame) => fractions(frame) ?? long(frame) : long
  }

  #between(node: Syntax & { kind: 'between' }): Prepared<Of> {
    const [value, low, high] = [this.prepare(node.value), this.prepare(node.low), this.prepare(node.high)]
    return (frame) => {
      const [a, b, c] = [value(frame), low(frame), high(frame)]
      if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number') return b <= a && a <= c
      const parts = [slow(a), slow(b), slow(c)] as const
      return unknownOf(parts) ?? isBetween(...parts)
    }
  }

  #among(node: Syntax & { kind: 'in' }): Prepared<Of> {
    const tests = constantTests(node.tests)
    const otherwise = this.evaluated(node)
    if (!tests) return otherwise
    const value = this.prepare(node.value)
    return (frame) => {
      const one = value(frame)
      if (one instanceof Unknown) return one
      return tests(one) ?? otherwise(frame)
    }
  }

  #connected(node: Syntax & { kind: 'and' | 'or' }): Prepared<Of> {
    const [left, right] = [this.prepare(node.left), this.prepare(node.right)]
    const decisive = node.kind === 'or'
    return (frame) => {
      const a = left(frame)
      if (a === decisive) return decisive
      const b = right(frame)
      if (b === decisive) return decisive
      if (a === !decisive && b === !decisive) return !decisive
      return unknownOf([a, b]) ?? null
    }
  }

  #conditional(node: Syntax & { kind: 'if' }): Prepared<Of> {
    const condition = this.prepare(node.condition)
    const [whenTrue, otherwise] = [this.prepare(node.whenTrue), this.prepare(node.otherwise)]
    const fault = this.evaluated(node)
    return (frame) => {
      const value = condition(frame)
      if (value === true) return whenTrue(frame)
      if (value === false) return otherwise(frame)
      return value instanceof Unknown ? value : fault(frame)
    }
  }
}

const plainName = /^[\p{L}\p{N}_ ]*$/u

const constantOf = <Of extends Frame>(value: Quick | undefined): Prepared<Of> | undefined =>
  value === undefined ? undefined : () => value

/** Results that are no safe integers are found again by exact decimals. */
const exactly: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b + 0,
  '/': (a, b) => (b !== 0 && a % b === 0 ? a / b + 0 : Number.NaN),
  '**': () => Number.NaN,
}

/** What is no whole number, or too large for one; undefined where the evaluator has to say why there is no result. */
const ofFractions: Readonly<Record<ArithmeticOperator, ((a: Decimal, b: Decimal) => Decimal | undefined) | undefined>> =
  { '+': add, '-': subtract, '*': multiply, '/': divide, '**': undefined }

const orders: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}
