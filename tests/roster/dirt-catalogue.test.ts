import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCharacter } from '../../core/identity-number.ts'
import type { Cell, Merge, Sheet, Workbook } from '../../engines/roster/grid.ts'
import { CellError, SerialDay } from '../../engines/roster/grid.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { oneSheet } from './one-sheet.ts'

// The numbers are those of the catalogue of dirt: each kind has its fixture here, or is named where else it is tested.

const counties = new Map([['北林区', '231202']])
const number = (serial: number) => {
  const first17 = `231202198001${String((serial % 28) + 1).padStart(2, '0')}${997 + 2 * (Math.floor(serial / 28) % 2)}`
  return first17 + checkCharacter(first17)
}
const heading = [
  '序号',
  '单位',
  '姓名',
  '性别',
  '身份证号',
  '出生日期',
  '困难类别',
  '家庭年收入（元）',
  '联系电话',
  '是否低保',
  '备注',
]
const row = (serial: number, changes: Record<string, Cell> = {}): Cell[] => {
  const cells: Record<string, Cell> = {
    序号: serial,
    单位: '市乳品厂',
    姓名: '刘廉',
    性别: '男',
    身份证号: number(serial),
    出生日期: `1980-01-${String((serial % 28) + 1).padStart(2, '0')}`,
    困难类别: '深度困难',
    '家庭年收入（元）': 12_000,
    联系电话: '13886599574',
    是否低保: '否',
  }
  return heading.map((name) => (name in changes ? changes[name] : cells[name]))
}

type Given = { merges?: Merge[]; sheets?: Partial<Sheet>[]; date1904?: boolean }
function read(rows: Cell[][], given: Given = {}): RosterReading {
  const sheet = (cells: Cell[][], more: Partial<Sheet> = {}): Sheet => ({
    name: '花名册',
    hidden: false,
    merges: given.merges ?? [],
    hiddenColumns: [],
    rows: cells
      .map((row, index) => ({ number: index + 1, cells: row }))
      .filter(({ cells }) => cells.some((cell) => cell !== undefined)),
    ...more,
  })
  const workbook: Workbook = { date1904: given.date1904 ?? false, sheets: [sheet(rows, given.sheets?.[0])] }
  return readRoster(workbook, { counties })
}
const faults = (reading: RosterReading) =>
  reading.issues.filter(({ severity }) => severity !== 'info').map(({ cell, code }) => `${cell} ${code}`)
const notes = (reading: RosterReading) =>
  reading.issues.filter(({ severity }) => severity === 'info').map(({ cell, code }) => `${cell} ${code}`)
const values = (reading: RosterReading, field: string) => reading.records.map((record) => record.values[field])

test('1 title, filling unit, money unit and date above the heading are kept as metadata', () => {
  const reading = read(
    [
      ['××市困难职工花名册'],
      ['填报单位：市总工会 单位：万元 填报日期：2021年7月3日'],
      [],
      heading.map((name) => name.replace('（元）', '')),
      row(1, { '家庭年收入（元）': 1.2 }),
    ],
    { merges: [{ top: 1, bottom: 1, left: 0, right: 10 }] },
  )
  assert.deepEqual(values(reading, 'annual_income_fen'), [1_200_000])
  const [sheet] = reading.sheets
  assert.deepEqual(
    [sheet?.title, sheet?.filled_by, sheet?.filled_on, sheet?.header_rows],
    ['××市困难职工花名册', '市总工会', '2021年7月3日', [4]],
  )
  assert.deepEqual(
    sheet?.skipped.map(({ row, reason }) => `${row} ${reason}`),
    ['1 title', '2 meta', '4 header'],
  )
})

