import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from './matching-actions.ts'
import { candidatesFor, costOf, loadCost, type Offer, reasonsFor, type Seeker, sharedLevel } from './matching-rules.ts'

const seeker = (id: string, more: Partial<Seeker> = {}): Seeker => ({
  id,
  areaCode: '231202001001',
  category: null,
  causes: ['illness'],
  bodies: [],
  kin: [],
  ...more,
})
const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  id,
  areaCode: '231202001000',
  organisationId: null,
  skills: [],
  families: 0,
  room: 1,
  ...more,
})

test('the nearest shared area, whoever of the two is wider', () => {
  assert.equal(sharedLevel('231202001001', '231202001001'), 'village')
  assert.equal(sharedLevel('231202001001', '231202001000'), 'township')
  assert.equal(sharedLevel('231202001001', '231202000000'), 'county')
  assert.equal(sharedLevel('231202001001', '231221100000'), 'prefecture')
  assert.equal(sharedLevel('231202001001', '110101001000'), 'country')
})

test('candidates cost what their reasons say, cheapest first, never kin', () => {
  const offers = [
    offer('far', { areaCode: '231221100000' }),
    offer('near'),
    offer('doctor', { skills: ['medicine'] }),
    offer('own', { organisationId: 'u', skills: ['medicine'] }),
    offer('kin', { areaCode: '231202001001' }),
  ]
  const family = seeker('a', { bodies: ['u'], kin: ['kin'] })
  const found = candidatesFor([family], offers, 10)
  assert.deepEqual(
    found.map((one) => one.helper),
    ['own', 'doctor', 'near', 'far'],
  )
  for (const one of found) {
    const of = offers.find((candidate) => candidate.id === one.helper) as Offer
    assert.equal(one.cost, costOf(reasonsFor(family, of)))
  }
  assert.equal(candidatesFor([family], offers, 2).length, 2)
})

test('the hardest case is served first, loads come out even, and few candidates still serve everybody', () => {
  const few = match([seeker('mild'), seeker('hard', { category: 'severe' })], [offer('only')], 1)
  assert.deepEqual(
    few.lines.map((line) => [line.householdId, line.helperId, line.unserved]),
    [
      ['mild', null, 'all_taken'],
      ['hard', 'only', null],
    ],
  )
  const even = match([seeker('a'), seeker('b')], [offer('x', { room: 2 }), offer('y', { room: 2, families: 1 })], 1)
  assert.deepEqual(even.lines.map((line) => line.helperId).sort(), ['x', 'y'])
  // Sixty families in one village and helpers of another: the nearest forty are full long before the last family.
  const families = Array.from({ length: 60 }, (_, index) => seeker(`f${index}`))
  const helpers = Array.from({ length: 60 }, (_, index) => offer(`h${index}`, { areaCode: '231202002000' }))
  assert.equal(match(families, helpers, 1).served, 60)
})

test('nobody with room, or only kin, is said as such', () => {
  assert.equal(match([seeker('a')], [], 1).lines[0]?.unserved, 'no_helper')
  assert.equal(match([seeker('a', { kin: ['x'] })], [offer('x')], 1).lines[0]?.unserved, 'only_kin')
  assert.equal(match([], [offer('x')], 1).lines.length, 0)
})

test('load costs never fall', () => {
  for (let families = 0; families < 25; families++) assert.ok(loadCost(families + 1) >= loadCost(families))
})
