import type { Transaction } from '../../platform/server/database.ts'
import type { OrganisationFilter } from './contract.ts'
import type { EnterpriseState, OrganisationKind } from './model.ts'

export type OrganisationRow = {
  id: string
  parentId: string | null
  parentName: string | null
  line: string
  name: string
  kind: OrganisationKind
  enterpriseState: EnterpriseState | null
  areaCode: string
  areaName: string
  sector: string | null
  localGovernment: boolean
  creditCode: string | null
  responsiblePerson: string | null
  responsiblePhone: Buffer | null
  validFrom: string
  validTo: string | null
  version: number
}

const columns = `o.id, o.parent_id as "parentId", p.name as "parentName", o.line, o.name, o.kind,
  o.enterprise_state as "enterpriseState", o.area_code as "areaCode", coalesce(a.name, o.area_code) as "areaName", o.sector, o.local_government as "localGovernment",
  o.credit_code as "creditCode", o.responsible_person as "responsiblePerson", o.responsible_phone as "responsiblePhone",
  o.valid_from as "validFrom", o.valid_to as "validTo", o.version`

const source = `organisation o
  left join organisation p on p.tenant_id = o.tenant_id and p.id = o.parent_id
  left join area_name a on a.code = o.area_code`

// One statement serves every filter: a filter that is not given is null and lets every row through.
const filtered = `o.tenant_id = $1
  and ($2::text is null or (o.area_code >= $2 and o.area_code < $3))
  and ($4::text is null or o.kind = $4)
  and ($5::text is null or o.enterprise_state = $5)
  and ($6::uuid is null or o.line like (select line from organisation where tenant_id = $1 and id = $6) || '%')
  and ($7::text is null or position($7 in o.name) > 0)
  and ($8::boolean is null or (o.kind = 'enterprise' and o.enterprise_state <> 'running') = $8)
  and ($9::boolean is null or (o.valid_to is null) = $9)`

export type FilterBounds = OrganisationFilter & { areaFrom?: string | undefined; areaTo?: string | undefined }

const filterValues = (tx: Transaction, filter: FilterBounds) => [
  tx.scope.tenantId,
  filter.areaFrom ?? null,
  filter.areaTo ?? null,
  filter.kind ?? null,
  filter.enterpriseState ?? null,
  filter.under ?? null,
  filter.name || null,
  filter.struggling ?? null,
  filter.live ?? null,
]

const sortings = { name: 'o.name', area: 'o.area_code', kind: 'o.kind', tree: 'o.line' } as const

export const listOrganisations = (
  tx: Transaction,
  filter: FilterBounds,
  page: { limit: number; offset: number; sort: keyof typeof sortings; order: 'asc' | 'desc' },
): Promise<OrganisationRow[]> =>
  tx.rows(
    `select ${columns} from ${source} where ${filtered}
     order by ${sortings[page.sort]} ${page.order === 'desc' ? 'desc' : 'asc'}, o.line limit $10 offset $11`,
    [...filterValues(tx, filter), page.limit, page.offset],
  )

