import { addDays, type Day } from '../../core/date.ts'
import type { Columns, Field, GroupField } from '../../engines/feel/compile-schema.ts'
import { exemptIncomeKinds, householdFacts } from '../policies/fact-rules.ts'
import { type FamilyFacts, factValue } from '../policies/family-facts-rules.ts'
import {
  decidedOf,
  expenditureKinds,
  type Family,
  type FamilyMember,
  factsOfFamily,
  noHistory,
  personsKnown,
  villageFacts,
} from '../policies/family-rules.ts'
import { isSomebodys, spentByPersons, sumsOf } from './amount-rules.ts'
import { FactColumns, wantedFact } from './fact-column-rules.ts'
import { memberColumns } from './member-rules.ts'
import { monthColumns } from './month-rules.ts'
import {
  type Grouped,
  groupedBy,
  noDay,
  none,
  type RecordedFact,
  type Register,
  sortById,
  type Words,
} from './register-rules.ts'

/** The categories of a file, by index; the first is a file without one. */
export const categories = ['none', 'severe', 'relative', 'accident'] as const

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
  /** Places of the families of whose single members something is known: columns hold nothing of that. */
  readonly persons: readonly number[]
  /** Places of the families of whom a month was told. */
  readonly months: readonly number[]
  readonly size: Uint8Array
  readonly category: Uint8Array
  /** Facts that can stand in a column; one that nobody is known to have is none. */
  readonly fields: Readonly<Record<string, Field | GroupField>>
  readonly columns: Columns
  /** What is known of the single members of one of `persons`. */
  readonly personsOf: (index: number) => NonNullable<FamilyFacts['persons']>
  /** What is known of one family, for policies that cannot be run over columns. */
  readonly factsOf: (index: number) => FamilyFacts
}

const place = new Set(['on', 'county', 'residence'])

/** Whether a population has a fact in columns or could have it; lists are groups of columns, day and place hold for a range. */
export const inColumns = ({ fields }: Population, name: string): boolean =>
  columnable(name) || place.has(name) || fields[name]?.kind === 'group'

/** Facts that a column can hold; lists, the day and the place cannot. */
export const columnable = (name: string): boolean =>
  !place.has(name) && Object.hasOwn(householdFacts, name) && householdFacts[name]?.type !== 'list'

/**
 * The families of a register as columns for policies.
 * @param names the facts that are wanted; those that no column can hold are left out
 */
export function populationOf(register: Register, on: Day, names: Iterable<string>): Population {
  const wanted = [...new Set(names)].filter(columnable).map((name) => wantedFact(name))
  const { order, rank, places } = placedFamilies(register)
  const persons = groupedBy(register.household.array, register.household.length, order.length)
  sortById(persons, register.personIds.array)
  const amounts = groupedBy(register.amountHousehold.array, register.amountHousehold.length, order.length)
  const columns = new FactColumns(wanted, order.length)
  registryColumns(register, columns, order)
  villageColumns(register, columns, order, on)
  recordedColumns(register, columns, rank, on)
  const familyAt = (household: number): Family => familyOf(register, household, persons, amounts)
  const members = memberColumns(register, persons, order, on)
  const { fields, columns: own } = columns.finish()
  const months = monthColumns(register, order, on)
  return {
    ...{ count: order.length, on, places },
    fields: { ...fields, ...(members ? { members: members.field } : {}), last_six_months: months.field },
    columns: { ...own, ...(members ? { members: members.columns } : {}), last_six_months: months.columns },
    persons: withOwnFacts(register, persons, rank),
    months: [...register.histories].flatMap(([household, told]) =>
      told.months.length > 0 ? [rank[household] as number] : [],
    ),
    size: bytesOf(order, register.size.array),
    category: bytesOf(order, register.category.array),
    personsOf: (index) => {
      const household = order[index] as number
      const own = itemsOf(household, amounts)
      return personsKnown(itemsOf(household, persons).map((person) => ownFactsOf(register, household, person, own)))
    },
    factsOf: (index) => factsOfFamily(familyAt(order[index] as number), on),
  }
}

