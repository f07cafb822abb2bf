import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import * as answers from './answer-actions.ts'
import * as changes from './change-actions.ts'
import { surveysContract } from './contract.ts'
import * as forms from './form-actions.ts'
import * as found from './found-actions.ts'
import * as phone from './phone-actions.ts'
import * as returned from './return-actions.ts'
import * as sheets from './sheet-actions.ts'
import {
  changeSheet,
  coverageSheet,
  foundSheet,
  householdSheet,
  needSheet,
  surveySheet,
  taskSheet,
} from './sheet-rules.ts'

const on = implement(surveysContract).$context<Asking>()

export const surveysRoutes = {
  list: on.list.handler(reading(actions.listSurveys)),
  export: on.export.handler(exporting(actions.listSurveys, surveySheet)),
  create: on.create.handler(acting(actions.createSurvey)),
  get: on.get.handler(reading(actions.getSurvey)),
  forms: on.forms.handler(reading(forms.listForms)),
  revise: on.revise.handler(acting(forms.reviseForm)),
  tasks: on.tasks.handler(reading(actions.listTasks)),
  exportTasks: on.exportTasks.handler(exporting(actions.listTasks, taskSheet)),
  assign: on.assign.handler(acting(actions.assign)),
  unassign: on.unassign.handler(acting(actions.unassign)),
  coverage: on.coverage.handler(reading(actions.coverage)),
  exportCoverage: on.exportCoverage.handler(exporting(actions.coverage, coverageSheet)),
  households: on.households.handler(reading(actions.listHouseholds)),
  total: on.total.handler(reading(actions.countHouseholds)),
  exportHouseholds: on.exportHouseholds.handler(exporting(actions.listHouseholds, householdSheet)),
  sheet: on.sheet.handler(sheets.giveOut),
  returnSheet: on.returnSheet.handler(returned.takeIn),
  answer: on.answer.handler(reading(answers.getAnswer)),
  enter: on.enter.handler(acting(answers.enterAnswer)),
  except: on.except.handler(acting(answers.except)),
  changes: on.changes.handler(reading(changes.listChanges)),
  changeTotal: on.changeTotal.handler(reading(changes.countChanges)),
  exportChanges: on.exportChanges.handler(exporting(changes.listChanges, changeSheet)),
  decide: on.decide.handler(acting(changes.decide)),
  takeAll: on.takeAll.handler(acting(changes.takeAll)),
  found: on.found.handler(reading(found.listFound)),
  exportFound: on.exportFound.handler(exporting(found.listFound, foundSheet)),
  enterFound: on.enterFound.handler(acting(found.enterFound)),
  fileFound: on.fileFound.handler(acting(found.fileFound)),
  mine: on.mine.handler(reading(phone.ownSurveys)),
  sync: on.sync.handler(acting(phone.syncAnswers)),
  needs: on.needs.handler(reading(actions.listNeeds)),
  exportNeeds: on.exportNeeds.handler(exporting(actions.listNeeds, needSheet)),
  sign: on.sign.handler(acting(actions.sign)),
  compare: on.compare.handler(reading(actions.compare)),
}
