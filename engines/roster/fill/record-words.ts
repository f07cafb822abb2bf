import { isPeriodic, periodIn } from './count-period.ts'
import type { FormField, RecordOf } from './form-fields.ts'
import { formScore } from './form-words.ts'

type Words = { readonly exact: string; readonly pattern?: RegExp }

/** What the columns of a record of aid, or of visits, are called: a bare 时间 or 内容 says enough there. */
const words: Readonly<Record<RecordOf, Partial<Record<FormField, Words>>>> = {
  aid: {
    given_on: {
      exact: '时间 日期 年月 年月日',
      pattern: /^(?:帮扶|救助|慰问|资助|补助|发放|领取|实施|落实|享受|给付|受助|捐助)(?:时间|日期|年月)$/,
    },
    given_kind: {
      exact: '内容 项目 措施 事项 类型 类别 方式 形式 项目名称 政策名称 措施内容 帮扶措施内容 具体措施 具体内容',
      pattern:
        /^(?:具体)?(?:帮扶|救助|慰问|资助|补助|帮助|受助|发放)(?:内容|项目|措施|事项|类型|类别|种类|方式|形式|情况|名称)(?:名称)?$/,
    },
    given_amount: {
      exact: '金额 资金 现金 款项 慰问金 救助金 补助金 助学金',
      pattern: /^(?:帮扶|救助|慰问|资助|补助|发放|折款|受助|到位|实发|捐助)(?:资金|金额|现金|金)(?:金额|数额)?$/,
    },
    given_goods: {
      exact:
        '物品 物资 实物 慰问品 慰问物品 帮扶物资 救助物资 发放物资 物品及数量 物资及数量 物品名称及数量 物资名称及数量',
    },
    given_item: { exact: '品名 物品名称 物资名称 慰问品名称' },
    given_quantity: { exact: '数量 件数 份数' },
    given_by: { exact: '帮扶方 来源单位 帮扶单位个人 捐助方 资助方 帮扶单位及责任人 帮扶单位或个人' },
    given_by_unit: {
      exact: '单位 实施单位 经办单位 责任单位',
      pattern: /^(?:帮扶|救助|慰问|资助|发放|捐助|结对|包保)(?:单位|部门|机构)(?:名称)?$/,
    },
    given_by_person: {
      exact: '帮扶人 帮扶责任人 帮扶干部 慰问人 资助人 帮扶人姓名 帮扶责任人姓名',
      pattern: /^(?:结对|包保)(?:干部|责任人|人)$/,
    },
    given_source: { exact: '来源 资金来源 经费来源 款项来源 资金渠道' },
  },
  visit: {
    went_on: { exact: '时间 日期 年月日', pattern: /^(?:走访|入户|家访|探访|巡访|联系|帮扶)(?:时间|日期)$/ },
    went_by: {
      exact: '走访人 走访人员 走访干部 帮扶人 帮扶责任人 帮扶干部 入户人员 入户干部 走访人姓名 走访者 巡访人',
    },
    went_saw: {
      exact:
        '内容 情况 走访内容 走访情况 走访记录 主要内容 了解情况 入户情况 走访主要内容 工作内容 走访了解情况 家访内容 主要情况',
    },
    went_living: { exact: '家庭情况 生活状况 家庭现状 家庭状况 生活情况 家庭生活状况' },
    went_difficulties: {
      exact:
        '存在困难 主要困难 存在问题 实际困难 困难情况 存在的困难 存在的问题 反映问题 困难问题 了解到的困难 了解的困难 反映的困难 反映困难 面临困难 目前困难',
    },
    went_needs: {
      exact:
        '诉求 需求 主要诉求 帮扶需求 家庭诉求 群众诉求 意见建议 提出的诉求 反映诉求 反映的诉求 诉求和愿望 提出的诉求和愿望 诉求和建议',
    },
    went_promised: { exact: '承诺事项 承诺 答应事项' },
    went_cash: { exact: '慰问金 慰问金额 慰问现金 现金' },
    went_goods: { exact: '慰问品 慰问物品 慰问物资 物品 物资 慰问品名称及数量 慰问物品及数量' },
  },
}

const lookups = {
  aid: lookupsOf('aid'),
  visit: lookupsOf('visit'),
}

function lookupsOf(of: RecordOf): ReadonlyMap<FormField, { exact: ReadonlySet<string>; pattern: RegExp | undefined }> {
  return new Map(
    Object.entries(words[of]).map(([field, { exact, pattern }]) => [
      field as FormField,
      { exact: new Set(exact.split(' ')), pattern },
    ]),
  )
}

/** How surely a heading of a record asks for a fact of each entry, 0 to 1; 序号 numbers them. */
export function recordScore(of: RecordOf, field: FormField, key: string): number {
  if (field === 'serial') return formScore('serial', key, false)
  const lookup = lookups[of].get(field)
  if (!lookup) return 0
  return lookup.exact.has(key) ? 1 : lookup.pattern?.test(key) ? 0.8 : 0
}

const ofVisits = /走访|入户|家访|探访|巡访/
const ofAid = /帮扶|救助|慰问|资助|受助|补助|助学|捐助|发放/
// 帮扶责任人 or 帮扶单位 alone speaks of a pair, and 计划 or 需求 of what has not been done.
const notDone = /计划|规划|拟|下一步|需求|目标|申请/

