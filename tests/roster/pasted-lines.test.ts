import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCharacter } from '../../core/identity-number.ts'
import type { Cell } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import { oneSheet } from './one-sheet.ts'

const counties = new Map<string, string>()
const number = (day: number) => {
  const first17 = `231202198003${String(day).padStart(2, '0')}997`
  return first17 + checkCharacter(first17)
}
const readCells = (rows: readonly Cell[][]): RosterReading => readRoster(oneSheet(rows), { counties })
const readText = async (text: string): Promise<RosterReading> =>
  readRoster((await readWorkbook(Buffer.from(text), defaultLimits)).workbook, { counties })
const people = ({ records }: RosterReading) =>
  records.map(({ row, values }) => [row, values.name, values.id_number, values.phone])
const faults = ({ issues }: RosterReading) =>
  issues.filter(({ severity }) => severity !== 'info').map(({ cell, code }) => `${cell} ${code}`)

const chain = [
  '#接龙',
  '统计困难职工',
  '',
  `1. 张三丰 ${number(1)} 13900001111`,
  `2. 李四 ${number(2)} 139-0000-2222 深度困难 因病`,
  `3. 赵 六，${number(3)}，13900003333，市乳品厂，北林区和平路3号`,
  `以上共3人`,
]
const wanted = [
  [4, '张三丰', number(1), '13900001111'],
  [5, '李四', number(2), '13900002222'],
  [6, '赵六', number(3), '13900003333'],
]

test('a chain of people is read from a text file, from a cell each, and from one cell', async () => {
  const inCells = readCells(chain.map((line) => [line || undefined]))
  for (const reading of [await readText(chain.join('\n')), inCells, readCells([[chain.join('\n')]])]) {
    assert.deepEqual(people(reading), wanted)
    assert.deepEqual(faults(reading), [])
    assert.equal(reading.records[1]?.values.category, 'severe')
    assert.equal(reading.records[1]?.values.cause, 'illness')
    assert.equal(reading.records[2]?.values.unit, '市乳品厂')
    assert.equal(reading.records[2]?.values.address, '北林区和平路3号')
    assert.ok(reading.issues.some(({ code }) => code === 'lines_spread'))
  }
})

test('lines that want a name, a number or a figure are told and never dropped', async () => {
  const reading = await readText(
    [
      '例 姓名 身份证号 电话',
      `1. ${number(1)} 13900001111`,
      '2. 王五 13900002222',
      `3. 孙七 ${number(3).slice(0, 17)}`,
    ].join('\n'),
  )
  assert.deepEqual(people(reading), [])
  assert.deepEqual(faults(reading), ['B2 required_missing', 'C3 required_missing', 'C4 id_length'])
  assert.equal(reading.rejected.length, 3)
})

test('numbers that touch the name, and labels in the line', async () => {
  const glued = await readText(`1.张三丰${number(1)}电话13900001111\n2.李四${number(2)}电话13900002222`)
  assert.deepEqual(
    people(glued).map(([, ...person]) => person),
    [
      ['张三丰', number(1), '13900001111'],
      ['李四', number(2), '13900002222'],
    ],
  )
  const labelled = await readText(
    `1、姓名：张三丰，身份证号：${number(1)}，电话：13900001111\n2、姓名：李四，身份证号：${number(2)}，电话：13900002222`,
  )
  assert.deepEqual(people(labelled), people(glued))
})

test('a numbered name goes on in the lines below it', async () => {
  const lines = [
    '#接龙',
    '1. 张三丰',
    number(1),
    '13900001111',
    '2. 李四',
    `身份证号：${number(2)}`,
    '电话：13900002222',
    '3. 王五',
  ]
  for (const reading of [await readText(lines.join('\n')), readCells([[lines.join('\n')]])]) {
    assert.deepEqual(people(reading), [
      [2, '张三丰', number(1), '13900001111'],
      [5, '李四', number(2), '13900002222'],
    ])
    // The third named nobody's number.
    assert.deepEqual(faults(reading), ['C8 required_missing'])
  }
})

