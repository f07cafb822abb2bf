import type { Transaction } from '../../platform/server/database.ts'
import type { EvidenceKind, EvidenceRow, Lead, LeadRow } from './model.ts'

/** Days inclusive. */
export type Period = { from: string; to: string }

// Columns of every branch: kind, id, day, household, area, helper, unit, detail, text, amount, source.
const pairs = `select * from (select distinct on (m.helper_id, m.household_id) 'pair' as kind, m.id, m.since as day, m.household_id,
    m.area_code, m.helper_id, g.organisation_id as unit_id, m.role as detail, null::text as text, null::bigint as amount_fen
  from pair_member m join helper g on g.tenant_id = m.tenant_id and g.id = m.helper_id
  where m.tenant_id = $1 and m.since <= $3 and (m.until is null or m.until >= $2)
  order by m.helper_id, m.household_id, m.since desc, m.id) p`
const visits = `select 'visit', v.id, v.visited_on, v.household_id, v.area_code, v.helper_id, g.organisation_id, null, null, v.cash_fen
  from visit v join helper g on g.tenant_id = v.tenant_id and g.id = v.helper_id
  where v.tenant_id = $1 and v.visited_on between $2 and $3`
// What was taken back was not given.
const aid = `select 'aid', a.id, a.given_on, a.household_id, a.area_code, a.giver_helper_id, coalesce(a.giver_organisation_id, g.organisation_id),
    a.kind, nullif(concat_ws(' ', a.item, trim_scale(a.quantity)::text || coalesce(a.unit, ''), a.proof), ''), a.amount_fen
  from aid_line a left join helper g on g.tenant_id = a.tenant_id and g.id = a.giver_helper_id
  where a.tenant_id = $1 and a.given_on between $2 and $3 and a.reverses_id is null
    and not exists (select from aid_line b where b.tenant_id = $1 and b.reverses_id = a.id)`
const measures = `select 'measure', d.id, d.done_on, d.household_id, d.area_code, d.helper_id, g.organisation_id, d.kind,
    concat_ws('：', d.text, d.result), null
  from plan_measure d join helper g on g.tenant_id = d.tenant_id and g.id = d.helper_id
  where d.tenant_id = $1 and d.done_on between $2 and $3`
const promises = `select 'promise', k.id, k.kept_on, k.household_id, k.area_code, k.helper_id, g.organisation_id, null, k.text, null
  from promise k join helper g on g.tenant_id = k.tenant_id and g.id = k.helper_id
  where k.tenant_id = $1 and k.kept_on between $2 and $3`
const villages = `select 'village', u.id, u.since, null::uuid, u.area_code, null::uuid, u.giver_id, null, u.plan, null
  from unit_pair u where u.tenant_id = $1 and u.kind = 'village' and u.state = 'approved' and u.since <= $3
    and (u.until is null or u.until >= $2)`

/** Everything that was done in a period, $1 tenant, $2 from, $3 to; narrowed by helper or unit it reads by their indexes. */
export const done = `(${[pairs, visits, aid, measures, promises, villages].join(' union all ')}) d`

/** Records that each lead is counted by. */
export const kindsOfLead: Readonly<Record<Lead, readonly EvidenceKind[]>> = {
  donation: ['aid'],
  pair: ['pair'],
  visit: ['visit'],
  deed: ['measure', 'promise'],
}

export type LeadBounds = Period & {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  unit?: string | undefined
  without?: Lead | undefined
  search?: string | undefined
}

const counts = (Object.keys(kindsOfLead) as Lead[])
  .map(
    (lead) =>
      `count(*) filter (where d.kind in (${kindsOfLead[lead].map((kind) => `'${kind}'`).join(', ')}))::int as ${lead}`,
  )
  .join(', ')
