import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { type BlankRow, blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

const families = madeFamilies(2).map((family): FamilyFacts => {
  const members = family.members.map((person) => ({
    ...person,
    health: '高血压',
    ...(person.relation === '子' && { school: '高中' }),
  }))
  return { ...family, members }
})

async function filled(rows: readonly BlankRow[], some = families) {
  const { file, gaps } = await filledAsAsked(await blankWorkbook([{ name: '表', rows }]), some)
  return {
    row: await cellsOf(file),
    gaps: gaps.filter(({ reason }) => reason === 'unmapped').map(({ header }) => header),
  }
}

test('a list of patients or orphans is not filled with the heads of families; what is the family’s is', async () => {
  const blank = ['', '', '', '', '', '', '']
  const heads = ['序号', '患者姓名', '性别', '病种', '户主姓名', '家庭住址', '联系电话']
  const { row, gaps } = await filled([['大病救治患者名单', ...blank.slice(1)], heads, blank, blank])
  const at = ['对象甲一', '北林区紫来街道 1 号', '13945500016']
  assert.deepEqual(row(3, 'ABCDEFG'), [1, undefined, undefined, undefined, ...at])
  assert.deepEqual(gaps, ['患者姓名', '性别', '病种'])
  const orphans = ['序号', '孤儿姓名', '身份证号', '与户主关系', '户主姓名', '家庭住址', '联系电话']
  const second = await filled([['孤儿保障花名册', ...blank.slice(1)], orphans, blank, blank])
  assert.deepEqual(second.row(3, 'ABCDEFG'), [1, undefined, undefined, undefined, ...at])
  assert.equal(second.row(5, 'E')[0], undefined)
  assert.deepEqual(second.gaps, ['孤儿姓名', '身份证号', '与户主关系'])
})

test('on a card the illness is the patient’s and the school the student’s, wherever they stand', async () => {
  const [first] = families as [FamilyFacts]
  const { row, gaps } = await filled(
    [
      ['大病专项救治信息卡', '', '', ''],
      ['患者姓名', '', '性别', ''],
      ['户主姓名', '', '户主身份证号', ''],
      ['病种', '', '家庭住址', ''],
    ],
    [first],
  )
  assert.deepEqual(row(3, 'BD'), ['对象甲一', first.members[0]?.id_number])
  assert.deepEqual([...row(2, 'BD'), ...row(4, 'BD')], [undefined, undefined, undefined, '北林区紫来街道 1 号'])
  assert.deepEqual(gaps, ['患者姓名', '性别', '病种'])
  const school = await filled(
    [
      ['困难学生资助申请表', '', '', ''],
      ['学生姓名', '', '性别', ''],
      ['家长姓名', '', '联系电话', ''],
      ['就读学段', '', '家庭住址', ''],
    ],
    [first],
  )
  assert.deepEqual(school.row(2, 'BD'), ['对象甲一子', '男'])
  assert.deepEqual(school.row(4, 'BD'), ['高中', '北林区紫来街道 1 号'])
})

test('the parent of a student is the head only where the file makes it certain; the other side of a relation is not turned round', async () => {
  const [first] = families as [FamilyFacts]
  const [head, , son] = first.members
  const grandson = { ...son, name: '对象甲一孙', relation: '孙子', school: '高中' }
  const both = [{ ...first, members: [head ?? {}, son ?? {}, grandson] }]
  const heads = ['序号', '学生姓名', '就读学段', '家长姓名', '与学生关系', '家长身份证号']
  const { file, gaps } = await filledAsAsked(
    await blankWorkbook([{ name: '表', rows: [heads, Array(6).fill(''), Array(6).fill('')] }]),
    both,
  )
  const row = await cellsOf(file)
  assert.deepEqual(row(2, 'BDEF'), ['对象甲一子', '对象甲一', undefined, head?.id_number])
  assert.deepEqual(row(3, 'BDEF'), ['对象甲一孙', undefined, undefined, undefined])
  assert.deepEqual(
    gaps
      .filter(({ header, reason }) => reason === 'missing' && header.startsWith('家长'))
      .map(({ header, count }) => [header, count]),
    [
      ['家长姓名', 1],
      ['家长身份证号', 1],
    ],
  )
  const card = [
    ['学生姓名', '', '就读学段', ''],
    ['家长姓名', '', '家庭住址', ''],
  ]
  const alone = await filled(card, [{ ...first, members: [head ?? {}, grandson] }])
  assert.deepEqual([...alone.row(1, 'B'), ...alone.row(2, 'BD')], ['对象甲一孙', undefined, '北林区紫来街道 1 号'])
})
