import type { Columns, Field, GroupColumns, GroupField, Numbers } from '../../engines/feel/compile-schema.ts'
import type { Value } from '../../engines/feel/values.ts'
import { isPersonal } from '../policies/fact-rules.ts'
import type { FamilyFacts } from '../policies/family-facts-rules.ts'
import { FactColumns, wantedFact } from './fact-column-rules.ts'
import { columnable, type Place, type Population } from './population-rules.ts'

/** Persons as rows: a policy for single persons is asked of each of whom something is known. */
export type PersonRows = {
  readonly population: Population
  /** The family of each row, by its place; the rows of one family lie together. */
  readonly families: Int32Array
}

type Row = { readonly family: number; readonly values: ReadonlyMap<string, Value>; readonly facts: () => FamilyFacts }

const kept = new WeakMap<Population, Map<string, PersonRows>>()

/**
 * The persons of whom one of some facts is known, as `FamilyEvaluation.ofPersons` takes them, with the facts of their family.
 * @param own the personal facts that a policy asks for @param names all the facts that are needed
 */
export function personRows(population: Population, own: readonly string[], names: readonly string[]): PersonRows {
  const made = kept.get(population) ?? new Map<string, PersonRows>()
  kept.set(population, made)
  const key = JSON.stringify([own, names])
  const known = made.get(key)
  if (known) return known
  const told = own.filter((name) => population.fields[name] !== undefined)
  const rows = population.persons.flatMap((family) => rowsOf(population, family, own, told))
  const families = Int32Array.from(rows, ({ family }) => family)
  const result = {
    families,
    population: { ...populationFor(population, rows, names), ...sharedOf(population, families) },
  }
  made.set(key, result)
  return result
}

/** @param told those of the facts that were recorded for families */
function rowsOf(population: Population, family: number, own: readonly string[], told: readonly string[]): Row[] {
  const asked = population.personsOf(family).filter((one) => own.some((name) => one.values.has(name)))
  if (asked.length === 0) return []
  const rows = asked.map(({ values }): Row => {
    const facts = (): FamilyFacts => {
      const { persons: _, values: ofFamily, ...where } = population.factsOf(family)
      return { ...where, values: new Map([...[...ofFamily].filter(([name]) => !isPersonal(name)), ...values]) }
    }
    return { family, values, facts }
  })
  // What was recorded for the family is one's of whom nobody said who it is.
  if (told.some((name) => isKnown(population, name, family))) {
    const { persons: _, ...facts } = population.factsOf(family)
    rows.push({ family, values: facts.values, facts: () => facts })
  }
  return rows
}

function isKnown({ fields, columns }: Population, name: string, family: number): boolean {
  const value = (columns[name] as Numbers)[family] as number
  const kind = fields[name]?.kind
  return kind === 'boolean' ? value !== 2 : kind === 'code' ? value >= 0 : !Number.isNaN(value)
}

function populationFor({ on, fields, columns }: Population, rows: readonly Row[], names: readonly string[]) {
  const families = rows.map(({ family }) => family)
  const personal = names.filter((name) => isPersonal(name) && columnable(name))
  const facts = new FactColumns(personal.map(wantedFact), rows.length)
  rows.forEach(({ values }, index) => {
    for (const name of personal) {
      const value = values.get(name)
      if (value !== undefined) facts.set(name, index, value)
    }
  })
  const own = facts.finish()
  const ofFamily = names.filter((name) => !isPersonal(name) && fields[name] !== undefined)
  return {
    ...{ count: rows.length, on, persons: [], months: [] },
    fields: {
      ...Object.fromEntries(ofFamily.map((name) => [name, fields[name] as Field | GroupField])),
      ...own.fields,
    },
    columns: {
      ...Object.fromEntries(ofFamily.map((name) => [name, gathered(columns[name] as Columns[string], families)])),
      ...own.columns,
    },
    personsOf: () => [],
    factsOf: (index: number) => (rows[index] as Row).facts(),
  }
}

/** The rows lie in the order of their families, so what stands together stays together. */
function sharedOf({ places, size, category }: Population, families: Int32Array) {
  let next = 0
  const own = places.map(({ county, residence, to }): Place => {
    const from = next
    while (next < families.length && (families[next] as number) < to) next++
    return { county, residence, from, to: next }
  })
  const picked = (bytes: Uint8Array): Uint8Array => Uint8Array.from(families, (family) => bytes[family] as number)
  return { places: own, size: picked(size), category: picked(category) }
}

/** A column, or a group with its elements, as it stands for each of some families. */
function gathered(column: Columns[string], families: readonly number[]): Columns[string] {
  if ('starts' in column) return gatheredGroup(column, families)
  const taken = column.slice(0, families.length)
  const wide = taken.length < families.length ? new Float64Array(families.length) : taken
  families.forEach((family, index) => {
    wide[index] = column[family] as number
  })
  return wide
}

function gatheredGroup({ starts, known, columns }: GroupColumns, families: readonly number[]): GroupColumns {
  const own = new Int32Array(families.length + 1)
  const elements: number[] = []
  families.forEach((family, index) => {
    for (let at = starts[family] as number; at < (starts[family + 1] as number); at++) elements.push(at)
    own[index + 1] = elements.length
  })
  const picked = (column: Numbers): Numbers => Float64Array.from(elements, (at) => column[at] as number)
  return {
    ...{ starts: own, columns: Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, picked(one)])) },
    ...(known ? { known: Uint8Array.from(families, (family) => known[family] as number) } : {}),
  }
}
