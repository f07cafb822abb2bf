import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts, FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { cellName } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import { blankDocument, blankWorkbook } from './blank-forms.ts'
import { filledAsAsked, madeFamilies } from './made-facts.ts'

const fill = filledAsAsked

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
    ['结对时间', '　年　月', '', ''],
  ]
  const [family] = madeFamilies(1) as [FamilyFacts]
  const more = { main_cause: '重特大疾病', residence: '城镇', file_number: '26-000001' }
  const filled = await fill(await blankWorkbook([{ name: '卡', rows, merges: ['A1:D1'] }]), [
    { ...family, family: { ...family.family, ...more } },
  ])
  const found = await cells(filled.file)
  assert.deepEqual(
    ['A1', 'B3', 'D3', 'B4', 'D4', 'B6'].map((cell) => found.get(cell)),
    ['档案编号：26-000001', '☑疾病 □因学 □其他', '☑非农业 □农业', '□低保户 □特困', '☑有 □无', '2026年3月'],
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

/** A family with lines of aid and visits, as a card is given them. */
function withEntries(family: FamilyFacts): FamilyFacts {
  const aid = (place: number) => ({
    given_on: `2026-0${place}-15`,
    given_kind: place === 2 ? '慰问品' : '慰问金',
    given_amount: place === 2 ? '' : `${place}00000`,
    given_goods: place === 2 ? '大米 2 袋' : '',
    given_by: '市总工会',
    given_by_person: null,
  })
  const visit = (place: number) => ({ went_on: `2026-0${place}-20`, went_by: '干部甲', went_saw: '屋里冷' })
  return { ...family, entries: { aid: [1, 2, 3, 4].map(aid), visit: [5, 6].map(visit) } }
}

test('members, aid and visits below each other on one card each get their rows, and sums between them move', async () => {
  const wide = (text: string) => [text, '', '', '', '']
  const blank = await blankWorkbook([
    {
      name: '手册',
      rows: [
        wide('结对帮扶手册'),
        ['户主姓名', '', '家庭住址', '', ''],
        wide('一、家庭成员'),
        ['姓名', '关系', '身份证号', '健康状况', '备注'],
        wide(''),
        wide(''),
        wide('二、帮扶记录'),
        ['时间', '帮扶内容', '金额', '物品', '帮扶人'],
        wide(''),
        wide(''),
        ['合计', '', '=SUM(C9:C10)', '', ''],
        wide('三、走访记录'),
        ['时间', '走访人', '走访情况', '被走访人签字', ''],
        wide(''),
        ['填表人：', '', '', '', ''],
      ],
      merges: ['A1:E1', 'A3:E3', 'A7:E7', 'A12:E12'],
    },
  ])
  const [family] = madeFamilies(1) as [FamilyFacts]
  const { file, gaps } = await fill(blank, [withEntries(family)])
  const found = await cells(file)
  const row = (number: number) => ['A', 'B', 'C', 'D', 'E'].map((letter) => found.get(`${letter}${number}`))
  assert.equal(found.get('B2'), '对象甲一')
  assert.deepEqual(row(5).slice(0, 2), ['对象甲一妻', '配偶'])
  assert.deepEqual(row(6).slice(0, 2), ['对象甲一子', '子'])
  assert.deepEqual(row(9), ['2026-01-15', '慰问金', 1000, undefined, undefined])
  assert.deepEqual(row(10), ['2026-02-15', '慰问品', undefined, '大米 2 袋', undefined])
  assert.deepEqual(row(12), ['2026-04-15', '慰问金', 4000, undefined, undefined])
  assert.match(await sheetOf(file), /<c r="C13"[^>]*><f>SUM\(C9:C12\)<\/f>/)
  assert.deepEqual(row(16).slice(0, 3), ['2026-05-20', '干部甲', '屋里冷'])
  assert.deepEqual(row(17).slice(0, 3), ['2026-06-20', '干部甲', '屋里冷'])
  assert.equal(found.get('B18'), '李某')
  const merges = [...(await sheetOf(file)).matchAll(/<mergeCell ref="([^"]*)"/g)].map(([, range]) => range)
  assert.deepEqual(merges, ['A1:E1', 'A3:E3', 'A7:E7', 'A14:E14'])
  assert.deepEqual(
    gaps.map(({ header, reason, count }) => [header, reason, count]),
    [
      ['健康状况', 'missing', 2],
      ['帮扶人', 'missing', 4],
    ],
  )
})

test('members and aid beside each other share their rows; the record that lacks more decides how many are put in', async () => {
  const rows = [
    ['户主姓名', '', '联系电话', '', '', '', ''],
    ['家庭成员情况', '', '', '帮扶记录', '', '', ''],
    ['姓名', '关系', '年龄', '时间', '帮扶项目', '金额（元）', '帮扶单位（人）'],
    ['', '', '', '', '', '', ''],
    ['', '', '', '', '', '', ''],
    ['', '', '', '', '', '', ''],
    ['家庭住址', '', '', '困难类别', '', '', ''],
  ]
  const blank = await blankWorkbook([{ name: '卡', rows, merges: ['A2:C2', 'D2:G2'] }])
  const [family] = madeFamilies(1) as [FamilyFacts]
  const found = await cells((await fill(blank, [withEntries(family)])).file)
  assert.deepEqual(
    ['A4', 'A5', 'A6', 'D4', 'F4', 'D7', 'F7', 'B8', 'E8'].map((cell) => found.get(cell)),
    ['对象甲一妻', '对象甲一子', undefined, '2026-01-15', 1000, '2026-04-15', 4000, '北林区紫来街道 1 号', '深度困难'],
  )
})

test('a list printed twice beside itself, or again on the next page, goes on with the families that follow', async () => {
  const heads = ['序号', '姓名', '慰问金额', '签字']
  const side = await blankWorkbook([
    {
      name: '发放表',
      rows: [[...heads, ...heads], Array(8).fill(''), Array(8).fill(''), ['合计', ...Array(7).fill('')]],
    },
  ])
  const families = madeFamilies(7)
  const beside = await cells((await fill(side, families)).file)
  assert.deepEqual(
    ['A2', 'A5', 'B5', 'E2', 'F2', 'E4', 'F4', 'F5', 'A6'].map((cell) => beside.get(cell)),
    [
      1,
      4,
      families[3]?.family.head_name,
      5,
      families[4]?.family.head_name,
      7,
      families[6]?.family.head_name,
      undefined,
      '合计',
    ],
  )
  const bare = await blankWorkbook([{ name: '表', rows: [heads] }])
  assert.equal((await cells((await fill(bare, families)).file)).get('B2'), families[0]?.family.head_name)
  const pages = await blankWorkbook([
    { name: '发放表', rows: [heads, ['', '', '', ''], ['', '', '', ''], heads, ['', '', '', ''], ['', '', '', '']] },
  ])
  const after = await cells((await fill(pages, families)).file)
  assert.deepEqual(
    ['B2', 'B3', 'B4', 'B5', 'B9', 'A9', 'B10'].map((cell) => after.get(cell)),
    [
      families[0]?.family.head_name,
      families[1]?.family.head_name,
      '姓名',
      families[2]?.family.head_name,
      families[6]?.family.head_name,
      7,
      undefined,
    ],
  )
})

test('the same list several times gets for each title or sheet its own families; one that does not say whose it is stays blank', async () => {
  const [one, two, three] = madeFamilies(3) as [FamilyFacts, FamilyFacts, FamilyFacts]
  const living = (family: FamilyFacts, residence: string, township: string) => ({
    ...family,
    family: { ...family.family, residence, township },
  })
  const families = [
    living(one, '城镇', '紫来街道办事处'),
    living(two, '农村', '东富镇'),
    living(three, '农村', '五营乡'),
  ]
  const heads = ['序号', '户主', '人口', '住址']
  const empty = ['', '', '', '']
  const rows = [['一、城镇家庭', '', '', ''], heads, empty, ['二、农村家庭', '', '', ''], heads, empty]
  const parted = await fill(await blankWorkbook([{ name: '表', rows, merges: ['A1:D1', 'A4:D4'] }]), families)
  const found = await cells(parted.file)
  assert.deepEqual(
    ['B3', 'B6', 'B7', 'A7'].map((cell) => found.get(cell)),
    ['对象甲一', '对象乙一', '对象丙一', 2],
  )
  const sheet = (name: string) => ({ name, rows: [heads, empty] })
  const blank = await blankWorkbook([sheet('紫来街道'), sheet('东富'), sheet('其他')])
  const byTownship = await fill(blank, families)
  const { sheets } = await readXlsx(byTownship.file, defaultLimits)
  assert.deepEqual(
    sheets.map(({ rows: own }) => own.slice(1).map(({ cells: row }) => row[1])),
    [['对象甲一'], ['对象乙一'], []],
  )
  assert.deepEqual(
    byTownship.gaps.map(({ header, reason, families: whom }) => [header, reason, whom]),
    [
      ['其他', 'whose', []],
      ['紫来街道、东富、其他', 'no_list', [three.id]],
    ],
  )
})

test('the next page of a document goes on with the families that follow', async () => {
  const heads = ['序号', '姓名', '工作单位']
  const page = [heads, ['', '', ''], ['', '', '']]
  const { file } = await fill(await blankDocument('名册', [page, page]), madeFamilies(5))
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  const names = [...xml.matchAll(/对象./g)].map(([name]) => name.at(-1))
  assert.deepEqual(names, ['甲', '乙', '丙', '丁', '戊'])
})

test('labels about a patient are not filled with the head, and whoever wrote the form is nobody of the family', async () => {
  const rows = [
    ['患者姓名', '', '性别', '', '身份证号', ''],
    ['联系电话', '', '就诊医院', '', '与户主关系', ''],
    ['家长姓名', '', '家长身份证号', '', '困难类别', ''],
    ['家庭住址', '', '建档人', '', '录入人', ''],
  ]
  const [family] = madeFamilies(1) as [FamilyFacts]
  const found = await cells((await fill(await blankWorkbook([{ name: '申请表', rows }]), [family])).file)
  for (const cell of ['B1', 'D1', 'F1', 'B2', 'F2', 'D4', 'F4']) assert.equal(found.get(cell), undefined, cell)
  assert.deepEqual(
    ['B3', 'D3', 'F3', 'B4'].map((cell) => found.get(cell)),
    ['对象甲一', family.family.head_id_number, '深度困难', '北林区紫来街道 1 号'],
  )
})

test('labels about the student are filled where the family has just one; of several nobody is chosen, and it is told', async () => {
  const rows = [
    ['学生姓名', '', '性别', '', '身份证号', ''],
    ['与户主关系', '', '配偶姓名', '', '子女姓名', ''],
    ['家长姓名', '', '家长身份证号', '', '困难类别', ''],
  ]
  const [family] = madeFamilies(1) as [FamilyFacts]
  const [head, wife, son] = family.members as [Facts, Facts, Facts]
  const daughter = { ...son, name: '对象甲一女', relation: '女', sex: '女' }
  const blank = await blankWorkbook([{ name: '申请表', rows }])
  const filledFor = async (members: readonly Facts[]) => {
    const { file, gaps } = await fill(blank, [{ ...family, members }])
    const found = await cells(file)
    const places = ['B1', 'D1', 'F1', 'B2', 'D2', 'F2', 'B3'].map((cell) => found.get(cell))
    return { places, gaps: gaps.map(({ header, reason }) => [header, reason]) }
  }
  const one = await filledFor([head, wife, { ...son, school: '高中' }])
  assert.deepEqual(one.places, ['对象甲一子', son.sex, son.id_number, '子', '对象甲一妻', '对象甲一子', '对象甲一'])
  assert.deepEqual(one.gaps, [])
  const two = await filledFor([head, wife, { ...son, school: '高中' }, { ...daughter, school: '小学' }])
  assert.deepEqual(two.places, [undefined, undefined, undefined, undefined, '对象甲一妻', undefined, '对象甲一'])
  assert.deepEqual(
    two.gaps,
    ['学生姓名', '性别', '身份证号', '与户主关系', '子女姓名'].map((header) => [header, 'whom']),
  )
  const none = await filledFor([head, wife, son])
  assert.deepEqual(none.places.slice(0, 4), [undefined, undefined, undefined, undefined])
  assert.deepEqual(none.gaps[0], ['学生姓名', 'missing'])
})

test('the second page of a card is filled also where its labels are few', async () => {
  const first = [
    ['户主姓名', '', '身份证号', ''],
    ['家庭住址', '', '联系电话', ''],
  ]
  const second = [
    ['姓名', '关系', '年龄', '健康状况'],
    ['', '', '', ''],
    ['主要致困原因', '', '开户银行', ''],
  ]
  const [family] = madeFamilies(1) as [FamilyFacts]
  const blank = await blankWorkbook([
    { name: '第一页', rows: first },
    { name: '第二页', rows: second },
  ])
  const { file, gaps } = await fill(blank, [family])
  const { sheets } = await readXlsx(file, defaultLimits)
  assert.equal(sheets[1]?.rows.at(-1)?.cells[1], '因病')
  assert.ok(gaps.some(({ header, reason }) => header === '开户银行' && reason === 'unmapped'))
})