test('a table of words between spaces follows its line of headings', async () => {
  const reading = await readText(
    [
      '困难职工名单',
      '序号  姓名  性别  身份证号  联系电话  工作单位',
      `1     张三丰  男  ${number(1)}  13900001111  市乳品厂`,
      `2     李四  男  ${number(2)}  13900002222  市 轴承厂`,
      `3     王五  男  ${number(3)}  供销联社`,
    ].join('\r\n'),
  )
  assert.deepEqual(people(reading), [
    [3, '张三丰', number(1), '13900001111'],
    [4, '李四', number(2), '13900002222'],
    [5, '王五', number(3), null],
  ])
  assert.equal(reading.records[0]?.values.unit, '市乳品厂')
  // A blank phone moves no unit into its place.
  assert.equal(reading.records[2]?.values.unit, '供销联社')
})

test('what was put right on the page stands in the columns of the lines', async () => {
  const { workbook } = await readWorkbook(
    Buffer.from(`1. 张三丰 ${number(1)}\n2. 李四 ${number(2).slice(0, 17)}`),
    defaultLimits,
  )
  const corrections = [{ sheet: 'Sheet1', cell: 'C2', text: number(2) }]
  const reading = readRoster(workbook, { counties, corrections })
  assert.deepEqual(
    reading.records.map(({ values }) => values.id_number),
    [number(1), number(2)],
  )
})

test('a chain of helpers needs no identity numbers: whom it asks for says what it is', async () => {
  const withNames = new Map([
    ['北林区', '231202'],
    ['望奎县', '231221'],
  ])
  const readHelpers = async (lines: readonly string[]) =>
    readRoster((await readWorkbook(Buffer.from(lines.join('\n')), defaultLimits)).workbook, { counties: withNames })
  const full = await readHelpers([
    '#接龙',
    '帮扶干部报名',
    '1. 张三丰 市教育局 科员 13900001111 北林区 2户',
    '2、李四：13900002222（县妇联），望奎县',
    '3. 王建国13900003333市第一中学 主任 特长：法律',
  ])
  assert.equal(full.kind, 'helper')
  assert.deepEqual(
    full.records.map(({ row, values: { name, unit, post, phone, county, capacity } }) =>
      [row, name, unit, post, phone, county, capacity].map((value) => value ?? null),
    ),
    [
      [3, '张三丰', '市教育局', '科员', '13900001111', '231202', 2],
      [4, '李四', '县妇联', null, '13900002222', '231221', null],
      [5, '王建国', '市第一中学', '主任', '13900003333', null, null],
    ],
  )
  assert.equal(full.records[2]?.values.skill, '法律')
  assert.deepEqual(faults(full), [])
  const bare = await readHelpers([
    '#接龙',
    '周六入户走访帮扶责任人报名',
    '例 姓名 单位',
    '',
    '1. 张三丰',
    '2. 李四 市财政局',
  ])
  assert.deepEqual(
    bare.records.map(({ values: { name, unit } }) => [name, unit]),
    [
      ['张三丰', null],
      ['李四', '市财政局'],
    ],
  )
  const labelled = await readHelpers(['结对帮扶干部姓名、单位、电话、可帮扶户数', '1. 张三丰 市教育局 13900001111 2'])
  assert.deepEqual([labelled.kind, labelled.records[0]?.values.capacity], ['helper', 2])
  // The same lines asked of the poor want their identity numbers.
  const poor = await readHelpers(['困难职工报名', '1. 张三丰 13900001111', '2. 李四 13900002222'])
  assert.equal(poor.rejected.length, 2)
})

test('where somebody works is no cause of hardship', async () => {
  const reading = await readText(`1. 张三丰 ${number(1)} 市教育局 因病\n2. 李四 ${number(2)} 子女上学`)
  assert.deepEqual(
    reading.records.map(({ values }) => [values.unit, values.cause]),
    [
      ['市教育局', 'illness'],
      [null, 'schooling'],
    ],
  )
})

test('more lines than a sheet may have rows are refused, not left out', () => {
  const cell = Array.from({ length: 900 }, (_, index) => `${index + 1}. 张三 ${number(1)}`).join('\n')
  assert.throws(() => readCells(Array.from({ length: 112 }, () => [cell])), /rows/)
})

// A pattern that tries every way to read such a line would never end; the minute is the limit of any file.
test('lines of made text are read to the end', { timeout: 60_000 }, async () => {
  for (const line of ['1'.repeat(400), '张'.repeat(400), `张三 ${number(1)} ${'1 '.repeat(200)}`, '1. '.repeat(150)])
    assert.ok(await readText(Array.from({ length: 3_000 }, () => line).join('\n')))
})
