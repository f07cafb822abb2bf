import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allot, diceOf, xoshiro } from './random.ts'

test('the generator gives the numbers of its authors', () => {
  assert.deepEqual(Array.from({ length: 4 }, xoshiro([1, 2, 3, 4])), [11520, 0, 5927040, 70819200])
})

test('the same seed throws the same, another seed does not', () => {
  const throws = (seed: string) => Array.from({ length: 6 }, diceOf(seed).bits)
  assert.deepEqual(throws('case-1'), throws('case-1'))
  assert.notDeepEqual(throws('case-1'), throws('case-2'))
  assert.deepEqual(throws('case-1'), [3025995019, 4216700181, 3875836546, 1587426762, 4110119559, 201609844])
})

test('a part has dice of its own', () => {
  const dice = diceOf('case-1')
  const before = dice.part('names').bits()
  dice.bits()
  assert.equal(dice.part('names').bits(), before)
  assert.notEqual(dice.part('visits').bits(), before)
})

test('whole numbers stay inside and are spread evenly', () => {
  const dice = diceOf('case-2')
  const counts = new Map<number, number>()
  for (let throws = 0; throws < 60_000; throws++) {
    const face = dice.whole(1, 6)
    counts.set(face, (counts.get(face) ?? 0) + 1)
  }
  assert.deepEqual([...counts.keys()].sort(), [1, 2, 3, 4, 5, 6])
  for (const count of counts.values()) assert.ok(Math.abs(count - 10_000) < 500, String(count))
})

test('weights, picks and shuffles', () => {
  const dice = diceOf('case-3')
  const hits = Array.from({ length: 10_000 }, () =>
    dice.weighted([
      ['often', 9],
      ['seldom', 1],
    ] as const),
  )
  const seldom = hits.filter((hit) => hit === 'seldom').length
  assert.ok(seldom > 800 && seldom < 1_200, String(seldom))
  const mixed = dice.shuffled([1, 2, 3, 4, 5, 6, 7, 8])
  assert.deepEqual([...mixed].sort(), [1, 2, 3, 4, 5, 6, 7, 8])
  assert.throws(() => dice.pick([]), RangeError)
  assert.equal(dice.chance(0), false)
  assert.equal(dice.chance(1), true)
})

test('shares add up', () => {
  assert.deepEqual(allot(10, [1, 1, 1]), [4, 3, 3])
  assert.deepEqual(allot(3, [0, 5, 5]), [0, 2, 1])
  assert.equal(
    allot(1126, [13.1, 7.2, 9.9]).reduce((sum, share) => sum + share, 0),
    1126,
  )
})
