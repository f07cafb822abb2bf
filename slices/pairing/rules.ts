import type { HelperGroup, HelperKind, Proposal, Skill } from './model.ts'

/** The kinds of each group; reports count by group. */
export const kindsOf: Readonly<Record<HelperGroup, readonly HelperKind[]>> = {
  cadre: ['cadre', 'leading_cadre'],
  social: ['model_worker', 'entrepreneur', 'self_employed', 'democratic_party', 'volunteer'],
  body: ['unit', 'enterprise', 'party_branch', 'party_group', 'several'],
}

// Words of rosters and forms for what a helper knows; the first that fits a part of the text gives its code.
const skillWords: readonly (readonly [Skill, RegExp])[] = [
  ['farming', /种植|农技|园艺|大棚|种田/],
  ['breeding', /养殖|畜牧|兽医|养猪|养鸡/],
  ['law', /法律|律师|司法|维权/],
  ['medicine', /医疗|医生|医药|护理|卫生|康复/],
  ['education', /教育|教师|辅导|助学/],
  ['finance', /财务|会计|金融|信贷/],
  ['management', /管理|经营/],
  ['crafts', /烹饪|厨|裁剪|缝纫|家电|维修|理发|家政|手工/],
  ['commerce', /电商|直播|销售|商贸/],
  ['counselling', /心理|疏导|社工/],
  ['building', /建筑|装修|水电|瓦工|木工/],
  ['driving', /驾驶|司机|运输|物流/],
]

/** Codes of the skills that a text names (`种植、法律` → farming, law); what nobody knows is left to people. */
export const skillsOf = (text: string | null): Skill[] =>
  text === null ? [] : skillWords.filter(([, word]) => word.test(text)).map(([skill]) => skill)

/** Pairs that the approval of a proposal would begin: without those that stand already. */
export const changesOf = (proposal: Pick<Proposal, 'rematch' | 'broken' | 'fresh' | 'standing'>): number =>
  proposal.rematch ? proposal.broken + proposal.fresh : proposal.standing
