import { type BuiltIn, builtIn, overList } from './builtins-define.ts'
import { Decimal, fromInteger } from './decimal.ts'
import { equals, FeelFunction, isList, type Moment, type Value } from './values.ts'

/** The same thing: equal, or both null. */
const same = (left: Value, right: Value): boolean => equals(left, right) === true

const contains = (list: readonly Value[], value: Value): boolean => list.some((item) => same(item, value))

/** Index of a position that counts from 1, or from the end below zero; undefined outside the list. */
function indexOf(position: number | undefined, length: number): number | undefined {
  if (position === undefined || position === 0 || Math.abs(position) > length) return undefined
  return position > 0 ? position - 1 : length + position
}

function flatten(list: readonly Value[]): Value[] {
  return list.flatMap((item) => (isList(item) ? flatten(item) : [item]))
}

/** Each value once, where it first stands; plain values are found by their text, so that long lists stay quick. */
function distinct(list: readonly Value[]): Value[] {
  const plain = new Set<string>()
  const others: Value[] = []
  return list.filter((item) => {
    const key = plainKey(item)
    if (key === undefined ? contains(others, item) : plain.has(key)) return false
    if (key === undefined) others.push(item)
    else plain.add(key)
    return true
  })
}

/** Equal for equal plain values and for no others; undefined for values that are compared part by part. */
function plainKey(value: Value): string | undefined {
  if (typeof value === 'string') return `"${value}`
  if (value instanceof Decimal) return `${value.coefficient}e${value.exponent}`
  return value === null || typeof value === 'boolean' ? String(value) : undefined
}

/** `any` and `all`: decided by one item, unknown when an item is no boolean. */
function fold(list: readonly Value[], decisive: boolean): boolean | undefined {
  if (list.includes(decisive)) return decisive
  return list.every((item) => item === !decisive) ? !decisive : undefined
}

function sublist(list: readonly Value[], start: number | undefined, length: number | undefined): Value | undefined {
  const from = indexOf(start, list.length)
  if (from === undefined) return undefined
  if (length === undefined) return list.slice(from)
  return length < 1 || from + length > list.length ? undefined : list.slice(from, from + length)
}

/** Merge sort, so that an order that contradicts itself still ends. */
function sorted(list: readonly Value[], precedes: FeelFunction | undefined, moment: Moment): Value[] | undefined {
  if (list.length < 2) return [...list]
  const middle = Math.floor(list.length / 2)
  const left = sorted(list.slice(0, middle), precedes, moment)
  const right = sorted(list.slice(middle), precedes, moment)
  if (!left || !right) return undefined
  const merged: Value[] = []
  let [i, j] = [0, 0]
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] as Value, right[j] as Value]
    const first = precedes?.call([b, a], moment)
    if (typeof first !== 'boolean') return undefined
    merged.push(first ? b : a)
    if (first) j++
    else i++
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}

function replaceItems(given: readonly Value[], list: readonly Value[], moment: Moment): Value | undefined {
  const match = given[1] as FeelFunction
  const newItem = given[2] as Value
  if (match.variants[0]?.length !== 2) return undefined
  const result: Value[] = []
  for (const item of list) {
    const answer = match.call([item, newItem], moment)
    if (typeof answer !== 'boolean') return undefined
    result.push(answer ? newItem : item)
  }
  return result
}

/** Takes a list and further items, however many. */
function withItems(
  name: string,
  parameters: readonly string[],
  body: (lists: readonly Value[]) => Value | undefined,
): BuiltIn {
  const call = (values: readonly Value[]): Value | undefined => (values.length === 0 ? undefined : body(values))
  return [name, new FeelFunction(name, [parameters], call, { variadic: true })]
}

const listOf = (value: Value): readonly Value[] | undefined =>
  isList(value) ? value : value === null ? undefined : [value]

function concatenated(values: readonly Value[]): Value[] | undefined {
  const lists = values.map(listOf)
  return lists.includes(undefined) ? undefined : (lists as Value[][]).flat(1)
}

export const listFunctions: readonly BuiltIn[] = [
  builtIn('list contains', ['list: list, element: any'], (given) => contains(given.list(0), given.value(1))),
  overList('all', (list) => fold(list, false)),
  overList('any', (list) => fold(list, true)),
  builtIn('sublist', ['list: list, start position: number, length?: nullable number'], (given) =>
    sublist(given.list(0), given.integer(1), given.has(2) ? (given.integer(2) ?? 0) : undefined),
  ),
  withItems('append', ['list', 'item'], ([list, ...items]) => {
    const start = listOf(list ?? null)
    return start && items.length > 0 ? [...start, ...items] : undefined
  }),
  withItems('concatenate', ['list'], concatenated),
  withItems('union', ['list'], (values) => {
    const all = concatenated(values)
    return all && distinct(all)
  }),
  builtIn('insert before', ['list: list, position: number, newItem: any'], (given) => {
    const index = indexOf(given.integer(1), given.list(0).length)
    return index === undefined ? undefined : given.list(0).toSpliced(index, 0, given.value(2))
  }),
  builtIn('remove', ['list: list, position: number'], (given) => {
    const index = indexOf(given.integer(1), given.list(0).length)
    return index === undefined ? undefined : given.list(0).toSpliced(index, 1)
  }),
  builtIn(
    'list replace',
    ['list: list, position: number, newItem: any', 'list: list, match: function, newItem: any'],
    (given, variant) => {
      if (variant === 1) return replaceItems(given.values, given.list(0), given.moment)
      const index = indexOf(given.integer(1), given.list(0).length)
      return index === undefined ? undefined : given.list(0).with(index, given.value(2))
    },
  ),
  builtIn('reverse', ['list: list'], (given) => given.list(0).toReversed()),
  builtIn('index of', ['list: list, match: any'], (given) =>
    given.list(0).flatMap((item, index) => (same(item, given.value(1)) ? [fromInteger(index + 1)] : [])),
  ),
  overList('distinct values', distinct),
  builtIn('flatten', ['list: list'], (given) => {
    given.weigh(given.list(0))
    return flatten(given.list(0))
  }),
  builtIn('sort', ['list: list, precedes: function'], (given) =>
    sorted(given.list(0), given.function(1), given.moment),
  ),
]
