import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, dayOf } from '../../core/date.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'

let server: TestServer
let clerk: Person
let other: Person
let reviewer: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  other = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
})
after(() => server.close())

async function done<Body = { id: string }>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, who = clerk) {
  const answer = await who.ask<Body>(method, path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
let count = 0
const family = async (more: Record<string, unknown> = {}) =>
  (
    await done('POST', '/households', {
      household: { areaCode: '231202001001', size: 1, category: 'relative', causes: ['illness'] },
      people: [{ name: `家庭${++count}`, relation: '02', ...more }],
    })
  ).id
const helper = async (more: Record<string, unknown> = {}) =>
  (await done('POST', '/helpers', { kind: 'cadre', name: `干部${++count}`, areaCode: '231202001000', ...more })).id
const paired = async (more: Record<string, unknown> = {}) => {
  const [householdId, helperId] = [await family(), await helper()]
  const { id } = await done('POST', '/pairs', { householdId, helperId, ...more })
  return { householdId, helperId, id }
}
const exceptions = async (householdId: string) =>
  (await done<{ rows: { householdId: string; reason: string }[] }>('GET', '/responsibility/exceptions?limit=200')).rows
    .filter((row) => row.householdId === householdId)
    .map((row) => row.reason)

test('a hand-over waits for the other side, is answered once, and the family always has one helper', async () => {
  const { householdId, helperId, id } = await paired()
  const next = await helper()
  const asked = await done('POST', '/hand-overs', { pairId: id, toHelperId: next, reason: '调动' })
  const twice = await clerk.ask('POST', '/hand-overs', { pairId: id, toHelperId: next, reason: '调动' })
  assert.equal(twice.status, 409)
  const own = await clerk.ask('POST', `/hand-overs/${asked.id}/answer`, { accept: true, note: '好' })
  assert.equal(own.status, 403)
  const waiting = await done<{ rows: { helperId: string }[] }>('GET', `/pairs?household=${householdId}`)
  assert.equal(waiting.rows[0]?.helperId, helperId, 'until it is accepted the present helper stays responsible')
  const answers = await Promise.all(
    [other, reviewer].map((who) => who.ask('POST', `/hand-overs/${asked.id}/answer`, { accept: true, note: '接收' })),
  )
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409], JSON.stringify(answers))
  const now = await done<{ rows: { helperId: string; id: string }[] }>('GET', `/pairs?household=${householdId}`)
  assert.deepEqual(
    now.rows.map((row) => row.helperId),
    [next],
  )
  const refused = await done('POST', '/hand-overs', { pairId: now.rows[0]?.id, toHelperId: helperId, reason: '换回' })
  await done('POST', `/hand-overs/${refused.id}/answer`, { accept: false, note: '已满' }, other)
  const listed = await done<{ rows: { state: string; answerNote: string }[] }>(
    'GET',
    `/hand-overs?household=${householdId}`,
  )
  assert.deepEqual(
    listed.rows.map((row) => [row.state, row.answerNote]),
    [
      ['refused', '已满'],
      ['accepted', '接收'],
    ],
  )
})

test('helpers from society are vetted before they are paired', async () => {
  const [householdId, volunteer] = [await family(), await helper({ kind: 'volunteer' })]
  const fit = async () =>
    (await done<{ rows: { id: string }[] }>('GET', '/helpers?fit=true&limit=200')).rows.some(
      (row) => row.id === volunteer,
    )
  assert.equal(await fit(), false, 'not offered')
  assert.equal((await done<{ total: number }>('GET', '/helpers/total?vetting=waiting')).total, 1)
  const early = await clerk.ask<{ message: string }>('POST', '/pairs', { householdId, helperId: volunteer })
  assert.deepEqual([early.status, early.body.message.includes('资格审核')], [409, true])
  assert.equal(
    (await clerk.ask('POST', `/helpers/${volunteer}/vet`, { version: 1, fit: true, note: '劳模' })).status,
    403,
  )
  await done('POST', `/helpers/${volunteer}/vet`, { version: 1, fit: true, note: '社区推荐' }, reviewer)
  assert.equal(await fit(), true)
  const stale = await reviewer.ask('POST', `/helpers/${volunteer}/vet`, { version: 1, fit: false, note: '晚了' })
  assert.equal(stale.status, 409)
  await done('POST', '/pairs', { householdId, helperId: volunteer })
  const cadre = await helper()
  assert.equal(
    (await reviewer.ask('POST', `/helpers/${cadre}/vet`, { version: 1, fit: true, note: '不用' })).status,
    409,
  )
})

