import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import { tokenRanges } from '../registry/rules.ts'
import {
  type Coverage,
  type FoundParameter,
  type HouseholdResult,
  mainPolicies,
  type PayPeriod,
  type Plain,
  type PolicyId,
  type Reason,
  type ResultState,
  type StoredRow,
} from './model.ts'

/** An answer for a family as it is stored; area and line are the household's. */
export type NewResult = {
  householdId: string
  areaCode: string
  organisationLine: string
  policy: string
  state: ResultState
  amountFen: string
  period: PayPeriod | null
  reasons: readonly Reason[]
  missing: readonly string[]
  trace: readonly FoundParameter[]
  figures: Readonly<Record<string, Plain>>
  answers: Readonly<Record<string, Plain>>
  policyVersion: string
  digest: string
}

/** An answer that stands. */
export type OldResult = {
  householdId: string
  areaCode: string
  policy: string
  state: ResultState
  amountFen: string
  digest: string
  /** A row of its own; otherwise one that many families share. */
  own: boolean
}

/** Writes answers over those that stood. Arrays of columns are what the database takes in fastest without COPY. */
export async function saveResults(tx: Transaction, rows: readonly NewResult[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into household_result (tenant_id, household_id, area_code, organisation_line, policy, state, amount_fen, period,
       reasons, missing, trace, figures, answers, policy_version, digest)
     select $1, r.household_id, r.area_code, r.line, r.policy, r.state, r.fen, r.period, r.reasons::jsonb,
       case when r.missing = '' then '{}' else string_to_array(r.missing, ' ') end, r.trace::jsonb, r.figures::jsonb,
       r.answers::jsonb, r.policy_version, r.digest
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[], $10::text[],
       $11::text[], $12::text[], $13::text[], $14::text[], $15::text[]) as r (household_id, area_code, line, policy, state, fen,
       period, reasons, missing, trace, figures, answers, policy_version, digest)
     on conflict (tenant_id, household_id, policy) do update set area_code = excluded.area_code,
       organisation_line = excluded.organisation_line, state = excluded.state, amount_fen = excluded.amount_fen,
       period = excluded.period, reasons = excluded.reasons, missing = excluded.missing, trace = excluded.trace,
       figures = excluded.figures, answers = excluded.answers, policy_version = excluded.policy_version,
       digest = excluded.digest, changed_at = now()`,
    [
      tx.scope.tenantId,
      rows.map((row) => row.householdId),
      rows.map((row) => row.areaCode),
      rows.map((row) => row.organisationLine),
      rows.map((row) => row.policy),
      rows.map((row) => row.state),
      rows.map((row) => row.amountFen),
      rows.map((row) => row.period),
      rows.map((row) => JSON.stringify(row.reasons)),
      rows.map((row) => row.missing.join(' ')),
      rows.map((row) => JSON.stringify(row.trace)),
      rows.map((row) => JSON.stringify(row.figures)),
      rows.map((row) => JSON.stringify(row.answers)),
      rows.map((row) => row.policyVersion),
      rows.map((row) => row.digest),
    ],
  )
}

/** Notes for which day some families were evaluated, and which shared answers are theirs. */
export const saveEvaluations = (
  tx: Transaction,
  families: readonly { householdId: string; areaCode: string; organisationLine: string }[],
  shared: ReadonlyMap<string, Readonly<Record<string, number>>>,
  onDay: string,
): Promise<number> =>
  tx.run(
    `insert into household_evaluation (tenant_id, household_id, area_code, organisation_line, on_day, shared)
     select $1, r.id, r.area, r.line, $5, r.shared::jsonb from unnest($2::uuid[], $3::text[], $4::text[], $6::text[])
       as r (id, area, line, shared)
     on conflict (tenant_id, household_id) do update set area_code = excluded.area_code, shared = excluded.shared,
       organisation_line = excluded.organisation_line, on_day = excluded.on_day, computed_at = now()`,
    [
      tx.scope.tenantId,
      families.map((family) => family.householdId),
      families.map((family) => family.areaCode),
      families.map((family) => family.organisationLine),
      onDay,
      families.map(({ householdId }) => JSON.stringify(shared.get(householdId) ?? {})),
    ],
  )

/** Writes down answers that became others. Added to, never changed. */
export const addResultChanges = (
  tx: Transaction,
  changes: readonly (NewResult & { onDay: string; old: OldResult | undefined })[],
): Promise<number> =>
  tx.run(
    `insert into household_result_change (tenant_id, id, household_id, policy, area_code, organisation_line, on_day,
       old_state, new_state, old_fen, new_fen)
     select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[], $9::text[],
       $10::bigint[], $11::bigint[]) as r`,
    [
      tx.scope.tenantId,
      changes.map(() => randomUUIDv7()),
      changes.map((one) => one.householdId),
      changes.map((one) => one.policy),
      changes.map((one) => one.areaCode),
      changes.map((one) => one.organisationLine),
      changes.map((one) => one.onDay),
      changes.map((one) => one.old?.state ?? null),
      changes.map((one) => one.state),
      changes.map((one) => one.old?.amountFen ?? null),
      changes.map((one) => one.amountFen),
    ],
  )

/** Takes away answers of policies that no longer are in force for some families. */
export const removeResultsOf = (
  tx: Transaction,
  gone: readonly { householdId: string; policy: string }[],
): Promise<number> =>
  tx.run(
    `delete from household_result r using unnest($2::uuid[], $3::text[]) as g (household_id, policy)
     where r.tenant_id = $1 and r.household_id = g.household_id and r.policy = g.policy`,
    [tx.scope.tenantId, gone.map((one) => one.householdId), gone.map((one) => one.policy)],
  )

/** Takes away the answers of families that are withdrawn; a family that is gone takes its own along. */
export async function removeResults(tx: Transaction, householdIds: readonly string[]): Promise<void> {
  const values = [tx.scope.tenantId, householdIds]
  await tx.run('delete from household_result where tenant_id = $1 and household_id = any($2::uuid[])', values)
  await tx.run('delete from household_evaluation where tenant_id = $1 and household_id = any($2::uuid[])', values)
}

const resultColumns = `r.policy, e.on_day as "onDay", r.state, r.amount_fen as "amountFen", r.period,
  case when r.period = 'month' then r.amount_fen else 0 end as "monthlyFen",
  array(select one ->> 'code' from jsonb_array_elements(r.reasons) one where one ->> 'code' <> 'granted') as reasons,
  r.reasons as "reasonFigures", r.missing, r.trace, r.figures, r.answers, r.policy_version as "policyVersion",
  e.computed_at as "computedAt"`

/** The answers for one family: of all policies, or of those that are paid as programmes. */
export const resultsOf = (
  tx: Transaction,
  householdId: string,
  policies: readonly string[] = mainPolicies,
): Promise<HouseholdResult[]> =>
  tx.rows(
    `select ${resultColumns} from household_evaluation e join lateral (
       select policy, state, amount_fen, period, reasons, missing, trace, figures, answers, policy_version from household_result
       where tenant_id = $1 and household_id = $2 union all
       select s.policy, s.state, 0, s.period, s.reasons, s.missing, s.trace, s.figures, s.answers, s.policy_version
       from shared_answer s where s.tenant_id = $1 and s.number = (e.shared ->> s.policy)::int) r on r.policy = any($3::text[])
     where e.tenant_id = $1 and e.household_id = $2 order by r.policy`,
    [tx.scope.tenantId, householdId, policies],
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

/** What stands for a family, in a row of its own or shared; entitled is nobody by a shared one. */
const state = 'coalesce(r.state, s.state)'

/** Who of the registered families is eligible, who is enrolled: the one source of lists, figures and guarantees. */
const source = `household h
  left join household_result r on r.tenant_id = h.tenant_id and r.household_id = h.id and r.policy = $2
  left join household_evaluation v on v.tenant_id = h.tenant_id and v.household_id = h.id
  left join shared_answer s on s.tenant_id = $1 and s.policy = $2 and s.number = (v.shared ->> $2)::int
  left join lateral (
    select min(e.id::text) as id, max(e.from_day) as from_day, sum(coalesce(e.monthly_fen, e.period_fen)) as fen from enrolment e
    where e.tenant_id = $1 and e.household_id = h.id and e.programme = $2 and e.from_day <= $3 and (e.to_day is null or e.to_day > $3)
    having count(*) > 0
  ) e on true`

/** Unknown is not "no": such a family is undecided, whether it receives or not. */
const coverageConditions = {
  eligible_not_enrolled: `r.state = 'eligible' and e.id is null`,
  enrolled_not_eligible: `${state} = 'not_eligible' and e.id is not null`,
  agree: `((r.state = 'eligible' and e.id is not null) or (${state} = 'not_eligible' and e.id is null))`,
  undecided: `(${state} is null or ${state} = 'unknown')`,
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
  if (bounds.state === 'none') parts.push(`${state} is null`)
  else add((place) => `${bounds.state === 'eligible' ? 'r.state' : state} = ${place}`, bounds.state)
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
  amount: ['r.amount_fen'],
  state: [state, 'h.area_code'],
  enrolled: ['e.from_day'],
} as const
export type ResultSort = keyof typeof orders

/** A page of families with what they are due and what they receive. */
export function listResults(
  tx: Transaction,
  bounds: ResultBounds,
  page: { sort: ResultSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<StoredRow[]> {
  const { where, values } = conditions(tx, bounds)
  const direction = page.order === 'desc' ? 'desc nulls last' : 'asc nulls last'
  const by = [...orders[page.sort], 'h.id'].map((column) => `${column} ${direction}`).join(', ')
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select h.id as "householdId", h.file_number as "fileNumber", h.head_name as "headName", h.area_code as "areaCode",
       coalesce(a.name, h.area_code) as "areaName", h.size, ${state} as state,
       coalesce(r.amount_fen, case when s.number is not null then 0 end) as "amountFen", coalesce(r.period, s.period) as period,
       case when r.period = 'month' then r.amount_fen when ${state} is not null then 0 end as "monthlyFen",
       array(select one ->> 'code' from jsonb_array_elements(coalesce(r.reasons, s.reasons)) one
         where one ->> 'code' <> 'granted') as reasons,
       coalesce(r.reasons, s.reasons, '[]') as "reasonFigures", coalesce(r.missing, s.missing, '{}') as missing,
       coalesce(r.trace, s.trace, '[]') as trace, coalesce(r.figures, s.figures, '{}') as figures, v.on_day as "onDay", e.from_day as "enrolledFrom", e.fen as "enrolledFen"
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
    `select ${state} as state, e.id is not null as enrolled, count(*) as households, sum(h.size) as persons,
       coalesce(sum(r.amount_fen), 0) as "dueFen", coalesce(sum(e.fen), 0) as "paidFen"
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
         count(*) filter (where ${state} is null or ${state} = 'unknown') as undecided
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
