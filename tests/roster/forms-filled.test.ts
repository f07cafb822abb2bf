import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { cellName } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { openZip, packedBytes, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankWorkbook } from './blank-forms.ts'
import { madeFamilies, madeForm } from './made-facts.ts'

const fill = (bytes: Buffer, families: readonly FamilyFacts[], chosen = {}) =>
  fillFormInChild(bytes, chosen, { families, form: madeForm, names: families.map((_, index) => `户${index + 1}`) })

const part = async (bytes: Buffer, name: string): Promise<string> =>
  (await readPart(openZip(bytes, defaultLimits), name)) ?? ''

/** Parts of the two files that do not have the same bytes. */
function differing(before: Buffer, after: Buffer): string[] {
  const [old, fresh] = [openZip(before, defaultLimits), openZip(after, defaultLimits)]
  assert.deepEqual([...fresh.entries.keys()], [...old.entries.keys()])
  return [...old.entries.values()]
    .filter(
      (entry) => !packedBytes(old, entry).equals(packedBytes(fresh, fresh.entries.get(entry.name) as typeof entry)),
    )
    .map(({ name }) => name)
}

/** What stands in the cells of a filled sheet. */
async function cells(bytes: Buffer, sheet = 0): Promise<Map<string, unknown>> {
  const book = await readXlsx(bytes, defaultLimits)
  return new Map(
    book.sheets[sheet]?.rows.flatMap(({ number, cells: row }) =>
      row.flatMap((cell, column) => (cell === undefined ? [] : [[cellName(column, number), cell] as const])),
    ),
  )
}

const unionRoster = () =>
  blankWorkbook(
    [
      {
        name: '花名册',
        rows: [
          ['××市困难职工花名册', ...Array<string>(11).fill('')],
          ['填报单位：', '', '', '', '', '', '填报日期：', '', '', '单位：元', '', ''],
          [
            '序号',
            '姓名',
            '性别',
            '公民身份号码',
            '出生年月',
            '工作单位',
            '困难类别',
            '主要致困原因',
            '家庭人口数',
            '家庭年可支配收入',
            '刚性支出',
            '备注',
          ],
          ['1', ...Array<string>(11).fill('')],
          ['2', ...Array<string>(11).fill('')],
          ['3', ...Array<string>(11).fill('')],
          ['合计', '', '', '', '', '', '', '', '=SUM(I4:I6)', '=SUM(J4:J6)', '=SUM(K4:K6)', ''],
          ['审核人：', '', '', '填表人：', '', '', '', '', '', '', '', ''],
        ],
        merges: ['A1:L1', 'A7:B7'],
        styles: { 3: 2 },
        after:
          '<conditionalFormatting sqref="J4:J6"><cfRule type="expression" dxfId="0" priority="1"><formula>J4&gt;K4</formula></cfRule></conditionalFormatting>' +
          '<dataValidations count="1"><dataValidation type="list" sqref="C4:C6"><formula1>"男,女"</formula1></dataValidation></dataValidations>',
      },
      { name: '说明', rows: [['本表每季度填报一次，不得漏填。'], ['=花名册!J7']] },
    ],
    `<definedName name="_xlnm.Print_Area" localSheetId="0">花名册!$A$1:$L$8</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">花名册!$1:$3</definedName>`,
  )

