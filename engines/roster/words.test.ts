import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCategory, readCause, readEthnicity, readSex } from './codes.ts'
import { readCount } from './count.ts'
import { readCounty } from './county.ts'
import type { Cell } from './grid.ts'
import { readName } from './person-name.ts'
import { readPhone } from './phone.ts'
import { readRoster } from './read-roster.ts'
import { readYesNo } from './yes-no.ts'

test('phones', () => {
  for (const text of [
    '13886599574',
    '138-8659-9574',
    '138 8659 9574',
    '+8613886599574',
    '１３８８６５９９５７４',
    ' 13886599574\u200b',
    '13886599574.0',
  ])
    assert.deepEqual(readPhone(text), { value: '13886599574' }, text)
  assert.equal(readPhone(13_886_599_574).value, '13886599574')
  assert.equal(readPhone('0455-8223344').value, '0455-8223344')
  assert.equal(readPhone('13886599574/0455-8223344').note, 'several_values')
  assert.equal(readPhone('李四13900000000').value, '13900000000')
  for (const text of ['136648814', '12345', '1388659957400', '电话不通'])
    assert.deepEqual(readPhone(text).fault, 'phone_invalid', text)
  assert.deepEqual(readPhone('—'), { value: null })
})

test('names', () => {
  assert.equal(readName('张　三').value, '张三')
  assert.equal(readName('\t郭军梅\n').value, '郭军梅')
  for (const dot of ['·', '•', '‧', '．', '。', '・', ' · '])
    assert.equal(readName(`买买提${dot}艾力`).value, '买买提·艾力', dot)
  assert.equal(readName('John Smith').value, 'John Smith')
  assert.equal(readName('李四（已故）').value, '李四')
  assert.equal(readName('𠮷田䶮').value, '𠮷田䶮')
  for (const text of ['张三*', '※张三', '户主：张三', '1.张三', '张三，'])
    assert.equal(readName(text).value, '张三', text)
  assert.equal(readName(' 　').fault, 'required_missing')
})

test('yes and no, with tick boxes', () => {
  for (const text of [
    '是',
    '√',
    'Y',
    '☑是 □否',
    '是√ 否□',
    '有☑ 无□',
    '（√）是（ ）否',
    '是（√）否（ ）',
    '是（城市）',
    '1.是',
    '有低保',
    true,
    'R是 £否',
  ])
    assert.equal(readYesNo(text).value, true, String(text))
  for (const text of [undefined, '', '否', '×', '□是 ☑否', '□是 □否', '是（ ）否（√）', '2否', '❌', '无', 'N', '—', 0])
    assert.equal(readYesNo(text).value, false, String(text))
  for (const text of ['待定', '☑是 ☑否', '是/否']) assert.equal(readYesNo(text).fault, 'code_unknown', text)
})

test('codes', () => {
  assert.equal(readSex('男性').value, 1)
  for (const text of ['Ｆ', '（女）', '02', '女生']) assert.equal(readSex(text).value, 2, text)
  assert.equal(readSex('未知').fault, 'code_unknown')
  assert.equal(readEthnicity('汉').value, '01')
  assert.equal(readEthnicity('达斡尔 族').value, '31')
  assert.equal(readEthnicity('基诺族').value, '56')
  assert.equal(readEthnicity('汉族（01）').value, '01')
  assert.equal(readEthnicity('火星族').fault, 'code_unknown')
  for (const [word, code] of [
    ['深度困难职工', 'severe'],
    ['相对困难', 'relative'],
    ['意外致困户', 'accident'],
  ] as const)
    assert.equal(readCategory(word).value, code)
  assert.equal(readCategory('低保户').fault, 'code_unknown')
  for (const [word, code] of [
    ['重特大疾病', 'illness'],
    ['因残', 'disability'],
    ['子女上学', 'schooling'],
    ['下岗失业', 'unemployed'],
    ['自然灾害', 'disaster'],
    ['意外事故', 'accident'],
    ['缺乏劳动力', 'no_labour'],
    ['其它', 'other'],
  ] as const)
    assert.equal(readCause(word).value, code, word)
  for (const word of ['01 其他', '（8）其他', '8其它']) assert.equal(readCause(word).value, 'other', word)
  assert.equal(readCause('待定？').fault, 'code_unknown')
})

