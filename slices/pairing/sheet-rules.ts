import { dayOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import { categoryWords, causeWords } from '../registry/messages.ts'
import { familyColumns, fileNumberColumn } from '../registry/sheet-rules.ts'
import type { BarRow } from './bar-contract.ts'
import { barKindWords, barWords } from './bar-messages.ts'
import type { EntryRow } from './diary-contract.ts'
import { diaryWords, entryKindWords } from './diary-messages.ts'
import { helperKindWords, pairKindWords } from './messages.ts'
import type { HelperRow, PairRow } from './model.ts'
import { missingWords } from './plan-messages.ts'
import type { PlanRow } from './plan-model.ts'

/** Helpers as a spreadsheet; phones masked as on the screen. */
export const helperSheet: Sheet<HelperRow> = {
  name: { zh: '帮扶责任人', en: 'Helpers' },
  columns: [
    { key: 'name', header: { zh: '姓名', en: 'Name' }, width: 14, value: (row) => row.name },
    {
      key: 'kind',
      header: { zh: '类型', en: 'Kind' },
      width: 14,
      value: (row, language) => helperKindWords[row.kind][language],
    },
    { key: 'unit', header: { zh: '单位', en: 'Unit' }, width: 26, value: (row) => row.unit },
    { key: 'post', header: { zh: '职务', en: 'Post' }, width: 14, value: (row) => row.post },
    { key: 'phone', header: { zh: '电话', en: 'Phone' }, width: 16, value: (row) => row.phone },
    { key: 'area', header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    { key: 'skill', header: { zh: '特长', en: 'Skill' }, width: 16, value: (row) => row.skillText },
    { key: 'families', header: { zh: '可帮户数', en: 'Capacity' }, kind: 'number', value: (row) => row.capacity },
    { key: 'families', header: { zh: '已帮户数', en: 'Families' }, kind: 'number', value: (row) => row.families },
  ],
}

/** Families with their lead helper; empty columns where there is none. */
export const pairSheet: Sheet<PairRow> = {
  name: { zh: '帮扶对子', en: 'Pairs' },
  columns: [
    fileNumberColumn,
    ...familyColumns,
    {
      key: 'category',
      header: { zh: '困难类别', en: 'Category' },
      value: (row, language) => row.category && categoryWords[row.category][language],
    },
    {
      key: 'cause',
      header: { zh: '主要致困原因', en: 'Main cause' },
      width: 16,
      value: (row, language) => row.mainCause && causeWords[row.mainCause][language],
    },
    { key: 'helper', header: { zh: '帮扶责任人', en: 'Lead helper' }, width: 14, value: (row) => row.helperName },
    { key: 'post', header: { zh: '职务', en: 'Post' }, width: 14, value: (row) => row.helperPost },
    { key: 'unit', header: { zh: '帮扶单位', en: 'Unit' }, width: 26, value: (row) => row.helperUnit },
    {
      key: 'kind',
      header: { zh: '形式', en: 'Kind' },
      value: (row, language) => row.kind && pairKindWords[row.kind][language],
    },
    { key: 'persons', header: { zh: '帮扶到人', en: 'In particular' }, width: 14, value: (row) => row.persons },
    { header: { zh: '其他帮扶人（人）', en: 'Further helpers' }, kind: 'number', value: (row) => row.further },
    { key: 'since', header: { zh: '结对日期', en: 'Since' }, kind: 'day', width: 12, value: (row) => row.since },
    { key: 'since', header: { zh: '结束日期', en: 'Until' }, kind: 'day', width: 12, value: (row) => row.until },
    {
      key: 'visited',
      header: { zh: '最近走访', en: 'Last visit' },
      kind: 'day',
      width: 12,
      value: (row) => row.lastVisitedOn,
    },
    {
      key: 'next',
      header: { zh: '下次走访', en: 'Next visit' },
      kind: 'day',
      width: 12,
      value: (row) => row.nextVisitOn,
    },
  ],
}

/** Paired families and what is missing for the six clarities. */
export const planSheet: Sheet<PlanRow> = {
  name: { zh: '六个明确', en: 'Six clarities' },
  columns: [
    fileNumberColumn,
    ...familyColumns,
    { key: 'helper', header: { zh: '帮扶责任人', en: 'Lead helper' }, width: 14, value: (row) => row.helperName },
    { key: 'unit', header: { zh: '帮扶单位', en: 'Unit' }, width: 26, value: (row) => row.helperUnit },
    { key: 'project', header: { zh: '帮扶项目', en: 'Project' }, width: 24, value: (row) => row.project },
    { key: 'measures', header: { zh: '措施（项）', en: 'Measures' }, kind: 'number', value: (row) => row.measures },
    { key: 'measures', header: { zh: '已落实（项）', en: 'Done' }, kind: 'number', value: (row) => row.done },
    { key: 'target', header: { zh: '目标日期', en: 'By' }, kind: 'day', width: 12, value: (row) => row.targetOn },
    {
      key: 'missing',
      header: { zh: '缺项', en: 'Missing' },
      width: 40,
      value: (row, language) =>
        row.missing.map((item) => missingWords[item][language]).join(language === 'zh' ? '、' : ', '),
    },
  ],
}

/** Declared kinship and conflicts of interest, with who declared and who ended them. */
export const barSheet: Sheet<BarRow> = {
  name: barWords.title,
  columns: [
    { key: 'helper', header: { zh: '帮扶责任人', en: 'Helper' }, width: 14, value: (row) => row.helperName },
    { key: 'unit', header: { zh: '单位', en: 'Unit' }, width: 26, value: (row) => row.unit },
    { key: 'household', header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
    { key: 'area', header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    { key: 'kind', header: barWords.kind, width: 12, value: (row, language) => barKindWords[row.kind][language] },
    { key: 'reason', header: barWords.reason, width: 30, value: (row) => row.reason },
    { key: 'by', header: barWords.statedBy, width: 14, value: (row) => row.statedBy },
    { key: 'at', header: barWords.statedAt, kind: 'day', width: 12, value: (row) => dayOf(new Date(row.statedAt)) },
    {
      key: 'state',
      header: barWords.lifted,
      kind: 'day',
      width: 12,
      value: (row) => row.liftedAt && dayOf(new Date(row.liftedAt)),
    },
    { key: 'state', header: { zh: '解除原因', en: 'Why ended' }, width: 24, value: (row) => row.liftedReason },
  ],
}

/** Diary, issues, progress and evaluation of pairs of bodies. */
export const entrySheet: Sheet<EntryRow> = {
  name: diaryWords.title,
  columns: [
    { key: 'day', header: diaryWords.day, kind: 'day', width: 12, value: (row) => row.day },
    { key: 'kind', header: diaryWords.kind, value: (row, language) => entryKindWords[row.kind][language] },
    { key: 'receiver', header: diaryWords.receiver, width: 24, value: (row) => row.receiverName },
    { key: 'giver', header: diaryWords.giver, width: 26, value: (row) => row.giverName },
    { key: 'text', header: diaryWords.text, width: 50, value: (row) => row.text },
    { key: 'due', header: diaryWords.dueOn, kind: 'day', width: 12, value: (row) => row.dueOn },
    { key: 'state', header: { zh: '解决日期', en: 'Settled' }, kind: 'day', width: 12, value: (row) => row.settledOn },
    { key: 'state', header: { zh: '结果', en: 'Outcome' }, width: 30, value: (row) => row.outcome },
    { key: 'by', header: diaryWords.by, width: 14, value: (row) => row.by },
  ],
}
