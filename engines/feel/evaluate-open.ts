import { calculated, evaluate, isBetween, named, rangeBetween } from './evaluate.ts'
import { negated } from './evaluate-arithmetic.ts'
import { byName, makeFunction } from './evaluate-call.ts'
import { eachCombination, iterate } from './evaluate-loop.ts'
import { itemScope, pathOf, selectFrom } from './evaluate-select.ts'
import { acceptedBy, cellAcceptedBy, compareBy } from './evaluate-test.ts'
import { Run, type RunSettings, Scope } from './scope.ts'
import { type Syntax, type UnaryTests, usesInput } from './syntax-tree.ts'
import { isInstance, resolveType } from './types.ts'
import { asList, FeelFunction, isList, Unknown, type Value } from './values.ts'

/**
 * An evaluation in which facts may be unknown. It answers as `startRun` does where everything is known; where a fact is
 * not, the answer is `Unknown` with its name, unless the rest decides alone (`true or unknown` is true).
 */
export const startOpenRun = (settings: RunSettings = {}): Run => new Run(evaluateOpen, settings)

/** The unknown that several values make together, after one that is there already; undefined when all of them are known. */
export function unknownOf(values: readonly unknown[], before?: Unknown): Unknown | undefined {
  let found = before
  for (const value of values) if (value instanceof Unknown) found = together(found, value)
  return found
}

/** The same for values and the elements of those that are lists. */
export function unknownInside(values: readonly Value[]): Unknown | undefined {
  let found: Unknown | undefined
  for (const value of values) {
    if (value instanceof Unknown) found = together(found, value)
    else if (isList(value)) for (const item of value) if (item instanceof Unknown) found = together(found, item)
  }
  return found
}

const together = (one: Unknown | undefined, other: Unknown): Unknown =>
  one ? new Unknown([...new Set([...one.names, ...other.names])]) : other

function evaluateOpen(node: Syntax, scope: Scope): Value {
  const { run } = scope
  run.step()
  const value = valueOfNode(node, scope)
  run.observe?.(node, value)
  return value
}

function valueOfNode(node: Syntax, scope: Scope): Value {
  switch (node.kind) {
    case 'name':
      return named(node, scope)
    case 'list':
      return node.items.map((item) => evaluateOpen(item, scope))
    case 'context': {
      const entries = new Map<string, Value>()
      const inside = new Scope(entries, scope)
      for (const entry of node.entries) entries.set(entry.name, evaluateOpen(entry.value, inside))
      return entries
    }
    case 'path':
      return pathOf(evaluateOpen(node.from, scope), node, scope)
    case 'filter':
      return filtered(node, scope)
    case 'call':
      return called(node, scope)
    case 'for':
      return unknownDomain(node, scope) ?? iterate(node, scope)
    case 'some':
    case 'every':
      return unknownDomain(node, scope) ?? quantified(node, scope)
    case 'function':
      return makeFunction(node, scope)
    case 'and':
    case 'or':
      return connected(node, scope)
    case 'if':
      return conditional(node, scope)
    case 'in':
      return among(node, scope)
    default:
      return strict(node, scope)
  }
}

/** Kinds that need all of their parts. */
function strict(node: Syntax, scope: Scope): Value {
  switch (node.kind) {
    case 'range': {
      const ends = [node.low && evaluateOpen(node.low, scope), node.high && evaluateOpen(node.high, scope)] as const
      return unknownOf(ends) ?? rangeBetween(node, ...ends, scope)
    }
    case 'negation': {
      const operand = evaluateOpen(node.operand, scope)
      return operand instanceof Unknown ? operand : (negated(operand) ?? null)
    }
    case 'arithmetic': {
      const parts = [evaluateOpen(node.left, scope), evaluateOpen(node.right, scope)] as const
      return unknownOf(parts) ?? calculated(node, ...parts, scope)
    }
    case 'comparison': {
      const parts = [evaluateOpen(node.left, scope), evaluateOpen(node.right, scope)] as const
      return unknownInside(parts) ?? compareBy(node.operator, ...parts)
    }
    case 'test': {
      const parts = [scope.input ?? null, evaluateOpen(node.operand, scope)] as const
      return unknownOf(parts) ?? compareBy(node.operator, ...parts)
    }
    case 'between': {
      const parts = [node.value, node.low, node.high].map((part) => evaluateOpen(part, scope))
      return unknownOf(parts) ?? isBetween(...(parts as [Value, Value, Value]))
    }
    case 'instance of': {
      const value = evaluateOpen(node.value, scope)
      const type = resolveType(node.type, scope.run.types)
      if (!type || value instanceof Unknown) return value instanceof Unknown ? value : null
      return isInstance(value, type)
    }
    default:
      return evaluate(node, scope)
  }
}

function filtered(node: Syntax & { kind: 'filter' }, scope: Scope): Value {
  const from = evaluateOpen(node.from, scope)
  if (from === null || from instanceof Unknown) return from
  const unknown: Unknown[] = []
  const { notes } = scope.run
  const result = selectFrom(asList(from), (item) => {
    const before = notes.length
    const answer = evaluateOpen(node.condition, item === undefined ? scope : itemScope(item, scope))
    // Of an empty list the condition is only asked whether it is a position; that it finds no names is no fault.
    if (item === undefined) notes.length = before
    if (!(answer instanceof Unknown)) return answer
    unknown.push(answer)
    return null
  })
  return unknownOf(unknown) ?? result
}

