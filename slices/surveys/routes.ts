import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { surveysContract } from './contract.ts'
import * as sheets from './sheet-actions.ts'
import { needSheet } from './sheet-rules.ts'

const on = implement(surveysContract).$context<Asking>()

export const surveysRoutes = {
  list: on.list.handler(reading(actions.listSurveys)),
  create: on.create.handler(acting(actions.createSurvey)),
  get: on.get.handler(reading(actions.getSurvey)),
  tasks: on.tasks.handler(reading(actions.listTasks)),
  assign: on.assign.handler(acting(actions.assign)),
  coverage: on.coverage.handler(reading(actions.coverage)),
  households: on.households.handler(reading(actions.listHouseholds)),
  total: on.total.handler(reading(actions.countHouseholds)),
  sheet: on.sheet.handler(sheets.giveOut),
  returnSheet: on.returnSheet.handler(acting(sheets.takeIn)),
  answer: on.answer.handler(reading(actions.getAnswer)),
  enter: on.enter.handler(acting(actions.enterAnswer)),
  except: on.except.handler(acting(actions.except)),
  needs: on.needs.handler(reading(actions.listNeeds)),
  exportNeeds: on.exportNeeds.handler(exporting(actions.listNeeds, needSheet)),
  sign: on.sign.handler(acting(actions.sign)),
  compare: on.compare.handler(reading(actions.compare)),
}