test('a roster of the union with three blank rows is filled for eight families: rows are put in, sums, print area and rules grow', async () => {
  const blank = await unionRoster()
  const families = madeFamilies(8)
  const filled = await fill(blank, families)
  assert.equal(filled.extension, 'xlsx')
  assert.deepEqual(differing(blank, filled.file), [
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
  ])
  const xml = await part(filled.file, 'xl/worksheets/sheet1.xml')
  assert.match(xml, /<f>SUM\(J4:J11\)<\/f>/)
  assert.match(xml, /<conditionalFormatting sqref="J4:J11">/)
  assert.match(xml, /sqref="C4:C11"/)
  assert.match(xml, /<mergeCell ref="A12:B12"\/>/)
  assert.match(xml, /<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"\/><headerFooter>/)
  assert.match(xml, /<row r="9" spans="1:12" ht="24" customHeight="1">/)
  const book = await part(filled.file, 'xl/workbook.xml')
  assert.match(book, /花名册!\$A\$1:\$L\$13</)
  assert.match(book, /花名册!\$1:\$3</)
  assert.match(book, /<\/definedNames><calcPr fullCalcOnLoad="1"\/>/)
  assert.match(await part(filled.file, 'xl/worksheets/sheet2.xml'), /<f>花名册!J12<\/f>/)
  const found = await cells(filled.file)
  assert.equal(found.get('A11'), 8)
  assert.equal(found.get('B4'), '对象甲一')
  assert.equal(found.get('D4'), families[0]?.members[0]?.id_number)
  assert.equal(found.get('E4'), '1960-01')
  assert.equal(found.get('J4'), 12345)
  assert.equal(found.get('B2'), '示范市总工会')
  assert.equal(found.get('H2'), '2026-11-22')
  assert.equal(found.get('A12'), '合计')
  assert.equal(found.get('D13'), '填表人：')
  const gaps = filled.gaps.map(({ header, reason, count }) => [header, reason, count])
  assert.deepEqual(gaps, [['工作单位', 'missing', 3]])
})

test('the filled roster is read back with the same facts and without an issue', async () => {
  const families = madeFamilies(40)
  const { file } = await fill(await unionRoster(), families)
  const reading = readRoster(await readXlsx(file, defaultLimits), { counties: new Map() })
  assert.equal(reading.kind, 'hardship_worker')
  assert.deepEqual(
    reading.issues.filter(({ severity }) => severity !== 'info'),
    [],
  )
  assert.deepEqual(
    reading.records.map(({ values }) => [
      values.name,
      values.id_number,
      values.household_size,
      values.annual_income_fen,
      values.category,
      values.cause,
    ]),
    families.map(({ family, members }, index) => [
      members[0]?.name,
      members[0]?.id_number,
      family.household_size,
      Number(family.annual_income),
      ['severe', 'relative', 'accident'][index % 3],
      'illness',
    ]),
  )
})

const paymentForm = () =>
  blankWorkbook([
    {
      name: 'Sheet1',
      rows: [
        ['困难家庭帮扶资金及责任人汇总表（金额单位：万元）', ...Array<string>(8).fill('')],
        ['序号', '户主', '身份证号码', '累计帮扶金额', '帮扶责任人', '', '', '结对时间（如2026年3月1日）', '签字'],
        ['', '', '', '', '姓名', '单位', '电话', '', ''],
        ['', '', '', '', '', '', '', '', ''],
        ['合计', '', '', '=SUM(D4:D4)', '', '', '', '', ''],
      ],
      merges: ['A1:I1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:G2', 'H2:H3', 'I2:I3'],
      styles: { 7: 3 },
    },
  ])

test('a form in 万元 with two levels of headings and one blank row: units, dates and the sum over a single row', async () => {
  const filled = await fill(await paymentForm(), madeFamilies(5))
  const found = await cells(filled.file)
  assert.equal(found.get('D4'), 0.123456)
  assert.deepEqual(
    ['E8', 'F8', 'G8'].map((cell) => found.get(cell)),
    ['干部甲', '县教育局', '13945500099'],
  )
  assert.equal((found.get('H4') as { serial: number }).serial, 46_082)
  const xml = await part(filled.file, 'xl/worksheets/sheet1.xml')
  assert.match(xml, /<c r="D9" s="1"><f>SUM\(D4:D8\)<\/f><\/c>/)
  assert.match(xml, /<mergeCell ref="E2:G2"\/>/)
  assert.deepEqual(filled.gaps, [])
})

const familyForm = () =>
  blankWorkbook([
    {
      name: '低保',
      rows: [
        ['城市居民最低生活保障家庭花名册', ...Array<string>(8).fill('')],
        [
          '序号',
          '户主姓名',
          '家庭成员姓名',
          '与户主关系',
          '性别',
          '身份证号码',
          '家庭人口数',
          '月保障标准',
          '现房住址',
        ],
        ...Array.from({ length: 4 }, () => Array<string>(9).fill('')),
        ['填表人：', ...Array<string>(8).fill('')],
      ],
      merges: ['A1:I1'],
    },
  ])

test('family blocks: a row for each member, what is true of the family merged over its rows, and read back as families', async () => {
  const families = madeFamilies(6)
  const filled = await fill(await familyForm(), families)
  const reading = readRoster(await readXlsx(filled.file, defaultLimits), { counties: new Map() })
  assert.equal(reading.kind, 'household_members')
  assert.deepEqual(
    reading.households.map(({ head, size, members }) => [head, size, members.map(({ name }) => name)]),
    families.map(({ family, members }) => [family.head_id_number, members.length, members.map(({ name }) => name)]),
  )
  assert.match(await part(filled.file, 'xl/worksheets/sheet1.xml'), /<mergeCell ref="B3:B5"\/>/)
  assert.deepEqual(
    filled.gaps.map(({ header, field, count }) => [header, field, count]),
    [['月保障标准', 'dibao_monthly', 3]],
  )
})

const cardForm = () =>
  blankWorkbook([
    {
      name: '档案表',
      rows: [
        ['困难职工档案表', '', '', '', '', '', '', ''],
        ['姓名', '', '性别', '□男 □女', '民族', '', '照片', ''],
        ['公民身份号码', '', '', '', '出生年月', '    年  月', '', ''],
        ['家庭住址', '', '', '', '联系电话', '', '', ''],
        ['家庭年收入', '          元', '是否低保', '□是  □否', '住房面积', '', '政治面貌', ''],
        ['家庭成员', '姓名', '关系', '性别', '身份证号', '', '工作状态', '健康状况'],
        ['', '', '', '', '', '', '', ''],
        ['', '', '', '', '', '', '', ''],
        ['审核意见', '', '', '', '', '', '', ''],
      ],
      merges: ['A1:H1', 'G2:H3', 'B3:D3', 'B4:D4', 'A6:A8', 'E6:F6', 'E7:F7', 'E8:F8', 'B9:H9'],
    },
  ])

test('a card: values beside their labels, boxes ticked, the family below without the head; several families give a zip', async () => {
  const blank = await cardForm()
  const reading = await readFormInChild(blank, {})
  assert.equal(reading.shape, 'card')
  const [family] = madeFamilies(1)
  const filled = await fill(blank, [family as FamilyFacts])
  const found = await cells(filled.file)
  const expected = {
    B2: '对象甲一',
    D2: '☑男 □女',
    B3: family?.members[0]?.id_number,
    F3: '1960年1月',
    B5: '12345元',
    D5: '☑是  □否',
    B7: '对象甲一妻',
    C8: '子',
    E8: family?.members[2]?.id_number,
  }
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((cell) => [cell, found.get(cell)])), expected)
  assert.deepEqual(
    filled.gaps.map(({ header, reason }) => [header, reason]),
    [
      ['住房面积', 'missing'],
      ['政治面貌', 'unmapped'],
      ['健康状况', 'missing'],
    ],
  )
  assert.deepEqual(differing(blank, filled.file), ['xl/worksheets/sheet1.xml'])
  const many = await fill(blank, madeFamilies(3))
  assert.equal(many.extension, 'zip')
  assert.deepEqual([...openZip(many.file, defaultLimits).entries.keys()], ['户1.xlsx', '户2.xlsx', '户3.xlsx'])
})

