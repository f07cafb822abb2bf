import { type Proposal as Found, proposePairs } from '../../engines/assignment/propose.ts'
import {
  candidatesFor,
  costOf,
  costUnserved,
  loadCosts,
  loadReason,
  mostCandidates,
  type Offer,
  reasonsFor,
  type Seeker,
} from './matching-rules.ts'
import type { Unserved } from './model.ts'
import type { NewLine } from './proposal-store.ts'

/** What a run found: a line for every family, and the total that the engine has proved to be the lowest. */
export type Matched = { lines: NewLine[]; totalCost: number; served: number }

// A family with so many helpers to choose from seldom needs more; when one stays without, the run is repeated with all.
const fewestCandidates = 40

/**
 * The best helpers for families, exactly: the lowest total cost over distance, unit tie, skill and load, everybody served
 * who can be. Large sets look at the cheapest helpers of each family first, and at more of them while somebody is left
 * out although there is room. Throws a Problem when the engine refuses the question.
 */
export function match(seekers: readonly Seeker[], offers: readonly Offer[], seed: number): Matched {
  if (seekers.length === 0) return { lines: [], totalCost: 0, served: 0 }
  if (offers.length === 0) return nobodyFound(seekers, 'no_helper')
  const room = offers.reduce((sum, offer) => sum + offer.room, 0)
  const possible = Math.min(room, seekers.length)
  let each = Math.max(fewestCandidates, Math.floor(mostCandidates / seekers.length))
  for (;;) {
    const found = solve(seekers, offers, each, seed)
    const allSeen = each >= offers.length
    if (!found) return nobodyFound(seekers, 'only_kin')
    if (allSeen || found.served >= possible) return matchedOf(found, seekers, offers)
    each *= 4
  }
}

function solve(seekers: readonly Seeker[], offers: readonly Offer[], each: number, seed: number): Found | undefined {
  const candidates = candidatesFor(seekers, offers, each)
  if (candidates.length === 0) return undefined
  return proposePairs(
    {
      households: seekers.map((seeker) => ({ id: seeker.id, unservedCost: costUnserved(seeker) })),
      helpers: offers.map((offer) => ({ id: offer.id, capacity: offer.room, loadCosts: loadCosts(offer) })),
      candidates,
      unservedCost: 20_000,
    },
    { seed },
  )
}

function matchedOf(found: Found, seekers: readonly Seeker[], offers: readonly Offer[]): Matched {
  const offersById = new Map(offers.map((offer) => [offer.id, offer]))
  const helperOf = new Map(found.pairs.map((pair) => [pair.household, pair.helper]))
  const given = new Map<string, number>()
  const lines = seekers.map((seeker): NewLine => {
    const offer = offersById.get(helperOf.get(seeker.id) ?? '')
    if (!offer)
      return unservedLine(seeker, offers.every((one) => seeker.kin.includes(one.id)) ? 'only_kin' : 'all_taken')
    const families = offer.families + (given.get(offer.id) ?? 0)
    given.set(offer.id, (given.get(offer.id) ?? 0) + 1)
    const why = [...reasonsFor(seeker, offer), loadReason(families)]
    return { householdId: seeker.id, helperId: offer.id, cost: costOf(why), why, unserved: null }
  })
  return { lines, totalCost: found.cost, served: found.served }
}

const unservedLine = (seeker: Seeker, unserved: Unserved): NewLine => ({
  householdId: seeker.id,
  helperId: null,
  cost: null,
  why: [],
  unserved,
})

const nobodyFound = (seekers: readonly Seeker[], unserved: Unserved): Matched => ({
  lines: seekers.map((seeker) => unservedLine(seeker, unserved)),
  totalCost: seekers.reduce((sum, seeker) => sum + costUnserved(seeker), 0),
  served: 0,
})
