import type { Text } from '../../core/messages.ts'
import { regionsAbove } from './parameter-rules.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { filled } from './policy-file-rules.ts'

/** Policies that build upon each other, those that others use first. */
export type PolicySet = {
  readonly policies: readonly CheckedPolicy[]
  readonly byId: ReadonlyMap<string, CheckedPolicy>
}

/** What keeps policies from standing together. */
export type SetFault = { readonly policy: string; readonly text: Text }

/**
 * Puts policies in the order in which they can be answered.
 * @returns the set, or the policies that are used and do not exist and the circles among them
 */
export function assemblePolicies(
  policies: readonly CheckedPolicy[],
): { readonly set: PolicySet } | { readonly faults: readonly SetFault[] } {
  const byId = new Map(policies.map((policy) => [policy.file.id, policy]))
  const ordered = new Set<CheckedPolicy>()
  const faults: SetFault[] = []
  const visit = (policy: CheckedPolicy, trail: readonly string[]): void => {
    const { id, uses } = policy.file
    const start = trail.indexOf(id)
    if (start >= 0) {
      faults.push({ policy: id, text: filled(words.circle, [...trail.slice(start), id].join(' → ')) })
      return
    }
    if (ordered.has(policy)) return
    for (const used of uses) {
      const next = byId.get(used)
      if (next) visit(next, [...trail, id])
      else faults.push({ policy: id, text: filled(words.unknownPolicy, used) })
    }
    ordered.add(policy)
  }
  for (const policy of policies) visit(policy, [])
  return faults.length > 0 ? { faults } : { set: { policies: [...ordered], byId } }
}

/** A parameter that several policies read is the same in all of them, also where nobody has set it. */
export function unsetFaults(policies: readonly CheckedPolicy[]): SetFault[] {
  const first = new Map<string, { policy: string; instead: string | undefined }>()
  return policies.flatMap(({ file }) =>
    file.parameters.flatMap(({ name, when_unset: instead }): SetFault[] => {
      const known = first.get(name)
      if (!known) first.set(name, { policy: file.id, instead })
      return known && known.instead !== instead
        ? [{ policy: file.id, text: filled(words.unsetDiffers, name, known.policy) }]
        : []
    }),
  )
}

/** The policies that hold in a county on a day. */
export function policiesInForce(set: PolicySet, county: string, on: string): readonly CheckedPolicy[] {
  const regions = new Set(regionsAbove(county))
  return set.policies.filter(({ file }) => {
    const { from, to } = file.valid
    return from <= on && (to === null || on < to) && file.regions.some((region) => regions.has(region))
  })
}
