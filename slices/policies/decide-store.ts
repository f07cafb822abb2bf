import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '../../platform/server/database.ts'
import type { Because } from './due-item-model.ts'
import { itemKind } from './due-item-rules.ts'
import { addDueItems, type NewItem } from './due-item-store.ts'
import type { FamilyRow } from './facts-store.ts'
import { factsOfFamily } from './family-rules.ts'
import { mainPolicies } from './model.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, type ParameterViews } from './policy-evaluate-rules.ts'
import { type PolicySet, policiesInForce } from './policy-set-rules.ts'
import type { DecidingPolicies } from './policy-version-store.ts'
import {
  addResultChanges,
  type NewResult,
  type OldResult,
  removeResultsOf,
  saveEvaluations,
  saveResults,
} from './result-store.ts'
import { addSharedAnswers, type SharedAnswer, sharedAnswers, standingAnswers } from './shared-answer-store.ts'

/** Everything that decides on a day: policies, and the parameters they read. */
export type Rules = DecidingPolicies & { readonly views: ParameterViews; readonly onDay: string }

/** How the version of a policy is named in what is stored: `dibao-0` ships with the program. */
export const versionName = (policy: string, numbers: ReadonlyMap<string, number>): string =>
  `${policy}-${numbers.get(policy) ?? 0}`

type Decided = Told & { readonly family: FamilyRow }
type Changed = NewResult & { onDay: string; old: OldResult | undefined }

// What so many families of a portion have in common is worth standing once.
const common = 3
// As many families as are decided in some tens of milliseconds.
const atOnce = 40
// Beyond so many the old ones are no longer worth being looked through.
const mostShared = 5_000

/** Decides for some families and writes what has become another answer. Gives the number of families that it concerns. */
export async function decide(
  tx: Transaction,
  families: readonly FamilyRow[],
  rules: Rules,
  because: Because,
): Promise<number> {
  if (families.length === 0) return 0
  const shared = await sharedAnswers(tx)
  const byNumber = new Map(shared.map((one) => [one.number, one]))
  const ids = families.map((family) => family.householdId)
  const old = new Map<string, OldResult>()
  for (const one of await standingAnswers(tx, ids, byNumber)) old.set(one.householdId + one.policy, one)
  const decided = await decideEach(families, rules)
  const byDigest = await withCommon(tx, shared, decided)
  const changed: Changed[] = []
  const own: NewResult[] = []
  const shares = new Map<string, Record<string, number>>()
  for (const id of ids) shares.set(id, {})
  for (const { family, answer, digest, text } of decided) {
    const key = family.householdId + answer.policy
    const before = old.get(key)
    const number = byDigest.get(digest)?.number
    if (number !== undefined) (shares.get(family.householdId) as Record<string, number>)[answer.policy] = number
    // What stood as a row of its own and is shared now stays in `old`, so that its row is taken away.
    if (number === undefined || !before?.own) old.delete(key)
    const same = before?.digest === digest && before.areaCode === family.areaCode
    if (same && before.own === (number === undefined)) continue
    const result = { ...text, ...placeOf(family) }
    if (number === undefined) own.push(result)
    if (before?.digest !== digest) changed.push({ ...result, onDay: rules.onDay, old: before })
  }
  const gone = [...old.values()].filter((one) => one.own)
  if (gone.length > 0) await removeResultsOf(tx, gone)
  await saveResults(tx, own)
  await saveEvaluations(tx, families, shares, rules.onDay)
  return noteChanges(tx, changed, because, rules.set)
}

const placeOf = ({ householdId, areaCode, organisationLine }: FamilyRow) => ({
  householdId,
  areaCode,
  organisationLine,
})

async function decideEach(families: readonly FamilyRow[], rules: Rules): Promise<Decided[]> {
  const inForce = new Map<string, readonly CheckedPolicy[]>()
  const versions = new Map(rules.set.policies.map(({ file }) => [file.id, versionName(file.id, rules.numbers)]))
  const decided: Decided[] = []
  for (const [place, family] of families.entries()) {
    // Somebody may be waiting for a page meanwhile.
    if (place % atOnce === atOnce - 1) await setImmediate()
    const facts = factsOfFamily(family, rules.onDay)
    const county = facts.county ?? ''
    const policies = inForce.get(county) ?? policiesInForce(rules.set, county, rules.onDay)
    inForce.set(county, policies)
    const evaluation = new FamilyEvaluation(rules.set, facts, rules.views)
    for (const { file } of policies) {
      const { answer, digest, text } = told(
        evaluation.answer(file.id),
        file.amount?.period ?? null,
        versions.get(file.id) ?? '',
      )
      decided.push({ family, answer, digest, text })
    }
  }
  return decided
}

