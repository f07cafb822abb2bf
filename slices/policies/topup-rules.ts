import { ageOn } from '../../core/date.ts'
import { type Case, membersOf } from './case-rules.ts'
import { dibaoOf, dibaoStandard } from './dibao-rules.ts'
import { type Exact, exact, greater, plus, times, toFen, zero } from './exact-rules.ts'
import type { CaseMember } from './facts-model.ts'

/** Additions to dibao by member (分类施保): for each the highest that applies, summed. Fen a month. */
export function topupOf(one: Case): bigint | undefined {
  const dibao = dibaoOf(one)
  if (!dibao) return undefined
  if (dibao.state !== 'eligible') return 0n
  const members = membersOf(one) ?? []
  const amounts = members.map((member) => ofMember(one, member, members.length === 1))
  let sum = zero
  for (const amount of amounts) {
    if (!amount) return undefined
    sum = plus(sum, amount)
  }
  return toFen(sum)
}

function ofMember(one: Case, member: CaseMember, alone: boolean): Exact | undefined {
  const candidates: (Exact | undefined)[] = []
  if (alone) {
    const birth = one.need('members.birth', member.birth)
    const on = one.need('on', one.facts.on)
    if (birth === undefined || on === undefined) candidates.push(undefined)
    else {
      const age = ageOn(birth, on)
      if (age >= 70) candidates.push(one.parameter('topup_elder70_alone_fen'))
      else if (age >= 60) candidates.push(one.parameter('topup_elder60_alone_fen'))
    }
  }
  if (known(one, 'members.school', member.school) === undefined) candidates.push(undefined)
  else if (member.school === 'upper_secondary') candidates.push(one.parameter('topup_upper_secondary_fen'))
  const grade = known(one, 'members.disability_grade', member.disability_grade)
  if (grade === undefined) candidates.push(undefined)
  else if (grade !== null && grade <= 2) candidates.push(severeDisability(one))
  let highest = zero
  for (const candidate of candidates) {
    if (!candidate) return undefined
    highest = greater(highest, candidate)
  }
  return highest
}

/** Null says "none" here; only what is left out is not known. */
export function known<Value>(one: Case, name: string, value: Value | undefined): Value | undefined {
  if (value === undefined) one.missing.add(name)
  return value
}

/** A share of the standard, rounded to the fen for each member. */
function severeDisability(one: Case): Exact | undefined {
  const standard = one.parameter(dibaoStandard)
  const share = one.parameter('topup_severe_disability_share')
  return standard && share && exact(toFen(times(standard, share)))
}
