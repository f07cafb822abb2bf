import type { Network } from './mcf1.ts'
import { SpanningTree } from './spanning-tree.ts'
import { type WatchOptions, watchOf } from './watch.ts'

/** A cheapest flow and node potentials that prove it: no arc with room has `cost + potential[from] − potential[to]` < 0. */
export type NetworkFlow = {
  readonly feasible: boolean
  readonly cost: number
  readonly flow: Int32Array
  readonly potential: Float64Array
}

const atLower = 1
const inTree = 0
const atUpper = -1
const pivotsBetweenWatches = 0x3ff

/**
 * The primal network simplex for any network whose supplies add up to nothing: slower than the auction, knows nothing
 * of households, and therefore an independent judge of it. Keeps the tree strongly feasible, so it cannot circle.
 */
export function solveNetwork(network: Network, options: WatchOptions = {}): NetworkFlow {
  const simplex = new Simplex(network)
  const watch = watchOf(options)
  let pivots = 0
  while (simplex.findEntering()) {
    simplex.pivot()
    if ((++pivots & pivotsBetweenWatches) === 0) watch('simplex', pivots)
  }
  return simplex.result()
}

class Simplex {
  readonly network: Network
  readonly arcs: number
  readonly source: Int32Array
  readonly target: Int32Array
  readonly capacity: Float64Array
  readonly cost: Float64Array
  readonly flow: Float64Array
  readonly state: Int8Array
  readonly tree: SpanningTree
  readonly blockSize: number
  next = 0
  entering = -1

  /** Starts from a root that takes every supply and feeds every demand over artificial arcs too dear to keep. */
  constructor(network: Network) {
    const { nodes, arcs } = network
    this.network = network
    this.arcs = arcs
    const grow = <Numbers extends Int32Array | Float64Array>(to: Numbers, from: Int32Array): Numbers => {
      to.set(from)
      return to
    }
    this.source = grow(new Int32Array(arcs + nodes), network.source)
    this.target = grow(new Int32Array(arcs + nodes), network.target)
    this.capacity = grow(new Float64Array(arcs + nodes).fill(Number.POSITIVE_INFINITY), network.capacity)
    this.cost = grow(new Float64Array(arcs + nodes), network.cost)
    this.flow = new Float64Array(arcs + nodes)
    this.state = new Int8Array(arcs).fill(atLower)
    let largest = 1
    for (const cost of network.cost) largest = Math.max(largest, Math.abs(cost))
    this.tree = new SpanningTree(nodes + 1)
    for (let v = 0; v < nodes; v++) {
      const arc = arcs + v
      const supply = network.supply[v] as number
      this.source[arc] = supply >= 0 ? v : nodes
      this.target[arc] = supply >= 0 ? nodes : v
      this.flow[arc] = Math.abs(supply)
      this.cost[arc] = (largest + 1) * (nodes + 1)
      this.tree.attach(v, nodes, arc)
      this.tree.depth[v] = 1
      this.tree.potential[v] = supply >= 0 ? -(this.cost[arc] as number) : (this.cost[arc] as number)
    }
    this.blockSize = Math.max(16, Math.ceil(Math.sqrt(arcs)))
  }

  /** The most violated arc of the next block that has one. Artificial arcs that left never come back. */
  findEntering(): boolean {
    const { arcs, source, target, cost, state } = this
    const { potential } = this.tree
    let worst = 0
    let left = this.blockSize
    this.entering = -1
    for (let looked = 0; looked < arcs; looked++) {
      const e = this.next
      this.next = e + 1 === arcs ? 0 : e + 1
      const reduced =
        (cost[e] as number) + (potential[source[e] as number] as number) - (potential[target[e] as number] as number)
      const violation = (state[e] as number) * reduced
      if (violation < worst) {
        worst = violation
        this.entering = e
      }
      if (--left === 0) {
        if (this.entering >= 0) return true
        left = this.blockSize
      }
    }
    return this.entering >= 0
  }

