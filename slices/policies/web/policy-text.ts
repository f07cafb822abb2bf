import { formatFen } from '../../../core/yuan.ts'
import type { Say } from '../../../platform/web/language.tsx'
import { enrolmentWords } from '../enrolment-messages.ts'
import { missingWords, parameterWords, periodWords, programmeWords, stateWords } from '../messages.ts'
import type { PayPeriod, ResultState } from '../model.ts'

/** Codes of what is due in words, for the pages of slices above. */
export const programmeText = (policy: string, t: Say): string => {
  const text = programmeWords[policy]
  return text ? t(text) : policy
}
export const resultStateText = (state: ResultState, t: Say): string => t(stateWords[state])

/** What is missing to decide, and what to do about it. */
export const missingText = (fact: string, t: Say): string => {
  const text = missingWords[fact] ?? parameterWords[fact]
  return text ? t(text) : fact
}

/** An amount with how often it is paid. */
export const amountText = (period: PayPeriod, fen: string, t: Say): string =>
  t(enrolmentWords.each, { period: t(periodWords[period]), amount: formatFen(fen) })