test('2 headings of three levels are flattened', () => {
  const top: Cell[] = [...heading.slice(0, 7), '经济状况', undefined, ...heading.slice(8)]
  const middle: Cell[] = [...heading.slice(0, 7).map(() => undefined), '家庭收入（元）']
  const leaf: Cell[] = [...heading.slice(0, 7).map(() => undefined), '年收入', '刚性支出']
  const data = row(1)
  const merges = [...heading.keys()]
    .filter((column) => column < 7 || column > 7)
    .map((column) => ({
      top: 1,
      bottom: 3,
      left: column < 7 ? column : column + 1,
      right: column < 7 ? column : column + 1,
    }))
  const reading = read([top, middle, leaf, [...data.slice(0, 8), 3000, ...data.slice(8)]], {
    merges: [...merges, { top: 1, bottom: 1, left: 7, right: 8 }, { top: 2, bottom: 2, left: 7, right: 8 }],
  })
  assert.equal(reading.sheets[0]?.columns.H?.header, '经济状况-家庭收入(元)-年收入')
  assert.deepEqual(
    [values(reading, 'annual_income_fen'), values(reading, 'rigid_expenditure_fen'), values(reading, 'phone')],
    [[1_200_000], [300_000], ['13886599574']],
  )
})

test('3 and 4 merged cells and ditto marks are filled down, never for who somebody is', () => {
  const reading = read(
    [
      heading,
      row(1, { 困难类别: '相对困难' }),
      row(2, { 单位: undefined, 困难类别: '同上' }),
      row(3, { 单位: '〃', 困难类别: '″' }),
      row(4, { 姓名: undefined }),
    ],
    { merges: [{ top: 2, bottom: 3, left: 1, right: 1 }] },
  )
  assert.deepEqual(values(reading, 'unit'), ['市乳品厂', '市乳品厂', '市乳品厂'])
  assert.deepEqual(values(reading, 'category'), ['relative', 'relative', 'relative'])
  assert.deepEqual(faults(reading), ['C5 required_missing'])
})

