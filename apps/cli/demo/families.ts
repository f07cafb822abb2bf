import { type Day, daysBetween } from '../../../core/date.ts'
import { type IdentityRegister, inventBirth } from './identity.ts'
import { inventGivenName, inventName, inventPhone, inventSurname, isDotted, type Sex } from './names.ts'
import type { Dice } from './random.ts'
import type { DemoMember, Employment, Relation, School } from './rows.ts'

// A family by its places: Head, Spouse, Child, Parent, Other (a brother or sister).
const families: readonly (readonly [size: number, weight: number, kinds: readonly (readonly [string, number])[]])[] = [
  [1, 120, [['H', 1]]],
  [
    2,
    270,
    [
      ['HS', 45],
      ['HC', 40],
      ['HP', 13],
      ['HO', 2],
    ],
  ],
  [
    3,
    380,
    [
      ['HSC', 72],
      ['HSP', 6],
      ['HCC', 8],
      ['HCP', 12],
      ['HPP', 2],
    ],
  ],
  [
    4,
    150,
    [
      ['HSCC', 45],
      ['HSCP', 50],
      ['HSPP', 5],
    ],
  ],
  [
    5,
    60,
    [
      ['HSCPP', 45],
      ['HSCCP', 50],
      ['HSCCC', 5],
    ],
  ],
  [
    6,
    20,
    [
      ['HSCCPP', 70],
      ['HSCCCP', 20],
      ['HSCCPO', 10],
    ],
  ],
]

type Person = { relation: Relation; relationCode: string; sex: Sex; age: number; name: string; ethnicity: string }

const other = (sex: Sex): Sex => (sex === 1 ? 2 : 1)

/** Codes of GB/T 4761 for children: an only child, else the eldest, the second, any other of its sex. */
function childCode(sex: Sex, children: readonly Sex[], place: number): string {
  const tens = sex === 1 ? 2 : 3
  if (children.length === 1) return `${tens}1`
  const elder = children.slice(0, place).filter((one) => one === sex).length
  return `${tens}${Math.min(elder, 3) + 2}`
}

function headAge(dice: Dice, kind: string): number {
  if (kind === 'H')
    return dice.weighted([
      [dice.whole(38, 59), 55],
      [dice.whole(60, 84), 45],
    ])
  if (kind.includes('C')) return dice.whole(33, 59)
  return kind.includes('P') ? dice.whole(31, 58) : dice.whole(40, 74)
}

// Two years of birth apart are more than ten months apart on whatever days.
const yearsBetween = 2

/** Ages of children of one mother, the eldest first, no two of them born within ten months. */
function apart(ages: readonly number[]): number[] {
  const sorted = [...ages].sort((one, two) => two - one)
  for (let place = 1; place < sorted.length; place++)
    sorted[place] = Math.min(sorted[place] as number, (sorted[place - 1] as number) - yearsBetween)
  // Where the youngest would not be born yet, the elder ones are older.
  for (let place = sorted.length - 1; place >= 0; place--) {
    const least = place === sorted.length - 1 ? 0 : (sorted[place + 1] as number) + yearsBetween
    sorted[place] = Math.max(sorted[place] as number, least)
  }
  return sorted
}

/** Who belongs to the family: relation, sex, age, name. Children bear their father's surname. */
function inventPersons(dice: Dice, kind: string, year: number, ethnicity: string): Person[] {
  const sex: Sex = dice.chance(0.62) ? 1 : 2
  const age = headAge(dice, kind)
  const places = [...kind]
  const childrenSexes = places.filter((place) => place === 'C').map((): Sex => (dice.chance(0.52) ? 1 : 2))
  const childAges = apart(childrenSexes.map(() => Math.max(0, age - dice.whole(22, 34))))
  const dotted = isDotted(ethnicity)
  const ownName = inventName(dice, sex, year - age, ethnicity)
  const ownSurname = dotted ? undefined : ownName.slice(0, /^(?:欧阳|上官|司徒|诸葛)/.test(ownName) ? 2 : 1)
  const spouseSurname = inventSurname(dice, ethnicity)
  const spouseName = inventName(dice, other(sex), year - age, ethnicity, dotted ? undefined : spouseSurname)
  // Where the mother is the head the children's surname is the other one, also when the father is gone.
  const fathers = dotted ? (sex === 1 ? ownName : spouseName).split('·')[0] : sex === 1 ? ownSurname : spouseSurname
  const firstParent: Sex = dice.chance(0.4) ? 1 : 2
  let child = 0
  let parent = 0
  return places.map((place): Person => {
    if (place === 'H') return { relation: 'head', relationCode: '02', sex, age, name: ownName, ethnicity }
    if (place === 'S') {
      const spouseAge = Math.max(22, age + dice.whole(-5, 4))
      const relationCode = sex === 1 ? '12' : '11'
      return { relation: 'spouse', relationCode, sex: other(sex), age: spouseAge, name: spouseName, ethnicity }
    }
    if (place === 'C') {
      const [own, years] = [childrenSexes[child] as Sex, childAges[child] as number]
      const relationCode = childCode(own, childrenSexes, child++)
      const name = inventName(dice, own, year - years, ethnicity, fathers)
      return { relation: 'child', relationCode, sex: own, age: years, name, ethnicity }
    }
    if (place === 'P') {
      const own = parent++ === 0 ? firstParent : other(firstParent)
      const years = Math.min(96, age + dice.whole(20, 33))
      const name = inventName(dice, own, year - years, ethnicity, own === 1 ? ownSurname : undefined)
      return { relation: 'parent', relationCode: own === 1 ? '51' : '52', sex: own, age: years, name, ethnicity }
    }
    const own: Sex = dice.chance(0.5) ? 1 : 2
    const years = Math.max(18, age + dice.whole(-8, 8))
    const elder = years > age
    const relationCode = own === 1 ? (elder ? '71' : '73') : elder ? '75' : '77'
    const name = ownSurname
      ? ownSurname + inventGivenName(dice, own, year - years)
      : inventName(dice, own, year - years, ethnicity)
    return { relation: 'other', relationCode, sex: own, age: years, name, ethnicity }
  })
}

