import type { Day } from '../../core/date.ts'
import { birthOf } from '../../core/identity-number.ts'

/** What is compared of somebody; the number is open here and nowhere else. */
export type Candidate = {
  id: string
  householdId: string
  name: string
  pinyin: string
  /** The first letters of the syllables of the name, asked for only when the other name may be made of them. */
  initials(): string
  birthDate: Day | null
  sex: number | null
  identityNumber: string | null
  phoneHash: string | null
  address: string | null
  areaCode: string
  isHead: boolean
}

export type ReasonCode =
  | 'same_name'
  | 'same_sound'
  | 'near_name'
  | 'same_initials'
  | 'same_birth'
  | 'near_birth'
  | 'one_digit'
  | 'next_number'
  | 'same_phone'
  | 'same_address'
  | 'both_heads'
  | 'same_township'
  | 'same_county'
  | 'other_number'
  | 'other_birth'
  | 'other_sex'

/** Why two people may be one, or may not: points that add up to the score. */
export type Reason = { code: ReasonCode; points: number }

// What each finding says. Two numbers that are both complete and differ in more than a slip are two people's, unless much
// else agrees; homophones of the same birth day in one county are usually one name written twice.
const points: Record<ReasonCode, number> = {
  same_name: 30,
  same_sound: 25,
  near_name: 12,
  // Written in Latin letters, only their first ones: says little without the birth and a phone or a home.
  same_initials: 10,
  same_birth: 30,
  near_birth: 12,
  one_digit: 45,
  // Born on one day: the numbers of strangers differ in their order only, or in one digit of their county.
  next_number: -10,
  same_phone: 25,
  same_address: 15,
  both_heads: 5,
  same_township: 8,
  same_county: 5,
  other_number: -40,
  other_birth: -20,
  other_sex: -25,
}

const told = Object.keys(points) as ReasonCode[]

/** From this score on an officer is asked. */
export const askedFrom = 55

/** The address without spaces, signs and full-width forms; undefined when it says too little to tell homes apart. */
function plainAddress(address: string | null): string | undefined {
  const plain = (address ?? '').normalize('NFKC').replace(/[\s\p{P}]/gu, '')
  return plain.length >= 4 && /\d|[一二三四五六七八九十]/.test(plain) ? plain : undefined
}

/** What somebody is brought together with others by; null where too little is known. */
export type Blocks = {
  /** The birth day, with the first letter of the name, and with its whole sound. */
  birth: { wide: string; narrow: string } | null
  number: string | null
  phone: string | null
  home: string | null
}

/**
 * Texts of which at least one is the same for two people whom a slip of the pen has made of one: the birth day with the
 * first letter of the name, area and order of the number with the name's sound where the birth is wrong, the phone with the
 * first letter, the home with the head's name. The first letter alone, because initials have no more in common with a name.
 */
export function blocksOf(person: Candidate): Blocks {
  const { pinyin, identityNumber: number, phoneHash } = person
  const begin = pinyin.slice(0, 1)
  const birth = person.birthDate ?? (number ? birthOf(number) : null)
  const home = person.isHead ? plainAddress(person.address) : undefined
  return {
    birth: birth ? { wide: `b|${birth}|${begin}`, narrow: `s|${pinyin}` } : null,
    number: number ? `n|${number.slice(0, 6)}|${number.slice(14, 17)}|${pinyin}` : null,
    phone: phoneHash ? `p|${phoneHash}|${begin}` : null,
    home: home ? `a|${home}|${pinyin}` : null,
  }
}

/** How many characters differ when both are equally long; more than there are otherwise. */
function differing(one: string, other: string): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY
  let count = 0
  for (let place = 0; place < one.length; place++) if (one[place] !== other[place]) count++
  return count
}

/** One wrong character, or two neighbours in each other's place. */
export function oneSlip(one: string, other: string): boolean {
  const count = differing(one, other)
  if (count === 1) return true
  if (count !== 2) return false
  const place = [...one].findIndex((character, index) => character !== other[index])
  return one[place] === other[place + 1] && one[place + 1] === other[place]
}

function nameReason(one: Candidate, other: Candidate): ReasonCode | undefined {
  if (one.name === other.name) return 'same_name'
  if (one.pinyin === other.pinyin) return 'same_sound'
  const [longer, shorter] = one.name.length >= other.name.length ? [one.name, other.name] : [other.name, one.name]
  const without =
    longer.length - shorter.length === 1 &&
    [...longer].some((_, place) => longer.slice(0, place) + longer.slice(place + 1) === shorter)
  if (oneSlip(one.name, other.name) || without) return 'near_name'
  return standsFor(one.name, other) || standsFor(other.name, one) ? 'same_initials' : undefined
}

/** Whether somebody's name was written as its initials only: WXY for 王秀英. */
const standsFor = (initials: string, { name, initials: own }: Candidate): boolean =>
  /^[A-Za-z]{2,4}$/.test(initials) && initials.length === [...name].length && initials.toLowerCase() === own()

