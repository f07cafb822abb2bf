import type { Transaction } from '../../platform/server/database.ts'
import type { Parameter, ParameterDraft } from './model.ts'
import type { KnownParameter } from './parameter-file-rules.ts'
import type { ParameterRow } from './parameter-rules.ts'

const names = `p.id, p.name, p.region, p.residence, p.valid_from as "validFrom", p.value, p.published_on as "publishedOn",
  p.document, coalesce(a.name, p.region) as "regionName", p.source_import_id as "sourceImportId",
  p.created_at as "createdAt", c.display_name as "createdBy", p.superseded_at as "supersededAt",
  p.superseded_why as "supersededWhy", p.version`
const joined = `left join area a on a.code = p.region || '000000' left join account c on c.id = p.created_by`

export type ParameterBounds = {
  name?: string | undefined
  region?: string | undefined
  residence?: string | undefined
  /** In force on some day of this year. */
  year?: number | undefined
  importId?: string | undefined
  /** Also values that were replaced or taken back. */
  history?: boolean | undefined
}

/** Values on file with the day from which a newer one of the same region holds; replaced ones have none. */
function source(tx: Transaction, bounds: ParameterBounds): { text: string; values: string[] } {
  const values: string[] = [tx.scope.tenantId]
  const inner = ['tenant_id = $1']
  const outer: string[] = []
  const add = (list: string[], condition: (place: string) => string, value: string | undefined) => {
    if (value === undefined) return
    values.push(value)
    list.push(condition(`$${values.length}`))
  }
  add(inner, (place) => `name = ${place}`, bounds.name)
  add(inner, (place) => `region = ${place}`, bounds.region)
  add(inner, (place) => `residence = ${place}`, bounds.residence)
  if (!bounds.history) inner.push('superseded_at is null')
  add(outer, (place) => `source_import_id = ${place}`, bounds.importId)
  if (bounds.year !== undefined) {
    add(outer, (place) => `valid_from <= ${place}::date`, `${bounds.year}-12-31`)
    add(outer, (place) => `(replaced_from is null or replaced_from > ${place}::date)`, `${bounds.year}-01-01`)
  }
  const where = outer.length > 0 ? `where ${outer.join(' and ')}` : ''
  return {
    text: `(select * from (
      select *, case when superseded_at is null then lead(valid_from) over (
        partition by name, region, residence, superseded_at is null order by valid_from) end as replaced_from
      from policy_parameter where ${inner.join(' and ')}) dated ${where}) p`,
    values,
  }
}

const orders = { name: 'p.name', region: 'p.region', from: 'p.valid_from', value: 'p.value', recorded: 'p.created_at' }
export type ParameterSort = keyof typeof orders

export function listParameters(
  tx: Transaction,
  bounds: ParameterBounds,
  page: { sort: ParameterSort; order: 'asc' | 'desc'; limit: number; offset: number },
): Promise<Parameter[]> {
  const { text, values } = source(tx, bounds)
  const direction = page.order === 'desc' ? 'desc' : 'asc'
  values.push(String(page.limit), String(page.offset))
  return tx.rows(
    `select ${names}, p.replaced_from as "replacedFrom" from ${text} ${joined}
     order by ${orders[page.sort]} ${direction}, p.name, p.region, p.residence, p.valid_from desc, p.created_at desc, p.id
     limit $${values.length - 1}::int offset $${values.length}::int`,
    values,
  )
}

export async function countParameters(tx: Transaction, bounds: ParameterBounds): Promise<number> {
  const { text, values } = source(tx, bounds)
  const row = await tx.row<{ total: string }>(`select count(*) as total from ${text}`, values)
  return Number(row?.total ?? 0)
}

/** Regions, names and years that are on file, for the choices of the filter. */
export async function parameterChoices(
  tx: Transaction,
): Promise<{ regions: { code: string; name: string }[]; names: string[]; years: number[] }> {
  const tenant = [tx.scope.tenantId]
  const regions = await tx.rows<{ code: string; name: string }>(
    `select p.region as code, coalesce(a.name, p.region) as name from policy_parameter p
     left join area a on a.code = p.region || '000000'
     where p.tenant_id = $1 and p.superseded_at is null group by 1, 2 order by 1`,
    tenant,
  )
  const others = await tx.row<{ names: string[] | null; years: number[] | null }>(
    `select array_agg(distinct name) as names, array_agg(distinct extract(year from valid_from)::int) as years
     from policy_parameter where tenant_id = $1 and superseded_at is null`,
    tenant,
  )
  return { regions, names: others?.names ?? [], years: others?.years ?? [] }
}

/** The values that hold now or later, for looking up; with `only`, of these parameters. */
export const parametersInForce = (tx: Transaction, only: readonly string[]): Promise<ParameterRow[]> =>
  tx.rows(
    `select p.name, p.region, p.residence, p.valid_from as "from", p.value, p.document, p.published_on as "publishedOn",
       coalesce(a.name, p.region) as "regionName"
     from policy_parameter p left join area a on a.code = p.region || '000000'
     where p.tenant_id = $1 and p.superseded_at is null and p.name = any($2::text[])`,
    [tx.scope.tenantId, only],
  )

