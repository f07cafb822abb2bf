import type { Day } from '../../core/date.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { type FileRow, FileRule } from './model.ts'
import { listedBefore, ruleOf, shippedRules } from './rules.ts'

const changedRules = (tx: Transaction): Promise<{ rule: FileRule; amount: number }[]> =>
  tx.rows('select rule, amount from file_rule where tenant_id = $1', [tx.scope.tenantId])

/** The figure of every rule: as changed here, as shipped otherwise. */
export async function ruleAmounts(tx: Transaction): Promise<Record<FileRule, number>> {
  const changed = new Map((await changedRules(tx)).map(({ rule, amount }) => [rule, amount]))
  return Object.fromEntries(
    FileRule.options.map((rule) => [rule, changed.get(ruleOf(rule)) ?? shippedRules[rule].amount]),
  ) as Record<FileRule, number>
}

export const setRule = (tx: Transaction, rule: FileRule, amount: number, by: string): Promise<number> =>
  tx.run(
    `insert into file_rule (tenant_id, rule, amount, changed_by) values ($1, $2, $3, $4)
     on conflict (tenant_id, rule) do update set amount = $3, changed_by = $4, changed_at = now()`,
    [tx.scope.tenantId, rule, amount, by],
  )

export type CountedRule = Exclude<FileRule, 'late_entry'>
export type FileBounds = { before: string; areaFrom: string | null; areaTo: string | null }

const inArea = `($3::text is null or (h.area_code >= $3 and h.area_code < $4))`
const shanghai = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`

// Help that was written down under a file that was merged into another was given to the family of the other.
const helpedBefore = `with recursive merged as (
    select m.id, m.merged_into as root from household m where m.tenant_id = $1 and m.merged_into is not null
    union select m.id, h.merged_into from merged m join household h on h.tenant_id = $1 and h.id = m.root and h.merged_into is not null)
  select m.root from merged m join aid_line l on l.tenant_id = $1 and l.household_id = m.id and l.reverses_id is null
  where not exists (select from aid_line b where b.tenant_id = $1 and b.reverses_id = l.id)`

type Source = { from: string; since: string; until: string; fromId?: string; transferId?: string }

// Each list: $1 tenant, $2 the day before which a file is on it, $3 and $4 the area.
const sources: Record<CountedRule, Source> = {
  not_reviewed: {
    from: `household h where h.tenant_id = $1 and h.status = 'registered' and h.updated_at < ($2::date)::timestamp at time zone 'Asia/Shanghai' and ${inArea}`,
    since: shanghai('h.updated_at'),
    until: 'null::date',
  },
  never_helped: {
    from: `household h where h.tenant_id = $1 and h.status = 'registered' and h.registered_on <= $2 and ${inArea}
      and not exists (select from aid_line l where l.tenant_id = $1 and l.household_id = h.id and l.reverses_id is null
        and not exists (select from aid_line b where b.tenant_id = $1 and b.reverses_id = l.id))
      and h.id not in (${helpedBefore})`,
    since: 'h.registered_on',
    until: 'null::date',
  },
  transfers: {
    from: `file_transfer f join household h on h.tenant_id = $1 and h.id = f.household_id
      where f.tenant_id = $1 and f.received_on is null and f.sent_on <= $2 and ${inArea}`,
    since: 'f.sent_on',
    until: 'null::date',
    fromId: 'f.from_id',
    transferId: 'f.id',
  },
  withdrawn: {
    from: `household h where h.tenant_id = $1 and h.status = 'withdrawn' and h.withdrawn_on > $2 and ${inArea}`,
    since: 'h.withdrawn_on',
    until: `h.withdrawn_on`,
  },
  retention_over: {
    from: `household h where h.tenant_id = $1 and h.status = 'withdrawn' and h.withdrawn_on <= $2 and ${inArea}`,
    since: 'h.withdrawn_on',
    until: `h.withdrawn_on`,
  },
}

const shown = ({ from, since, until, fromId = 'null::uuid', transferId = 'null::uuid' }: Source, page: string) =>
  `select x.id, x."fileNumber", x."headName", coalesce(a.name, v.name, x.area_code) as "areaName", r.name as "responsibleName", x.since, x.until,
     o.name as "fromName", x."transferId"
   from (select h.tenant_id, h.id, h.file_number as "fileNumber", h.head_name as "headName", h.area_code, h.responsible_id, ${since} as since,
       ${until} as until, ${fromId} as from_id, ${transferId} as "transferId" from ${from} order by since, h.id ${page}) x
   left join area a on a.code = x.area_code left join own_area v on v.tenant_id = x.tenant_id and v.code = x.area_code
   left join organisation r on r.tenant_id = x.tenant_id and r.id = x.responsible_id
   left join organisation o on o.tenant_id = x.tenant_id and o.id = x.from_id order by x.since, x.id`

const values = (tx: Transaction, bounds: FileBounds) => [
  tx.scope.tenantId,
  bounds.before,
  bounds.areaFrom,
  bounds.areaTo,
]

export const listFiles = (
  tx: Transaction,
  rule: CountedRule,
  bounds: FileBounds,
  limit: number,
  offset: number,
): Promise<FileRow[]> =>
  tx.rows(shown(sources[rule], `limit ${Math.trunc(limit)} offset ${Math.trunc(offset)}`), values(tx, bounds))

export async function countFiles(tx: Transaction, rule: CountedRule, bounds: FileBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${sources[rule].from}`, values(tx, bounds))
  return Number(row?.total ?? 0)
}

