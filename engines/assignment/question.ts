import { largestCost } from './problem.ts'
import { refuse } from './refusals.ts'

export type HouseholdInNeed = {
  readonly id: string
  /** Helpers it needs; 1 where not said. */
  readonly need?: number | undefined
  readonly unservedCost?: number | undefined
}
export type HelperOnOffer = {
  readonly id: string
  readonly capacity: number
  /** What the first, second, … pair costs on top; may not fall, the last repeats. None: every pair costs the same. */
  readonly loadCosts?: readonly number[] | undefined
  readonly minimum?: number | undefined
  /** The unit or other group whose quota this helper counts towards. */
  readonly group?: string | undefined
}
export type QuotaGroup = {
  readonly id: string
  readonly quota: number
  readonly loadCosts?: readonly number[] | undefined
  readonly minimum?: number | undefined
  /** The group above, e.g. the township of a unit. */
  readonly parent?: string | undefined
}
export type Candidate = { readonly household: string; readonly helper: string; readonly cost: number }
export type PairName = { readonly household: string; readonly helper: string }
export type PairingQuestion = {
  readonly households: readonly HouseholdInNeed[]
  readonly helpers: readonly HelperOnOffer[]
  readonly groups?: readonly QuotaGroup[] | undefined
  readonly candidates: readonly Candidate[]
  /** Pairs that stand whatever they cost. Where the pair is no candidate, `cost` (0 if not said) counts. */
  readonly locked?: readonly (PairName & { readonly cost?: number | undefined })[] | undefined
  readonly excluded?: readonly PairName[] | undefined
  readonly unservedCost: number
}

/** Needs and capacities beyond this are typing mistakes, and every slot takes memory. */
export const largestCount = 100_000

const pairKey = ({ household, helper }: PairName): string => `${household}\u0000${helper}`

/**
 * Refuses what cannot be matched, with the sentence that names the place.
 * @throws Problem bad_input
 */
export function checkQuestion(question: PairingQuestion): void {
  checkNames(question)
  checkNumbers(question)
  checkCandidates(question)
  checkLocks(question)
  checkMinimums(question)
}

function uniqueNames(list: readonly { readonly id: string }[], taken: Set<string>): Set<string> {
  const names = new Set<string>()
  for (const { id } of list) {
    if (names.has(id) || taken.has(id)) throw refuse('listedTwice', { what: id })
    names.add(id)
  }
  return names
}

function checkNames({ households, helpers, groups = [] }: PairingQuestion): void {
  uniqueNames(households, new Set())
  const helperNames = uniqueNames(helpers, new Set())
  // Loads are told by name for helpers and groups together.
  const groupNames = uniqueNames(groups, helperNames)
  for (const helper of helpers)
    if (helper.group !== undefined && !groupNames.has(helper.group)) throw refuse('unknown', { what: helper.group })
  const parents = new Map(groups.map((group) => [group.id, group.parent]))
  for (const group of groups) {
    if (group.parent !== undefined && !groupNames.has(group.parent)) throw refuse('unknown', { what: group.parent })
    let above = group.parent
    for (let steps = 0; above !== undefined; above = parents.get(above))
      if (above === group.id || ++steps > groups.length) throw refuse('groupsInCircle', { group: group.id })
  }
}

function checkCost(cost: number, what: string): void {
  if (!Number.isInteger(cost) || Math.abs(cost) > largestCost)
    throw refuse('costOutOfRange', { what, cost, limit: largestCost })
}

function checkCount(count: number, what: string): void {
  if (!Number.isInteger(count) || count < 0 || count > largestCount)
    throw refuse('countOutOfRange', { what, count, limit: largestCount })
}

function checkNumbers({ households, helpers, groups = [], unservedCost }: PairingQuestion): void {
  checkCost(unservedCost, 'unserved')
  for (const { id, need, unservedCost: own } of households) {
    if (need !== undefined) checkCount(need, id)
    if (own !== undefined) checkCost(own, id)
  }
  const bearers = [
    ...helpers.map((helper) => ({ ...helper, slots: helper.capacity })),
    ...groups.map((group) => ({ ...group, slots: group.quota })),
  ]
  for (const { id, slots, minimum, loadCosts = [] } of bearers) {
    checkCount(slots, id)
    if (minimum !== undefined) checkCount(minimum, id)
    loadCosts.forEach((cost, k) => {
      checkCost(cost, id)
      if (k > 0 && cost < (loadCosts[k - 1] as number)) throw refuse('loadCostsFall', { what: id })
    })
  }
}