test('counts', () => {
  for (const text of ['6人', 6, '６口', '六', '6口人', '共6人', '6人。'])
    assert.equal(readCount(text).value, 6, String(text))
  for (const text of ['六七口', 3.5, '不详', '3-4'])
    assert.equal(readCount(text).fault, 'amount_unreadable', String(text))
})

test('counties, where several share a name', () => {
  const counties = new Map([
    ['望奎县', '231221'],
    ['佳木斯市郊区', '230811'],
    ['阳泉市郊区', '140311'],
  ])
  assert.equal(readCounty('望 奎 县', counties, []).value, '231221')
  assert.equal(readCounty('郊区', counties, []).fault, 'code_unknown')
  assert.equal(readCounty('郊区', counties, ['佳木斯市']).value, '230811')
  assert.equal(readCounty('231221000000', counties, []).value, '231221')
})

test('property: no text makes a reader throw or answer a value beside a fault', () => {
  const readers = [readPhone, readName, readYesNo, readSex, readEthnicity, readCategory, readCause, readCount]
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'是否有无√×☑□男女汉族13 ()/-—、因病户主') }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      for (const reader of readers) {
        const { value, fault } = reader(text)
        assert.ok(fault === undefined || value === null)
      }
    }),
  )
})

test('subtotals, what is carried over, signatures and empty lines are nobody; a name without a number is somebody', () => {
  const people = [
    ['1', '市乳品厂', '刘廉', '231202198001019970', '男', 3, 12_000],
    ['2', '市乳品厂', '张可', '', '女', 2, 9_000],
  ]
  const heading = ['序号', '单位', '姓名', '身份证号', '性别', '家庭人口', '家庭年收入']
  const feet: (string | number | undefined)[][] = [
    ['东沟村小计', undefined, '36户', undefined, undefined, 117, 401_671],
    ['场长（签字）：', undefined, undefined, '工会主席（签字）：', undefined, undefined, '经办人：'],
    [undefined, undefined, '社区小计：25人', undefined, undefined, 80, 300_000],
    [undefined, undefined, '小计（元）', undefined, undefined, undefined, 300_000],
    [undefined, undefined, '大写：壹佰贰拾万元整'],
    [undefined, undefined, '人民币（大写）', undefined, undefined, undefined, '贰万壹仟元整'],
    ['东沟村共2户', undefined, undefined, undefined, undefined, 5, 21_000],
    ['承上页', undefined, undefined, undefined, undefined, 5, 21_000],
    ['过次页', undefined, undefined, undefined, undefined, 5, 21_000],
    ['平均', undefined, undefined, undefined, undefined, 2.5, 10_500],
    ['（盖章）', undefined, undefined, undefined, undefined, undefined, '2024年1月10日'],
    ['——', undefined, '—', undefined, '——'],
    [undefined, undefined, '以下空白'],
    [undefined, undefined, '二〇二四年一月十日'],
  ]
  const rows = (foot: (string | number | undefined)[]) =>
    [heading, ...people, foot].map((cells, index) => ({ number: index + 1, cells }))
  for (const foot of feet) {
    const sheet = { name: 'Sheet1', hidden: false, merges: [], hiddenColumns: [], rows: rows(foot) }
    const { issues, rejected } = readRoster({ date1904: false, sheets: [sheet] }, { counties: new Map() })
    const faults = issues.filter(({ severity, row }) => severity !== 'info' && row > 2)
    assert.deepEqual(
      [faults.map(({ cell, code }) => `${cell} ${code}`), rejected.map(({ row }) => row).filter((row) => row > 2)],
      [['D3 required_missing'], [3]],
      foot.join('|'),
    )
  }
  const remark = ['3', '市乳品厂', '王浩', '', '男', 2, '以下空白']
  const sheet = { name: 'Sheet1', hidden: false, merges: [], hiddenColumns: [], rows: rows(remark) }
  const { issues } = readRoster({ date1904: false, sheets: [sheet] }, { counties: new Map() })
  assert.ok(issues.some(({ cell, code }) => cell === 'D4' && code === 'required_missing'))
})

