import type { Transaction } from '../../platform/server/database.ts'
import type { HandbookFacts } from './plan-model.ts'
import { isStudent } from './store.ts'

/** Everything the handbooks of these pairs say of families and helpers; sealed phones as hexadecimal text. */
export const handbookFacts = (tx: Transaction, pairIds: readonly string[]): Promise<HandbookFacts[]> =>
  tx.rows(
    `select p.id as "pairId", h.id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
       coalesce(v.name, h.area_code) as "areaName", h.address, h.size, h.category, h.main_cause as "mainCause",
       coalesce(u.name, h.work_unit_text) as "workUnit", h.annual_income_fen as "annualIncomeFen", p.since,
       p.term_until as "termUntil", m.helpers, k.people
     from pair p join household h on h.tenant_id = $1 and h.id = p.household_id
     left join organisation u on u.tenant_id = $1 and u.id = h.work_unit_id
     left join area_name v on v.code = h.area_code
     join lateral (
       select jsonb_agg(jsonb_build_object('name', g.name, 'kind', g.kind, 'post', g.post, 'unit', coalesce(o.name, g.organisation_text),
           'phone', encode(g.phone, 'hex'), 'role', q.role, 'since', q.since, 'until', q.until,
           'person', case when n.id is not null then jsonb_build_object('name', n.name, 'student', ${isStudent}) end)
         order by q.since, q.role = 'lead' desc, g.name) as helpers
       from pair_member q join helper g on g.tenant_id = $1 and g.id = q.helper_id
       left join organisation o on o.tenant_id = $1 and o.id = g.organisation_id
       left join person n on n.tenant_id = $1 and n.id = q.person_id and n.household_id = p.household_id and n.left_on is null
       where q.tenant_id = $1 and q.household_id = p.household_id) m on true
     join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'relation', n.relation, 'birthDate', n.birth_date,
           'employment', n.employment, 'school', n.school) order by n.relation = '02' desc, n.relation, n.id), '[]') as people
       from person n where n.tenant_id = $1 and n.household_id = p.household_id and n.left_on is null) k on true
     where p.tenant_id = $1 and p.id = any($2::uuid[]) order by h.area_code, h.id`,
    [tx.scope.tenantId, pairIds],
  )
