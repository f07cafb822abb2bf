import { words } from '../../core/messages.ts'

/** Words of the board of guarantees. */
export const boardWords = words({
  title: { zh: '一个不少', en: 'Not one less' },
  one: { zh: '保证', en: 'Guarantee' },
  note: {
    zh: '每一项保证都落到户：谁已落实，谁是例外、为什么，谁还差，都有名有姓。',
    en: 'Each guarantee is kept household by household: who is covered, who is excepted and why, who is still missed.',
  },
  create: { zh: '立一项保证', en: 'Make a guarantee' },
  open: { zh: '进行中', en: 'Open' },
  closed: { zh: '已结束', en: 'Closed' },
  which: { zh: '哪些保证', en: 'Which guarantees' },
  emptyOpen: {
    zh: '还没有立下保证。可以从“每户都有帮扶责任人”开始，还差谁会逐户列出。',
    en: 'No guarantees yet. Start with a lead helper for every household; whoever is missed is listed by name.',
  },
  byOthers: { zh: '由审核人或领导来立。', en: 'A reviewer or a leader makes one.' },
  emptyClosed: { zh: '还没有结束的保证。', en: 'No guarantee has been closed.' },
  due: { zh: '{area} · 最晚 {day}', en: '{area} · by {day}' },
  standing: {
    zh: '应落实 {all} 户，已落实 {covered} 户，还差 {missed} 户',
    en: '{all} {all|household|households}, {covered} covered, {missed} still missed',
  },
  nobody: {
    zh: '目前没有符合范围的家庭。',
    en: 'No household belongs to it at present.',
  },
  forecast: {
    zh: '按近两周进度，预计 {day}全部落实',
    en: 'At the pace of the last two weeks all are covered on {day}',
  },
  forecastLate: { zh: '，比期限晚 {days} 天', en: ', {days} {days|day|days} after the last day' },
  stalled: { zh: '近两周没有进展', en: 'Nothing has moved in the last two weeks' },
  unknown: {
    zh: '另有 {count} 户缺少资料，无法判断是否符合条件，没有计算在内。',
    en: '{count} more households cannot be judged for want of facts; they are not counted.',
  },
  openUnknown: { zh: '看这些家庭缺什么', en: 'See what is lacking' },
})

/** Words of the page of one guarantee. */
export const guaranteePageWords = words({
  byArea: { zh: '分地区', en: 'By area' },
  area: { zh: '地区', en: 'Area' },
  progress: { zh: '进度', en: 'Progress' },
  population: { zh: '应落实', en: 'In all' },
  covered: { zh: '已落实', en: 'Covered' },
  excepted: { zh: '例外', en: 'Excepted' },
  missed: { zh: '还差', en: 'Missed' },
  state: { zh: '情况', en: 'State' },
  head: { zh: '户主', en: 'Head' },
  fileNumber: { zh: '档案号', en: 'File number' },
  responsible: { zh: '责任单位', en: 'Responsible body' },
  coveredOn: { zh: '落实日期', en: 'Covered on' },
  reason: { zh: '例外原因', en: 'Reason' },
  empty: { zh: '目前没有符合范围的家庭。', en: 'No household belongs to it at present.' },
  except: { zh: '列为例外', en: 'Make an exception' },
  exceptTitle: { zh: '把 {count} 户列为例外', en: 'Except {count} {count|household|households}' },
  exceptNote: {
    zh: '例外不算还差，但始终列在名单上并写明原因；只对其中还没有落实的家庭生效。',
    en: 'An exception is no longer missed but stays on the list with its reason; it holds for those not yet covered.',
  },
  exceptDone: { zh: '已列为例外 {count} 户。', en: '{count} excepted.' },
  unexcept: { zh: '取消例外', en: 'Take exceptions back' },
  unexceptTitle: {
    zh: '取消 {count} 户的例外',
    en: 'Take back the exceptions of {count} {count|household|households}',
  },
  unexceptNote: { zh: '取消后重新算作还差。', en: 'They count as missed again.' },
  unexceptDone: { zh: '已取消例外 {count} 户。', en: '{count} exceptions taken back.' },
  close: { zh: '结束这项保证', en: 'Close this guarantee' },
  closeTitle: { zh: '结束“{name}”', en: 'Close "{name}"' },
  closeNote: {
    zh: '现在还差 {missed} 户。结束后不再提醒，名单和数字仍可查看。',
    en: '{missed} {missed|household is|households are} still missed. It no longer reminds anybody; list and numbers can still be read.',
  },
  tooMany: { zh: '一次最多处理 10,000 户，请先按地区筛选。', en: 'At most 10,000 at once; narrow by area first.' },
})

/** Words of the form of a new guarantee. */
export const newGuaranteeWords = words({
  title: { zh: '立一项保证', en: 'Make a guarantee' },
  rule: { zh: '保证什么', en: 'What is guaranteed' },
  list: { zh: '哪份发放名单', en: 'Which festival list' },
  area: { zh: '哪个地区', en: 'Area' },
  due: { zh: '完成期限', en: 'Last day' },
  dueHelp: { zh: '不填则用发放名单的期限', en: 'Empty: the last day of the festival list' },
})

/** What can be guaranteed, as it is chosen. */
export const ruleChoiceWords = words({
  lead_helper: { zh: '每户都有帮扶责任人', en: 'Every household has a lead helper' },
  dibao_enrolled: { zh: '应保尽保：符合低保条件的都已纳入', en: 'Everyone eligible for dibao is enrolled' },
  festival_received: { zh: '节前都领到慰问', en: 'Everyone on a festival list receives before the day' },
})
