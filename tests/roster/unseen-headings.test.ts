import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '../../engines/roster/grid.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { counties, type Person, person } from './made-values.ts'
import { Chance } from './random.ts'

type Headings = Readonly<Record<string, readonly string[]>>
type Value = (field: string, row: number, person: Person, head: Person) => Cell

/** What columns of a list of families are called; the first is the usual name. */
const families: Headings = {
  certificate_number: [
    '低保证号',
    '低保证件编号',
    '低保证书编号',
    '保障证编号',
    '低保证编码',
    '最低生活保障证编号',
    '低保家庭编号',
    '家庭低保证号',
    '低保金领取证编号',
    '证书编号',
    '保障金领取证号',
    '救助证编号',
  ],
  head_name: [
    '户主姓名',
    '户主',
    '户主名称',
    '家庭户主姓名',
    '申请人（户主）',
    '户主（申请人）姓名',
    '主申请人',
    '主申请人姓名',
    '户主及姓名',
    '低保户户主',
    '代表人姓名',
  ],
  name: [
    '家庭成员姓名',
    '成员姓名',
    '家庭成员',
    '保障成员姓名',
    '共同生活成员',
    '家属姓名',
    '人员名称',
    '保障对象',
    '姓名',
    '家庭成员名称',
    '家庭人员',
    '低保成员姓名',
  ],
  relation_text: [
    '与户主关系',
    '家庭关系',
    '与申请人关系',
    '关系',
    '同户主关系',
    '和户主关系',
    '与本人关系',
    '成员身份关系',
    '与户主的称谓',
    '称谓',
    '户主关系',
    '家庭成员关系',
    '与主申请人关系',
    '亲属关系',
  ],
  id_number: [
    '身份证号码',
    '成员身份证号',
    '公民身份号码',
    '居民身份证号',
    '成员证件号码',
    '家庭成员身份证号码',
    '身份证',
  ],
  sex: ['性别', '成员性别'],
  household_size: ['家庭人口数', '家庭总人口', '家庭人口', '户内人口数', '家庭人数'],
  benefit_persons: [
    '保障人口数',
    '享受人数',
    '保障人数',
    '低保人数',
    '享受低保人口数',
    '纳入保障人数',
    '享受保障人口',
    '救助人数',
    '保障人口',
    '在保人口数',
    '核定保障人口',
    '实际保障人数',
  ],
  monthly_benefit_fen: [
    '月保障金额',
    '月低保金',
    '月补助标准',
    '月保障标准',
    '月救助金额',
    '每月低保金额',
    '月发放低保金',
    '低保金（元/月）',
    '保障金额（元/月）',
    '月补助额',
    '月补助金额',
    '月享受低保金额',
    '家庭月补助金额',
    '月发放额',
    '月补差额',
    '户月补助标准',
    '月救助标准',
    '月领取金额',
    '月核定金额',
    '户月低保金',
    '月应发金额',
  ],
  address: ['现房住址', '家庭住址', '户籍地址', '现居住地址', '住址'],
}
const helpers: Headings = {
  name: [
    '帮扶责任人',
    '帮扶干部姓名',
    '结对干部',
    '包保责任人',
    '包联责任人',
    '帮扶干部名称',
    '驻村干部',
    '联系领导',
    '结对帮扶责任人',
    '帮扶党员',
    '帮扶志愿者姓名',
    '包户干部',
    '包户干部姓名',
    '干部',
    '联户干部',
    '帮扶人（姓名）',
    '责任干部',
    '参与帮扶人员',
  ],
  unit: [
    '单位',
    '工作单位',
    '帮扶单位',
    '所在单位',
    '所属单位',
    '帮扶部门',
    '单位（部门）',
    '任职部门',
    '派出单位名称',
    '所在部门单位',
    '隶属单位',
    '现工作单位',
  ],
  post: [
    '职务',
    '职级',
    '职务（职级）',
    '职位',
    '担任职务',
    '现任职务',
    '职务/职称',
    '行政级别',
    '任现职务',
    '岗位职务',
    '职务名称',
  ],
  phone: ['联系电话', '手机', '联系方式', '移动电话', '办公电话', '联系手机', '电话号码'],
  county: [
    '所在县区',
    '县（市、区）',
    '所属县市',
    '县区市',
    '所在县市',
    '帮扶地区',
    '服务县（市、区）',
    '县份',
    '帮扶县（区）',
    '所在地（县区）',
    '负责县区',
    '联系县区',
    '挂钩县区',
    '包保县区',
    '所属地',
  ],
  skill: [
    '特长',
    '专长',
    '技能特长',
    '擅长领域',
    '专业方向',
    '帮扶专长',
    '个人专长',
    '专业特长',
    '业务特长',
    '有何特长',
    '擅长方向',
    '特长爱好',
    '技能专长',
  ],
  capacity: [
    '可帮扶户数',
    '可结对户数',
    '帮扶能力（户）',
    '最多可帮扶户数',
    '愿意帮扶户数',
    '能承担户数',
    '计划结对户数',
    '可联系户数',
    '承包户数',
    '帮扶名额',
    '可帮扶家庭数',
    '帮扶户数上限',
    '结对名额',
    '可承担户数',
    '认领户数',
    '拟帮户数',
    '可带户数',
    '帮扶容量',
  ],
}

