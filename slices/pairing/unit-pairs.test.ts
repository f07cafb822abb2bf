import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { UnitPairRow } from './unit-pair-model.ts'

let server: TestServer
let clerk: Person
let reviewer: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  await ownVillages(tenantId, [poor, rich, '231202100202'])
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
})
after(() => server.close())

/** Villages of a tenant's own, so that the tests do not depend on the country's list. */
const ownVillages = (tenant: string, codes: readonly string[]) =>
  inTenant(server, tenant, (tx) =>
    tx.run(
      `insert into own_area (tenant_id, code, name, level, parent_code)
       select $1, code, '村' || right(code, 3), 'village', left(code, 9) || '000' from unnest($2::text[]) as given (code)
       where not exists (select from area a where a.code = given.code)`,
      [tenant, codes],
    ),
  )

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
  const nowhere = await clerk.ask('PUT', '/villages/231202999299/income', { year: 2025, perCapitaFen: '210000' })
  assert.equal(nowhere.status, 400)
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
  const unanswered = async () =>
    (await done<{ rows: { id: string }[] }>('GET', '/unit-pairs/unanswered')).rows.some((row) => row.id === weak)
  assert.equal(await unanswered(), true, 'nobody is responsible for the enterprise yet')
  const giverId = await unit('第一工作组')
  const named = (name: string, more: object = {}) => ({ name, since: '2026-01-01', ...more })
  const bad = [
    [named('甲', { lead: true }), named('乙', { lead: true })],
    [named('甲'), named('甲')],
    [named('甲', { until: '2025-12-31' })],
    [named('')],
  ]
  for (const team of bad)
    assert.equal(
      (await clerk.ask('POST', '/unit-pairs', { kind: 'team', giverId, receiverId: weak, team })).status,
      400,
    )
  const days = { stationedFrom: '2026-02-01', stationedUntil: '2026-01-01' }
  assert.equal(
    (await clerk.ask('POST', '/unit-pairs', { kind: 'team', giverId, receiverId: weak, ...days })).status,
    400,
  )
  const team = await done('POST', '/unit-pairs', { kind: 'team', giverId, receiverId: weak, tasksDone: ['party'] })
  const lacking = await reviewer.ask<{ message: string }>('POST', `/unit-pairs/${team.id}/approve`, { version: 1 })
  assert.match(lacking.body.message, /工作队还缺：组长、进驻日期/)
  assert.equal((await done<{ total: number }>('GET', '/unit-pairs/total?kind=team&missing=true')).total, 1)
  const members = [named('甲', { lead: true, post: '副处长', until: '2026-03-01' }), named('乙', { lead: true })]
  const filled = { giverId, team: members, stationedFrom: '2026-01-01', version: 1 }
  await done('PUT', `/unit-pairs/${team.id}`, filled)
  const [shown] = (await done<{ rows: UnitPairRow[] }>('GET', '/unit-pairs?kind=team')).rows
  assert.deepEqual(
    [shown?.team.map((member) => [member.name, member.lead, member.until]), shown?.missing, shown?.stationedFrom],
    [
      [
        ['甲', true, '2026-03-01'],
        ['乙', true, null],
      ],
      [],
      '2026-01-01',
    ],
  )
  assert.equal(await unanswered(), false)
  await done('POST', `/unit-pairs/${team.id}/approve`, { version: 2 }, reviewer)
  const entries = `/unit-pairs/${id}/entries`
  const issue = { kind: 'issue', day: '2026-01-05', text: '拖欠工资', dueOn: '2026-02-05' }
  assert.equal((await clerk.ask('POST', entries, { ...issue, dueOn: null })).status, 400, 'by when')
  assert.equal((await clerk.ask('POST', entries, { ...issue, kind: 'diary' })).status, 400, 'only issues')
  assert.equal((await clerk.ask('POST', entries, { ...issue, day: '2999-01-01' })).status, 400)
  const problem = await done('POST', entries, issue)
  await done('POST', entries, { kind: 'diary', day: '2026-01-06', text: '走访车间' })
  assert.equal((await done<{ total: number }>('GET', `/unit-pair-entries/total?pair=${id}`)).total, 2)
  assert.equal((await done<{ total: number }>('GET', '/unit-pair-entries/total?late=true')).total, 1)
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await elsewhere.ask('POST', entries, { ...issue })).status, 404, 'out of area')
  assert.equal(
    (await elsewhere.ask('POST', `/unit-pair-entries/${problem.id}/settle`, { outcome: '已补发' })).status,
    404,
  )
  await done('POST', `/unit-pair-entries/${problem.id}/settle`, { outcome: '已补发' })
  assert.equal((await clerk.ask('POST', `/unit-pair-entries/${problem.id}/settle`, { outcome: '再发' })).status, 404)
  assert.equal((await done<{ total: number }>('GET', '/unit-pair-entries/total?open=true')).total, 0)
  await done('POST', `/unit-pairs/${id}/end`, { version: 1, note: '已扭亏' })
  assert.equal((await clerk.ask('POST', entries, issue)).status, 404, 'over')
  assert.equal((await done<{ total: number }>('GET', '/unit-pairs/total?state=ended')).total, 1)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('POST', `/unit-pairs/${id}/end`, { version: 2, note: 'x' })).status, 404)
})

