import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableGrid, tablesOf } from '../../engines/roster/fill/document-tables.ts'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { type BlankRow, blankDocument, blankWorkbook, type WordCell } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

/** Six families: three with dibao and a son at school, two townships, three causes. */
const families = madeFamilies(6).map((family, index): FamilyFacts => {
  const members = family.members.map((person) => ({
    ...person,
    disabled: index === 1,
    ...(person.relation === '子' && { school: '高中' }),
  }))
  const more = {
    township: index < 4 ? '紫来街道' : '东富镇',
    main_cause: ['重特大疾病', '残疾', '子女上学'][index % 3] ?? null,
    residence: index === 5 ? '农村' : '城镇',
    work_unit: '第一机械厂',
    aid_times: 2,
  }
  return { ...family, members, family: { ...family.family, ...more } }
})

const fill = (bytes: Buffer, some: readonly FamilyFacts[] = families) => filledAsAsked(bytes, some)

async function filledSheet(rows: readonly BlankRow[], merges: readonly string[] = [], some = families) {
  const { file, gaps } = await fill(await blankWorkbook([{ name: '月报', rows, merges }]), some)
  return { row: await cellsOf(file), gaps: gaps.map(({ header, reason, count }) => [header, reason, count]) }
}

test('rows of categories, causes and people are counted over the chosen families; words nobody knows are told', async () => {
  const { row, gaps } = await filledSheet(
    [
      ['困难家庭救助情况统计表（金额：元）', '', '', '', ''],
      ['填报单位：', '', '', '', ''],
      ['类别', '户数', '人数', '累计救助金额（万元）', '救助户数'],
      ['低保户', '', '', '', ''],
      ['深度困难家庭', '', '', '', ''],
      ['因病致困', '', '', '', ''],
      ['残疾人', '', '', '', ''],
      ['在校学生', '', '', '', ''],
      ['特困供养人员', '', '', '', ''],
      ['意外致困户', '', '', '', ''],
      ['大病', '', '', '', ''],
    ],
    ['A1:E1'],
  )
  // A category, which is not the cause of an accident.
  assert.deepEqual(row(10, 'BC'), [2, 5])
  assert.deepEqual(row(4, 'BCD'), [3, 9, 0.370368])
  assert.deepEqual(row(5, 'BCD'), [2, 5, 0.246912])
  assert.deepEqual(row(6, 'BCD'), [2, 5, 0.246912])
  assert.deepEqual(row(7, 'BC'), [1, 2])
  assert.deepEqual(row(8, 'BC'), [3, 3])
  assert.deepEqual(row(9, 'BCD'), [undefined, undefined, undefined])
  // 大病 may be a cause or an aid: only among causes is it known.
  assert.deepEqual(gaps, [
    ['残疾人-救助户数', 'count', 0],
    ['在校学生-救助户数', 'count', 0],
    ['特困供养人员', 'count', 0],
    ['大病', 'count', 0],
    ['低保户-救助户数', 'period', 6],
  ])
})

test('rows of areas, groups of columns and their total: a name that no family lives under is told, and so is the total then', async () => {
  const heads = [
    ['地区', '合计', '', '其中：低保户', '', '致困原因（户）', '', '', '月人均'],
    ['', '户数', '人数', '户数', '月低保金', '因病', '因残', '其他', ''],
  ]
  const merges = ['A1:A2', 'B1:C1', 'D1:E1', 'F1:H1', 'I1:I2']
  const blank = Array(8).fill('')
  const known = await filledSheet([...heads, ['紫来街道', ...blank], ['东富', ...blank], ['合计', ...blank]], merges)
  assert.deepEqual(known.row(3, 'BCDEFG'), [4, 10, 2, 912, 2, 1])
  assert.deepEqual(known.row(4, 'BCDEFG'), [2, 5, 1, 456, 0, 1])
  assert.deepEqual(known.row(5, 'BCDEFG'), [6, 15, 3, 1368, 2, 2])
  assert.deepEqual([known.row(3, 'H'), known.row(4, 'H'), known.row(5, 'H')], [[1], [1], [2]])
  assert.deepEqual(known.gaps, [['月人均', 'count', 0]])
  const strange = await filledSheet(
    [...heads, ['紫来街道', ...blank], ['东福镇', ...blank], ['合计', ...blank]],
    merges,
  )
  assert.deepEqual(strange.row(4, 'BC'), [undefined, undefined])
  assert.deepEqual(strange.row(5, 'BC'), [undefined, undefined])
  assert.deepEqual(strange.gaps.slice(0, 3), [
    ['月人均', 'count', 0],
    ['东福镇', 'count', 0],
    ['合计', 'total', 7],
  ])
})

