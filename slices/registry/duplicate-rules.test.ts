import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedFrom, blockingTexts, type Candidate, compare, oneSlip } from './duplicate-rules.ts'

const somebody: Candidate = {
  id: '1',
  householdId: 'a',
  name: '王秀英',
  pinyin: 'wangxiuying',
  birthDate: '1960-05-01',
  sex: 2,
  identityNumber: '231202196005019962',
  phoneHash: 'x',
  address: '人民街12号3单元',
  areaCode: '231202001000',
  isHead: true,
}
const other = (more: Partial<Candidate>): Candidate => ({ ...somebody, id: '2', householdId: 'b', ...more })
const unknown = { identityNumber: null, phoneHash: null, address: null, isHead: false } as const

const asked = (more: Partial<Candidate>) => compare(somebody, other(more)).score >= askedFrom
const meet = (more: Partial<Candidate>) => {
  const texts = new Set(blockingTexts(somebody, '139'))
  return blockingTexts(other(more), more.phoneHash === null ? null : '139').some((text) => texts.has(text))
}

test('slips of the pen are found and brought together', () => {
  const slips: Record<string, Partial<Candidate>> = {
    'same name and birth, number not known': unknown,
    'same sound': { ...unknown, name: '王秀颖' },
    'same phone and name': { ...unknown, phoneHash: 'x', birthDate: null },
    'same home and head': { ...unknown, address: '人民街 12号，3单元', isHead: true, birthDate: null },
    'one digit of the order': {
      identityNumber: '231202196005019970'.replace('997', '986'),
      phoneHash: null,
      address: null,
    },
    'one digit of the birth': {
      identityNumber: '231202196006019967',
      birthDate: '1960-06-01',
      phoneHash: null,
      address: null,
    },
    'one digit of the area': { identityNumber: '231203196005019969', phoneHash: null, address: null },
    'one character of the name': { ...unknown, name: '王秀芸', pinyin: 'wangxiuyun', phoneHash: 'x' },
  }
  for (const [name, more] of Object.entries(slips)) {
    assert.ok(asked(more), `${name}: ${JSON.stringify(compare(somebody, other(more)))}`)
    assert.ok(meet(more), `${name} shares a key`)
  }
})

test('people who are not one are not asked about', () => {
  const neighbour = { name: '王秀芸', pinyin: 'wangxiuyun', identityNumber: '231202196005019872' }
  assert.ok(!asked({ ...neighbour, phoneHash: null, address: null }), 'strangers of one day and county')
  assert.ok(!asked({ ...unknown, name: '王秀芸', pinyin: 'wangxiuyun' }), 'another name of the same day')
  assert.ok(
    !asked({ identityNumber: '231202196005010018', phoneHash: null, address: null, isHead: false }),
    'namesakes',
  )
  assert.ok(
    !asked({ name: '李军', pinyin: 'lijun', birthDate: '1990-01-01', identityNumber: null }),
    'one phone for a family',
  )
  assert.ok(!asked({ ...unknown, sex: 1, birthDate: null }), 'a namesake of the other sex')
})

test('the score is the sum of its reasons, and does not depend on who comes first', () => {
  const one = compare(somebody, other({ name: '王秀颖' }))
  assert.deepEqual(one, compare(other({ name: '王秀颖' }), somebody))
  const sum = one.reasons.reduce((total, reason) => total + reason.points, 0)
  assert.equal(one.score, Math.max(0, Math.min(100, sum)))
})

test('a slip is one character or two neighbours', () => {
  assert.ok(oneSlip('1234', '1334') && oneSlip('1234', '1324'))
  assert.ok(!oneSlip('1234', '1234') && !oneSlip('1234', '4231') && !oneSlip('1234', '123'))
})