test('kin by identity number, declared kin and conflicts of interest are kept apart', async () => {
  const identityNumber = '231202197001019969'
  const householdId = await family({ identityNumber })
  const member = await helper({ identityNumber })
  const kin = await clerk.ask<{ message: string }>('POST', '/pairs', { householdId, helperId: member })
  assert.deepEqual([kin.status, kin.body.message.includes('亲属')], [409, true])
  const shown = await done<Record<string, unknown>>('GET', `/helpers/${member}`)
  assert.deepEqual([shown.hasIdentity, JSON.stringify(shown).includes('1970')], [true, false])
  const official = await helper()
  await done('POST', `/helpers/${official}/bars`, { householdId, kind: 'conflict', reason: '经办该户低保' })
  const again = await clerk.ask('POST', `/helpers/${official}/bars`, { householdId, kind: 'conflict', reason: '再报' })
  assert.equal(again.status, 409)
  const conflict = await clerk.ask<{ message: string }>('POST', '/pairs', { householdId, helperId: official })
  assert.deepEqual([conflict.status, conflict.body.message.includes('利害关系')], [409, true])
  const bars = await done<{ rows: { id: string; statedBy: string; standing: boolean }[] }>(
    'GET',
    `/bars?helper=${official}`,
  )
  assert.deepEqual(
    bars.rows.map((row) => [typeof row.statedBy, row.standing]),
    [['string', false]],
  )
  const lift = `/bars/${bars.rows[0]?.id}/lift`
  assert.equal((await clerk.ask('POST', lift, { reason: '岗位调整' })).status, 403, 'a reviewer ends it')
  const stranger = await server.signedIn(await server.tenant(), 'reviewer')
  assert.equal((await stranger.ask('POST', lift, { reason: '岗位调整' })).status, 404)
  const elsewhere = await server.signedIn(tenantId, 'reviewer', '231221000000')
  assert.equal((await elsewhere.ask('POST', lift, { reason: '岗位调整' })).status, 404)
  await done('POST', lift, { reason: '岗位调整' }, reviewer)
  assert.equal((await reviewer.ask('POST', lift, { reason: '再来' })).status, 404)
  assert.equal((await done<{ total: number }>('GET', `/bars/total?helper=${official}&state=lifted`)).total, 1)
  await done('POST', '/pairs', { householdId, helperId: official })
  // Declared while they are paired: the pair stands until somebody else takes over, and waits in the queue of exceptions.
  await done('POST', `/helpers/${official}/bars`, { householdId, kind: 'kin', reason: '结为亲家' })
  assert.deepEqual(await exceptions(householdId), ['helper_barred'])
  assert.equal((await done<{ total: number }>('GET', `/bars/total?helper=${official}&standing=true`)).total, 1)
})

