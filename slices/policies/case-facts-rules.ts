import { ageOn, type Day } from '../../core/date.ts'
import { parseDecimal } from '../../engines/feel/decimal.ts'
import { Unknown, type Value } from '../../engines/feel/values.ts'
import { exemptIncomeKinds } from './fact-rules.ts'
import type { CaseFacts, CaseMember } from './facts-model.ts'
import { type FamilyFacts, feelDay, notKnown, placeFacts, whole } from './family-facts-rules.ts'

/** What a case file says of a family, as policies ask for it; what is missing is named as the case file would. */
export function factsOfCase(given: CaseFacts): FamilyFacts {
  const where = {
    on: given.on ?? undefined,
    county: given.county ?? undefined,
    residence: given.residence ?? undefined,
  }
  const members = given.members?.length ? given.members : undefined
  const known = <Given>(name: string, value: Given | null | undefined, as: (value: Given) => Value): Value =>
    value === null || value === undefined ? notKnown(name) : as(value)
  const expenditure = (kind: 'medical' | 'disability' | 'education' | 'employment'): Value =>
    given.rigid_expenditure
      ? known(`rigid_expenditure.${kind}_fen`, given.rigid_expenditure[`${kind}_fen`], whole)
      : notKnown('rigid_expenditure')
  const asset = (name: 'dwellings' | 'vehicles'): Value =>
    given.assets ? known(`assets.${name}`, given.assets[name], whole) : notKnown('assets')
  const housing = given.housing
  return {
    ...where,
    values: new Map<string, Value>([
      ...placeFacts(where),
      ['size', known('members', members?.length, whole)],
      ['members', known('members', members, (all) => all.map((member) => memberOf(member, where.on)))],
      ['income_total_fen', incomeOf(members, undefined)],
      ['income_relief_fen', incomeOf(members, 'relief')],
      ['income_scholarship_fen', incomeOf(members, 'scholarship')],
      ['income_basic_pension_fen', incomeOf(members, 'basic_pension')],
      ['medical_expenditure_fen', expenditure('medical')],
      ['disability_expenditure_fen', expenditure('disability')],
      ['education_expenditure_fen', expenditure('education')],
      ['employment_expenditure_fen', expenditure('employment')],
      ['rigid_expenditure_fen', rigidOf(given.rigid_expenditure)],
      ['accident_loss_fen', known('accident_loss_fen', given.accident_loss_fen, whole)],
      ['dwellings', asset('dwellings')],
      ['vehicles', asset('vehicles')],
      ['heating', housing ? known('housing.heating', housing.heating, (one) => one) : notKnown('housing')],
      ['heated_area_m2', housing ? known('housing.area_m2', housing.area_m2, parseDecimalOrNull) : notKnown('housing')],
      ['last_six_months', monthsOf(given.last_six_months)],
    ]),
  }
}

const parseDecimalOrNull = (text: string): Value => parseDecimal(text) ?? null

const rigidKinds = ['medical_fen', 'disability_fen', 'education_fen', 'employment_fen'] as const

/** All rigid expenditure of a year; known only when every kind of it is. */
function rigidOf(given: CaseFacts['rigid_expenditure']): Value {
  if (!given) return notKnown('rigid_expenditure')
  const open = rigidKinds.filter((kind) => given[kind] === null || given[kind] === undefined)
  if (open.length > 0) return new Unknown(open.map((kind) => `rigid_expenditure.${kind}`))
  return whole(rigidKinds.reduce((sum, kind) => sum + BigInt(given[kind] ?? 0), 0n))
}

function incomeOf(members: readonly CaseMember[] | undefined, kind: string | undefined): Value {
  if (!members) return notKnown('members')
  if (members.some((member) => !member.annual_income)) return notKnown('members.annual_income')
  const incomes = members.flatMap((member) => member.annual_income ?? [])
  return whole(
    incomes.reduce((sum, income) => (kind === undefined || income.kind === kind ? sum + BigInt(income.fen) : sum), 0n),
  )
}

/** `null` says none here; only what is left out is not known. */
function memberOf(member: CaseMember, on: Day | undefined): Value {
  const { birth, sex, relation, disability_grade: grade, school, employment, annual_income: incomes } = member
  const age = birth && on ? whole(ageOn(birth, on)) : notKnown(birth ? 'on' : 'members.birth')
  const counted = (incomes ?? []).filter((income) => !exemptIncomeKinds.includes(income.kind))
  return new Map<string, Value>([
    ['age', age],
    ['sex', sex ? (sex === 1 ? 'male' : 'female') : notKnown('members.sex')],
    ['relation', relation ?? notKnown('members.relation')],
    ['disability_grade', grade === undefined ? notKnown('members.disability_grade') : whole(grade ?? 0)],
    ['school', school === undefined ? notKnown('members.school') : (school ?? 'none')],
    ['employment', employment ?? notKnown('members.employment')],
    ['serious_illness', notKnown('members.serious_illness')],
    [
      'counted_income_fen',
      incomes
        ? whole(counted.reduce((sum, income) => sum + BigInt(income.fen), 0n))
        : notKnown('members.annual_income'),
    ],
  ])
}

const monthsNeeded = 6

function monthsOf(months: CaseFacts['last_six_months']): Value {
  if (months?.length !== monthsNeeded) return notKnown('last_six_months')
  return months.map(
    ({ month, per_capita_fen: fen }) =>
      new Map<string, Value>([
        ['first_day', feelDay(`${month}-01`)],
        ['per_capita_fen', fen === null || fen === undefined ? notKnown('last_six_months.per_capita_fen') : whole(fen)],
      ]),
  )
}