function birthReason(one: Candidate, other: Candidate): ReasonCode | undefined {
  if (!one.birthDate || !other.birthDate) return undefined
  if (one.birthDate === other.birthDate) return 'same_birth'
  const [a, b] = [one.birthDate, other.birthDate]
  return oneSlip(a, b) || nearby(a, b) ? 'near_birth' : 'other_birth'
}

/** Within one year: day and month in each other's place, the next day, or the same day of the next month. */
function nearby(one: Day, other: Day): boolean {
  if (one.slice(0, 4) !== other.slice(0, 4)) return false
  const [month, day, otherMonth, otherDay] = [one.slice(5, 7), one.slice(8), other.slice(5, 7), other.slice(8)]
  if (month === otherDay && day === otherMonth) return true
  if (month === otherMonth) return Math.abs(Number(day) - Number(otherDay)) === 1
  return day === otherDay && Math.abs(Number(month) - Number(otherMonth)) === 1
}

/** `alike` is whether the names have anything in common: numbers of strangers born on one day often differ in one digit. */
function numberReason(one: Candidate, other: Candidate, alike: boolean): ReasonCode | undefined {
  if (!one.identityNumber || !other.identityNumber) return undefined
  // The check character follows from the rest.
  const [a, b] = [one.identityNumber.slice(0, 17), other.identityNumber.slice(0, 17)]
  // Names that sound different and numbers of one birth day: one slip in both is rarer than two neighbours.
  if (a !== b && one.pinyin !== other.pinyin && a.slice(6, 14) === b.slice(6, 14) && isNext(a, b)) return 'next_number'
  if (oneSlip(a, b)) return alike ? 'one_digit' : 'next_number'
  return a === b ? undefined : 'other_number'
}

/** Numbers of one birth day that differ in their order, or by one slip in their area. */
const isNext = (a: string, b: string): boolean => a.slice(0, 6) === b.slice(0, 6) || oneSlip(a, b)

const placeReason = (one: string, other: string): ReasonCode | undefined =>
  one.slice(0, 9) === other.slice(0, 9) && !one.startsWith('000', 6)
    ? 'same_township'
    : one.slice(0, 6) === other.slice(0, 6)
      ? 'same_county'
      : undefined

/** Whether two people may be one: the score from 0 to 100 and what it is made of. */
export function compare(one: Candidate, other: Candidate): { score: number; reasons: Reason[] } {
  const name = nameReason(one, other)
  return scored([
    ...openReasons(one, other, name),
    homeReason(one, other),
    numberReason(one, other, name !== undefined),
  ])
}

/**
 * The comparison of two people about whom an officer is to be asked; undefined for all others. Most people who share a key
 * have little else in common, and that is seen before addresses are read and numbers are opened.
 */
export function asked(one: Candidate, other: Candidate): { score: number; reasons: Reason[] } | undefined {
  const name = nameReason(one, other)
  const known = openReasons(one, other, name)
  const most = points.same_address + (name ? points.one_digit : 0)
  if (sumOf(known) + most < askedFrom) return undefined
  const home = homeReason(one, other)
  if (sumOf([...known, home]) + (name ? points.one_digit : 0) < askedFrom) return undefined
  const whole = scored([...known, home, numberReason(one, other, name !== undefined)])
  return whole.score >= askedFrom ? whole : undefined
}

/** What is said by columns that are neither sealed nor need reading. */
const openReasons = (one: Candidate, other: Candidate, name: ReasonCode | undefined): (ReasonCode | undefined)[] => [
  name,
  birthReason(one, other),
  one.phoneHash && one.phoneHash === other.phoneHash ? 'same_phone' : undefined,
  one.isHead && other.isHead ? 'both_heads' : undefined,
  placeReason(one.areaCode, other.areaCode),
  isSex(one.sex) && isSex(other.sex) && one.sex !== other.sex ? 'other_sex' : undefined,
]

function homeReason(one: Candidate, other: Candidate): ReasonCode | undefined {
  if (!one.address || !other.address) return undefined
  const home = plainAddress(one.address)
  return home && home === plainAddress(other.address) ? 'same_address' : undefined
}

const sumOf = (codes: readonly (ReasonCode | undefined)[]): number =>
  codes.reduce((total, code) => total + (code ? points[code] : 0), 0)

/** Reasons in the order in which they are always told. */
function scored(found: readonly (ReasonCode | undefined)[]): { score: number; reasons: Reason[] } {
  const codes = told.filter((code) => found.includes(code))
  const reasons = codes.map((code) => ({ code, points: points[code] }))
  return { score: Math.max(0, Math.min(100, sumOf(codes))), reasons }
}

const isSex = (sex: number | null): boolean => sex === 1 || sex === 2

// From so many open questions about one person an officer learns no more: namesakes of one birth without a number.
export const mostQuestions = 20
