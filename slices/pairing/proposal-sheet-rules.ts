import { minuteOf } from '../../core/date.ts'
import type { Text } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { categoryWords, causeWords } from '../registry/messages.ts'
import { matchingWords } from './matching-messages.ts'
import { pairingWords, proposalStateWords, reasonText, unservedWords } from './messages.ts'
import type { Proposal, ProposalLine } from './model.ts'
import { pairPageWords as words } from './page-messages.ts'
import type { HelperLoad } from './proposal-contract.ts'

/** Runs with what each was for and what it found. */
export const proposalSheet: Sheet<Proposal> = {
  name: pairingWords.propose,
  columns: [
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'area', header: matchingWords.unit, width: 26, value: (row) => row.unitName },
    {
      key: 'area',
      header: matchingWords.category,
      width: 16,
      value: (row, language) => row.category && categoryWords[row.category][language],
    },
    { key: 'state', header: words.state, value: (row, language) => proposalStateWords[row.state][language] },
    { key: 'result', header: { zh: '家庭（户）', en: 'Families' }, kind: 'number', value: (row) => row.households },
    { key: 'result', header: { zh: '能配上（户）', en: 'Served' }, kind: 'number', value: (row) => row.served },
    { key: 'cost', header: words.points, kind: 'number', value: (row) => row.totalCost && Number(row.totalCost) },
    { key: 'by', header: words.by, width: 14, value: (row) => row.createdBy },
    { key: 'at', header: words.at, width: 18, value: (row) => minuteOf(row.createdAt) },
    { key: 'decided', header: matchingWords.decider, width: 14, value: (row) => row.decidedBy },
  ],
}

/** A line with the names of the rules that its run was weighed by. */
export type SheetLine = ProposalLine & { ruleNames: ReadonlyMap<string, Text> }

/** A proposal family by family, with the reasons in words. */
export const proposalLineSheet: Sheet<SheetLine> = {
  name: pairingWords.propose,
  columns: [
    { header: words.fileNumber, width: 16, value: (row) => row.fileNumber },
    { key: 'head', header: words.household, width: 14, value: (row) => row.headName },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    {
      key: 'facts',
      header: words.category,
      value: (row, language) => row.category && categoryWords[row.category][language],
    },
    {
      key: 'facts',
      header: { zh: '主要致困原因', en: 'Main cause' },
      width: 16,
      value: (row, language) => row.mainCause && causeWords[row.mainCause][language],
    },
    { key: 'helper', header: words.lead, width: 14, value: (row) => row.helperName },
    {
      key: 'helper',
      header: { zh: '现帮扶责任人', en: 'Present helper' },
      width: 14,
      value: (row) => row.presentHelperName,
    },
    { key: 'unit', header: words.unit, width: 26, value: (row) => row.helperUnit },
    {
      key: 'why',
      header: words.why,
      width: 50,
      value: (row, language) =>
        row.unserved
          ? unservedWords[row.unserved][language]
          : row.why
              .filter((reason) => reason.rule !== 'unit' || reason.fact === 'own')
              .map((reason) => reasonText(reason, row.ruleNames)[language])
              .join(' · '),
    },
    { key: 'cost', header: words.points, kind: 'number', value: (row) => row.cost },
  ],
}

/** What each helper, or each unit, would carry. */
export const proposalLoadSheet: Sheet<HelperLoad> = {
  name: matchingWords.viewLoads,
  columns: [
    { key: 'name', header: { zh: '名称', en: 'Name' }, width: 26, value: (row) => row.name },
    { key: 'name', header: matchingWords.unitName, width: 26, value: (row) => row.unit },
    { key: 'load', header: matchingWords.helpersCount, kind: 'number', value: (row) => row.helpers },
    { key: 'load', header: matchingWords.given, kind: 'number', value: (row) => row.given },
    { key: 'load', header: matchingWords.before, kind: 'number', value: (row) => row.before },
    { key: 'load', header: matchingWords.capacity, kind: 'number', value: (row) => row.capacity },
    { key: 'load', header: matchingWords.quota, kind: 'number', value: (row) => row.most },
  ],
}
