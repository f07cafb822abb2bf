import { assetOf, type Case, expenditureOf, incomeBut, membersOf } from './case-rules.ts'
import { dividedBy, type Exact, exact, greater, isBelow, minus, times, toFen, zero } from './exact-rules.ts'
import type { DibaoReasonCode, ResultState } from './model.ts'

/** Changes when the rule does, so that a stored answer says by which rule it was found. */
export const dibaoVersion = 'dibao-1'

export const dibaoStandard = 'dibao_standard_monthly_fen'

/** Kinds of income that do not count for dibao. */
export const exemptIncomeKinds: readonly string[] = ['relief', 'scholarship', 'basic_pension']

/** What dibao is decided from; undefined is not known. Amounts are of a year. */
export type DibaoQuestion = {
  members: number | undefined
  countedIncome: Exact | undefined
  /** Employment expenditure. */
  deduction: Exact | undefined
  /** Per person and month. */
  standard: Exact | undefined
  dwellings: number | undefined
  vehicles: number | undefined
}

export type DibaoDecision = { state: ResultState; monthlyFen: bigint; reasons: DibaoReasonCode[] }

/** Counted income less the costs of being employed, not below zero. */
export const netIncome = (countedIncome: Exact, deduction: Exact): Exact =>
  greater(zero, minus(countedIncome, deduction))

/**
 * Dibao (shared/policies): eligible when net income per person and month is below the standard, with at most one dwelling
 * and no vehicle; the gap is paid. One known condition that fails is a certain "no", with the reasons known so far in
 * the rule's order; otherwise something not known leaves it unknown.
 */
export function decideDibao(question: DibaoQuestion): DibaoDecision {
  const { members, countedIncome, deduction, standard, dwellings, vehicles } = question
  const net = countedIncome && deduction && netIncome(countedIncome, deduction)
  const persons = members === undefined ? undefined : BigInt(members)
  const below =
    net && standard && persons !== undefined
      ? isBelow(net, times(standard, { top: 12n * persons, bottom: 1n }))
      : undefined
  const reasons: DibaoReasonCode[] = []
  if (below === false) reasons.push('income_not_below_standard')
  if (dwellings !== undefined && dwellings > 1) reasons.push('too_many_dwellings')
  if (vehicles !== undefined && vehicles > 0) reasons.push('has_vehicle')
  if (reasons.length > 0) return { state: 'not_eligible', monthlyFen: 0n, reasons }
  if (!below || !net || !standard || persons === undefined || dwellings === undefined || vehicles === undefined)
    return { state: 'unknown', monthlyFen: 0n, reasons }
  const gap = minus(times(standard, exact(persons)), dividedBy(net, 12n))
  return { state: 'eligible', monthlyFen: toFen(gap), reasons }
}

/** Dibao for a case; undefined when anything it names is missing, because the list of reasons would not be complete. */
export function dibaoOf(one: Case): DibaoDecision | undefined {
  const question: DibaoQuestion = {
    members: membersOf(one)?.length,
    countedIncome: incomeBut(one, exemptIncomeKinds),
    deduction: expenditureOf(one, ['employment_fen']),
    standard: one.parameter(dibaoStandard),
    dwellings: assetOf(one, 'dwellings'),
    vehicles: assetOf(one, 'vehicles'),
  }
  if (Object.values(question).includes(undefined)) return undefined
  return decideDibao(question)
}
