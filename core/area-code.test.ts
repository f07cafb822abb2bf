import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  AreaCode,
  ancestorsOf,
  areaRange,
  atLevel,
  contains,
  countryCode,
  countyAround,
  intersect,
  isAreaCode,
  levelOf,
  padAreaCode,
  parentOf,
  prefixOf,
  sixDigits,
} from './area-code.ts'

const two = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, '0'))
const three = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'))
const parts = fc.tuple(
  fc.integer({ min: 10, max: 99 }).map(String),
  fc.oneof(fc.tuple(two, two), fc.tuple(two, fc.constant('00')), fc.tuple(fc.constant('00'), two)),
  three,
  three,
  fc.integer({ min: 0, max: 5 }),
)
const anyCode = parts.map(([province, [prefecture, county], township, village, depth]) =>
  [province, prefecture, county, township, village].slice(0, depth).join('').padEnd(12, '0'),
)

test('a code says its level and its parent', () => {
  assert.deepEqual(
    ['000000000000', '230000000000', '231200000000', '231202000000', '231202101000', '231202101200'].map(levelOf),
    ['country', 'province', 'prefecture', 'county', 'township', 'village'],
  )
  assert.deepEqual(ancestorsOf('231202101200'), [
    '231202101000',
    '231202000000',
    '231200000000',
    '230000000000',
    countryCode,
  ])
  assert.equal(parentOf(countryCode), undefined)
  assert.equal(prefixOf('231200000000'), '2312')
})

test('prefectures without counties have their townships directly', () => {
  assert.equal(levelOf('441900000000'), 'prefecture')
  assert.equal(parentOf('441900003000'), '441900000000')
  assert.equal(parentOf('460400100000'), '460400000000')
  assert.equal(atLevel('441900003000', 'county'), undefined)
  assert.ok(contains('441900000000', '441900003007'))
  assert.ok(!contains('441900000000', '442000001000'))
})

test('counties under the province and of the Corps stand under the prefecture of the numbering', () => {
  assert.equal(parentOf('429004000000'), '429000000000')
  assert.equal(parentOf('659001000000'), '659000000000')
  assert.ok(contains('420000000000', '429021000000'))
})

test('old codes of Hainan put counties straight under the province', () => {
  assert.equal(levelOf('460001000000'), 'county')
  assert.equal(parentOf('460001000000'), '460000000000')
})

test('the range of an area', () => {
  assert.deepEqual(areaRange('231200000000'), { from: '231200000000', to: '231300000000' })
  assert.deepEqual(areaRange('231299000000'), { from: '231299000000', to: '231300000000' })
  assert.deepEqual(areaRange('231202101999'), { from: '231202101999', to: '231202102000' })
  assert.equal(areaRange(countryCode).to > '999999999999', true)
  assert.equal(areaRange('990000000000').to > '999999999999', true)
})

test('what is no code', () => {
  for (const text of ['', '231202', '2312021010000', '230000001000', '231202000001', '002312000000', '23120210100x'])
    assert.equal(isAreaCode(text), false, text)
  assert.equal(AreaCode.safeParse('231202000001').success, false)
})

test('shorter codes are filled up', () => {
  assert.equal(padAreaCode('231202'), '231202000000')
  assert.equal(padAreaCode('23'), '230000000000')
  assert.equal(padAreaCode('2312021'), undefined)
  assert.equal(padAreaCode('2312o2'), undefined)
  assert.equal(sixDigits('231202101200'), '231202')
})

test('the narrower of two areas', () => {
  assert.equal(intersect('230000000000', '231202000000'), '231202000000')
  assert.equal(intersect('231202000000', countryCode), '231202000000')
  assert.equal(intersect('231202000000', '231221000000'), undefined)
})

test('property: the range holds exactly what descends from the area', () => {
  fc.assert(
    fc.property(anyCode, anyCode, (outer, inner) => {
      assert.equal(contains(outer, inner), inner === outer || ancestorsOf(inner).includes(outer))
    }),
  )
})

test('the next area is outside', () => {
  assert.equal(contains('231200000000', '231300000000'), false)
  assert.equal(contains('231202101000', '231202102000'), false)
  assert.equal(contains('231202101200', '231202101201'), false)
  assert.equal(contains(countryCode, '999999999999'), true)
})

test('property: every ancestor contains its descendants, and is a code', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      for (const ancestor of ancestorsOf(code)) {
        assert.ok(isAreaCode(ancestor))
        assert.ok(contains(ancestor, code))
        assert.equal(contains(code, ancestor), false)
      }
    }),
  )
})

test('property: a county and what lies inside it have one county around them, everything above has none', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      const { from, to } = areaRange(code)
      const inside = ['county', 'township', 'village'].includes(levelOf(code))
      assert.equal(countyAround(from, to), inside ? sixDigits(code) : undefined)
    }),
  )
})

test('what begins in one county and ends behind it has no county around it, nor has nothing at all', () => {
  assert.equal(countyAround('231202000000', '231202001000'), '231202')
  assert.equal(countyAround('231202001000', '231203001000'), undefined)
  assert.equal(countyAround('231203000000', '231202000000'), undefined)
  assert.equal(countyAround('0', '~'), undefined)
  assert.equal(countyAround('999999000000', '9999999999999'), '999999')
})
