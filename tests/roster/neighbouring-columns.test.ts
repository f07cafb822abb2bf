import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCharacter } from '../../core/identity-number.ts'
import type { Cell } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import { oneSheet } from './one-sheet.ts'

const counties = new Map([['北林区', '231202']])
const surnames = [...'赵钱孙李周吴郑王冯陈沈韩']
/** Twelve people, so that what a column holds shows; women and men in turn. */
const people = surnames.map((surname, index) => {
  const day = String(index + 10)
  const first17 = `231202196503${day}99${index % 2 ? 7 : 8}`
  return {
    name: `${surname}建国`,
    id: first17 + checkCharacter(first17),
    birth: `1965-03-${day}`,
    sex: index % 2 ? 1 : 2,
    phone: `138000011${day}`,
    otherPhone: `150000022${day}`,
    otherName: `${surname}小雨`,
  }
})
type Made = (typeof people)[number]

const read = (rows: readonly (readonly Cell[])[]): RosterReading => readRoster(oneSheet(rows), { counties })
/** A table of the twelve, a column for every heading. */
const table = (columns: Readonly<Record<string, (one: Made) => Cell>>, above: readonly (readonly Cell[])[] = []) =>
  read([Object.keys(columns), ...above, ...people.map((one) => Object.values(columns).map((cell) => cell(one)))])
const counted = ({ issues }: RosterReading) => issues.filter(({ severity }) => severity !== 'info')
const values = (reading: RosterReading, field: string) =>
  reading.records.map((record) => record.values[field as keyof typeof record.values] ?? null)

const own = { 身份证号: (one: Made) => one.id, 困难类别: () => '深度困难' }

test('an amount is counted in what its heading says in brackets of any kind', () => {
  for (const [unit, fen] of [
    ['[千元]', 1_160_000],
    ['〔万元〕', 11_600_000],
    ['﹝万元﹞', 11_600_000],
    ['【元】', 1160],
    ['｛千元｝', 1_160_000],
  ] as const) {
    const reading = table({ 姓名: (one) => one.name, ...own, [`家庭年收入${unit}`]: () => 11.6 })
    assert.deepEqual(values(reading, 'annual_income_fen'), Array(12).fill(fen), unit)
  }
})

test('the row that numbers the columns is nobody, also below an empty row', () => {
  const reading = table({ 姓名: (one) => one.name, ...own, 家庭人口: () => 3, 联系电话: (one) => one.phone }, [
    [],
    [1, 2, 3, 4, 5],
  ])
  assert.equal(reading.records.length, 12)
  assert.deepEqual(counted(reading), [])
})

test('the title of a part is nobody, though it stands where names do', () => {
  for (const title of ['（三）工业系统', '一、市直单位', '第二部分 商贸']) {
    const reading = table({ 姓名: (one) => one.name, ...own, 联系电话: (one) => one.phone }, [[title]])
    assert.equal(reading.records.length, 12)
    assert.deepEqual(counted(reading), [], title)
  }
})

test('a helper whose post is where others sign is a helper; a line to sign on is none', () => {
  const post = (one: Made) => (one.sex === 1 ? '工会主席' : '科员')
  const rows = people.map((one) => [post(one), one.name, '市总工会', one.phone, '北林区', 2])
  const reading = read([
    ['行政职务', '帮扶责任人', '单位', '移动电话', '县（市、区）', '帮扶户数'],
    ...rows,
    ['工会主席', undefined, '填表人', '李四'],
  ])
  assert.deepEqual(
    values(reading, 'name'),
    people.map(({ name }) => name),
  )
  assert.equal(reading.sheets[0]?.skipped.at(-1)?.reason, 'signature')
})

test('the codes 1 and 2 are sexes under any heading that asks for one', () => {
  const reading = table({ 姓名: (one) => one.name, ...own, 职工性别: (one) => one.sex })
  assert.deepEqual(
    values(reading, 'sex'),
    people.map(({ sex }) => sex),
  )
  const unasked = table({ 姓名: (one) => one.name, ...own, 批次: (one) => one.sex })
  assert.deepEqual(values(unasked, 'sex'), Array(12).fill(null))
})

