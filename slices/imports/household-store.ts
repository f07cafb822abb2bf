import { randomUUIDv7 } from 'node:crypto'
import { maskPhone } from '../../core/identity-number.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { lockEvaluation } from '../policies/run-store.ts'
import { removeFamilies } from '../registry/bulk-store.ts'

/** What is filed about the heads with these identity numbers, for comparing with a roster. */
export type FiledHousehold = {
  /** The keyed hash of the number as hexadecimal text. */
  key: string
  personId: string
  householdId: string
  isHead: boolean
  status: 'registered' | 'withdrawn'
  version: number
  name: string
  phone: Buffer | null
  areaCode: string
  organisationLine: string
  size: number
  category: string | null
  mainCause: string | null
  annualIncomeFen: string | null
  rigidExpenditureFen: string | null
  address: string | null
  workUnit: string | null
  dibaoFen: string | null
  dibao: boolean
}

/** Hashes as an array of bytea in PostgreSQL's own words: the driver would take longer to write it than the query takes. */
const hashArray = (keys: readonly string[]): string => `{${keys.map((key) => `"\\\\x${key}"`).join(',')}}`

export const filedHouseholds = (tx: Transaction, keys: readonly string[]): Promise<FiledHousehold[]> =>
  tx.rows(
    `select encode(p.identity_number_hash, 'hex') as key, p.id as "personId", h.id as "householdId", h.head_person_id = p.id as "isHead",
       h.status, h.version, p.name, p.phone, h.area_code as "areaCode", h.organisation_line as "organisationLine", h.size, h.category,
       h.main_cause as "mainCause", h.annual_income_fen as "annualIncomeFen", h.rigid_expenditure_fen as "rigidExpenditureFen",
       h.address, coalesce(u.name, h.work_unit_text) as "workUnit", e.monthly_fen as "dibaoFen", e.household_id is not null as dibao
     from person p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id
     left join organisation u on u.tenant_id = h.tenant_id and u.id = h.work_unit_id
     left join enrolment e on e.tenant_id = h.tenant_id and e.household_id = h.id and e.programme = 'dibao' and e.to_day is null
     where p.tenant_id = $1 and p.left_on is null and p.identity_number_hash = any($2::bytea[])`,
    [tx.scope.tenantId, hashArray(keys)],
  )

/** What is on file, by the fields that a roster is compared with. Phones are opened: they are compared, never shown. */
export const filedValues = (found: FiledHousehold, personalData: PersonalData) => ({
  size: String(found.size),
  category: found.category,
  cause: found.mainCause,
  annualIncomeFen: found.annualIncomeFen,
  rigidExpenditureFen: found.rigidExpenditureFen,
  address: found.address,
  phone: found.phone ? personalData.open(found.phone) : null,
  dibao: found.dibao ? 'true' : null,
  monthlyBenefitFen: found.dibaoFen,
})

/** Of these numbers, the ones filed anywhere in the tenant; where is not said. */
export async function filedAmong(tx: Transaction, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(
    `select encode(hash, 'hex') as key from app.filed_among($1::bytea[]) as hash`,
    [hashArray(keys)],
  )
  return new Set(rows.map((row) => row.key))
}

/** Columns of a household that an import may change; null leaves the column alone. */
export type HouseholdChange = {
  householdId: string
  personId: string
  size: number | null
  category: string | null
  mainCause: string | null
  annualIncomeFen: string | null
  rigidExpenditureFen: string | null
  address: string | null
  phone: string | null
  phoneHash: string | null
  phoneLastFourHash: string | null
}

export async function changeHouseholds(tx: Transaction, changes: readonly HouseholdChange[]): Promise<void> {
  const shape = `jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, "personId" uuid, size smallint, category text, "mainCause" text,
    "annualIncomeFen" bigint, "rigidExpenditureFen" bigint, address text, phone bytea, "phoneHash" bytea, "phoneLastFourHash" bytea)`
  const values = [tx.scope.tenantId, JSON.stringify(changes)]
  await tx.run(
    `update household h set size = coalesce(r.size, h.size), category = coalesce(r.category, h.category),
       main_cause = coalesce(r."mainCause", h.main_cause), annual_income_fen = coalesce(r."annualIncomeFen", h.annual_income_fen),
       rigid_expenditure_fen = coalesce(r."rigidExpenditureFen", h.rigid_expenditure_fen), address = coalesce(r.address, h.address),
       monthly_per_capita_fen = round(coalesce(r."annualIncomeFen", h.annual_income_fen)::numeric / 12 / coalesce(r.size, h.size)),
       version = h.version + 1, updated_at = now()
     from ${shape} where h.tenant_id = $1 and h.id = r."householdId"`,
    values,
  )
  await tx.run(
    `update person p set phone = r.phone, phone_hash = r."phoneHash", phone_last_four_hash = r."phoneLastFourHash", version = p.version + 1
     from ${shape} where p.tenant_id = $1 and p.id = r."personId" and r.phone is not null`,
    values,
  )
}