/** Of each household in the order, what stands of it in the register. */
function bytesOf(order: Int32Array, told: Int32Array): Uint8Array {
  const bytes = new Uint8Array(order.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = told[order[i] as number] as number
  return bytes
}

/** Families sorted by county and residence. */
function placedFamilies({ place, households }: Register): { order: Int32Array; rank: Int32Array; places: Place[] } {
  const found = new Set<number>()
  for (let i = 0; i < households.count; i++) found.add(place.at(i))
  const keys = [...found].sort((a, b) => a - b)
  const numbers = new Map(keys.map((key, number) => [key, number]))
  const numbered = new Int32Array(households.count)
  for (let i = 0; i < numbered.length; i++) numbered[i] = numbers.get(place.at(i)) as number
  const { starts, items: order } = groupedBy(numbered, households.count, keys.length)
  const rank = new Int32Array(order.length)
  for (let i = 0; i < order.length; i++) rank[order[i] as number] = i
  const places = keys.map((key, number): Place => {
    const county = String(Math.floor(key / 10)).padStart(6, '0')
    const residence = key % 10 === 1 ? 'urban' : 'rural'
    return { county, residence, from: starts[number] as number, to: starts[number + 1] as number }
  })
  return { order, rank, places }
}

/** What stands on the household's own file. */
function registryColumns(register: Register, columns: FactColumns, order: Int32Array): void {
  const fill = (name: string, told: (household: number) => number): void => {
    const column = columns.column(name)
    if (column) for (let i = 0; i < order.length; i++) column[i] = told(order[i] as number)
  }
  const known = (value: number): number => (value === none ? Number.NaN : value)
  fill('size', (at) => register.size.at(at))
  fill('dwellings', (at) => known(register.dwellings.at(at)))
  fill('vehicles', (at) => known(register.vehicles.at(at)))
  fill('heated_area_m2', (at) => known(register.area.at(at)))
  fill('heating', (at) => register.heating.at(at))
  fill('receives_dibao', () => 0)
  fill('left_dibao_for_work', () => 0)
  fill('due_monthly_by_hand', () => 0)
  const { incomes, expenditures } = sumsOf(register)
  const income = (sum: (household: number) => number) => (at: number) =>
    Number.isNaN(register.income.at(at)) ? Number.NaN : sum(at)
  fill(
    'income_total_fen',
    income((at) => (incomes.told[at] ? (incomes.total[at] as number) : register.income.at(at))),
  )
  for (const kind of exemptIncomeKinds) {
    const sums = incomes.byKind.get(kind) as Float64Array
    fill(
      `income_${kind}_fen`,
      income((at) => sums[at] as number),
    )
  }
  for (const kind of expenditureKinds) {
    const sums = expenditures.byKind.get(kind) as Float64Array
    const byKind = (at: number): boolean => expenditures.told[at] === 1 || register.rigid.at(at) === 0
    fill(`${kind}_expenditure_fen`, (at) => (kind === 'employment' || byKind(at) ? (sums[at] as number) : Number.NaN))
  }
  fill('rigid_expenditure_fen', (at) =>
    expenditures.told[at] ? (expenditures.total[at] as number) : register.rigid.at(at),
  )
}

/** What is known of the villages that families live in. */
function villageColumns(register: Register, columns: FactColumns, order: Int32Array, on: Day): void {
  for (let i = 0; i < order.length; i++) {
    const household = order[i] as number
    for (const [name, value] of villageFacts(residenceOf(register, household), villageOf(register, household), on))
      columns.set(name, i, value)
  }
}

// The last digit of the place is 1 for town.
const residenceOf = ({ place }: Register, household: number): 'urban' | 'rural' =>
  place.at(household) % 10 === 1 ? 'urban' : 'rural'

const villageOf = ({ villages, areaCode }: Register, household: number) =>
  villages.size > 0 ? villages.get(areaCode.at(household)) : undefined

/** Facts that were recorded for policies, and what was decided; decisions go first. */
function recordedColumns(register: Register, columns: FactColumns, rank: Int32Array, on: Day): void {
  for (const household of new Set([...register.facts.keys(), ...register.histories.keys()])) {
    const index = rank[household] as number
    const facts = register.facts.get(household)
    for (const { name, value } of facts ?? []) {
      const fact = householdFacts[name]
      const read = fact && !fact.registry ? factValue(fact, value) : undefined
      if (read !== undefined) columns.set(name, index, read)
    }
    const history = register.histories.get(household) ?? noHistory
    for (const [name, value] of decidedOf({ ...history, recorded: recordOf(facts) }, on))
      columns.set(name, index, value)
  }
}

const recordOf = (facts: readonly RecordedFact[] | undefined): Record<string, string> | null =>
  facts ? Object.fromEntries(facts.map(({ name, value }) => [name, value])) : null

/** Families of whose single members something was recorded. */
function withOwnFacts(register: Register, persons: Grouped, rank: Int32Array): number[] {
  const found = new Set<number>(spentByPersons(register).map((household) => rank[household] as number))
  for (const [household, facts] of register.personFacts)
    if (itemsOf(household, persons).some((person) => facts.some((one) => isPerson(register, person, one.person))))
      found.add(rank[household] as number)
  return [...found].sort((a, b) => a - b)
}

const itemsOf = (household: number, { starts, items }: Grouped): number[] =>
  Array.from(items.subarray(starts[household], starts[household + 1]))

const isPerson = ({ personIds }: Register, person: number, words: Words): boolean =>
  words.every((word, place) => personIds.at(person * 4 + place) === word)

/** One family put together again, for policies that cannot be run over columns. */
function familyOf(register: Register, household: number, persons: Grouped, amounts: Grouped): Family {
  const known = (value: number): number | null => (value === none ? null : value)
  const fen = (value: number): string | null => (Number.isNaN(value) ? null : String(value))
  const place = register.place.at(household)
  const own = itemsOf(household, amounts)
  const heating = register.heating.at(household)
  const village = villageOf(register, household)
  return {
    ...(register.histories.get(household) ?? noHistory),
    areaCode: String(Math.floor(place / 10))
      .padStart(6, '0')
      .padEnd(12, '0'),
    residence: residenceOf(register, household),
    size: register.size.at(household),
    dwellings: known(register.dwellings.at(household)),
    vehicles: known(register.vehicles.at(household)),
    areaSquareDecimetres: known(register.area.at(household)),
    heating: heating === none ? null : (householdFacts.heating?.values?.[heating] ?? null),
    annualIncomeFen: fen(register.income.at(household)),
    rigidExpenditureFen: fen(register.rigid.at(household)),
    incomes: amountsOf(register, own, false),
    expenditures: amountsOf(register, own, true),
    members: itemsOf(household, persons).map((person) => memberOf(register, household, person, own)),
    recorded: recordOf(register.facts.get(household)),
    ...(village ? { village } : {}),
  }
}

function amountsOf(register: Register, own: readonly number[], spent: boolean): Record<string, string> | null {
  const sums: Record<string, string> = {}
  for (const i of own) {
    if ((register.amountSide.at(i) === 2) !== spent) continue
    const kind = register.kinds[register.amountKind.at(i)] as string
    sums[kind] = String(Number(sums[kind] ?? 0) + register.amountFen.at(i))
  }
  return Object.keys(sums).length > 0 ? sums : null
}

function memberOf(register: Register, household: number, person: number, amounts: readonly number[]): FamilyMember {
  const known = (value: number): number | null => (value === none ? null : value)
  const text = (texts: readonly string[], code: number): string | null => (code === none ? null : (texts[code] ?? null))
  const birth = register.birth.at(person)
  const counted = countedOf(register, person, amounts)
  return {
    birth: birth === noDay ? null : addDays('1970-01-01', birth),
    sex: known(register.sex.at(person)),
    relation: text(register.relations, register.relation.at(person)) ?? '',
    disability: known(register.disability.at(person)),
    school: text(register.schools, register.school.at(person)),
    employment: text(register.employments, register.employment.at(person)),
    counted: counted === undefined ? null : String(counted),
    ...ownFactsOf(register, household, person, amounts),
  }
}

/** What was recorded of one person alone. */
function ownFactsOf(register: Register, household: number, person: number, amounts: readonly number[]) {
  const told = register.personFacts.get(household)?.filter((one) => isPerson(register, person, one.person)) ?? []
  const medical = medicalOf(register, person, amounts)
  return {
    ...(medical === undefined ? {} : { medical: String(medical) }),
    ...(told.length > 0 ? { recorded: recordOf(told.map(({ fact }) => fact)) ?? {} } : {}),
  }
}

/** Own income is known only where every income of the family is somebody's. */
function countedOf(register: Register, person: number, amounts: readonly number[]): number | undefined {
  const incomes = amounts.filter((i) => register.amountSide.at(i) !== 2)
  if (incomes.length === 0 || incomes.some((i) => register.amountSide.at(i) === 0)) return undefined
  const own = incomes.filter((i) => {
    const words = [0, 1, 2, 3].map((word) => register.amountPerson.at(i * 4 + word))
    return isPerson(register, person, words as unknown as Words)
  })
  return own
    .filter((i) => !exemptIncomeKinds.includes(register.kinds[register.amountKind.at(i)] as string))
    .reduce((sum, i) => sum + register.amountFen.at(i), 0)
}

/** Own medical expenditure is known only where all of the family's is somebody's; undefined where there is none. */
function medicalOf(register: Register, person: number, amounts: readonly number[]): number | undefined {
  const kind = register.kinds.indexOf('medical')
  const spent = amounts.filter((i) => register.amountSide.at(i) === 2 && register.amountKind.at(i) === kind)
  if (!spent.every((i) => isSomebodys(register.amountPerson, i))) return undefined
  const own = spent.filter((i) => {
    const words = [0, 1, 2, 3].map((word) => register.amountPerson.at(i * 4 + word))
    return isPerson(register, person, words as unknown as Words)
  })
  return own.length > 0 ? own.reduce((sum, i) => sum + register.amountFen.at(i), 0) : undefined
}
