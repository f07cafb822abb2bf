import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayTyped } from './day-rules.ts'

test('a day is read however an officer types it', () => {
  for (const text of [
    '2026-01-05',
    '2026-1-5',
    '2026.1.5',
    '2026/01/05',
    '2026年1月5日',
    '20260105',
    ' ２０２６-０１-０５ ',
  ])
    assert.equal(dayTyped(text), '2026-01-05', text)
})

test('what is no day of the calendar is not guessed', () => {
  for (const text of ['', '2026', '2026-02-30', '2026-13-01', '05-01-2026', '昨天', '2026-1'])
    assert.equal(dayTyped(text), undefined, text)
})
