import { randomUUIDv7 } from 'node:crypto'
import type { Day } from '../../core/date.ts'
import { maskPhone } from '../../core/identity-number.ts'
import type { Services } from '../../platform/server/act.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import type { RegisterFact, RegisterFacts } from './fact-model.ts'
import { sealedPhone, searchTextOf } from './filing-store.ts'
import { findHousehold, type HouseholdRecord, lockHousehold } from './household-store.ts'
import { peopleOf } from './person-store.ts'
import { replaceSearchText } from './search-store.ts'
import * as store from './store.ts'
import { beginVersions, newestStatement, reachBack } from './version-store.ts'

/** Columns of the household that hold a fact; the others stand with the head. */
const householdColumns = {
  size: 'size',
  category: 'category',
  main_cause: 'main_cause',
  annual_income: 'annual_income_fen',
  rigid_expenditure: 'rigid_expenditure_fen',
  address: 'address',
  dwellings: 'dwellings',
  vehicles: 'vehicles',
  housing_area: 'housing_area_square_decimetres',
  heating: 'heating',
} as const satisfies Partial<Record<RegisterFact, string>>

type FactRow = {
  householdId: string
  facts: Record<string, string | null>
  phone: Buffer | null
  health: Buffer | null
}

/** What is on file of families; sealed facts are opened, to be compared and never to be shown. */
export async function factsOnFile(
  tx: Transaction,
  personalData: PersonalData,
  householdIds: readonly string[],
): Promise<Map<string, RegisterFacts>> {
  const columns = Object.entries(householdColumns).map(([fact, column]) => `'${fact}', h.${column}::text`)
  const rows = await tx.rows<FactRow>(
    `select h.id as "householdId", p.phone, p.health, jsonb_build_object(${columns.join(', ')},
       'head_employment', p.employment, 'head_disability', p.disability_grade::text) as facts
     from household h join person p on p.tenant_id = h.tenant_id and p.id = h.head_person_id
     where h.tenant_id = $1 and h.id = any($2::uuid[])`,
    [tx.scope.tenantId, householdIds],
  )
  return new Map(
    rows.map(({ householdId, facts, phone, health }) => [
      householdId,
      known({
        ...facts,
        head_phone: phone && personalData.open(phone),
        head_health: health && personalData.open(health),
      }),
    ]),
  )
}

const known = (facts: Record<string, string | null>): RegisterFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))

/** Who writes, when, and what news goes out by; an act of a person or a task of the queue. */
export type FactWriter = {
  tx: Transaction
  services: Pick<Services, 'personalData' | 'background'>
  accountId: string
  now: Date
}

/**
 * Writes facts that were learned elsewhere into a file, as holding from a day and known from now: the statement before is
 * kept, statements since that day are repeated with it, the history says why. Answers which facts were new; those that
 * stood there already change nothing. A day before the file was opened counts as the day of opening. Undefined when the
 * family is out of sight.
 */
export async function writeFacts(
  writer: FactWriter,
  householdId: string,
  facts: RegisterFacts,
  how: { from: Day; why: string },
): Promise<RegisterFact[] | undefined> {
  const { tx, services } = writer
  const household = await lockHousehold(tx, householdId)
  if (!household) return undefined
  const before = (await factsOnFile(tx, services.personalData, [householdId])).get(householdId) ?? {}
  const fresh = Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) => value !== before[fact as RegisterFact]),
  ) as RegisterFacts
  const changed = Object.keys(fresh) as RegisterFact[]
  if (changed.length === 0) return []
  const from = [how.from, household.registeredOn].sort().at(-1) as Day
  const replaced = await newestStatement(tx, householdId)
  await beginVersions(tx, [householdId], writer.now.toISOString(), from)
  await changeHousehold(tx, householdId, fresh)
  await changeHead(tx, services.personalData, household.headPersonId, fresh)
  await changeParts(tx, household, fresh, from)
  await tellHistory(writer, household, before, fresh, { ...how, from })
  if (replaced) await reachBack(tx, replaced, from)
  if (fresh.address !== undefined) await renewSearchText(tx, householdId)
  await services.background.send(tx, 'household.changed', { householdId })
  return changed
}

