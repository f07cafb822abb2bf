import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { assemblePolicies, type PolicySet } from './policy-set-rules.ts'
import { soundPolicy } from './policy-vector-rules.ts'

const folder = join(import.meta.dirname, 'pack', 'policies')

let shipped: readonly CheckedPolicy[] | undefined

/** The policies that come with the program, read once. */
export function shippedPolicies(): readonly CheckedPolicy[] {
  shipped ??= readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => soundPolicy(readFileSync(join(folder, name), 'utf8')))
  return shipped
}

/** The same as a set that can be evaluated. */
export function shippedSet(): PolicySet {
  const assembled = assemblePolicies(shippedPolicies())
  if ('set' in assembled) return assembled.set
  throw new Error(assembled.faults.map(({ policy, text }) => `${policy}: ${text.en}`).join('; '))
}
