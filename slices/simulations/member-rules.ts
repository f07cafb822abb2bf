import { addMonths, type Day, daysBetween } from '../../core/date.ts'
import type { CodeField, Field, GroupColumns, GroupField, NumberField } from '../../engines/feel/compile-schema.ts'
import { exemptIncomeKinds } from '../policies/fact-rules.ts'
import { employmentOf, schoolOf } from '../policies/family-rules.ts'
import { type Grouped, IdIndex, noDay, none, type RecordedFact, type Register } from './register-rules.ts'

/** The members of families as columns for policies; a list that is not complete is not known. */
export type Members = { readonly field: GroupField; readonly columns: GroupColumns }

/**
 * The facts of members, family by family.
 * @param persons sorted by household @param order the households as they stand in the columns
 */
export function memberColumns(register: Register, persons: Grouped, order: Int32Array, on: Day): Members | undefined {
  const starts = new Int32Array(order.length + 1)
  const known = new Uint8Array(order.length)
  const sorted = new Int32Array(persons.items.length)
  let [at, most] = [0, 1]
  for (let i = 0; i < order.length; i++) {
    const household = order[i] as number
    const [from, to] = [persons.starts[household] as number, persons.starts[household + 1] as number]
    known[i] = to - from === register.size.at(household) ? 1 : 0
    // Of a list that is not known nothing is asked.
    if (known[i] === 1) for (let j = from; j < to; j++) sorted[at++] = persons.items[j] as number
    starts[i + 1] = at
    if (known[i] === 1) most = Math.max(most, to - from)
  }
  if (at === 0) return undefined
  const facts = new MemberFacts(register, sorted.subarray(0, at), on)
  const made = facts.columns(persons)
  const nullable = known.includes(0)
  return {
    field: {
      ...{ kind: 'group', least: 1, most, nullable },
      fields: Object.fromEntries(made.map(([name, field]) => [name, field])),
    },
    columns: { starts, known, columns: Object.fromEntries(made.map(([name, , column]) => [name, column])) },
  }
}

type Made = readonly [name: string, field: Field, column: Float64Array | Int16Array]

class MemberFacts {
  readonly #register: Register
  readonly #persons: Int32Array
  readonly #ages: Float64Array

  constructor(register: Register, persons: Int32Array, on: Day) {
    this.#register = register
    this.#persons = persons
    this.#ages = agesOn(register, persons, on)
  }

  columns(grouped: Grouped): Made[] {
    const register = this.#register
    const sexes = ['unknown', 'male', 'female']
    return [
      numbered('age', this.#ages),
      numbered(
        'disability_grade',
        this.#each((person) => Math.max(0, register.disability.at(person))),
      ),
      numbered('counted_income_fen', countedIncomes(register, this.#persons, grouped)),
      this.#coded('sex', (person) => {
        const sex = register.sex.at(person)
        return sex === 1 || sex === 2 ? (sexes[sex] as string) : null
      }),
      this.#coded('relation', (person) => register.relations[register.relation.at(person)] ?? null),
      this.#coded('school', (person, age) => textOrNull(schoolOf(this.#told(person), age))),
      this.#coded('employment', (person, age) => textOrNull(employmentOf(this.#told(person), age))),
      this.#seriousIllness(),
    ]
  }

  /** Nobody's is known but theirs of whom it was recorded. */
  #seriousIllness(): Made {
    const { personFacts, household, personIds } = this.#register
    const column = new Int16Array(this.#persons.length).fill(2)
    if (personFacts.size > 0)
      this.#persons.forEach((person, place) => {
        const told = personFacts
          .get(household.at(person))
          ?.find(
            ({ person: words, fact }) =>
              isIll(fact) && words.every((word, at) => personIds.at(person * 4 + at) === word),
          )
        if (told) column[place] = Number(told.fact.value === 'true')
      })
    return ['serious_illness', { kind: 'boolean', nullable: true }, column]
  }

  #told(person: number): { school: string | null; employment: string | null } {
    const { schools, school, employments, employment } = this.#register
    return { school: schools[school.at(person)] ?? null, employment: employments[employment.at(person)] ?? null }
  }

  #each(told: (person: number) => number): Float64Array {
    return Float64Array.from(this.#persons, told)
  }

  #coded(name: string, told: (person: number, age: number | undefined) => string | null): Made {
    const codes = new Map<string, number>()
    const column = new Int16Array(this.#persons.length)
    let nullable = false
    for (let i = 0; i < column.length; i++) {
      const age = this.#ages[i] as number
      const text = told(this.#persons[i] as number, Number.isNaN(age) ? undefined : age)
      if (text === null) {
        nullable = true
        column[i] = -1
        continue
      }
      const known = codes.get(text)
      if (known === undefined) codes.set(text, codes.size)
      column[i] = known ?? codes.size - 1
    }
    const field: CodeField = { kind: 'code', values: [...codes.keys()], nullable }
    return [name, field, column]
  }
}