test('sponsors are proposed by the engine: only under the line, only free units, the poorest first, then strong villages', async () => {
  const tenantId = await server.tenant()
  const [writer, approver] = [await server.signedIn(tenantId, 'clerk'), await server.signedIn(tenantId, 'reviewer')]
  const ask = <Body>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, who = writer) =>
    done<Body>(method, path, body, who)
  const unlined = await writer.ask<{ message: string }>('GET', '/unit-pairs/match')
  assert.deepEqual([unlined.status, unlined.body.message.includes('还没有登记包扶线')], [409, true])
  await ask('POST', '/policies/parameters', { ...line, document: '库区扶持文件' }, approver)
  const refused = await writer.ask<{ message: string }>('POST', '/unit-pairs/match', {})
  assert.deepEqual([refused.status, refused.body.message.includes('没有可提议的')], [409, true])
  const villages = {
    231202100200: '250000',
    231202100201: '900000',
    231202100202: '120000',
    231202100203: '200000',
    231221100201: '100000',
  }
  await ownVillages(tenantId, Object.keys(villages))
  for (const [code, perCapitaFen] of Object.entries(villages))
    await ask('PUT', `/villages/${code}/income`, { year: 2025, perCapitaFen })
  // Besides the city's own office, one unit in each county.
  const [, near] = await Promise.all(
    ['231202000000', '231221000000'].map((areaCode, at) =>
      ask<{ id: string }>('POST', '/organisations', { name: `机关${at}`, kind: 'party_government', areaCode }),
    ),
  )
  type Match = { areaCode: string; giverId: string | null; partnerCode: string | null }
  const match = await ask<{ rows: Match[]; given: number; left: number; seed: number }>('GET', '/unit-pairs/match')
  assert.deepEqual(
    match.rows.map((row) => [row.areaCode, row.giverId !== null, row.partnerCode]),
    [
      ['231221100201', true, null],
      ['231202100202', true, '231202100201'],
      ['231202100203', true, '231202100201'],
      // The least poor goes without, and so needs no strong village.
      ['231202100200', false, null],
    ],
  )
  assert.deepEqual([match.rows[0]?.giverId, match.given, match.left], [near?.id, 3, 1])
  const { seed } = match
  assert.deepEqual(await ask('POST', '/unit-pairs/match', { dueOn: '2027-02-05', seed }), { proposed: 3 })
  const { rows } = await ask<{ rows: UnitPairRow[] }>('GET', '/unit-pairs?state=proposed')
  assert.deepEqual(
    rows.map((row) => row.giverId).sort(),
    match.rows.flatMap((row) => row.giverId ?? []).sort(),
    'what is proposed is what was shown',
  )
  assert.deepEqual(
    rows.map((row) => [row.areaCode, row.own, row.missing.length]),
    [
      ['231202100202', true, 2],
      ['231202100203', true, 2],
      ['231221100201', true, 3],
    ],
  )
  assert.equal((await writer.ask('POST', '/unit-pairs/match', {})).status, 409, 'every unit has its task')
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', '/unit-pairs/match', {})).status, 403)
})
