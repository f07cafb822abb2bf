import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { blankDocument, blankWorkbook, type WordCell } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'
import { textsOf } from './word-texts.ts'

const [family] = madeFamilies(1) as [FamilyFacts]
const [head, spouse] = family.members
const letters = 'BCDEFGHIJKLMNOPQRS'
const blanks = (count: number) => Array<string>(count).fill('')

test('an identity number and a phone are written a digit to a box, and a number of another length is told', async () => {
  const rows = [
    ['姓名', '', '性别', ...blanks(16)],
    ['身份证号码', ...blanks(18)],
    ['手机号码', ...blanks(18)],
  ]
  const merges = ['D1:S1']
  const blank = await blankWorkbook([{ name: '卡', rows, merges }])
  const { file, gaps } = await filledAsAsked(blank, [family])
  const at = await cellsOf(file)
  assert.equal(at(2, letters).join(''), head?.id_number)
  assert.deepEqual(at(3, letters).slice(0, 12), [...'13945500016', undefined])
  assert.deepEqual(gaps, [])
  const landline = { ...family, members: [{ ...head, phone: '04558350016' }, ...family.members.slice(1)] }
  const shorter = { ...landline, members: [{ ...head, phone: '0455835001' }, ...family.members.slice(1)] }
  assert.equal((await cellsOf((await filledAsAsked(blank, [landline])).file))(3, 'L')[0], '6')
  assert.deepEqual(
    (await filledAsAsked(blank, [shorter])).gaps.map(({ header, reason }) => [header, reason]),
    [['手机号码', 'no_choice']],
  )
})

test('a day whose year, month and day have places of their own is divided between them, beside a label and below headings', async () => {
  const card = await blankWorkbook([
    {
      name: '卡',
      rows: [
        ['姓名', '', '性别', '', '', '', ''],
        ['出生日期', '', '年', '', '月', '', '日'],
        ['结对时间', '年', '月', '日', '', '', ''],
      ],
    },
  ])
  const at = await cellsOf((await filledAsAsked(card, [family])).file)
  assert.deepEqual(at(2, 'BCDEFG'), [1960, '年', 1, '月', 10, '日'])
  assert.deepEqual(at(3, 'BCD'), ['2026年', '3月', '1日'])
  const list = await blankWorkbook([
    {
      name: '册',
      rows: [
        ['户主姓名', '出生年月日', '', '', '身份证号'],
        ['', '年', '月', '日', ''],
        ['', '', '', '', ''],
        ['', '', '', '', ''],
      ],
      merges: ['A1:A2', 'B1:D1', 'E1:E2'],
    },
  ])
  const row = await cellsOf((await filledAsAsked(list, [family])).file)
  assert.deepEqual(row(3, 'ABCDE'), [head?.name, 1960, 1, 10, head?.id_number])
})

test('the labels of a block are about whom it names: the helper, the spouse, and a guardian who is not known', async () => {
  const down = (text: string): WordCell => ({ text, merge: 'restart' })
  const on: WordCell = { merge: 'continue' }
  const rows: WordCell[][] = [
    [down('帮扶责任人'), '姓名', '', '单位', ''],
    [on, '职务', '', '联系电话', ''],
    [down('帮扶对象'), '姓名', '', '身份证号', ''],
    [on, '联系电话', '', '家庭人口', ''],
    [down('配偶情况'), '姓名', '', '身份证号', ''],
    [on, '性别', '', '民族', ''],
    [down('监护人'), '姓名', '', '联系电话', ''],
    [on, '身份证号', '', '性别', ''],
  ]
  const { file, gaps } = await filledAsAsked(await blankDocument('联系卡', [rows]), [family])
  const cells = (await textsOf(file)).map((row) => [row[2], row[4]])
  assert.deepEqual(cells, [
    ['干部甲', '县教育局'],
    ['科员', '13945500099'],
    [head?.name, head?.id_number],
    ['13945500016', '3'],
    [spouse?.name, spouse?.id_number],
    ['女', '汉族'],
    ['', ''],
    ['', ''],
  ])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    ['姓名', '联系电话', '身份证号', '性别'].map((label) => [`监护人-${label}`, 'unmapped']),
  )
})
