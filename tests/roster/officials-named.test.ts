import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { readAgreement } from '../../engines/roster/fill/line-labels.ts'
import { officialsMeant } from '../../engines/roster/fill/officers.ts'
import { type BlankRow, blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

/** The family has a work unit and a phone; its helper and whoever visited it are two others. */
const families = madeFamilies(3)
  .slice(1)
  .map((one): FamilyFacts => {
    return { ...one, family: { ...one.family, visitor: '干部乙', helper_unit_post: '县教育局 科员' } }
  })
const [one] = families as [FamilyFacts]

async function filled(headings: readonly string[], above: readonly BlankRow[] = [], merges: readonly string[] = []) {
  const blank = headings.map(() => '')
  const rows = [...above, headings, blank, blank]
  const { file, gaps } = await filledAsAsked(await blankWorkbook([{ name: '表', rows, merges }]), families)
  const row = (await cellsOf(file))(above.length + 2, 'ABCDEFGHI'.slice(0, headings.length))
  return { row, gaps: gaps.filter(({ reason }) => reason === 'unmapped').map(({ header }) => header) }
}

test('a unit, a post and a phone after whoever visited are not the family’s', async () => {
  for (const visitor of ['走访干部', '走访人', '入户人员', '走访人员姓名'])
    for (const unit of ['工作单位', '单位', '所在单位']) {
      const { row, gaps } = await filled(['序号', '户主姓名', '家庭住址', visitor, unit, '职务', '联系电话'])
      assert.deepEqual(row.slice(1, 4), ['对象乙一', '北林区紫来街道 2 号', '干部乙'], visitor)
      assert.deepEqual(row.slice(4), [undefined, undefined, undefined], `${visitor} ${unit}`)
      assert.deepEqual(gaps, [unit, '职务', '联系电话'])
    }
})

test('nor are those after an officer of whom nothing is on file; the family’s own come back with its next heading', async () => {
  for (const officer of ['网格员', '驻村干部', '慰问人', '紧急联系人', '村负责人', '包片领导', '陪同人员']) {
    const { row } = await filled(['序号', '户主姓名', officer, '单位', '联系电话', '家庭住址', '工作单位'])
    assert.deepEqual(row.slice(2, 5), [undefined, undefined, undefined], officer)
    assert.deepEqual(row.slice(5), ['北林区紫来街道 2 号', '第一机械厂'], officer)
  }
})

test('after a helper under any of the usual names they are the helper’s', async () => {
  for (const helper of ['帮扶责任人', '帮扶人', '包户干部', '联系人', '结对干部', '包联干部', '帮联干部']) {
    const { row } = await filled(['序号', '户主姓名', helper, '工作单位', '职务', '联系电话'])
    assert.deepEqual(row.slice(2), ['干部甲', '县教育局', '科员', '13945500099'], helper)
  }
})

test('below the heading of a visitor nothing is the helper’s or the family’s', async () => {
  const above = [['序号', '户主姓名', '工作单位', '走访干部', '', '', '帮扶干部', '', '']]
  const merges = ['A1:A2', 'B1:B2', 'C1:C2', 'D1:F1', 'G1:I1']
  const { row } = await filled(['', '', '', '姓名', '单位', '电话', '姓名', '单位', '电话'], above, merges)
  const expected = ['对象乙一', '第一机械厂', '干部乙', undefined, undefined, '干部甲', '县教育局', '13945500099']
  assert.deepEqual(row.slice(1), expected)
  const alone = await filled(
    ['', '', '姓名', '单位', '电话'],
    [['序号', '户主姓名', '走访干部', '', '']],
    ['A1:A2', 'B1:B2', 'C1:E1'],
  )
  assert.deepEqual(alone.row.slice(1), ['对象乙一', '干部乙', undefined, undefined])
})

test('a unit and a post in one column after the helper are both written', async () => {
  for (const both of [
    '单位及职务',
    '所在单位及职务',
    '工作单位、职务',
    '单位和职务',
    '职务及单位',
    '帮扶干部单位及职务',
  ]) {
    const { row } = await filled(['序号', '户主姓名', '帮扶干部', both, '联系电话'])
    assert.deepEqual(row.slice(2), ['干部甲', '县教育局 科员', '13945500099'], both)
    const visited = await filled(['序号', '户主姓名', '走访干部', both.replace('帮扶', '走访'), '联系电话'])
    assert.deepEqual(visited.row.slice(2), ['干部乙', undefined, undefined], both)
  }
})

test('in a letter the phone behind whoever visited is not the family’s', () => {
  const text = ['户主姓名：____ 家庭住址：____', '走访人：____ 单位：____ 联系电话：____', '存在困难：____']
  const slots = readAgreement(text, {})
  assert.deepEqual(
    slots.map(({ header, field }) => [header, field]),
    [
      ['户主姓名', 'head_name'],
      ['家庭住址', 'address'],
      ['走访人', 'visitor'],
      ['走访人-单位', null],
      ['走访人-联系电话', null],
      ['存在困难', 'visit_difficulties'],
    ],
  )
})

test('headings speak of an official for as long as nothing about the family stands between', () => {
  const spoken = officialsMeant(['走访干部', '走访时间', '单位', '姓名', '单位', '是否机关干部', '电话'])
  assert.deepEqual(spoken, [undefined, 'officer', 'officer', undefined, undefined, undefined, undefined])
  assert.equal(one.family.work_unit, '第一机械厂')
})
