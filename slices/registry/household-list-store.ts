import { countyAround } from '../../core/area-code.ts'
import { instantOf, type PlanChoice, type Transaction } from '../../platform/server/database.ts'
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

// Eighteen columns of fifty rows are nine hundred values that the driver takes in one by one, at a quarter of the cost of a
// page; so the database packs them into one text. These signs stand in no name: they are taken out of what people write.
const [rowEnd, fieldEnd, nothing] = ['\x1d', '\x1e', '\x1f']
const written = (column: string): string => `translate(${column}, E'\\x1d\\x1e\\x1f', '')`

/** What stands in the household itself of a row, in the order of `Packed`; names of areas and organisations are added to the page. */
const columns = [
  ...['id', 'file_number', 'head_name', 'area_code', 'responsible_id', 'responsible_reason', 'work_unit_id'],
  ...['work_unit_text', 'size', 'residence', 'category', 'main_cause', 'annual_income_fen', 'monthly_per_capita_fen'],
  ...['status', 'registered_on', 'updated_at'],
]
const ownColumns = columns.map((column) => `h.${column}`).join(', ')
const packed = columns.map(
  (column) => `${/^(head_name|work_unit_text)$/.test(column) ? written(column) : column}::text`,
)

type Packed = [
  ...[id: string, fileNumber: string, headName: string, areaCode: string, responsibleId: string, reason: string],
  ...[workUnitId: string, workUnitText: string, size: string, residence: string, category: string, mainCause: string],
  ...[annualIncomeFen: string, monthlyPerCapitaFen: string, status: string, registeredOn: string, updatedAt: string],
]

type Page = { rows: string | null; names: Record<string, string> | null }

/** Names of all organisations and own areas of a page as one object: joined to each row they would double its cost. */
const pageNames = `(select json_object_agg(found.key, found.name) from (
    select o.id::text as key, o.name from organisation o where o.tenant_id = $1
      and o.id = any (array(select responsible_id from page union select work_unit_id from page))
    union all
    select v.code, v.name from own_area v where v.tenant_id = $1
      and v.code = any (array(select distinct area_code from page))) found)`

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
  const narrowed = inCounty(tx, meant, page)
  const areaPassed = await walksAll(tx, narrowed, page)
  const { where, values } = conditions(tx, { ...narrowed, areaPassed })
  const plan = bounds.sought ? 'anew' : page.offset === 0 ? 'kept' : 'for all'
  return listRows(tx, `household h where ${where}`, values, page, plan)
}

// These have an index of their own within a county. An order by area has its families side by side in any index.
const countyOrders: ReadonlySet<ListOrder['sort']> = new Set(['head', 'income', 'registered', 'updated'])

const larger = (one: string, other = one): string => (one > other ? one : other)
const smaller = (one: string, other = one): string => (one < other ? one : other)

/**
 * The same bounds, with the county when all who are asked for live in one, because of the area asked for or of the asker's own.
 * Where a county was filed at once, an order by day would find its families behind all that the city filed since.
 */
function inCounty(tx: Transaction, bounds: HouseholdBounds, { sort }: ListOrder): HouseholdBounds {
  if (!countyOrders.has(sort) || bounds.ids) return bounds
  const { areaFrom, areaTo } = bounds
  const county = countyAround(larger(tx.scope.areaFrom, areaFrom), smaller(tx.scope.areaTo, areaTo))
  if (county === undefined) return bounds
  const whole =
    areaFrom !== undefined && areaTo !== undefined && areaFrom <= `${county}000000` && areaTo > `${county}999999999`
  return whole ? { ...bounds, county, areaFrom: undefined, areaTo: undefined } : { ...bounds, county }
}

/**
 * Whether a page of one area is found by walking all families, of the tenant or of the county, in the order of the list. A
 * kept plan does not know how many live there, so the text tells it: as two `case` the area serves no index.
 */
async function walksAll(tx: Transaction, bounds: HouseholdBounds, page: ListOrder): Promise<boolean> {
  const { areaFrom: from, areaTo: to, category, cause } = bounds
  if (from === undefined || to === undefined || bounds.sought || bounds.ids) return false
  const fixed = new Set([category && 'h.category', cause && 'h.main_cause'])
  // An order that is by area from here on has the area's families side by side in its index.
  if (orders[page.sort].find((column) => !fixed.has(column)) === 'h.area_code') return false
  return isWideArea(tx, { from, to }, page.offset + page.limit, bounds.county)
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
    const { where, values } = conditions(tx, inCounty(tx, bounds, page))
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
  // Packed outside: inside, the rows before a later page would be packed too.
  const text = `with page as materialized (select ${ownColumns} from ${source} order by ${ordered(page)} limit ${part})
    select string_agg(array_to_string(array[${packed}], E'\\x1e', E'\\x1f'), E'\\x1d') as rows, ${pageNames} as names from page`
  const given = shared ? [...values, limit, offset] : values
  const [found] = await (plan === 'followed' ? tx.rows<Page>(text, given) : tx.last<Page>(text, given, plan))
  const names = found?.names ?? {}
  return found?.rows ? found.rows.split(rowEnd).map((row) => rowOf(row.split(fieldEnd) as Packed, names)) : []
}

const orNull = (value: string): string | null => (value === nothing ? null : value)

/** A row as the contract has it; written out, because the values' order is all that names them. */
function rowOf(values: Packed, nameOf: Readonly<Record<string, string>>): HouseholdRow {
  const [id, fileNumber, headName, areaCode, responsibleId, reason, workUnitId, workUnitText, size, ...rest] = values
  const [residence, category, mainCause, annual, monthly, status, registeredOn, updatedAt] = rest
  return {
    id,
    fileNumber,
    headName,
    areaCode,
    areaName: countryAreaName(areaCode) ?? nameOf[areaCode] ?? areaCode,
    responsibleId,
    responsibleName: nameOf[responsibleId] ?? '',
    responsibleReason: reason as HouseholdRow['responsibleReason'],
    workUnit: nameOf[workUnitId] ?? orNull(workUnitText),
    size: Number(size),
    residence: residence as HouseholdRow['residence'],
    category: orNull(category) as HouseholdRow['category'],
    mainCause: orNull(mainCause) as HouseholdRow['mainCause'],
    annualIncomeFen: orNull(annual),
    monthlyPerCapitaFen: orNull(monthly),
    status: status as HouseholdRow['status'],
    registeredOn,
    updatedAt: instantOf(updatedAt),
  }
}
