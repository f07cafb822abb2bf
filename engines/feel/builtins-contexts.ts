import { type BuiltIn, builtIn } from './builtins-define.ts'
import { type Context, equals, isContext, isList, type Value } from './values.ts'

/** The context with what the keys lead to replaced; undefined when they lead nowhere. */
function put(context: Context, keys: readonly Value[], value: Value): Context | undefined {
  const [key, ...rest] = keys
  if (typeof key !== 'string') return undefined
  if (rest.length === 0) return new Map(context).set(key, value)
  const inner = context.get(key)
  const replaced = inner !== undefined && isContext(inner) ? put(inner, rest, value) : undefined
  return replaced && new Map(context).set(key, replaced)
}

function merge(contexts: readonly Value[]): Context | undefined {
  const merged = new Map<string, Value>()
  for (const context of contexts) {
    if (!isContext(context)) return undefined
    for (const [key, value] of context) merged.set(key, value)
  }
  return merged
}

/** From `{key, value}` pairs; undefined when one is malformed or a key comes twice. */
function fromEntries(entries: readonly Value[]): Context | undefined {
  const made = new Map<string, Value>()
  for (const entry of entries) {
    if (!isContext(entry)) return undefined
    const key = entry.get('key')
    const value = entry.get('value')
    if (typeof key !== 'string' || value === undefined || made.has(key)) return undefined
    made.set(key, value)
  }
  return made
}

function valueAt(context: Context, keys: readonly Value[]): Value | undefined {
  let value: Value | undefined = context
  for (const key of keys) {
    if (typeof key !== 'string' || value === undefined || !isContext(value)) return undefined
    value = value.get(key)
  }
  return value
}

export const contextFunctions: readonly BuiltIn[] = [
  builtIn(
    'get value',
    ['m: context, key: string', 'context: context, key: string', 'm: context, keys: list'],
    (given) =>
      isList(given.value(1))
        ? valueAt(given.context(0), given.list(1))
        : (given.context(0).get(given.text(1)) ?? undefined),
  ),
  builtIn('get entries', ['m: context'], (given) =>
    [...given.context(0)].map(
      ([key, value]) =>
        new Map<string, Value>([
          ['key', key],
          ['value', value],
        ]),
    ),
  ),
  builtIn('context', ['entries: list'], (given) => fromEntries(given.list(0))),
  builtIn(
    'context put',
    ['context: context, key: string, value: any', 'context: context, keys: list, value: any'],
    (given, variant) => put(given.context(0), variant === 0 ? [given.text(1)] : given.list(1), given.value(2)),
  ),
  builtIn('context merge', ['contexts: list'], (given) => merge(given.list(0))),
  builtIn('not', ['negand: boolean'], (given) => given.value(0) === false),
  builtIn('is', ['value1?: any, value2?: any'], (given) =>
    given.values.length === 0 ? undefined : isSame(given.value(0), given.value(1)),
  ),
]

/** The same element of the same domain: times of day are the same only in the same zone. */
function isSame(left: Value, right: Value): boolean {
  if (equals(left, right) !== true) return false
  if (isList(left) && isList(right)) return left.every((item, index) => isSame(item, right[index] as Value))
  return String(left) === String(right) || isContext(left) || isList(left)
}
