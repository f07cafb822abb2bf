import { type Case, openCase } from './case-rules.ts'
import { dibaoOf } from './dibao-rules.ts'
import { educationOf } from './education-rules.ts'
import type { CaseFacts } from './facts-model.ts'
import { graduated } from './graduation-rules.ts'
import { heatingOf } from './heating-rules.ts'
import { medicalOf } from './medical-rules.ts'
import type { ParameterBook } from './parameter-rules.ts'
import { topupOf } from './topup-rules.ts'
import { workerCategory } from './worker-rules.ts'
import { zeroEmployment } from './zero-employment-rules.ts'

/** The eight worked policies of shared/policies, each with the shape of its answer. Money is in fen. */
const workedRules = {
  dibao: (one) => {
    const decision = dibaoOf(one)
    return (
      decision && {
        eligible: decision.state === 'eligible',
        monthly_fen: decision.monthlyFen,
        reasons: decision.reasons,
      }
    )
  },
  topup: (one) => keyed('monthly_fen', topupOf(one)),
  worker: (one) => keyed('category', workerCategory(one)),
  heating: (one) => keyed('fen', heatingOf(one)),
  education: (one) => keyed('fen', educationOf(one)),
  medical: (one) => medicalOf(one),
  graduation: (one) => keyed('graduated', graduated(one)),
  zero_employment: (one) => keyed('flag', zeroEmployment(one)),
} as const satisfies Record<string, (one: Case) => Record<string, unknown> | undefined>

const keyed = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  value === undefined ? undefined : ({ [key]: value } as Record<Key, Value>)

export type WorkedRule = keyof typeof workedRules
export type WorkedAnswer = Readonly<Record<string, unknown>> | { readonly unknown: readonly string[] }

/** All eight rules for one case; a rule that misses something answers the names of what it misses. */
export function workedAnswers(facts: CaseFacts, book: ParameterBook): Record<WorkedRule, WorkedAnswer> {
  const answers: [string, WorkedAnswer][] = Object.entries(workedRules).map(([rule, answer]) => {
    const one = openCase(facts, book)
    return [rule, answer(one) ?? { unknown: [...one.missing] }]
  })
  return Object.fromEntries(answers) as Record<WorkedRule, WorkedAnswer>
}
