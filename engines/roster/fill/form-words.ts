import type { Field } from '../fields.ts'
import { headingScore } from '../header-words.ts'
import { type FormField, formFields } from './form-fields.ts'

type Words = { readonly exact: string; readonly pattern?: RegExp; readonly not?: RegExp }

/** What the facts beyond those of a roster are called; the same kind of table as the headings that are read. */
const words: Partial<Record<FormField, Words>> = {
  name: { exact: '被访职工 被访人 被访对象 被走访人 受访人 受访职工 受访对象 被访职工姓名 被走访职工' },
  age: { exact: '年龄 周岁 年龄周岁 实际年龄', pattern: /年龄/, not: /退休|工龄|配偶/ },
  health: { exact: '健康状况 身体状况 患病情况 健康情况 身体健康状况 疾病名称 病种', pattern: /健康状况|患病/ },
  disability_grade: { exact: '残疾等级 残疾级别 残疾类别等级 残疾程度', pattern: /残疾.{0,3}(?:等级|级别)/ },
  disabled: { exact: '是否残疾 残疾 是否残疾人 有无残疾', pattern: /是否.{0,3}残疾/, not: /有残疾(?:人|成员)/ },
  has_disabled: {
    exact: '是否有残疾人 有无残疾人 家庭有无残疾人 家庭是否有残疾人 是否有残疾成员 家中有无残疾人 家中是否有残疾人',
  },
  school: {
    exact:
      '在读学段 就学情况 在读情况 就读情况 在校情况 学段 就学状况 在校生状况 在校生情况 在校状况 是否在校生 在读年级',
    pattern: /(?:就学|在读|就读)/,
  },
  employment: {
    exact:
      '就业状况 就业情况 工作状态 从业状况 工作状况 从业情况 就业状态 职业状况 职业情况 职业 就业就学情况 就业就学状况 就学就业情况 就业或就学 就业或就学情况 就学或就业 就学或就业情况 就业及就学情况 就学及就业情况 职业或就学情况',
    pattern: /(?:就业|从业)(?:状况|情况|状态)/,
  },
  own_monthly_income: { exact: '本人月平均收入 本人月收入 本人平均月收入 个人月收入 本人工资 月工资 月工资收入' },
  own_annual_income: { exact: '本人年收入 个人年收入 本人年度收入 个人年度收入 本人年总收入' },
  head_phone: {
    exact: '户主电话 户主联系电话 户主手机号 户主手机号码 户主联系方式 家长联系电话 家长电话 家长联系方式 家长手机号',
  },
  area: {
    exact:
      '户口所在地行政区划 所属行政区划 户籍行政区划 所在行政区划 户籍所在区划 户口所在地区划 户籍所在地行政区划 所属区域 所属辖区 所在辖区 所属区划',
    pattern: /行政区划/,
    not: /代码|编码|^(?:所在)?行政区划$/,
  },
  elderly_count: {
    exact:
      '老年人数 老年人口数 老人数 60岁以上人数 60周岁以上人数 60岁以上老人数 60岁及以上人数 60周岁及以上人数 家庭老年人数 其中60岁以上 其中60岁以上老人 其中60周岁以上 其中老年人 其中老人',
  },
  minor_count: {
    exact:
      '未成年人数 未成年子女数 未成年人口数 18岁以下人数 18周岁以下人数 家庭未成年人数 未成年子女人数 其中未成年人 其中18岁以下 其中未成年子女',
  },
  student_count: {
    exact:
      '在校生人数 在校学生人数 在校生数 在校学生数 学生人数 在读学生人数 上学人数 就学人数 就读人数 在读人数 在学人数 其中在校生 其中学生 其中在校学生 其中在读学生',
  },
  disabled_count: {
    exact: '残疾人数 残疾人口数 家庭残疾人数 残疾成员数 残疾人人数 残疾成员人数 其中残疾人 其中残疾成员',
  },
  zero_employment: {
    exact: '是否零就业家庭 是否为零就业家庭 零就业家庭 是否属零就业家庭 是否零就业',
    pattern: /零就业/,
  },
  head_name: { exact: '户主姓名 户主 家庭户主 户主名 申请人姓名 家长姓名' },
  head_id_number: {
    exact: '户主身份证号 户主身份证号码 户主公民身份号码 户主证件号码 申请人身份证号 家长身份证号 家长身份证号码',
  },
  file_number: { exact: '档案号 档案编号 建档编号 职工编号 困难职工编号 困难档案号 建档号 户编号 帮扶编号' },
  county: {
    exact:
      '县区 所在县 所在县区 县市区 所属县区 区县 所在区县 所属区县 县 所在县市区 所属县 地区 所在地区 所属地区 行政区划 所在区划',
  },
  township: {
    exact: '乡镇 乡镇街道 街道 所在乡镇 所属乡镇 镇街 街镇 乡镇名称 街道乡镇 所属街道',
    pattern: /^(?:所[在属])?乡.{0,2}镇/,
  },
  village: {
    exact: '村 社区 村居 村社区 所在村 所在社区 村名 行政村 社区村 居委会 村委会 村居社区 所属社区',
    pattern: /^(?:所[在属])?(?:村|社区)/,
    not: /电话|意见|负责|干部|书记/,
  },
  residence: { exact: '户口类型 户籍类型 户口性质 户籍性质 城乡类别 户口类别 户籍类别 户别 城乡' },
  dibao: { exact: '低保家庭 低保户 城乡低保 是否低保家庭' },
  address: { exact: '详细地址 具体地址 详细住址 具体住址 家庭详址' },
  responsible_unit: {
    exact: '责任单位 建档单位 负责单位 所属工会 基层工会 主管工会 所在工会 建档工会 管理单位 责任主体 包保责任单位',
  },
  category: { exact: '家庭类型 困难家庭类型 困难对象类型' },
  main_cause: { exact: '主要致困原因 致困主要原因 第一致困原因' },
  other_causes: {
    exact: '次要致困原因 其他致困原因 其他致贫原因 第二致困原因 次要原因',
    pattern: /次要.{0,2}(?:致困|致贫|困难)/,
  },
  monthly_income: { exact: '家庭月收入 家庭月总收入 家庭月平均收入 全家月收入 月收入 家庭每月收入 月均收入' },
  monthly_per_capita: {
    exact:
      '家庭月人均收入 家庭人均月收入 人均月收入 月人均收入 家庭人均收入 人均收入 月人均 家庭成员月人均收入 人均月收入额',
    pattern: /人均月|月人均/,
    not: /支出|保障|补/,
  },
  annual_per_capita: {
    exact: '家庭年人均收入 家庭人均年收入 人均年收入 年人均收入',
    pattern: /人均年|年人均/,
    not: /支出|保障|补/,
  },
  annual_income: {
    exact: '家庭年可支配收入 年可支配收入 家庭可支配收入 家庭年度可支配收入 家庭年纯收入',
    pattern: /家庭.{0,3}可支配收入/,
    not: /人均|月/,
  },
  household_size: { exact: '家庭成员 家庭成员人数 家庭人口 家庭常住人口 共同生活家庭成员数' },
  dwellings: {
    exact: '住房套数 房屋套数 房产套数 住房数 房产数量 有无住房 是否有住房 有无房产 是否有房产 有无房屋',
    pattern: /(?:住房|房屋|房产)(?:套数|数量)/,
  },
  vehicles: { exact: '车辆 车辆数 机动车 机动车数量 车辆数量 家庭车辆 有无车辆', pattern: /机动车|车辆/ },
  housing_area: {
    exact: '住房面积 建筑面积 房屋面积 居住面积 住房建筑面积 房屋建筑面积',
    pattern: /(?:住房|房屋|居住|建筑)面积/,
    not: /人均/,
  },
  heating: { exact: '取暖方式 供热方式 采暖方式 供暖方式', pattern: /[取供采][暖热]方式/ },
  registered_on: {
    exact: '建档时间 建档日期 登记时间 登记日期 认定时间 认定日期 建档年月 入档时间',
    pattern: /建档(?:时间|日期)/,
  },
  dibao_monthly: {
    exact:
      '月低保金 月低保金额 低保金 低保金额 月保障金额 月保障金 月保障额 保障金额 月保障标准 月补助标准 月补助金额 月补助金 月救助金额 月补差金额 月享受金额 享受金额 家庭月保障金额 每月低保金 低保月金额 月发放金额 户月保障金',
    pattern: /月.{0,3}(?:低保|保障|补差|补助).{0,2}(?:金|额|标准)|低保金/,
    not: /累计|年|应发|扣|人均|测算/,
  },
  dibao_since: {
    exact: '享受低保时间 低保起始时间 纳入低保时间 低保开始时间 享受保障时间 批准时间 起始时间',
    pattern: /低保.{0,3}(?:时间|日期|年月)/,
  },
  programmes: {
    exact:
      '享受政策 享受政策情况 已享受政策 享受救助情况 在享政策 已享受政策情况 享受帮扶政策 享受救助政策 政策享受情况 享受待遇',
    pattern: /(?:已|正在)?享受.{0,4}政策|政策.{0,2}享受/,
    not: /应享|未享/,
  },
  entitled: { exact: '应享未享 应享未享政策 应享政策 未享受政策 应享受政策', pattern: /应享|未享/ },
  dibao_due: { exact: '测算低保金 应享低保金 应保金额 测算金额 应发低保金' },
  uncovered: { exact: '未到位保障 未落实保障 保障状态 保障情况 保障落实情况 未落实事项', pattern: /未(?:到位|落实)/ },
  paired: {
    exact: '是否结对 是否结对帮扶 有无帮扶责任人 是否落实帮扶责任人 是否包保',
    pattern: /是否.{0,3}(?:结对|包保)/,
  },
  helper_name: {
    exact:
      '帮扶责任人 帮扶人 帮扶干部 结对干部 包保干部 包保责任人 帮扶责任人姓名 帮扶人姓名 帮扶干部姓名 结对干部姓名 结对帮扶人 结对帮扶干部 帮扶联系人 包联干部 包扶干部 包保人 结对人 联系人 结对责任人 帮扶联系人姓名 帮扶人员',
    pattern: /^(?:结对|帮扶|包保|包联|包扶|包户|包抓|联户|帮联|帮包|挂联|挂包).{0,4}(?:干部|责任人|人)(?:姓名)?$/,
    not: /对象|职务|电话|单位/,
  },
  helper_unit: {
    exact:
      '帮扶单位 结对单位 包扶单位 包保单位 结对帮扶单位 帮扶责任单位 帮扶人单位 帮扶干部单位 帮扶责任人单位 帮扶单位名称 包联单位 帮扶部门',
    pattern: /^(?:结对|帮扶|包保|包联|包扶).{0,6}单位(?:名称)?$/,
  },
  helper_post: {
    exact: '帮扶人职务 帮扶干部职务 帮扶责任人职务 结对干部职务 包保干部职务',
    pattern: /(?:帮扶|结对|包保|包联|包户).{0,5}职[务级]/,
    not: /单位/,
  },
  helper_unit_post: {
    exact: '帮扶人单位及职务 帮扶干部单位及职务 帮扶责任人单位及职务 结对干部单位及职务 包保干部单位及职务',
    pattern:
      /^(?:帮扶|结对|包保|包联|包户).{0,5}(?:单位(?:及其?|和|与|\/)?职[务级]|职务(?:及其?|和|与|\/)?(?:工作|所在)*单位)$/,
  },
  helper_phone: {
    exact:
      '帮扶人电话 帮扶干部电话 帮扶责任人电话 帮扶责任人联系电话 帮扶干部联系电话 帮扶人联系电话 帮扶人联系方式 联系人电话 结对干部电话 包保干部电话',
    pattern: /(?:帮扶|结对|包保|包联|责任人|干部|联系人).{0,5}(?:电话|手机|联系方式)/,
    not: /对象/,
  },
  further_helpers: { exact: '其他帮扶人 协助帮扶人 其他结对干部 协同帮扶人 其他帮扶责任人' },
  paired_on: {
    exact: '结对时间 结对日期 帮扶开始时间 包保时间 结对帮扶时间 结对起始时间 帮扶起始时间',
    pattern: /(?:结对|包保).{0,2}(?:时间|日期)/,
  },
  visited_on: {
    exact:
      '走访时间 走访日期 最近走访时间 最近走访日期 上次走访 上次走访时间 最近走访 最后走访 最后走访时间 入户时间 入户日期 最近一次走访 最近一次走访时间 家访时间 家访日期',
    pattern: /(?:走访|入户|家访).{0,4}(?:时间|日期)/,
    not: /下次|计划/,
  },
  visitor: {
    exact: '走访人 走访人员 走访干部 入户人员 入户干部 走访人姓名 家访人 家访人员 家访干部',
    pattern: /^(?:走访|入户|家访)(?:人|干部)/,
    not: /签/,
  },
  visit_living: { exact: '家庭情况 家庭基本情况 生活状况 家庭现状 家庭生活状况 生活情况 家庭状况' },
  visit_difficulties: {
    exact:
      '存在困难 主要困难 实际困难 家庭困难情况 困难情况 存在的困难 存在问题 困难及问题 存在的主要困难 了解到的困难 了解的困难 反映的困难 反映困难 目前困难 家庭困难 面临困难 面临的困难',
    pattern: /(?:存在|主要|实际|了解到?|反映|面临|目前).{0,3}困难(?!原因)|困难(?:情况|状况).{0,2}简[述介]/,
  },
  visit_needs: {
    exact: '诉求 主要诉求 需求 帮扶需求 家庭诉求 困难诉求 意愿诉求 需要帮助事项 帮扶诉求',
    pattern: /(?:诉求|需求)(?:[和与及、](?:愿望|需求|建议|意见))?$|^(?:提出|反映)的?(?:要求|愿望)$/,
    not: /未办|类别/,
  },
  visits_this_year: { exact: '走访次数 本年走访次数 年度走访次数 今年走访次数 累计走访次数', pattern: /走访次数/ },
  open_requests: { exact: '未办结诉求 未解决诉求 待办诉求', pattern: /未(?:办结|解决).{0,3}诉求/ },
  open_promises: {
    exact: '未兑现承诺 承诺事项 待兑现承诺',
    pattern: /(?:兑现|帮扶|走访)承诺|承诺(?:事项|内容)/,
    not: /本人|个人|申请人|诚信/,
  },
  aid_total: {
    exact:
      '累计帮扶金额 帮扶金额 累计救助金额 累计帮扶资金 帮扶总金额 累计发放金额 已帮扶金额 帮扶资金 累计金额 帮扶资金合计',
    pattern: /(?:累计|已享受|已获得?|已领取?|共).{0,4}(?:帮扶|救助|慰问|发放|资助|补助).{0,3}(?:金额|资金|款)/,
  },
  aid_year: {
    exact:
      '本年帮扶金额 今年帮扶金额 年度帮扶金额 本年救助金额 本年度救助金额 年度救助金额 本年度帮扶金额 今年救助金额 当年帮扶金额',
    pattern: /(?:本|今|当)年.{0,2}(?:帮扶|救助|慰问).{0,2}(?:金额|资金)/,
  },
  aid_times: { exact: '帮扶次数 救助次数 慰问次数 累计帮扶次数', pattern: /(?:帮扶|救助|慰问)次数/ },
  aid_last_on: {
    exact: '最近帮扶时间 帮扶时间 帮扶日期 最近救助时间 救助时间 最近一次帮扶时间 最近帮扶日期',
    pattern: /(?:帮扶|救助)(?:时间|日期)/,
  },
  aid_kinds: {
    exact:
      '帮扶措施 帮扶内容 帮扶项目 享受帮扶情况 救助项目 帮扶情况 已落实措施 帮扶方式 解决措施 救助类型 帮扶救助情况',
    pattern: /^(?:已)?(?:采取|落实)?.{0,2}帮扶(?:措施|内容|项目|方式)/,
  },
  list_amount: {
    exact:
      '金额 发放金额 补助金额 救助金额 慰问金 慰问金额 实发金额 本次发放金额 救助金 补助金 发放标准 慰问款 领取金额',
    pattern: /^(?:实发|发放|慰问|补助|救助)(?:金|款|资金)额?$/,
  },
  list_item: { exact: '慰问品 物品 发放物品 物资名称 品名 慰问物品 物品名称 发放物资 慰问品名称' },
  list_quantity: { exact: '数量 发放数量 件数 份数' },
  list_received_on: {
    exact: '领取日期 领取时间 发放日期 发放时间 签领日期',
    pattern: /(?:领取|发放|签领)(?:日期|时间)/,
  },
  filling_unit: {
    exact: '填报单位 填表单位 上报单位 报送单位 编报单位 申报单位',
    pattern: /^[填上报编申][报送表]单位/,
  },
  filling_day: {
    exact: '填报日期 填报时间 填表日期 填表时间 报送日期 上报时间 制表日期 制表时间',
    pattern: /^(?:填[报表]|制表|报送|上报)(?:日期|时间)/,
  },
  filled_by: { exact: '填表人 填报人 制表人 经办人 报送人 制表' },
}

