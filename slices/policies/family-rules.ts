import { sixDigits } from '../../core/area-code.ts'
import { addMonths, ageOn, type Day } from '../../core/date.ts'
import { divide, fromInteger, parseDecimal } from '../../engines/feel/decimal.ts'
import type { Value } from '../../engines/feel/values.ts'
import { exemptIncomeKinds, householdFacts } from './fact-rules.ts'
import { type FamilyFacts, factValue, feelDay, notKnown, placeFacts } from './family-facts-rules.ts'
import type { HouseholdMonth } from './model.ts'

/** What the registry knows of a member; null is not known. */
export type FamilyMember = {
  birth: string | null
  sex: number | null
  relation: string
  disability: number | null
  school: string | null
  employment: string | null
  /** Own income of a year that counts, in fen; null where incomes are not kept by person. */
  counted: string | null
  /** Own medical expenditure of a year in fen; null where the family's is not kept by person. */
  medical?: string | null
  id?: string
  /** Facts recorded of this person for policies; left out where there are none. */
  recorded?: Record<string, string>
}

/** What was decided for a family and told month by month; days as text, null where there is none. */
export type FamilyHistory = {
  receivesDibao: boolean
  /** What it receives of it a month, or last received, where that is on file. */
  receivesDibaoFen?: string | null
  /** Since when it received, the first day without, and fen a month: `2025-01-01/2026-03-01/35050 2026-05-01/`, the earliest first. */
  receivedDibao?: string | null
  /** When it last left dibao because of work, and with how much a month. */
  leftDibaoForWorkOn: string | null
  leftDibaoFen: string | null
  /** When its dibao began or was last looked into, whichever is later. */
  reviewedOn: string | null
  months: readonly HouseholdMonth[]
}

/** A family of which nothing was decided and no month told. */
export const noHistory: FamilyHistory = {
  receivesDibao: false,
  leftDibaoForWorkOn: null,
  leftDibaoFen: null,
  reviewedOn: null,
  months: [],
}

/** A village on the list of villages: whether of reservoir resettlers, and net incomes per person, the earliest year first. */
export type FamilyVillage = {
  readonly reservoir: boolean
  readonly years: readonly { readonly year: number; readonly incomeFen: string }[]
}

/** What the registry knows of a family; annual fen as digits, null is not known. */
export type Family = FamilyHistory & {
  areaCode: string
  residence: 'urban' | 'rural'
  size: number
  dwellings: number | null
  vehicles: number | null
  /** Area of the dwelling in dm². */
  areaSquareDecimetres: number | null
  heating: string | null
  annualIncomeFen: string | null
  rigidExpenditureFen: string | null
  /** Sums of a year by kind; null where none are kept. */
  incomes: Record<string, string> | null
  expenditures: Record<string, string> | null
  members: FamilyMember[]
  /** Facts recorded for policies by name. */
  recorded: Record<string, string> | null
  /** The village it lives in, where that is on the list. */
  village?: FamilyVillage
}

/** What is known of a family of the registry on a day, as policies ask for it. */
export function factsOfFamily(family: Family, on: Day): FamilyFacts {
  const where = { on, county: sixDigits(family.areaCode), residence: family.residence }
  const known = (name: string, value: number | string | null): Value =>
    value === null ? notKnown(name) : typeof value === 'number' ? fromInteger(value) : (parseDecimal(value) ?? null)
  const complete = family.members.length === family.size
  const values = new Map<string, Value>([
    ...placeFacts(where),
    ['size', fromInteger(family.size)],
    ['members', complete ? family.members.map((member) => memberOf(member, on)) : notKnown('members')],
    ...incomesOf(family),
    ...expendituresOf(family),
    ['dwellings', known('dwellings', family.dwellings)],
    ['vehicles', known('vehicles', family.vehicles)],
    ['heating', family.heating ?? notKnown('heating')],
    [
      'heated_area_m2',
      known('heated_area_m2', family.areaSquareDecimetres === null ? null : `${family.areaSquareDecimetres}e-2`),
    ],
  ])
  for (const [name, value] of villageFacts(family.residence, family.village, on)) values.set(name, value)
  for (const [name, written] of Object.entries(family.recorded ?? {})) {
    const fact = householdFacts[name]
    const value = fact && factValue(fact, written)
    // What stands on the household's file goes before a fact that was recorded beside it.
    if (value !== undefined && !fact?.registry) values.set(name, value)
  }
  for (const [name, value] of decidedOf(family, on)) values.set(name, value)
  const persons = personsKnown(family.members)
  return persons.length > 0 ? { ...where, values, persons } : { ...where, values }
}

/** What is known of single members, by their place. */
export const personsKnown = (
  members: readonly Pick<FamilyMember, 'recorded' | 'medical'>[],
): NonNullable<FamilyFacts['persons']> =>
  members.flatMap(({ recorded, medical }, member) => {
    const spent: [string, Value][] = Number(medical ?? 0) > 0 ? [[ownMedical, fromInteger(BigInt(medical ?? 0))]] : []
    return recorded || spent.length > 0 ? [{ member, values: new Map([...recordedOf(recorded ?? {}), ...spent]) }] : []
  })

