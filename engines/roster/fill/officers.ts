import { headingKey } from '../header-words.ts'
import { formScore } from './form-words.ts'

// By their office: 走访干部, 驻村干部, 村负责人, 紧急联系人, 社区网格员; and by what they do: 慰问人, 调查员.
const byOffice =
  /(?:干部|责任人|负责人|联系人|联络[人员]|网格[员长]|经办人|工作人员|领导|专[管干]员|指导员|社工|志愿者|书记)(?:姓名)?$/
const byDeed =
  /^(?:走访|慰问|入户|探访|家访|巡访|回访|陪同|随行|同行|带队|参加|参与|接待|采集|见证|证明|代办|办理|包户|帮扶|包保|调查|核查|核实|登记|录入|填[表报]|审核|受理)(?:人|人员|员|者)(?:姓名)?$/
const familyHeading = /对象|户主|职工|受助|家庭|成员|身份证|公民身份|住址/
const post = /^(?:现任|行政)?(?:职务|职级)(?:\/?职级)?$/
const joint = '(?:及其?|和|与|或|\\/)?'
const unitAndPost = new RegExp(
  `^(?:工作|所在|现)*单位(?:名称)?${joint}(?:现任|行政)?职[务级](?:职级)?$|^职务${joint}(?:工作|所在)*单位$`,
)

/** True for a bare 职务: the file knows none of anybody but a helper. */
export const asksPost = (key: string): boolean => post.test(key)

/** True for one place that wants both, as 单位及职务. */
export const asksUnitAndPost = (key: string): boolean => unitAndPost.test(key)

/** What a form may ask of whoever was named last: a unit, a phone, a post. */
export const isOfWhoeverIsNamed = (key: string): boolean =>
  asksPost(key) ||
  asksUnitAndPost(key) ||
  (!familyHeading.test(key) && (formScore('work_unit', key, false) > 0 || formScore('phone', key, false) > 0))

/** Who an official is to the family: its helper, or an officer of whom the file says no more than the name. */
export function officialOf(key: string): 'helper' | 'officer' | undefined {
  if (formScore('helper_name', key, false) >= 0.75 || formScore('helper_unit', key, false) >= 0.75) return 'helper'
  const isOfficer = byOffice.test(key) || byDeed.test(key) || formScore('visitor', key, false) >= 0.75
  return isOfficer && !familyHeading.test(key) && !/^(?:是否|有无)/.test(key) ? 'officer' : undefined
}

// 帮扶干部, 走访时间 and 走访内容 may stand between a name and its phone, hardly more.
const farthest = 3

/**
 * For each heading of a form in their order, of which official it speaks when it is bare: 工作单位 after 走访干部 is the
 * visitor's and not the family's, up to the next heading about the family. The official's own heading speaks of nobody.
 */
export function officialsMeant(headings: readonly string[]): ('helper' | 'officer' | undefined)[] {
  let of: 'helper' | 'officer' | undefined
  let distance = 0
  return headings.map((heading) => {
    const key = headingKey(heading)
    const own = officialOf(key)
    if (own !== undefined) {
      of = own
      distance = 0
      return undefined
    }
    distance++
    const isName = formScore('name', key, false) >= 0.75 || formScore('head_name', key, false) >= 0.75
    const isOfFamily = familyHeading.test(key) || isName
    if (isOfFamily || distance > farthest) of = undefined
    return of
  })
}
