import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { cellName } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankWorkbook } from './blank-forms.ts'
import { madeFamilies, madeForm } from './made-facts.ts'

const fill = (bytes: Buffer, families: readonly FamilyFacts[], chosen = {}) =>
  fillFormInChild(bytes, chosen, { families, form: madeForm, names: families.map((_, index) => `户${index + 1}`) })

const sheetOf = async (bytes: Buffer): Promise<string> =>
  (await readPart(openZip(bytes, defaultLimits), 'xl/worksheets/sheet1.xml')) ?? ''

/** What stands in the cells of the first sheet. */
async function cells(bytes: Buffer): Promise<Map<string, unknown>> {
  const { sheets } = await readXlsx(bytes, defaultLimits)
  const rows = sheets[0]?.rows ?? []
  return new Map(rows.flatMap(({ number, cells: row }) => row.map((cell, column) => [cellName(column, number), cell])))
}

test('a list of students, or of people with a disability, has them in its rows and never the heads of their families', async () => {
  const [first, second, third] = madeFamilies(3) as [FamilyFacts, FamilyFacts, FamilyFacts]
  const [head, wife, son] = first.members
  const schooled = { ...first, members: [{ ...head, disabled: true }, { ...wife }, { ...son, school: '义务教育' }] }
  const rows = [
    ['序号', '学生姓名', '性别', '学生身份证号', '就读学段', '家长姓名', '家长联系电话', '家庭年收入（元）'],
    ['', '', '', '', '', '', '', ''],
  ]
  const students = await fill(await blankWorkbook([{ name: '表', rows }]), [schooled, second, third])
  const found = await cells(students.file)
  assert.deepEqual(
    ['A2', 'B2', 'D2', 'E2', 'F2', 'H2', 'B3'].map((cell) => found.get(cell)),
    [1, '对象甲一子', son?.id_number, '义务教育', '对象甲一', 12345, undefined],
  )
  assert.deepEqual(students.gaps.find(({ field }) => field === 'name')?.families, [second.id, third.id])
  const title = [['残疾人基本状况登记表', '', '', ''], ['姓名', '身份证号', '残疾等级', '家庭住址'], Array(4).fill('')]
  const disabled = await cells(
    (await fill(await blankWorkbook([{ name: '表', rows: title, merges: ['A1:D1'] }]), [second, schooled])).file,
  )
  assert.deepEqual([disabled.get('A3'), disabled.get('A4')], ['对象甲一', undefined])
})

test('a member’s own income is not the family’s, and a place that stays blank is not merged', async () => {
  const rows = [
    ['户主姓名', '家庭成员姓名', '与户主关系', '年收入（元）', '家庭年收入', '住址', '工作单位'],
    Array(7).fill(''),
  ]
  const [family] = madeFamilies(1) as [FamilyFacts]
  const blank = await blankWorkbook([{ name: '表', rows }])
  const { file } = await fill(blank, [{ ...family, family: { ...family.family, address: null, work_unit: '机械厂' } }])
  const found = await cells(file)
  assert.deepEqual(
    ['D2', 'E2', 'G2', 'G3'].map((cell) => found.get(cell)),
    [undefined, 12345, '机械厂', undefined],
  )
  const merges = (await sheetOf(file)).match(/<mergeCell ref="[^"]*"/g)
  assert.deepEqual(merges, ['<mergeCell ref="A2:A4"', '<mergeCell ref="E2:E4"'])
})

test('boxes in other words are ticked, those that fit nothing are told; a card passes over no label', async () => {
  const rows = [
    ['档案编号：          ', '', '', ''],
    ['户主姓名', '', '身份证号', ''],
    ['致困原因', '□疾病 □因学 □其他', '户口类型', '□非农业 □农业'],
    ['困难类别', '□低保户 □特困', '是否低保', '□有 □无'],
    ['是否单亲', '', '自救能力', ''],
  ]
  const [family] = madeFamilies(1) as [FamilyFacts]
  const more = { main_cause: '重特大疾病', residence: '城镇', file_number: '26-000001' }
  const filled = await fill(await blankWorkbook([{ name: '卡', rows, merges: ['A1:D1'] }]), [
    { ...family, family: { ...family.family, ...more } },
  ])
  const found = await cells(filled.file)
  assert.deepEqual(
    ['A1', 'B3', 'D3', 'B4', 'D4'].map((cell) => found.get(cell)),
    ['档案编号：26-000001', '☑疾病 □因学 □其他', '☑非农业 □农业', '□低保户 □特困', '☑有 □无'],
  )
  assert.deepEqual(
    filled.gaps.map(({ header, reason }) => [header, reason]),
    [
      ['困难类别', 'no_choice'],
      ['是否单亲', 'unmapped'],
      ['自救能力', 'unmapped'],
    ],
  )
})

test('a list of choices is filled in its own words, also when a hidden sheet holds them', async () => {
  const after =
    '<dataValidations count="1"><dataValidation sqref="B2:B9" type="list"><formula1>字典!$A$1:$A$3</formula1></dataValidation>' +
    '<dataValidation type="list" sqref="C2"><formula1>"有,无"</formula1></dataValidation></dataValidations>'
  const rows = [['户主姓名', '致困原因', '是否低保', '户籍性质'], Array(4).fill('')]
  const blank = await blankWorkbook([
    { name: '表', rows, after },
    { name: '字典', rows: [['因学'], ['因残致贫'], ['因病致贫']] },
  ])
  const [family] = madeFamilies(1) as [FamilyFacts]
  const known = { ...family.family, main_cause: '重特大疾病', residence: '农村' }
  const found = await cells((await fill(blank, [{ ...family, family: known }])).file)
  assert.deepEqual([found.get('B2'), found.get('C2'), found.get('D2')], ['因病致贫', '有', '农村'])
})

test('headings nobody has heard of are shown and filled once somebody has said what they ask for', async () => {
  const rows = [['当家人', '几口人', '咋联系', '住哪儿'], Array(4).fill('')]
  const blank = await blankWorkbook([{ name: '摸底', rows }])
  assert.equal((await readFormInChild(blank, {})).shape, 'list')
  const unknown = await fill(blank, madeFamilies(2))
  assert.deepEqual(new Set(unknown.gaps.map(({ reason }) => reason)), new Set(['unmapped']))
  const found = await cells((await fill(blank, madeFamilies(2), { 当家人: 'name', 几口人: 'household_size' })).file)
  assert.deepEqual([found.get('A2'), found.get('B2'), found.get('A3')], ['对象甲一', 3, '对象乙一'])
})
