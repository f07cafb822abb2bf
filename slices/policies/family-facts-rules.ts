import { ageOn, type Day, isDay } from '../../core/date.ts'
import { fromInteger, parseDecimal } from '../../engines/feel/decimal.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import { type Context, Unknown, type Value } from '../../engines/feel/values.ts'
import { type FactType, householdFacts, memberFacts } from './fact-rules.ts'

/**
 * What is known of a family on a day. A fact that `values` does not hold, or holds as `Unknown`, is not known; day,
 * county and residence say which parameters hold.
 */
export type FamilyFacts = {
  readonly on: Day | undefined
  readonly county: string | undefined
  readonly residence: 'urban' | 'rural' | undefined
  readonly values: ReadonlyMap<string, Value>
  /** What is known of single members, by their place among `members`; left out where nothing is. */
  readonly persons?: readonly { readonly member: number; readonly values: ReadonlyMap<string, Value> }[]
}

/** A fact nobody has told; the name says what would have to be known. */
export const notKnown = (name: string): Unknown => new Unknown([name])

/** Whole fen or another whole number as FEEL computes with it. */
export const whole = (value: number | bigint): Value => fromInteger(value)

/** A day as FEEL computes with it; null for a day that does not exist. */
export function feelDay(day: string): Value {
  if (!isDay(day)) return null
  return FeelDate.of(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) ?? null
}

/** A fact as somebody wrote it down, as FEEL computes with it; undefined when it is none of its type. */
export function factValue(
  fact: { type: FactType; values?: readonly string[] },
  given: string | number | boolean,
): Value | undefined {
  const text = String(given)
  switch (fact.type) {
    case 'fen':
    case 'whole':
      return /^\d{1,15}$/.test(text) ? (parseDecimal(text) ?? undefined) : undefined
    case 'number':
      return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? (parseDecimal(text) ?? undefined) : undefined
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'day':
      return feelDay(text) ?? undefined
    case 'text':
      return fact.values === undefined || fact.values.includes(text) ? text : undefined
    default:
      return undefined
  }
}

type Plain = string | number | boolean | null
type GivenFacts = Readonly<Record<string, Plain | readonly Readonly<Record<string, Plain>>[]>>

/** Facts as the tests of a policy give them; members may say `birth` for their age, months `month` for their first day. */
export function givenFacts(
  given: GivenFacts,
  where: { on: Day; county: string; residence: 'urban' | 'rural' },
): FamilyFacts {
  const values = new Map<string, Value>(placeFacts(where))
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue
    if (typeof value === 'object')
      values.set(
        name,
        value.map((element) => givenElement(name, element, where.on)),
      )
    else {
      const fact = householdFacts[name]
      values.set(name, (fact && factValue(fact, value)) ?? notKnown(name))
    }
  }
  return { ...where, values }
}

function givenElement(list: string, given: Readonly<Record<string, Plain>>, on: Day): Context {
  const names = list === 'members' ? Object.keys(memberFacts) : []
  const element = new Map<string, Value>(names.map((name) => [name, notKnown(`${list}.${name}`)]))
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue
    if (name === 'birth') element.set('age', whole(ageOn(String(value), on)))
    else if (name === 'month') element.set('first_day', feelDay(`${value}-01`))
    else {
      const fact = memberFacts[name]
      const read = fact ? factValue(fact, value) : parseDecimal(String(value))
      element.set(name, read ?? notKnown(`${list}.${name}`))
    }
  }
  return element
}

/** Day and place as facts, so that formulas can ask for them. */
export function placeFacts(where: {
  on: Day | undefined
  county: string | undefined
  residence: string | undefined
}): [string, Value][] {
  return [
    ['on', where.on === undefined ? notKnown('on') : feelDay(where.on)],
    ['county', where.county ?? notKnown('county')],
    ['residence', where.residence ?? notKnown('residence')],
  ]
}
