import { say, type Text, words } from '../../core/messages.ts'

export const registryWords = words({
  title: { zh: '困难家庭', en: 'Households' },
  changedMeanwhile: {
    zh: '这户的资料刚被别人修改过，请对照后再保存。',
    en: 'Somebody else has just changed this household. Compare and save again.',
  },
  filedElsewhere: {
    zh: '这个身份证号已在其他单位建档，不能重复建档。',
    en: 'This identity number is already on file with another unit.',
  },
  filedHere: {
    zh: '这个身份证号已在档案 {number}（{head}户）中，不能重复建档。',
    en: 'This identity number stands in file {number} (family of {head}) already.',
  },
  twiceInForm: {
    zh: '同一个身份证号在这份表里出现了两次。',
    en: 'The same identity number stands twice in this form.',
  },
  noGovernment: {
    zh: '本地区还没有“本级政府”，无法确定责任单位。请先在单位里登记。',
    en: 'No government of this area is registered, so nobody could answer for the family. Register it under organisations first.',
  },
  notSuchADay: {
    zh: '生效日期应在建档日（{first}）之后、今天之前（含今天）。',
    en: 'The day from which it holds must lie between the opening of the file ({first}) and today.',
  },
  notAsOf: {
    zh: '按某天的情况统计时，不能同时按姓名、号码或某次导入筛选。',
    en: 'A total as of a day cannot be narrowed by name, number or import.',
  },
  oneHead: {
    zh: '一户只有一个户主；换户主请用“设为户主”。',
    en: 'A household has exactly one head; use “Make head” for another.',
  },
  outsideArea: {
    zh: '这个地区不在您的管辖范围内。家庭迁到别的地区，请管辖两地的上级经办人登记。',
    en: 'This area lies outside yours. A move to another area is entered by somebody who stands above both.',
  },
  lastMember: {
    zh: '这户只登记了户主一人，没有人接任户主：家中还有人的请先添加成员，没有的请撤档，并写明原因。',
    en: 'Only the head is on file and nobody can follow: add who else lives there first, or withdraw the file and say why.',
  },
  newHeadNeeded: { zh: '户主离开时，请选择由谁接任户主。', en: 'When the head leaves, choose who follows as head.' },
})

export const withdrawnWords = words({
  merged: {
    zh: '这份档案已并入另一户，请在那一户的档案里登记。',
    en: 'This file was merged into another; record it in the file of that household.',
  },
  notBefore: {
    zh: '这户已于 {day} 撤档，撤档的档案只能更正，生效日期不能早于撤档日；要改以前的情况，先恢复建档。',
    en: 'This file was withdrawn on {day}. It may be corrected only from that day on; to change what held before, take the file up again first.',
  },
  noMembers: {
    zh: '这户已于 {day} 撤档，增减成员或分户前先恢复建档。',
    en: 'This file was withdrawn on {day}. Take it up again before members join, leave or split off.',
  },
})

export const categoryWords = words({
  severe: { zh: '深度困难', en: 'Severe hardship' },
  relative: { zh: '相对困难', en: 'Relative hardship' },
  accident: { zh: '意外致困', en: 'Accident hardship' },
})

export const causeWords = words({
  illness: { zh: '重特大疾病', en: 'Serious illness' },
  disability: { zh: '残疾', en: 'Disability' },
  schooling: { zh: '子女上学', en: 'Schooling' },
  unemployed: { zh: '下岗失业', en: 'Laid off or unemployed' },
  disaster: { zh: '自然灾害', en: 'Natural disaster' },
  accident: { zh: '意外事故', en: 'Accident' },
  no_labour: { zh: '缺乏劳动力', en: 'No labour ability' },
  other: { zh: '其他', en: 'Other' },
})

export const reasonWords = words({
  unit: { zh: '有单位，由单位负责', en: 'Attached to a unit that answers' },
  no_unit: { zh: '无单位，由本级政府负责', en: 'No unit: the local government answers' },
  unit_bankrupt: { zh: '单位破产，由本级政府负责', en: 'Unit bankrupt: the local government answers' },
  unit_closed: { zh: '单位关闭，由本级政府负责', en: 'Unit closed: the local government answers' },
  unit_unknown: {
    zh: '单位尚未登记，暂由本级政府负责',
    en: 'Unit not on file yet: the local government answers for now',
  },
})

export const residenceWords = words({
  urban: { zh: '城镇', en: 'Urban' },
  rural: { zh: '农村', en: 'Rural' },
})

/** The reasons that the program itself writes into the history; they are kept in Chinese, as what a person types is. */
export const whyWords = words({
  imported: { zh: '导入“{file}”', en: 'imported from “{file}”' },
  importUndone: { zh: '撤销导入“{file}”', en: 'import of “{file}” undone' },
})

/** The reason of a line of the history: one of the program's own in the language of the reader, a person's as it was typed. */
export function whyText(why: string): Text {
  for (const text of Object.values(whyWords)) {
    const [before = '', after = ''] = text.zh.split('{file}')
    if (!why.startsWith(before) || !why.endsWith(after)) continue
    return { zh: why, en: say(text, 'en', { file: why.slice(before.length, -after.length) }) }
  }
  return { zh: why, en: why }
}