export async function countOrganisations(tx: Transaction, filter: FilterBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from organisation o where ${filtered}`,
    filterValues(tx, filter),
  )
  return Number(row?.total ?? 0)
}

export const findOrganisation = (tx: Transaction, id: string): Promise<OrganisationRow | undefined> =>
  tx.row(`select ${columns} from ${source} where o.tenant_id = $1 and o.id = $2`, [tx.scope.tenantId, id])

/** The next free number under a parent, with the parent locked so that two creators do not take the same. */
export async function nextChildNumber(
  tx: Transaction,
  parentId: string | null,
): Promise<{ parentLine: string; number: number }> {
  const parent = parentId
    ? await tx.row<{ line: string }>('select line from organisation where tenant_id = $1 and id = $2 for update', [
        tx.scope.tenantId,
        parentId,
      ])
    : undefined
  if (!parent) await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 7766))', [tx.scope.tenantId])
  const last = await tx.row<{ line: string | null }>(
    'select max(line) as line from organisation where tenant_id = $1 and parent_id is not distinct from $2',
    [tx.scope.tenantId, parentId],
  )
  return { parentLine: parent?.line ?? '', number: last?.line ? Number.parseInt(last.line.slice(-4), 36) + 1 : 1 }
}

export type NewOrganisation = Omit<OrganisationRow, 'parentName' | 'areaName' | 'validTo' | 'version'>

export const addOrganisations = (tx: Transaction, rows: readonly NewOrganisation[]): Promise<number> =>
  tx.run(
    `insert into organisation (tenant_id, id, parent_id, line, name, kind, enterprise_state, area_code, sector, local_government, credit_code,
       responsible_person, responsible_phone, valid_from)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r (id uuid, "parentId" uuid, line text, name text, kind text,
       "enterpriseState" text, "areaCode" text, sector text, "localGovernment" boolean, "creditCode" text, "responsiblePerson" text, "responsiblePhone" bytea,
       "validFrom" date)`,
    [
      tx.scope.tenantId,
      JSON.stringify(
        rows.map((row) => ({
          ...row,
          responsiblePhone: row.responsiblePhone ? `\\x${row.responsiblePhone.toString('hex')}` : null,
        })),
      ),
    ],
  )

/** Saves a change when the version is still the one that was read; 0 rows otherwise. */
export const changeOrganisation = (
  tx: Transaction,
  id: string,
  version: number,
  row: Omit<NewOrganisation, 'id' | 'line' | 'parentId' | 'validFrom'>,
): Promise<number> =>
  tx.run(
    `update organisation set name = $4, kind = $5, enterprise_state = $6, area_code = $7, sector = $8, credit_code = $9,
       responsible_person = $10, responsible_phone = coalesce($11, responsible_phone), local_government = $12, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3`,
    [
      tx.scope.tenantId,
      id,
      version,
      row.name,
      row.kind,
      row.enterpriseState,
      row.areaCode,
      row.sector,
      row.creditCode,
      row.responsiblePerson,
      row.responsiblePhone,
      row.localGovernment,
    ],
  )

/** Ends a unit on a day, or takes the end back; 0 rows when the version is another one meanwhile. */
export const endOrganisation = (tx: Transaction, id: string, version: number, on: string | null): Promise<number> =>
  tx.run(
    `update organisation set valid_to = $4, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2 and version = $3`,
    [tx.scope.tenantId, id, version, on],
  )

/** The government that answers for an area: of the area itself, or of the nearest one above. Undefined only before setup. */
export const findLocalGovernment = (
  tx: Transaction,
  areaCodes: readonly string[],
): Promise<OrganisationRow | undefined> =>
  tx.row(
    `select ${columns} from ${source} where o.tenant_id = $1 and o.local_government and o.area_code = any($2::text[])
     order by array_position($2::text[], o.area_code) limit 1`,
    [tx.scope.tenantId, areaCodes],
  )

/** All governments of the tenant by area code, for routing many families at once. */
export const listLocalGovernments = (tx: Transaction): Promise<{ id: string; line: string; areaCode: string }[]> =>
  tx.rows(
    'select id, line, area_code as "areaCode" from organisation where tenant_id = $1 and local_government and valid_to is null',
    [tx.scope.tenantId],
  )

/** Units by name or alias, for routing many families at once. Several units of one name are all given. */
export const listUnitsByName = (
  tx: Transaction,
  names: readonly string[],
): Promise<
  {
    asked: string
    id: string
    line: string
    areaCode: string
    kind: string
    enterpriseState: EnterpriseState | null
    validTo: string | null
  }[]
> =>
  tx.rows(
    // Two plain joins: a join on "name or alias" would look at every organisation for every name.
    `select n.asked, o.id, o.line, o.area_code as "areaCode", o.kind, o.enterprise_state as "enterpriseState", o.valid_to as "validTo"
     from unnest($2::text[]) as n (asked) join organisation o on o.tenant_id = $1 and o.name = n.asked
     union
     select n.asked, o.id, o.line, o.area_code, o.kind, o.enterprise_state, o.valid_to
     from unnest($2::text[]) as n (asked) join organisation_alias s on s.tenant_id = $1 and s.alias = n.asked
     join organisation o on o.tenant_id = $1 and o.id = s.organisation_id`,
    [tx.scope.tenantId, names],
  )

/** Other names units go by; one that is taken stays as it is. */
export const addAliases = (
  tx: Transaction,
  aliases: readonly { alias: string; organisationId: string }[],
): Promise<number> =>
  tx.run(
    `insert into organisation_alias (tenant_id, alias, organisation_id, stated_by, stated_at)
     select $1, a, o, $4, now() from unnest($2::text[], $3::uuid[]) as x (a, o)
     on conflict (tenant_id, alias) do nothing`,
    [tx.scope.tenantId, aliases.map((one) => one.alias), aliases.map((one) => one.organisationId), tx.scope.accountId],
  )