/** The counties of the tenant's own area, for telling where a value is missing. */
export const countiesOf = (tx: Transaction): Promise<{ code: string; name: string }[]> =>
  tx.rows(
    `select left(c.code, 6) as code, c.name from tenant t join area c on c.level = 'county' and not c.abolished
       and c.code >= t.area_code and c.code < rpad(rtrim(t.area_code, '0'), 12, '9')
     where t.id = $1 order by 1`,
    [tx.scope.tenantId],
  )

export const knownParameters = (tx: Transaction): Promise<KnownParameter[]> =>
  tx.rows(
    `select id, name, region, residence, valid_from as "validFrom", value, version from policy_parameter
     where tenant_id = $1 and superseded_at is null`,
    [tx.scope.tenantId],
  )

/** Which of these six-digit codes are areas, today's or abolished. */
export async function existingRegions(tx: Transaction, regions: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ region: string }>(
    `select left(code, 6) as region from area where code = any($1::text[])`,
    [regions.map((region) => `${region}000000`)],
  )
  return new Set(rows.map((row) => row.region))
}

export const findParameterRow = (tx: Transaction, id: string): Promise<Parameter | undefined> =>
  tx.row(
    `select ${names}, null as "replacedFrom" from policy_parameter p ${joined} where p.tenant_id = $1 and p.id = $2`,
    [tx.scope.tenantId, id],
  )

/** The value on file for exactly this name, region, residence and day. */
export const findSameKey = (
  tx: Transaction,
  draft: Pick<ParameterDraft, 'name' | 'region' | 'residence' | 'validFrom'>,
): Promise<Parameter | undefined> =>
  tx.row(
    `select ${names}, null as "replacedFrom" from policy_parameter p ${joined}
     where p.tenant_id = $1 and p.name = $2 and p.region = $3 and p.residence = $4 and p.valid_from = $5 and p.superseded_at is null`,
    [tx.scope.tenantId, draft.name, draft.region, draft.residence, draft.validFrom],
  )

/** Adds values. Throws 23505 `policy_parameter_once` where one holds from that day already. */
export const addParameters = (
  tx: Transaction,
  drafts: readonly (ParameterDraft & { id: string; version: number })[],
  importId: string | null,
): Promise<number> =>
  tx.run(
    `insert into policy_parameter (tenant_id, id, name, region, residence, valid_from, value, published_on, document,
       version, source_import_id, created_by)
     select $1, r.*, $3, $4 from jsonb_to_recordset($2::jsonb) as r (id uuid, name text, region text, residence text,
       "validFrom" date, value numeric, "publishedOn" date, document text, version integer)`,
    [tx.scope.tenantId, JSON.stringify(drafts), importId, tx.scope.accountId],
  )

/** Puts values out of force; the rows stay. Gives how many still were in force. */
export const supersedeParameters = (
  tx: Transaction,
  ended: readonly { id: string; by: string | null; why: string | null }[],
): Promise<number> =>
  tx.run(
    `update policy_parameter p set superseded_at = now(), superseded_by = r.by, superseded_why = r.why
     from jsonb_to_recordset($2::jsonb) as r (id uuid, by uuid, why text)
     where p.tenant_id = $1 and p.id = r.id and p.superseded_at is null`,
    [tx.scope.tenantId, JSON.stringify(ended)],
  )

/** One import at a time in a tenant, so that what was judged is what is written. */
export const lockParameters = (tx: Transaction): Promise<number> =>
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`parameters ${tx.scope.tenantId}`])

export type ParameterImport = {
  id: string
  at: string
  fileName: string
  document: string | null
  publishedOn: string | null
  added: number
  changed: number
  unchanged: number
  wrong: number
}

export const addParameterImport = (tx: Transaction, one: ParameterImport): Promise<number> =>
  tx.run(
    `insert into policy_parameter_import (tenant_id, id, at, account_id, file_name, document, published_on, added, changed,
       unchanged, wrong) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.scope.tenantId,
      one.id,
      one.at,
      tx.scope.accountId,
      one.fileName,
      one.document,
      one.publishedOn,
      one.added,
      one.changed,
      one.unchanged,
      one.wrong,
    ],
  )

export const parameterImports = (tx: Transaction): Promise<(ParameterImport & { by: string | null })[]> =>
  tx.rows(
    `select i.id, i.at, i.file_name as "fileName", i.document, i.published_on as "publishedOn", i.added, i.changed,
       i.unchanged, i.wrong, c.display_name as by
     from policy_parameter_import i left join account c on c.id = i.account_id
     where i.tenant_id = $1 order by i.at desc limit 50`,
    [tx.scope.tenantId],
  )
