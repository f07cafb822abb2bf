import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { enterprisesContract } from './contract.ts'
import { enterpriseSheet } from './sheet-rules.ts'

const on = implement(enterprisesContract).$context<Asking>()

export const enterprisesRoutes = {
  list: on.list.handler(reading(actions.listEnterprises)),
  total: on.total.handler(reading(actions.countEnterprises)),
  export: on.export.handler(exporting(actions.listEnterprises, enterpriseSheet)),
  get: on.get.handler(reading(actions.getEnterprise)),
  change: on.change.handler(acting(actions.changeProfile)),
  record: on.record.handler(acting(actions.recordFigures)),
  happened: on.happened.handler(acting(actions.recordEvent)),
}
