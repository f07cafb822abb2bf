import { type AuctionHouse, freeSeat, siftDown, siftUp, unaffordable } from './auction-house.ts'
import { arcsByHelper } from './flow.ts'

const offersBetweenWatches = 0x3fff

/**
 * Helpers with a free slot dearer than it costs lower their price, until somebody for whom that is better comes, or
 * down to the cost. Whoever comes leaves a slot behind, whose helper is next. First come, first served.
 */
export function reverse(house: AuctionHouse): void {
  const { helpers } = house.flow.problem
  const list = new Int32Array(helpers + 1)
  const listed = new Uint8Array(helpers)
  let first = 0
  let length = 0
  for (let j = 0; j < helpers; j++) {
    if (!overPriced(house, j)) continue
    list[length++] = j
    listed[j] = 1
  }
  while (length > 0) {
    const helper = list[first] as number
    first = first === helpers ? 0 : first + 1
    length--
    listed[helper] = 0
    while (overPriced(house, helper)) {
      if ((++house.steps & offersBetweenWatches) === 0) house.watch('auction', house.steps)
      const left = offer(house, helper)
      if (left < 0 || listed[left] !== 0 || !overPriced(house, left)) continue
      listed[left] = 1
      const at = first + length
      list[at > helpers ? at - helpers - 1 : at] = left
      length++
    }
  }
}

function overPriced(house: AuctionHouse, helper: number): boolean {
  const { slotStart, slotCost } = house.flow.problem
  const next = (slotStart[helper] as number) + (house.held[helper] as number)
  return (
    next < (slotStart[helper + 1] as number) &&
    (house.price[helper] as number) > (slotCost[next] as number) * house.scale
  )
}

/** One free slot is offered; returns the helper that lost somebody to it, or −1. */
function offer(house: AuctionHouse, helper: number): number {
  const { flow, worth, scale } = house
  const { start, entry } = arcsByHelper(flow)
  const { slotStart, slotCost } = flow.problem
  const first = slotStart[helper] as number
  const floor = (slotCost[first + (house.held[helper] as number)] as number) * scale
  let best = floor
  let second = floor
  let bestAt = -1
  const end = 3 * (start[helper + 1] as number)
  for (let at = 3 * (start[helper] as number); at < end; at += 3) {
    const household = entry[at] as number
    const value = (worth[household] as number) - (entry[at + 1] as number) * scale
    if (value <= second || house.holds(household, entry[at + 2] as number)) continue
    if (value > best) {
      second = best
      best = value
      bestAt = at
    } else second = value
  }
  let seat = first
  while (house.slotUnit[seat] !== -1) seat++
  // Worth less than ε above the cost to anybody: the slot stays free at its cost.
  if (bestAt < 0 || best < floor + house.epsilon) {
    setBid(house, helper, seat, floor)
    return -1
  }
  const bid = Math.max(floor, second - house.epsilon)
  return attract(house, helper, seat, bid, bestAt)
}

function setBid(house: AuctionHouse, helper: number, seat: number, bid: number): void {
  const { slotStart } = house.flow.problem
  const first = slotStart[helper] as number
  const before = house.slotBid[seat] as number
  house.slotBid[seat] = bid
  if (bid < before) siftUp(house, first, seat)
  else siftDown(house, first, slotStart[helper + 1] as number, seat)
  house.price[helper] = house.slotBid[first] as number
}

/** A waiting unit of the household, or else the one that pays most now, comes to the seat. */
function attract(house: AuctionHouse, helper: number, seat: number, bid: number, at: number): number {
  const { flow, worth } = house
  const { entry } = arcsByHelper(flow)
  const household = entry[at] as number
  let unit = -1
  let dearest = Number.MIN_SAFE_INTEGER
  let next = dearest
  const end = flow.unitStart[household + 1] as number
  for (let u = flow.unitStart[household] as number; u < end; u++) {
    const value = house.valueOf(u)
    if (value > dearest) {
      next = dearest
      dearest = value
      unit = u
    } else if (value > next) next = value
  }
  const left = dearest === unaffordable ? -1 : freeSeat(house, unit)
  flow.unitArc[unit] = entry[at + 2] as number
  house.held[helper] = (house.held[helper] as number) + 1
  house.slotUnit[seat] = unit
  setBid(house, helper, seat, bid)
  // While another unit still waits, the household's side of the price stays where it is.
  if (next < unaffordable) {
    worth[household] = Math.max(next, (entry[at + 1] as number) * house.scale + bid)
  }
  return left
}
