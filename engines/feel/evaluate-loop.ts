import { add, Decimal, fromInteger, one, subtract, toDouble } from './decimal.ts'
import { Scope, TooMuchWork } from './scope.ts'
import { type Iteration, partsOf, type Syntax } from './syntax-tree.ts'
import { FeelDate } from './temporal-values.ts'
import { compare, isList, Range, Unknown, type Value } from './values.ts'

/** `for … return …`: the results in order; `partial` holds those so far. Null when there is nothing to go over. */
export function iterate(node: Syntax & { kind: 'for' }, scope: Scope): Value {
  const results: Value[] = []
  const names = new Map<string, Value>([['partial', []]])
  const looksBack = usesPartial(node)
  const complete = eachCombination(node.iterations, new Scope(names, scope), (inner) => {
    results.push(inner.evaluate(node.body))
    if (looksBack) names.set('partial', resultsSoFar(results, scope))
    return true
  })
  return complete ? results : scope.run.note(node.at, '没有可以循环的列表。', 'there is no list to go over.')
}

/** A copy: a result that holds `partial` must not come to hold itself. @throws TooMuchWork for a long loop of copies */
export function resultsSoFar(results: readonly Value[], scope: Scope): readonly Value[] {
  // Copying is far quicker than evaluating.
  scope.run.spend(results.length / 64)
  return [...results]
}

const lookingBack = new WeakMap<Syntax, boolean>()

/** Whether a loop speaks of its results so far anywhere. */
export function usesPartial(node: Syntax): boolean {
  const known = lookingBack.get(node)
  if (known !== undefined) return known
  const found = (node.kind === 'name' && node.name.startsWith('partial')) || partsOf(node).some(usesPartial)
  if (node.kind === 'for') lookingBack.set(node, found)
  return found
}

/** `some` and `every`, three-valued. */
export function quantify(node: Syntax & { kind: 'some' | 'every' }, scope: Scope): Value {
  const decisive = node.kind === 'some'
  let answer: boolean | null = !decisive
  const complete = eachCombination(node.iterations, scope, (inner) => {
    const result = inner.evaluate(node.body)
    if (result === decisive) answer = decisive
    else if (typeof result !== 'boolean') answer = null
    return result !== decisive
  })
  return complete ? answer : scope.run.note(node.at, '没有可以循环的列表。', 'there is no list to go over.')
}

/**
 * Visits every combination of the iterations' elements, the last one turning fastest, until `visit` answers false.
 * @returns false when a domain is nothing that can be gone over
 */
export function eachCombination(
  iterations: readonly Iteration[],
  scope: Scope,
  visit: (inner: Scope) => boolean,
): boolean {
  let going = true
  const descend = (index: number, outer: Scope): boolean => {
    const iteration = iterations[index]
    if (!iteration) {
      going = visit(outer)
      return true
    }
    const elements = domainOf(iteration, outer)
    if (!elements) return false
    for (const element of elements) {
      if (!going) return true
      if (!descend(index + 1, new Scope(new Map([[iteration.name, element]]), outer))) return false
    }
    return true
  }
  return descend(0, scope)
}

/** The elements to go over: a list's, a range's, or a single value itself. */
function domainOf(iteration: Iteration, scope: Scope): Iterable<Value> | undefined {
  const from = scope.evaluate(iteration.domain)
  const to = iteration.to && scope.evaluate(iteration.to)
  if (scope.run.lacks(lengthOf(from, to))) throw new TooMuchWork()
  return to === undefined ? elementsOf(from) : stepsBetween(from, to)
}

/** How many elements there are to go over, so that a range without end is refused before the first of them. */
export function lengthOf(from: Value, to?: Value): number {
  if (to === undefined) return from instanceof Range ? lengthOf(from.low ?? null, from.high ?? null) : 0
  if (from instanceof Decimal && to instanceof Decimal) {
    const distance = subtract(to, from)
    return distance ? Math.abs(toDouble(distance)) : Number.POSITIVE_INFINITY
  }
  return from instanceof FeelDate && to instanceof FeelDate ? Math.abs(to.number - from.number) : 0
}

/** What a value is gone over by; undefined for null and for ranges that cannot be counted through. */
export function elementsOf(value: Value): Iterable<Value> | undefined {
  if (value === null || value instanceof Unknown) return undefined
  if (isList(value)) return value
  if (!(value instanceof Range)) return [value]
  const { low, high } = value
  if (low === undefined || high === undefined) return undefined
  const steps = stepsBetween(low, high)
  if (!steps) return undefined
  return without(steps, value.lowIncluded ? undefined : low, value.highIncluded ? undefined : high)
}

function* without(steps: Iterable<Value>, low: Value | undefined, high: Value | undefined): Iterable<Value> {
  for (const value of steps) {
    const isEnd = (end: Value | undefined): boolean => end !== undefined && compare(value, end) === 0
    if (!isEnd(low) && !isEnd(high)) yield value
  }
}

/** Whole numbers or days from one to the other, up or down, both ends included. */
function stepsBetween(from: Value, to: Value): Iterable<Value> | undefined {
  if (from instanceof Decimal && to instanceof Decimal) return numbers(from, to)
  if (from instanceof FeelDate && to instanceof FeelDate) return days(from, to)
  return undefined
}

function* numbers(from: Decimal, to: Decimal): Iterable<Value> {
  const down = compare(from, to) === 1
  const step = down ? fromInteger(-1) : one
  // Steps from a fraction keep it: 1.5..3 is 1.5 and 2.5.
  let value: Decimal | undefined = from
  while (value && (down ? compare(value, to) !== -1 : compare(value, to) !== 1)) {
    yield value
    value = add(value, step)
  }
}

function* days(from: FeelDate, to: FeelDate): Iterable<Value> {
  const step = from.number <= to.number ? 1 : -1
  for (let day = from.number; step > 0 ? day <= to.number : day >= to.number; day += step)
    yield FeelDate.fromNumber(day) ?? null
}
