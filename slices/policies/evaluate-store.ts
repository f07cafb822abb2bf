import { dayOf } from '../../core/date.ts'
import { knowRows, type Transaction } from '../../platform/server/database.ts'
import { dibaoStandard } from './dibao-rules.ts'
import { type FamilyFacts, factsAfter, factsOf } from './facts-store.ts'
import { dibaoForFamily } from './family-rules.ts'
import { type ParameterBook, parameterBook } from './parameter-rules.ts'
import { parametersInForce } from './parameter-store.ts'
import { removeResults, saveResults } from './result-store.ts'
import { lockEvaluation } from './run-store.ts'

/** The parameters that dibao reads, ready to be looked up. */
export const readBook = async (tx: Transaction): Promise<ParameterBook> =>
  parameterBook(await parametersInForce(tx, [dibaoStandard]))

/** The first id there can be: everything comes after it. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Decides anew for some families, and forgets the answers of those that are withdrawn. Gives how many changed. */
export async function evaluateFamilies(tx: Transaction, householdIds: readonly string[], now: Date): Promise<number> {
  await lockEvaluation(tx)
  const families = await factsOf(tx, householdIds)
  const withdrawn = families.filter((family) => family.status === 'withdrawn')
  if (withdrawn.length > 0)
    await removeResults(
      tx,
      withdrawn.map((family) => family.householdId),
    )
  const registered = families.filter((family) => family.status === 'registered')
  return decide(tx, registered, await readBook(tx), dayOf(now))
}

/** Decides anew for the next families after an id; `last` is where to go on, undefined at the end. */
export async function evaluateAfter(
  tx: Transaction,
  householdId: string,
  limit: number,
  onDay: string,
): Promise<{ done: number; changed: number; last: string | undefined }> {
  await lockEvaluation(tx)
  const families = await factsAfter(tx, householdId, limit)
  const changed = await decide(tx, families, await readBook(tx), onDay)
  await knowRows(tx)
  return { done: families.length, changed, last: families.length < limit ? undefined : families.at(-1)?.householdId }
}

const decide = (tx: Transaction, families: readonly FamilyFacts[], book: ParameterBook, onDay: string) =>
  saveResults(
    tx,
    families.map((family) => ({
      ...dibaoForFamily(family, book, onDay),
      householdId: family.householdId,
      areaCode: family.areaCode,
      organisationLine: family.organisationLine,
    })),
  )
