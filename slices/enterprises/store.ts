import type { Transaction } from '../../platform/server/database.ts'
import type { EnterpriseSort } from './contract.ts'
import type { EnterpriseEvent, EnterpriseFigures, EnterpriseProfile, EnterpriseRow } from './model.ts'

const source = `organisation o
  left join lateral (select f.* from enterprise_figures f where f.tenant_id = o.tenant_id and f.organisation_id = o.id
    order by f.as_of desc limit 1) f on true
  left join lateral (select count(*)::int as households from household h where h.tenant_id = o.tenant_id and h.work_unit_id = o.id
    and h.status = 'registered') h on true
  left join area_name a on a.code = o.area_code`
const columns = `o.id, o.name, o.area_code as "areaCode", coalesce(a.name, o.area_code) as "areaName", o.enterprise_state as state,
  f.as_of as "asOf", f.employees, f.laid_off as "laidOff", f.hardship_workers as "hardshipWorkers", f.wage_arrears_fen as "wageArrearsFen",
  h.households`

export type EnterpriseBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  state?: string | undefined
  arrears?: boolean | undefined
  name?: string | undefined
}

const where = `o.tenant_id = $1 and o.kind = 'enterprise' and ($2::text is null or (o.area_code >= $2 and o.area_code < $3))
  and ($4::text is null or o.enterprise_state = $4) and (not coalesce($5::boolean, false) or f.wage_arrears_fen > 0)
  and ($6::text is null or position($6 in o.name) > 0)`
const values = (tx: Transaction, bounds: EnterpriseBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.state ?? null,
  bounds.arrears ?? null,
  bounds.name || null,
]

const orders: Record<EnterpriseSort, string> = {
  name: 'o.name',
  arrears: 'f.wage_arrears_fen',
  laidOff: 'f.laid_off',
  households: 'h.households',
}

export const listEnterprises = (
  tx: Transaction,
  bounds: EnterpriseBounds,
  page: { limit: number; offset: number; sort: EnterpriseSort; order: 'asc' | 'desc' },
): Promise<EnterpriseRow[]> =>
  tx.rows(
    `select ${columns} from ${source} where ${where}
     order by ${orders[page.sort]} ${page.order === 'asc' ? 'asc' : 'desc'} nulls last, o.name, o.id limit $7 offset $8`,
    [...values(tx, bounds), page.limit, page.offset],
  )

export async function countEnterprises(tx: Transaction, bounds: EnterpriseBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from organisation o
     left join lateral (select f.wage_arrears_fen from enterprise_figures f where f.tenant_id = o.tenant_id and f.organisation_id = o.id
       order by f.as_of desc limit 1) f on true where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

export const findEnterprise = (tx: Transaction, id: string): Promise<EnterpriseRow | undefined> =>
  tx.row(`select ${columns} from ${source} where o.tenant_id = $1 and o.kind = 'enterprise' and o.id = $2`, [
    tx.scope.tenantId,
    id,
  ])

export const findProfile = (
  tx: Transaction,
  id: string,
): Promise<(EnterpriseProfile & { version: number }) | undefined> =>
  tx.row(
    `select industry, ownership, founded_on as "foundedOn", note, version from enterprise_profile where tenant_id = $1 and organisation_id = $2`,
    [tx.scope.tenantId, id],
  )

/** Saves the profile when the version is still the one that was read (0: there was none); 0 rows otherwise. */
/** First profiles of enterprises that have none. */
export const addProfiles = (
  tx: Transaction,
  rows: readonly (EnterpriseProfile & { organisationId: string })[],
): Promise<number> =>
  tx.run(
    `insert into enterprise_profile (tenant_id, organisation_id, industry, ownership, founded_on, note)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r ("organisationId" uuid, industry text, ownership text, "foundedOn" date, note text)
     on conflict (tenant_id, organisation_id) do nothing`,
    [tx.scope.tenantId, JSON.stringify(rows)],
  )

export const saveProfile = (
  tx: Transaction,
  id: string,
  version: number,
  profile: EnterpriseProfile,
): Promise<number> =>
  tx.run(
    `insert into enterprise_profile (tenant_id, organisation_id, industry, ownership, founded_on, note)
     select $1, $2, $4, $5, $6, $7 where $3 = 0 or exists (select from enterprise_profile where tenant_id = $1 and organisation_id = $2)
     on conflict (tenant_id, organisation_id) do update set industry = $4, ownership = $5, founded_on = $6, note = $7,
       version = enterprise_profile.version + 1, updated_at = now() where enterprise_profile.version = $3`,
    [tx.scope.tenantId, id, version, profile.industry, profile.ownership, profile.foundedOn, profile.note],
  )

/** Figures of an enterprise, the newest first; of one day where it is given. */
export const figuresOf = (
  tx: Transaction,
  id: string,
  asOf: string | null = null,
): Promise<(EnterpriseFigures & { version: number })[]> =>
  tx.rows(
    `select as_of as "asOf", employees, laid_off as "laidOff", hardship_workers as "hardshipWorkers", insured, arrears_persons as "arrearsPersons",
       wage_arrears_fen as "wageArrearsFen", average_wage_fen as "averageWageFen", source, version
     from enterprise_figures where tenant_id = $1 and organisation_id = $2 and ($3::date is null or as_of = $3)
     order by as_of desc limit 60`,
    [tx.scope.tenantId, id, asOf],
  )

type FiguresOf = EnterpriseFigures & { organisationId: string }

/** Figures of enterprises as they stood on days; those of the same day take the place of what was there. */
export const saveFigures = (tx: Transaction, rows: readonly FiguresOf[], by: string): Promise<number> =>
  tx.run(
    `insert into enterprise_figures (tenant_id, organisation_id, as_of, employees, laid_off, hardship_workers, insured, arrears_persons,
       wage_arrears_fen, average_wage_fen, source, recorded_by)
     select $1, r.*, $3 from jsonb_to_recordset($2::jsonb) as r ("organisationId" uuid, "asOf" date, employees integer, "laidOff" integer,
       "hardshipWorkers" integer, insured integer, "arrearsPersons" integer, "wageArrearsFen" bigint, "averageWageFen" bigint, source text)
     on conflict (tenant_id, organisation_id, as_of) do update set employees = excluded.employees, laid_off = excluded.laid_off,
       hardship_workers = excluded.hardship_workers, insured = excluded.insured, arrears_persons = excluded.arrears_persons,
       wage_arrears_fen = excluded.wage_arrears_fen, average_wage_fen = excluded.average_wage_fen, source = excluded.source,
       recorded_by = excluded.recorded_by, recorded_at = now(), version = enterprise_figures.version + 1`,
    [tx.scope.tenantId, JSON.stringify(rows), by],
  )

export const eventsOf = (tx: Transaction, id: string): Promise<EnterpriseEvent[]> =>
  tx.rows(
    `select e.id, e.kind, e.on_day as "onDay", e.text, a.display_name as by from enterprise_event e left join account a on a.id = e.recorded_by
     where e.tenant_id = $1 and e.organisation_id = $2 order by e.on_day desc, e.recorded_at desc limit 200`,
    [tx.scope.tenantId, id],
  )

export const addEvent = (
  tx: Transaction,
  event: { id: string; organisationId: string; kind: string; onDay: string; text: string; by: string | null },
): Promise<number> =>
  tx.run(
    `insert into enterprise_event (tenant_id, id, organisation_id, kind, on_day, text, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.scope.tenantId, event.id, event.organisationId, event.kind, event.onDay, event.text, event.by],
  )
