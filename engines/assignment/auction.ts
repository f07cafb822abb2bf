import { scatter } from './arcs.ts'
import { arcsByHelper, type Flow } from './flow.ts'
import type { Watch } from './watch.ts'

export const tuning = { scale: 16, epsilons: [512 * 16, 64 * 16, 8 * 16, 16, 1], shuffle: true, stats: false }
export const counts = { bids: 0, scans: 0, reverse: 0, rscans: 0, dropped: 0 }

type Auction = {
  readonly flow: Flow
  readonly scale: number
  readonly watch: Watch
  epsilon: number
  readonly slotBid: Int32Array
  readonly slotUnit: Int32Array
  readonly price: Int32Array
  readonly worth: Int32Array
  readonly held: Int32Array
  readonly queue: Int32Array
  first: number
  waiting: number
  readonly lowest: number
  steps: number
}

export function auction(flow: Flow, seed: number, watch: Watch): void {
  const a = open(flow, seed, watch)
  tuning.epsilons.forEach((epsilon, phase) => {
    const t0 = performance.now()
    const b0 = { ...counts }
    a.epsilon = epsilon
    let w = 0
    let t1 = t0
    let t2 = t0
    if (phase > 0) {
      letGo(a)
      w = a.waiting
      t1 = performance.now()
      reverse(a)
      t2 = performance.now()
      requeue(a)
    }
    const w2 = a.waiting
    forward(a)
    if (tuning.stats)
      console.log(epsilon, 'dropped', w, 'after rev', w2, 'bids', counts.bids - b0.bids, 'scans', counts.scans - b0.scans, 'rev', counts.reverse - b0.reverse, 'rscans', counts.rscans - b0.rscans, (t1 - t0).toFixed(1), (t2 - t1).toFixed(1), (performance.now() - t2).toFixed(1))
  })
  close(a)
}

function open(flow: Flow, seed: number, watch: Watch): Auction {
  const { problem } = flow
  const scale = tuning.scale
  const slots = problem.slotStart[problem.helpers] as number
  const slotBid = new Int32Array(slots)
  let lowest = 0
  for (let s = 0; s < slots; s++) slotBid[s] = (problem.slotCost[s] as number) * scale
  const price = new Int32Array(problem.helpers)
  for (let j = 0; j < problem.helpers; j++) {
    const first = problem.slotStart[j] as number
    price[j] = first < (problem.slotStart[j + 1] as number) ? (slotBid[first] as number) : 1 << 29
    if ((price[j] as number) < lowest) lowest = price[j] as number
  }
  const units = flow.unitArc.length
  const queue = new Int32Array(units + 1)
  for (let u = 0; u < units; u++) queue[u] = u
  for (let u = units - 1; tuning.shuffle && u > 0; u--) {
    const other = scatter(u, seed) % (u + 1)
    const unit = queue[u] as number
    queue[u] = queue[other] as number
    queue[other] = unit
  }
  return {
    flow, scale, watch, epsilon: 1, slotBid, slotUnit: flow.slotUnit, price, worth: new Int32Array(flow.households), held: flow.held, queue, first: 0, waiting: units, lowest, steps: 0,
  }
}

function close(a: Auction): void {
  const { flow, price, scale } = a
  const { problem } = flow
  for (let j = 0; j < problem.helpers; j++) {
    flow.price[j] = Math.floor((price[j] as number) / scale)
    // close up seats
    let at = problem.slotStart[j] as number
    for (let s = at; s < (problem.slotStart[j + 1] as number); s++) {
      const u = flow.slotUnit[s] as number
      if (u < 0) continue
      flow.slotUnit[s] = -1
      flow.slotUnit[at] = u
      flow.unitSlot[u] = at++
    }
  }
}