// These look at their arguments' elements themselves: how many there are is known, one may decide for all.
const lookInside: ReadonlySet<string> = new Set(['count', 'any', 'all'])

function called(node: Syntax & { kind: 'call' }, scope: Scope): Value {
  const callee = evaluateOpen(node.callee, scope)
  if (!(callee instanceof FeelFunction))
    return scope.run.note(node.at, '被调用的不是函数。', 'what is called is not a function.')
  return calledWith(
    callee,
    node,
    node.values.map((value) => evaluateOpen(value, scope)),
    scope,
  )
}

/** A function under arguments of which some may be not known. */
export function calledWith(
  callee: FeelFunction,
  node: Syntax & { kind: 'call' },
  values: readonly Value[],
  scope: Scope,
): Value {
  const own = callee.name === 'function'
  if (!own) {
    const unknown = lookInside.has(callee.name) ? unknownOf(values) : unknownInside(values)
    if (unknown) return unknown
    if (callee.name === 'any' || callee.name === 'all') {
      const decisive = callee.name === 'any'
      const items = values.flatMap(asList)
      const open = items.includes(decisive) ? undefined : unknownOf(items)
      if (open) return open
    }
  }
  const ordered = node.names ? byName(callee, node.names, values) : { values, variant: undefined }
  const result = ordered && callee.call(ordered.values, scope.run, ordered.variant)
  if (result !== undefined) return scope.run.made(result)
  return scope.run.note(
    node.at,
    `函数“${callee.name}”不能用于这些参数。`,
    `function '${callee.name}' cannot take these arguments.`,
  )
}

/** A loop over a list that is not known. */
function unknownDomain(node: Syntax & { kind: 'for' | 'some' | 'every' }, scope: Scope): Unknown | undefined {
  const domain = node.iterations[0] && evaluateOpen(node.iterations[0].domain, scope)
  return domain instanceof Unknown ? domain : undefined
}

function quantified(node: Syntax & { kind: 'some' | 'every' }, scope: Scope): Value {
  const decisive = node.kind === 'some'
  const open: Value[] = []
  let answer: boolean | null = !decisive
  const complete = eachCombination(node.iterations, scope, (inner) => {
    const result = evaluateOpen(node.body, inner)
    if (result === decisive) answer = decisive
    else if (result instanceof Unknown) open.push(result)
    else if (typeof result !== 'boolean') answer = null
    return result !== decisive
  })
  if (!complete) return scope.run.note(node.at, '没有可以循环的列表。', 'there is no list to go over.')
  return answer === decisive ? decisive : (unknownOf(open) ?? answer)
}

function connected(node: Syntax & { kind: 'and' | 'or' }, scope: Scope): Value {
  const decisive = node.kind === 'or'
  const left = evaluateOpen(node.left, scope)
  if (left === decisive) return decisive
  const right = evaluateOpen(node.right, scope)
  if (right === decisive) return decisive
  return unknownOf([left, right]) ?? (left === !decisive && right === !decisive ? !decisive : null)
}

function conditional(node: Syntax & { kind: 'if' }, scope: Scope): Value {
  const condition = evaluateOpen(node.condition, scope)
  if (condition instanceof Unknown) return condition
  if (typeof condition !== 'boolean')
    return scope.run.note(node.condition.at, '条件不是真或假。', 'the condition is neither true nor false.')
  return evaluateOpen(condition ? node.whenTrue : node.otherwise, scope)
}

function among(node: Syntax & { kind: 'in' }, scope: Scope): Value {
  const value = evaluateOpen(node.value, scope)
  if (value instanceof Unknown) return value
  const inside = new Scope(new Map(), scope, value)
  return anyAccepts(node.tests, (test) => {
    const answer = evaluateOpen(test, inside)
    return answer instanceof Unknown ? answer : acceptedBy(test, answer, value)
  })
}

function anyAccepts(tests: readonly Syntax[], accepts: (test: Syntax) => boolean | null | Unknown): Value {
  const open: Value[] = []
  let undecided = false
  for (const test of tests) {
    const accepted = accepts(test)
    if (accepted === true) return true
    if (accepted instanceof Unknown) open.push(accepted)
    if (accepted === null) undecided = true
  }
  return unknownOf(open) ?? (undecided ? null : false)
}

/** Whether a cell of a decision table accepts the input, which may be unknown; null where it cannot be said. */
export function acceptsOpen(cell: UnaryTests, input: Value, scope: Scope): boolean | null | Unknown {
  if (cell.any) return true
  if (input instanceof Unknown) return input
  const inside = new Scope(new Map([['?', input]]), scope, input)
  const answer = anyAccepts(cell.tests, (test) => {
    const wanted = evaluateOpen(test, inside)
    if (wanted instanceof Unknown) return wanted
    return test.kind === 'test' || usesInput(test)
      ? acceptedBy(test, wanted, input)
      : cellAcceptedBy(test, wanted, input)
  })
  if (answer === null || answer instanceof Unknown) return answer
  return cell.negated ? answer !== true : answer === true
}
