import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { forecast, stateOf } from './rules.ts'

let server: TestServer
let tenantId: string
let reviewer: Person
let clerk: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  reviewer = await server.signedIn(tenantId, 'reviewer')
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

async function family(areaCode = '231202000000'): Promise<string> {
  const household = { areaCode, size: 1 }
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household,
    people: [{ name: '王五', relation: '02' }],
  })
  return answer.body.id
}

type Board = {
  guarantee: { population: number; covered: number; excepted: number; uncovered: number; daysLeft: number }
  areas: { areaCode: string; uncovered: number }[]
}
const numbers = ({ guarantee }: Board) => [
  guarantee.population,
  guarantee.covered,
  guarantee.excepted,
  guarantee.uncovered,
]

test('a festival guarantee counts by name, excepts with a reason, and its numbers equal its lists', async () => {
  const ids = [await family(), await family(), await family('231221000000')]
  const list = await clerk.ask<{ id: string }>('POST', '/aid-lists', {
    name: '春节',
    festival: 'spring_festival',
    year: 2026,
    kind: 'comfort_grant',
    amountFen: '30000',
  })
  await clerk.ask('POST', `/aid-lists/${list.body.id}/households`, { householdIds: ids })
  await clerk.ask('POST', `/aid-lists/${list.body.id}/received`, { householdIds: [ids[0]], receivedOn: '2026-02-01' })
  const made = await reviewer.ask<{ id: string }>('POST', '/guarantees', {
    rule: 'festival_received',
    aidListId: list.body.id,
    areaCode: '231200000000',
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const path = `/guarantees/${made.body.id}`
  const board = await reviewer.ask<Board>('GET', path)
  assert.deepEqual(numbers(board.body), [3, 1, 0, 2])
  assert.deepEqual(
    board.body.areas.map((area) => [area.areaCode, area.uncovered]),
    [
      ['231202000000', 1],
      ['231221000000', 1],
    ],
  )
  assert.equal(
    (await reviewer.ask('POST', `${path}/exceptions`, { householdIds: [ids[1], ids[0]], reason: '已迁出本市' })).body
      .excepted,
    1,
  )
  assert.deepEqual(numbers((await reviewer.ask<Board>('GET', path)).body), [3, 1, 1, 1])
  for (const [state, count] of [
    ['covered', 1],
    ['excepted', 1],
    ['missed', 1],
  ] as const) {
    const found = await reviewer.ask<{ rows: unknown[]; total: number }>('GET', `${path}/households?state=${state}`)
    assert.deepEqual([found.body.rows.length, found.body.total], [count, count], state)
  }
  const county = await server.signedIn(tenantId, 'leader', '231221000000')
  assert.deepEqual(numbers((await county.ask<Board>('GET', path)).body), [1, 0, 0, 1])
})

test('every household with a lead helper, and every dibao-eligible one enrolled, are computed from the registry', async () => {
  const helperless = await reviewer.ask<{ id: string }>('POST', '/guarantees', {
    rule: 'lead_helper',
    areaCode: '231200000000',
    dueOn: '2027-01-31',
  })
  const before = await reviewer.ask<Board>('GET', `/guarantees/${helperless.body.id}`)
  await family()
  const after = await reviewer.ask<Board>('GET', `/guarantees/${helperless.body.id}`)
  assert.equal(after.body.guarantee.uncovered, before.body.guarantee.uncovered + 1)
  const dibao = await reviewer.ask<{ id: string }>('POST', '/guarantees', {
    rule: 'dibao_enrolled',
    areaCode: '231200000000',
    dueOn: '2027-01-31',
  })
  assert.deepEqual(numbers((await reviewer.ask<Board>('GET', `/guarantees/${dibao.body.id}`)).body), [0, 0, 0, 0])
  const again = await reviewer.ask('POST', '/guarantees', {
    rule: 'lead_helper',
    areaCode: '231200000000',
    dueOn: '2027-01-31',
  })
  assert.equal(again.status, 409)
})

test('forbidden for a clerk, unknown for another tenant', async () => {
  assert.equal(
    (await clerk.ask('POST', '/guarantees', { rule: 'lead_helper', areaCode: '231200000000', dueOn: '2027-02-01' }))
      .status,
    403,
  )
  const other = await server.signedIn(await server.tenant(), 'leader')
  assert.deepEqual((await other.ask<{ rows: unknown[] }>('GET', '/guarantees')).body.rows, [])
  await inTenant(server, tenantId, async (tx) =>
    assert.ok((await tx.rows('select 1 from guarantee where tenant_id = $1', [tenantId])).length > 0),
  )
})

test('the forecast goes by the pace of the last two weeks; late only after the day', () => {
  assert.equal(forecast(7, 14, '2026-11-22'), '2026-11-29')
  assert.equal(forecast(0, 14, '2026-11-22'), null)
  assert.equal(forecast(5, 0, '2026-11-22'), null)
  assert.equal(stateOf(false, false, '2026-11-22', '2026-11-22'), 'not_yet')
  assert.equal(stateOf(false, false, '2026-11-21', '2026-11-22'), 'late')
  assert.equal(stateOf(true, true, '2026-11-21', '2026-11-22'), 'covered')
})