const ownMedical = 'own_medical_expenditure_fen'

function recordedOf(recorded: Readonly<Record<string, string>>): Map<string, Value> {
  const values = new Map<string, Value>()
  for (const [name, written] of Object.entries(recorded)) {
    const fact = householdFacts[name]
    const value = fact?.personal && !fact.registry ? factValue(fact, written) : undefined
    if (value !== undefined) values.set(name, value)
  }
  for (const [name, value] of toldByOthers(recorded)) values.set(name, value)
  return values
}

/** Facts that follow from others that were recorded, so that nobody enters them twice. */
function toldByOthers(recorded: Readonly<Record<string, string>>): [string, Value][] {
  const told: [string, Value][] = []
  // Rules for recognising the extremely poor (2021): all six managed, up to three not, four and more not.
  const unable = recorded.care_grade === undefined ? recorded.care_items_unable : undefined
  if (unable !== undefined && /^[0-6]$/.test(unable))
    told.push(['care_grade', unable === '0' ? 'full' : Number(unable) <= 3 ? 'half' : 'care'])
  // Who has received nothing at all has received nothing of any kind.
  if (recorded.aid_received_annual_fen === '0')
    for (const name of ['aid_medical_annual_fen', 'aid_disability_annual_fen', 'aid_education_annual_fen'])
      if (recorded[name] === undefined) told.push([name, fromInteger(0)])
  return told
}

/** Decisions on file go before what was recorded beside them; of leaving dibao, no decision means that nobody left. */
export function decidedOf(family: FamilyHistory & Pick<Family, 'recorded'>, on: Day): [string, Value][] {
  const { recorded, receivesDibaoFen, leftDibaoForWorkOn: left, leftDibaoFen, reviewedOn } = family
  const decided: [string, Value][] = [
    ['receives_dibao', family.receivesDibao],
    ['last_six_months', lastSixMonths(family.months, on)],
    ['left_dibao_for_work', left !== null || Boolean(recorded?.left_dibao_for_work_on)],
    ...toldByOthers(recorded ?? {}),
  ]
  const changedOn = recorded?.income_changed_on
  const months = changedOn === undefined ? undefined : monthsReceived(family.receivedDibao ?? '', changedOn, on)
  // Who was paid another amount in the months in question has that recorded.
  if (recorded?.received_monthly_fen === undefined) {
    // Of several amounts none stands for all of these months; where the file tells none, the newest does.
    const [fen = receivesDibaoFen, ...others] = new Set(months ?? [])
    const received = others.length > 0 ? notKnown('received_monthly_fen') : fen ? parseDecimal(fen) : undefined
    if (received) decided.push(['received_monthly_fen', received])
  }
  decided.push(['due_monthly_by_hand', recorded?.due_monthly_fen !== undefined])
  if (recorded?.overpaid_months === undefined)
    decided.push(['overpaid_months', months ? fromInteger(months.length) : notKnown('income_changed_on')])
  if (left !== null) {
    const fen = leftDibaoFen === null ? notKnown('left_dibao_amount_fen') : parseDecimal(leftDibaoFen)
    decided.push(['left_dibao_for_work_on', feelDay(left)], ['left_dibao_amount_fen', fen ?? null])
  }
  const reviewed = [reviewedOn, recorded?.last_reviewed_on].filter((day) => day !== null && day !== undefined).sort()
  const last = reviewed.at(-1)
  if (last) decided.push(['last_reviewed_on', feelDay(last)])
  return decided
}

/**
 * What was received in each of the months that are over after a change of income and in which dibao was received: the month of
 * the change itself was still due, the month that runs may still be put right. In a month of two amounts the earlier counts.
 * @param times as `receivedDibao` has them
 * @returns fen by month; undefined where the amount is not on file
 */
function monthsReceived(times: string, changedOn: Day, on: Day): (string | undefined)[] {
  const spans = times.split(' ').map((span) => span.split('/') as [string, string | undefined, string | undefined])
  const months: (string | undefined)[] = []
  for (let month = addMonths(`${changedOn.slice(0, 7)}-01`, 1); month < `${on.slice(0, 7)}-01`; ) {
    const next = addMonths(month, 1)
    const span = spans.find(([from, to]) => from !== '' && from < next && (!to || to > month))
    if (span) months.push(span[2])
    month = next
  }
  return months
}

/** Of a town nobody lives in a village; of a village that is not on the list nothing is known. Figures are of the newest year. */
export function villageFacts(
  residence: Family['residence'],
  village: FamilyVillage | undefined,
  on: Day,
): [string, Value][] {
  if (residence === 'urban') return [['reservoir_village', false]]
  if (!village) return []
  const known = village.years.filter(({ year }) => year <= Number(on.slice(0, 4))).at(-1)
  const income: [string, Value][] = known
    ? [['village_income_per_person_fen', fromInteger(BigInt(known.incomeFen))]]
    : []
  return [['reservoir_village', village.reservoir], ...income]
}

const monthsNeeded = 6

