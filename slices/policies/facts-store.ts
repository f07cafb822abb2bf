import type { Transaction } from '../../platform/server/database.ts'
import { exemptIncomeKinds } from './fact-rules.ts'
import type { Family } from './family-rules.ts'

/** What the registry knows of a family for policies. */
export type FamilyRow = Family & {
  householdId: string
  organisationLine: string
  status: 'registered' | 'withdrawn'
}

const columns = `h.id as "householdId", h.area_code as "areaCode", h.organisation_line as "organisationLine", h.status,
  h.residence, h.size, h.dwellings, h.vehicles, h.housing_area_square_decimetres as "areaSquareDecimetres", h.heating,
  h.annual_income_fen as "annualIncomeFen", h.rigid_expenditure_fen as "rigidExpenditureFen", a.incomes, a.expenditures,
  coalesce(p.members, '[]') as members, f.recorded`

/** The query for the families that `chosen` picks; $2 are the kinds of income that do not count. */
const query = (chosen: string) => `with chosen as (${chosen}),
  sums as (
    select m.household_id, m.side, m.kind, m.person_id, sum(m.annual_fen) as fen
    from household_amount m join chosen c on m.household_id = c.id where m.tenant_id = $1 group by 1, 2, 3, 4
  ), amounts as (
    select household_id, jsonb_object_agg(kind, fen::text) filter (where side = 'income') as incomes,
      jsonb_object_agg(kind, fen::text) filter (where side = 'expenditure') as expenditures
    from (select household_id, side, kind, sum(fen) as fen from sums group by 1, 2, 3) kinds group by 1
  ), persons as (
    select household_id, bool_and(person_id is not null) as complete from sums where side = 'income' group by 1
  ), own as (
    select household_id, person_id, coalesce(sum(fen) filter (where kind <> all($2::text[])), 0) as counted
    from sums where side = 'income' and person_id is not null group by 1, 2
  ), people as (
    select n.household_id, jsonb_agg(jsonb_build_object('birth', n.birth_date, 'sex', n.sex, 'relation', n.relation,
      'disability', n.disability_grade, 'school', n.school, 'employment', n.employment, 'counted',
      case when s.complete then coalesce(o.counted, 0)::text end) order by n.id) as members
    from person n join chosen c on n.household_id = c.id
    left join persons s on s.household_id = n.household_id
    left join own o on o.household_id = n.household_id and o.person_id = n.id
    where n.tenant_id = $1 and n.left_on is null group by 1
  ), facts as (
    select f.household_id, jsonb_object_agg(f.name, f.value) as recorded
    from household_fact f join chosen c on f.household_id = c.id where f.tenant_id = $1 group by 1
  )
  select ${columns} from chosen h left join amounts a on a.household_id = h.id left join people p on p.household_id = h.id
    left join facts f on f.household_id = h.id order by h.id`

/** Some families by id, of any status. */
export const factsOf = (tx: Transaction, householdIds: readonly string[]): Promise<FamilyRow[]> =>
  tx.rows(query('select * from household where tenant_id = $1 and id = any($3::uuid[])'), [
    tx.scope.tenantId,
    exemptIncomeKinds,
    householdIds,
  ])

/** The next registered families in the order of their ids. */
export const factsAfter = (tx: Transaction, householdId: string, limit: number): Promise<FamilyRow[]> =>
  tx.rows(
    query(
      `select * from household where tenant_id = $1 and status = 'registered' and id > $3 order by id limit $4::int`,
    ),
    [tx.scope.tenantId, exemptIncomeKinds, householdId, String(limit)],
  )

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

export async function countFamilies(tx: Transaction): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from household where tenant_id = $1 and status = 'registered'`,
    [tx.scope.tenantId],
  )
  return Number(row?.total ?? 0)
}
