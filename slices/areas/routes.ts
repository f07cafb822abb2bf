import { implement } from '@orpc/server'
import { type Asking, acting, glancing, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { areasContract } from './contract.ts'
import { ownAreaSheet } from './sheet-rules.ts'

const on = implement(areasContract).$context<Asking>()

export const areasRoutes = {
  children: on.children.handler(glancing(actions.listChildren)),
  find: on.find.handler(glancing(actions.findAreas)),
  path: on.path.handler(glancing(actions.areaPath)),
  addOwn: on.addOwn.handler(acting(actions.addOwnArea)),
  own: on.own.handler(reading(actions.listOwnAreas)),
  oneOwn: on.oneOwn.handler(reading(actions.getOwnArea)),
  exportOwn: on.exportOwn.handler(exporting(actions.listOwnAreas, ownAreaSheet)),
  changeOwn: on.changeOwn.handler(acting(actions.changeOwnArea)),
}
