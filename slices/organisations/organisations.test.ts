import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let city: Person
let neighbour: Person

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  city = await server.signedIn(tenantId, 'clerk')
  neighbour = await server.signedIn(tenantId, 'clerk', '231221000000')
})
after(() => server.close())

const mill = { name: '北林造纸厂', kind: 'enterprise', enterpriseState: 'running', areaCode: '231202000000' }

test('a clerk looks at the units of the whole city and writes about those of the own county only', async () => {
  const made = await city.ask<{ id: string }>('POST', '/organisations', mill)
  const path = `/organisations/${made.body.id}`
  const seen = await neighbour.ask<Record<string, unknown>>('GET', path)
  assert.equal(seen.status, 200)
  const bankrupt = { ...mill, enterpriseState: 'bankrupt', version: 1 }
  const tried = [
    await neighbour.ask('PUT', path, bankrupt),
    await neighbour.ask('POST', `${path}/end`, { version: 1, reason: '试试' }),
    await neighbour.ask('POST', '/organisations', { ...mill, name: '北林二厂' }),
  ]
  assert.deepEqual(
    tried.map(({ status }) => status),
    [403, 403, 403],
    JSON.stringify(tried),
  )
  assert.deepEqual((await neighbour.ask('GET', path)).body, seen.body)

  const own = await neighbour.ask<{ id: string }>('POST', '/organisations', { ...mill, areaCode: '231221000000' })
  assert.equal(own.status, 200)
  const away = await neighbour.ask('PUT', `/organisations/${own.body.id}`, bankrupt)
  assert.equal(away.status, 403, 'nor is one moved to another county')
  const changed = { ...bankrupt, areaCode: '231221000000' }
  assert.equal((await neighbour.ask('PUT', `/organisations/${own.body.id}`, changed)).status, 200)
  assert.equal((await city.ask('PUT', path, bankrupt)).status, 200)
})
