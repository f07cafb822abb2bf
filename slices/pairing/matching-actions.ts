import { type Proposal as Found, proposePairs } from '../../engines/assignment/propose.ts'
import type { Candidate, PairName, QuotaGroup } from '../../engines/assignment/question.ts'
import type { Progress } from '../../engines/assignment/watch.ts'
import { type Candidates, candidatesFor, mostCandidates } from './candidate-rules.ts'
import type { SuitabilityRule } from './matching-model.ts'
import {
  costOf,
  costUnserved,
  kinshipOf,
  loadCosts,
  loadReason,
  type Offer,
  reasonsFor,
  type Seeker,
} from './matching-rules.ts'
import type { NewLine, Unserved } from './model.ts'
import { Suitability } from './suitability-rules.ts'

/** Everything a run is decided by; the same question gives the same pairs. */
export type MatchQuestion = {
  readonly seekers: readonly Seeker[]
  readonly offers: readonly (Offer & { readonly group?: string | undefined })[]
  readonly rules: readonly SuitabilityRule[]
  readonly seed: number
  /** Points that a change must gain before a pair that stands is given up. */
  readonly keepGain: number
  readonly groups?: readonly QuotaGroup[]
  readonly locked?: readonly PairName[]
  readonly excluded?: readonly PairName[]
}

/** What a run found: a line for every family, the total that the engine has proved to be the lowest, and the proof. */
export type Matched = {
  lines: NewLine[]
  totalCost: number
  served: number
  certificate: { ok: boolean; checkedArcs: number; cost: number; seed: number } | null
  /** Undefined where there was nothing to solve. */
  found: Found | undefined
}

export type MatchWatch = {
  readonly onProgress?: (stage: 'weighing' | Progress['stage'], done: number, of: number) => void
  readonly signal?: { readonly aborted: boolean }
}

// A family with so many helpers to choose from seldom needs more; one that stays without gets all that memory allows.
const fewestCandidates = 40
const mostForUnserved = 2_000_000

/**
 * The best helpers for families, exactly: the lowest total cost over the rules, everybody served who can be. Large sets
 * look at the cheapest helpers of each family first; families that are left out although there is room are looked at
 * with more. Throws a Problem when the engine refuses the question or the run is cancelled.
 */
export function match(question: MatchQuestion, watch: MatchWatch = {}): Matched {
  const { seekers, offers } = question
  const suitability = new Suitability(question.rules)
  if (seekers.length === 0) return { ...nobody, lines: [] }
  if (offers.length === 0) return { ...nobody, ...nobodyFound(seekers, () => 'no_helper') }
  const each = Math.max(fewestCandidates, Math.floor(mostCandidates / seekers.length))
  let candidates = weigh(question, seekers, each, suitability, watch)
  if (candidates.length === 0 && (question.locked ?? []).length === 0)
    return { ...nobody, ...nobodyFound(seekers, (seeker) => unservedReason(seeker, question, undefined)) }
  let found = solve(question, candidates, suitability, watch)
  const room = offers.reduce((sum, offer) => sum + offer.room, 0)
  while (found.unserved.length > 0 && found.served < room) {
    const left = new Set(found.unserved.map(({ household }) => household))
    const more = Math.min(offers.length, Math.max(each * 4, Math.floor(mostForUnserved / left.size)))
    const again = seekers.filter(({ id }) => left.has(id))
    const wider = weigh(question, again, more, suitability, watch)
    const kept = candidates.filter(({ household }) => !left.has(household))
    if (kept.length + wider.length <= candidates.length) break
    candidates = [...kept, ...wider]
    const before = found.served
    found = solve(question, candidates, suitability, watch)
    if (found.served === before) break
  }
  return matchedOf(found, question, suitability)
}

const nobody = { totalCost: 0, served: 0, certificate: null, found: undefined }

function weigh(
  { offers, seekers: all, keepGain }: MatchQuestion,
  seekers: readonly Seeker[],
  each: number,
  suitability: Suitability,
  { onProgress, signal }: MatchWatch,
): Candidates {
  const candidates = candidatesFor(seekers, offers, each, suitability, (done) => {
    if (done % 64 !== 0) return
    onProgress?.('weighing', done, all.length)
    if (signal?.aborted) throw stopped()
  })
  const present = new Map(seekers.map((seeker) => [seeker.id, seeker.present]))
  return candidates.map((one) =>
    present.get(one.household) === one.helper ? { ...one, cost: one.cost - keepGain } : one,
  )
}

