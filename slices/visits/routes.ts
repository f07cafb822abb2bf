import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { visitContracts } from './contract.ts'
import { promiseSheet, visitedSheet, visitSheet } from './sheet-rules.ts'
import { syncVisits } from './sync-actions.ts'

const on = implement(visitContracts).$context<Asking>()

export const visitRoutes = {
  visits: {
    list: on.visits.list.handler(reading(actions.listVisits)),
    export: on.visits.export.handler(exporting(actions.listVisits, visitSheet)),
    total: on.visits.total.handler(reading(actions.countVisits)),
    families: on.visits.families.handler(reading(actions.listVisited)),
    exportFamilies: on.visits.exportFamilies.handler(exporting(actions.listVisited, visitedSheet)),
    get: on.visits.get.handler(reading(actions.getVisit)),
    record: on.visits.record.handler(acting(actions.recordVisit)),
    sync: on.visits.sync.handler(acting(syncVisits)),
  },
  promises: {
    list: on.promises.list.handler(reading(actions.listPromises)),
    export: on.promises.export.handler(exporting(actions.listPromises, promiseSheet)),
    total: on.promises.total.handler(reading(actions.countPromises)),
    keep: on.promises.keep.handler(acting(actions.keepPromise)),
  },
  my: {
    families: on.my.families.handler(reading(actions.myFamilies)),
    todos: on.my.todos.handler(reading(actions.myTodos)),
  },
}
