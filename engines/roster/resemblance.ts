import { type ColumnContent, isMonotonous, resemblance } from './content.ts'
import { type Field, fieldsOf, type Kind } from './fields.ts'
import type { Row } from './grid.ts'
import { excludesField, headingKey, isOtherHeading, namesField } from './header-words.ts'
import { otherPerson, subject } from './other-people.ts'
import type { Heading } from './table-header.ts'

/**
 * What a heading has to speak of, in whatever words, for its values to decide. A hint alone is no heading: three in four
 * values must look like the field as well.
 */
const hints: Partial<Record<Field, RegExp>> = {
  name: /户主|申请人|持证人|名|职工|对象|人员|干部|党员|帮扶[者人]|同志/,
  id_number: /身份|证件|证号/,
  sex: /性|男|女/,
  ethnicity: /族/,
  birth_date: /生日|出生|诞/,
  category: /困|贫|类|级|型|档|程度|层次|性质/,
  cause: /因|缘|困/,
  household_size: /人口|人数|人员数|口人|几口|几人|成员/,
  annual_income_fen: /(?:家|户).*(?:收入|所得|进项|进账|入账|入项)|年.*(?:收入|所得|进账|入账)|(?:12|十二)个?月.*收入/,
  rigid_expenditure_fen: /刚性|刚支|刚需|硬性|必要|必需|必须|必不可|不可少|不可避|非花不可/,
  phone: /电话|手机|联系|联络|通[讯信]/,
  dibao: /低保|最低生活保障|在保/,
  address: /住|址|居|门牌|宅|落脚|家在/,
  unit: /单位|企业|公司|工会|供职|就职|上班/,
  county: /县|区划|辖区|[帮服对负联挂包].*(?:地|区|片)/,
  post: /职|级别|头衔|岗/,
  skill: /长|专|技|擅|懂|会什么|本领|强项|拿手|优势|方向|能帮|能提供|可提供/,
  capacity: /户|家|名额|上限|容量|能力|承接|负荷/,
}
const withHint = 0.75
// Values under a heading that says nothing must leave hardly any doubt, and only some values can.
const withoutHint = 0.9
const telling: ReadonlySet<Field> = new Set(['name', 'address', 'unit', 'county'])
/** Kept out by what else the heading says only where another column could be meant. */
const strict: ReadonlySet<Field> = new Set([
  'household_size',
  'annual_income_fen',
  'rigid_expenditure_fen',
  'unit',
  'address',
  'cause',
])
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
  const strange = context.kind === 'helper' ? subject : otherPerson
  const free = context.headings.flatMap(({ path }, place) => {
    const key = headingKey(path.at(-1) ?? '')
    const chosen = context.chosen !== undefined && Object.hasOwn(context.chosen, key)
    const few = (contents[place]?.filled ?? 0) < fewest
    return taken.has(place) || chosen || few || strange.test(path.join('')) ? [] : [{ place, key }]
  })
  const found: [Field, number][] = []
  for (const field of fieldsOf[context.kind]) {
    if (given.has(field)) continue
    const alike = free.filter(({ place, key }) => {
      if (found.some(([, other]) => other === place)) return false
      const least = leastShare(context, field, key)
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
function leastShare({ kind }: Table, field: Field, key: string): number | undefined {
  if (hints[field]?.test(key)) return strict.has(field) && excludesField(kind, field, key) ? undefined : withHint
  return telling.has(field) && !isOtherHeading(key) && !namesField(key) ? withoutHint : undefined
}

function share({ headings, sample }: Table, field: Field, place: number): number {
  const column = headings[place]?.column ?? 0
  return resemblance(
    field,
    sample.map((row) => row.cells[column]),
  )
}
