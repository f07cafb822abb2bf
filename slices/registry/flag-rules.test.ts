import assert from 'node:assert/strict'
import { test } from 'node:test'
import { derivedFlags } from './flag-rules.ts'

const on = '2026-11-22'
const member = (name: string, more: object = {}) => ({
  name,
  birthDate: '1980-01-01',
  employment: null,
  school: null,
  disabilityGrade: null,
  leftOn: null,
  ...more,
})
const flagsOf = (...people: object[]) =>
  derivedFlags({ people: people as ReturnType<typeof member>[] }, on).map(({ flag, state }) => `${flag} ${state}`)

test('a zero-employment household: somebody could work, nobody does; unknown where it is not filled in', () => {
  const idle = member('甲', { employment: 'unemployed' })
  assert.deepEqual(flagsOf(idle, member('乙', { employment: 'unable' })), ['zero_employment yes'])
  assert.deepEqual(flagsOf(idle, member('乙', { employment: 'employed' })), [])
  assert.deepEqual(flagsOf(idle, member('乙')), ['zero_employment unknown'])
  assert.deepEqual(flagsOf(idle, member('乙', { birthDate: '2015-01-01' })), ['zero_employment yes'])
  assert.deepEqual(flagsOf(idle, member('走了', { employment: 'employed', leftOn: '2020-01-01' })), [
    'zero_employment yes',
  ])
})

test('old people alone, nobody who can work, severe disability, schooling', () => {
  assert.deepEqual(flagsOf(member('甲', { birthDate: '1950-01-01', employment: 'retired' })), [
    'no_labour yes',
    'elderly_only yes',
  ])
  assert.deepEqual(flagsOf(member('甲', { employment: 'unable', disabilityGrade: 1 })), [
    'no_labour yes',
    'severe_disability yes',
  ])
  assert.deepEqual(
    flagsOf(
      member('甲', { employment: 'employed' }),
      member('乙', { birthDate: '2008-12-01', employment: 'student', school: 'upper_secondary' }),
    ),
    ['in_school yes'],
  )
})
