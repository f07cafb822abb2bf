import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { backPayOf } from './back-pay-rules.ts'
import { type Rules, versionName } from './decide-store.ts'
import { enrolmentsOf } from './enrolment-store.ts'
import { answersOf, readRules } from './evaluate-store.ts'
import { householdFacts } from './fact-rules.ts'
import { type FamilyRow, factsOf, findFamily, membersNow } from './facts-store.ts'
import { factValue } from './family-facts-rules.ts'
import { factsOfFamily } from './family-rules.ts'
import { monthsOf, saveMonths } from './history-store.ts'
import { listFacts, removeFact, saveFact } from './household-fact-store.ts'
import { memberAnswers } from './member-answer-rules.ts'
import { policyWords as words } from './messages.ts'
import {
  type BackPay,
  type Enrolment,
  type FoundParameter,
  type HouseholdAnswer,
  type HouseholdFact,
  type HouseholdMonth,
  mainPolicies,
  type ResultState,
} from './model.ts'
import { parametersInForce } from './parameter-store.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation } from './policy-evaluate-rules.ts'
import { type ResultChange, resultChangesOf } from './result-store.ts'
import { toldAnswer } from './told-answer-rules.ts'

const rank: Record<ResultState, number> = { eligible: 0, unknown: 1, not_eligible: 2 }

type HouseholdDue = {
  results: HouseholdAnswer[]
  changes: ResultChange[]
  enrolments: Enrolment[]
  facts: HouseholdFact[]
  months: HouseholdMonth[]
  members: { id: string; name: string }[]
}

/** Everything one family has a right to, has none to, or of which it cannot be said, worked out now (C-04). */
export async function getHouseholdDue(act: Act, input: { id: string }): Promise<HouseholdDue> {
  const [family] = await factsOf(act.tx, [input.id])
  if (!family) throw notFound()
  act.about('household', input.id)
  const rules = await readRules(act.tx, act.today)
  // A withdrawn file is due nothing.
  const answers = family.status === 'registered' ? answersOf(family, rules) : []
  const entitled = new Set(answers.flatMap(({ answer }) => (answer.state === 'eligible' ? [answer.policy] : [])))
  const members = await membersNow(act.tx, input.id)
  const enrolments = await enrolmentsOf(act.tx, input.id)
  const published = await publications(act.tx, answers)
  const results = answers.map(({ policy, answer, evaluation }) =>
    toldAnswer(policy.file, answer, {
      onDay: rules.onDay,
      policyVersion: versionName(answer.policy, rules.numbers),
      entitled,
      titles: (id) => rules.set.byId.get(id)?.file.title,
      members: memberAnswers(policy.file, evaluation, answer, members),
      backPay: owedSince(act.today, family, rules, policy, enrolments, published),
    }),
  )
  const first = ({ policy, state }: HouseholdAnswer) => (mainPolicies.includes(policy) ? -1 : rank[state])
  return {
    results: results.sort((a, b) => first(a) - first(b)),
    changes: await resultChangesOf(act.tx, input.id),
    enrolments,
    facts: await listFacts(act.tx, input.id),
    months: await monthsOf(act.tx, input.id),
    members,
  }
}

type Published = ReadonlyMap<string, string | null>
const valueKey = ({ name, region, residence, from }: Omit<FoundParameter, 'value' | 'regionName' | 'document'>) =>
  [name, region, residence, from].join('@')

/** When the values that were read were published; only those that are told later than they hold. */
async function publications(tx: Act['tx'], answers: ReturnType<typeof answersOf>): Promise<Published> {
  const names = answers.flatMap(({ answer }) => answer.trace.map(({ name }) => name))
  const rows = await parametersInForce(tx, [...new Set(names)])
  return new Map(
    rows.flatMap((row) => (row.publishedOn && row.publishedOn > row.from ? [[valueKey(row), row.publishedOn]] : [])),
  )
}

/** What is owed for months that are over, where somebody of the family receives and a standard was published late. */
function owedSince(
  today: string,
  family: FamilyRow,
  rules: Rules,
  { file }: CheckedPolicy,
  enrolments: readonly Enrolment[],
  published: Published,
): BackPay | undefined {
  const own = enrolments.filter(({ programme }) => programme === file.id)
  if (published.size === 0 || file.per === 'person' || file.amount?.period !== 'month' || own.length === 0)
    return undefined
  const answerOn = (day: string) => {
    const { amountFen, trace } = new FamilyEvaluation(rules.set, factsOfFamily(family, day), rules.views).answer(
      file.id,
    )
    return { fen: amountFen, trace }
  }
  return backPayOf(own, answerOn, (found) => published.get(valueKey(found)) ?? null, today)
}

/** Records a fact that policies ask for; the family is decided anew. */
export async function recordFact(
  act: Act,
  input: { id: string; name: string; personId: string | null; value: string; why: string | null },
): Promise<Record<string, never>> {
  const family = await findFamily(act.tx, input.id)
  if (!family) throw notFound()
  const fact = householdFacts[input.name]
  if (!fact || fact.registry || fact.type === 'list')
    throw new Problem('bad_input', words.notRecordable, { fields: [{ field: 'name', text: words.notRecordable }] })
  if (factValue(fact, input.value) === undefined)
    throw new Problem('bad_input', words.badFact, { fields: [{ field: 'value', text: words.badFact }] })
  const { personId } = input
  if (personId !== null && (!fact.personal || !(await membersNow(act.tx, input.id)).some(({ id }) => id === personId)))
    throw new Problem('bad_input', words.notAMember, { fields: [{ field: 'personId', text: words.notAMember }] })
  if (fact.worked && !input.why)
    throw new Problem('bad_input', words.correctionWhy, { fields: [{ field: 'why', text: words.correctionWhy }] })
  await saveFact(act.tx, { ...family, personId, name: input.name, value: input.value, why: input.why })
  act.about('household', input.id, { fact: input.name, personId, value: input.value, why: input.why })
  await act.services.background.send(act.tx, 'household.changed', { householdId: input.id })
  return {}
}

/** What was put by hand in the place of a fact that is worked out is taken back. */
export async function forgetCorrection(
  act: Act,
  input: { id: string; name: string; why: string },
): Promise<Record<string, never>> {
  const family = await findFamily(act.tx, input.id)
  if (!family) throw notFound()
  if (!householdFacts[input.name]?.worked || (await removeFact(act.tx, input.id, input.name)) === 0)
    throw new Problem('conflict', words.notCorrected)
  act.about('household', input.id, { fact: input.name, value: null, why: input.why })
  await act.services.background.send(act.tx, 'household.changed', { householdId: input.id })
  return {}
}

/** Records what a family had in single months; months to come have not happened. */
export async function recordMonths(
  act: Act,
  input: { id: string; months: HouseholdMonth[] },
): Promise<Record<string, never>> {
  const family = await findFamily(act.tx, input.id)
  if (!family) throw notFound()
  const refuse = (text: typeof words.monthTwice) =>
    new Problem('bad_input', text, { fields: [{ field: 'months', text }] })
  if (new Set(input.months.map(({ month }) => month)).size < input.months.length) throw refuse(words.monthTwice)
  const toCome = input.months.find(({ month }) => month >= act.today.slice(0, 7))
  if (toCome) throw refuse(inMonth(toCome.month))
  await saveMonths(act.tx, family, input.months)
  act.about('household', input.id, { months: input.months })
  await act.services.background.send(act.tx, 'household.changed', { householdId: input.id })
  return {}
}

const inMonth = (month: string) => ({
  zh: words.monthToCome.zh.replace('{month}', month),
  en: words.monthToCome.en.replace('{month}', month),
})
