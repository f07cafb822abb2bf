import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { filingContract } from './contract.ts'
import { fileSheet } from './sheet-rules.ts'

const on = implement(filingContract).$context<Asking>()

export const filingRoutes = {
  rules: on.rules.handler(reading(actions.listRules)),
  change: on.change.handler(acting(actions.changeRule)),
  list: on.list.handler(reading(actions.listFiles)),
  total: on.total.handler(reading(actions.countFiles)),
  export: on.export.handler(exporting(actions.listFiles, fileSheet)),
  review: on.review.handler(acting(actions.reviewFiles)),
  receive: on.receive.handler(acting(actions.receiveFile)),
}