/** How many files a rule speaks of today, for whoever only wants the number. */
export const filesListed = async (tx: Transaction, rule: CountedRule, today: Day): Promise<number> =>
  countFiles(tx, rule, {
    before: listedBefore(rule, (await ruleAmounts(tx))[rule], today),
    areaFrom: null,
    areaTo: null,
  })

// So many that were entered more than a month after they happened; more are not shown one by one.
const mostLate = 5_000

/**
 * Files whose newest statement was recorded more than `days` calendar days after it began to hold; which of them are late
 * in working days is decided outside. A file that was never changed has nothing that could have been entered late, nor has one that stands
 * again as before a merge.
 */
export const enteredAfter = (tx: Transaction, days: number, bounds: FileBounds): Promise<FileRow[]> =>
  tx.rows(
    shown(
      {
        from: `household h where h.tenant_id = $1 and h.status = 'registered' and $2::date is not null and ${inArea}
          and h.known_from is not null
          and not exists (select from household_link l where l.tenant_id = $1 and (l.household_id = h.id or l.other_id = h.id)
            and l.undone_at = h.known_from)
          and ${shanghai('coalesce(h.known_from, h.created_at)')} - coalesce(h.valid_from, h.registered_on) > ${Math.trunc(days)}`,
        since: 'coalesce(h.valid_from, h.registered_on)',
        until: shanghai('coalesce(h.known_from, h.created_at)'),
      },
      `limit ${mostLate}`,
    ),
    values(tx, bounds),
  )

/** Where a family belonged before its newest statement, when that was another body. */
export const earlierBody = (
  tx: Transaction,
  householdId: string,
): Promise<{ fromId: string; toId: string } | undefined> =>
  tx.row(
    `select (v.facts -> 'household' ->> 'responsible_id')::uuid as "fromId", h.responsible_id as "toId" from household h
     cross join lateral (select facts from household_version v where v.tenant_id = $1 and v.household_id = $2
       order by v.known_from desc, v.version desc limit 1) v
     where h.tenant_id = $1 and h.id = $2 and h.status = 'registered' and h.responsible_id <> (v.facts -> 'household' ->> 'responsible_id')::uuid`,
    [tx.scope.tenantId, householdId],
  )

/** Hands a file over; the same hand-over that is still open is not written twice. */
export const addTransfer = (
  tx: Transaction,
  transfer: { id: string; householdId: string; fromId: string; toId: string; on: string },
): Promise<number> =>
  tx.run(
    `insert into file_transfer (tenant_id, id, household_id, area_code, organisation_line, from_id, to_id, sent_on)
     select $1, $2, h.id, h.area_code, h.organisation_line, $4, $5, $6 from household h where h.tenant_id = $1 and h.id = $3
       and not exists (select from file_transfer f where f.tenant_id = $1 and f.household_id = $3 and f.to_id = $5 and f.received_on is null)`,
    [tx.scope.tenantId, transfer.id, transfer.householdId, transfer.fromId, transfer.toId, transfer.on],
  )

export const receiveTransfer = (
  tx: Transaction,
  id: string,
  received: { on: string; by: string; note: string | null },
): Promise<{ householdId: string } | undefined> =>
  tx.row(
    `update file_transfer set received_on = $3, received_by = $4, note = $5 where tenant_id = $1 and id = $2 and received_on is null
     returning household_id as "householdId"`,
    [tx.scope.tenantId, id, received.on, received.by, received.note],
  )
