import { scatter } from './arcs.ts'
import { arcsByHelper, copyFlow, type Flow, holds, slotCostAt, unseat } from './flow.ts'
import { type Matching, readMatching } from './matching.ts'
import { largestCost, type MatchingProblem } from './problem.ts'
import { refuse } from './refusals.ts'
import { sendOne, settleHousehold } from './repair.ts'
import { Search } from './search.ts'
import { type SolveOptions, solveFlow } from './solve.ts'

/** What one change did: the total cost after it, and the households whose helpers changed or may have changed. */
export type MatchingChange = { readonly cost: number; readonly households: readonly number[] }
export type ArrivingHousehold = {
  readonly need: number
  readonly unservedCost: number
  readonly candidates: readonly { readonly helper: number; readonly cost: number }[]
}

/**
 * A matching that is kept optimal while helpers retire and households arrive. Prices are kept, so that a change looks
 * only at the few households and helpers it touches: far below a millisecond where there is slack.
 */
export class LiveMatching {
  readonly #problem: MatchingProblem
  readonly #seed: number
  readonly #flow: Flow
  readonly #search: Search
  #cost: number

  /**
   * Solves the problem and keeps it open.
   * @throws Problem as `solve` does.
   */
  constructor(problem: MatchingProblem, options: SolveOptions = {}) {
    this.#problem = problem
    this.#seed = options.seed ?? 1
    this.#flow = solveFlow(problem, options)
    this.#cost = readMatching(this.#flow, problem, this.#seed).cost
    this.#search = new Search(this.#flow.excess.length)
    this.#reserve(problem.households + 64, problem.arcHelper.length + 4096)
  }

  get cost(): number {
    return this.#cost
  }

