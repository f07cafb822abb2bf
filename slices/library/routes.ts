import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { compendium } from './compendium-actions.ts'
import { libraryContract } from './contract.ts'
import * as files from './file-actions.ts'
import { documentSheet } from './sheet-rules.ts'

const on = implement(libraryContract).$context<Asking>()

export const libraryRoutes = {
  list: on.list.handler(reading(actions.listDocuments)),
  export: on.export.handler(exporting(actions.listDocuments, documentSheet)),
  gaps: on.gaps.handler(reading(actions.listGaps)),
  get: on.get.handler(reading(actions.getDocument)),
  add: on.add.handler(acting(actions.addDocument)),
  change: on.change.handler(acting(actions.changeDocument)),
  remove: on.remove.handler(acting(actions.removeDocument)),
  addFile: on.addFile.handler(acting(files.addFile)),
  file: on.file.handler(acting(files.getFile)),
  removeFile: on.removeFile.handler(acting(files.removeFile)),
  adopt: on.adopt.handler(acting(actions.adoptBases)),
  compendium: on.compendium.handler(acting(compendium)),
}
