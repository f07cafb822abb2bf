import assert from 'node:assert/strict'
import { test } from 'node:test'
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
