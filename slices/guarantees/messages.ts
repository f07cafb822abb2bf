import { words } from '../../core/messages.ts'

export const guaranteeWords = words({
  title: { zh: '一个不少', en: 'Not one less' },
  create: { zh: '立一项保证', en: 'Make a guarantee' },
  dueNeeded: { zh: '请填写完成期限。', en: 'Enter the last day.' },
  listNeeded: { zh: '请选择发放名单。', en: 'Choose the festival list.' },
  exists: { zh: '这项保证已经立过。', en: 'This guarantee exists already.' },
  nobodyThere: {
    zh: '选中的家庭都不在这项保证的未到位名单里。',
    en: 'None of the chosen households is among the uncovered ones of this guarantee.',
  },
  empty: {
    zh: '还没有立下保证。从“每户都有帮扶责任人”开始，系统会按名字列出还差谁。',
    en: 'No guarantees yet. Start with a lead helper for every household; whoever is missing is listed by name.',
  },
  population: { zh: '应到 {count} 户', en: '{count} households' },
  covered: { zh: '已到位', en: 'Covered' },
  excepted: { zh: '有说明的例外', en: 'Excepted, with a reason' },
  notYet: { zh: '还差', en: 'Not yet' },
  late: { zh: '逾期未到位', en: 'Late' },
  unknown: { zh: '缺资料，无法判断', en: 'Cannot be judged for want of facts' },
  daysLeft: { zh: '还有 {days} 天', en: '{days} days left' },
  dueToday: { zh: '今天到期', en: 'Due today' },
  overdue: { zh: '已逾期 {days} 天', en: '{days} days overdue' },
  forecast: {
    zh: '按近两周进度，预计 {day} 全部到位',
    en: 'At the pace of the last two weeks all are covered on {day}',
  },
  stalled: { zh: '近两周没有进展', en: 'Nothing has moved in the last two weeks' },
  complete: { zh: '一户不少，全部到位', en: 'Complete: nobody is missed' },
  byArea: { zh: '分地区', en: 'By area' },
  exceptSelected: { zh: '列为例外', en: 'Make an exception' },
  exceptionReason: { zh: '例外原因', en: 'Reason for the exception' },
  close: { zh: '结束这项保证', en: 'Close this guarantee' },
})

export const ruleWords = words({
  dibao_enrolled: { zh: '应保尽保：符合低保条件的都已纳入', en: 'Everyone dibao-eligible is enrolled' },
  lead_helper: { zh: '每户都有帮扶责任人', en: 'Every registered household has a live lead helper' },
  festival_received: { zh: '节前都领到：{list}', en: 'Everyone received before the day: {list}' },
})

export const stateWords = words({
  covered: { zh: '已到位', en: 'Covered' },
  excepted: { zh: '例外', en: 'Excepted' },
  not_yet: { zh: '未到位', en: 'Not yet' },
  late: { zh: '逾期', en: 'Late' },
})
