import type { Certificate } from './certificate.ts'
import type { Matching } from './matching.ts'
import { checkQuestion, type PairingQuestion } from './question.ts'
import { buildProblem, type NamedProblem } from './question-problem.ts'
import { type SolveOptions, solve } from './solve.ts'

export type ProposedPair = {
  readonly household: string
  readonly helper: string
  readonly cost: number
  readonly locked: boolean
}

/** The cheapest pairs for a question, in its own names, with everything `explain.ts` needs to say why. */
export type Proposal = {
  readonly seed: number
  readonly cost: number
  readonly served: number
  readonly pairs: readonly ProposedPair[]
  /** Households with need left, and how much. */
  readonly unserved: readonly { readonly household: string; readonly units: number }[]
  /** Pairs of each helper and group, locked ones included. */
  readonly loads: ReadonlyMap<string, number>
  readonly certificate: Certificate
  readonly named: NamedProblem
  readonly matching: Matching
}

/**
 * Proposes who helps whom, at the lowest total cost, exactly:
 *
 *     proposePairs(
 *       {
 *         households: [{ id, need?: 1, unservedCost?: number }],
 *         helpers: [{ id, capacity: 3, loadCosts?: [0, 400, 1200], minimum?: 0, group?: id }],
 *         groups?: [{ id, quota: 10, loadCosts?: [...], minimum?: 0, parent?: id }],
 *         candidates: [{ household, helper, cost }],
 *         locked?: [{ household, helper, cost? }],
 *         excluded?: [{ household, helper }],
 *         unservedCost: 20_000,
 *       },
 *       { seed, onProgress, signal },
 *     ) → { pairs, unserved, loads, cost, served, seed, certificate, named, matching }
 *
 * Costs are integers within ±10,000,000; `loadCosts` are what the first, second, … pair of a helper or group costs on
 * top and may not fall (the last repeats). A household that no helper is worth (or able) to take is in `unserved`.
 * Nothing is written and nothing is random but for the seed: the same question and seed give the same pairs.
 *
 * @throws Problem with a sentence in both languages (`refusals.ts`) on bad input, a cancelled run, or a minimum load
 *   that the candidates cannot reach; `data.refusal` holds the sentence's key.
 */
export function proposePairs(question: PairingQuestion, options: SolveOptions = {}): Proposal {
  checkQuestion(question)
  const named = buildProblem(question)
  const matching = solve(named.problem, options, (bearer) => named.bearerNames[bearer] as string)
  const loads = new Map(named.lockedLoad)
  const pairs: ProposedPair[] = [...named.lockedPairs]
  for (let k = 0; k < matching.pairArc.length; k++) {
    const arc = matching.pairArc[k] as number
    const bearer = named.problem.arcHelper[arc] as number
    pairs.push({
      household: named.householdNames[matching.pairHousehold[k] as number] as string,
      helper: named.bearerNames[bearer] as string,
      cost: named.problem.arcCost[arc] as number,
      locked: false,
    })
    for (let b = bearer; b >= 0; b = named.problem.parent[b] as number) {
      const name = named.bearerNames[b] as string
      loads.set(name, (loads.get(name) ?? 0) + 1)
    }
  }
  const unserved: { household: string; units: number }[] = []
  matching.unserved.forEach((units, i) => {
    if (units > 0) unserved.push({ household: named.householdNames[i] as string, units })
  })
  return {
    seed: matching.seed,
    cost: matching.cost + named.lockedCost,
    served: matching.served + named.lockedPairs.length,
    pairs,
    unserved,
    loads,
    certificate: matching.certificate,
    named,
    matching,
  }
}
