import { implement } from '@orpc/server'
import { type Asking, reading } from '../../platform/server/act.ts'
import * as actions from './actions.ts'
import { casefileContract } from './contract.ts'

const on = implement(casefileContract).$context<Asking>()

export const casefileRoutes = {
  timeline: on.timeline.handler(reading(actions.timeline)),
  standing: on.standing.handler(reading(actions.standing)),
}
