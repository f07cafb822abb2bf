import type { Say } from '../../../platform/web/language.tsx'
import { outcomeWords, requestKindWords } from '../messages.ts'
import type { Outcome, RequestKind } from '../model.ts'

/** Codes of requests in words, for the pages of slices above. */
export const requestKindText = (kind: RequestKind, t: Say): string => t(requestKindWords[kind])
export const outcomeText = (outcome: Outcome, t: Say): string => t(outcomeWords[outcome])
/** Every kind with its words, for choices; without the validator, which the phone's pages leave out. */
export const requestKindChoices = Object.entries(requestKindWords).map(([value, text]) => ({
  value: value as RequestKind,
  text,
}))
