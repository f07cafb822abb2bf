import { assetOf, type Case, expenditureOf, incomeBut, membersOf } from './case-rules.ts'
import { dibaoStandard } from './dibao-rules.ts'
import { dividedBy, type Exact, exact, isAbove, isBelow, minus, times, zero } from './exact-rules.ts'

export type WorkerCategory = 'excluded' | 'severe' | 'relative' | 'accident' | 'none'

/** All income of a year but relief. */
export const disposableIncome = (one: Case): Exact | undefined => incomeBut(one, ['relief'])

const rigidExpenditure = (one: Case): Exact | undefined =>
  expenditureOf(one, ['medical_fen', 'disability_fen', 'education_fen', 'employment_fen'])

/** Category of a hardship worker's household: what is left per person and month after rigid expenditure decides. */
export function workerCategory(one: Case): WorkerCategory | undefined {
  const dwellings = assetOf(one, 'dwellings')
  const vehicles = assetOf(one, 'vehicles')
  const assetsKnown = dwellings !== undefined && vehicles !== undefined
  if (assetsKnown && (dwellings > 1 || vehicles > 0)) return 'excluded'
  const members = membersOf(one)
  const disposable = disposableIncome(one)
  const rigid = rigidExpenditure(one)
  const standard = one.parameter(dibaoStandard)
  if (!assetsKnown || !members || !disposable || !rigid || !standard) return undefined
  const left = dividedBy(minus(disposable, rigid), 12n * BigInt(members.length))
  if (isBelow(left, standard)) return 'severe'
  const multiple = one.parameter('worker_relative_multiple')
  if (!multiple) return undefined
  if (isBelow(left, times(standard, multiple))) return 'relative'
  if (!isAbove(disposable, zero)) return 'none'
  const loss = one.need('accident_loss_fen', one.facts.accident_loss_fen)
  const share = one.parameter('worker_accident_share')
  if (loss === undefined || !share) return undefined
  return isAbove(exact(BigInt(loss)), times(disposable, share)) ? 'accident' : 'none'
}
