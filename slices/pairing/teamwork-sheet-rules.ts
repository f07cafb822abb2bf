import { minuteOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import { stateWords } from '../organisations/messages.ts'
import type { EnterpriseState } from '../organisations/model.ts'
import { pairPageWords } from './page-messages.ts'
import type { ExceptionRow, HandOverRow } from './teamwork-contract.ts'
import { exceptionWords, handOverStateWords, teamworkWords as words } from './teamwork-messages.ts'
import { teamTaskWords, unitPairKindWords, unitPairWords, villageLinkWords } from './unit-pair-messages.ts'
import type { UnitPairRow } from './unit-pair-model.ts'

/** Hand-overs with both sides, why, and what was answered. */
export const handOverSheet: Sheet<HandOverRow> = {
  name: words.handOvers,
  columns: [
    { key: 'head', header: pairPageWords.household, width: 14, value: (row) => row.headName },
    { key: 'area', header: pairPageWords.area, width: 18, value: (row) => row.areaName },
    { key: 'from', header: words.from, width: 14, value: (row) => row.fromName },
    {
      key: 'from',
      header: { zh: '移交方单位', en: 'Unit of the giving side' },
      width: 26,
      value: (row) => row.fromUnit,
    },
    { key: 'to', header: words.to, width: 14, value: (row) => row.toName },
    {
      key: 'to',
      header: { zh: '接收方单位', en: 'Unit of the receiving side' },
      width: 26,
      value: (row) => row.toUnit,
    },
    { key: 'reason', header: words.reason, width: 30, value: (row) => row.reason },
    { key: 'state', header: words.state, value: (row, language) => handOverStateWords[row.state][language] },
    { key: 'due', header: words.due, kind: 'day', width: 12, value: (row) => row.answerDueOn },
    { header: { zh: '提出人', en: 'Asked by' }, width: 14, value: (row) => row.askedBy },
    { header: { zh: '提出时间', en: 'Asked at' }, width: 18, value: (row) => minuteOf(row.askedAt) },
    { header: { zh: '答复人', en: 'Answered by' }, width: 14, value: (row) => row.answeredBy },
    { header: { zh: '答复', en: 'Answer' }, width: 30, value: (row) => row.answerNote },
  ],
}

/** Families for whom it is not certain that somebody answers. */
export const exceptionSheet: Sheet<ExceptionRow> = {
  name: words.exceptions,
  columns: [
    { key: 'head', header: pairPageWords.household, width: 14, value: (row) => row.headName },
    { key: 'area', header: pairPageWords.area, width: 18, value: (row) => row.areaName },
    { key: 'reason', header: words.reason, width: 40, value: (row, language) => exceptionWords[row.reason][language] },
    { key: 'responsible', header: words.responsible, width: 28, value: (row) => row.responsibleName },
    { key: 'helper', header: pairPageWords.lead, width: 14, value: (row) => row.helperName },
  ],
}

const separator = { zh: '、', en: ', ' }

/** Bodies that stand by bodies, with the links of a village and the tasks of a work team. */
export const unitPairSheet: Sheet<UnitPairRow> = {
  name: unitPairWords.title,
  columns: [
    { key: 'receiver', header: unitPairWords.receiver, width: 26, value: (row) => row.receiverName ?? row.areaName },
    {
      key: 'kind',
      header: unitPairWords.kind,
      width: 18,
      value: (row, language) => unitPairKindWords[row.kind][language],
    },
    { key: 'giver', header: unitPairWords.giver, width: 26, value: (row) => row.giverName },
    { key: 'links', header: villageLinkWords.leader, width: 14, value: (row) => row.leaderName },
    { key: 'links', header: villageLinkWords.resident, width: 14, value: (row) => row.residentName },
    { key: 'links', header: villageLinkWords.partner, width: 18, value: (row) => row.partnerName },
    {
      key: 'links',
      header: { zh: '还缺', en: 'Missing' },
      width: 30,
      value: (row, language) => row.missing.map((link) => villageLinkWords[link][language]).join(separator[language]),
    },
    {
      key: 'links',
      header: unitPairWords.tasks,
      width: 30,
      value: (row, language) => row.tasksDone.map((task) => teamTaskWords[task][language]).join(separator[language]),
    },
    { key: 'due', header: unitPairWords.dueOn, kind: 'day', width: 12, value: (row) => row.dueOn },
    {
      key: 'state',
      header: unitPairWords.state,
      value: (row, language) => unitPairWords[row.until ? 'ended' : row.state][language],
    },
    { header: unitPairWords.plan, width: 40, value: (row) => row.plan },
  ],
}

type Unanswered = { name: string; areaName: string; enterpriseState: EnterpriseState }

/** Enterprises in hardship or bankrupt for which nobody is responsible. */
export const unansweredSheet: Sheet<Unanswered> = {
  name: unitPairWords.unanswered,
  columns: [
    { key: 'name', header: unitPairWords.enterprise, width: 30, value: (row) => row.name },
    { key: 'area', header: unitPairWords.area, width: 18, value: (row) => row.areaName },
    {
      key: 'state',
      header: unitPairWords.enterpriseState,
      value: (row, language) => stateWords[row.enterpriseState][language],
    },
  ],
}
