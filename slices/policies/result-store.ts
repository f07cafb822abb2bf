import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import { sought } from '../registry/search-rules.ts'
import { inIndex, type QueryValues } from '../registry/search-store.ts'
import { filledForm } from './answer-form-rules.ts'
import {
  type Coverage,
  type HouseholdResult,
  mainPolicies,
  type PayPeriod,
  type Plain,
  type PolicyId,
  type Reason,
  type ResultState,
  type StoredRow,
} from './model.ts'
import type { OldResult } from './shared-answer-store.ts'

/** An answer for a family as it is stored; area and line are the household's. */
export type NewResult = {
  readonly householdId: string
  readonly areaCode: string
  readonly organisationLine: string
  readonly policy: string
  readonly state: ResultState
  readonly amountFen: string
  readonly period: PayPeriod | null
  /** The number of its form, and the figures of the family as JSON. */
  readonly form: number
  readonly values: string
}

/** A text as an element of an array that is written out: JSON quotes as arrays do what has no line breaks. */
const quoted = (text: string): string => JSON.stringify(text)
/** Arrays of ids, numbers and codes need no quotes; writing them out here spares looking at every sign of them. */
const listed = (items: readonly (string | number | null)[]): string => `{${items.join(',')}}`

/**
 * Writes answers, over those that stood or where none did: looking for what may stand there costs as much as the row. Arrays of
 * columns are what the database takes in fastest without COPY.
 */
