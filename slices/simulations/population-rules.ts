import type { Day } from '../../core/date.ts'
import type { Field, Numbers } from '../../engines/feel/compile-schema.ts'
import { Decimal } from '../../engines/feel/decimal.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import type { Value } from '../../engines/feel/values.ts'
import { type Fact, householdFacts } from '../policies/fact-rules.ts'
import type { FamilyFacts } from '../policies/family-facts-rules.ts'
import { type Family, factsOfFamily } from '../policies/family-rules.ts'

/** The categories of a file, by index; the first is a file without one. */
export const categories = ['none', 'severe', 'relative', 'accident'] as const

/** A family as it is read for a simulation. */
export type PopulationFamily = Family & { readonly householdId: string; readonly category: string | null }

/** Families of one county and residence stand together: the same parameters hold for them. */
export type Place = {
  readonly county: string
  readonly residence: 'urban' | 'rural'
  readonly from: number
  readonly to: number
}

/** The families of a tenant as columns, kept in memory while somebody simulates. */
export type Population = {
  readonly count: number
  readonly on: Day
  readonly places: readonly Place[]
  readonly householdIds: readonly string[]
  /** Places of the families of whose single members something is known: columns hold nothing of that. */
  readonly persons: readonly number[]
  readonly size: Uint8Array
  readonly category: Uint8Array
  /** Facts that can stand in a column; one that nobody is known to have is none. */
  readonly fields: Readonly<Record<string, Field>>
  readonly columns: Readonly<Record<string, Numbers>>
  /** What is known of one family, for policies that cannot be run over columns. */
  readonly factsOf: (index: number) => FamilyFacts
}

const place = new Set(['on', 'county', 'residence'])

/** Facts that a column can hold; lists and the place cannot. */
export const columnable = (name: string): boolean =>
  !place.has(name) && Object.hasOwn(householdFacts, name) && householdFacts[name]?.type !== 'list'

/** Takes families one after the other and makes columns of them. */
export class PopulationBuilder {
  readonly #on: Day
  readonly #facts: readonly (readonly [name: string, fact: Fact, scale: number])[]
  readonly #families: PopulationFamily[] = []
  readonly #stored: number[][]
  readonly #texts: readonly string[][]
  readonly #places: string[] = []

  /** @param names the facts that are wanted; those that no column can hold are left out */
  constructor(on: Day, names: Iterable<string>) {
    this.#on = on
    this.#facts = [...new Set(names)].filter(columnable).map((name) => {
      const fact = householdFacts[name] as Fact
      return [name, fact, name === 'heated_area_m2' ? 2 : fact.type === 'number' ? 6 : 0] as const
    })
    this.#stored = this.#facts.map(() => [])
    this.#texts = this.#facts.map(([, fact]) => [...(fact.values ?? [])])
  }

  add(family: PopulationFamily): void {
    const { values, county, residence } = factsOfFamily(family, this.#on)
    this.#families.push(family)
    this.#places.push(`${county} ${residence}`)
    this.#facts.forEach(([name, fact, scale], index) => {
      this.#stored[index]?.push(storedValue(values.get(name) ?? null, fact, scale, this.#texts[index] ?? []))
    })
  }

  finish(): Population {
    const order = Uint32Array.from(this.#places.keys())
    const [places, families] = [this.#places, this.#families]
    order.sort((a, b) => ((places[a] ?? '') < (places[b] ?? '') ? -1 : places[a] === places[b] ? a - b : 1))
    const sorted = Array.from(order, (index) => families[index] as PopulationFamily)
    const fields: Record<string, Field> = {}
    const columns: Record<string, Numbers> = {}
    this.#facts.forEach(([name, fact, scale], index) => {
      const stored = this.#stored[index] ?? []
      const field = fieldOf(fact, scale, stored, this.#texts[index] ?? [])
      if (!field) return
      fields[name] = field
      columns[name] = columnOf(field, order, stored)
    })
    const on = this.#on
    return {
      ...{ count: sorted.length, on, fields, columns },
      places: placesOf(Array.from(order, (index) => places[index] ?? '')),
      householdIds: sorted.map((family) => family.householdId),
      persons: sorted.flatMap(({ members }, index) => (members.some(({ recorded }) => recorded) ? [index] : [])),
      size: Uint8Array.from(sorted, (family) => family.size),
      category: Uint8Array.from(sorted, ({ category }) =>
        Math.max(0, (categories as readonly string[]).indexOf(category ?? 'none')),
      ),
      factsOf: (index) => factsOfFamily(sorted[index] as PopulationFamily, on),
    }
  }
}

/** What is not known is NaN for numbers and days, 2 for truth values, -1 for texts. */
function storedValue(value: Value, fact: Fact, scale: number, texts: string[]): number {
  if (fact.type === 'boolean') return typeof value === 'boolean' ? Number(value) : 2
  if (fact.type === 'text') {
    if (typeof value !== 'string') return -1
    const known = texts.indexOf(value)
    return known >= 0 ? known : texts.push(value) - 1
  }
  if (value instanceof Decimal) return Number(value.coefficient) * 10 ** (value.exponent + scale)
  return value instanceof FeelDate ? value.number : Number.NaN
}

/** The field of a column, as narrow as what stands in it; undefined when nobody's is known. */
function fieldOf(fact: Fact, scale: number, stored: readonly number[], texts: readonly string[]): Field | undefined {
  let [low, high, missing, known] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false, false]
  const none = fact.type === 'boolean' ? 2 : fact.type === 'text' ? -1 : Number.NaN
  for (const one of stored) {
    if (Object.is(one, none)) missing = true
    else {
      known = true
      if (one < low) low = one
      if (one > high) high = one
    }
  }
  if (!known) return undefined
  if (fact.type === 'boolean') return { kind: 'boolean', nullable: missing }
  if (fact.type === 'text') return { kind: 'code', values: texts, nullable: missing }
  if (fact.type === 'day') return { kind: 'day', nullable: missing }
  return { kind: 'number', scale, low, high, nullable: missing }
}

function columnOf(field: Field, order: Uint32Array, stored: readonly number[]): Numbers {
  const column =
    field.kind === 'boolean'
      ? new Uint8Array(order.length)
      : field.kind === 'code'
        ? new Int16Array(order.length)
        : new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) column[i] = stored[order[i] as number] as number
  return column
}

function placesOf(sorted: readonly string[]): Place[] {
  const places: Place[] = []
  let from = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[from]) continue
    const [county = '', residence] = (sorted[from] ?? '').split(' ')
    places.push({ county, residence: residence === 'rural' ? 'rural' : 'urban', from, to: i })
    from = i
  }
  return sorted.length === 0 ? [] : places
}
