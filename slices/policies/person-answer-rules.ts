import { parseDecimal, zero } from '../../engines/feel/decimal.ts'
import { Unknown, type Value } from '../../engines/feel/values.ts'
import type { ResultState } from './model.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'

/** What a policy for single persons says of one member, by place among `members`; undefined: nobody said whose facts. */
export type PersonAnswer = { readonly member: number | undefined; readonly answer: PolicyAnswer }

/**
 * What a policy for single persons says of their family: entitled when one of them is, with what all of them get together;
 * not known as long as nobody is and something is missing of one of them.
 */
export function togetherOf(persons: readonly PersonAnswer[]): PolicyAnswer {
  const answers = persons.map(({ answer }) => answer)
  const state: ResultState =
    (['eligible', 'unknown'] as const).find((one) => answers.some((answer) => answer.state === one)) ?? 'not_eligible'
  const deciding = answers.filter((answer) => answer.state === state)
  const [first] = deciding
  if (!first) throw new RangeError('an answer of nobody')
  const codes = new Set<string>()
  const holds = answers.some((one) => one.holds) || (answers.some((one) => one.holds === undefined) ? undefined : false)
  return {
    ...first,
    state,
    holds,
    amountFen: deciding.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    reasons: deciding.flatMap(({ reasons }) => reasons.filter(({ code }) => !codes.has(code) && codes.add(code))),
    // One sentence tells one person's figures; of several, the sum is told.
    granted: deciding.length === 1 ? first.granted : undefined,
    missing: [...new Set(answers.flatMap(({ missing }) => missing))],
    trace: [
      ...new Map(
        answers.flatMap(({ trace }) => trace.map((one) => [`${one.name}@${one.region}@${one.from}`, one])),
      ).values(),
    ],
    notes: answers.flatMap(({ notes }) => notes),
  }
}

/** What other policies may know of an answer that was put together. */
export function entriesOf(answer: PolicyAnswer): Value {
  const { state, holds, missing, amountFen, answers } = answer
  const open = new Unknown(missing)
  return new Map<string, Value>([
    ...Object.entries(answers),
    ['entitled', holds ?? open],
    ['amount_fen', state === 'unknown' ? open : (parseDecimal(String(amountFen)) ?? zero)],
  ])
}