export async function saveResults(
  tx: Transaction,
  rows: readonly NewResult[],
  standing: 'over' | 'none',
): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into household_result (tenant_id, household_id, area_code, organisation_line, policy, state, amount_fen, period,
       form, figure_values)
     select $1, r.household_id, r.area_code, r.line, r.policy, r.state, r.fen, nullif(r.period, ''), r.form, r.figures
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::int[], $10::text[])
       as r (household_id, area_code, line, policy, state, fen, period, form, figures)
     ${standing === 'over' ? overStanding : ''}`,
    [
      tx.scope.tenantId,
      listed(rows.map((row) => row.householdId)),
      listed(rows.map((row) => quoted(row.areaCode))),
      listed(rows.map((row) => quoted(row.organisationLine))),
      listed(rows.map((row) => quoted(row.policy))),
      listed(rows.map((row) => row.state)),
      listed(rows.map((row) => row.amountFen)),
      listed(rows.map((row) => quoted(row.period ?? ''))),
      listed(rows.map((row) => row.form)),
      listed(rows.map((row) => quoted(row.values))),
    ],
  )
}

const overStanding = `on conflict (tenant_id, household_id, policy) do update set area_code = excluded.area_code,
       organisation_line = excluded.organisation_line, state = excluded.state, amount_fen = excluded.amount_fen,
       period = excluded.period, form = excluded.form, figure_values = excluded.figure_values, reasons = null, missing = null,
       trace = null, figures = null, answers = null, policy_version = null, digest = null, changed_at = now()`

/** A family with the answers that have no row of their own: numbers of forms and figures, both as JSON objects by policy. */
export type Evaluated = {
  readonly householdId: string
  readonly areaCode: string
  readonly organisationLine: string
  readonly shared: string
  readonly values: string
}

/** Notes for which day some families were evaluated, and those of their answers that have no row of their own. */
export const saveEvaluations = (tx: Transaction, families: readonly Evaluated[], onDay: string): Promise<number> =>
  tx.run(
    `insert into household_evaluation (tenant_id, household_id, area_code, organisation_line, on_day, shared, figure_values)
     select $1, r.id, r.area, r.line, $5, r.shared::jsonb, r.figures
     from unnest($2::uuid[], $3::text[], $4::text[], $6::text[], $7::text[]) as r (id, area, line, shared, figures)
     on conflict (tenant_id, household_id) do update set area_code = excluded.area_code, shared = excluded.shared,
       figure_values = excluded.figure_values, organisation_line = excluded.organisation_line, on_day = excluded.on_day,
       computed_at = now()`,
    [
      tx.scope.tenantId,
      listed(families.map((family) => family.householdId)),
      listed(families.map((family) => quoted(family.areaCode))),
      listed(families.map((family) => quoted(family.organisationLine))),
      onDay,
      listed(families.map(({ shared }) => quoted(shared))),
      listed(families.map(({ values }) => quoted(values))),
    ],
  )

/** Notes for which day some families were evaluated of whom nothing became another answer. */
export const confirmEvaluations = (tx: Transaction, householdIds: readonly string[], onDay: string): Promise<number> =>
  tx.run(
    `update household_evaluation set on_day = $3, computed_at = now() where tenant_id = $1 and household_id = any($2::uuid[])`,
    [tx.scope.tenantId, listed(householdIds), onDay],
  )

/** Writes down answers that became others. Added to, never changed. */
export const addResultChanges = (
  tx: Transaction,
  changes: readonly (NewResult & { onDay: string; old: OldResult | undefined })[],
): Promise<number> =>
  tx.run(
    `insert into household_result_change (tenant_id, id, household_id, policy, area_code, organisation_line, on_day,
       old_state, new_state, old_fen, new_fen)
     select $1, r.id, r.household_id, r.policy, r.area, r.line, $7, r.old_state, r.new_state, r.old_fen, r.new_fen
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[])
       as r (id, household_id, policy, area, line, old_state, new_state, old_fen, new_fen)`,
    [
      tx.scope.tenantId,
      listed(changes.map(() => randomUUIDv7())),
      listed(changes.map((one) => one.householdId)),
      listed(changes.map((one) => quoted(one.policy))),
      listed(changes.map((one) => quoted(one.areaCode))),
      listed(changes.map((one) => quoted(one.organisationLine))),
      changes[0]?.onDay ?? null,
      listed(changes.map((one) => one.old?.state ?? 'null')),
      listed(changes.map((one) => one.state)),
      listed(changes.map((one) => one.old?.amountFen ?? 'null')),
      listed(changes.map((one) => one.amountFen)),
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

/** What a row of its own or its form says; the figures of the family are still to be put into it. */
const text = (column: string): string => `coalesce(o.${column}, f.${column})`
const resultColumns = `r.policy, e.on_day as "onDay", r.state, r.amount_fen as "amountFen", r.period,
  case when r.period = 'month' then r.amount_fen else 0 end as "monthlyFen",
  array(select one ->> 'code' from jsonb_array_elements(r.reasons) one where one ->> 'code' <> 'granted') as reasons,
  r.reasons as "reasonFigures", r.missing, r.trace, r.figures, r.answers, r.policy_version as "policyVersion",
  e.computed_at as "computedAt", r.own as "ownValues", e.figure_values as "allValues"`

/** Where the figures of a family stand: with the row of its own, or with its evaluation. */
type WithValues = { ownValues: string | null; allValues: string | null }

/** A row with the figures of the family where its form leaves them out. */
function withFigures<Row extends { reasonFigures: Reason[]; figures: Record<string, Plain> }>(
  { ownValues, allValues, ...row }: Row & WithValues,
  policy: string,
): Omit<Row & WithValues, keyof WithValues> {
  const all = ownValues === null ? (JSON.parse(allValues || '{}') as Record<string, Plain[]>)[policy] : undefined
  const values = ownValues ? (JSON.parse(ownValues) as Plain[]) : (all ?? [])
  const { reasons: reasonFigures, figures } = filledForm({ reasons: row.reasonFigures, figures: row.figures }, values)
  return { ...row, reasonFigures, figures }
}

/** The answers for one family: of all policies, or of those that are paid as programmes. */
export async function resultsOf(
  tx: Transaction,
  householdId: string,
  policies: readonly string[] = mainPolicies,
): Promise<HouseholdResult[]> {
  const rows = await tx.rows<HouseholdResult & WithValues>(
    `select ${resultColumns} from household_evaluation e join lateral (
       select o.policy, o.state, o.amount_fen, o.period, ${text('reasons')} as reasons, ${text('missing')} as missing,
         ${text('trace')} as trace, ${text('figures')} as figures, ${text('answers')} as answers,
         ${text('policy_version')} as policy_version, coalesce(o.figure_values, '') as own
       from household_result o left join shared_answer f on f.tenant_id = $1 and f.number = o.form
       where o.tenant_id = $1 and o.household_id = $2 union all
       select s.policy, s.state, 0, s.period, s.reasons, s.missing, s.trace, s.figures, s.answers, s.policy_version, null
       from jsonb_each_text(e.shared) one join shared_answer s on s.tenant_id = $1 and s.number = one.value::int
     ) r on r.policy = any($3::text[])
     where e.tenant_id = $1 and e.household_id = $2 order by r.policy`,
    [tx.scope.tenantId, householdId, policies],
  )
  return rows.map((row) => withFigures(row, row.policy))
}

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

function conditions(tx: Transaction, bounds: ResultBounds): { where: string; values: QueryValues } {
  const values: QueryValues = [tx.scope.tenantId, bounds.policy, bounds.today]
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
  const text = bounds.search ? sought(bounds.search) : undefined
  if (text) parts.push(inIndex(text, values))
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
export async function listResults(
  tx: Transaction,
  bounds: ResultBounds,
  page: { sort: ResultSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<StoredRow[]> {
  const { where, values } = conditions(tx, bounds)
  const direction = page.order === 'desc' ? 'desc nulls last' : 'asc nulls last'
  const by = [...orders[page.sort], 'h.id'].map((column) => `${column} ${direction}`).join(', ')
  values.push(String(page.limit), String(page.offset))
  const told = (column: string): string => `coalesce(r.${column}, f.${column}, s.${column})`
  const rows = await tx.rows<StoredRow & WithValues>(
    `select h.id as "householdId", h.file_number as "fileNumber", h.head_name as "headName", h.area_code as "areaCode",
       coalesce(a.name, h.area_code) as "areaName", h.size, ${state} as state,
       coalesce(r.amount_fen, case when s.number is not null then 0 end) as "amountFen", coalesce(r.period, s.period) as period,
       case when r.period = 'month' then r.amount_fen when ${state} is not null then 0 end as "monthlyFen",
       array(select one ->> 'code' from jsonb_array_elements(${told('reasons')}) one
         where one ->> 'code' <> 'granted') as reasons,
       coalesce(${told('reasons')}, '[]') as "reasonFigures", coalesce(${told('missing')}, '{}') as missing,
       coalesce(${told('trace')}, '[]') as trace, coalesce(${told('figures')}, '{}') as figures, v.on_day as "onDay",
       e.from_day as "enrolledFrom", e.fen as "enrolledFen", v.figure_values as "allValues",
       case when r.policy is not null then coalesce(r.figure_values, '') end as "ownValues"
     from ${source} left join shared_answer f on f.tenant_id = $1 and f.number = r.form
     left join area a on a.code = h.area_code
     where ${where} order by ${by} limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
  return rows.map((row) => withFigures(row, bounds.policy))
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
