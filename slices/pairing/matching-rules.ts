import { type AreaCode, ancestorsOf, contains, levelOf } from '../../core/area-code.ts'
import type { Cause } from '../registry/model.ts'
import type { Kinship } from './matching-model.ts'
import type { HelperKind, Language, Reason, Skill } from './model.ts'
import { kindsOf } from './rules.ts'
import type { PairFacts, Suitability } from './suitability-rules.ts'

/** A family that looks for a helper. */
export type Seeker = {
  id: string
  areaCode: AreaCode
  category: string | null
  causes: readonly string[]
  /** Ethnicity of the head (GB/T 3304), from which another language is presumed. */
  ethnicity: string | null
  /** The unit of the family and the body that answers for it. */
  bodies: readonly string[]
  /** Helpers who are, or may be, of the family. */
  kin: ReadonlyMap<string, 'possible' | 'certain'>
  /** Helpers declared to have a conflict of interest. */
  conflicts: ReadonlySet<string>
  /** Helpers who stood by it before. */
  earlier: ReadonlySet<string>
  /** Who stands by it now, in a re-matching. */
  present: string | null
}

/** A helper with room. */
export type Offer = {
  id: string
  kind: HelperKind
  post: string | null
  areaCode: AreaCode
  organisationId: string | null
  skills: readonly Skill[]
  languages: readonly Language[]
  /** Neither identity number nor phone on file: kinship cannot be known. */
  unknownKin: boolean
  families: number
  room: number
}

const severities: Readonly<Record<string, number>> = { severe: 3, accident: 2, relative: 1 }
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

/** The language presumed with an ethnicity (GB/T 3304); the others speak Mandarin as a rule. */
const languageOf: Readonly<Record<string, Language>> = {
  '02': 'mongolian',
  '04': 'tibetan',
  '05': 'uyghur',
  '07': 'yi',
  '08': 'zhuang',
  '10': 'korean',
  '17': 'kazakh',
}

const leadingPost = /书记|县长|市长|区长|州长|局长|主任|主席|部长|院长|校长|处长|董事长|总经理/

/** Costs of the families a helper would get next. */
export const loadCosts = (offer: Offer, suitability: Suitability): number[] =>
  Array.from({ length: offer.room }, (_, index) => suitability.loadCost(offer.families + index))

/** What leaving a family without a helper costs: the hardest cases are served first. */
export const costUnserved = (seeker: Seeker): number => unservedCost + (severityCosts[seeker.category ?? ''] ?? 0)

/** The nearest area that holds both. */
export const sharedLevel = (one: AreaCode, other: AreaCode) =>
  levelOf([one, ...ancestorsOf(one)].find((area) => contains(area, other)) ?? one)

const levelNames = ['village', 'township', 'county', 'prefecture', 'province', 'country'] as const

// How many leading digits two codes share when the nearest area that holds both is of that level.
const sharedDigits = [12, 9, 6, 4, 2] as const

/** 0 the same village … 5 nothing nearer than the country: `sharedLevel` as a number, fast enough for millions of pairs. */
export function distanceOf(one: AreaCode, other: AreaCode): number {
  let level = 0
  while (level < 5 && !other.startsWith(one.slice(0, sharedDigits[level] as number))) level++
  // Prefectures without counties have their townships where others have counties.
  if (level === 2 && one.slice(4, 6) === '00') level = 3
  return Math.max(level, levelNames.indexOf(levelOf(one)), levelNames.indexOf(levelOf(other)))
}

/** Skills that would help against the family's causes, the most important cause first. */
export const wantedSkills = (seeker: Seeker): Skill[] =>
  seeker.causes.flatMap((cause) => skillsFor[cause as Cause] ?? [])

/** The language that is presumed in the family besides Mandarin. */
export const wantedLanguage = (seeker: Seeker): Language | undefined => languageOf[seeker.ethnicity ?? '']

export const groupOf = (kind: HelperKind): PairFacts['group'] =>
  kindsOf.cadre.includes(kind) ? 'cadre' : kindsOf.social.includes(kind) ? 'social' : 'body'

export const seniorityOf = (offer: Pick<Offer, 'kind' | 'post'>): number =>
  offer.kind === 'leading_cadre' || leadingPost.test(offer.post ?? '') ? 2 : 1

export const severityOf = (seeker: Seeker): number => severities[seeker.category ?? ''] ?? 0

export function kinshipOf(seeker: Seeker, offer: Pick<Offer, 'id' | 'unknownKin'>): Kinship {
  return seeker.kin.get(offer.id) ?? (offer.unknownKin ? 'unknown' : 'none')
}

/** Everything the rules may ask about a pair. */
export function factsOf(seeker: Seeker, offer: Offer): PairFacts {
  const wanted = wantedSkills(seeker)
  const language = wantedLanguage(seeker)
  return {
    distance: distanceOf(seeker.areaCode, offer.areaCode),
    sameUnit: offer.organisationId !== null && seeker.bodies.includes(offer.organisationId),
    skillFits: wanted.length === 0 ? null : wanted.some((skill) => offer.skills.includes(skill)),
    languageFits: language === undefined ? null : offer.languages.includes(language),
    severity: severityOf(seeker),
    seniority: seniorityOf(offer),
    earlier: seeker.earlier.has(offer.id),
    kinship: kinshipOf(seeker, offer),
    conflict: seeker.conflicts.has(offer.id),
    group: groupOf(offer.kind),
  }
}

/** What speaks for and against a helper for a family, rule by rule, without the load, which depends on the other pairs. */
export function reasonsFor(seeker: Seeker, offer: Offer, suitability: Suitability): Reason[] {
  const facts = factsOf(seeker, offer)
  return suitability
    .weigh(facts)
    .parts.map(({ key, cost }) => ({ rule: key, fact: factSaid(key, facts, seeker, offer), cost }))
    .filter((reason) => reason.fact !== '' || reason.cost !== 0)
}

/** The fact a standard rule speaks of; empty where it has nothing to say. Other rules are known by their name. */
function factSaid(key: string, facts: PairFacts, seeker: Seeker, offer: Offer): string {
  switch (key) {
    case 'distance':
      return levelNames[facts.distance] ?? 'country'
    case 'unit':
      return facts.sameUnit ? 'own' : 'other'
    case 'skill':
      if (facts.skillFits === null) return ''
      return wantedSkills(seeker).find((skill) => offer.skills.includes(skill)) ?? 'none'
    case 'language':
      return facts.languageFits === null ? '' : `${facts.languageFits ? '' : 'no_'}${wantedLanguage(seeker)}`
    case 'seniority':
      return facts.severity === 3 && facts.seniority > 1 ? 'senior' : ''
    case 'earlier':
      return facts.earlier ? 'yes' : ''
    case 'kin_possible':
      return facts.kinship === 'possible' ? 'possible' : ''
    default:
      return ''
  }
}

export const costOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, reason) => sum + reason.cost, 0)

/** The reason for a helper's load when it has `families` before this one. */
export const loadReason = (families: number, suitability: Suitability): Reason => ({
  rule: 'load',
  fact: String(families),
  cost: suitability.loadCost(families),
})