test('the head of the family beside the worker is somebody else, with and without a child', () => {
  const names = people.map(({ name }) => name)
  for (const own of ['受助人姓名', '本人姓名', '姓名'])
    for (const child of [false, true]) {
      const reading = table({
        户主姓名: (one) => one.otherName,
        ...(child && { 子女姓名: () => '周小明' }),
        身份证号: (one) => one.id,
        困难类别: () => '深度困难',
        [own]: (one) => one.name,
      })
      assert.deepEqual(values(reading, 'name'), names, `${own} ${child}`)
    }
})

test('the only identity number is the worker’s, and so are sex and birth beside it, though a child is named before', () => {
  const reading = table({
    子女姓名: () => '周小明',
    出生日期: (one) => one.birth,
    联系手机: (one) => one.phone,
    身份证号: (one) => one.id,
    职工姓名: (one) => one.name,
    困难类别: () => '深度困难',
    其他联系方式: (one) => one.otherPhone,
  })
  assert.deepEqual(
    values(reading, 'birth_date'),
    people.map(({ birth }) => birth),
  )
  assert.deepEqual(
    values(reading, 'phone'),
    people.map(({ phone }) => phone),
  )
})

test('a child with a number of its own keeps its sex and birth', () => {
  const reading = table({
    职工姓名: (one) => one.name,
    职工身份证号: (one) => one.id,
    困难类别: () => '深度困难',
    子女姓名: () => '周小明',
    性别: () => '男',
    子女身份证号: (one) => one.id,
  })
  assert.deepEqual(values(reading, 'sex'), Array(12).fill(null))
})

test('where somebody works is the unit, not the union beside it; what follows 帮扶类别 is not the helper’s', () => {
  const unit = table({
    姓名: (one) => one.name,
    身份证号: (one) => one.id,
    所属工会: () => '北林区总工会',
    帮扶类别: () => '深度困难',
    用工单位: () => '市燃气公司',
  })
  assert.deepEqual(values(unit, 'unit'), Array(12).fill('市燃气公司'))
  const phone = table({
    姓名: (one) => one.name,
    ...own,
    其他联系方式: (one) => one.otherPhone,
    子女性别: () => '男',
    移动电话: (one) => one.phone,
  })
  assert.deepEqual(
    values(phone, 'phone'),
    people.map(({ phone }) => phone),
  )
  const union = table({ 姓名: (one) => one.name, ...own, 所属工会: () => '北林区总工会' })
  assert.deepEqual(values(union, 'unit'), Array(12).fill('北林区总工会'))
})

