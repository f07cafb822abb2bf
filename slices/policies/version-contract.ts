import { z } from 'zod'
import { ask, askExportOf, Nothing, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { BothLanguages, ParameterName, PolicyId, Region } from './model.ts'
import { Certainty, PolicyFile } from './policy-model.ts'
import { PolicyVersion, TestResult } from './version-model.ts'

/** A policy in the list: what it is, and which version decides today. */
export const PolicySummary = z.strictObject({
  id: PolicyId,
  title: BothLanguages,
  summary: BothLanguages,
  kind: z.enum(['benefit', 'standing']),
  certainty: Certainty,
  basis: z.string(),
  basisDate: Day,
  validFrom: Day,
  validTo: Day.nullable(),
  /** Null for a policy of which there is a draft only. */
  number: z.int().nullable(),
  decidedAt: z.string().nullable(),
  draft: z.int().nullable(),
  tests: z.int(),
  failing: z.int(),
  /** Parameters that have no value today in some county of the tenant. */
  missing: z.int(),
})
export type PolicySummary = z.infer<typeof PolicySummary>

/** What is wrong with a policy, and where. */
export const PolicyFault = z.strictObject({ line: z.int(), column: z.int(), text: BothLanguages })
export type PolicyFault = z.infer<typeof PolicyFault>

/** A parameter that a policy reads, with the value that holds today where the asker's tenant has one. */
export const UsedParameter = z.strictObject({
  name: z.string(),
  title: BothLanguages,
  suggested: z.string().nullable(),
  certainty: Certainty,
  source: z.string().nullable(),
  /** What holds where no region has set a value: a number, or the title of another parameter; null: nothing is known. */
  whenUnset: z.union([z.string(), BothLanguages]).nullable(),
  values: z.array(
    z.strictObject({
      region: z.string(),
      regionName: z.string(),
      residence: z.string(),
      from: Day,
      publishedOn: Day.nullable(),
      value: z.string(),
      document: z.string().nullable(),
    }),
  ),
})
export type UsedParameter = z.infer<typeof UsedParameter>

const Source = z.string().min(1, { error: 'blank' }).max(100_000)
const note = z.string().trim().max(400).nullable().default(null)
const which = { id: PolicyId, number: z.coerce.number().pipe(Version.min(1)) }
const why = z.string().trim().min(1, { error: 'blank' }).max(200)

/** What a file says when it is tried: faults with their places, or the results of its tests. */
export const Tried = z.strictObject({
  faults: z.array(PolicyFault),
  tests: z.array(TestResult),
  /** Parameters that no region has today, each with the county that lacks it. */
  missing: z.array(BothLanguages),
  /** The names of the same, in their order. */
  missingNames: z.array(z.string()),
  /** What could not be checked, and what to do about it. */
  notes: z.array(BothLanguages),
  file: PolicyFile.nullable(),
})
export type Tried = z.infer<typeof Tried>

const policyList = ask({
  method: 'GET',
  path: '/policies/rules',
  summary: 'All policies with the version that decides today',
  permission: 'policies.read',
  audit: 'policies.rules',
  input: Nothing,
  output: z.strictObject({ rows: z.array(PolicySummary) }),
})

export const versionContract = {
  policies: policyList,
  exportPolicies: askExportOf(policyList),
  policy: ask({
    method: 'GET',
    path: '/policies/rules/{id}',
    summary: 'One policy: what it says, its parameters, tests and versions',
    permission: 'policies.read',
    audit: 'policies.rule',
    input: z.strictObject({ id: PolicyId, number: z.coerce.number().int().min(0).optional() }),
    output: z.strictObject({
      file: PolicyFile,
      source: z.string(),
      number: z.int(),
      shipped: z.boolean(),
      tests: z.array(TestResult),
      parameters: z.array(UsedParameter),
      versions: z.array(PolicyVersion),
      /** The version that decides today; null where none does yet. */
      current: z.int().nullable(),
      /** Parameters that no region has today, each with the county that lacks it. */
      missing: z.array(BothLanguages),
      usedBy: z.array(z.strictObject({ id: PolicyId, title: BothLanguages })),
    }),
  }),
  tryPolicy: ask({
    method: 'POST',
    path: '/policies/rules/check',
    summary: 'Reads a policy file, says what is wrong with it and runs its tests; nothing is written',
    permission: 'policies.write',
    audit: 'policies.check_rule',
    input: z.strictObject({ source: Source }),
    output: Tried,
  }),
  draftPolicy: ask({
    method: 'POST',
    path: '/policies/rules/drafts',
    summary: 'Keeps a policy file as a draft: a new one, or over the open draft that was read',
    permission: 'policies.write',
    audit: 'policies.draft_rule',
    input: z.strictObject({ source: Source, note, version: Version.nullable().default(null) }),
    output: PolicyVersion,
  }),
  releasePolicy: ask({
    method: 'POST',
    path: '/policies/rules/{id}/{number}/release',
    summary: 'A second person releases a draft whose tests pass; families are evaluated anew',
    permission: 'policies.release',
    audit: 'policies.release_rule',
    input: z.strictObject({ ...which, version: Version }),
    output: z.strictObject({ number: z.int(), runId: z.uuid() }),
  }),
  discardPolicy: ask({
    method: 'POST',
    path: '/policies/rules/{id}/{number}/discard',
    summary: 'Gives a draft up; it stays to be read',
    permission: 'policies.write',
    audit: 'policies.discard_rule',
    input: z.strictObject({ ...which, version: Version, why }),
    output: Nothing,
  }),
  adoptSuggested: ask({
    method: 'POST',
    path: '/policies/rules/{id}/suggested',
    summary: 'Puts values that the file suggests on file for a region, where it has none on that day',
    permission: 'policies.write',
    audit: 'policies.adopt_suggested',
    input: z.strictObject({
      id: PolicyId,
      names: z.array(ParameterName).min(1, { error: 'blank' }).max(60),
      region: Region,
      validFrom: Day,
    }),
    output: z.strictObject({ added: z.int(), runId: z.uuid() }),
  }),
  revertPolicy: ask({
    method: 'POST',
    path: '/policies/rules/{id}/revert',
    summary: 'Drafts an earlier version anew; a second person releases it like any other',
    permission: 'policies.write',
    audit: 'policies.revert_rule',
    input: z.strictObject({ id: PolicyId, to: Version, why }),
    output: PolicyVersion,
  }),
}
