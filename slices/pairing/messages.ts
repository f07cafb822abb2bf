import { type Text, words } from '../../core/messages.ts'
import type { Reason } from './model.ts'

export const pairingWords = words({
  helpers: { zh: '帮扶责任人', en: 'Helpers' },
  pairs: { zh: '帮扶对子', en: 'Pairs' },
  propose: { zh: '提议结对', en: 'Propose pairs' },
  changedMeanwhile: {
    zh: '这条记录刚被别人修改过，请对照后再保存。',
    en: 'Somebody else has just changed this record. Compare and save again.',
  },
  unitOnce: {
    zh: '单位请从名录中选择，或填写名称，不要两样都填。',
    en: 'Choose the unit from the list or write its name, not both.',
  },
  noSuchUnit: { zh: '没有这个单位。', en: 'No such organisation.' },
  noSuchArea: { zh: '不在本岗位的管辖范围内。', en: 'Outside your area.' },
  noSuchAccount: { zh: '没有这个帮扶责任人账号。', en: 'No such account of a helper.' },
  accountTaken: { zh: '这个账号已属于另一位帮扶责任人。', en: 'This account belongs to another helper already.' },
  belowFamilies: {
    zh: '这位帮扶责任人现在帮扶 {families} 户，可帮户数不能更少。',
    en: 'This helper stands by {families} {families|household|households} now; the capacity cannot be less.',
  },
  stillHelps: {
    zh: '这位帮扶责任人还在帮扶 {families} 户，请先换人或结束结对，再停用。',
    en: 'This helper still stands by {families} {families|household|households}. Change the lead or end those pairs first.',
  },
  helpsElsewhere: {
    zh: '这位帮扶责任人在本辖区以外还帮扶 {families} 户，请由上级停用，或先由当地更换。',
    en: 'This helper stands by {families} {families|household|households} outside your area. Somebody above has to retire the helper, or those are given to others first.',
  },
  retired: { zh: '这位帮扶责任人已停用，不能再结对。', en: 'This helper has retired and cannot be paired.' },
  full: {
    zh: '{name}已帮扶 {families} 户，达到可帮户数，请换一位或调高可帮户数。',
    en: '{name} stands by {families} {families|household|households} already, which is the capacity. Choose another or raise it.',
  },
  kin: {
    zh: '{name}是这户的家庭成员或亲属（身份证号或电话相同，或已申报），不能帮扶自己家。',
    en: '{name} is a member or relative of this household (same identity number or phone, or declared) and cannot be its helper.',
  },
  alreadyPaired: {
    zh: '这户已有帮扶责任人，刚由别人结对。',
    en: 'This household has just been paired by somebody else.',
  },
  withdrawn: { zh: '这户已撤档，不能结对。', en: 'This file has been withdrawn and cannot be paired.' },
  noSuchMember: {
    zh: '请选择这户现在的家庭成员。',
    en: 'Choose somebody who belongs to this household now.',
  },
  pairEnded: { zh: '这个对子已经结束。', en: 'This pair has already ended.' },
  alreadyMember: { zh: '这位帮扶责任人已在帮扶这户。', en: 'This helper stands by this household already.' },
  notMember: { zh: '这位帮扶责任人不在这个对子里。', en: 'This helper is not in this pair.' },
  leadStays: {
    zh: '主要帮扶责任人不能直接移出，请先更换。',
    en: 'The lead helper cannot simply leave; change the lead first.',
  },
  tooManyHelpers: { zh: '一户最多 {most} 位帮扶责任人。', en: 'A household has at most {most} helpers.' },
  dayInFuture: { zh: '日期不能晚于今天。', en: 'The day cannot be in the future.' },
  endBeforeStart: {
    zh: '结束日期不能早于结对日期 {since}。',
    en: 'The end cannot be before the pair began on {since}.',
  },
  stillRunning: { zh: '提议还在计算，请稍候。', en: 'The proposal is still being computed.' },
  decided: {
    zh: '这份提议已由{by}处理，不能再改。',
    en: 'This proposal has been decided by {by} and cannot be changed.',
  },
  proposalChanged: {
    zh: '这份提议刚被修改过，请看过新的内容再决定。',
    en: 'The proposal has just been changed. Look at it again before deciding.',
  },
  proposalTooWide: {
    zh: '这份提议包含本岗位管辖范围以外的家庭，请由上级审核。',
    en: 'This proposal holds households outside your scope; somebody above has to decide it.',
  },
  nothingToAccept: { zh: '提议里没有可结的对子。', en: 'No line of the proposal would become a pair.' },
  cannotAccept: {
    zh: '有 {count} 户的情况已变化，请换人或去掉后再通过，目前没有结任何一对。',
    en: '{count} {count|household has|households have} changed meanwhile. Change or drop those lines; nothing has been paired yet.',
  },
  termOver: { zh: '期限应晚于今天。', en: 'The term has to end after today.' },
  ownHandOver: {
    zh: '交接由接收方确认，提出交接的人不能自己接收。',
    en: 'The receiving side answers a hand-over; whoever asked for it cannot.',
  },
  handOverDone: { zh: '这次交接已经处理过了。', en: 'This hand-over has been answered already.' },
  handOverOpen: {
    zh: '这个对子已有一次交接在等待确认。',
    en: 'A hand-over of this pair is waiting for an answer already.',
  },
  sameHelper: { zh: '接收人就是现在的帮扶责任人。', en: 'This is the present helper.' },
  notWaiting: { zh: '这位帮扶责任人不需要审核资格。', en: 'This helper needs no vetting.' },
  barTwice: { zh: '已经登记过这一项。', en: 'This has been declared already.' },
  secondPerson: {
    zh: '提议人和手工改过这份提议的人不能审核，请另一位审核人通过。',
    en: 'Whoever asked for this proposal or changed it by hand cannot approve it; another reviewer has to.',
  },
  onlyPreview: { zh: '这是试算，不能通过。', en: 'This is a preview and cannot be accepted.' },
  draftOnlyPreview: {
    zh: '未启用的规则只能试算，启用后才能正式提议。',
    en: 'Rules that are not in force can only be previewed.',
  },
  notRunning: { zh: '这次计算已经结束，不用取消。', en: 'This run is over already.' },
  cancelledWaiting: {
    zh: '计算在开始前已取消，没有产生任何结果。',
    en: 'The run was cancelled before it began; nothing was produced.',
  },
  runWithoutResult: {
    zh: '这次计算没有结果，请重新提议。',
    en: 'This run has no result. Propose again.',
  },
  forbiddenPair: {
    zh: '{name}与这户有利害关系或按规则应回避，不能帮扶。',
    en: '{name} has a conflict of interest with this household, or a rule forbids this pair.',
  },
  notVetted: {
    zh: '{name}还没有通过资格审核，不能结对。',
    en: '{name} has not been vetted yet and cannot be paired.',
  },
  nothingToLock: { zh: '这户没有可锁定的对子。', en: 'There is no pair to lock for this household.' },
  lockedAlready: {
    zh: '{name}与这户的对子已锁定，请先取消锁定再排除。',
    en: 'The pair with {name} is locked; take the lock back before ruling it out.',
  },
  nothingToExchange: {
    zh: '两户都有提议的帮扶责任人才能对调。',
    en: 'Both households need a proposed helper to exchange.',
  },
  dearerInTruth: {
    zh: '没有选 {other}：选了会让全部对子的总代价多 {extra}，有 {moves} 户要换人。',
    en: '{other} was not chosen: that would add {extra} to the total of all pairs, and {moves} {moves|household|households} would change helpers.',
  },
  ruleTwice: { zh: '两条规则的代号相同。', en: 'Two rules have the same key.' },
  quotaReversed: {
    zh: '最少 {least} 户多于最多 {most} 户，请改正。',
    en: 'The minimum of {least} is above the maximum of {most}.',
  },
  quotaOfOne: { zh: '请选择一个单位或一个地区。', en: 'Choose either a unit or an area.' },
  quotaTwice: { zh: '这个单位或地区已有限额。', en: 'This unit or area has a quota already.' },
  failed: {
    zh: '计算没有完成，没有产生任何结果，请重新提议。',
    en: 'The run did not finish and produced nothing. Propose again.',
  },
})

