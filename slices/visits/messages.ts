import { words } from '../../core/messages.ts'

export const visitWords = words({
  visits: { zh: '走访记录', en: 'Visits' },
  promises: { zh: '承诺', en: 'Promises' },
  dayInFuture: {
    zh: '走访日期晚于今天，请改成实际走访的那天。',
    en: 'The day of the visit is in the future. Enter the day you were there.',
  },
  promiseBeforeVisit: { zh: '承诺期限不能早于走访日期。', en: 'A promise cannot be due before the visit.' },
  notYours: {
    zh: '这户不在您的帮扶名单里，或走访那天您还没有帮扶这户。记录留在手机里，请联系办公室。',
    en: 'This family is not yours, or was not on the day of the visit. The record stays on the phone; ask the office.',
  },
  givenAfterWithdrawal: {
    zh: '这户已于 {day} 撤档，之后交给的钱和物不能登记。请核对走访日期，或去掉现金和物品；要继续帮扶，先恢复建档。',
    en: 'The file of this family was withdrawn on {day}; money or goods handed over later cannot be recorded. Check the day of the visit or take them out; to go on helping, the file is taken up again first.',
  },
  visitAfterWithdrawal: {
    zh: '这户已于 {day} 撤档，之后的走访不再由帮扶责任人登记。请核对走访日期；有疑问请联系办公室。',
    en: 'The file of this family was withdrawn on {day}; its helper records no visits after that day. Check the day of the visit, or ask the office.',
  },
  mergedAway: {
    zh: '这份档案已并入另一户，交给的钱和物请在那一户登记。',
    en: 'This file was merged into another; record the money or goods for that household.',
  },
  notAHelper: {
    zh: '这个账号还没有对应的帮扶责任人，请联系办公室。',
    en: 'This account belongs to no helper on file yet. Ask the office.',
  },
  visitorNeeded: { zh: '请选择帮扶责任人，或填写走访人。', en: 'Choose the helper or write who went.' },
  otherContent: {
    zh: '同一编号的记录已保存，内容不同，没有覆盖。请核对后另记一条。',
    en: 'A record with this number but other content is saved already and was not replaced. Compare and record anew.',
  },
  otherPerson: { zh: '这条记录是另一个账号写的。', en: 'This record was written by another account.' },
  unreadable: {
    zh: '这条记录填写有误：{faults}',
    en: 'Something in this record is wrong: {faults}',
  },
  unknownKind: {
    zh: '手机上的程序太旧，请刷新后重试。',
    en: 'The pages on this phone are too old. Reload and try again.',
  },
  sayToWhat: { zh: '请填写看到的情况，至少一项。', en: 'Say at least one thing that you saw.' },
})

export const partWords = words({
  living: { zh: '生活情况', en: 'Living' },
  thinking: { zh: '思想情况', en: 'State of mind' },
  difficulties: { zh: '困难', en: 'Difficulties' },
  needs: { zh: '需要', en: 'Needs' },
})

export const markWords = words({
  steady: { zh: '平稳', en: 'Steady' },
  food_short: { zh: '缺吃的', en: 'Short of food' },
  clothes_short: { zh: '缺穿的', en: 'Short of clothes' },
  cold_home: { zh: '屋里冷', en: 'Home is cold' },
  unsafe_home: { zh: '房屋不安全', en: 'Home is unsafe' },
  harder: { zh: '比上次难', en: 'Harder than before' },
  better: { zh: '比上次好', en: 'Better than before' },
  confident: { zh: '有信心', en: 'Confident' },
  worried: { zh: '有顾虑', en: 'Worried' },
  downcast: { zh: '情绪低', en: 'Downcast' },
  wants_work: { zh: '想干活', en: 'Wants to work' },
  thankful: { zh: '心情好', en: 'In good spirits' },
  illness: { zh: '生病', en: 'Illness' },
  schooling: { zh: '上学', en: 'Schooling' },
  no_job: { zh: '没工作', en: 'No job' },
  debt: { zh: '欠债', en: 'Debt' },
  housing: { zh: '住房', en: 'Housing' },
  care: { zh: '要人照顾', en: 'Somebody needs care' },
  none: { zh: '没有新困难', en: 'No new difficulty' },
  money: { zh: '资金', en: 'Money' },
  goods: { zh: '物资', en: 'Goods' },
  job: { zh: '岗位', en: 'A job' },
  training: { zh: '技术', en: 'Training' },
  medical: { zh: '看病', en: 'Medical care' },
  advice: { zh: '信息政策', en: 'Advice' },
  company: { zh: '陪伴', en: 'Company' },
})

/** Marks that call for somebody at once: food, clothes, warmth, safety (D-07). */
export const redFlags: ReadonlySet<string> = new Set(['food_short', 'clothes_short', 'cold_home', 'unsafe_home'])

export const todoWords = words({
  visit: { zh: '该去看看了', en: 'Time for a visit' },
  promise: { zh: '承诺：{text}', en: 'Promise: {text}' },
  request: { zh: '诉求：{text}', en: 'Request: {text}' },
})
