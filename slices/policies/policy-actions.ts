import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { policyWords as words } from './messages.ts'
import { missingParameters } from './missing-parameter-rules.ts'
import { shippedPolicies } from './pack-store.ts'
import { parameterBook } from './parameter-rules.ts'
import * as parameters from './parameter-store.ts'
import { type CheckedPolicy, checkPolicy } from './policy-check-rules.ts'
import { readPolicyFile } from './policy-file-rules.ts'
import { assemblePolicies, unsetFaults } from './policy-set-rules.ts'
import { runVectors, soundPolicy } from './policy-vector-rules.ts'
import * as store from './policy-version-store.ts'
import { startRun } from './run-actions.ts'
import { uncheckedTables } from './table-check-rules.ts'
import { unknownAnswers } from './used-answer-rules.ts'
import type { PolicySummary, Tried, UsedParameter } from './version-contract.ts'
import type { PolicyVersion } from './version-model.ts'

/** The parameters of some policies as they stand, with the counties of the tenant. */
async function standing(act: Act, policies: readonly CheckedPolicy[]) {
  const names = [...new Set(policies.flatMap(({ file }) => file.parameters.map(({ name }) => name)))]
  const rows = await parameters.parametersInForce(act.tx, names)
  return { rows, book: parameterBook(rows), counties: await parameters.countiesOf(act.tx) }
}

/** All policies with the version of each that decides today. */
export async function listPolicies(act: Act): Promise<{ rows: PolicySummary[] }> {
  const { set, numbers } = await store.decidingPolicies(act.tx, act.today)
  const versions = await store.listVersions(act.tx)
  const drafted = versions.flatMap(({ policy, number, state }) =>
    state === 'draft' && !set.byId.has(policy) ? (policyOf(policy, number, versions) ?? []) : [],
  )
  const { book, counties } = await standing(act, [...set.policies, ...drafted])
  const rows = [...set.policies, ...drafted].map((policy): PolicySummary => {
    const { file } = policy
    const own = versions.filter((one) => one.policy === file.id)
    const number = set.byId.has(file.id) ? (numbers.get(file.id) ?? 0) : null
    const tests = !number ? runVectors(policy) : (own.find((one) => one.number === number)?.tests ?? [])
    const newest = file.basis.toSorted((a, b) => b.date.localeCompare(a.date))[0]
    return {
      id: file.id,
      title: file.title,
      summary: file.summary,
      kind: file.kind,
      certainty: file.certainty,
      basis: newest?.document ?? '',
      basisDate: newest?.date ?? file.valid.from,
      validFrom: file.valid.from,
      validTo: file.valid.to,
      number,
      decidedAt: own.find((one) => one.number === number)?.decidedAt ?? null,
      draft: own.find((one) => one.state === 'draft')?.number ?? null,
      tests: tests.length,
      failing: tests.filter((one) => !one.passed).length,
      missing: missingParameters(policy, book, counties, act.today).length,
    }
  })
  return { rows }
}

/** One policy as a version says it; without a number the one that decides today. */
export async function getPolicy(act: Act, input: { id: string; number?: number | undefined }) {
  const { set, numbers } = await store.decidingPolicies(act.tx, act.today)
  const versions = await store.listVersions(act.tx, input.id)
  const number = input.number ?? numbers.get(input.id) ?? versions[0]?.number
  const policy = number === undefined ? undefined : policyOf(input.id, number, versions)
  if (!policy || number === undefined) throw notFound()
  const { rows, book, counties } = await standing(act, [policy])
  act.about('policy', input.id)
  return {
    file: policy.file,
    source: policy.source,
    number,
    shipped: shippedPolicies().some(({ file }) => file.id === input.id),
    tests: runVectors(policy),
    parameters: policy.file.parameters.map(
      ({ name, title, suggested = null, certainty, source = null, when_unset: unset = null }): UsedParameter => ({
        ...{ name, title, suggested, certainty, source },
        whenUnset: policy.file.parameters.find((one) => one.name === unset)?.title ?? unset,
        values: rows
          .filter((row) => row.name === name)
          .toSorted((a, b) => a.region.localeCompare(b.region) || b.from.localeCompare(a.from))
          .slice(0, 60)
          .map(({ region, residence, from, value, document = null, regionName, publishedOn = null }) => ({
            ...{ region, residence, from, value, document, publishedOn },
            regionName: regionName ?? region,
          })),
      }),
    ),
    versions,
    current: numbers.get(input.id) ?? (set.byId.has(input.id) ? 0 : null),
    missing: missingParameters(policy, book, counties, act.today).map(({ text }) => text),
    usedBy: set.policies
      .filter(({ file }) => file.uses.includes(input.id))
      .map(({ file }) => ({ id: file.id, title: file.title })),
  }
}

function policyOf(id: string, number: number, versions: readonly PolicyVersion[]): CheckedPolicy | undefined {
  if (number === 0) return shippedPolicies().find(({ file }) => file.id === id)
  const source = versions.find((one) => one.policy === id && one.number === number)?.source
  const checked = source === undefined ? undefined : checkPolicy(source)
  return checked && 'policy' in checked ? checked.policy : undefined
}

