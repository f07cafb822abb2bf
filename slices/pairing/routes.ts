import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as accepting from './accept-actions.ts'
import * as pairs from './actions.ts'
import * as bars from './bar-actions.ts'
import { pairingContract } from './contract.ts'
import * as diary from './diary-actions.ts'
import { printHandbooks } from './handbook-actions.ts'
import * as helpers from './helper-actions.ts'
import * as lines from './line-actions.ts'
import * as plans from './plan-actions.ts'
import * as proposals from './proposal-actions.ts'
import { proposalLineSheet, proposalLoadSheet, proposalSheet } from './proposal-sheet-rules.ts'
import * as rhythm from './rhythm-actions.ts'
import { barSheet, entrySheet, helperSheet, pairSheet, planSheet } from './sheet-rules.ts'
import * as suitability from './suitability-actions.ts'
import * as handOvers from './teamwork-actions.ts'
import { exceptionSheet, handOverSheet, unansweredSheet, unitPairSheet } from './teamwork-sheet-rules.ts'
import * as templates from './template-actions.ts'
import * as unitPairs from './unit-pair-actions.ts'
import * as villageMatches from './village-match-actions.ts'

const on = implement(pairingContract).$context<Asking>()

export const pairingRoutes = {
  helpers: {
    list: on.helpers.list.handler(reading(helpers.listHelpers)),
    export: on.helpers.export.handler(exporting(helpers.listHelpers, helperSheet)),
    total: on.helpers.total.handler(reading(helpers.countHelpers)),
    accounts: on.helpers.accounts.handler(reading(helpers.listAccounts)),
    get: on.helpers.get.handler(reading(helpers.getHelper)),
    create: on.helpers.create.handler(acting(helpers.createHelper)),
    change: on.helpers.change.handler(acting(helpers.changeHelper)),
    retire: on.helpers.retire.handler(acting(helpers.retireHelper)),
    vet: on.helpers.vet.handler(acting(helpers.vetHelper)),
    bar: on.helpers.bar.handler(acting(helpers.barHelper)),
    phone: on.helpers.phone.handler(acting(helpers.revealPhone)),
  },
  pairs: {
    list: on.pairs.list.handler(reading(pairs.listPairs)),
    export: on.pairs.export.handler(exporting(pairs.listPairs, pairSheet)),
    total: on.pairs.total.handler(reading(pairs.countPairs)),
    counts: on.pairs.counts.handler(reading(pairs.pairingCounts)),
    units: on.pairs.units.handler(reading(pairs.listUnits)),
    get: on.pairs.get.handler(reading(pairs.getPair)),
    begin: on.pairs.begin.handler(acting(pairs.beginPair)),
    addHelper: on.pairs.addHelper.handler(acting(pairs.addHelper)),
    endHelper: on.pairs.endHelper.handler(acting(pairs.endHelper)),
    changeLead: on.pairs.changeLead.handler(acting(pairs.changeLead)),
    renew: on.pairs.renew.handler(acting(pairs.renewPair)),
    end: on.pairs.end.handler(acting(pairs.endPair)),
  },
  handOvers: {
    list: on.handOvers.list.handler(reading(handOvers.listHandOvers)),
    export: on.handOvers.export.handler(exporting(handOvers.listHandOvers, handOverSheet)),
    total: on.handOvers.total.handler(reading(handOvers.countHandOvers)),
    ask: on.handOvers.ask.handler(acting(handOvers.askHandOver)),
    answer: on.handOvers.answer.handler(acting(handOvers.answerHandOver)),
    withdraw: on.handOvers.withdraw.handler(acting(handOvers.withdrawHandOver)),
  },
  unitPairs: {
    match: on.unitPairs.match.handler(reading(villageMatches.matchVillages)),
    propose: on.unitPairs.propose.handler(acting(villageMatches.proposeVillages)),
    list: on.unitPairs.list.handler(reading(unitPairs.listUnitPairs)),
    export: on.unitPairs.export.handler(exporting(unitPairs.listUnitPairs, unitPairSheet)),
    total: on.unitPairs.total.handler(reading(unitPairs.countUnitPairs)),
    create: on.unitPairs.create.handler(acting(unitPairs.createUnitPair)),
    change: on.unitPairs.change.handler(acting(unitPairs.changeUnitPair)),
    approve: on.unitPairs.approve.handler(acting(unitPairs.approveUnitPair)),
    end: on.unitPairs.end.handler(acting(unitPairs.endUnitPair)),
    income: on.unitPairs.income.handler(acting(unitPairs.fileIncome)),
    line: on.unitPairs.line.handler(reading(unitPairs.incomeLine)),
    unanswered: on.unitPairs.unanswered.handler(reading(unitPairs.listUnanswered)),
    exportUnanswered: on.unitPairs.exportUnanswered.handler(exporting(unitPairs.listUnanswered, unansweredSheet)),
    unansweredTotal: on.unitPairs.unansweredTotal.handler(reading(unitPairs.totalUnanswered)),
    openVillages: on.unitPairs.openVillages.handler(reading(unitPairs.listOpenVillages)),
    freeUnits: on.unitPairs.freeUnits.handler(reading(unitPairs.listFreeUnits)),
    strongVillages: on.unitPairs.strongVillages.handler(reading(unitPairs.listStrongVillages)),
  },
  bars: {
    list: on.bars.list.handler(reading(bars.listBars)),
    total: on.bars.total.handler(reading(bars.countBars)),
    export: on.bars.export.handler(exporting(bars.listBars, barSheet)),
    lift: on.bars.lift.handler(acting(bars.liftBar)),
  },
  diary: {
    list: on.diary.list.handler(reading(diary.listEntries)),
    total: on.diary.total.handler(reading(diary.countEntries)),
    export: on.diary.export.handler(exporting(diary.listEntries, entrySheet)),
    add: on.diary.add.handler(acting(diary.addEntry)),
    settle: on.diary.settle.handler(acting(diary.settleEntry)),
  },
  rhythm: {
    get: on.rhythm.get.handler(reading(rhythm.getRhythm)),
    save: on.rhythm.save.handler(acting(rhythm.saveRhythm)),
  },
  responsibility: {
    exceptions: on.responsibility.exceptions.handler(reading(handOvers.listExceptions)),
    export: on.responsibility.export.handler(exporting(handOvers.listExceptions, exceptionSheet)),
    total: on.responsibility.total.handler(reading(handOvers.countExceptions)),
  },
  proposals: {
    list: on.proposals.list.handler(reading(proposals.listProposals)),
    export: on.proposals.export.handler(exporting(proposals.listProposals, proposalSheet)),
    set: on.proposals.set.handler(reading(proposals.describeSet)),
    start: on.proposals.start.handler(acting(proposals.startProposal)),
    compare: on.proposals.compare.handler(reading(proposals.compareProposals)),
    get: on.proposals.get.handler(reading(proposals.getProposal)),
    cancel: on.proposals.cancel.handler(acting(proposals.cancelProposal)),
    score: on.proposals.score.handler(reading(proposals.scoreOf)),
    areas: on.proposals.areas.handler(reading(proposals.linesByArea)),
    loads: on.proposals.loads.handler(reading(proposals.loadsOf)),
    exportLoads: on.proposals.exportLoads.handler(exporting(proposals.loadsOf, proposalLoadSheet)),
    lines: on.proposals.lines.handler(reading(lines.listLines)),
    exportLines: on.proposals.exportLines.handler(exporting(lines.listSheetLines, proposalLineSheet)),
    lineTotal: on.proposals.lineTotal.handler(reading(lines.countLines)),
    candidates: on.proposals.candidates.handler(reading(lines.listCandidates)),
    changeLine: on.proposals.changeLine.handler(acting(lines.changeLine)),
    lockLine: on.proposals.lockLine.handler(acting(lines.lockLine)),
    exclude: on.proposals.exclude.handler(acting(lines.exclude)),
    holders: on.proposals.holders.handler(reading(lines.listHolders)),
    exchange: on.proposals.exchange.handler(acting(lines.exchange)),
    accept: on.proposals.accept.handler(acting(accepting.acceptProposal)),
    discard: on.proposals.discard.handler(acting(proposals.discardProposal)),
  },
  suitability: {
    get: on.suitability.get.handler(reading(suitability.getSuitability)),
    check: on.suitability.check.handler(reading(suitability.checkRule)),
    save: on.suitability.save.handler(acting(suitability.saveSuitability)),
    quotas: on.suitability.quotas.handler(reading(suitability.listQuotas)),
    addQuota: on.suitability.addQuota.handler(acting(suitability.addQuota)),
    changeQuota: on.suitability.changeQuota.handler(acting(suitability.changeQuota)),
    removeQuota: on.suitability.removeQuota.handler(acting(suitability.removeQuota)),
  },
  plans: {
    list: on.plans.list.handler(reading(plans.listPlans)),
    total: on.plans.total.handler(reading(plans.countPlans)),
    counts: on.plans.counts.handler(reading(plans.planCounts)),
    export: on.plans.export.handler(exporting(plans.listPlans, planSheet)),
    handbooks: on.plans.handbooks.handler(printHandbooks),
    template: on.plans.template.handler(reading(templates.getTemplate)),
    saveTemplate: on.plans.saveTemplate.handler(acting(templates.saveTemplate)),
    removeTemplate: on.plans.removeTemplate.handler(acting(templates.removeTemplate)),
    templateFile: on.plans.templateFile.handler(reading(templates.templateFile)),
    get: on.plans.get.handler(reading(plans.getPlan)),
    save: on.plans.save.handler(acting(plans.savePlan)),
    addMeasure: on.plans.addMeasure.handler(acting(plans.addMeasure)),
    changeMeasure: on.plans.changeMeasure.handler(acting(plans.changeMeasure)),
    removeMeasure: on.plans.removeMeasure.handler(acting(plans.removeMeasure)),
  },
}
