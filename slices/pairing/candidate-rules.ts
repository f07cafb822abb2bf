import type { AreaCode } from '../../core/area-code.ts'
import {
  distanceOf,
  factsOf,
  groupOf,
  type Offer,
  type Seeker,
  seniorityOf,
  severityOf,
  wantedLanguage,
  wantedSkills,
} from './matching-rules.ts'
import type { Language, Skill } from './model.ts'
import type { PairFacts, Suitability } from './suitability-rules.ts'

/** Pairs looked at in one run: enough for 600 families with 600 helpers, each with each. */
export const mostCandidates = 400_000

export type Candidates = { household: string; helper: string; cost: number }[]

const groups: readonly PairFacts['group'][] = ['cadre', 'social', 'body']
// How many combinations the facts of a helper alone have: seniority, group, whether kinship can be known.
const ownClasses = 2 * groups.length * 2
// Distance, unit tie, and whether skill and language fit: what depends on both sides.
const sharedClasses = 6 * 2 * 2 * 2
const classes = ownClasses * sharedClasses
const forbidden = 2 ** 30

/** Codes as bits, given out as they are met. */
class Bits<Code extends string> {
  readonly #places = new Map<Code, number>()

  maskOf(codes: readonly Code[]): number {
    let mask = 0
    for (const code of codes) {
      const place = this.#places.get(code) ?? this.#places.size
      this.#places.set(code, place)
      mask |= 1 << place
    }
    return mask
  }
}

/**
 * For each family its cheapest helpers, `each` of them (all when there are not more), never one whom a rule forbids; who
 * stands by it now, or did before, is always among them. Among equals the choice starts at another place for every
 * family, so that not all of them want the same few. Every pair is looked at: the facts of most pairs fall into a few
 * hundred classes, each weighed once, so that the inner loop reads a table. `watch` is called for every family.
 */
export function candidatesFor(
  seekers: readonly Seeker[],
  offers: readonly Offer[],
  each: number,
  suitability: Suitability,
  watch: (done: number) => void = () => {},
): Candidates {
  const found: Candidates = []
  const distances = distanceFinder(offers)
  const skills = new Bits<Skill>()
  const languages = new Bits<Language>()
  const skillMasks = Int32Array.from(offers, (offer) => skills.maskOf(offer.skills))
  const languageMasks = Int32Array.from(offers, (offer) => languages.maskOf(offer.languages))
  const own = Int32Array.from(offers, ownClass)
  const units = new Map<string, number>()
  const unitOf = Int32Array.from(offers, ({ organisationId }) => {
    if (organisationId === null) return -1
    if (!units.has(organisationId)) units.set(organisationId, units.size)
    return units.get(organisationId) as number
  })
  const placeOf = new Map(offers.map((offer, place) => [offer.id, place]))
  const classOf = new Int32Array(offers.length)
  const counts = new Int32Array(classes)
  const tables = new Map<string, Int32Array>()
  for (const [turn, seeker] of seekers.entries()) {
    watch(turn)
    const away = distances(seeker.areaCode)
    const wantedMask = skills.maskOf(wantedSkills(seeker))
    const language = wantedLanguage(seeker)
    const languageMask = language === undefined ? 0 : languages.maskOf([language])
    const ties = seeker.bodies.map((body) => units.get(body) ?? -2)
    const costs = tableFor(tables, seeker, wantedMask !== 0, language !== undefined)
    counts.fill(0)
    for (let at = 0; at < offers.length; at++) {
      const tied = ties.includes(unitOf[at] as number) ? 1 : 0
      const skilled = (wantedMask & (skillMasks[at] as number)) !== 0 ? 1 : 0
      const speaks = (languageMask & (languageMasks[at] as number)) !== 0 ? 1 : 0
      const of = (own[at] as number) * sharedClasses + (away[at] as number) * 8 + tied * 4 + skilled * 2 + speaks
      classOf[at] = of
      counts[of] = (counts[of] as number) + 1
    }
    const special = specialOf(seeker, placeOf)
    const costAt = (of: number): number => {
      if (costs[of] === -forbidden)
        costs[of] = weighClass(of, seeker, wantedMask !== 0, language !== undefined, suitability)
      return costs[of] as number
    }
    const limit = limitOf(counts, each, costAt)
    let exactly = limit.among
    for (let step = 0; step < offers.length; step++) {
      const at = (step + turn) % offers.length
      const cost = costs[classOf[at] as number] as number
      if (cost > limit.cost || cost === forbidden || special.has(at)) continue
      if (cost === limit.cost && exactly-- <= 0) continue
      found.push({ household: seeker.id, helper: (offers[at] as Offer).id, cost })
    }
    for (const at of special) {
      const offer = offers[at] as Offer
      const weighed = suitability.weigh(factsOf(seeker, offer))
      if (weighed.forbiddenBy === undefined) found.push({ household: seeker.id, helper: offer.id, cost: weighed.cost })
    }
  }
  return found
}

