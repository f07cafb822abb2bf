import { clean } from '../characters.ts'
import { type ChosenFields, isListKind, type ListKind, listKeyStart } from './form-reading.ts'
import { formScore } from './form-words.ts'

const studentName = /^(?:受助|贫困|困难|资助|受资助|在校|在读|被资助)?(?:大|中|小)?学生(?:本人)?(?:姓名|名称)?$/
const disabledName = /^(?:贫困|困难)?残疾(?:人|职工|儿童)(?:本人)?(?:姓名|名称)?$/
/** The name of somebody of the family who need not be its head: 患者姓名, 孤儿姓名, 配偶姓名. */
export const anotherName =
  /^(?:受助|受资助|资助|贫困|困难|被救助|大病|重病)?(?:患者|病人|患病人|孤儿|死者|逝者|亡者|配偶|子女|孩子|老人|儿童|幼儿|被?监护人|代理人|委托人)(?:本人)?(?:姓名|名字)?$/
const ofSchool = /学校|院校|年级|班级|学段|就学|就读|在读/
const ofParents = /家长|监护人/
const ofDisability = /^残疾(?:证|人证|等级|级别|类别|类型)/
const list = '(?:情况)?(?:基本)?(?:信息)?(?:花名册|名册|登记表|登记册|名单|台账|统计表|一览表)'
const ofElderly = new RegExp(`(?<!高龄|空巢|失能|独居)(?:老年人|老人)${list}`)
const elderlyName = /^(?:老人|老年人|高龄老人)(?:姓名)?$/
const ofMinors = new RegExp(`未成年人${list}`)

/**
 * What the rows of a table are, by the keys of its headings and what stands above: 学生姓名, or 姓名 beside 家长姓名 and
 * 就读学校, asks for the students of the families and never for their heads; so does 残疾人姓名 for those with a disability.
 */
export function rowOf(keys: readonly string[], above: string): ListKind {
  const some = (pattern: RegExp) => keys.some((key) => pattern.test(key))
  const isPlain = keys.some((key) => formScore('name', key, false) >= 0.9 && !/户主|职工|申请人/.test(key))
  if (some(studentName) || (isPlain && some(ofSchool) && (some(ofParents) || /学生|学子/.test(above)))) return 'student'
  if (some(disabledName) || (isPlain && some(ofDisability) && /残疾(?:人|儿童)/.test(above))) return 'disabled'
  if ((isPlain && ofElderly.test(above)) || ((isPlain || some(elderlyName)) && ageSaid(above) !== undefined))
    return 'elderly'
  if (isPlain && ofMinors.test(above)) return 'minor'
  // Which member is ill or has died nobody knows from the file.
  if (keys.some((key) => anotherName.test(key) && !/配偶|子女|孩子/.test(key))) return 'family'
  const isOfMembers = keys.some((key) => formScore('relation', key, true) >= 0.7 || /^(?:家庭)?成员姓名$/.test(key))
  return isOfMembers ? 'member' : 'family'
}

/** From which age on a list of old people is: 80周岁以上老年人, 年满70周岁老人. */
export function ageSaid(above: string): number | undefined {
  const said = /(\d{2})周?岁(?:及|\(含\))?以上|年满(\d{2})周?岁/.exec(clean(above))
  return said && /老年?人|高龄/.test(above) ? Number(said[1] ?? said[2]) : undefined
}

const longestKey = 180

/** Under which is remembered whose a list is: its title without the period, and its headings. */
export function listKeyOf(title: string, keys: readonly string[]): string {
  const plain = clean(title).replace(/[\d\s]|[一二三四上下]?(?:季度|半年)|年度?|月份?|[（(][^()（）]*[)）]/g, '')
  return `${listKeyStart}${plain.slice(0, 40)}|${keys.filter(Boolean).join('|')}`.slice(0, longestKey)
}

/** Whose a list is by a choice that was remembered. */
export function chosenKind(chosen: ChosenFields, key: string): ListKind | undefined {
  const kind = Object.hasOwn(chosen, key) ? chosen[key] : undefined
  return kind && isListKind(kind) ? kind : undefined
}
