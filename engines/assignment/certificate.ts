import type { Matching } from './matching.ts'
import type { MatchingProblem } from './problem.ts'

/** What a check found: the matching is possible and no other is cheaper, or the first thing that contradicts it. */
export type Certificate = { readonly ok: boolean; readonly fault?: string }

/**
 * Proves a matching optimal from its own prices, in O(arcs) and without trusting the solver: every pair is a
 * candidate used once, needs and capacities hold, and no unused possibility is cheaper at these prices than a used one
 * (complementary slackness, which for integer costs means: no other matching costs less).
 */
export function checkCertificate(problem: MatchingProblem, matching: Matching): Certificate {
  const fault = pairsFault(problem, matching) ?? householdFault(problem, matching) ?? bearerFault(problem, matching)
  return fault === undefined ? { ok: true } : { ok: false, fault }
}

function pairsFault(problem: MatchingProblem, { pairArc, pairHousehold }: Matching): string | undefined {
  for (let k = 0; k < pairArc.length; k++) {
    const arc = pairArc[k] as number
    const household = pairHousehold[k] as number
    if (k > 0 && (pairArc[k - 1] as number) >= arc) return `pair ${k} is out of order or used twice`
    if (arc < (problem.arcStart[household] as number) || arc >= (problem.arcStart[household + 1] as number))
      return `pair ${k} is no candidate of household ${household}`
  }
  return undefined
}

function householdFault(problem: MatchingProblem, matching: Matching): string | undefined {
  let k = 0
  for (let i = 0; i < problem.households; i++) {
    const met = metByCertifiedArcs(problem, matching, i, k)
    if (met < 0) return `household ${i} has a cheaper choice than what it was given`
    k += met
    const left = matching.unserved[i] as number
    if (left < 0 || met + left !== problem.need[i]) return `household ${i} has ${met} helpers and ${left} unserved`
    if (problem.need[i] === 0) continue
    const slack = (problem.unservedCost[i] as number) - (matching.householdPrice[i] as number)
    if (slack < 0) return `household ${i} would rather stay unserved`
    if (left > 0 && slack > 0) return `household ${i} is unserved but has a cheaper choice`
  }
  return k === matching.pairArc.length ? undefined : 'a pair belongs to no household'
}

/** How many pairs the household has from pair k on, or −1 when a candidate it has is dear or one it lacks is cheap. */
function metByCertifiedArcs(problem: MatchingProblem, matching: Matching, household: number, k: number): number {
  const { arcCost, arcHelper, arcStart } = problem
  const { pairArc, bearerPrice } = matching
  const price = matching.householdPrice[household] as number
  const end = arcStart[household + 1] as number
  const none = problem.need[household] === 0
  let next = k < pairArc.length ? (pairArc[k] as number) : -1
  let met = 0
  for (let e = arcStart[household] as number; e < end; e++) {
    const reduced = (arcCost[e] as number) + (bearerPrice[arcHelper[e] as number] as number) - price
    if (next === e) {
      met++
      next = k + met < pairArc.length ? (pairArc[k + met] as number) : -1
      if (reduced > 0) return -1
    } else if (reduced < 0 && !none) return -1
  }
  return met
}

function bearerFault(problem: MatchingProblem, matching: Matching): string | undefined {
  const bearers = problem.helpers + problem.groups
  const load = new Int32Array(bearers)
  let cost = 0
  for (const arc of matching.pairArc) {
    const helper = problem.arcHelper[arc] as number
    load[helper] = (load[helper] as number) + 1
    cost += problem.arcCost[arc] as number
  }
  for (let i = 0; i < problem.households; i++)
    cost += (matching.unserved[i] as number) * (problem.unservedCost[i] as number)
  for (let b = 0; b < bearers; b++) {
    const first = problem.slotStart[b] as number
    const capacity = (problem.slotStart[b + 1] as number) - first
    const carried = load[b] as number
    const parent = problem.parent[b] as number
    if (carried > capacity) return `bearer ${b} carries ${carried} of ${capacity}`
    if (carried < (problem.minimum[b] as number)) return `bearer ${b} carries less than its minimum`
    if (parent >= 0) {
      if (parent <= b) return `bearer ${b} stands above its group`
      load[parent] = (load[parent] as number) + carried
    }
    const own = (matching.bearerPrice[b] as number) - (parent < 0 ? 0 : (matching.bearerPrice[parent] as number))
    for (let s = 0; s < carried; s++) cost += problem.slotCost[first + s] as number
    // Where slot costs fell, being optimal at the margin would not be being optimal.
    for (let s = first + 1; s < first + capacity; s++)
      if ((problem.slotCost[s] as number) < (problem.slotCost[s - 1] as number)) return `slot costs of bearer ${b} fall`
    // Below its minimum a bearer has no choice, so there no price can contradict it.
    if (carried > (problem.minimum[b] as number) && own < (problem.slotCost[first + carried - 1] as number))
      return `bearer ${b} is paid less than its last slot costs`
    if (carried < capacity && own > (problem.slotCost[first + carried] as number))
      return `bearer ${b} has a free slot below its price`
  }
  return cost === matching.cost ? undefined : `the cost is ${cost}, not ${matching.cost}`
}
