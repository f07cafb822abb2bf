import { words } from '../../core/messages.ts'

export const aidWords = words({
  ledger: { zh: '帮扶台账', en: 'Aid ledger' },
  lists: { zh: '节日慰问发放', en: 'Festival lists' },
  wrong: { zh: '填写的内容有误，请按提示修改。', en: 'Some of what was entered is wrong. Please correct it as shown.' },
  dayInFuture: { zh: '发放日期不能晚于今天。', en: 'The day cannot be in the future.' },
  amountNeeded: { zh: '请填写金额。', en: 'Enter the amount.' },
  goodsNeeded: { zh: '请填写品名和数量。', en: 'Enter the goods and their quantity.' },
  amountOrGoods: { zh: '请填写金额，或品名和数量。', en: 'Enter an amount, or goods with their quantity.' },
  dayNeeded: { zh: '请填写节日日期。', en: 'Enter the day.' },
  nameTaken: { zh: '已有同名的发放名单。', en: 'A list of this name exists.' },
  listClosed: { zh: '这份名单已结束，不能再改。', en: 'This list is closed and cannot be changed.' },
  alreadyReversed: { zh: '这笔帮扶已经冲销过。', en: 'This line has already been reversed.' },
  afterWithdrawal: {
    zh: '这户已于 {day} 撤档，之后的帮扶不能登记；要继续帮扶，先恢复建档。',
    en: 'The file of this household was withdrawn on {day}; help given later cannot be recorded. Take the file up again first.',
  },
  mergedAway: {
    zh: '这份档案已并入另一户，请在那一户登记帮扶。',
    en: 'This file was merged into another; record the help for that household.',
  },
  receivedAfterWithdrawal: {
    zh: '{name}等 {count} 户在领取前已撤档，没有登记任何一户；请列为例外，或先恢复建档。',
    en: '{count} {count|household|households} (the first: {name}) had left before that day; nothing was recorded. Make them exceptions, or take their files up again first.',
  },
  notOnList: {
    zh: '有 {count} 户不在这份名单上，没有登记任何一户。',
    en: '{count} {count|household is|households are} not on this list; nothing was recorded.',
  },
})

export const kindWords = words({
  comfort_grant: { zh: '慰问金', en: 'Comfort grant' },
  comfort_goods: { zh: '慰问品', en: 'Comfort goods' },
  living_grant: { zh: '生活救助', en: 'Living grant' },
  temporary_relief: { zh: '临时救助', en: 'Temporary relief' },
  donated_cash: { zh: '捐款', en: 'Donated cash' },
  donated_goods: { zh: '捐物', en: 'Donated goods' },
  dibao_payment: { zh: '低保金', en: 'Dibao payment' },
  basic_living_payment: { zh: '下岗职工基本生活费', en: 'Basic living pay of laid-off workers' },
  unemployment_payment: { zh: '失业保险金', en: 'Unemployment benefit' },
  medical_aid: { zh: '医疗救助', en: 'Medical assistance' },
  education_grant: { zh: '助学', en: 'Education grant' },
  heating_relief: { zh: '采暖费减免', en: 'Heating-fee relief' },
  housing_aid: { zh: '住房帮扶', en: 'Housing aid' },
  legal_aid: { zh: '法律援助', en: 'Legal aid' },
  skills_training: { zh: '技能培训', en: 'Skills training' },
  job_placement: { zh: '就业安置', en: 'Job placement' },
  public_welfare_post: { zh: '公益性岗位', en: 'Public-welfare post' },
  microloan: { zh: '小额贷款', en: 'Microloan' },
  project_start: { zh: '项目扶持', en: 'Project start' },
  counselling: { zh: '思想疏导', en: 'Counselling' },
  information: { zh: '信息服务', en: 'Information' },
  service: { zh: '上门服务', en: 'Service' },
})

export const fieldWords = words({
  1: { zh: '衣食之忧', en: 'Urgent living help' },
  2: { zh: '政策保障', en: 'Policy guarantees' },
  3: { zh: '再就业服务', en: 'Re-employment' },
  4: { zh: '思想疏导', en: 'Counselling' },
  5: { zh: '多种形式', en: 'Diverse forms' },
})

export const modeWords = words({
  relief: { zh: '输血', en: 'Relief' },
  capacity: { zh: '造血', en: 'Capacity-building' },
})

export const sourceWords = words({
  finance: { zh: '财政', en: 'Public finance' },
  union: { zh: '工会', en: 'Trade union' },
  unit: { zh: '帮扶单位', en: 'Helper organisation' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  society: { zh: '社会捐助', en: 'Society' },
  helper: { zh: '帮扶责任人', en: 'Helper' },
  other: { zh: '其他', en: 'Other' },
})

export const festivalWords = words({
  spring_festival: { zh: '春节', en: 'Spring Festival' },
  lantern: { zh: '元宵节', en: 'Lantern Festival' },
  dragon_boat: { zh: '端午节', en: 'Dragon Boat Festival' },
  mid_autumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  corban: { zh: '古尔邦节', en: 'Corban Festival' },
  new_year: { zh: '元旦', en: 'New Year' },
  labour_day: { zh: '五一', en: 'Labour Day' },
  national_day: { zh: '国庆', en: 'National Day' },
  other: { zh: '其他', en: 'Other' },
})
