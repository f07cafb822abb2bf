import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/** Rules of the union for files, each with the list of files that it speaks of. */
export const FileRule = z.enum([
  'late_entry',
  'not_reviewed',
  'never_helped',
  'transfers',
  'withdrawn',
  'retention_over',
])
export type FileRule = z.infer<typeof FileRule>

export const FileRow = z.strictObject({
  id: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  responsibleName: z.string(),
  /** Happened, last changed, opened, handed over or withdrawn: the day from which the rule counts. */
  since: Day,
  /** Recorded on that day, or due by it. */
  until: Day.nullable(),
  /** The body that the file came from. */
  fromName: z.string().nullable(),
  transferId: Uuid.nullable(),
})
export type FileRow = z.infer<typeof FileRow>

export const RuleFigure = z.strictObject({
  rule: FileRule,
  /** Working days, months or years by the rule. */
  amount: z.int(),
  total: z.int(),
})
export type RuleFigure = z.infer<typeof RuleFigure>
