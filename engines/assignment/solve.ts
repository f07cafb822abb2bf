import { auction } from './auction.ts'
import { type Certificate, checkCertificate } from './certificate.ts'
import { Flow } from './flow.ts'
import { type Matching, readMatching } from './matching.ts'
import type { MatchingProblem } from './problem.ts'
import { refuse } from './refusals.ts'
import { repair } from './repair.ts'
import { type WatchOptions, watchOf } from './watch.ts'

export type SolveOptions = WatchOptions & {
  /** Decides among matchings of the same cost; the same seed gives the same matching. */
  readonly seed?: number | undefined
}

/**
 * The cheapest matching of a problem, exactly, with the prices that prove it and the check of that proof.
 * @throws Problem when the run is cancelled or a minimum load cannot be reached.
 */
export function solve(
  problem: MatchingProblem,
  options: SolveOptions = {},
  nameOfBearer: (bearer: number) => string = String,
): Matching & { certificate: Certificate } {
  const seed = options.seed ?? 1
  const flow = solveFlow(problem, options, nameOfBearer)
  const matching = readMatching(flow, problem, seed)
  const certificate = checkCertificate(problem, matching)
  // Never seen; a wrong matching must not leave the engine all the same.
  if (!certificate.ok) throw new Error(`the matching is not optimal: ${certificate.fault}`)
  return { ...matching, certificate }
}

/** The same as a flow that can be changed further (`incremental.ts`). */
export function solveFlow(
  problem: MatchingProblem,
  options: SolveOptions,
  nameOfBearer: (bearer: number) => string = String,
): Flow {
  const seed = options.seed ?? 1
  const watch = watchOf(options)
  watch('auction', 0)
  const flow = new Flow(problem, seed)
  startPrices(flow)
  auction(flow, seed, watch)
  repair(flow, seed, watch)
  for (let b = 0; b < flow.bearers; b++) {
    const minimum = problem.minimum[b] as number
    const load = flow.load[b] as number
    if (load < minimum) throw refuse('minimumNotReached', { bearer: nameOfBearer(b), minimum, load })
  }
  watch('certificate', 0)
  return flow
}

/** Every bearer at the cost of its first slot, groups first because helpers stand on them. */
function startPrices(flow: Flow): void {
  const { problem, price } = flow
  for (let b = flow.bearers - 1; b >= 0; b--) {
    const parent = problem.parent[b] as number
    const first = problem.slotStart[b] as number
    const own = first < (problem.slotStart[b + 1] as number) ? (problem.slotCost[first] as number) : 0
    price[b] = own + (parent < 0 ? 0 : (price[parent] as number))
  }
}
