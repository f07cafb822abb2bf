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
