import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { importsContract } from './contract.ts'
import { markedWorkbook } from './marked-actions.ts'
import { importSheet } from './sheet-rules.ts'

const on = implement(importsContract).$context<Asking>()

export const importsRoutes = {
  list: on.list.handler(reading(actions.listImports)),
  export: on.export.handler(exporting(actions.listImports, importSheet)),
  upload: on.upload.handler(acting(actions.upload)),
  get: on.get.handler(reading(actions.getImport)),
  rows: on.rows.handler(reading(actions.listRows)),
  issues: on.issues.handler(reading(actions.listIssues)),
  marked: on.marked.handler(acting(markedWorkbook)),
  correct: on.correct.handler(acting(actions.correct)),
  commit: on.commit.handler(acting(actions.commit)),
  cancel: on.cancel.handler(acting(actions.cancel)),
  undo: on.undo.handler(acting(actions.undo)),
}
