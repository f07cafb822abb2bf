import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts, FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

/** The first invented family, who lives in town, with more facts of its own and of its head. */
function familyWith(family: Facts, head: Facts = {}): FamilyFacts {
  const [one] = madeFamilies(1) as [FamilyFacts]
  const [first, ...others] = one.members
  return {
    ...one,
    family: { ...one.family, residence: '城镇', ...family },
    members: [{ ...first, ...head } as Facts, ...others],
  }
}

/** A card with a label and its place in each row. */
async function cardOf(rows: readonly (readonly [string, string])[], family: FamilyFacts) {
  const cells = [['姓名', '', '身份证号', ''], ...rows.map((row) => [...row, '', ''])]
  const { file, gaps } = await filledAsAsked(await blankWorkbook([{ name: '卡', rows: cells }]), [family])
  const at = await cellsOf(file)
  return {
    filled: rows.map((_, index) => at(index + 2, 'B')[0]),
    gaps: gaps.map(({ header, reason }) => [header, reason]),
  }
}

test('a box behind its word is the one that is ticked, and every cause has its tick but where only the main one is asked for', async () => {
  const family = familyWith(
    { dibao: false, vehicles: 0, other_causes: '子女上学' },
    { disability_grade: '三级', disabled: true },
  )
  const { filled, gaps } = await cardOf(
    [
      ['是否低保', '是□　否□'],
      ['致困原因（可多选）', '□因病 □因残 □子女就学 □其他'],
      ['残疾等级', '□1级 □2级 □3级 □4级'],
      ['机动车', '□有 □无'],
      ['居住地', '□城镇 □农村'],
      ['详细地址', ''],
      ['困难类别', '（ ）相对困难（ ）深度困难'],
      ['是否残疾', '【】是 【】否'],
    ],
    family,
  )
  assert.deepEqual(filled, [
    '是□　否☑',
    '☑因病 □因残 ☑子女就学 □其他',
    '□1级 □2级 ☑3级 □4级',
    '□有 ☑无',
    '☑城镇 □农村',
    '北林区紫来街道 1 号',
    '（ ）相对困难（√）深度困难',
    '【√】是 【】否',
  ])
  assert.deepEqual(gaps, [])
  const main = await cardOf([['主要致困原因', '□因病 □因残 □子女就学 □其他']], family)
  assert.deepEqual(main.filled, ['☑因病 □因残 □子女就学 □其他'])
})

test('a list of numbers in the cell is filled by the numbers of its heading', async () => {
  const after = `<dataValidations count="1"><dataValidation type="list" sqref="B2:B3"><formula1>"1,2"</formula1></dataValidation></dataValidations>`
  const rows = [
    ['户主', '户口（1城镇 2农村）', '身份证号'],
    ['', '', ''],
  ]
  const { file } = await filledAsAsked(await blankWorkbook([{ name: '册', rows, after }]), [familyWith({})])
  assert.equal((await cellsOf(file))(2, 'B')[0], 1)
})

test('a heading that numbers its answers gets the number, one that asks 有无 gets 有 or 无, and a number for none of them is told', async () => {
  const sheet = {
    name: '摸底',
    rows: [
      [
        '姓名',
        '性别（1男2女）',
        '户口类型（1.城镇 2.农村）',
        '是否低保（是填1，否填0）',
        '有无帮扶责任人',
        '致困原因：01因残 02因学',
      ],
      ['', '', '', '', '', ''],
    ],
  }
  const known = familyWith({ paired: false }, { name: '甲' })
  const { file, gaps } = await filledAsAsked(await blankWorkbook([sheet]), [known])
  assert.deepEqual((await cellsOf(file))(2, 'ABCDEF'), ['甲', 1, 1, 1, '无', undefined])
  assert.deepEqual(
    gaps.map(({ header, reason }) => [header, reason]),
    [['致困原因:01因残 02因学', 'no_choice']],
  )
})
