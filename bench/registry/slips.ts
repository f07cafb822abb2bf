import { checkCharacter, identityFault } from '../../core/identity-number.ts'
import { syllablesOf } from '../../slices/registry/filing-store.ts'
import { type Citizen, type City, counties, type Family, givenCharacter, newPhone } from './county.ts'
import { pick, type Random } from './random.ts'

// Read alike, written otherwise.
const alike: Readonly<Record<string, string>> = {
  英: '瑛',
  丽: '莉',
  莉: '丽',
  华: '桦',
  明: '铭',
  军: '君',
  伟: '玮',
  平: '萍',
  萍: '平',
  芳: '方',
  红: '洪',
  玉: '裕',
  兰: '岚',
  艳: '燕',
  霞: '侠',
  静: '敬',
  秀: '绣',
  国: '囯',
  建: '健',
  志: '智',
  文: '纹',
  强: '蔷',
  海: '嗨',
  春: '椿',
  永: '勇',
  德: '得',
  龙: '隆',
  宝: '保',
  庆: '磬',
  福: '富',
  林: '琳',
  东: '冬',
  桂: '贵',
  凤: '奉',
  淑: '叔',
  敏: '闵',
  梅: '玫',
  云: '芸',
  珍: '真',
}

const replaced = (text: string, place: number, by: string): string => text.slice(0, place) + by + text.slice(place + 1)

/** A number with its check character made good again; undefined when the slip is no day of the calendar or none at all. */
function mended(number: string, first17: string): string | undefined {
  const whole = first17 + checkCharacter(first17)
  return first17 === number.slice(0, 17) || identityFault(whole) ? undefined : whole
}

/** The number with such a slip that nobody else has; undefined when there is none. */
function attempts(city: City, number: string, slip: (first17: string, place: number) => string): string | undefined {
  for (let attempt = 0; attempt < 60; attempt++) {
    const first17 = slip(number.slice(0, 17), Math.floor(city.random() * 17))
    const found = city.numbers.has(first17) ? undefined : mended(number, first17)
    if (!found) continue
    city.numbers.add(first17)
    return found
  }
  return undefined
}

/** What became of somebody on file when he was written down again: changes the copies; false when there is nothing to slip in. */
type Slip = (person: Citizen, family: Family, city: City) => boolean

const withNumber = (person: Citizen, number: string | undefined): boolean => {
  if (!number) return false
  person.number = number
  person.birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return true
}
const without = (person: Citizen): void => {
  person.number = null
}

/** Another day of birth: the day before or after, the month before or after, or day and month in each other's place. */
function otherBirth(random: Random, birthDate: string): string | undefined {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  const [otherMonth, otherDay] = pick(random, [
    [month, day + (day > 1 ? -1 : 1)],
    [month + (month > 1 ? -1 : 1), day],
    [day, month],
  ] as const)
  const written = `${year}-${String(otherMonth).padStart(2, '0')}-${String(otherDay).padStart(2, '0')}`
  const exists = otherMonth <= 12 && new Date(`${written}T00:00:00Z`).toISOString().slice(0, 10) === written
  return exists && written !== birthDate ? written : undefined
}

const has = (person: Citizen): person is Citizen & { birthDate: string; number: string } =>
  person.number !== null && person.birthDate !== null

/** Every kind of slip. Each leaves as much as an officer would need to see that the two are one. */
const slips: Readonly<Record<string, Slip>> = {
  'a character of the name, phone the same': (person, _, { random }) => {
    if (!person.birthDate || !person.phone || person.name.length < 2) return false
    without(person)
    const place = 1 + Math.floor(random() * (person.name.length - 1))
    const other = givenCharacter(random, person.sex)
    if (person.name[place] === other) return false
    person.name = replaced(person.name, place, other)
    return true
  },
  'a character of the name, home the same': (person, family, { random }) => {
    if (!person.birthDate || !family.address || person.name.length < 3) return false
    without(person)
    person.phone = null
    const other = givenCharacter(random, person.sex)
    if (person.name[2] === other) return false
    person.name = replaced(person.name, 2, other)
    return true
  },
  'characters of the name exchanged, phone the same': (person) => {
    if (!person.birthDate || !person.phone || person.name.length !== 3 || person.name[1] === person.name[2])
      return false
    without(person)
    person.name = `${person.name[0]}${person.name[2]}${person.name[1]}`
    return true
  },
  'homophone, nothing but the birth': (person) => {
    const place = [...person.name].findLastIndex((character, index) => index > 0 && alike[character])
    if (place < 1 || !person.birthDate) return false
    without(person)
    person.phone = null
    person.name = replaced(person.name, place, alike[person.name[place] as string] as string)
    return true
  },
  'number missing, moved to another county': (person, family, { random }) => {
    if (!has(person)) return false
    without(person)
    person.phone = null
    family.address = null
    family.areaCode = `${pick(random, counties)}001000`
    return true
  },
  'neighbours in the number exchanged': (person, _, city) =>
    has(person) &&
    withNumber(
      person,
      attempts(city, person.number, (digits, at) =>
        at === 16 ? digits : digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2),
      ),
    ),
  'a digit of the number, phone changed': (person, _, city) => {
    if (!has(person)) return false
    person.phone = newPhone(city)
    // The seventeenth digit says the sex, and the first six have to be a place.
    return withNumber(
      person,
      attempts(city, person.number, (digits, at) =>
        at < 2 ? digits : replaced(digits, at, String(Math.floor(city.random() * 10))),
      ),
    )
  },
  'birth off by a day or a month, phone the same': (person, _, { random }) => {
    const other = person.phone && person.birthDate && otherBirth(random, person.birthDate)
    if (!other) return false
    without(person)
    person.birthDate = other
    return true
  },
  'birth off by a day or a month, home the same': (person, family, { random }) => {
    const other = family.address && person.birthDate && otherBirth(random, person.birthDate)
    if (!other) return false
    without(person)
    person.phone = null
    person.birthDate = other
    return true
  },
  'moved to another home, number missing': (person, family, { random }) => {
    if (!has(person)) return false
    without(person)
    family.address = `站前路${301 + Math.floor(random() * 100)}号`
    return true
  },
  'phone changed, birth and number missing': (person, family, city) => {
    if (!family.address || !person.name) return false
    without(person)
    person.birthDate = null
    person.phone = newPhone(city)
    return true
  },
  'initials for the name, phone the same': (person) => {
    if (!person.phone || !person.birthDate) return false
    without(person)
    person.name = syllablesOf(person.name)
      .map((syllable) => syllable.slice(0, 1).toUpperCase())
      .join('')
    return true
  },
}

export const kindsOfSlips = Object.keys(slips)

/** Writes the head of a family down again with a slip of this kind, alone; undefined when there is nothing to slip in. */
export function slipped(city: City, kind: string, family: Family): Family | undefined {
  const again = { ...(family.people[0] as Citizen) }
  const written = { ...family, people: [again] }
  return slips[kind]?.(again, written, city) ? written : undefined
}
