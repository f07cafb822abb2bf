import type { Transaction } from '../../platform/server/database.ts'
import type { RegisterFact } from '../registry/fact-model.ts'
import type { ChangeState } from './model.ts'
import type { Range } from './store.ts'

export type NewChange = {
  id: string
  householdId: string
  fact: RegisterFact
  value: string | null
  sealed: Buffer | null
  before: string | null
  askedOn: string
}

/**
 * What families answered about their files takes the place of what nobody has decided on. Sealed facts that a form left
 * out stay: a form never shows them again.
 */
export async function replaceChanges(
  tx: Transaction,
  surveyId: string,
  householdIds: readonly string[],
  sealed: readonly string[],
  changes: readonly NewChange[],
): Promise<void> {
  const rows = JSON.stringify(
    changes.map((change) => ({ ...change, sealed: change.sealed && `\\x${change.sealed.toString('hex')}` })),
  )
  await tx.run(
    `delete from survey_change c where c.tenant_id = $1 and c.survey_id = $2 and c.household_id = any($3::uuid[]) and c.state = 'open'
       and (not c.fact = any($4::text[]) or (c.household_id, c.fact) in
         (select r."householdId", r.fact from jsonb_to_recordset($5::jsonb) as r ("householdId" uuid, fact text)))`,
    [tx.scope.tenantId, surveyId, householdIds, sealed, rows],
  )
  if (changes.length === 0) return
  await tx.run(
    `insert into survey_change (tenant_id, id, survey_id, household_id, area_code, organisation_line, fact, value, sealed, before, asked_on)
     select $1, r.id, $2, h.id, h.area_code, h.organisation_line, r.fact, r.value, r.sealed, r.before, r."askedOn"
     from jsonb_to_recordset($3::jsonb) as r (id uuid, "householdId" uuid, fact text, value text, sealed bytea, before text, "askedOn" date)
     join household h on h.tenant_id = $1 and h.id = r."householdId"`,
    [tx.scope.tenantId, surveyId, rows],
  )
}

export type ChangeRecord = {
  id: string
  householdId: string
  fileNumber: string
  headName: string
  areaName: string
  fact: RegisterFact
  value: string | null
  sealed: Buffer | null
  before: string | null
  askedOn: string
  state: ChangeState
  decidedBy: string | null
  why: string | null
}

const columns = `c.id, c.household_id as "householdId", h.file_number as "fileNumber", h.head_name as "headName",
  coalesce(a.name, v.name, h.area_code) as "areaName", c.fact, c.value, c.sealed, c.before, c.asked_on as "askedOn", c.state,
  k.display_name as "decidedBy", c.why`
const source = `survey_change c join household h on h.tenant_id = c.tenant_id and h.id = c.household_id
  left join area a on a.code = h.area_code left join own_area v on v.tenant_id = c.tenant_id and v.code = h.area_code
  left join account k on k.id = c.decided_by`

export type ChangeBounds = Range & { id: string; state: ChangeState | null; fact: RegisterFact | null }

const where = `c.tenant_id = $1 and c.survey_id = $2 and c.area_code >= $3 and c.area_code < $4
  and ($5::text is null or c.state = $5) and ($6::text is null or c.fact = $6)`
const values = (tx: Transaction, bounds: ChangeBounds) => [
  tx.scope.tenantId,
  bounds.id,
  bounds.from,
  bounds.to,
  bounds.state,
  bounds.fact,
]

export const listChanges = (
  tx: Transaction,
  bounds: ChangeBounds,
  limit: number,
  offset: number,
): Promise<ChangeRecord[]> =>
  tx.rows(
    `select ${columns} from ${source} where ${where} order by c.area_code, c.household_id, c.fact, c.id limit $7 offset $8`,
    [...values(tx, bounds), limit, offset],
  )

export async function countChanges(tx: Transaction, bounds: ChangeBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from survey_change c where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

/** Open ones by their ids, with their rows locked. */
export const lockChanges = (tx: Transaction, surveyId: string, ids: readonly string[]): Promise<ChangeRecord[]> =>
  tx.rows(
    `select ${columns} from ${source} where c.tenant_id = $1 and c.survey_id = $2 and c.id = any($3::uuid[]) and c.state = 'open'
     order by c.household_id, c.fact for update of c`,
    [tx.scope.tenantId, surveyId, ids],
  )

/** The next open ones after an id, for working through all of them. */
export const openChangesAfter = (
  tx: Transaction,
  surveyId: string,
  range: Range,
  after: string,
  limit: number,
): Promise<ChangeRecord[]> =>
  tx.rows(
    `select ${columns} from ${source} where c.tenant_id = $1 and c.survey_id = $2 and c.state = 'open' and c.id > $5
       and c.area_code >= $3 and c.area_code < $4 order by c.id limit $6 for update of c`,
    [tx.scope.tenantId, surveyId, range.from, range.to, after, limit],
  )

export const decideChanges = (
  tx: Transaction,
  ids: readonly string[],
  decision: { state: 'taken' | 'declined'; by: string; at: string; why: string | null },
): Promise<number> =>
  tx.run(
    `update survey_change set state = $3, decided_by = $4, decided_at = $5, why = $6
     where tenant_id = $1 and id = any($2::uuid[]) and state = 'open'`,
    [tx.scope.tenantId, ids, decision.state, decision.by, decision.at, decision.why],
  )
