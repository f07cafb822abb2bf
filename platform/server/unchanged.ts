import { type Scope, type Transaction, wroteIn } from './database.ts'
import { stampsOf } from './written.ts'

type Kept = { stamps: string; at: number; answer: unknown }

// A thousand answers of a few numbers each; the one that was kept longest goes first.
const mostKept = 1_000
// What another server on the same database has written is not heard of here; its change is seen after so long at the latest.
const longestMilliseconds = 20_000

const kept = new Map<string, Kept>()

const keyOf = ({ tenantId, areaFrom, areaTo, lineFrom, lineTo }: Scope, name: string): string =>
  [tenantId, areaFrom, areaTo, lineFrom, lineTo, name].join(' ')

/**
 * An answer that costs a look at many rows, kept until one of the tables it was read from is written to within the tenant.
 * For counts that every page shows. `name` says the question with all its values, also the day; `tables` are all that it
 * reads of the tenant's. A transaction that has written itself, and a helper's, is answered anew.
 */
export async function whileUnchanged<Answer>(
  tx: Transaction,
  name: string,
  tables: readonly string[],
  ask: () => Promise<Answer>,
): Promise<Answer> {
  if (tx.scope.ownHouseholds !== null || wroteIn(tx)) return ask()
  const key = keyOf(tx.scope, name)
  // Read before the question: what is written while it is being answered makes the answer old at once.
  const stamps = stampsOf(tx.scope.tenantId, tables)
  const before = kept.get(key)
  const now = performance.now()
  if (before?.stamps === stamps && now - before.at < longestMilliseconds) return before.answer as Answer
  const answer = await ask()
  kept.delete(key)
  kept.set(key, { stamps, at: now, answer })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return answer
}
