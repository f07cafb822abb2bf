import { words } from '../../../core/messages.ts'

/** Words of the phone's frame; the words of its pages are in their slices. */
export const phoneWords = words({
  families: { zh: '我的家庭', en: 'My families' },
  todos: { zh: '待办', en: 'To do' },
  me: { zh: '我的', en: 'Me' },
  noPageRemedy: {
    zh: '地址可能已经改变。请从“我的家庭”重新打开。',
    en: 'The address may have changed. Open it again from your families.',
  },
  tabs: { zh: '主要页面', en: 'Main pages' },
  back: { zh: '返回', en: 'Back' },
  unsent: {
    zh: '已存手机，有网自动上传 · {count} 条未传',
    en: 'Kept on this phone, sent when there is a signal · {count} not sent',
  },
  attention: { zh: '{count} 条记录需要处理', en: '{count} {count|record needs|records need} attention' },
  kept: { zh: '没有网络，显示的是 {time} 的内容', en: 'No signal; this is what was known at {time}' },
  records: { zh: '还没传上去的记录', en: 'Records not sent yet' },
  noRecords: { zh: '记录都已上传。', en: 'All records have been sent.' },
  waiting: { zh: '等待上传', en: 'Waiting' },
  conflict: { zh: '与已保存的内容不一致', en: 'Differs from what was saved' },
  rejected: { zh: '没有被接收', en: 'Not accepted' },
  correct: { zh: '改好再传', en: 'Correct and send again' },
  again: { zh: '原样再传一次', en: 'Send again as it is' },
  restored: { zh: '接着填上次没存的内容（{time}）。', en: 'You had begun this at {time}; go on from there.' },
  beginAnew: { zh: '重新填', en: 'Begin anew' },
  notKept: {
    zh: '手机没有存下这条记录，可能是存储空间已满。填写的内容还在本页，请清理手机空间后再保存。',
    en: 'This phone could not keep the record; its storage may be full. What you filled in is still here: free some space and save again.',
  },
  discard: { zh: '不要这条记录', en: 'Discard this record' },
  discardSure: { zh: '确认不要，删除', en: 'Yes, discard it' },
  large: { zh: '大字', en: 'Large text' },
  language: { zh: '语言和字号', en: 'Language and text size' },
  officer: { zh: '电脑版', en: 'Desktop pages' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  signOutKept: {
    zh: '还有 {count} 条记录没有上传。退出后仍留在本机，下次登录时自动上传。',
    en: '{count} {count|record is|records are} not sent yet. They stay on this phone and are sent after the next sign-in.',
  },
  signOutDrafts: {
    zh: '还有 {count} 份没填完的内容。退出后从本机删除；要留着，请先填完保存。',
    en: '{count} {count|form is|forms are} begun and not saved. Signing out deletes {count|it|them} from this phone; to keep {count|it|them}, finish and save first.',
  },
  madeAt: { zh: '记录于 {time}', en: 'Recorded {time}' },
})