test('5, 6 and 8 full-width signs, spaces in names, apostrophes and what nobody sees', () => {
  const wide = [...number(1)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
  const reading = read([
    heading,
    row(1, { 身份证号: wide, 姓名: '张　三' }),
    row(2, { 身份证号: `'${number(2)}`, 姓名: '王 五\u200b' }),
    row(3, { 身份证号: `\t${number(3)}\u00a0`, 姓名: '买买提•艾力' }),
  ])
  assert.deepEqual(values(reading, 'id_number'), [number(1), number(2), number(3)])
  assert.deepEqual(values(reading, 'name'), ['张三', '王五', '买买提·艾力'])
})

test('7, 9, 10 and 11 identity numbers: lost digits, x, fifteen digits, faults and repetition across the file', () => {
  const fifteen = number(5).slice(0, 6) + number(5).slice(8, 17)
  const reading = read([
    heading,
    row(1, { 身份证号: 231_202_198_001_029_000 }),
    row(2, { 身份证号: `${number(2).slice(0, 17)}×` }),
    row(3, { 身份证号: number(3).slice(0, 17) }),
    row(4, { 身份证号: `2312021980133299${number(4).slice(16)}` }),
    row(5, { 身份证号: fifteen }),
    row(5),
    row(6, { 身份证号: number(7), 姓名: undefined }),
    row(7),
  ])
  assert.deepEqual(faults(reading), [
    'E2 id_precision_lost',
    'E3 id_checksum',
    'E4 id_length',
    'E5 id_date',
    'E7 duplicate_in_file',
    'C8 required_missing',
    'F8 birth_mismatch',
    'E9 duplicate_in_file',
  ])
  assert.deepEqual(values(reading, 'id_number'), [number(5)])
  assert.match(
    reading.issues.find(({ code }) => code === 'id_precision_lost')?.message.zh ?? '',
    /^第 2 行 身份证号：Excel 已把末三位变成 000，请把该列设为文本后重填。$/,
  )
})

test('12 and 13 dates: day numbers of either system, months only, lunar', () => {
  const one = read([
    heading,
    row(1, { 出生日期: 29_222 }),
    row(2, { 出生日期: new SerialDay(29_223) }),
    row(3, { 出生日期: '1980年1月' }),
    row(4, { 出生日期: '腊月初八' }),
  ])
  assert.deepEqual(values(one, 'birth_date'), ['1980-01-02', '1980-01-03', null])
  assert.deepEqual([faults(one), notes(one)], [['F5 date_unreadable'], ['F4 month_only']])
  const other = read([heading, row(1, { 出生日期: new SerialDay(29_222 - 1462) })], { date1904: true })
  assert.deepEqual(values(other, 'birth_date'), ['1980-01-02'])
})

test('14 and 15 money: the cell wins over the heading, the heading over the sheet', () => {
  const cells: Cell[] = ['1,200', '￥500元', '0.5万', '壹仟贰佰元整', '无', '—', 1.5]
  const inTenThousands = heading.map((name) => name.replace('（元）', '（万元）'))
  assert.deepEqual(
    values(
      read([heading, ...cells.map((cell, index) => row(index, { '家庭年收入（元）': cell }))]),
      'annual_income_fen',
    ),
    [120_000, 50_000, 500_000, 120_000, 0, 0, 150],
  )
  assert.deepEqual(
    values(
      read([inTenThousands, row(1, { '家庭年收入（元）': 1.2 }), row(2, { '家庭年收入（元）': '12000元' })]),
      'annual_income_fen',
    ),
    [1_200_000, 1_200_000],
  )
  assert.deepEqual(faults(read([heading, row(1, { '家庭年收入（元）': '500/月' })])), ['H2 amount_unreadable'])
})

test('16 totals, page totals, signatures and notes are no records, and a wrong total is told', () => {
  const total = (label: string, sum: number): Cell[] => [label, ...Array(6).fill(undefined), sum]
  const reading = read([
    heading,
    row(1),
    row(2),
    total('本页小计', 24_000),
    row(3),
    total('合 计', 99_999),
    ['负责人：　填表人：　联系电话：'],
    ['注：本表一式两份'],
    ['第1页 共2页'],
  ])
  assert.deepEqual(
    reading.sheets[0]?.skipped.map(({ row, reason }) => `${row} ${reason}`),
    ['1 header', '4 total', '6 total', '7 signature', '8 note', '9 note'],
  )
  assert.deepEqual([reading.records.length, notes(reading)], [3, ['H6 total_differs']])
})

test('17 hidden rows, columns and sheets are read and told', () => {
  const reading = read([heading, row(1), row(2)], {
    sheets: [
      {
        hidden: true,
        hiddenColumns: [2],
        rows: [
          { number: 1, cells: heading },
          { number: 2, cells: row(1), hidden: true },
        ],
      },
    ],
  })
  assert.deepEqual(
    [reading.records.length, notes(reading)],
    [1, ['A1 sheet_hidden', 'A2 rows_hidden', 'A1 columns_hidden']],
  )
})

test('18 error cells are no values', () => {
  const reading = read([
    heading,
    row(1, { '家庭年收入（元）': new CellError('#N/A') }),
    row(2, { 单位: new CellError('#REF!') }),
  ])
  assert.deepEqual([faults(reading), values(reading, 'unit')], [['H2 amount_unreadable'], [null]])
})

test('19 check boxes', () => {
  const cells = ['☑是 □否', '是√', '√', '有□ 无□', '□是 ☑否', undefined]
  assert.deepEqual(values(read([heading, ...cells.map((cell, index) => row(index, { 是否低保: cell }))]), 'dibao'), [
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})

test('20 and 21 several values in a cell, remarks in names, other words for codes', () => {
  const reading = read([
    heading,
    row(1, { 联系电话: '13886599574/0455-8223344', 姓名: '刘廉（已故）', 性别: 'M' }),
    row(2, { 困难类别: '待定？', 性别: '男性' }),
  ])
  assert.deepEqual(
    [values(reading, 'phone')[0], values(reading, 'name'), values(reading, 'sex'), values(reading, 'category')],
    ['13886599574', ['刘廉', '刘廉'], [1, 1], ['severe', null]],
  )
  assert.deepEqual([faults(reading), notes(reading)], [['G3 code_unknown'], ['C2 remark_removed', 'I2 several_values']])
})

test('22 headings repeated on a page, and another table with other columns below', () => {
  const other = [...heading].reverse()
  const reading = read([heading, row(1), heading, row(2), [], ['第二页'], other, [...row(3)].reverse()])
  assert.deepEqual(values(reading, 'id_number'), [number(1), number(2), number(3)])
})

test('28 columns nobody knows are kept by name', () => {
  const reading = read([
    [...heading, '血型'],
    [...row(1, { 备注: '=1+1' }), 'O 型'],
  ])
  assert.deepEqual(reading.records[0]?.extras, { 备注: '=1+1', 血型: 'O 型' })
})

test('a column with a strange heading is known by its values, and the guess is told', () => {
  const strange = heading.map((name) => (name === '身份证号' ? '证照' : name === '性别' ? 'X' : name))
  const reading = read([strange, ...Array.from({ length: 12 }, (_, index) => row(index))])
  assert.equal(reading.records.length, 12)
  assert.deepEqual(notes(reading), ['D1 mapping_guessed', 'E1 mapping_guessed'])
})

test('what was chosen last time, and what was put right on the page', () => {
  const workbook = oneSheet([
    [...heading, '备用电话'],
    [...row(1, { 身份证号: '1' }), '13900000000'],
  ])
  const reading = readRoster(workbook, {
    counties,
    chosen: { 备用电话: 'phone', 联系电话: null },
    corrections: [{ sheet: '花名册', cell: 'E2', text: number(1) }],
  })
  assert.deepEqual([reading.records[0]?.values.phone, reading.records[0]?.values.id_number], ['13900000000', number(1)])
  assert.equal(workbook.sheets[0]?.rows[1]?.cells[4], '1')
})

test('a page without a heading goes on with the columns of the sheet before, or is known by its values', () => {
  const sheet = (name: string, cells: Cell[][]): Sheet => ({
    name,
    hidden: false,
    merges: [],
    hiddenColumns: [],
    rows: cells.map((row, index) => ({ number: index + 1, cells: row })),
  })
  const page = [row(4), row(5), row(6)]
  const book = (...sheets: Sheet[]) => readRoster({ date1904: false, sheets }, { counties })
  const after = book(sheet('一', [heading, row(1)]), sheet('二', page))
  assert.deepEqual(
    [after.records.length, values(after, 'annual_income_fen')],
    [4, [1_200_000, 1_200_000, 1_200_000, 1_200_000]],
  )
  const alone = book(sheet('二', page))
  assert.deepEqual(
    alone.records.map(({ values }) => [values.id_number, values.name, values.sex, values.category]),
    [4, 5, 6].map((serial) => [number(serial), '刘廉', 1, 'severe']),
  )
  assert.ok(alone.issues.some(({ code }) => code === 'header_missing'))
})

test('a card is read by its labels, and its faults stand at its values', () => {
  const card: Cell[][] = [
    ['困难职工档案表'],
    ['职工编号', '001', '困难类别', '深度困难', '姓名', '刘廉'],
    ['民族', '汉族', '性别', '男', '政治面貌', '群众'],
    ['身份证号', number(1), undefined, undefined, '出生日期', '1980.1.2'],
    ['健康状况', '健康', '手机号码', '1388659', '婚姻状况', '已婚'],
    ['家庭住址', '北林区和平路43号', undefined, undefined, '工作单位', '市乳品厂'],
    ['本人月平均收入', 800, '家庭年度总收入', '1.2万元', '家庭人口', 3],
    ['姓名', '关系', '性别', '身份证号', '月收入'],
    ['张三', '配偶', '女', number(2), 500],
    ['主要致困原因', '本人大病', '是否低保', '是'],
  ]
  const reading = read(card, {
    merges: [
      { top: 1, bottom: 1, left: 0, right: 5 },
      { top: 4, bottom: 4, left: 1, right: 3 },
    ],
  })
  const [record] = reading.records
  assert.deepEqual(
    [
      record?.row,
      record?.values.name,
      record?.values.id_number,
      record?.values.annual_income_fen,
      record?.values.cause,
      record?.values.dibao,
      record?.extras?.['家庭成员1-姓名'],
      record?.extras?.健康状况,
    ],
    [2, '刘廉', number(1), 1_200_000, 'illness', true, '张三', '健康'],
  )
  assert.deepEqual(faults(reading), ['D5 phone_invalid'])
})

test('lists of permitted values are no rosters', () => {
  const reading = read([
    ['困难类别', '致困原因', '民族', '性别'],
    ['深度困难', '因病', '汉族', '男'],
    ['什么', '不知道', '火星族', '？'],
  ])
  assert.deepEqual([reading.records.length, reading.rejected.length, faults(reading)], [0, 0, []])
})
