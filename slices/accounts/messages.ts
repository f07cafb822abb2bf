import { words } from '../../core/messages.ts'

export const accountWords = words({
  signInFirst: { zh: '请先登录。', en: 'Please sign in.' },
  wrongPassword: { zh: '登录名或密码不对。', en: 'The login name or the password is wrong.' },
  accountClosed: {
    zh: '这个账号已被锁定或停用，请联系安全管理员。',
    en: 'This account is locked or disabled. Ask the security administrator.',
  },
  tooManyGuesses: {
    zh: '输错次数过多，请 {minutes} 分钟后再试，或请系统管理员重置密码。',
    en: 'Too many wrong attempts. Try again in {minutes} {minutes|minute|minutes} or ask the system administrator for a reset.',
  },
  guessable: { zh: '这个密码太容易被猜到，请换一个。', en: 'This password is too easy to guess. Choose another.' },
  wrongCurrent: { zh: '当前密码不对。', en: 'The current password is wrong.' },
  noSuchMembership: { zh: '没有这个工作身份。', en: 'No such membership.' },
  linkGone: {
    zh: '这个链接已经用过或已过期，请向系统管理员重新索取。',
    en: 'This link has been used or has expired. Ask the system administrator for a new one.',
  },
  loginTaken: { zh: '登录名 {name} 已有人使用，请换一个。', en: 'The login name {name} is taken. Choose another.' },
  notYourself: {
    zh: '不能给自己授权、停用自己或改自己的状态。',
    en: 'You cannot grant, revoke or change the state of your own account.',
  },
  noSuchArea: { zh: '没有这个地区。', en: 'There is no such area.' },
  separated: {
    zh: '系统、安全、审计三类管理员须由三个人分别担任。',
    en: 'System, security and audit administrator must be three different persons.',
  },
  alreadyGranted: { zh: '这个人在该地区已有这个岗位。', en: 'This person already has this role in this area.' },
})

export const roleWords = words({
  helper: { zh: '帮扶责任人', en: 'Helper' },
  clerk: { zh: '经办人', en: 'Clerk' },
  reviewer: { zh: '审核人', en: 'Reviewer' },
  finance: { zh: '财务', en: 'Finance' },
  leader: { zh: '领导', en: 'Leader' },
  auditor: { zh: '审计', en: 'Auditor' },
  system_administrator: { zh: '系统管理员', en: 'System administrator' },
  security_administrator: { zh: '安全管理员', en: 'Security administrator' },
  audit_administrator: { zh: '审计管理员', en: 'Audit administrator' },
})
