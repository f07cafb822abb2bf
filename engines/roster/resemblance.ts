import { type ColumnContent, isMonotonous, resemblance } from './content.ts'
import { type Field, fieldsOf, type Kind } from './fields.ts'
import type { Row } from './grid.ts'
import { excludesField, headingKey, isOfCarerOrKin, isOtherHeading, namesField } from './header-words.ts'
import { isStrange, otherPersonBefore } from './other-people.ts'
import { isSomeone } from './someone.ts'
import type { Heading } from './table-header.ts'

/**
 * What a heading has to speak of, in whatever words, for its values to decide. A hint alone is no heading: three in four
 * values must look like the field as well.
 */
const hints: Partial<Record<Field, RegExp>> = {
  name: /户主|申请人|持证人|名|职工|员工|工友|会员|对象|人员|干部|党员|帮扶[者人]|同志|当事人|受益|参保人|持卡人|求助|患者|病人|本人|学员/,
  id_number: /身份|证件|证号|证照|公民|18位|ID/,
  sex: /性|男|女/,
  ethnicity: /族/,
  birth_date: /生日|出生|诞|生年|年月日|生辰/,
  category: /困|贫|类|级|型|档|程度|层次|性质|梯/,
  cause: /因|缘|困/,
  household_size: /人口|人数|人员数|口人|几口|几人|成员/,
  annual_income_fen:
    /(?:家|户).*(?:收入|所得|进项|进账|入账|入项)|年.*(?:收入|所得|进[账项]|入[账项])|(?:12|十二)个?月.*收入/,
  rigid_expenditure_fen: /刚性|刚支|刚需|硬性|必要|必需|必须|必不可|不可少|不可避|非花不可/,
  phone: /电话|手机|联系|联络|通[讯信话]|热线|宅电|座机|^[电话]$|号码/,
  dibao: /低保|最低生活保障|在保/,
  address: /住|址|居|门牌|宅|落脚|家在|社区|小区/,
  unit: /单位|企业|公司|工会|供职|就职|上班|厂|车间|部门|工作[地处所]|组织/,
  county: /县|区划|辖区|[帮服对负联挂包].*(?:地|区|片)/,
  post: /职|级别|头衔|岗/,
  skill: /长|专|技|擅|懂|会什么|本领|强项|拿手|优势|方向|能帮|能提供|可提供/,
  capacity: /户|家|名额|上限|容量|能力|承接|负荷/,
}
/** Kept out by what else the heading says: of the others, 户主身份证号 may be the person's own where there is no better. */
const strict: ReadonlySet<Field> = new Set([
  'household_size',
  'annual_income_fen',
  'rigid_expenditure_fen',
  'unit',
  'address',
  'phone',
  'cause',
])
const never: Partial<Record<Field, RegExp>> = {
  id_number:
    /残疾|低保|救助|(?:特困|困难|保障|优[抚待惠]|会员|职工|退休|[就失毕]业|资格|房产)证(?!件)|医保|银行|卡号|账号|代领|监护|配偶|子女/,
  dibao: /边缘/,
  // 住院号 and 登记编号 number something else, as long as a telephone.
  phone: /(?<!电话|手机|座机|联系|联络)号$|编[号码]/,
  // Who treats, teaches or insures is not where the person works, unless the heading says so.
  unit: /(?<!工作|任职|所在|所属)(?:机构|医院|律所|学校|院校|银行|网点|基地|场所)/,
  // What somebody has, studies or is paid for may be why the family is poor, but no one wrote that.
  cause:
    /病(?!因)|症|诊断|学校|院校|高校|专业|学历|项目|险种|用途|服务|需求|意愿|意向|失能|残疾|健康|[等档]级|级别|程度|能力/,
  ethnicity: /职业|工种|岗位|工作|意向/,
}

/** True when the heading speaks of something that only looks like the field. */
export const isKeptOut = (kind: Kind, field: Field, key: string): boolean =>
  (strict.has(field) && excludesField(kind, field, key)) ||
  isOfCarerOrKin(field, key) ||
  never[field]?.test(key) === true

const withHint = 0.75
// Values under a heading that says nothing must leave hardly any doubt, and only some values can.
const withoutHint = 0.9
const telling: ReadonlySet<Field> = new Set(['name', 'address', 'unit', 'county'])
// Of fewer values, such as the one on a card, every one has to look like the field.
const fewest = 5

type Table = {
  readonly kind: Kind
  readonly headings: readonly Heading[]
  readonly sample: readonly Row[]
  /** What the organisation chose last time, by heading. */
  readonly chosen?: Readonly<Record<string, Field | null>> | undefined
}

/**
 * Fields that no heading claimed, each with the one column that can be meant by what its heading speaks of and what
 * stands below it. Two such columns are no answer, and the column is told to the officer as a guess.
 */
export function findResemblances(
  context: Table,
  contents: readonly ColumnContent[],
  taken: ReadonlySet<number>,
  given: ReadonlySet<Field>,
): [Field, number][] {
  const free = context.headings.flatMap(({ path }, place) => {
    const key = headingKey(path.at(-1) ?? '')
    const chosen = context.chosen !== undefined && Object.hasOwn(context.chosen, key)
    const filled = contents[place]?.filled ?? 0
    const whole = path.map(headingKey).join('')
    return taken.has(place) || chosen || filled === 0 || isStrange(context.kind, path.join(''))
      ? []
      : [{ place, key, whole, filled }]
  })
  const found: [Field, number][] = []
  for (const field of fieldsOf[context.kind]) {
    if (given.has(field)) continue
    const alike = free.filter(({ place, key, whole, filled }) => {
      if (found.some(([, other]) => other === place)) return false
      if (context.kind !== 'helper' && otherPersonBefore(context.headings, place, field) === 'helper') return false
      const least = never[field]?.test(whole) ? undefined : leastShare(context, field, key, filled)
      return (
        least !== undefined &&
        !isMonotonous(field, contents[place] as ColumnContent) &&
        share(context, field, place) >= least
      )
    })
    const [only] = alike
    if (alike.length === 1 && only) found.push([field, only.place])
  }
  return found
}

/** How many of the values must look like the field; undefined when the heading speaks of something else. */
function leastShare({ kind }: Table, field: Field, key: string, filled: number): number | undefined {
  if (isKeptOut(kind, field, key)) return undefined
  if (hints[field]?.test(key)) return filled < fewest ? 1 : withHint
  // 对方当事人 is somebody, whatever company stands there.
  const saysOther = isOtherHeading(key) || namesField(key) || (field !== 'name' && isSomeone(key))
  return filled >= fewest && telling.has(field) && !saysOther ? withoutHint : undefined
}

function share({ headings, sample }: Table, field: Field, place: number): number {
  const column = headings[place]?.column ?? 0
  return resemblance(
    field,
    sample.map((row) => row.cells[column]),
  )
}