function siftDown(state: Auction, first: number, end: number, from: number): void {
  const { slotBid, slotUnit } = state
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

function siftUp(state: Auction, first: number, from: number): void {
  const { slotBid, slotUnit } = state
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

function forward(a: Auction): void {
  const { flow, scale, slotBid, slotUnit, price, held, queue, worth, lowest, epsilon } = a
  const { unitHousehold, unitStart, unitArc, unservedCost } = flow
  const { start, row } = flow.arcs
  const { slotStart } = flow.problem
  const room = queue.length
  let waiting = a.waiting
  let front = a.first
  let bids = 0
  let scans = 0
  while (waiting > 0) {
    const unit = queue[front] as number
    if (++front === room) front = 0
    waiting--
    const household = unitHousehold[unit] as number
    const most = (unservedCost[household] as number) * scale
    let best = most
    let second = most
    let arc = -1
    const siblings = unitStart[household] as number
    const siblingsEnd = unitStart[household + 1] as number
    const several = siblingsEnd - siblings > 1
    const end = start[household + 1] as number
    let e = start[household] as number
    for (; e < end; e++) {
      const own = (row[2 * e] as number) * scale
      if (own + lowest >= second) break
      const value = own + (price[row[2 * e + 1] as number] as number)
      if (value >= second) continue
      if (several) {
        let mine = false
        for (let u = siblings; u < siblingsEnd; u++) if (unitArc[u] === e) mine = true
        if (mine) continue
      }
      if (value < best) {
        second = best
        best = value
        arc = e
      } else second = value
    }
    scans += e - (start[household] as number)
    bids++
    if (arc < 0) {
      worth[household] = most
      continue
    }
    worth[household] = second + epsilon < most ? second + epsilon : most
    const j = row[2 * arc + 1] as number
    const first = slotStart[j] as number
    const out = slotUnit[first] as number
    if (out >= 0) {
      unitArc[out] = -1
      let at = front + waiting
      if (at >= room) at -= room
      queue[at] = out
      waiting++
    } else held[j] = (held[j] as number) + 1
    unitArc[unit] = arc
    slotUnit[first] = unit
    slotBid[first] = second - (row[2 * arc] as number) * scale + epsilon
    siftDown(a, first, slotStart[j + 1] as number, first)
    price[j] = slotBid[first] as number
    if ((bids & 65535) === 0) a.watch('auction', bids)
  }
  a.first = front
  a.waiting = waiting
  counts.bids += bids
  counts.scans += scans
}

/** frees unit from its helper's heap; the seat keeps its bid. */
function free(a: Auction, unit: number): number {
  const { flow, slotUnit, held } = a
  const j = flow.arcs.row[2 * (flow.unitArc[unit] as number) + 1] as number
  let s = flow.problem.slotStart[j] as number
  while (slotUnit[s] !== unit) s++
  slotUnit[s] = -1
  held[j] = (held[j] as number) - 1
  flow.unitArc[unit] = -1
  return j
}

function letGo(a: Auction): void {
  const { flow, scale, price, epsilon, worth } = a
  const { unitStart, unitArc, unservedCost } = flow
  const { start, row } = flow.arcs
  let waiting = 0
  for (let i = 0; i < flow.households; i++) {
    let cheapest = (unservedCost[i] as number) * scale
    const from = unitStart[i] as number
    const to = unitStart[i + 1] as number
    const end = start[i + 1] as number
    for (let e = start[i] as number; e < end; e++) {
      const own = (row[2 * e] as number) * scale
      if (own + a.lowest >= cheapest) break
      const value = own + (price[row[2 * e + 1] as number] as number)
      if (value >= cheapest) continue
      let mine = false
      for (let u = from; u < to; u++) if (unitArc[u] === e) mine = true
      if (!mine) cheapest = value
    }
    let all = true
    let dearest = -(1 << 30)
    for (let u = from; u < to; u++) {
      const e = unitArc[u] as number
      if (e >= 0) {
        const value = (row[2 * e] as number) * scale + (price[row[2 * e + 1] as number] as number)
        if (value <= cheapest + epsilon) {
          if (value > dearest) dearest = value
          continue
        }
        free(a, u)
        counts.dropped++
      }
      waiting++
      all = false
    }
    worth[i] = all ? dearest : cheapest
  }
  a.waiting = waiting
}

function requeue(a: Auction): void {
  const { unitArc, unitHousehold, unservedCost } = a.flow
  a.first = 0
  a.waiting = 0
  for (let u = 0; u < unitArc.length; u++) {
    if (unitArc[u] !== -1) continue
    const i = unitHousehold[u] as number
    if ((a.worth[i] as number) < (unservedCost[i] as number) * a.scale) a.queue[a.waiting++] = u
  }
}

function reverse(a: Auction): void {
  const { scale, price, held, flow } = a
  const { slotStart, slotCost, helpers } = flow.problem
  const list = new Int32Array(helpers + 1)
  const listed = new Uint8Array(helpers)
  let first = 0
  let length = 0
  const overPriced = (j: number): boolean => {
    const next = (slotStart[j] as number) + (held[j] as number)
    return next < (slotStart[j + 1] as number) && (price[j] as number) > (slotCost[next] as number) * scale
  }
  for (let j = 0; j < helpers; j++) {
    if (!overPriced(j)) continue
    list[length++] = j
    listed[j] = 1
  }
  while (length > 0) {
    const j = list[first] as number
    if (++first > helpers) first = 0
    length--
    listed[j] = 0
    while (overPriced(j)) {
      if ((++a.steps & 65535) === 0) a.watch('auction', a.steps)
      const h = offer(a, j)
      if (h < 0 || listed[h] !== 0 || !overPriced(h)) continue
      listed[h] = 1
      let at = first + length
      if (at > helpers) at -= helpers + 1
      list[at] = h
      length++
    }
  }
}

/** An over-priced helper lowers its price until somebody comes, or to its cost. */
function offer(a: Auction, j: number): number {
  const { flow, scale, price, held, slotUnit, slotBid, worth, epsilon } = a
  const { unitStart, unitArc } = flow
  const { slotStart, slotCost } = flow.problem
  const byHelper = arcsByHelper(flow)
  const { row } = flow.arcs
  const entry = byHelper.entry
  const first = slotStart[j] as number
  const floor = (slotCost[first + (held[j] as number)] as number) * scale
  let best = floor
  let second = floor
  let bestAt = -1
  const end = byHelper.start[j + 1] as number
  counts.reverse++
  counts.rscans += end - (byHelper.start[j] as number)
  for (let k = byHelper.start[j] as number; k < end; k++) {
    const i = entry[3 * k] as number
    const value = (worth[i] as number) - (entry[3 * k + 1] as number) * scale
    if (value <= second) continue
    const arc = entry[3 * k + 2] as number
    let mine = false
    const to = unitStart[i + 1] as number
    for (let u = unitStart[i] as number; u < to; u++) if (unitArc[u] === arc) mine = true
    if (mine) continue
    if (value > best) {
      second = best
      best = value
      bestAt = k
    } else second = value
  }
  let s = first
  while (slotUnit[s] !== -1) s++
  if (bestAt < 0 || best < floor + epsilon) {
    slotBid[s] = floor
    siftUp(a, first, s)
    price[j] = slotBid[first] as number
    return -1
  }
  const i = entry[3 * bestAt] as number
  // who comes: a waiting unit or the dearest
  let unit = -1
  let dearest = -(1 << 30)
  let next = dearest
  const to = unitStart[i + 1] as number
  for (let u = unitStart[i] as number; u < to; u++) {
    const e = unitArc[u] as number
    const value = e < 0 ? 1 << 30 : (row[2 * e] as number) * scale + (price[row[2 * e + 1] as number] as number)
    if (value > dearest) {
      next = dearest
      dearest = value
      unit = u
    } else if (value > next) next = value
  }
  const left = dearest === 1 << 30 ? -1 : free(a, unit)
  const old = slotBid[s] as number
  const bid = Math.max(floor, second - epsilon)
  unitArc[unit] = entry[3 * bestAt + 2] as number
  held[j] = (held[j] as number) + 1
  slotUnit[s] = unit
  slotBid[s] = bid
  if (bid < old) siftUp(a, first, s)
  else siftDown(a, first, slotStart[j + 1] as number, s)
  price[j] = slotBid[first] as number
  if (next < 1 << 30) {
    const value = (entry[3 * bestAt + 1] as number) * scale + bid
    worth[i] = value > next ? value : next
  }
  return left
}
