import type { Transaction } from '../../platform/server/database.ts'
import type { AliasFilter, AliasRow } from './alias-contract.ts'

const where = `s.tenant_id = $1 and ($2::uuid is null or s.organisation_id = $2)
  and ($3::text is null or position($3 in s.alias) > 0 or position($3 in o.name) > 0)`
const source = 'organisation_alias s join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id'
const values = (tx: Transaction, filter: AliasFilter) => [
  tx.scope.tenantId,
  filter.organisation ?? null,
  filter.search || null,
]

export const listAliases = (
  tx: Transaction,
  filter: AliasFilter,
  page: { limit: number; offset: number },
): Promise<AliasRow[]> =>
  tx.rows(
    `select s.alias, s.organisation_id as "organisationId", o.name as "organisationName",
       coalesce(n.name, o.area_code) as "areaName", a.display_name as "statedBy", s.stated_at as "statedAt"
     from ${source} left join area_name n on n.code = o.area_code left join account a on a.id = s.stated_by
     where ${where} order by o.line, s.alias limit $4 offset $5`,
    [...values(tx, filter), page.limit, page.offset],
  )

export async function countAliases(tx: Transaction, filter: AliasFilter): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from ${source} where ${where}`,
    values(tx, filter),
  )
  return Number(row?.total ?? 0)
}

/** The unit that a name already leads to, by its own name or an alias. */
export const unitOfName = (tx: Transaction, name: string): Promise<{ id: string; name: string } | undefined> =>
  tx.row(
    `select o.id, o.name from organisation o where o.tenant_id = $1 and (o.name = $2
       or o.id = (select organisation_id from organisation_alias where tenant_id = $1 and alias = $2))
     order by o.name = $2 limit 1`,
    [tx.scope.tenantId, name],
  )

/** Takes a name away; the unit it led to, undefined where it led to none. */
export const removeAlias = (tx: Transaction, alias: string): Promise<{ organisationId: string } | undefined> =>
  tx.row(
    `delete from organisation_alias where tenant_id = $1 and alias = $2 returning organisation_id as "organisationId"`,
    [tx.scope.tenantId, alias],
  )