test('an OpenDocument sheet may count its days from 1904', async () => {
  const [{ name, id, birth } = { name: '', id: '', birth: '' }] = people
  const since1904 = (Date.parse(birth) - Date.parse('1904-01-01')) / 86_400_000
  const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`
  const day = `<table:table-cell office:value-type="float" office:value="${since1904}"/>`
  const shown = `<table:table-cell office:value-type="date" office:date-value="${birth}"/>`
  const file = `<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings><table:table table:name="表">${row(['姓名', '身份证号', '出生日期'].map(cell).join(''))}${row(cell(name) + cell(id) + day)}${row(cell(people[1]?.name ?? '') + cell(people[1]?.id ?? '') + shown)}</table:table></office:spreadsheet></office:body></office:document>`
  const reading = readRoster((await readWorkbook(Buffer.from(file), defaultLimits)).workbook, { counties })
  assert.deepEqual(values(reading, 'birth_date'), [birth, birth])
})

const rowOf = (cells: readonly ((one: Made) => Cell)[], one: Made) => cells.map((cell) => cell(one))

test('another table below has its own columns and unit, whatever stands where the names of the first are', () => {
  const [above, below] = [people.slice(0, 5), people.slice(5)]
  const reading = read([
    ['困难职工花名册'],
    ['单位：元'],
    ['序号', '姓名', '身份证号', '困难类别', '家庭年收入', '备注'],
    ...above.map((one, index) => [index + 1, one.name, one.id, '深度困难', 12000]),
    ['合计', undefined, undefined, undefined, 60000],
    [],
    ['附件2：困难职工花名册'],
    ['制表单位：市总工会  单位：千元 制表日期：2024-05-06'],
    ['序号', '单位电话', '残疾证号', '家庭年收入', '姓名', '主要原因', '身份证号', '困难类别'],
    ...below.map((one, index) =>
      rowOf(
        [
          () => index + 1,
          () => '0455-8231234',
          () => '',
          () => 12,
          (p) => p.name,
          () => '因病',
          (p) => p.id,
          () => '相对困难',
        ],
        one,
      ),
    ),
  ])
  assert.deepEqual(
    values(reading, 'name'),
    people.map(({ name }) => name),
  )
  assert.deepEqual(values(reading, 'annual_income_fen'), Array(12).fill(1_200_000))
  assert.deepEqual(values(reading, 'cause').slice(5), Array(7).fill('illness'))
  assert.deepEqual(counted(reading), [])
})

test('a printed page begins with its title, who filled it in, and the heading again: none of them is somebody', () => {
  const heading = ['姓名', '困难类别', '身份证号', '联系电话']
  const row = (one: Made) => [one.name, '深度困难', one.id, one.phone]
  const reading = read([
    ['2024年困难职工花名册'],
    heading,
    ...people.slice(0, 6).map(row),
    ['本页小计'],
    ['困难职工花名册'],
    ['填报单位：绥化市总工会'],
    heading,
    ...people.slice(6).map(row),
  ])
  assert.equal(reading.records.length, 12)
  assert.deepEqual(counted(reading), [])
})

test('what stands under the next heading says nothing of the columns above it', () => {
  const reading = read([
    ['姓名', '身份证号', '困难类别', '联系电话'],
    ...people.slice(0, 2).map((one) => [one.name, one.id, '深度困难', one.phone]),
    ['身份证号', '姓名', '致困原因', '工作单位'],
    ...people.slice(2).map((one) => [one.id, one.name, '因病', '市乳品厂']),
  ])
  assert.deepEqual(values(reading, 'category').slice(0, 2), Array(2).fill('severe'))
  assert.deepEqual(values(reading, 'cause').slice(2), Array(10).fill('illness'))
})

test('a heading below with the same columns in another order is read in that order', () => {
  const [above, below] = [people.slice(0, 5), people.slice(5)]
  const reading = read([
    ['困难职工花名册'],
    ['序号', '姓名', '身份证号', '困难类别', '家庭人口', '家庭年收入', '联系电话'],
    ...above.map((one, index) => [index + 1, one.name, one.id, '深度困难', 3, 9, one.phone]),
    ['序号', '姓名', '身份证号', '困难类别', '家庭年收入', '家庭人口', '联系电话'],
    ...below.map((one, index) => [index + 1, one.name, one.id, '深度困难', 9, 3, one.phone]),
  ])
  assert.deepEqual(values(reading, 'household_size'), Array(12).fill(3))
  assert.deepEqual(values(reading, 'annual_income_fen'), Array(12).fill(900))
  assert.deepEqual(counted(reading), [])
})

test('a guardian, a carer or numbered kin beside the person make no family of the list and give nothing to the person', () => {
  const given = { 姓名: '冯玉梅', 号: `231202196001019960` }
  const lists: Readonly<Record<string, (one: Made) => Cell>>[] = [
    { 姓名: (one) => one.name, 身份证号: (one) => one.id, 监护人姓名: () => given.姓名, 与残疾人关系: () => '母亲' },
    {
      特困供养人员姓名: (one) => one.name,
      身份证号: (one) => one.id,
      照料人姓名: (one) => one.otherName,
      照料人电话: (one) => one.otherPhone,
      开户人姓名: (one) => one.otherName,
    },
    {
      户主姓名: (one) => one.name,
      户主身份证号: (one) => one.id,
      成员1姓名: (one) => one.otherName,
      成员1与户主关系: () => '配偶',
      成员1身份证号: () => given.号,
    },
  ]
  for (const columns of lists) {
    const reading = table(columns)
    assert.deepEqual(
      values(reading, 'name'),
      people.map(({ name }) => name),
    )
    assert.deepEqual(
      values(reading, 'id_number'),
      people.map(({ id }) => id),
    )
    assert.deepEqual(
      values(reading, 'phone'),
      people.map(() => null),
    )
    assert.equal(reading.households?.length ?? 0, 0)
    assert.deepEqual(counted(reading), [])
  }
})
