import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import { tokenRanges } from '../registry/rules.ts'
import type { Coverage, HouseholdResult, PolicyId, ResultRow, ResultState } from './model.ts'

/** An answer for a family as it is stored; area and line are the household's. */
export type NewResult = Omit<HouseholdResult, 'computedAt'> & {
  householdId: string
  areaCode: string
  organisationLine: string
}

/**
 * Stores the answers of one evaluation over those of the last one, and writes down each that became another.
 * Gives the number that did.
 */
export async function saveResults(tx: Transaction, results: readonly NewResult[]): Promise<number> {
  if (results.length === 0) return 0
  const rows = results.map((result) => ({ ...result, changeId: randomUUIDv7() }))
  return tx.run(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) as r ("changeId" uuid, "householdId" uuid, policy text, "areaCode" text,
         "organisationLine" text, "onDay" date, state text, "monthlyFen" bigint, reasons jsonb, missing text[], trace jsonb,
         inputs jsonb, "policyVersion" text)
     ), old as (
       select o.household_id, o.policy, o.state, o.monthly_fen from household_result o join given g
         on o.tenant_id = $1 and o.household_id = g."householdId" and o.policy = g.policy
     ), saved as (
       insert into household_result (tenant_id, household_id, policy, area_code, organisation_line, on_day, state, monthly_fen,
         reasons, missing, trace, inputs, policy_version)
       select $1, "householdId", policy, "areaCode", "organisationLine", "onDay", state, "monthlyFen", reasons, missing, trace,
         inputs, "policyVersion" from given
       on conflict (tenant_id, household_id, policy) do update set area_code = excluded.area_code,
         organisation_line = excluded.organisation_line, on_day = excluded.on_day, state = excluded.state,
         monthly_fen = excluded.monthly_fen, reasons = excluded.reasons, missing = excluded.missing, trace = excluded.trace,
         inputs = excluded.inputs, policy_version = excluded.policy_version, computed_at = now()
     )
     insert into household_result_change (tenant_id, id, household_id, policy, area_code, organisation_line, on_day,
       old_state, new_state, old_fen, new_fen)
     select $1, g."changeId", g."householdId", g.policy, g."areaCode", g."organisationLine", g."onDay", o.state, g.state,
       o.monthly_fen, g."monthlyFen"
     from given g left join old o on o.household_id = g."householdId" and o.policy = g.policy
     where (o.state, o.monthly_fen) is distinct from (g.state, g."monthlyFen")`,
    [tx.scope.tenantId, JSON.stringify(rows)],
  )
}

/** Takes away the answers of families that are withdrawn; a family that is gone takes its own along. */
export const removeResults = (tx: Transaction, householdIds: readonly string[]): Promise<number> =>
  tx.run('delete from household_result where tenant_id = $1 and household_id = any($2::uuid[])', [
    tx.scope.tenantId,
    householdIds,
  ])

/** The answers for one family. */
export const resultsOf = (tx: Transaction, householdId: string): Promise<HouseholdResult[]> =>
  tx.rows(
    `select policy, on_day as "onDay", state, monthly_fen as "monthlyFen", reasons, missing, trace, inputs,
       policy_version as "policyVersion", computed_at as "computedAt"
     from household_result where tenant_id = $1 and household_id = $2 order by policy`,
    [tx.scope.tenantId, householdId],
  )

export type ResultChange = {
  at: string
  policy: PolicyId
  oldState: ResultState | null
  newState: ResultState
  oldFen: string | null
  newFen: string
}

/** How the answers for one family became what they are, the newest first. */
export const resultChangesOf = (tx: Transaction, householdId: string): Promise<ResultChange[]> =>
  tx.rows(
    `select at, policy, old_state as "oldState", new_state as "newState", old_fen as "oldFen", new_fen as "newFen"
     from household_result_change where tenant_id = $1 and household_id = $2 order by at desc, id desc limit 50`,
    [tx.scope.tenantId, householdId],
  )

/** What a list of results is narrowed by; `state` `none` are families never evaluated. */
export type ResultBounds = {
  policy: PolicyId
  /** The day on which an enrolment must hold. */
  today: string
  areaFrom?: string | undefined
  areaTo?: string | undefined
  state?: ResultState | 'none' | undefined
  enrolled?: boolean | undefined
  coverage?: Coverage | undefined
  search?: string | undefined
}

/** Who of the registered families is eligible, who is enrolled: the one source of lists, figures and guarantees. */
const source = `household h
  left join household_result r on r.tenant_id = h.tenant_id and r.household_id = h.id and r.policy = $2
  left join lateral (
    select e.id, e.from_day, e.monthly_fen from enrolment e
    where e.tenant_id = $1 and e.household_id = h.id and e.programme = $2 and e.from_day <= $3 and (e.to_day is null or e.to_day > $3)
    order by e.from_day desc limit 1
  ) e on true`

/** Unknown is not "no": such a family is undecided, whether it receives or not. */
const coverageConditions = {
  eligible_not_enrolled: `r.state = 'eligible' and e.id is null`,
  enrolled_not_eligible: `r.state = 'not_eligible' and e.id is not null`,
  agree: `((r.state = 'eligible' and e.id is not null) or (r.state = 'not_eligible' and e.id is null))`,
  undecided: `(r.state is null or r.state = 'unknown')`,
} as const satisfies Record<Coverage, string>

function conditions(tx: Transaction, bounds: ResultBounds): { where: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId, bounds.policy, bounds.today]
  const parts = ['h.tenant_id = $1', `h.status = 'registered'`]
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `h.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `h.area_code < ${place}`, bounds.areaTo)
  if (bounds.state === 'none') parts.push('r.state is null')
  else add((place) => `r.state = ${place}`, bounds.state)
  if (bounds.enrolled !== undefined) parts.push(`e.id is ${bounds.enrolled ? 'not ' : ''}null`)
  if (bounds.coverage) parts.push(coverageConditions[bounds.coverage])
  const ranges = bounds.search ? tokenRanges(bounds.search) : []
  const within = ranges.map(({ from, to }) => {
    values.push(from, to)
    return `(k.token >= $${values.length - 1} and k.token < $${values.length})`
  })
  if (within.length > 0)
    parts.push(
      `exists (select from household_token k where k.tenant_id = $1 and k.household_id = h.id and (${within.join(' or ')}))`,
    )
  return { where: parts.join(' and '), values }
}

