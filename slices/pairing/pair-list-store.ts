import type { Transaction } from '../../platform/server/database.ts'
import type { PairKind, PairRow as ShownPair } from './model.ts'
import type { AreaRhythm } from './rhythm-rules.ts'
import { daysOfPair } from './rhythm-store.ts'

/** A row as it is stored; when the next visit is due follows from the rhythm. */
export type PairRow = Omit<ShownPair, 'nextVisitOn'>

/** What a list of pairs is narrowed by, with everything looked up that SQL compares with. */
export type PairBounds = {
  state: 'live' | 'unpaired' | 'ended'
  areaFrom?: string | undefined
  areaTo?: string | undefined
  category?: string | undefined
  cause?: string | undefined
  kind?: PairKind | undefined
  helper?: string | undefined
  unit?: string | undefined
  /** Where somebody stands by a member of the family in particular. */
  person?: boolean | undefined
  household?: string | undefined
  notVisitedSince?: string | undefined
  /** The next visit was due before this day by these rhythms. */
  overdue?: { on: string; rhythms: readonly AreaRhythm[] } | undefined
  /** The agreed term ends by then. */
  termBy?: string | undefined
  search?: string | undefined
  importId?: string | undefined
}

// The kind that was stated, or what follows from who helps whom (B-10).
const kind = `coalesce(p.stated_kind, case when g.kind in ('unit', 'enterprise') then 'unit_to_one'
  when g.kind in ('party_branch', 'party_group', 'several') then 'hand_in_hand'
  when p.further = 1 then 'two_to_one' when p.further > 1 then 'many_to_one'
  when l.families > 1 then 'one_to_many' else 'one_to_one' end)`

const columns = `h.id as "householdId", h.file_number as "fileNumber", h.head_name as "headName", h.area_code as "areaCode",
  coalesce(a.name, h.area_code) as "areaName", h.category, h.main_cause as "mainCause", p.id,
  case when p.id is not null then ${kind} end as kind, p.helper_id as "helperId", g.name as "helperName", g.kind as "helperKind",
  g.post as "helperPost", coalesce(o.name, g.organisation_text) as "helperUnit", coalesce(p.further, 0) as further, p.since, p.until,
  p.term_until as "termUntil", p.end_reason as "endReason", p.last_visited_on as "lastVisitedOn",
  (select string_agg(distinct n.name, '、' order by n.name) from pair_member m join person n on n.tenant_id = m.tenant_id and n.id = m.person_id
   where m.tenant_id = p.tenant_id and m.pair_id = p.id and (p.until is not null or m.until is null)) as persons, p.version`

const helperJoins = `join helper g on g.tenant_id = p.tenant_id and g.id = p.helper_id
  join helper_load l on l.tenant_id = p.tenant_id and l.helper_id = p.helper_id
  left join organisation o on o.tenant_id = p.tenant_id and o.id = g.organisation_id`

/** Families without a pair carry empty columns of the pair. */
const sources = {
  live: `pair p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id ${helperJoins}`,
  ended: `pair p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id ${helperJoins}`,
  unpaired: `household h left join pair p on p.tenant_id = h.tenant_id and p.household_id = h.id and p.until is null
    ${helperJoins.replace(/^join/, 'left join').replace('\n  join', '\n  left join')}`,
}

const states = {
  live: 'p.tenant_id = $1 and p.until is null',
  ended: 'p.tenant_id = $1 and p.until is not null',
  unpaired: `h.tenant_id = $1 and h.status = 'registered' and p.id is null`,
}

