import type { Transaction } from '../../platform/server/database.ts'
import { shippedPolicies } from './pack-store.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { assemblePolicies, type PolicySet } from './policy-set-rules.ts'
import { soundPolicy, type VectorResult } from './policy-vector-rules.ts'
import type { PolicyVersion, VersionState } from './version-model.ts'

/** The policies that decide in a tenant on a day, with the number of each one's version; 0 is the one that ships. */
export type DecidingPolicies = { readonly set: PolicySet; readonly numbers: ReadonlyMap<string, number> }

type Released = { policy: string; number: number; source: string }

// The same few versions are asked for with every household; reading YAML anew would cost more than deciding.
const read = new Map<string, CheckedPolicy>()
const mostRead = 400

function checkedOf({ policy, number, source }: Released): CheckedPolicy {
  const key = `${policy} ${number}\n${source}`
  const known = read.get(key)
  if (known) return known
  const checked = soundPolicy(source)
  if (read.size >= mostRead) read.clear()
  read.set(key, checked)
  return checked
}

const holdsOn = ({ file }: CheckedPolicy, day: string): boolean =>
  file.valid.from <= day && (file.valid.to === null || day < file.valid.to)

/** For each policy the newest release that holds on the day, and the shipped one where the tenant has released none. */
export async function decidingPolicies(tx: Transaction, day: string): Promise<DecidingPolicies> {
  const released = await tx.rows<Released>(
    `select policy, number, source from policy_version where tenant_id = $1 and state = 'released' order by policy, number desc`,
    [tx.scope.tenantId],
  )
  const own = released.map((one) => ({ policy: checkedOf(one), number: one.number }))
  const all = [...own, ...shippedPolicies().map((policy) => ({ policy, number: 0 }))]
  return deciding(all.filter(({ policy }) => holdsOn(policy, day)))
}

/** Of versions, the newest first, the first of each policy. @throws RangeError when they do not stand together */
export function deciding(candidates: readonly { policy: CheckedPolicy; number: number }[]): DecidingPolicies {
  const numbers = new Map<string, number>()
  const chosen: CheckedPolicy[] = []
  for (const { policy, number } of candidates) {
    if (numbers.has(policy.file.id)) continue
    numbers.set(policy.file.id, number)
    chosen.push(policy)
  }
  const assembled = assemblePolicies(chosen)
  if ('set' in assembled) return { set: assembled.set, numbers }
  throw new RangeError(assembled.faults.map(({ policy, text }) => `${policy}: ${text.en}`).join('; '))
}

const columns = `v.policy, v.number, v.source, v.state, v.note, v.reverts, v.tests, v.drafted_by as "draftedById",
  d.display_name as "draftedBy", v.drafted_at as "draftedAt", r.display_name as "decidedBy", v.decided_at as "decidedAt", v.version`
const joined = `left join account d on d.id = v.drafted_by left join account r on r.id = v.decided_by`

/** The versions of one policy, or of all, the newest first. */
export const listVersions = (tx: Transaction, policy?: string): Promise<PolicyVersion[]> =>
  tx.rows(
    `select ${columns} from policy_version v ${joined}
     where v.tenant_id = $1 and ($2::text is null or v.policy = $2) order by v.policy, v.number desc`,
    [tx.scope.tenantId, policy ?? null],
  )

/** One version, kept from being changed until the act ends. */
export const lockVersion = (tx: Transaction, policy: string, number: number): Promise<PolicyVersion | undefined> =>
  tx.row(
    `select ${columns} from policy_version v ${joined} where v.tenant_id = $1 and v.policy = $2 and v.number = $3 for update of v`,
    [tx.scope.tenantId, policy, String(number)],
  )

/** The open draft of a policy. */
export const findDraft = (tx: Transaction, policy: string): Promise<PolicyVersion | undefined> =>
  tx.row(
    `select ${columns} from policy_version v ${joined} where v.tenant_id = $1 and v.policy = $2 and v.state = 'draft'`,
    [tx.scope.tenantId, policy],
  )

type Drafted = { policy: string; source: string; note: string | null; tests: readonly VectorResult[] }

/** Adds the next version as a draft; gives its number. Throws 23505 `policy_version_one_draft` where one is open. */
export async function addDraft(tx: Transaction, draft: Drafted & { reverts: number | null }): Promise<number> {
  const row = await tx.row<{ number: number }>(
    `insert into policy_version (tenant_id, policy, number, source, note, reverts, tests, drafted_by)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7 from policy_version where tenant_id = $1 and policy = $2
     returning number`,
    [
      tx.scope.tenantId,
      draft.policy,
      draft.source,
      draft.note,
      draft.reverts,
      JSON.stringify(draft.tests),
      tx.scope.accountId,
    ],
  )
  return row?.number ?? 0
}

/** Writes over a draft that still is what was read; whoever writes last has drafted it. Gives 0 when it is not. */
export const changeDraft = (tx: Transaction, number: number, version: number, draft: Drafted): Promise<number> =>
  tx.run(
    `update policy_version set source = $5, note = $6, tests = $7, drafted_by = $8, drafted_at = now(), version = version + 1
     where tenant_id = $1 and policy = $2 and number = $3 and version = $4 and state = 'draft'`,
    [
      tx.scope.tenantId,
      draft.policy,
      String(number),
      String(version),
      draft.source,
      draft.note,
      JSON.stringify(draft.tests),
      tx.scope.accountId,
    ],
  )

/** Releases or discards a draft that still is what was read; gives 0 when somebody else was first. */
export const decideDraft = (
  tx: Transaction,
  policy: string,
  number: number,
  version: number,
  state: Exclude<VersionState, 'draft'>,
  tests: readonly VectorResult[],
): Promise<number> =>
  tx.run(
    `update policy_version set state = $5, tests = $6, decided_by = $7, decided_at = now(), version = version + 1
     where tenant_id = $1 and policy = $2 and number = $3 and version = $4 and state = 'draft'`,
    [tx.scope.tenantId, policy, String(number), String(version), state, JSON.stringify(tests), tx.scope.accountId],
  )

/** One draft or release of a tenant's policies at a time, so that what was checked together is what stands together. */
export const lockPolicies = (tx: Transaction): Promise<number> =>
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`policies ${tx.scope.tenantId}`])
