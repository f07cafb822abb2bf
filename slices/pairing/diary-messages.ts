import { words } from '../../core/messages.ts'

export const entryKindWords = words({
  diary: { zh: '日记', en: 'Diary' },
  issue: { zh: '问题', en: 'Issue' },
  progress: { zh: '进展', en: 'Progress' },
  evaluation: { zh: '评价', en: 'Evaluation' },
})

export const diaryWords = words({
  title: { zh: '结对日记和问题', en: 'Diary and issues' },
  note: {
    zh: '工作队驻企日记、问题清单，企业对口帮扶和包村的进展、评价。问题写明解决期限，解决后写明结果。',
    en: 'Diaries and issues of work teams, progress and evaluation of pairs of enterprises and of sponsored villages. An issue has a day by which it is settled, and then its outcome.',
  },
  kind: { zh: '类别', en: 'Kind' },
  day: { zh: '日期', en: 'Day' },
  text: { zh: '内容', en: 'What' },
  dueOn: { zh: '解决期限', en: 'Settle by' },
  giver: { zh: '帮扶单位', en: 'Helping unit' },
  receiver: { zh: '帮扶对象', en: 'Helped' },
  by: { zh: '记录人', en: 'By' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '待解决', en: 'Open' },
  late: { zh: '逾期', en: 'late' },
  settled: { zh: '{day} 解决：{outcome}', en: 'Settled on {day}: {outcome}' },
  openOnly: { zh: '待解决的问题', en: 'Open issues' },
  lateOnly: { zh: '逾期未解决', en: 'Not settled in time' },
  add: { zh: '记一条', en: 'Write down' },
  settle: { zh: '已解决', en: 'Settle' },
  settleNote: { zh: '写明怎样解决的：{text}', en: 'Say how it was settled: {text}' },
  all: { zh: '全部记录', en: 'All entries' },
  empty: { zh: '还没有记录。', en: 'Nothing written down yet.' },
  pair: { zh: '单位结对', en: 'Pair of bodies' },
  dueNeeded: { zh: '请填写问题的解决期限。', en: 'Say by when the issue is to be settled.' },
  dueOfIssues: { zh: '只有问题填写解决期限。', en: 'Only issues have such a day.' },
})
