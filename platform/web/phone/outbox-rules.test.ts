import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countDrafts, draftPlace, draftsForgotten, dropOldDrafts, forgetDrafts, weekMs } from '../draft-place.ts'
import {
  afterAnswer,
  asSent,
  canonicalJson,
  nextParcel,
  type OutboxItem,
  pauseAfter,
  pauseUntilNext,
  sentAgain,
} from './outbox-rules.ts'

const item = (id: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  kind: 'visit',
  accountId: 'account-1',
  device: 'device-1',
  madeAt: '2026-11-22T02:00:00.000Z',
  formVersion: 1,
  payload: {},
  hash: '',
  state: 'waiting',
  ...more,
})

test('a copy is deleted only after its own receipt', () => {
  const one = item('1')
  assert.equal(afterAnswer(one, []), one)
  assert.equal(afterAnswer(one, [{ id: '2', result: 'stored' }]), one)
  assert.equal(afterAnswer(one, [{ id: '1', result: 'stored' }]), undefined)
  assert.equal(afterAnswer(one, [{ id: '1', result: 'already' }]), undefined)
})

test('a conflict and a refusal stay on the phone with their reason', () => {
  const refused = afterAnswer(item('1'), [{ id: '1', result: 'rejected', message: '家庭已撤档' }])
  assert.deepEqual([refused?.state, refused?.message], ['rejected', '家庭已撤档'])
  assert.equal(afterAnswer(item('1'), [{ id: '1', result: 'conflict' }])?.state, 'conflict')
})

test('only waiting items of the account that is signed in are sent, oldest first, twenty at most', () => {
  const many = Array.from({ length: 30 }, (_, place) => item(String(99 - place)))
  const strangers = [item('01', { accountId: 'account-2' }), item('02', { state: 'rejected' })]
  const next = nextParcel([...many, ...strangers], 'account-1', 0)
  assert.equal(next.length, 20)
  assert.equal(next[0]?.id, '70')
})

test('the hashed text does not depend on the order of keys', () => {
  assert.equal(
    canonicalJson({ b: [1, { d: 2, c: null }], a: '甲' }),
    canonicalJson({ a: '甲', b: [1, { c: null, d: 2 }] }),
  )
  assert.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}')
})

test('a record is held until its maker can no longer take it back, then sent as any other', () => {
  const held = item('1', { heldUntil: 10_000 })
  const usual = item('2')
  assert.deepEqual(nextParcel([held, usual], 'account-1', 9_999), [usual])
  assert.deepEqual(nextParcel([held, usual], 'account-1', 10_000), [held, usual])
  assert.equal(pauseUntilNext([held, usual], 3, 9_000), 1_000)
  assert.equal(pauseUntilNext([held, usual], 3, 10_000), pauseAfter(3))
  assert.ok(!('heldUntil' in asSent(held)) && !('state' in asSent(held)))
})

test('attempts become rarer but never stop', () => {
  assert.deepEqual([1, 2, 3, 20].map(pauseAfter), [5_000, 10_000, 20_000, 300_000])
})

test('a corrected record goes out under its id, one in conflict under its own', () => {
  const refused = item('1', { state: 'rejected', message: '家庭已撤档' })
  const again = sentAgain(refused, { text: '改正' }, () => 'new')
  assert.deepEqual(again, { ...item('1'), payload: { text: '改正' } })
  assert.deepEqual(nextParcel([again], 'account-1', 0), [again])
  assert.equal(sentAgain({ ...refused, state: 'conflict' }, {}, () => 'new').id, 'new')
})

/** A browser's storage without a browser. */
class Shelf {
  readonly texts = new Map<string, string>()
  get length() {
    return this.texts.size
  }
  key(place: number) {
    return [...this.texts.keys()][place] ?? null
  }
  getItem(name: string) {
    return this.texts.get(name) ?? null
  }
  setItem(name: string, text: string) {
    this.texts.set(name, text)
  }
  removeItem(name: string) {
    this.texts.delete(name)
  }
}

test('a draft is found by its own account until that account signs out, and by nobody after a week', (t) => {
  const [phone, window] = [new Shelf(), new Shelf()]
  Object.assign(globalThis, { localStorage: phone, sessionStorage: window })
  const shelf = phone as unknown as Storage
  t.after(() => {
    for (const name of ['localStorage', 'sessionStorage']) Reflect.deleteProperty(globalThis, name)
  })
  t.mock.timers.enable({ apis: ['Date'], now: 1_000 })
  const visit = draftPlace<string>(shelf, 'account-1', 'visit.1', weekMs)
  visit.write('屋里冷')
  draftPlace(shelf, 'account-2', 'visit.1', weekMs).write('岗位')
  draftPlace(window as unknown as Storage, 'account-1', 'household.new').write({ headName: '甲' })
  phone.setItem('bangfu.large', 'true')
  // An expired session forgets nothing; the account that comes back finds its own.
  assert.deepEqual(visit.read(), { at: 1_000, values: '屋里冷' })
  assert.equal(countDrafts(shelf, 'account-1'), 1)
  const open = draftsForgotten()
  forgetDrafts('account-1')
  assert.notEqual(draftsForgotten(), open)
  assert.equal(visit.read(), undefined)
  assert.deepEqual([...window.texts.keys()], [])
  assert.deepEqual([...phone.texts.keys()], ['bangfu.draft.account-2.visit.1', 'bangfu.large'])
  t.mock.timers.setTime(1_000 + weekMs)
  assert.equal(draftPlace(shelf, 'account-2', 'visit.1', weekMs).read(), undefined)
  assert.equal(draftPlace<string>(shelf, 'account-2', 'visit.1').read()?.values, '岗位')
  dropOldDrafts(shelf)
  assert.deepEqual([...phone.texts.keys()], ['bangfu.large'])
})

test('a draft that an older version wrote is found, one that nobody can read is taken away at the start', (t) => {
  const phone = new Shelf()
  const shelf = phone as unknown as Storage
  t.mock.timers.enable({ apis: ['Date'], now: 2_000 })
  phone.setItem('bangfu.draft.account-1.visit.1', '{"at":1500,"value":"屋里冷"}')
  phone.setItem('bangfu.draft.account-1.visit.2', '{"at":')
  phone.setItem('bangfu.draft.account-1.visit.3', '{"at":1500}')
  dropOldDrafts(shelf)
  assert.deepEqual([...phone.texts.keys()], ['bangfu.draft.account-1.visit.1'])
  assert.equal(draftPlace<string>(shelf, 'account-1', 'visit.1', weekMs).read()?.values, '屋里冷')
})
