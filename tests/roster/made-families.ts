import type { MadeSheet } from './made-tables.ts'
import type { MadeCell } from './made-values.ts'
import * as made from './made-values.ts'
import type { Chance } from './random.ts'

/** How the facts of a family stand beside its members. */
export type FamilyStyle = 'merged' | 'blank' | 'ditto' | 'repeated'

export type MadeHousehold = {
  row: number
  head: string
  size: number
  monthly_benefit_fen: number
  members: { name: string; id_number: string }[]
}
export type MadeFamilies = MadeSheet & { readonly households: MadeHousehold[] }

const familyHeadings: Record<string, readonly string[]> = {
  serial: ['序号', '编号'],
  certificate: [
    '低保证号',
    '低保证编号',
    '低保证号码',
    '低保证书编号',
    '最低生活保障证编号',
    '保障金领取证号',
    '低保证书号',
    '救助证编号',
  ],
  head: ['户主姓名', '户主', '家庭户主姓名', '户主（申请人）', '低保户户主', '申请户主姓名', '户主名称'],
  size: [
    '保障人口数',
    '保障人口',
    '享受人数',
    '保障人数',
    '享受低保人口数',
    '在保人口数',
    '纳入保障人数',
    '保障人口（人）',
    '低保保障人数',
    '享受保障人口',
  ],
  benefit: [
    '月保障金额',
    '月保障金',
    '保障金额',
    '月保障金额（元）',
    '低保金额',
    '每月低保金',
    '月发放低保金',
    '月保障金额合计',
    '月领低保金额',
    '每月补助金额',
    '月补差（元）',
    '家庭月低保金',
    '月救助金（元）',
  ],
  address: ['家庭住址', '现房住址', '户籍地址', '住址', '家庭现住址', '常住地址', '居住地', '详细地址', '户口地址'],
}
const memberHeadings: Record<string, readonly string[]> = {
  name: [
    '家庭成员姓名',
    '成员姓名',
    '姓名',
    '家庭成员名字',
    '保障成员姓名',
    '共同生活成员姓名',
    '家庭人员',
    '享受低保人员姓名',
    '低保家庭成员姓名',
    '人员姓名',
  ],
  relation: [
    '与户主关系',
    '关系',
    '家庭关系',
    '称谓',
    '与户主的关系',
    '同户主关系',
    '与申请人之关系',
    '成员与户主关系',
    '家庭关系（与户主）',
    '和户主关系',
    '与户主何关系',
  ],
  number: [
    '身份证号码',
    '身份证号',
    '公民身份号码',
    '证件号码',
    '居民身份证号',
    '成员身份证号',
    '身份证号（18位）',
    '公民身份证号码',
    '家庭成员身份证号码',
  ],
  sex: ['性别'],
  birth: ['出生年月', '出生日期', '出生年月日', '生日', '出生时间'],
}

const relations: readonly string[] = [
  '配偶',
  '妻子',
  '丈夫',
  '长子',
  '次子',
  '女儿',
  '长女',
  '儿媳',
  '孙子',
  '孙女',
  '父亲',
  '母亲',
  '祖母',
]

export function familySheet(chance: Chance, name: string, families: number, style: FamilyStyle): MadeFamilies {
  const optional = ['sex', 'birth', 'address', 'serial'].filter(() => chance.hit(0.6))
  const keys = chance.shuffled(
    ['certificate', 'head', 'size', 'benefit', 'name', 'relation', 'number', ...optional].filter(
      (key) => key !== 'serial' || style !== 'repeated',
    ),
  )
  const sheet: MadeFamilies = { name, cells: [], merges: [], records: [], issues: new Set(), households: [] }
  sheet.cells.push([chance.one(['城市居民最低生活保障家庭花名册', '某某区低保家庭花名册'])])
  sheet.merges.push({ top: 0, bottom: 0, left: 0, right: keys.length - 1 })
  sheet.cells.push(keys.map((key) => chance.one((familyHeadings[key] ?? memberHeadings[key]) as readonly string[])))
  const taken = new Set<string>()
  for (let count = 1; count <= families; count++) addFamily(chance, sheet, keys, style, count, taken)
  sheet.cells.push(['合计'])
  return sheet
}

function addFamily(
  chance: Chance,
  sheet: MadeFamilies,
  keys: readonly string[],
  style: FamilyStyle,
  count: number,
  taken: Set<string>,
): void {
  const members = Array.from({ length: chance.between(1, 5) }, () => {
    for (;;) {
      const person = made.person(chance)
      if (taken.has(person.number)) continue
      taken.add(person.number)
      return person
    }
  })
  const [head] = members as [made.Person]
  const benefit = chance.between(5, 60) * 10
  const facts: Record<string, MadeCell> = {
    serial: count,
    certificate: `2312000000${String(count).padStart(5, '0')}`,
    head: head.name,
    size: members.length,
    benefit: chance.one([benefit, String(benefit), `${benefit}元`]),
    address: `北林区和平路${count}号`,
  }
  const top = sheet.cells.length
  for (const [index, person] of members.entries()) {
    const own: Record<string, MadeCell> = {
      name: chance.hit(0.1) ? [...person.name].join(' ') : person.name,
      relation: index === 0 ? chance.one(['户主', '本人']) : chance.one(relations),
      number: chance.hit(0.1) ? ` ${person.number}` : person.number,
      sex: person.sex === 1 ? '男' : '女',
      birth: chance.one([person.birth, person.birth.slice(0, 7).replace('-', '.')]),
    }
    sheet.cells.push(keys.map((key) => (key in own ? (own[key] as MadeCell) : factAt(facts, key, index, style))))
  }
  if (style === 'merged' && members.length > 1)
    for (const [column, key] of keys.entries())
      if (key in familyHeadings)
        sheet.merges.push({ top, bottom: top + members.length - 1, left: column, right: column })
  sheet.households.push({
    row: top + 1,
    head: head.number,
    size: members.length,
    monthly_benefit_fen: benefit * 100,
    members: members.map(({ name, number }) => ({ name: name.replace(/[•‧．・]/, '·'), id_number: number })),
  })
}

function factAt(facts: Record<string, MadeCell>, key: string, index: number, style: FamilyStyle): MadeCell {
  if (index === 0 || style === 'repeated') return facts[key] ?? null
  return style === 'ditto' ? '同上' : null
}
