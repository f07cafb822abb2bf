import { z } from 'zod'
import { PolicyId } from './model.ts'

export const VersionState = z.enum(['draft', 'released', 'discarded'])
export type VersionState = z.infer<typeof VersionState>

/** A test of a policy after it ran. */
export const TestResult = z.strictObject({
  title: z.string(),
  passed: z.boolean(),
  expected: z.string(),
  found: z.string(),
})
export type TestResult = z.infer<typeof TestResult>

/** A version of a policy as a tenant keeps it; number 0 is the one that ships with the program and has no row. */
export const PolicyVersion = z.strictObject({
  policy: PolicyId,
  number: z.int(),
  source: z.string(),
  state: VersionState,
  note: z.string().nullable(),
  reverts: z.int().nullable(),
  tests: z.array(TestResult),
  draftedById: z.string(),
  draftedBy: z.string().nullable(),
  draftedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  version: z.int(),
})
export type PolicyVersion = z.infer<typeof PolicyVersion>
