import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { blankDocument, blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'
import { textsOf } from './word-texts.ts'

const [family] = madeFamilies(1) as [FamilyFacts]

test('a card about a visit has what was found, handed over and promised at it, and no money where there was none', async () => {
  const seen = { visit_cash: '', visit_goods: '大米 1 袋', visit_promised: '联系医院', visit_needs: '希望介绍工作' }
  const visited = { ...family, family: { ...family.family, visitor: '干部乙', ...seen } }
  const rows = [
    ['走访时间', '', '走访人', ''],
    ['走访对象', '', '身份证号', ''],
    ['了解到的困难', '', '提出的诉求和愿望', ''],
    ['慰问金（元）', '', '慰问品', ''],
    ['承诺事项', '', '下次走访时间', ''],
  ]
  const { file, gaps } = await filledAsAsked(await blankDocument('走访记录卡', [rows]), [visited])
  const filled = (await textsOf(file)).map((row) => [row[1], row[3]])
  assert.deepEqual(filled.slice(2), [
    ['长期服药，开支大', '希望介绍工作'],
    ['', '大米 1 袋'],
    ['联系医院', ''],
  ])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    [['下次走访时间', 'unmapped']],
  )
})

test('what a second table of a card asks and nobody knows is told, too', async () => {
  const tables = [
    [
      ['姓名', '', '性别', ''],
      ['家庭住址', '', '困难类别', ''],
    ],
    [
      ['开户银行', '', '银行卡号', ''],
      ['基层工会意见', '', '审核人', ''],
    ],
  ]
  const { gaps } = await filledAsAsked(await blankDocument('档案表', tables), [family])
  assert.deepEqual(
    gaps.map(({ part, header, reason }) => [part, header, reason]),
    ['开户银行', '银行卡号'].map((header) => ['表2', header, 'unmapped']),
  )
})

test('who reports stands behind its label where that is wider than the blank beside it, and else in the blank', async () => {
  const sheet = (merge: string) => ({
    name: '册',
    rows: [
      ['花名册', '', '', '', '', ''],
      ['填报单位：', '', '', '', '', ''],
      ['姓名', '性别', '民族', '年龄', '联系电话', '备注'],
      ['', '', '', '', '', ''],
    ],
    merges: ['A1:F1', merge],
  })
  const filled = async (merge: string) =>
    (await cellsOf((await filledAsAsked(await blankWorkbook([sheet(merge)]), [family])).file))(2, 'ACD')
  assert.deepEqual(await filled('A2:C2'), ['填报单位：示范市总工会', undefined, undefined])
  assert.deepEqual(await filled('A2:B2'), ['填报单位：', '示范市总工会', undefined])
})
