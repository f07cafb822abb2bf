import type { Transaction } from '../../platform/server/database.ts'
import type { ResultState } from './model.ts'
import type { NewResult, OldResult } from './result-store.ts'

/** An answer that many families have in common, as far as others are compared with it. */
export type SharedAnswer = { number: number; policy: string; state: ResultState; digest: string }

/** All answers that stand once for many families. */
export const sharedAnswers = (tx: Transaction): Promise<SharedAnswer[]> =>
  tx.rows('select number, policy, state, digest from shared_answer where tenant_id = $1', [tx.scope.tenantId])

/** Adds answers that turned out to be common; their numbers follow on the highest. */
export async function addSharedAnswers(
  tx: Transaction,
  added: readonly NewResult[],
  after: number,
): Promise<SharedAnswer[]> {
  if (added.length === 0) return []
  const shared = added.map((one, place) => ({ ...one, number: after + 1 + place }))
  await tx.run(
    `insert into shared_answer (tenant_id, number, policy, state, period, reasons, missing, trace, figures, answers,
       policy_version, digest)
     select $1, r.number, r.policy, r.state, r.period, r.reasons, array(select jsonb_array_elements_text(r.missing)), r.trace,
       r.figures, r.answers, r."policyVersion", r.digest
     from jsonb_to_recordset($2::jsonb) as r (number int, policy text, state text, period text, reasons jsonb, missing jsonb,
       trace jsonb, figures jsonb, answers jsonb, "policyVersion" text, digest text)`,
    [tx.scope.tenantId, JSON.stringify(shared)],
  )
  return shared.map(({ number, policy, state, digest }) => ({ number, policy, state, digest }))
}

/** The answers that stand for some families, own and shared ones alike. */
export async function standingAnswers(
  tx: Transaction,
  householdIds: readonly string[],
  byNumber: ReadonlyMap<number, SharedAnswer>,
): Promise<OldResult[]> {
  const values = [tx.scope.tenantId, householdIds]
  const own = await tx.rows<OldResult>(
    `select household_id as "householdId", policy, state, amount_fen as "amountFen", digest, area_code as "areaCode", true as own
     from household_result where tenant_id = $1 and household_id = any($2::uuid[])`,
    values,
  )
  const evaluated = await tx.rows<{ householdId: string; areaCode: string; shared: Record<string, number> }>(
    `select household_id as "householdId", area_code as "areaCode", shared from household_evaluation
     where tenant_id = $1 and household_id = any($2::uuid[])`,
    values,
  )
  for (const { householdId, areaCode, shared } of evaluated)
    for (const policy in shared) {
      const answer = byNumber.get(shared[policy] ?? 0)
      if (answer) own.push({ ...answer, householdId, areaCode, policy, amountFen: '0', own: false })
    }
  return own
}
