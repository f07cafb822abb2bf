import type { Transaction } from '../../platform/server/database.ts'
import type { BarRow } from './bar-contract.ts'

export type BarBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  helper?: string | undefined
  household?: string | undefined
  kind?: string | undefined
  state: 'live' | 'lifted'
  standing?: boolean | undefined
}

const standing = `(b.lifted_at is null and exists (select from pair_member m where m.tenant_id = $1
  and m.household_id = b.household_id and m.helper_id = b.helper_id and m.until is null))`
const where = `b.tenant_id = $1 and ($2::text is null or (b.area_code >= $2 and b.area_code < $3))
  and ($4::uuid is null or b.helper_id = $4) and ($5::uuid is null or b.household_id = $5)
  and ($6::text is null or b.kind = $6) and (b.lifted_at is null) = ($7 = 'live') and ($8::boolean is null or ${standing} = $8)`
const values = (tx: Transaction, bounds: BarBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.helper ?? null,
  bounds.household ?? null,
  bounds.kind ?? null,
  bounds.state,
  bounds.standing ?? null,
]

export const listBars = (
  tx: Transaction,
  bounds: BarBounds,
  page: { limit: number; offset: number },
): Promise<BarRow[]> =>
  tx.rows(
    `select b.id, b.helper_id as "helperId", g.name as "helperName", coalesce(o.name, g.organisation_text) as unit,
       b.household_id as "householdId", h.head_name as "headName", coalesce(n.name, h.area_code) as "areaName", b.kind,
       b.reason, s.display_name as "statedBy", b.stated_at as "statedAt", l.display_name as "liftedBy",
       b.lifted_at as "liftedAt", b.lifted_reason as "liftedReason", ${standing} as standing
     from (select * from helper_bar b where ${where} order by b.stated_at desc, b.id desc limit $9 offset $10) b
     join household h on h.tenant_id = $1 and h.id = b.household_id left join area_name n on n.code = h.area_code
     join helper g on g.tenant_id = $1 and g.id = b.helper_id
     left join organisation o on o.tenant_id = $1 and o.id = g.organisation_id
     left join account s on s.id = b.stated_by left join account l on l.id = b.lifted_by
     order by b.stated_at desc, b.id desc`,
    [...values(tx, bounds), page.limit, page.offset],
  )

export async function countBars(tx: Transaction, bounds: BarBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from helper_bar b where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

/** Ends a declaration; undefined where none of this id still holds. */
export const liftBar = (
  tx: Transaction,
  id: string,
  reason: string,
): Promise<{ helperId: string; householdId: string } | undefined> =>
  tx.row(
    `update helper_bar set lifted_at = now(), lifted_by = $3, lifted_reason = $4
     where tenant_id = $1 and id = $2 and lifted_at is null
     returning helper_id as "helperId", household_id as "householdId"`,
    [tx.scope.tenantId, id, tx.scope.accountId, reason],
  )
