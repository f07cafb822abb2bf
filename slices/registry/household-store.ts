import type { Transaction } from '../../platform/server/database.ts'
import type { Category, Cause, HouseholdRow, Residence, ResponsibleReason } from './model.ts'
import type { Sought } from './search-rules.ts'
import { householdsFound, inIndex, inText, type QueryValues } from './search-store.ts'

/** The columns of a list row, and the tables they come from. */
const listColumns = `h.id, h.file_number as "fileNumber", h.head_name as "headName", h.area_code as "areaCode",
  coalesce(a.name, v.name, h.area_code) as "areaName", h.responsible_id as "responsibleId", r.name as "responsibleName",
  h.responsible_reason as "responsibleReason", coalesce(u.name, h.work_unit_text) as "workUnit", h.size, h.residence, h.category,
  h.main_cause as "mainCause", h.annual_income_fen as "annualIncomeFen", h.monthly_per_capita_fen as "monthlyPerCapitaFen",
  h.status, h.registered_on as "registeredOn", h.updated_at as "updatedAt"`

// The country's areas and the tenant's own joined one by one: the view of both would be read through for every row.
const listSource = `left join area a on a.code = h.area_code
  left join own_area v on v.tenant_id = h.tenant_id and v.code = h.area_code
  join organisation r on r.tenant_id = h.tenant_id and r.id = h.responsible_id
  left join organisation u on u.tenant_id = h.tenant_id and u.id = h.work_unit_id`

/** A filter with everything looked up that SQL compares with. */
export type HouseholdBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  /** The area is a condition on each row that is passed, not a range of an index. */
  areaPassed?: boolean | undefined
  /** The six digits of the county that all who are asked for live in: it has indexes of its own for some orders. */
  county?: string | undefined
  category?: string | undefined
  cause?: string | undefined
  responsible?: string | undefined
  unit?: string | undefined
  reason?: string | undefined
  status: string
  importId?: string | undefined
  incomeBelowFen?: string | undefined
  incomeUnknown?: boolean | undefined
  fileNumber?: string | undefined
  identityHash?: Buffer | undefined
  phoneHash?: Buffer | undefined
  identityLastFourHash?: Buffer | undefined
  phoneLastFourHash?: Buffer | undefined
  /** A part of a name or an address. */
  sought?: Sought | undefined
  /** Only these: the few families that a search means. */
  ids?: readonly string[] | undefined
  /** The keys of the search lead to so many that all texts are better read through. */
  many?: boolean | undefined
}

/** Only the conditions that are asked for: the planner then sees an index for each usual list. */
export function conditions(tx: Transaction, bounds: HouseholdBounds): { where: string; values: QueryValues } {
  const values: QueryValues = [tx.scope.tenantId, bounds.status]
  const parts = ['h.tenant_id = $1', 'h.status = $2']
  const add = (condition: (place: string) => string, value: string | Buffer | string[] | undefined) => {
    if (value === undefined) return
    values.push(value)
    parts.push(condition(`$${values.length}`))
  }
  if (bounds.areaPassed && bounds.areaFrom !== undefined && bounds.areaTo !== undefined) {
    values.push(bounds.areaFrom, bounds.areaTo)
    // Each half is cheaper than any condition of row security, so it is asked first and spares them nearly every row that is
    // passed; as a `case` it is taken for one in two, whatever the values, so that a plan is kept.
    const asked = (bound: string) => `case when h.area_code ${bound} then true else false end`
    parts.push(asked(`>= $${values.length - 1}`), asked(`< $${values.length}`))
  } else {
    add((place) => `h.area_code >= ${place}`, bounds.areaFrom)
    add((place) => `h.area_code < ${place}`, bounds.areaTo)
  }
  add((place) => `h.county_code = ${place}`, bounds.county)
  add((place) => `h.category = ${place}`, bounds.category)
  add((place) => `h.main_cause = ${place}`, bounds.cause)
  add((place) => `h.responsible_id = ${place}`, bounds.responsible)
  add((place) => `h.work_unit_id = ${place}`, bounds.unit)
  add((place) => `h.responsible_reason = ${place}`, bounds.reason)
  add((place) => `h.source_import_id = ${place}`, bounds.importId)
  add((place) => `h.annual_income_fen < ${place}`, bounds.incomeBelowFen)
  if (bounds.incomeUnknown) parts.push('h.annual_income_fen is null')
  add((place) => `h.file_number = ${place}`, bounds.fileNumber)
  const ofPerson = (condition: string) =>
    `exists (select from person p where p.tenant_id = $1 and p.household_id = h.id and p.left_on is null and ${condition})`
  add((place) => ofPerson(`p.identity_number_hash = ${place}`), bounds.identityHash)
  add((place) => ofPerson(`p.phone_hash = ${place}`), bounds.phoneHash)
  if (bounds.identityLastFourHash && bounds.phoneLastFourHash) {
    values.push(bounds.identityLastFourHash, bounds.phoneLastFourHash)
    parts.push(
      ofPerson(`(p.identity_last_four_hash = $${values.length - 1} or p.phone_last_four_hash = $${values.length})`),
    )
  }
  add((place) => `h.id = any (${place}::uuid[])`, bounds.ids && [...bounds.ids])
  if (bounds.sought) parts.push((bounds.many ? inText : inIndex)(bounds.sought, values))
  return { where: parts.join(' and '), values }
}