/** Reads a file, says what is wrong with it, and runs its tests. */
export async function tryPolicy(act: Act, input: { source: string }): Promise<Tried> {
  const checked = checkPolicy(input.source)
  if ('faults' in checked) {
    // What could be read is given all the same: a fault in a table is mended in the table.
    const read = readPolicyFile(input.source)
    return {
      faults: [...checked.faults],
      tests: [],
      missing: [],
      missingNames: [],
      notes: [],
      file: 'faults' in read ? null : read.file,
    }
  }
  const { policy } = checked
  const read = readPolicyFile(input.source)
  const at = 'faults' in read ? undefined : read.faultAt
  // What is wrong beside others stands where they are named.
  const faults = (await beside(act, policy)).map((text) => at?.(['uses'], text) ?? { line: 1, column: 1, text })
  const { book, counties } = await standing(act, [policy])
  const missing = missingParameters(policy, book, counties, act.today)
  return {
    ...{ faults, tests: runVectors(policy), file: policy.file },
    notes: uncheckedTables(policy.steps, policy.file),
    missing: missing.map(({ text }) => text),
    missingNames: missing.map(({ name }) => name),
  }
}

/** What is wrong with a policy beside those that decide today: what it uses must exist and not use it in turn. */
async function beside(act: Act, policy: CheckedPolicy) {
  const { set } = await store.decidingPolicies(act.tx, act.today)
  const others = set.policies.filter(({ file }) => file.id !== policy.file.id)
  const assembled = assemblePolicies([...others, policy])
  const faults = 'faults' in assembled ? assembled.faults.map(({ text }) => text) : []
  const unset = unsetFaults([...others, policy]).flatMap((one) => (one.policy === policy.file.id ? [one.text] : []))
  return [...faults, ...unset, ...unknownAnswers(policy, set.byId)]
}

/** A file that can be kept: everything in it is right, though its tests may still fail. */
async function readable(act: Act, source: string): Promise<CheckedPolicy> {
  const checked = checkPolicy(source)
  const faults = 'faults' in checked ? checked.faults.map(({ text }) => text) : await beside(act, checked.policy)
  const [first] = faults
  if (first) throw new Problem('bad_input', first, { fields: faults.map((text) => ({ field: 'source', text })) })
  return soundPolicy(source)
}

/** Keeps a file as a draft; over the open one only when that was read. */
export async function draftPolicy(
  act: Act,
  input: { source: string; note: string | null; version: number | null },
): Promise<PolicyVersion> {
  await store.lockPolicies(act.tx)
  const policy = await readable(act, input.source)
  const { id } = policy.file
  const draft = { policy: id, source: input.source, note: input.note, tests: runVectors(policy) }
  const open = await store.findDraft(act.tx, id)
  if (open && (await store.changeDraft(act.tx, open.number, input.version ?? -1, draft)) === 0)
    throw new Problem('conflict', words.draftMeanwhile, {
      data: { theirs: open, yours: { source: input.source, note: input.note } },
    })
  const number = open?.number ?? (await store.addDraft(act.tx, { ...draft, reverts: null }))
  act.about('policy', id, { number, note: input.note })
  return kept(act, id, number)
}

async function kept(act: Act, id: string, number: number): Promise<PolicyVersion> {
  const found = await store.lockVersion(act.tx, id, number)
  if (!found) throw notFound()
  return found
}

type Which = { id: string; number: number; version: number }

/** A second person releases a draft. Its tests run now; those that use it must still stand beside it. */
export async function releasePolicy(act: Act, input: Which): Promise<{ number: number; runId: string }> {
  await store.lockPolicies(act.tx)
  const draft = await store.lockVersion(act.tx, input.id, input.number)
  if (!draft) throw notFound()
  if (draft.state !== 'draft' || draft.version !== input.version)
    throw new Problem('conflict', words.versionMeanwhile, { data: { theirs: draft } })
  if (draft.draftedById === act.scope.accountId) throw new Problem('forbidden', words.secondPerson)
  const policy = await readable(act, draft.source)
  const tests = runVectors(policy)
  const failing = tests.filter((test) => !test.passed)
  if (failing.length > 0)
    throw new Problem('conflict', words.testsFail, {
      parameters: { count: failing.length, title: failing[0]?.title ?? '' },
      data: { tests },
    })
  await store.decideDraft(act.tx, input.id, input.number, input.version, 'released', tests)
  act.about('policy', input.id, { number: input.number, draftedBy: draft.draftedById, reverts: draft.reverts })
  return { number: input.number, runId: await startRun(act, input.id, true, 'policy') }
}

export async function discardPolicy(act: Act, input: Which & { why: string }): Promise<Record<string, never>> {
  const draft = await store.lockVersion(act.tx, input.id, input.number)
  if (!draft) throw notFound()
  if ((await store.decideDraft(act.tx, input.id, input.number, input.version, 'discarded', draft.tests)) === 0)
    throw new Problem('conflict', words.versionMeanwhile, { data: { theirs: draft } })
  act.about('policy', input.id, { number: input.number, why: input.why })
  return {}
}

/** Drafts an earlier version anew; 0 is the one that ships. */
export async function revertPolicy(act: Act, input: { id: string; to: number; why: string }): Promise<PolicyVersion> {
  await store.lockPolicies(act.tx)
  const versions = await store.listVersions(act.tx, input.id)
  const policy = policyOf(input.id, input.to, versions)
  if (!policy) throw notFound()
  try {
    const tests = runVectors(policy)
    const draft = { policy: input.id, source: policy.source, note: input.why, tests, reverts: input.to }
    const number = await store.addDraft(act.tx, draft)
    act.about('policy', input.id, { number, reverts: input.to, why: input.why })
    return kept(act, input.id, number)
  } catch (error) {
    if (violatedConstraint(error) === 'policy_version_one_draft') throw new Problem('conflict', words.draftOpen)
    throw error
  }
}
