import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { arrearsContract } from './contract.ts'
import { arrearsSheet, receiversSheet } from './sheet-rules.ts'

const on = implement(arrearsContract).$context<Asking>()

export const arrearsRoutes = {
  list: on.list.handler(reading(actions.listArrears)),
  total: on.total.handler(reading(actions.countArrears)),
  export: on.export.handler(exporting(actions.listArrears, arrearsSheet)),
  receivers: on.receivers.handler(reading(actions.listReceivers)),
  receiversTotal: on.receiversTotal.handler(reading(actions.countReceivers)),
  receiversExport: on.receiversExport.handler(exporting(actions.listReceivers, receiversSheet)),
  figures: on.figures.handler(reading(actions.getFigures)),
  pay: on.pay.handler(acting(actions.pay)),
  watch: on.watch.handler(acting(actions.watch)),
}
