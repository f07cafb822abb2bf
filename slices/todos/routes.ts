import { implement } from '@orpc/server'
import { type Asking, reading } from '../../platform/server/act.ts'
import * as actions from './actions.ts'
import { todosContract } from './contract.ts'

const on = implement(todosContract).$context<Asking>()

export const todosRoutes = {
  today: on.today.handler(reading(actions.today)),
}
