import assert from 'node:assert/strict'
import { test } from 'node:test'
import { copyFormula, shiftFormula, shiftRanges } from '../../engines/roster/fill/formula-shift.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankWorkbook } from './blank-forms.ts'
import { madeFamilies, madeForm } from './made-facts.ts'
import { workbookOf } from './workbook-making.ts'

// Five rows before row 7; the rows of the form are 4 to 7.
const before = { before: 7, count: 5, reaching: 0 }
// Five rows after the only row 4.
const after = { before: 5, count: 5, reaching: 4 }

test('references move with their rows, ranges grow as Excel grows them, texts and other workbooks stay', () => {
  const cases: [string, string][] = [
    ['SUM(J4:J7)', 'SUM(J4:J12)'],
    ['SUM($J$4:$J$7)/J8', 'SUM($J$4:$J$12)/J13'],
    ['A6&"A7:B8"&A7', 'A6&"A7:B8"&A12'],
    ['花名册!A7+说明!A7', '花名册!A12+说明!A7'],
    ["'花名册'!$A$1:$L$8", "'花名册'!$A$1:$L$13"],
    ['[1]花名册!A7', '[1]花名册!A7'],
    ['LOG10(A7)+A7B+X_A7', 'LOG10(A12)+A7B+X_A7'],
    ['SUM(3:9)', 'SUM(3:14)'],
    ['IF(A7="",0,SUMIF(C$4:C$7,"男",J$4:J$7))', 'IF(A12="",0,SUMIF(C$4:C$12,"男",J$4:J$12))'],
  ]
  for (const [formula, expected] of cases) assert.equal(shiftFormula(formula, '花名册', '花名册', before), expected)
  assert.equal(shiftFormula('A7', '花名册', '说明', before), 'A7')
})

test('a sum over the only blank row grows, what the row computes of itself does not', () => {
  assert.equal(shiftFormula('SUM(J4:J4)', '表', '表', after), 'SUM(J4:J9)')
  assert.equal(shiftFormula('SUM(E4:F4)', '表', '表', after, 4), 'SUM(E4:F4)')
  assert.equal(shiftFormula('E4/SUM(E$4:E$4)', '表', '表', after, 4), 'E4/SUM(E$4:E$9)')
  assert.equal(shiftRanges('C4:C4 K5:K9 A4', after), 'C4:C9 K10:K14 A4:A9')
})

test('a copied formula moves with its row unless it is fixed', () => {
  assert.equal(copyFormula('E4*F4+$G$2+H$4', 3), 'E7*F7+$G$2+H$4')
  assert.equal(copyFormula('SUM(E4:F4)', 3, 1), 'SUM(F7:G7)')
  assert.equal(copyFormula('SUM($E4:F4)', 0, 2), 'SUM($E4:H4)')
})

test('formulas of a blank row are written out in the new rows and never overwritten', async () => {
  const blank = await blankWorkbook([
    {
      name: '表',
      rows: [
        ['序号', '姓名', '身份证号', '家庭年收入', '家庭人口', '人均'],
        ['=ROW()-1', '', '', '', '', '=IF(E2="","",D2/E2)'],
        ['=ROW()-1', '', '', '', '', '=IF(E3="","",D3/E3)'],
        ['合计', '', '', '=SUM(D2:D3)', '', '=D4/SUM(E2:E3)'],
      ],
    },
  ])
  const { file } = await fillFormInChild(blank, {}, { families: madeFamilies(4), form: madeForm, names: [] })
  const xml = (await readPart(openZip(file, defaultLimits), 'xl/worksheets/sheet1.xml')) ?? ''
  const formulas = [...xml.matchAll(/<c r="(\w+)"[^>]*><f>([^<]*)<\/f>/g)].map(
    ([, cell, formula]) => `${cell} ${formula}`,
  )
  assert.deepEqual(formulas, [
    'A2 ROW()-1',
    'F2 IF(E2="","",D2/E2)',
    'A3 ROW()-1',
    'F3 IF(E3="","",D3/E3)',
    'A4 ROW()-1',
    'F4 IF(E4="","",D4/E4)',
    'A5 ROW()-1',
    'F5 IF(E5="","",D5/E5)',
    'D6 SUM(D2:D5)',
    'F6 D6/SUM(E2:E5)',
  ])
  assert.doesNotMatch(xml, /<\/f><v>/)
})

test('a formula that many rows share is written out in the new rows; page breaks below move along', async () => {
  const text = (cell: string, words: string) => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`
  const row = (number: number, formula: string) =>
    `<row r="${number}">${['A', 'B', 'C'].map((column) => `<c r="${column}${number}"/>`).join('')}<c r="D${number}">${formula}<v>0</v></c></row>`
  const blank = await workbookOf({
    sheets: [
      `<sheetData><row r="1">${text('A1', '姓名')}${text('B1', '身份证号')}${text('C1', '家庭年收入')}${text('D1', '月均')}</row>` +
        row(2, '<f t="shared" ref="D2:D3" si="0">C2/12</f>') +
        row(3, '<f t="shared" si="0"/>') +
        `<row r="4">${text('A4', '合计')}</row></sheetData><rowBreaks count="1"><brk id="4" max="16383" man="1"/></rowBreaks>`,
    ],
  })
  const { file } = await fillFormInChild(blank, {}, { families: madeFamilies(4), form: madeForm, names: [] })
  const xml = (await readPart(openZip(file, defaultLimits), 'xl/worksheets/sheet1.xml')) ?? ''
  assert.deepEqual(
    [...xml.matchAll(/<c r="(D\d)"><f[^>]*?(?:\/>|>([^<]*)<\/f>)/g)].map(
      ([, cell, formula]) => `${cell} ${formula ?? 'shared'}`,
    ),
    ['D2 C2/12', 'D3 C3/12', 'D4 C4/12', 'D5 shared'],
  )
  assert.match(xml, /<f t="shared" ref="D2:D5" si="0">C2\/12<\/f>/)
  assert.match(xml, /<brk id="6"/)
})
