import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let clerk: Person
let tenantId: string
const code = '231202001201'

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  // A village of the tenant's own, so that the test does not depend on the country's list.
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `insert into own_area (tenant_id, code, name, level, parent_code) values ($1, $2, '库边村', 'village', '231202001000')
       on conflict do nothing`,
      [tenantId, code],
    ),
  )
})
after(() => server.close())

test('a village is put on the list, its years recorded and corrected, found by its income', async () => {
  const add = (area: string) =>
    clerk.ask('POST', '/villages', { code: area, profile: { reservoir: true, facilities: ['road'] } })
  assert.equal((await add('231202000000')).status, 400)
  assert.equal((await add(code)).status, 200)
  assert.equal((await add(code)).status, 409)
  const record = (figures: object, by = clerk) => by.ask('PUT', `/villages/${code}/years`, { figures })
  assert.equal((await record({ year: 2004, population: 800, perCapitaIncomeFen: '280000' })).status, 200)
  assert.equal((await record({ year: 2005, population: 790, perCapitaIncomeFen: '310000' })).status, 200)
  assert.equal(
    (await record({ year: 2005, population: 795, perCapitaIncomeFen: '290000', farmlandMu: '1200.5' })).status,
    200,
  )
  assert.equal((await record({ year: 2099 })).status, 400)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await record({ year: 2003 }, leader)).status, 403)
  type Page = { version: number; years: { year: number; version: number; farmlandMu: string | null }[] }
  const page = await leader.ask<Page>('GET', `/villages/${code}`)
  assert.deepEqual(
    page.body.years.map(({ year, version, farmlandMu }) => [year, version, farmlandMu]),
    [
      [2005, 2, '1200.5'],
      [2004, 1, null],
    ],
  )
  const below = (fen: string) =>
    leader.ask<{ rows: { name: string }[] }>('GET', `/villages?reservoir=true&incomeBelowFen=${fen}`)
  assert.deepEqual(
    (await below('300000')).body.rows.map((row) => row.name),
    ['库边村'],
  )
  assert.deepEqual((await below('290000')).body.rows, [])
  const change = (version: number) => clerk.ask('PUT', `/villages/${code}`, { version, profile: { reservoir: false } })
  assert.equal((await change(page.body.version)).status, 200)
  assert.equal((await change(page.body.version)).status, 409)
})

test('another county and another tenant do not see it', async () => {
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await elsewhere.ask('GET', `/villages/${code}`)).status, 404)
  assert.equal((await elsewhere.ask('POST', '/villages', { code, profile: {} })).status, 400)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('GET', `/villages/${code}`)).status, 404)
})

test('what a correction of a year replaces stays in the trail', async () => {
  for (const perCapitaIncomeFen of ['300000', '320000'])
    assert.equal(
      (await clerk.ask('PUT', `/villages/${code}/years`, { figures: { year: 2010, perCapitaIncomeFen } })).status,
      200,
    )
  const trail = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ before: string | null }>(
      `select facts -> 'before' ->> 'perCapitaIncomeFen' as before from audit_entry
       where event = 'villages.record' and facts ->> 'year' = '2010' order by at`,
    ),
  )
  assert.deepEqual(
    trail.map(({ before }) => before),
    [null, '300000'],
  )
})
