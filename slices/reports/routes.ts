import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { reportsContract } from './contract.ts'
import { unitSheet } from './sheet-rules.ts'

const on = implement(reportsContract).$context<Asking>()

export const reportsRoutes = {
  round: on.round.handler(reading(actions.roundReport)),
  word: on.word.handler(acting(actions.roundWord)),
  units: on.units.handler(reading(actions.helpingUnits)),
  exportUnits: on.exportUnits.handler(exporting(actions.helpingUnits, unitSheet)),
}