/** The shared answers by what they say, with those that have become common in this portion. */
async function withCommon(
  tx: Transaction,
  shared: readonly SharedAnswer[],
  decided: readonly Decided[],
): Promise<Map<string, SharedAnswer>> {
  const byDigest = new Map(shared.map((one) => [one.digest, one]))
  if (shared.length >= mostShared) return byDigest
  const counted = new Map<string, { times: number; text: Told['text'] }>()
  for (const { answer, digest, text } of decided) {
    if (answer.state === 'eligible' || mainPolicies.includes(answer.policy) || byDigest.has(digest)) continue
    const known = counted.get(digest)
    if (known) known.times++
    else counted.set(digest, { times: 1, text })
  }
  const added = [...counted.values()].flatMap(({ times, text }) =>
    times >= common ? [{ ...text, householdId: '', areaCode: '', organisationLine: '' }] : [],
  )
  const highest = shared.reduce((high, { number }) => Math.max(high, number), 0)
  for (const one of await addSharedAnswers(tx, added.slice(0, mostShared - shared.length), highest))
    byDigest.set(one.digest, one)
  return byDigest
}

/** An answer as it is stored, without whose it is. */
type Told = {
  readonly answer: PolicyAnswer
  readonly digest: string
  readonly text: Omit<NewResult, 'householdId' | 'areaCode' | 'organisationLine'>
}

// Many families have the same answer: it is told and digested once.
const toldAlready = new WeakMap<PolicyAnswer, Told>()

function told(answer: PolicyAnswer, period: NewResult['period'], policyVersion: string): Told {
  const known = toldAlready.get(answer)
  if (known?.text.policyVersion === policyVersion) return known
  const { policy, state, missing, trace, figures, answers } = answer
  const digest = digestOf(answer, policyVersion)
  const text = {
    ...{ policy, state, period, missing, trace, figures, answers, policyVersion, digest },
    amountFen: state === 'eligible' ? String(answer.amountFen) : '0',
    reasons: answer.granted && state === 'eligible' ? [answer.granted] : answer.reasons,
  }
  const one = { answer, digest, text }
  toldAlready.set(answer, one)
  return one
}

/** Tells one stored answer from another: made of everything that is stored, without writing it out as JSON first. */
function digestOf(
  { state, amountFen, missing, reasons, granted, trace, figures, answers }: PolicyAnswer,
  version: string,
) {
  const said = granted && state === 'eligible' ? [granted] : reasons
  let text = `${version}\n${state} ${amountFen} ${missing.join(' ')}`
  for (const { code, figures: values } of said) text += `\n${code} ${Object.values(values).join(' ')}`
  for (const { name, region, from, value, document } of trace)
    text += `\n${name} ${region} ${from} ${value} ${document}`
  text += `\n${Object.values(figures).join(' ')}\n${Object.values(answers).join(' ')}`
  return hash('md5', text, 'base64url')
}

const mains: ReadonlySet<string> = new Set(mainPolicies)

/** Gives the number of families of which an answer became another one. */
async function noteChanges(
  tx: Transaction,
  saved: readonly Changed[],
  because: Because,
  set: PolicySet,
): Promise<number> {
  const others = saved.filter(({ old, state, amountFen }) => old?.state !== state || old.amountFen !== amountFen)
  // From not known to not entitled is told only where somebody waits for the answer.
  const worthTelling = others.filter(
    ({ old, state, policy }) => mains.has(policy) || state === 'eligible' || old?.state === 'eligible',
  )
  if (worthTelling.length > 0) await addResultChanges(tx, worthTelling)
  const items = worthTelling.flatMap(({ old, ...now }): NewItem[] => {
    // That a review is due is told as a review of what is received.
    const kind = old && !set.byId.get(now.policy)?.file.reviews && itemKind(old, now)
    return old && kind ? [{ ...now, kind, because, oldState: old.state, oldFen: old.amountFen }] : []
  })
  const settled = others.flatMap(({ old, ...now }) => (old && !itemKind(old, now) ? [now] : []))
  await addDueItems(tx, items, settled)
  return new Set(worthTelling.map(({ householdId }) => householdId)).size
}
