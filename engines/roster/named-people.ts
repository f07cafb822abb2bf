import type { Field, Kind } from './fields.ts'
import { headingKey } from './header-words.ts'
import { helpsOrSigns, saysOwn } from './other-people.ts'
import { isSomeone } from './someone.ts'
import type { Heading } from './table-header.ts'

/** What a heading says of one person, at its end; what stands before it says of whom: 患者|身份证号, 死者生前|工作单位. */
const facts: readonly (readonly [Field, RegExp])[] = [
  ['name', /(?:姓名|名字)$/],
  ['sex', /性别$/],
  ['ethnicity', /民族$/],
  ['birth_date', /(?:出生(?:日期|年月日?|时间|日)?|生日)$/],
  ['id_number', /(?:居民|公民|有效)?(?:身份证件?(?:号码?)?|身份号码|证件号码?)$/],
  ['phone', /(?:联[系络]|手机|移动|固定)*(?:电话|手机|联系方式)(?:号码?)?$/],
  ['address', /(?:家庭|现|居住|常住|户籍|户口|详细|经常)*(?:住址|地址|居住地|所在地|住所)$/],
  ['unit', /(?:工作|所在|就业|[原现])*单位(?:名称)?$/],
]
const factFields: ReadonlySet<Field> = new Set(facts.map(([field]) => field))

/** Kin, the dead, whose family a list may be about, and who applies or signs together with the person of the row. */
const notMeant = /亲属|亡|故|死|逝|牺牲|烈士|生前|共同(?:申请|承租|产权|购房|借款)|共有人|法人/
const kin = /成员|家[属人]|亲属|子女|人员|对象/
/** 与户主关系 ties the rows of a family together, whoever else is named in the list. */
const tiesFamily = /户|申请人|持证人|家长|承租人|本人|职工$/

type Said = {
  readonly whose: string
  readonly field: Field | undefined
  /** True for 护理员, which says nothing else and holds a name, or, as 享受低保人员 does, something else altogether. */
  readonly isBare?: boolean
}

/** Whom a heading names by itself or by the group above it, and what of them; '' is nobody in particular. */
function saidBy({ path }: Heading): Said {
  const keys = path.map(headingKey)
  const leaf = keys.at(-1) ?? ''
  const [field, pattern] = facts.find(([, fact]) => fact.test(leaf)) ?? []
  const before = pattern ? leaf.replace(pattern, '').replace(/本人$|的$/, '') : leaf
  if (isSomeone(before)) return { whose: before, field: field ?? 'name', isBare: field === undefined }
  const group = keys
    .slice(0, -1)
    .map((key) => key.replace(/(?:基本|个人|详细)?(?:情况|信息|资料|概况)$/, ''))
    .findLast(isSomeone)
  return { whose: group ?? (field === undefined ? '' : before), field }
}

/** 职工 and 患病职工 are one person; 监护人 and 被监护人, 申请人 and 共同申请人 are not, and 学生家长 is the parent. */
function isSame(whose: string, person: string): boolean {
  if (whose === person) return true
  if (whose === '' || person === '') return false
  const [long, short] = whose.length > person.length ? [whose, person] : [person, whose]
  if (long.endsWith(short)) return !/(?:[被受]|共同)$/.test(long.slice(0, -short.length))
  // 死者生前 and 患者家庭 go on about the same person.
  return whose.startsWith(person) && !isSomeone(whose)
}

type People = {
  readonly said: readonly Said[]
  /** Everybody who has a column with their name, as called, in order. */
  readonly named: readonly string[]
  /** Whom the row is about, of several. */
  readonly main: string | undefined
}

function peopleIn(headings: readonly Heading[]): People {
  const said = headings.map(saidBy)
  const named = [...new Set(said.filter(({ field }) => field === 'name').map(({ whose }) => whose))]
  return { said, named, main: mainOf(said, named) }
}