/** The six months before that of the day, the earliest first; undefined unless all six were told. */
export function sixMonthsTold(months: readonly HouseholdMonth[], on: Day): readonly HouseholdMonth[] | undefined {
  if (months.length < monthsNeeded) return undefined
  const last = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1
  const byMonth = new Map(months.map((one) => [one.month, one]))
  const told: HouseholdMonth[] = []
  for (let number = last - monthsNeeded; number < last; number++) {
    const one = byMonth.get(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`)
    if (!one || !/^\d+$/.test(one.incomeFen) || one.persons < 1) return undefined
    told.push(one)
  }
  return told
}

/** Income per person of the six months before that of the day; known when all six are. */
function lastSixMonths(months: readonly HouseholdMonth[], on: Day): Value {
  const told = sixMonthsTold(months, on)
  if (!told) return notKnown('last_six_months')
  return told.map(
    ({ month, incomeFen, persons }) =>
      new Map<string, Value>([
        ['first_day', feelDay(`${month}-01`)],
        ['per_capita_fen', divide(fromInteger(BigInt(incomeFen)), fromInteger(persons)) ?? null],
      ]),
  )
}

/** An income without kinds is counted whole: nothing of it is known to be exempt. */
function incomesOf({ annualIncomeFen, incomes }: Family): [string, Value][] {
  const names = ['income_total_fen', ...exemptIncomeKinds.map((kind) => `income_${kind}_fen`)]
  if (annualIncomeFen === null) return names.map((name) => [name, notKnown('income')])
  const total = incomes ? sumOf(incomes) : BigInt(annualIncomeFen)
  return [
    ['income_total_fen', fromInteger(total)],
    ...exemptIncomeKinds.map((kind): [string, Value] => [`income_${kind}_fen`, fenOf(incomes?.[kind] ?? 0)]),
  ]
}

/** Kinds of rigid expenditure that policies ask for one by one. */
export const expenditureKinds = ['medical', 'disability', 'education', 'employment'] as const

/** Costs of being employed that nobody declared are nothing; the other kinds are unknown until some kind is told. */
function expendituresOf({ rigidExpenditureFen, expenditures }: Family): [string, Value][] {
  const byKind = expenditures && !Object.hasOwn(expenditures, 'reported_total') ? expenditures : undefined
  const none = rigidExpenditureFen !== null && BigInt(rigidExpenditureFen) === 0n
  const total = expenditures ? String(sumOf(expenditures)) : rigidExpenditureFen
  return [
    ...expenditureKinds.map((kind): [string, Value] => {
      const name = `${kind}_expenditure_fen`
      if (byKind || none || kind === 'employment') return [name, fenOf(expenditures?.[kind] ?? 0)]
      return [name, notKnown(name)]
    }),
    ['rigid_expenditure_fen', total === null ? notKnown('rigid_expenditure_fen') : fenOf(total)],
  ]
}

/** Whole fen from digits; few amounts have more of them than a number holds exactly. */
const fenOf = (digits: string | number): Value =>
  fromInteger(String(digits).length < 16 ? Number(digits) : BigInt(digits))

const sumOf = (amounts: Readonly<Record<string, string>>): bigint =>
  Object.values(amounts).reduce((sum, fen) => sum + BigInt(fen), 0n)

// Compulsory school begins at six; who is younger goes to none that policies ask for, who is older seldom to any.
const schoolAge = { from: 6, below: 26 } as const
const notAtSchool: readonly string[] = ['employed', 'unemployed', 'retired', 'unable']

function memberOf(member: FamilyMember, on: Day): Value {
  const age = member.birth === null ? undefined : ageOn(member.birth, on)
  const sex = member.sex === 1 ? 'male' : member.sex === 2 ? 'female' : notKnown('members.sex')
  return new Map<string, Value>([
    ['age', age === undefined ? notKnown('members.birth') : fromInteger(age)],
    ['sex', sex],
    ['relation', member.relation],
    // The grade is that of the certificate on file; without a certificate there is none to grant upon.
    ['disability_grade', fromInteger(member.disability ?? 0)],
    ['school', schoolOf(member, age)],
    ['employment', employmentOf(member, age)],
    ['serious_illness', illnessOf(member.recorded?.serious_illness)],
    ['counted_income_fen', member.counted === null ? notKnown('members.income') : fenOf(member.counted)],
  ])
}

const illnessOf = (recorded: string | undefined): Value =>
  recorded === 'true' ? true : recorded === 'false' ? false : notKnown('members.serious_illness')

/** The school somebody goes to; who works or is of no school age goes to none. */
export function schoolOf(
  { school, employment }: Pick<FamilyMember, 'school' | 'employment'>,
  age: number | undefined,
): Value {
  if (school !== null) return school
  const outside = age !== undefined && (age < schoolAge.from || age >= schoolAge.below)
  return outside || (employment !== null && notAtSchool.includes(employment)) ? 'none' : notKnown('members.school')
}

// Nobody is employed before.
const workingAge = 16

/** What somebody does; of children nobody need say it. */
export const employmentOf = ({ employment }: Pick<FamilyMember, 'employment'>, age: number | undefined): Value =>
  employment ?? (age !== undefined && age < workingAge ? 'child' : notKnown('members.employment'))
