import { Clarity, type ClarityState, type Missing } from './plan-model.ts'

/** Which clarity each missing item belongs to. */
const clarityOf: Readonly<Record<Missing, Clarity>> = {
  helper: 'helper',
  helper_phone: 'helper',
  identity: 'target',
  category: 'target',
  income: 'status',
  cause: 'status',
  members: 'status',
  project: 'project',
  measures: 'measures',
  goals: 'goals',
  target_day: 'goals',
}

/** The six clarities with what is missing for each; all six are clear when every list is empty. */
export const claritiesOf = (missing: readonly Missing[]): ClarityState[] =>
  Clarity.options.map((clarity) => ({ clarity, missing: missing.filter((item) => clarityOf[item] === clarity) }))
