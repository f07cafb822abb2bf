import type { Made, MadeCell } from './made-values.ts'
import * as made from './made-values.ts'
import type { Chance } from './random.ts'

/** A column of a made roster. `group` is the label above it, when the heading has levels. */
export type MadeColumn = {
  readonly field: string | null
  readonly headings: readonly string[]
  readonly group?: readonly string[]
}

/** What a made sheet holds and what is to be found in it. Rows and columns count from 0 in `cells`. */
export type MadeSheet = {
  readonly name: string
  readonly cells: MadeCell[][]
  readonly merges: { top: number; bottom: number; left: number; right: number }[]
  readonly records: { sheet: string; row: number; values: Record<string, unknown> }[]
  readonly issues: Set<string>
}

const basics = ['基本情况', '基本信息', '职工基本情况']
const hardship = ['困难情况', '家庭情况', '家庭困难情况']

export const workerColumns: readonly MadeColumn[] = [
  { field: 'unit', headings: ['单位', '工作单位', '所在单位', '单位名称', '原工作单位', '所属企业'] },
  {
    field: 'name',
    headings: ['姓名', '职工姓名', '困难职工姓名', '姓 名', '姓名*', '申请人姓名', '帮扶对象'],
    group: basics,
  },
  { field: 'sex', headings: ['性别', '性 别'], group: basics },
  { field: 'ethnicity', headings: ['民族'], group: basics },
  {
    field: 'id_number',
    headings: [
      '身份证号',
      '身份证号码',
      '公民身份号码',
      '公民身份证号',
      '居民身份证',
      '证件号码',
      '身份证（18位）',
      '身份证\n号码',
    ],
    group: basics,
  },
  { field: 'birth_date', headings: ['出生日期', '出生年月', '生日', '出生年月日'], group: basics },
  { field: 'category', headings: ['困难类别', '困难类型', '困难等级'], group: hardship },
  { field: 'cause', headings: ['致困原因', '主要致困原因', '困难原因', '致贫原因'], group: hardship },
  { field: 'household_size', headings: ['家庭人口', '家庭人口数', '家庭成员数', '家庭人口（人）'], group: hardship },
  {
    field: 'annual_income_fen',
    headings: ['家庭年收入', '年收入', '家庭年度总收入', '家庭年总收入'],
    group: ['家庭收入', '家庭经济情况'],
  },
  {
    field: 'rigid_expenditure_fen',
    headings: ['刚性支出', '刚性支出总额', '必要支出'],
    group: ['家庭收入', '家庭经济情况'],
  },
  { field: 'phone', headings: ['手机号码', '联系电话', '电话', '联系方式', '手机', '本人电话'] },
  { field: 'dibao', headings: ['是否低保', '是否享受低保', '是否低保户'] },
  { field: 'address', headings: ['家庭住址', '现住址', '住址', '户籍地址', '家庭地址'] },
  { field: null, headings: ['备注', '说明'] },
  { field: null, headings: ['政治面貌'] },
  { field: null, headings: ['帮扶责任人'] },
  { field: null, headings: ['家庭月人均收入', '人均月收入（元）'] },
]

export const helperColumns: readonly MadeColumn[] = [
  {
    field: 'name',
    headings:
      '帮扶责任人 帮扶人 帮扶干部 结对干部 包保干部 姓名 帮扶责任人姓名 干部名字 结对人 帮扶人（责任人） 包联责任人 帮扶志愿者 挂钩干部 帮扶干部名称 结对帮扶责任人 联系干部姓名 帮扶党员'.split(
        ' ',
      ),
  },
  {
    field: 'unit',
    headings:
      '单位 工作单位 帮扶单位 结对单位 所在单位 干部单位 帮扶责任单位 派出部门 帮扶人单位 结对帮扶单位名称 所在机关 干部工作单位 帮扶人所在单位 牵头单位'.split(
        ' ',
      ),
  },
  {
    field: 'post',
    headings: '职务 职级 职务职级 职务（职级） 职务名称 现职务 干部职务 行政级别 担任职务 单位职务'.split(' '),
  },
  {
    field: 'phone',
    headings:
      '联系电话 手机号码 电话 联系方式 手机 干部手机号 帮扶人电话 联系手机号码 责任人联系电话 干部联系方式'.split(' '),
  },
  {
    field: 'county',
    headings:
      '所在县（市、区） 县区 所属县区 所在县 县（市、区） 县市区 包保县区 对口县区 帮扶所在县 帮扶地区（县） 所属县（市、区） 联系县区 帮扶县（市、区）'.split(
        ' ',
      ),
  },
  {
    field: 'skill',
    headings: '特长 专长 技能 个人专长 帮扶特长 擅长方面 技能特长 特长（专业） 专业技术特长 优势'.split(' '),
  },
  {
    field: 'capacity',
    headings:
      '可帮扶户数 帮扶户数 可结对户数 帮扶能力（户） 可帮扶（户） 最多可帮户数 能结对户数 拟结对户数 可认领（户） 愿帮扶户数 结对名额 可承担帮扶户数 帮扶户数上限'.split(
        ' ',
      ),
  },
  { field: null, headings: '备注'.split(' ') },
]

