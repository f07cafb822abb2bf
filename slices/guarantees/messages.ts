import { words } from '../../core/messages.ts'

export const guaranteeWords = words({
  title: { zh: '一个不少', en: 'Not one less' },
  dueNeeded: { zh: '请填写完成期限。', en: 'Enter the last day.' },
  listNeeded: { zh: '请选择发放名单。', en: 'Choose the festival list.' },
  exists: { zh: '这项保证已经立过。', en: 'This guarantee exists already.' },
  nobodyThere: {
    zh: '选中的家庭都不在这项保证的未落实名单里。',
    en: 'None of the chosen households is among the uncovered ones of this guarantee.',
  },
})

export const ruleWords = words({
  dibao_enrolled: { zh: '应保尽保：符合低保条件的都已纳入', en: 'Everyone dibao-eligible is enrolled' },
  lead_helper: { zh: '每户都有帮扶责任人', en: 'Every registered household has a live lead helper' },
  festival_received: { zh: '节前都领到：{list}', en: 'Everyone received before the day: {list}' },
})

export const stateWords = words({
  covered: { zh: '已落实', en: 'Covered' },
  excepted: { zh: '例外', en: 'Excepted' },
  not_yet: { zh: '尚未落实', en: 'Not yet' },
  late: { zh: '已逾期', en: 'Late' },
})
