import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './duplicate-actions.ts'
import { duplicateContract } from './duplicate-contract.ts'
import { duplicateSheet } from './duplicate-sheet-rules.ts'
import * as merges from './merge-actions.ts'
import * as undos from './undo-actions.ts'

const on = implement(duplicateContract).$context<Asking>()

export const duplicateRoutes = {
  list: on.list.handler(reading(actions.listDuplicates)),
  export: on.export.handler(exporting(actions.listDuplicates, duplicateSheet)),
  total: on.total.handler(reading(actions.countDuplicates)),
  lastRun: on.lastRun.handler(reading(actions.lastRun)),
  run: on.run.handler(acting(actions.startRun)),
  cancelRun: on.cancelRun.handler(acting(actions.cancelRun)),
  compare: on.compare.handler(reading(actions.compareFamilies)),
  different: on.different.handler(acting(actions.areDifferent)),
  merge: on.merge.handler(acting(merges.mergeFamilies)),
  onePerson: on.onePerson.handler(acting(merges.onePerson)),
  links: on.links.handler(reading(actions.linksOf)),
  undo: on.undo.handler(acting(undos.undoLink)),
  split: on.split.handler(acting(merges.splitFamily)),
}