const first = '231202198001029977'
const second = '231202198001039980'
const sheetOf = (cells: Cell[][], name = '一') => ({
  name,
  hidden: false,
  merges: [],
  hiddenColumns: [],
  rows: cells.map((row, index) => ({ number: index + 1, cells: row })).filter((row) => row.cells.length > 0),
})
const bookOf = (...sheets: ReturnType<typeof sheetOf>[]) =>
  readRoster({ date1904: false, sheets }, { counties: new Map() })
const tableOf = (cells: Cell[][]) => bookOf(sheetOf(cells))
const faultsOf = (reading: ReturnType<typeof tableOf>) =>
  reading.issues.filter(({ severity }) => severity !== 'info').map(({ cell, code }) => `${cell} ${code}`)

test('printed options, one of them ticked', () => {
  for (const text of ['☑男 □女', '■男○女', '男√ 女□', '（√）男（ ）女', '男√/女'])
    assert.equal(readSex(text).value, 1, text)
  assert.equal(readCategory('□深度困难\n☑相对困难\n□意外致困').value, 'relative')
  assert.equal(readCause('□疾病 □残疾 ☑子女上学 □失业').value, 'schooling')
  assert.deepEqual(readCategory('□深度困难 □相对困难'), { value: null })
  assert.equal(readSex('☑男 ☑女').fault, 'code_unknown')
})

test('words in traditional characters, and codes before words', () => {
  assert.deepEqual(
    [
      readCategory('深度困難職工').value,
      readCause('無勞動能力').value,
      readEthnicity('滿族').value,
      readYesNo('無').value,
    ],
    ['severe', 'no_labour', '11', false],
  )
  assert.deepEqual([readSex('01男').value, readSex('2.女').value], [1, 2])
  const reading = tableOf([
    ['姓名', '身份證號碼', '困難類別', '聯絡電話'],
    ['刘廉', first, '相對困難', '13886599574'],
  ])
  assert.deepEqual(reading.records[0]?.values, {
    name: '刘廉',
    id_number: first,
    category: 'relative',
    phone: '13886599574',
  })
})

test('a row of units below the heading counts as part of it', () => {
  const reading = tableOf([
    ['序号', '姓名', '身份证号', '家庭人口', '家庭年收入', '刚性支出'],
    [undefined, undefined, undefined, '（人）', '（万元）', '元'],
    [1, '刘廉', first, 3, 1.2, 500],
  ])
  assert.deepEqual(faultsOf(reading), [])
  assert.deepEqual(
    reading.records.map(({ values }) => [values.annual_income_fen, values.rigid_expenditure_fen]),
    [[1_200_000, 50_000]],
  )
})

test('a day of birth in three columns is one day, told at the first of them', () => {
  const reading = tableOf([
    ['姓名', '身份证号', '出生年月日', undefined, undefined, '家庭住址'],
    [undefined, undefined, '年', '月', '日'],
    ['刘廉', first, 1980, 1, 2, '和平路1号'],
    ['王敏', second, '1980年', '13月', '3日', '和平路2号'],
  ])
  assert.deepEqual(
    reading.records.map(({ values }) => values.birth_date),
    ['1980-01-02'],
  )
  assert.deepEqual(faultsOf(reading), ['C4 date_unreadable'])
})

test('the unit above a second table holds for that table only', () => {
  const reading = tableOf([
    ['一、在档职工（单位：元）'],
    ['姓名', '身份证号', '家庭年收入', '联系电话'],
    ['刘廉', first, 12_000, '13886599574'],
    [],
    ['二、新增职工'],
    [undefined, '单位：万元'],
    ['姓名', '联系电话', '身份证号', '家庭年收入'],
    ['王敏', '13886599575', second, 1.3],
  ])
  assert.deepEqual(
    reading.records.map(({ values }) => values.annual_income_fen),
    [1_200_000, 1_300_000],
  )
})

