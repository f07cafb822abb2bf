import { type AreaCode, ancestorsOf, contains, levelOf } from '../../core/area-code.ts'
import type { Cause } from '../registry/model.ts'
import type { Reason, Skill } from './model.ts'

/** A family that looks for a helper. */
export type Seeker = {
  id: string
  areaCode: AreaCode
  category: string | null
  causes: readonly string[]
  /** The unit of the family and the body that answers for it. */
  bodies: readonly string[]
  /** Helpers who are members of the family. */
  kin: readonly string[]
}

/** A helper with room. */
export type Offer = {
  id: string
  areaCode: AreaCode
  organisationId: string | null
  skills: readonly Skill[]
  families: number
  room: number
}

// What a step away costs: near helpers come more often. Points, not metres; a later issue makes them data.
const distanceCosts = { village: 0, township: 100, county: 300, prefecture: 600, province: 900, country: 1200 } as const
const otherUnitCost = 200
const noSkillCost = 150
/** A family left without a helper costs more than any helper could. */
const unservedCost = 20_000
const severityCosts: Readonly<Record<string, number>> = { severe: 20_000, accident: 10_000 }

/** Which skills help against which cause; a cause without an entry makes no difference between helpers. */
const skillsFor: Partial<Record<Cause, readonly Skill[]>> = {
  illness: ['medicine', 'counselling'],
  disability: ['medicine', 'counselling', 'commerce'],
  schooling: ['education'],
  unemployed: ['management', 'crafts', 'commerce', 'building', 'driving', 'farming', 'breeding', 'finance'],
  disaster: ['building', 'farming', 'breeding'],
  accident: ['law', 'medicine'],
}

/** What the `number`-th family (from 0) of a helper costs on top: never falling, so that loads come out even. */
export const loadCost = (number: number): number => (number === 0 ? 0 : 50 + number * 200)

/** Costs of the families a helper would get next. */
export const loadCosts = (offer: Offer): number[] =>
  Array.from({ length: offer.room }, (_, index) => loadCost(offer.families + index))

/** What leaving a family without a helper costs: the hardest cases are served first. */
export const costUnserved = (seeker: Seeker): number => unservedCost + (severityCosts[seeker.category ?? ''] ?? 0)

/** The nearest area that holds both. */
export const sharedLevel = (one: AreaCode, other: AreaCode) =>
  levelOf([one, ...ancestorsOf(one)].find((area) => contains(area, other)) ?? one)

const skillPlaces: readonly Skill[] = [...new Set(Object.values(skillsFor).flat())]

/** Skills that would help against the family's causes, the most important cause first. */
const wantedSkills = (seeker: Seeker): Skill[] => seeker.causes.flatMap((cause) => skillsFor[cause as Cause] ?? [])

/** The skill that fits a cause of the family; undefined when none does; null when no cause asks for one. */
export function fittingSkill(seeker: Seeker, skills: readonly Skill[]): Skill | undefined | null {
  const wanted = wantedSkills(seeker)
  if (wanted.length === 0) return null
  return wanted.find((skill) => skills.includes(skill))
}

/** What speaks for and against a helper for a family, without the load, which depends on the other pairs. */
export function reasonsFor(seeker: Seeker, offer: Offer): Reason[] {
  const level = sharedLevel(seeker.areaCode, offer.areaCode)
  const own = offer.organisationId !== null && seeker.bodies.includes(offer.organisationId)
  const skill = fittingSkill(seeker, offer.skills)
  return [
    { rule: 'distance', fact: level, cost: distanceCosts[level] },
    { rule: 'unit', fact: own ? 'own' : 'other', cost: own ? 0 : otherUnitCost },
    ...(skill === null ? [] : [{ rule: 'skill' as const, fact: skill ?? 'none', cost: skill ? 0 : noSkillCost }]),
  ]
}

export const costOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, reason) => sum + reason.cost, 0)

/** The reason for a helper's load when it has `families` before this one. */
export const loadReason = (families: number): Reason => ({
  rule: 'load',
  fact: String(families),
  cost: loadCost(families),
})

/** Pairs looked at in one run: enough for 600 families with 600 helpers, each with each. */
export const mostCandidates = 400_000

export type Candidates = { household: string; helper: string; cost: number }[]

const levelNames = Object.keys(distanceCosts) as (keyof typeof distanceCosts)[]
// Level of the shared area, own unit or not, fitting skill or not: so many different costs there are.
const classes = levelNames.length * 4
const classCosts = Array.from({ length: classes }, (_, of) => {
  const level = levelNames[of >> 2] as keyof typeof distanceCosts
  return distanceCosts[level] + (of & 2 ? otherUnitCost : 0) + (of & 1 ? noSkillCost : 0)
})
const classesByCost = Array.from(classCosts.keys()).sort((one, other) => costAt(one) - costAt(other))
function costAt(of: number): number {
  return classCosts[of] as number
}

/** Skills as bits; one that helps against no cause has none. */
const maskOf = (skills: readonly Skill[]): number =>
  skillPlaces.reduce((mask, skill, place) => (skills.includes(skill) ? mask | (1 << place) : mask), 0)

/**
 * For each family its cheapest helpers, `each` of them (all when there are not more), never its own kin. Among equals the
 * choice starts at another place for every family, so that not all of them want the same few. Every pair is looked at,
 * so the inner loop compares numbers only.
 */
export function candidatesFor(seekers: readonly Seeker[], offers: readonly Offer[], each: number): Candidates {
  const found: Candidates = []
  const levelsOf = levelFinder(offers)
  const masks = Int32Array.from(offers, (offer) => maskOf(offer.skills))
  const buckets: number[][] = Array.from({ length: classes }, () => [])
  for (const [place, seeker] of seekers.entries()) {
    const levels = levelsOf(seeker.areaCode)
    const wanted = maskOf(wantedSkills(seeker))
    for (const bucket of buckets) bucket.length = 0
    for (let step = 0; step < offers.length; step++) {
      const index = (step + place) % offers.length
      const unit = (offers[index] as Offer).organisationId
      const foreign = unit !== null && seeker.bodies.includes(unit) ? 0 : 2
      const unskilled = wanted === 0 || (wanted & (masks[index] as number)) !== 0 ? 0 : 1
      buckets[((levels[index] as number) << 2) | foreign | unskilled]?.push(index)
    }
    let left = each
    for (const of of classesByCost) {
      if (left <= 0) break
      for (const index of buckets[of] as number[]) {
        const helper = (offers[index] as Offer).id
        if (left <= 0) break
        if (seeker.kin.includes(helper)) continue
        found.push({ household: seeker.id, helper, cost: costAt(of) })
        left--
      }
    }
  }
  return found
}

/** The level shared with each offer, worked out once for every two areas. */
function levelFinder(offers: readonly Offer[]): (area: AreaCode) => Uint8Array {
  const areas = [...new Set(offers.map((offer) => offer.areaCode))]
  const places = new Map(areas.map((area, place) => [area, place]))
  const placeOf = Int32Array.from(offers, (offer) => places.get(offer.areaCode) as number)
  const known = new Map<AreaCode, Uint8Array>()
  return (area) => {
    const before = known.get(area)
    if (before) return before
    const byArea = areas.map((other) => levelNames.indexOf(sharedLevel(area, other)))
    const levels = Uint8Array.from(placeOf, (place) => byArea[place] as number)
    known.set(area, levels)
    return levels
  }
}
