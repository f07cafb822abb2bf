import type { Say } from '../../../platform/web/language.tsx'
import { kindWords, sourceWords } from '../messages.ts'
import type { AidKind, AidSource } from '../model.ts'

/** Codes of the aid ledger in words, for the pages of slices above. */
export const aidKindText = (kind: AidKind, t: Say): string => t(kindWords[kind])
export const aidSourceText = (source: AidSource, t: Say): string => t(sourceWords[source])