/**
 * The person a list of several is about: whoever is called by 姓名 alone; else the first who has an identity number; never
 * who helps, keeps, pays, signs or has died.
 */
function mainOf(said: readonly Said[], named: readonly string[]): string | undefined {
  if (named.includes('')) return named.length > 1 ? '' : undefined
  const meant = named.filter((whose) => !helpsOrSigns(whose) && !notMeant.test(whose))
  // 低保对象 alone may ask whether somebody is one, beside a heading that does say 姓名.
  const told = meant.filter((person) =>
    said.some(({ whose, field, isBare }) => field === 'name' && !isBare && isSame(whose, person)),
  )
  const people = told.length > 0 ? told : meant
  const plain = people.filter((whose) => !/户主|成员/.test(whose))
  const candidates = plain.length > 0 ? plain : people
  // A number that says nobody's is whose name stands before it.
  const owners = said.flatMap(({ whose, field }, place) =>
    field !== 'id_number'
      ? []
      : whose !== ''
        ? [whose]
        : (said.slice(0, place).findLast((before) => candidates.includes(before.whose))?.whose ?? candidates[0] ?? []),
  )
  return candidates.find((person) => owners.some((owner) => isSame(owner, person))) ?? candidates[0]
}

/** Whose the columns of a list are, where its headings say so. */
export type Belongings = {
  /** Columns that say something of another person than the one the row is about. */
  readonly others: ReadonlySet<number>
  /** Columns that say a fact of the person the row is about, by name: 残疾人身份证号, 救助申请人姓名. */
  readonly own: ReadonlyMap<number, Field>
}

/**
 * The columns of the person a row is about and those of others that the list names beside: 护理员电话, 死者生前单位, 领款人-姓名
 * beside 患者姓名. 联系人 may be how to reach the person and is left to the other rules.
 */
export function belongings(kind: Kind, headings: readonly Heading[]): Belongings {
  const { said, named, main } = peopleIn(headings)
  if (kind !== 'hardship_worker' || main === undefined) return { others: new Set(), own: new Map() }
  const tellsMore = (person: string) => said.some(({ whose, isBare }) => !isBare && isSame(whose, person))
  const others = named.filter((person) => !isSame(person, main) && person !== '联系人' && tellsMore(person))
  const theirs = said.flatMap(({ whose, field }, place) => {
    if (whose === '' || (field !== undefined && !factFields.has(field)) || isSame(whose, main)) return []
    if (saysOwn.test(headings[place]?.text ?? '')) return []
    // The head's home is that of the family.
    if (field === 'address' && /户主/.test(whose)) return []
    return others.some((person) => isSame(whose, person)) ? [place] : []
  })
  const own = said.flatMap(({ whose, field, isBare }, place) =>
    whose !== '' && !isBare && field !== undefined && isSame(whose, main) ? [[place, field] as const] : [],
  )
  return { others: new Set(theirs), own: new Map(own) }
}

/** True for 与患者关系 and 共同申请人-关系: how two people of one row stand to each other, which makes no family of the rows. */
export function isOfTwoInRow(headings: readonly Heading[], place: number): boolean {
  const keys = headings[place]?.path.map(headingKey) ?? []
  const leaf = keys.at(-1) ?? ''
  if (!/关系$/.test(leaf)) return false
  const { named, main, said } = peopleIn(headings)
  const [, who, toWhom] = leaf.match(/^(.*?)[与和同跟](.{1,10}?)(?:本人)?的?关系$/) ?? []
  // 接领人与受助人关系 names both of them.
  if (who && isSomeone(who) && !kin.test(who)) return true
  if (toWhom !== undefined && (!tiesFamily.test(toWhom) || notMeant.test(toWhom)))
    return named.some((person) => isSame(toWhom, person))
  const { whose } = said[place] as Said
  return whose !== '' && main !== undefined && !isSame(whose, main) && !kin.test(whose) && named.includes(whose)
}