/** Helpers about whom more is known for this family than their class says. */
function specialOf(seeker: Seeker, placeOf: ReadonlyMap<string, number>): ReadonlySet<number> {
  const special = new Set<number>()
  const add = (helper: string) => {
    const at = placeOf.get(helper)
    if (at !== undefined) special.add(at)
  }
  for (const helper of seeker.kin.keys()) add(helper)
  for (const helper of seeker.conflicts) add(helper)
  for (const helper of seeker.earlier) add(helper)
  if (seeker.present) add(seeker.present)
  return special
}

/** The cost up to which helpers are taken, and how many of exactly that cost. */
function limitOf(counts: Int32Array, each: number, costAt: (of: number) => number): { cost: number; among: number } {
  const used: { cost: number; count: number }[] = []
  for (let of = 0; of < counts.length; of++) {
    const count = counts[of] as number
    if (count > 0) used.push({ cost: costAt(of), count })
  }
  used.sort((one, other) => one.cost - other.cost)
  let left = each
  let at = 0
  while (at < used.length) {
    const { cost } = used[at] as { cost: number }
    let same = 0
    for (; at < used.length && used[at]?.cost === cost; at++) same += (used[at] as { count: number }).count
    if (same >= left) return { cost, among: left }
    left -= same
  }
  return { cost: forbidden - 1, among: 0 }
}

function ownClass(offer: Offer): number {
  return (
    ((seniorityOf(offer) - 1) * groups.length + groups.indexOf(groupOf(offer.kind))) * 2 + (offer.unknownKin ? 1 : 0)
  )
}

/** One table of costs for all families that look alike to the rules; filled as classes are met. */
function tableFor(tables: Map<string, Int32Array>, seeker: Seeker, skill: boolean, language: boolean): Int32Array {
  const key = `${severityOf(seeker)} ${skill} ${language}`
  const known = tables.get(key)
  if (known) return known
  const table = new Int32Array(classes).fill(-forbidden)
  tables.set(key, table)
  return table
}

function weighClass(of: number, seeker: Seeker, skill: boolean, language: boolean, suitability: Suitability): number {
  const shared = of % sharedClasses
  const own = (of - shared) / sharedClasses
  const weighed = suitability.weigh({
    distance: shared >> 3,
    sameUnit: (shared & 4) !== 0,
    skillFits: skill ? (shared & 2) !== 0 : null,
    languageFits: language ? (shared & 1) !== 0 : null,
    severity: severityOf(seeker),
    seniority: 1 + Math.floor(own / (groups.length * 2)),
    earlier: false,
    kinship: own % 2 === 1 ? 'unknown' : 'none',
    conflict: false,
    group: groups[Math.floor(own / 2) % groups.length] as PairFacts['group'],
  })
  return weighed.forbiddenBy === undefined ? weighed.cost : forbidden
}

/** The distance to each offer, worked out once for every two areas. */
function distanceFinder(offers: readonly Offer[]): (area: AreaCode) => Uint8Array {
  const areas = [...new Set(offers.map((offer) => offer.areaCode))]
  const places = new Map(areas.map((area, place) => [area, place]))
  const placeOf = Int32Array.from(offers, (offer) => places.get(offer.areaCode) as number)
  const known = new Map<AreaCode, Uint8Array>()
  return (area) => {
    const before = known.get(area)
    if (before) return before
    const byArea = areas.map((other) => distanceOf(area, other))
    const away = Uint8Array.from(placeOf, (place) => byArea[place] as number)
    known.set(area, away)
    return away
  }
}
