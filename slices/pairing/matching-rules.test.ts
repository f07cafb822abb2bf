import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxesOf } from './area-map-rules.ts'
import { candidatesFor } from './candidate-rules.ts'
import { type MatchQuestion, match } from './matching-actions.ts'
import { costOf, distanceOf, type Offer, reasonsFor, type Seeker, sharedLevel } from './matching-rules.ts'
import { quotaGroups } from './quota-rules.ts'
import { faultOf, Suitability, standardRules } from './suitability-rules.ts'

const suitability = new Suitability(standardRules)
const seeker = (id: string, more: Partial<Seeker> = {}): Seeker => ({
  id,
  areaCode: '231202001001',
  category: null,
  causes: ['illness'],
  ethnicity: null,
  bodies: [],
  kin: new Map(),
  conflicts: new Set(),
  earlier: new Set(),
  present: null,
  ...more,
})
const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  id,
  kind: 'cadre',
  post: null,
  areaCode: '231202001000',
  organisationId: null,
  skills: [],
  languages: [],
  unknownKin: false,
  families: 0,
  room: 1,
  ...more,
})
const question = (seekers: Seeker[], offers: Offer[], more: Partial<MatchQuestion> = {}): MatchQuestion => ({
  seekers,
  offers,
  rules: standardRules,
  seed: 1,
  keepGain: 0,
  ...more,
})
const helpersOf = (asked: MatchQuestion) => match(asked).lines.map((line) => line.helperId ?? line.unserved)

test('the nearest shared area, whoever of the two is wider', () => {
  assert.equal(sharedLevel('231202001001', '231202001001'), 'village')
  assert.equal(sharedLevel('231202001001', '231202001000'), 'township')
  assert.equal(sharedLevel('231202001001', '231202000000'), 'county')
  assert.equal(sharedLevel('231202001001', '231221100000'), 'prefecture')
  assert.equal(sharedLevel('231202001001', '110101001000'), 'country')
  const names = ['village', 'township', 'county', 'prefecture', 'province', 'country']
  const codes = ['231202001001', '231202001000', '231202000000', '231221100000', '230000000000', '441900003000']
  for (const one of [...codes, '441900004000'])
    for (const other of codes) assert.equal(names[distanceOf(one, other)], sharedLevel(one, other), `${one} ${other}`)
})

test('candidates cost what their reasons say, cheapest first, never kin nor with a conflict of interest', () => {
  const offers = [
    offer('far', { areaCode: '231221100000' }),
    offer('near'),
    offer('doctor', { skills: ['medicine'] }),
    offer('own', { organisationId: 'u', skills: ['medicine'] }),
    offer('kin', { areaCode: '231202001001' }),
    offer('conflict', { areaCode: '231202001001' }),
    offer('namesake', { areaCode: '231202001001' }),
    offer('before', { areaCode: '231221100000' }),
  ]
  const family = seeker('a', {
    bodies: ['u'],
    kin: new Map([
      ['kin', 'certain'],
      ['namesake', 'possible'],
    ]),
    conflicts: new Set(['conflict']),
    earlier: new Set(['before']),
  })
  const found = candidatesFor([family], offers, 10, suitability)
  assert.deepEqual(found.map((one) => one.helper).sort(), ['before', 'doctor', 'far', 'namesake', 'near', 'own'])
  for (const one of found) {
    const of = offers.find((candidate) => candidate.id === one.helper) as Offer
    assert.equal(one.cost, costOf(reasonsFor(family, of, suitability)), one.helper)
  }
  // The two cheapest of their class, and besides them whoever is known to the family.
  const few = candidatesFor([family], offers, 2, suitability).map((one) => one.helper)
  assert.deepEqual(few.sort(), ['before', 'doctor', 'namesake', 'own'])
})

test('a common language and a leading cadre for the hardest case cost less', () => {
  const family = seeker('a', { ethnicity: '05', category: 'severe', causes: [] })
  const cost = (more: Partial<Offer>) => costOf(reasonsFor(family, offer('x', more), suitability))
  assert.equal(cost({}) - cost({ languages: ['uyghur'] }), 400)
  assert.equal(cost({}) - cost({ post: '局长' }), 50)
})

test('the hardest case is served first, loads come out even, and few candidates still serve everybody', () => {
  const few = match(question([seeker('mild'), seeker('hard', { category: 'severe' })], [offer('only')]))
  assert.deepEqual(
    few.lines.map((line) => [line.householdId, line.helperId, line.unserved]),
    [
      ['mild', null, 'all_taken'],
      ['hard', 'only', null],
    ],
  )
  assert.equal(few.certificate?.ok, true)
  const even = question([seeker('a'), seeker('b')], [offer('x', { room: 2 }), offer('y', { room: 2, families: 1 })])
  assert.deepEqual(helpersOf(even).sort(), ['x', 'y'])
  // Sixty families in one village and helpers of another: the nearest forty are full long before the last family.
  const families = Array.from({ length: 60 }, (_, index) => seeker(`f${index}`))
  const helpers = Array.from({ length: 60 }, (_, index) => offer(`h${index}`, { areaCode: '231202002000' }))
  assert.equal(match(question(families, helpers)).served, 60)
})

test('nobody with room, only kin, or only those whom a rule forbids: each is said as such', () => {
  assert.deepEqual(helpersOf(question([seeker('a')], [])), ['no_helper'])
  assert.deepEqual(helpersOf(question([seeker('a', { kin: new Map([['x', 'certain']]) })], [offer('x')])), ['only_kin'])
  assert.deepEqual(helpersOf(question([seeker('a', { conflicts: new Set(['x']) })], [offer('x')])), ['all_excluded'])
  assert.equal(match(question([], [offer('x')])).lines.length, 0)
})

