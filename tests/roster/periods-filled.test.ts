import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPeriodic, monthsOf, type Period, periodIn, periodText } from '../../engines/roster/fill/count-period.ts'
import type { FamilyFacts, FamilyHistory } from '../../engines/roster/fill/form-fields.ts'
import { periodsOf } from '../../engines/roster/fill/form-reading.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { type BlankRow, blankWorkbook } from './blank-forms.ts'
import { cellsOf, madeFamilies, madeForm } from './made-facts.ts'

const histories: readonly (readonly [string, string | null, readonly (readonly [string, string | null])[]])[] = [
  [
    '2026-01-05',
    null,
    [
      ['2026-11-03', '100000'],
      ['2026-11-20', null],
      ['2026-02-01', '50000'],
    ],
  ],
  ['2026-11-10', null, []],
  [
    '2025-05-01',
    null,
    [
      ['2026-10-31', '20000'],
      ['2026-12-01', '30000'],
    ],
  ],
  ['2024-07-01', null, [['2025-11-11', '99900']]],
  ['2026-11-02', '2026-11-25', [['2026-11-15', '40000']]],
  ['2020-01-01', '2026-03-01', []],
]
const known = madeFamilies(6).map((family, index): FamilyFacts => {
  const [registeredOn = '', leftOn = null, lines = []] = histories[index] ?? []
  const history: FamilyHistory = { registeredOn, leftOn, aid: lines.map(([on, fen]) => ({ on, fen })) }
  return { ...family, history }
})
const [families, left] = [known.slice(0, 4), known.slice(4)]

async function filled(rows: readonly BlankRow[], more: { period?: Period; byHand?: boolean; merges?: string[] } = {}) {
  const blank = await blankWorkbook([{ name: '月报', rows, merges: more.merges ?? ['B2:D2', 'E2:G2'] }])
  const reading = await readFormInChild(blank, {})
  const asked = { families, form: madeForm, names: [], period: more.period, ...(!more.byHand && { left }) }
  const { file, gaps } = await fillFormInChild(blank, {}, asked)
  return {
    row: await cellsOf(file),
    gaps: gaps.map(({ header, reason }) => [header, reason]),
    periods: periodsOf(reading.parts),
  }
}

const monthly = (title: string, more: readonly BlankRow[] = []): BlankRow[] => [
  [title, '', '', '', '', '', ''],
  ['地区', '本月', '', '', '本年累计', '', ''],
  ['', '救助户数', '救助金额（元）', '帮扶次数', '救助户数', '救助金额（元）', '新增户数'],
  ['合计', '', '', '', '', '', ''],
  ['北林区', '', '', '', '', '', ''],
  ...more,
]

test('the month and the year up to it are counted by the heading, with families that went off file since', async () => {
  const { row, gaps, periods } = await filled(monthly('2026年11月困难职工帮扶情况月报表'))
  assert.deepEqual(periods, { named: [{ from: '2026-11-01', to: '2026-11-30' }], isOpen: false })
  assert.deepEqual(row(5, 'BCDEFG'), [2, 1400, 3, 3, 2100, 3])
  assert.deepEqual(row(4, 'BCDEFG'), [2, 1400, 3, 3, 2100, 3])
  assert.deepEqual(gaps, [])
})

test('1-11月 is the year up to November in a form that ends there, and nothing in any other', async () => {
  const rows = (title: string): BlankRow[] => [
    [title, '', '', '', ''],
    ['地区', '本月救助户数', '1-11月累计救助户数', '1-11月累计救助金额（元）', '1至11月新增户数'],
    ['合计', '', '', '', ''],
    ['北林区', '', '', '', ''],
  ]
  const { row, gaps } = await filled(rows('2026年11月困难职工帮扶情况月报表'), { merges: [] })
  assert.deepEqual(row(4, 'BCDE'), [2, 3, 2100, 3])
  assert.deepEqual(gaps, [])
  const october = await filled(rows('2026年10月困难职工帮扶情况月报表'), { merges: [] })
  assert.deepEqual(october.row(4, 'CDE'), [undefined, undefined, undefined])
  assert.ok(october.gaps.every(([, reason]) => reason === 'period'))
})

