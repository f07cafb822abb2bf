import { Decimal, round, toInteger } from './decimal.ts'
import { DayTimeDuration, FeelDate, FeelDateTime, FeelTime, isTemporal, YearMonthDuration } from './temporal-values.ts'
import { type Context, FeelFunction, isContext, isList, type Moment, Range, type Value } from './values.ts'

/** What a built-in function is given: checked against its parameters, and the present moment. */
export class Given {
  readonly values: readonly Value[]
  readonly moment: Moment

  constructor(values: readonly Value[], moment: Moment) {
    this.values = values
    this.moment = moment
  }

  /** True when an optional argument is there and not null. */
  has(index: number): boolean {
    return index < this.values.length && this.values[index] !== null
  }

  value(index: number): Value {
    return this.values[index] ?? null
  }

  text(index: number): string {
    return this.values[index] as string
  }

  number(index: number): Decimal {
    return this.values[index] as Decimal
  }

  /** A number without its fraction; undefined beyond 2^53. */
  integer(index: number): number | undefined {
    const whole = round(this.number(index), 0, 'down')
    return whole && toInteger(whole)
  }

  list(index: number): readonly Value[] {
    return this.values[index] as readonly Value[]
  }

  context(index: number): Context {
    return this.values[index] as Context
  }

  function(index: number): FeelFunction {
    return this.values[index] as FeelFunction
  }

  /** Counts every part of a value: few lists that hold each other many times can stand for billions of elements. */
  weigh(value: Value): void {
    const { spend } = this.moment
    if (!spend) return
    const visit = (part: Value): void => {
      spend(1)
      if (isList(part)) part.forEach(visit)
      else if (isContext(part)) part.forEach(visit)
    }
    visit(value)
  }
}

const fits: Readonly<Record<string, (value: Value) => boolean>> = {
  any: () => true,
  some: (value) => value !== null,
  string: (value) => typeof value === 'string',
  number: (value) => value instanceof Decimal,
  boolean: (value) => typeof value === 'boolean',
  list: isList,
  context: isContext,
  function: (value) => value instanceof FeelFunction,
  range: (value) => value instanceof Range,
  date: (value) => value instanceof FeelDate,
  day: (value) => value instanceof FeelDate || value instanceof FeelDateTime,
  time: (value) => value instanceof FeelTime,
  'date and time': (value) => value instanceof FeelDateTime,
  point: (value) => typeof value === 'string' || value instanceof Decimal || isTemporal(value),
  duration: (value) => value instanceof DayTimeDuration || value instanceof YearMonthDuration,
  'days and time duration': (value) => value instanceof DayTimeDuration,
}

type Parameter = {
  readonly name: string
  readonly kind: string
  readonly optional: boolean
  /** Written `nullable kind`: null counts as left out. */
  readonly nullable: boolean
}

function readParameters(signature: string): Parameter[] {
  if (signature === '') return []
  return signature.split(', ').map((part) => {
    const [name, written] = part.split(': ') as [string, string]
    const kind = written.replace(/^nullable /, '')
    if (!fits[kind]) throw new TypeError(`no such kind of parameter: ${part}`)
    return { name: name.replace(/\?$/, ''), kind, optional: name.endsWith('?'), nullable: kind !== written }
  })
}

/** The arguments made to fit the parameters; undefined when they do not. */
function fitted(parameters: readonly Parameter[], values: readonly Value[]): readonly Value[] | undefined {
  if (values.length > parameters.length) return undefined
  if (parameters.some(({ optional }, index) => !optional && index >= values.length)) return undefined
  const result: Value[] = []
  for (const [index, value] of values.entries()) {
    const { kind, nullable } = parameters[index] as Parameter
    const fit = value === null && nullable ? null : fittedTo(kind, value)
    if (fit === undefined) return undefined
    result.push(fit)
  }
  return result
}

/** A list of one may stand for its element, and an element for the list of it. */
function fittedTo(kind: string, value: Value): Value | undefined {
  const fit = fits[kind] as (value: Value) => boolean
  if (fit(value)) return value
  if (isList(value)) return value.length === 1 && fit(value[0] as Value) ? (value[0] as Value) : undefined
  return kind === 'list' && value !== null ? [value] : undefined
}

export type BuiltIn = readonly [name: string, make: FeelFunction]

/**
 * A built-in function. Each signature is written `name: kind, other?: kind`; the first that the arguments fit is taken.
 * `body` answers undefined where the arguments make no sense together.
 */
export function builtIn(
  name: string,
  signatures: readonly string[],
  body: (given: Given, variant: number) => Value | undefined,
): BuiltIn {
  const variants = signatures.map(readParameters)
  const call = (values: readonly Value[], moment: Moment, chosen?: number): Value | undefined => {
    for (const [variant, parameters] of variants.entries()) {
      if (chosen !== undefined && String(names[variant]) !== String(names[chosen])) continue
      const given = fitted(parameters, values)
      if (given) return body(new Given(given, moment), variant)
    }
    return undefined
  }
  const names = variants.map((parameters) => parameters.map((each) => `${each.name}${each.optional ? '?' : ''}`))
  return [name, new FeelFunction(name, names, call)]
}

/** A built-in function over a list, which may also be given as separate arguments. */
export function overList(name: string, body: (list: readonly Value[]) => Value | undefined): BuiltIn {
  const call = (values: readonly Value[]): Value | undefined => {
    if (values.length === 0) return undefined
    if (values.length > 1) return body(values)
    const only = values[0] as Value
    if (only === null) return undefined
    return body(isList(only) ? only : [only])
  }
  return [name, new FeelFunction(name, [['list']], call, { variadic: true })]
}
