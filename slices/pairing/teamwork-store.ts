import type { Transaction } from '../../platform/server/database.ts'
import type { ExceptionRow, HandOverRow, HandOverState } from './teamwork-contract.ts'

export type HandOverBounds = {
  state?: HandOverState | undefined
  lateOn?: string | undefined
  household?: string | undefined
}

const where = `v.tenant_id = $1 and ($2::text is null or v.state = $2)
  and ($3::date is null or (v.state = 'asked' and v.answer_due_on < $3)) and ($4::uuid is null or v.household_id = $4)`
const values = (tx: Transaction, bounds: HandOverBounds) => [
  tx.scope.tenantId,
  bounds.state ?? null,
  bounds.lateOn ?? null,
  bounds.household ?? null,
]

export const listHandOvers = (
  tx: Transaction,
  bounds: HandOverBounds,
  page: { limit: number; offset: number },
): Promise<HandOverRow[]> =>
  tx.rows(
    `select v.id, v.pair_id as "pairId", v.household_id as "householdId", h.head_name as "headName",
       coalesce(n.name, h.area_code) as "areaName", f.name as "fromName", coalesce(fo.name, f.organisation_text) as "fromUnit",
       g.name as "toName", coalesce(o.name, g.organisation_text) as "toUnit", v.reason, v.note, v.state,
       v.answer_due_on as "answerDueOn", a.display_name as "askedBy", v.asked_at as "askedAt", b.display_name as "answeredBy",
       v.answer_note as "answerNote", v.asked_by = $5 as own
     from (select * from hand_over v where ${where} order by v.asked_at desc, v.id desc limit $6 offset $7) v
     join household h on h.tenant_id = $1 and h.id = v.household_id left join area_name n on n.code = h.area_code
     join helper f on f.tenant_id = $1 and f.id = v.from_helper_id
     left join organisation fo on fo.tenant_id = $1 and fo.id = f.organisation_id
     join helper g on g.tenant_id = $1 and g.id = v.to_helper_id
     left join organisation o on o.tenant_id = $1 and o.id = g.organisation_id
     left join account a on a.id = v.asked_by left join account b on b.id = v.answered_by
     order by v.asked_at desc, v.id desc`,
    [...values(tx, bounds), tx.scope.accountId, page.limit, page.offset],
  )

export async function countHandOvers(tx: Transaction, bounds: HandOverBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from hand_over v where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

/** Adds a hand-over; throws 23505 `hand_over_open` while another of the same pair waits. */
export const addHandOver = (
  tx: Transaction,
  row: { id: string; pairId: string; toHelperId: string; reason: string; note: string | null; answerDueOn: string },
): Promise<number> =>
  tx.run(
    `insert into hand_over (tenant_id, id, pair_id, household_id, area_code, organisation_line, from_helper_id, to_helper_id, reason,
       note, answer_due_on, asked_by)
     select $1, $2, p.id, p.household_id, p.area_code, p.organisation_line, p.helper_id, $4, $5, $6, $7, $8
     from pair p where p.tenant_id = $1 and p.id = $3`,
    [tx.scope.tenantId, row.id, row.pairId, row.toHelperId, row.reason, row.note, row.answerDueOn, tx.scope.accountId],
  )

export type HandOverRecord = {
  id: string
  pairId: string
  toHelperId: string
  reason: string
  state: HandOverState
  askedBy: string
}

/** A hand-over with its row locked: of two answers at once the second waits and finds the first. */
export const lockHandOver = (tx: Transaction, id: string): Promise<HandOverRecord | undefined> =>
  tx.row(
    `select id, pair_id as "pairId", to_helper_id as "toHelperId", reason, state, asked_by as "askedBy" from hand_over
     where tenant_id = $1 and id = $2 for update`,
    [tx.scope.tenantId, id],
  )

export const answerHandOver = (
  tx: Transaction,
  id: string,
  answer: { state: 'accepted' | 'refused' | 'withdrawn'; note: string | null; newPairId: string | null; at: Date },
): Promise<number> =>
  tx.run(
    `update hand_over set state = $3, answered_by = $4, answered_at = $5, answer_note = $6, new_pair_id = $7
     where tenant_id = $1 and id = $2 and state = 'asked'`,
    [tx.scope.tenantId, id, answer.state, tx.scope.accountId, answer.at.toISOString(), answer.note, answer.newPairId],
  )

// One row for each reason that a family stands in the queue for; bodies that are gone can answer for nobody. What few families
// have is looked up once for all of them, not family by family.
const gone = (body: string) => `(${body}.valid_to is not null or ${body}.enterprise_state in ('bankrupt', 'closed'))`
const reasons = `case when h.responsible_reason = 'unit_unknown' then 'unit_unknown' end,
  case when ${gone('r')} then 'body_closed' end,
  case when p.id is null then 'no_helper' end,
  case when g.state = 'retired' then 'helper_retired' end,
  case when (h.id, p.helper_id) in (select x.household_id, x.helper_id from helper_bar x where x.tenant_id = $1
    and x.lifted_at is null) then 'helper_barred' end,
  case when o.id is not null and ${gone('o')} then 'helper_unit_closed' end,
  case when v.id is not null then 'hand_over_late' end,
  case when p.term_until < $2::date then 'term_over' end,
  case when p.id in (select m.pair_id from pair_member m join person n on n.tenant_id = $1 and n.id = m.person_id
    where m.tenant_id = $1 and m.person_id is not null and m.until is null
      and (n.left_on is not null or n.household_id <> m.household_id)) then 'person_left' end`
const exceptions = `household h join organisation r on r.tenant_id = h.tenant_id and r.id = h.responsible_id
  left join pair p on p.tenant_id = h.tenant_id and p.household_id = h.id and p.until is null
  left join helper g on g.tenant_id = h.tenant_id and g.id = p.helper_id
  left join organisation o on o.tenant_id = h.tenant_id and o.id = g.organisation_id
  left join hand_over v on v.tenant_id = h.tenant_id and v.pair_id = p.id and v.state = 'asked' and v.answer_due_on < $2::date
  cross join lateral unnest(array[${reasons}]) as x (reason)`
const inQueue = `h.tenant_id = $1 and h.status = 'registered' and x.reason is not null
  and ($3::text is null or (h.area_code >= $3 and h.area_code < $4)) and ($5::text is null or x.reason = $5)`

export type ExceptionBounds = {
  today: string
  areaFrom?: string | undefined
  areaTo?: string | undefined
  reason?: string | undefined
}
const exceptionValues = (tx: Transaction, bounds: ExceptionBounds) => [
  tx.scope.tenantId,
  bounds.today,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.reason ?? null,
]

export const listExceptions = (
  tx: Transaction,
  bounds: ExceptionBounds,
  page: { limit: number; offset: number },
): Promise<ExceptionRow[]> =>
  tx.rows(
    // Found first and ordered then: ordered while searching, every family would be looked up for itself.
    `with found as materialized (select h.id, h.head_name, h.area_code, r.name as responsible, g.name as helper, x.reason
       from ${exceptions} where ${inQueue})
     select f.id as "householdId", f.head_name as "headName", coalesce(n.name, f.area_code) as "areaName",
       f.responsible as "responsibleName", f.helper as "helperName", f.reason
     from found f left join area_name n on n.code = f.area_code order by f.area_code, f.id, f.reason limit $6 offset $7`,
    [...exceptionValues(tx, bounds), page.limit, page.offset],
  )

export async function countExceptions(tx: Transaction, bounds: ExceptionBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from ${exceptions} where ${inQueue}`,
    exceptionValues(tx, bounds),
  )
  return Number(row?.total ?? 0)
}
