import { type Parameters, words } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'

/** What the engine says when it cannot or may not match; the slice passes these sentences on as they are. */
export const refusals = words({
  nothingToMatch: {
    zh: '候选名单是空的：没有一户家庭有可选的帮扶责任人。请先放宽条件或补充帮扶责任人。',
    en: 'The candidate list is empty: no household has any helper to choose from. Relax the conditions or add helpers.',
  },
  costOutOfRange: {
    zh: '{what}的成本 {cost} 超出范围：必须是 −{limit} 到 {limit} 之间的整数。',
    en: 'The cost {cost} of {what} is out of range: it must be a whole number from −{limit} to {limit}.',
  },
  countOutOfRange: {
    zh: '{what}的数量 {count} 不对：必须是 0 到 {limit} 之间的整数。',
    en: 'The count {count} of {what} is not right: it must be a whole number from 0 to {limit}.',
  },
  listedTwice: { zh: '{what}出现了两次。', en: '{what} is listed twice.' },
  unknown: { zh: '{what}不在本次配对的名单里。', en: '{what} is not on the lists of this matching.' },
  loadCostsFall: {
    zh: '{what}的负担成本不能递减：每多帮一户，成本只能相同或更高。',
    en: 'The load costs of {what} may not fall: each further pair costs the same or more.',
  },
  groupsInCircle: {
    zh: '单位 {group} 的上级关系绕成了圈。',
    en: 'Group {group} stands above itself.',
  },
  lockedAndExcluded: {
    zh: '家庭 {household} 与帮扶责任人 {helper} 既被锁定又被排除，请取消其中一项。',
    en: 'Household {household} and helper {helper} are both locked and excluded; take one of the two back.',
  },
  lockedBeyondNeed: {
    zh: '家庭 {household} 锁定了 {locked} 名帮扶责任人，但只需要 {need} 名。',
    en: 'Household {household} has {locked} locked helpers but needs only {need}.',
  },
  lockedBeyondCapacity: {
    zh: '帮扶责任人 {helper} 被锁定 {locked} 户，但最多只能帮 {capacity} 户。',
    en: 'Helper {helper} is locked to {locked} households but can take at most {capacity}.',
  },
  lockedBeyondQuota: {
    zh: '单位 {group} 已锁定 {locked} 对，超过限额 {quota} 对。',
    en: 'Group {group} has {locked} locked pairs, more than its quota of {quota}.',
  },
  minimumAboveCapacity: {
    zh: '{bearer} 至少要帮 {minimum} 户，但最多只能帮 {capacity} 户。',
    en: '{bearer} must take at least {minimum} households but can take at most {capacity}.',
  },
  quotaBelowMinimums: {
    zh: '单位 {group} 的限额是 {quota} 对，低于其下属必须完成的 {minimum} 对。',
    en: 'Group {group} has a quota of {quota} pairs, below the {minimum} that those under it must take.',
  },
  minimumNotReached: {
    zh: '{bearer} 至少要帮 {minimum} 户，按现有候选最多只能安排 {load} 户。请增加候选或降低最低数。',
    en: '{bearer} must take at least {minimum} households; with these candidates only {load} can be arranged. Add candidates or lower the minimum.',
  },
  cancelled: { zh: '配对运算已取消，没有产生任何结果。', en: 'The matching run was cancelled; nothing was produced.' },
  notMcf1: {
    zh: '文件不是完好的 MCF1 配对实例：{reason}。',
    en: 'The file is not a sound MCF1 instance: {reason}.',
  },
  cannotBeMet: {
    zh: '这个实例无解：需求不能全部送达，也没有足够的“不安排”弧。',
    en: 'This instance has no solution: not all of the need can be sent on, and too few arcs leave it unserved.',
  },
  noSuchCandidate: {
    zh: '帮扶责任人 {helper} 不是家庭 {household} 的候选。',
    en: 'Helper {helper} is not a candidate of household {household}.',
  },
})

export const refuse = (refusal: keyof typeof refusals, parameters: Parameters = {}): Problem =>
  new Problem('bad_input', refusals[refusal], { parameters, data: { refusal } })

/** A cancelled run is no bad input: whoever started it asked for it. */
export const cancelled = (): Problem => new Problem('conflict', refusals.cancelled, { data: { refusal: 'cancelled' } })