const familyValue: Value = (field, row, one, head) =>
  ({
    certificate_number: `2312020${10_000_000 + Math.floor(row / 3)}`,
    head_name: head.name,
    name: one.name,
    relation_text: ['户主', '配偶', '子'][row % 3],
    id_number: one.number,
    sex: one.sex === 1 ? '男' : '女',
    household_size: 3,
    benefit_persons: 2,
    monthly_benefit_fen: 456 + Math.floor(row / 3),
    address: `北林区和平路${Math.floor(row / 3)}号`,
  })[field]

const helperValue: Value = (field, row, one) =>
  ({
    name: one.name,
    unit: ['市教育局', '市卫生局', '县农业局'][row % 3],
    post: ['科员', '副科长', '主任'][row % 3],
    phone: `138${10_000_000 + row * 7919}`,
    county: ['北林区', '望奎县', '兰西县'][row % 3],
    skill: ['种植', '养殖', '法律'][row % 3],
    capacity: 1 + (row % 5),
  })[field]

/** Headings that are misread when one of them after the other takes the place of the usual name. */
function misread(kind: string, title: string, words: Headings, value: Value): string[] {
  const fields = Object.keys(words)
  const wrong: string[] = []
  for (const field of fields)
    for (const heading of words[field] ?? []) {
      const chance = new Chance(wrong.length + heading.length)
      const order = chance.shuffled(fields)
      const headings = order.map((one) => (one === field ? heading : (words[one]?.[0] as string)))
      const people = Array.from({ length: 21 }, () => person(chance))
      const rows: { number: number; cells: Cell[] }[] = [
        { number: 1, cells: [title] },
        { number: 2, cells: ['序号', ...headings] },
        ...people.map((one, row) => ({
          number: row + 3,
          cells: [
            Math.floor(row / 3) + 1,
            ...order.map((of) => value(of, row, one, people[row - (row % 3)] as Person)),
          ] as Cell[],
        })),
      ]
      const sheet = { name: '表', hidden: false, rows, merges: [], hiddenColumns: [] }
      const reading = readRoster({ sheets: [sheet], date1904: false }, { counties: new Map(Object.entries(counties)) })
      const columns = Object.values(reading.sheets[0]?.columns ?? {}).slice(1)
      const other = order.filter((one, place) => columns[place]?.field !== one)
      if (reading.kind !== kind || other.length > 0) wrong.push(`${heading} (${other.join(', ')}, ${reading.kind})`)
    }
  return wrong
}

const workerValue: Value = (field, row, one) =>
  ({
    unit: ['粮油加工厂', '供热公司', '环卫处'][row % 3],
    name: one.name,
    sex: one.sex === 1 ? '男' : '女',
    id_number: one.number,
    birth_date: one.birth,
    category: ['深度困难', '相对困难', '意外致困'][row % 3],
    cause: ['因病', '子女上学', '下岗失业', '因残'][row % 4],
    household_size: 1 + (row % 6),
    annual_income_fen: 8000 + row * 100,
    rigid_expenditure_fen: row * 50,
    phone: `138${10_000_000 + row * 7919}`,
    dibao: ['是', '否', '☑是 □否'][row % 3],
    address: `望奎县和平路${row + 1}号`,
  })[field]

