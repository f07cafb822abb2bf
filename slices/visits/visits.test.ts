import assert from 'node:assert/strict'
import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addDays } from '../../core/date.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { nextVisitDay, proposedRhythm, rhythmDays } from '../pairing/rhythm-rules.ts'
import type { OwnFamily, Receipt } from './contract.ts'
import { emptyVisit, faultsOf, filledOf, payloadOf } from './phone-form-rules.ts'
import { todosOf } from './rules.ts'

let server: TestServer
let clerk: Person
let tenantId: string
type Helper = Person & { accountId: string; membershipId: string; helperId: string }

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

let count = 0
const made = async (path: string, body: unknown) => {
  const answer = await clerk.ask<{ id: string }>('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const family = () =>
  made('/households', {
    household: { areaCode: '231202001000', size: 2, category: 'severe', causes: ['illness'], address: '人民街1号' },
    people: [{ name: `家庭${++count}`, relation: '02', birthDate: '1970-01-01' }],
  })
/** A helper with an account of their own. */
async function helper(): Promise<Helper> {
  const person = await server.signedIn(tenantId, 'helper')
  const helperId = await made('/helpers', {
    kind: 'cadre',
    name: `干部${++count}`,
    areaCode: '231202000000',
    capacity: 5,
    membershipId: person.membershipId,
  })
  return { ...person, helperId }
}
const pair = (householdId: string, one: Helper, since?: string) =>
  made('/pairs', { householdId, helperId: one.helperId, ...(since ? { since } : {}) })
/** What is kept of an answered session for not quite a second. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 950))

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const visit = (householdId: string, more: Record<string, unknown> = {}) => ({
  householdId,
  visitedOn: today(),
  living: { marks: ['cold_home'], text: '炉子坏了' },
  ...more,
})
const item = (one: Helper, payload: unknown, more: Record<string, unknown> = {}) => ({
  id: randomUUIDv7(),
  kind: 'visit',
  accountId: one.accountId,
  device: 'phone',
  madeAt: '2024-01-01T08:00:00Z',
  formVersion: 1,
  payload,
  hash: '',
  ...more,
})
const sync = async (one: Person, items: unknown[]) => {
  const answer = await one.ask<{ receipts: Receipt[] }>('POST', '/visits/sync', { items })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.receipts.map((receipt) => receipt.result)
}

test('a helper sees only own families, and a family that was given away no longer', async () => {
  const [first, second] = [await helper(), await helper()]
  const [mine, other] = [await family(), await family()]
  const pairId = await pair(mine, first)
  await pair(other, second)
  await settled()
  const own = await first.ask<{ families: OwnFamily[] }>('GET', '/my/families')
  assert.deepEqual(
    own.body.families.map((one) => [one.householdId, one.role, one.address, one.people[0]?.age !== null]),
    [[mine, 'lead', '人民街1号', true]],
  )
  assert.equal((await first.ask('GET', `/households/${mine}`)).status, 200)
  const foreign = await first.ask('GET', `/households/${other}`)
  const nothing = await first.ask('GET', '/households/00000000-0000-7000-8000-000000000001')
  assert.deepEqual([foreign.status, foreign.body], [nothing.status, nothing.body])
  const requests = await first.ask('POST', '/requests', { householdId: other, kind: 'job', text: '想找活' })
  assert.equal(requests.status, 404)
  assert.deepEqual(await sync(first, [item(first, visit(other))]), ['rejected'])
  await clerk.ask('POST', `/pairs/${pairId}/lead`, { version: 1, helperId: second.helperId })
  await settled()
  assert.deepEqual((await first.ask<{ families: OwnFamily[] }>('GET', '/my/families')).body.families, [])
  const all = await second.ask<{ families: OwnFamily[] }>('GET', '/my/families')
  assert.equal(all.body.families.length, 2)
})

test('a visit brings requests with a day, promises, aid lines, and is on the helper’s screens', async () => {
  const one = await helper()
  const householdId = await family()
  await pair(householdId, one, '2026-01-01')
  await settled()
  const earlier = item(
    one,
    visit(householdId, {
      visitedOn: '2026-02-01',
      promises: [{ id: randomUUIDv7(), text: '修炉子', dueOn: '2026-02-10' }],
    }),
  )
  assert.deepEqual(await sync(one, [earlier]), ['stored'])
  const before = await one.ask<{ rows: { kind: string; late: boolean }[] }>('GET', '/my/todos')
  assert.deepEqual(
    before.body.rows.map((row) => [row.kind, row.late]),
    [
      ['promise', true],
      ['visit', true],
    ],
  )
  const families = await one.ask<{ families: OwnFamily[] }>('GET', '/my/families')
  const promiseId = families.body.families[0]?.promises[0]?.id
  const full = visit(householdId, {
    difficulties: { marks: ['no_job'] },
    asks: [{ id: randomUUIDv7(), kind: 'job', text: '想找个活' }],
    promises: [{ id: randomUUIDv7(), text: '联系劳务公司', dueOn: '2999-01-01' }],
    kept: [promiseId],
    cashFen: '50000',
    goods: [{ name: '大米', quantity: 2, unit: '袋', valueFen: '13600' }],
  })
  assert.deepEqual(await sync(one, [item(one, full)]), ['stored'])
  const [shown] = (await one.ask<{ families: OwnFamily[] }>('GET', '/my/families')).body.families
  assert.equal(shown?.lastVisitedOn, today())
  assert.equal(shown?.visits[0]?.cashFen, '50000')
  assert.deepEqual(
    shown?.promises.map((promise) => promise.text),
    ['联系劳务公司'],
  )
  assert.equal(shown?.requests[0]?.text, '想找个活')
  const aid = await clerk.ask<{ rows: { kind: string; amountFen: string; item: string; source: string }[] }>(
    'GET',
    `/aid?household=${householdId}`,
  )
  assert.deepEqual(aid.body.rows.map((line) => [line.kind, line.amountFen, line.item, line.source]).sort(), [
    ['comfort_goods', null, '大米', 'helper'],
    ['comfort_grant', '50000', null, 'helper'],
  ])
  const total = await clerk.ask('GET', `/visits/total?household=${householdId}&gave=true`)
  assert.deepEqual(total.body, { total: 1, households: 1 })
  const kept = await clerk.ask<{ rows: { text: string; keptOn: string | null }[] }>(
    'GET',
    `/promises?household=${householdId}`,
  )
  assert.deepEqual(
    kept.body.rows.map((row) => [row.text, row.keptOn]),
    [
      ['联系劳务公司', null],
      ['修炉子', today()],
    ],
  )
})

test('the same record five times at once, in any order, has one effect; other content is a conflict', async () => {
  const one = await helper()
  const householdId = await family()
  await pair(householdId, one, '2026-01-01')
  await settled()
  const items = Array.from({ length: 6 }, (_, index) =>
    item(
      one,
      visit(householdId, {
        visitedOn: `2026-03-0${index + 1}`,
        asks: [{ id: randomUUIDv7(), kind: 'living', text: `第${index + 1}次` }],
        cashFen: '1000',
      }),
    ),
  )
  const mixed = [items, items.toReversed(), items, items.toReversed(), items]
  const answers = await Promise.all(
    mixed.map((parcel) => one.ask<{ receipts: Receipt[] }>('POST', '/visits/sync', { items: parcel })),
  )
  // Parcels in opposite order may lock each other: the loser answers 409 as a whole and is sent again.
  const results = []
  for (const [index, answer] of answers.entries())
    results.push(
      ...(answer.status === 200
        ? answer.body.receipts.map((receipt) => receipt.result)
        : await sync(one, mixed[index] as unknown[])),
    )
  assert.equal(results.filter((result) => result === 'stored').length, 6)
  assert.equal(results.filter((result) => result === 'already').length, 24)
  const total = await clerk.ask('GET', `/visits/total?household=${householdId}`)
  assert.deepEqual(total.body, { total: 6, households: 1 })
  assert.equal((await clerk.ask<{ total: number }>('GET', `/aid/total?household=${householdId}`)).body.total, 6)
  assert.equal((await clerk.ask<{ total: number }>('GET', `/requests/total?household=${householdId}`)).body.total, 6)
  const [shown] = (await one.ask<{ families: OwnFamily[] }>('GET', '/my/families')).body.families
  assert.equal(shown?.lastVisitedOn, '2026-03-06')
  const other = { ...items[0], payload: visit(householdId, { visitedOn: '2026-03-01', cashFen: '9' }) }
  assert.deepEqual(await sync(one, [other]), ['conflict'])
})

test('one broken record does not hold up the others; a day in the future and another account’s record are named', async () => {
  const [one, second] = [await helper(), await helper()]
  const householdId = await family()
  await pair(householdId, one)
  await settled()
  const answer = await one.ask<{ receipts: Receipt[] }>('POST', '/visits/sync', {
    items: [
      { id: 'x', kind: 'visit' },
      item(one, visit(householdId, { visitedOn: '2999-01-01' })),
      item(one, visit(householdId, { cashFen: '-5', location: [1, 2] })),
      item(second, visit(householdId)),
      item(one, visit(householdId, { promises: [{ id: randomUUIDv7(), text: '以前', dueOn: '2020-01-01' }] })),
      item(one, visit(householdId)),
      null,
    ],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.deepEqual(
    answer.body.receipts.map((receipt) => receipt.result),
    ['rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'stored', 'rejected'],
  )
  assert.match(answer.body.receipts[1]?.message ?? '', /晚于今天/)
  assert.match(answer.body.receipts[2]?.message ?? '', /cashFen 金额须大于 0/)
  assert.match(answer.body.receipts[3]?.message ?? '', /另一个账号/)
  assert.equal((await one.ask('POST', '/visits/sync', { items: [] })).status, 400)
  assert.equal((await server.stranger.ask('POST', '/visits/sync', { items: [item(one, {})] })).status, 401)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', '/visits/sync', { items: [item(one, {})] })).status, 403)
})

test('a visit made before the family was given to somebody else is still kept', async () => {
  const [first, second] = [await helper(), await helper()]
  const householdId = await family()
  const pairId = await pair(householdId, first, '2026-01-01')
  await clerk.ask('POST', `/pairs/${pairId}/lead`, { version: 1, helperId: second.helperId, since: '2026-05-01' })
  await settled()
  const inTime = item(first, visit(householdId, { visitedOn: '2026-04-20', cashFen: '2000' }))
  const late = item(first, visit(householdId, { visitedOn: '2026-05-20' }))
  assert.deepEqual(await sync(first, [inTime, late]), ['stored', 'rejected'])
  assert.deepEqual(await sync(first, [inTime]), ['already'])
  const list = await clerk.ask<{ rows: { visitedOn: string; helperId: string }[] }>(
    'GET',
    `/visits?household=${householdId}`,
  )
  assert.deepEqual(
    list.body.rows.map((row) => [row.visitedOn, row.helperId]),
    [['2026-04-20', first.helperId]],
  )
})

test('promises kept on the phone; an officer records a visit and must say who went', async () => {
  const one = await helper()
  const householdId = await family()
  await pair(householdId, one)
  await settled()
  const promiseId = randomUUIDv7()
  await sync(one, [item(one, visit(householdId, { promises: [{ id: promiseId, text: '送煤', dueOn: today() }] }))])
  const kept = item(one, { promiseId, keptOn: today() }, { kind: 'promise_kept' })
  assert.deepEqual(await sync(one, [kept]), ['stored'])
  assert.deepEqual(await sync(one, [kept]), ['already'])
  const id = randomUUID()
  const nameless = await clerk.ask<{ fields: { field: string }[] }>('POST', '/visits', { id, ...visit(householdId) })
  assert.equal(nameless.status, 400)
  assert.equal(nameless.body.fields[0]?.field, 'helperId')
  const form = { id, ...visit(householdId), visitorText: '市领导' }
  assert.deepEqual((await clerk.ask('POST', '/visits', form)).body, { id, result: 'stored' })
  assert.deepEqual((await clerk.ask('POST', '/visits', form)).body, { id, result: 'already' })
  assert.equal((await clerk.ask('POST', '/visits', { ...form, visitorText: '别人' })).status, 409)
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await elsewhere.ask('POST', '/visits', { ...form, id: randomUUID() })).status, 404)
  assert.equal((await elsewhere.ask('GET', `/visits/${id}`)).status, 404)
  assert.equal((await elsewhere.ask('POST', `/promises/${promiseId}/keep`, {})).status, 404)
})

test('promises past their day are a list of their own, and each visited family is counted once', async () => {
  const householdId = await family()
  const promise = (text: string, dueOn: string) => ({ id: randomUUID(), text, dueOn })
  const days = [addDays(today(), -40), addDays(today(), -20)]
  const ids = [randomUUID(), randomUUID()]
  for (const [place, visitedOn] of days.entries()) {
    const promises = [promise(`事 ${place}`, addDays(visitedOn, 30))]
    const answer = await clerk.ask('POST', '/visits', {
      id: ids[place],
      ...visit(householdId, { visitedOn, promises }),
      visitorText: '市领导',
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  type Rows = { rows: { id: string; text: string; householdId: string; visits: number; lastVisitedOn: string }[] }
  const rows = async (path: string) => (await clerk.ask<Rows>('GET', path)).body.rows
  const overdue = await rows(`/promises?state=overdue&household=${householdId}`)
  assert.deepEqual(
    overdue.map((row) => row.text),
    ['事 0'],
  )
  const total = async () =>
    (await clerk.ask<{ total: number }>('GET', `/promises/total?state=overdue&household=${householdId}`)).body.total
  assert.equal(await total(), 1)
  await clerk.ask('POST', `/promises/${overdue[0]?.id}/keep`, { note: '已送到' })
  assert.equal(await total(), 0)
  assert.equal((await rows(`/promises?state=kept&household=${householdId}`)).length, 1)
  const [visited] = (await rows(`/visits/families?from=${days[0]}`)).filter((row) => row.householdId === householdId)
  assert.deepEqual([visited?.visits, visited?.lastVisitedOn], [2, days[1]])
  const between = await rows(`/visits/families?from=${days[1]}`)
  assert.equal(between.find((row) => row.householdId === householdId)?.visits, 1)
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  const there = await elsewhere.ask<Rows>('GET', '/visits/families')
  assert.ok(there.body.rows.every((row) => row.householdId !== householdId))
})

test('a record that was refused opens in the form as it was filled in, with nothing lost', () => {
  const filled = {
    visitedOn: '2026-11-20',
    marks: { living: ['cold_home'], thinking: [], difficulties: ['illness', 'debt'], needs: ['job'] },
    text: '屋里冷',
    askKind: 'job' as const,
    askText: '想找个活',
    promiseText: '联系劳务公司',
    within: 'month' as const,
    kept: ['p'],
    cash: '12.50',
    goods: '大米',
    quantity: '2',
    unit: '袋',
  }
  assert.deepEqual(filledOf(payloadOf('h', filled, randomUUIDv7)), filled)
  const empty = emptyVisit('2026-11-20')
  assert.deepEqual(filledOf(payloadOf('h', empty, randomUUIDv7)), empty)
  assert.deepEqual(faultsOf(empty, '2026-11-20'), { seen: 'sayOne' })
  assert.deepEqual(faultsOf({ ...filled, visitedOn: '2026-11-21', cash: '0' }, '2026-11-20'), {
    visitedOn: 'dayFuture',
    cash: 'cashWrong',
  })
})

test('what a helper has to do, by day', () => {
  assert.equal(nextVisitDay(null, '2026-01-01', 30), '2026-01-31')
  assert.equal(nextVisitDay('2026-02-10', '2026-01-01', 30), '2026-03-12')
  const days = { ...proposedRhythm, cadre: 60 }
  const lists = [{ areaCode: '231202000000', days }]
  const every = (area: string, kind: 'cadre' | 'leading_cadre') => rhythmDays(lists, area, kind)
  // The county's own list holds in the county, the proposal elsewhere.
  assert.deepEqual([every('231202001000', 'cadre'), every('231221001000', 'cadre')], [60, 30])
  assert.equal(every('231221001000', 'leading_cadre'), 90)
  const todos = todosOf(
    [
      {
        householdId: 'h',
        headName: '张某',
        nextVisitOn: '2026-03-12',
        promises: [{ id: 'p', text: '送煤', dueOn: '2026-03-01' }],
        requests: [
          { id: 'q', text: '找活', dueOn: '2026-03-20', state: 'open' },
          { id: 'r', text: '已答复', dueOn: '2026-03-01', state: 'answered' },
        ],
      },
    ],
    '2026-03-10',
  )
  assert.deepEqual(
    todos.map((todo) => [todo.kind, todo.late]),
    [
      ['promise', true],
      ['visit', false],
      ['request', false],
    ],
  )
})
