import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { requestsContract } from './contract.ts'
import { requestSheet } from './sheet-rules.ts'

const on = implement(requestsContract).$context<Asking>()

export const requestsRoutes = {
  list: on.list.handler(reading(actions.listRequests)),
  export: on.export.handler(exporting(actions.listRequests, requestSheet)),
  total: on.total.handler(reading(actions.countRequests)),
  get: on.get.handler(reading(actions.getRequest)),
  raise: on.raise.handler(acting(actions.raiseRequest)),
  answer: on.answer.handler(acting(actions.answerRequest)),
  close: on.close.handler(acting(actions.closeRequest)),
  reopen: on.reopen.handler(acting(actions.reopenRequest)),
}
