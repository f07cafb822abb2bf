import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

test('a card whose labels stand above their places is filled below them, and what nobody knows is told', async () => {
  const blank = await blankWorkbook([
    {
      name: '卡',
      rows: [
        ['救助对象登记卡', '', '', ''],
        ['姓名', '性别', '身份证号码', ''],
        ['', '', '', ''],
        ['家庭住址', '', '政治面貌', '联系电话'],
        ['', '', '', ''],
        ['帮扶干部', '帮扶单位', '联系电话', '是否低保'],
        ['', '', '', '□是 □否'],
      ],
      merges: ['A1:D1', 'C2:D2', 'C3:D3', 'A4:B4', 'A5:B5'],
    },
  ])
  const [family] = madeFamilies(1)
  if (!family) return assert.fail()
  const { file, gaps, extension } = await filledAsAsked(blank, [family])
  const at = await cellsOf(file)
  const [head] = family.members
  assert.equal(extension, 'xlsx')
  assert.deepEqual(at(3, 'ABC'), [head?.name, '男', head?.id_number])
  assert.deepEqual(at(5, 'AC'), ['北林区紫来街道 1 号', undefined])
  assert.deepEqual(at(5, 'D'), ['13945500016'])
  assert.deepEqual(at(7, 'ABCD'), ['干部甲', '县教育局', '13945500099', '☑是 □否'])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    [['政治面貌', 'unmapped']],
  )
})

test('what stands down the side of the rows of such a card says whose its labels are', async () => {
  const rows = [
    ['基本信息', '姓名', '性别', '联系电话'],
    ['', '', '', ''],
    ['帮扶责任人', '姓名', '职务', '联系电话'],
    ['', '', '', ''],
  ]
  const [family] = madeFamilies(1)
  if (!family) return assert.fail()
  const blank = await blankWorkbook([{ name: '卡', rows, merges: ['A1:A2', 'A3:A4'] }])
  const at = await cellsOf((await filledAsAsked(blank, [family])).file)
  assert.deepEqual(at(2, 'BCD'), [family.members[0]?.name, '男', '13945500016'])
  assert.deepEqual(at(4, 'BCD'), ['干部甲', '科员', '13945500099'])
})

test('headings above one blank row, and a line for signatures below it, stay a list', async () => {
  const rows = [
    ['姓名', '身份证号', '联系电话'],
    ['', '', ''],
    ['审核人：', '填表人：', '填报日期：'],
  ]
  const { file } = await filledAsAsked(await blankWorkbook([{ name: '册', rows }]), madeFamilies(2))
  const at = await cellsOf(file)
  assert.deepEqual(
    [2, 3].map((row) => at(row, 'A')[0]),
    madeFamilies(2).map(({ members }) => members[0]?.name),
  )
})
