import type { Transaction } from '../../platform/server/database.ts'
import { type ArrearsAge, type ArrearsReceiver, type ArrearsRow, type ArrearsState, Line, lineKinds } from './model.ts'

/** From which month a line is looked at; null when neither a payment nor a decision says. */
type Watch = { line: Line; fromMonth: string | null; version: number }

/** The month that was set, else that of the first payment on file. */
export const watches = (tx: Transaction): Promise<Watch[]> =>
  tx.rows(
    `select s.line, coalesce(w.from_month, date_trunc('month', f.first::timestamp)::date) as "fromMonth",
       coalesce(w.version, 0) as version
     from unnest($2::text[], $3::text[]) as s (line, kind)
     left join line_watch w on w.tenant_id = $1 and w.line = s.line
     left join lateral (
       select min(a.given_on) as first from aid_line a where a.tenant_id = $1 and a.kind = s.kind and a.amount_fen is not null
         and w.from_month is null) f on true
     order by array_position($2::text[], s.line)`,
    [tx.scope.tenantId, Line.options, Line.options.map((line) => lineKinds[line].kind)],
  )

/** Sets the month; 0 when somebody else has set it meanwhile. */
export const saveWatch = (tx: Transaction, line: Line, fromMonth: string, version: number): Promise<number> =>
  tx.run(
    `insert into line_watch (tenant_id, line, from_month, set_by) select $1, $2, $3, $5 where $4::int = 0
       or exists (select from line_watch where tenant_id = $1 and line = $2)
     on conflict (tenant_id, line) do update set from_month = excluded.from_month, set_by = excluded.set_by, set_at = now(),
       version = line_watch.version + 1 where line_watch.version = $4::int`,
    [tx.scope.tenantId, line, fromMonth, version, tx.scope.accountId],
  )

/** What months are asked about; days are first days of months, areas as ranges. */
export type ArrearsBounds = {
  watched: readonly { line: Line; from: string }[]
  to: string
  /** First day of the month that runs. */
  thisMonth: string
  areaFrom?: string | undefined
  areaTo?: string | undefined
  household?: string | undefined
  state?: ArrearsState | undefined
  age?: ArrearsAge | undefined
  keys?: readonly string[] | undefined
}

/**
 * Every month of every receiver: a month counts when somebody is enrolled in it at all, with the amount that held first in
 * it, because another amount holds from the month after. A payment counts for the month it was recorded for, else for that
 * of its day; a payment that was taken back takes its month back.
 */
const source = `
  with watched as (select * from unnest($2::text[], $3::text[], $4::boolean[], $5::date[]) as s (line, kind, per_person, start)),
  due as (
    select distinct on (e.household_id, e.programme, e.person_id, m.month) e.household_id, e.programme as line,
      coalesce(e.person_id, e.household_id) as receiver_id, m.month::date as month, e.monthly_fen as fen
    from watched s join enrolment e on e.tenant_id = $1 and e.programme = s.line and e.from_day < $6::date + interval '1 month'
      and (e.to_day is null or (e.to_day > e.from_day and e.to_day > s.start))
    cross join lateral generate_series(greatest(date_trunc('month', e.from_day::timestamp), s.start::timestamp),
      least(date_trunc('month', coalesce(e.to_day - 1, $6::date)::timestamp), $6::timestamp), interval '1 month') as m (month)
    where ($8::text is null or (e.area_code >= $8 and e.area_code < $9)) and ($10::uuid is null or e.household_id = $10)
    order by e.household_id, e.programme, e.person_id, m.month, e.from_day),
  paid as (
    select a.household_id, s.line, case when s.per_person then coalesce(a.person_id, b.person_id, o.person_id, a.household_id)
        else a.household_id end as receiver_id,
      coalesce(p.month, date_trunc('month', coalesce(b.given_on, a.given_on)::timestamp)::date) as month, a.amount_fen as fen,
      case when a.amount_fen > 0 then a.given_on end as given_on
    from watched s join aid_line a on a.tenant_id = $1 and a.kind = s.kind and a.kind = any($3) and a.amount_fen is not null
    left join aid_line b on b.tenant_id = $1 and b.id = a.reverses_id
    left join line_payment p on p.tenant_id = $1 and p.aid_line_id = coalesce(a.reverses_id, a.id)
    left join lateral (
      select e.person_id from enrolment e where s.per_person and a.person_id is null and e.tenant_id = $1
        and e.household_id = a.household_id and e.programme = s.line and e.person_id is not null order by e.from_day limit 1) o on true
    where ($8::text is null or (a.area_code >= $8 and a.area_code < $9)) and ($10::uuid is null or a.household_id = $10)),
  months as (
    select household_id, line, receiver_id, month, sum(due_fen) as due_fen, coalesce(sum(paid_fen), 0) as paid_fen,
      bool_or(is_due) as is_due, max(given_on) as last_paid_on
    from (
      select household_id, line, receiver_id, month, fen as due_fen, null::bigint as paid_fen, true as is_due, null::date as given_on
      from due union all
      select p.household_id, p.line, p.receiver_id, p.month, null, p.fen, false, p.given_on
      from paid p join watched s on s.line = p.line and p.month >= s.start and p.month <= $6) both_sides
    group by 1, 2, 3, 4),
  told as (
    select *, greatest(coalesce(due_fen, 0) - paid_fen, 0) as owed_fen,
      ((extract(year from $7::date) - extract(year from month)) * 12 + extract(month from $7::date) - extract(month from month))::int as age,
      case when is_due and due_fen is null then 'unknown' when paid_fen > coalesce(due_fen, 0) then 'over'
        when paid_fen = coalesce(due_fen, 0) then 'settled' when month < $7::date then 'owed' else 'waiting' end as state
    from months where is_due or paid_fen <> 0),
  narrowed as (
    select * from told where ($11::text is null or state = $11) and ($12::text is null or (state = 'owed' and $12 = case
        when age <= 1 then 'one' when age <= 3 then 'three' when age <= 12 then 'twelve' else 'older' end))
      and ($13::text[] is null
        or household_id || '.' || receiver_id || '.' || line || '.' || to_char(month, 'YYYY-MM') = any($13)))`

