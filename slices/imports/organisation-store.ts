import type { Transaction } from '../../platform/server/database.ts'
import type { EnterpriseState, OrganisationKind } from '../organisations/model.ts'

/** An organisation on file, as a list is compared with it. */
export type FiledOrganisation = {
  asked: string
  id: string
  name: string
  line: string
  areaCode: string
  kind: OrganisationKind
  enterpriseState: EnterpriseState | null
  parentId: string | null
  sector: string | null
  localGovernment: boolean
  creditCode: string | null
  responsiblePerson: string | null
  responsiblePhone: Buffer | null
  version: number
}

const columns = `o.id, o.name, o.line, o.area_code as "areaCode", o.kind, o.enterprise_state as "enterpriseState",
  o.parent_id as "parentId", o.sector, o.local_government as "localGovernment", o.credit_code as "creditCode",
  o.responsible_person as "responsiblePerson", o.responsible_phone as "responsiblePhone", o.version`

/** By name or alias; several of one name are all given. */
export const organisationsByName = (tx: Transaction, names: readonly string[]): Promise<FiledOrganisation[]> =>
  tx.rows(
    // Two plain joins: a join on "name or alias" would look at every organisation for every name.
    `select n.asked, ${columns} from unnest($2::text[]) as n (asked)
       join organisation o on o.tenant_id = $1 and o.name = n.asked
     union all
     select n.asked, ${columns} from unnest($2::text[]) as n (asked)
       join organisation_alias s on s.tenant_id = $1 and s.alias = n.asked
       join organisation o on o.tenant_id = $1 and o.id = s.organisation_id and o.name <> n.asked`,
    [tx.scope.tenantId, [...new Set(names)]],
  )

export const organisationsById = (tx: Transaction, ids: readonly string[]): Promise<FiledOrganisation[]> =>
  tx.rows(`select o.name as asked, ${columns} from organisation o where o.tenant_id = $1 and o.id = any($2::uuid[])`, [
    tx.scope.tenantId,
    ids,
  ])

/**
 * How many of `made` anybody refers to, or of `made` and `altered` were changed since the import. Times are compared in
 * the database: outside it they lose their microseconds.
 */
export async function countBuiltUpon(
  tx: Transaction,
  made: readonly string[],
  altered: readonly string[],
  importId: string,
): Promise<number> {
  const row = await tx.row<{ count: string }>(
    `select count(*) as count from organisation o where o.tenant_id = $1 and o.id = any($2::uuid[] || $3::uuid[])
       and (o.updated_at > (select committed_at from import_job where tenant_id = $1 and id = $4) or (o.id = any($2::uuid[]) and (
         exists (select from organisation c where c.tenant_id = $1 and c.parent_id = o.id and c.id <> all($2::uuid[]))
         or exists (select from organisation_alias s where s.tenant_id = $1 and s.organisation_id = o.id)
         or exists (select from household h where h.tenant_id = $1 and (h.work_unit_id = o.id or h.responsible_id = o.id))
         or exists (select from helper l where l.tenant_id = $1 and l.organisation_id = o.id)
         or exists (select from pair p where p.tenant_id = $1 and p.organisation_id = o.id)
         or exists (select from request q where q.tenant_id = $1 and q.responsible_id = o.id)
         or exists (select from aid_line l where l.tenant_id = $1 and l.giver_organisation_id = o.id)
         or exists (select from aid_list l where l.tenant_id = $1 and l.giver_organisation_id = o.id)
         or exists (select from membership m where m.tenant_id = $1 and m.organisation_id = o.id))))`,
    [tx.scope.tenantId, made, altered, importId],
  )
  return Number(row?.count ?? 0)
}

/** In one statement, so that parents and those below them go together. */
export const removeOrganisations = (tx: Transaction, ids: readonly string[]): Promise<number> =>
  tx.run('delete from organisation where tenant_id = $1 and id = any($2::uuid[])', [tx.scope.tenantId, ids])

/** What an import replaced. */
export type Replaced = Pick<
  FiledOrganisation,
  'kind' | 'enterpriseState' | 'sector' | 'creditCode' | 'responsiblePerson'
> & { phone: string | null }

export const restoreOrganisation = (
  tx: Transaction,
  id: string,
  before: Replaced,
  sealedPhone: Buffer | null,
): Promise<number> =>
  tx.run(
    `update organisation set kind = $3, enterprise_state = $4, sector = $5, credit_code = $6, responsible_person = $7,
       responsible_phone = $8, version = version + 1, updated_at = now()
     where tenant_id = $1 and id = $2`,
    [
      tx.scope.tenantId,
      id,
      before.kind,
      before.enterpriseState,
      before.sector,
      before.creditCode,
      before.responsiblePerson,
      sealedPhone,
    ],
  )
