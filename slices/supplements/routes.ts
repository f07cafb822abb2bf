import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import * as actions from './actions.ts'
import { supplementsContract } from './contract.ts'

const on = implement(supplementsContract).$context<Asking>()

export const supplementsRoutes = {
  list: on.list.handler(reading(actions.listSupplements)),
  reveal: on.reveal.handler(acting(actions.revealSupplements)),
  write: on.write.handler(acting(actions.writeSupplements)),
}
