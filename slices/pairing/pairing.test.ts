import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { addHelpers } from './helper-store.ts'
import type { Proposal, ProposalLine } from './model.ts'
import { addPairs, countPairing } from './store.ts'

let server: TestServer
let clerk: Person
let reviewer: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
})
after(() => server.close())

let count = 0
const family = async (areaCode = '231202001000', more: Record<string, unknown> = {}, phone: string | null = null) => {
  const made = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode, size: 2, category: 'severe', causes: ['illness'], ...more },
    people: [{ name: `家庭${++count}`, relation: '02', phone }],
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body.id
}
const helper = async (more: Record<string, unknown> = {}) => {
  const made = await clerk.ask<{ id: string }>('POST', '/helpers', {
    kind: 'cadre',
    name: `干部${++count}`,
    areaCode: '231202001000',
    ...more,
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body.id
}
type PairBody = {
  id: string
  version: number
  kind: string
  helperId: string
  members: { helperId: string; role: string; until: string | null }[]
}
const begin = async (householdId: string, helperId: string, who = clerk) =>
  who.ask<{ id: string; message: string }>('POST', '/pairs', { householdId, helperId })

test('a helper is registered without an account, found by name, unit, phone and pinyin, changed and retired', async () => {
  const id = await helper({
    name: '单雨桐',
    organisationText: '市教育局',
    phone: '13900001234',
    skillText: '法律、种植',
  })
  for (const search of ['雨桐', 'shany', '教育局', '13900001234', '1234']) {
    const found = await clerk.ask<{ rows: { id: string; phone: string; skills: string[] }[] }>(
      'GET',
      `/helpers?search=${encodeURIComponent(search)}`,
    )
    assert.deepEqual(
      found.body.rows.map((row) => row.id),
      [id],
      search,
    )
    assert.equal(found.body.rows[0]?.phone, '139****1234')
    assert.deepEqual(found.body.rows[0]?.skills.sort(), ['farming', 'law'])
  }
  const revealed = await clerk.ask('POST', `/helpers/${id}/phone`, { reason: '联系走访' })
  assert.deepEqual(revealed.body, { value: '13900001234' })
  const draft = { kind: 'leading_cadre', name: '单雨桐', areaCode: '231202001000', capacity: 3 }
  assert.equal((await clerk.ask('PUT', `/helpers/${id}`, { ...draft, version: 1 })).status, 200)
  const stale = await clerk.ask<{ data: { theirs: { capacity: number } } }>('PUT', `/helpers/${id}`, {
    ...draft,
    version: 1,
  })
  assert.equal(stale.status, 409)
  assert.equal(stale.body.data.theirs.capacity, 3)
  assert.equal((await clerk.ask('GET', `/helpers/${id}`)).body.phone, '139****1234')
  assert.equal((await clerk.ask('POST', `/helpers/${id}/retire`, { version: 2, reason: '退休' })).status, 200)
  const retired = await begin(await family(), id)
  assert.equal(retired.status, 409)
})

test('a pair begins, takes a further helper, changes its lead with the chain kept, ends with a reason', async () => {
  const [householdId, first, second, third] = [await family(), await helper(), await helper(), await helper()]
  const made = await begin(householdId, first)
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { id } = made.body
  assert.equal((await clerk.ask('POST', `/pairs/${id}/helpers`, { helperId: second })).status, 200)
  assert.equal((await clerk.ask('POST', `/pairs/${id}/helpers`, { helperId: second })).status, 409)
  const both = await clerk.ask<PairBody>('GET', `/pairs/${id}`)
  assert.equal(both.body.kind, 'two_to_one')
  assert.deepEqual(
    both.body.members.map((member) => [member.helperId, member.role]),
    [
      [first, 'lead'],
      [second, 'further'],
    ],
  )
  const stale = await clerk.ask('POST', `/pairs/${id}/lead`, { version: 1, helperId: third })
  assert.equal(stale.status, 409)
  const changed = await clerk.ask<{ id: string }>('POST', `/pairs/${id}/lead`, {
    version: both.body.version,
    helperId: third,
    reason: 'helper_moved',
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const next = await clerk.ask<PairBody>('GET', `/pairs/${changed.body.id}`)
  assert.deepEqual(
    next.body.members.map((member) => [member.helperId, member.role]),
    [
      [third, 'lead'],
      [second, 'further'],
    ],
  )
  const freed = await clerk.ask<{ families: number }>('GET', `/helpers/${first}`)
  assert.equal(freed.body.families, 0)
  const ended = await clerk.ask('POST', `/pairs/${changed.body.id}/end`, {
    version: next.body.version,
    reason: 'graduated',
  })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  const chain = await clerk.ask<{ rows: { endReason: string }[] }>('GET', `/pairs?state=ended&household=${householdId}`)
  assert.deepEqual(chain.body.rows.map((row) => row.endReason).sort(), ['graduated', 'helper_moved'])
  const unpaired = await clerk.ask<{ rows: { householdId: string }[] }>(
    'GET',
    `/pairs?state=unpaired&household=${householdId}`,
  )
  assert.equal(unpaired.body.rows.length, 1)
})

test('two officers pairing the same family, and the last place of a helper, have one result each', async () => {
  const [householdId, first, second] = [await family(), await helper(), await helper()]
  const answers = await Promise.all([begin(householdId, first), begin(householdId, second, reviewer)])
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
  assert.match(answers.find((answer) => answer.status === 409)?.body.message ?? '', /刚由别人结对/)
  const busy = await helper({ capacity: 2 })
  const families = await Promise.all([family(), family(), family(), family()])
  const tries = await Promise.all(families.map((id) => begin(id, busy)))
  assert.deepEqual(tries.map((answer) => answer.status).sort(), [200, 200, 409, 409])
  assert.equal((await clerk.ask<{ families: number }>('GET', `/helpers/${busy}`)).body.families, 2)
  const retire = await clerk.ask('POST', `/helpers/${busy}/retire`, { version: 1, reason: '退休' })
  assert.equal(retire.status, 409)
})

test('a member of the family cannot be its helper', async () => {
  const householdId = await family('231202001000', {}, '13900007777')
  const kin = await begin(householdId, await helper({ phone: '13900007777' }))
  assert.equal(kin.status, 409)
  assert.match(kin.body.message, /家庭成员/)
})

async function finished(id: string, who = clerk): Promise<Proposal> {
  for (let tries = 0; tries < 200; tries++) {
    const proposal = await who.ask<Proposal>('GET', `/proposals/${id}`)
    if (proposal.body.state !== 'running') return proposal.body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the run did not finish')
}

test('a proposal finds near and fitting helpers, says why, names who is left out, and becomes pairs once', async () => {
  const own = await server.tenant()
  const officer = await server.signedIn(own, 'clerk')
  const approver = await server.signedIn(own, 'reviewer')
  const other = await server.signedIn(own, 'reviewer')
  const make = async (path: string, body: unknown) => {
    const made = await officer.ask<{ id: string }>('POST', path, body)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    return made.body.id
  }
  const families: string[] = []
  for (const [areaCode, category] of [
    ['231202001000', 'relative'],
    ['231202002000', 'severe'],
    ['231202003000', 'relative'],
  ])
    families.push(
      await make('/households', {
        household: { areaCode, size: 1, category, causes: ['illness'] },
        people: [{ name: `家庭${++count}`, relation: '02' }],
      }),
    )
  const near = await make('/helpers', { kind: 'cadre', name: '近甲', areaCode: '231202001000' })
  const doctor = await make('/helpers', { kind: 'cadre', name: '医乙', areaCode: '231202000000', skillText: '医疗' })
  const id = await make('/proposals', { areaCode: '231202000000' })
  assert.equal((await approver.ask('POST', `/proposals/${id}/accept`, { version: 1 })).status, 409)
  const ready = await finished(id, officer)
  assert.deepEqual([ready.state, ready.households, ready.served, ready.standing], ['ready', 3, 2, 2])
  const lines = await officer.ask<{ rows: ProposalLine[] }>('GET', `/proposals/${id}/lines`)
  const byFamily = new Map(lines.body.rows.map((line) => [line.householdId, line]))
  assert.equal(byFamily.get(families[0] as string)?.helperId, near)
  assert.equal(byFamily.get(families[1] as string)?.helperId, doctor)
  assert.equal(byFamily.get(families[2] as string)?.unserved, 'all_taken')
  assert.deepEqual(
    byFamily.get(families[0] as string)?.why.map((reason) => [reason.rule, reason.fact]),
    [
      ['distance', 'township'],
      ['unit', 'other'],
      ['skill', 'none'],
      ['load', '0'],
    ],
  )
  const third = await make('/helpers', { kind: 'cadre', name: '志丙', areaCode: '231202003000' })
  const candidates = await officer.ask<{ rows: { helperId: string; room: number }[] }>(
    'GET',
    `/proposals/${id}/lines/${families[2]}/candidates`,
  )
  assert.deepEqual(
    candidates.body.rows.map((row) => [row.helperId, row.room]),
    [
      [third, 1],
      [doctor, 0],
      [near, 0],
    ],
  )
  const full = await officer.ask('PUT', `/proposals/${id}/lines/${families[2]}`, { helperId: near })
  assert.equal(full.status, 409)
  assert.equal((await officer.ask('PUT', `/proposals/${id}/lines/${families[2]}`, { helperId: third })).status, 200)
  assert.equal((await officer.ask('PUT', `/proposals/${id}/lines/${families[1]}`, { helperId: null })).status, 200)
  assert.equal((await officer.ask('POST', `/proposals/${id}/accept`, { version: ready.version })).status, 403)
  const stale = await approver.ask('POST', `/proposals/${id}/accept`, { version: ready.version })
  assert.equal(stale.status, 409)
  const narrow = await server.signedIn(own, 'reviewer', '231202001000')
  assert.equal((await narrow.ask('GET', `/proposals/${id}`)).status, 404)
  const version = ready.version + 2
  const answers = await Promise.all([
    approver.ask<{ pairs: number; message: string }>('POST', `/proposals/${id}/accept`, { version }),
    other.ask<{ pairs: number; message: string }>('POST', `/proposals/${id}/accept`, { version }),
  ])
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409], JSON.stringify(answers))
  assert.equal(answers.find((answer) => answer.status === 200)?.body.pairs, 2)
  assert.match(answers.find((answer) => answer.status === 409)?.body.message ?? '', /已由.+处理/)
  const counts = await officer.ask<Record<string, number>>('GET', '/pairs/counts')
  assert.deepEqual(counts.body, { pairs: 2, units: 0, cadres: 2, social: 0, bodies: 0, unpaired: 1 })
  const total = await officer.ask<{ total: number }>('GET', '/helpers/total?group=cadre&paired=true')
  assert.equal(total.body.total, 2)
})

test('acceptance looks again: a helper who is full by now stops it and nothing is paired', async () => {
  const own = await server.tenant()
  const officer = await server.signedIn(own, 'reviewer')
  const second = await server.signedIn(own, 'reviewer')
  const household = async () =>
    (
      await officer.ask<{ id: string }>('POST', '/households', {
        household: { areaCode: '231202001000', size: 1 },
        people: [{ name: `家庭${++count}`, relation: '02' }],
      })
    ).body.id
  const families = [await household(), await household()]
  const lead = await officer.ask<{ id: string }>('POST', '/helpers', {
    kind: 'cadre',
    name: '一户',
    areaCode: '231202001000',
    capacity: 2,
  })
  const started = await officer.ask<{ id: string }>('POST', '/proposals', { areaCode: '231202000000' })
  const ready = await finished(started.body.id, officer)
  assert.equal(ready.standing, 2)
  const third = await household()
  assert.equal((await begin(third, lead.body.id, officer)).status, 200)
  const alone = await officer.ask<{ message: string }>('POST', `/proposals/${started.body.id}/accept`, {
    version: ready.version,
  })
  assert.deepEqual([alone.status, alone.body.message.includes('另一位审核人')], [403, true])
  const refused = await second.ask<{ data: { lines: { householdId: string; reason: string }[] } }>(
    'POST',
    `/proposals/${started.body.id}/accept`,
    { version: ready.version },
  )
  assert.equal(refused.status, 409, JSON.stringify(refused.body))
  assert.deepEqual(refused.body.data.lines.map((line) => line.householdId).sort(), families.sort())
  assert.equal((await officer.ask<{ total: number }>('GET', '/pairs/total')).body.total, 1)
})

test('an area without helpers leaves everybody named, an area outside the scope is refused', async () => {
  const own = await server.tenant()
  const officer = await server.signedIn(own, 'clerk', '231221000000')
  await officer.ask('POST', '/households', {
    household: { areaCode: '231221100000', size: 1 },
    people: [{ name: '无人帮', relation: '02' }],
  })
  const started = await officer.ask<{ id: string }>('POST', '/proposals', { areaCode: '231221000000' })
  const ready = await finished(started.body.id, officer)
  assert.deepEqual([ready.households, ready.served], [1, 0])
  const lines = await officer.ask<{ rows: ProposalLine[] }>('GET', `/proposals/${ready.id}/lines?state=unserved`)
  assert.equal(lines.body.rows[0]?.unserved, 'no_helper')
  assert.equal((await officer.ask('POST', '/proposals', { areaCode: '231202000000' })).status, 400)
})

test('a withdrawn file ends its pair, a bulk of pairs states loads, another tenant sees nothing', async () => {
  const [householdId, helperId] = [await family(), await helper()]
  await begin(householdId, helperId)
  const { body } = await clerk.ask<{ version: number }>('GET', `/households/${householdId}`)
  await clerk.ask('POST', `/households/${householdId}/withdraw`, { version: body.version, why: '迁出' })
  for (let tries = 0; tries < 100; tries++) {
    if ((await clerk.ask<{ families: number }>('GET', `/helpers/${helperId}`)).body.families === 0) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const ended = await clerk.ask<{ rows: { endReason: string }[] }>('GET', `/pairs?state=ended&household=${householdId}`)
  assert.deepEqual(
    ended.body.rows.map((row) => row.endReason),
    ['withdrawn'],
  )
  const bulkHelper = randomUUID()
  const households = [await family(), await family(), await family()]
  const counted = await inTenant(server, tenantId, async (tx) => {
    const before = await countPairing(tx)
    await addHelpers(tx, server.application.services.personalData, [
      {
        id: bulkHelper,
        kind: 'model_worker',
        name: '劳模甲',
        alias: null,
        post: null,
        organisationId: null,
        organisationText: '市纺织厂',
        phone: null,
        areaCode: '231202000000',
        skillText: null,
        capacity: 1,
        membershipId: null,
        importId: null,
      },
    ])
    const pairs = households.map((id) => ({
      id: randomUUID(),
      householdId: id,
      helperId: bulkHelper,
      furtherHelperIds: [],
      kind: null,
      organisationId: null,
      since: '2026-01-10',
      previousPairId: null,
      proposalId: null,
      importId: null,
      createdBy: null,
    }))
    assert.deepEqual(await addPairs(tx, pairs), { already: [] })
    assert.deepEqual(await addPairs(tx, [{ ...(pairs[0] as (typeof pairs)[0]), id: randomUUID() }]), {
      already: [households[0]],
    })
    return { before, after: await countPairing(tx) }
  })
  assert.equal(counted.after.pairs - counted.before.pairs, 3)
  assert.equal(counted.after.social - counted.before.social, 1)
  const shown = await clerk.ask('GET', `/helpers/${bulkHelper}`)
  assert.deepEqual([shown.body.families, shown.body.capacity], [3, 3])
  const late = await clerk.ask<{ total: number }>('GET', '/pairs/total?notVisitedDays=30')
  assert.equal(late.body.total, 3)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  const foreign = await stranger.ask('GET', `/helpers/${bulkHelper}`)
  const nothing = await stranger.ask('GET', '/helpers/00000000-0000-7000-8000-000000000001')
  assert.deepEqual([foreign.status, foreign.body], [nothing.status, nothing.body])
  assert.deepEqual((await stranger.ask<{ rows: unknown[] }>('GET', '/pairs')).body.rows, [])
})

test('out of area, without permission, with wrong input: refused', async () => {
  const householdId = await family('231202001000')
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  const helperId = await helper()
  assert.equal((await begin(householdId, helperId, elsewhere)).status, 404)
  const foreignHelper = await elsewhere.ask('PUT', `/helpers/${helperId}`, {
    kind: 'cadre',
    name: '改名',
    areaCode: '231221000000',
    version: 1,
  })
  assert.equal(foreignHelper.status, 403)
  const outside = await elsewhere.ask('POST', '/helpers', { kind: 'cadre', name: '外', areaCode: '231202001000' })
  assert.equal(outside.status, 400)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await begin(householdId, helperId, leader)).status, 403)
  const someHelper = await server.signedIn(tenantId, 'helper')
  assert.equal((await someHelper.ask('GET', '/pairs')).status, 403)
  assert.equal((await someHelper.ask('GET', '/helpers')).status, 403)
  const wrong = await clerk.ask<{ fields: { field: string }[] }>('POST', '/helpers', {
    kind: 'cadre',
    name: '',
    areaCode: '99',
    capacity: 21,
    extra: 1,
  })
  assert.equal(wrong.status, 400)
  assert.deepEqual(wrong.body.fields.map((one) => one.field).sort(), ['', 'areaCode', 'capacity', 'name'])
  const tomorrow = await clerk.ask('POST', '/pairs', { householdId, helperId, since: '2999-01-01' })
  assert.equal(tomorrow.status, 400)
})
