import type { Transaction } from '../../platform/server/database.ts'
import type { AreaRhythm } from '../pairing/rhythm-rules.ts'
import { daysOfPair } from '../pairing/rhythm-store.ts'
import { householdsAsOf } from '../registry/version-store.ts'
import type { CountyLine } from './model.ts'

/** The end of a day, and what was recorded by then: a report that is repeated asks nothing later. */
export type Moment = { on: string; known: string }

/**
 * The tables of a past report: $1 tenant, $2 the day, $3 the instant, $4 and $5 the period. Families stand as they were known
 * then; a pair ended when its end was recorded by then; visits and aid are those recorded by then, because neither is ever
 * changed. Kind and unit of a helper are those of today.
 */
const tables = `families as materialized (select h.id, h.area_code, h.size, h.head_name, h.head_name_pinyin
    from ${householdsAsOf('$2', '$3')} h where h.status = 'registered'),
  pairs as materialized (select p.* from pair p where p.tenant_id = $1 and p.since <= $2::date and p.created_at <= $3::timestamptz
    and not (p.until is not null and p.until <= $2::date and p.updated_at <= $3::timestamptz)),
  members as (select m.pair_id, m.helper_id, l.kind, l.organisation_id from pairs p
    join pair_member m on m.tenant_id = $1 and m.pair_id = p.id join helper l on l.tenant_id = $1 and l.id = m.helper_id
    where m.since <= $2::date and (m.until is null or m.until > $2::date or m.until = p.until)),
  visits as (select v.* from visit v where v.tenant_id = $1 and v.recorded_at <= $3::timestamptz and v.visited_on <= $2::date),
  seen as (select * from visits where visited_on between $4::date and $5::date),
  ledger as (select l.*, l.reverses_id is null and not exists (select from aid_line b where b.tenant_id = $1
      and b.reverses_id = l.id and b.recorded_at <= $3::timestamptz) as standing
    from aid_line l where l.tenant_id = $1 and l.recorded_at <= $3::timestamptz and l.given_on between $4::date and $5::date),
  asked as (select q.* from request q where q.tenant_id = $1 and q.raised_on <= $2::date and q.created_at <= $3::timestamptz
    and not (q.state = 'closed' and q.closed_on <= $2::date and q.updated_at <= $3::timestamptz)),
  unpaired as (select f.* from families f where not exists (select from pairs p where p.household_id = f.id))`

const values = (tx: Transaction, moment: Moment, period: { from: string; to: string }) => [
  tx.scope.tenantId,
  moment.on,
  moment.known,
  period.from,
  period.to,
]

/** Every figure that can be repeated, by its key; fen as digits where it is money. */
export const pastFigures = async (
  tx: Transaction,
  moment: Moment,
  period: { from: string; to: string },
  groups: { cadre: readonly string[]; social: readonly string[]; body: readonly string[] },
  rhythms: readonly AreaRhythm[],
): Promise<Record<string, string>> => {
  const helping = (place: string) =>
    `(select count(distinct helper_id) from members where kind = any(${place}::text[]))`
  const row = await tx.row<Record<string, string>>(
    `with ${tables} select
       (select count(*) from families)::text as households, (select coalesce(sum(size), 0) from families)::text as persons,
       (select count(distinct pair_id) from members)::text as pairs,
       (select count(distinct organisation_id) from members)::text as units,
       ${helping('$6')}::text as cadres, ${helping('$7')}::text as social, ${helping('$8')}::text as bodies,
       (select count(*) from seen)::text as visits, (select count(distinct household_id) from seen)::text as visited,
       (select count(*) from asked)::text as requests,
       (select count(*) from asked where due_on < $2::date)::text as "requestsOverdue",
       (select count(*) from ledger where standing)::text as "aidLines",
       (select coalesce(sum(amount_fen), 0) from ledger)::text as cash,
       (select coalesce(sum(value_fen), 0) from ledger)::text as "goodsValue",
       (select count(*) from unpaired)::text as unpaired,
       (select count(*) from pairs p join helper g on g.tenant_id = $1 and g.id = p.helper_id
          where coalesce((select max(v.visited_on) from visits v where v.household_id = p.household_id
          and (v.visited_on >= p.since or p.previous_pair_id is not null)), p.since)
          + ${daysOfPair(rhythms)} < $2::date)::text as "notVisited"`,
    [...values(tx, moment, period), groups.cadre, groups.social, groups.body],
  )
  return row ?? {}
}

/** The lines of the counties as they were known. */
export const pastCountyLines = (
  tx: Transaction,
  moment: Moment,
  period: { from: string; to: string },
): Promise<CountyLine[]> =>
  tx.rows(
    `with ${tables},
       f as (select left(area_code, 6) as county, count(*) as households from families group by 1),
       p as (select left(area_code, 6) as county, count(*) as pairs from pairs group by 1),
       u as (select left(area_code, 6) as county, count(*) as unpaired from unpaired group by 1),
       s as (select left(area_code, 6) as county, count(*) as visits from seen group by 1),
       g as (select left(area_code, 6) as county, sum(amount_fen) as cash from ledger group by 1)
     select rpad(f.county, 12, '0') as "areaCode", coalesce(a.name, f.county) as "areaName", f.households::int,
       coalesce(p.pairs, 0)::int as pairs, coalesce(u.unpaired, 0)::int as unpaired, coalesce(s.visits, 0)::int as visits,
       coalesce(g.cash, 0)::text as "cashFen"
     from f left join p using (county) left join u using (county) left join s using (county) left join g using (county)
       left join area_name a on a.code = rpad(f.county, 12, '0') order by f.county`,
    values(tx, moment, period),
  )

/** Heads of families that had no lead helper then, the first of them. */
export const pastMissed = (
  tx: Transaction,
  moment: Moment,
  period: { from: string; to: string },
  limit: number,
): Promise<{ householdId: string; headName: string; areaName: string }[]> =>
  tx.rows(
    `with ${tables} select u.id as "householdId", u.head_name as "headName", coalesce(a.name, u.area_code) as "areaName"
     from unpaired u left join area_name a on a.code = u.area_code
     order by u.area_code, u.head_name_pinyin, u.id limit $6`,
    [...values(tx, moment, period), limit],
  )
