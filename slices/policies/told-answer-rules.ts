import type { Text } from '../../core/messages.ts'
import { factText, householdFacts } from './fact-rules.ts'
import type { BackPay, HouseholdAnswer, MemberAnswer, Plain, ShownFigure, ShownLimit } from './model.ts'
import type { Limit, PolicyAnswer } from './policy-answer-rules.ts'
import type { PolicyFile } from './policy-model.ts'
import { isFen, sentencesOf, shown } from './sentence-rules.ts'

type Told = {
  readonly onDay: string
  readonly policyVersion: string
  /** Policies the family is entitled to. */
  readonly entitled: ReadonlySet<string>
  titles(id: string): Text | undefined
  readonly members: readonly MemberAnswer[] | undefined
  readonly backPay: BackPay | undefined
}

/** An answer in the words of its policy: what somebody at the counter reads. */
export function toldAnswer(file: PolicyFile, answer: PolicyAnswer, told: Told): HouseholdAnswer {
  const { state, missing, trace } = answer
  const period = file.amount?.period ?? null
  const amountFen = String(state === 'eligible' ? answer.amountFen : 0n)
  const reasonFigures = state === 'eligible' && answer.granted ? [answer.granted] : [...answer.reasons]
  return {
    policy: file.id,
    title: file.title,
    summary: file.summary,
    kind: file.kind,
    per: file.per,
    onDay: told.onDay,
    state,
    amountFen,
    period,
    monthlyFen: period === 'month' ? amountFen : '0',
    reasons: answer.reasons.map(({ code }) => code),
    sentences: sentencesOf(file, { state, amountFen, period, reasonFigures, missing, trace }),
    missing: [...missing],
    recordable: missing.filter((name) => {
      const fact = householdFacts[name]
      return fact !== undefined && !fact.registry
    }),
    correctable: file.inputs.filter((name) => householdFacts[name]?.worked),
    members: told.members ? [...told.members] : null,
    backPay: told.backPay ?? null,
    limits: answer.limits.map((limit) => shownLimit(file, limit)),
    figures: file.figures.map((name) => {
      const title = file.steps.find((step) => step.name === name)?.title ?? { zh: name, en: name }
      return shownFigure(file, name, title, answer.figures[name] ?? null)
    }),
    inputs: Object.entries(answer.inputs).map(([name, value]) =>
      shownFigure(file, name, factText(name) ?? { zh: name, en: name }, value),
    ),
    trace: [...trace],
    basis: file.basis.map(({ document, article, date }) => ({ document, article: article ?? null, date })),
    documents: file.documents,
    exclusions: file.exclusions.map(({ policy, why }) => ({
      policy,
      title: told.titles(policy) ?? { zh: policy, en: policy },
      why,
      both: state === 'eligible' && told.entitled.has(policy),
    })),
    policyVersion: told.policyVersion,
  }
}

const shownFigure = (file: PolicyFile, name: string, title: Text, value: Plain): ShownFigure => ({
  name,
  title,
  value: shown(name, value, file),
  money: isFen(name, file),
})

/** A limit is money where its condition speaks of money. */
function shownLimit(file: PolicyFile, limit: Limit): ShownLimit {
  const condition = file.conditions.find(({ code }) => code === limit.code)
  const money = /_fen\b/.test(condition?.holds ?? '')
  const say = (value: string) => shown(money ? 'any_fen' : 'any', value, undefined)
  return {
    code: limit.code,
    title: condition?.title ?? { zh: limit.code, en: limit.code },
    value: say(limit.value),
    limit: say(limit.limit),
    distance: say(limit.distance),
    money,
    holds: limit.holds,
  }
}
