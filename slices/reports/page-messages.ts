import { words } from '../../core/messages.ts'

/** Words of the report as a page. */
export const reportPageWords = words({
  title: { zh: '情况报告', en: 'Report of the round' },
  heading: { zh: '{area}{name}情况报告', en: '{area}: {name}' },
  period: { zh: '{from}至{to}', en: '{from} to {to}' },
  name: { zh: '报告名称', en: 'Name of the report' },
  from: { zh: '起始日期', en: 'From' },
  to: { zh: '截止日期', en: 'To' },
  knownOn: { zh: '按哪天登记重出', en: 'As known on' },
  show: { zh: '按此生成', en: 'Show' },
  defaultName: { zh: '“一帮一”结对帮扶', en: 'One-to-one help' },
  note: {
    zh: '每个带下划线的数字都能打开它数的那份名单。',
    en: 'Every underlined figure opens the list that it counts.',
  },
  stop: { zh: '。', en: '.' },
  comma: { zh: '，', en: ', ' },
  households: { zh: '困难家庭（户）', en: 'Households' },
  pairs: { zh: '结对（对）', en: 'Pairs' },
  unpaired: { zh: '没有责任人（户）', en: 'Without a helper' },
  visits: { zh: '走访（次）', en: 'Visits' },
  cash: { zh: '资金（元）', en: 'Cash (yuan)' },
  colon: { zh: '：', en: ':' },
  pause: { zh: '、', en: ', ' },
  missedSome: { zh: '以下家庭还没有帮扶责任人', en: 'These families have no lead helper yet' },
  missedFirst: { zh: '（列出前 {count} 户）', en: ' (the first {count})' },
  area: { zh: '{area}：', en: '{area}: ' },
  nobodyYet: {
    zh: '还没有建档家庭，报告里的数字都是零。',
    en: 'No household is registered yet; every figure is zero.',
  },
})

/** Words of the list of helper organisations. */
export const unitListWords = words({
  title: { zh: '参加帮扶的单位', en: 'Helper organisations' },
  note: { zh: '现有帮扶责任人正在结对的单位。', en: 'Organisations whose helpers stand by a family now.' },
  name: { zh: '单位名称', en: 'Name' },
  area: { zh: '所在地区', en: 'Area' },
  helpers: { zh: '帮扶责任人（人）', en: 'Helpers' },
  pairs: { zh: '结对（对）', en: 'Pairs' },
  empty: {
    zh: '还没有单位参加帮扶。结对后，帮扶责任人所在的单位列在这里。',
    en: 'No organisation helps yet. Once pairs are made, the units of the helpers are listed here.',
  },
})
