import { type AreaCode, areaRange } from '../../core/area-code.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { HelperKind } from './model.ts'
import type { Rhythm, RhythmDays } from './rhythm-model.ts'
import { type AreaRhythm, nearestFirst, proposedRhythm } from './rhythm-rules.ts'

type SavedRhythm = Omit<Rhythm, 'days'> & { days: RhythmDays | null }

/** The newest version of every area that ever had a list of its own; with an instant: as it was then. */
export const savedRhythms = (tx: Transaction, known: string | null = null): Promise<SavedRhythm[]> =>
  tx.rows(
    `select r.area_code as "areaCode", coalesce(a.name, r.area_code) as "areaName", r.version, r.days, r.note,
       c.display_name as by, r.created_at as at
     from (select distinct on (area_code) * from visit_rhythm where tenant_id = $1
         and ($2::timestamptz is null or created_at <= $2) order by area_code, version desc) r
     left join area_name a on a.code = r.area_code left join account c on c.id = r.created_by
     order by r.area_code`,
    [tx.scope.tenantId, known],
  )

/** The lists in force, or those that were at an instant. */
export const rhythms = async (tx: Transaction, known?: string): Promise<Rhythm[]> =>
  (await savedRhythms(tx, known)).flatMap(({ days, ...list }) => (days ? [{ ...list, days }] : []))

/** Adds the next version; throws 23505 `visit_rhythm_pkey` where somebody else has just saved one. */
export const addRhythm = (
  tx: Transaction,
  list: { areaCode: AreaCode; version: number; days: RhythmDays | null; note: string | null },
): Promise<number> =>
  tx.run(
    `insert into visit_rhythm (tenant_id, area_code, version, days, note, created_by) values ($1, $2, $3, $4::jsonb, $5, $6)`,
    [
      tx.scope.tenantId,
      list.areaCode,
      list.version,
      list.days && JSON.stringify(list.days),
      list.note,
      tx.scope.accountId,
    ],
  )

/**
 * The days of a pair `p` with the lead helper `g` as an expression of SQL. Codes and numbers come from checked lists and
 * stand in it as they are, so that thousands of pairs are compared without a lookup each.
 */
export function daysOfPair(lists: readonly AreaRhythm[]): string {
  const byKind = (days: RhythmDays) =>
    `case g.kind ${HelperKind.options.map((kind) => `when '${kind}' then ${Math.trunc(days[kind])}`).join(' ')} end`
  const cases = nearestFirst(lists).map(({ areaCode, days }) => {
    const { from, to } = areaRange(areaCode)
    return `when p.area_code >= '${from}' and p.area_code < '${to}' then ${byKind(days)}`
  })
  return cases.length === 0 ? byKind(proposedRhythm) : `case ${cases.join(' ')} else ${byKind(proposedRhythm)} end`
}
