import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts, FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { isLedger } from '../../engines/roster/fill/record-words.ts'
import { ageSaid } from '../../engines/roster/fill/row-of.ts'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

const [first, second, third] = madeFamilies(3) as [FamilyFacts, FamilyFacts, FamilyFacts]
const aid = (on: string, kind: string, fen: string, more: Facts = {}): Facts => ({
  given_on: on,
  given_kind: kind,
  given_amount: fen,
  given_source: '工会',
  given_by_unit: '市总工会',
  ...more,
})
const families = [
  {
    ...first,
    entries: { aid: [aid('2026-01-28', '慰问金', '100000'), aid('2026-09-20', '助学', '50000')], visit: [] },
  },
  { ...second, entries: { aid: [aid('2026-03-02', '慰问品', '', { given_goods: '大米 2 袋' })], visit: [] } },
  { ...third, entries: { aid: [], visit: [] } },
]
const heads = ['发放日期', '受助人', '身份证号', '帮扶项目', '发放金额', '资金来源', '发放单位']

async function filled(title: string) {
  const blank = heads.map(() => '')
  const total = ['合计', '', '', '', '=SUM(E3:E4)', '', '']
  const rows = [[title, ...blank.slice(1)], heads, blank, blank, total]
  const sheet = { name: '表', rows, merges: ['A1:G1'] }
  const { file, gaps } = await filledAsAsked(await blankWorkbook([sheet]), families)
  return { row: await cellsOf(file), gaps: gaps.map(({ header, reason, families: whom }) => [header, reason, whom]) }
}

test('a ledger of aid has a row for each aid by its day, with whose it is; who got nothing is told', async () => {
  const { row, gaps } = await filled('帮扶资金发放明细台账')
  const [head, other] = [first.members[0], second.members[0]]
  assert.deepEqual(row(3, 'BCDEFG'), [head?.name, head?.id_number, '慰问金', 1000, '工会', '市总工会'])
  assert.deepEqual(row(4, 'BCDEFG'), [other?.name, other?.id_number, '慰问品', undefined, '工会', '市总工会'])
  assert.deepEqual(row(5, 'BCDEFG'), [head?.name, head?.id_number, '助学', 500, '工会', '市总工会'])
  assert.deepEqual(gaps, [['帮扶资金发放明细台账', 'no_list', [third.id]]])
  const { row: march } = await filled('2026年1-3月帮扶资金发放明细')
  assert.deepEqual([march(3, 'D')[0], march(4, 'D')[0], march(5, 'D')[0]], ['慰问金', '慰问品', undefined])
})

test('a list that is signed, or asks what was given in all, is one of families', () => {
  const keys = ['发放日期', '姓名', '帮扶项目', '发放金额', '资金来源']
  assert.equal(isLedger(keys, '帮扶资金台账'), true)
  assert.equal(isLedger([...keys, '领取人签字'], '帮扶资金台账'), false)
  assert.equal(isLedger([...keys, '累计金额'], '帮扶资金台账'), false)
  assert.equal(isLedger(keys, '慰问金发放表'), false)
  assert.equal(isLedger(keys, '  年  月帮扶资金台账'), false)
})

test('a list of people from an age on has those who have reached it, each by the own name and number', async () => {
  const old = { name: '老人甲', relation: '母亲', sex: '女', id_number: '231202194404309983', age: 82 }
  const young = { ...old, name: '老人乙', age: 79 }
  const withOld = { ...first, members: [...first.members, old, young] }
  const rows = [
    ['80周岁以上老人高龄津贴花名册', '', '', ''],
    ['序号', '老人姓名', '年龄', '身份证号'],
    ['', '', '', ''],
    ['', '', '', ''],
  ]
  const { file, gaps } = await filledAsAsked(await blankWorkbook([{ name: '册', rows, merges: ['A1:D1'] }]), [
    withOld,
    second,
  ])
  const at = await cellsOf(file)
  assert.deepEqual(at(3, 'ABCD'), [1, '老人甲', 82, '231202194404309983'])
  assert.deepEqual(at(4, 'ABCD'), [undefined, undefined, undefined, undefined])
  assert.deepEqual(
    gaps.map(({ reason, families: whom }) => [reason, whom]),
    [['no_list', [second.id]]],
  )
  assert.equal(ageSaid('年满70周岁老年人名单'), 70)
  assert.equal(ageSaid('16周岁以上劳动力名单'), undefined)
})
