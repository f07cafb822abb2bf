import { hash } from 'node:crypto'
import { dayOf } from '../../core/date.ts'
import { knowRows, type Transaction } from '../../platform/server/database.ts'
import type { Because } from './due-item-model.ts'
import { itemKind } from './due-item-rules.ts'
import { addCycleReviews, addDueItems, addReviews, type NewItem } from './due-item-store.ts'
import { type FamilyRow, factsAfter, factsOf } from './facts-store.ts'
import { factsOfFamily } from './family-rules.ts'
import { mainPolicies } from './model.ts'
import { type ParameterBook, parameterBook } from './parameter-rules.ts'
import { parametersInForce } from './parameter-store.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, ParameterViews } from './policy-evaluate-rules.ts'
import { type PolicySet, policiesInForce } from './policy-set-rules.ts'
import { type DecidingPolicies, decidingPolicies } from './policy-version-store.ts'
import {
  addResultChanges,
  type NewResult,
  type OldResult,
  removeResults,
  removeResultsOf,
  saveEvaluations,
  saveResults,
  standingResults,
} from './result-store.ts'
import { lockEvaluation } from './run-store.ts'

/** Everything that decides on a day: policies, and the parameters they read. */
export type Rules = DecidingPolicies & { readonly views: ParameterViews; readonly onDay: string }

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
  return decide(tx, registered, await readRules(tx, dayOf(now)), because)
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
  const families = await factsAfter(tx, householdId, limit)
  const changed = await decide(tx, families, await readRules(tx, onDay), because)
  await knowRows(tx)
  return { done: families.length, changed, last: families.length < limit ? undefined : families.at(-1)?.householdId }
}

/** What all policies in force say of one family now, with limits and distances; nothing is stored. */
export function answersOf(family: FamilyRow, rules: Rules): { policy: CheckedPolicy; answer: PolicyAnswer }[] {
  const facts = factsOfFamily(family, rules.onDay)
  const evaluation = new FamilyEvaluation(rules.set, facts, rules.views)
  return policiesInForce(rules.set, facts.county ?? '', rules.onDay).map((policy) => ({
    policy,
    answer: evaluation.answer(policy.file.id, true),
  }))
}

/** What somebody decides upon: the answer of a policy with its version, inputs and trace; null when none is in force. */
export async function decisionOf(
  tx: Transaction,
  householdId: string,
  policy: string,
  onDay: string,
): Promise<object | null> {
  const [family] = await factsOf(tx, [householdId])
  if (!family) return null
  const rules = await readRules(tx, onDay)
  const found = answersOf(family, rules).find((one) => one.policy.file.id === policy)
  if (!found) return null
  const { state, amountFen, reasons, missing, trace, inputs, figures, answers } = found.answer
  return {
    ...{ policyVersion: versionName(policy, rules.numbers), onDay, state, amountFen: String(amountFen) },
    ...{ reasons, missing, trace, inputs, figures, answers },
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

/** How the version of a policy is named in what is stored: `dibao-0` ships with the program. */
export const versionName = (policy: string, numbers: ReadonlyMap<string, number>): string =>
  `${policy}-${numbers.get(policy) ?? 0}`

async function decide(
  tx: Transaction,
  families: readonly FamilyRow[],
  rules: Rules,
  because: Because,
): Promise<number> {
  if (families.length === 0) return 0
  const old = new Map<string, OldResult>()
  const ids = families.map((family) => family.householdId)
  for (const one of await standingResults(tx, ids)) old.set(`${one.householdId}${one.policy}`, one)
  const changed: (NewResult & { onDay: string; old: OldResult | undefined })[] = []
  const inForce = new Map<string, readonly CheckedPolicy[]>()
  const versions = new Map(rules.set.policies.map(({ file }) => [file.id, versionName(file.id, rules.numbers)]))
  for (const family of families) {
    const facts = factsOfFamily(family, rules.onDay)
    const county = facts.county ?? ''
    const policies = inForce.get(county) ?? policiesInForce(rules.set, county, rules.onDay)
    inForce.set(county, policies)
    const evaluation = new FamilyEvaluation(rules.set, facts, rules.views)
    for (const { file } of policies) {
      const result = stored(
        family,
        evaluation.answer(file.id),
        file.amount?.period ?? null,
        versions.get(file.id) ?? '',
      )
      const key = `${family.householdId}${file.id}`
      const before = old.get(key)
      old.delete(key)
      if (before?.digest !== result.digest) changed.push({ ...result, onDay: rules.onDay, old: before })
    }
  }
  if (old.size > 0) await removeResultsOf(tx, [...old.values()])
  await saveResults(tx, changed)
  await saveEvaluations(tx, families, rules.onDay)
  return noteChanges(tx, changed, because, rules.set)
}

const programmes: ReadonlySet<string> = new Set(mainPolicies)

/** Gives the number of families of which an answer became another one. */
async function noteChanges(
  tx: Transaction,
  saved: readonly (NewResult & { onDay: string; old: OldResult | undefined })[],
  because: Because,
  set: PolicySet,
): Promise<number> {
  const others = saved.filter(({ old, state, amountFen }) => old?.state !== state || old.amountFen !== amountFen)
  // From not known to not entitled is told only where somebody waits for the answer.
  const told = others.filter(
    ({ old, state, policy }) => programmes.has(policy) || state === 'eligible' || old?.state === 'eligible',
  )
  if (told.length > 0) await addResultChanges(tx, told)
  const items = told.flatMap(({ old, ...now }): NewItem[] => {
    // That a review is due is told as a review of what is received.
    const kind = old && !set.byId.get(now.policy)?.file.reviews && itemKind(old, now)
    return old && kind ? [{ ...now, kind, because, oldState: old.state, oldFen: old.amountFen }] : []
  })
  const settled = others.flatMap(({ old, ...now }) => (old && !itemKind(old, now) ? [now] : []))
  await addDueItems(tx, items, settled)
  return new Set(told.map(({ householdId }) => householdId)).size
}

function stored(family: FamilyRow, answer: PolicyAnswer, period: NewResult['period'], version: string): NewResult {
  const { policy, state, missing, trace, figures, answers } = answer
  const { householdId, areaCode, organisationLine } = family
  return {
    ...{ householdId, areaCode, organisationLine, policy, state, period, missing, trace, figures, answers },
    amountFen: state === 'eligible' ? String(answer.amountFen) : '0',
    reasons: answer.granted && state === 'eligible' ? [answer.granted] : answer.reasons,
    policyVersion: version,
    digest: digestOf(answer, `${version} ${areaCode} ${organisationLine}`),
  }
}

/** Tells one stored answer from another: made of everything that is stored, without writing it out as JSON first. */
function digestOf(
  { state, amountFen, missing, reasons, granted, trace, figures, answers }: PolicyAnswer,
  more: string,
) {
  const told = granted && state === 'eligible' ? [granted] : reasons
  let text = `${more}\n${state} ${amountFen} ${missing.join(' ')}`
  for (const { code, figures: values } of told) text += `\n${code} ${Object.values(values).join(' ')}`
  for (const { name, region, from, value, document } of trace)
    text += `\n${name} ${region} ${from} ${value} ${document}`
  text += `\n${Object.values(figures).join(' ')}\n${Object.values(answers).join(' ')}`
  return hash('md5', text, 'base64url')
}
