import { words } from '../../core/messages.ts'

export const simulationWords = words({
  noVersion: { zh: '没有这个政策版本。', en: 'There is no such version of the policy.' },
  changedMeanwhile: {
    zh: '这个方案刚被别人修改过，请刷新后再保存。',
    en: 'Somebody else has just changed this scenario. Reload and save again.',
  },
  tooLarge: {
    zh: '按这个数值算出的全年支出超过一千亿元，请核对数值和单位。',
    en: 'With this value a year would cost more than a hundred thousand million yuan; look at the value and its unit.',
  },
  nothingChanged: { zh: '没有任何调整，请先调整一项。', en: 'Nothing is changed yet. Change something first.' },
})

export const categoryWords: Readonly<Record<string, { zh: string; en: string }>> = words({
  none: { zh: '未分类', en: 'No category' },
  severe: { zh: '深度困难', en: 'Severe hardship' },
  relative: { zh: '相对困难', en: 'Relative hardship' },
  accident: { zh: '意外致困', en: 'Hardship by accident' },
})

export const fundWords = words({
  budget: { zh: '预算安排', en: 'Budget' },
  adjustment: { zh: '预算调整', en: 'Adjustment of the budget' },
  surplus: { zh: '超收安排', en: 'Revenue above plan' },
})

export const impactWords = words({
  sheet: { zh: '政策测算方案', en: 'Policy simulation' },
  kind: { zh: '范围', en: 'Of' },
  name: { zh: '名称', en: 'Name' },
  change: { zh: '调整', en: 'Change' },
  whole: { zh: '全部', en: 'All' },
  notTold: {
    zh: '保存时算出的金额太大，无法列出；请按“调整”核对数值后重新测算。',
    en: 'What came out when it was kept is too large to be told; change it, look at its values and compute again.',
  },
  policy: { zh: '政策', en: 'Policy' },
  county: { zh: '区县', en: 'County' },
  category: { zh: '类别', en: 'Category' },
  fund: { zh: '资金来源（全年）', en: 'Source of money (year)' },
  households: { zh: '户数', en: 'Families' },
  before: { zh: '现在可享（户）', en: 'Entitled now (families)' },
  after: { zh: '调整后可享（户）', en: 'Entitled then (families)' },
  gained: { zh: '新增（户）', en: 'Gain (families)' },
  gainedPersons: { zh: '新增（人）', en: 'Gain (persons)' },
  lost: { zh: '失去（户）', en: 'Lose (families)' },
  lostPersons: { zh: '失去（人）', en: 'Lose (persons)' },
  raised: { zh: '增加（户）', en: 'Get more (families)' },
  lowered: { zh: '减少（户）', en: 'Get less (families)' },
  unknown: { zh: '缺资料（户）', en: 'Not known (families)' },
  monthBefore: { zh: '现在每月（元）', en: 'A month now (yuan)' },
  monthAfter: { zh: '调整后每月（元）', en: 'A month then (yuan)' },
  yearBefore: { zh: '现在全年（元）', en: 'A year now (yuan)' },
  yearAfter: { zh: '调整后全年（元）', en: 'A year then (yuan)' },
  yearMore: { zh: '全年增加（元）', en: 'More in a year (yuan)' },
})
