import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, dayOf } from '../../core/date.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { evaluateFamilies } from '../policies/evaluate-store.ts'
import { resultsOf } from '../policies/result-store.ts'
import type { Happening, Standing } from './model.ts'

let server: TestServer
let tenantId: string
let clerk: Person
let reviewer: Person
const today = dayOf(new Date())

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
  await setStandards('dibao_standard_monthly_fen,231200,urban,2025-01-01,70000')
})
after(() => server.close())

async function setStandards(...lines: string[]): Promise<void> {
  const text = ['parameter,region,residence,from,value', ...lines].join('\n')
  const file = { fileName: '标准.csv', text, document: '' }
  const imported = await reviewer.ask('POST', '/policies/parameters/import', file)
  assert.equal(imported.status, 200, JSON.stringify(imported.body))
}

const made = async (path: string, body: unknown, by: Person = clerk) => {
  const answer = await by.ask<{ id: string }>('POST', path, body)
  assert.equal(answer.status, 200, `${path} ${JSON.stringify(answer.body)}`)
  return answer.body.id
}
const family = (areaCode = '231202001000') =>
  made('/households', {
    household: {
      areaCode,
      size: 2,
      category: 'severe',
      causes: ['illness'],
      dwellings: 1,
      vehicles: 0,
      amounts: [{ side: 'income', kind: 'wage', annualFen: '1200000' }],
    },
    people: [
      { name: '王五', relation: '02' },
      { name: '王六', relation: '20' },
    ],
  })
let helpers = 0
const helper = () =>
  made('/helpers', { kind: 'cadre', name: `干部${++helpers}`, areaCode: '231202000000', capacity: 5 })
const standingOf = async (id: string, who: Person = clerk) =>
  (await who.ask<Standing>('GET', `/households/${id}/standing`)).body
const chainOf = async (id: string, query = '') =>
  (await clerk.ask<{ rows: Happening[]; more: boolean }>('GET', `/households/${id}/timeline${query}`)).body

test('a family just registered has one line in its chain and nobody yet', async () => {
  const id = await family()
  const { rows: all, more } = await chainOf(id)
  // What is due may have been computed meanwhile.
  const rows = all.filter((row) => row.kind !== 'result')
  assert.equal(more, false)
  assert.deepEqual(
    rows.map((row) => [row.kind, row.day]),
    [['change', today]],
  )
  const [registered] = rows
  assert.ok(registered?.kind === 'change')
  assert.equal(registered.facts.changes[0]?.field, 'registered')
  assert.match(registered.who ?? '', /^人员/)
  const standing = await standingOf(id)
  assert.deepEqual(
    [standing.lead, standing.lastVisit, standing.nextVisitOn, standing.promises, standing.requests],
    [null, null, null, [], []],
  )
})

