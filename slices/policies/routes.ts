import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { carryOutDueItem } from './carry-out-actions.ts'
import { policiesContract } from './contract.ts'
import * as items from './due-item-actions.ts'
import * as enrolments from './enrolment-actions.ts'
import * as households from './household-actions.ts'
import * as parameters from './parameter-actions.ts'
import * as policies from './policy-actions.ts'
import { policySheet } from './policy-sheet-rules.ts'
import * as runs from './run-actions.ts'
import { dueItemSheet, parameterSheet, resultSheet } from './sheet-rules.ts'
import * as turns from './turn-actions.ts'
import { turnSheet } from './turn-sheet-rules.ts'
import * as watches from './watch-actions.ts'
import { watchSheet } from './watch-sheet-rules.ts'

const on = implement(policiesContract).$context<Asking>()

export const policiesRoutes = {
  parameters: on.parameters.handler(reading(parameters.listParameters)),
  parametersTotal: on.parametersTotal.handler(reading(parameters.countParameters)),
  parametersExport: on.parametersExport.handler(exporting(parameters.listParameters, parameterSheet)),
  parameterChoices: on.parameterChoices.handler(reading(parameters.parameterChoices)),
  addParameter: on.addParameter.handler(acting(parameters.addParameter)),
  changeParameter: on.changeParameter.handler(acting(parameters.changeParameter)),
  withdrawParameter: on.withdrawParameter.handler(acting(parameters.withdrawParameter)),
  judgeFile: on.judgeFile.handler(reading(parameters.judgeFile)),
  importFile: on.importFile.handler(acting(parameters.importFile)),
  imports: on.imports.handler(reading(parameters.listImports)),
  results: on.results.handler(reading(actions.listResults)),
  resultsTotal: on.resultsTotal.handler(reading(actions.countResults)),
  resultsExport: on.resultsExport.handler(exporting(actions.listResults, resultSheet)),
  figures: on.figures.handler(reading(actions.getFigures)),
  household: on.household.handler(reading(households.getHouseholdDue)),
  evaluateAll: on.evaluateAll.handler(acting(runs.evaluateAll)),
  run: on.run.handler(reading(runs.getRun)),
  latestRun: on.latestRun.handler(reading(runs.getLatestRun)),
  startEnrolment: on.startEnrolment.handler(acting(enrolments.startEnrolment)),
  recordMonths: on.recordMonths.handler(acting(households.recordMonths)),
  recordFact: on.recordFact.handler(acting(households.recordFact)),
  forgetCorrection: on.forgetCorrection.handler(acting(households.forgetCorrection)),
  policies: on.policies.handler(reading(policies.listPolicies)),
  exportPolicies: on.exportPolicies.handler(exporting(policies.listPolicies, policySheet)),
  policy: on.policy.handler(reading(policies.getPolicy)),
  tryPolicy: on.tryPolicy.handler(reading(policies.tryPolicy)),
  draftPolicy: on.draftPolicy.handler(acting(policies.draftPolicy)),
  releasePolicy: on.releasePolicy.handler(acting(policies.releasePolicy)),
  discardPolicy: on.discardPolicy.handler(acting(policies.discardPolicy)),
  adoptSuggested: on.adoptSuggested.handler(acting(parameters.adoptSuggested)),
  revertPolicy: on.revertPolicy.handler(acting(policies.revertPolicy)),
  dueItems: on.dueItems.handler(reading(items.listDueItems)),
  exportDueItems: on.exportDueItems.handler(exporting(items.listDueItems, dueItemSheet)),
  dueItemsTotal: on.dueItemsTotal.handler(reading(items.countDueItems)),
  dueItemCounts: on.dueItemCounts.handler(reading(items.countByKind)),
  carryOutDueItem: on.carryOutDueItem.handler(acting(carryOutDueItem)),
  closeDueItem: on.closeDueItem.handler(acting(items.closeDueItem)),
  watched: on.watched.handler(reading(watches.listWatched)),
  exportWatched: on.exportWatched.handler(exporting(watches.listWatched, watchSheet)),
  watchedTotal: on.watchedTotal.handler(reading(watches.countWatched)),
  turns: on.turns.handler(reading(turns.listTurns)),
  exportTurns: on.exportTurns.handler(exporting(turns.listTurns, turnSheet)),
  turnsTotal: on.turnsTotal.handler(reading(turns.sumTurns)),
  beginWatch: on.beginWatch.handler(acting(watches.beginWatch)),
  endWatch: on.endWatch.handler(acting(watches.endWatch)),
  endEnrolment: on.endEnrolment.handler(acting(enrolments.endEnrolment)),
}
