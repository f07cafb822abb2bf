import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withClient } from '../../platform/server/embedded-cluster.ts'
import { inTenant, openTestServer, type TestServer } from '../../tests/support/server.ts'
import type { Area, OwnArea } from './model.ts'
import { loadAreas } from './store.ts'

let server: TestServer

before(async () => {
  server = await openTestServer()
})
after(() => server.close())

const township = '231202101000'

test('the pack is loaded once, and again when it changed; what a newer pack leaves out becomes abolished', async () => {
  await withClient(server.database.ownerUrl, async (client) => {
    const count = async (condition: string) =>
      Number((await client.query(`select count(*) from area where ${condition}`)).rows[0]?.count)
    assert.equal(await count('true'), 47_577)
    assert.equal(await loadAreas(client), 0)
    await client.query(`insert into area (code, name, level, parent_code, abolished)
      values ('231202999000', '旧镇', 'township', '231202000000', false)`)
    await client.query(`update area set name = '别名' where code = '231202000000'`)
    await client.query(`update area_pack set hash = 'older'`)
    assert.equal(await loadAreas(client), 1)
    assert.equal(await count(`code = '231202000000' and name = '北林区'`), 1)
    assert.equal(await count(`code = '231202999000' and abolished`), 1)
    assert.equal(await loadAreas(client), 0)
  })
})

test('areas are found without signing in', async () => {
  const inside = await server.stranger.ask<{ rows: Area[] }>('GET', '/areas?parent=231200000000')
  assert.equal(inside.status, 200, JSON.stringify(inside.body))
  assert.equal(inside.body.rows.length, 10)
  const found = await server.stranger.ask<{ rows: { area: Area; fullName: string }[] }>(
    'GET',
    `/areas/find?name=${encodeURIComponent('宝山镇')}&within=231200000000`,
  )
  assert.equal(found.body.rows[0]?.fullName, '黑龙江省绥化市北林区宝山镇')
})

test('a tenant adds, renames and ends a village of its own; another tenant sees nothing of it', async () => {
  const [tenant, other] = [await server.tenant(), await server.tenant()]
  const clerk = await server.signedIn(tenant, 'clerk', '231202000000')
  const stranger = await server.signedIn(other, 'clerk')
  const added = await clerk.ask<Area>('POST', '/areas', { parent: township, name: '新库区村', validFrom: '2005-02-05' })
  assert.equal(added.status, 200, JSON.stringify(added.body))
  assert.equal(added.body.code, '231202101900')
  const inside = async (person: typeof clerk) => {
    const { body } = await person.ask<{ rows: Area[] }>('GET', `/areas?parent=${township}`)
    return body.rows.map((area) => area.name)
  }
  assert.ok((await inside(clerk)).includes('新库区村'))
  assert.ok(!(await inside(stranger)).includes('新库区村'))

  const change = (version: number, more: object) =>
    clerk.ask<{ version: number; data: { theirs: OwnArea } }>('PUT', '/areas/own/231202101900', {
      version,
      name: '新移民村',
      ...more,
    })
  assert.deepEqual((await change(1, {})).body, { version: 2 })
  const stale = await change(1, {})
  assert.equal(stale.status, 409)
  assert.equal(stale.body.data.theirs.name, '新移民村')
  assert.equal((await change(2, { validTo: '2006-01-01' })).status, 200)
  assert.ok(!(await inside(clerk)).includes('新移民村'))
  const own = await clerk.ask<{ rows: OwnArea[]; more: boolean }>('GET', '/areas/own')
  assert.deepEqual(
    own.body.rows.map(({ code, name, validTo, version }) => ({ code, name, validTo, version })),
    [{ code: '231202101900', name: '新移民村', validTo: '2006-01-01', version: 3 }],
  )
  const one = await clerk.ask<OwnArea>('GET', '/areas/own/231202101900')
  assert.deepEqual(one.body, own.body.rows[0])
  assert.equal((await stranger.ask('GET', '/areas/own/231202101900')).status, 404)
  const hidden = await stranger.ask('PUT', '/areas/own/231202101900', { version: 3, name: '改名村' })
  assert.equal(hidden.status, 404)
})

test('a village of a tenant’s own that the country’s list holds by now stands once everywhere', async () => {
  const tenant = await server.tenant()
  const clerk = await server.signedIn(tenant, 'clerk')
  const { body } = await clerk.ask<{ rows: Area[] }>('GET', `/areas?parent=${township}`)
  const official = body.rows[0] as Area
  await inTenant(server, tenant, async (tx) => {
    await tx.run(
      `insert into own_area (tenant_id, code, name, level, parent_code) values ($1, $2, '先加的村', 'village', $3)`,
      [tenant, official.code, township],
    )
    const names = await tx.rows('select name from area_name where code = $1', [official.code])
    assert.deepEqual(names, [{ name: official.name }])
  })
  const again = await clerk.ask<{ rows: Area[] }>('GET', `/areas?parent=${township}`)
  assert.deepEqual(again.body.rows, body.rows)
})

test('what cannot be added is said at the field', async () => {
  const tenant = await server.tenant()
  const clerk = await server.signedIn(tenant, 'clerk', '231202000000')
  const add = async (parent: string, name: string, more: object = {}) => {
    const { status, body } = await clerk.ask<{ fields?: { field: string }[] }>('POST', '/areas', {
      parent,
      name,
      ...more,
    })
    return [status, body.fields?.[0]?.field]
  }
  assert.deepEqual(await add(township, '永顺村委会'), [409, 'name'])
  assert.deepEqual(await add('231202101200', '某某屯'), [400, 'parent'])
  assert.deepEqual(await add(township, '<b>村'), [400, 'name'])
  assert.deepEqual(await add(township, '某某村', { validFrom: '2006-01-01', validTo: '2005-01-01' }), [400, 'validTo'])
  // Another county is outside this clerk's scope and answers like one that does not exist.
  assert.deepEqual(await add('231221101000', '某某村'), [404, undefined])
  const helper = await server.signedIn(tenant, 'helper')
  assert.equal((await helper.ask('POST', '/areas', { parent: township, name: '某某村' })).status, 403)
  assert.equal((await server.stranger.ask('POST', '/areas', { parent: township, name: '某某村' })).status, 401)
})
