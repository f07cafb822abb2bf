import { scatter } from './arcs.ts'
import { AuctionHouse, freeSeat, siftDown } from './auction-house.ts'
import { reverse } from './auction-reverse.ts'
import type { Flow } from './flow.ts'
import type { Watch } from './watch.ts'

/** Each ε is this much smaller than the one before. */
const epsilonStep = 8
/** The first ε is the dearest way to stay unserved divided by this (about 1,000 of 25,000; 12 and 48 took longer). */
const epsilonShare = 24
/** More need than this share of all slots makes prices climb far everywhere: then ε starts large. */
const tightShare = 0.85
/** A fair market settles within 3 to 6 bids per unit of need; more is a price war, which a large ε cuts short. */
const bidsPerUnit = 16
const bidsBetweenWatches = 0xffff

/**
 * Brings a flow near its optimum: households bid for their cheapest helper as much as the second cheapest is worth to
 * them, plus ε; the outbid bid again. Then, with each smaller ε, who pays too much leaves, over-priced helpers lower
 * their price until somebody comes (reverse), and who is left bids again (forward). With slack, one ε suffices.
 * Nothing here needs to be exact, `repair` makes it so; groups and minimum loads are left to it altogether.
 */
export function auction(flow: Flow, seed: number, watch: Watch): void {
  const house = new AuctionHouse(flow, watch)
  fillQueue(house, seed)
  const units = flow.unitArc.length
  const slots = flow.slotUnit.length
  house.epsilon = house.grain
  const settled = units <= slots * tightShare && forward(house, units * bidsPerUnit)
  if (!settled) scaleDown(house)
  house.close()
}

/** From a large ε to the smallest. */
function scaleDown(house: AuctionHouse): void {
  const largest = largestOutlay(house.flow)
  let epsilon = Math.max(house.grain, Math.floor((largest * house.scale) / epsilonShare))
  house.epsilon = epsilon
  forward(house, Number.POSITIVE_INFINITY)
  while (epsilon > house.grain) {
    epsilon = Math.max(house.grain, Math.floor(epsilon / epsilonStep))
    house.epsilon = epsilon
    letOverchargedGo(house)
    reverse(house)
    requeue(house)
    forward(house, Number.POSITIVE_INFINITY)
  }
}

function largestOutlay(flow: Flow): number {
  let largest = 1
  for (let i = 0; i < flow.households; i++) {
    const first = flow.arcs.start[i] as number
    if (first === flow.arcs.start[i + 1]) continue
    const outlay = (flow.unservedCost[i] as number) - (flow.arcs.row[2 * first] as number)
    if (outlay > largest) largest = outlay
  }
  return largest
}

/** Households of this many neighbours in memory are shuffled among themselves: fair in ties, and kind to the cache. */
const block = 64

/** Who bids first is up to the seed, not to the order of the file. */
function fillQueue(house: AuctionHouse, seed: number): void {
  const units = house.flow.unitArc.length
  const blocks = Math.ceil(units / block)
  const order = new Int32Array(blocks)
  for (let b = 0; b < blocks; b++) order[b] = b
  for (let b = blocks - 1; b > 0; b--) {
    const other = scatter(b, seed) % (b + 1)
    const kept = order[b] as number
    order[b] = order[other] as number
    order[other] = kept
  }
  let at = 0
  for (let b = 0; b < blocks; b++) {
    const first = (order[b] as number) * block
    const twist = scatter(first, seed) & (block - 1)
    for (let k = 0; k < block; k++) {
      const unit = first + (k ^ twist)
      if (unit < units) house.queue[at++] = unit
    }
  }
  house.first = 0
  house.waiting = units
}

/** Bids until nobody waits; false when the allowance is used up before. */
function forward(house: AuctionHouse, allowance: number): boolean {
  let bids = 0
  while (house.waiting > 0) {
    if (bids++ > allowance) return false
    if ((bids & bidsBetweenWatches) === 0) house.watch('auction', house.steps + bids)
    bid(house, house.nextUnit())
  }
  house.steps += bids
  return true
}

