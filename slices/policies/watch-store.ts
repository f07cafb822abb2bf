import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import type { Watched, WatchKind, WatchSign, WatchState } from './watch-model.ts'

/** What the list is narrowed by; `thisMonth` is the first day of the month that runs. */
export type WatchBounds = {
  thisMonth: string
  state?: WatchState | undefined
  sign?: WatchSign | undefined
  kind?: WatchKind | undefined
  areaFrom?: string | undefined
  areaTo?: string | undefined
  household?: string | undefined
}

const source = `
  with told as (
    select w.*, m.month as last_month, m.income_fen / m.persons as last_fen,
      case when w.relapsed_month is not null then 'fell_back'
        -- Of the month before nothing is told, and the watch was running then.
        when coalesce(m.month, '-infinity') < ($2::date - interval '1 month')::date
          and w.from_day < $2::date then 'not_told'
        else 'steady' end as sign
    from graduation_watch w left join lateral (
      select h.month, h.income_fen, h.persons from household_month h where h.tenant_id = $1 and h.household_id = w.household_id
        and h.month >= date_trunc('month', w.from_day::timestamp) order by h.month desc limit 1) m on true
    where w.tenant_id = $1 and ($3::text is null or w.state = $3) and ($4::text is null or w.kind = $4)
      and ($5::text is null or (w.area_code >= $5 and w.area_code < $6)) and ($7::uuid is null or w.household_id = $7)),
  narrowed as (select * from told where $8::text is null or sign = $8)`

const valuesOf = (tx: Transaction, bounds: WatchBounds) => [
  tx.scope.tenantId,
  bounds.thisMonth,
  bounds.state ?? null,
  bounds.kind ?? null,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.household ?? null,
  bounds.sign ?? null,
]

const orders = { from: 'n.from_day', to: 'n.to_day', area: 'h.area_code', head: 'h.head_name_pinyin' } as const
export type WatchSort = keyof typeof orders

