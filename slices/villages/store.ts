import type { Transaction } from '../../platform/server/database.ts'
import type { VillageSort } from './contract.ts'
import type { VillageProfile, VillageRow, VillageYear } from './model.ts'

const newest = `left join lateral (select y.year, y.population, y.per_capita_income_fen from village_year y
  where y.tenant_id = v.tenant_id and y.area_code = v.area_code order by y.year desc limit 1) y on true`
const source = `village v ${newest}
  left join lateral (select count(*)::int as registered from household h where h.tenant_id = v.tenant_id and h.area_code = v.area_code
    and h.status = 'registered') h on true
  left join area_name a on a.code = v.area_code left join area_name p on p.code = left(v.area_code, 9) || '000'`
const columns = `v.area_code as "areaCode", coalesce(a.name, v.area_code) as name, coalesce(p.name, '') as "townshipName", v.reservoir, y.year,
  y.population, y.per_capita_income_fen as "perCapitaIncomeFen", h.registered`

export type VillageBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  reservoir?: boolean | undefined
  incomeBelowFen?: string | undefined
}

const where = `v.tenant_id = $1 and ($2::text is null or (v.area_code >= $2 and v.area_code < $3))
  and ($4::boolean is null or v.reservoir = $4) and ($5::bigint is null or y.per_capita_income_fen < $5)`
const values = (tx: Transaction, bounds: VillageBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.reservoir ?? null,
  bounds.incomeBelowFen ?? null,
]

const orders: Record<VillageSort, string> = {
  area: 'v.area_code',
  income: 'y.per_capita_income_fen',
  population: 'y.population',
  registered: 'h.registered',
}

export const listVillages = (
  tx: Transaction,
  bounds: VillageBounds,
  page: { limit: number; offset: number; sort: VillageSort; order: 'asc' | 'desc' },
): Promise<VillageRow[]> =>
  tx.rows(
    `select ${columns} from ${source} where ${where}
     order by ${orders[page.sort]} ${page.order === 'desc' ? 'desc' : 'asc'} nulls last, v.area_code limit $6 offset $7`,
    [...values(tx, bounds), page.limit, page.offset],
  )

export async function countVillages(tx: Transaction, bounds: VillageBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from village v ${newest} where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

export type VillageRecord = VillageRow & VillageProfile & { version: number }

export const findVillage = (tx: Transaction, code: string): Promise<VillageRecord | undefined> =>
  tx.row(
    `select ${columns}, v.facilities, v.note, v.version from ${source} where v.tenant_id = $1 and v.area_code = $2`,
    [tx.scope.tenantId, code],
  )

/** Whether there is such a village in the tree of areas, of the country or of the tenant's own. */
export async function isVillage(tx: Transaction, code: string): Promise<boolean> {
  const row = await tx.row(
    `select 1 from area where code = $2 and level = 'village'
     union all select 1 from own_area where tenant_id = $1 and code = $2 and level = 'village'`,
    [tx.scope.tenantId, code],
  )
  return row !== undefined
}

/** Puts a village on the list; 0 when it stands there. */
export const addVillage = (tx: Transaction, code: string, profile: VillageProfile): Promise<number> =>
  tx.run(
    `insert into village (tenant_id, area_code, reservoir, facilities, note) values ($1, $2, $3, $4::text[], $5)
     on conflict (tenant_id, area_code) do nothing`,
    [tx.scope.tenantId, code, profile.reservoir, profile.facilities, profile.note],
  )

export const changeVillage = (
  tx: Transaction,
  code: string,
  version: number,
  profile: VillageProfile,
): Promise<number> =>
  tx.run(
    `update village set reservoir = $4, facilities = $5::text[], note = $6, version = version + 1, updated_at = now()
     where tenant_id = $1 and area_code = $2 and version = $3`,
    [tx.scope.tenantId, code, version, profile.reservoir, profile.facilities, profile.note],
  )

export const yearsOf = (tx: Transaction, code: string): Promise<(VillageYear & { version: number })[]> =>
  tx.rows(
    `select year, households, population, per_capita_income_fen as "perCapitaIncomeFen", collective_income_fen as "collectiveIncomeFen",
       trim_scale(farmland_mu)::text as "farmlandMu", source, version from village_year
     where tenant_id = $1 and area_code = $2 order by year desc limit 60`,
    [tx.scope.tenantId, code],
  )

/** Figures of villages in years; those of the same year take the place of what was there. */
export const saveYears = (
  tx: Transaction,
  rows: readonly (VillageYear & { areaCode: string })[],
  by: string,
): Promise<number> =>
  tx.run(
    `insert into village_year (tenant_id, area_code, year, households, population, per_capita_income_fen, collective_income_fen, farmland_mu,
       source, recorded_by)
     select $1, r.*, $3 from jsonb_to_recordset($2::jsonb) as r ("areaCode" text, year smallint, households integer, population integer,
       "perCapitaIncomeFen" bigint, "collectiveIncomeFen" bigint, "farmlandMu" numeric, source text)
     on conflict (tenant_id, area_code, year) do update set households = excluded.households, population = excluded.population,
       per_capita_income_fen = excluded.per_capita_income_fen, collective_income_fen = excluded.collective_income_fen,
       farmland_mu = excluded.farmland_mu, source = excluded.source, recorded_by = excluded.recorded_by, recorded_at = now(),
       version = village_year.version + 1`,
    [tx.scope.tenantId, JSON.stringify(rows), by],
  )
