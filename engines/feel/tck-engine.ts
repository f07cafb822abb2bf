import { Decimal, fromDouble, toDouble } from './decimal.ts'
import { evaluate, startRun } from './evaluate.ts'
import { byName } from './evaluate-call.ts'
import { acceptsInput } from './evaluate-test.ts'
import { Scope } from './scope.ts'
import { parseExpression, parseUnaryTests } from './syntax.ts'
import { isPlainWord } from './syntax-parser.ts'
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal-parse.ts'
import { isTemporal } from './temporal-values.ts'
import { isDuration, literalOf } from './value-text.ts'
import { FeelFunction, isContext, isList, kindOf, Range, type Value } from './values.ts'

/** What the conformance harness hands in and takes back: values of this engine, or plain data. */
type Outer = unknown
type OuterContext = Readonly<Record<string, Outer>>

// A fixed present, so that a run today and one next year are the same.
const now = '2026-12-01T08:00:00+08:00'

/** The harness adds up and compares the results of decision tables as JavaScript numbers; nobody else may. */
class HarnessNumber extends Decimal {
  override valueOf(): number {
    return toDouble(this)
  }
}

const forHarness = (value: Value): Value =>
  value instanceof Decimal ? new HarnessNumber(value.coefficient, value.exponent) : value

/** Plain data as values of the engine; numbers by their shortest decimal. */
function inward(outer: Outer): Value {
  if (outer === null || outer === undefined) return null
  if (typeof outer === 'number') return fromDouble(outer) ?? null
  if (typeof outer === 'string' || typeof outer === 'boolean') return outer
  if (Array.isArray(outer)) return outer.map(inward)
  if (outer instanceof Decimal || outer instanceof Range || outer instanceof FeelFunction) return outer
  if (isTemporal(outer)) return outer
  if (outer instanceof Map) return new Map([...outer].map(([name, value]) => [String(name), inward(value)]))
  return typeof outer === 'object' ? contextFrom(outer as OuterContext) : null
}

const contextFrom = (outer: OuterContext): ReadonlyMap<string, Value> =>
  new Map(Object.entries(outer).map(([name, value]) => [name, inward(value)]))

/** Names with spaces or operators, however deep they lie in a value. */
function namesIn(value: Value, found: Set<string> = new Set()): Set<string> {
  if (isContext(value))
    for (const [name, entry] of value) {
      if (!isPlainWord(name)) found.add(name)
      namesIn(entry, found)
    }
  else if (isList(value)) for (const item of value) namesIn(item, found)
  return found
}

/** A value as plain data: null, boolean, number, string, array, object or `{ feel, iso }`. */
function outward(value: Value): Outer {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (value instanceof Decimal) return toDouble(value)
  if (isList(value)) return value.map(outward)
  if (isContext(value)) return Object.fromEntries([...value].map(([name, entry]) => [name, outward(entry)]))
  if (value instanceof FeelFunction) return { feel: 'function' }
  if (value instanceof Range) return { feel: 'range', iso: literalOf(value) }
  return { feel: isDuration(value) ? 'duration' : kindOf(value), iso: String(value) }
}

const temporals: Readonly<Record<string, (iso: string) => Value | undefined>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
}

/** The engine as the conformance harness wants it. */
export default {
  name: 'bangfu',

  /** @throws SyntaxProblem */
  evaluate(expression: string, context: OuterContext): Value {
    const values = contextFrom(context)
    return forHarness(evaluate(parseExpression(expression, namesIn(values)), new Scope(values, startRun({ now }))))
  },

  /** @throws SyntaxProblem */
  unaryTest(test: string, value: Outer, context: OuterContext): boolean | null {
    const values = contextFrom(context)
    const input = inward(value)
    const names = namesIn(input, namesIn(values))
    return acceptsInput(parseUnaryTests(test, names), input, new Scope(values, startRun({ now })))
  },

  temporal(type: string, iso: string): Value {
    const value = temporals[type]?.(iso)
    if (value === undefined) throw new Error(`not a ${type}: ${iso}`)
    return value
  },

  normalize: (value: Outer): Outer => outward(inward(value)),

  makeFunction(parameters: readonly string[], body: (...values: Value[]) => Outer): FeelFunction {
    const call = (values: readonly Value[]): Value | undefined =>
      values.length === parameters.length ? inward(body(...values)) : undefined
    return new FeelFunction('function', [parameters], call)
  },

  call(callee: Outer, bound: OuterContext, name: string): Value {
    if (!(callee instanceof FeelFunction)) throw new Error(`not a function: ${name}`)
    const ordered = byName(callee, Object.keys(bound), Object.values(bound).map(inward))
    return ordered ? (callee.call(ordered.values, { now }, ordered.variant) ?? null) : null
  },
}