/** Which heading of a roster is which fact; the words of both tables count. */
const rosterFields: Partial<Record<FormField, Field>> = {
  serial: 'serial',
  name: 'name',
  sex: 'sex',
  ethnicity: 'ethnicity',
  id_number: 'id_number',
  birth_date: 'birth_date',
  phone: 'phone',
  address: 'address',
  work_unit: 'unit',
  category: 'category',
  main_cause: 'cause',
  household_size: 'household_size',
  annual_income: 'annual_income_fen',
  rigid_expenditure: 'rigid_expenditure_fen',
  dibao: 'dibao',
}

const lookups = new Map(
  Object.entries(words).map(([field, entry]) => [
    field as FormField,
    { places: new Map(entry.exact.split(' ').map((word, index) => [word, index])), entry },
  ]),
)

const ofOffice =
  /^(?:建档|录入|登记|经办|调查|核查|记录|见证|监督|发放|经手|初审|复审|填写|审批|制单)(?:人|人员|员)(?:姓名)?$/

/** How surely a heading asks for a fact, 0 to 1. `members`: the rows of the table are members of a family. */
export function formScore(field: FormField, key: string, members: boolean): number {
  if (key === '') return 0
  // Whoever wrote the form or looked into it is nobody of the family.
  if (ofOffice.test(key) && formFields[field].of !== 'form') return 0
  // 月收入 or 年收入 on a member's row is what this member earns.
  if (members && /^(?:月收入|月均收入|月平均收入)$/.test(key)) return field === 'own_monthly_income' ? 1 : 0
  if (members && /^(?:年收入|年总收入|年度收入|年均收入)$/.test(key)) return field === 'own_annual_income' ? 1 : 0
  return Math.max(ownScore(field, key), rosterScore(field, key, members))
}

