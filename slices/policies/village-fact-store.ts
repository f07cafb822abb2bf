import type { Transaction } from '../../platform/server/database.ts'
import type { FamilyVillage } from './family-rules.ts'

type YearRow = { areaCode: string; reservoir: boolean; year: number | null; incomeFen: string | null }

/**
 * The villages on the list of villages, by area, with their yearly figures.
 * @param areaCodes some villages only; all of them when left out
 */
export async function villagesOf(
  tx: Transaction,
  areaCodes?: readonly string[],
): Promise<ReadonlyMap<string, FamilyVillage>> {
  const rows = await tx.rows<YearRow>(
    `select v.area_code as "areaCode", v.reservoir, y.year, y.per_capita_income_fen as "incomeFen"
     from village v left join village_year y on y.tenant_id = v.tenant_id and y.area_code = v.area_code
       and y.per_capita_income_fen is not null
     where v.tenant_id = $1 and ($2::text[] is null or v.area_code = any($2::text[])) order by y.year`,
    [tx.scope.tenantId, areaCodes ? [...new Set(areaCodes)] : null],
  )
  const found = new Map<string, FamilyVillage>()
  for (const { areaCode, reservoir, year, incomeFen } of rows) {
    const years = found.get(areaCode)?.years ?? []
    found.set(areaCode, {
      reservoir,
      years: year === null || incomeFen === null ? years : [...years, { year, incomeFen }],
    })
  }
  return found
}
