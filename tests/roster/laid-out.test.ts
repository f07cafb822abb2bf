import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '../../engines/roster/grid.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import type { RosterReading } from '../../engines/roster/reading.ts'
import { oneSheet } from './one-sheet.ts'
import { people } from './people-beside.ts'

const readCells = (rows: readonly (readonly Cell[])[]): RosterReading =>
  readRoster(oneSheet(rows), { counties: new Map() })
const faults = ({ issues }: RosterReading) => issues.filter(({ severity }) => severity !== 'info')
const persons = ({ records }: RosterReading) => records.map(({ values }) => [values.name, values.id_number])
const everybody = people.map((one) => [one.name, one.id])
const births = people.map(({ id }) => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)

test('headings broken in mid-word over two rows without merging are read as one, again on the next page', () => {
  const upper = ['姓', '性', '出生', '身份证', '家庭', '家庭年', '联系', '备']
  const lower = ['名', '别', '日期', '号码', '人口', '收入', '电话', '注']
  const rows = people.map((one, place) => [one.name, '', births[place], one.id, 3, 12_000, one.phone, ''])
  const reading = readCells([['大病困难职工统计表'], upper, lower, ...rows.slice(0, 6), upper, lower, ...rows.slice(6)])
  assert.deepEqual(faults(reading), [])
  assert.deepEqual(persons(reading), everybody)
  assert.deepEqual(
    reading.records.map(({ values }) => [values.birth_date, values.annual_income_fen, values.household_size]),
    births.map((birth) => [birth, 1_200_000, 3]),
  )
  // Columns wide enough keep their heading in one row, above or below.
  const some = readCells([
    ['姓名', '', '出生', '身份证', '家庭', '联系'],
    ['', '性别', '日期', '号码', '人口', '电话'],
    ...people.map((one, place) => [one.name, '', births[place], one.id, 3, one.phone]),
  ])
  assert.deepEqual(
    some.records.map(({ values }) => [values.name, values.birth_date, values.phone]),
    people.map((one, place) => [one.name, births[place], one.phone]),
  )
})

test('a group written above each of its columns is no broken heading', () => {
  const { records, sheets } = readCells([
    ['本人', '本人', '本人', '配偶', '配偶'],
    ['姓名', '身份证号', '联系电话', '姓名', '联系电话'],
    ...people.map((one) => [one.name, one.id, one.phone, one.other, one.otherPhone]),
  ])
  assert.deepEqual(
    records.map(({ values }) => [values.name, values.phone]),
    people.map(({ name, phone }) => [name, phone]),
  )
  assert.equal(sheets[0]?.columns.A?.header, '本人-姓名')
})

test('who hands out and who watches signs below the list, with or without a name, and is nobody on it', () => {
  const list = [['姓名', '身份证号', '金额', '签字'], ...people.map((one) => [one.name, one.id, 500, ''])]
  for (const row of [
    ['发放人：', '监督人：'],
    ['发放人：王敏', '', '监督小组代表：'],
    ['发放人：', '王敏', '纪检监察（监督）：', '李秀英'],
  ]) {
    const reading = readCells([...list, row])
    assert.deepEqual(faults(reading), [], row.join())
    assert.deepEqual(persons(reading), everybody)
  }
})

test('two lists of different people side by side are both read, the shorter one to its own end', () => {
  const [left, right] = [people.slice(0, 8), people.slice(8)]
  const gap = (place: number) => (right[place] ? [place + 1, right[place].name, right[place].id, '双河村'] : [])
  for (const [heads, between] of [
    [['序号', '户主姓名', '身份证号', '人口', '', '序号', '姓名', '身份证号', '村组'], ['']],
    [['序号', '户主姓名', '身份证号', '人口', '序号', '姓名', '身份证号', '村组'], []],
  ] as const) {
    const reading = readCells([
      [...heads],
      ...left.map((one, place) => [place + 1, one.name, one.id, 3, ...between, ...gap(place)]),
    ])
    assert.deepEqual(faults(reading), [])
    assert.deepEqual(persons(reading), everybody)
    assert.equal(reading.records[0]?.values.household_size, 3)
    assert.equal(reading.records.at(-1)?.values.household_size, undefined)
  }
  // An empty column alone parts no list: the spouse to its right is nobody's row.
  const one = readCells([
    ['姓名', '身份证号', '', '配偶姓名', '配偶身份证号'],
    ...people.map((person) => [person.name, person.id, '', person.other, person.otherId]),
  ])
  assert.deepEqual(persons(one), everybody)
})

test('a list of persons that names the head of each one’s household is no list of families', () => {
  const heading = ['户主姓名', '残疾人姓名', '与户主关系', '身份证号', '联系电话']
  const rows = people.map((one, place) =>
    place % 3 === 0
      ? [one.name, one.name, '户主', one.id, one.phone]
      : [one.other, one.name, '父子', one.id, one.phone],
  )
  const reading = readCells([heading, ...rows])
  assert.deepEqual(reading.households ?? [], [])
  assert.deepEqual(persons(reading), everybody)
  assert.deepEqual(faults(reading), [])
  // Where most heads stand in the list themselves, the rows are families as before.
  const families = people.flatMap((one, place) => [
    [one.name, one.name, '户主', one.id, one.phone],
    ...(place % 2 ? [[one.name, one.other, '之子', one.otherId, '']] : []),
  ])
  assert.equal(readCells([heading, ...families]).households?.length, people.length)
})

test('groups over columns that are called the same are groups though nothing is merged, as in separated values', () => {
  const { records } = readCells([
    ['低保复核前后对比表'],
    ['基本情况', '', '', '复核前', '', '复核后', ''],
    ['姓名', '身份证号', '电话', '家庭人口', '年收入', '家庭人口', '年收入'],
    ...people.map((one) => [one.name, one.id, one.phone, 2, 9000, 3, 12_000]),
  ])
  assert.deepEqual(
    records.map(({ values }) => [values.name, values.household_size, values.annual_income_fen]),
    people.map(({ name }) => [name, 3, 1_200_000]),
  )
  // A list in two strips below the names of two workshops stays one.
  const strips = readCells([
    ['一车间', '', '', '二车间', '', ''],
    ['姓名', '身份证号', '签字', '姓名', '身份证号', '签字'],
    ...people.slice(0, 6).map((one, place) => {
      const second = people[place + 6]
      return [one.name, one.id, '', second?.name, second?.id, '']
    }),
  ])
  assert.deepEqual(persons(strips), everybody)
})

test('a card calls its person by any word, and whoever keeps them is another', () => {
  for (const whom of ['儿童姓名', '患者姓名', '孤儿姓名', '受检人姓名']) {
    const [one] = people as [(typeof people)[number]]
    const { records } = readCells([
      ['个案登记卡'],
      [whom, one.name, '性别', '女', '出生日期', births[0]],
      ['身份证号', one.id, '', '民族', '汉', ''],
      ['家庭住址', one.home, '', '', '', ''],
      ['监护人姓名', one.other, '与儿童关系', '祖母', '监护人电话', one.otherPhone],
      ['监护人身份证号', one.otherId, '', '监护人住址', one.otherHome, ''],
    ])
    assert.deepEqual(
      records.map(({ values }) => [values.name, values.id_number, values.address, values.phone ?? null]),
      [[one.name, one.id, one.home, null]],
      whom,
    )
  }
})