function conditions(tx: Transaction, bounds: PairBounds): { where: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId]
  const parts = [states[bounds.state]]
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  const placed = bounds.state === 'unpaired' ? 'h' : 'p'
  add((place) => `${placed}.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `${placed}.area_code < ${place}`, bounds.areaTo)
  add((place) => `h.category = ${place}`, bounds.category)
  add((place) => `h.main_cause = ${place}`, bounds.cause)
  add((place) => `${kind} = ${place}`, bounds.kind)
  const member = (column: string, place: string) =>
    `exists (select from pair_member m join helper x on x.tenant_id = $1 and x.id = m.helper_id
       where m.tenant_id = $1 and m.pair_id = p.id and (p.until is not null or m.until is null) and ${column} = ${place})`
  add((place) => member('m.helper_id', place), bounds.helper)
  add((place) => member('x.organisation_id', place), bounds.unit)
  if (bounds.person)
    parts.push(`exists (select from pair_member m where m.tenant_id = $1 and m.pair_id = p.id and m.person_id is not null
      and (p.until is not null or m.until is null))`)
  add((place) => `h.id = ${place}`, bounds.household)
  add((place) => `coalesce(p.last_visited_on, p.since) <= ${place}::date`, bounds.notVisitedSince)
  const rhythms = bounds.overdue?.rhythms ?? []
  add((place) => `coalesce(p.last_visited_on, p.since) + ${daysOfPair(rhythms)} < ${place}::date`, bounds.overdue?.on)
  add((place) => `p.term_until <= ${place}::date`, bounds.termBy)
  add((place) => `p.source_import_id = ${place}`, bounds.importId)
  add(
    (place) =>
      `(position(${place} in h.head_name) > 0 or h.file_number = ${place} or position(${place} in coalesce(g.name, '')) > 0
        or starts_with(h.head_name_pinyin, lower(${place})))`,
    bounds.search || undefined,
  )
  return { where: parts.join(' and '), values }
}

const orders = {
  area: ['h.area_code'],
  head: ['h.head_name_pinyin'],
  helper: ['g.name_pinyin'],
  since: ['p.since'],
  visited: ['coalesce(p.last_visited_on, p.since)'],
  category: ['h.category', 'h.area_code'],
} as const
export type PairOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

const areaJoin = 'left join area_name a on a.code = h.area_code'

export function listPairs(tx: Transaction, bounds: PairBounds, page: PairOrder): Promise<PairRow[]> {
  const { where, values } = conditions(tx, bounds)
  const by = [...orders[page.sort], 'h.id', 'p.id'].map(
    (column) => `${column} ${page.order === 'desc' ? 'desc' : 'asc'}`,
  )
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select ${columns} from ${sources[bounds.state]} ${areaJoin} where ${where} order by ${by.join(', ')}
     limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
}

/** How many pairs a filter finds; with `unpaired` how many registered families have no live pair (B-09). */
export async function countPairs(tx: Transaction, bounds: PairBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from ${sources[bounds.state]} where ${where}`,
    values,
  )
  return Number(row?.total ?? 0)
}

export const findPair = (tx: Transaction, id: string): Promise<(PairRow & { endNote: string | null }) | undefined> =>
  tx.row(
    `select ${columns}, p.end_note as "endNote" from ${sources.live} ${areaJoin} where p.tenant_id = $1 and p.id = $2`,
    [tx.scope.tenantId, id],
  )

/** Units with a helper in a live pair, with how many of each. */
export const listHelpingUnits = (
  tx: Transaction,
  bounds: { areaFrom?: string | undefined; areaTo?: string | undefined },
  page: { limit: number; offset: number },
): Promise<{ id: string; name: string; areaName: string; helpers: number; pairs: number }[]> =>
  tx.rows(
    `select o.id, o.name, coalesce(a.name, o.area_code) as "areaName", u.helpers, u.pairs
     from (select p.organisation_id, count(distinct m.helper_id)::int as helpers, count(distinct m.pair_id)::int as pairs
           from pair_member m join helper p on p.tenant_id = $1 and p.id = m.helper_id
           where m.tenant_id = $1 and m.until is null and p.organisation_id is not null
             and ($2::text is null or (m.area_code >= $2 and m.area_code < $3))
           group by p.organisation_id) u
     join organisation o on o.tenant_id = $1 and o.id = u.organisation_id
     left join area_name a on a.code = o.area_code
     order by o.area_code, o.line limit $4 offset $5`,
    [tx.scope.tenantId, bounds.areaFrom ?? null, bounds.areaTo ?? null, page.limit, page.offset],
  )