function valuesOf(tx: Transaction, bounds: ArrearsBounds) {
  const { watched } = bounds
  return [
    tx.scope.tenantId,
    watched.map(({ line }) => line),
    watched.map(({ line }) => lineKinds[line].kind),
    watched.map(({ line }) => lineKinds[line].perPerson),
    watched.map(({ from }) => from),
    bounds.to,
    bounds.thisMonth,
    bounds.areaFrom ?? null,
    bounds.areaTo ?? null,
    bounds.household ?? null,
    bounds.state ?? null,
    bounds.age ?? null,
    bounds.keys ?? null,
  ]
}

const orders = {
  month: 'n.month, h.area_code',
  owed: 'n.owed_fen',
  area: 'h.area_code, n.month',
  head: 'h.head_name_pinyin',
} as const
export type ArrearsSort = keyof typeof orders

export type StoredArrears = ArrearsRow & { receiverId: string }

export function listArrears(
  tx: Transaction,
  bounds: ArrearsBounds,
  page: { sort: ArrearsSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<StoredArrears[]> {
  const direction = page.order === 'desc' ? 'desc' : 'asc'
  const by = orders[page.sort].replaceAll(',', ` ${direction},`)
  return tx.rows(
    `${source}
     select n.household_id || '.' || n.receiver_id || '.' || n.line || '.' || to_char(n.month, 'YYYY-MM') as key,
       n.household_id as "householdId", n.receiver_id as "receiverId", h.file_number as "fileNumber", h.head_name as "headName",
       coalesce(p.name, h.head_name) as receiver, h.area_code as "areaCode", coalesce(a.name, h.area_code) as "areaName", n.line,
       to_char(n.month, 'YYYY-MM') as month, n.due_fen as "dueFen", n.paid_fen as "paidFen", n.owed_fen as "owedFen",
       n.last_paid_on as "lastPaidOn", n.age, n.state
     from narrowed n join household h on h.tenant_id = $1 and h.id = n.household_id
     left join person p on p.tenant_id = $1 and p.id = n.receiver_id left join area a on a.code = h.area_code
     order by ${by} ${direction}, n.household_id, n.line, n.month, n.receiver_id limit $14::int offset $15::int`,
    [...valuesOf(tx, bounds), page.limit, page.offset],
  )
}

export async function countArrears(tx: Transaction, bounds: ArrearsBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(`${source} select count(*) as total from narrowed`, valuesOf(tx, bounds))
  return Number(row?.total ?? 0)
}

/** Sums of one line in one age and one county; numbers as text. */
export type ArrearsPart = {
  line: Line
  state: ArrearsState
  age: ArrearsAge
  thisYear: boolean
  area: string
  months: string
  dueFen: string
  paidFen: string
  owedFen: string
}

type ArrearsReceivers = { line: Line; area: string; areaName: string; receivers: string; owed: string }

// Each receiver of a line once, then counted: to count different pairs of ids in one step sorts all months by them.
const receiversOf = (months: string) =>
  `select c.line, c.area, coalesce(a.name, c.area) as "areaName", c.receivers::text as receivers, c.owed::text as owed from (
     select line, area, count(*) as receivers, count(*) filter (where owed) as owed
     from (select line, area, bool_or(state = 'owed') as owed from ${months} group by line, area, household_id, receiver_id) r
     group by 1, 2) c
   left join area a on a.code = c.area order by c.area`

const inCounties = `select n.*, left(h.area_code, 6) || '000000' as area
  from narrowed n join household h on h.tenant_id = $1 and h.id = n.household_id`

/** The sums of the lines, and how many persons and families stand in each, from one look at the months. */
export async function figuresOf(
  tx: Transaction,
  bounds: ArrearsBounds,
): Promise<{ parts: ArrearsPart[]; receivers: ArrearsReceivers[] }> {
  const row = await tx.row<{ parts: ArrearsPart[]; receivers: ArrearsReceivers[] }>(
    `${source}, counties as materialized (${inCounties}), parts as (
       select line, state, case when age <= 1 then 'one' when age <= 3 then 'three' when age <= 12 then 'twelve'
           else 'older' end as age, month >= date_trunc('year', $7::timestamp) as "thisYear", area,
         count(*)::text as months, coalesce(sum(due_fen), 0)::text as "dueFen", sum(paid_fen)::text as "paidFen",
         sum(owed_fen)::text as "owedFen"
       from counties group by 1, 2, 3, 4, 5)
     select (select coalesce(json_agg(parts), '[]') from parts) as parts,
       (select coalesce(json_agg(each), '[]') from (${receiversOf('counties')}) each) as receivers`,
    valuesOf(tx, bounds),
  )
  return row ?? { parts: [], receivers: [] }
}

/** How many different persons and families stand in a line, and to how many something is owed; by line and county. */
export const countReceivers = (tx: Transaction, bounds: ArrearsBounds): Promise<ArrearsReceivers[]> =>
  tx.rows(`${source} ${receiversOf(`(${inCounties}) n`)}`, valuesOf(tx, bounds))

const receiverOrders = {
  owed: '"owedFen"',
  months: '"owedMonths"',
  since: '"owedSince"',
  area: 'h.area_code',
  head: 'h.head_name_pinyin',
} as const

/** The months of each receiver of a line together; `owed`: only those to whom something is owed. */
export function listReceivers(
  tx: Transaction,
  bounds: ArrearsBounds,
  owed: boolean,
  page: { sort: keyof typeof receiverOrders; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<ArrearsReceiver[]> {
  const direction = page.order === 'desc' ? 'desc nulls last' : 'asc'
  return tx.rows(
    `${source}
     select n.household_id || '.' || n.receiver_id || '.' || n.line as key, n.household_id as "householdId",
       h.file_number as "fileNumber", h.head_name as "headName", coalesce(p.name, h.head_name) as receiver,
       h.area_code as "areaCode", coalesce(a.name, h.area_code) as "areaName", n.line, coalesce(sum(n.due_fen), 0) as "dueFen",
       sum(n.paid_fen) as "paidFen", coalesce(sum(n.owed_fen) filter (where n.state = 'owed'), 0) as "owedFen",
       count(*) filter (where n.state = 'owed')::int as "owedMonths",
       to_char(min(n.month) filter (where n.state = 'owed'), 'YYYY-MM') as "owedSince"
     from narrowed n join household h on h.tenant_id = $1 and h.id = n.household_id
     left join person p on p.tenant_id = $1 and p.id = n.receiver_id left join area a on a.code = h.area_code
     group by n.household_id, n.receiver_id, n.line, h.file_number, h.head_name, h.head_name_pinyin, h.area_code, p.name, a.name
     having not $14::boolean or bool_or(n.state = 'owed')
     order by ${receiverOrders[page.sort]} ${direction}, n.household_id, n.receiver_id, n.line limit $15::int offset $16::int`,
    [...valuesOf(tx, bounds), owed, page.limit, page.offset],
  )
}

/** Says for which month lines of the ledger were paid; area and line are the household's. */
export const addLinePayments = (
  tx: Transaction,
  rows: readonly { aidLineId: string; month: string }[],
): Promise<number> =>
  tx.run(
    `insert into line_payment (tenant_id, aid_line_id, household_id, area_code, organisation_line, month)
     select $1, a.id, a.household_id, a.area_code, a.organisation_line, r.month
     from unnest($2::uuid[], $3::date[]) as r (id, month) join aid_line a on a.tenant_id = $1 and a.id = r.id`,
    [tx.scope.tenantId, rows.map(({ aidLineId }) => aidLineId), rows.map(({ month }) => month)],
  )

/** One payment of these at a time, so that a month is not paid twice by two officers. */
export const lockPayments = (tx: Transaction): Promise<number> =>
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`arrears ${tx.scope.tenantId}`])
