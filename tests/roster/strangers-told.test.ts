import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sheet } from '../../engines/roster/grid.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { oneSheet } from './one-sheet.ts'
import { id, name, nobodys, other, otherId, otherPhone, people, read } from './people-beside.ts'

const works = () => '市教育局'

test('the telephone or unit of whom no list of people in hardship is about stays nobody’s, named in one column or not', () => {
  for (const whose of ['民警', '村支书', '楼栋长', '律师', '账户所有人', '慰问人', '班主任']) {
    const values = read([
      ['姓名', name],
      ['身份证号', id],
      [`${whose}电话`, otherPhone],
      [`${whose}单位`, works],
    ])
    assert.deepEqual([values('phone'), values('unit')], [nobodys, nobodys], whose)
  }
  for (const whose of ['监护人', '代领人', '父亲', '网格员'])
    assert.deepEqual(
      read([
        ['姓名', name],
        ['身份证号', id],
        [`${whose}单位`, works],
      ])('unit'),
      nobodys,
      whose,
    )
})

test('the person’s own telephone and unit are so by many names', () => {
  for (const phone of ['职工电话', '求职者电话', '当事人手机', '遗属电话', '家庭联系电话'])
    assert.deepEqual(
      read([
        ['姓名', name],
        ['身份证号', id],
        [phone, (one) => one.phone],
      ])('phone'),
      people.map((one) => one.phone),
      phone,
    )
  for (const unit of ['用人单位', '原用人单位', '隶属单位', '所属单位名称', '职工单位'])
    assert.deepEqual(
      read([
        ['姓名', name],
        ['身份证号', id],
        [unit, works],
      ])('unit'),
      people.map(works),
      unit,
    )
})

test('whoever is visited is not whoever visits, and the officer’s short name goes on about the officer', () => {
  const visited = read([
    ['慰问人', other],
    ['慰问人单位', works],
    ['被慰问人姓名', name],
    ['被慰问人身份证号', id],
  ])
  assert.deepEqual(visited('unit'), nobodys)
  const patients = read([
    ['患者姓名', name],
    ['患者身份证号', id],
    ['社区民警', other],
    ['民警电话', otherPhone],
  ])
  assert.deepEqual(patients('phone'), nobodys)
})

test('patients with the heads of their families are patients, and a family with one member of another row stays a family', () => {
  read([
    ['患者姓名', name],
    ['患者身份证号', id],
    ['户主姓名', other],
    ['户主身份证号', otherId],
    ['与户主关系', () => '之子'],
    ['救助金额', () => 800],
  ])
})

test('under a group that was written in the first row of a broken heading its columns go on about the same person', () => {
  const rows = [
    ['序', '儿　童', '性', '身份证', '监护人', '', '备'],
    ['号', '姓　名', '别', '号　码', '姓　名', '电　话', '注'],
    ...people.map((one, place) => [
      place + 1,
      one.name,
      place % 2 ? '男' : '女',
      one.id,
      one.other,
      one.otherPhone,
      '',
    ]),
  ]
  const { records, sheets } = readRoster(oneSheet(rows), { counties: new Map() })
  assert.deepEqual(
    records.map(({ values }) => values.name),
    people.map(name),
  )
  assert.ok(records.every(({ values }) => (values.phone ?? null) === null))
  assert.equal(sheets[0]?.columns.F?.header, '监护人电话')
})

test('离异 and 丧偶 under 单亲原因 are no cause of hardship', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['单亲原因', ({ otherSex }) => (otherSex === '女' ? '离异' : '丧偶')],
  ])
  assert.deepEqual(values('cause'), nobodys)
})

test('who builds, vouches, inherits or helps beside the person stays somebody else, however the person is called', () => {
  // 施工方 has a number and a telephone of its own.
  const repaired = read([
    ['危改户姓名', name],
    ['危改户身份证号', id],
    ['联系电话', (one) => one.phone],
    ['施工方负责人姓名', other],
    ['施工方身份证号', otherId],
    ['施工方联系电话', otherPhone],
  ])
  assert.deepEqual(
    repaired('phone'),
    people.map(({ phone }) => phone),
  )
  // 被保险人 is a name where the number beside it says whose it is.
  read([
    ['被保险人', name],
    ['被保险人证件号码', id],
    ['受益人姓名', other],
    ['受益人证件号码', otherId],
  ])
  read([
    [['爱心妈妈', '姓名'], other],
    [['', '联系电话'], otherPhone],
    [['留守儿童', '姓名'], name],
    [['', '身份证号'], id],
  ])
})

test('a list of people that names the helper of each with a post is no list of helpers', () => {
  const values = read([
    ['退役军人姓名', name],
    ['公民身份号码', id],
    ['联系方式', (one) => one.phone],
    ['帮扶责任人', other],
    ['责任人职务', () => '科长'],
    ['责任人电话', otherPhone],
  ])
  assert.deepEqual(
    values('phone'),
    people.map(({ phone }) => phone),
  )
})

test('救助对象手机号 is a telephone and no certificate', () => {
  const columns = [
    ['救助对象姓名', name],
    ['救助对象身份证号', id],
    ['救助对象手机号', (one: (typeof people)[number]) => one.phone],
  ] as const
  const rows = [
    ['低保边缘人口信息'],
    columns.map(([title]) => title),
    ...people.map((one) => columns.map(([, cell]) => cell(one))),
  ]
  const { records } = readRoster(oneSheet(rows), { counties: new Map() })
  assert.deepEqual(
    records.map(({ values }) => values.phone),
    people.map(({ phone }) => phone),
  )
})

test('several who vouch are numbered, and nobody of them is the borrower', () => {
  const rows = [
    ['借款人姓名', '借款人身份证号码', '担保人1', '', '担保人二', ''],
    ['', '', '姓名', '身份证号', '姓名', '身份证号'],
    ...people.map((one) => [one.name, one.id, one.other, one.otherId, one.other, one.otherId]),
  ]
  const [sheet] = oneSheet(rows).sheets
  const over = (left: number, right: number, bottom: number) => ({ top: 1, bottom, left, right })
  const merges = [over(0, 0, 2), over(1, 1, 2), over(2, 3, 1), over(4, 5, 1)]
  const { records } = readRoster(
    { date1904: false, sheets: [{ ...(sheet as Sheet), merges }] },
    { counties: new Map() },
  )
  assert.deepEqual(
    records.map(({ values }) => [values.name, values.id_number]),
    people.map((one) => [one.name, one.id]),
  )
})

test('家庭成员（人数） counts the members and is nobody’s name, where the list says 困难户 only', () => {
  const values = read([
    ['困难户', name],
    ['身份证号（勿用科学计数）', id],
    ['家庭成员（人数）', () => '共3人'],
  ])
  assert.deepEqual(
    values('household_size'),
    people.map(() => 3),
  )
})
