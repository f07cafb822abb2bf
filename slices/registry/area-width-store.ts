import type { Transaction } from '../../platform/server/database.ts'

type Width = { area: number; all: number; until: number }

/** What the planner thinks, kept for a while: it is asked once for an area, not with every page. */
const known = new Map<string, Width>()
const mostKept = 10_000
const keptMilliseconds = 600_000

type Plan = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }

async function widthOf(tx: Transaction, from: string, to: string): Promise<Width> {
  const { tenantId, areaFrom, areaTo } = tx.scope
  const key = [tenantId, areaFrom, areaTo, from, to].join()
  const kept = known.get(key)
  if (kept && kept.until > performance.now()) return kept
  const [[plan], [table]] = await Promise.all([
    tx.rows<Plan>(
      'explain (format json) select from household h where h.tenant_id = $1 and h.area_code >= $2 and h.area_code < $3',
      [tenantId, from, to],
    ),
    tx.rows<{ all: number }>(`select reltuples as all from pg_class where oid = 'household'::regclass`),
  ])
  // The planner takes the condition of row security on a helper's families for true of one row in two.
  const area = 2 * (plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0)
  const width = { area, all: Number(table?.all ?? 0), until: performance.now() + keptMilliseconds }
  if (known.size >= mostKept) known.clear()
  known.set(key, width)
  return width
}

/**
 * Whether so many families live in an area that a page is found sooner by walking all families in the order of the list than
 * by sorting the area's: walking passes `page × all / area` rows, sorting reads `area` rows.
 * @param page rows of the list up to the end of the page
 * @param county where only the families of the county around the area would be walked
 */
export async function isWideArea(
  tx: Transaction,
  area: { from: string; to: string },
  page: number,
  county?: string,
): Promise<boolean> {
  const { area: wide, all } = await widthOf(tx, area.from, area.to)
  const walked = county === undefined ? all : (await widthOf(tx, county, `${county}~`)).area
  return wide * wide > page * walked
}
