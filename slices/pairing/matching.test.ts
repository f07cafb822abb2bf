import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import type { SuitabilityRule } from './matching-model.ts'
import type { Proposal, ProposalLine } from './model.ts'
import type { LineCandidate } from './proposal-contract.ts'

let server: TestServer
let clerk: Person
let reviewer: Person
let second: Person
let families: string[]
let helpers: string[]

const county = '231202000000'
const village = (at: number) => `23120200100${at + 1}`

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
  second = await server.signedIn(tenantId, 'reviewer')
  families = []
  helpers = []
  for (let at = 0; at < 4; at++) {
    families.push(
      (
        await done<{ id: string }>(clerk, 'POST', '/households', {
          household: {
            areaCode: village(at),
            size: 1,
            category: at === 0 ? 'severe' : 'relative',
            causes: ['illness'],
          },
          people: [{ name: `家庭${at}`, relation: '02' }],
        })
      ).id,
    )
    helpers.push(
      (
        await done<{ id: string }>(clerk, 'POST', '/helpers', {
          kind: 'cadre',
          name: `干部${at}`,
          phone: `1390000000${at}`,
          areaCode: at < 3 ? village(at) : county,
        })
      ).id,
    )
  }
})
after(() => server.close())

async function done<Body>(who: Person, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
  const answer = await who.ask<Body>(method, path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function run(request: Record<string, unknown> = {}, who = clerk): Promise<Proposal> {
  const { id } = await done<{ id: string }>(who, 'POST', '/proposals', { areaCode: county, ...request })
  return until(`proposal ${id}`, async () => {
    const proposal = await done<Proposal>(who, 'GET', `/proposals/${id}`)
    return proposal.state !== 'running' && proposal
  })
}
const linesOf = async (id: string, query = '') =>
  (await done<{ rows: ProposalLine[] }>(clerk, 'GET', `/proposals/${id}/lines${query}`)).rows
const helperOf = async (id: string, family: string | undefined) =>
  (await linesOf(id)).find((line) => line.householdId === family)?.helperId

test('a run keeps seed, rules, certificate; says by area, by load and by rule what it found', async () => {
  const proposal = await run()
  assert.deepEqual([proposal.state, proposal.households, proposal.served], ['ready', 4, 4])
  assert.equal(proposal.certificate?.ok, true)
  assert.ok(proposal.certificate.checkedArcs >= 4)
  assert.deepEqual([proposal.rulesVersion, proposal.touched], [0, true])
  assert.equal((await done<Proposal>(second, 'GET', `/proposals/${proposal.id}`)).touched, false)
  const score = await done<{ total: number; rules: { rule: string; cost: number }[] }>(
    clerk,
    'GET',
    `/proposals/${proposal.id}/score`,
  )
  assert.equal(String(score.total), proposal.totalCost)
  const areas = await done<{ rows: { households: number; served: number }[] }>(
    clerk,
    'GET',
    `/proposals/${proposal.id}/areas?parent=231202001000`,
  )
  assert.deepEqual(
    areas.rows.map((row) => [row.households, row.served]),
    [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  )
  const loads = await done<{ total: number }>(clerk, 'GET', `/proposals/${proposal.id}/loads?by=helper`)
  assert.equal(loads.total, 4)
  const within = await linesOf(proposal.id, `?area=${village(2)}`)
  assert.deepEqual(
    within.map((line) => line.householdId),
    [families[2]],
  )
  const set = await done<Record<string, number>>(clerk, 'GET', `/proposals/set?area=${county}&category=severe`)
  assert.deepEqual(set, { households: 1, severe: 1, paired: 0, helpers: 4, room: 4, waiting: 0, quotas: 0 })
})

test('why A and not B in words, and what the change costs in truth; exchange, exclusion and lock', async () => {
  const proposal = await run()
  const path = (family: string | undefined) => `/proposals/${proposal.id}/lines/${family}`
  assert.equal(await helperOf(proposal.id, families[0]), helpers[0])
  const { rows } = await done<{ rows: LineCandidate[] }>(clerk, 'GET', `${path(families[0])}/candidates`)
  const other = rows.find((row) => row.helperId === helpers[1])
  assert.match(other?.because ?? '', /没有选 干部1：/)
  assert.deepEqual([other?.room, other?.moves], [0, 2])
  assert.ok((other?.extra ?? 0) > 0)
  const refused = await clerk.ask('PUT', path(families[0]), { helperId: helpers[1] })
  assert.equal(refused.status, 409)
  const holders = await done<{ rows: { householdId: string; difference: number }[] }>(
    clerk,
    'GET',
    `${path(families[0])}/exchange?helperId=${helpers[1]}`,
  )
  assert.deepEqual(
    holders.rows.map((row) => row.householdId),
    [families[1]],
  )
  const before = await done<{ total: number }>(clerk, 'GET', `/proposals/${proposal.id}/score`)
  await done(reviewer, 'POST', `${path(families[0])}/exchange`, { otherHouseholdId: families[1] })
  const after = await done<{ total: number }>(clerk, 'GET', `/proposals/${proposal.id}/score`)
  assert.equal(after.total - before.total, holders.rows[0]?.difference)
  assert.equal(await helperOf(proposal.id, families[0]), helpers[1])
  const { version } = await done<Proposal>(clerk, 'GET', `/proposals/${proposal.id}`)
  const swapped = await reviewer.ask('POST', `/proposals/${proposal.id}/accept`, { version })
  assert.equal(swapped.status, 403, 'whoever exchanged by hand may not approve')
  await done(clerk, 'PUT', `${path(families[2])}/exclude`, { helperId: helpers[2], excluded: true })
  await done(clerk, 'PUT', `${path(families[3])}/lock`, { locked: true })
  const contradiction = await clerk.ask<{ message: string }>('PUT', `${path(families[3])}/exclude`, {
    helperId: helpers[3],
    excluded: true,
  })
  assert.match(contradiction.body.message, /已锁定/)
  const again = await run({ basedOn: proposal.id })
  assert.equal(await helperOf(again.id, families[0]), helpers[1], 'changed by hand, so it is held')
  assert.notEqual(await helperOf(again.id, families[2]), helpers[2])
  const fresh = await run()
  const compared = await done<{ total: number; rows: { householdId: string; other: string | null }[] }>(
    clerk,
    'GET',
    `/proposals/compare?one=${fresh.id}&other=${again.id}`,
  )
  assert.equal(compared.rows.find((row) => row.householdId === families[2])?.other, null)
  assert.equal(compared.total, 3)
})

test('rules are data: refused when wrong, previewed, put into force by version, kept with each proposal', async () => {
  const { rules, version } = await done<{ rules: SuitabilityRule[]; version: number }>(clerk, 'GET', '/suitability')
  const far = rules.map((rule) => (rule.key === 'distance' ? { ...rule, expression: '-距离' } : rule))
  const wrong = rules.map((rule) => (rule.key === 'distance' ? { ...rule, expression: '距离 +' } : rule))
  const refused = await reviewer.ask<{ fields: { field: string }[] }>('PUT', '/suitability', { version, rules: wrong })
  assert.deepEqual([refused.status, refused.body.fields[0]?.field], [400, 'rules.0.expression'])
  assert.equal((await clerk.ask('PUT', '/suitability', { version, rules: far })).status, 403)
  assert.equal((await clerk.ask('POST', '/proposals', { areaCode: county, rules: far })).status, 400)
  const base = await run()
  const preview = await run({ preview: true, rules: far })
  const listed = await done<{ rows: Proposal[] }>(clerk, 'GET', '/proposals')
  assert.ok(!listed.rows.some((row) => row.id === preview.id))
  const accepted = await second.ask('POST', `/proposals/${preview.id}/accept`, { version: preview.version })
  assert.equal(accepted.status, 409)
  const compared = await done<{ total: number }>(clerk, 'GET', `/proposals/compare?one=${base.id}&other=${preview.id}`)
  assert.ok(compared.total > 0, 'other weights change pairs')
  await done(reviewer, 'PUT', '/suitability', { version, rules: far, note: '先远后近' })
  assert.equal((await reviewer.ask('PUT', '/suitability', { version, rules })).status, 409)
  assert.equal((await run()).rulesVersion, 1)
  await done(reviewer, 'PUT', '/suitability', { version: 1, rules })
})

test('quotas: of one unit or area once, never reversed, and a minimum out of reach fails the run with names', async () => {
  assert.equal((await clerk.ask('POST', '/suitability/quotas', { areaCode: county, least: 3, most: 2 })).status, 400)
  assert.equal((await clerk.ask('POST', '/suitability/quotas', { least: 1, most: 2 })).status, 400)
  const { id } = await done<{ id: string }>(clerk, 'POST', '/suitability/quotas', {
    areaCode: county,
    least: 9,
    most: 9,
  })
  assert.equal((await clerk.ask('POST', '/suitability/quotas', { areaCode: county, least: 0, most: 9 })).status, 409)
  const failed = await run()
  assert.equal(failed.state, 'failed')
  assert.match(failed.failure?.zh ?? '', /北林区.*至少要帮 9 户/)
  await done(clerk, 'PUT', `/suitability/quotas/${id}`, { version: 1, least: 0, most: 2 })
  const short = await run()
  assert.deepEqual(
    [short.served, (await linesOf(short.id, '?state=unserved')).map((line) => line.unserved)],
    [2, ['quota_full', 'quota_full']],
  )
  assert.equal((await run({ quotas: false })).served, 4)
  await done(clerk, 'DELETE', `/suitability/quotas/${id}`)
})

test('a run that is cancelled leaves its sentence and can be neither changed nor approved', async () => {
  const { id } = await done<{ id: string }>(clerk, 'POST', '/proposals', { areaCode: county })
  const cancelled = await clerk.ask('POST', `/proposals/${id}/cancel`, {})
  const proposal = await until('it is over', async () => {
    const found = await done<Proposal>(clerk, 'GET', `/proposals/${id}`)
    return found.state !== 'running' && found
  })
  assert.equal(cancelled.status, 200)
  assert.equal(proposal.state, 'cancelled')
  assert.match(proposal.failure?.zh ?? '', /已取消/)
  assert.equal((await clerk.ask('POST', `/proposals/${id}/cancel`, {})).status, 409)
  assert.equal((await second.ask('POST', `/proposals/${id}/accept`, { version: proposal.version })).status, 409)
})

test('two reviewers approve at once: one result; a re-matching keeps pairs and shows each that would end', async () => {
  const proposal = await run()
  const answers = await Promise.all(
    [reviewer, second].map((who) =>
      who.ask<{ pairs: number }>('POST', `/proposals/${proposal.id}/accept`, { version: proposal.version }),
    ),
  )
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409], JSON.stringify(answers))
  assert.equal((await done<{ total: number }>(clerk, 'GET', '/pairs/total')).total, 4)
  await done(clerk, 'POST', '/helpers', {
    kind: 'leading_cadre',
    name: '新来的',
    areaCode: village(3),
    skillText: '医疗',
  })
  assert.equal((await run()).households, 0, 'everybody has a helper')
  const calm = await run({ rematch: true, keepGain: 100_000 })
  assert.deepEqual([calm.households, calm.broken, calm.standing], [4, 0, 4])
  const idle = await second.ask('POST', `/proposals/${calm.id}/accept`, { version: calm.version })
  assert.equal(idle.status, 409, 'nothing would change')
  const keen = await run({ rematch: true, keepGain: 0 })
  assert.ok(keen.broken >= 1)
  const broken = await linesOf(keen.id, '?state=broken')
  assert.equal(broken.length, keen.broken)
  assert.ok(broken.every((line) => line.presentHelperName && line.presentHelperId !== line.helperId))
  const result = await done<Record<string, number>>(second, 'POST', `/proposals/${keen.id}/accept`, {
    version: keen.version,
  })
  assert.deepEqual(result, { pairs: keen.broken, ended: keen.broken, kept: 4 - keen.broken })
  const ended = await done<{ rows: { endReason: string }[] }>(clerk, 'GET', '/pairs?state=ended')
  assert.deepEqual(
    ended.rows.map((row) => row.endReason),
    Array(keen.broken).fill('lead_changed'),
  )
  const load = await done<{ rows: { families: number }[] }>(clerk, 'GET', '/helpers')
  assert.equal(
    load.rows.reduce((sum, row) => sum + row.families, 0),
    4,
  )
})
