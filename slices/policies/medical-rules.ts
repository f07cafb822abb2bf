import { type Case, expenditureOf, incomeBut, membersOf } from './case-rules.ts'
import { dibaoOf, dibaoStandard, exemptIncomeKinds, netIncome } from './dibao-rules.ts'
import {
  dividedBy,
  type Exact,
  exact,
  greater,
  isBelow,
  lesser,
  minus,
  plus,
  times,
  toFen,
  zero,
} from './exact-rules.ts'

export type MedicalClass = 'dibao' | 'edge' | 'other'
export type MedicalAid = { fen: bigint; class: MedicalClass }

/** Parts of the expenditure above the deductible and the share paid of each: up to, in fen, and share. */
const tiers: readonly { upTo: Exact | undefined; share: Exact }[] = [
  { upTo: exact(1_000_000n), share: exact('0.6') },
  { upTo: exact(3_000_000n), share: exact('0.7') },
  { upTo: undefined, share: exact('0.8') },
]

/** Medical aid of a year in fen, by class of income. */
export function medicalOf(one: Case): MedicalAid | undefined {
  const medical = expenditureOf(one, ['medical_fen'])
  const income = one.parameter('disposable_income_annual_fen')
  const cap = one.parameter('medical_cap_annual_fen')
  const incomeClass = medicalClass(one)
  const share = incomeClass && one.parameter(`medical_deductible_share_${incomeClass}`)
  if (!medical || !income || !cap || !incomeClass || !share) return undefined
  const above = greater(zero, minus(medical, times(share, income)))
  return { fen: toFen(lesser(tiered(above), cap)), class: incomeClass }
}

function medicalClass(one: Case): MedicalClass | undefined {
  const dibao = dibaoOf(one)
  if (!dibao) return undefined
  if (dibao.state === 'eligible') return 'dibao'
  const counted = incomeBut(one, exemptIncomeKinds)
  const deduction = expenditureOf(one, ['employment_fen'])
  const standard = one.parameter(dibaoStandard)
  const multiple = one.parameter('medical_edge_multiple')
  const members = membersOf(one)
  if (!counted || !deduction || !standard || !multiple || !members) return undefined
  const perCapita = dividedBy(netIncome(counted, deduction), 12n * BigInt(members.length))
  return isBelow(perCapita, times(standard, multiple)) ? 'edge' : 'other'
}

/** Each tier's share of the part that lies in it. */
function tiered(amount: Exact): Exact {
  let paid = zero
  let from = zero
  for (const { upTo, share } of tiers) {
    const end = upTo ? lesser(amount, upTo) : amount
    if (!isBelow(from, end)) break
    paid = plus(paid, times(minus(end, from), share))
    from = end
  }
  return paid
}
