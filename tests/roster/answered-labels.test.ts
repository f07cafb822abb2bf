import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAnswered } from '../../engines/roster/fill/labels-inside.ts'
import { blankWorkbook } from './blank-forms.ts'
import { cellsOf, filledAsAsked, madeFamilies } from './made-facts.ts'

const list = [
  ['序号', '户主姓名', '家庭人口', '家庭住址'],
  ['', '', '', ''],
]

async function beside(label: string, value = '') {
  const rows = [['困难家庭名册', '', '', ''], [label, value, '', ''], ...list]
  const { file } = await filledAsAsked(await blankWorkbook([{ name: '表', rows }]), madeFamilies(1))
  const row = await cellsOf(file)
  assert.deepEqual(row(4, 'BC'), ['对象甲一', 3], label)
  return row(2, 'AB')
}

test('a label that is answered in its own cell gets no second answer beside it', async () => {
  for (const answered of [
    '填报时间：2026年11月',
    '填报日期:2026-11-05',
    '填表时间 2026.11',
    '填报时间：二〇二六年十一月',
    '填报时间：11月5日',
    '填报单位：北林区总工会',
    '填表人：王某某',
  ])
    assert.deepEqual(await beside(answered), [answered, undefined], answered)
})

test('a label with nothing, a blank or a hint behind its colon is filled beside it', async () => {
  assert.deepEqual(await beside('填报单位：'), ['填报单位：', '示范市总工会'])
  assert.deepEqual(await beside('填报单位（盖章）：'), ['填报单位（盖章）：', '示范市总工会'])
  assert.equal((await beside('填报时间：'))[1] !== undefined, true)
})

test('a card asks on where a hint, a legend or a printed unit stands behind the colon', () => {
  for (const asking of [
    '致困原因：1因病 2因残',
    '家庭住址：（详细到门牌号）',
    '年收入（单位：元）',
    '其中：残疾人',
    '性别：□男 □女',
  ])
    assert.equal(isAnswered(asking), false, asking)
  for (const answered of ['填报单位：北林区总工会', '姓名：王某某', '联系电话：0455-8000000'])
    assert.equal(isAnswered(answered), true, answered)
})
