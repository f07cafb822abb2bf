import type { Transaction } from '../../platform/server/database.ts'
import type { Goods, VisitedFamily, VisitRow } from './model.ts'

type Seen = { marks: readonly string[]; text: string | null }

/** A visit to be added; area and line come from the household. */
export type NewVisit = {
  id: string
  householdId: string
  helperId: string | null
  visitorText: string | null
  visitedOn: string
  madeAt: string | null
  recordedBy: string
  living: Seen
  thinking: Seen
  difficulties: Seen
  needs: Seen
  cashFen: string | null
  goods: readonly Goods[]
  /** Hash of what the device sent: the same id with another content is a conflict. */
  contentHash: Buffer
}

const array = (texts: readonly string[]) => `{${texts.join(',')}}`
const flat = (visit: NewVisit) => ({
  ...visit,
  living: array(visit.living.marks),
  livingText: visit.living.text || null,
  thinking: array(visit.thinking.marks),
  thinkingText: visit.thinking.text || null,
  difficulties: array(visit.difficulties.marks),
  difficultiesText: visit.difficulties.text || null,
  needs: array(visit.needs.marks),
  needsText: visit.needs.text || null,
  contentHash: `\\x${visit.contentHash.toString('hex')}`,
})

/** Adds visits; one whose id is there already is left out. Answers the ids that were added. */
export async function addVisits(tx: Transaction, visits: readonly NewVisit[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    `insert into visit (tenant_id, id, household_id, area_code, organisation_line, helper_id, visitor_text, visited_on, made_at,
       recorded_by, living, living_text, thinking, thinking_text, difficulties, difficulties_text, needs, needs_text, cash_fen,
       goods, content_hash)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r."helperId", r."visitorText", r."visitedOn", r."madeAt",
       r."recordedBy", r.living, r."livingText", r.thinking, r."thinkingText", r.difficulties, r."difficultiesText", r.needs,
       r."needsText", r."cashFen", r.goods, r."contentHash"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "helperId" uuid, "visitorText" text, "visitedOn" date,
       "madeAt" timestamptz, "recordedBy" uuid, living text[], "livingText" text, thinking text[], "thinkingText" text,
       difficulties text[], "difficultiesText" text, needs text[], "needsText" text, "cashFen" bigint, goods jsonb,
       "contentHash" bytea)
     join household h on h.tenant_id = $1 and h.id = r."householdId"
     on conflict (tenant_id, id) do nothing
     returning id`,
    [tx.scope.tenantId, JSON.stringify(visits.map(flat))],
  )
  return new Set(rows.map((row) => row.id))
}

export const contentHashOf = async (tx: Transaction, id: string): Promise<Buffer | undefined> =>
  (
    await tx.row<{ hash: Buffer }>('select content_hash as hash from visit where tenant_id = $1 and id = $2', [
      tx.scope.tenantId,
      id,
    ])
  )?.hash

const seen = (name: string) => `jsonb_build_object('marks', v.${name}, 'text', coalesce(v.${name}_text, '')) as ${name}`
const columns = `v.id, v.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
  coalesce(a.name, v.area_code) as "areaName", v.helper_id as "helperId", coalesce(p.name, v.visitor_text) as visitor,
  coalesce(o.name, p.organisation_text) as unit, v.visited_on as "visitedOn", v.recorded_at as "recordedAt",
  ${seen('living')}, ${seen('thinking')}, ${seen('difficulties')}, ${seen('needs')}, v.cash_fen as "cashFen", v.goods,
  (select count(*)::int from request q where q.tenant_id = $1 and q.visit_id = v.id) as asks,
  (select count(*)::int from promise m where m.tenant_id = $1 and m.visit_id = v.id) as promises`

const joins = `join household h on h.tenant_id = v.tenant_id and h.id = v.household_id
  left join helper p on p.tenant_id = v.tenant_id and p.id = v.helper_id
  left join organisation o on o.tenant_id = v.tenant_id and o.id = p.organisation_id
  left join area_name a on a.code = v.area_code`

/** What a list of visits is narrowed by; days inclusive. */
export type VisitBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  household?: string | undefined
  helper?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** Visits at which money or goods were handed over. */
  gave?: boolean | undefined
}