test('a protected card with labels above their values, a list of choices, a condition and a picture keeps all of them', async () => {
  const after =
    '<conditionalFormatting sqref="B6"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>10000</formula></cfRule></conditionalFormatting>' +
    '<dataValidations count="1"><dataValidation type="list" sqref="D3 D6"><formula1>"男,女"</formula1></dataValidation></dataValidations>'
  const blank = await blankWorkbook(
    [
      {
        name: '登记卡',
        rows: [
          ['困难职工走访慰问登记卡', '', '', '', '', ''],
          ['填报单位：', '', '', '填报日期：', '', ''],
          ['姓  名', '', '性别', '', '民 族', ''],
          ['公民身份号码', '', '', '', '联系电话', ''],
          ['家庭人口（人）', '家庭年收入（元）', '刚性支出（元）', '是否低保', '困难类别', '主要致困原因'],
          ['', '', '', '', '', ''],
          ['家庭住址', '', '', '', '', ''],
        ],
        merges: ['A1:F1', 'A2:C2', 'D2:F2', 'B4:D4', 'B7:F7'],
        after,
      },
    ],
    '<definedName name="_xlnm.Print_Area" localSheetId="0">登记卡!$A$1:$F$7</definedName>',
    { 'xl/media/image1.png': 'a picture', 'xl/drawings/drawing1.xml': '<wsDr/>' },
  )
  const filled = await fill(blank, madeFamilies(1))
  const found = await cells(filled.file)
  assert.deepEqual(
    ['A2', 'B3', 'A6', 'B6', 'C6', 'D6', 'E6', 'F6', 'B7'].map((cell) => found.get(cell)),
    ['填报单位：示范市总工会', '对象甲一', 3, 12345, 8000, '是', '深度困难', '因病', '北林区紫来街道 1 号'],
  )
  assert.match(String(found.get('D2')), /^填报日期：2026/)
  assert.deepEqual(differing(blank, filled.file), ['xl/worksheets/sheet1.xml'])
  assert.ok((await part(filled.file, 'xl/worksheets/sheet1.xml')).includes(after))
})

test('what an organisation chose for a heading stands, also when it leaves it blank', async () => {
  const filled = await fill(await unionRoster(), madeFamilies(1), { 备注: 'address', 工作单位: null })
  const found = await cells(filled.file)
  assert.equal(found.get('L4'), '北林区紫来街道 1 号')
  assert.equal(found.get('F4'), undefined)
})

test('who reports and when are written behind their labels, also when one cell holds them all', async () => {
  const line = '填报单位（盖章）：　　　　　　填报日期：    年   月   日　　单位：元'
  const rows = [
    [line, '', ''],
    ['姓名', '身份证号', '家庭年收入'],
    ['', '', ''],
    ['审核人：　　　填表人：　　　', '', ''],
  ]
  const { file } = await fill(await blankWorkbook([{ name: '表', rows, merges: ['A1:C1', 'A4:C4'] }]), madeFamilies(2))
  const found = await cells(file)
  assert.equal(found.get('A1'), '填报单位（盖章）：示范市总工会　　　　填报日期：2026年11月22日　　单位：元')
  assert.equal(found.get('A5'), '审核人：　　　填表人：李某')
  assert.equal(found.get('C3'), 12345)
})