/** The engine's own sentence for a cancelled run, also while candidates are still being weighed. */
function stopped(): Error {
  try {
    proposePairs({ households: [], helpers: [], candidates: [], unservedCost: 0 }, { signal: { aborted: true } })
  } catch (error) {
    if (error instanceof Error) return error
  }
  return new Error('cancelled')
}

function solve(
  question: MatchQuestion,
  candidates: readonly Candidate[],
  suitability: Suitability,
  { onProgress, signal }: MatchWatch,
): Found {
  const { seekers, offers, groups, seed } = question
  const locked = (question.locked ?? []).map((pair) => ({ ...pair, cost: costOfPair(question, pair, suitability) }))
  return proposePairs(
    {
      households: seekers.map((seeker) => ({ id: seeker.id, unservedCost: costUnserved(seeker) })),
      helpers: offers.map((offer) => ({
        id: offer.id,
        capacity: offer.room,
        loadCosts: loadCosts(offer, suitability),
        group: offer.group,
      })),
      groups,
      candidates,
      locked,
      excluded: question.excluded,
      unservedCost: 20_000,
    },
    { seed, signal, onProgress: ({ stage, done }) => onProgress?.(stage, done, 0) },
  )
}

function costOfPair({ seekers, offers }: MatchQuestion, pair: PairName, suitability: Suitability): number {
  const seeker = seekers.find(({ id }) => id === pair.household)
  const offer = offers.find(({ id }) => id === pair.helper)
  return seeker && offer ? costOf(reasonsFor(seeker, offer, suitability)) : 0
}

function matchedOf(found: Found, question: MatchQuestion, suitability: Suitability): Matched {
  const { seekers, offers, keepGain } = question
  const offersById = new Map(offers.map((offer) => [offer.id, offer]))
  const pairOf = new Map(found.pairs.map((pair) => [pair.household, pair]))
  const given = new Map<string, number>()
  let kept = 0
  const lines = seekers.map((seeker): NewLine => {
    const pair = pairOf.get(seeker.id)
    const offer = offersById.get(pair?.helper ?? '')
    if (!offer) return unservedLine(seeker, unservedReason(seeker, question, found))
    if (offer.id === seeker.present) kept++
    const before = given.get(offer.id) ?? 0
    given.set(offer.id, before + 1)
    const why = [...reasonsFor(seeker, offer, suitability), loadReason(offer.families + before, suitability)]
    const locked = pair?.locked ?? false
    return {
      householdId: seeker.id,
      helperId: offer.id,
      cost: costOf(why),
      why,
      unserved: null,
      locked,
      present: seeker.present,
    }
  })
  const checkedArcs = found.named.problem.arcHelper.length
  return {
    lines,
    totalCost: found.cost + kept * keepGain,
    served: found.served,
    certificate: { ok: found.certificate.ok, checkedArcs, cost: found.cost, seed: found.seed },
    found,
  }
}

/** Why nobody was found: nobody may, nobody has room, or a quota stands before those who have. */
function unservedReason(seeker: Seeker, { offers }: MatchQuestion, found: Found | undefined): Unserved {
  const allowed = offers.filter((offer) => kinshipOf(seeker, offer) !== 'certain' && !seeker.conflicts.has(offer.id))
  if (allowed.length === 0) return offers.every(({ id }) => seeker.kin.has(id)) ? 'only_kin' : 'all_excluded'
  if (!found) return 'all_excluded'
  return allowed.some((offer) => (found.loads.get(offer.id) ?? 0) < offer.room) ? 'quota_full' : 'all_taken'
}

const unservedLine = (seeker: Seeker, unserved: Unserved): NewLine => ({
  householdId: seeker.id,
  helperId: null,
  cost: null,
  why: [],
  unserved,
  locked: false,
  present: seeker.present,
})

const nobodyFound = (seekers: readonly Seeker[], why: (seeker: Seeker) => Unserved) => ({
  lines: seekers.map((seeker) => unservedLine(seeker, why(seeker))),
  totalCost: seekers.reduce((sum, seeker) => sum + costUnserved(seeker), 0),
})
