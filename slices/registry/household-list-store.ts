import type { PlanChoice, Transaction } from '../../platform/server/database.ts'
import { countryAreaName } from '../areas/pack-store.ts'
import { isWideArea } from './area-width-store.ts'
import { conditions, type HouseholdBounds, searched } from './household-store.ts'
import type { HouseholdRow } from './model.ts'
import type { Sought } from './search-rules.ts'
import { type QueryValues, walked } from './search-store.ts'

const orders = {
  area: ['h.area_code'],
  head: ['h.head_name_pinyin'],
  income: ['h.monthly_per_capita_fen'],
  registered: ['h.registered_on'],
  updated: ['h.updated_at'],
  category: ['h.category', 'h.area_code'],
  cause: ['h.main_cause', 'h.area_code'],
} as const

export type ListOrder = { sort: keyof typeof orders; order: 'asc' | 'desc'; limit: number; offset: number }

/** The columns of a list row that stand in the household itself; names of areas and organisations are added to the page. */
const ownColumns = `h.id, h.file_number as "fileNumber", h.head_name as "headName", h.area_code as "areaCode",
  h.responsible_id as "responsibleId", h.responsible_reason as "responsibleReason", h.work_unit_id as "workUnitId",
  h.work_unit_text as "workUnitText", h.size, h.residence, h.category, h.main_cause as "mainCause",
  h.annual_income_fen as "annualIncomeFen", h.monthly_per_capita_fen as "monthlyPerCapitaFen", h.status,
  h.registered_on as "registeredOn", h.updated_at as "updatedAt"`

type PageRow = Omit<HouseholdRow, 'areaName' | 'responsibleName' | 'workUnit'> & {
  workUnitId: string | null
  workUnitText: string | null
  names: Record<string, string> | null
}

/** Names of all organisations and own areas of a page as one object in its first row: joined to each row they would double its cost. */
const pageNames = `case when row_number() over () = 1 then (select json_object_agg(found.key, found.name) from (
    select o.id::text as key, o.name from organisation o where o.tenant_id = $1
      and o.id = any (array(select "responsibleId" from page union select "workUnitId" from page))
    union all
    select v.code, v.name from own_area v where v.tenant_id = $1
      and v.code = any (array(select distinct "areaCode" from page))) found) end as names`

/**
 * A page of households with its names, in one turn to the database: a turn costs more than the page. The limit of a first
 * page stands in the text: only then does the planner see that the plan for any tenant is as good as the plan for this one,
 * and keeps it instead of planning anew, which costs more than the rows. Later pages share one plan for all of them.
 */
export async function listHouseholds(
  tx: Transaction,
  bounds: HouseholdBounds,
  page: ListOrder,
): Promise<HouseholdRow[]> {
  const meant = await searched(tx, bounds)
  const { sought } = meant
  if (sought) return listSought(tx, { ...meant, sought }, page)
  const areaPassed = await walksAll(tx, meant, page)
  const { where, values } = conditions(tx, { ...meant, areaPassed })
  const plan = bounds.sought ? 'anew' : page.offset === 0 ? 'kept' : 'for all'
  return listRows(tx, `household h where ${where}`, values, page, plan)
}

/**
 * Whether a page of one area is found by walking all families in the order of the list. A kept plan does not know how many
 * live there, so the text tells it: as two `case` the area serves no index.
 */
async function walksAll(tx: Transaction, bounds: HouseholdBounds, page: ListOrder): Promise<boolean> {
  const { areaFrom, areaTo, category, cause } = bounds
  if (areaFrom === undefined || areaTo === undefined || bounds.sought || bounds.ids) return false
  const fixed = new Set([category && 'h.category', cause && 'h.main_cause'])
  // An order that is by area from here on has the area's families side by side in its index.
  if (orders[page.sort].find((column) => !fixed.has(column)) === 'h.area_code') return false
  return isWideArea(tx, areaFrom, areaTo, page.offset + page.limit)
}

// What one in forty families has fills a page within so many; what fewer have is found by reading all texts, which for a
// million people takes a tenth of a second.
const mostWalked = 2_000

/**
 * A page of what many have: a surname, a street. The first families of the list are looked at in their order until the page
 * is full. Where they do not fill it, few of those in sight have it, and the texts of all are read once instead.
 */
async function listSought(
  tx: Transaction,
  { sought, ...bounds }: HouseholdBounds & { sought: Sought },
  page: ListOrder,
): Promise<HouseholdRow[]> {
  if (page.offset + page.limit < mostWalked) {
    const { where, values } = conditions(tx, bounds)
    const first = `select h.* from household h where ${where} order by ${ordered(page)} limit ${mostWalked}`
    const rows = await listRows(tx, `(${first}) h where ${walked(sought, values)}`, values, page, 'followed')
    if (rows.length === page.limit) return rows
  }
  const all = conditions(tx, { ...bounds, sought })
  return listRows(tx, `household h where ${all.where}`, all.values, page)
}

const ordered = ({ sort, order }: ListOrder): string =>
  [...orders[sort], 'h.id'].map((column) => `${column} ${order === 'desc' ? 'desc' : 'asc'}`).join(', ')

/** A page of the rows `h` of a source, with its names. `followed`: other statements may come after it. */
export async function listRows(
  tx: Transaction,
  source: string,
  values: Readonly<QueryValues>,
  page: ListOrder,
  plan: PlanChoice | 'followed' = 'anew',
): Promise<HouseholdRow[]> {
  const [limit, offset] = [Math.trunc(page.limit), Math.trunc(page.offset)]
  const shared = plan === 'for all'
  const part = shared ? `$${values.length + 1}::int offset $${values.length + 2}::int` : `${limit} offset ${offset}`
  const text = `with page as materialized (select ${ownColumns} from ${source} order by ${ordered(page)}
    limit ${part}) select page.*, ${pageNames} from page`
  const given = shared ? [...values, limit, offset] : values
  const rows = await (plan === 'followed' ? tx.rows<PageRow>(text, given) : tx.last<PageRow>(text, given, plan))
  const nameOf = rows[0]?.names ?? {}
  // Written out: copying what is left of a row costs as much as reading it.
  return rows.map((row) => ({
    id: row.id,
    fileNumber: row.fileNumber,
    headName: row.headName,
    areaCode: row.areaCode,
    areaName: countryAreaName(row.areaCode) ?? nameOf[row.areaCode] ?? row.areaCode,
    responsibleId: row.responsibleId,
    responsibleName: nameOf[row.responsibleId] ?? '',
    responsibleReason: row.responsibleReason,
    workUnit: (row.workUnitId && nameOf[row.workUnitId]) ?? row.workUnitText,
    size: row.size,
    residence: row.residence,
    category: row.category,
    mainCause: row.mainCause,
    annualIncomeFen: row.annualIncomeFen,
    monthlyPerCapitaFen: row.monthlyPerCapitaFen,
    status: row.status,
    registeredOn: row.registeredOn,
    updatedAt: row.updatedAt,
  }))
}
