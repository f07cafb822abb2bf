import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { guaranteesContract } from './contract.ts'
import { coverageSheet } from './sheet-rules.ts'

const on = implement(guaranteesContract).$context<Asking>()

export const guaranteesRoutes = {
  list: on.list.handler(reading(actions.listGuarantees)),
  get: on.get.handler(reading(actions.getGuarantee)),
  coverage: on.coverage.handler(reading(actions.listCoverage)),
  exportCoverage: on.exportCoverage.handler(exporting(actions.listCoverage, coverageSheet)),
  create: on.create.handler(acting(actions.createGuarantee)),
  except: on.except.handler(acting(actions.except)),
  unexcept: on.unexcept.handler(acting(actions.unexcept)),
  close: on.close.handler(acting(actions.close)),
}
