import type { Case } from './case-rules.ts'
import { dibaoOf } from './dibao-rules.ts'
import { exact, lesser, minus, times, toFen } from './exact-rules.ts'
import { workerCategory } from './worker-rules.ts'

const whole = exact(1n)

/** Heating relief of a season in fen, for families on dibao or in severe hardship. */
export function heatingOf(one: Case): bigint | undefined {
  const dibao = dibaoOf(one)
  if (!dibao) return undefined
  if (dibao.state !== 'eligible') {
    const category = workerCategory(one)
    if (!category) return undefined
    if (category !== 'severe') return 0n
  }
  const housing = one.need('housing', one.facts.housing)
  const heating = housing && one.need('housing.heating', housing.heating)
  switch (heating) {
    case undefined:
      return undefined
    case 'own': {
      const amount = one.parameter('heating_own_fen')
      return amount && toFen(amount)
    }
    case 'central':
      return centralHeating(one)
    default:
      return 0n
  }
}

/** The relieved part of the bill, for the area up to the cap. */
function centralHeating(one: Case): bigint | undefined {
  const area = one.need('housing.area_m2', one.facts.housing?.area_m2)
  const cap = one.parameter('heating_area_cap_m2')
  const rate = one.parameter('heating_rate_fen_per_m2')
  const self = one.parameter('heating_self_share')
  if (area === undefined || !cap || !rate || !self) return undefined
  return toFen(times(times(lesser(exact(area), cap), rate), minus(whole, self)))
}