const leads = `(select g.id, g.name, g.name_pinyin, g.post, g.area_code, coalesce(o.name, g.organisation_text) as unit,
    coalesce(t.donation, 0) as donation, coalesce(t.donated, 0)::bigint as donated, coalesce(t.pair, 0) as pair,
    coalesce(t.visit, 0) as visit, coalesce(t.deed, 0) as deed
  from helper g left join organisation o on o.tenant_id = g.tenant_id and o.id = g.organisation_id
  left join (select d.helper_id, sum(d.amount_fen) filter (where d.kind = 'aid') as donated, ${counts}
    from ${done} where d.helper_id in (select id from helper where tenant_id = $1 and kind = 'leading_cadre') group by 1) t
    on t.helper_id = g.id
  where g.tenant_id = $1 and g.kind = 'leading_cadre' and g.state = 'active'
    and ($4::text is null or (g.area_code >= $4 and g.area_code < $5)) and ($6::uuid is null or g.organisation_id = $6)
    and ($8::text is null or position($8 in g.name) > 0 or starts_with(g.name_pinyin, lower($8)))) l
  where $7::text is null or case $7 when 'donation' then l.donation when 'pair' then l.pair when 'visit' then l.visit else l.deed end = 0`
const leadValues = (tx: Transaction, bounds: LeadBounds) => [
  tx.scope.tenantId,
  bounds.from,
  bounds.to,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.unit ?? null,
  bounds.without ?? null,
  bounds.search || null,
]

/** Leading cadres by area, unit and name: there is no order by a count, so that nobody is ranked. */
export const listLeads = (
  tx: Transaction,
  bounds: LeadBounds,
  page: { limit: number; offset: number },
): Promise<Omit<LeadRow, 'missing'>[]> =>
  tx.rows(
    `select l.id as "helperId", l.name, l.post, l.unit, coalesce(n.name, l.area_code) as "areaName", l.donation,
       l.donated as "donatedFen", l.pair, l.visit, l.deed
     from (select * from ${leads} order by l.area_code, l.unit, l.name_pinyin, l.id limit $9 offset $10) l
     left join area_name n on n.code = l.area_code order by l.area_code, l.unit, l.name_pinyin, l.id`,
    [...leadValues(tx, bounds), page.limit, page.offset],
  )

export async function countLeads(tx: Transaction, bounds: LeadBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${leads}`, leadValues(tx, bounds))
  return Number(row?.total ?? 0)
}

export type EvidenceBounds = Period & {
  helper?: string | undefined
  unit?: string | undefined
  kinds?: readonly EvidenceKind[] | undefined
  /** Kinds of aid or measures; all where none is named. */
  details?: readonly string[] | undefined
}

const evidence = `${done} where ($4::uuid is null or d.helper_id = $4) and ($5::uuid is null or d.unit_id = $5)
  and ($6::text[] is null or d.kind = any($6)) and ($7::text[] is null or d.detail = any($7))`
const evidenceValues = (tx: Transaction, bounds: EvidenceBounds) => [
  tx.scope.tenantId,
  bounds.from,
  bounds.to,
  bounds.helper ?? null,
  bounds.unit ?? null,
  bounds.kinds ?? null,
  bounds.details?.length ? bounds.details : null,
]

/** The records behind a count, the newest first. */
export const listEvidence = (
  tx: Transaction,
  bounds: EvidenceBounds,
  page: { limit: number; offset: number },
): Promise<EvidenceRow[]> =>
  tx.rows(
    `select d.id, d.kind, d.day, d.household_id as "householdId", h.head_name as "headName",
       coalesce(n.name, d.area_code) as "areaName", g.name as "helperName", o.name as "unitName", d.detail, d.text,
       d.amount_fen as "amountFen"
     from (select d.* from ${evidence} order by d.day desc, d.kind, d.id limit $8 offset $9) d
     left join household h on h.tenant_id = $1 and h.id = d.household_id
     left join helper g on g.tenant_id = $1 and g.id = d.helper_id
     left join organisation o on o.tenant_id = $1 and o.id = d.unit_id left join area_name n on n.code = d.area_code
     order by d.day desc, d.kind, d.id`,
    [...evidenceValues(tx, bounds), page.limit, page.offset],
  )

export async function countEvidence(tx: Transaction, bounds: EvidenceBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${evidence}`, evidenceValues(tx, bounds))
  return Number(row?.total ?? 0)
}