test('terms are renewed with the old one on record; roles and kinds follow who helps whom', async () => {
  const { householdId, id } = await paired({ termUntil: '2999-01-01' })
  const over = await clerk.ask('POST', `/pairs/${id}/renew`, { version: 1, until: '2020-01-01' })
  assert.equal(over.status, 400)
  await done('POST', `/pairs/${id}/renew`, { version: 1, until: '2999-06-30', note: '续一年' })
  const { version } = await done<{ version: number }>('POST', `/pairs/${id}/helpers`, {
    helperId: await helper(),
    role: 'second',
  })
  const pair = await done<{ kind: string; termUntil: string; members: { role: string }[] }>('GET', `/pairs/${id}`)
  assert.deepEqual([pair.kind, pair.termUntil], ['two_to_one', '2999-06-30'])
  assert.deepEqual(
    pair.members.map((one) => one.role),
    ['lead', 'second'],
  )
  const lead = await helper({ kind: 'party_branch', name: `支部${++count}` })
  const next = await done('POST', `/pairs/${id}/lead`, { version, helperId: lead })
  const after = await done<{ kind: string; termUntil: string; members: { role: string }[] }>('GET', `/pairs/${next.id}`)
  assert.deepEqual([after.kind, after.termUntil], ['hand_in_hand', '2999-06-30'])
  assert.deepEqual(
    after.members.map((one) => one.role),
    ['lead', 'second'],
  )
  assert.deepEqual(await exceptions(householdId), [])
})

test('a helper who leaves: the second one takes over, other families wait in the queue, and a body answers throughout', async () => {
  const leaving = await helper({ capacity: 3 })
  const [led, alone, helped] = [await family(), await family(), await paired()]
  const second = await helper()
  await done('POST', '/pairs', { householdId: led, helperId: leaving, secondHelperId: second })
  await done('POST', '/pairs', { householdId: alone, helperId: leaving })
  await done('POST', `/pairs/${helped.id}/helpers`, { helperId: leaving })
  const retire = (who: Person, leave: boolean) =>
    who.ask<{ takenOver: number }>('POST', `/helpers/${leaving}/retire`, { version: 1, reason: '调离', leave })
  assert.equal((await retire(clerk, false)).status, 409, 'not by the way')
  const left = await retire(clerk, true)
  assert.deepEqual([left.status, left.body], [200, { takenOver: 1, unpaired: 1 }])
  const now = async (householdId: string) =>
    (await done<{ rows: { helperId: string | null; further: number }[] }>('GET', `/pairs?household=${householdId}`))
      .rows[0]
  assert.equal((await now(led))?.helperId, second)
  assert.equal((await now(helped.householdId))?.further, 0)
  assert.deepEqual([await exceptions(led), await exceptions(alone)], [[], ['no_helper']])
  const body = await done<{ responsibleId: string }>('GET', `/households/${alone}`)
  assert.ok(body.responsibleId, 'never no owner')
  // Whoever sees one county only cannot let go of families in another.
  const wide = await helper({ areaCode: '231221000000', capacity: 2 })
  await done('POST', '/pairs', { householdId: await family(), helperId: wide })
  const county = await server.signedIn(tenantId, 'clerk', '231221000000')
  const refused = await county.ask<{ message: string }>('POST', `/helpers/${wide}/retire`, {
    version: 1,
    reason: '调离',
    leave: true,
  })
  assert.deepEqual([refused.status, /以外还帮扶 1 户/.test(refused.body.message)], [409, true])
})

