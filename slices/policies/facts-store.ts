import type { Transaction } from '../../platform/server/database.ts'
import { exemptIncomeKinds } from './dibao-rules.ts'

/** What the registry knows of a family for dibao; annual fen as digits, null is not known. */
export type FamilyFacts = {
  householdId: string
  areaCode: string
  organisationLine: string
  status: 'registered' | 'withdrawn'
  residence: 'urban' | 'rural'
  size: number
  dwellings: number | null
  vehicles: number | null
  countedFen: string | null
  exemptFen: string | null
  /** Declared costs of being employed; nothing declared is nothing deducted. */
  deductedFen: string
}

// An income without kinds is counted whole: nothing of it is known to be exempt.
const columns = `h.id as "householdId", h.area_code as "areaCode", h.organisation_line as "organisationLine", h.status, h.residence,
  h.size, h.dwellings, h.vehicles,
  case when h.annual_income_fen is not null then coalesce(a.counted, case when a.exempt is null then h.annual_income_fen else 0 end) end::bigint as "countedFen",
  case when h.annual_income_fen is not null then coalesce(a.exempt, 0) end::bigint as "exemptFen",
  coalesce(a.employment, 0)::bigint as "deductedFen"`
const sums = `left join lateral (
    select sum(annual_fen) filter (where side = 'income' and kind <> all($2::text[])) as counted,
      sum(annual_fen) filter (where side = 'income' and kind = any($2::text[])) as exempt,
      sum(annual_fen) filter (where side = 'expenditure' and kind = 'employment') as employment
    from household_amount m where m.tenant_id = $1 and m.household_id = h.id
  ) a on true`

/** Some families by id, of any status. */
export const factsOf = (tx: Transaction, householdIds: readonly string[]): Promise<FamilyFacts[]> =>
  tx.rows(`select ${columns} from household h ${sums} where h.tenant_id = $1 and h.id = any($3::uuid[])`, [
    tx.scope.tenantId,
    exemptIncomeKinds,
    householdIds,
  ])

/** The next registered families in the order of their ids. */
export const factsAfter = (tx: Transaction, householdId: string, limit: number): Promise<FamilyFacts[]> =>
  tx.rows(
    `select ${columns} from (select * from household where tenant_id = $1 and status = 'registered' and id > $3
       order by id limit $4::int) h ${sums} order by h.id`,
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
