import { factsOfCase } from './case-facts-rules.ts'
import type { CaseFacts } from './facts-model.ts'
import type { PolicyAnswer } from './policy-answer-rules.ts'
import { FamilyEvaluation, type ParameterViews } from './policy-evaluate-rules.ts'
import type { PolicySet } from './policy-set-rules.ts'

/** The eight worked policies of shared/policies, each with the shape of its answer. Money is in fen. */
const workedShapes = {
  dibao: ({ holds, amountFen, reasons }) => ({
    eligible: holds === true,
    monthly_fen: amountFen,
    // Everything holds and the gap rounds to nothing: eligible all the same.
    reasons: holds ? [] : reasons.map(({ code }) => code),
  }),
  topup: ({ amountFen }) => ({ monthly_fen: amountFen }),
  worker: ({ answers }) => ({ category: answers.category }),
  heating: ({ amountFen }) => ({ fen: amountFen }),
  education: ({ amountFen }) => ({ fen: amountFen }),
  medical: ({ amountFen, answers }) => ({ fen: amountFen, class: answers.class }),
  graduation: ({ answers }) => ({ graduated: answers.graduated }),
  zero_employment: ({ answers }) => ({ flag: answers.flag }),
} as const satisfies Record<string, (answer: PolicyAnswer) => Record<string, unknown>>

export type WorkedRule = keyof typeof workedShapes
export type WorkedAnswer = Readonly<Record<string, unknown>> | { readonly unknown: readonly string[] }

/** All eight rules for one case; a rule that misses something answers the names of what it misses. */
export function workedAnswers(
  facts: CaseFacts,
  set: PolicySet,
  views: ParameterViews,
): Record<WorkedRule, WorkedAnswer> {
  const family = new FamilyEvaluation(set, factsOfCase(facts), views)
  const answers = Object.entries(workedShapes).map(([rule, shape]): [string, WorkedAnswer] => {
    const answer = family.answer(rule)
    return [rule, answer.missing.length > 0 ? { unknown: answer.missing } : shape(answer)]
  })
  return Object.fromEntries(answers) as Record<WorkedRule, WorkedAnswer>
}