test('responsibility follows the unit: found by another name, ended, reopened; never no owner, never two', async () => {
  const householdId = await family()
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `update household set work_unit_text = '市亚麻厂', responsible_reason = 'unit_unknown' where tenant_id = $1 and id = $2`,
      [tenantId, householdId],
    ),
  )
  const worker = await helper({ organisationText: '市亚麻厂' })
  await done('POST', '/pairs', { householdId, helperId: worker })
  assert.deepEqual(await exceptions(householdId), ['unit_unknown'])
  const answering = async () => {
    const { responsibleId, responsibleReason } = await done<Record<string, string>>('GET', `/households/${householdId}`)
    return [responsibleId, responsibleReason]
  }
  const [government] = await answering()
  const mill = { name: '绥化亚麻厂', kind: 'enterprise', enterpriseState: 'running', areaCode: '231202000000' }
  const { id: unit } = await done('POST', '/organisations', mill)
  const alias = { alias: '市亚麻厂', organisationId: unit }
  await done('POST', '/organisation-aliases', alias)
  const twice = await clerk.ask<{ message: string }>('POST', '/organisation-aliases', alias)
  assert.deepEqual([twice.status, twice.body.message], [409, '“市亚麻厂”已经是绥化亚麻厂的名称或别名。'])
  await until('the family has found its unit', async () => (await answering())[1] === 'unit')
  assert.equal((await answering())[0], unit)
  await until(
    'so has the helper',
    async () => (await done<{ organisationId: string }>('GET', `/helpers/${worker}`)).organisationId === unit,
  )
  assert.deepEqual(await exceptions(householdId), [])
  const ended = { version: 1, reason: '改制后撤销' }
  assert.equal(
    (await reviewer.ask('POST', `/organisations/${government}/end`, ended)).status,
    409,
    'a government stays',
  )
  await done('POST', `/organisations/${unit}/end`, ended)
  await until('the government answers', async () => (await answering())[1] === 'unit_closed')
  assert.equal((await answering())[0], government)
  assert.deepEqual(await exceptions(householdId), ['helper_unit_closed'])
  assert.equal((await clerk.ask('POST', `/organisations/${unit}/reopen`, ended)).status, 409, 'an older version')
  await done('POST', `/organisations/${unit}/reopen`, { ...ended, version: 2 })
  await until('the unit answers again', async () => (await answering())[0] === unit)
  // The township gets a government of its own: it answers for families there that no unit answers for.
  const alone = await family()
  const township = { name: '紫来街道办事处', kind: 'party_government', areaCode: '231202001000', localGovernment: true }
  const office = await done('POST', '/organisations', township)
  await until(
    'the township answers',
    async () => (await done<Record<string, string>>('GET', `/households/${alone}`)).responsibleId === office.id,
  )
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('POST', '/organisation-aliases', { ...alias, alias: '甲厂' })).status, 404)
  assert.equal((await stranger.ask('POST', '/organisation-aliases/remove', { alias: '市亚麻厂' })).status, 404)
  await done('POST', '/organisation-aliases/remove', { alias: '市亚麻厂' })
  assert.equal((await done<{ total: number }>('GET', `/organisation-aliases/total?organisation=${unit}`)).total, 0)
})

test('the queue of exceptions names families without a helper, and lets them go once they have one', async () => {
  const householdId = await family()
  assert.deepEqual(await exceptions(householdId), ['no_helper'])
  await done('POST', '/pairs', { householdId, helperId: await helper() })
  assert.deepEqual(await exceptions(householdId), [])
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.deepEqual((await stranger.ask<{ rows: unknown[] }>('GET', '/responsibility/exceptions')).body.rows, [])
  assert.equal(
    (await stranger.ask('POST', '/hand-overs/01999999-9999-7999-8999-999999999999/withdraw', {})).status,
    404,
  )
})

