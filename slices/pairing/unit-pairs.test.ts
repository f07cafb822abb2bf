import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { UnitPairRow } from './unit-pair-model.ts'

let server: TestServer
let clerk: Person
let reviewer: Person

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
})
after(() => server.close())

// The line of D-08, as a county files it among its standards.
const line = {
  name: 'village_income_line_fen',
  region: '231200',
  residence: 'rural',
  validFrom: '2004-01-01',
  value: '300000',
}
const lineFiled = () => done('POST', '/policies/parameters', { ...line, document: '库区扶持文件' }, reviewer)

async function done<Body = { id: string }>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, who = clerk) {
  const answer = await who.ask<Body>(method, path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const unit = async (name: string, enterpriseState: string | null = null) =>
  (
    await done('POST', '/organisations', {
      name,
      kind: enterpriseState ? 'enterprise' : 'party_government',
      enterpriseState,
      areaCode: '231202000000',
    })
  ).id
const poor = '231202100200'
const rich = '231202100201'

test('a village: only under the income line, one sponsor, a unit without a task, four links before approval', async () => {
  const giver = await unit('市水务局')
  const village = (more: object = {}) => ({ kind: 'village', villageCode: poor, ...more })
  const unknown = await clerk.ask<{ message: string }>('POST', '/unit-pairs', village())
  assert.deepEqual([unknown.status, unknown.body.message.includes('还没有登记包扶线')], [409, true])
  await lineFiled()
  const noIncome = await clerk.ask<{ message: string }>('POST', '/unit-pairs', village())
  assert.deepEqual([noIncome.status, noIncome.body.message.includes('人均收入')], [409, true])
  await done('PUT', `/villages/${poor}/income`, { year: 2025, perCapitaFen: '210000' })
  await done('PUT', `/villages/${rich}/income`, { year: 2025, perCapitaFen: '900000' })
  const above = await clerk.ask<{ message: string }>('POST', '/unit-pairs', village({ villageCode: rich }))
  assert.match(above.body.message, /9,000\.00 元，不低于包扶线 3,000\.00 元/)
  const codes = async (path: string) =>
    (await done<{ rows: { areaCode: string }[] }>('GET', path)).rows.map((row) => row.areaCode)
  assert.deepEqual(await codes('/unit-pairs/open-villages'), [poor])
  assert.deepEqual(await codes(`/unit-pairs/strong-villages?village=${poor}`), [rich])
  const free = async () =>
    (await done<{ rows: { id: string }[] }>('GET', '/unit-pairs/free-units')).rows.some((row) => row.id === giver)
  assert.equal(await free(), true)
  const { id } = await done('POST', '/unit-pairs', village({ giverId: giver, dueOn: '2026-02-05' }))
  assert.equal((await clerk.ask('POST', '/unit-pairs', village())).status, 409)
  assert.deepEqual([await free(), await codes('/unit-pairs/open-villages')], [false, []], 'both have their task')
  const other = '231202100202'
  await done('PUT', `/villages/${other}/income`, { year: 2025, perCapitaFen: '200000' })
  const busy = await clerk.ask<{ message: string }>(
    'POST',
    '/unit-pairs',
    village({ villageCode: other, giverId: giver }),
  )
  assert.match(busy.body.message, /已有包村任务/)
  const late = await done<{ rows: UnitPairRow[] }>('GET', '/unit-pairs?late=true')
  assert.deepEqual(
    late.rows.map((row) => row.missing),
    [['leader', 'resident', 'partner']],
  )
  const early = await reviewer.ask<{ message: string }>('POST', `/unit-pairs/${id}/approve`, { version: 1 })
  assert.match(early.body.message, /县级领导联系、驻村干部/)
  const links = { giverId: giver, leaderName: '县长甲', residentName: '干部乙', version: 1 }
  const weak = await clerk.ask('PUT', `/unit-pairs/${id}`, { ...links, partnerCode: other })
  assert.equal(weak.status, 400)
  await done('PUT', `/unit-pairs/${id}`, { ...links, partnerCode: rich })
  assert.equal((await clerk.ask('POST', `/unit-pairs/${id}/approve`, { version: 2 })).status, 403)
  const answers = await Promise.all([1, 2].map(() => reviewer.ask('POST', `/unit-pairs/${id}/approve`, { version: 2 })))
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
})

test('enterprises and work teams: the helped one is in hardship, the helping one is not, each two once', async () => {
  const [strong, weak] = [await unit('兴旺公司', 'running'), await unit('困难厂', 'in_hardship')]
  const pair = { kind: 'enterprise', giverId: strong, receiverId: weak }
  assert.equal((await clerk.ask('POST', '/unit-pairs', { ...pair, giverId: weak, receiverId: strong })).status, 400)
  const { id } = await done('POST', '/unit-pairs', pair)
  assert.equal((await clerk.ask('POST', '/unit-pairs', pair)).status, 409)
  await done('POST', '/unit-pairs', {
    kind: 'team',
    giverId: await unit('第一工作组'),
    receiverId: weak,
    tasksDone: ['party'],
  })
  await done('POST', `/unit-pairs/${id}/end`, { version: 1, note: '已扭亏' })
  assert.equal((await done<{ total: number }>('GET', '/unit-pairs/total?state=ended')).total, 1)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('POST', `/unit-pairs/${id}/end`, { version: 2, note: 'x' })).status, 404)
})