export function listWatched(
  tx: Transaction,
  bounds: WatchBounds,
  page: { sort: WatchSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<Watched[]> {
  const direction = page.order === 'desc' ? 'desc' : 'asc'
  return tx.rows(
    `${source}
     select n.id, n.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
       h.area_code as "areaCode", coalesce(a.name, h.area_code) as "areaName", h.status = 'withdrawn' as withdrawn, n.kind,
       n.from_day as "fromDay", n.to_day as "toDay", n.state, n.sign, to_char(n.last_month, 'YYYY-MM') as "lastMonth",
       n.last_fen as "lastFen", to_char(n.relapsed_month, 'YYYY-MM') as "relapsedMonth", n.why, n.ended_why as "endedWhy", n.version
     from narrowed n join household h on h.tenant_id = $1 and h.id = n.household_id left join area a on a.code = h.area_code
     order by ${orders[page.sort]} ${direction}, n.id ${direction} limit $9::int offset $10::int`,
    [...valuesOf(tx, bounds), page.limit, page.offset],
  )
}

export async function countWatched(tx: Transaction, bounds: WatchBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(`${source} select count(*) as total from narrowed`, valuesOf(tx, bounds))
  return Number(row?.total ?? 0)
}

type Begun = {
  householdId: string
  areaCode: string
  organisationLine: string
  kind: WatchKind
  fromDay: string
  toDay: string
  why: string
  decision: object | null
}

export async function addWatch(tx: Transaction, watch: Begun): Promise<string> {
  const id = randomUUIDv7()
  const { householdId, areaCode, organisationLine, kind, fromDay, toDay, why, decision } = watch
  await tx.run(
    `insert into graduation_watch (tenant_id, id, household_id, area_code, organisation_line, kind, from_day, to_day, why,
       decision, begun_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[tx.scope.tenantId, id, householdId, areaCode, organisationLine, kind, fromDay, toDay, why],
      ...[decision && JSON.stringify(decision), tx.scope.accountId],
    ],
  )
  return id
}

export const findWatch = (
  tx: Transaction,
  id: string,
): Promise<{ householdId: string; state: WatchState; version: number } | undefined> =>
  tx.row(
    `select household_id as "householdId", state, version from graduation_watch where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id],
  )

/** Ends a watch that still is what was read; gives 0 when somebody else was first. */
export const endWatch = (
  tx: Transaction,
  id: string,
  version: number,
  ended: { state: 'relapsed' | 'cancelled'; why: string },
): Promise<number> =>
  tx.run(
    `update graduation_watch set state = $4, ended_why = $5, ended_by = $6, ended_at = now(), version = version + 1
     where tenant_id = $1 and id = $2 and version = $3 and state = 'watched'`,
    [tx.scope.tenantId, id, version, ended.state, ended.why, tx.scope.accountId],
  )

/** A month of a family under watch that has not fallen back yet. */
export type WatchedMonth = {
  watchId: string
  householdId: string
  areaCode: string
  residence: 'urban' | 'rural'
  month: string
  incomeFen: string
  persons: number
}

/** Months told since a watch began; of all families, or of some. */
export const watchedMonths = (tx: Transaction, householdIds: readonly string[] | null): Promise<WatchedMonth[]> =>
  tx.rows(
    `select w.id as "watchId", w.household_id as "householdId", w.area_code as "areaCode", h.residence,
       to_char(m.month, 'YYYY-MM') as month, m.income_fen as "incomeFen", m.persons
     from graduation_watch w join household h on h.tenant_id = $1 and h.id = w.household_id
     join household_month m on m.tenant_id = $1 and m.household_id = w.household_id
       and m.month >= date_trunc('month', w.from_day::timestamp) and m.month < w.to_day
     where w.tenant_id = $1 and w.state = 'watched' and w.relapsed_month is null
       and ($2::uuid[] is null or w.household_id = any($2::uuid[]))
     order by w.household_id, m.month`,
    [tx.scope.tenantId, householdIds],
  )

/** Families that became entitled to dibao again while they are watched, with the month in which it was found. */
export const dueAgain = (
  tx: Transaction,
  householdIds: readonly string[] | null,
): Promise<{ watchId: string; month: string }[]> =>
  tx.rows(
    `select w.id as "watchId", to_char(min(c.on_day), 'YYYY-MM') as month
     from graduation_watch w join household_result_change c on c.tenant_id = $1 and c.household_id = w.household_id
       and c.policy = 'dibao' and c.old_state is not null and c.old_state <> 'eligible' and c.new_state = 'eligible'
       and c.at > w.begun_at
     where w.tenant_id = $1 and w.state = 'watched' and w.relapsed_month is null
       and ($2::uuid[] is null or w.household_id = any($2::uuid[])) group by 1`,
    [tx.scope.tenantId, householdIds],
  )

/** Notes in which month families fell back, and opens the work to look into it. */
export async function noteRelapses(
  tx: Transaction,
  relapses: readonly { watchId: string; month: string }[],
  today: string,
  dueOn: string,
): Promise<void> {
  if (relapses.length === 0) return
  const values = [tx.scope.tenantId, relapses.map((one) => one.watchId), relapses.map((one) => `${one.month}-01`)]
  await tx.run(
    `update graduation_watch w set relapsed_month = r.month, version = version + 1
     from unnest($2::uuid[], $3::date[]) as r (id, month) where w.tenant_id = $1 and w.id = r.id`,
    values,
  )
  await tx.run(
    `insert into due_item (tenant_id, id, household_id, policy, area_code, organisation_line, kind, because, on_day, due_on)
     select $1, r.item, w.household_id, w.kind, w.area_code, w.organisation_line, 'review', 'relapse', $4, $5
     from unnest($2::uuid[], $3::uuid[]) as r (id, item) join graduation_watch w on w.tenant_id = $1 and w.id = r.id
     on conflict (tenant_id, household_id, policy) where state = 'open' do update set kind = 'review', because = 'relapse',
       on_day = excluded.on_day, due_on = excluded.due_on, version = due_item.version + 1`,
    [tx.scope.tenantId, relapses.map((one) => one.watchId), relapses.map(() => randomUUIDv7()), today, dueOn],
  )
}

/** A year without falling back: nothing is left to be watched. */
export const endOver = (tx: Transaction, today: string): Promise<number> =>
  tx.run(
    `update graduation_watch set state = 'over', ended_at = now(), version = version + 1
     where tenant_id = $1 and state = 'watched' and relapsed_month is null and to_day <= $2`,
    [tx.scope.tenantId, today],
  )
