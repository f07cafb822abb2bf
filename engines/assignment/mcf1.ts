import { largestCost, type MatchingProblem } from './problem.ts'
import { refuse } from './refusals.ts'

/** A min-cost-flow network as it stands in a file: any graph, supplies that add up to nothing. */
export type Network = {
  readonly nodes: number
  readonly arcs: number
  readonly households: number
  readonly helpers: number
  readonly groups: number
  readonly supply: Int32Array
  readonly source: Int32Array
  readonly target: Int32Array
  readonly capacity: Int32Array
  readonly cost: Int32Array
}

const magic = 0x3146434d
const headerLength = 8

/**
 * Reads an MCF1 file: little-endian int32, a header of 8 (`"MCF1"`, nodes, arcs, households, helpers, groups, 0, 0),
 * then supply per node and source, target, capacity and cost per arc.
 * @throws Problem with the reason when the file is cut short or contradicts itself.
 */
export function readMcf1(bytes: Uint8Array): Network {
  const bad = (reason: string) => refuse('notMcf1', { reason })
  if (bytes.byteLength < headerLength * 4 || bytes.byteLength % 4 !== 0) throw bad(`${bytes.byteLength} bytes`)
  // A view needs 4-byte alignment; a copy has it.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const numbers = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4)
  const header = Array.from(numbers.subarray(0, headerLength))
  const [mark, nodes = 0, arcs = 0, households = 0, helpers = 0, groups = 0, ...rest] = header
  if (mark !== magic) throw bad('no MCF1 header')
  // A later version of the format could say something there that changes the answer.
  if (rest.some((one) => one !== 0)) throw bad('the last two numbers of the header are not 0')
  if (nodes < 1 || arcs < 0 || households < 0 || helpers < 0 || groups < 0) throw bad('negative counts')
  if (households + helpers + groups + 1 !== nodes) throw bad('node counts do not add up')
  if (numbers.length !== headerLength + nodes + 4 * arcs) throw bad('length does not fit the counts')
  let at = headerLength
  const take = (length: number): Int32Array => {
    at += length
    return numbers.subarray(at - length, at)
  }
  const network = {
    nodes,
    arcs,
    households,
    helpers,
    groups,
    supply: take(nodes),
    source: take(arcs),
    target: take(arcs),
    capacity: take(arcs),
    cost: take(arcs),
  }
  for (let e = 0; e < arcs; e++) {
    const source = network.source[e] as number
    const target = network.target[e] as number
    if (source < 0 || source >= nodes || target < 0 || target >= nodes) throw bad(`arc ${e} leaves the network`)
    if ((network.capacity[e] as number) < 0) throw bad(`arc ${e} has a negative capacity`)
  }
  const left = network.supply.reduce((sum, supply) => sum + supply, 0)
  if (left !== 0) throw bad(`supplies add up to ${left} instead of 0`)
  return network
}

/** Units and slots are kept one by one up to this many (0.3 GB each array); beyond, the simplex counts them as amounts. */
const mostUnits = 2 ** 26

/**
 * The matching problem that a network describes: households → helpers (capacity 1), helpers → group or sink and groups
 * → group or sink (parallel arcs are the slots), households → sink (unserved). Undefined when the network is anything
 * else, or dearer than the auction can count; the network simplex solves that.
 */
export function findMatchingProblem(network: Network): MatchingProblem | undefined {
  const { households, helpers, groups, nodes, source, target, capacity, cost } = network
  if (cost.some((one) => Math.abs(one) > largestCost)) return undefined
  const sink = nodes - 1
  const bearers = helpers + groups
  const arcCount = new Int32Array(households + 1)
  const slotCount = new Int32Array(bearers + 1)
  const parent = new Int32Array(bearers).fill(-2)
  const unservedCost = new Int32Array(households)
  const unservedRoom = new Int32Array(households)
  // Room beyond all need is never used and would only fill memory with slots.
  const most = totalSupply(network)
  if (most > mostUnits) return undefined
  let slots = 0
  for (let e = 0; e < network.arcs; e++) {
    const from = source[e] as number
    const to = target[e] as number
    const room = capacity[e] as number
    if (from < households && to === sink) {
      if ((unservedRoom[from] as number) > 0) return undefined
      unservedRoom[from] = room
      unservedCost[from] = cost[e] as number
    } else if (from < households) {
      if (room !== 1 || to < households || to >= households + helpers) return undefined
      arcCount[from + 1] = (arcCount[from + 1] as number) + 1
    } else if (from < sink && to > from && to >= households + helpers) {
      const bearer = from - households
      const above = to === sink ? -1 : to - households
      if (parent[bearer] !== -2 && parent[bearer] !== above) return undefined
      parent[bearer] = above
      slots += Math.min(room, most)
      if (slots > mostUnits) return undefined
      slotCount[bearer + 1] = (slotCount[bearer + 1] as number) + Math.min(room, most)
    } else return undefined
  }
  for (let i = 0; i < households; i++)
    if ((network.supply[i] as number) < 0 || (unservedRoom[i] as number) < (network.supply[i] as number))
      return undefined
  for (let v = households; v < sink; v++) if (network.supply[v] !== 0) return undefined
  // Bearers without any way up carry nothing.
  for (let b = 0; b < bearers; b++) if (parent[b] === -2) parent[b] = -1
  return fillProblem(network, parent, unservedCost, runningSum(arcCount), runningSum(slotCount))
}

function totalSupply({ households, supply }: Network): number {
  let total = 0
  for (let i = 0; i < households; i++) total += supply[i] as number
  return total
}

function runningSum(counts: Int32Array): Int32Array {
  for (let k = 1; k < counts.length; k++) counts[k] = (counts[k] as number) + (counts[k - 1] as number)
  return counts
}

function fillProblem(
  network: Network,
  parent: Int32Array,
  unservedCost: Int32Array,
  arcStart: Int32Array,
  slotStart: Int32Array,
): MatchingProblem {
  const { households, helpers, groups, nodes, source, target, capacity, cost } = network
  const arcHelper = new Int32Array(arcStart[households] as number)
  const arcCost = new Int32Array(arcHelper.length)
  const slotCost = new Int32Array(slotStart[helpers + groups] as number)
  const most = totalSupply(network)
  const nextArc = arcStart.slice()
  const nextSlot = slotStart.slice()
  for (let e = 0; e < network.arcs; e++) {
    const from = source[e] as number
    const to = target[e] as number
    if (from < households) {
      if (to === nodes - 1) continue
      const at = nextArc[from] as number
      nextArc[from] = at + 1
      arcHelper[at] = to - households
      arcCost[at] = cost[e] as number
    } else {
      const at = nextSlot[from - households] as number
      const end = at + Math.min(capacity[e] as number, most)
      slotCost.fill(cost[e] as number, at, end)
      nextSlot[from - households] = end
    }
  }
  for (let b = 0; b < helpers + groups; b++)
    slotCost.subarray(slotStart[b] as number, slotStart[b + 1] as number).sort()
  const need = network.supply.slice(0, households)
  const minimum = new Int32Array(helpers + groups)
  return {
    households,
    helpers,
    groups,
    need,
    unservedCost,
    arcStart,
    arcHelper,
    arcCost,
    parent,
    slotStart,
    slotCost,
    minimum,
  }
}
