import type { Transaction } from '../../platform/server/database.ts'
import type { ConflictCode, Difference, ImportIssue, RowState } from './model.ts'

export type RowRecord = {
  position: number
  sheet: string
  row: number
  name: string
  state: RowState
  conflict: ConflictCode | null
  subjectId: string | null
  content: Buffer
  before: Buffer | null
  differences: Difference[]
}

type Place = { importId: string; areaCode: string; organisationLine: string }

export async function clearReading(tx: Transaction, importId: string): Promise<void> {
  await tx.run('delete from import_issue where tenant_id = $1 and import_id = $2', [tx.scope.tenantId, importId])
  await tx.run('delete from import_row where tenant_id = $1 and import_id = $2', [tx.scope.tenantId, importId])
}

const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString('hex')}` : null)

export const addRows = (tx: Transaction, place: Place, rows: readonly RowRecord[]): Promise<number> =>
  tx.run(
    `insert into import_row (tenant_id, import_id, area_code, organisation_line, position, sheet, row, name, state, conflict, subject_id,
       content, differences)
     select $1, $2, $3, $4, r.* from jsonb_to_recordset($5::jsonb) as r (position int, sheet text, row int, name text, state text,
       conflict text, "subjectId" uuid, content bytea, differences jsonb)`,
    [
      tx.scope.tenantId,
      place.importId,
      place.areaCode,
      place.organisationLine,
      JSON.stringify(rows.map((row) => ({ ...row, content: hex(row.content) }))),
    ],
  )

export const addIssues = (
  tx: Transaction,
  place: Place,
  issues: readonly (ImportIssue & { position: number })[],
): Promise<number> =>
  tx.run(
    `insert into import_issue (tenant_id, import_id, area_code, organisation_line, position, sheet, row, cell, column_header, field, code,
       severity, message)
     select $1, $2, $3, $4, r.* from jsonb_to_recordset($5::jsonb) as r (position int, sheet text, row int, cell text, "column" text,
       field text, code text, severity text, message jsonb)`,
    [tx.scope.tenantId, place.importId, place.areaCode, place.organisationLine, JSON.stringify(issues)],
  )

const columns = `r.position, r.sheet, r.row, r.name, r.state, r.conflict, r.subject_id as "subjectId", r.content, r.before, r.differences`

const filtered = `r.tenant_id = $1 and r.import_id = $2 and ($3::text is null or r.state = $3)
  and ($4::text is null or exists (select from import_issue i where i.tenant_id = $1 and i.import_id = $2 and i.sheet = r.sheet
    and i.row = r.row and i.severity = $4))`

export const listRows = (
  tx: Transaction,
  importId: string,
  filter: { state: string | null; severity: string | null },
  limit: number,
  offset: number,
): Promise<RowRecord[]> =>
  tx.rows(`select ${columns} from import_row r where ${filtered} order by r.position limit $5 offset $6`, [
    tx.scope.tenantId,
    importId,
    filter.state,
    filter.severity,
    limit,
    offset,
  ])

/** The rows at these places of the file. */
export const rowsAt = (
  tx: Transaction,
  importId: string,
  places: readonly { sheet: string; row: number }[],
): Promise<RowRecord[]> =>
  tx.rows(
    `select ${columns} from import_row r
     join (select distinct sheet, row from jsonb_to_recordset($3::jsonb) as p (sheet text, row int)) p on p.sheet = r.sheet and p.row = r.row
     where r.tenant_id = $1 and r.import_id = $2 order by r.position`,
    [tx.scope.tenantId, importId, JSON.stringify(places)],
  )

export async function countRows(
  tx: Transaction,
  importId: string,
  filter: { state: string | null; severity: string | null },
): Promise<number> {
  const row = await tx.row<{ total: string }>(`select count(*) as total from import_row r where ${filtered}`, [
    tx.scope.tenantId,
    importId,
    filter.state,
    filter.severity,
  ])
  return Number(row?.total ?? 0)
}

/** The next rows to be imported after a position, new and changed ones only. */
export const nextRows = (tx: Transaction, importId: string, after: number, limit: number): Promise<RowRecord[]> =>
  tx.rows(
    `select ${columns} from import_row r where r.tenant_id = $1 and r.import_id = $2 and r.position > $3 and r.state in ('new', 'changed')
     order by r.position limit $4`,
    [tx.scope.tenantId, importId, after, limit],
  )

/** What an imported row became, and what it replaced. */
export const markImported = (
  tx: Transaction,
  importId: string,
  done: readonly { position: number; subjectId: string; before: Buffer | null }[],
): Promise<number> =>
  tx.run(
    `update import_row r set subject_id = d."subjectId", before = d.before
     from jsonb_to_recordset($3::jsonb) as d (position int, "subjectId" uuid, before bytea)
     where r.tenant_id = $1 and r.import_id = $2 and r.position = d.position`,
    [tx.scope.tenantId, importId, JSON.stringify(done.map((one) => ({ ...one, before: hex(one.before) })))],
  )

export const issuesOfRows = (
  tx: Transaction,
  importId: string,
  places: readonly { sheet: string; row: number }[],
): Promise<ImportIssue[]> =>
  tx.rows(
    `select i.sheet, i.row, i.cell, i.column_header as "column", i.field, i.code, i.severity, i.message
     from import_issue i join jsonb_to_recordset($3::jsonb) as p (sheet text, row int) on p.sheet = i.sheet and p.row = i.row
     where i.tenant_id = $1 and i.import_id = $2 order by i.position`,
    [tx.scope.tenantId, importId, JSON.stringify(places)],
  )

export const listIssues = (
  tx: Transaction,
  importId: string,
  severity: string | null,
  limit: number,
  offset: number,
): Promise<ImportIssue[]> =>
  tx.rows(
    `select i.sheet, i.row, i.cell, i.column_header as "column", i.field, i.code, i.severity, i.message from import_issue i
     where i.tenant_id = $1 and i.import_id = $2 and ($3::text is null or i.severity = $3)
     order by array_position(array['error', 'warning', 'info'], i.severity), i.position limit $4 offset $5`,
    [tx.scope.tenantId, importId, severity, limit, offset],
  )

export async function countIssues(tx: Transaction, importId: string, severity: string | null): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from import_issue where tenant_id = $1 and import_id = $2 and ($3::text is null or severity = $3)`,
    [tx.scope.tenantId, importId, severity],
  )
  return Number(row?.total ?? 0)
}
