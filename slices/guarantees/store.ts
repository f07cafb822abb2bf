import { areaRange } from '../../core/area-code.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { GuaranteeRule } from './model.ts'

/**
 * The population of each promise: one row a family with whether and since when it is covered. $1 tenant, $2 festival list,
 * $3 and $4 the area as a range. `known` is false where facts are missing to say whether the promise concerns it at all.
 */
const populations: Record<GuaranteeRule, string> = {
  dibao_enrolled: `select r.household_id, r.area_code, e.since is not null as covered, e.since as covered_on, null::text as own_reason,
      r.state <> 'unknown' as known
    from household_result r
    join household h on h.tenant_id = r.tenant_id and h.id = r.household_id and h.status = 'registered'
    left join lateral (select min(e.from_day) as since from enrolment e where e.tenant_id = r.tenant_id and e.household_id = r.household_id
      and e.programme = 'dibao' and e.to_day is null) e on true
    where r.tenant_id = $1 and $2::uuid is null and r.policy = 'dibao' and r.state in ('eligible', 'unknown')
      and r.area_code >= $3 and r.area_code < $4`,
  lead_helper: `select h.id as household_id, h.area_code, p.since is not null as covered, p.since as covered_on, null::text as own_reason,
      true as known
    from household h
    left join lateral (select p.since from pair p join helper l on l.tenant_id = p.tenant_id and l.id = p.helper_id and l.state = 'active'
      where p.tenant_id = h.tenant_id and p.household_id = h.id and p.until is null limit 1) p on true
    where h.tenant_id = $1 and $2::uuid is null and h.status = 'registered' and h.area_code >= $3 and h.area_code < $4`,
  festival_received: `select e.household_id, e.area_code, e.state = 'received' as covered, e.received_on as covered_on,
      e.exception_reason as own_reason, true as known
    from aid_list_entry e where e.tenant_id = $1 and e.aid_list_id = $2 and e.area_code >= $3 and e.area_code < $4`,
}

/** The population joined with the exceptions of the guarantee ($5). */
const coverage = (rule: GuaranteeRule) => `select p.household_id, p.area_code, p.covered, p.covered_on, p.known,
    not p.covered and (p.own_reason is not null or x.reason is not null) as excepted, coalesce(p.own_reason, x.reason) as reason
  from (${populations[rule]}) p
  left join guarantee_exception x on x.tenant_id = $1 and x.guarantee_id = $5 and x.household_id = p.household_id`

export type GuaranteeRow = {
  id: string
  rule: GuaranteeRule
  aidListId: string | null
  name: string
  areaCode: string
  areaName: string
  dueOn: string
  state: 'open' | 'closed'
}

const columns = `g.id, g.rule, g.aid_list_id as "aidListId", g.name, g.area_code as "areaCode", coalesce(a.name, g.area_code) as "areaName",
  g.due_on as "dueOn", g.state`
const source = 'guarantee g left join area_name a on a.code = g.area_code'

export const listGuarantees = (tx: Transaction, state: string): Promise<GuaranteeRow[]> =>
  tx.rows(
    `select ${columns} from ${source} where g.tenant_id = $1 and g.state = $2 order by g.due_on, g.id limit 100`,
    [tx.scope.tenantId, state],
  )

export const findGuarantee = (tx: Transaction, id: string): Promise<GuaranteeRow | undefined> =>
  tx.row(`select ${columns} from ${source} where g.tenant_id = $1 and g.id = $2`, [tx.scope.tenantId, id])

export type Range = { from: string; to: string }
const values = (tx: Transaction, guarantee: GuaranteeRow, range: Range) => [
  tx.scope.tenantId,
  guarantee.aidListId,
  range.from,
  range.to,
  guarantee.id,
]

export type Counts = {
  population: number
  covered: number
  excepted: number
  uncovered: number
  coveredLately: number
  unknown: number
}

const counting = `count(*) filter (where known)::int as population, count(*) filter (where known and covered)::int as covered,
  count(*) filter (where known and excepted)::int as excepted,
  count(*) filter (where known and not covered and not excepted)::int as uncovered`

/** Where a guarantee stands; "lately" are those covered after the day given. */
export const countCoverage = async (
  tx: Transaction,
  guarantee: GuaranteeRow,
  range: Range,
  since: string,
): Promise<Counts> =>
  (await tx.row<Counts>(
    `select ${counting}, count(*) filter (where known and covered and covered_on > $6)::int as "coveredLately",
       count(*) filter (where not known)::int as unknown
     from (${coverage(guarantee.rule)}) c`,
    [...values(tx, guarantee, range), since],
  )) as Counts

