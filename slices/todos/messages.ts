import { words } from '../../core/messages.ts'

export const todayWords = words({
  title: { zh: '今日待办', en: 'To do today' },
})

/** Each line is one thing to do; the number stands beside it. */
export const todoWords = words({
  first_accounts: {
    zh: '给经办人、审核人等开设账号，再请安全管理员授予岗位',
    en: 'Open accounts for clerks and reviewers; the security administrator then grants their roles',
  },
  first_organisation: {
    zh: '先登记本地的工会、政府部门和企业，建档时就能选到',
    en: 'Add the unions, departments and enterprises of the area, so that files can name them',
  },
  first_household: { zh: '建立第一份困难家庭档案', en: 'Register the first household' },
  first_standards: {
    zh: '导入本地的低保等标准，之后才能测算应享政策',
    en: 'Import the standards of the area (dibao and others), so that what families are due can be computed',
  },
  guarantees_late: {
    zh: '{name}：{count} 户到期仍未落实',
    en: '{name}: {count} {count|household|households} still missed after the last day',
  },
  arrears: {
    zh: '三条保障线还有 {count} 笔欠发',
    en: '{count} monthly {count|payment|payments} of the three guarantee lines still owed',
  },
  requests_overdue: { zh: '{count} 件诉求超过期限没有办结', en: '{count} {count|request|requests} past their due day' },
  promises_overdue: { zh: '{count} 项承诺超过期限没有兑现', en: '{count} {count|promise|promises} past their due day' },
  entitled: {
    zh: '{count} 户符合低保条件，还没有享受',
    en: '{count} {count|household|households} entitled to dibao, not receiving it',
  },
  unpaired: { zh: '{count} 户还没有帮扶责任人', en: '{count} {count|household|households} without a helper' },
  visits_overdue: {
    zh: '{count} 户超过走访周期没有走访',
    en: '{count} {count|household|households} whose visit is overdue',
  },
  lists_due: {
    zh: '{name}：{count} 户还没领到',
    en: '{name}: {count} {count|household has|households have} not received yet',
  },
  village_links_late: {
    zh: '{count} 个包扶村到期没有落实齐',
    en: '{count} {count|sponsored village lacks|sponsored villages lack} something after the last day',
  },
  village_line: {
    zh: '先登记包扶线：{count} 个村报了人均收入，还不能安排包村',
    en: 'File the income line first: {count} {count|village|villages} with an income on file cannot be sponsored yet',
  },
  enterprises_unanswered: {
    zh: '{count} 家困难企业还没有责任人',
    en: '{count} {count|enterprise|enterprises} in hardship nobody answers for',
  },
  due_items: {
    zh: '{count} 项待遇变动等待核实办理',
    en: '{count} {count|change|changes} of what families are due, to be decided',
  },
  proposals: { zh: '{count} 份结对提议等待审核', en: '{count} proposals of pairs to be decided' },
  duplicates: { zh: '{count} 对疑似重复等待判断', en: '{count} possible duplicates to decide' },
  file_transfers: {
    zh: '{count} 份移交来的档案等待接收',
    en: '{count} {count|file|files} handed over, to be confirmed',
  },
  files_not_reviewed: {
    zh: '{count} 份档案一年没有改过，需要清理',
    en: '{count} {count|file|files} not touched for a year, to be gone through',
  },
  never_helped: {
    zh: '{count} 户建档后还没有帮扶过',
    en: '{count} {count|household|households} never helped since they were filed',
  },
  income_unknown: {
    zh: '{count} 户没有填写收入，无法测算应享政策',
    en: '{count} {count|household|households} without an income on file, so that nothing can be computed',
  },
  without_role: { zh: '{count} 个账号还没有授予岗位', en: '{count} {count|account|accounts} without a role' },
  invited: {
    zh: '{count} 个账号还没有设置密码，请转交链接',
    en: '{count} {count|account|accounts} whose password is not set: hand over the link',
  },
})

export const todoPageWords = words({
  nothing: { zh: '今天没有待办。', en: 'Nothing waits for you today.' },
  nothingYet: {
    zh: '还没有困难家庭档案。建档或导入后，还差谁、差什么都列在这里。',
    en: 'No household is on file yet. Once families are registered or imported, whoever is missed is listed here.',
  },
  nothingAdmin: {
    zh: '今天没有待办。账号和授权都已办妥。',
    en: 'Nothing waits for you today. Accounts and roles are in order.',
  },
  noRole: {
    zh: '还没有岗位，因此看不到任何业务。请安全管理员在“账号”里授予岗位。',
    en: 'You have no role yet, so there is nothing to see. Ask the security administrator to grant one under “Accounts”.',
  },
  helper: { zh: '帮扶责任人在手机页面办理。', en: 'Helpers work on the phone pages.' },
  toPhone: { zh: '打开手机页面', en: 'Open the phone pages' },
  dueOn: { zh: '{day} 前', en: 'by {day}' },
  lateSince: { zh: '{day} 到期', en: 'due {day}' },
  numbers: { zh: '数字', en: 'Numbers' },
  auditTrail: { zh: '查看审计记录', en: 'Open the audit trail' },
})

export const figureWords = words({
  households: { zh: '在册困难家庭', en: 'Households on file' },
  persons: { zh: '人', en: 'Persons' },
  pairs: { zh: '帮扶对子', en: 'Pairs' },
  visits: { zh: '近 30 天走访', en: 'Visits in 30 days' },
  aid_cash: { zh: '今年发放（元）', en: 'Cash given this year (yuan)' },
})
