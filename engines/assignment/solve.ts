import { auction } from './auction.ts'
import { type Certificate, checkCertificate } from './certificate.ts'
import { Flow } from './flow.ts'
import type { MatchingProblem } from './problem.ts'
import { refuse } from './refusals.ts'
import { repair } from './repair.ts'
import { type WatchOptions, watchOf } from './watch.ts'

/** An optimal matching in the numbers of its problem. */
export type Matching = {
  readonly seed: number
  /** Total cost: pairs, loads and unserved need. */
  readonly cost: number
  /** Units of need that got a helper. */
  readonly served: number
  /** The problem's arcs that became pairs, rising, and the household of each. */
  readonly pairArc: Int32Array
  readonly pairHousehold: Int32Array
  /** Units of need left unserved, by household. */
  readonly unserved: Int32Array
  /** What one more unit of need would cost at the household; what one more pair would cost at the helper or group. */
  readonly householdPrice: Float64Array
  readonly bearerPrice: Float64Array
}

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

/** The flow in the numbers of the problem. */
export function readMatching(flow: Flow, problem: MatchingProblem, seed: number): Matching {
  const { arcs } = flow
  const chosen = new Uint8Array(problem.arcHelper.length)
  const units = flow.unitStart[flow.households] as number
  let served = 0
  for (let unit = 0; unit < units; unit++) {
    const arc = flow.unitArc[unit] as number
    if (arc < 0) continue
    chosen[arcs.origin[arc] as number] = 1
    served++
  }
  const pairArc = new Int32Array(served)
  const pairHousehold = new Int32Array(served)
  let cost = 0
  let k = 0
  for (let i = 0; i < problem.households; i++) {
    cost += (flow.unserved[i] as number) * (flow.unservedCost[i] as number)
    for (let e = problem.arcStart[i] as number; e < (problem.arcStart[i + 1] as number); e++) {
      if (chosen[e] === 0) continue
      pairArc[k] = e
      pairHousehold[k++] = i
      cost += problem.arcCost[e] as number
    }
  }
  for (let b = 0; b < flow.bearers; b++) {
    const first = problem.slotStart[b] as number
    for (let s = 0; s < (flow.load[b] as number); s++) cost += problem.slotCost[first + s] as number
  }
  return {
    seed,
    cost,
    served,
    pairArc,
    pairHousehold,
    unserved: flow.unserved.slice(0, problem.households),
    householdPrice: flow.price.slice(flow.bearers, flow.bearers + problem.households),
    bearerPrice: flow.price.slice(0, flow.bearers),
  }
}
