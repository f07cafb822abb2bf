import { words } from '../../core/messages.ts'

export const requestWords = words({
  requests: { zh: '诉求', en: 'Requests' },
  changedMeanwhile: {
    zh: '这条诉求刚被别人处理过，请看过新的内容再办。',
    en: 'Somebody else has just dealt with this request. Look at it again first.',
  },
  raisedInFuture: { zh: '提出日期不能晚于今天。', en: 'The day it was raised cannot be in the future.' },
  dueBeforeRaised: { zh: '答复期限不能早于提出日期。', en: 'The due day cannot be before the day it was raised.' },
  duePast: { zh: '新的答复期限不能早于今天。', en: 'The new due day cannot be in the past.' },
  withdrawn: { zh: '这户已撤档，不能再登记诉求。', en: 'This file has been withdrawn; no request can be added.' },
  alreadyClosed: { zh: '这条诉求已经办结。', en: 'This request is closed already.' },
  notAnswered: { zh: '这条诉求还没有答复，不用重开。', en: 'This request is still open.' },
})

export const requestKindWords = words({
  living: { zh: '生活', en: 'Living' },
  job: { zh: '就业', en: 'Work' },
  medical: { zh: '看病', en: 'Medical care' },
  schooling: { zh: '上学', en: 'Schooling' },
  housing: { zh: '住房', en: 'Housing' },
  policy: { zh: '政策', en: 'Policy' },
  legal: { zh: '法律', en: 'Legal' },
  other: { zh: '其他', en: 'Other' },
})

export const requestStateWords = words({
  open: { zh: '待答复', en: 'Open' },
  answered: { zh: '已答复', en: 'Answered' },
  closed: { zh: '已办结', en: 'Closed' },
})

export const outcomeWords = words({
  done: { zh: '已办成', en: 'Done' },
  not_possible: { zh: '办不了，已说明', en: 'Not possible, explained' },
  taken_back: { zh: '本人撤回', en: 'Taken back by the family' },
})
