import type { Transaction } from '../../platform/server/database.ts'
import { exemptIncomeKinds } from './fact-rules.ts'
import { type Family, type FamilyHistory, type FamilyMember, noHistory } from './family-rules.ts'
import { historiesOf } from './history-store.ts'
import { nobody } from './household-fact-store.ts'
import { villagesOf } from './village-fact-store.ts'

/** What the registry knows of a family for policies. */
export type FamilyRow = Family & {
  householdId: string
  organisationLine: string
  status: 'registered' | 'withdrawn'
}

const columns = `id as "householdId", area_code as "areaCode", organisation_line as "organisationLine", status, residence, size,
  dwellings, vehicles, housing_area_square_decimetres as "areaSquareDecimetres", heating, annual_income_fen as "annualIncomeFen",
  rigid_expenditure_fen as "rigidExpenditureFen"`

/** What stands on the household itself. */
export type FamilyHead = Omit<FamilyRow, 'incomes' | 'expenditures' | 'members' | 'recorded' | keyof FamilyHistory>

/** Some families by id, of any status. */
export const factsOf = async (tx: Transaction, householdIds: readonly string[]): Promise<FamilyRow[]> =>
  withAll(
    tx,
    await tx.rows(`select ${columns} from household where tenant_id = $1 and id = any($2::uuid[]) order by id`, [
      tx.scope.tenantId,
      householdIds,
    ]),
  )

/** The next registered families in the order of their ids; `withAll` reads what belongs to them. */
export const familiesAfter = (tx: Transaction, householdId: string, limit: number): Promise<FamilyHead[]> =>
  tx.rows(
    `select ${columns} from household where tenant_id = $1 and status = 'registered' and id > $2 order by id limit $3::int`,
    [tx.scope.tenantId, householdId, String(limit)],
  )

type AmountRow = {
  householdId: string
  side: 'income' | 'expenditure'
  kind: string
  personId: string | null
  fen: string
}
type PersonRow = Omit<FamilyMember, 'counted' | 'medical' | 'recorded'> & { householdId: string; id: string }
type FactRow = { householdId: string; personId: string; name: string; value: string }

/**
 * Families with incomes, members, recorded facts and what was decided. Everything is asked for at once: the database reads on
 * while what it has answered is taken in.
 */
export async function withAll(tx: Transaction, families: readonly FamilyHead[]): Promise<FamilyRow[]> {
  // Lists of ids go to the indexes; a join would leave it to statistics, which a table that was just filled has not.
  const values = [tx.scope.tenantId, `{${families.map((family) => family.householdId).join(',')}}`]
  const asked = [
    tx.rows<AmountRow>(
      `select household_id as "householdId", side, kind, person_id as "personId", sum(annual_fen)::text as fen
     from household_amount where tenant_id = $1 and household_id = any($2::uuid[]) group by 1, 2, 3, 4`,
      values,
    ),
    tx.rows<PersonRow>(
      `select household_id as "householdId", id, birth_date as birth, sex, relation, disability_grade as disability, school,
       employment
     from person where tenant_id = $1 and household_id = any($2::uuid[]) and left_on is null order by id`,
      values,
    ),
    tx.rows<FactRow>(
      `select household_id as "householdId", person_id as "personId", name, value from household_fact
     where tenant_id = $1 and household_id = any($2::uuid[])`,
      values,
    ),
    historiesOf(tx, values),
    villagesOf(
      tx,
      families.map(({ areaCode }) => areaCode),
    ),
  ] as const
  const [amounts, people, facts, histories, villages] = await Promise.all(asked)
  const told = { amounts: byHousehold(amounts), people: byHousehold(people), facts: byHousehold(facts) }
  return families.map((family) => {
    const of = told.amounts.get(family.householdId) ?? []
    const recorded = told.facts.get(family.householdId)
    const ofFamily = recorded?.filter(({ personId }) => personId === nobody)
    const village = villages.get(family.areaCode)
    return {
      ...family,
      incomes: sumsOf(of, 'income'),
      expenditures: sumsOf(of, 'expenditure'),
      members: (told.people.get(family.householdId) ?? []).map((person) => memberOf(person, of, recorded)),
      recorded: ofFamily && ofFamily.length > 0 ? valuesOf(ofFamily) : null,
      ...(histories.get(family.householdId) ?? noHistory),
      ...(village ? { village } : {}),
    }
  })
}

function byHousehold<Row extends { householdId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const list = found.get(row.householdId)
    if (list) list.push(row)
    else found.set(row.householdId, [row])
  }
  return found
}

/** Sums by kind; null where nothing of that side is kept. */
function sumsOf(amounts: readonly AmountRow[], side: AmountRow['side']): Record<string, string> | null {
  const sums: Record<string, string> = {}
  for (const one of amounts)
    if (one.side === side) sums[one.kind] = String(BigInt(sums[one.kind] ?? 0) + BigInt(one.fen))
  return Object.keys(sums).length > 0 ? sums : null
}

/** Own income is known only where every income of the family is somebody's. */
function memberOf(
  { id, householdId: _, ...person }: PersonRow,
  amounts: readonly AmountRow[],
  recorded: readonly FactRow[] = [],
): FamilyMember {
  const incomes = amounts.filter((one) => one.side === 'income')
  const byPerson = incomes.length > 0 && incomes.every((one) => one.personId !== null)
  const own = incomes.filter((one) => one.personId === id && !exemptIncomeKinds.includes(one.kind))
  const counted = byPerson ? String(own.reduce((sum, one) => sum + BigInt(one.fen), 0n)) : null
  const told = recorded.filter(({ personId }) => personId === id)
  const medical = amounts.filter((one) => one.side === 'expenditure' && one.kind === 'medical')
  const spent = medical.every((one) => one.personId !== null) ? medical.find((one) => one.personId === id) : undefined
  const known = { ...person, id, counted, ...(spent ? { medical: spent.fen } : {}) }
  return told.length > 0 ? { ...known, recorded: valuesOf(told) } : known
}

const valuesOf = (facts: readonly FactRow[]): Record<string, string> =>
  Object.fromEntries(facts.map(({ name, value }) => [name, value]))

/** A family that is registered and visible, for acts on it. */
export const findFamily = (
  tx: Transaction,
  householdId: string,
): Promise<{ householdId: string; areaCode: string; organisationLine: string; headName: string } | undefined> =>
  tx.row(
    `select id as "householdId", area_code as "areaCode", organisation_line as "organisationLine", head_name as "headName"
     from household where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, householdId],
  )

/** Who belongs to a family now. */
export const membersNow = (tx: Transaction, householdId: string): Promise<{ id: string; name: string }[]> =>
  tx.rows(`select id, name from person where tenant_id = $1 and household_id = $2 and left_on is null order by id`, [
    tx.scope.tenantId,
    householdId,
  ])

export async function countFamilies(tx: Transaction): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from household where tenant_id = $1 and status = 'registered'`,
    [tx.scope.tenantId],
  )
  return Number(row?.total ?? 0)
}
