import type { Transaction } from '../../platform/server/database.ts'
import type { Measure, MeasureDraft, Missing, PlanDraft, PlanRow } from './plan-model.ts'

export type PlanRecord = PlanDraft & { version: number }

export const findPlan = (tx: Transaction, householdId: string): Promise<PlanRecord | undefined> =>
  tx.row(
    `select project, no_project as "noProject", goals, target_on as "targetOn", version from assistance_plan
     where tenant_id = $1 and household_id = $2`,
    [tx.scope.tenantId, householdId],
  )

export async function plansOf(tx: Transaction, householdIds: readonly string[]): Promise<Map<string, PlanRecord>> {
  const rows = await tx.rows<PlanRecord & { householdId: string }>(
    `select household_id as "householdId", project, no_project as "noProject", goals, target_on as "targetOn", version
     from assistance_plan where tenant_id = $1 and household_id = any($2::uuid[])`,
    [tx.scope.tenantId, householdIds],
  )
  return new Map(rows.map(({ householdId, ...plan }) => [householdId, plan]))
}

/** Saves a plan when its version is still the one that was read (0: there was none). 0 rows otherwise. */
export const savePlan = (tx: Transaction, householdId: string, version: number, plan: PlanDraft): Promise<number> =>
  tx.run(
    version === 0
      ? `insert into assistance_plan (tenant_id, household_id, area_code, organisation_line, project, no_project, goals, target_on, updated_by)
         select $1, h.id, h.area_code, h.organisation_line, $4, $5, $6, $7, $8 from household h
         where h.tenant_id = $1 and h.id = $2 and $3 = 0 on conflict do nothing`
      : `update assistance_plan set project = $4, no_project = $5, goals = $6, target_on = $7, updated_by = $8, updated_at = now(),
           version = version + 1 where tenant_id = $1 and household_id = $2 and version = $3`,
    [
      tx.scope.tenantId,
      householdId,
      version,
      plan.project,
      plan.noProject,
      plan.goals,
      plan.targetOn,
      tx.scope.accountId,
    ],
  )

const measureColumns = `m.id, m.kind, m.text, m.due_on as "dueOn", m.helper_id as "helperId", g.name as "helperName",
  m.done_on as "doneOn", m.result, m.version`

export const measuresOf = (
  tx: Transaction,
  householdIds: readonly string[],
): Promise<(Measure & { householdId: string })[]> =>
  tx.rows(
    `select ${measureColumns}, m.household_id as "householdId" from plan_measure m
     left join helper g on g.tenant_id = $1 and g.id = m.helper_id
     where m.tenant_id = $1 and m.household_id = any($2::uuid[]) order by m.household_id, m.due_on, m.id`,
    [tx.scope.tenantId, householdIds],
  )

export const addMeasure = (tx: Transaction, id: string, householdId: string, draft: MeasureDraft): Promise<number> =>
  tx.run(
    `insert into plan_measure (tenant_id, id, household_id, area_code, organisation_line, kind, text, due_on, helper_id, created_by)
     select $1, $2, h.id, h.area_code, h.organisation_line, $4, $5, $6, $7, $8 from household h where h.tenant_id = $1 and h.id = $3`,
    [tx.scope.tenantId, id, householdId, draft.kind, draft.text, draft.dueOn, draft.helperId, tx.scope.accountId],
  )

