import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

test('rows with a standard printed in each are blank rows; it stays, and new rows and the total have it, too', async () => {
  const row = (number: number) => ['', '', '', '春节慰问', '200', `=C${number}*E${number}`]
  const blank = await blankWorkbook([
    {
      name: '发放表',
      rows: [
        ['序号', '户主姓名', '家庭人口', '慰问项目', '补助标准', '金额'],
        row(2),
        row(3),
        ['合计', '', '', '', '', '=SUM(F2:F3)'],
      ],
    },
  ])
  const families = madeFamilies(4)
  const { file, gaps } = await filledAsAsked(blank, families)
  const at = await cellsOf(file)
  assert.deepEqual(
    [2, 3, 4, 5].map((number) => at(number, 'ABCDE')),
    families.map(({ members }, index) => [index + 1, members[0]?.name, members.length, '春节慰问', '200']),
  )
  const xml = (await readPart(openZip(file, defaultLimits), 'xl/worksheets/sheet1.xml')) ?? ''
  const formulas = [...xml.matchAll(/<f>([^<]*)<\/f>/g)].map(([, formula]) => formula)
  assert.deepEqual(formulas, ['C2*E2', 'C3*E3', 'C4*E4', 'C5*E5', 'SUM(F2:F5)'])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    [],
  )
})

test('an amount that is printed in each row is summed for the rows that were filled', async () => {
  const blank = await blankWorkbook([
    {
      name: '发放表',
      rows: [
        ['序号', '户主姓名', '慰问金（万元）', '签名'],
        ['1', '', '0.05', ''],
        ['2', '', '0.05', ''],
        ['3', '', '0.05', ''],
        ['合计', '', '', ''],
      ],
    },
  ])
  const at = await cellsOf((await filledAsAsked(blank, madeFamilies(2))).file)
  assert.equal(at(5, 'C')[0], 0.1)
})

test('a row that somebody has begun to fill is no blank row', async () => {
  const blank = await blankWorkbook([
    {
      name: '册',
      rows: [
        ['户主姓名', '身份证号', '联系电话', '备注'],
        ['', '', '见附表', ''],
        ['', '', '', ''],
      ],
    },
  ])
  const { file } = await filledAsAsked(blank, madeFamilies(1))
  assert.deepEqual((await cellsOf(file))(3, 'C'), ['见附表'])
})