/** Headings that say it in a way nobody listed, or name another field: what stands below them decides. */
const workers: Headings = {
  unit: ['工作单位', '供职何处', '上班地方', '所属厂子（公司）'],
  name: ['姓名', '困难职工户主姓名', '困难职工名单', '救助申请人', '在册困难者'],
  sex: ['性别', '男还是女', '性　別'],
  id_number: ['身份证号', '户主身份证号码', '二代证号码', '证号'],
  birth_date: ['出生日期', '何时出生（年月日）', '诞生日'],
  category: ['困难类别', '致困类别（深度/相对/意外）', '属何类困难', '困难层次', '人员类别'],
  cause: ['致困原因', '困难事由', '困难的具体原因', '因何原因困难', '困难类型（致因）'],
  household_size: ['家庭人口', '家里人口', '同户人口', '家中几口人', '家庭人员数'],
  annual_income_fen: ['家庭年收入', '家庭近一年现金收入', '全家一年进项（收入）'],
  rigid_expenditure_fen: ['刚性支出', '刚性消费', '必需的花销', '核减刚性支出'],
  phone: ['联系电话', '联系人方式', '怎样联系', '常用号码（手机）'],
  dibao: ['是否低保', '有无低保金', '低保情况说明', '最低生活保障'],
  address: ['家庭住址', '居住小区', '门牌', '家在何处居住'],
}

test('columns of workers in hardship are told by what stands below a strange heading', () => {
  assert.deepEqual(misread('hardship_worker', '困难职工花名册', workers, workerValue), [])
})

test('columns about somebody else, or that repeat one thing, are no fields of the person', () => {
  const chance = new Chance(5)
  const people = Array.from({ length: 20 }, () => person(chance))
  const others = people.map(() => person(chance))
  const rows: { number: number; cells: Cell[] }[] = [
    {
      number: 1,
      cells: [
        '序号',
        '慰问对象',
        '身份证号码',
        '慰问品',
        '爱人姓名',
        '爱人身份证号',
        '人员类别',
        '家属电话',
        '村干部联系方式',
      ],
    },
    ...people.map((one, row) => ({
      number: row + 2,
      cells: [
        row + 1,
        one.name,
        one.number,
        '米面油',
        others[row]?.name,
        others[row]?.number,
        '失业人员',
        '13912345678',
        `1390000${1000 + row}`,
      ] as Cell[],
    })),
  ]
  const sheet = { name: '表', hidden: false, rows, merges: [], hiddenColumns: [] }
  const reading = readRoster({ sheets: [sheet], date1904: false }, { counties: new Map() })
  const fields = Object.values(reading.sheets[0]?.columns ?? {}).map(({ field }) => field)
  assert.deepEqual(fields, ['serial', 'name', 'id_number', null, null, null, null, null, null])
  assert.deepEqual([reading.records.length, reading.issues.filter(({ severity }) => severity !== 'info')], [20, []])
})

test('columns of family lists go by many names', () => {
  assert.deepEqual(misread('household_members', '低保家庭花名册', families, familyValue), [])
})

test('columns of lists of helpers go by many names', () => {
  assert.deepEqual(misread('helper', '帮扶干部名单', helpers, helperValue), [])
})

test('a list that is no roster is not read, and it is said what stood where its heading should be', () => {
  const rows = [['食堂采购单'], ['品名', '规格', '单价', '库存'], ['大米', '10公斤', 55, 30], ['面粉', '5公斤', 22, 12]]
  const sheet = { name: '表一', hidden: false, merges: [], hiddenColumns: [] }
  const workbook = {
    date1904: false,
    sheets: [{ ...sheet, rows: rows.map((cells, index) => ({ number: index + 1, cells })) }],
  }
  const reading = readRoster(workbook, { counties: new Map() })
  assert.deepEqual([reading.kind, reading.records.length], [null, 0])
  assert.match(reading.issues[0]?.message.zh ?? '', /没有找到认得的表头.*品名、规格、单价、库存/)
})
