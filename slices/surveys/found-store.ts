import type { Transaction } from '../../platform/server/database.ts'
import type { Answers, Need } from './model.ts'
import type { Range } from './store.ts'

/** A family that was found and has no file; numbers are sealed. */
export type NewFound = {
  id: string
  areaCode: string
  organisationLine: string
  name: string
  address: string | null
  size: number | null
  identityNumber: Buffer | null
  phone: Buffer | null
  answers: Answers
  note: string | null
  askedOn: string
  needs: readonly (Need & { id: string })[]
}

const hex = (bytes: Buffer | null) => bytes && `\\x${bytes.toString('hex')}`

/** Enters families that are not on file. One of the same name, area and address is entered anew, not twice. */
export async function saveFound(
  tx: Transaction,
  surveyId: string,
  common: { source: 'page' | 'sheet'; formVersion: number; by: string },
  found: readonly NewFound[],
): Promise<void> {
  if (found.length === 0) return
  const rows = JSON.stringify(
    found.map((one) => ({ ...one, identityNumber: hex(one.identityNumber), phone: hex(one.phone) })),
  )
  const shape = `jsonb_to_recordset($3::jsonb) as r (id uuid, "areaCode" text, "organisationLine" text, name text, address text,
    size smallint, "identityNumber" bytea, phone bytea, answers jsonb, note text, "askedOn" date, needs jsonb)`
  const values = [tx.scope.tenantId, surveyId, rows]
  await tx.run(
    `delete from survey_need n using survey_answer w, ${shape} where n.tenant_id = $1 and n.answer_id = w.id and w.tenant_id = $1
       and w.survey_id = $2 and w.household_id is null and (w.area_code, w.name, coalesce(w.address, '')) = (r."areaCode", r.name, coalesce(r.address, ''))`,
    values,
  )
  await tx.run(
    `merge into survey_answer w using (select * from ${shape}) r on w.tenant_id = $1 and w.survey_id = $2 and w.household_id is null
       and (w.area_code, w.name, coalesce(w.address, '')) = (r."areaCode", r.name, coalesce(r.address, ''))
     when matched then update set answers = r.answers, note = r.note, asked_on = r."askedOn", size = coalesce(r.size, w.size),
       identity_number = coalesce(r."identityNumber", w.identity_number), phone = coalesce(r.phone, w.phone), source = $4,
       form_version = $5, entered_by = $6, entered_at = now(), version = w.version + 1
     when not matched then insert (tenant_id, id, survey_id, household_id, area_code, organisation_line, name, address, size,
       identity_number, phone, answers, note, asked_on, source, form_version, entered_by)
     values ($1, r.id, $2, null, r."areaCode", r."organisationLine", r.name, r.address, r.size, r."identityNumber", r.phone, r.answers,
       r.note, r."askedOn", $4, $5, $6)`,
    [...values, common.source, common.formVersion, common.by],
  )
  await tx.run(
    `insert into survey_need (tenant_id, id, survey_id, answer_id, household_id, area_code, organisation_line, item, quantity, unit)
     select $1, n.id, $2, w.id, null, w.area_code, w.organisation_line, n.item, n.quantity, n.unit
     from ${shape} join survey_answer w on w.tenant_id = $1 and w.survey_id = $2 and w.household_id is null
       and (w.area_code, w.name, coalesce(w.address, '')) = (r."areaCode", r.name, coalesce(r.address, ''))
     cross join jsonb_to_recordset(r.needs) as n (id uuid, item text, quantity numeric, unit text)`,
    values,
  )
}

export type FoundRecord = {
  id: string
  name: string
  areaCode: string
  areaName: string
  address: string | null
  size: number | null
  identityNumber: Buffer | null
  phone: Buffer | null
  answers: Answers
  note: string | null
  askedOn: string
}

const columns = `w.id, w.name, w.area_code as "areaCode", coalesce(a.name, v.name, w.area_code) as "areaName", w.address, w.size,
  w.identity_number as "identityNumber", w.phone, w.answers, w.note, w.asked_on as "askedOn"`
const source = `survey_answer w left join area a on a.code = w.area_code
  left join own_area v on v.tenant_id = w.tenant_id and v.code = w.area_code`

export const listFound = (
  tx: Transaction,
  surveyId: string,
  range: Range,
  limit: number,
  offset: number,
): Promise<FoundRecord[]> =>
  tx.rows(
    `select ${columns} from ${source} where w.tenant_id = $1 and w.survey_id = $2 and w.household_id is null
       and w.area_code >= $3 and w.area_code < $4 order by w.area_code, w.id limit $5 offset $6`,
    [tx.scope.tenantId, surveyId, range.from, range.to, limit, offset],
  )

export async function lockFound(tx: Transaction, surveyId: string, id: string): Promise<FoundRecord | undefined> {
  return tx.row(
    `select ${columns} from ${source} where w.tenant_id = $1 and w.survey_id = $2 and w.id = $3 and w.household_id is null for update of w`,
    [tx.scope.tenantId, surveyId, id],
  )
}

/** The family has a file now: its answers and needs stand there, its number is no longer kept here. */
export async function giveFile(tx: Transaction, answerId: string, householdId: string): Promise<void> {
  const values = [tx.scope.tenantId, answerId, householdId]
  await tx.run(
    `update survey_answer w set household_id = h.id, area_code = h.area_code, organisation_line = h.organisation_line,
       identity_number = null, phone = null from household h where w.tenant_id = $1 and w.id = $2 and h.tenant_id = $1 and h.id = $3`,
    values,
  )
  await tx.run(
    `update survey_need n set household_id = h.id, area_code = h.area_code, organisation_line = h.organisation_line
     from household h where n.tenant_id = $1 and n.answer_id = $2 and h.tenant_id = $1 and h.id = $3`,
    values,
  )
}

/** Codes of areas by their name within a range; a name that several bear stands several times. */
export const areasByName = (
  tx: Transaction,
  names: readonly string[],
  range: Range,
): Promise<{ code: string; name: string }[]> =>
  tx.rows(
    `select code, name from area where name = any($2::text[]) and code >= $3 and code < $4 and not abolished
     union all select code, name from own_area where tenant_id = $1 and name = any($2::text[]) and code >= $3 and code < $4 and valid_to is null`,
    [tx.scope.tenantId, names, range.from, range.to],
  )
