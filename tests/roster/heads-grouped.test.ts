import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '../../engines/roster/grid.ts'
import { headingScore } from '../../engines/roster/header-words.ts'
import { moneyUnit } from '../../engines/roster/money.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { oneSheet } from './one-sheet.ts'
import { id, name, other, otherId, people, read } from './people-beside.ts'

const families = people.slice(0, 5)

/** Families of two, with the head in columns of its own, written once; the headings over two rows. */
function readFamilies(head: string, members: string) {
  const rows = families.flatMap((one, index): Cell[][] => [
    [index + 1, one.name, one.id, one.phone, one.name, '户主', one.id, 2, 300 + index],
    ['', '', '', '', one.other, '配偶', one.otherId, '', ''],
  ])
  const top: Cell[] = ['序号', head, '', '', members, '', '', '保障情况', '']
  const below: Cell[] = ['', '姓名', '身份证号', '联系电话', '姓名', '与户主关系', '身份证号', '保障人数', '月保障金']
  const blank = (row: Cell[]) => row.map((cell) => (cell === '' ? undefined : cell))
  return readRoster(oneSheet([top, below, ...rows].map(blank)), { counties: new Map() })
}

test('姓名 under 户主情况 is the head’s and 姓名 under 家庭成员情况 the member’s, whichever group it is called', () => {
  for (const [head, members] of [
    ['户主情况', '家庭成员情况'],
    ['户主基本信息', '共同生活家庭成员'],
    ['申请人情况', '家庭成员'],
  ] as const) {
    const { households = [], issues } = readFamilies(head, members)
    assert.deepEqual(
      households.map(({ head: number, size, members: all }) => [number, size, all.map((one) => one.id_number)]),
      families.map((one) => [one.id, 2, [one.id, one.otherId]]),
      head,
    )
    assert.deepEqual(
      issues.filter(({ severity }) => severity !== 'info'),
      [],
    )
  }
})

test('a group over a single column needs no merged cell to head what stands below it', () => {
  const rows = families.flatMap((one, index): Cell[][] => [
    [index + 1, one.name, one.name, '户主', one.id, 2, 300],
    [undefined, undefined, one.other, '配偶', one.otherId, undefined, undefined],
  ])
  const top: Cell[] = ['户次', '户主信息', '家庭成员信息', undefined, undefined, '保障人数', '月应发低保金']
  const below: Cell[] = [undefined, '姓名', '姓名', '与户主关系', '身份证号']
  const { households = [] } = readRoster(oneSheet([top, below, ...rows]), { counties: new Map() })
  assert.deepEqual(
    households.map(({ row, head, members, monthly_benefit_fen }) => [row, head, members.length, monthly_benefit_fen]),
    families.map((one, index) => [3 + 2 * index, one.id, 2, 30_000]),
  )
})

test('what is due each month is the benefit only where a list says nothing of what was paid', () => {
  const columns: Cell[] = ['户主姓名', '家庭成员姓名', '与户主关系', '身份证号', '月应发低保金', '月发放金额']
  const rows = families.map((one): Cell[] => [one.name, one.name, '户主', one.id, 350, 300])
  const { households = [] } = readRoster(oneSheet([columns, ...rows]), { counties: new Map() })
  assert.deepEqual(new Set(households.map(({ monthly_benefit_fen }) => monthly_benefit_fen)), new Set([30_000]))
})

test('the phone of whoever holds an office is not the worker’s, wherever it stands', () => {
  for (const [office, phone] of [
    ['工会主席', '工会主席电话'],
    ['分管领导', '领导电话'],
    ['车间主任', '车间主任电话'],
    ['班组长', '班组长手机'],
    ['网格员', '网格员电话'],
    ['收款人', '收款人电话'],
  ] as const) {
    const values = read([
      [office, other],
      [phone, (one) => one.otherPhone],
      ['困难对象', name],
      ['身份证号', id],
      ['移动手机', (one) => one.phone],
    ])
    assert.deepEqual(
      values('phone'),
      people.map((one) => one.phone),
      office,
    )
  }
})

test('the unit of a heading may say the time first', () => {
  assert.equal(moneyUnit('家庭收入（年/元）'), 100)
  assert.equal(moneyUnit('家庭收入（年/万元）'), 1_000_000)
})

test('what stands after the worker’s own phone is the worker’s, not the spouse’s before it', () => {
  const values = read([
    ['困难职工本人姓名', name],
    ['身份证号', id],
    ['所属工会', () => '城区工会联合会'],
    ['配偶姓名', other],
    ['职工手机号', (one) => one.phone],
    ['所属基层单位', () => '市乳品厂'],
  ])
  assert.deepEqual(
    values('phone'),
    people.map(({ phone }) => phone),
  )
  assert.deepEqual(new Set(values('unit')), new Set(['市乳品厂']))
})

test('联系人电话（本人） is the person’s own, also beside a 紧急联系人', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['联系人电话（本人）', (one) => one.phone],
    ['紧急联系人', other],
    ['紧急联系人电话', (one) => one.otherPhone],
  ])
  assert.deepEqual(
    values('phone'),
    people.map(({ phone }) => phone),
  )
})

test('a number of the second generation of cards is no second number, and that of a certificate no identity number', () => {
  read([
    ['姓名', name],
    ['低保证号', otherId],
    ['第二代身份证号', id],
  ])
})

test('the head of a hardship family is the worker where nobody else is named, with the head’s number and no other card’s', () => {
  for (const mine of ['困难户主姓名', '困难职工户主姓名', '困难家庭户主姓名'])
    for (const number of ['身份证号', '户主身份证号码'])
      read([
        ['帮扶人', other],
        ['特困证号', () => '231200190411069'],
        [number, id],
        ['低保人员', () => '否'],
        [mine, name],
      ])
})

test('致困情况 asks for the cause, whatever its values', () => {
  assert.ok(headingScore('hardship_worker', 'cause', '致困情况') > 0)
})

test('a unit after 配偶单位 is the worker’s, for the spouse’s has been said', () => {
  const values = read([
    ['身份证号', id],
    ['家庭年收入', () => 12_000],
    ['配偶', other],
    ['审核时间', () => '2023-05-01'],
    ['配偶单位', () => '市教育局'],
    ['企业（单位）', () => '市乳品厂'],
    ['基层工会', () => '城区总工会'],
    ['困难户', name],
  ])
  assert.deepEqual(new Set(values('unit')), new Set(['市乳品厂']))
})
