import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

const [family] = madeFamilies(1) as [FamilyFacts]
const [head] = family.members

test('a form whose rows are one cell each is filled behind its labels, and what others sign stays theirs', async () => {
  const lines = [
    '姓名：__________  性别：______  政治面貌：______',
    '身份证号码：______________________',
    '家庭人口：____人  家庭年收入：______万元',
    '帮扶责任人：________  联系电话：______________',
    '调查人：________  联系电话：______________',
  ]
  const rows = [
    ['救助申请表', '', ''],
    ...lines.map((text) => [text, '', '']),
    ['审核意见', '该户月人均收入____元，同意。经办人：________', ''],
  ]
  const merges = [1, 2, 3, 4, 5, 6].map((row) => `A${row}:C${row}`)
  const { file, gaps } = await filledAsAsked(await blankWorkbook([{ name: '表', rows, merges }]), [family])
  const at = await cellsOf(file)
  const plain = [2, 3, 4, 5, 6, 7].map((row) => String(at(row, row === 7 ? 'B' : 'A')[0]).replaceAll('_', ''))
  assert.deepEqual(plain, [
    `姓名：${head?.name}  性别：男  政治面貌：`,
    `身份证号码：${head?.id_number}`,
    '家庭人口：3人  家庭年收入：1.2345万元',
    '帮扶责任人：干部甲  联系电话：13945500099',
    '调查人：  联系电话：',
    '该户月人均收入元，同意。经办人：',
  ])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    [['政治面貌', 'unmapped']],
  )
})

test('a line with blanks below a list makes no card of it', async () => {
  const rows = [
    ['姓名', '身份证号', '家庭住址'],
    ['', '', ''],
    ['户主：________ 家庭住址：________ 联系电话：________ 家庭人口：____', '', ''],
  ]
  const { file } = await filledAsAsked(await blankWorkbook([{ name: '册', rows }]), madeFamilies(2))
  const at = await cellsOf(file)
  assert.deepEqual(
    [2, 3].map((row) => at(row, 'A')[0]),
    madeFamilies(2).map(({ members }) => members[0]?.name),
  )
  assert.match(String(at(4, 'A')[0]), /^户主：________ /)
})