test('how often is visited is laid down by area and kind of helper, and what is overdue follows', async () => {
  const since = addDays(dayOf(new Date()), -40)
  const cadre = await paired({ since })
  const leading = { householdId: await family(), helperId: await helper({ kind: 'leading_cadre' }) }
  await done('POST', '/pairs', { ...leading, since })
  const late = async () =>
    (await done<{ rows: { householdId: string }[] }>('GET', '/pairs?overdue=true&limit=200')).rows
      .map((row) => row.householdId)
      .filter((id) => [cadre.householdId, leading.householdId].includes(id))
  const next = async ({ householdId }: { householdId: string }) =>
    (await done<{ rows: { nextVisitOn: string }[] }>('GET', `/pairs?household=${householdId}`)).rows[0]?.nextVisitOn
  assert.deepEqual(await late(), [cadre.householdId])
  assert.deepEqual([await next(cadre), await next(leading)], [addDays(since, 30), addDays(since, 90)])
  type Found = { version: number; inForce: { areaCode: string } | null; proposal: Record<string, number> }
  const area = '231202000000'
  const found = await done<Found>('GET', `/visit-rhythm?area=${area}`)
  assert.deepEqual([found.version, found.inForce], [0, null])
  const days = { ...found.proposal, cadre: 60, leading_cadre: 35 }
  const list = { area, version: 0, days, note: '县里规定' }
  assert.equal((await clerk.ask('PUT', '/visit-rhythm', list)).status, 403)
  const elsewhere = await server.signedIn(tenantId, 'reviewer', '231221000000')
  assert.equal((await elsewhere.ask('PUT', '/visit-rhythm', list)).status, 400)
  assert.equal((await reviewer.ask('PUT', '/visit-rhythm', { ...list, days: { ...days, cadre: 0 } })).status, 400)
  assert.equal((await reviewer.ask('PUT', '/visit-rhythm', { ...list, days: { cadre: 30 } })).status, 400)
  const saved = await Promise.all([1, 2].map(() => reviewer.ask('PUT', '/visit-rhythm', list)))
  assert.deepEqual(saved.map((answer) => answer.status).sort(), [200, 409])
  assert.deepEqual(await late(), [leading.householdId])
  assert.deepEqual([await next(cadre), await next(leading)], [addDays(since, 60), addDays(since, 35)])
  assert.equal((await done<Found>('GET', '/visit-rhythm?area=231202001000')).inForce?.areaCode, area)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await done<Found>('GET', `/visit-rhythm?area=${area}`, undefined, stranger)).inForce, null)
  await done('PUT', '/visit-rhythm', { area, version: 1, days: null }, reviewer)
  assert.deepEqual(await late(), [cadre.householdId])
})

test('hand in hand with one student: named in the pair, carried through a change of lead, missed when the student leaves', async () => {
  const householdId = await family()
  const { personId } = await done<{ personId: string }>('POST', `/households/${householdId}/people`, {
    person: { name: '小明', relation: '20', school: 'upper_secondary' },
  })
  const branch = await helper({ kind: 'party_branch' })
  const elsewhere = (await clerk.ask<{ people: { id: string }[] }>('GET', `/households/${await family()}`)).body
    .people[0]
  const begin = { householdId, helperId: branch, kind: 'hand_in_hand', termUntil: '2029-07-01' }
  assert.equal((await clerk.ask('POST', '/pairs', { ...begin, personId: elsewhere?.id })).status, 400)
  const { id } = await done('POST', '/pairs', { ...begin, personId })
  await done('POST', `/pairs/${id}/helpers`, { helperId: await helper({ kind: 'several' }), personId })
  type Members = { members: { role: string; person: { name: string; student: boolean; left: boolean } | null }[] }
  const persons = async (pairId: string) =>
    (await done<Members>('GET', `/pairs/${pairId}`)).members.map((one) => [
      one.role,
      one.person?.name,
      one.person?.left,
    ])
  assert.deepEqual(await persons(id), [
    ['lead', '小明', false],
    ['further', '小明', false],
  ])
  const handbook = await server.application.http.inject({
    method: 'GET',
    url: `/api/plans/handbooks?format=docx&ids=${id}`,
    headers: { cookie: clerk.cookie },
  })
  const written = await readPart(openZip(handbook.rawPayload, defaultLimits), 'word/document.xml')
  assert.match((written ?? '').replace(/<[^>]*>/g, ''), /第一帮扶责任人，与小明手拉手/)
  const listed = await done<{ rows: { householdId: string; persons: string }[] }>('GET', '/pairs?person=true')
  assert.deepEqual(
    listed.rows.map((row) => [row.householdId, row.persons]),
    [[householdId, '小明']],
  )
  const next = await done('POST', `/pairs/${id}/lead`, { version: 2, helperId: await helper() })
  assert.deepEqual(await persons(next.id), [
    ['lead', '小明', false],
    ['further', '小明', false],
  ])
  assert.deepEqual(await exceptions(householdId), [])
  await done('POST', `/households/${householdId}/people/${personId}/end`, { reason: 'moved' })
  assert.deepEqual(await exceptions(householdId), ['person_left'])
  assert.deepEqual((await persons(next.id))[0], ['lead', '小明', true])
})
