import { Scope } from './scope.ts'
import type { Syntax } from './syntax-tree.ts'
import { any, coerce, type FeelType, resolveType } from './types.ts'
import { FeelFunction, type Value } from './values.ts'

/** A call with positional or named arguments; null when the callee is no function or the arguments do not fit. */
export function callFunction(node: Syntax & { kind: 'call' }, scope: Scope): Value {
  const callee = scope.evaluate(node.callee)
  if (!(callee instanceof FeelFunction))
    return scope.run.note(node.at, '被调用的不是函数。', 'what is called is not a function.')
  const values = node.values.map((value) => scope.evaluate(value))
  const ordered = node.names ? byName(callee, node.names, values) : { values, variant: undefined }
  if (!ordered)
    return scope.run.note(
      node.at,
      `函数“${callee.name}”没有这样的参数名。`,
      `function '${callee.name}' has no such parameter names.`,
    )
  const result = callee.call(ordered.values, scope.run, ordered.variant)
  if (result !== undefined) return scope.run.made(result)
  return scope.run.note(
    node.at,
    `函数“${callee.name}”不能用于这些参数。`,
    `function '${callee.name}' cannot take these arguments.`,
  )
}

/**
 * Arguments in the order of a variant that has all their names and lacks none it needs. Of several, such as
 * `before(point, range)` and `before(range, point)`, the one that names them in the order given is meant.
 */
export function byName(
  callee: FeelFunction,
  names: readonly string[],
  values: readonly Value[],
): { readonly values: readonly Value[]; readonly variant: number } | undefined {
  const given = new Map(names.map((name, index) => [name, values[index] as Value]))
  if (given.size !== names.length) return undefined
  let fitting: { readonly values: readonly Value[]; readonly variant: number } | undefined
  for (const [variant, parameters] of callee.variants.entries()) {
    const plain = parameters.map((name) => name.replace(/\?$/, ''))
    const known = names.every((name) => plain.includes(name))
    const complete = parameters.every((name) => name.endsWith('?') || given.has(name))
    if (!known || !complete) continue
    const last = plain.findLastIndex((name) => given.has(name))
    const ordered = plain.slice(0, last + 1)
    const chosen = { values: ordered.map((name) => given.get(name) ?? null), variant }
    if (names.every((name, index) => name === ordered[index])) return chosen
    fitting ??= chosen
  }
  return fitting
}

/** The function that a definition makes; it sees the names around it as they are when it is called. */
export function makeFunction(node: Syntax & { kind: 'function' }, scope: Scope): Value {
  const { body, parameters } = node
  const types: FeelType[] = []
  for (const { type } of parameters) {
    const resolved = type ? resolveType(type, scope.run.types) : any
    if (!resolved) return scope.run.note(node.at, '参数的类型不存在。', 'the type of a parameter does not exist.')
    types.push(resolved)
  }
  const names = parameters.map(({ name }) => name)
  if (!body) return new FeelFunction('external', [names], () => null)
  const evaluateBody = (bound: ReadonlyMap<string, Value>): Value => new Scope(bound, scope).evaluate(body)
  return userFunction({ name: 'function', names, types, result: any }, scope, evaluateBody)
}

type UserFunction = {
  readonly name: string
  readonly names: readonly string[]
  readonly types: readonly FeelType[]
  readonly result: FeelType
}

/** A function of the model: arguments and result are made to fit their types; where one does not fit, it is null. */
export function userFunction(
  { name, names, types, result }: UserFunction,
  scope: Scope,
  body: (bound: ReadonlyMap<string, Value>) => Value,
): FeelFunction {
  const call = (values: readonly Value[]): Value => {
    if (values.length !== names.length)
      return scope.run.note(0, `函数“${name}”的参数个数不对。`, `function '${name}' takes ${names.length} arguments.`)
    const bound = new Map<string, Value>()
    for (const [index, parameter] of names.entries()) {
      const fitting = coerce(values[index] as Value, types[index] ?? any)
      if (fitting === undefined)
        return scope.run.note(0, `参数“${parameter}”的类型不对。`, `parameter '${parameter}' is of another type.`)
      bound.set(parameter, fitting)
    }
    return scope.run.deeper(() => coerce(body(bound), result) ?? null)
  }
  return new FeelFunction(name, [names], call, { type: { kind: 'function', parameters: types, result } })
}