function ownScore(field: FormField, key: string): number {
  const lookup = lookups.get(field)
  if (!lookup) return 0
  const place = lookup.places.get(key)
  if (place !== undefined) return 1 - place * 0.004
  const { pattern, not } = lookup.entry
  return pattern?.test(key) && !not?.test(key) ? 0.75 : 0
}

function rosterScore(field: FormField, key: string, members: boolean): number {
  if (field === 'relation') return headingScore('household_members', 'relation_text', key)
  if (members && field === 'head_name') return headingScore('household_members', 'head_name', key)
  if (members && field === 'name') return headingScore('household_members', 'name', key)
  const roster = rosterFields[field]
  if (!roster) return 0
  // 保障人口 are those who receive dibao, who may be fewer; a roster may say so, a form must not be told so.
  if (field === 'household_size' && /保障|享受/.test(key)) return 0
  // A little less than the words of this table, which say more exactly what is meant.
  return headingScore('hardship_worker', roster, key) * 0.99
}

/** Labels that a hand fills in on paper, or that say nothing of a family: never missed. */
const byHand =
  /签[字名章]|盖章|手印|指纹|意见|照片|审核|审批|复核|负责人|备注|说明|附件|审[查批]|公章|领取人|领款人|代领|^年月日$|监督电话|公示/

export const isByHand = (key: string): boolean => byHand.test(key)
