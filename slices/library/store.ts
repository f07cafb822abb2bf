import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import type { Document, DocumentDraft } from './model.ts'

const columns = `d.id, d.number, d.title, d.issuer, d.issued_on as "issuedOn", d.level, d.region,
  case when d.region = '000000' then '全国' else coalesce(a.name, d.region) end as "regionName", d.implements_id as "implementsId", d.needs, d.summary, d.policies,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'bytes', f.bytes) order by f.uploaded_at, f.id)
    from library_file f where f.tenant_id = $1 and f.document_id = d.id), '[]') as files,
  d.created_at as "createdAt", c.display_name as "createdBy", d.version`
const joined = `left join area a on a.code = d.region || '000000' left join account c on c.id = d.created_by`

/** All documents of a tenant: hundreds, never more than fit on a few pages. */
export const listDocuments = (tx: Transaction): Promise<Document[]> =>
  tx.rows(
    `select ${columns} from library_document d ${joined} where d.tenant_id = $1 order by d.issued_on desc, d.id`,
    [tx.scope.tenantId],
  )

export const findDocument = (tx: Transaction, id: string): Promise<Document | undefined> =>
  tx.row(`select ${columns} from library_document d ${joined} where d.tenant_id = $1 and d.id = $2`, [
    tx.scope.tenantId,
    id,
  ])

/** The tenant's own prefecture (or whatever area it is) as six digits. */
export const ownArea = (tx: Transaction): Promise<{ code: string; name: string } | undefined> =>
  tx.row(
    `select left(t.area_code, 6) as code, coalesce(a.name, t.name) as name from tenant t left join area a on a.code = t.area_code where t.id = $1`,
    [tx.scope.tenantId],
  )

type Row = DocumentDraft & { policies?: readonly string[] }

const valuesOf = (one: Row) => [
  ...[one.number, one.title, one.issuer, one.issuedOn, one.level, one.region, one.implementsId, one.needs, one.summary],
]

/** Files a document; gives its id. */
export async function addDocument(tx: Transaction, one: Row): Promise<string> {
  const id = randomUUIDv7()
  await tx.run(
    `insert into library_document (tenant_id, id, number, title, issuer, issued_on, level, region, implements_id, needs, summary, policies, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [tx.scope.tenantId, id, ...valuesOf(one), one.policies ?? [], tx.scope.accountId],
  )
  return id
}

/** Files those of some documents whose title is not there yet; gives how many. */
export async function addMissing(tx: Transaction, some: readonly Row[]): Promise<number> {
  let added = 0
  for (const one of some)
    added += await tx.run(
      `insert into library_document (tenant_id, id, number, title, issuer, issued_on, level, region, implements_id, needs, summary, policies, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (tenant_id, title, region) do nothing`,
      [tx.scope.tenantId, randomUUIDv7(), ...valuesOf(one), one.policies ?? [], tx.scope.accountId],
    )
  return added
}

/** Gives 0 when somebody else changed it first. */
export const changeDocument = (
  tx: Transaction,
  one: DocumentDraft & { id: string; version: number },
): Promise<number> =>
  tx.run(
    `update library_document set number = $4, title = $5, issuer = $6, issued_on = $7, level = $8, region = $9,
       implements_id = $10, needs = $11, summary = $12, version = version + 1
     where tenant_id = $1 and id = $2 and version = $3`,
    [tx.scope.tenantId, one.id, String(one.version), ...valuesOf(one)],
  )

export const removeDocument = (tx: Transaction, id: string): Promise<number> =>
  tx.run('delete from library_document where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])
