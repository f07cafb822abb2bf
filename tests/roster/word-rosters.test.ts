import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCharacter } from '../../core/identity-number.ts'
import { Problem } from '../../core/problem.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { readWorkbook } from '../../platform/server/spreadsheets/read-workbook.ts'
import { blankDocument, type WordCell } from './blank-forms.ts'

const counties = new Map<string, string>()
const number = (day: number) => {
  const first17 = `231202197405${String(day).padStart(2, '0')}997`
  return first17 + checkCharacter(first17)
}
const read = async (file: Promise<Buffer>): Promise<RosterReading> =>
  readRoster((await readWorkbook(await file, defaultLimits)).workbook, { counties })
const faults = ({ issues }: RosterReading) =>
  issues.filter(({ severity }) => severity !== 'info').map(({ sheet, cell, code }) => `${sheet}!${cell} ${code}`)
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const restart = (text: string): WordCell => ({ text, merge: 'restart' })
const below: WordCell = { merge: 'continue' }

const heading: readonly (readonly WordCell[])[] = [
  [
    ...['序号', '姓名', '身份证号', '困难类别', '致困原因'].map(restart),
    { text: '家庭收支', span: 2 },
    restart('联系电话'),
  ],
  [below, below, below, below, below, '年收入', '刚性支出', below],
]
const person = (serial: number): readonly WordCell[] => [
  String(serial),
  `王建${'甲乙丙丁戊己'[serial] ?? '国'}`,
  number(serial),
  '深度困难',
  '因病',
  '1.2',
  '0.5',
  `1390000111${serial}`,
]

test('a roster in a Word table: lines above it, a heading of two levels, merged cells, who signs below', async () => {
  const rows = [
    ...heading,
    person(1),
    person(2),
    ['3', '李四', '23120219740503997', '相对困难', '因学', '不详', '0', ''],
  ]
  const reading = await read(blankDocument('困难职工花名册', [rows], paragraph('填报单位：市总工会　单位：万元')))
  assert.equal(reading.sheets[0]?.title, '困难职工花名册')
  assert.deepEqual(
    reading.records.map(({ sheet, row, values }) => [
      sheet,
      row,
      values.name,
      values.id_number,
      values.annual_income_fen,
    ]),
    [
      ['Sheet1', 5, '王建乙', number(1), 1_200_000],
      ['Sheet1', 6, '王建丙', number(2), 1_200_000],
    ],
  )
  assert.deepEqual(faults(reading), ['Sheet1!C7 id_length', 'Sheet1!F7 amount_unreadable'])
})

test('what goes on in a second table below is read with the heading and the unit of the first', async () => {
  const tables = [[...heading, person(1), person(2)], [person(3)]]
  const reading = await read(blankDocument('困难职工花名册', tables, paragraph('单位：万元')))
  assert.deepEqual(
    reading.records.map(({ sheet, row, values }) => [sheet, row, values.id_number, values.annual_income_fen]),
    [
      ['表格1', 5, number(1), 1_200_000],
      ['表格1', 6, number(2), 1_200_000],
      ['表格2', 1, number(3), 1_200_000],
    ],
  )
})

test('a card of labels and values, with boxes as symbols, a prompt nobody answered, and text that was moved away', async () => {
  const tick = (char: string) => `<w:r><w:sym w:font="Wingdings" w:char="${char}"/></w:r>`
  const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
  const boxes: WordCell = { xml: `<w:p>${tick('F0FE')}${run('是')}${tick('F0A8')}${run('否')}</w:p>` }
  const prompt: WordCell = { xml: paragraph('单击此处输入文字。'), control: '<w:showingPlcHdr/>' }
  const moved: WordCell = { xml: `<w:p><w:moveFrom w:id="1">${run('旧')}</w:moveFrom>${run('市乳品厂')}</w:p>` }
  const reading = await read(
    blankDocument('困难职工档案表', [
      [
        ['姓名', '王建国', '性别', '男', '民族', '汉族'],
        ['身份证号', { text: number(1), span: 3 }, '联系电话', '13900001111'],
        ['工作单位', moved, '困难类别', '深度困难', '是否低保', boxes],
        ['致困原因', '因病', '家庭年收入', '12000元', '家庭住址', prompt],
      ],
    ]),
  )
  assert.equal(reading.records.length, 1)
  const { values } = reading.records[0] ?? assert.fail()
  assert.deepEqual(
    [values.name, values.id_number, values.unit, values.dibao, values.annual_income_fen, values.address],
    ['王建国', number(1), '市乳品厂', true, 1_200_000, null],
  )
  assert.deepEqual(faults(reading), [])
})

test('a chain of lines pasted into a document without a table', async () => {
  const lines = ['#接龙', `1. 张三丰 ${number(1)} 13900001111`, `2. 李四 ${number(2)} 13900002222`]
  const reading = await read(blankDocument('统计困难职工', [], lines.map(paragraph).join('')))
  assert.deepEqual(
    reading.records.map(({ row, values }) => [row, values.name, values.id_number, values.phone]),
    [
      [3, '张三丰', number(1), '13900001111'],
      [4, '李四', number(2), '13900002222'],
    ],
  )
})

test('a broken document is told so, whatever broke', async () => {
  const whole = await blankDocument('困难职工花名册', [[...heading, person(1)]])
  const open = blankDocument('困难职工花名册', [], `<w:tbl><w:tr><w:tc>${paragraph('姓名')}`)
  const typed = blankDocument('x', [], '<!DOCTYPE x [<!ENTITY a "b">]>')
  const deep = blankDocument('x', [], '<w:tbl><w:tr><w:tc>'.repeat(30))
  for (const file of [
    open,
    typed,
    deep,
    Promise.resolve(whole.subarray(0, whole.length - 40)),
    Promise.resolve(whole.subarray(0, 300)),
  ])
    await assert.rejects(read(file), (error) => error instanceof Problem && error.code === 'unreadable_file')
})

test('a letter without a table is refused by name', async () => {
  const letter = blankDocument('关于做好困难职工工作的通知', [], paragraph('各县（市、区）总工会：请于5月底前上报。'))
  await assert.rejects(read(letter), (error) => error instanceof Problem && error.data?.reason === 'not_a_spreadsheet')
})
