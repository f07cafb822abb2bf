import { columnsOf, copyRows, type Loading } from '../../platform/server/copy.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { ConflictCode, Difference, ImportIssue, RowState } from './model.ts'

export type NewRow = {
  position: number
  sheet: string
  row: number
  name: string
  state: RowState
  conflict: ConflictCode | null
  subjectId: string | null
  differences: Difference[]
}

/** `content` is null in rows whose content stands in a part of their import. */
export type RowRecord = NewRow & { content: Buffer | null; before: Buffer | null }

export async function clearReading(tx: Transaction, importId: string): Promise<void> {
  await tx.run('delete from import_issue where tenant_id = $1 and import_id = $2', [tx.scope.tenantId, importId])
  await tx.run('delete from import_row where tenant_id = $1 and import_id = $2', [tx.scope.tenantId, importId])
  await tx.run('delete from import_part where tenant_id = $1 and import_id = $2', [tx.scope.tenantId, importId])
}

const rowLoading: Loading<NewRow> = [
  ['position', 'integer', (row) => row.position],
  ['sheet', 'text', (row) => row.sheet],
  ['row', 'integer', (row) => row.row],
  ['name', 'text', (row) => row.name],
  ['state', 'text', (row) => row.state],
  ['conflict', 'text', (row) => row.conflict],
  ['subject_id', 'uuid', (row) => row.subjectId],
  ['differences', 'jsonb', (row) => (row.differences.length === 0 ? '[]' : JSON.stringify(row.differences))],
]
const issueLoading: Loading<ImportIssue & { position: number }> = [
  ['position', 'integer', (one) => one.position],
  ['sheet', 'text', (one) => one.sheet],
  ['row', 'integer', (one) => one.row],
  ['cell', 'text', (one) => one.cell],
  ['column_header', 'text', (one) => one.column],
  ['field', 'text', (one) => one.field],
  ['code', 'text', (one) => one.code],
  ['severity', 'text', (one) => one.severity],
  ['message', 'jsonb', (one) => JSON.stringify(one.message)],
]

/** Makes the temporary tables that rows and issues are loaded into; they end with the transaction. */
export async function beginRows(tx: Transaction): Promise<void> {
  for (const [table, loading] of [
    ['import_row', rowLoading],
    ['import_issue', issueLoading],
  ] as const)
    await tx.run(
      `create temporary table staged_${table} on commit drop as select ${columnsOf(loading)} from ${table} limit 0`,
    )
}

/** Loads rows of the dry run and moves them where they belong. What was read of them stands in parts. */
export async function addRows(tx: Transaction, importId: string, rows: readonly NewRow[]): Promise<void> {
  await copyRows(tx, 'staged_import_row', rowLoading, rows)
  await move(tx, 'import_row', columnsOf(rowLoading), importId)
}

export async function addIssues(
  tx: Transaction,
  importId: string,
  issues: readonly (ImportIssue & { position: number })[],
): Promise<void> {
  await copyRows(tx, 'staged_import_issue', issueLoading, issues)
  await move(tx, 'import_issue', columnsOf(issueLoading), importId)
}

async function move(tx: Transaction, table: string, columns: string, importId: string): Promise<void> {
  await tx.run(
    `insert into ${table} (tenant_id, import_id, area_code, organisation_line, ${columns})
     select j.tenant_id, j.id, j.area_code, j.organisation_line, s.* from staged_${table} s, import_job j
     where j.tenant_id = $1 and j.id = $2`,
    [tx.scope.tenantId, importId],
  )
  await tx.run(`truncate staged_${table}`)
}

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

/** What imported rows became, and what it replaced; positions ascend. */
export async function markImported(
  tx: Transaction,
  importId: string,
  done: readonly { position: number; subjectId: string; before: Buffer | null }[],
): Promise<void> {
  if (done.length === 0) return
  await tx.run(
    `update import_row r set subject_id = d.subject_id, before = d.before
     from unnest($3::int[], $4::uuid[], $5::bytea[]) as d (position, subject_id, before)
     where r.tenant_id = $1 and r.import_id = $2 and r.position = d.position and r.position between $6 and $7`,
    [
      tx.scope.tenantId,
      importId,
      `{${done.map((one) => one.position).join(',')}}`,
      `{${done.map((one) => one.subjectId).join(',')}}`,
      `{${done.map((one) => (one.before ? `"\\\\x${one.before.toString('hex')}"` : 'null')).join(',')}}`,
      Math.min(...done.map((one) => one.position)),
      Math.max(...done.map((one) => one.position)),
    ],
  )
}

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
