import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'

/** Where the rows of a file go. */
export const ImportTarget = z.enum(['registry', 'helpers', 'organisations', 'aid_list'])
export type ImportTarget = z.infer<typeof ImportTarget>

export const ImportState = z.enum([
  'reading',
  'unreadable',
  'ready',
  'committing',
  'committed',
  'undoing',
  'undone',
  'discarded',
])
export type ImportState = z.infer<typeof ImportState>

/** What would happen to a row: a conflict or an error keeps it out, the others go in. */
export const RowState = z.enum(['new', 'changed', 'unchanged', 'conflict', 'rejected'])
export type RowState = z.infer<typeof RowState>

/** Why a readable row stays out. */
export const ConflictCode = z.enum([
  'filed_elsewhere',
  'member_elsewhere',
  'out_of_area',
  'not_registered',
  'withdrawn',
  'ambiguous_helper',
  'ambiguous_unit',
  'listed_twice',
  'parent_unknown',
  'parent_differs',
  'kind_missing',
  'state_missing',
])
export type ConflictCode = z.infer<typeof ConflictCode>

export const ImportCounts = z.strictObject({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  conflict: z.int(),
  rejected: z.int(),
  errors: z.int(),
  warnings: z.int(),
  notes: z.int(),
  unknownUnits: z.int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

export const ImportColumn = z.strictObject({
  letter: z.string(),
  header: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  /** No field, and kept as further information under its heading; missing in imports read before that was done. */
  supplement: z.boolean().optional(),
})

export const ImportSheet = z.strictObject({
  name: z.string(),
  title: z.string(),
  headerRows: z.array(z.int()),
  columns: z.array(ImportColumn),
  skipped: z.int(),
})
export type ImportSheet = z.infer<typeof ImportSheet>

const Words = z.strictObject({ zh: z.string(), en: z.string() })

export const NewUnits = z.enum(['none', 'running', 'in_hardship', 'bankrupt', 'closed'])
export type NewUnits = z.infer<typeof NewUnits>

export const Import = z.strictObject({
  id: Uuid,
  target: ImportTarget,
  aidListId: Uuid.nullable(),
  fileName: z.string(),
  kind: z.string().nullable(),
  state: ImportState,
  problem: Words.nullable(),
  areaCode: z.string(),
  areaName: z.string(),
  newUnits: NewUnits,
  sheets: z.array(ImportSheet),
  counts: ImportCounts.nullable(),
  /** How far the running step is. */
  done: z.int(),
  total: z.int(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  committedAt: z.string().nullable(),
  /** An earlier import of the very same file that was committed. */
  sameFileAs: Uuid.nullable(),
})
export type Import = z.infer<typeof Import>

export const ImportIssue = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  cell: z.string(),
  column: z.string(),
  field: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: Words,
})
export type ImportIssue = z.infer<typeof ImportIssue>

export const Difference = z.strictObject({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type Difference = z.infer<typeof Difference>

/** A row of the dry run. Identity numbers and phones are masked. */
export const ImportRow = z.strictObject({
  position: z.int(),
  sheet: z.string(),
  row: z.int(),
  name: z.string(),
  state: RowState,
  conflict: ConflictCode.nullable(),
  subjectId: Uuid.nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  differences: z.array(Difference),
  issues: z.array(ImportIssue),
})
export type ImportRow = z.infer<typeof ImportRow>
