import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { type Span, spanSaid } from './count-period.ts'
import { type FormField, formFields } from './form-fields.ts'
import { formScore } from './form-words.ts'

/** Of whom a row or column of a statistical form speaks, by its words. */
export type Condition =
  | { readonly of: 'all' }
  | { readonly of: 'category' | 'cause' | 'residence' | 'sex'; readonly is: string }
  /** Every cause but those that have a row or column of their own. */
  | { readonly of: 'other_cause'; readonly besides: readonly string[] }
  | { readonly of: 'flag'; readonly field: FormField; readonly is: boolean }
  | { readonly of: 'person'; readonly kind: 'student' | 'disabled' | 'elderly' | 'minor' }
  /** Who came on file, went off it or received aid in the days that the place is about. */
  | { readonly of: 'new' | 'left' | 'aided' }
  /** A place or a body, known only beside the families. */
  | { readonly of: 'name'; readonly text: string; readonly fields: readonly FormField[] }

/** What is counted: families, people, lines of aid and their money, or the sum of a fact over the families. */
export type Measure =
  | { readonly count: 'households' | 'persons' | 'times' | 'aid' }
  | { readonly count: 'sum'; readonly field: FormField }

/** What a heading says; `silent` are words such as 其中 that say nothing of whom or what. */
export type Said = {
  readonly measure?: Measure
  readonly condition?: Condition
  readonly silent?: boolean
  /** It counts within some days: 本月, 本年. */
  readonly span?: Span
}

const households = /^(?:总|家庭|困难|在册|在档|建档)*(?:户数|家庭数|户)$/
const persons = /^(?:总|家庭|困难|在册|在档|建档|涉及)*(?:人数|人口数?|人)$/
const silent =
  /^(?:其中|类别|困难类[别型]|对象类别|人员类别|致[困贫]原因|主要致[困贫]原因|城乡|性别|分类|项目|指标|数量|统计内容|内容|按.{1,8}分|.{0,6}情况|.{0,4}地区|县区|县市区|区县|乡镇|乡镇街道|街道|村社区|社区|村|单位|单位名称|帮扶单位|责任单位|工会)$/
const causes: readonly (readonly [RegExp, string])[] = [
  [/^(?:因病|疾病|重特?大疾病|患病|大病)$/, '重特大疾病'],
  [/^(?:因残|残疾)$/, '残疾'],
  [/^(?:因学|子女上学|上学|就学|子女就学)$/, '子女上学'],
  [/^(?:失业|下岗失业|下岗|待业|因失业)$/, '下岗失业'],
  [/^(?:因灾|自然灾害|灾害|受灾)$/, '自然灾害'],
  [/^(?:意外|意外事故|因意外|突发意外|因事故)$/, '意外事故'],
  [/^(?:缺乏?劳动?力|无劳动?力|无劳动能力|缺少劳动力)$/, '缺乏劳动力'],
]
const people: readonly (readonly [RegExp, 'student' | 'disabled' | 'elderly' | 'minor'])[] = [
  [/^(?:残疾|残疾人员?|残疾人?成员|有残疾人)$/, 'disabled'],
  [/^(?:学生|在校生|在读学生|在校学生|在学人员)$/, 'student'],
  [/^(?:老年人|60(?:周?岁)(?:及?以上)(?:老年?人)?)$/, 'elderly'],
  [/^(?:未成年人?|18周?岁以下(?:未成年人)?)$/, 'minor'],
]
const flags: readonly (readonly [RegExp, FormField, boolean])[] = [
  [/^(?:城乡)?(?:低保|享受低保|在保)$/, 'dibao', true],
  [/^(?:非低保|未享受低保|未享受|非在保)$/, 'dibao', false],
  [/^(?:已?结对(?:帮扶)?|已结对子|已落实帮扶责任人|有帮扶责任人)$/, 'paired', true],
  [/^(?:未结对(?:帮扶)?|未落实帮扶责任人|无帮扶责任人)$/, 'paired', false],
  [/^零就业$/, 'zero_employment', true],
]

/** A word of a heading without what it is put into: 低保户（户） and 其中：因病致困家庭 are 低保 and 因病. */
const bare = (text: string): string =>
  clean(text)
    .replaceAll(' ', '')
    .replace(/[（(](?:户|人|元|万元|个|口|户数|人数)[)）]$/, '')
    .replace(/^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．])/, '')
    .replace(/^其中[:：]?(?=.)/, '')
const stem = (word: string): string =>
  word.replace(/(?:家庭|对象|人员|户|职工)$/, '').replace(/(?:致[困贫]|返[困贫])$/, '')

/** Whether a heading, its unit or the title asks for families or for people. */
export const unitSaid = (text: string): Measure | undefined => {
  const unit = /[（(](户|人|口|户数|人数)[)）]\s*$|单位[:：]\s*(户|人)(?![、/])/.exec(clean(text))
  const said = unit?.[1] ?? unit?.[2]
  return said === undefined ? undefined : { count: said.startsWith('户') ? 'households' : 'persons' }
}

/** What a heading says of whom and what; undefined where it is not known exactly. `under` are the headings it stands below. */
export function saidBy(text: string, under: string): Said | undefined {
  const whole = bare(text)
  const within = spanSaid(whole)
  if (!within) return plainSaid(whole, under)
  const said = within.rest === '' ? { silent: true } : plainSaid(within.rest, under)
  return said && { ...said, span: within.span }
}