async function changeHousehold(tx: Transaction, id: string, facts: RegisterFacts): Promise<void> {
  const values: string[] = []
  const set = Object.entries(householdColumns).flatMap(([fact, column]) => {
    const value = facts[fact as RegisterFact]
    return value === undefined ? [] : [`${column} = $${values.push(value) + 2}`]
  })
  await tx.run(
    `update household set ${[...set, 'version = version + 1', 'updated_at = now()'].join(', ')} where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, ...values],
  )
  if (facts.size !== undefined || facts.annual_income !== undefined)
    await tx.run(
      `update household set monthly_per_capita_fen = round(annual_income_fen::numeric / 12 / size) where tenant_id = $1 and id = $2`,
      [tx.scope.tenantId, id],
    )
}

async function changeHead(
  tx: Transaction,
  personalData: PersonalData,
  headId: string,
  facts: RegisterFacts,
): Promise<void> {
  const { head_phone: phone, head_health: health, head_employment: employment, head_disability: disability } = facts
  if ([phone, health, employment, disability].every((value) => value === undefined)) return
  const sealed = sealedPhone(phone ?? null, personalData)
  await tx.run(
    `update person set phone = coalesce($3, phone), phone_hash = coalesce($4, phone_hash),
       phone_last_four_hash = coalesce($5, phone_last_four_hash), health = coalesce($6, health),
       employment = coalesce($7, employment), disability_grade = coalesce($8, disability_grade), version = version + 1
     where tenant_id = $1 and id = $2`,
    [
      tx.scope.tenantId,
      headId,
      sealed.phone,
      sealed.phoneHash,
      sealed.phoneLastFourHash,
      health === undefined ? null : personalData.seal(health),
      employment ?? null,
      disability ?? null,
    ],
  )
}

/** A sum without kinds takes the place of the amounts by kind, which it would contradict; marks are ended and begun. */
async function changeParts(tx: Transaction, household: HouseholdRecord, facts: RegisterFacts, from: Day) {
  const place = {
    householdId: household.id,
    areaCode: household.areaCode,
    organisationLine: household.organisationLine,
  }
  for (const [side, annualFen] of [
    ['income', facts.annual_income],
    ['expenditure', facts.rigid_expenditure],
  ] as const) {
    if (annualFen === undefined) continue
    await store.removeAmountsOf(tx, household.id, side)
    await store.addAmounts(tx, [
      { ...place, id: randomUUIDv7(), personId: null, side, kind: 'reported_total', annualFen },
    ])
  }
  for (const [dimension, code] of [
    ['category', facts.category],
    ['cause', facts.main_cause],
  ] as const) {
    if (code === undefined) continue
    if (dimension === 'category') await store.endMarks(tx, household.id, dimension, [code], from)
    await store.addMarks(tx, [{ ...place, id: randomUUIDv7(), dimension, code, since: from }])
  }
}

/** How the history names a fact: as the forms of the file do. */
const historyFields: Record<RegisterFact, string> = {
  size: 'size',
  category: 'category',
  main_cause: 'mainCause',
  annual_income: 'annualIncomeFen',
  rigid_expenditure: 'rigidExpenditureFen',
  address: 'address',
  dwellings: 'dwellings',
  vehicles: 'vehicles',
  housing_area: 'housingAreaSquareDecimetres',
  heating: 'heating',
  head_phone: 'phone',
  head_health: 'health',
  head_employment: 'employment',
  head_disability: 'disabilityGrade',
}

/** A value as history and review may show it: sealed facts are masked. */
export const shownFact = (fact: RegisterFact, value: string | undefined): string | null =>
  value === undefined ? null : fact === 'head_phone' ? maskPhone(value) : fact === 'head_health' ? '***' : value

const tellHistory = (
  { tx, accountId, now }: FactWriter,
  household: HouseholdRecord,
  before: RegisterFacts,
  facts: RegisterFacts,
  { from, why }: { from: Day; why: string },
): Promise<number> =>
  store.addChanges(
    tx,
    (Object.keys(facts) as RegisterFact[]).map((fact) => ({
      householdId: household.id,
      areaCode: household.areaCode,
      organisationLine: household.organisationLine,
      id: randomUUIDv7(),
      at: now.toISOString(),
      accountId,
      subject: fact.startsWith('head_') ? household.headName : 'household',
      field: historyFields[fact],
      oldValue: shownFact(fact, before[fact]),
      newValue: shownFact(fact, facts[fact]),
      why,
      from,
    })),
  )

async function renewSearchText(tx: Transaction, householdId: string): Promise<void> {
  const members = await peopleOf(tx, householdId)
  const household = await findHousehold(tx, householdId)
  const names = members.filter((member) => !member.leftOn).map((member) => member.name)
  await replaceSearchText(tx, householdId, searchTextOf(names, household?.address ?? null))
}
