import type { Transaction } from '../../platform/server/database.ts'
import { countryAreaName } from '../areas/pack-store.ts'
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
 * A page of households with its names, in one turn to the database: a turn costs more than the page. Limit and offset stand
 * in the text: only then does the planner see that the plan for any tenant is as good as the plan for this one, and keeps
 * it instead of planning anew, which costs more than the rows. Deep pages and single areas are planned each time: how many
 * rows they pass over decides the plan.
 */
export async function listHouseholds(
  tx: Transaction,
  bounds: HouseholdBounds,
  page: ListOrder,
): Promise<HouseholdRow[]> {
  const meant = await searched(tx, bounds)
  const { sought } = meant
  if (sought) return listSought(tx, { ...meant, sought }, page)
  const { where, values } = conditions(tx, meant)
  const plan = page.offset === 0 && bounds.areaFrom === undefined && !bounds.sought ? 'kept' : 'anew'
  return listRows(tx, `household h where ${where}`, values, page, plan)
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
  plan: 'kept' | 'anew' | 'followed' = 'anew',
): Promise<HouseholdRow[]> {
  const text = `with page as materialized (select ${ownColumns} from ${source} order by ${ordered(page)}
    limit ${Math.trunc(page.limit)} offset ${Math.trunc(page.offset)}) select page.*, ${pageNames} from page`
  const rows = await (plan === 'followed' ? tx.rows<PageRow>(text, values) : tx.last<PageRow>(text, values, plan))
  const nameOf = rows[0]?.names ?? {}
  return rows.map(({ workUnitId, workUnitText, names: _, ...row }) => ({
    ...row,
    areaName: countryAreaName(row.areaCode) ?? nameOf[row.areaCode] ?? row.areaCode,
    responsibleName: nameOf[row.responsibleId] ?? '',
    workUnit: (workUnitId && nameOf[workUnitId]) ?? workUnitText,
  }))
}
