import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'

let server: TestServer
let clerk: Person
let tenantId: string
let id: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  const made = await clerk.ask<{ id: string }>('POST', '/organisations', {
    name: '示范纺织厂',
    kind: 'enterprise',
    enterpriseState: 'running',
    areaCode: '231202000000',
  })
  id = made.body.id
})
after(() => server.close())

type Page = {
  version: number
  wageArrearsFen: string | null
  figures: { asOf: string; laidOff: number; version: number }[]
  events: { kind: string; text: string }[]
}
const page = async () => (await clerk.ask<Page>('GET', `/enterprises/${id}`)).body

test('figures stand with their day; the newest are in the list, the same day again is a correction', async () => {
  const record = (figures: object, by = clerk) => by.ask('PUT', `/enterprises/${id}/figures`, { figures })
  assert.equal(
    (await record({ asOf: '2024-12-31', employees: 900, laidOff: 120, wageArrearsFen: '120000000' })).status,
    200,
  )
  assert.equal(
    (await record({ asOf: '2025-12-31', employees: 700, laidOff: 200, wageArrearsFen: '50000000' })).status,
    200,
  )
  assert.equal(
    (await record({ asOf: '2025-12-31', employees: 700, laidOff: 210, wageArrearsFen: '50000000' })).status,
    200,
  )
  assert.equal((await record({ asOf: '2099-12-31', employees: 1 })).status, 400)
  assert.equal((await record({ asOf: '2025-01-01', employees: -1 })).status, 400)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await record({ asOf: '2025-01-01' }, leader)).status, 403)
  const { figures, wageArrearsFen } = await page()
  assert.deepEqual(
    figures.map(({ asOf, laidOff, version }) => [asOf, laidOff, version]),
    [
      ['2025-12-31', 210, 2],
      ['2024-12-31', 120, 1],
    ],
  )
  assert.equal(wageArrearsFen, '50000000')
  const list = await leader.ask<{ rows: { id: string }[] }>('GET', '/enterprises?arrears=true')
  assert.deepEqual(
    list.body.rows.map((row) => row.id),
    [id],
  )
  assert.equal((await leader.ask<{ total: number }>('GET', '/enterprises/total?arrears=true')).body.total, 1)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('GET', `/enterprises/${id}`)).status, 404)
})

test('the profile is changed by version, a change of state and what happened stand in the story', async () => {
  const { version } = await page()
  const profile = { industry: '纺织', ownership: 'state', foundedOn: '1958-05-01' }
  const change = (of: number) => clerk.ask('PUT', `/enterprises/${id}`, { version: of, profile })
  assert.equal((await change(version)).status, 200)
  assert.equal((await change(version)).status, 409)
  const happened = { kind: 'layoff', onDay: '2026-03-01', text: '分流 80 人' }
  assert.equal((await clerk.ask('POST', `/enterprises/${id}/events`, happened)).status, 200)
  assert.equal((await clerk.ask('POST', `/enterprises/${id}/events`, { ...happened, onDay: '2099-01-01' })).status, 400)
  const unit = await clerk.ask<{ version: number }>('GET', `/organisations/${id}`)
  const closed = await clerk.ask('PUT', `/organisations/${id}`, {
    version: unit.body.version,
    name: '示范纺织厂',
    kind: 'enterprise',
    enterpriseState: 'bankrupt',
    areaCode: '231202000000',
  })
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  const story = await until('the state in the story', async () => {
    const { events } = await page()
    return events.some((event) => event.kind === 'state') && events
  })
  assert.deepEqual(story.map(({ kind, text }) => [kind, text]).sort(), [
    ['layoff', '分流 80 人'],
    ['other', '更正 2025-12-31 的数据：下岗人数 200 → 210'],
    ['state', 'bankrupt'],
  ])
})

test('a clerk of another county of the same city reads about an enterprise and writes nothing', async () => {
  const before = await page()
  const neighbour = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await neighbour.ask('GET', `/enterprises/${id}`)).status, 200)
  const figures = { asOf: '2026-01-31', employees: 1 }
  const event = { kind: 'layoff', onDay: '2026-03-02', text: '分流 1 人' }
  const tried = [
    await neighbour.ask('PUT', `/enterprises/${id}`, { version: before.version, profile: { industry: '造纸' } }),
    await neighbour.ask('PUT', `/enterprises/${id}/figures`, { figures }),
    await neighbour.ask('POST', `/enterprises/${id}/events`, event),
  ]
  assert.deepEqual(
    tried.map(({ status }) => status),
    [404, 404, 404],
    JSON.stringify(tried),
  )
  assert.deepEqual(await page(), before)
  const own = await server.signedIn(tenantId, 'clerk', '231202000000')
  assert.equal((await own.ask('PUT', `/enterprises/${id}/figures`, { figures })).status, 200)
})

test('what a correction replaces stays in the story; the same figures again are no correction', async () => {
  const record = async (figures: object) =>
    assert.equal((await clerk.ask('PUT', `/enterprises/${id}/figures`, { figures })).status, 200)
  const asOf = '2023-12-31'
  await record({ asOf, wageArrearsFen: '1000000', laidOff: 20 })
  const told = async () => (await page()).events.filter((event) => event.text.includes(asOf)).map(({ text }) => text)
  await record({ asOf, wageArrearsFen: '1000000', laidOff: 20 })
  assert.deepEqual(await told(), [])
  await record({ asOf, wageArrearsFen: '500000' })
  assert.deepEqual(await told(), ['更正 2023-12-31 的数据：下岗人数 20 → 未填；欠薪（元） 10,000.00 → 5,000.00'])
})
