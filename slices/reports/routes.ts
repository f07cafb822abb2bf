import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import * as actions from './actions.ts'
import { reportsContract } from './contract.ts'

const on = implement(reportsContract).$context<Asking>()

export const reportsRoutes = {
  round: on.round.handler(reading(actions.roundReport)),
  word: on.word.handler(acting(actions.roundWord)),
  units: on.units.handler(reading(actions.helpingUnits)),
}
