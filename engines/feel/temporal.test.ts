import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMonths, addTemporals, monthsBetween, subtractTemporals } from './temporal-arithmetic.ts'
import { calendarDate, dayNumber, weekday, weekOfYear } from './temporal-calendar.ts'
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from './temporal-parse.ts'
import { DayTimeDuration, FeelDate, FeelDateTime, type Temporal } from './temporal-values.ts'
import { compare } from './values.ts'

const of = (text: string): Temporal => {
  const value = parseTemporal(text)
  assert.ok(value, text)
  return value
}
const plus = (left: string, right: string): string => String(addTemporals(of(left), of(right)))
const minus = (left: string, right: string): string => String(subtractTemporals(of(left), of(right)))
const anyDay = fc.integer({ min: -365_000_000_000, max: 365_000_000_000 })

test('the calendar counts days both ways for a billion years', () => {
  fc.assert(
    fc.property(anyDay, (number) => {
      const { year, month, day } = calendarDate(number)
      assert.equal(dayNumber(year, month, day), number)
      assert.ok(FeelDate.of(year, month, day) || Math.abs(year) > 999_999_999)
    }),
  )
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (instant) => {
      const number = Math.floor(instant.getTime() / 86_400_000)
      const { year, month, day } = calendarDate(number)
      assert.deepEqual([year, month, day], [instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate()])
      assert.equal(weekday(number) % 7, instant.getUTCDay())
    }),
  )
  assert.equal(weekOfYear(dayNumber(2003, 12, 29)), 1)
  assert.equal(weekOfYear(dayNumber(2010, 1, 1)), 53)
})

test('what is written is read back as the same value', () => {
  const texts = [
    '2026-12-01',
    '-0044-03-15',
    '99999-12-31',
    '23:59:59.123456789',
    '10:30:00Z',
    '10:30:00-01:35',
    '2026-12-01T08:00:00@Asia/Shanghai',
    'P1Y2M',
    '-P8Y4M',
    'P0M',
    'P3DT4H5M6.7S',
    '-PT1H2M',
    'PT0S',
  ]
  for (const text of texts) assert.equal(String(of(text)), text)
})

test('what is no date, time or duration is refused', () => {
  for (const text of ['2026-02-29', '2026-13-01', '998-12-31', '02026-01-01', '+2026-01-01', '9999999999-01-01'])
    assert.equal(parseDate(text), undefined, text)
  for (const text of [
    '7:00:00',
    '25:00:00',
    '10:60:00',
    '10:00:00+19:00',
    '10:00:00@No/Where',
    '10:00:00+01:00@Etc/UTC',
  ])
    assert.equal(parseTime(text), undefined, text)
  for (const text of ['2026-12-01T24:00:01', '2026-12-01 10:00:00', '10:00:00'])
    assert.equal(parseDateTime(text), undefined, text)
  for (const text of ['P', 'PT', 'P1', '1D', 'P1H', 'P1Y1D', 'P1S', ''])
    assert.equal(parseDuration(text), undefined, text)
})

test('months later stays within the month', () => {
  assert.equal(plus('2024-01-31', 'P1M'), '2024-02-29')
  assert.equal(plus('2024-02-29', 'P1Y'), '2025-02-28')
  assert.equal(minus('2024-03-31', 'P1M'), '2024-02-29')
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 700_000 }), fc.integer({ min: 0, max: 4000 }), (number, months) => {
      const date = FeelDate.fromNumber(number) as FeelDate
      const later = addMonths(date, months) as FeelDate
      const between = monthsBetween(date, later).months
      assert.ok(between === months || (between === months - 1 && later.day < date.day))
    }),
  )
})

test('adding a length and taking it away comes back', () => {
  fc.assert(
    fc.property(anyDay, fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (number, nanos) => {
      const moment = FeelDateTime.fromLocalNanos(BigInt(number) * 86_400_000_000_000n, 3600)
      if (!moment) return
      const length = new DayTimeDuration(nanos)
      const later = addTemporals(moment, length)
      if (!later) return
      assert.equal(String(subtractTemporals(later, length)), String(moment))
      assert.equal(String(subtractTemporals(later, moment)), String(length))
    }),
  )
})

test('a day and a time go over midnight, a zone over its clock change', () => {
  assert.equal(plus('2026-12-31', 'PT36H'), '2027-01-01')
  assert.equal(minus('2026-12-31', 'PT1H'), '2026-12-30')
  assert.equal(plus('23:30:00', 'PT1H'), '00:30:00')
  assert.equal(plus('2020-03-29T01:30:00@Europe/Paris', 'PT1H'), '2020-03-29T03:30:00@Europe/Paris')
  assert.equal(minus('2020-10-25T04:00:00@Europe/Paris', '2020-10-25T00:00:00@Europe/Paris'), 'PT5H')
  assert.equal(minus('2026-12-01T08:00:00@Asia/Shanghai', '2026-12-01'), 'PT0S')
})

test('moments compare across zones, kinds of durations do not compare', () => {
  const order = (left: string, right: string) => compare(of(left), of(right))
  assert.equal(order('2026-12-01T08:00:00+08:00', '2026-12-01T00:00:00Z'), 0)
  assert.equal(order('10:00:00+01:00', '09:30:00Z'), -1)
  assert.equal(order('P1D', 'PT25H'), -1)
  assert.equal(order('P1Y', 'P365D'), undefined)
  assert.equal(order('2026-12-01', '2026-12-01T00:00:00'), undefined)
})
