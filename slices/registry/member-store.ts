import { randomUUIDv7 } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'

// Rules compute from the annual amount; what stands in the list follows from it and the size.
const perHead = `round(h.annual_income_fen::numeric / 12 / h.size)`

const refigure = (tx: Transaction, householdId: string): Promise<number> =>
  tx.run(
    `update household h set monthly_per_capita_fen = ${perHead} where h.tenant_id = $1 and h.id = $2
       and h.monthly_per_capita_fen is distinct from ${perHead}`,
    [tx.scope.tenantId, householdId],
  )

/**
 * The size of a family after so many have left it, or after somebody has joined (0). Members who are not on file one by one
 * stay counted; there are never fewer than stand in the file, and never none.
 */
export async function fitSize(
  tx: Transaction,
  householdId: string,
  left: number,
): Promise<{ before: number; after: number }> {
  const row = await tx.row<{ before: number; after: number }>(
    `update household h set size = greatest(1, h.size - $3, (select count(*) from person p where p.tenant_id = $1
         and p.household_id = $2 and p.left_on is null))
     from (select size from household where tenant_id = $1 and id = $2) b
     where h.tenant_id = $1 and h.id = $2 returning b.size as before, h.size as after`,
    [tx.scope.tenantId, householdId, left],
  )
  await refigure(tx, householdId)
  return row ?? { before: 0, after: 0 }
}

/**
 * Amounts that are told of single members go with those who leave, to the family they found or to none; the totals of the
 * family follow. A side of which nothing is left is known to be none.
 */
export async function takeAmountsAlong(
  tx: Transaction,
  householdId: string,
  personIds: readonly string[],
  toId: string | null,
): Promise<void> {
  const values = [tx.scope.tenantId, householdId, personIds]
  const gone = toId
    ? await tx.rows<{ side: string }>(
        `update household_amount a set household_id = h.id, area_code = h.area_code, organisation_line = h.organisation_line
         from household h where a.tenant_id = $1 and a.household_id = $2 and a.person_id = any($3::uuid[])
           and h.tenant_id = $1 and h.id = $4 returning a.side`,
        [...values, toId],
      )
    : await tx.rows<{ side: string }>(
        `delete from household_amount a where a.tenant_id = $1 and a.household_id = $2 and a.person_id = any($3::uuid[])
         returning a.side`,
        values,
      )
  if (gone.length === 0) return
  const sides = [...new Set(gone.map(({ side }) => side))]
  await tx.run(
    `insert into household_amount (tenant_id, id, household_id, area_code, organisation_line, side, kind, annual_fen)
     select $1, s.id, h.id, h.area_code, h.organisation_line, s.side, 'reported_total', 0
     from unnest($3::text[], $4::uuid[]) as s (side, id) join household h on h.tenant_id = $1 and h.id = $2
     where not exists (select from household_amount a where a.tenant_id = $1 and a.household_id = $2 and a.side = s.side)`,
    [tx.scope.tenantId, householdId, sides, sides.map(() => randomUUIDv7())],
  )
  for (const id of toId ? [householdId, toId] : [householdId]) {
    await tx.run(
      `update household h set annual_income_fen = case when 'income' = any($3::text[]) then t.income else h.annual_income_fen end,
         rigid_expenditure_fen = case when 'expenditure' = any($3::text[]) then t.expenditure else h.rigid_expenditure_fen end
       from (select sum(annual_fen) filter (where side = 'income') as income,
           sum(annual_fen) filter (where side = 'expenditure') as expenditure
         from household_amount where tenant_id = $1 and household_id = $2) t
       where h.tenant_id = $1 and h.id = $2`,
      [tx.scope.tenantId, id, sides],
    )
    await refigure(tx, id)
  }
}
