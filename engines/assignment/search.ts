import { arcsByHelper, type Flow, holds, slotCostAt } from './flow.ts'
import { DistanceQueue } from './queue.ts'

/** One search's memory, kept from search to search. */
export class Search {
  readonly queue = new DistanceQueue()
  distance: Float64Array
  /** The round in which a node's distance was written; saves clearing between searches. */
  stamp: Int32Array
  from: Int32Array
  /** How a node was reached: the arc (household → helper), the unit (helper → household), −1 between bearers. */
  via: Int32Array
  readonly settled: number[] = []
  /** The nodes of the way found, in the direction of the flow. */
  readonly way: number[] = []
  round = 0
  /** The cheapest end found so far: its distance, its node, and whether the sink lies behind it. */
  best = Number.POSITIVE_INFINITY
  end = -1
  throughSink = false

  constructor(nodes: number) {
    this.distance = new Float64Array(nodes)
    this.stamp = new Int32Array(nodes)
    this.from = new Int32Array(nodes)
    this.via = new Int32Array(nodes)
  }

  /** Room for that many nodes; what was known of the last search is gone. */
  grow(nodes: number): void {
    this.distance = new Float64Array(nodes)
    this.stamp = new Int32Array(nodes)
    this.from = new Int32Array(nodes)
    this.via = new Int32Array(nodes)
    this.round = 0
  }
}

function reach(search: Search, node: number, distance: number, from: number, via: number): void {
  if (distance >= search.best) return
  if (search.stamp[node] === search.round && (search.distance[node] as number) <= distance) return
  search.stamp[node] = search.round
  search.distance[node] = distance
  search.from[node] = from
  search.via[node] = via
  search.queue.push(distance, node)
}

function reachSink(search: Search, node: number, distance: number): void {
  if (distance >= search.best) return
  search.best = distance
  search.end = node
  search.throughSink = true
}

/**
 * Shortest way by reduced cost from `source` on to the sink or a node with a deficit (`forward`), or from the sink or
 * a node with excess on to `source` (backward). Leaves the way in the search; O(touched arcs · log).
 */
export function searchFrom(flow: Flow, search: Search, source: number, forward: boolean): boolean {
  search.round++
  search.best = Number.POSITIVE_INFINITY
  search.end = -1
  search.throughSink = false
  search.settled.length = 0
  search.queue.clear()
  reach(search, source, 0, -1, -1)
  const { queue, settled, distance } = search
  const wanted = forward ? -1 : 1
  for (;;) {
    const node = queue.pop()
    if (node < 0) break
    const at = queue.poppedDistance
    if (at >= search.best) break
    // A node reached again at a lower distance was pushed twice; the later pop is stale.
    if (at > (distance[node] as number)) continue
    settled.push(node)
    if (node !== source && Math.sign(flow.excess[node] as number) === wanted) {
      search.best = at
      search.end = node
      search.throughSink = false
      break
    }
    if (node >= flow.bearers) {
      if (forward) leaveHousehold(flow, search, node, at)
      else enterHousehold(flow, search, node, at)
    } else if (forward) leaveBearer(flow, search, node, at)
    else enterBearer(flow, search, node, at)
  }
  return search.end >= 0
}

/** Forward from a household: to the helpers it does not hold, or unserved. */
function leaveHousehold(flow: Flow, search: Search, node: number, at: number): void {
  const { arcs, price } = flow
  const household = node - flow.bearers
  const base = at - (price[node] as number)
  reachSink(search, node, base + (flow.unservedCost[household] as number))
  const end = arcs.start[household + 1] as number
  for (let e = arcs.start[household] as number; e < end; e++) {
    const cost = base + (arcs.row[2 * e] as number)
    if (cost + flow.lowestPrice >= search.best) return
    const helper = arcs.row[2 * e + 1] as number
    const distance = cost + (price[helper] as number)
    // An arc that is held has no reduced cost above 0, so only then it must be looked for.
    if (distance <= at && holds(flow, household, e)) continue
    reach(search, helper, distance, node, e)
  }
}

