import type { Say } from '../../../platform/web/language.tsx'
import { endReasonWords, helperKindWords } from '../messages.ts'
import type { EndReason, HelperKind } from '../model.ts'

/** Codes of helpers and pairs in words, for the pages of slices above. */
export const helperKindText = (kind: HelperKind, t: Say): string => t(helperKindWords[kind])
export const endReasonText = (reason: EndReason, t: Say): string => t(endReasonWords[reason])
