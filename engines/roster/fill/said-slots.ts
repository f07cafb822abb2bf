import { headingKey } from '../header-words.ts'

/** What is said of one handing out, visit or round of papers, and not of a person for good. */
const ofOneTime =
  /发放|领[取款]|补[助贴]|救助|慰问|资助|报销|拨付|走访|审[核批]|公示|备注|说明|意见|合计|小计|签[字名章收]|手印|盖章/
/** Too bare to say what they ask for. */
const bare = new Set(
  '金额 标准 数量 日期 时间 编号 号码 批次 年度 年份 月份 类别 类型 种类 原因 情况 结果 状态 内容 项目 名称 单位 等级 其他 其它 地点 方式 事项 事由'.split(
    ' ',
  ),
)

/** What stands above a heading that speaks of the person the row or card is about. */
const ofThePerson =
  /^(?:本人|个人|户主|申请人|职工|困难职工|人员|(?:帮扶|救助)?对象|家庭成员|家庭)?(?:的?基本|相关)?(?:情况|信息|资料|概况)?$/

/**
 * Under which keys more may be known of the person of whom a place asks, the surest first: the headings of all levels, and the
 * lowest alone where those above name the person or nobody. None where it asks for what differs from form to form.
 */
export function saidUnder(path: readonly string[]): string[] {
  const above = path.slice(0, -1).join('')
  const [whole, leaf] = [headingKey(path.join('')), headingKey(path.at(-1) ?? '')]
  if (ofOneTime.test(whole) || leaf === '' || bare.has(leaf)) return []
  return [...new Set(ofThePerson.test(headingKey(above)) ? [whole, leaf] : [whole])]
}