/** Forward from a bearer: up, to a household that gives up its seat, or down to a child that carries less. */
function leaveBearer(flow: Flow, search: Search, node: number, at: number): void {
  const { price, problem } = flow
  const own = price[node] as number
  const parent = problem.parent[node] as number
  const load = flow.load[node] as number
  if (load < (flow.capacity[node] as number)) {
    const distance = at + slotCostAt(flow, node, load) - own
    if (parent < 0) reachSink(search, node, distance)
    else reach(search, parent, distance + (price[parent] as number), node, -1)
  }
  if (node < problem.helpers) {
    const first = problem.slotStart[node] as number
    const end = first + (flow.held[node] as number)
    for (let s = first; s < end; s++) {
      const unit = flow.slotUnit[s] as number
      const household = flow.bearers + (flow.unitHousehold[unit] as number)
      const cost = flow.arcs.row[2 * (flow.unitArc[unit] as number)] as number
      reach(search, household, at + (price[household] as number) - cost - own, node, unit)
    }
    return
  }
  const end = flow.childStart[node + 1] as number
  for (let c = flow.childStart[node] as number; c < end; c++) {
    const child = flow.child[c] as number
    const carried = flow.load[child] as number
    if (carried === 0) continue
    reach(search, child, at + (price[child] as number) - own - slotCostAt(flow, child, carried - 1), node, -1)
  }
}

/** Backward into a household: from the helpers who hold it, or from the sink when a unit stands unserved. */
function enterHousehold(flow: Flow, search: Search, node: number, at: number): void {
  const { price } = flow
  const household = node - flow.bearers
  const own = price[node] as number
  if ((flow.unserved[household] as number) > 0)
    reachSink(search, node, at + own - (flow.unservedCost[household] as number))
  const end = flow.unitStart[household + 1] as number
  for (let unit = flow.unitStart[household] as number; unit < end; unit++) {
    const arc = flow.unitArc[unit] as number
    if (arc < 0) continue
    const helper = flow.arcs.row[2 * arc + 1] as number
    reach(search, helper, at + own - (flow.arcs.row[2 * arc] as number) - (price[helper] as number), node, unit)
  }
}

const nothingAdded: readonly never[] = []

/** Backward into a bearer: from above (it carries less there), from households that want it, from children. */
function enterBearer(flow: Flow, search: Search, node: number, at: number): void {
  const { price, problem } = flow
  const own = price[node] as number
  const parent = problem.parent[node] as number
  const load = flow.load[node] as number
  if (load > 0) {
    const distance = at + own - slotCostAt(flow, node, load - 1)
    if (parent < 0) reachSink(search, node, distance)
    else reach(search, parent, distance - (price[parent] as number), node, -1)
  }
  if (node < problem.helpers) {
    const byHelper = arcsByHelper(flow)
    const end = byHelper.start[node + 1] as number
    for (let k = byHelper.start[node] as number; k < end; k++) {
      const household = byHelper.entry[3 * k] as number
      const from = flow.bearers + household
      const distance = at + (byHelper.entry[3 * k + 1] as number) + own - (price[from] as number)
      if (distance >= search.best) continue
      const arc = byHelper.entry[3 * k + 2] as number
      if (distance <= at && holds(flow, household, arc)) continue
      reach(search, from, distance, node, arc)
    }
    for (const { household, arc } of flow.addedArcs.get(node) ?? nothingAdded) {
      const from = flow.bearers + household
      const distance = at + (flow.arcs.row[2 * arc] as number) + own - (price[from] as number)
      if (!holds(flow, household, arc)) reach(search, from, distance, node, arc)
    }
    return
  }
  const end = flow.childStart[node + 1] as number
  for (let c = flow.childStart[node] as number; c < end; c++) {
    const child = flow.child[c] as number
    const carried = flow.load[child] as number
    if (carried >= (flow.capacity[child] as number)) continue
    reach(search, child, at + slotCostAt(flow, child, carried) + own - (price[child] as number), node, -1)
  }
}