test('who came and who went; of families chosen by hand nobody knows who went', async () => {
  const rows = [
    ['2026年11月困难家庭变动情况', '', '', '', '', '', ''],
    ['项目', '户数', '人数', '', '', '', ''],
    ['本月新增', '', '', '', '', '', ''],
    ['本月退出', '', '', '', '', '', ''],
    ['本年退出', '', '', '', '', '', ''],
  ].map((cells) => cells.slice(0, 3))
  const { row } = await filled(rows, { merges: [] })
  // The second and the fifth family, of two and of three people.
  assert.deepEqual(row(3, 'BC'), [2, 5])
  assert.deepEqual(row(4, 'BC'), [1, 3])
  assert.deepEqual(row(5, 'BC'), [2, 5])
  const byHand = await filled(rows, { byHand: true, merges: [] })
  assert.deepEqual(byHand.row(3, 'B'), [1])
  assert.deepEqual([...byHand.row(4, 'BC'), ...byHand.row(5, 'BC')], [undefined, undefined, undefined, undefined])
  assert.ok(byHand.gaps.some(([header, reason]) => header === '本月退出-户数' && reason === 'count'))
})

test('a form that leaves its month open is counted for the one that was chosen, and stays blank without a choice', async () => {
  const rows = monthly('困难职工帮扶情况月报表（    年  月）')
  const open = await filled(rows)
  assert.equal(open.periods.isOpen, true)
  assert.deepEqual(open.row(5, 'BCDEFG'), Array(6).fill(undefined))
  assert.ok(open.gaps.every(([, reason]) => reason === 'period') && open.gaps.length > 0)
  const chosen = await filled(rows, { period: monthsOf(2026, 10, 10) })
  assert.deepEqual(chosen.row(5, 'BCDEFG'), [1, 200, 1, 2, 700, 1])
  // The month of a quarter is nobody's guess; its year is.
  const quarter = await filled(rows, { period: monthsOf(2026, 7, 9) })
  assert.deepEqual(quarter.row(5, 'BCDEFG'), [undefined, undefined, undefined, 1, 500, 1])
})

test('words that could mean several things are told and not counted', async () => {
  const heads = ['类别', '救助人次', '累计救助金额（元）', '本月户数', '救助户数', '慰问户数', '本季度救助户数']
  const rows = [
    ['2026年11月困难家庭救助月报表', '', '', '', '', '', ''],
    heads,
    ['合计', '', '', '', '', '', ''],
    ['北林区', '', '', '', '', '', ''],
  ]
  const { row, gaps } = await filled(rows, { merges: [] })
  assert.deepEqual(row(4, 'BCDEFG'), [undefined, undefined, undefined, 2, undefined, undefined])
  for (const header of ['救助人次', '累计救助金额(元)', '合计-本月户数', '慰问户数'])
    assert.ok(
      gaps.some(([told, reason]) => told === header && reason === 'count'),
      header,
    )
  assert.ok(gaps.some(([told, reason]) => told === '合计-本季度救助户数' && reason === 'period'))
  const deeds = await filled(
    [
      ['2026年11月困难家庭救助月报表', '', '', ''],
      ['地区', '在册户数', '救助情况', ''],
      ['', '', '户数', '金额（元）'],
      ['北林区', '', '', ''],
      ['合计', '', '', ''],
    ],
    { merges: ['A2:A3', 'B2:B3', 'C2:D2'] },
  )
  assert.deepEqual(deeds.row(4, 'BCD'), [4, undefined, undefined])
  // What is new in a form about dibao is the dibao.
  await assert.rejects(filled(monthly('2026年11月城乡低保情况月报表')), /Nothing to fill in/)
})

test('a heading names its period in many ways; a day and two periods name none', () => {
  const said = (text: string) => {
    const period = periodIn(text)
    return period && periodText(period)
  }
  assert.equal(said('绥化市2026年11月份困难职工帮扶情况月报表'), '2026年11月')
  assert.equal(said('2026 年第三季度救助统计表'), '2026年7月至9月')
  assert.equal(said('二〇二六年一季度'), '2026年1月至3月')
  assert.equal(said('2026年1-9月救助情况'), '2026年1月至9月')
  assert.equal(said('2026年上半年'), '2026年1月至6月')
  assert.equal(said('2026年度帮扶情况统计表 填报日期：2027年1月5日'), '2026年')
  assert.equal(said('统计表 填报日期：2026年11月5日'), undefined)
  assert.equal(said('2025年与2026年对比表'), undefined)
  assert.equal(said('2026年13月'), undefined)
  for (const open of ['截至2026年11月困难职工情况', '2024年以来帮扶情况', '2025-2026年度帮扶情况', '2026年11月前'])
    assert.equal(said(open), undefined, open)
  for (const blank of ['困难职工帮扶情况表（__年__月）', '1-11月帮扶情况', '第三季度', '截至2026年11月'])
    assert.ok(isPeriodic(blank), blank)
  for (const other of ['困难职工情况统计表 填报日期：2026年11月5日', '填报时间：  年  月  日', '困难职工报到表'])
    assert.ok(!isPeriodic(other), other)
  assert.deepEqual(monthsOf(2028, 2, 2), { from: '2028-02-01', to: '2028-02-29' })
})
