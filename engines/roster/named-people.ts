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

/** Whom a list may be about, by what they are called in any office. */
const mayBeMeant =
  /职工|员工|会员|对象|申[请报领]|户主|患者|病[人患]|老人|老年|学生|儿童|孤儿|残疾|人员|[被受].+[人者]|承租|参保|军人|[军烈遗]属|本人|家庭|困难|特困|居民|村民|群众|持证|法人|[业购求信当投举].*[人者主]$/
/** Whom no such list is about: office, trade and neighbourhood, and who owns the account. */
const ofOffice =
  /警|[法军察]官|护士|医生|律师|[护社义]工|志愿者|书记|支书|主席|经理|专干|师傅|司机|邻居|房东|雇主|包工头|[组楼栋格厂校院村所站处科局镇乡会店队班股]长|[班主]任|[教老]师|干部|领导|账户|持卡人|所有人|代表人/
/** Whose telephone may well be how to reach the person. */
const reaches = /联系人|代办|亲属|家[属长]|子女|儿子|女儿|配偶|爱人|丈夫|妻|父|母|监护/
/** Who is called so is one person, and no member of a family block: 患者姓名, 学生姓名. */
const oneBody = /患者|病[人患]|学生|考生|学员|幼儿|儿童|孤儿|残疾|老人|长者|伤者|务工|外出|退役|失业|求职/

type Said = {
  readonly whose: string
  readonly field: Field | undefined
  /** True for 护理员, which says nothing else and holds a name, or, as 享受低保人员 does, something else altogether. */
  readonly isBare?: boolean
}

/** 担保人1 and 担保人二 are called alike. */
const counted = (whose: string): string => whose.replace(/(?<=[人者员属])[\d一二三四五六]$/, '')

/** Whom a heading names by itself or by the group above it, and what of them; '' is nobody in particular. */
function saidBy({ path }: Heading): Said {
  const keys = path.map(headingKey)
  const leaf = keys.at(-1) ?? ''
  const [field, pattern] = facts.find(([, fact]) => fact.test(leaf)) ?? []
  const before = counted(pattern ? leaf.replace(pattern, '').replace(/本人$|的$/, '') : leaf)
  // 危改户姓名 and 脱贫户身份证号 speak of one, 低保户 alone may ask whether somebody is.
  if (isSomeone(before) || (pattern && /.户$/.test(before)))
    return { whose: before, field: field ?? 'name', isBare: field === undefined }
  const group = keys
    .slice(0, -1)
    .map((key) => counted(key.replace(/(?:基本|个人|详细)?(?:情况|信息|资料|概况)$/, '')))
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
  // 低保对象 alone may ask whether somebody is one, beside a heading that does say 姓名 or whose number it is.
  const told = meant.filter((person) =>
    said.some(
      ({ whose, field, isBare }) => (field === 'name' || field === 'id_number') && !isBare && isSame(whose, person),
    ),
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
  const people = peopleIn(headings)
  const { said, named, main } = people
  if (kind !== 'hardship_worker') return { others: new Set(), own: new Map() }
  const strangers = strangersIn(headings, people)
  if (main === undefined) return { others: new Set(strangers), own: new Map() }
  const tellsMore = (person: string) => said.some(({ whose, isBare }) => !isBare && isSame(whose, person))
  const others = named.filter((person) => !isSame(person, main) && person !== '联系人' && tellsMore(person))
  const theirs = said.flatMap(({ whose, field }, place) => {
    if (whose === '' || (field !== undefined && !factFields.has(field)) || isSame(whose, main)) return []
    if (saysOwn.test(headings[place]?.text ?? '')) return []
    // The head's home is that of the family.
    if (field === 'address' && /户主/.test(whose)) return []
    return others.some((person) => isSame(whose, person)) ? [place] : []
  })
  const tells = (fact: Field) =>
    said.some(({ whose, field, isBare }) => field === fact && !isBare && isSame(whose, main))
  const isName = !tells('name') && tells('id_number')
  // 被保险人 beside 被保险人证件号码 is the name.
  const own = said.flatMap(({ whose, field, isBare }, place) =>
    whose !== '' && field !== undefined && (isBare ? isName && whose === main : isSame(whose, main))
      ? [[place, field] as const]
      : [],
  )
  return { others: new Set([...theirs, ...strangers]), own: new Map(own) }
}

/**
 * Columns with a unit, telephone or home of somebody whom no list of people in hardship is about, named in one column or not:
 * 民警电话, 监护人单位, 账户所有人手机号; beside the person also the number under 施工方.
 */
function strangersIn(headings: readonly Heading[], { said, main }: People): number[] {
  return said.flatMap(({ whose, field, isBare }, place) => {
    if (isBare || field === undefined || !factFields.has(field) || !isSomeone(whose)) return []
    if (main !== undefined && isSame(whose, main)) return []
    if (saysOwn.test(headings[place]?.text ?? '')) return []
    if (field !== 'unit' && field !== 'phone' && field !== 'address')
      return main !== undefined && helpsOrSigns(whose) ? [place] : []
    const isStranger = helpsOrSigns(whose) || ofOffice.test(whose) || (field === 'unit' && !mayBeMeant.test(whose))
    return !isStranger || (field === 'phone' && reaches.test(whose)) ? [] : [place]
  })
}

/** True where the rows are about patients, pupils or the like, each by name, whoever heads the family of each. */
export function isOfSingles(headings: readonly Heading[]): boolean {
  const { main, said } = peopleIn(headings)
  if (main === undefined || !oneBody.test(main) || /成员|家[属人]|亲属|子女/.test(main)) return false
  return said.some(({ whose, field, isBare }) => field === 'name' && !isBare && isSame(whose, main))
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
