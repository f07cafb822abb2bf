import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { formsContract } from './contract.ts'
import { formSheet } from './sheet-rules.ts'

const on = implement(formsContract).$context<Asking>()

export const formsRoutes = {
  list: on.list.handler(reading(actions.listForms)),
  export: on.export.handler(exporting(actions.listForms, formSheet)),
  upload: on.upload.handler(acting(actions.upload)),
  get: on.get.handler(reading(actions.getForm)),
  choose: on.choose.handler(acting(actions.choose)),
  fill: on.fill.handler(acting(actions.fill)),
  fillings: on.fillings.handler(reading(actions.listFillings)),
  filling: on.filling.handler(reading(actions.getFilling)),
  stop: on.stop.handler(acting(actions.stopFilling)),
  file: on.file.handler(acting(actions.filledFile)),
}
