import { words } from '../../core/messages.ts'

/** Words of who receives, since when, and of carrying out a change. */
export const enrolmentWords = words({
  amountMonth: { zh: '每月金额', en: 'Amount a month' },
  amountOther: { zh: '金额（{period}）', en: 'Amount ({period})' },
  each: { zh: '{period} {amount} 元', en: '{amount} yuan {period}' },
  policy: { zh: '政策', en: 'Policy' },
  sumNote: { zh: '合计 {amount} 元', en: '{amount} yuan together' },
  amountColumn: { zh: '应享金额（元）', en: 'Due (yuan)' },
  dueNote: {
    zh: '按现行标准逐户测算，和实际在享对照；不选政策时为低保。缺资料的单列，不算不符合。',
    en: 'Computed family by family by the standards in force, compared with who receives it; dibao unless another policy is chosen. What is not known stands apart; it is never a no.',
  },
  who: { zh: '发给谁', en: 'Paid to' },
  family: { zh: '全家', en: 'the family' },
  startOf: { zh: '登记享受：{policy}', en: 'Record that it is received: {policy}' },
  cause: { zh: '停止原因', en: 'Why it ends' },
  carryOut: { zh: '按变动办理', en: 'Carry it out' },
  carryOutNote: {
    zh: '办理后这户的享受记录同时更新，并连同政策版本、依据和标准一起存档。',
    en: 'What the family receives is changed in the same step and kept with the version, facts and values it was decided by.',
  },
  newFrom: { zh: '从哪天起享受', en: 'Received from' },
  changeFrom: { zh: '新金额从哪天起', en: 'New amount from' },
  stopFrom: { zh: '从哪天起停发', en: 'Nothing from' },
  computedOf: { zh: '{name}测算 {amount} 元', en: '{name}: {amount} yuan computed' },
  newAmount: { zh: '新金额', en: 'New amount' },
  months: { zh: '登记近六个月收入', en: 'Record the income of six months' },
  monthsNote: {
    zh: '填全家当月的总收入和人口；六个月都登记后才能判断脱困。',
    en: 'The income of the whole family in the month and its members; leaving hardship can be judged once all six are there.',
  },
  month: { zh: '月份', en: 'Month' },
  income: { zh: '全家收入', en: 'Income of the family' },
  persons: { zh: '人口', en: 'Persons' },
  incomeOf: { zh: '{month} 全家收入', en: 'Income of the family, {month}' },
  personsOf: { zh: '{month} 人口', en: 'Persons, {month}' },
  saveMonths: { zh: '保存并重新测算', en: 'Save and compute again' },
})

/** Words of adopting what a policy suggests. */
export const adoptWords = words({
  adopt: { zh: '采用建议值', en: 'Adopt suggested values' },
  note: {
    zh: '有 {count} 个参数还没有数值。采用后按建议值测算，来源记为建议值，可随时改成正式标准。',
    en: '{count} parameters have no value yet. Answers will be computed with what is suggested, marked as such; put the real value in its place at any time.',
  },
  which: { zh: '参数', en: 'Parameters' },
})

export const endCauseWords = words({
  employment: { zh: '已就业', en: 'Found work' },
  income: { zh: '收入超过标准', en: 'Income above the standard' },
  assets: { zh: '财产超过规定', en: 'Assets beyond the limits' },
  moved: { zh: '迁出', en: 'Moved away' },
  died: { zh: '去世', en: 'Died' },
  over: { zh: '期满', en: 'Time is over' },
  amount: { zh: '调整金额', en: 'Another amount' },
  other: { zh: '其他', en: 'Other' },
})
