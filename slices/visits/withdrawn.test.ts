import assert from 'node:assert/strict'
import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addDays, dayOf } from '../../core/date.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { Receipt } from './contract.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const made = async (path: string, body: unknown) => {
  const answer = await clerk.ask<{ id: string }>('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const family = (name: string) =>
  made('/households', {
    household: { areaCode: '231202001000', size: 1 },
    people: [{ name, relation: '02', birthDate: '1970-01-01' }],
  })
const today = dayOf(new Date())
const withdrawnOn = addDays(today, -10)
const after10 = addDays(today, -3)
/** A file that was withdrawn ten days ago. */
async function withdrawn(householdId: string) {
  const { version } = (await clerk.ask<{ version: number }>('GET', `/households/${householdId}`)).body
  const why = '已脱困'
  assert.equal((await clerk.ask('POST', `/households/${householdId}/withdraw`, { version, why })).status, 200)
  await inTenant(server, tenantId, (tx) =>
    tx.run('update household set withdrawn_on = $3 where tenant_id = $1 and id = $2', [
      tenantId,
      householdId,
      withdrawnOn,
    ]),
  )
}
const visit = (householdId: string, visitedOn: string, more: object = {}) => ({
  householdId,
  visitedOn,
  living: { marks: ['steady'], text: '' },
  ...more,
})
const rice = { goods: [{ name: '大米', quantity: 1, unit: '袋' }] }

test('a visit hands nothing to a family after its file was withdrawn; before, and with empty hands, it is recorded', async () => {
  const id = await family('离开一')
  await withdrawn(id)
  const record = (visitedOn: string, more: object = {}) =>
    clerk.ask<{ message: string; fields: { field: string }[] }>('POST', '/visits', {
      ...visit(id, visitedOn, more),
      id: randomUUID(),
      visitorText: '市领导',
    })
  assert.equal((await record(withdrawnOn, { cashFen: '20000' })).status, 200, 'the day itself still counts')
  for (const given of [{ cashFen: '20000' }, rice]) {
    const late = await record(after10, given)
    assert.deepEqual([late.status, late.body.fields[0]?.field], [400, 'visitedOn'])
    assert.ok(late.body.message.includes(withdrawnOn), late.body.message)
  }
  assert.equal((await record(after10)).status, 200, 'that somebody was there is a fact')
  const totals = await Promise.all(
    ['/visits/total', '/aid/total'].map((path) => clerk.ask<{ total: number }>('GET', `${path}?household=${id}`)),
  )
  assert.deepEqual(
    totals.map((answer) => answer.body.total),
    [2, 1],
  )
})

test('a visit of a file merged into another hands over nothing there, and one sent again is still answered as stored', async () => {
  const [kept, gone] = [await family('并入一'), await family('并入二')]
  const form = { ...visit(gone, after10, rice), id: randomUUID(), visitorText: '市领导' }
  assert.equal((await clerk.ask('POST', '/visits', form)).status, 200)
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `update household set status = 'withdrawn', withdrawn_on = $3, merged_into = $4 where tenant_id = $1 and id = $2`,
      [tenantId, gone, withdrawnOn, kept],
    ),
  )
  assert.deepEqual((await clerk.ask('POST', '/visits', form)).body, { id: form.id, result: 'already' })
  const anew = await clerk.ask<{ message: string }>('POST', '/visits', { ...form, id: randomUUID() })
  assert.deepEqual([anew.status, anew.body.message.includes('并入另一户')], [400, true])
})

test('the outbox of a phone keeps what a withdrawn family cannot be given, says why, and takes it corrected', async () => {
  const person = await server.signedIn(tenantId, 'helper')
  const helperId = await made('/helpers', {
    ...{ kind: 'cadre', name: '干部一', areaCode: '231202000000', capacity: 5 },
    membershipId: person.membershipId,
  })
  const id = await family('离开二')
  const pairId = await made('/pairs', { householdId: id, helperId, since: addDays(today, -60) })
  const sync = async (itemId: string, payload: unknown): Promise<Receipt | undefined> => {
    const item = { kind: 'visit', accountId: person.accountId, device: 'phone', formVersion: 1, hash: '' }
    const answer = await person.ask<{ receipts: Receipt[] }>('POST', '/visits/sync', {
      items: [{ ...item, id: itemId, madeAt: '2024-01-01T08:00:00Z', payload }],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.receipts[0]
  }
  await withdrawn(id)
  const [first, second] = [randomUUIDv7(), randomUUIDv7()]
  // The helper has not been told yet: the pair lives on until the queue ends it.
  const refused = await sync(first, visit(id, after10, { cashFen: '5000' }))
  assert.equal(refused?.result, 'rejected')
  assert.ok(refused?.message?.includes(withdrawnOn), refused?.message)
  assert.equal((await sync(first, visit(id, after10)))?.result, 'stored', 'without the money, under its own number')
  await inTenant(server, tenantId, async (tx) => {
    await tx.run('update pair_member set until = $3 where tenant_id = $1 and pair_id = $2', [
      tenantId,
      pairId,
      withdrawnOn,
    ])
    await tx.run('delete from membership_household where tenant_id = $1 and household_id = $2', [tenantId, id])
  })
  await new Promise((resolve) => setTimeout(resolve, 950))
  const late = await sync(second, visit(id, after10, { cashFen: '5000' }))
  assert.equal(late?.result, 'rejected')
  assert.ok(late?.message?.includes(withdrawnOn), late?.message)
  const corrected = visit(id, withdrawnOn, { cashFen: '5000' })
  assert.equal((await sync(second, corrected))?.result, 'stored')
  assert.equal((await sync(second, corrected))?.result, 'already')
})
