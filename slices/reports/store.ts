import type { Transaction } from '../../platform/server/database.ts'
import type { CountyLine } from './model.ts'

/** A line for each county in the scope; every count is that of the list it opens. */
export const countyLines = (tx: Transaction, period: { from: string; to: string }): Promise<CountyLine[]> =>
  tx.rows(
    `with families as (
       select left(area_code, 6) as county, count(*) as households from household h
       where h.tenant_id = $1 and h.status = 'registered' group by 1),
     pairs as (
       select left(area_code, 6) as county, count(*) as pairs from pair p where p.tenant_id = $1 and p.until is null group by 1),
     missed as (
       select left(area_code, 6) as county, count(*) as unpaired from household h
       where h.tenant_id = $1 and h.status = 'registered'
         and not exists (select from pair p where p.tenant_id = $1 and p.household_id = h.id and p.until is null) group by 1),
     seen as (
       select left(area_code, 6) as county, count(*) as visits from visit v
       where v.tenant_id = $1 and v.visited_on between $2 and $3 group by 1),
     given as (
       select left(area_code, 6) as county, sum(amount_fen) as cash from aid_line l
       where l.tenant_id = $1 and l.given_on between $2 and $3 group by 1)
     select rpad(f.county, 12, '0') as "areaCode", coalesce(a.name, f.county) as "areaName", f.households::int,
       coalesce(p.pairs, 0)::int as pairs, coalesce(m.unpaired, 0)::int as unpaired, coalesce(s.visits, 0)::int as visits,
       coalesce(g.cash, 0)::text as "cashFen"
     from families f left join pairs p using (county) left join missed m using (county) left join seen s using (county)
       left join given g using (county) left join area_name a on a.code = rpad(f.county, 12, '0')
     order by f.county`,
    [tx.scope.tenantId, period.from, period.to],
  )

/** Heads of families without a lead helper, the first `limit` in the order of the list. */
export const missedFamilies = (
  tx: Transaction,
  limit: number,
): Promise<{ householdId: string; headName: string; areaName: string }[]> =>
  tx.rows(
    `select h.id as "householdId", h.head_name as "headName", coalesce(a.name, h.area_code) as "areaName"
     from household h left join area_name a on a.code = h.area_code
     where h.tenant_id = $1 and h.status = 'registered'
       and not exists (select from pair p where p.tenant_id = $1 and p.household_id = h.id and p.until is null)
     order by h.area_code, h.head_name_pinyin, h.id limit $2`,
    [tx.scope.tenantId, limit],
  )

export const areaName = async (tx: Transaction, code: string): Promise<string> =>
  (await tx.row<{ name: string }>('select name from area_name where code = $1 limit 1', [code]))?.name ?? ''