function checkCandidates({ households, helpers, candidates, locked = [], excluded = [] }: PairingQuestion): void {
  const householdNames = new Set(households.map(({ id }) => id))
  const helperNames = new Set(helpers.map(({ id }) => id))
  for (const { household, helper } of [candidates, locked, excluded].flat()) {
    if (!householdNames.has(household)) throw refuse('unknown', { what: household })
    if (!helperNames.has(helper)) throw refuse('unknown', { what: helper })
  }
  const seen = new Set<string>()
  for (const candidate of candidates) {
    checkCost(candidate.cost, `${candidate.household} – ${candidate.helper}`)
    const key = pairKey(candidate)
    if (seen.has(key)) throw refuse('listedTwice', { what: `${candidate.household} – ${candidate.helper}` })
    seen.add(key)
  }
  for (const pair of excluded) seen.delete(pairKey(pair))
  if (households.length > 0 && seen.size === 0 && locked.length === 0) throw refuse('nothingToMatch')
}

function checkLocks({ households, helpers, locked = [], excluded = [], groups = [] }: PairingQuestion): void {
  if (locked.length === 0) return
  const forbidden = new Set(excluded.map(pairKey))
  const byHousehold = new Map<string, number>()
  const byBearer = new Map<string, number>()
  const above = new Map([
    ...helpers.map(({ id, group }) => [id, group] as const),
    ...groups.map(({ id, parent }) => [id, parent] as const),
  ])
  const seen = new Set<string>()
  for (const pair of locked) {
    const key = pairKey(pair)
    if (seen.has(key)) throw refuse('listedTwice', { what: `${pair.household} – ${pair.helper}` })
    seen.add(key)
    if (pair.cost !== undefined) checkCost(pair.cost, `${pair.household} – ${pair.helper}`)
    if (forbidden.has(key)) throw refuse('lockedAndExcluded', { household: pair.household, helper: pair.helper })
    byHousehold.set(pair.household, (byHousehold.get(pair.household) ?? 0) + 1)
    for (let b: string | undefined = pair.helper; b !== undefined; b = above.get(b))
      byBearer.set(b, (byBearer.get(b) ?? 0) + 1)
  }
  for (const { id, need = 1 } of households) {
    const count = byHousehold.get(id) ?? 0
    if (count > need) throw refuse('lockedBeyondNeed', { household: id, locked: count, need })
  }
  for (const { id, capacity } of helpers) {
    const count = byBearer.get(id) ?? 0
    if (count > capacity) throw refuse('lockedBeyondCapacity', { helper: id, locked: count, capacity })
  }
  for (const { id, quota } of groups) {
    const count = byBearer.get(id) ?? 0
    if (count > quota) throw refuse('lockedBeyondQuota', { group: id, locked: count, quota })
  }
}

function checkMinimums({ helpers, groups = [] }: PairingQuestion): void {
  const owed = new Map<string, number>()
  const owe = (group: string | undefined, minimum: number): void => {
    if (group !== undefined && minimum > 0) owed.set(group, (owed.get(group) ?? 0) + minimum)
  }
  for (const { id, capacity, minimum = 0, group } of helpers) {
    if (minimum > capacity) throw refuse('minimumAboveCapacity', { bearer: id, minimum, capacity })
    owe(group, minimum)
  }
  const waiting = new Map<string, number>()
  for (const { parent } of groups) if (parent !== undefined) waiting.set(parent, (waiting.get(parent) ?? 0) + 1)
  const ready = groups.filter(({ id }) => !waiting.has(id))
  const byId = new Map(groups.map((group) => [group.id, group]))
  for (let group = ready.pop(); group !== undefined; group = ready.pop()) {
    const { id, quota, parent, minimum = 0 } = group
    if (minimum > quota) throw refuse('minimumAboveCapacity', { bearer: id, minimum, capacity: quota })
    const below = owed.get(id) ?? 0
    if (below > quota) throw refuse('quotaBelowMinimums', { group: id, quota, minimum: below })
    owe(parent, Math.max(below, minimum))
    if (parent === undefined) continue
    const left = (waiting.get(parent) as number) - 1
    waiting.set(parent, left)
    if (left === 0) ready.push(byId.get(parent) as QuotaGroup)
  }
}