/** A total that a roster tells replaces what was known of that side, also amounts by kind: the newer statement counts. */
export async function replaceReportedTotals(
  tx: Transaction,
  totals: readonly { id: string; householdId: string; side: string; annualFen: string }[],
): Promise<void> {
  if (totals.length === 0) return
  const values = [tx.scope.tenantId, JSON.stringify(totals)]
  const shape = `jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, side text, "annualFen" bigint)`
  await tx.run(
    `delete from household_amount a using ${shape} where a.tenant_id = $1 and a.household_id = r."householdId" and a.side = r.side`,
    values,
  )
  await tx.run(
    `insert into household_amount (tenant_id, id, household_id, area_code, organisation_line, side, kind, annual_fen)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r.side, 'reported_total', r."annualFen"
     from ${shape} join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    values,
  )
}

/** A family of an import that is to be undone: filed by it, or only changed. */
export type Undoing = { id: string; fresh: boolean }

// What people enter about a family, with the moment of it. A family that was on file before keeps what it had then.
const entered = [
  ['pair', 'created_at', 'x.source_import_id is null'],
  ['visit', 'recorded_at'],
  ['request', 'created_at'],
  ['aid_line', 'recorded_at'],
  ['survey_answer', 'entered_at'],
  ['survey_exception', 'entered_at'],
  ['household_fact', 'recorded_at', 'x.recorded_by is not null'],
  ['household_month', 'recorded_at'],
  ['enrolment', 'created_at', 'x.source_import_id is distinct from $4'],
  ['helper_bar', 'stated_at'],
  ['guarantee_exception', 'created_at'],
] as const

const builtUpon = entered.map(
  ([table, moment, more = 'true']) => `exists (select from ${table} x where x.tenant_id = $1 and x.household_id = f.id
    and (f.fresh or x.${moment} > $3) and ${more})`,
)

/** Families of an import that something was built on since: pairs, visits, requests, aid, lists, surveys, later changes. */
export async function countBuiltUpon(
  tx: Transaction,
  families: readonly Undoing[],
  importedAt: string,
  importId: string,
): Promise<number> {
  const row = await tx.row<{ count: string }>(
    `select count(*) as count from jsonb_to_recordset($2::jsonb) as f (id uuid, fresh boolean) where ${builtUpon.join(' or ')}
       or (f.fresh and exists (select from aid_list_entry x where x.tenant_id = $1 and x.household_id = f.id))
       or exists (select from household_change x where x.tenant_id = $1 and x.household_id = f.id and x.at > $3)`,
    [tx.scope.tenantId, JSON.stringify(families), importedAt, importId],
  )
  return Number(row?.count ?? 0)
}

/** Ends categories that another takes the place of: a family is of one at a time. Answers which, so that undo can put them back. */
export const endCategories = (
  tx: Transaction,
  families: readonly { householdId: string; code: string }[],
  on: string,
): Promise<{ id: string; householdId: string }[]> =>
  tx.rows(
    `update household_mark m set until = greatest(m.since, $3::date)
     from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, code text)
     where m.tenant_id = $1 and m.household_id = r."householdId" and m.dimension = 'category' and m.until is null and m.code <> r.code
     returning m.id, m.household_id as "householdId"`,
    [tx.scope.tenantId, JSON.stringify(families), on],
  )

export const reopenMarks = (
  tx: Transaction,
  householdIds: readonly string[],
  ids: readonly string[],
): Promise<number> =>
  tx.run(
    `update household_mark set until = null
     where tenant_id = $1 and household_id = any($2::uuid[]) and id = any($3::uuid[])`,
    [tx.scope.tenantId, householdIds, ids],
  )

/** Causes and categories that an import adds; those a family has already stay as they are. Answers which were added. */
export const addMarks = (
  tx: Transaction,
  marks: readonly { id: string; householdId: string; dimension: string; code: string; since: string }[],
): Promise<{ id: string; householdId: string }[]> =>
  tx.rows(
    `insert into household_mark (tenant_id, id, household_id, area_code, organisation_line, dimension, code, since)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r.dimension, r.code, r.since
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, dimension text, code text, since date)
     join household h on h.tenant_id = $1 and h.id = r."householdId"
     on conflict (tenant_id, household_id, dimension, code) where until is null do nothing
     returning id, household_id as "householdId"`,
    [tx.scope.tenantId, JSON.stringify(marks)],
  )

export const removeMarks = (
  tx: Transaction,
  householdIds: readonly string[],
  ids: readonly string[],
): Promise<number> =>
  tx.run(
    'delete from household_mark where tenant_id = $1 and household_id = any($2::uuid[]) and id = any($3::uuid[])',
    [tx.scope.tenantId, householdIds, ids],
  )

export type ChangeLine = {
  householdId: string
  subject: string
  field: string
  oldValue: string | null
  newValue: string | null
}

/**
 * History of what an import changes, as of the instant of its transaction: what is later was built upon it. In whole
 * milliseconds, as that instant is compared.
 */
export const addLines = (tx: Transaction, lines: readonly ChangeLine[], why: string, from: string): Promise<number> =>
  tx.run(
    `insert into household_change (tenant_id, id, household_id, area_code, organisation_line, at, account_id, subject, field,
       old_value, new_value, why, valid_from)
     select $1, r.id, h.id, h.area_code, h.organisation_line, date_trunc('milliseconds', now()), $3, r.subject, r.field, r."oldValue", r."newValue", $4, $5
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, subject text, field text, "oldValue" text, "newValue" text)
     join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    [
      tx.scope.tenantId,
      JSON.stringify(lines.map((line) => ({ ...line, id: randomUUIDv7() }))),
      tx.scope.accountId,
      why,
      from,
    ],
  )

