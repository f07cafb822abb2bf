import type { Transaction } from '../../platform/server/database.ts'
import type { Happening, Standing } from './model.ts'

const dayOf = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`

// What is kept of one part of a visit.
const seen = (part: string) =>
  `'${part}', jsonb_build_object('marks', to_jsonb(v.${part}), 'text', coalesce(v.${part}_text, ''))`

/**
 * Each part of the chain: id, kind, day, instant for the order within a day, who recorded it, facts, whose. $1 tenant, $2 the
 * household and the files merged into it, $3 the household.
 */
const parts: readonly string[] = [
  `select (array_agg(c.id order by c.id))[1] as id, 'change' as kind, ${dayOf('c.at')} as day, c.at, c.account_id,
     jsonb_build_object('why', c.why, 'changes', jsonb_agg(jsonb_build_object('subject', c.subject, 'field', c.field,
       'oldValue', c.old_value, 'newValue', c.new_value) order by c.id)) as facts, c.household_id
   from household_change c where c.tenant_id = $1 and c.household_id = any($2::uuid[])
     and (c.household_id = $3 or c.field not in ('merged', 'merge_undone')) group by c.at, c.account_id, c.why, c.household_id`,
  `select p.id, 'paired', p.since, p.created_at, p.created_by, jsonb_build_object('helper', l.name, 'helperKind', l.kind), p.household_id
   from pair p join helper l on l.tenant_id = p.tenant_id and l.id = p.helper_id where p.tenant_id = $1 and p.household_id = any($2::uuid[])`,
  `select p.id, 'pair_ended', p.until, p.updated_at, null::uuid,
     jsonb_build_object('helper', l.name, 'reason', p.end_reason, 'note', p.end_note), p.household_id
   from pair p join helper l on l.tenant_id = p.tenant_id and l.id = p.helper_id
   where p.tenant_id = $1 and p.household_id = any($2::uuid[]) and p.until is not null`,
  `select m.id, 'helper_joined', m.since, p.created_at, null::uuid, jsonb_build_object('helper', l.name), m.household_id
   from pair_member m join helper l on l.tenant_id = m.tenant_id and l.id = m.helper_id
   join pair p on p.tenant_id = m.tenant_id and p.id = m.pair_id
   where m.tenant_id = $1 and m.household_id = any($2::uuid[]) and m.role <> 'lead'`,
  `select m.id, 'helper_left', m.until, p.updated_at, null::uuid, jsonb_build_object('helper', l.name), m.household_id
   from pair_member m join helper l on l.tenant_id = m.tenant_id and l.id = m.helper_id
   join pair p on p.tenant_id = m.tenant_id and p.id = m.pair_id
   where m.tenant_id = $1 and m.household_id = any($2::uuid[]) and m.role <> 'lead' and m.until is not null`,
  `select v.id, 'visit', v.visited_on, v.recorded_at, v.recorded_by, jsonb_build_object('visitor', coalesce(l.name, v.visitor_text),
     ${['living', 'thinking', 'difficulties', 'needs'].map(seen).join(', ')}, 'cashFen', v.cash_fen::text, 'goods', v.goods), v.household_id
   from visit v left join helper l on l.tenant_id = v.tenant_id and l.id = v.helper_id where v.tenant_id = $1 and v.household_id = any($2::uuid[])`,
  `select q.id, 'request_raised', q.raised_on, q.created_at, q.created_by,
     jsonb_build_object('requestKind', q.kind, 'text', q.text, 'dueOn', q.due_on), q.household_id
   from request q where q.tenant_id = $1 and q.household_id = any($2::uuid[])`,
  `select q.id, 'request_answered', q.answered_on, q.updated_at, null::uuid,
     jsonb_build_object('requestKind', q.kind, 'answer', q.answer), q.household_id
   from request q where q.tenant_id = $1 and q.household_id = any($2::uuid[]) and q.answered_on is not null and q.answer is not null`,
  `select q.id, 'request_closed', q.closed_on, q.updated_at, null::uuid,
     jsonb_build_object('requestKind', q.kind, 'outcome', q.outcome, 'answer', q.answer), q.household_id
   from request q where q.tenant_id = $1 and q.household_id = any($2::uuid[]) and q.closed_on is not null`,
  `select m.id, 'promise_made', m.promised_on, v.recorded_at, v.recorded_by, jsonb_build_object('text', m.text, 'dueOn', m.due_on), m.household_id
   from promise m join visit v on v.tenant_id = m.tenant_id and v.id = m.visit_id where m.tenant_id = $1 and m.household_id = any($2::uuid[])`,
  `select m.id, 'promise_kept', m.kept_on, null::timestamptz, null::uuid, jsonb_build_object('text', m.text, 'note', m.note), m.household_id
   from promise m where m.tenant_id = $1 and m.household_id = any($2::uuid[]) and m.kept_on is not null`,
  `select a.id, 'aid', a.given_on, a.recorded_at, a.recorded_by, jsonb_build_object('aidKind', a.kind, 'source', a.source,
     'giver', coalesce(o.name, l.name, a.giver_text), 'amountFen', a.amount_fen::text, 'item', a.item,
     'quantity', trim_scale(a.quantity)::text, 'unit', a.unit, 'note', a.note, 'reverses', a.reverses_id is not null,
     'reversed', r.id is not null), a.household_id
   from aid_line a left join organisation o on o.tenant_id = a.tenant_id and o.id = a.giver_organisation_id
   left join helper l on l.tenant_id = a.tenant_id and l.id = a.giver_helper_id
   left join aid_line r on r.tenant_id = a.tenant_id and r.reverses_id = a.id where a.tenant_id = $1 and a.household_id = any($2::uuid[])`,
  `select e.id, 'enrolled', e.from_day, e.created_at, null::uuid, jsonb_build_object('programme', e.programme,
     'monthlyFen', e.monthly_fen::text, 'source', e.source, 'why', e.start_why), e.household_id
   from enrolment e where e.tenant_id = $1 and e.household_id = any($2::uuid[])`,
  `select e.id, 'enrolment_ended', e.to_day, null::timestamptz, null::uuid,
     jsonb_build_object('programme', e.programme, 'why', e.end_why), e.household_id
   from enrolment e where e.tenant_id = $1 and e.household_id = any($2::uuid[]) and e.to_day is not null`,
  `select r.id, 'result', ${dayOf('r.at')}, r.at, null::uuid, jsonb_build_object('policy', r.policy, 'oldState', r.old_state,
     'newState', r.new_state, 'oldFen', r.old_fen::text, 'newFen', r.new_fen::text), r.household_id
   from household_result_change r where r.tenant_id = $1 and r.household_id = any($2::uuid[])
     and (r.policy = 'dibao' or r.old_state is not null)`,
]

/** Everything that happened to a household and in the files merged into it as one chain, newest first. */
export const timelineOf = (
  tx: Transaction,
  householdId: string,
  files: readonly string[],
  page: { limit: number; offset: number },
): Promise<Happening[]> =>
  tx.rows(
    `select t.id, t.kind, t.day, a.display_name as who, h.file_number as file, t.facts
     from (${parts.join(' union all ')}) t left join account a on a.id = t.account_id
     left join household h on h.tenant_id = $1 and h.id = t.household_id and h.id <> $3
     order by t.day desc, t.at desc nulls last, t.id desc, t.kind limit $4 offset $5`,
    [tx.scope.tenantId, files, householdId, page.limit, page.offset],
  )

/** Open festival lists on which the household has not received. */
export const unreceivedLists = (tx: Transaction, files: readonly string[]): Promise<Standing['lists']> =>
  tx.rows(
    `select l.id as "listId", l.name, l.due_on as "dueOn", l.amount_fen as "amountFen", l.item,
       trim_scale(l.quantity)::text as quantity, l.unit
     from aid_list_entry e join aid_list l on l.tenant_id = e.tenant_id and l.id = e.aid_list_id
     where e.tenant_id = $1 and e.household_id = any($2::uuid[]) and e.state = 'planned' and l.state = 'open' order by l.due_on, l.id`,
    [tx.scope.tenantId, files],
  )
