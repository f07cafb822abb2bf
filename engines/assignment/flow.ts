import { type ArcsByHelper, gatherByHelper, type SortedArcs, sortArcs } from './arcs.ts'
import { capacityOf, type MatchingProblem, minimumWeight } from './problem.ts'

/**
 * Who is paired with whom at this moment, and at which prices. A household of need n has n *units*; a unit holds an arc
 * or none (−1), and none means either settled as unserved or still waiting (`excess`).
 *
 * Nodes are numbered bearers first, then households, so that households can be added at the end. A price is the cost
 * of sending one more unit from the node to the sink; an arc's reduced cost is `cost + price(to) − price(from)`, and
 * the matching is optimal when no arc that could still be used has a negative one.
 */
export class Flow {
  readonly problem: MatchingProblem
  arcs: SortedArcs
  gathered: ArcsByHelper | undefined = undefined
  /** Arcs of households that came later, by helper; `gathered` knows only the first ones. */
  readonly addedArcs = new Map<number, { readonly household: number; readonly arc: number }[]>()
  readonly bearers: number
  households: number
  need: Int32Array
  unservedCost: Int32Array
  unitStart: Int32Array
  unitArc: Int32Array
  unitHousehold: Int32Array
  /** Where in `slotUnit` a unit that holds an arc sits. */
  unitSlot: Int32Array
  readonly slotUnit: Int32Array
  /** Units that sit with a helper. */
  readonly held: Int32Array
  /** Load that a bearer passes upwards; differs from what it takes in by its excess. */
  readonly load: Int32Array
  readonly capacity: Int32Array
  unserved: Int32Array
  /** Units that arrived at a node and found no way on (above 0), or that left without having arrived (below 0). */
  excess: Int32Array
  price: Float64Array
  /** No helper's price is below this; scans of sorted arcs stop by it. */
  lowestPrice = Number.NEGATIVE_INFINITY
  readonly minimumWeight: number
  readonly childStart: Int32Array
  readonly child: Int32Array

  /** Nobody paired yet, all need waiting, every bearer at the price of its first slot. */
  constructor(problem: MatchingProblem, seed: number) {
    const { households, helpers } = problem
    this.problem = problem
    this.arcs = sortArcs(problem, seed)
    this.bearers = helpers + problem.groups
    this.households = households
    this.need = problem.need
    this.unservedCost = problem.unservedCost
    this.unitStart = new Int32Array(households + 1)
    for (let i = 0; i < households; i++)
      this.unitStart[i + 1] = (this.unitStart[i] as number) + (problem.need[i] as number)
    const units = this.unitStart[households] as number
    this.unitArc = new Int32Array(units).fill(-1)
    this.unitHousehold = new Int32Array(units)
    for (let i = 0; i < households; i++) {
      const end = this.unitStart[i + 1] as number
      for (let unit = this.unitStart[i] as number; unit < end; unit++) this.unitHousehold[unit] = i
    }
    this.unitSlot = new Int32Array(units)
    this.slotUnit = new Int32Array(problem.slotStart[helpers] as number).fill(-1)
    this.held = new Int32Array(helpers)
    this.load = new Int32Array(this.bearers)
    this.capacity = new Int32Array(this.bearers)
    for (let b = 0; b < this.bearers; b++) this.capacity[b] = capacityOf(problem, b)
    this.unserved = new Int32Array(households)
    this.excess = new Int32Array(this.bearers + households)
    this.price = new Float64Array(this.bearers + households)
    this.minimumWeight = minimumWeight(problem)
    const { childStart, child } = gatherChildren(problem)
    this.childStart = childStart
    this.child = child
  }
}

/** Children of every group (and of helpers: none), by counting. */
function gatherChildren(problem: MatchingProblem): { childStart: Int32Array; child: Int32Array } {
  const bearers = problem.helpers + problem.groups
  const childStart = new Int32Array(bearers + 1)
  let placed = 0
  for (let b = 0; b < bearers; b++) {
    const parent = problem.parent[b] as number
    if (parent < 0) continue
    childStart[parent + 1] = (childStart[parent + 1] as number) + 1
    placed++
  }
  for (let b = 0; b < bearers; b++) childStart[b + 1] = (childStart[b + 1] as number) + (childStart[b] as number)
  const next = childStart.slice()
  const child = new Int32Array(placed)
  for (let b = 0; b < bearers; b++) {
    const parent = problem.parent[b] as number
    if (parent < 0) continue
    child[next[parent] as number] = b
    next[parent] = (next[parent] as number) + 1
  }
  return { childStart, child }
}

/** A flow to try things on: what moves is copied, what stays is shared. O(nodes + slots). */
export function copyFlow(flow: Flow): Flow {
  const copy = Object.create(Flow.prototype) as Flow
  return Object.assign(copy, flow, {
    unitArc: flow.unitArc.slice(),
    unitSlot: flow.unitSlot.slice(),
    slotUnit: flow.slotUnit.slice(),
    held: flow.held.slice(),
    load: flow.load.slice(),
    unserved: flow.unserved.slice(),
    excess: flow.excess.slice(),
    price: flow.price.slice(),
  })
}

/** The arcs by helper, gathered when first asked for: easy instances never need them. */
export function arcsByHelper(flow: Flow): ArcsByHelper {
  flow.gathered ??= gatherByHelper(flow.problem, flow.arcs)
  return flow.gathered
}

/** Cost of a bearer's slot; the slots below its minimum are so cheap that they are filled first. */
export function slotCostAt(flow: Flow, bearer: number, slot: number): number {
  const cost = flow.problem.slotCost[(flow.problem.slotStart[bearer] as number) + slot] as number
  return slot < (flow.problem.minimum[bearer] as number) ? cost - flow.minimumWeight : cost
}

/** Price above a bearer: its group's, or the sink's 0. */
export function priceAbove(flow: Flow, bearer: number): number {
  const parent = flow.problem.parent[bearer] as number
  return parent < 0 ? 0 : (flow.price[parent] as number)
}

/** Sits a free unit down at the helper of an arc. */
export function seat(flow: Flow, unit: number, arc: number): void {
  const helper = flow.arcs.row[2 * arc + 1] as number
  const at = (flow.problem.slotStart[helper] as number) + (flow.held[helper] as number)
  flow.held[helper] = (flow.held[helper] as number) + 1
  flow.slotUnit[at] = unit
  flow.unitSlot[unit] = at
  flow.unitArc[unit] = arc
}

/** Takes a unit away from its helper; the last one sits down in its seat. */
export function unseat(flow: Flow, unit: number): void {
  const helper = flow.arcs.row[2 * (flow.unitArc[unit] as number) + 1] as number
  const held = (flow.held[helper] as number) - 1
  flow.held[helper] = held
  const at = flow.unitSlot[unit] as number
  const lastAt = (flow.problem.slotStart[helper] as number) + held
  const last = flow.slotUnit[lastAt] as number
  flow.slotUnit[at] = last
  flow.unitSlot[last] = at
  flow.slotUnit[lastAt] = -1
  flow.unitArc[unit] = -1
}

/** Whether one of the household's units holds the arc. */
export function holds(flow: Flow, household: number, arc: number): boolean {
  const end = flow.unitStart[household + 1] as number
  for (let unit = flow.unitStart[household] as number; unit < end; unit++) if (flow.unitArc[unit] === arc) return true
  return false
}

/** A unit of the household that holds no arc; the caller knows that there is one. */
export function freeUnit(flow: Flow, household: number): number {
  let unit = flow.unitStart[household] as number
  while (flow.unitArc[unit] !== -1) unit++
  return unit
}
