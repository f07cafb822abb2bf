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

const [youngest, oldest] = [-200, 200]
// Not known is one of them.
const differentAges = oldest - youngest + 2
const notAsked = -2

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
    const { relations, relation, sex, disability, schools, school, employments, employment } = this.#register
    const sexes = ['unknown', 'male', 'female']
    const jobs = employments.length + 1
    const sorts = (schools.length + 1) * jobs
    const told = (sort: number) => ({
      school: schools[Math.floor(sort / jobs) - 1] ?? null,
      employment: employments[(sort % jobs) - 1] ?? null,
    })
    const sortOf = (person: number): number => (school.at(person) + 1) * jobs + employment.at(person) + 1
    return [
      numbered('age', this.#ages),
      numbered(
        'disability_grade',
        this.#each((person) => Math.max(0, disability.at(person))),
      ),
      numbered('counted_income_fen', countedIncomes(this.#register, this.#persons, grouped)),
      this.#coded(
        'sex',
        3,
        (person) => (sex.at(person) === 1 || sex.at(person) === 2 ? sex.at(person) : 0),
        (sort) => (sort > 0 ? (sexes[sort] as string) : null),
      ),
      this.#coded(
        'relation',
        relations.length + 1,
        (person) => relation.at(person) + 1,
        (sort) => relations[sort - 1] ?? null,
      ),
      this.#coded('school', sorts, sortOf, (sort, age) => textOrNull(schoolOf(told(sort), age))),
      this.#coded('employment', sorts, sortOf, (sort, age) => textOrNull(employmentOf(told(sort), age))),
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

  #each(told: (person: number) => number): Float64Array {
    const column = new Float64Array(this.#persons.length)
    for (let i = 0; i < column.length; i++) column[i] = told(this.#persons[i] as number)
    return column
  }

  /**
   * Persons of one sort and age have the same text: it is asked for once, and numbers stand for it.
   * @param sortOf a whole number below `sorts`
   */
  #coded(
    name: string,
    sorts: number,
    sortOf: (person: number) => number,
    textOf: (sort: number, age: number | undefined) => string | null,
  ): Made {
    const codes = new Map<string, number>()
    const column = new Int16Array(this.#persons.length)
    const asked = new Int16Array(sorts * differentAges).fill(notAsked)
    let nullable = false
    for (let i = 0; i < column.length; i++) {
      const age = this.#ages[i] as number
      const sort = sortOf(this.#persons[i] as number)
      const place = sort * differentAges + (Number.isNaN(age) ? 0 : age + 1 - youngest)
      let code = asked[place] as number
      if (code === notAsked) {
        const text = textOf(sort, Number.isNaN(age) ? undefined : age)
        code = text === null ? none : (codes.get(text) ?? codes.size)
        if (text !== null) codes.set(text, code)
        asked[place] = code
      }
      nullable ||= code === none
      column[i] = code
    }
    const field: CodeField = { kind: 'code', values: [...codes.keys()], nullable }
    return [name, field, column]
  }
}

const isIll = ({ name }: RecordedFact): boolean => name === 'serious_illness'

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function numbered(name: string, column: Float64Array): Made {
  let [low, high, nullable] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false]
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (Number.isNaN(value)) nullable = true
    else {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  const bounds = low > high ? { low: 0, high: 0 } : { low, high }
  const field: NumberField = { kind: 'number', scale: 0, ...bounds, nullable }
  return [name, field, column]
}

/** Completed years on a day; NaN where the birth is not known. */
function agesOn(register: Register, persons: Int32Array, on: Day): Float64Array {
  // The latest birth of whoever is so old.
  const births = new Int32Array(oldest - youngest + 1)
  for (let age = youngest; age <= oldest; age++)
    births[age - youngest] = daysBetween('1970-01-01', addMonths(on, -12 * age))
  const today = daysBetween('1970-01-01', on)
  const ages = new Float64Array(persons.length)
  for (let i = 0; i < ages.length; i++) {
    const birth = register.birth.at(persons[i] as number)
    if (birth === noDay) {
      ages[i] = Number.NaN
      continue
    }
    let age = Math.min(oldest, Math.max(youngest, Math.floor((today - birth) / 365.2425)))
    while (age < oldest && birth <= (births[age + 1 - youngest] as number)) age++
    while (age > youngest && birth > (births[age - youngest] as number)) age--
    ages[i] = age
  }
  return ages
}

/** Own income of each person that counts; known only where every income of the family is somebody's. */
function countedIncomes(register: Register, persons: Int32Array, grouped: Grouped): Float64Array {
  const column = new Float64Array(persons.length).fill(Number.NaN)
  const { amountSide, amountHousehold, amountFen, amountKind, amountPerson, personIds } = register
  // 0 no income, 1 every income is somebody's, 2 some is nobody's.
  const told = new Uint8Array(register.households.count)
  let any = false
  for (let i = 0; i < amountFen.length; i++) {
    const side = amountSide.at(i)
    const household = amountHousehold.at(i)
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
    ids.add(personIds.at(at), personIds.at(at + 1), personIds.at(at + 2), personIds.at(at + 3))
  }
  const exempt = register.kinds.map((kind) => exemptIncomeKinds.includes(kind))
  for (let i = 0; i < amountFen.length; i++) {
    if (amountSide.at(i) !== 1 || told[amountHousehold.at(i)] !== 1 || exempt[amountKind.at(i)]) continue
    const at = i * 4
    const person = ids.find(
      amountPerson.at(at),
      amountPerson.at(at + 1),
      amountPerson.at(at + 2),
      amountPerson.at(at + 3),
    )
    const place = person < 0 ? none : (places[person] as number)
    if (place !== none && register.household.at(person) === amountHousehold.at(i))
      column[place] = (column[place] as number) + amountFen.at(i)
  }
  return column
}
