import { words } from '../../core/messages.ts'

/** What the officers' page of requests says. */
export const requestPageWords = words({
  note: {
    zh: '走访或来访时群众提出的诉求，每条都有答复期限和责任单位。',
    en: 'What families ask for in visits or at the desk; each has a due day and a body that answers.',
  },
  household: { zh: '家庭', en: 'Household' },
  area: { zh: '地区', en: 'Area' },
  kind: { zh: '方面', en: 'About' },
  text: { zh: '诉求内容', en: 'Request' },
  raised: { zh: '提出日期', en: 'Raised' },
  due: { zh: '答复期限', en: 'Due' },
  late: { zh: '过期 {days} 天', en: '{days} days late' },
  state: { zh: '状态', en: 'State' },
  responsible: { zh: '责任单位', en: 'Responsible' },
  helper: { zh: '帮扶责任人', en: 'Helper' },
  overdue: { zh: '已过期', en: 'Overdue' },
  unsettled: { zh: '未办结', en: 'Not closed' },
  empty: {
    zh: '还没有诉求。走访时记下的诉求会列在这里。',
    en: 'No requests yet. What is asked in visits is listed here.',
  },
  answer: { zh: '答复', en: 'Answer' },
  answerAct: { zh: '提交答复', en: 'Submit the answer' },
  close: { zh: '办结', en: 'Close' },
  outcome: { zh: '结果', en: 'Outcome' },
  reopen: { zh: '重新办理', en: 'Open again' },
  reopenUntil: { zh: '新的答复期限', en: 'New due day' },
  openHousehold: { zh: '打开家庭档案', en: 'Open the household’s file' },
  answeredOn: { zh: '答复日期', en: 'Answered on' },
  closedOn: { zh: '办结日期', en: 'Closed on' },
  raise: { zh: '登记诉求', en: 'Write down a request' },
  raiseFor: { zh: '为{name}家登记诉求', en: 'Request of the household of {name}' },
  raisedOn: { zh: '提出日期', en: 'Raised on' },
  dueOn: { zh: '答复期限', en: 'Due on' },
  dueHelp: { zh: '不填则为 30 天后。', en: '30 days later when left empty.' },
})