/** One waiting unit takes its household's cheapest helper and raises that price to its second best, plus ε. */
function bid(house: AuctionHouse, unit: number): void {
  const { flow, price, lowest, scale } = house
  const { row, start } = flow.arcs
  const household = flow.unitHousehold[unit] as number
  const most = (flow.unservedCost[household] as number) * scale
  const several = (flow.unitStart[household + 1] as number) - (flow.unitStart[household] as number) > 1
  const end = 2 * (start[household + 1] as number)
  let best = most
  let second = most
  let bestAt = -1
  for (let at = 2 * (start[household] as number); at < end; at += 2) {
    const own = (row[at] as number) * scale
    if (own + lowest >= second) break
    const value = own + (price[row[at + 1] as number] as number)
    if (value >= second || (several && house.holds(household, at >> 1))) continue
    if (value < best) {
      second = best
      best = value
      bestAt = at
    } else second = value
  }
  // Staying unserved is the cheapest: prices only rise now, so the unit need not come back.
  if (bestAt < 0) {
    house.worth[household] = most
    return
  }
  const worth = second + house.epsilon
  house.worth[household] = Math.min(worth, most)
  take(house, unit, bestAt >> 1, worth - (row[bestAt] as number) * scale)
}

/** The unit sits down in the helper's cheapest slot; whoever sat there waits. */
function take(house: AuctionHouse, unit: number, arc: number, offered: number): void {
  const { flow, slotBid, slotUnit, held } = house
  const helper = flow.arcs.row[2 * arc + 1] as number
  const first = flow.problem.slotStart[helper] as number
  const out = slotUnit[first] as number
  if (out >= 0) {
    flow.unitArc[out] = -1
    house.wait(out)
  } else held[helper] = (held[helper] as number) + 1
  flow.unitArc[unit] = arc
  slotUnit[first] = unit
  slotBid[first] = offered
  const end = flow.problem.slotStart[helper + 1] as number
  if (end - first > 1) siftDown(house, first, end, first)
  house.price[helper] = slotBid[first] as number
}

/** Takes every unit out that pays more than its household's best other choice plus ε, and sets what each is worth. */
function letOverchargedGo(house: AuctionHouse): void {
  for (let i = 0; i < house.flow.households; i++) letHouseholdGo(house, i)
}

function letHouseholdGo(house: AuctionHouse, household: number): void {
  const { flow, price, lowest, scale } = house
  const { row, start } = flow.arcs
  let cheapest = (flow.unservedCost[household] as number) * scale
  const end = 2 * (start[household + 1] as number)
  for (let at = 2 * (start[household] as number); at < end; at += 2) {
    const own = (row[at] as number) * scale
    if (own + lowest >= cheapest) break
    const value = own + (price[row[at + 1] as number] as number)
    if (value < cheapest && !house.holds(household, at >> 1)) cheapest = value
  }
  let dearest = Number.MIN_SAFE_INTEGER
  let waits = false
  const unitEnd = flow.unitStart[household + 1] as number
  for (let unit = flow.unitStart[household] as number; unit < unitEnd; unit++) {
    const value = house.valueOf(unit)
    if (value > cheapest + house.epsilon) {
      if (flow.unitArc[unit] !== -1) freeSeat(house, unit)
      waits = true
    } else if (value > dearest) dearest = value
  }
  house.worth[household] = waits ? cheapest : dearest
}

/** All units that hold nothing and would rather be served wait again. */
function requeue(house: AuctionHouse): void {
  const { unitArc, unitHousehold, unservedCost } = house.flow
  house.first = 0
  house.waiting = 0
  for (let unit = 0; unit < unitArc.length; unit++) {
    if (unitArc[unit] !== -1) continue
    const household = unitHousehold[unit] as number
    if ((house.worth[household] as number) < (unservedCost[household] as number) * house.scale) house.wait(unit)
  }
}
