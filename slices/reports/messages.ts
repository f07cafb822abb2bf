import { type Text, words } from '../../core/messages.ts'
import type { FigureKey } from './model.ts'

export const reportWords = words({
  title: { zh: '“一帮一”情况报告', en: 'Report of the round' },
  round: { zh: '报告名称', en: 'Name of the report' },
  from: { zh: '起始日期', en: 'From' },
  to: { zh: '截止日期', en: 'To' },
  word: { zh: '下载 Word', en: 'Download Word' },
  asOf: { zh: '数据截至 {time}', en: 'Data as of {time}' },
  periodReversed: {
    zh: '截止日期早于起始日期，请更正。',
    en: 'The last day is before the first day; please correct it.',
  },
  dayAhead: {
    zh: '只能按今天以前（含今天）的登记重出报告。',
    en: 'A report can be repeated as known until today only.',
  },
  knownOn: {
    zh: '按 {day} 当时的登记重出，后来的变更和更正不算在内。',
    en: 'As known on {day}; later changes and corrections are left out.',
  },
  notRepeatable: {
    zh: '不能按当时重出（只留有现在的情况）：{names}。',
    en: 'Cannot be repeated (kept as of today only): {names}.',
  },
  templateBroken: {
    zh: '报告模板无法填写：{detail}。请检查模板里的花括号，或删除自定义模板。',
    en: 'The report template cannot be filled: {detail}. Check its braces or remove it.',
  },
  byCounty: { zh: '分县（市、区）情况', en: 'By county' },
  stillMissed: { zh: '还差谁', en: 'Who is still missed' },
  nobodyMissed: { zh: '每户都有帮扶责任人。', en: 'Every family has a lead helper.' },
  county: { zh: '县（市、区）', en: 'County' },
  scale: { zh: '一、规模', en: '1. Scale' },
  work: { zh: '二、走访与帮扶', en: '2. Visits and aid' },
  missing: { zh: '三、还差什么', en: '3. What is missing' },
})

/** What stands on paper only. */
export const paperWords = words({
  repeated: { zh: '{name}（按{day}当时的登记重出）', en: '{name} (as known on {day})' },
  missed: { zh: '以下家庭还没有帮扶责任人：', en: 'These families have no lead helper yet:' },
})

/** Each figure in its sentence; `{value}` is underlined and opens its list. */
export const figureWords = words({
  households: { zh: '建档困难家庭 {value} 户', en: '{value} registered households' },
  persons: { zh: '家庭人口 {value} 人', en: '{value} {value|person|persons} in them' },
  pairs: { zh: '结成帮扶对子 {value} 对', en: '{value} {value|pair|pairs}' },
  units: { zh: '参加帮扶单位 {value} 个', en: '{value} helper organisations' },
  cadres: { zh: '帮扶干部 {value} 人', en: '{value} {value|cadre|cadres}' },
  social: { zh: '社会各界帮扶人 {value} 人', en: '{value} {value|helper|helpers} from society' },
  bodies: { zh: '以集体名义帮扶 {value} 个', en: '{value} {value|body|bodies} helping as a whole' },
  enterprises: { zh: '涉及困难企业 {value} 户', en: '{value} {value|enterprise|enterprises} in hardship' },
  visits: { zh: '走访 {value} 次', en: '{value} {value|visit|visits}' },
  visited: { zh: '走访到 {value} 户', en: '{value} {value|household|households} visited' },
  requests: { zh: '未办结的诉求 {value} 件', en: '{value} {value|request|requests} not settled' },
  requestsOverdue: { zh: '其中超期 {value} 件', en: '{value} of them overdue' },
  aidLines: { zh: '帮扶 {value} 笔', en: '{value} {value|line|lines} of aid' },
  cash: { zh: '资金 {value} 元', en: '{value} yuan in cash' },
  goodsValue: { zh: '物资折价 {value} 元（不计入资金）', en: 'goods worth {value} yuan (not counted as cash)' },
  eligibleNotEnrolled: {
    zh: '符合低保条件但未纳入 {value} 户',
    en: '{value} {value|household|households} eligible for dibao and not enrolled',
  },
  unpaired: { zh: '没有帮扶责任人 {value} 户', en: '{value} {value|household|households} without a lead helper' },
  notVisited: {
    zh: '过了走访周期没有走访 {value} 户',
    en: '{value} {value|household|households} whose next visit is overdue',
  },
})

/** The figures that a repeated report cannot give, by name. */
export const shortFigureWords: Partial<Record<FigureKey, Text>> = {
  enterprises: { zh: '困难企业户数', en: 'enterprises in hardship' },
  eligibleNotEnrolled: { zh: '符合低保条件但未纳入户数', en: 'households eligible for dibao and not enrolled' },
}
