import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { villagesContract } from './contract.ts'
import { villageSheet } from './sheet-rules.ts'

const on = implement(villagesContract).$context<Asking>()

export const villagesRoutes = {
  list: on.list.handler(reading(actions.listVillages)),
  total: on.total.handler(reading(actions.countVillages)),
  export: on.export.handler(exporting(actions.listVillages, villageSheet)),
  create: on.create.handler(acting(actions.createVillage)),
  get: on.get.handler(reading(actions.getVillage)),
  change: on.change.handler(acting(actions.changeVillage)),
  record: on.record.handler(acting(actions.recordYear)),
}
