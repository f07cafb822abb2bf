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
export const mostCandidates = 300_000

export type Candidates = { household: string; helper: string; cost: number }[]

const groups: readonly PairFacts['group'][] = ['cadre', 'social', 'body']
// How many combinations the facts of a helper alone have: seniority, group, whether kinship can be known.
const ownClasses = 2 * groups.length * 2
// Distance, and whether skill and language fit: what depends on both sides.
const sharedClasses = 6 * 2 * 2
const classes = ownClasses * sharedClasses
const forbidden = 2 ** 30
const unknownCost = -forbidden

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
 * stands by it now, stood by it before or belongs to its unit is always among them. Among equals the choice starts at
 * another place for every family, so that not all of them want the same few. What families of one village with the same
 * needs have in common is worked out once: the facts of most pairs fall into a few hundred classes, each weighed once.
 * `watch` is called for every family.
 */
export function candidatesFor(
  seekers: readonly Seeker[],
  offers: readonly Offer[],
  each: number,
  suitability: Suitability,
  watch: (done: number) => void = () => {},
): Candidates {
  const found: Candidates = []
  const field = fieldOf(offers)
  const known = new Map<string, Nearest>()
  for (const [turn, seeker] of seekers.entries()) {
    watch(turn)
    const need = needOf(seeker, field)
    const key = `${seeker.areaCode} ${need.skills} ${need.languages} ${severityOf(seeker)}`
    const nearest = known.get(key) ?? nearestFor(seeker, need, field, each, suitability)
    known.set(key, nearest)
    const special = specialOf(seeker, field)
    const isTied = (at: number) => seeker.bodies.includes((offers[at] as Offer).organisationId ?? '')
    const take = (at: number, cost: number) =>
      found.push({ household: seeker.id, helper: (offers[at] as Offer).id, cost })
    for (let k = 0; k < nearest.within.length; k++) {
      const at = nearest.within[k] as number
      if (!special.has(at) && !isTied(at)) take(at, nearest.costs[k] as number)
    }
    const { edge, edgeCost } = nearest
    for (let step = 0, left = nearest.among; step < edge.length && left > 0; step++) {
      const at = edge[(step + turn) % edge.length] as number
      if (special.has(at) || isTied(at)) continue
      take(at, edgeCost)
      left--
    }
    for (const { at, cost } of tiedTo(seeker, need, field, nearest, suitability, each))
      if (!special.has(at)) take(at, cost)
    for (const at of special) {
      const weighed = suitability.weigh(factsOf(seeker, offers[at] as Offer))
      if (weighed.forbiddenBy === undefined) take(at, weighed.cost)
    }
  }
  return found
}

/** Offers as numbers, made once for a run. */
type Field = {
  readonly distances: (area: AreaCode) => Uint8Array
  readonly skills: Bits<Skill>
  readonly languages: Bits<Language>
  readonly skillMasks: Int32Array
  readonly languageMasks: Int32Array
  readonly own: Int32Array
  readonly placeOf: ReadonlyMap<string, number>
  readonly ofUnit: ReadonlyMap<string, readonly number[]>
}

function fieldOf(offers: readonly Offer[]): Field {
  const skills = new Bits<Skill>()
  const languages = new Bits<Language>()
  const ofUnit = new Map<string, number[]>()
  for (const [at, { organisationId }] of offers.entries()) {
    if (organisationId === null) continue
    const unit = ofUnit.get(organisationId)
    if (unit) unit.push(at)
    else ofUnit.set(organisationId, [at])
  }
  return {
    distances: distanceFinder(offers),
    skills,
    languages,
    skillMasks: Int32Array.from(offers, (offer) => skills.maskOf(offer.skills)),
    languageMasks: Int32Array.from(offers, (offer) => languages.maskOf(offer.languages)),
    own: Int32Array.from(offers, ownClass),
    placeOf: new Map(offers.map((offer, place) => [offer.id, place])),
    ofUnit,
  }
}

type Need = { readonly skills: number; readonly languages: number; readonly speaks: boolean }

function needOf(seeker: Seeker, field: Field): Need {
  const language = wantedLanguage(seeker)
  return {
    skills: field.skills.maskOf(wantedSkills(seeker)),
    languages: language === undefined ? 0 : field.languages.maskOf([language]),
    speaks: language !== undefined,
  }
}