  /** Sends as much as possible around the cycle that the entering arc closes, and swaps it for what blocked. */
  pivot(): void {
    const { tree, entering, source, target, flow, capacity, state } = this
    const up = state[entering] === atLower
    const first = (up ? source[entering] : target[entering]) as number
    const second = (up ? target[entering] : source[entering]) as number
    const join = tree.join(first, second)
    // Of several blocking arcs the last along the cycle, seen from the join, leaves: that keeps it strongly feasible.
    let room = capacity[entering] as number
    let leaving = -1
    let onFirst = false
    for (let v = first; v !== join; v = tree.parent[v] as number) {
      const left = this.#roomAt(v, false)
      if (left < room) {
        room = left
        leaving = v
        onFirst = true
      }
    }
    for (let v = second; v !== join; v = tree.parent[v] as number) {
      const left = this.#roomAt(v, true)
      if (left <= room) {
        room = left
        leaving = v
        onFirst = false
      }
    }
    if (room > 0) {
      flow[entering] = (flow[entering] as number) + (up ? room : -room)
      for (let v = first; v !== join; v = tree.parent[v] as number) this.#push(v, -room)
      for (let v = second; v !== join; v = tree.parent[v] as number) this.#push(v, room)
    }
    if (leaving < 0) state[entering] = up ? atUpper : atLower
    else this.#swap(leaving, onFirst ? first : second, onFirst ? second : first)
  }

  /** What may still pass the arc between a node and its parent, up or down the tree. */
  #roomAt(node: number, up: boolean): number {
    const arc = this.tree.arc[node] as number
    const along = (this.source[arc] === node) === up
    return along ? (this.capacity[arc] as number) - (this.flow[arc] as number) : (this.flow[arc] as number)
  }

  #push(node: number, upward: number): void {
    const arc = this.tree.arc[node] as number
    this.flow[arc] = (this.flow[arc] as number) + (this.source[arc] === node ? upward : -upward)
  }

  #swap(leaving: number, inner: number, outer: number): void {
    const { tree, entering, source, cost, state } = this
    const out = tree.arc[leaving] as number
    if (out < this.arcs) state[out] = this.flow[out] === 0 ? atLower : atUpper
    state[entering] = inTree
    const target =
      source[entering] === inner
        ? (tree.potential[outer] as number) - (cost[entering] as number)
        : (tree.potential[outer] as number) + (cost[entering] as number)
    const shift = target - (tree.potential[inner] as number)
    tree.rehang(inner, leaving, outer, entering)
    tree.shift(inner, shift)
  }

  result(): NetworkFlow {
    const { nodes, arcs } = this.network
    let cost = 0
    for (let e = 0; e < arcs; e++) cost += (this.flow[e] as number) * (this.cost[e] as number)
    let feasible = true
    for (let v = 0; v < nodes; v++) if (this.flow[arcs + v] !== 0) feasible = false
    return {
      feasible,
      cost,
      flow: Int32Array.from(this.flow.subarray(0, arcs)),
      potential: this.tree.potential.slice(0, nodes),
    }
  }
}

/** Whether a flow is possible and its potentials prove it cheapest. O(arcs). */
export function checkNetworkFlow(network: Network, found: NetworkFlow): boolean {
  const balance = Float64Array.from(network.supply)
  for (let e = 0; e < network.arcs; e++) {
    const from = network.source[e] as number
    const to = network.target[e] as number
    const flow = found.flow[e] as number
    if (flow < 0 || flow > (network.capacity[e] as number)) return false
    balance[from] = (balance[from] as number) - flow
    balance[to] = (balance[to] as number) + flow
    const reduced = (network.cost[e] as number) + (found.potential[from] as number) - (found.potential[to] as number)
    if (reduced < 0 && flow < (network.capacity[e] as number)) return false
    if (reduced > 0 && flow > 0) return false
  }
  return balance.every((left) => left === 0)
}