test('locks hold, exclusions hold, contradictory ones are refused with a sentence', () => {
  const families = [seeker('a'), seeker('b')]
  const offers = [offer('near', { areaCode: '231202001001' }), offer('far', { areaCode: '231221100000' })]
  const locked = [{ household: 'a', helper: 'far' }]
  assert.deepEqual(helpersOf(question(families, offers, { locked })), ['far', 'near'])
  assert.deepEqual(helpersOf(question(families, offers, { excluded: [{ household: 'a', helper: 'near' }] })), [
    'far',
    'near',
  ])
  assert.throws(() => match(question(families, offers, { locked, excluded: locked })), /locked and excluded/)
  const twice = [...locked, { household: 'b', helper: 'far' }]
  assert.throws(() => match(question(families, offers, { locked: twice })), /locked/)
})

test('a pair that stands is given up only for a gain above the stated one', () => {
  const families = [seeker('a', { present: 'far' })]
  const offers = [offer('near', { areaCode: '231202001001' }), offer('far', { areaCode: '231202002000' })]
  assert.deepEqual(helpersOf(question(families, offers, { keepGain: 0 })), ['near'])
  assert.deepEqual(helpersOf(question(families, offers, { keepGain: 400 })), ['far'])
  const kept = match(question(families, offers, { keepGain: 400 }))
  assert.equal(kept.totalCost, kept.lines[0]?.cost, 'the bonus of standing pairs is no cost of theirs')
})

test('quotas of units within areas hold, and minimums that cannot be reached are refused', () => {
  const quota = (id: string, more: object) => ({
    id,
    organisationId: null,
    areaCode: null,
    unitArea: null,
    name: id,
    least: 0,
    most: 9,
    version: 1,
    ...more,
  })
  const unit = quota('unit', { organisationId: 'u', unitArea: '231202001000', most: 1 })
  const area = quota('area', { areaCode: '231202000000', most: 2 })
  const families = ['a', 'b', 'c'].map((id) => seeker(id))
  const offers = [offer('x', { organisationId: 'u' }), offer('y', { organisationId: 'u' }), offer('z'), offer('w')]
  const grouped = (quotas: Parameters<typeof quotaGroups>[0], carried: Parameters<typeof quotaGroups>[1] = []) => {
    const { groups, groupOf } = quotaGroups(quotas, carried)
    return question(families, [], { groups, offers: offers.map((one) => ({ ...one, group: groupOf(one) })) })
  }
  const found = helpersOf(grouped([unit, area]))
  assert.equal(found.filter((helper) => helper === 'x' || helper === 'y').length, 1)
  assert.equal(found.filter((helper) => helper === 'quota_full').length, 1)
  const carried = [{ organisationId: 'u', areaCode: '231202001000', families: 1 }]
  assert.equal(helpersOf(grouped([unit], carried)).filter((helper) => helper === 'x' || helper === 'y').length, 0)
  assert.throws(() => match(grouped([{ ...unit, least: 5, most: 5 }, area])), /quota of/)
  assert.throws(() => match(grouped([{ ...unit, least: 3, most: 9 }])), /must take at least/)
})

test('a rule that cannot be read, speaks of unknown facts or answers the wrong kind is refused in words', () => {
  const [distance, kin] = [standardRules[0], standardRules.at(-2)]
  assert.ok(distance && kin)
  for (const rule of standardRules) assert.equal(faultOf(rule), undefined, rule.key)
  assert.match(faultOf({ ...distance, expression: '[0, 1' })?.zh ?? '', /第 1 行/)
  assert.match(faultOf({ ...distance, expression: '年龄 * 2' })?.zh ?? '', /年龄/)
  assert.match(faultOf({ ...distance, expression: '同单位' })?.zh ?? '', /数字/)
  assert.match(faultOf({ ...kin, expression: '距离' })?.zh ?? '', /是或否/)
  assert.equal(faultOf({ ...distance, expression: 'if same unit then 0 else distance' }), undefined)
})

test('load costs never fall, whatever an expression says', () => {
  const falling = new Suitability([
    { key: 'load', name: { zh: '', en: '' }, kind: 'load', weight: 10, expression: '5 - families', on: true },
  ])
  for (const rules of [suitability, falling])
    for (let families = 0; families < 25; families++)
      assert.ok(rules.loadCost(families + 1) >= rules.loadCost(families))
})

test('a run is told how far it is and can be cancelled while it weighs', () => {
  const families = Array.from({ length: 200 }, (_, index) => seeker(`f${index}`))
  const stages: string[] = []
  match(question(families, [offer('x')]), { onProgress: (stage) => stages.push(stage) })
  assert.ok(stages.includes('weighing') && stages.includes('certificate'))
  assert.throws(() => match(question(families, [offer('x')]), { signal: { aborted: true } }), /cancelled/)
})

test('boxes of the map fill it, do not overlap, and are as large as their numbers', () => {
  const numbers = [700, 40, 0.5, 1200, 300, 300, 7]
  const boxes = boxesOf(numbers, 3.4)
  const total = numbers.reduce((sum, number) => sum + number, 0)
  for (const [at, box] of boxes.entries()) {
    assert.ok(Math.abs(box.width * box.height - (10_000 * (numbers[at] as number)) / total) < 1e-6)
    assert.ok(box.left >= 0 && box.top >= 0 && box.left + box.width < 100.001 && box.top + box.height < 100.001)
    for (const other of boxes.slice(at + 1)) {
      const across = Math.min(box.left + box.width, other.left + other.width) - Math.max(box.left, other.left)
      const down = Math.min(box.top + box.height, other.top + other.height) - Math.max(box.top, other.top)
      assert.ok(Math.min(across, down) < 1e-6)
    }
  }
})
