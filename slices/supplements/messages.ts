import { words } from '../../core/messages.ts'

export const supplementWords = words({
  title: { zh: '补充资料', en: 'Further information' },
  noHeading: { zh: '请写明是什么项目。', en: 'Please say what it is.' },
  headingTwice: { zh: '同一个项目写了两次。', en: 'The same item stands there twice.' },
  none: {
    zh: '花名册里没有对应项目的列、表格要而档案里没有的内容，都可以记在这里，填表时自动用上。',
    en: 'Columns of a roster that are no field, and what forms ask for beyond the file, are kept here; forms are filled from it.',
  },
  add: { zh: '补充', en: 'Add' },
  fromFile: { zh: '来自“{source}”（{day}）', en: 'from "{source}" ({day})' },
  byHand: { zh: '手工补充（{day}）', en: 'written down ({day})' },
  show: { zh: '查看', en: 'Show' },
  hide: { zh: '隐藏', en: 'Hide' },
  showOf: { zh: '查看{name}的补充资料', en: 'Show further information of {name}' },
  of: { zh: '{name}的补充资料', en: 'further information of {name}' },
  write: { zh: '补充资料', en: 'Add further information' },
  writeNote: {
    zh: '项目名称照表格上的写，如“政治面貌”“开户银行”。已有的项目以这次为准。',
    en: 'Call it as the form does. What stood under the same heading is replaced.',
  },
  save: { zh: '保存', en: 'Save' },
  takeBack: { zh: '撤销这一项', en: 'Take it back' },
  person: { zh: '谁的', en: 'Whose' },
  heading: { zh: '项目', en: 'What' },
  headingHelp: { zh: '照表格上的名称写', en: 'As the form calls it' },
  text: { zh: '内容', en: 'Text' },
})
