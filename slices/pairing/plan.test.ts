import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { fontCoverage, writtenOut } from '../../platform/server/pdf/font-coverage.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { Plan, PlanRow } from './plan-model.ts'

let server: TestServer
let clerk: Person
let leader: Person
let elsewhere: Person
let households: string[]
let pairs: string[]

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  leader = await server.signedIn(tenantId, 'leader')
  elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  households = []
  pairs = []
  for (const name of ['𠮷甲', '乙']) {
    const made = await done<{ id: string }>('POST', '/households', {
      household: { areaCode: '231202001001', size: 1, category: 'severe', causes: ['illness'] },
      people: [{ name, relation: '02' }],
    })
    households.push(made.id)
    const helper = await done<{ id: string }>('POST', '/helpers', {
      kind: 'cadre',
      name: `干部${name}`,
      areaCode: '231202001000',
      phone: '13900000001',
    })
    pairs.push((await done<{ id: string }>('POST', '/pairs', { householdId: made.id, helperId: helper.id })).id)
  }
})
after(() => server.close())

async function done<Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Body> {
  const answer = await clerk.ask<Body>(method, path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const planOf = () => done<Plan>('GET', `/households/${households[0]}/plan`)
const missing = (plan: Plan) => plan.clarities.flatMap((one) => one.missing)

test('the six clarities name what is missing, and become clear as it is filed', async () => {
  const path = `/households/${households[0]}/plan`
  const empty = await planOf()
  assert.equal(empty.version, 0)
  assert.deepEqual(missing(empty), ['identity', 'income', 'project', 'measures', 'goals', 'target_day'])
  const draft = { project: null, noProject: true, goals: '家庭年收入增加一万元', targetOn: '2027-06-30' }
  assert.deepEqual(await done('PUT', path, { ...draft, version: 0 }), { version: 1 })
  assert.equal((await clerk.ask('PUT', path, { ...draft, version: 0 })).status, 409)
  assert.equal((await clerk.ask('PUT', path, { ...draft, version: 1, project: '养殖' })).status, 400)
  const { id } = await done<{ id: string }>('POST', `${path}/measures`, {
    kind: 'skill',
    text: '参加烹饪培训',
    dueOn: '2026-12-31',
  })
  assert.deepEqual(missing(await planOf()), ['identity', 'income'])
  const measure = { kind: 'skill', text: '参加烹饪培训', dueOn: '2026-12-31', version: 1 }
  assert.equal((await clerk.ask('PUT', `/plan-measures/${id}`, { ...measure, result: '学会了' })).status, 400)
  assert.equal((await clerk.ask('PUT', `/plan-measures/${id}`, { ...measure, doneOn: '2999-01-01' })).status, 400)
  await done('PUT', `/plan-measures/${id}`, { ...measure, doneOn: '2026-11-01', result: '学会了' })
  assert.equal((await clerk.ask('DELETE', `/plan-measures/${id}`)).status, 409)
  const { rows } = await done<{ rows: PlanRow[] }>('GET', '/plans?missing=goals')
  assert.deepEqual(
    rows.map((row) => row.householdId),
    [households[1]],
  )
  const counts = await done<{ households: number; clear: number; missing: Record<string, number> }>(
    'GET',
    '/plans/counts',
  )
  assert.deepEqual([counts.households, counts.clear, counts.missing.goals, counts.missing.income], [2, 0, 1, 2])
})

test('who may not, out of area, another tenant: refused or like nothing', async () => {
  const path = `/households/${households[0]}/plan`
  assert.equal((await leader.ask('GET', path)).status, 200)
  assert.equal((await leader.ask('PUT', path, { version: 1 })).status, 403)
  assert.equal((await leader.ask('GET', '/plans/handbooks')).status, 403)
  assert.equal((await elsewhere.ask('GET', path)).status, 404)
  assert.equal(
    (await elsewhere.ask('POST', `${path}/measures`, { kind: 'post', text: '岗位', dueOn: '2026-12-31' })).status,
    404,
  )
  assert.equal((await elsewhere.ask('GET', '/plans/handbooks')).status, 404)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('GET', path)).status, 404)
})

test('one handbook is a PDF, several are a zip with a document each; a wrong choice is refused', async () => {
  const fetched = async (query: string) => {
    const answer = await server.application.http.inject({
      method: 'GET',
      url: `/api/plans/handbooks${query}`,
      headers: { cookie: clerk.cookie },
    })
    return { status: answer.statusCode, type: String(answer.headers['content-type']), bytes: answer.rawPayload }
  }
  const one = await fetched(`?ids=${pairs[0]}&origin=https://example.org`)
  assert.deepEqual([one.status, one.type], [200, 'application/pdf'])
  assert.equal(one.bytes.subarray(0, 5).toString('latin1'), '%PDF-')
  const all = await fetched('')
  assert.deepEqual([all.status, all.type], [200, 'application/zip'])
  assert.equal(all.bytes.toString('latin1').split('%PDF-').length - 1, 2)
  assert.equal((await fetched('?ids=x')).status, 400)
  assert.equal((await fetched('?origin=javascript:1')).status, 400)
})

test('a rare character is never an empty box: what no font draws stands as its number', () => {
  const fonts = new URL('../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular', import.meta.url)
  const drawn = fontCoverage([fileURLToPath(fonts)])
  assert.deepEqual(writtenOut('{"name":"李䶮𬴂 é✓"}', drawn), { data: '{"name":"李䶮𬴂 é✓"}', missing: '' })
  assert.deepEqual(writtenOut('𤳵甲𤳵', drawn), { data: '〔U+24CF5〕甲〔U+24CF5〕', missing: 'U+24CF5' })
})