/** Plans and measures that are so already, as the demo states them; a plan that exists stays. */
export async function addPlans(
  tx: Transaction,
  plans: readonly (PlanDraft & { householdId: string })[],
  measures: readonly (MeasureDraft & {
    id: string
    householdId: string
    doneOn: string | null
    result: string | null
  })[],
): Promise<void> {
  await tx.run(
    `insert into assistance_plan (tenant_id, household_id, area_code, organisation_line, project, no_project, goals, target_on, updated_by)
     select $1, h.id, h.area_code, h.organisation_line, r.project, r."noProject", r.goals, r."targetOn", $3
     from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, project text, "noProject" boolean, goals text, "targetOn" date)
     join household h on h.tenant_id = $1 and h.id = r."householdId" on conflict do nothing`,
    [tx.scope.tenantId, JSON.stringify(plans), tx.scope.accountId],
  )
  await tx.run(
    `insert into plan_measure (tenant_id, id, household_id, area_code, organisation_line, kind, text, due_on, helper_id, done_on, result, created_by)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r.kind, r.text, r."dueOn", r."helperId", r."doneOn", r.result, $3
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, kind text, text text, "dueOn" date, "helperId" uuid,
       "doneOn" date, result text)
     join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    [tx.scope.tenantId, JSON.stringify(measures), tx.scope.accountId],
  )
}

export const changeMeasure = (
  tx: Transaction,
  change: MeasureDraft & { id: string; version: number; doneOn: string | null; result: string | null },
): Promise<number> =>
  tx.run(
    `update plan_measure set kind = $4, text = $5, due_on = $6, helper_id = $7, done_on = $8, result = $9, version = version + 1
     where tenant_id = $1 and id = $2 and version = $3`,
    [
      tx.scope.tenantId,
      change.id,
      change.version,
      change.kind,
      change.text,
      change.dueOn,
      change.helperId,
      change.doneOn,
      change.result,
    ],
  )

export const findMeasure = (tx: Transaction, id: string): Promise<(Measure & { householdId: string }) | undefined> =>
  tx.row(
    `select ${measureColumns}, m.household_id as "householdId" from plan_measure m
     left join helper g on g.tenant_id = $1 and g.id = m.helper_id where m.tenant_id = $1 and m.id = $2`,
    [tx.scope.tenantId, id],
  )

export const removeMeasure = (tx: Transaction, id: string): Promise<number> =>
  tx.run('delete from plan_measure where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])

// What a report of clarities means by each missing item, in SQL over household h, its head n, live pair p, lead g, plan a.
const missingItems: Readonly<Record<Missing, string>> = {
  helper: 'g.id is null',
  helper_phone: 'g.id is not null and g.phone_hash is null',
  identity: 'n.identity_number_hash is null',
  category: 'h.category is null',
  income: 'h.annual_income_fen is null',
  cause: 'h.main_cause is null',
  members: 'c.people < h.size',
  project: 'a.project is null and not coalesce(a.no_project, false)',
  measures: 'coalesce(s.measures, 0) = 0',
  goals: 'a.goals is null',
  target_day: 'a.target_on is null',
}
const missingArray = `array_remove(array[${Object.entries(missingItems)
  .map(([item, condition]) => `case when ${condition} then '${item}' end`)
  .join(', ')}], null)`

const facts = `left join person n on n.tenant_id = h.tenant_id and n.id = h.head_person_id
  left join helper g on g.tenant_id = h.tenant_id and g.id = p.helper_id
  left join assistance_plan a on a.tenant_id = h.tenant_id and a.household_id = h.id
  left join lateral (select count(*)::int as people from person k
    where k.tenant_id = h.tenant_id and k.household_id = h.id and k.left_on is null) c on true
  left join lateral (select count(*)::int as measures, count(m.done_on)::int as done from plan_measure m
    where m.tenant_id = h.tenant_id and m.household_id = h.id) s on true`
const live = 'pair p on p.tenant_id = h.tenant_id and p.household_id = h.id and p.until is null'

/** What is missing for the six clarities of one family, whether or not it is paired. */
export async function missingOf(tx: Transaction, householdId: string): Promise<Missing[]> {
  const row = await tx.row<{ missing: Missing[] }>(
    `select ${missingArray} as missing from household h left join ${live} ${facts} where h.tenant_id = $1 and h.id = $2`,
    [tx.scope.tenantId, householdId],
  )
  return row?.missing ?? []
}

export type PlanBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  missing?: readonly Missing[] | undefined
  /** Families for whom everything is clear, or something is missing. */
  clear?: boolean | undefined
  helper?: string | undefined
  unit?: string | undefined
  search?: string | undefined
  ids?: readonly string[] | undefined
}

function conditions(tx: Transaction, bounds: PlanBounds): { where: string; values: (string | readonly string[])[] } {
  const values: (string | readonly string[])[] = [tx.scope.tenantId]
  const parts = [`h.tenant_id = $1 and h.status = 'registered'`]
  const add = (condition: (place: string) => string, value: string | readonly string[] | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `p.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `p.area_code < ${place}`, bounds.areaTo)
  add((place) => `p.helper_id = ${place}`, bounds.helper)
  add((place) => `g.organisation_id = ${place}`, bounds.unit)
  add((place) => `p.id = any(${place}::uuid[])`, bounds.ids)
  add(
    (place) =>
      `(position(${place} in h.head_name) > 0 or h.file_number = ${place} or position(${place} in coalesce(g.name, '')) > 0)`,
    bounds.search || undefined,
  )
  if (bounds.missing?.length) parts.push(`(${bounds.missing.map((item) => missingItems[item]).join(' or ')})`)
  if (bounds.clear !== undefined)
    parts.push(`${bounds.clear ? 'not ' : ''}(${Object.values(missingItems).join(' or ')})`)
  return { where: parts.join(' and '), values }
}

