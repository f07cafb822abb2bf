import type { Day } from '../../core/date.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { factsAfter } from '../policies/facts-store.ts'
import { type Population, PopulationBuilder } from './population-rules.ts'

/** The first id there can be: everything comes after it. */
const beforeAll = '00000000-0000-0000-0000-000000000000'
// Large enough to be quick, small enough that the garbage of one batch is gone before the next.
const batch = 5_000

/** Reads every registered family in the scope into columns. @param facts names of the facts that policies ask for */
export async function readPopulation(tx: Transaction, on: Day, facts: readonly string[]): Promise<Population> {
  const builder = new PopulationBuilder(on, facts)
  const categories = new Map(
    (
      await tx.rows<{ id: string; category: string }>(
        `select id, category from household where tenant_id = $1 and status = 'registered' and category is not null`,
        [tx.scope.tenantId],
      )
    ).map(({ id, category }) => [id, category]),
  )
  for (let last: string | undefined = beforeAll; last !== undefined; ) {
    const families = await factsAfter(tx, last, batch)
    for (const family of families) builder.add({ ...family, category: categories.get(family.householdId) ?? null })
    last = families.length < batch ? undefined : families.at(-1)?.householdId
  }
  return builder.finish()
}
