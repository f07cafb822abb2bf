import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import type { DueItem } from './due-item-model.ts'
import type { ItemKind } from './due-item-rules.ts'
import type { ResultState } from './model.ts'

/** An answer that became another one, as work for somebody. */
export type NewItem = {
  householdId: string
  policy: string
  areaCode: string
  organisationLine: string
  kind: ItemKind
  because: string
  oldState: ResultState
  oldFen: string
  state: ResultState
  amountFen: string
  onDay: string
}

type Now = Pick<NewItem, 'householdId' | 'policy' | 'state' | 'amountFen'>

/**
 * Opens work for answers that became others. Where work is open already, it keeps what the answer was in the beginning
 * and takes the newest one; when that is the same again, nothing is left to do and the item ends by itself.
 */
export async function addDueItems(tx: Transaction, items: readonly NewItem[], others: readonly Now[]): Promise<void> {
  if (items.length > 0)
    await tx.run(
      `insert into due_item (tenant_id, id, household_id, policy, area_code, organisation_line, kind, because, old_state,
         old_fen, new_state, new_fen, on_day)
       select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::bigint[], $11::text[], $12::bigint[], $13::date[]) as r
       on conflict (tenant_id, household_id, policy) where state = 'open' do update set because = excluded.because,
         new_state = excluded.new_state, new_fen = excluded.new_fen, on_day = excluded.on_day,
         kind = case
           when due_item.old_state is distinct from 'eligible' then 'new'
           when excluded.new_state = 'not_eligible' then 'stop'
           when excluded.new_state = 'unknown' then 'review'
           when excluded.new_fen > due_item.old_fen then 'raise' else 'lower' end,
         version = due_item.version + 1`,
      [
        tx.scope.tenantId,
        items.map(() => randomUUIDv7()),
        items.map((one) => one.householdId),
        items.map((one) => one.policy),
        items.map((one) => one.areaCode),
        items.map((one) => one.organisationLine),
        items.map((one) => one.kind),
        items.map((one) => one.because),
        items.map((one) => one.oldState),
        items.map((one) => one.oldFen),
        items.map((one) => one.state),
        items.map((one) => one.amountFen),
        items.map((one) => one.onDay),
      ],
    )
  const now = [...items, ...others]
  if (now.length === 0) return
  await tx.run(
    `update due_item d set state = 'moot', closed_at = now(), new_state = n.state, new_fen = n.fen, version = d.version + 1
     from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[]) as n (household_id, policy, state, fen)
     where d.tenant_id = $1 and d.household_id = n.household_id and d.policy = n.policy and d.state = 'open' and d.due_on is null
       and ((d.old_state = n.state and d.old_fen = n.fen) or (d.old_state <> 'eligible' and n.state <> 'eligible'))`,
    [
      tx.scope.tenantId,
      now.map((one) => one.householdId),
      now.map((one) => one.policy),
      now.map((one) => one.state),
      now.map((one) => one.amountFen),
    ],
  )
}

/** What the list of work is narrowed by. */
export type ItemBounds = {
  state?: string | undefined
  kind?: string | undefined
  policy?: string | undefined
  areaFrom?: string | undefined
  areaTo?: string | undefined
  householdId?: string | undefined
}

function conditions(tx: Transaction, bounds: ItemBounds): { where: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId]
  const parts = ['d.tenant_id = $1']
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `d.state = ${place}`, bounds.state)
  add((place) => `d.kind = ${place}`, bounds.kind)
  add((place) => `d.policy = ${place}`, bounds.policy)
  add((place) => `d.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `d.area_code < ${place}`, bounds.areaTo)
  add((place) => `d.household_id = ${place}`, bounds.householdId)
  return { where: parts.join(' and '), values }
}

const orders = {
  opened: 'd.opened_at',
  area: 'd.area_code',
  kind: 'd.kind',
  policy: 'd.policy',
  due: 'd.due_on',
} as const
export type ItemSort = keyof typeof orders

export function listDueItems(
  tx: Transaction,
  bounds: ItemBounds,
  page: { sort: ItemSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<(DueItem & { residence: 'urban' | 'rural' })[]> {
  const { where, values } = conditions(tx, bounds)
  const direction = page.order === 'desc' ? 'desc nulls last' : 'asc nulls last'
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select d.id, d.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
       d.area_code as "areaCode", coalesce(a.name, d.area_code) as "areaName", d.policy, d.kind, d.because,
       d.old_state as "oldState", d.old_fen as "oldFen", d.new_state as "newState", d.new_fen as "newFen", d.on_day as "onDay",
       d.due_on as "dueOn", d.state, d.opened_at as "openedAt", d.closed_at as "closedAt", c.display_name as "closedBy", d.why,
       d.version, h.residence
     from due_item d join household h on h.tenant_id = $1 and h.id = d.household_id
     left join area a on a.code = d.area_code left join account c on c.id = d.closed_by
     where ${where} order by ${orders[page.sort]} ${direction}, d.id ${direction}
     limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
}

export async function countDueItems(tx: Transaction, bounds: ItemBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(`select count(*) as total from due_item d where ${where}`, values)
  return Number(row?.total ?? 0)
}

/** How many open items there are of each kind. */
export async function countByKind(tx: Transaction, bounds: ItemBounds): Promise<{ kind: ItemKind; count: number }[]> {
  const { where, values } = conditions(tx, { ...bounds, state: 'open' })
  const rows = await tx.rows<{ kind: ItemKind; count: string }>(
    `select d.kind, count(*) as count from due_item d where ${where} group by 1 order by 1`,
    values,
  )
  return rows.map(({ kind, count }) => ({ kind, count: Number(count) }))
}

/** An item as far as acts on it ask. */
export type FoundItem = {
  householdId: string
  policy: string
  state: string
  kind: ItemKind
  newFen: string | null
  version: number
}

export const findDueItem = (tx: Transaction, id: string): Promise<FoundItem | undefined> =>
  tx.row(
    `select household_id as "householdId", policy, state, kind, new_fen as "newFen", version from due_item
     where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id],
  )

