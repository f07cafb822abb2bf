import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { copyOut } from '../../platform/server/copy-out.ts'
import { wholeTenant, withBulk } from '../../platform/server/database.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import type { Impact, Outcome, Scenario } from './model.ts'

let server: TestServer
let tenantId: string
let clerk: Person
let reviewer: Person
let leader: Person
let second: Person

const standards = 'parameter,region,residence,from,value\n'
const importing = (rows: string) =>
  reviewer.ask<{ runId: string }>('POST', '/policies/parameters/import', { fileName: 'a.csv', text: standards + rows })

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
  second = await server.signedIn(tenantId, 'reviewer')
  leader = await server.signedIn(tenantId, 'leader')
  await importing(
    'dibao_standard_monthly_fen,231200,,2025-01-01,70000\nmedical_edge_multiple,231200,,2025-01-01,1.5\n' +
      'disposable_income_annual_fen,231200,,2025-01-01,2400000\nmedical_cap_annual_fen,231200,,2025-01-01,3000000\n' +
      'medical_deductible_share_dibao,231200,,2025-01-01,0\nmedical_deductible_share_edge,231200,,2025-01-01,0.1\n' +
      'medical_deductible_share_other,231200,,2025-01-01,0.25\n',
  )
  const incomes = ['0', '600000', '840000', '900000', '1250001', '2000000', null]
  for (const [index, income] of incomes.entries())
    await family(index % 2 === 0 ? '231202000000' : '231221000000', income, index)
})
after(() => server.close())

