import type { Transaction } from '../../platform/server/database.ts'
import type { VillageFacts } from './model.ts'

/** Sponsored villages with what is known of each; a city has some hundreds of them at most. */
export const villageFacts = (
  tx: Transaction,
  bounds: { areaFrom?: string | undefined; areaTo?: string | undefined },
): Promise<VillageFacts[]> =>
  tx.rows(
    `select u.id, u.area_code as "areaCode", coalesce(n.name, u.area_code) as "areaName", g.name as "giverName", u.since,
       u.due_on as "dueOn", u.giver_id is not null as unit, u.leader_name is not null as leader,
       u.resident_name is not null as resident, u.partner_code is not null as partner, u.plan is not null as plan,
       u.state = 'approved' as approval,
       exists (select from village_income i where i.tenant_id = $1 and i.area_code = u.area_code)
         or exists (select from village_year y where y.tenant_id = $1 and y.area_code = u.area_code
           and y.per_capita_income_fen is not null) as income,
       f.families, f.visited, f.helped, a.given
     from unit_pair u left join organisation g on g.tenant_id = $1 and g.id = u.giver_id
     left join area_name n on n.code = u.area_code
     cross join lateral (
       select count(*)::int as families,
         count(*) filter (where exists (select from visit v where v.tenant_id = $1 and v.household_id = h.id
           and v.visited_on >= u.since))::int as visited,
         count(*) filter (where exists (select from pair p where p.tenant_id = $1 and p.household_id = h.id
           and p.until is null))::int as helped
       from household h where h.tenant_id = $1 and h.area_code = u.area_code and h.status = 'registered') f
     cross join lateral (
       select count(*)::int as given from aid_line l left join helper p on p.tenant_id = $1 and p.id = l.giver_helper_id
       where l.tenant_id = $1 and l.area_code = u.area_code and l.given_on >= u.since and l.reverses_id is null
         and coalesce(l.giver_organisation_id, p.organisation_id) = u.giver_id
         and not exists (select from aid_line b where b.tenant_id = $1 and b.reverses_id = l.id)) a
     where u.tenant_id = $1 and u.kind = 'village' and u.until is null
       and ($2::text is null or (u.area_code >= $2 and u.area_code < $3))
     order by u.area_code, u.id`,
    [tx.scope.tenantId, bounds.areaFrom ?? null, bounds.areaTo ?? null],
  )