test('everything that happened stands in one chain, newest first, and the standing says what is left', async () => {
  const id = await family()
  const [lead, other] = [await helper(), await helper()]
  const since = addDays(today, -40)
  await made('/pairs', { householdId: id, helperId: lead, furtherHelperIds: [other], since })
  await made('/aid', {
    householdId: id,
    givenOn: addDays(today, -20),
    kind: 'comfort_grant',
    source: 'union',
    amountFen: '50000',
  })
  const visited = addDays(today, -10)
  const visit = await clerk.ask('POST', '/visits', {
    id: crypto.randomUUID(),
    householdId: id,
    visitedOn: visited,
    helperId: lead,
    living: { marks: ['cold_home'], text: '炉子坏了' },
    asks: [{ id: crypto.randomUUID(), kind: 'medical', text: '看病路费' }],
    promises: [{ id: crypto.randomUUID(), text: '送煤', dueOn: today }],
  })
  assert.equal(visit.status, 200, JSON.stringify(visit.body))
  // The queue does the same by itself; the answer is one whoever comes first.
  await inTenant(server, tenantId, (tx) => evaluateFamilies(tx, [id], new Date()))
  const list = await made('/aid-lists', {
    name: '中秋慰问',
    festival: 'other',
    year: 2026,
    day: addDays(today, 30),
    kind: 'comfort_goods',
    item: '大米',
    quantity: '2',
    unit: '袋',
  })
  await clerk.ask('POST', `/aid-lists/${list}/households`, { householdIds: [id] })
  const guarantee = { aidListId: list, rule: 'festival_received', areaCode: '231200000000' }
  await made('/guarantees', guarantee, reviewer)

  const kinds = (await chainOf(id)).rows.map((row) => row.kind)
  assert.deepEqual([...kinds].sort(), [
    'aid',
    'change',
    'helper_joined',
    'paired',
    'promise_made',
    'request_raised',
    'result',
    'visit',
  ])
  const days = (await chainOf(id)).rows.map((row) => row.day)
  assert.deepEqual(days, [...days].sort().reverse())
  const second = await chainOf(id, '?limit=2&offset=2')
  assert.deepEqual([second.rows.length, second.more], [2, true])
  assert.deepEqual(
    second.rows.map((row) => row.kind),
    kinds.slice(2, 4),
  )

  const standing = await standingOf(id)
  assert.equal(standing.lead?.helperId, lead)
  assert.deepEqual(
    standing.further.map((one) => one.helperId),
    [other],
  )
  assert.equal(standing.lastVisit?.day, visited)
  assert.equal(standing.nextVisitOn, addDays(visited, 30))
  assert.equal(standing.promises[0]?.text, '送煤')
  assert.equal(standing.requests[0]?.text, '看病路费')
  assert.deepEqual(standing.entitled, [
    {
      policy: 'dibao',
      title: { zh: '最低生活保障（低保）', en: 'Minimum living guarantee (dibao)' },
      amountFen: '40000',
      period: 'month',
      monthlyFen: '40000',
      onDay: today,
    },
  ])
  assert.deepEqual(
    standing.lists.map((one) => [one.listId, one.quantity, one.unit]),
    [[list, '2', '袋']],
  )
  assert.deepEqual(
    standing.uncovered.map((one) => one.rule),
    ['festival_received'],
  )

  await made('/policies/enrolments', {
    householdId: id,
    programme: 'dibao',
    fromDay: today,
    monthlyFen: '45000',
    why: '已批准',
  })
  await clerk.ask('POST', `/aid-lists/${list}/received`, { householdIds: [id], receivedOn: today })
  const after = await standingOf(id)
  assert.deepEqual([after.entitled, after.lists, after.uncovered], [[], [], []])
  assert.equal(after.enrolled[0]?.programme, 'dibao')

  // A city that now pays by tiers does not miss a family that receives the gap: the two do not go together.
  const tiers = [
    'tier_1_fen,52000',
    'tier_2_fen,38000',
    'tier_3_fen,26000',
    'tier_1_below_share,0.3',
    'tier_2_below_share,0.6',
  ]
  await setStandards(...tiers.map((line) => `dibao_${line.replace(',', ',231200,,2025-01-01,')}`))
  await inTenant(server, tenantId, (tx) => evaluateFamilies(tx, [id], new Date()))
  const tiered = await inTenant(server, tenantId, (tx) => resultsOf(tx, id, ['dibao_tiered']))
  assert.equal(tiered[0]?.state, 'eligible')
  assert.deepEqual((await standingOf(id)).entitled, [])
})

test('a household out of area, of another tenant or unknown answers as if it were not there', async () => {
  const id = await family('231221001000')
  const county = await server.signedIn(tenantId, 'clerk', '231202000000')
  const elsewhere = await server.signedIn(await server.tenant('邻市', '230200000000'), 'clerk', '230200000000')
  for (const who of [county, elsewhere])
    for (const part of ['timeline', 'standing']) {
      const answer = await who.ask('GET', `/households/${id}/${part}`)
      assert.equal(answer.status, 404, part)
    }
  assert.equal((await clerk.ask('GET', `/households/${crypto.randomUUID()}/standing`)).status, 404)
  assert.equal((await clerk.ask('GET', '/households/nothing/standing')).status, 404)
})

test('who may not read the register reads no case file', async () => {
  const id = await family()
  const administrator = await server.signedIn(tenantId, 'system_administrator')
  for (const part of ['timeline', 'standing'])
    assert.equal((await administrator.ask('GET', `/households/${id}/${part}`)).status, 403, part)
  assert.equal((await server.stranger.ask('GET', `/households/${id}/standing`)).status, 401)
})