test('a township of which there are two is told, unless the county stands beside it', async () => {
  const two = families.map((family, index): FamilyFacts => {
    const county = index % 2 === 0 ? '北林区' : '兰西县'
    return { ...family, family: { ...family.family, county, township: '兴隆镇' } }
  })
  const rows = (first: string) => [
    ['县区', '乡镇', '户数'],
    [first, '兴隆镇', ''],
    ['兰西县', '合计', ''],
  ]
  const bare = await filledSheet(
    [
      ['乡镇', '户数'],
      ['兴隆镇', ''],
      ['城镇', ''],
    ],
    [],
    two,
  )
  assert.deepEqual([bare.row(2, 'B')[0], bare.row(3, 'B')[0]], [undefined, 5])
  assert.deepEqual(bare.gaps, [['兴隆镇-户数', 'count', 0]])
  const known = await filledSheet(rows('北林区'), [], two)
  assert.deepEqual([known.row(2, 'C')[0], known.row(3, 'C')[0]], [3, 3])
})

test('other causes are the rest only where every cause beside them is known', async () => {
  const of = (causes: readonly string[]) => [['致困原因', '户数'], ...causes.map((cause) => [cause, ''])]
  const known = await filledSheet(of(['因病', '因残', '其他原因', '合计']))
  assert.deepEqual(
    [2, 3, 4, 5].map((number) => known.row(number, 'B')[0]),
    [2, 2, 2, 6],
  )
  const strange = await filledSheet(of(['因病', '因残', '缺技术', '其他', '合计']))
  assert.deepEqual(
    [2, 3, 4, 5, 6].map((number) => strange.row(number, 'B')[0]),
    [2, 2, undefined, undefined, undefined],
  )
  assert.deepEqual(strange.gaps, [
    ['其他', 'count', 0],
    ['缺技术', 'count', 0],
    ['合计', 'total', 1],
  ])
})

test('a count of which a family lacks the fact stays blank and names the family', async () => {
  const [first, ...others] = families as [FamilyFacts, ...FamilyFacts[]]
  const unknown = { ...first, family: { ...first.family, main_cause: null } }
  const rows = [
    ['致困原因', '户数'],
    ['因病', ''],
    ['因学', ''],
  ]
  const { row, gaps } = await filledSheet(rows, [], [unknown, ...others])
  assert.deepEqual([row(2, 'B'), row(3, 'B')], [[undefined], [undefined]])
  assert.deepEqual(gaps, [
    ['因病-户数', 'missing', 1],
    ['因学-户数', 'missing', 1],
  ])
})

test('statistics in a document, with what is counted at the left and the units of the places', async () => {
  const rows: WordCell[][] = [
    ['项目', '城镇', '农村', '合计'],
    ['困难户数', '户', '户', '户'],
    ['涉及人数', '人', '人', '人'],
    ['累计帮扶金额', '元', '元', '元'],
  ]
  const { file, gaps } = await fill(await blankDocument('统计表', [rows]))
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  const [table] = tablesOf(Buffer.from(xml).toString('latin1'))
  const texts = table ? tableGrid(table, '').rows.map(({ cells }) => cells.map(({ text }) => text)) : []
  assert.deepEqual(texts.slice(1), [
    ['困难户数', '5户', '1户', '6户'],
    ['涉及人数', '13人', '2人', '15人'],
    ['累计帮扶金额', '6172.8元', '1234.56元', '7407.36元'],
  ])
  assert.deepEqual(gaps, [])
})

test('a column of units says in what each row is counted, and a row in another unit is told', async () => {
  const { row, gaps } = await filledSheet([
    ['指标名称', '计量单位', '数量', '深度困难户数'],
    ['一、困难家庭户数', '户', '', ''],
    ['其中：残疾人', '人', '', ''],
    ['二、累计救助金额', '万元', '', ''],
    ['三、大病医疗救助', '人次', '', ''],
  ])
  assert.deepEqual(
    [2, 3, 4, 5].map((number) => row(number, 'C')[0]),
    [6, 2, 0.740736, undefined],
  )
  assert.equal(gaps.find(([header]) => header === '三、大病医疗救助-数量')?.[1], 'count')
})

test('names that stand at the left already make a list somebody has begun, and no statistics', async () => {
  const blank = await blankWorkbook([
    {
      name: '表',
      rows: [
        ['户主姓名', '家庭人口', '户数'],
        ['对象甲', '', ''],
        ['对象乙', '', ''],
      ],
    },
  ])
  assert.equal((await readFormInChild(blank, {})).parts[0]?.counts, undefined)
})
