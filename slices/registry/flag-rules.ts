import { ageOn, type Day } from '../../core/date.ts'
import type { Household, Person } from './model.ts'

const flags = ['zero_employment', 'no_labour', 'elderly_only', 'severe_disability', 'in_school', 'minors_only'] as const
export type Flag = (typeof flags)[number]

/** What follows from the members: that it is so, or that facts are missing to say it; with whom it concerns. */
export type DerivedFlag = { flag: Flag; state: 'yes' | 'unknown'; people: readonly string[] }

type Member = Pick<Person, 'name' | 'birthDate' | 'employment' | 'school' | 'disabilityGrade' | 'leftOn'>

const labourFrom = 16
// The statutory age of retirement moves month by month since 2025; who is retired is said of each person, and this age only
// decides of whom employment is asked at all.
const labourTo = 60

/** True, false, or undefined where the birth date is not known. */
const within = (member: Member, on: Day, from: number, to: number): boolean | undefined => {
  if (!member.birthDate) return undefined
  const age = ageOn(member.birthDate, on)
  return age >= from && age < to
}

/**
 * A zero-employment household: somebody of working age could work and is without work, and nobody is employed. Unknown
 * while employment is not filled in for somebody it depends on.
 */
function zeroEmployment(members: readonly Member[], on: Day): DerivedFlag | undefined {
  const flag = 'zero_employment'
  if (members.some((member) => member.employment === 'employed')) return undefined
  const unclear = members.filter(
    (member) => member.employment === null && within(member, on, labourFrom, labourTo) !== false,
  )
  if (unclear.length > 0) return { flag, state: 'unknown', people: unclear.map((member) => member.name) }
  const idle = members.filter(
    (member) => member.employment === 'unemployed' && within(member, on, labourFrom, labourTo) !== false,
  )
  return idle.length > 0 ? { flag, state: 'yes', people: idle.map((member) => member.name) } : undefined
}

/** What can be computed of a household on a day; nobody has to tick it, and it is never out of date. */
export function derivedFlags(
  household: Pick<Household, 'people'> | { people: readonly Member[] },
  on: Day,
): DerivedFlag[] {
  const members: readonly Member[] = household.people.filter((member) => member.leftOn === null)
  const names = (some: readonly Member[]) => some.map((member) => member.name)
  const all = (flag: Flag, holds: (member: Member) => boolean | undefined): DerivedFlag[] =>
    members.length > 0 && members.every((member) => holds(member) === true)
      ? [{ flag, state: 'yes', people: names(members) }]
      : []
  const some = (flag: Flag, holds: (member: Member) => boolean): DerivedFlag[] => {
    const found = members.filter(holds)
    return found.length > 0 ? [{ flag, state: 'yes', people: names(found) }] : []
  }
  const zero = zeroEmployment(members, on)
  return [
    ...(zero ? [zero] : []),
    ...all(
      'no_labour',
      (member) =>
        member.employment === 'unable' ||
        member.employment === 'child' ||
        within(member, on, 0, labourFrom) ||
        within(member, on, labourTo, 200),
    ),
    ...all('elderly_only', (member) => within(member, on, labourTo, 200)),
    ...all('minors_only', (member) => within(member, on, 0, 18)),
    ...some('severe_disability', (member) => member.disabilityGrade === 1 || member.disabilityGrade === 2),
    ...some('in_school', (member) => member.school === 'upper_secondary' || member.school === 'higher'),
  ]
}
