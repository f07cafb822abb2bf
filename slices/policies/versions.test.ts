import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { answersOf, dueItemsOf, filedFamily } from '../../tests/support/families.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import { beforeAll, evaluateAfter, openReviews } from './evaluate-store.ts'
import type { PolicySummary, Tried } from './version-contract.ts'
import type { PolicyVersion } from './version-model.ts'

let server: TestServer
let tenantId: string
let clerk: Person
let drafter: Person
let second: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  drafter = await server.signedIn(tenantId, 'reviewer')
  second = await server.signedIn(tenantId, 'reviewer')
  const text = 'parameter,region,residence,from,value\ndibao_standard_monthly_fen,231200,urban,2025-01-01,70000\n'
  await drafter.ask('POST', '/policies/parameters/import', { fileName: 'a.csv', text })
})
after(() => server.close())

type Policy = { source: string; number: number; versions: PolicyVersion[]; tests: { passed: boolean }[] }
const policy = async (id: string, who = clerk) => (await who.ask<Policy>('GET', `/policies/rules/${id}`)).body
const draft = (source: string, version: number | null = null, who = drafter) =>
  who.ask<PolicyVersion>('POST', '/policies/rules/drafts', { source, version, note: '改为 1.1 倍' })
const release = (who: Person, one: { policy: string; number: number; version: number }) =>
  who.ask<{ runId: string }>('POST', `/policies/rules/${one.policy}/${one.number}/release`, { version: one.version })
const runEnds = (runId: string) =>
  until('the run', async () => {
    const { body } = await clerk.ask<{ state: string }>('GET', `/policies/runs/${runId}`)
    return body.state === 'done'
  })

const family = (income: string) => filedFamily(clerk, income)
const answers = (id: string) => answersOf(clerk, id)
const itemsOf = (id: string, state?: string) => dueItemsOf(clerk, id, state)

test('all policies stand in the list with their tests and what is missing', async () => {
  const { rows } = (await clerk.ask<{ rows: PolicySummary[] }>('GET', '/policies/rules')).body
  assert.ok(rows.length >= 20)
  assert.ok(rows.every((row) => row.failing === 0 && row.number === 0))
  const dibao = rows.find((row) => row.id === 'dibao')
  assert.equal(dibao?.missing, 1, 'there is no rural standard')
})

test('a file is tried: faults with their places, tests, and values that are missing', async () => {
  const { source } = await policy('dibao')
  const tried = await drafter.ask<Tried>('POST', '/policies/rules/check', {
    source: source.replace('dwellings <= 1', 'dwellings <= '),
  })
  assert.equal(tried.status, 200, JSON.stringify(tried.body))
  assert.match(tried.body.faults[0]?.text.zh ?? '', /^第 \d+ 行第 \d+ 列：应为/)
  const sound = await drafter.ask<Tried>('POST', '/policies/rules/check', { source })
  assert.deepEqual([sound.body.faults, sound.body.tests.every((one) => one.passed)], [[], true])
  assert.match(sound.body.missing[0]?.zh ?? '', /没有参数“低保标准/)
})

