import type { Flow } from './flow.ts'
import type { MatchingProblem } from './problem.ts'
import type { Watch } from './watch.ts'

/**
 * The state of the auction. A helper's slots are a heap by bid (its cheapest on top is the price the helper shows);
 * a free slot bids what it costs, or, over-priced for now, what was last paid for it. All amounts are scaled.
 */
export class AuctionHouse {
  readonly flow: Flow
  /**
   * Costs are multiplied by this inside the auction, so that the last ε is a small fraction of what costs can differ
   * by, and rounding the prices down afterwards undoes what was overbid.
   */
  readonly scale: number
  /** All costs are multiples of this; the last ε too, or ties would be fought over in steps far too small. */
  readonly grain: number
  readonly watch: Watch
  epsilon = 1
  readonly slotBid: Int32Array
  readonly slotUnit: Int32Array
  readonly price: Int32Array
  /** What a household pays for its dearest unit at most, its side of the price. */
  readonly worth: Int32Array
  readonly held: Int32Array
  /** Waiting units, a ring. */
  readonly queue: Int32Array
  first = 0
  waiting = 0
  /** No price is below this. */
  readonly lowest: number
  steps = 0

  constructor(flow: Flow, watch: Watch) {
    const { problem } = flow
    const { grain, scale } = grainOf(problem)
    this.flow = flow
    this.scale = scale
    this.grain = grain
    this.watch = watch
    this.slotUnit = flow.slotUnit
    this.held = flow.held
    this.slotBid = new Int32Array(flow.slotUnit.length)
    for (let s = 0; s < this.slotBid.length; s++) this.slotBid[s] = (problem.slotCost[s] as number) * scale
    this.price = new Int32Array(problem.helpers)
    let lowest = 0
    for (let j = 0; j < problem.helpers; j++) {
      const first = problem.slotStart[j] as number
      const price = first < (problem.slotStart[j + 1] as number) ? (this.slotBid[first] as number) : unaffordable
      this.price[j] = price
      if (price < lowest) lowest = price
    }
    this.lowest = lowest
    this.worth = new Int32Array(flow.households)
    this.queue = new Int32Array(flow.unitArc.length + 1)
  }

  nextUnit(): number {
    const unit = this.queue[this.first] as number
    this.first = this.first + 1 === this.queue.length ? 0 : this.first + 1
    this.waiting--
    return unit
  }

  wait(unit: number): void {
    const at = this.first + this.waiting
    this.queue[at < this.queue.length ? at : at - this.queue.length] = unit
    this.waiting++
  }

  holds(household: number, arc: number): boolean {
    const { unitArc, unitStart } = this.flow
    const end = unitStart[household + 1] as number
    for (let unit = unitStart[household] as number; unit < end; unit++) if (unitArc[unit] === arc) return true
    return false
  }

  /** What a unit pays at its helper's price; more than anything while it holds nothing. */
  valueOf(unit: number): number {
    const arc = this.flow.unitArc[unit] as number
    if (arc < 0) return unaffordable
    const { row } = this.flow.arcs
    return (row[2 * arc] as number) * this.scale + (this.price[row[2 * arc + 1] as number] as number)
  }

  /** Hands the result over to the flow: prices rounded down to cost units, each helper's units in its first seats. */
  close(): void {
    for (let j = 0; j < this.flow.problem.helpers; j++) this.#closeHelper(j)
  }

  #closeHelper(helper: number): void {
    const { flow } = this
    flow.price[helper] = Math.floor((this.price[helper] as number) / (this.scale * this.grain)) * this.grain
    const end = flow.problem.slotStart[helper + 1] as number
    let at = flow.problem.slotStart[helper] as number
    for (let s = at; s < end; s++) {
      const unit = flow.slotUnit[s] as number
      if (unit < 0) continue
      flow.slotUnit[s] = -1
      flow.slotUnit[at] = unit
      flow.unitSlot[unit] = at++
    }
  }
}

/** A larger scale than this was measured to gain nothing. */
const largestScale = 64

/** The greatest common divisor of all costs, and the scale that keeps prices below `unaffordable`. O(arcs) at worst. */
function grainOf(problem: MatchingProblem): { grain: number; scale: number } {
  let grain = 0
  let largest = 1
  for (const costs of [problem.unservedCost, problem.slotCost, problem.arcCost]) {
    for (let k = 0; k < costs.length; k++) {
      const cost = Math.abs(costs[k] as number)
      if (cost > largest) largest = cost
      if (grain !== 1 && cost % grain !== 0) grain = greatestCommonDivisor(grain, cost)
    }
  }
  let scale = largestScale
  while (2 * largest * scale >= unaffordable) scale >>= 1
  return { grain: Math.max(1, grain), scale: Math.max(1, scale) }
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b]
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

/** Above every scaled cost and price, and their sum still within 32 bits. */
export const unaffordable = 2 ** 29

/** Takes a unit out of its helper's heap; the seat keeps its bid until it is lowered or taken. Returns the helper. */
export function freeSeat(house: AuctionHouse, unit: number): number {
  const { flow, slotUnit, held } = house
  const helper = flow.arcs.row[2 * (flow.unitArc[unit] as number) + 1] as number
  let s = flow.problem.slotStart[helper] as number
  while (slotUnit[s] !== unit) s++
  slotUnit[s] = -1
  held[helper] = (held[helper] as number) - 1
  flow.unitArc[unit] = -1
  return helper
}

/** Restores the heap below a slot whose bid rose. */
export function siftDown(house: AuctionHouse, first: number, end: number, from: number): void {
  const { slotBid, slotUnit } = house
  const bid = slotBid[from] as number
  const unit = slotUnit[from] as number
  let at = from
  for (;;) {
    let below = first + 2 * (at - first) + 1
    if (below >= end) break
    if (below + 1 < end && (slotBid[below + 1] as number) < (slotBid[below] as number)) below++
    if ((slotBid[below] as number) >= bid) break
    slotBid[at] = slotBid[below] as number
    slotUnit[at] = slotUnit[below] as number
    at = below
  }
  slotBid[at] = bid
  slotUnit[at] = unit
}

/** Restores the heap above a slot whose bid fell. */
export function siftUp(house: AuctionHouse, first: number, from: number): void {
  const { slotBid, slotUnit } = house
  const bid = slotBid[from] as number
  const unit = slotUnit[from] as number
  let at = from
  while (at > first) {
    const above = first + ((at - first - 1) >> 1)
    if ((slotBid[above] as number) <= bid) break
    slotBid[at] = slotBid[above] as number
    slotUnit[at] = slotUnit[above] as number
    at = above
  }
  slotBid[at] = bid
  slotUnit[at] = unit
}
