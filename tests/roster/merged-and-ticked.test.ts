import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCharacter } from '../../core/identity-number.ts'
import type { Cell, Merge } from '../../engines/roster/grid.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'

const counties = new Map<string, string>()
const number = (serial: number) => {
  const first17 = `231202198001${String((serial % 28) + 1).padStart(2, '0')}997`
  return first17 + checkCharacter(first17)
}
function read(rows: readonly Cell[][], merges: readonly Merge[]): RosterReading {
  const numbered = rows
    .map((cells, index) => ({ number: index + 1, cells: [...cells] }))
    .filter(({ cells }) => cells.some((cell) => cell !== undefined))
  const sheet = { name: '花名册', hidden: false, merges, hiddenColumns: [], rows: numbered }
  return readRoster({ date1904: false, sheets: [sheet] }, { counties })
}
const over = (top: number, left: number, right: number, bottom = top): Merge => ({ top, bottom, left, right })
const faults = ({ issues }: RosterReading) =>
  issues.filter(({ severity }) => severity !== 'info').map(({ cell, code }) => `${cell} ${code}`)
// Surnames that are rare: what a name looks like does not decide.
const names = ['逄三', '粘四', '仉五', '赵六', '孙七']

test('a heading merged over several columns, like the cells below it, is one column', () => {
  const rows = names.map((name, index) => [name, undefined, number(index), undefined, undefined, '13900001111'])
  const reading = read(
    [['困难职工花名册'], ['姓名', undefined, '身份证号码', undefined, undefined, '联系电话', undefined], ...rows],
    [
      over(1, 0, 6),
      ...rows.concat([[]]).flatMap((_, index) => [over(index + 2, 0, 1), over(index + 2, 2, 4)]),
      over(2, 5, 6),
    ],
  )
  assert.deepEqual(faults(reading), [])
  assert.deepEqual(
    reading.records.map(({ values }) => [values.name, values.id_number, values.phone]),
    names.map((name, index) => [name, number(index), '13900001111']),
  )
})

const ticks: readonly Cell[][] = [
  [
    '姓名',
    '性别',
    undefined,
    '身份证号',
    '困难类别',
    undefined,
    undefined,
    '主要致困原因',
    undefined,
    '是否低保',
    undefined,
  ],
  [undefined, '男', '女', undefined, '深度困难', '相对困难', '意外致困', '因病', '因残', '是', '否'],
]
const tickMerges = [over(1, 0, 0, 2), over(1, 1, 2), over(1, 3, 3, 2), over(1, 4, 6), over(1, 7, 8), over(1, 9, 10)]

test('what is ticked below a heading of options is the option', () => {
  const blank = undefined
  const reading = read(
    [
      ...ticks,
      ['张三', '√', blank, number(0), '√', blank, blank, '√', blank, blank, '√'],
      ['李四', '√', '', number(1), blank, '✓', blank, blank, 1, '√', blank],
      ['王五', blank, '√', number(2), blank, '√', '√', blank, blank, blank, blank],
      ...ticks,
      ['赵六', '√', '×', number(3), '□', '□', '☑', blank, blank, '×', '√'],
      ['合计', 3, 1, blank, 1, 2, 2, 1, 1, 1, 2],
    ],
    [...tickMerges, ...tickMerges.map(({ top, bottom, ...sides }) => ({ ...sides, top: top + 5, bottom: bottom + 5 }))],
  )
  assert.deepEqual(
    reading.records.map(({ values }) => [values.name, values.sex, values.category, values.cause, values.dibao]),
    [
      ['张三', 1, 'severe', 'illness', false],
      ['李四', 1, 'relative', 'disability', true],
      ['王五', 2, null, null, false],
      ['赵六', 1, 'accident', null, false],
    ],
  )
  // Two of the categories are ticked for 王五, and the woman's number is a man's.
  assert.deepEqual(faults(reading), ['E5 code_unknown', 'B5 sex_mismatch'])
})

test('columns of numbers or words below options stay columns of their own', () => {
  const reading = read(
    [
      ['姓名', '身份证号', '困难类别', undefined],
      [undefined, undefined, '深度困难', '相对困难'],
      ...names.map((name, index): Cell[] => [name, number(index), index * 100, '已核实']),
    ],
    [over(1, 0, 0, 2), over(1, 1, 1, 2), over(1, 2, 3)],
  )
  assert.equal(reading.sheets[0]?.columns.D?.header, '困难类别-相对困难')
  assert.equal(reading.records.length, names.length)
})

test('people who take two rows each are read as one row, and told at the cell that is wrong', () => {
  const heading: readonly Cell[][] = [
    ['序号', '姓名', '性别', '身份证号', '联系电话'],
    [undefined, '工作单位', '困难类别', '致困原因', '家庭住址'],
  ]
  const person = (serial: number, name: string, changes: Cell[] = []): Cell[][] => [
    [serial, name, '男', changes.length > 0 ? changes[0] : number(serial), '13900001111'],
    [undefined, '市乳品厂', changes[1] ?? '深度困难', '因病', '北林区和平路3号'],
  ]
  const rows = [
    ['困难职工登记表'],
    ...heading,
    ...person(1, '张三'),
    ...person(2, '李四', [number(2), '待定']),
    ...heading,
    ...person(3, '王五', [undefined]),
    ...person(4, '赵六'),
    ['合计', '4人'],
  ]
  const reading = read(
    rows,
    [2, 4, 6, 8, 10, 12].map((top) => over(top, 0, 0, top + 1)),
  )
  assert.deepEqual(
    reading.records.map(({ row, values }) => [row, values.name, values.id_number, values.unit, values.category]),
    [
      [4, '张三', number(1), '市乳品厂', 'severe'],
      [6, '李四', number(2), '市乳品厂', null],
      [12, '赵六', number(4), '市乳品厂', 'severe'],
    ],
  )
  assert.equal(reading.records[0]?.values.address, '北林区和平路3号')
  assert.deepEqual(faults(reading), ['C7 code_unknown', 'D10 required_missing'])
  assert.deepEqual(
    reading.sheets[0]?.skipped.map(({ row, reason }) => `${row} ${reason}`),
    ['1 title', '2 header', '3 header', '8 repeated_header', '14 total'],
  )
})

test('a heading whose words are cut in two rows is no list of two rows each', () => {
  const rows = names.map((name, index): Cell[] => [name, number(index), '深度困难', '13900001111'])
  const reading = read([['姓', '身份证', '困难', '联系'], ['名', '号码', '类别', '电话'], ...rows], [])
  assert.equal(reading.records.length, names.length)
  assert.deepEqual(faults(reading), [])
})