test('drafted by one, released by another; two at once get one result; what changes is work, never silent', async () => {
  const id = await family('600000')
  const [before] = await answers(id)
  assert.deepEqual([before?.state, before?.amountFen, before?.policyVersion], ['eligible', '20000', 'dibao-0'])
  assert.deepEqual(await itemsOf(id), [])
  const { source } = await policy('dibao')
  const raised = source.replace(
    'dibao_standard_monthly_fen * size - net_income_fen / 12',
    'dibao_standard_monthly_fen * size * 1.1 - net_income_fen / 12',
  )
  const failing = await draft(raised)
  assert.equal(failing.status, 200, JSON.stringify(failing.body))
  assert.ok(failing.body.tests.some((one) => !one.passed))
  const refused = await release(second, failing.body)
  assert.equal(refused.status, 409)
  assert.match(JSON.stringify(refused.body), /测试没有通过/)
  // The families of its tests are of three persons under a standard of 500 yuan.
  const right = raised.replace(/amount_fen: ([1-9]\d+)/g, (_, fen) => `amount_fen: ${Number(fen) + 15_000}`)
  const stale = await draft(right, 99)
  assert.equal(stale.status, 409)
  const kept = await draft(right, failing.body.version)
  assert.deepEqual([kept.status, kept.body.number, kept.body.version], [200, 1, 2])
  assert.equal((await release(drafter, kept.body)).status, 403, 'whoever drafted it cannot release it')
  const third = await server.signedIn(tenantId, 'leader')
  const both = await Promise.all([release(second, kept.body), release(third, kept.body)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  await runEnds(both.find(({ status }) => status === 200)?.body.runId ?? '')
  const [now] = await answers(id)
  assert.deepEqual([now?.amountFen, now?.policyVersion], ['27000', 'dibao-1'])
  const [item] = await itemsOf(id)
  assert.deepEqual([item?.kind, item?.because, item?.oldFen, item?.newFen], ['raise', 'policy', '20000', '27000'])
  const closed = await clerk.ask('POST', `/policies/items/${item?.id}/close`, {
    version: item?.version,
    as: 'done',
    why: '已增发',
  })
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  assert.equal(
    (await clerk.ask('POST', `/policies/items/${item?.id}/close`, { version: 1, as: 'done', why: 'x' })).status,
    409,
  )
  const decision = await inTenant(server, tenantId, (tx) =>
    tx.row<{ decision: { policyVersion: string; trace: object[]; inputs: Record<string, string> } }>(
      'select decision from due_item where tenant_id = $1 and id = $2',
      [tenantId, item?.id ?? ''],
    ),
  )
  assert.equal(decision?.decision.policyVersion, 'dibao-1')
  assert.equal(decision?.decision.inputs.income_total_fen, '600000')
  assert.equal(decision?.decision.trace.length, 1)
})

test('an earlier version is brought back as a draft that a second person releases; the work that it made ends by itself', async () => {
  const id = await family('480000')
  assert.equal((await answers(id))[0]?.amountFen, '37000')
  const reverted = await drafter.ask<PolicyVersion>('POST', '/policies/rules/dibao/revert', { to: 0, why: '有误' })
  assert.deepEqual([reverted.body.number, reverted.body.reverts], [2, 0])
  assert.equal((await drafter.ask('POST', '/policies/rules/dibao/revert', { to: 0, why: '再来' })).status, 409)
  await runEnds((await release(second, reverted.body)).body.runId)
  const [lower] = await itemsOf(id)
  assert.deepEqual([lower?.kind, lower?.newFen], ['lower', '30000'])
  const again = await drafter.ask<PolicyVersion>('POST', '/policies/rules/dibao/revert', { to: 1, why: '没有错' })
  await runEnds((await release(second, again.body)).body.runId)
  assert.deepEqual(await itemsOf(id), [])
  assert.equal((await itemsOf(id, 'moot'))[0]?.id, lower?.id)
  const discarded = await drafter.ask<PolicyVersion>('POST', '/policies/rules/dibao/revert', { to: 0, why: '试' })
  const end = { version: discarded.body.version, why: '不要' }
  assert.equal((await drafter.ask('POST', `/policies/rules/dibao/${discarded.body.number}/discard`, end)).status, 200)
  assert.deepEqual(
    (await policy('dibao')).versions.map(({ state }) => state),
    ['discarded', 'released', 'released', 'released'],
  )
})

test('a new policy stands in the list before it is released, with what it lacks; a share is never more than all', async () => {
  const { source } = await policy('heating')
  const drafted = await draft(source.replace('id: heating', 'id: warm_rooms'))
  assert.equal(drafted.status, 200, JSON.stringify(drafted.body))
  const listed = (await second.ask<{ rows: PolicySummary[] }>('GET', '/policies/rules')).body.rows
  const row = listed.find((one) => one.id === 'warm_rooms')
  assert.deepEqual([row?.number, row?.draft, row?.failing], [null, 1, 0])
  const { body } = await second.ask<{ current: number | null; missing: { zh: string }[] }>(
    'GET',
    '/policies/rules/warm_rooms?number=1',
  )
  assert.equal(body.current, null)
  assert.match(body.missing[0]?.zh ?? '', /没有参数/)
  const share = { name: 'heating_self_share', region: '231200', validFrom: '2026-01-01', value: '15' }
  const refused = await drafter.ask<{ fields: { field: string }[] }>('POST', '/policies/parameters', share)
  assert.deepEqual([refused.status, refused.body.fields[0]?.field], [400, 'value'])
  assert.equal((await release(second, drafted.body)).status, 200)
  assert.equal((await policy('warm_rooms')).number, 1)
})

test('a fact that a policy waits for is recorded, and the answer is no longer unknown', async () => {
  const id = await family('600000')
  const find = async () => (await answers(id)).find((one) => one.policy === 'tekun')
  const before = await find()
  assert.equal(before?.state, 'unknown')
  assert.deepEqual(before?.recordable, ['extremely_poor'])
  const put = (name: string, value: string) => clerk.ask('PUT', `/policies/households/${id}/facts/${name}`, { value })
  assert.equal((await put('extremely_poor', 'maybe')).status, 400)
  assert.equal((await put('dwellings', '1')).status, 400)
  assert.equal((await put('extremely_poor', 'false')).status, 200)
  const after = await find()
  assert.deepEqual([after?.state, after?.reasons], ['not_eligible', ['not_extremely_poor']])
  assert.match(after?.sentences[0]?.zh ?? '', /三无/)
})

test('two of a family have each their own facts: who is entitled to what, and why the other is not', async () => {
  const member = (name: string, relation: string) => ({
    name,
    relation,
    birthDate: '1970-01-01',
    employment: 'unemployed',
  })
  const filed = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: '231202000000', size: 3, amounts: [{ side: 'income', kind: 'wage', annualFen: '0' }] },
    people: [member('某甲', '02'), member('某乙', '10'), { name: '某丙', relation: '20', school: 'upper_secondary' }],
  })
  const { id } = filed.body
  const due = async (policy: string) => (await answers(id)).find((one) => one.policy === policy)
  const { body } = await clerk.ask<{ members: { id: string }[] }>('GET', `/policies/households/${id}`)
  const [first, other] = body.members.map((one) => one.id)
  for (const [name, value] of [
    ['minimum_wage_monthly_fen', '30000'],
    ['basic_living_share', '0.7'],
  ]) {
    const standard = { name, region: '231200', validFrom: '2020-01-01', value }
    assert.equal((await drafter.ask('POST', '/policies/parameters', standard)).status, 200)
  }
  const put = (personId: string | null | undefined, value: string, name = 'centre_entered_on') =>
    clerk.ask('PUT', `/policies/households/${id}/facts/${name}`, { value, personId })
  assert.equal((await put(randomUUIDv7(), '2026-01-10')).status, 400)
  assert.equal((await put(first, '5000', 'accident_loss_fen')).status, 400)
  assert.equal((await due('laid_off_living'))?.state, 'unknown')
  assert.equal((await put(first, '2026-01-10')).status, 200)
  assert.equal((await put(other, '2021-01-10')).status, 200)
  const living = await due('laid_off_living')
  assert.deepEqual(
    living?.members?.map(({ state, amountFen }) => [state, amountFen]),
    [
      ['eligible', '21000'],
      ['not_eligible', '0'],
      ['unknown', '0'],
    ],
  )
  assert.match(living?.members?.[1]?.sentences[0]?.zh ?? '', /超过三十六个月/)
  assert.deepEqual([living?.state, living?.amountFen], ['eligible', '21000'])
  assert.equal((await put(other, '2026-02-10')).status, 200)
  const both = await due('laid_off_living')
  assert.deepEqual([both?.amountFen, both?.sentences[0]?.zh], ['42000', '每月 420.00 元'])
  await until('what is stored', async () => {
    const { rows } = (
      await clerk.ask<{ rows: { householdId: string; amountFen: string | null }[] }>(
        'GET',
        '/policies/results?policy=laid_off_living&state=eligible',
      )
    ).body
    return rows.some((row) => row.householdId === id && row.amountFen === '42000')
  })
  const start = { householdId: id, programme: 'laid_off_living', fromDay: '2026-02-10', why: '进中心' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', { ...start, personId: other })).status, 200)
  const [kept] = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ members: { personId: string; amountFen: string }[] }>(
      `select decision -> 'members' as members from enrolment where tenant_id = $1 and household_id = $2`,
      [tenantId, id],
    ),
  )
  assert.equal(kept?.members.find((one) => one.personId === other)?.amountFen, '21000')
})

