import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts, FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { isRegister } from '../../engines/roster/fill/record-words.ts'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

const visit = (on: string, by: string, more: Facts): Facts => ({ went_on: on, went_by: by, went_cash: '', ...more })
const [first, second, third] = madeFamilies(3) as [FamilyFacts, FamilyFacts, FamilyFacts]
const withVisits = (family: FamilyFacts, visits: readonly Facts[]): FamilyFacts => ({
  ...family,
  entries: { aid: [], visit: visits },
})
/** The first was visited twice, the second once, the third never. */
const families = [
  withVisits(first, [
    visit('2026-09-30', '干部乙', { went_cash: '50000', went_difficulties: '透析费用高' }),
    visit('2026-11-10', '干部乙', { went_needs: '希望子女助学' }),
  ]),
  withVisits(second, [visit('2026-10-12', '干部丙', { went_goods: '大米2袋' })]),
  withVisits(third, []),
]
const heads = ['日期', '走访对象', '走访干部', '工作单位', '存在困难', '群众诉求', '慰问金（元）', '慰问品']

async function filled(title: string, headings = heads) {
  const blank = headings.map(() => '')
  const rows = [[title, ...blank.slice(1)], headings, blank, blank]
  const { file, gaps } = await filledAsAsked(await blankWorkbook([{ name: '表', rows, merges: ['A1:H1'] }]), families)
  return { row: await cellsOf(file), gaps }
}
const none = undefined

test('a register of visits has a row for each visit, by its day, with what was handed over at it', async () => {
  const { row, gaps } = await filled('干部入户走访情况登记')
  const day = (number: number) => String(row(number, 'A')[0])
  assert.match(`${day(3)} ${day(4)} ${day(5)}`, /^2026.0?9.30\S* 2026.10.12\S* 2026.11.10\S*$/)
  assert.deepEqual(row(3, 'BCDEFGH'), ['对象甲一', '干部乙', none, '透析费用高', none, 500, none])
  assert.deepEqual(row(4, 'BCDEFGH'), ['对象乙一', '干部丙', none, none, none, none, '大米2袋'])
  assert.deepEqual(row(5, 'BCDEFGH'), ['对象甲一', '干部乙', none, none, '希望子女助学', none, none])
  assert.equal(row(6, 'B')[0], none)
  const told = gaps.filter(({ reason }) => reason === 'unmapped' || reason === 'no_list')
  assert.deepEqual(
    told.map(({ header, reason, families: whom }) => [header, reason, whom]),
    [
      ['工作单位', 'unmapped', []],
      ['干部入户走访情况登记', 'no_list', [third.id]],
    ],
  )
})

test('a register of a month has the visits of that month', async () => {
  const { row } = await filled('干部走访登记表（2026年10月）')
  assert.deepEqual([row(3, 'B')[0], row(4, 'B')[0]], ['对象乙一', none])
})

test('a list of families that asks for the last visit stays one of families, and so does one of a month left open', () => {
  assert.equal(
    isRegister(
      heads.map((one) => one.replace(/（.*/, '')),
      '干部走访登记',
    ),
    true,
  )
  assert.equal(isRegister(['日期', '户主', '走访人', '走访情况', '家庭住址', '联系电话'], '走访台账'), true)
  for (const family of [
    ['户主姓名', '家庭人口', '致困原因', '困难类别', '走访时间', '走访人', '慰问金'],
    ['户主姓名', '走访次数', '走访时间', '走访人', '慰问金'],
    ['户主姓名', '帮扶责任人', '走访时间', '存在困难'],
    ['日期', '走访人', '走访情况', '慰问金'],
  ])
    assert.equal(isRegister(family, '走访台账'), false, family.join())
  assert.equal(isRegister(heads, '走访登记表（　年　月份）'), false)
  assert.equal(isRegister(heads, '下月走访计划'), false)
})
