import { dayOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import { categoryWords, causeWords } from '../registry/messages.ts'
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
    { header: { zh: '姓名', en: 'Name' }, width: 14, value: (row) => row.name },
    { header: { zh: '类型', en: 'Kind' }, width: 14, value: (row, language) => helperKindWords[row.kind][language] },
    { header: { zh: '单位', en: 'Unit' }, width: 26, value: (row) => row.unit },
    { header: { zh: '职务', en: 'Post' }, width: 14, value: (row) => row.post },
    { header: { zh: '电话', en: 'Phone' }, width: 16, value: (row) => row.phone },
    { header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    { header: { zh: '特长', en: 'Skill' }, width: 16, value: (row) => row.skillText },
    { header: { zh: '可帮户数', en: 'Capacity' }, kind: 'number', value: (row) => row.capacity },
    { header: { zh: '已帮户数', en: 'Families' }, kind: 'number', value: (row) => row.families },
  ],
}

/** Families with their lead helper; empty columns where there is none. */
export const pairSheet: Sheet<PairRow> = {
  name: { zh: '帮扶对子', en: 'Pairs' },
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
    { header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    {
      header: { zh: '困难类别', en: 'Category' },
      value: (row, language) => row.category && categoryWords[row.category][language],
    },
    {
      header: { zh: '主要致困原因', en: 'Main cause' },
      width: 16,
      value: (row, language) => row.mainCause && causeWords[row.mainCause][language],
    },
    { header: { zh: '帮扶责任人', en: 'Lead helper' }, width: 14, value: (row) => row.helperName },
    { header: { zh: '职务', en: 'Post' }, width: 14, value: (row) => row.helperPost },
    { header: { zh: '帮扶单位', en: 'Unit' }, width: 26, value: (row) => row.helperUnit },
    { header: { zh: '形式', en: 'Kind' }, value: (row, language) => row.kind && pairKindWords[row.kind][language] },
    { header: { zh: '帮扶到人', en: 'In particular' }, width: 14, value: (row) => row.persons },
    { header: { zh: '其他帮扶人（人）', en: 'Further helpers' }, kind: 'number', value: (row) => row.further },
    { header: { zh: '结对日期', en: 'Since' }, kind: 'day', width: 12, value: (row) => row.since },
    { header: { zh: '结束日期', en: 'Until' }, kind: 'day', width: 12, value: (row) => row.until },
    { header: { zh: '最近走访', en: 'Last visit' }, kind: 'day', width: 12, value: (row) => row.lastVisitedOn },
    { header: { zh: '下次走访', en: 'Next visit' }, kind: 'day', width: 12, value: (row) => row.nextVisitOn },
  ],
}

/** Paired families and what is missing for the six clarities. */
export const planSheet: Sheet<PlanRow> = {
  name: { zh: '六个明确', en: 'Six clarities' },
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
    { header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    { header: { zh: '帮扶责任人', en: 'Lead helper' }, width: 14, value: (row) => row.helperName },
    { header: { zh: '帮扶单位', en: 'Unit' }, width: 26, value: (row) => row.helperUnit },
    { header: { zh: '帮扶项目', en: 'Project' }, width: 24, value: (row) => row.project },
    { header: { zh: '措施（项）', en: 'Measures' }, kind: 'number', value: (row) => row.measures },
    { header: { zh: '已落实（项）', en: 'Done' }, kind: 'number', value: (row) => row.done },
    { header: { zh: '目标日期', en: 'By' }, kind: 'day', width: 12, value: (row) => row.targetOn },
    {
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
    { header: { zh: '帮扶责任人', en: 'Helper' }, width: 14, value: (row) => row.helperName },
    { header: { zh: '单位', en: 'Unit' }, width: 26, value: (row) => row.unit },
    { header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
    { header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    { header: barWords.kind, width: 12, value: (row, language) => barKindWords[row.kind][language] },
    { header: barWords.reason, width: 30, value: (row) => row.reason },
    { header: barWords.statedBy, width: 14, value: (row) => row.statedBy },
    { header: barWords.statedAt, kind: 'day', width: 12, value: (row) => dayOf(new Date(row.statedAt)) },
    { header: barWords.lifted, kind: 'day', width: 12, value: (row) => row.liftedAt && dayOf(new Date(row.liftedAt)) },
    { header: { zh: '解除原因', en: 'Why ended' }, width: 24, value: (row) => row.liftedReason },
  ],
}

/** Diary, issues, progress and evaluation of pairs of bodies. */
export const entrySheet: Sheet<EntryRow> = {
  name: diaryWords.title,
  columns: [
    { header: diaryWords.day, kind: 'day', width: 12, value: (row) => row.day },
    { header: diaryWords.kind, value: (row, language) => entryKindWords[row.kind][language] },
    { header: diaryWords.receiver, width: 24, value: (row) => row.receiverName },
    { header: diaryWords.giver, width: 26, value: (row) => row.giverName },
    { header: diaryWords.text, width: 50, value: (row) => row.text },
    { header: diaryWords.dueOn, kind: 'day', width: 12, value: (row) => row.dueOn },
    { header: { zh: '解决日期', en: 'Settled' }, kind: 'day', width: 12, value: (row) => row.settledOn },
    { header: { zh: '结果', en: 'Outcome' }, width: 30, value: (row) => row.outcome },
    { header: diaryWords.by, width: 14, value: (row) => row.by },
  ],
}