/** Whether a guarantee has promised something to this family that it does not have and is not excepted from. */
export const isUncovered = async (
  tx: Transaction,
  guarantee: GuaranteeRow,
  household: { id: string; areaCode: string },
): Promise<boolean> =>
  (await tx.row(
    `select 1 from (${coverage(guarantee.rule)}) c where c.household_id = $6 and known and not covered and not excepted
       and $7::text >= $3 and $7 < $4`,
    [...values(tx, guarantee, areaRange(guarantee.areaCode)), household.id, household.areaCode],
  )) !== undefined

export type AreaCounts = {
  areaCode: string
  areaName: string
  population: number
  covered: number
  excepted: number
  uncovered: number
}

/** The same by the areas one level below, given as the number of digits that say where an area is. */
export const countByArea = (
  tx: Transaction,
  guarantee: GuaranteeRow,
  range: Range,
  digits: number,
): Promise<AreaCounts[]> =>
  tx.rows(
    `select c."areaCode", coalesce(a.name, c."areaCode") as "areaName", c.population, c.covered, c.excepted, c.uncovered
     from (select rpad(left(area_code, $6), 12, '0') as "areaCode", ${counting} from (${coverage(guarantee.rule)}) c group by 1) c
     left join area_name a on a.code = c."areaCode" order by c.uncovered desc, c."areaCode"`,
    [...values(tx, guarantee, range), digits],
  )

export type FamilyRow = {
  householdId: string
  fileNumber: string
  headName: string
  areaName: string
  responsibleName: string
  covered: boolean
  excepted: boolean
  coveredOn: string | null
  reason: string | null
}

const states: Record<string, string> = {
  covered: 'covered',
  excepted: 'excepted',
  missed: 'not covered and not excepted',
}

/** Families of a guarantee, the missed ones first. `state` is one of covered, excepted, missed. */
export const listCoverage = (
  tx: Transaction,
  guarantee: GuaranteeRow,
  range: Range,
  state: string | undefined,
  page: { limit: number; offset: number },
): Promise<FamilyRow[]> =>
  tx.rows(
    `select c.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
       coalesce(a.name, c.area_code) as "areaName", o.name as "responsibleName", c.covered, c.excepted, c.covered_on as "coveredOn", c.reason
     from (select * from (${coverage(guarantee.rule)}) all_of_them where known ${state ? `and ${states[state] ?? 'false'}` : ''}) c
     join household h on h.tenant_id = $1 and h.id = c.household_id
     join organisation o on o.tenant_id = $1 and o.id = h.responsible_id
     left join area_name a on a.code = c.area_code
     order by c.covered, c.excepted, c.area_code, h.head_name_pinyin, h.id limit $6 offset $7`,
    [...values(tx, guarantee, range), page.limit, page.offset],
  )

export const addGuarantee = (
  tx: Transaction,
  guarantee: {
    id: string
    rule: string
    aidListId: string | null
    name: string
    areaCode: string
    dueOn: string
    createdBy: string
  },
): Promise<number> =>
  tx.run(
    `insert into guarantee (tenant_id, id, rule, aid_list_id, name, area_code, due_on, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.scope.tenantId,
      guarantee.id,
      guarantee.rule,
      guarantee.aidListId,
      guarantee.name,
      guarantee.areaCode,
      guarantee.dueOn,
      guarantee.createdBy,
    ],
  )

/** Excepts those of the given families that are uncovered; answers how many. */
export const addExceptions = (
  tx: Transaction,
  guarantee: GuaranteeRow,
  range: Range,
  exception: { householdIds: readonly string[]; reason: string; createdBy: string },
): Promise<number> =>
  tx.run(
    `insert into guarantee_exception (tenant_id, guarantee_id, household_id, area_code, organisation_line, reason, created_by)
     select $1, $5, c.household_id, h.area_code, h.organisation_line, $7, $8
     from (${coverage(guarantee.rule)}) c join household h on h.tenant_id = $1 and h.id = c.household_id
     where c.household_id = any($6::uuid[]) and not c.covered and not c.excepted
     on conflict (tenant_id, guarantee_id, household_id) do nothing`,
    [...values(tx, guarantee, range), exception.householdIds, exception.reason, exception.createdBy],
  )

export const removeExceptions = (
  tx: Transaction,
  guaranteeId: string,
  householdIds: readonly string[],
): Promise<number> =>
  tx.run(
    'delete from guarantee_exception where tenant_id = $1 and guarantee_id = $2 and household_id = any($3::uuid[])',
    [tx.scope.tenantId, guaranteeId, householdIds],
  )

export const closeGuarantee = (tx: Transaction, id: string): Promise<number> =>
  tx.run(`update guarantee set state = 'closed' where tenant_id = $1 and id = $2 and state = 'open'`, [
    tx.scope.tenantId,
    id,
  ])
