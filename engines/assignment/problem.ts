/**
 * One matching task as typed arrays: households that need help, helpers who can take some, and above the helpers, if wanted,
 * groups (units, townships) with quotas. Everything the engine computes on is here; nothing has a name.
 *
 * A *bearer* is whoever carries load: helpers come first (0 … helpers−1), groups after them, a group always after
 * everybody below it. Its slots stand in `slotCost[slotStart[b] … slotStart[b + 1])`: the cost of the first, second, …
 * pair it carries, never falling (convex), so that load spreads.
 */
export type MatchingProblem = {
  readonly households: number
  readonly helpers: number
  readonly groups: number
  /** Helpers each household needs, 0 and up. */
  readonly need: Int32Array
  /** Cost of leaving one unit of a household's need unserved; always possible. */
  readonly unservedCost: Int32Array
  /** Candidates of household i stand in `arcHelper`/`arcCost` from `arcStart[i]` up to `arcStart[i + 1]`. */
  readonly arcStart: Int32Array
  readonly arcHelper: Int32Array
  readonly arcCost: Int32Array
  /** The group directly above a helper or group; −1 where there is none. */
  readonly parent: Int32Array
  readonly slotStart: Int32Array
  readonly slotCost: Int32Array
  /** The load a helper or group must carry at least. */
  readonly minimum: Int32Array
}

/** Costs are whole numbers up to this size: scaled prices of the auction then stay inside 32 bits. */
export const largestCost = 10_000_000

/** Slots of a helper or group. */
export const capacityOf = (problem: MatchingProblem, bearer: number): number =>
  (problem.slotStart[bearer + 1] as number) - (problem.slotStart[bearer] as number)

/**
 * What one missing unit of a minimum load outweighs: more than any exchange along any path through the network, so a
 * minimum is missed only where it cannot be met. Stays exact in a double (≤ 2^53).
 */
export function minimumWeight(problem: MatchingProblem): number {
  if (!problem.minimum.some((minimum) => minimum > 0)) return 0
  let largest = 1
  for (const costs of [problem.arcCost, problem.unservedCost, problem.slotCost])
    for (const cost of costs) if (Math.abs(cost) > largest) largest = Math.abs(cost)
  const nodes = problem.households + problem.helpers + problem.groups + 1
  return Math.min(2 * largest * nodes, 2 ** 46)
}
