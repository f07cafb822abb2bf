import { Decimal, toInteger } from './decimal.ts'
import { propertyOf } from './evaluate-arithmetic.ts'
import { entryOf, Scope } from './scope.ts'
import type { Syntax } from './syntax-tree.ts'
import { asList, isContext, isList, Unknown, type Value } from './values.ts'

/** `value.name`: an entry, a property, or for a list that of each element. */
export function pathOf(value: Value, node: Syntax & { kind: 'path' }, scope: Scope): Value {
  if (value === null || value instanceof Unknown) return value
  if (isContext(value)) {
    const entry = entryOf(value, node.name)
    if (entry !== undefined) return entry
  } else if (isList(value)) return value.map((item) => pathOf(item, node, scope))
  const property = propertyOf(value, node.name)
  if (property !== undefined) return property
  return scope.run.note(node.at, `没有“${node.name}”这一项。`, `there is no entry '${node.name}'.`)
}

/** `list[condition]` keeps what the condition is true for; `list[number]` is one element, from the end below zero. */
export function filterList(value: Value, node: Syntax & { kind: 'filter' }, scope: Scope): Value {
  if (value === null) return null
  return selectFrom(asList(value), (item) =>
    (item === undefined ? scope : itemScope(item, scope)).evaluate(node.condition),
  )
}

/**
 * What a condition selects. It is asked without an item when the list is empty, to learn whether it is a position.
 * A condition that is neither true, false nor unknown makes the whole null.
 */
export function selectFrom(list: readonly Value[], condition: (item: Value | undefined) => Value): Value {
  const first = condition(list[0])
  if (first instanceof Decimal) {
    const position = toInteger(first)
    if (position === undefined || position === 0) return null
    return list[position > 0 ? position - 1 : list.length + position] ?? null
  }
  const kept: Value[] = []
  for (let index = 0; index < list.length; index++) {
    const item = list[index] as Value
    const answer = index === 0 ? first : condition(item)
    if (answer === true) kept.push(item)
    else if (answer !== false && answer !== null) return null
  }
  return kept
}

/** Inside a filter the element is `item`, and its entries can be named directly. */
export function itemScope(item: Value, scope: Scope): Scope {
  const named = new Scope(new Map([['item', item]]), scope)
  return isContext(item) ? new Scope(item, named) : named
}
