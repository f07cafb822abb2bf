import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, isDay } from '../../core/date.ts'
import { readDay } from './day.ts'
import { SerialDay } from './grid.ts'

const day = (cell: Parameters<typeof readDay>[0], date1904 = false) => readDay(cell, date1904).value
const anyDay = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1900-03-01', count))

test('the ways officers write a day', () => {
  for (const text of [
    '2006·10·19',
    '2006_10_19',
    '20061019.0',
    '2006-10-19（身份证）',
    '2006年10月19日 星期四',
    '2006.10.19',
    '20061019',
    '2006-10-19',
    '2006/10/19',
    '2006年10月19日',
    '２００６－１０－１９',
    '2006-10-19 00:00:00',
    '19/10/2006',
    '二〇〇六年十月十九日',
    '2006. 10. 19',
    '2006。10。19',
    '2006 10 19',
    '39009',
    '2006年10月19日生',
    '19-Oct-2006',
    '19 October 2006',
    'Oct 19, 2006',
    'October 19th, 2006',
    '2006-Oct-19',
  ])
    assert.equal(day(text), '2006-10-19', text)
  assert.equal(day(39_009), '2006-10-19')
  for (const text of ['1980年元月5日', '一九八〇年元月五日']) assert.equal(day(text), '1980-01-05', text)
  assert.equal(day(new SerialDay(39_009.75)), '2006-10-19')
  assert.equal(day(20_061_019), '2006-10-19')
  assert.equal(day(39_009 - 1462, true), '2006-10-19')
})

test('what is not certain is never guessed', () => {
  for (const text of [
    '1988.13.45',
    '06.10',
    '75.11.28',
    '腊月初八',
    '19-Okt-2006',
    '31-Feb-2006',
    '19-Oct-06',
    '正月',
    '1/2/1975',
    '2006-02-30',
    '200110',
    '2006',
    '约2006年',
    new SerialDay(60),
    1975.1,
  ])
    assert.deepEqual(readDay(text, false), { value: null, fault: 'date_unreadable' }, String(text))
})

test('a month is no day, and its month is told', () => {
  for (const text of ['2006年10月', '2006.10', '2006年１０月', '2006-10', '2006年10月份'])
    assert.deepEqual(readDay(text, false), { value: null, note: 'month_only', detail: { month: '2006-10' } }, text)
})

test('nothing written is no fault', () => {
  for (const cell of [undefined, '', '　', '—', '/', '无']) assert.deepEqual(readDay(cell, false), { value: null })
})

test('property: a day comes back from every form, also as a number of either system', () => {
  const start = Date.UTC(1899, 11, 30)
  fc.assert(
    fc.property(anyDay, (wanted) => {
      const [year = '', month = '', date = ''] = wanted.split('-')
      const forms = [
        wanted,
        `${year}.${Number(month)}.${Number(date)}`,
        `${year}年${month}月${date}日`,
        year + month + date,
        `${year}/${month}/${date}`,
      ]
      for (const form of forms) assert.equal(day(form), wanted, form)
      const serial = (Date.parse(wanted) - start) / 86_400_000
      assert.equal(day(new SerialDay(serial)), wanted)
      if (serial > 1462) assert.equal(day(new SerialDay(serial - 1462), true), wanted)
    }),
  )
})

test('property: what is answered is a day', () => {
  const cells = fc.oneof(
    fc.string(),
    fc.double(),
    fc.string({ unit: fc.constantFrom(...'0123456789.-/年月日 一二十') }),
  )
  fc.assert(fc.property(cells, (cell) => assert.ok(isDay(day(cell) ?? '2000-01-01'))))
})
