import type { Say } from '../../../platform/web/language.tsx'
import { outcomeWords, requestKindWords } from '../messages.ts'
import type { Outcome, RequestKind } from '../model.ts'

/** Codes of requests in words, for the pages of slices above. */
export const requestKindText = (kind: RequestKind, t: Say): string => t(requestKindWords[kind])
export const outcomeText = (outcome: Outcome, t: Say): string => t(outcomeWords[outcome])
