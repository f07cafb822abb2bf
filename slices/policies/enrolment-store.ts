import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import type { EndCause, Enrolment, PayPeriod, Programme } from './model.ts'

/** A family that receives, as a roster or an officer tells it; days as text, fen as digits, null amount: not known. */
export type NewEnrolment = {
  householdId: string
  areaCode: string
  organisationLine: string
  programme: Programme
  fromDay: string
  monthlyFen: string | null
  source: 'roster' | 'page'
  sourceImportId: string | null
  startWhy: string | null
}

/**
 * Writes down who receives; at most one row a family and programme. Safe to run again: a family that is enrolled already
 * stays as it is, another amount ends the open enrolment on the new day and starts one. An amount of null says nothing
 * about the amount. Area and line are the household's.
 */
export async function addEnrolments(
  tx: Transaction,
  rows: readonly NewEnrolment[],
): Promise<{ started: number; changed: number; unchanged: number }> {
  if (rows.length === 0) return { started: 0, changed: 0, unchanged: 0 }
  const changed = await tx.run(
    `update enrolment e set to_day = greatest(r."fromDay", e.from_day), ended_import_id = r."sourceImportId",
       end_cause = 'amount', version = e.version + 1
     from jsonb_to_recordset($2::jsonb) as r ("householdId" uuid, programme text, "fromDay" date, "monthlyFen" bigint,
       "sourceImportId" uuid)
     where e.tenant_id = $1 and e.household_id = r."householdId" and e.programme = r.programme and e.to_day is null
       and r."monthlyFen" is not null and e.monthly_fen is distinct from r."monthlyFen"`,
    [tx.scope.tenantId, JSON.stringify(rows)],
  )
  const written = await tx.run(
    `insert into enrolment (tenant_id, id, household_id, area_code, organisation_line, programme, from_day, monthly_fen,
       source, source_import_id, start_why)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "householdId" uuid, "areaCode" text,
       "organisationLine" text, programme text, "fromDay" date, "monthlyFen" bigint, source text, "sourceImportId" uuid,
       "startWhy" text)
     on conflict (tenant_id, household_id, programme, person_id) where to_day is null do nothing`,
    [tx.scope.tenantId, JSON.stringify(rows.map((row) => ({ ...row, id: randomUUIDv7() })))],
  )
  return { started: written - changed, changed, unchanged: rows.length - written }
}

/** Undoes what an import told: its enrolments go, those it ended are open again. */
export async function removeEnrolmentsOfImport(tx: Transaction, importId: string): Promise<number> {
  const removed = await tx.run('delete from enrolment where tenant_id = $1 and source_import_id = $2', [
    tx.scope.tenantId,
    importId,
  ])
  await tx.run(
    `update enrolment set to_day = null, ended_import_id = null, end_cause = null, version = version + 1
     where tenant_id = $1 and ended_import_id = $2`,
    [tx.scope.tenantId, importId],
  )
  return removed
}

const columns = `e.id, e.programme, e.person_id as "personId", p.name as "personName", e.period, e.from_day as "fromDay",
  e.to_day as "toDay", e.monthly_fen as "monthlyFen", coalesce(e.monthly_fen, e.period_fen) as "amountFen", e.source,
  e.source_import_id as "sourceImportId", e.start_why as "startWhy", e.end_why as "endWhy", e.end_cause as "endCause", e.version`
const source = 'enrolment e left join person p on p.tenant_id = $1 and p.id = e.person_id'

/** What an officer writes down on the page; the amount is that of the period. */
type StartedEnrolment = Omit<NewEnrolment, 'monthlyFen' | 'source' | 'sourceImportId'> & {
  personId: string | null
  period: PayPeriod
  amountFen: string | null
  decision: object | null
}

/** One family starts to receive; gives the id. Throws 23505 `enrolment_once` when it does already. */
export async function startEnrolment(tx: Transaction, row: StartedEnrolment): Promise<string> {
  const id = randomUUIDv7()
  await tx.run(
    `insert into enrolment (tenant_id, id, household_id, area_code, organisation_line, programme, from_day, monthly_fen,
       period_fen, period, person_id, source, start_why, decision)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'page', $12, $13)`,
    [
      tx.scope.tenantId,
      id,
      row.householdId,
      row.areaCode,
      row.organisationLine,
      row.programme,
      row.fromDay,
      row.period === 'month' ? row.amountFen : null,
      row.period === 'month' ? null : row.amountFen,
      row.period,
      row.personId,
      row.startWhy,
      row.decision && JSON.stringify(row.decision),
    ],
  )
  return id
}

/** All enrolments of a family, the newest first. */
export const enrolmentsOf = (tx: Transaction, householdId: string): Promise<Enrolment[]> =>
  tx.rows(
    `select ${columns} from ${source} where e.tenant_id = $1 and e.household_id = $2
     order by e.from_day desc, e.created_at desc`,
    [tx.scope.tenantId, householdId],
  )

export const findEnrolment = (
  tx: Transaction,
  id: string,
): Promise<(Enrolment & { householdId: string }) | undefined> =>
  tx.row(`select ${columns}, e.household_id as "householdId" from ${source} where e.tenant_id = $1 and e.id = $2`, [
    tx.scope.tenantId,
    id,
  ])

/** What a family receives on and on, of one policy or of all. */
export const openEnrolments = async (tx: Transaction, householdId: string, programme?: string): Promise<Enrolment[]> =>
  (await enrolmentsOf(tx, householdId)).filter(
    (one) => one.toDay === null && (programme === undefined || one.programme === programme),
  )

/** Ends an enrolment when it is still open and the version is the one that was read; 0 rows otherwise. */
export const endEnrolment = (
  tx: Transaction,
  id: string,
  version: number,
  toDay: string,
  why: string,
  cause: EndCause | null,
): Promise<number> =>
  tx.run(
    `update enrolment set to_day = $4, end_why = $5, end_cause = $6, version = version + 1
     where tenant_id = $1 and id = $2 and version = $3 and to_day is null`,
    [tx.scope.tenantId, id, version, toDay, why, cause],
  )
