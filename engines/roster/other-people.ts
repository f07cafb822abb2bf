import type { Field, Kind } from './fields.ts'
import { carerOrKin, headingKey, helps } from './header-words.ts'
import type { Heading } from './table-header.ts'

/** Headings about somebody else than the person the row is about: the helper, the spouse, whoever collects the money. */
export const otherPerson = new RegExp(
  `${helps}|志愿者|义工|社工|包保|包联|责任人|负责人|监护|配偶|爱人|丈夫|妻子|家长|家属|父亲|母亲|子女|代领|领取|联系人|经办|${carerOrKin.source}`,
)
/** The same on a list of helpers, where the person helped is somebody else. */
export const subject = /对象|困难职工|受助|户主|职工信息/
/** Those who fill in, check, vouch or pay: their names stand beside the person's own on many forms. */
const clerk =
  /审[核批查]|核[查实对]|复核|走访人|慰问人|探访人|入户|调查人|填表|填报|制表|录入|登记人|建档人(?!员)|收款人|经办|推荐人|介绍人|证明人|担保人|见证|网格|组长|主席|书记|领导|干部|开户|账户|户名|邻居|紧急|签[字名]|爱心|施工|承建|理赔|房东|房主|出租|雇主|捐[助赠资]|(?<![被受])资助[人者]|老师|教师|医[生师]|律师|法官|护[工士]|辅导员|承办|[加侵]害/

/** True for a heading about anybody else than the person the row of such a list is about. */
export const isStrange = (kind: Kind, heading: string): boolean =>
  kind === 'helper' ? subject.test(heading) : otherPerson.test(heading) || clerk.test(heading)

/** True for whoever helps, keeps, is related to or signs for the person of the row, by what they are called. */
export const helpsOrSigns = (whose: string): boolean =>
  !/^[被受]/.test(whose) && (otherPerson.test(whose) || clerk.test(whose))

/** 联系人电话（本人）: the bracket decides. 职工电话 after 配偶姓名 is the worker's, and so is what follows. */
export const saysOwn = /本人|^\*?(?:困难)?职工/
const sameFact: Partial<Record<Field, RegExp>> = { phone: /电话|手机|联系方式/, unit: /单位|企业|公司/, sex: /性别/ }
const belongsToPerson: ReadonlySet<Field> = new Set(['phone', 'unit', 'sex'])
const helping = /帮扶|结对|包[保联扶]|责任人|负责人|干部|经办/

/**
 * Whose a column is that stands right after somebody else's name: a phone after 帮扶责任人 and 职务 is the helper's, one right
 * after a name alone may well be the person's own.
 */
export function otherPersonBefore(
  headings: readonly Heading[],
  place: number,
  field: Field,
): 'helper' | 'kin' | undefined {
  if (!belongsToPerson.has(field) || saysOwn.test(headings[place]?.text ?? '')) return undefined
  let post = false
  for (let before = place - 1; before >= 0 && before >= place - 3; before--) {
    const key = headingKey(headings[before]?.path.at(-1) ?? '')
    if (/(?:类[别型]|措施|金额|标准|时间|日期|需求|方式|情况|人数|支出|费用|性别)$/.test(key) && otherPerson.test(key))
      return undefined
    // 配偶单位 has been said: the unit after it is another's.
    if (otherPerson.test(key) && sameFact[field]?.test(key)) return undefined
    if (otherPerson.test(key)) return /关系/.test(key) ? undefined : post && helping.test(key) ? 'helper' : 'kin'
    post ||= /职务|职级/.test(key)
    if (saysOwn.test(key) || !/职务|职级|性别|单位|电话|手机/.test(key)) return undefined
  }
  return undefined
}

/** 联系人电话 may be how to reach the person, but not where the list says who 联系人 is and how they are related. */
export function isNamedContact(headings: readonly Heading[], place: number): boolean {
  const keys = headings.map(({ path }) => path.map(headingKey).join(''))
  const own = keys[place] ?? ''
  return (
    /联系人/.test(own) &&
    !saysOwn.test(own) &&
    keys.some((key) => /关系$/.test(key)) &&
    keys.some((key) => /联系人(?:姓名)?$/.test(key))
  )
}