/** A field that differs as a line of the history: phones masked and under the head's name. */
export function lineOf(
  { householdId, name }: FiledHousehold,
  field: string,
  before: string | null,
  after: string | null,
): ChangeLine {
  const line = { householdId, subject: 'household', field, oldValue: before, newValue: after }
  if (field === 'cause') return { ...line, field: 'mainCause' }
  if (field !== 'phone') return line
  return { ...line, subject: name, oldValue: before && maskPhone(before), newValue: after && maskPhone(after) }
}

/** Takes newly filed families away again with what was written with them; from the instant `known` they are known no longer. */
export async function removeHouseholds(tx: Transaction, importId: string, known: string): Promise<number> {
  // Answers hang on no family by themselves: none may be written while families go.
  await lockEvaluation(tx)
  await tx.run(
    `delete from household_result r using household h
     where r.tenant_id = $1 and h.tenant_id = $1 and r.household_id = h.id and h.source_import_id = $2`,
    [tx.scope.tenantId, importId],
  )
  return removeFamilies(tx, importId, known)
}

/** Units that an import made go when nobody else refers to them. */
export const removeUnusedUnits = (tx: Transaction, ids: readonly string[]): Promise<number> =>
  tx.run(
    `delete from organisation o where o.tenant_id = $1 and o.id = any($2::uuid[])
       and not exists (select from household h where h.tenant_id = $1 and (h.work_unit_id = o.id or h.responsible_id = o.id))
       and not exists (select from organisation c where c.tenant_id = $1 and c.parent_id = o.id)
       and not exists (select from helper l where l.tenant_id = $1 and l.organisation_id = o.id)
       and not exists (select from aid_line l where l.tenant_id = $1 and l.giver_organisation_id = o.id)
       and not exists (select from membership m where m.tenant_id = $1 and m.organisation_id = o.id)`,
    [tx.scope.tenantId, ids],
  )

/** Puts changed columns back as they were before the import. */
export const restoreHouseholds = (tx: Transaction, before: readonly object[]): Promise<number> =>
  tx.run(
    `update household h set size = r.size, category = r.category, main_cause = r."mainCause", annual_income_fen = r."annualIncomeFen",
       rigid_expenditure_fen = r."rigidExpenditureFen", address = r.address, version = h.version + 1, updated_at = now(),
       monthly_per_capita_fen = round(r."annualIncomeFen"::numeric / 12 / r.size)
     from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, size smallint, category text, "mainCause" text, "annualIncomeFen" bigint,
       "rigidExpenditureFen" bigint, address text)
     where h.tenant_id = $1 and h.id = r."householdId"`,
    [tx.scope.tenantId, JSON.stringify(before)],
  )

export const restorePhones = (
  tx: Transaction,
  before: readonly {
    personId: string
    phone: string | null
    phoneHash: string | null
    phoneLastFourHash: string | null
  }[],
): Promise<number> =>
  tx.run(
    `update person p set phone = r.phone, phone_hash = r."phoneHash", phone_last_four_hash = r."phoneLastFourHash", version = p.version + 1
     from jsonb_to_recordset($2::jsonb) as r ("personId" uuid, phone bytea, "phoneHash" bytea, "phoneLastFourHash" bytea)
     where p.tenant_id = $1 and p.id = r."personId"`,
    [tx.scope.tenantId, JSON.stringify(before)],
  )

export type FiledAmount = {
  id: string
  householdId: string
  side: string
  kind: string
  personId: string | null
  annualFen: string
}

/** Amounts of families as they are, so that undo can put them back. */
export const amountsOf = (tx: Transaction, householdIds: readonly string[]): Promise<FiledAmount[]> =>
  tx.rows(
    `select id, household_id as "householdId", side, kind, person_id as "personId", annual_fen as "annualFen" from household_amount
     where tenant_id = $1 and household_id = any($2::uuid[])`,
    [tx.scope.tenantId, householdIds],
  )

export async function restoreAmounts(
  tx: Transaction,
  householdIds: readonly string[],
  amounts: readonly FiledAmount[],
): Promise<void> {
  await tx.run('delete from household_amount where tenant_id = $1 and household_id = any($2::uuid[])', [
    tx.scope.tenantId,
    householdIds,
  ])
  await tx.run(
    `insert into household_amount (tenant_id, id, household_id, area_code, organisation_line, person_id, side, kind, annual_fen)
     select $1, r.id, h.id, h.area_code, h.organisation_line, r."personId", r.side, r.kind, r."annualFen"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, side text, kind text, "personId" uuid, "annualFen" bigint)
     join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    [tx.scope.tenantId, JSON.stringify(amounts)],
  )
}
