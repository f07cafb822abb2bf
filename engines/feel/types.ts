import type { TypeSyntax } from './syntax-tree.ts'
import { FeelDate, FeelDateTime, FeelTime } from './temporal-values.ts'
import { FeelFunction, isContext, isList, type Kind, kindOf, Range, type Value } from './values.ts'

/** A type a value can be held against. */
export type FeelType =
  | { readonly kind: 'any' }
  | { readonly kind: 'simple'; readonly name: Kind }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | undefined; readonly result: FeelType }
  | {
      readonly kind: 'restricted'
      readonly base: FeelType
      /** Whether a value is among the allowed ones. */
      readonly allows: (value: Value) => boolean
    }

export const any: FeelType = { kind: 'any' }
const simple = (name: Kind): FeelType => ({ kind: 'simple', name })

const builtIn: ReadonlyMap<string, FeelType> = new Map<string, FeelType>([
  ['any', any],
  ['null', simple('null')],
  ['number', simple('number')],
  ['string', simple('string')],
  ['boolean', simple('boolean')],
  ['date', simple('date')],
  ['time', simple('time')],
  ['date and time', simple('date and time')],
  ['datetime', simple('date and time')],
  ['days and time duration', simple('days and time duration')],
  ['daytimeduration', simple('days and time duration')],
  ['years and months duration', simple('years and months duration')],
  ['yearmonthduration', simple('years and months duration')],
  ['list', { kind: 'list', of: any }],
  ['context', { kind: 'context', entries: new Map() }],
  ['range', { kind: 'range', of: any }],
  ['function', { kind: 'function', parameters: undefined, result: any }],
])

/** A type that FEEL itself knows, with the spellings of older editions of DMN. */
export const builtInType = (name: string): FeelType | undefined =>
  builtIn.get(name) ??
  (name === 'Any' || name === 'Null' || /^(dateTime|\w+Duration)$/.test(name)
    ? builtIn.get(name.toLowerCase())
    : undefined)

/** The type that is written; `named` finds the types of a model. Undefined when a name is unknown. */
export function resolveType(syntax: TypeSyntax, named: (name: string) => FeelType | undefined): FeelType | undefined {
  switch (syntax.kind) {
    case 'named':
      return named(syntax.name) ?? builtInType(syntax.name)
    case 'list':
    case 'range': {
      const of = resolveType(syntax.of, named)
      return of && { kind: syntax.kind, of }
    }
    case 'context': {
      const entries = new Map<string, FeelType>()
      for (const { name, type } of syntax.entries) {
        const resolved = resolveType(type, named)
        if (!resolved) return undefined
        entries.set(name, resolved)
      }
      return { kind: 'context', entries }
    }
    case 'function': {
      const parameters = syntax.parameters.map((parameter) => resolveType(parameter, named))
      const result = resolveType(syntax.result, named)
      if (!result || parameters.includes(undefined)) return undefined
      return { kind: 'function', parameters: parameters as FeelType[], result }
    }
  }
}

/**
 * Whether a value is of a type, whatever values the type allows: what `instance of` asks. Null conforms to every type,
 * but is an instance of its own only.
 */
export const isInstance = (value: Value, type: FeelType): boolean =>
  value === null ? type.kind === 'simple' && type.name === 'null' : conforms(value, type, false)

/** Whether a value is of a type and allowed by it; null is of every type. */
function conforms(value: Value, type: FeelType, restricted = true): boolean {
  if (value === null) return true
  switch (type.kind) {
    case 'any':
      return true
    case 'simple':
      return kindOf(value) === type.name
    case 'list':
      return isList(value) && value.every((item) => conforms(item, type.of, restricted))
    case 'range':
      return value instanceof Range && conforms(value.low ?? null, type.of) && conforms(value.high ?? null, type.of)
    case 'context':
      if (!isContext(value)) return false
      return [...type.entries].every(([name, entry]) => {
        const found = value.get(name)
        return found !== undefined && conforms(found, entry, restricted)
      })
    case 'function':
      return value instanceof FeelFunction && conformsFunction(value, type)
    case 'restricted':
      return conforms(value, type.base, restricted) && (!restricted || type.allows(value))
  }
}

function conformsFunction(value: FeelFunction, type: FeelType & { kind: 'function' }): boolean {
  if (!type.parameters) return true
  const own = value.type as (FeelType & { kind: 'function' }) | undefined
  if (!own?.parameters) return value.variants.some((names) => names.length === type.parameters?.length)
  // What a body without a declared type returns is only known when it is called.
  const result = own.result.kind === 'any' ? type.result : own.result
  return isSubtype({ ...own, result }, type)
}

/** Whether every value of one type is one of the other; parameters go the other way round. */
function isSubtype(type: FeelType, of: FeelType): boolean {
  if (of.kind === 'any' || type === of) return true
  if (type.kind === 'restricted') return isSubtype(type.base, of)
  if (type.kind === 'simple' && type.name === 'null') return true
  switch (of.kind) {
    case 'simple':
      return type.kind === 'simple' && type.name === of.name
    case 'list':
    case 'range':
      return type.kind === of.kind && isSubtype(type.of, of.of)
    case 'context':
      if (type.kind !== 'context') return false
      return [...of.entries].every(([name, entry]) => {
        const own = type.entries.get(name)
        return own !== undefined && isSubtype(own, entry)
      })
    case 'function': {
      if (type.kind !== 'function') return false
      if (!of.parameters) return true
      const wanted = of.parameters
      if (type.parameters?.length !== wanted.length) return false
      return (
        type.parameters.every((parameter, index) => isSubtype(wanted[index] as FeelType, parameter)) &&
        isSubtype(type.result, of.result)
      )
    }
    case 'restricted':
      return false
  }
}

/**
 * A value made to fit a type by the implicit conversions of DMN 1.5 section 10.3.2.9.4: list of one to element, element
 * to list of one, date to its midnight in UTC. Undefined when it does not fit.
 */
export function coerce(value: Value, type: FeelType): Value | undefined {
  if (conforms(value, type)) return value
  const base = type.kind === 'restricted' ? type.base : type
  if (base.kind === 'list') return isList(value) ? undefined : fitting([value], type)
  // One conversion only: a list of a list of one is not the element.
  if (isList(value)) return value.length === 1 ? fitting(value[0] as Value, type) : undefined
  const isDateTime = base.kind === 'simple' && base.name === 'date and time'
  return isDateTime && value instanceof FeelDate ? fitting(midnightUtc(value), type) : undefined
}

const fitting = (value: Value, type: FeelType): Value | undefined => (conforms(value, type) ? value : undefined)

export const midnightUtc = (date: FeelDate): FeelDateTime => new FeelDateTime(date, new FeelTime(0, 0, 0, 0, 0))