/** The helpers below a cost, those of exactly that cost, and how many of the latter are taken. */
type Nearest = {
  readonly within: readonly number[]
  readonly costs: readonly number[]
  readonly edge: readonly number[]
  readonly edgeCost: number
  readonly among: number
  readonly classOf: Int16Array
  /** What a helper of each class costs who belongs to the family's own unit; worked out as it is asked for. */
  readonly tiedCosts: Int32Array
}

/** The cheapest helpers of the family's own unit and of the body that answers for it. */
function tiedTo(
  seeker: Seeker,
  need: Need,
  { ofUnit }: Field,
  { classOf, tiedCosts }: Nearest,
  suitability: Suitability,
  each: number,
): { at: number; cost: number }[] {
  const tied = seeker.bodies.flatMap((body) =>
    (ofUnit.get(body) ?? []).map((at) => {
      const of = classOf[at] as number
      if (tiedCosts[of] === unknownCost) tiedCosts[of] = weighClass(of, seeker, need, suitability, true)
      return { at, cost: tiedCosts[of] as number }
    }),
  )
  const allowed = tied.filter(({ cost }) => cost !== forbidden)
  if (allowed.length <= each) return allowed
  return allowed.sort((one, other) => one.cost - other.cost).slice(0, each)
}

function nearestFor(seeker: Seeker, need: Need, field: Field, each: number, suitability: Suitability): Nearest {
  const away = field.distances(seeker.areaCode)
  const { own, skillMasks, languageMasks } = field
  const classOf = new Int16Array(away.length)
  const counts = new Int32Array(classes)
  for (let at = 0; at < away.length; at++) {
    const skilled = (need.skills & (skillMasks[at] as number)) !== 0 ? 1 : 0
    const speaks = (need.languages & (languageMasks[at] as number)) !== 0 ? 1 : 0
    const of = (own[at] as number) * sharedClasses + (away[at] as number) * 4 + skilled * 2 + speaks
    classOf[at] = of
    counts[of] = (counts[of] as number) + 1
  }
  const costs = new Int32Array(classes)
  for (let of = 0; of < classes; of++)
    if ((counts[of] as number) > 0) costs[of] = weighClass(of, seeker, need, suitability)
  const limit = limitOf(counts, each, costs)
  const within: number[] = []
  const edge: number[] = []
  for (let at = 0; at < away.length; at++) {
    const cost = costs[classOf[at] as number] as number
    if (cost === limit.cost) edge.push(at)
    else if (cost < limit.cost) within.push(at)
  }
  const costOf = (at: number) => costs[classOf[at] as number] as number
  const tiedCosts = new Int32Array(classes).fill(unknownCost)
  return { within, costs: within.map(costOf), edge, edgeCost: limit.cost, among: limit.among, classOf, tiedCosts }
}

/** Helpers about whom more is known for this family than their class says: kin, here before, here now. */
function specialOf(seeker: Seeker, { placeOf }: Field): ReadonlySet<number> {
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
function limitOf(counts: Int32Array, each: number, costs: Int32Array): { cost: number; among: number } {
  const used: { cost: number; count: number }[] = []
  for (let of = 0; of < counts.length; of++)
    if ((counts[of] as number) > 0 && costs[of] !== forbidden)
      used.push({ cost: costs[of] as number, count: counts[of] as number })
  used.sort((one, other) => one.cost - other.cost)
  let left = each
  for (let at = 0; at < used.length; ) {
    const { cost } = used[at] as { cost: number }
    let same = 0
    for (; at < used.length && used[at]?.cost === cost; at++) same += (used[at] as { count: number }).count
    if (same >= left) return { cost, among: left }
    left -= same
  }
  return { cost: forbidden, among: 0 }
}

function ownClass(offer: Offer): number {
  return (
    ((seniorityOf(offer) - 1) * groups.length + groups.indexOf(groupOf(offer.kind))) * 2 + (offer.unknownKin ? 1 : 0)
  )
}

/** What the rules say of a class, for helpers who have nothing else to do with the family. */
function weighClass(of: number, seeker: Seeker, need: Need, suitability: Suitability, sameUnit = false): number {
  const shared = of % sharedClasses
  const own = (of - shared) / sharedClasses
  const weighed = suitability.weigh({
    distance: shared >> 2,
    sameUnit,
    skillFits: need.skills === 0 ? null : (shared & 2) !== 0,
    languageFits: need.speaks ? (shared & 1) !== 0 : null,
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
    const away = new Uint8Array(placeOf.length)
    for (let at = 0; at < away.length; at++) away[at] = byArea[placeOf[at] as number] as number
    known.set(area, away)
    return away
  }
}
