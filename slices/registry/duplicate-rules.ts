import type { Day } from '../../core/date.ts'

/** What is compared of somebody; the number is open here and nowhere else. */
export type Candidate = {
  id: string
  householdId: string
  name: string
  pinyin: string
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

/** From this score on an officer is asked. */
export const askedFrom = 55

/** The address without spaces, signs and full-width forms; undefined when it says too little to tell homes apart. */
function plainAddress(address: string | null): string | undefined {
  const plain = (address ?? '').normalize('NFKC').replace(/[\s\p{P}]/gu, '')
  return plain.length >= 4 && /\d|[一二三四五六七八九十]/.test(plain) ? plain : undefined
}

/**
 * Texts of which at least one is the same for two people whom a slip of the pen has made of one: the birth day with the
 * beginning of the name, two of the three parts of the number with the name, the phone with the name, the home with the
 * head's name.
 */
export function blockingTexts(person: Candidate, phone: string | null): string[] {
  const begin = person.pinyin.slice(0, 2)
  const number = person.identityNumber
  const home = person.isHead ? plainAddress(person.address) : undefined
  const [area, birth, order] = number ? [number.slice(0, 6), number.slice(6, 14), number.slice(14, 17)] : []
  return [
    ...(person.birthDate ? [`b|${person.birthDate}|${begin}`] : []),
    ...(number
      ? [`n0|${area}|${birth}|${begin}`, `n1|${area}|${order}|${person.pinyin}`, `n2|${birth}|${order}|${begin}`]
      : []),
    ...(phone ? [`p|${phone}|${begin}`] : []),
    ...(home ? [`a|${home}|${person.pinyin}`] : []),
  ]
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
  return oneSlip(one.name, other.name) || without ? 'near_name' : undefined
}

function birthReason(one: Candidate, other: Candidate): ReasonCode | undefined {
  if (!one.birthDate || !other.birthDate) return undefined
  if (one.birthDate === other.birthDate) return 'same_birth'
  const [a, b] = [one.birthDate, other.birthDate]
  const swapped = a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)
  return swapped || oneSlip(a, b) ? 'near_birth' : 'other_birth'
}

/** `alike` is whether the names have anything in common: numbers of strangers born on one day often differ in one digit. */
function numberReason(one: Candidate, other: Candidate, alike: boolean): ReasonCode | undefined {
  if (!one.identityNumber || !other.identityNumber) return undefined
  // The check character follows from the rest.
  const [a, b] = [one.identityNumber.slice(0, 17), other.identityNumber.slice(0, 17)]
  if (a !== b && a.slice(0, 14) === b.slice(0, 14) && one.pinyin !== other.pinyin) return 'next_number'
  if (oneSlip(a, b)) return alike ? 'one_digit' : 'next_number'
  return differing(a, b) > 2 ? 'other_number' : undefined
}

const placeReason = (one: string, other: string): ReasonCode | undefined =>
  one.slice(0, 9) === other.slice(0, 9) && !one.startsWith('000', 6)
    ? 'same_township'
    : one.slice(0, 6) === other.slice(0, 6)
      ? 'same_county'
      : undefined

/** Whether two people may be one: the score from 0 to 100 and what it is made of. */
export function compare(one: Candidate, other: Candidate): { score: number; reasons: Reason[] } {
  const home = plainAddress(one.address)
  const name = nameReason(one, other)
  const codes: (ReasonCode | undefined)[] = [
    name,
    birthReason(one, other),
    numberReason(one, other, name !== undefined),
    one.phoneHash && one.phoneHash === other.phoneHash ? 'same_phone' : undefined,
    home && home === plainAddress(other.address) ? 'same_address' : undefined,
    one.isHead && other.isHead ? 'both_heads' : undefined,
    placeReason(one.areaCode, other.areaCode),
    isSex(one.sex) && isSex(other.sex) && one.sex !== other.sex ? 'other_sex' : undefined,
  ]
  const reasons = codes.filter((code) => code !== undefined).map((code) => ({ code, points: points[code] }))
  const sum = reasons.reduce((total, reason) => total + reason.points, 0)
  return { score: Math.max(0, Math.min(100, sum)), reasons }
}

const isSex = (sex: number | null): boolean => sex === 1 || sex === 2