const orders = {
  area: 'h.area_code',
  head: 'h.head_name_pinyin',
  helper: 'g.name_pinyin',
  target: 'a.target_on',
} as const
export type PlanOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

export function listPlans(tx: Transaction, bounds: PlanBounds, page: PlanOrder): Promise<PlanRow[]> {
  const { where, values } = conditions(tx, bounds)
  return tx.rows(
    `select h.id as "householdId", p.id as "pairId", h.file_number as "fileNumber", h.head_name as "headName",
       h.area_code as "areaCode", coalesce(v.name, h.area_code) as "areaName", g.name as "helperName",
       coalesce(o.name, g.organisation_text) as "helperUnit", a.project, coalesce(s.measures, 0) as measures,
       coalesce(s.done, 0) as done, a.target_on as "targetOn", ${missingArray} as missing
     from (select h.id, p.id as pair_id from household h join ${live} ${facts} where ${where}
           order by ${orders[page.sort]} ${page.order === 'desc' ? 'desc' : 'asc'} nulls last, h.id
           limit ${Math.trunc(page.limit)} offset ${Math.trunc(page.offset)}) x
     join household h on h.tenant_id = $1 and h.id = x.id join pair p on p.tenant_id = $1 and p.id = x.pair_id ${facts}
     left join organisation o on o.tenant_id = $1 and o.id = g.organisation_id left join area_name v on v.code = h.area_code
     order by ${orders[page.sort]} ${page.order === 'desc' ? 'desc' : 'asc'} nulls last, h.id`,
    values,
  )
}

export async function countPlans(tx: Transaction, bounds: PlanBounds): Promise<number> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from household h join ${live} ${facts} where ${where}`,
    values,
  )
  return Number(row?.total ?? 0)
}

/** How many paired families lack each item. */
export async function countMissing(
  tx: Transaction,
  bounds: PlanBounds,
): Promise<{ households: number; clear: number; missing: Record<Missing, number> }> {
  const { where, values } = conditions(tx, bounds)
  const counts = Object.entries(missingItems).map(
    ([item, condition]) => `count(*) filter (where ${condition}) as ${item}`,
  )
  const row = await tx.row<Record<string, string>>(
    `select count(*) as households, count(*) filter (where not (${Object.values(missingItems).join(' or ')})) as clear, ${counts.join(', ')}
     from household h join ${live} ${facts} where ${where}`,
    values,
  )
  const missing = Object.fromEntries(
    Object.keys(missingItems).map((item) => [item, Number(row?.[item] ?? 0)]),
  ) as Record<Missing, number>
  return { households: Number(row?.households ?? 0), clear: Number(row?.clear ?? 0), missing }
}
