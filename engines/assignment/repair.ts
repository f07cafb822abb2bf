import { scatter } from './arcs.ts'
import { arcsByHelper, type Flow, freeUnit, holds, priceAbove, seat, slotCostAt, unseat } from './flow.ts'
import { Search, searchFrom } from './search.ts'
import type { Watch } from './watch.ts'

/**
 * Makes any matching with any prices optimal: whatever contradicts its price is let go first, then every unit that
 * waits and every slot that should be filled takes the shortest way (Dijkstra on reduced costs, prices moving along).
 * Ends with no excess and no negative reduced cost, which is the proof that `certificate.ts` checks anew.
 */
export function repair(flow: Flow, seed: number, watch: Watch): number {
  settleHouseholds(flow)
  settleBearers(flow)
  const search = new Search(flow.excess.length)
  const waiting: number[] = []
  for (let node = 0; node < flow.excess.length; node++) if (flow.excess[node] !== 0) waiting.push(node)
  shuffle(waiting, seed)
  let searches = 0
  for (const forward of [true, false]) {
    for (const node of waiting) {
      while (forward ? (flow.excess[node] as number) > 0 : (flow.excess[node] as number) < 0) {
        sendOne(flow, search, node, forward)
        if ((++searches & 255) === 0) watch('repair', searches)
      }
    }
  }
  return searches
}

/**
 * Sends one unit from a node with excess, or brings one to a node with a deficit, and moves the prices along.
 * Returns what that costs; the nodes on the way stand in `search.way`.
 */
export function sendOne(flow: Flow, search: Search, node: number, forward: boolean): number {
  if (!searchFrom(flow, search, node, forward)) throw new Error(`no way out of node ${node}`)
  movePrices(flow, search, forward)
  const { way } = search
  way.length = 0
  for (let at = search.end; at >= 0; at = search.from[at] as number) way.push(at)
  const end = search.end
  const change = forward ? 1 : -1
  if (forward) way.reverse()
  if (!search.throughSink) flow.excess[end] = (flow.excess[end] as number) + change
  else if (end < flow.bearers) flow.load[end] = (flow.load[end] as number) + change
  else flow.unserved[end - flow.bearers] = (flow.unserved[end - flow.bearers] as number) + change
  flow.excess[node] = (flow.excess[node] as number) - change
  walk(flow, search, way, forward)
  // Along a shortest way every arc costs the difference of the new prices, and the sink's price is 0.
  const far = search.throughSink ? 0 : (flow.price[end] as number)
  return change * ((flow.price[node] as number) - far)
}

function movePrices(flow: Flow, search: Search, forward: boolean): void {
  for (const node of search.settled) {
    const shift = search.best - (search.distance[node] as number)
    if (shift <= 0) continue
    const price = (flow.price[node] as number) + (forward ? shift : -shift)
    flow.price[node] = price
    if (node < flow.problem.helpers && price < flow.lowestPrice) flow.lowestPrice = price
  }
}

/** Moves units along the way: one comes to a helper, the one it pushes out goes on. */
function walk(flow: Flow, search: Search, way: readonly number[], forward: boolean): void {
  let carried = -1
  let arriving = -1
  for (let k = 0; k + 1 < way.length; k++) {
    const a = way[k] as number
    const b = way[k + 1] as number
    const via = search.via[forward ? b : a] as number
    if (a >= flow.bearers) {
      arriving = carried >= 0 ? carried : freeUnit(flow, a - flow.bearers)
      carried = -1
      // Parked on the arc until it is known whether somebody leaves the helper for it.
      flow.unitArc[arriving] = via
    } else if (b >= flow.bearers) {
      if (arriving >= 0) swap(flow, arriving, via)
      else unseat(flow, via)
      arriving = -1
      carried = via
    } else if (flow.problem.parent[a] === b) {
      flow.load[a] = (flow.load[a] as number) + 1
      if (arriving >= 0) seat(flow, arriving, flow.unitArc[arriving] as number)
      arriving = -1
    } else {
      flow.load[b] = (flow.load[b] as number) - 1
    }
  }
  if (arriving >= 0) seat(flow, arriving, flow.unitArc[arriving] as number)
}

/** The arriving unit takes the leaving one's seat. */
function swap(flow: Flow, arriving: number, leaving: number): void {
  const at = flow.unitSlot[leaving] as number
  flow.slotUnit[at] = arriving
  flow.unitSlot[arriving] = at
  flow.unitArc[leaving] = -1
}

