import { ageOn } from '../../core/date.ts'
import { type Case, membersOf } from './case-rules.ts'
import { type Exact, exact, isBelow } from './exact-rules.ts'
import type { CaseMember } from './facts-model.ts'

/** A family in which somebody could work and nobody of those does (零就业家庭). */
export function zeroEmployment(one: Case): boolean | undefined {
  const members = membersOf(one)
  if (!members) return undefined
  const able = members.map((member) => abilityOf(one, member))
  if (able.includes(undefined)) return undefined
  const working = able.filter((state) => state !== 'not_able')
  return working.length > 0 && working.every((state) => state === 'unemployed')
}

/** Whether a member is of working age and in the labour market. */
function abilityOf(one: Case, member: CaseMember): 'employed' | 'unemployed' | 'not_able' | undefined {
  const employment = one.need('members.employment', member.employment)
  if (employment === undefined) return undefined
  if (employment !== 'employed' && employment !== 'unemployed') return 'not_able'
  const birth = one.need('members.birth', member.birth)
  const on = one.need('on', one.facts.on)
  const sex = one.need('members.sex', member.sex)
  const from = one.parameter('working_age_from')
  const below = sex === undefined ? undefined : one.parameter(`working_age_below_${sex === 1 ? 'male' : 'female'}`)
  if (birth === undefined || on === undefined || !from || !below) return undefined
  return inWorkingAge(ageOn(birth, on), from, below) ? employment : 'not_able'
}

const inWorkingAge = (age: number, from: Exact, below: Exact): boolean =>
  !isBelow(exact(BigInt(age)), from) && isBelow(exact(BigInt(age)), below)