function conditions(tx: Transaction, bounds: VisitBounds): { where: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId]
  const parts = ['v.tenant_id = $1']
  const add = (condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  add((place) => `v.area_code >= ${place}`, bounds.areaFrom)
  add((place) => `v.area_code < ${place}`, bounds.areaTo)
  add((place) => `v.household_id = ${place}`, bounds.household)
  add((place) => `v.helper_id = ${place}`, bounds.helper)
  add((place) => `v.visited_on >= ${place}`, bounds.from)
  add((place) => `v.visited_on <= ${place}`, bounds.to)
  if (bounds.gave) parts.push(`(v.cash_fen is not null or v.goods <> '[]')`)
  return { where: parts.join(' and '), values }
}

const orders = {
  visited: ['v.visited_on'],
  recorded: ['v.recorded_at'],
  area: ['v.area_code', 'v.visited_on'],
} as const
export type VisitOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

/** A page of visits, cut before names are joined. */
export function listVisits(tx: Transaction, bounds: VisitBounds, page: VisitOrder): Promise<VisitRow[]> {
  const { where, values } = conditions(tx, bounds)
  const by = [...orders[page.sort], 'v.id']
    .map((column) => `${column} ${page.order === 'desc' ? 'desc' : 'asc'}`)
    .join(', ')
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select ${columns} from (
       select * from visit v where ${where} order by ${by} limit $${values.length - 1}::int offset $${values.length}::int
     ) v ${joins} order by ${by}`,
    values,
  )
}

export async function countVisits(
  tx: Transaction,
  bounds: VisitBounds,
): Promise<{ total: number; households: number }> {
  const { where, values } = conditions(tx, bounds)
  const row = await tx.row<{ total: string; households: string }>(
    `select count(*) as total, count(distinct v.household_id) as households from visit v where ${where}`,
    values,
  )
  return { total: Number(row?.total ?? 0), households: Number(row?.households ?? 0) }
}

const familyOrders = { last: 'last_on', visits: 'visits', area: 'area' } as const
export type FamilyOrder = { sort: keyof typeof familyOrders; order: 'asc' | 'desc'; limit: number; offset: number }

/** A page of the families to whom the visits went, each once. */
export function listVisited(tx: Transaction, bounds: VisitBounds, page: FamilyOrder): Promise<VisitedFamily[]> {
  const { where, values } = conditions(tx, bounds)
  const by = `${familyOrders[page.sort]} ${page.order}, v.household_id ${page.order}`
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select v.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
       coalesce(a.name, h.area_code) as "areaName", v.visits, v.last_on as "lastVisitedOn"
     from (
       select v.household_id, min(v.area_code) as area, count(*)::int as visits, max(v.visited_on) as last_on from visit v
       where ${where} group by v.household_id order by ${by} limit $${values.length - 1}::int offset $${values.length}::int
     ) v join household h on h.tenant_id = $1 and h.id = v.household_id left join area_name a on a.code = h.area_code
     order by ${by}`,
    values,
  )
}

export const findVisit = (tx: Transaction, id: string): Promise<VisitRow | undefined> =>
  tx.row(`select ${columns} from visit v ${joins} where v.tenant_id = $1 and v.id = $2`, [tx.scope.tenantId, id])

/** The last visits of several families, up to `each` of a family. */
export const lastVisitsOf = (tx: Transaction, householdIds: readonly string[], each: number): Promise<VisitRow[]> =>
  tx.rows(
    `select ${columns} from unnest($2::uuid[]) as f (id)
     cross join lateral (select * from visit one where one.tenant_id = $1 and one.household_id = f.id
       order by one.visited_on desc, one.id desc limit $3) v ${joins} order by v.household_id, v.visited_on desc, v.id desc`,
    [tx.scope.tenantId, householdIds, each],
  )

/** Runs a part of a transaction that may fail for itself: what it wrote is taken back, the rest stays. */
export async function inSavepoint<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await tx.run('savepoint item')
  try {
    const result = await work()
    await tx.run('release savepoint item')
    return result
  } catch (error) {
    await tx.run('rollback to savepoint item')
    throw error
  }
}