test('a new day: somebody grows older, reviews fall due', async () => {
  const id = await family('600000')
  const started = { householdId: id, programme: 'dibao', fromDay: '2026-01-01', monthlyFen: '27000', why: '审批' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', started)).status, 200)
  await inTenant(server, tenantId, (tx) => openReviews(tx, '2026-06-30'))
  assert.deepEqual(await itemsOf(id), [])
  await inTenant(server, tenantId, (tx) => openReviews(tx, '2026-07-01'))
  await inTenant(server, tenantId, (tx) => openReviews(tx, '2026-07-02'))
  const [review] = await itemsOf(id)
  assert.deepEqual([review?.kind, review?.dueOn], ['review', '2026-07-01'])
  const again = await inTenant(server, tenantId, (tx) => evaluateAfter(tx, beforeAll, 1000, '2026-11-23', 'day'))
  assert.equal(again.changed, 0)
  assert.equal((await itemsOf(id)).length, 1, 'the review stays')
})

test('what an item asks for is carried out: raised, ended for work, and the gradual exit follows', async () => {
  const id = await family('600000')
  const start = { householdId: id, fromDay: '2026-01-01', why: '审批' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', { ...start, programme: 'graduation' })).status, 400)
  const person = { ...start, programme: 'unemployment_benefit', amountFen: '90000' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', person)).status, 400, 'paid to a person')
  const { body } = await clerk.ask<{ members: { id: string }[] }>('GET', `/policies/households/${id}`)
  const personId = body.members[0]?.id ?? ''
  const one = await clerk.ask<{ personName: string }>('POST', '/policies/enrolments', { ...person, personId })
  assert.deepEqual([one.status, one.body.personName], [200, '某甲'], JSON.stringify(one.body))
  assert.equal((await clerk.ask('POST', '/policies/enrolments', { ...person, personId })).status, 409)
  const excluded = await clerk.ask('POST', '/policies/enrolments', { ...start, programme: 'tekun', amountFen: '1' })
  assert.equal(excluded.status, 200)
  const dibao = { ...start, programme: 'dibao', monthlyFen: '10000' }
  const refused = await clerk.ask<{ message: string }>('POST', '/policies/enrolments', dibao)
  assert.equal(refused.status, 409)
  assert.match(refused.body.message, /特困/)
  type Told = {
    enrolments: { id: string; programme: string; version: number; toDay: string | null; amountFen: string }[]
  }
  const received = async (programme: string) =>
    (await clerk.ask<Told>('GET', `/policies/households/${id}`)).body.enrolments.filter(
      (told) => told.programme === programme,
    )
  const end = { version: 1, toDay: '2026-02-01', why: '改办低保' }
  const [tekun] = await received('tekun')
  assert.equal((await clerk.ask('POST', `/policies/enrolments/${tekun?.id}/end`, end)).status, 200)
  assert.equal((await clerk.ask('POST', '/policies/enrolments', dibao)).status, 200)
  const itemId = randomUUIDv7()
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `insert into due_item (tenant_id, id, household_id, policy, area_code, organisation_line, kind, because, old_state,
         old_fen, new_state, new_fen, on_day) select $1, $3, id, 'dibao', area_code, organisation_line, 'raise', 'facts',
         'eligible', 10000, 'eligible', 27000, '2026-11-22' from household where tenant_id = $1 and id = $2`,
      [tenantId, id, itemId],
    ),
  )
  const carryOut = { version: 1, fromDay: '2026-03-01', why: '按标准增发' }
  const place = `/policies/items/${itemId}/carry-out`
  assert.equal((await clerk.ask('POST', place, carryOut)).status, 200)
  assert.equal((await clerk.ask('POST', place, carryOut)).status, 409)
  const [now, before] = await received('dibao')
  assert.deepEqual([now?.amountFen, now?.toDay, before?.toDay], ['27000', null, '2026-03-01'])
  const forWork = { version: 1, toDay: '2026-11-01', why: '已就业', cause: 'employment' }
  assert.equal((await clerk.ask('POST', `/policies/enrolments/${now?.id}/end`, forWork)).status, 200)
  const exit = (await answers(id)).find(({ policy: told }) => told === 'gradual_exit')
  assert.deepEqual(exit?.missing, ['gradual_exit_months'], 'left on file, values not yet')
})

test('what a policy suggests is adopted where nothing stands, marked as a suggestion', async () => {
  const adopt = { names: ['gradual_exit_months', 'gradual_exit_share'], region: '231200', validFrom: '2026-01-01' }
  const place = '/policies/rules/gradual_exit/suggested'
  const wrong = await drafter.ask('POST', place, { ...adopt, region: '999999' })
  assert.equal(wrong.status, 400)
  const adopted = await drafter.ask<{ added: number; runId: string }>('POST', place, adopt)
  assert.deepEqual([adopted.status, adopted.body.added], [200, 2], JSON.stringify(adopted.body))
  assert.equal((await drafter.ask('POST', place, adopt)).status, 409)
  assert.equal((await clerk.ask('POST', place, adopt)).status, 403)
  const { body } = await clerk.ask<{ rows: { document: string }[] }>(
    'GET',
    '/policies/parameters?name=gradual_exit_share',
  )
  assert.match(body.rows[0]?.document ?? '', /建议值，待确认/)
  await runEnds(adopted.body.runId)
})

test('six months of income decide about leaving hardship', async () => {
  const id = await family('600000')
  const graduation = async () => (await answers(id)).find((one) => one.policy === 'graduation')
  assert.deepEqual((await graduation())?.recordable, ['last_six_months'])
  const months = ['05', '06', '07', '08', '09', '10'].map((month) => ({
    month: `2026-${month}`,
    incomeFen: '1000000',
    persons: 2,
  }))
  const put = (given: unknown) => clerk.ask('PUT', `/policies/households/${id}/months`, { months: given })
  assert.equal((await put([{ ...months[0], month: '2099-01' }])).status, 400)
  assert.equal((await put([months[0], months[0]])).status, 400)
  assert.equal((await put(months.slice(1))).status, 200)
  assert.equal((await graduation())?.state, 'unknown', 'one month is not known')
  assert.equal((await put(months.slice(0, 1))).status, 200)
  assert.equal((await graduation())?.state, 'eligible')
  assert.equal((await put([{ ...months[2], incomeFen: '100' }])).status, 200)
  const now = await graduation()
  assert.deepEqual([now?.state, now?.reasons], ['not_eligible', ['not_above_in_each_month']])
  const helper = await server.signedIn(tenantId, 'helper')
  assert.equal((await helper.ask('PUT', `/policies/households/${id}/months`, { months })).status, 403)
})

test('reviews follow the cycle where it is known how stable the income is', async () => {
  const id = await family('600000')
  const started = { householdId: id, programme: 'dibao', fromDay: '2026-01-01', monthlyFen: '27000', why: '审批' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', started)).status, 200)
  for (const [name, value] of [
    ['review_months_stable', '12'],
    ['review_months_changing', '6'],
    ['review_months_unstable', '3'],
  ])
    await drafter.ask('POST', '/policies/parameters', { name, region: '000000', validFrom: '2020-01-01', value })
  const put = (value: string) => clerk.ask('PUT', `/policies/households/${id}/facts/income_stability`, { value })
  await put('stable')
  const look = (day: string) =>
    inTenant(server, tenantId, async (tx) => {
      await evaluateAfter(tx, beforeAll, 1000, day, 'day')
      await openReviews(tx, day)
    })
  await look('2026-12-31')
  assert.deepEqual(await itemsOf(id), [], 'stable: once a year, not every six months')
  await look('2027-01-01')
  const [review] = await itemsOf(id)
  assert.deepEqual([review?.kind, review?.policy, review?.dueOn], ['review', 'dibao', '2027-01-01'])
})

test('forbidden without the permission; another tenant sees its own versions only', async () => {
  const { source } = await policy('topup')
  const helper = await server.signedIn(tenantId, 'helper')
  for (const path of [
    '/policies/rules',
    '/policies/rules/dibao',
    '/policies/items',
    '/policies/items/total',
    '/policies/items/counts',
  ])
    assert.equal((await helper.ask('GET', path)).status, 403, path)
  for (const [path, body] of [
    ['/policies/rules/check', { source }],
    ['/policies/rules/drafts', { source }],
    ['/policies/rules/dibao/1/release', { version: 1 }],
    ['/policies/rules/dibao/1/discard', { version: 1, why: 'x' }],
    ['/policies/rules/dibao/revert', { to: 0, why: 'x' }],
  ] as const)
    assert.equal((await clerk.ask('POST', path, body)).status, 403, path)
  const foreigner = await server.signedIn(await server.tenant(), 'reviewer')
  assert.equal((await policy('dibao', foreigner)).number, 0)
  assert.equal((await release(foreigner, { policy: 'dibao', number: 1, version: 3 })).status, 404)
  const wrong = await drafter.ask<{ fields: { field: string }[] }>('POST', '/policies/rules/drafts', {
    source: 'id: x',
  })
  assert.deepEqual([wrong.status, wrong.body.fields[0]?.field], [400, 'source'])
})
