import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'

/** What a heading says of somebody; null takes back what was said under it. */
export type Said = Readonly<Record<string, string | null>>

/** One heading of one person as it stands. Its text is not told here: nobody knows beforehand what it holds. */
export const Supplement = z.strictObject({
  personId: Uuid,
  personName: z.string(),
  heading: z.string(),
  saidOn: z.string(),
  /** The file it was read from; null where an officer wrote it down. */
  source: z.string().nullable(),
})
export type Supplement = z.infer<typeof Supplement>

/** What an officer writes down; an empty text takes back what stood under the heading. */
export const SupplementDraft = z.strictObject({
  heading: z.string().trim().min(1, { error: 'blank' }).max(60),
  text: z.string().trim().max(500),
})
export type SupplementDraft = z.infer<typeof SupplementDraft>