function occupation(
  dice: Dice,
  age: number,
  sex: Sex,
  urban: boolean,
): { employment: Employment; school: School | null } {
  if (age < 16) return { employment: 'child', school: age >= 6 ? 'compulsory' : null }
  if (age < 19 && dice.chance(0.93)) return { employment: 'student', school: 'upper_secondary' }
  if (age < 23 && dice.chance(0.6)) return { employment: 'student', school: 'higher' }
  if (age >= (sex === 1 ? 60 : 55))
    return { employment: urban || dice.chance(0.6) ? 'retired' : 'unable', school: null }
  return {
    employment: dice.weighted([
      ['employed', 47],
      ['unemployed', 38],
      ['unable', 15],
    ]),
    school: null,
  }
}

/** Health by GB/T 2261.3 and the grade of a disability; those unable to work are ill or disabled. */
function condition(
  dice: Dice,
  age: number,
  employment: Employment,
): { health: string; disabilityGrade: number | null } {
  const disabled = dice.chance(employment === 'unable' ? 0.55 : employment === 'child' ? 0.015 : 0.05)
  if (disabled) {
    const health = dice.weighted([
      ['64', 55],
      ['61', 12],
      ['62', 10],
      ['65', 9],
      ['66', 11],
      ['67', 3],
    ])
    return {
      health,
      disabilityGrade: dice.weighted([
        [1, 14],
        [2, 28],
        [3, 30],
        [4, 28],
      ]),
    }
  }
  const ill = employment === 'unable' ? 1 : age < 16 ? 0.03 : age < 45 ? 0.12 : age < 60 ? 0.25 : 0.45
  if (!dice.chance(ill)) return { health: dice.chance(0.85) ? '10' : '20', disabilityGrade: null }
  const health = dice.weighted([
    ['31', 22],
    ['32', 20],
    ['33', 9],
    ['34', 10],
    ['35', 7],
    ['37', 14],
    ['41', 12],
    ['38', 6],
  ])
  return { health, disabilityGrade: null }
}

/** A birth day of about the age, with a number that nobody else has: a day with both numbers given out is passed over. */
function register(dice: Dice, given: IdentityRegister, county: string, person: Person, today: Day) {
  for (;;) {
    const birth = inventBirth(dice, Number(today.slice(0, 4)) - person.age, today)
    const identityNumber = given(county, birth, person.sex)
    if (identityNumber !== undefined && daysBetween(birth, today) >= 0) return { birth, identityNumber }
    // Newborn children of a day early in January have few days to choose from.
    if (person.age === 0) person.age = 1
  }
}

export type FamilyPlace = { county: string; urban: boolean; ethnicity: string; today: Day }

/** The members of a family, the head first, without incomes. */
export function inventFamily(dice: Dice, given: IdentityRegister, place: FamilyPlace): DemoMember[] {
  const [, , kinds] = dice.weighted(families.map((family) => [family, family[1]] as const))
  const year = Number(place.today.slice(0, 4))
  const persons = inventPersons(dice, dice.weighted(kinds), year, place.ethnicity)
  const members = persons.map((person): DemoMember => {
    const { birth, identityNumber } = register(dice, given, place.county, person, place.today)
    const { employment, school } = occupation(dice, person.age, person.sex, place.urban)
    const phone = person.relation === 'head' || (person.age >= 18 && dice.chance(0.4)) ? inventPhone(dice) : null
    const { health, disabilityGrade } = condition(dice, person.age, employment)
    const { name, sex, ethnicity, relation, relationCode } = person
    return {
      ...{ name, sex, ethnicity, identityNumber, birth, relation, relationCode },
      ...{ employment, school, disabilityGrade, health, phone, incomes: [] },
    }
  })
  return members
}