/**
 * What a table without anybody's name is a record of: 帮扶时间, 帮扶内容 and 金额 of aid, 走访时间 and 走访人 of visits. A bare
 * 时间 and 内容 take it from the title right above. Undefined for any other table.
 */
export function recordOf(keys: readonly string[], title: string): RecordOf | undefined {
  const isOfPeople = keys.some(
    (key) =>
      formScore('relation', key, true) >= 0.7 ||
      formScore('id_number', key, false) >= 0.7 ||
      (formScore('name', key, false) >= 0.7 && !/^(?:帮扶|走访|慰问)(?:人|干部|责任人)/.test(key)) ||
      formScore('head_name', key, false) >= 0.7,
  )
  if (isOfPeople || notDone.test(title)) return undefined
  const said = `${title} ${keys.filter((key) => !notDone.test(key)).join(' ')}`
  const scored = (of: RecordOf, field: FormField) => keys.some((key) => recordScore(of, field, key) > 0)
  const isVisits = ofVisits.test(title) || (ofVisits.test(said) && !ofAid.test(title))
  if (isVisits && scored('visit', 'went_on') && scoredMore('visit', keys) >= 2) return 'visit'
  if (ofAid.test(said) && scored('aid', 'given_on') && scoredMore('aid', keys) >= 2) return 'aid'
  return undefined
}

// Once for each family, and no register: 最近走访时间, 走访次数.
const ofLast = /最近|最后|上次|次数|累计/
// Who a family is, whatever a form is about.
const whose: readonly FormField[] = ['serial', 'name', 'head_name', 'id_number', 'head_id_number', 'address', 'phone']

/**
 * True for a list of visits to many families, one in a row: it names somebody, and its columns say when, who went and what
 * was found or handed over, more of them than say what is true of a family. A month that is left open is not guessed.
 */
export function isRegister(keys: readonly string[], above: string): boolean {
  const asks = (field: FormField) => keys.some((key) => recordScore('visit', field, key) > 0)
  const ofVisit = keys.filter((key) => isOfVisit(key))
  const names = keys.some((key) => formScore('name', key, false) >= 0.7 || formScore('head_name', key, false) >= 0.7)
  const others = keys.filter(
    (key) => key !== '' && !ofVisit.includes(key) && !whose.some((field) => formScore(field, key, false) >= 0.7),
  )
  const isOpen = isPeriodic(above) && periodIn(above) === undefined
  return (
    names &&
    asks('went_on') &&
    ofVisit.some(isVisitor) &&
    ofVisit.length >= 3 &&
    ofVisit.length > others.length &&
    !keys.some((key) => ofLast.test(key)) &&
    !notDone.test(above) &&
    !isOpen
  )
}

/** Beside the name of a family 帮扶人 is its helper; who went is called so. */
const isVisitor = (key: string): boolean => recordScore('visit', 'went_by', key) > 0 && ofVisits.test(key)

const isOfVisit = (key: string): boolean =>
  isVisitor(key) ||
  [...lookups.visit.keys()].some((field) => field !== 'went_by' && recordScore('visit', field, key) > 0)

/** What a list is whose rows are visits to many families, or what was given to them. */
export const registers = { visit: 'register', aid: 'ledger' } as const

const ofLastVisit: Partial<Record<FormField, FormField>> = {
  visit_cash: 'went_cash',
  visit_goods: 'went_goods',
  visit_promised: 'went_promised',
}

/** How surely a label of a card about a visit asks what was handed over or promised at it, 0 to 1: 慰问金, 慰问品. */
export function lastVisitScore(field: FormField, key: string): number {
  const entry = ofLastVisit[field]
  return entry ? recordScore('visit', entry, key) : 0
}

const kept = /明细|台账|流水|记录|登记/
const signed = /签[字名收领章]|手印/
// 帮扶单位 beside the name of a family is its helper's; who gives is called so.
const ofGiver = /发放|救助|资助|慰问|捐助|实施|经办/

/**
 * True for a list of what was given to many families, one aid in a row: its title says that it is kept, it names somebody,
 * and its columns say when, what and by whom. A list that is signed is about one distribution.
 */
export function isLedger(keys: readonly string[], above: string): boolean {
  const some = (...wanted: readonly FormField[]) =>
    keys.some((key) => wanted.some((field) => registerScore('aid', field, key) > 0))
  const names = keys.some((key) => formScore('name', key, false) >= 0.7 || formScore('head_name', key, false) >= 0.7)
  const isOpen = isPeriodic(above) && periodIn(above) === undefined
  return (
    kept.test(above) &&
    ofAid.test(`${above} ${keys.join(' ')}`) &&
    names &&
    some('given_on') &&
    some('given_amount', 'given_goods', 'given_item') &&
    some('given_kind', 'given_source', 'given_by', 'given_by_unit') &&
    !keys.some((key) => ofLast.test(key) || signed.test(key)) &&
    !notDone.test(above) &&
    !isOpen
  )
}

/** How surely a heading of a register of visits, or of a ledger of aid, asks for a fact of its entry, 0 to 1. */
export function registerScore(of: RecordOf, field: FormField, key: string): number {
  if (field === 'went_by' && !isVisitor(key)) return 0
  if ((field === 'given_by_unit' || field === 'given_by_person') && !ofGiver.test(key)) return 0
  return recordScore(of, field, key)
}

const scoredMore = (of: RecordOf, keys: readonly string[]): number =>
  [...lookups[of].keys()].filter((field) => keys.some((key) => recordScore(of, field, key) > 0)).length