// So many families are looked at one by one within some hundredths of a second.
const fewFound = 5_000

// Letters that begin fewer names than a page shows are looked for within names as well, which means to read all texts.
const fewNamed = 50

/** A search by text that few families answer becomes their ids; the planner does not know whether they are few or many. */
export async function searched(tx: Transaction, bounds: HouseholdBounds): Promise<HouseholdBounds> {
  if (!bounds.sought) return bounds
  const ids = await householdsFound(tx, bounds.sought, fewFound)
  const { anywhere } = bounds.sought
  if (ids && ids.length < fewNamed && anywhere)
    return { ...bounds, sought: { ...bounds.sought, keys: null, inLatin: anywhere }, many: true }
  return ids ? { ...bounds, ids, sought: undefined } : { ...bounds, many: true }
}

type Count = { total: string; persons: string | null }

export async function countHouseholds(
  tx: Transaction,
  bounds: HouseholdBounds,
): Promise<{ total: number; persons: number }> {
  const { where, values } = conditions(tx, await searched(tx, bounds))
  const text = `select count(*) as total, sum(h.size) as persons from household h where ${where}`
  const [row] = await (bounds.areaFrom === undefined && !bounds.sought
    ? tx.often<Count>(text, values)
    : tx.rows<Count>(text, values))
  return { total: Number(row?.total ?? 0), persons: Number(row?.persons ?? 0) }
}

/** The ids of all households a filter finds, for acts on a whole list; at most `limit`. */
export async function householdIds(tx: Transaction, bounds: HouseholdBounds, limit: number): Promise<string[]> {
  const { where, values } = conditions(tx, await searched(tx, bounds))
  const rows = await tx.rows<{ id: string }>(
    `select h.id from household h where ${where} order by h.area_code, h.id limit ${Math.trunc(limit)}`,
    values,
  )
  return rows.map((row) => row.id)
}

export type HouseholdRecord = HouseholdRow & {
  version: number
  organisationLine: string
  workUnitId: string | null
  address: string | null
  rigidExpenditureFen: string | null
  dwellings: number | null
  vehicles: number | null
  housingAreaSquareDecimetres: number | null
  heating: 'own' | 'central' | 'none' | null
  withdrawnOn: string | null
  mergedInto: string | null
  headPersonId: string
}

const recordColumns = `${listColumns}, h.version, h.organisation_line as "organisationLine", h.work_unit_id as "workUnitId", h.address,
  h.rigid_expenditure_fen as "rigidExpenditureFen", h.dwellings, h.vehicles,
  h.housing_area_square_decimetres as "housingAreaSquareDecimetres", h.heating, h.withdrawn_on as "withdrawnOn",
  h.merged_into as "mergedInto", h.head_person_id as "headPersonId"`

export const findHousehold = (tx: Transaction, id: string): Promise<HouseholdRecord | undefined> =>
  tx.row(`select ${recordColumns} from household h ${listSource} where h.tenant_id = $1 and h.id = $2`, [
    tx.scope.tenantId,
    id,
  ])