/** Ends an item that still is what was read; gives 0 when somebody else was first. */
export const closeDueItem = (
  tx: Transaction,
  id: string,
  version: number,
  closed: { state: 'done' | 'dismissed'; why: string; decision: object | null },
): Promise<number> =>
  tx.run(
    `update due_item set state = $4, why = $5, decision = $6, closed_at = now(), closed_by = $7, version = version + 1
     where tenant_id = $1 and id = $2 and version = $3 and state = 'open'`,
    [
      tx.scope.tenantId,
      id,
      String(version),
      closed.state,
      closed.why,
      closed.decision && JSON.stringify(closed.decision),
      tx.scope.accountId,
    ],
  )

type DueReview = { householdId: string; areaCode: string; line: string; dueOn: string }

/**
 * Opens a review for every family that receives from a programme and whose last review, or beginning, is so many months
 * past. Families for which one of the policies `cycles` says when they are reviewed follow that one. Gives how many.
 */
export async function addReviews(
  tx: Transaction,
  policy: string,
  months: number,
  today: string,
  cycles: readonly { id: string; due_on: string }[] = [],
): Promise<number> {
  const due = await tx.rows<DueReview>(
    `select e.household_id as "householdId", e.area_code as "areaCode", e.organisation_line as line,
       (greatest(e.from_day, coalesce(l.last, e.from_day)) + make_interval(months => $3::int))::date as "dueOn"
     from enrolment e left join lateral (
       select max((d.closed_at at time zone 'Asia/Shanghai')::date) as last from due_item d
       where d.tenant_id = $1 and d.household_id = e.household_id and d.policy = $2 and d.state in ('done', 'dismissed')) l on true
     where e.tenant_id = $1 and e.programme = $2 and e.to_day is null
       and (greatest(e.from_day, coalesce(l.last, e.from_day)) + make_interval(months => $3::int))::date <= $4::date
       and not exists (select from unnest($5::text[], $6::text[]) y (policy, answer)
         join household_result c on c.tenant_id = $1 and c.household_id = e.household_id and c.policy = y.policy
         left join shared_answer f on f.tenant_id = $1 and f.number = c.form
         where coalesce(c.answers, f.answers) ->> y.answer is not null)
       and not exists (select from unnest($5::text[], $6::text[]) y (policy, answer)
         join household_evaluation v on v.tenant_id = $1 and v.household_id = e.household_id
         join shared_answer c on c.tenant_id = $1 and c.policy = y.policy and c.number = (v.shared ->> y.policy)::int
         where c.answers ->> y.answer is not null)`,
    [tx.scope.tenantId, policy, String(months), today, cycles.map((one) => one.id), cycles.map((one) => one.due_on)],
  )
  return openReviews(tx, policy, today, due)
}

/** Opens a review of a programme for every receiver of whom another policy says that it is due, by the day it says. */
export async function addCycleReviews(
  tx: Transaction,
  cycle: string,
  reviewed: { policy: string; dueOn: string },
  today: string,
): Promise<number> {
  const due = await tx.rows<DueReview>(
    `select distinct on (e.household_id) e.household_id as "householdId", e.area_code as "areaCode", e.organisation_line as line,
       coalesce(coalesce(r.answers, f.answers) ->> $4, $5) as "dueOn"
     from household_result r left join shared_answer f on f.tenant_id = $1 and f.number = r.form
     join enrolment e on e.tenant_id = $1 and e.household_id = r.household_id and e.programme = $3
       and e.to_day is null
     where r.tenant_id = $1 and r.policy = $2 and r.state = 'eligible' order by e.household_id`,
    [tx.scope.tenantId, cycle, reviewed.policy, reviewed.dueOn, today],
  )
  return openReviews(tx, reviewed.policy, today, due)
}

async function openReviews(tx: Transaction, policy: string, today: string, due: readonly DueReview[]): Promise<number> {
  if (due.length === 0) return 0
  return tx.run(
    `insert into due_item (tenant_id, id, household_id, policy, area_code, organisation_line, kind, because, on_day, due_on)
     select $1, r.id, r.household_id, $2, r.area_code, r.line, 'review', 'day', $3, r.due_on
     from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::date[]) as r (id, household_id, area_code, line, due_on)
     on conflict (tenant_id, household_id, policy) where state = 'open' do nothing`,
    [
      tx.scope.tenantId,
      policy,
      today,
      due.map(() => randomUUIDv7()),
      due.map((one) => one.householdId),
      due.map((one) => one.areaCode),
      due.map((one) => one.line),
      due.map((one) => one.dueOn),
    ],
  )
}
