import type { Say } from '../../../platform/web/language.tsx'
import { missingWords, parameterWords, programmeWords, stateWords } from '../messages.ts'
import type { Programme, ResultState } from '../model.ts'

/** Codes of what is due in words, for the pages of slices above. */
export const programmeText = (programme: Programme, t: Say): string => t(programmeWords[programme])
export const resultStateText = (state: ResultState, t: Say): string => t(stateWords[state])

/** What is missing to decide, and what to do about it. */
export const missingText = (fact: string, t: Say): string => {
  const text = missingWords[fact] ?? parameterWords[fact]
  return text ? t(text) : fact
}
