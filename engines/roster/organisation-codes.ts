import { saysNothing, tidy } from './characters.ts'
import { byWords } from './codes.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'

export type OrganisationKind =
  | 'party_government'
  | 'union'
  | 'enterprise'
  | 'school'
  | 'hospital'
  | 'centre'
  | 'party_branch'
  | 'community'
  | 'other'
export type EnterpriseState = 'running' | 'in_hardship' | 'bankrupt' | 'closed'

const kinds: readonly (readonly [RegExp, OrganisationKind])[] = [
  [/^(?:困难职工)?帮扶中心$|^(?:职工)?(?:帮扶|服务)(?:中心|站点?)$|^centre$/i, 'centre'],
  [/^(?:基层|机关)?党(?:的)?(?:支部|总支|组织)$|^支部$|^party_branch$/i, 'party_branch'],
  [/^社区(?:村)?$|^社区\/?(?:村|居)(?:委会)?$|^(?:行政)?村$|^(?:村|居)(?:民)?委(?:员)?会$|^community$/i, 'community'],
  [/^(?:各级|基层|机关|企业|行业|产业|总)?工会(?:组织|机关)?$|^总工会$|^群团(?:组织)?$|^union$/i, 'union'],
  [/^(?:高等|中等|小|中|大|职业|技工|技)?学校?$|^(?:高校|院校|幼儿园|教育机构)$|^school$/i, 'school'],
  [/^(?:乡镇)?(?:医院|卫生院|医疗机构|卫生机构)$|^hospital$/i, 'hospital'],
  [
    /^(?:党政|行政|政府|国家|党委|党群|机关)(?:机关|部门|单位)?$|^(?:党委政府|机关单位|政府|市直(?:机关|部门)|县直(?:机关|部门)|公务机关)$|^party_government$/i,
    'party_government',
  ],
  [
    /^(?:困难|国有|国营|集体|民营|私营|外资|合资|中央|省属|市属|县属|中小|小微|改制|停产|股份制?|个体|国有控股|国有独资|非公(?:有制)?(?:经济)?|破产|关闭)?企业$|^(?:国有|集体|民营|私营|国企|央企|民企|公司|工厂|有限公司|有限责任公司|股份有限公司|股份公司)$|^enterprise$/i,
    'enterprise',
  ],
  [/^其[他它](?:单位|组织|类型)?$|^(?:(?:全额|差额)?(?:拨款)?事业(?:单位)?|社会团体|社会组织|社团|other)$/i, 'other'],
]

const states: readonly (readonly [RegExp, EnterpriseState])[] = [
  [
    /^(?:(?:生产|经营|生产经营|运营|运行|运转)?正常(?:生产|经营|运营|运行|运转|生产经营)?|在营|在业|存续|开业|营业|运营中?|经营中|running)$/i,
    'running',
  ],
  [
    /^(?:(?:特别|严重|生产|经营|生产经营|暂时)?困难(?:企业)?|特困(?:企业)?|(?:长期)?(?:严重)?亏损(?:企业)?|(?:已|长期|全面)?(?:半)?停产(?:半停产)?(?:企业)?|停产\/半停产|停工|in_hardship)$/i,
    'in_hardship',
  ],
  [/^(?:已|依法|政策性|已经)?(?:宣告)?破产(?:企业|清算|终结)?$|^bankrupt$/i, 'bankrupt'],
  [/^(?:已|依法|已经|政策性)?(?:关闭|注销|吊销|撤销|倒闭|解散|关停)(?:企业)?$|^closed$/i, 'closed'],
]

const within =
  <Value>(list: readonly (readonly [RegExp, Value])[]) =>
  (word: string): Value | undefined =>
    list.find(([pattern]) => pattern.test(word.replace(/[()]/g, '')))?.[1]

/** What an organisation is, by the kinds of the product; an institution of no such kind is `other`. */
export const readOrganisationKind = byWords(within(kinds))
/** How an enterprise is doing. Words between two states, such as 停业 or 重整, are not guessed. */
export const readEnterpriseState = byWords(within(states))

/** The name on the seal: as written, without spaces between Chinese characters. */
export function readOrganisationName(cell: Cell): Judgement<string> {
  if (cell === undefined || cell instanceof CellError) return { value: null, fault: 'required_missing' }
  const text = tidy(cellText(cell)).replace(/(?<=[\u3400-\u9fff（）()]) +(?=[\u3400-\u9fff（）()])/g, '')
  return saysNothing(text) ? { value: null, fault: 'required_missing' } : { value: text }
}
