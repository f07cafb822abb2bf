import { implement } from '@orpc/server'
import { type Asking, acting, glancing, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { aidContract } from './contract.ts'
import * as lists from './list-actions.ts'
import { aidSheet, entrySheet, listSheet } from './sheet-rules.ts'

const on = implement(aidContract).$context<Asking>()

export const aidRoutes = {
  list: on.list.handler(reading(actions.listAid)),
  total: on.total.handler(reading(actions.sumAid)),
  export: on.export.handler(exporting(actions.listAid, aidSheet)),
  register: on.register.handler(acting(actions.registerAid)),
  reverse: on.reverse.handler(acting(actions.reverseAid)),
  lists: on.lists.handler(reading(lists.listAidLists)),
  exportLists: on.exportLists.handler(exporting(lists.listAidLists, listSheet)),
  festivalDay: on.festivalDay.handler(glancing(lists.dayOfFestival)),
  getList: on.getList.handler(reading(lists.getAidList)),
  createList: on.createList.handler(acting(lists.createAidList)),
  entries: on.entries.handler(reading(lists.listEntries)),
  exportEntries: on.exportEntries.handler(exporting(lists.listEntries, entrySheet)),
  addToList: on.addToList.handler(acting(lists.addToList)),
  receive: on.receive.handler(acting(lists.receive)),
  except: on.except.handler(acting(lists.except)),
}
