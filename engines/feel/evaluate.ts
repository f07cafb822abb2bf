import { builtIns } from './builtins.ts'
import { calculate, negated } from './evaluate-arithmetic.ts'
import { callFunction, makeFunction } from './evaluate-call.ts'
import { iterate, quantify } from './evaluate-loop.ts'
import { filterList, pathOf } from './evaluate-select.ts'
import { compareBy, isAmong } from './evaluate-test.ts'
import { Run, type RunSettings, Scope } from './scope.ts'
import type { Syntax } from './syntax-tree.ts'
import { isInstance, resolveType } from './types.ts'
import { compare, kindOf, Range, type Value } from './values.ts'

/** A new evaluation. */
export const startRun = (settings: RunSettings = {}): Run => new Run(evaluate, settings)

/** The value of an expression. Never throws for what the expression says; only when it needs too much work. */
export function evaluate(node: Syntax, scope: Scope): Value {
  const { run } = scope
  run.step()
  const value = valueOfNode(node, scope)
  run.observe?.(node, value)
  return value
}

function valueOfNode(node: Syntax, scope: Scope): Value {
  switch (node.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
    case 'string':
      return node.value
    case 'temporal':
      return node.value ?? scope.run.note(node.at, '日期或时长无效。', 'not a valid date, time or duration.')
    case 'name':
      return named(node, scope)
    case 'input':
      return scope.input ?? scope.find('?') ?? null
    case 'list':
      return node.items.map((item) => evaluate(item, scope))
    case 'context':
      return contextOf(node, scope)
    case 'range':
      return rangeOf(node, scope)
    case 'path':
      return pathOf(evaluate(node.from, scope), node, scope)
    case 'filter':
      return filterList(evaluate(node.from, scope), node, scope)
    case 'call':
      return callFunction(node, scope)
    case 'negation':
      return negated(evaluate(node.operand, scope)) ?? null
    case 'arithmetic':
      return arithmetic(node, scope)
    default:
      return logical(node, scope)
  }
}

function logical(node: Syntax, scope: Scope): Value {
  switch (node.kind) {
    case 'comparison':
      return compareBy(node.operator, evaluate(node.left, scope), evaluate(node.right, scope))
    case 'test':
      return compareBy(node.operator, scope.input ?? null, evaluate(node.operand, scope))
    case 'between':
      return between(node, scope)
    case 'in':
      return isAmong(evaluate(node.value, scope), node.tests, scope)
    case 'and':
    case 'or':
      return connective(node, scope)
    case 'if': {
      const condition = evaluate(node.condition, scope)
      if (condition !== null && typeof condition !== 'boolean')
        return scope.run.note(node.condition.at, '条件不是真或假。', 'the condition is neither true nor false.')
      return evaluate(condition ? node.whenTrue : node.otherwise, scope)
    }
    case 'for':
      return iterate(node, scope)
    case 'some':
    case 'every':
      return quantify(node, scope)
    case 'instance of': {
      const type = resolveType(node.type, scope.run.types)
      if (!type) return scope.run.note(node.at, '类型不存在。', 'there is no such type.')
      const value = evaluate(node.value, scope)
      return isInstance(value, type)
    }
    case 'function':
      return makeFunction(node, scope)
    default:
      throw new TypeError(`no rule for ${node.kind}`)
  }
}

/** The value of a name in scope, or the built-in function of that name; null with a note where there is neither. */
export function named(node: Syntax & { kind: 'name' }, scope: Scope): Value {
  // A name that means null hides a built-in function like any other.
  const value = scope.find(node.name)
  if (value !== undefined) return value
  const builtIn = builtIns.get(node.name)
  if (builtIn !== undefined) return builtIn
  // A parameter elsewhere may be called `person.age`; here it is the age of a person.
  const point = node.name.lastIndexOf('.')
  if (point > 0) {
    const from = { kind: 'name', name: node.name.slice(0, point).trim(), at: node.at } as const
    return scope.evaluate({ kind: 'path', from, name: node.name.slice(point + 1).trim(), at: node.at })
  }
  return scope.run.note(node.at, `没有“${node.name}”这个名称。`, `there is no name '${node.name}'.`)
}

function contextOf(node: Syntax & { kind: 'context' }, scope: Scope): Value {
  const entries = new Map<string, Value>()
  const inside = new Scope(entries, scope)
  for (const entry of node.entries) entries.set(entry.name, evaluate(entry.value, inside))
  return entries
}

function rangeOf(node: Syntax & { kind: 'range' }, scope: Scope): Value {
  return rangeBetween(node, node.low && evaluate(node.low, scope), node.high && evaluate(node.high, scope), scope)
}

/** A range between two ends that can be compared, or null with a note. */
export function rangeBetween(
  node: Syntax & { kind: 'range' },
  low: Value | undefined,
  high: Value | undefined,
  scope: Scope,
): Value {
  if (low !== undefined && high !== undefined && low !== null && high !== null && compare(low, high) === undefined)
    return scope.run.note(node.at, '区间两端不能比较。', 'the ends of the range cannot be compared.')
  return new Range(low, high, node.lowIncluded, node.highIncluded)
}

const arithmetic = (node: Syntax & { kind: 'arithmetic' }, scope: Scope): Value =>
  calculated(node, evaluate(node.left, scope), evaluate(node.right, scope), scope)

/** The result of an operator, or null with a note why there is none. */
export function calculated(node: Syntax & { kind: 'arithmetic' }, left: Value, right: Value, scope: Scope): Value {
  const result = calculate(node.operator, left, right)
  if (result !== undefined) return typeof result === 'string' ? scope.run.made(result) : result
  if (left === null || right === null) return null
  if (node.operator === '/' && kindOf(right) === 'number')
    return scope.run.note(node.at, '除数为零。', 'division by zero.')
  return scope.run.note(
    node.at,
    `“${node.operator}”不能用于${kindOf(left)}和${kindOf(right)}，或者结果超出范围。`,
    `'${node.operator}' cannot take ${kindOf(left)} and ${kindOf(right)}, or the result is out of range.`,
  )
}

function between(node: Syntax & { kind: 'between' }, scope: Scope): Value {
  return isBetween(evaluate(node.value, scope), evaluate(node.low, scope), evaluate(node.high, scope))
}

/** Whether a value lies between two ends, both included; null where they cannot be compared. */
export function isBetween(value: Value, from: Value, to: Value): boolean | null {
  const low = compare(from, value)
  const high = compare(value, to)
  if (low === undefined || high === undefined) return null
  return low <= 0 && high <= 0
}

/** Three-valued: what is neither true nor false counts as unknown. */
function connective(node: Syntax & { kind: 'and' | 'or' }, scope: Scope): Value {
  const decisive = node.kind === 'or'
  const left = evaluate(node.left, scope)
  if (left === decisive) return decisive
  const right = evaluate(node.right, scope)
  if (right === decisive) return decisive
  return left === !decisive && right === !decisive ? !decisive : null
}
