import { words } from '../../core/messages.ts'

export const arrearsWords = words({
  title: { zh: '三条保障线', en: 'Three guarantee lines' },
  note: {
    zh: '下岗职工基本生活费、失业保险金、低保金，每人每月应发、实发、欠发。应发按在享金额，实发按帮扶台账；当年不得新增拖欠。',
    en: 'Basic living pay, unemployment benefit and dibao: due, paid and owed per person and month. Due is what people are enrolled for, paid is what the ledger says; no new arrears may arise this year.',
  },
  head: { zh: '户主', en: 'Head' },
  receiver: { zh: '领取人', en: 'Receiver' },
  area: { zh: '地区', en: 'Area' },
  line: { zh: '保障线', en: 'Line' },
  month: { zh: '月份', en: 'Month' },
  due: { zh: '应发（元）', en: 'Due (yuan)' },
  paid: { zh: '实发（元）', en: 'Paid (yuan)' },
  owed: { zh: '欠发（元）', en: 'Owed (yuan)' },
  lastPaid: { zh: '最近发放', en: 'Last paid' },
  age: { zh: '拖欠月数', en: 'Months late' },
  state: { zh: '情况', en: 'State' },
  from: { zh: '起始月', en: 'From month' },
  people: { zh: '三条保障线：按人', en: 'Guarantee lines by person' },
  peopleNote: {
    zh: '每个领取人（低保按户）一行，各月合计；点开看逐月应发、实发、欠发。',
    en: 'One row for each person (for dibao, each family), all months together; a row opens its months.',
  },
  owedMonths: { zh: '欠发几个月', en: 'Months owed' },
  owedSince: { zh: '最早欠发月', en: 'Owed since' },
  onlyOwed: { zh: '有欠发的', en: 'Something is owed' },
  nobody: { zh: '没有这样的领取人。', en: 'There is nobody of that kind.' },
  receivers: { zh: '领取人数', en: 'Receivers' },
  owedReceivers: { zh: '欠发人数', en: 'Owed to' },
  thisYear: { zh: '当年新欠（元）', en: 'New this year (yuan)' },
  watchedFrom: { zh: '核对起始月', en: 'On file from' },
  notWatched: { zh: '未登记发放', en: 'No payments on file' },
  setMonth: { zh: '设定起始月', en: 'Set the month' },
  watchNote: {
    zh: '从这个月起的应发逐月和实发核对；更早的不算拖欠。',
    en: 'What is due from this month on is compared with what was paid; nothing before it is told as owed.',
  },
  saveMonth: { zh: '保存起始月', en: 'Save the month' },
  byAge: { zh: '欠发多久', en: 'How long it is owed' },
  byCounty: { zh: '按区县', en: 'By county' },
  monthsOwed: { zh: '{count} 人月', en: '{count} {count|monthly payment|monthly payments}' },
  sumOwed: { zh: '{amount} 元', en: '{amount} yuan' },
  allOwed: { zh: '欠发', en: 'Owed' },
  newOwed: { zh: '当年新增欠发', en: 'New this year' },
  noNew: { zh: '当年没有新增拖欠', en: 'No new arrears this year' },
  unknownAmount: { zh: '金额未登记', en: 'Amount not on file' },
  overPaid: { zh: '多发', en: 'Paid too much' },
  pay: { zh: '登记发放', en: 'Record as paid' },
  chosenSum: {
    zh: '{count} 行有欠发，共 {amount} 元，记入帮扶台账。',
    en: '{count} {count|row|rows} owed, {amount} yuan together, will be entered in the ledger.',
  },
  chosenNot: {
    zh: '另有 {count} 行没有欠发或金额未登记，不登记发放。',
    en: '{count} more {count|row has|rows have} nothing owed or no amount on file and will be left as they are.',
  },
  chosenNone: { zh: '所选的行都没有欠发。', en: 'Nothing is owed in the chosen rows.' },
  tooMany: {
    zh: '一次最多登记 500 行，请分几次选择。',
    en: 'At most 500 rows can be recorded at once; choose them in several goes.',
  },
  owedOtherwise: {
    zh: '欠发金额已变为 {amount} 元，没有登记。请刷新列表，核对后再登记。',
    en: 'What is owed has become {amount} yuan; nothing was recorded. Reload the list, check, and try again.',
  },
  paySum: { zh: '登记发放 {amount} 元', en: 'Record {amount} yuan as paid' },
  payNote: {
    zh: '按欠发金额逐人逐月记入帮扶台账。',
    en: 'What is owed is entered in the ledger, person by person and month by month.',
  },
  paidOn: { zh: '发放日期', en: 'Paid on' },
  proof: { zh: '凭证（如银行批次号）', en: 'Proof (such as the number of the bank run)' },
  part: { zh: '金额（不填为全部欠发）', en: 'Amount (empty: all that is owed)' },
  payChosen: { zh: '登记发放所选 {count} 行', en: 'Record {count} {count|row|rows} as paid' },
  empty: {
    zh: '没有可核对的月份：登记享受和发放，或设定起始月后，这里逐月列出。',
    en: 'There is nothing to compare yet: record who receives and what was paid, or set the month from which payments are on file.',
  },
  notARow: { zh: '所选的行不存在，请刷新列表。', en: 'A chosen row does not exist; reload the list.' },
  paidInFuture: { zh: '发放日期不能晚于今天。', en: 'The day of payment cannot be after today.' },
  partOfOne: { zh: '只有单独一行才能填部分金额。', en: 'A part can be entered for a single row only.' },
  moreThanOwed: { zh: '金额超过这个月的欠发。', en: 'The amount is more than is owed for this month.' },
  nothingOwed: {
    zh: '所选的行里有已经发清的，请刷新列表后再登记。',
    en: 'Some of the chosen rows are paid already; reload the list and try again.',
  },
  watchMeanwhile: { zh: '起始月刚被别人改过，请刷新后再看。', en: 'Somebody else has just set the month; reload.' },
})

export const lineWords = words({
  laid_off_living: { zh: '下岗职工基本生活费', en: 'Basic living pay' },
  unemployment_benefit: { zh: '失业保险金', en: 'Unemployment benefit' },
  dibao: { zh: '低保金', en: 'Dibao' },
})

export const arrearsStateWords = words({
  owed: { zh: '欠发', en: 'Owed' },
  waiting: { zh: '当月待发', en: 'This month, not yet' },
  settled: { zh: '已发清', en: 'Paid in full' },
  over: { zh: '多发', en: 'Paid too much' },
  unknown: { zh: '金额未登记', en: 'Amount not on file' },
})

export const arrearsAgeWords = words({
  one: { zh: '1 个月', en: '1 month' },
  three: { zh: '2–3 个月', en: '2–3 months' },
  twelve: { zh: '4–12 个月', en: '4–12 months' },
  older: { zh: '超过 12 个月', en: 'over 12 months' },
})
