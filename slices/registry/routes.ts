import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import * as changes from './change-actions.ts'
import { registryContract } from './contract.ts'
import * as groups from './group-actions.ts'
import * as hits from './hit-actions.ts'
import { householdSheet } from './sheet-rules.ts'
import * as versions from './version-actions.ts'

const on = implement(registryContract).$context<Asking>()

export const registryRoutes = {
  list: on.list.handler(reading(versions.listHouseholds)),
  total: on.total.handler(reading(versions.countHouseholds)),
  hits: on.hits.handler(reading(hits.listHits)),
  export: on.export.handler(exporting(versions.listHouseholds, householdSheet)),
  get: on.get.handler(reading(actions.getHousehold)),
  create: on.create.handler(acting(actions.createHousehold)),
  change: on.change.handler(acting(changes.changeHousehold)),
  addPerson: on.addPerson.handler(acting(changes.addPerson)),
  changePerson: on.changePerson.handler(acting(changes.changePerson)),
  endPerson: on.endPerson.handler(acting(changes.endPerson)),
  changeHead: on.changeHead.handler(acting(changes.changeHead)),
  withdraw: on.withdraw.handler(acting(actions.withdraw)),
  reinstate: on.reinstate.handler(acting(actions.reinstate)),
  history: on.history.handler(reading(actions.historyOf)),
  addGroup: on.addGroup.handler(acting(groups.addGroup)),
  endGroup: on.endGroup.handler(acting(groups.endGroup)),
  asOf: on.asOf.handler(reading(versions.familyAsOf)),
  statements: on.statements.handler(reading(versions.statementsOf)),
  reveal: on.reveal.handler(acting(actions.reveal)),
}
