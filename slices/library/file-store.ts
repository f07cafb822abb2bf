import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'

/** Keeps a sealed file beside a document; gives its id. */
export async function addFile(
  tx: Transaction,
  file: { documentId: string; name: string; bytes: number; content: Buffer },
): Promise<string> {
  const id = randomUUIDv7()
  await tx.run(
    `insert into library_file (tenant_id, id, document_id, name, bytes, content, uploaded_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.scope.tenantId, id, file.documentId, file.name, file.bytes, file.content, tx.scope.accountId],
  )
  return id
}

export const findFile = (
  tx: Transaction,
  id: string,
): Promise<{ documentId: string; name: string; content: Buffer } | undefined> =>
  tx.row(`select document_id as "documentId", name, content from library_file where tenant_id = $1 and id = $2`, [
    tx.scope.tenantId,
    id,
  ])

export const removeFile = (tx: Transaction, id: string): Promise<number> =>
  tx.run('delete from library_file where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])

export async function countFiles(tx: Transaction, documentId: string): Promise<number> {
  const row = await tx.row<{ count: string }>(
    'select count(*) as count from library_file where tenant_id = $1 and document_id = $2',
    [tx.scope.tenantId, documentId],
  )
  return Number(row?.count ?? 0)
}