const helped = '(?:救助|帮扶|资助|受助|受救助|受帮扶)'
// 人次 may count the people of a family or only who signs for it; nobody guesses which.
const ofPeriod: readonly (readonly [RegExp, Said])[] = [
  [
    new RegExp(`^${helped}(?:困难)?(?:家庭|职工)?(?:户数?|家庭数)$`),
    { measure: { count: 'households' }, condition: { of: 'aided' } },
  ],
  [new RegExp(`^${helped}(?:户次数?|次数)$`), { measure: { count: 'times' } }],
  [/^(?:救助|帮扶|资助)(?:金额|资金|资金额|资金支出|支出)$/, { measure: { count: 'aid' } }],
  [
    /^(?:新增|新纳入|新建档)(?:困难)?(?:家庭|职工|对象)?(?:户数?|家庭数)$/,
    { measure: { count: 'households' }, condition: { of: 'new' } },
  ],
  [
    /^(?:退出|撤档|清退|注销)(?:困难)?(?:家庭|职工|对象)?(?:户数?|家庭数)$/,
    { measure: { count: 'households' }, condition: { of: 'left' } },
  ],
  [/^(?:新增|新纳入|新建档)(?:困难)?(?:家庭|职工|对象)?(?:情况)?$/, { condition: { of: 'new' } }],
  [/^(?:退出|撤档|清退|注销)(?:困难)?(?:家庭|职工|对象)?(?:情况)?$/, { condition: { of: 'left' } }],
]

/** What is only known within a period: families that came, went or were helped in it, and what they got. */
export const periodSaid = (text: string): Said | undefined => {
  const whole = bare(text)
  const within = spanSaid(whole)
  const said = ofPeriod.find(([pattern]) => pattern.test(within?.rest ?? whole))?.[1]
  return said && { ...said, span: within?.span ?? 'own' }
}

function plainSaid(word: string, under: string): Said | undefined {
  if (word === '' || /^\d+$/.test(word)) return { silent: true }
  if (/^(?:合计|总计|共计|总数|全部|小计)$/.test(word)) return { condition: { of: 'all' } }
  if (silent.test(word)) return { silent: true }
  const measure = measureOf(word)
  if (measure) return { measure }
  // 低保户数 and 残疾人数 count those of whom they speak.
  const counted = /^(.{2,8}?)(户数|家庭数|人数)$/.exec(word)
  const of = counted ? conditionOf(counted[1] ?? '', under) : undefined
  if (of) return { condition: of, measure: { count: counted?.[2] === '人数' ? 'persons' : 'households' } }
  const condition = conditionOf(word, under)
  return condition && { condition }
}

// A sum over an income a head or an age says nothing, and these are counted as families or people.
const notSummed = /人均|平均|年龄|标准|比例|率/

function measureOf(word: string): Measure | undefined {
  if (households.test(word)) return { count: 'households' }
  if (persons.test(word)) return { count: 'persons' }
  if (notSummed.test(word)) return undefined
  const key = headingKey(word)
  const [best] = (Object.keys(formFields) as FormField[])
    .filter((field) => ['money', 'count'].includes(formFields[field].kind) && formFields[field].of === 'family')
    .filter((field) => field !== 'serial' && !/per_capita/.test(field))
    .map((field) => ({ field, score: formScore(field, key, false) }))
    .sort((a, b) => b.score - a.score)
  return best && best.score >= 0.9 ? { count: 'sum', field: best.field } : undefined
}

function conditionOf(word: string, under: string): Condition | undefined {
  const plain = stem(word)
  const ofCause = /致[困贫]|原因/.test(under) || /致[困贫]/.test(word)
  // 意外致困 is a category of its own, and a cause only among the causes.
  const category = /^(?:深度|相对)困难$/.test(plain) || (/^意外致困/.test(word) && !/原因/.test(under))
  if (category) return { of: 'category', is: word.slice(0, 4) }
  const cause = causes.find(([pattern]) => pattern.test(plain))?.[1]
  if (cause && (ofCause || /^因|重特?大疾病|自然灾害/.test(plain))) return { of: 'cause', is: cause }
  if (ofCause && /^其[他它](?:原因)?$/.test(plain)) return { of: 'other_cause', besides: [] }
  const flag = flags.find(([pattern]) => pattern.test(plain))
  if (flag) return { of: 'flag', field: flag[1], is: flag[2] }
  const kind = people.find(([pattern]) => pattern.test(word) || pattern.test(plain))?.[1]
  if (kind) return { of: 'person', kind }
  if (/^(?:城镇|城市|非农业)$/.test(plain)) return { of: 'residence', is: '城镇' }
  if (/^(?:农村|乡村|农业)$/.test(plain)) return { of: 'residence', is: '农村' }
  if (/^(?:男|男性|女|女性)$/.test(plain)) return { of: 'sex', is: plain.slice(0, 1) }
  return undefined
}

/** The name of a place or a body, by the heading of its column; the families say whether there is such a one. */
export function nameSaid(text: string, heading: string): Condition {
  const fields: FormField[] = /帮扶|结对|包保|包联/.test(heading)
    ? ['helper_unit']
    : /责任单位|工会/.test(heading)
      ? ['responsible_unit']
      : /单位|企业/.test(heading)
        ? ['work_unit', 'responsible_unit']
        : ['county', 'township', 'village', 'work_unit', 'responsible_unit']
  return { of: 'name', text: bare(text), fields }
}
