import type { Text } from '../../core/messages.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { ImportCounts, ImportSheet, ImportState, ImportTarget, NewUnits } from './model.ts'

/** An import without its file. */
export type ImportRecord = {
  id: string
  target: ImportTarget
  aidListId: string | null
  fileName: string
  kind: string | null
  state: ImportState
  problem: Text | null
  areaCode: string
  areaName: string
  organisationLine: string
  newUnits: NewUnits
  sheets: ImportSheet[]
  chosen: Record<string, string | null>
  counts: ImportCounts | Record<string, never>
  createdUnits: string[]
  createdAt: string
  createdBy: string | null
  committedAt: string | null
  done: number
  total: number
  sameFileAs: string | null
}

const columns = `i.id, i.target, i.aid_list_id as "aidListId", i.file_name as "fileName", i.kind, i.state, i.problem,
  i.area_code as "areaCode", coalesce(a.name, v.name, i.area_code) as "areaName", i.organisation_line as "organisationLine",
  i.new_units as "newUnits", i.sheets, i.chosen, i.counts, i.created_units as "createdUnits", i.created_at as "createdAt",
  c.display_name as "createdBy", i.committed_at as "committedAt", coalesce(p.done, 0) as done, coalesce(p.total, 0) as total,
  (select s.id from import_job s where s.tenant_id = i.tenant_id and s.file_hash = i.file_hash and s.state = 'committed'
     and s.id <> i.id order by s.created_at limit 1) as "sameFileAs"`
// The country's areas and the tenant's own joined one by one: the view of both would be read through each time.
const source = `import_job i left join area a on a.code = i.area_code
  left join own_area v on v.tenant_id = i.tenant_id and v.code = i.area_code left join account c on c.id = i.created_by
  left join import_progress p on p.tenant_id = i.tenant_id and p.import_id = i.id`

export const listImports = (tx: Transaction, limit: number, offset: number): Promise<ImportRecord[]> =>
  tx.rows(
    `select ${columns} from ${source} where i.tenant_id = $1 order by i.created_at desc, i.id limit $2 offset $3`,
    [tx.scope.tenantId, limit, offset],
  )

export const findImport = (tx: Transaction, id: string): Promise<ImportRecord | undefined> =>
  tx.row(`select ${columns} from ${source} where i.tenant_id = $1 and i.id = $2`, [tx.scope.tenantId, id])

/** The import with its row locked for the rest of the transaction: a second worker waits and then finds another state. */
export async function lockImport(tx: Transaction, id: string): Promise<ImportRecord | undefined> {
  await tx.run('select 1 from import_job where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return findImport(tx, id)
}

export const addImport = (
  tx: Transaction,
  job: {
    id: string
    areaCode: string
    organisationLine: string
    target: string
    aidListId: string | null
    fileName: string
    fileHash: Buffer
    file: Buffer
    createdBy: string
  },
): Promise<number> =>
  tx.run(
    `insert into import_job (tenant_id, id, area_code, organisation_line, target, aid_list_id, file_name, file_hash, file, state, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'reading', $10)`,
    [
      tx.scope.tenantId,
      job.id,
      job.areaCode,
      job.organisationLine,
      job.target,
      job.aidListId,
      job.fileName,
      job.fileHash,
      job.file,
      job.createdBy,
    ],
  )

export const fileOf = (
  tx: Transaction,
  id: string,
): Promise<{ file: Buffer; corrections: Buffer | null } | undefined> =>
  tx.row('select file, corrections from import_job where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])

export const setState = (
  tx: Transaction,
  id: string,
  state: ImportState,
  problem: Text | null = null,
): Promise<number> =>
  tx.run(
    `update import_job set state = $3, problem = $4, committed_at = case when $3 = 'committed' then now() else committed_at end
     where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, state, problem && JSON.stringify(problem)],
  )

export const setReading = (
  tx: Transaction,
  id: string,
  reading: { kind: string | null; sheets: readonly ImportSheet[]; counts: ImportCounts },
): Promise<number> =>
  tx.run('update import_job set kind = $3, sheets = $4, counts = $5 where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
    reading.kind,
    JSON.stringify(reading.sheets),
    JSON.stringify(reading.counts),
  ])

export const setCorrections = (
  tx: Transaction,
  id: string,
  given: { corrections: Buffer | null; chosen: Record<string, string | null>; newUnits: string },
): Promise<number> =>
  tx.run('update import_job set corrections = $3, chosen = $4, new_units = $5 where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
    given.corrections,
    JSON.stringify(given.chosen),
    given.newUnits,
  ])

export const noteCreatedUnits = (tx: Transaction, id: string, units: readonly string[]): Promise<number> =>
  tx.run('update import_job set created_units = created_units || $3::uuid[] where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
    units,
  ])

/** Progress is told in a transaction of its own. */
export const noteProgress = (tx: Transaction, id: string, done: number, total: number): Promise<number> =>
  tx.run(
    `insert into import_progress (tenant_id, import_id, done, total) values ($1, $2, $3, $4)
     on conflict (tenant_id, import_id) do update set done = $3, total = $4`,
    [tx.scope.tenantId, id, done, total],
  )

export const askToCancel = (tx: Transaction, id: string, cancelled: boolean): Promise<number> =>
  tx.run(
    `insert into import_progress (tenant_id, import_id, cancelled) values ($1, $2, $3)
     on conflict (tenant_id, import_id) do update set cancelled = $3`,
    [tx.scope.tenantId, id, cancelled],
  )

export async function isCancelled(tx: Transaction, id: string): Promise<boolean> {
  const row = await tx.row<{ cancelled: boolean }>(
    'select cancelled from import_progress where tenant_id = $1 and import_id = $2',
    [tx.scope.tenantId, id],
  )
  return row?.cancelled ?? false
}

/** Steps that a crash interrupted: their job is put in the queue again at the next start. */
export const unfinishedImports = (tx: Transaction): Promise<{ id: string; state: ImportState; createdBy: string }[]> =>
  tx.rows(
    `select id, state, created_by as "createdBy" from import_job where tenant_id = $1 and state in ('reading', 'committing', 'undoing')`,
    [tx.scope.tenantId],
  )

export const listTenants = (tx: Transaction): Promise<{ id: string }[]> => tx.rows('select id from tenant order by id')