/** The household with its row locked, for changes that depend on what it was. */
export async function lockHousehold(tx: Transaction, id: string): Promise<HouseholdRecord | undefined> {
  await tx.run('select 1 from household where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return findHousehold(tx, id)
}

/** A household as it is stored; fen as strings of digits, days as text. */
export type NewHousehold = {
  id: string
  fileNumber: string
  areaCode: string
  responsibleId: string
  organisationLine: string
  responsibleReason: ResponsibleReason
  workUnitId: string | null
  workUnitText: string | null
  headPersonId: string
  headName: string
  headNamePinyin: string
  size: number
  residence: Residence
  category: Category | null
  mainCause: Cause | null
  registeredOn: string
  address: string | null
  annualIncomeFen: string | null
  rigidExpenditureFen: string | null
  monthlyPerCapitaFen: string | null
  dwellings: number | null
  vehicles: number | null
  housingAreaSquareDecimetres: number | null
  heating: string | null
  sourceImportId: string | null
}

/** Adds many households in one statement. */
export const addHouseholds = (tx: Transaction, rows: readonly NewHousehold[]): Promise<number> =>
  tx.run(
    `insert into household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason,
       work_unit_id, work_unit_text, head_person_id, head_name, head_name_pinyin, size, residence, category, main_cause,
       registered_on, address, annual_income_fen, rigid_expenditure_fen, monthly_per_capita_fen, dwellings, vehicles,
       housing_area_square_decimetres, heating, source_import_id)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "fileNumber" text, "areaCode" text, "responsibleId" uuid,
       "organisationLine" text, "responsibleReason" text, "workUnitId" uuid, "workUnitText" text, "headPersonId" uuid,
       "headName" text, "headNamePinyin" text, size smallint, residence text, category text, "mainCause" text,
       "registeredOn" date, address text, "annualIncomeFen" bigint, "rigidExpenditureFen" bigint, "monthlyPerCapitaFen" bigint,
       dwellings smallint, vehicles smallint, "housingAreaSquareDecimetres" integer, heating text, "sourceImportId" uuid)`,
    [tx.scope.tenantId, JSON.stringify(rows)],
  )

/** Saves the changed columns when the version is still the one that was read; 0 rows otherwise. */
export const changeHousehold = (
  tx: Transaction,
  id: string,
  version: number,
  row: Omit<
    NewHousehold,
    'id' | 'fileNumber' | 'headPersonId' | 'headName' | 'headNamePinyin' | 'registeredOn' | 'sourceImportId'
  >,
): Promise<number> =>
  tx.run(
    `update household set area_code = r."areaCode", responsible_id = r."responsibleId", organisation_line = r."organisationLine",
       responsible_reason = r."responsibleReason", work_unit_id = r."workUnitId", work_unit_text = r."workUnitText", size = r.size,
       residence = r.residence, category = r.category, main_cause = r."mainCause", address = r.address,
       annual_income_fen = r."annualIncomeFen", rigid_expenditure_fen = r."rigidExpenditureFen",
       monthly_per_capita_fen = r."monthlyPerCapitaFen", dwellings = r.dwellings, vehicles = r.vehicles,
       housing_area_square_decimetres = r."housingAreaSquareDecimetres", heating = r.heating, version = version + 1, updated_at = now()
     from jsonb_to_record($4::jsonb) as r ("areaCode" text, "responsibleId" uuid, "organisationLine" text, "responsibleReason" text,
       "workUnitId" uuid, "workUnitText" text, size smallint, residence text, category text, "mainCause" text, address text,
       "annualIncomeFen" bigint, "rigidExpenditureFen" bigint, "monthlyPerCapitaFen" bigint, dwellings smallint, vehicles smallint,
       "housingAreaSquareDecimetres" integer, heating text)
     where household.tenant_id = $1 and household.id = $2 and household.version = $3`,
    [tx.scope.tenantId, id, version, JSON.stringify(row)],
  )

/** Marks that something about a household changed (a member, a mark), so that lists and versions show it. */
export const touchHousehold = (tx: Transaction, id: string): Promise<number> =>
  tx.run('update household set version = version + 1, updated_at = now() where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
  ])

export const changeHead = (
  tx: Transaction,
  id: string,
  head: { personId: string; name: string; pinyin: string },
): Promise<number> =>
  tx.run(
    'update household set head_person_id = $3, head_name = $4, head_name_pinyin = $5 where tenant_id = $1 and id = $2',
    [tx.scope.tenantId, id, head.personId, head.name, head.pinyin],
  )