  /** The helper takes nobody any more; those it had go where it costs least. */
  retireHelper(helper: number): MatchingChange {
    const flow = this.#flow
    if (helper < 0 || helper >= this.#problem.helpers) throw refuse('unknown', { what: helper })
    const first = this.#problem.slotStart[helper] as number
    const parent = this.#problem.parent[helper] as number
    const waiting: number[] = []
    while ((flow.held[helper] as number) > 0) {
      const unit = flow.slotUnit[first] as number
      const load = (flow.load[helper] as number) - 1
      this.#cost -= (flow.arcs.row[2 * (flow.unitArc[unit] as number)] as number) + slotCostAt(flow, helper, load)
      unseat(flow, unit)
      flow.load[helper] = load
      const node = flow.bearers + (flow.unitHousehold[unit] as number)
      flow.excess[node] = (flow.excess[node] as number) + 1
      waiting.push(node)
      if (parent < 0) continue
      // The group carried one pair more than it now gets; somebody may take that place.
      flow.excess[parent] = (flow.excess[parent] as number) - 1
      waiting.push(parent)
    }
    flow.capacity[helper] = 0
    return this.#settle(waiting)
  }

  /** A household more, with its candidates; returns its number with the change. */
  addHousehold(arriving: ArrivingHousehold): MatchingChange & { readonly household: number } {
    const flow = this.#flow
    for (const { helper, cost } of arriving.candidates) {
      if (helper < 0 || helper >= this.#problem.helpers) throw refuse('unknown', { what: helper })
      checkCost(cost)
    }
    checkCost(arriving.unservedCost)
    const household = flow.households
    const firstArc = flow.arcs.start[household] as number
    const firstUnit = flow.unitStart[household] as number
    this.#reserve(household + 1, firstArc + arriving.candidates.length, firstUnit + arriving.need)
    flow.households++
    flow.need[household] = arriving.need
    flow.unservedCost[household] = arriving.unservedCost
    flow.unitHousehold.fill(household, firstUnit, firstUnit + arriving.need)
    flow.unitStart[household + 1] = firstUnit + arriving.need
    this.#addArcs(household, firstArc, arriving.candidates)
    settleHousehold(flow, household)
    this.#cost += (flow.unserved[household] as number) * arriving.unservedCost
    return { household, ...this.#settle([flow.bearers + household]) }
  }

  /**
   * What it would cost in all to pair a household with one of its candidates, everybody else placed anew as well as
   * that allows; nothing is changed. Undefined when the helper is no candidate.
   */
  costOfPair(household: number, helper: number): { extra: number; households: readonly number[] } | undefined {
    const { arcs } = this.#flow
    if (household < 0 || household >= this.#flow.households) return undefined
    const end = arcs.start[household + 1] as number
    let arc = arcs.start[household] as number
    while (arc < end && arcs.row[2 * arc + 1] !== helper) arc++
    if (arc === end) return undefined
    if (holds(this.#flow, household, arc)) return { extra: 0, households: [] }
    return this.#tryPair(household, helper, arc)
  }

  #tryPair(household: number, helper: number, arc: number): { extra: number; households: readonly number[] } {
    // Gathered before the copy, which shares it: an easy problem was solved without, and each trial would gather anew.
    const { entry, start } = arcsByHelper(this.#flow)
    const trial = copyFlow(this.#flow)
    const own = trial.arcs.row[2 * arc] as number
    const node = trial.bearers + household
    let at = 3 * (start[helper] as number)
    while (at < entry.length && entry[at + 2] !== arc) at += 3
    // One unit has come to the helper from nowhere and must go on; one of the household's units must give way. The arc
    // itself is used up, so for as long as this takes nobody can afford it.
    trial.excess[helper] = 1
    trial.excess[node] = -1
    trial.arcs.row[2 * arc] = outOfReach
    if (at < entry.length) entry[at + 1] = outOfReach
    try {
      let extra = own
      const touched = new Set([household])
      for (const [from, forward] of [
        [helper, true],
        [node, false],
      ] as const) {
        if (trial.excess[from] === 0) continue
        extra += sendOne(trial, this.#search, from, forward)
        for (const on of this.#search.way) if (on >= trial.bearers) touched.add(on - trial.bearers)
      }
      return { extra, households: [...touched] }
    } finally {
      trial.arcs.row[2 * arc] = own
      if (at < entry.length) entry[at + 1] = own
    }
  }

  /** The problem as it stands after all changes, to solve or check anew. O(arcs). */
  problem(): MatchingProblem {
    const flow = this.#flow
    const { households, arcs } = flow
    const arcCount = arcs.start[households] as number
    const arcHelper = new Int32Array(arcCount)
    const arcCost = new Int32Array(arcCount)
    for (let e = 0; e < arcCount; e++) {
      arcHelper[arcs.origin[e] as number] = arcs.row[2 * e + 1] as number
      arcCost[arcs.origin[e] as number] = arcs.row[2 * e] as number
    }
    const slotStart = new Int32Array(flow.bearers + 1)
    const slots: Int32Array[] = []
    for (let b = 0; b < flow.bearers; b++) {
      const first = this.#problem.slotStart[b] as number
      const capacity = flow.capacity[b] as number
      slots.push(this.#problem.slotCost.subarray(first, first + capacity))
      slotStart[b + 1] = (slotStart[b] as number) + capacity
    }
    const slotCost = new Int32Array(slotStart[flow.bearers] as number)
    slots.forEach((costs, b) => {
      slotCost.set(costs, slotStart[b] as number)
    })
    return {
      ...this.#problem,
      households,
      need: flow.need.slice(0, households),
      unservedCost: flow.unservedCost.slice(0, households),
      arcStart: arcs.start.slice(0, households + 1),
      arcHelper,
      arcCost,
      slotStart,
      slotCost,
      // Who retired owes nothing any more.
      minimum: this.#problem.minimum.map((minimum, b) => Math.min(minimum, flow.capacity[b] as number)),
    }
  }

  /** The matching of `problem()`, with the prices that prove it. O(arcs). */
  matching(): Matching {
    return readMatching(this.#flow, this.problem(), this.#seed)
  }

  #settle(waiting: readonly number[]): MatchingChange {
    const flow = this.#flow
    const touched = new Set<number>()
    for (const forward of [true, false]) {
      for (const node of waiting) {
        while (forward ? (flow.excess[node] as number) > 0 : (flow.excess[node] as number) < 0) {
          this.#cost += sendOne(flow, this.#search, node, forward)
          for (const on of this.#search.way) if (on >= flow.bearers) touched.add(on - flow.bearers)
        }
      }
    }
    return { cost: this.#cost, households: [...touched] }
  }

  #addArcs(household: number, first: number, candidates: ArrivingHousehold['candidates']): void {
    const { arcs, addedArcs } = this.#flow
    const sorted = candidates
      .map(({ helper, cost }, place) => ({ helper, cost, place, tie: scatter(helper, this.#seed) }))
      .sort((a, b) => a.cost - b.cost || a.tie - b.tie)
    sorted.forEach(({ helper, cost, place }, k) => {
      const arc = first + k
      arcs.row[2 * arc] = cost
      arcs.row[2 * arc + 1] = helper
      arcs.origin[arc] = first + place
      const added = addedArcs.get(helper)
      if (added === undefined) addedArcs.set(helper, [{ household, arc }])
      else added.push({ household, arc })
    })
    arcs.start[household + 1] = first + sorted.length
  }

  /** Room for that many households, arcs and units; grows by half, so that most arrivals copy nothing. */
  #reserve(households: number, arcCount: number, units = 0): void {
    const flow = this.#flow
    if (flow.excess.length < flow.bearers + households || flow.arcs.start.length < households + 1) {
      const room = households + (households >> 1)
      flow.need = grown(flow.need, room)
      flow.unservedCost = grown(flow.unservedCost, room)
      flow.unitStart = grown(flow.unitStart, room + 1)
      flow.unserved = grown(flow.unserved, room)
      flow.excess = grown(flow.excess, flow.bearers + room)
      flow.price = grown(flow.price, flow.bearers + room)
      flow.arcs = { ...flow.arcs, start: grown(flow.arcs.start, room + 1) }
      this.#search.grow(flow.bearers + room)
    }
    if (flow.arcs.origin.length < arcCount) {
      const room = arcCount + (arcCount >> 1)
      flow.arcs = { ...flow.arcs, row: grown(flow.arcs.row, 2 * room), origin: grown(flow.arcs.origin, room) }
    }
    if (flow.unitArc.length < units) {
      const before = flow.unitArc.length
      const room = units + (units >> 1)
      flow.unitArc = grown(flow.unitArc, room).fill(-1, before)
      flow.unitHousehold = grown(flow.unitHousehold, room)
      flow.unitSlot = grown(flow.unitSlot, room)
    }
  }
}

/** Above every way there is, and still a 32-bit number. */
const outOfReach = 2 ** 30

function checkCost(cost: number): void {
  if (!Number.isInteger(cost) || Math.abs(cost) > largestCost)
    throw refuse('costOutOfRange', { what: 'household', cost, limit: largestCost })
}

function grown<Numbers extends Int32Array | Float64Array>(numbers: Numbers, length: number): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(length)
  larger.set(numbers)
  return larger
}
