import { sixDigits } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import { decideDibao, dibaoStandard, dibaoVersion, netIncome } from './dibao-rules.ts'
import { dividedBy, exact, toFen } from './exact-rules.ts'
import type { DibaoInputs, HouseholdResult } from './model.ts'
import { findParameter, type ParameterBook } from './parameter-rules.ts'

/** What the registry knows of a family; annual fen as digits, null is not known. */
export type Family = {
  areaCode: string
  residence: 'urban' | 'rural'
  size: number
  dwellings: number | null
  vehicles: number | null
  countedFen: string | null
  exemptFen: string | null
  deductedFen: string
}

/** Dibao for a family of the registry, with the reasons, what is missing, and where the standard was found. */
export function dibaoForFamily(family: Family, book: ParameterBook, onDay: Day): Omit<HouseholdResult, 'computedAt'> {
  const where = { county: sixDigits(family.areaCode), residence: family.residence }
  const standard = findParameter(book, dibaoStandard, where, onDay)
  const counted = family.countedFen === null ? undefined : exact(BigInt(family.countedFen))
  const deduction = exact(BigInt(family.deductedFen))
  const decision = decideDibao({
    members: family.size,
    countedIncome: counted,
    deduction,
    standard: standard && exact(standard.value),
    dwellings: family.dwellings ?? undefined,
    vehicles: family.vehicles ?? undefined,
  })
  const missing: string[] = [
    ...(counted ? [] : ['income']),
    ...(family.dwellings === null ? ['dwellings'] : []),
    ...(family.vehicles === null ? ['vehicles'] : []),
    ...(standard ? [] : [dibaoStandard]),
  ]
  const net = counted && netIncome(counted, deduction)
  const inputs: DibaoInputs = {
    members: family.size,
    countedAnnualFen: family.countedFen,
    exemptAnnualFen: family.exemptFen,
    deductedAnnualFen: family.deductedFen,
    netAnnualFen: net ? toFen(net).toString() : null,
    monthlyPerCapitaFen: net ? toFen(dividedBy(net, 12n * BigInt(family.size))).toString() : null,
    dwellings: family.dwellings,
    vehicles: family.vehicles,
  }
  return {
    policy: 'dibao',
    onDay,
    state: decision.state,
    monthlyFen: decision.monthlyFen.toString(),
    reasons: decision.reasons,
    missing,
    trace: standard ? [standard] : [],
    inputs,
    policyVersion: dibaoVersion,
  }
}
