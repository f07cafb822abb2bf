import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountsByKind, changedAmounts, medicalByMember } from './amount-rules.ts'
import { relationText, spokenRelation } from './code-messages.ts'
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

test('what members spend on medicine is kept by person, and the household’s is their sum', () => {
  const line = { side: 'expenditure', kind: 'medical' } as const
  const before = [
    { ...line, personId: null, annualFen: '500' },
    { side: 'income' as const, kind: 'wage', personId: 'a', annualFen: '900' },
  ]
  const filled = { income: { wage: '900' }, expenditure: { medical: '500' } }
  assert.equal(changedAmounts(before, filled), undefined)
  const after = changedAmounts(before, { ...filled, ownMedical: { a: '300', b: '50', c: undefined } }) ?? []
  assert.deepEqual(medicalByMember(after), { a: '300', b: '50' })
  assert.deepEqual(amountsByKind(after), { income: { wage: '900' }, expenditure: { medical: '350' } })
  const kept = { income: { wage: '900' }, expenditure: { medical: '350' }, ownMedical: { a: '300', b: '50' } }
  assert.equal(changedAmounts(after, kept), undefined)
  const summed = changedAmounts(after, { ...kept, expenditure: { medical: '400' } }) ?? []
  assert.deepEqual([medicalByMember(summed), amountsByKind(summed).expenditure], [{}, { medical: '400' }])
})

test('a daughter is said so that nobody reads it as her sex; papers keep the word of the standard', () => {
  assert.deepEqual(
    ['20', '22', '30', '37', '51'].map((code) => spokenRelation(code).zh),
    ['儿子', '儿子', '女儿', '女儿', '父亲'],
  )
  assert.deepEqual([relationText('30').zh, relationText('20').zh], ['女', '子'])
})
