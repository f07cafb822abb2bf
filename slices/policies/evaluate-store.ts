import { dayOf } from '../../core/date.ts'
import { knowRows, type Transaction } from '../../platform/server/database.ts'
import { decide, type ReadFamilies, type Rules, versionName } from './decide-store.ts'
import type { Because } from './due-item-model.ts'
import { addCycleReviews, addReviews } from './due-item-store.ts'
import { type FamilyHead, type FamilyRow, factsOf, familiesAfter, membersNow, withAll } from './facts-store.ts'
import { factsOfFamily } from './family-rules.ts'
import { memberAnswers } from './member-answer-rules.ts'
import type { MemberAnswer } from './model.ts'
import { type ParameterBook, parameterBook } from './parameter-rules.ts'
import { parametersInForce } from './parameter-store.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, ParameterViews } from './policy-evaluate-rules.ts'
import { policiesInForce } from './policy-set-rules.ts'
import { decidingPolicies } from './policy-version-store.ts'
import { removeResults } from './result-store.ts'
import { lockEvaluation } from './run-store.ts'
import { standingAnswers } from './shared-answer-store.ts'

export async function readRules(tx: Transaction, onDay: string): Promise<Rules> {
  const { set, numbers } = await decidingPolicies(tx, onDay)
  const names = set.policies.flatMap(({ file }) => file.parameters.map(({ name }) => name))
  const book: ParameterBook = parameterBook(await parametersInForce(tx, [...new Set(names)]))
  return { set, numbers, views: new ParameterViews(book), onDay }
}

/** The first id there can be: everything comes after it. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Decides anew for some families, and forgets the answers of those that are withdrawn. Gives how many changed. */
export async function evaluateFamilies(
  tx: Transaction,
  householdIds: readonly string[],
  now: Date,
  because: Because = 'facts',
): Promise<number> {
  await lockEvaluation(tx)
  const families = await factsOf(tx, householdIds)
  const withdrawn = families.filter((family) => family.status === 'withdrawn')
  if (withdrawn.length > 0)
    await removeResults(
      tx,
      withdrawn.map((family) => family.householdId),
    )
  const registered = families.filter((family) => family.status === 'registered')
  if (registered.length === 0) return 0
  const ids = registered.map((family) => family.householdId)
  const [rules, standing] = await Promise.all([readRules(tx, dayOf(now)), standingAnswers(tx, ids)])
  return decide(tx, once([registered, standing]), rules, because)
}

async function* once(read: ReadFamilies): AsyncGenerator<ReadFamilies> {
  yield read
}

// Enough that statements do not count; fewer at first, because nothing can be decided before they are read.
const block = 1_000
const firstBlock = 250

/** Families in parts: while one is decided the database reads the next. */
async function* readAhead(tx: Transaction, heads: readonly FamilyHead[]): AsyncGenerator<ReadFamilies> {
  const readPart = (from: number, to: number): Promise<ReadFamilies> => {
    const part = heads.slice(from, to)
    const ids = part.map((head) => head.householdId)
    const read = Promise.all([withAll(tx, part), standingAnswers(tx, ids)])
    // Heard when its turn comes; should deciding fail before, its own error is the one to tell.
    read.catch(() => {})
    return read
  }
  let next = readPart(0, firstBlock)
  for (let from = firstBlock; ; from += block) {
    const read = await next
    if (from < heads.length) next = readPart(from, from + block)
    yield read
    if (from >= heads.length) return
  }
}

/** Decides anew for the next families after an id; `last` is where to go on, undefined at the end. */
export async function evaluateAfter(
  tx: Transaction,
  householdId: string,
  limit: number,
  onDay: string,
  because: Because = 'run',
): Promise<{ done: number; changed: number; last: string | undefined }> {
  await lockEvaluation(tx)
  const [heads, rules] = await Promise.all([familiesAfter(tx, householdId, limit), readRules(tx, onDay)])
  const changed = await decide(tx, readAhead(tx, heads), rules, because)
  // Only what has doubled: each portion would look at the tables again while they grow.
  await knowRows(tx, 1)
  return { done: heads.length, changed, last: heads.length < limit ? undefined : heads.at(-1)?.householdId }
}

/** What all policies in force say of one family now, with limits and distances; nothing is stored. */
export function answersOf(
  family: FamilyRow,
  rules: Rules,
): { policy: CheckedPolicy; answer: PolicyAnswer; evaluation: FamilyEvaluation }[] {
  const facts = factsOfFamily(family, rules.onDay)
  const evaluation = new FamilyEvaluation(rules.set, facts, rules.views)
  return policiesInForce(rules.set, facts.county ?? '', rules.onDay).map((policy) => ({
    policy,
    answer: evaluation.answer(policy.file.id, true),
    evaluation,
  }))
}

/** What is kept with a decision: of the members what concerns each, where the policy tells one from another. */
type Decision = Pick<PolicyAnswer, 'state' | 'reasons' | 'missing' | 'trace' | 'inputs' | 'figures' | 'answers'> & {
  policyVersion: string
  onDay: string
  amountFen: string
  members: Pick<MemberAnswer, 'personId' | 'state' | 'amountFen'>[] | null
}

/** What somebody decides upon: the answer of a policy with its version, inputs and trace; null when none is in force. */
export async function decisionOf(
  tx: Transaction,
  householdId: string,
  policy: string,
  onDay: string,
): Promise<Decision | null> {
  const [family] = await factsOf(tx, [householdId])
  if (!family) return null
  const rules = await readRules(tx, onDay)
  const found = answersOf(family, rules).find((one) => one.policy.file.id === policy)
  if (!found) return null
  const { state, amountFen, reasons, missing, trace, inputs, figures, answers } = found.answer
  const { file } = found.policy
  const members = memberAnswers(file, found.evaluation, found.answer, await membersNow(tx, householdId))
  return {
    ...{ policyVersion: versionName(policy, rules.numbers), onDay, state, amountFen: String(amountFen) },
    ...{ reasons, missing, trace, inputs, figures, answers },
    members:
      members?.map(({ personId, state: has, amountFen: fen }) => ({ personId, state: has, amountFen: fen })) ?? null,
  }
}

/** Opens the reviews that fall due (policies that say after how many months). */
export async function openReviews(tx: Transaction, today: string): Promise<void> {
  const { set } = await decidingPolicies(tx, today)
  const cycles = set.policies.flatMap(({ file: { id, reviews } }) => (reviews ? [{ id, ...reviews }] : []))
  for (const { id, policy, due_on: dueOn } of cycles) await addCycleReviews(tx, id, { policy, dueOn }, today)
  for (const { file } of set.policies) {
    const own = cycles.filter(({ policy }) => policy === file.id)
    if (file.review_months !== undefined) await addReviews(tx, file.id, file.review_months, today, own)
  }
}