export type MadeStyle = {
  readonly levels: 1 | 2 | 3
  readonly merged: boolean
  readonly unit: 1 | 10_000
  readonly unitAt: 'heading' | 'meta' | 'group'
}

/** Persons seen in the file so far: duplicates are planted from them. */
export type Seen = { readonly people: made.Person[] }

export function workerSheet(
  chance: Chance,
  name: string,
  rows: number,
  style: MadeStyle,
  seen: Seen,
  from: readonly MadeColumn[] = workerColumns,
): MadeSheet {
  const columns = arranged(chance, from, style)
  const sheet = startSheet(
    chance,
    name,
    `${chance.one(['绥化市', '××市', '某某区'])}困难职工${chance.one(['花名册', '登记表', '情况统计表'])}`,
    columns,
    style,
  )
  let total = 0
  for (let count = 1; count <= rows; count++) {
    interrupt(chance, sheet, columns)
    const again = chance.hit(0.015) && seen.people.length > 0
    const person = again ? chance.one(seen.people) : newPerson(chance, seen)
    const id = again
      ? { cell: person.number, value: person.number, code: 'duplicate_in_file' }
      : made.identity(chance, person)
    const readable = id.value !== null
    if (readable && !again) seen.people.push(person)
    const cells: Record<string, Made> = {
      unit: plain(chance.one(['市乳品厂', '市第一机械厂', '第二建筑公司', '供销联社'])),
      name: made.name(chance, person),
      sex: made.sex(chance, person, readable),
      ethnicity: made.coded(chance, made.ethnicityWords),
      id_number: id,
      birth_date: made.birth(chance, person, readable),
      category: made.coded(chance, made.categoryWords),
      cause: made.coded(chance, made.causeWords),
      household_size: made.size(chance),
      annual_income_fen: made.money(chance, style.unit, false),
      rigid_expenditure_fen: made.money(chance, style.unit, true),
      phone: made.phone(chance),
      dibao: made.yesNo(chance),
      address: plain(`${chance.one(made.countyNames)}和平路${chance.between(1, 300)}号`),
    }
    total += Number(cells.household_size?.value)
    addRow(sheet, columns, cells, count, chance)
  }
  finishSheet(chance, sheet, columns, total)
  return sheet
}

export function helperSheet(chance: Chance, name: string, rows: number): MadeSheet {
  const style: MadeStyle = { levels: 1, merged: true, unit: 1, unitAt: 'meta' }
  const columns = arranged(chance, helperColumns, style)
  const sheet = startSheet(chance, name, '绥化市城市“一帮一”帮扶干部名单', columns, style)
  for (let count = 1; count <= rows; count++) {
    const person = made.person(chance)
    const county = chance.one(made.countyNames)
    const cells: Record<string, Made> = {
      name: made.name(chance, person),
      unit: plain(chance.one(['市教育局', '市卫生局', '县农业局', '区委办公室'])),
      post: plain(chance.one(['副科长', '科员', '主任', '调研员'])),
      phone: made.phone(chance),
      county: chance.hit(0.02)
        ? { cell: '未知县', value: null, code: 'code_unknown' }
        : {
            cell: chance.one([county, `绥化市${county}`, ` ${county}`]),
            value: made.counties[county as keyof typeof made.counties],
          },
      skill: chance.hit(0.2) ? { cell: null, value: null } : plain(chance.one(['种植', '养殖', '法律', '医疗'])),
      capacity: made.size(chance),
    }
    addRow(sheet, columns, cells, count, chance)
  }
  return sheet
}

/** Nobody is made twice by chance; duplicates are planted. */
function newPerson(chance: Chance, { people }: Seen): made.Person {
  for (;;) {
    const person = made.person(chance)
    if (people.every(({ number }) => number !== person.number)) return person
  }
}

const plain = (text: string): Made => ({ cell: text, value: text })

type Arranged = { readonly field: string | null; readonly path: readonly string[] }

