import { words } from '../../core/messages.ts'

export const memberRoleWords = words({
  lead: { zh: '第一帮扶责任人', en: 'Lead' },
  second: { zh: '第二帮扶责任人', en: 'Second' },
  further: { zh: '其他', en: 'Further' },
})

export const vettingWords = words({
  not_needed: { zh: '不需要', en: 'Not needed' },
  waiting: { zh: '待资格审核', en: 'Waiting for vetting' },
  vetted: { zh: '审核通过', en: 'Vetted' },
  refused: { zh: '未通过', en: 'Refused' },
})

export const handOverStateWords = words({
  asked: { zh: '等待接收', en: 'Waiting' },
  accepted: { zh: '已接收', en: 'Accepted' },
  refused: { zh: '已退回', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
})

export const exceptionWords = words({
  unit_unknown: {
    zh: '工作单位对不上，暂由当地政府负责',
    en: 'The work unit is not on file; the local government answers for now',
  },
  body_closed: { zh: '负责单位已破产、关闭或撤销', en: 'The responsible body is bankrupt, closed or ended' },
  no_helper: { zh: '没有帮扶责任人', en: 'No helper' },
  helper_retired: { zh: '帮扶责任人已停用', en: 'The helper has retired' },
  helper_barred: {
    zh: '帮扶责任人应回避这户，还没有换人',
    en: 'The helper is barred from this household and not replaced yet',
  },
  person_left: {
    zh: '帮扶的家庭成员已离开这户',
    en: 'The member of the family who is helped has left it',
  },
  helper_unit_closed: {
    zh: '帮扶责任人的单位已破产、关闭或撤销',
    en: 'The helper’s unit is bankrupt, closed or ended',
  },
  hand_over_late: { zh: '交接逾期没有答复', en: 'A hand-over was not answered in time' },
  term_over: { zh: '结对期限已过，没有续签', en: 'The term is over and was not renewed' },
})

export const teamworkWords = words({
  person: { zh: '帮扶到人（可不选）', en: 'In particular (optional)' },
  wholeFamily: { zh: '全家', en: 'The whole household' },
  forPerson: { zh: '帮扶到人', en: 'In particular' },
  forStudent: { zh: '帮扶到人：{name}（学生）', en: 'In particular: {name}, a student' },
  forMember: { zh: '帮扶到人：{name}', en: 'In particular: {name}' },
  personLeft: { zh: '（已离开这户）', en: '(has left this household)' },
  role: { zh: '责任', en: 'Role' },
  languages: { zh: '会说的语言（普通话以外）', en: 'Languages besides Mandarin' },
  identity: { zh: '身份证号', en: 'Identity number' },
  identityHelp: {
    zh: '只用来核对是不是帮扶家庭的亲属，加密保存，不显示。',
    en: 'Only to know kinship; kept sealed, never shown.',
  },
  identityKept: { zh: '已登记，不填则不变。', en: 'On file; leave empty to keep it.' },
  vetting: { zh: '资格审核', en: 'Vetting' },
  fit: { zh: '资格审核通过', en: 'Fit to be paired' },
  unfit: { zh: '不适合帮扶', en: 'Not fit' },
  vetNote: { zh: '社会帮扶人员通过资格审核后才能结对。', en: 'Helpers from society are paired only after vetting.' },
  term: { zh: '期限', en: 'Term' },
  termEnd: { zh: '约定期限（不填为长期）', en: 'Agreed until (open if empty)' },
  openTerm: { zh: '长期', en: 'Open' },
  termUntil: { zh: '续期至', en: 'Renew until' },
  renew: { zh: '续签', en: 'Renew' },
  termEnds: { zh: '期限', en: 'Term ends' },
  termIsOver: { zh: '已过期', en: 'over' },

  handOvers: { zh: '交接', en: 'Hand-overs' },
  handOversNote: {
    zh: '把一户交给另一位帮扶责任人，由对方确认。确认之前原帮扶责任人继续负责。',
    en: 'A family goes to another helper when that side accepts; until then the present one stays responsible.',
  },
  ask: { zh: '交接给别人', en: 'Hand over' },
  askNote: {
    zh: '接收方的人确认后才换人，之前由现在的帮扶责任人负责，请写明原因。',
    en: 'The lead changes when the receiving side accepts; until then nothing changes. Say why.',
  },
  from: { zh: '移交方', en: 'From' },
  to: { zh: '接收方', en: 'To' },
  reason: { zh: '原因', en: 'Reason' },
  due: { zh: '答复期限', en: 'Answer by' },
  state: { zh: '状态', en: 'State' },
  lateOnly: { zh: '逾期未答复', en: 'Not answered in time' },
  accept: { zh: '接收', en: 'Accept' },
  refuse: { zh: '退回', en: 'Refuse' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  acceptNote: {
    zh: '确认后{to}成为这户的帮扶责任人，原来的结对结束并保留记录。',
    en: '{to} becomes the lead at once; the present pair ends and stays on record.',
  },
  refuseNote: { zh: '退回后{from}继续负责。', en: '{from} stays responsible.' },
  withdrawNote: { zh: '撤回后{from}继续负责。', en: '{from} stays responsible.' },
  own: { zh: '等待接收方确认', en: 'The receiving side has to answer' },
  noHandOvers: {
    zh: '没有交接。在“帮扶对子”里打开一户，可以交给另一位帮扶责任人。',
    en: 'No hand-overs. Open a family in “Pairs” to hand it to another helper.',
  },

  exceptions: { zh: '责任未落实', en: 'Responsibility exceptions' },
  exceptionsNote: {
    zh: '每一户时刻都要有负责的单位和帮扶责任人。这里列出可能落空的家庭和原因，处理好后自动消失。',
    en: 'Every household has a responsible body and a helper at every moment. Where that is in doubt it stands here with the reason, and leaves by itself once it is settled.',
  },
  responsible: { zh: '负责单位', en: 'Responsible body' },
  noExceptions: { zh: '没有责任落空的家庭。', en: 'No household is without somebody who answers for it.' },
})