export const helperKindWords = words({
  cadre: { zh: '干部', en: 'Cadre' },
  leading_cadre: { zh: '领导干部', en: 'Leading cadre' },
  unit: { zh: '单位', en: 'Unit' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  party_branch: { zh: '党支部', en: 'Party branch' },
  party_group: { zh: '党小组', en: 'Party group' },
  several: { zh: '几人共同', en: 'Several people together' },
  model_worker: { zh: '劳模', en: 'Model worker' },
  entrepreneur: { zh: '私营企业家', en: 'Entrepreneur' },
  self_employed: { zh: '个体工商户', en: 'Self-employed' },
  democratic_party: { zh: '民主党派人士', en: 'Democratic party member' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
})

export const helperGroupWords = words({
  cadre: { zh: '干部', en: 'Cadres' },
  social: { zh: '社会帮扶人员', en: 'Helpers from society' },
  body: { zh: '单位和集体', en: 'Bodies' },
})

export const skillWords = words({
  farming: { zh: '种植', en: 'farming' },
  breeding: { zh: '养殖', en: 'breeding' },
  law: { zh: '法律', en: 'law' },
  medicine: { zh: '医疗', en: 'medicine' },
  education: { zh: '教育', en: 'education' },
  finance: { zh: '财务', en: 'finance' },
  management: { zh: '管理', en: 'management' },
  crafts: { zh: '手艺', en: 'crafts' },
  commerce: { zh: '商贸', en: 'commerce' },
  counselling: { zh: '心理疏导', en: 'counselling' },
  building: { zh: '建筑', en: 'building' },
  driving: { zh: '驾驶', en: 'driving' },
})

export const pairKindWords = words({
  one_to_one: { zh: '一帮一', en: 'One to one' },
  one_to_many: { zh: '一帮多', en: 'One to many' },
  many_to_one: { zh: '多帮一', en: 'Many to one' },
  two_to_one: { zh: '二帮一', en: 'Two to one' },
  unit_to_one: { zh: '单位帮一', en: 'Unit to household' },
  hand_in_hand: { zh: '手拉手', en: 'Hand in hand' },
})

export const endReasonWords = words({
  graduated: { zh: '已脱困', en: 'Out of hardship' },
  withdrawn: { zh: '已撤档', en: 'File withdrawn' },
  moved: { zh: '迁出', en: 'Moved away' },
  helper_retired: { zh: '帮扶责任人退休或离职', en: 'Helper retired or left' },
  helper_moved: { zh: '帮扶责任人调动', en: 'Helper was transferred' },
  lead_changed: { zh: '更换帮扶责任人', en: 'Lead helper changed' },
  mistake: { zh: '结错了', en: 'Paired by mistake' },
  other: { zh: '其他', en: 'Other' },
})

export const unservedWords = words({
  no_helper: {
    zh: '本地区没有空余的帮扶责任人，请先登记或调高可帮户数。',
    en: 'No helper of this area has room. Register more helpers or raise capacities.',
  },
  all_taken: {
    zh: '空余的帮扶责任人都已提议给其他家庭，名额不够。',
    en: 'All helpers with room are proposed for other households; there are not enough.',
  },
  all_excluded: {
    zh: '可选的人按规则都要回避这户，请增加人选。',
    en: 'Rules forbid all possible helpers for this household. Add more of them.',
  },
  quota_full: {
    zh: '还有人空余，但所在单位或地区的限额已满。',
    en: 'There are helpers with room, but the quota of their unit or area is used up.',
  },
  only_kin: {
    zh: '有空余的只有这户自己的家庭成员。',
    en: 'The only helpers with room are members of this household.',
  },
})

export const stageWords = words({
  waiting: { zh: '排队等候', en: 'Waiting' },
  reading: { zh: '读取家庭和帮扶责任人', en: 'Reading households and helpers' },
  weighing: { zh: '逐户比较', en: 'Comparing for each household' },
  matching: { zh: '求最优搭配', en: 'Finding the best pairs' },
  writing: { zh: '保存提议', en: 'Saving the proposal' },
  done: { zh: '完成', en: 'Done' },
})

export const proposalStateWords = words({
  running: { zh: '计算中', en: 'Running' },
  ready: { zh: '待审核', en: 'Waiting for review' },
  failed: { zh: '未完成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  accepted: { zh: '已通过', en: 'Accepted' },
  discarded: { zh: '已作废', en: 'Discarded' },
})

const distances: Record<string, Text> = {
  village: { zh: '同村（社区）', en: 'same village' },
  township: { zh: '同乡镇（街道）', en: 'same township' },
  county: { zh: '同县区', en: 'same county' },
  prefecture: { zh: '同市', en: 'same city' },
  province: { zh: '同省', en: 'same province' },
  country: { zh: '外省', en: 'another province' },
}

export const languageWords = words({
  mongolian: { zh: '蒙古语', en: 'Mongolian' },
  tibetan: { zh: '藏语', en: 'Tibetan' },
  uyghur: { zh: '维吾尔语', en: 'Uyghur' },
  yi: { zh: '彝语', en: 'Yi' },
  zhuang: { zh: '壮语', en: 'Zhuang' },
  korean: { zh: '朝鲜语', en: 'Korean' },
  kazakh: { zh: '哈萨克语', en: 'Kazakh' },
})

export const kinshipWords = words({
  none: { zh: '未发现亲属关系', en: 'no kinship found' },
  unknown: { zh: '亲属关系无法核对（没有证件号和电话）', en: 'kinship cannot be checked (no number or phone)' },
  possible: { zh: '可能是亲属，请核实', en: 'perhaps kin, please check' },
  certain: { zh: '亲属', en: 'kin' },
})

/** What a rule says, in words: `同乡镇（街道）`, `会医疗，对得上致困原因`; rules of the tenant by their own name. */
export function reasonText(reason: Reason, names: ReadonlyMap<string, Text> = new Map()): Text {
  switch (reason.rule) {
    case 'distance':
      return distances[reason.fact] ?? { zh: '距离不明', en: 'distance unknown' }
    case 'unit':
      return reason.fact === 'own'
        ? { zh: '本单位职工家庭', en: 'family of the helper’s own unit' }
        : { zh: '不在同一单位', en: 'not of the same unit' }
    case 'skill': {
      const skill = skillWords[reason.fact as keyof typeof skillWords]
      return skill
        ? { zh: `会${skill.zh}，对得上致困原因`, en: `knows ${skill.en}, which fits the cause` }
        : { zh: '专长对不上致困原因', en: 'no skill that fits the cause' }
    }
    case 'language': {
      const speaks = !reason.fact.startsWith('no_')
      const language = languageWords[reason.fact.replace('no_', '') as keyof typeof languageWords]
      return speaks
        ? { zh: `会${language?.zh ?? ''}`, en: `speaks ${language?.en ?? ''}` }
        : { zh: `不会${language?.zh ?? ''}`, en: `does not speak ${language?.en ?? ''}` }
    }
    case 'seniority':
      return reason.cost === 0
        ? { zh: '领导干部帮扶重点户', en: 'leading cadre for a severe case' }
        : { zh: '重点户没有领导干部帮扶', en: 'severe case without a leading cadre' }
    case 'earlier':
      return { zh: '以前帮扶过这户', en: 'stood by this family before' }
    case 'kin_possible':
      return kinshipWords.possible
    case 'load':
      return reason.fact === '0'
        ? { zh: '手上还没有帮扶家庭', en: 'has no household yet' }
        : { zh: `已帮扶 ${reason.fact} 户`, en: `stands by ${reason.fact} already` }
    default:
      return names.get(reason.rule) ?? { zh: reason.rule, en: reason.rule }
  }
}