const orders = {
  area: ['h.area_code'],
  head: ['h.head_name_pinyin'],
  income: ['h.monthly_per_capita_fen'],
  amount: ['r.monthly_fen'],
  state: ['r.state', 'h.area_code'],
  enrolled: ['e.from_day'],
} as const
export type ResultSort = keyof typeof orders

/** A page of families with what they are due and what they receive. */
export function listResults(
  tx: Transaction,
  bounds: ResultBounds,
  page: { sort: ResultSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<ResultRow[]> {
  const { where, values } = conditions(tx, bounds)
  const direction = page.order === 'desc' ? 'desc nulls last' : 'asc nulls last'
  const by = [...orders[page.sort], 'h.id'].map((column) => `${column} ${direction}`).join(', ')
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select h.id as "householdId", h.file_number as "fileNumber", h.head_name as "headName", h.area_code as "areaCode",
       coalesce(a.name, h.area_code) as "areaName", h.size, r.state, r.monthly_fen as "monthlyFen",
       coalesce(r.reasons, '[]') as reasons, coalesce(r.missing, '{}') as missing, coalesce(r.trace, '[]') as trace, r.inputs,
       r.on_day as "onDay", e.from_day as "enrolledFrom", e.monthly_fen as "enrolledFen"
     from ${source} left join area a on a.code = h.area_code
     where ${where} order by ${by} limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
}

export async function countResults(tx: Transaction, bounds: ResultBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${source} where ${where}`, values)
  return Number(row?.total ?? 0)
}

/** Families and money of each combination of answer and enrolment; the parts add up to all registered families. */
export type ResultFigure = {
  state: ResultState | null
  enrolled: boolean
  households: number
  persons: number
  /** Per month, as computed. */
  dueFen: string
  /** Per month, as enrolled; enrolments without an amount add nothing. */
  paidFen: string
}

export async function resultFigures(tx: Transaction, bounds: ResultBounds): Promise<ResultFigure[]> {
  const { where, values } = conditions(tx, bounds)
  const rows = await tx.rows<Omit<ResultFigure, 'households' | 'persons'> & { households: string; persons: string }>(
    `select r.state, e.id is not null as enrolled, count(*) as households, sum(h.size) as persons,
       coalesce(sum(r.monthly_fen), 0) as "dueFen", coalesce(sum(e.monthly_fen), 0) as "paidFen"
     from ${source} where ${where} group by 1, 2`,
    values,
  )
  return rows.map((row) => ({ ...row, households: Number(row.households), persons: Number(row.persons) }))
}

/** Per county: families that are eligible, how many of them are enrolled, and who is not decided. */
export type CountyCoverage = { area: string; name: string; eligible: number; enrolled: number; undecided: number }

export async function coverageByCounty(tx: Transaction, bounds: ResultBounds): Promise<CountyCoverage[]> {
  const { where, values } = conditions(tx, bounds)
  const rows = await tx.rows<Record<keyof CountyCoverage, string>>(
    `select c.area, coalesce(a.name, c.area) as name, c.eligible, c.enrolled, c.undecided from (
       select left(h.area_code, 6) || '000000' as area, count(*) filter (where r.state = 'eligible') as eligible,
         count(*) filter (where r.state = 'eligible' and e.id is not null) as enrolled,
         count(*) filter (where r.state is null or r.state = 'unknown') as undecided
       from ${source} where ${where} group by 1) c
     left join area a on a.code = c.area order by 1`,
    values,
  )
  return rows.map((row) => ({
    area: row.area,
    name: row.name,
    eligible: Number(row.eligible),
    enrolled: Number(row.enrolled),
    undecided: Number(row.undecided),
  }))
}
