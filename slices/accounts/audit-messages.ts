import { type Text, words } from '../../core/messages.ts'

export const auditWords = words({
  title: { zh: '审计记录', en: 'Audit trail' },
  note: {
    zh: '谁、何时、做了什么。只增不改，读取名单和查看隐私也在其中。',
    en: 'Who did what and when. Rows are only ever added; reading lists and revealing personal data are among them.',
  },
  at: { zh: '时间', en: 'Time' },
  by: { zh: '操作人', en: 'By' },
  event: { zh: '操作', en: 'Event' },
  subject: { zh: '对象', en: 'About' },
  outcome: { zh: '结果', en: 'Outcome' },
  facts: { zh: '说明', en: 'Facts' },
  kind: { zh: '操作类别', en: 'Kind' },
  subjectId: { zh: '对象编号', en: 'Id of what it is about' },
  nobody: { zh: '未登录', en: 'Not signed in' },
  empty: { zh: '没有记录。', en: 'No rows.' },
  done: { zh: '完成', en: 'Done' },
  refused: { zh: '被拒绝', en: 'Refused' },
  failed: { zh: '出错', en: 'Failed' },
})

/** The first part of an event's name: which part of the work it belongs to. */
export const auditKindWords: Readonly<Record<string, Text>> = words({
  session: { zh: '登录', en: 'Sessions' },
  setup: { zh: '首次设置', en: 'Setup' },
  links: { zh: '一次性链接', en: 'One-time links' },
  accounts: { zh: '账号', en: 'Accounts' },
  audit: { zh: '审计', en: 'Audit' },
  areas: { zh: '地区', en: 'Areas' },
  organisations: { zh: '单位', en: 'Organisations' },
  registry: { zh: '困难家庭', en: 'Households' },
  imports: { zh: '导入', en: 'Imports' },
  policies: { zh: '应享政策', en: 'Policies' },
  pairing: { zh: '结对', en: 'Pairs' },
  visits: { zh: '走访', en: 'Visits' },
  requests: { zh: '诉求', en: 'Requests' },
  aid: { zh: '帮扶台账', en: 'Aid ledger' },
  guarantees: { zh: '一个不少', en: 'Guarantees' },
  casefile: { zh: '一户一档', en: 'Case files' },
  todos: { zh: '待办', en: 'To do' },
})

/** What happened, by the rest of an event's name; the same words serve every part of the work. */
export const auditVerbWords: Readonly<Record<string, Text>> = words({
  list: { zh: '查看列表', en: 'Read the list' },
  total: { zh: '查看总数', en: 'Read the total' },
  read: { zh: '查看', en: 'Read' },
  get: { zh: '查看', en: 'Read' },
  history: { zh: '查看变更记录', en: 'Read the history' },
  timeline: { zh: '查看救助链', en: 'Read the aid chain' },
  standing: { zh: '查看应享与下一步', en: 'Read what is due' },
  own: { zh: '查看自定地区', en: 'Read own areas' },
  create: { zh: '新增', en: 'Created' },
  change: { zh: '修改', en: 'Changed' },
  add_own: { zh: '添加自定地区', en: 'Added an own area' },
  change_own: { zh: '修改自定地区', en: 'Changed an own area' },
  add_person: { zh: '添加成员', en: 'Added a member' },
  change_person: { zh: '修改成员', en: 'Changed a member' },
  end_person: { zh: '成员离开', en: 'A member left' },
  withdraw: { zh: '撤档', en: 'Withdrew a file' },
  reveal: { zh: '查看隐私', en: 'Revealed personal data' },
  register: { zh: '登记', en: 'Registered' },
  reverse: { zh: '冲销', en: 'Reversed' },
  receive: { zh: '登记领取', en: 'Recorded a receipt' },
  export: { zh: '导出', en: 'Exported' },
  sign_in: { zh: '登录', en: 'Signed in' },
  sign_out: { zh: '退出', en: 'Signed out' },
  choose_membership: { zh: '切换岗位', en: 'Switched role' },
  change_password: { zh: '修改密码', en: 'Changed the password' },
  begin: { zh: '完成设置', en: 'Finished the setup' },
  use: { zh: '用链接设置密码', en: 'Set a password by link' },
  open: { zh: '打开链接', en: 'Opened a link' },
  invite: { zh: '开设账号', en: 'Opened an account' },
  reset: { zh: '重置密码', en: 'Reset a password' },
  change_state: { zh: '改变账号状态', en: 'Changed the state' },
  grant: { zh: '授予岗位', en: 'Granted a role' },
  revoke: { zh: '收回岗位', en: 'Revoked a role' },
})

/** What an event was about. */
export const auditSubjectWords: Readonly<Record<string, Text>> = words({
  tenant: { zh: '使用单位', en: 'Jurisdiction' },
  account: { zh: '账号', en: 'Account' },
  area: { zh: '地区', en: 'Area' },
  organisation: { zh: '单位', en: 'Organisation' },
  household: { zh: '家庭', en: 'Household' },
  person: { zh: '人员', en: 'Person' },
})

/** Names of facts that are kept with an event. */
export const auditFactWords: Readonly<Record<string, Text>> = words({
  role: { zh: '岗位', en: 'role' },
  area: { zh: '地区', en: 'area' },
  state: { zh: '状态', en: 'state' },
  field: { zh: '项目', en: 'field' },
  fields: { zh: '项目', en: 'fields' },
  reason: { zh: '原因', en: 'reason' },
  why: { zh: '原因', en: 'why' },
  rows: { zh: '行数', en: 'rows' },
  count: { zh: '数量', en: 'count' },
  times: { zh: '次数', en: 'times' },
  code: { zh: '代码', en: 'code' },
  status: { zh: '状态', en: 'status' },
})
