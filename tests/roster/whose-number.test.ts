import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingKey } from '../../engines/roster/header-words.ts'
import { moneyUnit } from '../../engines/roster/money.ts'
import { id, type Made, name, other, otherId, people, read } from './people-beside.ts'

const sexOf = (one: Made) => (one.otherSex === '男' ? '女' : '男')
const birthOf = (one: Made) => one.id.slice(6, 14)
const sexes = people.map((one) => (sexOf(one) === '男' ? 1 : 2))
const births = people.map((one) => `${one.id.slice(6, 10)}-${one.id.slice(10, 12)}-${one.id.slice(12, 14)}`)

test('the number of a child takes no sex, nationality or birth away from the worker whose number they agree with', () => {
  const values = read([
    ['职工姓名', name],
    ['身份证号', id],
    ['子女身份证号码', otherId],
    ['性别', sexOf],
    ['民族', () => '满族'],
    ['生日', birthOf],
  ])
  assert.deepEqual(values('sex'), sexes)
  assert.deepEqual(values('birth_date'), births)
  assert.deepEqual(new Set(values('ethnicity')), new Set(['11']))
})

test('of a worker and a child who are both named, each has the sex and birth that their own number says', () => {
  const workers = read([
    ['职工姓名', name],
    ['身份证号', id],
    ['子女姓名', other],
    ['子女身份证号', otherId],
    ['性别', sexOf],
    ['民族', () => '满族'],
    ['出生日期', birthOf],
  ])
  assert.deepEqual(workers('sex'), sexes)
  assert.deepEqual(workers('birth_date'), births)
  assert.deepEqual(new Set(workers('ethnicity')), new Set(['11']))
  const childs = read([
    ['职工姓名', name],
    ['身份证号', id],
    ['子女姓名', other],
    ['子女身份证号', otherId],
    ['性别', (one) => one.otherSex],
    ['出生日期', (one) => one.otherId.slice(6, 14)],
  ])
  assert.deepEqual(new Set([...childs('sex'), ...childs('birth_date')]), new Set([null]))
})

test('a sex that stands after the helper’s post is the worker’s when the worker’s number says so', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['帮扶单位', () => '市总工会'],
    ['职务', () => '科长'],
    ['性别', sexOf],
  ])
  assert.deepEqual(values('sex'), sexes)
})

test('whoever is helped is no helper, and whoever files the case is not whom it is about', () => {
  for (const mine of ['受帮扶人姓名', '受帮扶职工', '对象姓名', '建档人员姓名', '困难职工本人姓名'])
    for (const columns of [
      [['建档人', other] as const, [mine, name] as const],
      [[mine, name] as const, ['建档人', other] as const],
    ])
      read([...columns, ['身份证号', id], ['困难类别', () => '深度困难']])
})

test('a sex written with its code is a sex, under a heading that is none of the usual words too', () => {
  const coded = (one: Made) => (sexOf(one) === '男' ? '1男' : '2-女')
  for (const heading of ['性别', '职工性别', '姓别', '性别（选填）'])
    assert.deepEqual(
      read([
        ['姓名', name],
        ['身份证号', id],
        [heading, coded],
      ])('sex'),
      sexes,
    )
})

test('the income of twelve months is that of a year, and the unit behind a slash may have a mark behind it', () => {
  for (const heading of ['过去12个月家庭收入（元）', '家庭前12个月总收入', '近十二个月家庭收入'])
    assert.deepEqual(
      new Set(
        read([
          ['姓名', name],
          ['身份证号', id],
          [heading, () => 12_000],
        ])('annual_income_fen'),
      ),
      new Set([1_200_000]),
    )
  for (const mark of ['', '*', '：', ' ：', '＊']) assert.equal(moneyUnit(`刚性支出/万元${mark}`), 1_000_000)
  assert.equal(headingKey('刚性支出/万元：'), '刚性支出')
})

test('the number of a member within the family is not how many they are', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['成员序号', () => 1],
    ['家庭排行', () => 2],
  ])
  assert.deepEqual(new Set(values('household_size')), new Set([null]))
})
