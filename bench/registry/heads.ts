import { type City, countyNames, type Family, nextFamily } from './county.ts'
import { slipped } from './slips.ts'

/** A family whose head has a number, as rosters ask for it. */
export type Head = Family & { people: [Family['people'][number] & { number: string }] }

const isHead = (family: Family): family is Head => Boolean(family.people[0]?.number)

/** An address as rosters write it, its county first. */
const addressed = (family: Family): Family => ({
  ...family,
  address: family.address && `${countyNames[family.areaCode.slice(0, 6)]}${family.address}`,
})

// Enough to plant three in a hundred of a roster with a fifth of the people on file.
const everyFamily = 25

/** The families of so many people; some of them, heads alone, are put aside to be met again. */
export function* familiesOnFile(city: City, persons: number, aside: Head[]): Generator<Family> {
  for (let known = 0, place = 0; known < persons; place++) {
    const family = addressed(nextFamily(city))
    const alone = { ...family, people: family.people.slice(0, 1) }
    if (place % everyFamily === 0 && isHead(alone)) aside.push(alone)
    known += family.people.length
    yield family
  }
}

/** The head of a family that nobody has met yet. */
export function nextHead(city: City): Head {
  for (;;) {
    const family = addressed(nextFamily(city))
    const alone = { ...family, people: family.people.slice(0, 1) }
    if (isHead(alone)) return alone
  }
}

// The slips that leave a number, without which a roster's row is not filed.
const kinds = ['neighbours in the number exchanged', 'a digit of the number, phone changed']

/** The same head with another number by a slip of the pen; undefined where none is found that says the same sex. */
export function slippedHead(city: City, head: Head, turn: number): Head | undefined {
  const again = slipped(city, kinds[turn % kinds.length] as string, head)
  if (!again || !isHead(again)) return undefined
  const [{ number, sex }] = again.people
  return Number(number[16]) % 2 === sex % 2 ? again : undefined
}
