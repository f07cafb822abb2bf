import type { MatchingProblem } from './problem.ts'
import type { PairingQuestion, PairName } from './question.ts'

/** A problem that still knows its names. Locked pairs are taken out: what is left to decide is in `problem`. */
export type NamedProblem = {
  readonly problem: MatchingProblem
  readonly householdNames: readonly string[]
  /** Helpers first, then groups, each group after all below it. */
  readonly bearerNames: readonly string[]
  readonly lockedPairs: readonly (PairName & { readonly cost: number; readonly locked: true })[]
  /** Cost of the locked pairs and of the loads they make. */
  readonly lockedCost: number
  readonly lockedLoad: ReadonlyMap<string, number>
}

type Bearer = {
  readonly id: string
  readonly slots: number
  readonly loadCosts: readonly number[]
  readonly minimum: number
  readonly above: string | undefined
}

/** Turns a checked question into typed arrays; locked pairs use up need, slots and quotas first. */
export function buildProblem(question: PairingQuestion): NamedProblem {
  const bearers = orderedBearers(question)
  const bearerIndex = new Map(bearers.map(({ id }, index) => [id, index]))
  const householdIndex = new Map(question.households.map(({ id }, index) => [id, index]))
  const above = bearers.map((bearer) => (bearer.above === undefined ? -1 : (bearerIndex.get(bearer.above) as number)))
  const lockedLoad = new Int32Array(bearers.length)
  const lockedNeed = new Int32Array(question.households.length)
  const costs = new Map(question.candidates.map((candidate) => [nameOf(candidate), candidate.cost]))
  const lockedPairs = (question.locked ?? []).map(({ household, helper, cost }) => {
    const i = householdIndex.get(household) as number
    lockedNeed[i] = (lockedNeed[i] as number) + 1
    for (let b = bearerIndex.get(helper) as number; b >= 0; b = above[b] as number)
      lockedLoad[b] = (lockedLoad[b] as number) + 1
    return { household, helper, cost: costs.get(nameOf({ household, helper })) ?? cost ?? 0, locked: true as const }
  })
  const slots = buildSlots(bearers, lockedLoad, question)
  const need = Int32Array.from(question.households, ({ need: units = 1 }, i) => units - (lockedNeed[i] as number))
  return {
    problem: {
      households: question.households.length,
      helpers: question.helpers.length,
      groups: bearers.length - question.helpers.length,
      need,
      unservedCost: Int32Array.from(question.households, ({ unservedCost = question.unservedCost }) => unservedCost),
      ...buildArcs(question, householdIndex, bearerIndex),
      parent: Int32Array.from(above),
      slotStart: slots.slotStart,
      slotCost: slots.slotCost,
      minimum: Int32Array.from(bearers, ({ minimum }, b) => Math.max(0, minimum - (lockedLoad[b] as number))),
    },
    householdNames: question.households.map(({ id }) => id),
    bearerNames: bearers.map(({ id }) => id),
    lockedPairs,
    lockedCost: lockedPairs.reduce((sum, { cost }) => sum + cost, slots.lockedCost),
    lockedLoad: new Map(bearers.map(({ id }, b) => [id, lockedLoad[b] as number])),
  }
}

const nameOf = ({ household, helper }: PairName): string => `${household}\u0000${helper}`

/** Helpers as given, then the groups so that each stands after all below it. */
function orderedBearers({ helpers, groups = [] }: PairingQuestion): Bearer[] {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]))
  const depth = (id: string): number => {
    let steps = 0
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) steps++
    return steps
  }
  const ordered = groups.map((group) => ({ group, depth: depth(group.id) })).sort((a, b) => b.depth - a.depth)
  return [
    ...helpers.map(({ id, capacity, loadCosts = [], minimum = 0, group }) => ({
      id,
      slots: capacity,
      loadCosts,
      minimum,
      above: group,
    })),
    ...ordered.map(({ group: { id, quota, loadCosts = [], minimum = 0, parent } }) => ({
      id,
      slots: quota,
      loadCosts,
      minimum,
      above: parent,
    })),
  ]
}

/** The slots that locked pairs leave. */
function buildSlots(
  bearers: readonly Bearer[],
  lockedLoad: Int32Array,
  { households }: PairingQuestion,
): { slotStart: Int32Array; slotCost: Int32Array; lockedCost: number } {
  // A slot beyond all need is never used.
  const most = households.reduce((sum, { need = 1 }) => sum + need, 0)
  const slotStart = new Int32Array(bearers.length + 1)
  const slotCost: number[] = []
  let lockedCost = 0
  bearers.forEach(({ slots, loadCosts, minimum }, b) => {
    const costOf = (slot: number): number => loadCosts[Math.min(slot, loadCosts.length - 1)] ?? 0
    const locked = lockedLoad[b] as number
    for (let slot = 0; slot < locked; slot++) lockedCost += costOf(slot)
    for (let slot = locked; slot < Math.min(slots, Math.max(most, minimum)); slot++) slotCost.push(costOf(slot))
    slotStart[b + 1] = slotCost.length
  })
  return { slotStart, slotCost: Int32Array.from(slotCost), lockedCost }
}

/** Candidates by household, without the excluded and the locked ones. */
function buildArcs(
  { households, candidates, locked = [], excluded = [] }: PairingQuestion,
  householdIndex: ReadonlyMap<string, number>,
  bearerIndex: ReadonlyMap<string, number>,
): { arcStart: Int32Array; arcHelper: Int32Array; arcCost: Int32Array } {
  const taken = new Set([...locked, ...excluded].map(nameOf))
  const open = taken.size === 0 ? candidates : candidates.filter((candidate) => !taken.has(nameOf(candidate)))
  const arcStart = new Int32Array(households.length + 1)
  for (const { household } of open) {
    const next = (householdIndex.get(household) as number) + 1
    arcStart[next] = (arcStart[next] as number) + 1
  }
  for (let i = 0; i < households.length; i++) arcStart[i + 1] = (arcStart[i + 1] as number) + (arcStart[i] as number)
  const at = arcStart.slice()
  const arcHelper = new Int32Array(open.length)
  const arcCost = new Int32Array(open.length)
  for (const { household, helper, cost } of open) {
    const i = householdIndex.get(household) as number
    const place = at[i] as number
    at[i] = place + 1
    arcHelper[place] = bearerIndex.get(helper) as number
    arcCost[place] = cost
  }
  return { arcStart, arcHelper, arcCost }
}