const isIll = ({ name }: RecordedFact): boolean => name === 'serious_illness'

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function numbered(name: string, column: Float64Array): Made {
  let [low, high, nullable] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false]
  for (const value of column) {
    if (Number.isNaN(value)) nullable = true
    else {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  const bounds = low > high ? { low: 0, high: 0 } : { low, high }
  const field: NumberField = { kind: 'number', scale: 0, ...bounds, nullable }
  return [name, field, column]
}

const [youngest, oldest] = [-200, 200]

/** Completed years on a day; NaN where the birth is not known. */
function agesOn(register: Register, persons: Int32Array, on: Day): Float64Array {
  // The latest birth of whoever is so old.
  const births: number[] = []
  for (let age = youngest; age <= oldest; age++) births.push(daysBetween('1970-01-01', addMonths(on, -12 * age)))
  const today = daysBetween('1970-01-01', on)
  return Float64Array.from(persons, (person) => {
    const birth = register.birth.at(person)
    if (birth === noDay) return Number.NaN
    let age = Math.min(oldest, Math.max(youngest, Math.floor((today - birth) / 365.2425)))
    while (age < oldest && birth <= (births[age + 1 - youngest] as number)) age++
    while (age > youngest && birth > (births[age - youngest] as number)) age--
    return age
  })
}

/** Own income of each person that counts; known only where every income of the family is somebody's. */
function countedIncomes(register: Register, persons: Int32Array, grouped: Grouped): Float64Array {
  const column = new Float64Array(persons.length).fill(Number.NaN)
  const { amountSide, amountHousehold, amountFen, amountKind, amountPerson } = register
  // 0 no income, 1 every income is somebody's, 2 some is nobody's.
  const told = new Uint8Array(register.households.count)
  let any = false
  for (let i = 0; i < amountFen.length; i++) {
    const [side, household] = [amountSide.at(i), amountHousehold.at(i)]
    if (side === 2) continue
    any ||= side === 1
    told[household] = side === 0 || told[household] === 2 ? 2 : 1
  }
  if (!any) return column
  const ids = new IdIndex()
  const places = new Int32Array(grouped.items.length).fill(none)
  persons.forEach((person, place) => {
    places[person] = place
    if (told[register.household.at(person)] === 1) column[place] = 0
  })
  for (let person = 0; person < grouped.items.length; person++) {
    const at = person * 4
    ids.add(...([0, 1, 2, 3].map((word) => register.personIds.at(at + word)) as [number, number, number, number]))
  }
  const exempt = register.kinds.map((kind) => exemptIncomeKinds.includes(kind))
  for (let i = 0; i < amountFen.length; i++) {
    if (amountSide.at(i) !== 1 || told[amountHousehold.at(i)] !== 1 || exempt[amountKind.at(i)]) continue
    const words = [0, 1, 2, 3].map((word) => amountPerson.at(i * 4 + word)) as [number, number, number, number]
    const person = ids.find(...words)
    const place = person < 0 ? none : (places[person] as number)
    if (place !== none && register.household.at(person) === amountHousehold.at(i))
      column[place] = (column[place] as number) + amountFen.at(i)
  }
  return column
}