test('an example in the heading is nobody’s, and what stands beyond column CV is read', () => {
  const wide = Array.from({ length: 150 }, (_, index) => `项目${index}`)
  const reading = tableOf([
    ['姓名', '身份证号（18位）', '出生日期（如1970-01-01）', ...wide, '联系电话'],
    ['刘廉', `’${first}`, '1980-01-02', ...wide.map(() => 1), '13886599574'],
    ['计'],
  ])
  assert.deepEqual(faultsOf(reading), [])
  assert.deepEqual(
    [reading.sheets[0]?.header_rows, reading.records[0]?.values.phone, reading.records.length],
    [[1], '13886599574', 1],
  )
})

const cardUnder = (above: Cell[]): Cell[][] => [
  ['困难职工档案表'],
  above,
  ['职工编号', '001', '困难类别', '深度困难', '姓名', '刘廉'],
  ['民族', '汉族', '性别', '男', '政治面貌', '群众'],
  ['身份证号', first, undefined, undefined, '出生日期', '1980.1.2'],
  ['家庭住址', '北林区和平路43号', undefined, undefined, '工作单位', '市乳品厂'],
  ['刚性支出', '5000元', '家庭年度总收入', 1.2, '家庭人口', 3],
]

test('the unit above a card holds for its amounts, where they name none themselves', () => {
  const rows: [Cell[], number][] = [
    [['填报单位：市总工会', undefined, undefined, '单位：万元'], 1_200_000],
    [[undefined, undefined, undefined, undefined, '单位：', '千元'], 120_000],
    [['填报单位：市总工会'], 120],
  ]
  for (const [above, income] of rows) {
    const [record] = tableOf(cardUnder(above)).records
    assert.deepEqual(
      [record?.values.annual_income_fen, record?.values.rigid_expenditure_fen, record?.values.unit],
      [income, 500_000, '市乳品厂'],
    )
  }
})

const family: Cell[][] = [
  ['姓名', '关系', '性别', '身份证号', '月收入', '单位或学校'],
  ['王敏', '配偶', '女', second, 500, '市乳品厂'],
]

test('the second page of a card on a sheet of its own is no list of families', () => {
  const page = sheetOf(
    [
      ['家庭成员情况'],
      ...family,
      ['主要致困原因', '本人大病', '次要致困原因', '子女上学', '是否单亲', '否'],
      ['开户银行', '工商银行', '支行名称', '和平支行', '银行卡号', '6222020000000000'],
      ['建档人', '赵六', '审核人', '钱七'],
    ],
    '二',
  )
  const notesOf = ({ issues }: ReturnType<typeof bookOf>) => issues.map(({ sheet, code }) => `${sheet} ${code}`)
  const alone = bookOf(page)
  assert.deepEqual([alone.households, alone.records, alone.rejected], [[], [], []])
  assert.deepEqual(notesOf(alone), ['二 card_without_person'])
  const both = bookOf(sheetOf(cardUnder(['填报单位：市总工会'])), page)
  assert.deepEqual([both.records.length, both.households.length, notesOf(both)], [1, 0, ['二 card_continued']])
  const { extras } = both.records[0] ?? {}
  assert.deepEqual([extras?.['家庭成员1-姓名'], extras?.开户银行, extras?.政治面貌], ['王敏', '工商银行', '群众'])
  const list = tableOf([...family, ['李四', '子', '男', first, 0, '一中'], ['填表人：赵六', undefined, '审核人：钱七']])
  assert.equal(list.households[0]?.members.length, 2)
})

test('on a bank’s list of payments the person is the owner of the account', () => {
  const reading = tableOf([
    ['流水号', '户名', '证件号码', '账号', '金额', '手机号'],
    ['1', '王敏', second, '6228445615758844702', '462.00', '13886599574'],
  ])
  assert.deepEqual(
    reading.records.map(({ values }) => [values.name, values.id_number]),
    [['王敏', second]],
  )
  const two = tableOf([
    ['姓名', '户名', '身份证号', '联系电话'],
    ['王敏', '刘廉', second, '13886599574'],
  ])
  assert.equal(two.records[0]?.values.name, '王敏')
})
