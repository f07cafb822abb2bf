import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { FamilyRequest } from './model.ts'
import { daysLate, dueDay } from './rules.ts'

let server: TestServer
let clerk: Person
let tenantId: string
let householdId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  const made = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: '231202001000', size: 2 },
    people: [{ name: '诉求户', relation: '02' }],
  })
  householdId = made.body.id
})
after(() => server.close())

const raise = (more: Record<string, unknown> = {}, who = clerk) =>
  who.ask<{ id: string; dueOn: string }>('POST', '/requests', {
    householdId,
    kind: 'medical',
    text: '看病报销',
    ...more,
  })

test('a request is due in 30 days, answered, closed, opened again, and overdue ones are found', async () => {
  const made = await raise({ raisedOn: '2026-01-10' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.equal(made.body.dueOn, '2026-02-09')
  const { id } = made.body
  const overdue = await clerk.ask<{ rows: FamilyRequest[] }>('GET', '/requests?overdue=true')
  assert.deepEqual(
    overdue.body.rows.map((row) => [row.id, row.state, row.responsibleName !== '']),
    [[id, 'open', true]],
  )
  assert.equal((await clerk.ask('POST', `/requests/${id}/answer`, { version: 1, answer: '已转医保局' })).status, 200)
  const stale = await clerk.ask<{ data: { theirs: FamilyRequest } }>('POST', `/requests/${id}/answer`, {
    version: 1,
    answer: '另一个答复',
  })
  assert.equal(stale.status, 409)
  assert.equal(stale.body.data.theirs.answer, '已转医保局')
  const closed = await clerk.ask('POST', `/requests/${id}/close`, { version: 2, outcome: 'done', answer: '已报销' })
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  assert.equal((await clerk.ask<{ total: number }>('GET', '/requests/total?overdue=true')).body.total, 0)
  assert.equal((await clerk.ask('POST', `/requests/${id}/answer`, { version: 3, answer: '晚了' })).status, 409)
  const past = await clerk.ask('POST', `/requests/${id}/reopen`, { version: 3, dueOn: '2026-03-01' })
  assert.equal(past.status, 400)
  assert.equal((await clerk.ask('POST', `/requests/${id}/reopen`, { version: 3, dueOn: '2999-01-01' })).status, 200)
  assert.equal((await clerk.ask<FamilyRequest>('GET', `/requests/${id}`)).body.state, 'open')
})

test('refused: out of area, without permission, another tenant, wrong days; twice sent is once', async () => {
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await raise({}, elsewhere)).status, 404)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await raise({}, leader)).status, 403)
  assert.equal((await raise({ raisedOn: '2999-01-01' })).status, 400)
  assert.equal((await raise({ raisedOn: '2026-02-01', dueOn: '2026-01-01' })).status, 400)
  assert.equal((await raise({ text: ' ' })).status, 400)
  const { id } = (await raise()).body
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  const foreign = await stranger.ask('GET', `/requests/${id}`)
  const nothing = await stranger.ask('GET', '/requests/00000000-0000-7000-8000-000000000001')
  assert.deepEqual([foreign.status, foreign.body], [nothing.status, nothing.body])
  const before = (await clerk.ask<{ total: number }>('GET', '/requests/total')).body.total
  const key = { 'idempotency-key': '0197a1b2-0000-7000-8000-00000000bbbb' }
  const form = { householdId, kind: 'job', text: '找活' }
  await Promise.all([clerk.ask('POST', '/requests', form, key), clerk.ask('POST', '/requests', form, key)])
  assert.equal((await clerk.ask<{ total: number }>('GET', '/requests/total')).body.total, before + 1)
})

test('days', () => {
  assert.equal(dueDay('2026-01-31'), '2026-03-02')
  assert.equal(daysLate({ state: 'open', dueOn: '2026-03-02' }, '2026-03-05'), 3)
  assert.equal(daysLate({ state: 'closed', dueOn: '2026-03-02' }, '2026-03-05'), 0)
})
