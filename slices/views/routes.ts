import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import * as actions from './actions.ts'
import { viewsContract } from './contract.ts'

const on = implement(viewsContract).$context<Asking>()

export const viewsRoutes = {
  list: on.list.handler(reading(actions.listViews)),
  save: on.save.handler(acting(actions.saveView)),
  remove: on.remove.handler(acting(actions.removeView)),
}
