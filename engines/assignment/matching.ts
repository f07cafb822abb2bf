import type { Flow } from './flow.ts'
import type { MatchingProblem } from './problem.ts'

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
