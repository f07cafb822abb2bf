import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { festivalDay } from './rules.ts'

let server: TestServer
let tenantId: string
let clerk: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

async function family(who: Person, areaCode = '231202000000'): Promise<string> {
  const answer = await who.ask<{ id: string }>('POST', '/households', {
    household: { areaCode, size: 2 },
    people: [{ name: '李四', relation: '02' }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

const grant = (householdId: string) => ({
  householdId,
  givenOn: '2026-01-10',
  kind: 'comfort_grant',
  source: 'union',
  amountFen: '50000',
})

test('aid is registered, summed without mixing goods into cash, reversed once', async () => {
  const id = await family(clerk)
  const line = await clerk.ask<{ id: string }>('POST', '/aid', grant(id))
  assert.equal(line.status, 200, JSON.stringify(line.body))
  const goods = {
    householdId: id,
    givenOn: '2026-01-10',
    kind: 'comfort_goods',
    source: 'society',
    item: '大米',
    quantity: '10',
    unit: '公斤',
    valueFen: '6000',
  }
  assert.equal((await clerk.ask('POST', '/aid', goods)).status, 200)
  const total = await clerk.ask('GET', `/aid/total?household=${id}`)
  assert.deepEqual(total.body, { total: 2, households: 1, cashFen: '50000', goodsValueFen: '6000' })
  assert.equal((await clerk.ask('POST', `/aid/${line.body.id}/reverse`, { why: '重复登记' })).status, 200)
  const again = await clerk.ask('POST', `/aid/${line.body.id}/reverse`, { why: '重复登记' })
  assert.equal(again.status, 409)
  type Lines = { rows: { recordedBy: string | null; reversesId: string | null }[] }
  const lines = await clerk.ask<Lines>('GET', `/aid?household=${id}`)
  assert.ok(lines.body.rows.length === 3 && lines.body.rows.every((row) => row.recordedBy), 'who wrote each down')
  const after = await clerk.ask('GET', `/aid/total?household=${id}`)
  assert.deepEqual(after.body, { total: 1, households: 1, cashFen: '0', goodsValueFen: '6000' })
})

test('a festival list knows its day, pays each family once, and counts who is left', async () => {
  assert.equal(festivalDay('spring_festival', 2027), '2027-02-06')
  assert.deepEqual((await clerk.ask('GET', '/aid-lists/day?festival=mid_autumn&year=2026')).body, {
    festivalDay: '2026-09-25',
    dueOn: '2026-09-24',
  })
  assert.deepEqual((await clerk.ask('GET', '/aid-lists/day?festival=corban&year=2026')).body, {
    festivalDay: null,
    dueOn: null,
  })
  const ids = [await family(clerk), await family(clerk)]
  const list = await clerk.ask<{ id: string; dueOn: string }>('POST', '/aid-lists', {
    name: '2026 年春节慰问',
    festival: 'spring_festival',
    year: 2026,
    kind: 'comfort_grant',
    amountFen: '50000',
  })
  assert.equal(list.status, 200, JSON.stringify(list.body))
  assert.equal(list.body.dueOn, '2026-02-16')
  const path = `/aid-lists/${list.body.id}`
  assert.deepEqual((await clerk.ask('POST', `${path}/households`, { householdIds: ids })).body, { added: 2 })
  const tick = { householdIds: [ids[0]], receivedOn: '2026-02-10' }
  const twice = await Promise.all([
    clerk.ask('POST', `${path}/received`, tick),
    clerk.ask('POST', `${path}/received`, tick),
  ])
  assert.deepEqual(
    twice.map((one) => one.body).sort((a, b) => Number(b.recorded) - Number(a.recorded)),
    [
      { recorded: 1, already: 0 },
      { recorded: 0, already: 1 },
    ],
  )
  assert.deepEqual(
    (await clerk.ask('POST', `${path}/excepted`, { householdIds: [ids[1]], reason: '已迁往外地' })).body,
    { excepted: 1 },
  )
  const page = await clerk.ask<{ planned: number; received: number; excepted: number }>('GET', path)
  assert.deepEqual([page.body.planned, page.body.received, page.body.excepted], [0, 1, 1])
})

test('a county sees only its own families on the city list; no aid for a family out of scope or without permission', async () => {
  const id = await family(clerk)
  const county = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await county.ask('POST', '/aid', grant(id))).status, 404)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', '/aid', grant(id))).status, 403)
  const wrong = await clerk.ask<{ fields: { field: string }[] }>('POST', '/aid', { ...grant(id), amountFen: null })
  assert.deepEqual([wrong.status, wrong.body.fields[0]?.field], [400, 'amountFen'])
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.deepEqual((await other.ask<{ rows: unknown[] }>('GET', '/aid')).body.rows, [])
})

test('a withdrawn file takes corrections and the help of its days on file, no new help and no new member', async () => {
  const id = await family(clerk)
  const list = await clerk.ask<{ id: string }>('POST', '/aid-lists', {
    ...{ name: '2027 年元旦慰问', festival: 'new_year', year: 2027, kind: 'comfort_grant', amountFen: '30000' },
  })
  const path = `/aid-lists/${list.body.id}`
  assert.deepEqual((await clerk.ask('POST', `${path}/households`, { householdIds: [id] })).body, { added: 1 })
  type File = { version: number; people: { id: string; version: number }[] }
  const file = async () => (await clerk.ask<File>('GET', `/households/${id}`)).body
  const { version } = await file()
  assert.equal((await clerk.ask('POST', `/households/${id}/withdraw`, { version, why: '已脱困' })).status, 200)
  await inTenant(server, tenantId, (tx) =>
    tx.run('update household set withdrawn_on = $3 where tenant_id = $1 and id = $2', [tenantId, id, '2026-06-30']),
  )
  assert.equal((await clerk.ask('POST', '/aid', grant(id))).status, 200, 'help of January is history')
  const late = await clerk.ask('POST', '/aid', { ...grant(id), givenOn: '2026-07-01' })
  assert.deepEqual([late.status, JSON.stringify(late.body).includes('2026-06-30')], [409, true])
  const tick = { householdIds: [id], receivedOn: '2026-07-01' }
  assert.equal((await clerk.ask('POST', `${path}/received`, tick)).status, 409)
  const gone = { householdIds: [id], reason: '已撤档' }
  assert.deepEqual((await clerk.ask('POST', `${path}/excepted`, gone)).body, { excepted: 1 })
  const change = async (more: object) => {
    const household = { areaCode: '231202000000', size: 3 }
    return clerk.ask('PUT', `/households/${id}`, {
      version: (await file()).version,
      household,
      why: '原来写错',
      ...more,
    })
  }
  assert.equal((await change({ from: '2026-06-01' })).status, 400, 'before it was withdrawn another row speaks')
  assert.equal((await change({})).status, 200)
  const person = { name: '李五', relation: '20' }
  assert.equal((await clerk.ask('POST', `/households/${id}/people`, { person, why: '迁入' })).status, 409)
  const personId = (await file()).people[0]?.id
  const leaving = { reason: 'moved', newHeadId: null, why: '迁出' }
  assert.equal((await clerk.ask('POST', `/households/${id}/people/${personId}/end`, leaving)).status, 409)
})