async function family(areaCode: string, income: string | null, index: number): Promise<void> {
  const medical = { side: 'expenditure', kind: 'medical', annualFen: String(index * 500_001) }
  const amounts = income === null ? [] : [{ side: 'income', kind: 'wage', annualFen: income }, medical]
  const answer = await clerk.ask('POST', '/households', {
    household: {
      ...{ areaCode, size: 1, dwellings: 1, vehicles: index === 3 ? null : 0, amounts },
      category: index < 2 ? 'severe' : null,
    },
    people: [{ name: `某${'甲乙丙丁戊己庚'[index]}`, relation: '02', birthDate: `19${70 + index}-01-01` }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

const run = (changes: object, who = leader) => who.ask<Outcome>('POST', '/simulations/run', { changes, fresh: true })
const moved = (value: string, how = 'set') => ({ parameters: [{ name: 'dibao_standard_monthly_fen', how, value }] })

/** What the policies' own run has stored. */
async function stored(policy: string): Promise<Pick<Impact, 'yearAfterFen'> & { families: number; unknown: number }> {
  return inTenant(server, tenantId, async (tx) => {
    const row = await tx.row<{ fen: string; families: string; unknown: string }>(
      `select coalesce(sum(amount_fen * case period when 'month' then 12 else 1 end), 0)::text as fen,
         count(*) filter (where state = 'eligible') as families, count(*) filter (where state = 'unknown') as unknown
       from (select amount_fen, period, state from household_result where tenant_id = $1 and policy = $2 union all
         select 0, s.period, s.state from household_evaluation v join shared_answer s on s.tenant_id = v.tenant_id
           and s.policy = $2 and s.number = (v.shared ->> $2)::int where v.tenant_id = $1) all_answers`,
      [tenantId, policy],
    )
    return { yearAfterFen: row?.fen ?? '', families: Number(row?.families), unknown: Number(row?.unknown) }
  })
}

async function runEnds(runId: string): Promise<void> {
  await until('the run', async () => {
    const { body } = await clerk.ask<{ state: string }>('GET', `/policies/runs/${runId}`)
    return body.state === 'done'
  })
}

test('what would come out is exactly what the policies store once it is so', async () => {
  const would = await run(moved('80000.5'))
  assert.equal(would.status, 200, JSON.stringify(would.body))
  assert.equal(would.body.total.all.households, 7)
  const { body } = await importing('dibao_standard_monthly_fen,231200,,2026-01-01,80000.5\n')
  await runEnds(body.runId)
  for (const { policy, impact } of would.body.policies) {
    const now = await stored(policy)
    assert.deepEqual(
      [policy, impact.entitledAfter.households, impact.unknownAfter.households, impact.yearAfterFen],
      [policy, now.families, now.unknown, now.yearAfterFen],
    )
  }
  assert.ok(
    would.body.policies.some(({ policy }) => policy === 'medical'),
    'medical aid builds upon dibao',
  )
  const dibao = would.body.policies.find(({ policy }) => policy === 'dibao')?.impact as Impact
  assert.ok(dibao.gained.households > 0 && dibao.raised.households > 0 && dibao.unknownAfter.households > 0)
  assert.equal(BigInt(dibao.yearAfterFen), BigInt(dibao.monthAfterFen) * 12n)
})

test('figures add up over counties and categories, and a percentage is of what holds', async () => {
  const { body } = await run(moved('110', 'percent'), clerk)
  for (const part of [body.counties, body.categories]) {
    const sum = part.reduce((all, { impact }) => all + BigInt(impact.yearAfterFen), 0n)
    assert.equal(String(sum), body.total.yearAfterFen)
    assert.equal(
      part.reduce((all, { impact }) => all + impact.all.households, 0),
      7,
    )
  }
  assert.deepEqual(body.counties.map(({ name }) => name).sort(), ['北林区', '望奎县'])
  const by = await run(moved('88001'))
  assert.equal(by.body.total.yearAfterFen, body.total.yearAfterFen, '80000.5 × 110 % is rounded to 88001 fen')
  const { gained, lost, raised, lowered } = body.total
  const changed = gained.households + lost.households + raised.households + lowered.households
  assert.ok(changed > 0 && body.steps.reduce((all, { households }) => all + households, 0) <= changed)
})

test('a value asked again after others comes out as the first time: what stood before is counted once and never moved', async () => {
  // The families stay as they were read, as while a slider moves.
  const told = async (value: string, fresh = false) => {
    const { body } = await leader.ask<Outcome>('POST', '/simulations/run', { changes: moved(value), fresh })
    const { onDay: _, readAt: __, milliseconds: ___, ...outcome } = body
    return outcome
  }
  const first = await told('90000', true)
  await told('10000')
  assert.deepEqual(await told('90000'), first)
  const same = (await told('80000.5')).total
  assert.deepEqual([same.raised.households, same.gained.households, same.yearAfterFen], [0, 0, same.yearBeforeFen])
})

test('another version of a policy is tried before it is released', async () => {
  const { body: policy } = await clerk.ask<{ source: string }>('GET', '/policies/rules/dibao')
  const source = policy.source.replace('holds: vehicles = 0', 'holds: vehicles <= 9')
  await reviewer.ask('POST', '/policies/rules/drafts', { source, version: null, note: null })
  const would = await run({ versions: [{ policy: 'dibao', number: 1 }] })
  assert.equal(would.status, 200, JSON.stringify(would.body))
  assert.deepEqual(would.body.policies.map((one) => one.policy).includes('dibao'), true)
  const none = await run({ versions: [{ policy: 'dibao', number: 7 }] })
  assert.equal(none.status, 400)
  const fresh = policy.source.replace('id: dibao', 'id: dibao_anew')
  await reviewer.ask('POST', '/policies/rules/drafts', { source: fresh, version: null, note: null })
  type Board = { policies: { policy: string; number: number | null; versions: { number: number; state: string }[] }[] }
  const { policies } = (await reviewer.ask<Board>('GET', '/simulations/levers')).body
  const choice = policies.find((one) => one.policy === 'dibao_anew')
  assert.deepEqual([choice?.number, choice?.versions], [null, [{ number: 1, state: 'draft' }]])
  const anew = await run({ versions: [{ policy: 'dibao_anew', number: 1 }] })
  assert.ok((anew.body.total.gained.households ?? 0) > 0, 'what a new policy would cost is seen before it is released')
})

test('formulas that no loop can be made of are told, and computed family by family to the same amounts', async () => {
  const { body: policy } = await clerk.ask<{ source: string }>('GET', '/policies/rules/dibao')
  const amount = 'dibao_standard_monthly_fen * size - net_income_fen / 12'
  const source = policy.source
    .replace('id: dibao', 'id: dibao_slow')
    .replace(amount, 'dibao_standard_monthly_fen * size - (net_income_fen / 12) * (size / size)')

  const drafted = await reviewer.ask('POST', '/policies/rules/drafts', { source, version: null, note: null })
  assert.equal(drafted.status, 200, JSON.stringify(drafted.body))
  const [slow, fast] = await Promise.all([
    run({ versions: [{ policy: 'dibao_slow', number: 1 }] }),
    run({ versions: [{ policy: 'dibao_anew', number: 1 }] }),
  ])
  assert.deepEqual([slow.body.interpreted, fast.body.interpreted], [['dibao_slow'], []])
  assert.equal(slow.body.total.yearAfterFen, fast.body.total.yearAfterFen)
})

test('a value with some digits too many is told as such, and nothing is kept of it', async () => {
  const slip = await run(moved('9999999999999'))
  assert.equal(slip.status, 400, JSON.stringify(slip.body).slice(0, 200))
  assert.match(JSON.stringify(slip.body), /超过一千亿元/)
})

test('a scenario kept with figures too large is told as such, and the others stand as they are', async () => {
  const keep = async (name: string) => {
    const kept = await leader.ask<Scenario>('POST', '/simulations/scenarios', { name, changes: moved('90000') })
    assert.equal(kept.status, 200, JSON.stringify(kept.body))
    return kept.body.id
  }
  const sound = await keep('甲方案')
  const broken = randomUUIDv7()
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `insert into simulation_scenario (tenant_id, id, name, changes, funds, outcome, area_from, area_to, created_by)
       select tenant_id, $3, '乙方案', changes, funds, jsonb_set(outcome, '{total,yearAfterFen}', '"99999999999999999"'),
         area_from, area_to, created_by from simulation_scenario where tenant_id = $1 and id = $2`,
      [tenantId, sound, broken],
    ),
  )
  const list = await leader.ask<{ rows: Scenario[] }>('GET', '/simulations/scenarios')
  assert.equal(list.status, 200, JSON.stringify(list.body))
  assert.deepEqual(
    list.body.rows.map(({ name, outcome }) => [name, outcome !== null]),
    [
      ['乙方案', false],
      ['甲方案', true],
    ],
  )
  const one = await leader.ask<Scenario>('GET', `/simulations/scenarios/${broken}`)
  assert.deepEqual([one.status, one.body.outcome, one.body.changes.parameters.length], [200, null, 1])
  assert.equal((await leader.ask('GET', `/simulations/scenarios/${broken}/export`)).status, 200)
  const renamed = { id: broken, version: one.body.version, name: '甲', note: null, funds: [] }
  assert.equal((await leader.ask('PUT', `/simulations/scenarios/${broken}`, renamed)).status, 200)
  for (const id of [broken, sound])
    assert.equal((await leader.ask('DELETE', `/simulations/scenarios/${id}`)).status, 200)
})

test('scenarios are computed by the server, kept, changed once, exported and removed', async () => {
  const changes = moved('90000')
  const funds = [{ kind: 'budget', fen: '1000000' }]
  const kept = await leader.ask<Scenario>('POST', '/simulations/scenarios', { name: '提标到 900 元', changes, funds })
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  const { id, version } = kept.body
  const list = await clerk.ask<{ rows: Scenario[] }>('GET', '/simulations/scenarios')
  assert.deepEqual(
    list.body.rows.map((row) => [row.id, row.name]),
    [[id, '提标到 900 元']],
  )
  const again = { id, version, name: '提标', note: null, funds: [] }
  assert.equal((await clerk.ask('PUT', `/simulations/scenarios/${id}`, again)).status, 200)
  assert.equal((await leader.ask('PUT', `/simulations/scenarios/${id}`, again)).status, 409)
  assert.equal((await leader.ask('GET', `/simulations/scenarios/${id}/export`)).status, 200)
  const nothing = await leader.ask('POST', '/simulations/scenarios', { name: '空', changes: {} })
  assert.equal(nothing.status, 400)
  const other = await server.signedIn(await server.tenant(), 'leader')
  assert.equal((await other.ask('GET', `/simulations/scenarios/${id}`)).status, 404)
  const village = await server.signedIn(tenantId, 'clerk', '231202000000')
  assert.equal((await village.ask('GET', `/simulations/scenarios/${id}`)).status, 404, 'figures of other counties')
  assert.equal((await leader.ask('DELETE', `/simulations/scenarios/${id}`)).status, 200)
  assert.equal((await leader.ask('GET', `/simulations/scenarios/${id}`)).status, 404)
})

test('one sees the families of the own area only; who may not is turned away', async () => {
  const village = await server.signedIn(tenantId, 'clerk', '231202000000')
  const { body } = await run(moved('90000'), village)
  assert.deepEqual([body.total.all.households, body.counties.map(({ name }) => name)], [4, ['北林区']])
  const helper = await server.signedIn(tenantId, 'helper')
  assert.equal((await run(moved('90000'), helper)).status, 403)
  const auditor = await server.signedIn(tenantId, 'auditor')
  assert.equal((await run(moved('90000'), auditor)).status, 403)
  const levers = await second.ask<{ levers: { name: string; high: string }[] }>('GET', '/simulations/levers')
  assert.equal(levers.body.levers.find((one) => one.name === 'dibao_standard_monthly_fen')?.high, '80000.5')
})

test('rows that come in pieces are read whole, also one that is longer than any piece, and the connection goes on', async () => {
  const found: (readonly [number, number, number])[] = []
  const after = await withBulk(server.application.services.database, wholeTenant(tenantId), async (tx) => {
    const rows = `select n, n::bigint * -3000000007, repeat('x', case n when 3000 then 400000 else n % 97 end) from generate_series(1, 6000) n`
    await copyOut(tx, rows, (row) => found.push([row.number(0), row.number(1), row.text(2).length]))
    return tx.row<{ one: number }>('select 1 as one')
  })
  assert.deepEqual(after, { one: 1 })
  assert.deepEqual(
    found,
    Array.from({ length: 6000 }, (_, at) => [at + 1, (at + 1) * -3_000_000_007, at === 2999 ? 400_000 : (at + 1) % 97]),
  )
})
