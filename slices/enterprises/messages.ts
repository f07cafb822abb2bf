import { type Text, words } from '../../core/messages.ts'
import type { EventKind, Ownership } from './model.ts'

export const enterpriseWords = words({
  title: { zh: '企业', en: 'Enterprises' },
  note: {
    zh: '作为帮扶对象的企业：状态、欠薪、下岗，按日期记录。',
    en: 'Enterprises as objects of help: state, arrears, layoffs, each with its day.',
  },
  name: { zh: '企业名称', en: 'Name' },
  area: { zh: '地区', en: 'Area' },
  state: { zh: '状态', en: 'State' },
  asOf: { zh: '数据日期', en: 'Day of the figures' },
  employees: { zh: '职工人数', en: 'Employees' },
  laidOff: { zh: '下岗人数', en: 'Laid off' },
  hardshipWorkers: { zh: '困难职工', en: 'Hardship workers' },
  insured: { zh: '参保人数', en: 'Insured' },
  arrearsPersons: { zh: '被欠薪人数', en: 'Persons unpaid' },
  wageArrears: { zh: '欠薪（元）', en: 'Wage arrears (yuan)' },
  averageWage: { zh: '月平均工资（元）', en: 'Average monthly wage (yuan)' },
  households: { zh: '在册家庭', en: 'Families on file' },
  withArrears: { zh: '有欠薪', en: 'With arrears' },
  source: { zh: '数据来源', en: 'Source' },
  add: { zh: '登记企业', en: 'Add an enterprise' },
  empty: {
    zh: '还没有企业。企业在“单位”里登记。',
    en: 'No enterprise yet. Enterprises are added under organisations.',
  },
  profile: { zh: '基本情况', en: 'Profile' },
  change: { zh: '修改情况', en: 'Change the profile' },
  industry: { zh: '行业', en: 'Industry' },
  ownership: { zh: '所有制', en: 'Ownership' },
  foundedOn: { zh: '成立日期', en: 'Founded' },
  remark: { zh: '说明', en: 'Note' },
  figures: { zh: '历次数据', en: 'Figures over time' },
  record: { zh: '登记数据', en: 'Record figures' },
  recordHelp: { zh: '同一日期再登记一次就是更正', en: 'The same day again is a correction' },
  noFigures: { zh: '还没有数据。', en: 'No figures yet.' },
  events: { zh: '大事记', en: 'What happened' },
  happened: { zh: '记一件事', en: 'Record an event' },
  onDay: { zh: '日期', en: 'Day' },
  kind: { zh: '类别', en: 'Kind' },
  text: { zh: '内容', en: 'What' },
  noEvents: { zh: '还没有记录。', en: 'Nothing recorded.' },
  becameState: { zh: '状态变为{state}', en: 'became {state}' },
  correct: { zh: '更正', en: 'Correct' },
  corrections: { zh: '更正', en: 'Corrections' },
  corrected: { zh: '更正 {count} 次', en: 'corrected {count} {count|time|times}' },
  seeFamilies: { zh: '看这些家庭', en: 'See these families' },
  unknown: { zh: '未填', en: 'Unknown' },
  dayAhead: { zh: '日期不能晚于今天。', en: 'The day must not lie ahead.' },
  changedMeanwhile: {
    zh: '刚被别人修改过，请对照后再保存。',
    en: 'Somebody else has just changed it. Compare and save again.',
  },
})

export const ownershipWords: Record<Ownership, Text> = {
  state: { zh: '国有', en: 'State' },
  collective: { zh: '集体', en: 'Collective' },
  private: { zh: '民营', en: 'Private' },
  foreign: { zh: '外资', en: 'Foreign' },
  other: { zh: '其他', en: 'Other' },
}

export const eventWords: Record<EventKind, Text> = {
  state: { zh: '状态', en: 'State' },
  layoff: { zh: '下岗分流', en: 'Layoff' },
  arrears: { zh: '欠薪', en: 'Arrears' },
  restructuring: { zh: '改制重组', en: 'Restructuring' },
  other: { zh: '其他', en: 'Other' },
}
