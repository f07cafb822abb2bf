import type { Transaction } from '../../platform/server/database.ts'
import type { EntryKind, EntryRow } from './diary-contract.ts'

export type EntryBounds = {
  areaFrom?: string | undefined
  areaTo?: string | undefined
  pair?: string | undefined
  kind?: string | undefined
  open?: boolean | undefined
  lateOn?: string | undefined
}

const where = `e.tenant_id = $1 and ($2::text is null or (e.area_code >= $2 and e.area_code < $3))
  and ($4::uuid is null or e.unit_pair_id = $4) and ($5::text is null or e.kind = $5)
  and ($6::boolean is null or (e.kind = 'issue' and e.settled_on is null) = $6)
  and ($7::date is null or (e.settled_on is null and e.due_on < $7))`
const values = (tx: Transaction, bounds: EntryBounds) => [
  tx.scope.tenantId,
  bounds.areaFrom ?? null,
  bounds.areaTo ?? null,
  bounds.pair ?? null,
  bounds.kind ?? null,
  bounds.open ?? null,
  bounds.lateOn ?? null,
]

export const listEntries = (
  tx: Transaction,
  bounds: EntryBounds,
  page: { limit: number; offset: number },
): Promise<EntryRow[]> =>
  tx.rows(
    `select e.id, e.unit_pair_id as "unitPairId", u.kind as "pairKind", g.name as "giverName",
       coalesce(r.name, n.name, e.area_code) as "receiverName", e.kind, e.day, e.text, e.due_on as "dueOn",
       e.settled_on as "settledOn", e.outcome, a.display_name as by
     from (select * from unit_pair_entry e where ${where} order by e.day desc, e.id desc limit $8 offset $9) e
     join unit_pair u on u.tenant_id = $1 and u.id = e.unit_pair_id
     left join organisation g on g.tenant_id = $1 and g.id = u.giver_id
     left join organisation r on r.tenant_id = $1 and r.id = u.receiver_id
     left join area_name n on n.code = e.area_code left join account a on a.id = e.recorded_by
     order by e.day desc, e.id desc`,
    [...values(tx, bounds), page.limit, page.offset],
  )

export async function countEntries(tx: Transaction, bounds: EntryBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from unit_pair_entry e where ${where}`,
    values(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

/** Adds an entry to a pair that stands; 0 rows where there is none. */
export const addEntry = (
  tx: Transaction,
  entry: { id: string; unitPairId: string; kind: EntryKind; day: string; text: string; dueOn: string | null },
): Promise<number> =>
  tx.run(
    `insert into unit_pair_entry (tenant_id, id, unit_pair_id, area_code, kind, day, text, due_on, recorded_by)
     select $1, $2, u.id, u.area_code, $4, $5, $6, $7, $8 from unit_pair u
     where u.tenant_id = $1 and u.id = $3 and u.until is null`,
    [tx.scope.tenantId, entry.id, entry.unitPairId, entry.kind, entry.day, entry.text, entry.dueOn, tx.scope.accountId],
  )

/** Settles an issue; undefined where none of this id is open. */
export const settleEntry = (
  tx: Transaction,
  id: string,
  on: string,
  outcome: string,
): Promise<{ unitPairId: string } | undefined> =>
  tx.row(
    `update unit_pair_entry set settled_on = $3, outcome = $4, settled_by = $5
     where tenant_id = $1 and id = $2 and kind = 'issue' and settled_on is null returning unit_pair_id as "unitPairId"`,
    [tx.scope.tenantId, id, on, outcome, tx.scope.accountId],
  )