export const withdrawHousehold = (tx: Transaction, id: string, version: number, on: string): Promise<number> =>
  tx.run(
    `update household set status = 'withdrawn', withdrawn_on = $4, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and status = 'registered'`,
    [tx.scope.tenantId, id, version, on],
  )

/** A file that was merged into another is taken up by undoing the merge, never by itself. */
export const reinstateHousehold = (tx: Transaction, id: string, version: number): Promise<number> =>
  tx.run(
    `update household set status = 'registered', withdrawn_on = null, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3 and status = 'withdrawn' and merged_into is null`,
    [tx.scope.tenantId, id, version],
  )

/** Takes `count` file numbers; answers the first. The row is locked until commit, so that no number is given twice. */
export async function takeFileNumbers(tx: Transaction, count: number): Promise<number> {
  const row = await tx.row<{ last: number }>(
    `insert into file_counter (tenant_id, last) values ($1, $2)
     on conflict (tenant_id) do update set last = file_counter.last + $2 returning last`,
    [tx.scope.tenantId, count],
  )
  return (row?.last ?? count) - count + 1
}

/** What the routing of a family is found from, and who answers for it now. */
export type RoutedHousehold = {
  id: string
  areaCode: string
  workUnitId: string | null
  workUnitText: string | null
  responsibleId: string
  responsibleReason: ResponsibleReason
}
const routedColumns = `id, area_code as "areaCode", work_unit_id as "workUnitId", work_unit_text as "workUnitText",
  responsible_id as "responsibleId", responsible_reason as "responsibleReason"`

/** Families of a unit, and those it answers for as the government of their area. */
export const householdsOfUnit = (tx: Transaction, unitId: string): Promise<RoutedHousehold[]> =>
  tx.rows(
    `select ${routedColumns} from household
     where tenant_id = $1 and (work_unit_id = $2 or responsible_id = $2) and status = 'registered'`,
    [tx.scope.tenantId, unitId],
  )

/** Families of an area for whom no unit answers, to be routed anew when the area gets a government of its own. */
export const householdsWithoutUnit = (
  tx: Transaction,
  area: { from: string; to: string },
): Promise<RoutedHousehold[]> =>
  tx.rows(
    `select ${routedColumns} from household where tenant_id = $1 and area_code >= $2 and area_code < $3
       and responsible_reason <> 'unit' and status = 'registered'`,
    [tx.scope.tenantId, area.from, area.to],
  )

/** Families whose work unit was told in these words and is not on file. */
export const householdsNamingUnit = (tx: Transaction, name: string): Promise<RoutedHousehold[]> =>
  tx.rows(
    `select ${routedColumns} from household
     where tenant_id = $1 and work_unit_id is null and work_unit_text = $2 and status = 'registered'`,
    [tx.scope.tenantId, name],
  )

/** The unit that a family had named in words is on file now. */
export const setWorkUnit = (tx: Transaction, id: string, unitId: string): Promise<number> =>
  tx.run('update household set work_unit_id = $3, work_unit_text = null where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
    unitId,
  ])

/** Tables of this slice that carry copies of where a family stands. */
export const familyTables = [
  'person',
  'household_amount',
  'household_mark',
  'household_change',
  'household_version',
] as const

/** Gives a family to another responsible body; every copy of the line in this slice follows at once. */
export async function changeResponsible(
  tx: Transaction,
  id: string,
  responsible: { id: string; line: string; reason: ResponsibleReason },
): Promise<void> {
  await tx.run(
    `update household set responsible_id = $3, organisation_line = $4, responsible_reason = $5, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, responsible.id, responsible.line, responsible.reason],
  )
  for (const table of familyTables) await followHousehold(tx, table, id)
}

/** Moves a table's copies of area and line after their household. `table` is a name written in code, never input. */
export const followHousehold = (tx: Transaction, table: string, householdId: string): Promise<number> =>
  tx.run(
    `update ${table} t set area_code = h.area_code, organisation_line = h.organisation_line from household h
     where t.tenant_id = $1 and t.household_id = $2 and h.tenant_id = $1 and h.id = $2
       and (t.area_code, t.organisation_line) is distinct from (h.area_code, h.organisation_line)`,
    [tx.scope.tenantId, householdId],
  )