/** Lets go every unit that has something cheaper, and prices each household at its best choice left. */
function settleHouseholds(flow: Flow): void {
  let lowest = Number.POSITIVE_INFINITY
  for (let j = 0; j < flow.problem.helpers; j++) {
    raiseBelowCost(flow, j)
    if ((flow.price[j] as number) < lowest) lowest = flow.price[j] as number
  }
  flow.lowestPrice = lowest
  for (let i = 0; i < flow.households; i++) settleHousehold(flow, i)
}

/** One household's price, and its units that contradict it let go. */
export function settleHousehold(flow: Flow, household: number): void {
  const { arcs, price } = flow
  const node = flow.bearers + household
  let cheapest = flow.unservedCost[household] as number
  const end = arcs.start[household + 1] as number
  for (let e = arcs.start[household] as number; e < end; e++) {
    const cost = arcs.row[2 * e] as number
    if (cost + flow.lowestPrice >= cheapest) break
    const value = cost + (price[arcs.row[2 * e + 1] as number] as number)
    if (value < cheapest && !holds(flow, household, e)) cheapest = value
  }
  price[node] = cheapest
  let free = 0
  const unitEnd = flow.unitStart[household + 1] as number
  for (let unit = flow.unitStart[household] as number; unit < unitEnd; unit++) {
    const arc = flow.unitArc[unit] as number
    if (arc >= 0 && (arcs.row[2 * arc] as number) + (price[arcs.row[2 * arc + 1] as number] as number) > cheapest) {
      release(flow, unit)
      free++
    } else if (arc < 0) free++
  }
  const stay = cheapest === flow.unservedCost[household]
  flow.unserved[household] = stay ? free : 0
  flow.excess[node] = stay ? 0 : free
}

/** A unit leaves its helper and every group above it. */
export function release(flow: Flow, unit: number): void {
  const helper = flow.arcs.row[2 * (flow.unitArc[unit] as number) + 1] as number
  unseat(flow, unit)
  flow.load[helper] = (flow.load[helper] as number) - 1
}

/** A helper whose price is below the cost of its last slot is dearer in truth. */
function raiseBelowCost(flow: Flow, helper: number): void {
  const held = flow.held[helper] as number
  flow.load[helper] = held
  if (held === 0) return
  const least = priceAbove(flow, helper) + slotCostAt(flow, helper, held - 1)
  if ((flow.price[helper] as number) < least) flow.price[helper] = least
}

/** Fills slots that are cheaper than the bearer's price says (a deficit), or lowers the price where nobody minds. */
function settleBearers(flow: Flow): void {
  const { problem } = flow
  for (let b = 0; b < problem.helpers; b++) settleBearer(flow, b, flow.load[b] as number)
  for (let b = problem.helpers; b < flow.bearers; b++) {
    let taken = 0
    const end = flow.childStart[b + 1] as number
    for (let c = flow.childStart[b] as number; c < end; c++) taken += flow.load[flow.child[c] as number] as number
    settleBearer(flow, b, taken)
  }
}

function settleBearer(flow: Flow, bearer: number, taken: number): void {
  const capacity = flow.capacity[bearer] as number
  const above = priceAbove(flow, bearer)
  let load = Math.min(taken, capacity)
  if (bearer < flow.problem.helpers && load < capacity) {
    const wanted = above + slotCostAt(flow, bearer, load)
    if ((flow.price[bearer] as number) > wanted) lowerIfFree(flow, bearer, wanted)
  }
  const own = (flow.price[bearer] as number) - above
  while (load > 0 && slotCostAt(flow, bearer, load - 1) > own) load--
  while (load < capacity && slotCostAt(flow, bearer, load) < own) load++
  flow.load[bearer] = load
  flow.excess[bearer] = taken - load
}

/** Lowers an over-priced helper as far as its next slot's cost, or as far as no other household would want it. */
function lowerIfFree(flow: Flow, helper: number, wanted: number): void {
  const own = flow.price[helper] as number
  const byHelper = arcsByHelper(flow)
  let level = wanted
  const end = byHelper.start[helper + 1] as number
  for (let k = byHelper.start[helper] as number; k < end; k++) {
    const household = byHelper.entry[3 * k] as number
    const worth = (flow.price[flow.bearers + household] as number) - (byHelper.entry[3 * k + 1] as number)
    if (worth > level && !holds(flow, household, byHelper.entry[3 * k + 2] as number)) level = worth
  }
  if (level >= own) return
  flow.price[helper] = level
  if (level < flow.lowestPrice) flow.lowestPrice = level
}

function shuffle(nodes: number[], seed: number): void {
  for (let k = nodes.length - 1; k > 0; k--) {
    const other = scatter(k, seed) % (k + 1)
    const node = nodes[k] as number
    nodes[k] = nodes[other] as number
    nodes[other] = node
  }
}