/** Serial first, the others in any order; grouped columns stay together. */
function arranged(chance: Chance, columns: readonly MadeColumn[], style: MadeStyle): Arranged[] {
  const used = columns.filter(({ field }) => field !== null || chance.hit(0.5))
  const groups = new Map<string, MadeColumn[]>()
  for (const [index, column] of used.entries()) {
    const key = style.levels > 1 && column.group ? column.group.join() : `alone ${index}`
    groups.set(key, [...(groups.get(key) ?? []), column])
  }
  const top = style.levels === 3 ? chance.one(['家庭经济状况', '经济状况']) : undefined
  const ordered = chance.shuffled([...groups.values()]).flatMap((group) => {
    const label = style.levels > 1 && group[0]?.group && group.length > 1 ? chance.one(group[0].group) : undefined
    return chance.shuffled(group).map(({ field, headings }) => {
      const isMoney = field?.endsWith('_fen') ?? false
      const unit = style.unit === 1 ? '（元）' : '（万元）'
      const heading = chance.one(headings) + (isMoney && style.unitAt === 'heading' ? unit : '')
      const above = label === undefined ? [] : [label + (isMoney && style.unitAt === 'group' ? unit : '')]
      return { field, path: [...(isMoney && top !== undefined ? [top] : []), ...above, heading] }
    })
  })
  return [{ field: 'serial', path: [chance.one(['序号', '编号'])] }, ...ordered]
}

function startSheet(
  chance: Chance,
  name: string,
  title: string,
  columns: readonly Arranged[],
  style: MadeStyle,
): MadeSheet {
  const sheet: MadeSheet = { name, cells: [], merges: [], records: [], issues: new Set() }
  const right = columns.length - 1
  sheet.cells.push([title])
  sheet.merges.push({ top: 0, bottom: 0, left: 0, right })
  if (style.unit !== 1 || style.unitAt !== 'meta' || chance.hit(0.6)) {
    const unit = style.unitAt === 'meta' ? (style.unit === 1 ? '单位：元' : '单位：万元') : ''
    sheet.cells.push([`填报单位：${name}总工会　　${unit}　　填报日期：2006年10月22日`])
    sheet.merges.push({ top: sheet.cells.length - 1, bottom: sheet.cells.length - 1, left: 0, right })
  }
  addHeading(sheet, columns, style.merged)
  return sheet
}

function addHeading(sheet: MadeSheet, columns: readonly Arranged[], merged: boolean): void {
  const depth = Math.max(...columns.map(({ path }) => path.length))
  const top = sheet.cells.length
  for (let level = 0; level < depth; level++) sheet.cells.push(columns.map(() => null))
  for (const [column, { path }] of columns.entries()) {
    for (const [level, label] of path.entries()) {
      const same = (other: number) =>
        columns[other]?.path.slice(0, level + 1).join() === path.slice(0, level + 1).join() && level < path.length - 1
      if (column > 0 && same(column - 1)) continue
      ;(sheet.cells[top + level] as MadeCell[])[column] = label
      let right = column
      while (same(right + 1)) right++
      const bottom = level === path.length - 1 ? top + depth - 1 : top + level
      if (merged && (right > column || bottom > top + level))
        sheet.merges.push({ top: top + level, bottom, left: column, right })
    }
  }
}

function interrupt(chance: Chance, sheet: MadeSheet, columns: readonly Arranged[]): void {
  if (chance.hit(0.01)) sheet.cells.push([])
  if (chance.hit(0.004))
    sheet.cells.push(['小计', ...columns.slice(1).map(({ field }) => (field === 'household_size' ? 12 : null))])
  if (chance.hit(0.004)) sheet.cells.push(columns.map(({ path }) => path.at(-1) ?? null))
}

function addRow(
  sheet: MadeSheet,
  columns: readonly Arranged[],
  cells: Record<string, Made>,
  serial: number,
  chance: Chance,
): void {
  const row = sheet.cells.length + 1
  sheet.cells.push(
    columns.map(({ field }) =>
      field === 'serial'
        ? serial
        : field === null
          ? chance.one([null, null, '=1+1', '本月核实'])
          : (cells[field]?.cell ?? null),
    ),
  )
  const values: Record<string, unknown> = {}
  let accepted = true
  for (const [field, { value, code }] of Object.entries(cells)) {
    values[field] = value
    if (code === undefined) continue
    const column = columns.findIndex((candidate) => candidate.field === field)
    sheet.issues.add(`${sheet.name}!${letters(column)}${row} ${code}`)
    if (!['sex_mismatch', 'birth_mismatch', 'phone_invalid', 'code_unknown'].includes(code)) accepted = false
  }
  if (accepted) sheet.records.push({ sheet: sheet.name, row, values })
}

function finishSheet(chance: Chance, sheet: MadeSheet, columns: readonly Arranged[], total: number): void {
  if (chance.hit(0.8))
    sheet.cells.push([
      chance.one(['合计', '总计', '合 计']),
      ...columns.slice(1).map(({ field }) => (field === 'household_size' ? total : null)),
    ])
  if (chance.hit(0.7))
    sheet.cells.push([
      chance.one(['负责人：　　　填表人：　　　联系电话：', '单位负责人（签字）：', '制表人：刘廉　　审核人：']),
    ])
  if (chance.hit(0.4))
    sheet.cells.push([
      chance.one(['注：本表一式两份。', '说明：1.本表由基层工会填写；2.身份证号请核对。', '备注：以上人员均已公示']),
    ])
}

export const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(39 + column)}`
