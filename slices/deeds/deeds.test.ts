import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { get, send, total } from '../../tests/support/asking.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { EvidenceRow, HelpForm, LeadRow, PlaceItem, UnitForms, VillagePlace } from './model.ts'

let server: TestServer
let clerk: Person
let reviewer: Person
let tenantId: string
// The day on which the server stands.
let today: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
  today = (await get<{ today: string }>(clerk, '/session')).today
})
after(() => server.close())

const village = '231202101200'
let count = 0
const family = async (areaCode = village) =>
  (
    await send<{ id: string }>(clerk, '/households', {
      household: { areaCode, size: 1, category: 'severe', causes: ['illness'] },
      people: [{ name: `家庭${++count}`, relation: '02' }],
    })
  ).id
const unit = async (name: string, more: Record<string, unknown> = {}) =>
  (
    await send<{ id: string }>(clerk, '/organisations', {
      name,
      kind: 'party_government',
      areaCode: '231202000000',
      ...more,
    })
  ).id
const leader = async (organisationId: string, name: string) =>
  (
    await send<{ id: string }>(clerk, '/helpers', {
      kind: 'leading_cadre',
      name,
      areaCode: '231202000000',
      organisationId,
      capacity: 3,
    })
  ).id
const visited = (householdId: string, helperId: string, more: Record<string, unknown> = {}) =>
  send<{ id: string }>(clerk, '/visits', { id: randomUUID(), householdId, helperId, visitedOn: today, ...more })
const rows = async <Row>(path: string, who = clerk) => (await get<{ rows: Row[] }>(who, path)).rows

test('four leads are counted from records, each count opens exactly its records, and nobody is ranked', async () => {
  const bureau = await unit('市民政局')
  const [busy, idle] = [await leader(bureau, '安领导'), await leader(bureau, '白领导')]
  const household = await family()
  await send(clerk, '/pairs', { householdId: household, helperId: busy })
  await visited(household, busy, {
    cashFen: '50000',
    goods: [{ name: '大米', quantity: 2, unit: '袋' }],
    promises: [{ id: randomUUID(), text: '联系公益岗位', dueOn: today }],
  })
  const promise = (await rows<{ id: string }>(`/promises?household=${household}`))[0]
  await send(clerk, `/promises/${promise?.id}/keep`, { note: '已上岗' })
  const measure = await send<{ id: string }>(clerk, `/households/${household}/plan/measures`, {
    kind: 'post',
    text: '介绍保洁岗位',
    dueOn: today,
    helperId: busy,
  })
  const plan = await get<{ measures: { id: string; version: number }[] }>(clerk, `/households/${household}/plan`)
  await send(
    clerk,
    `/plan-measures/${measure.id}`,
    {
      kind: 'post',
      text: '介绍保洁岗位',
      dueOn: today,
      helperId: busy,
      doneOn: today,
      result: '已上岗',
      version: plan.measures[0]?.version,
    },
    'PUT',
  )
  const listed = await rows<LeadRow>(`/leads?unit=${bureau}`)
  assert.deepEqual(
    listed.map((row) => [row.name, row.donation, row.donatedFen, row.pair, row.visit, row.deed, row.missing]),
    [
      ['安领导', 2, '50000', 1, 1, 2, []],
      ['白领导', 0, '0', 0, 0, 0, ['donation', 'pair', 'visit', 'deed']],
    ],
  )
  for (const lead of ['donation', 'pair', 'visit', 'deed'] as const) {
    const records = await rows<EvidenceRow>(`/evidence?helper=${busy}&lead=${lead}`)
    assert.equal(records.length, listed[0]?.[lead], lead)
    assert.equal(await total(clerk, `/evidence/total?helper=${busy}&lead=${lead}`), records.length)
    assert.ok(records.every((record) => record.householdId === household))
  }
  // A gift that was taken back was not given.
  const line = (await rows<{ id: string; amountFen: string | null }>(`/aid?household=${household}`)).find(
    (one) => one.amountFen,
  )
  await send(clerk, `/aid/${line?.id}/reverse`, { why: '登记错误' })
  assert.equal((await rows<LeadRow>(`/leads?search=${encodeURIComponent('安')}`))[0]?.donation, 1)
  assert.equal(await total(clerk, `/leads/total?unit=${bureau}&without=visit`), 1)
  assert.equal((await rows<LeadRow>(`/leads?unit=${bureau}&from=2001-01-01&to=2001-12-31`))[0]?.visit, 0)
  // No order by a count can be asked for.
  assert.equal((await clerk.ask('GET', '/leads?sort=visit')).status, 400)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.deepEqual(await rows(`/leads`, stranger), [])
  assert.deepEqual(await rows(`/evidence?helper=${busy}`, stranger), [])
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await rows<LeadRow>(`/leads?unit=${bureau}`, elsewhere))[0]?.visit, 0, 'only what the own area knows')
  assert.ok(idle)
})

test('forms of help: a proposal until confirmed, then the list of the tenant; done and missing by unit', async () => {
  const first = await get<{ version: number; items: HelpForm[]; by: string | null }>(clerk, '/help-forms')
  assert.deepEqual([first.version, first.items.length, first.by], [0, 4, null])
  const office = await unit('市教育局')
  const cadre = await leader(office, '程领导')
  const household = await family()
  await send(clerk, '/pairs', { householdId: household, helperId: cadre })
  const before = (await rows<UnitForms>(`/help-forms/units?unit=${office}`))[0]
  assert.deepEqual(
    before?.forms.map((form) => [form.key, form.found]),
    [
      ['pairs', 1],
      ['visits', 0],
      ['giving', 0],
      ['gifts', 0],
    ],
  )
  const items = [
    { key: 'pairs', name: '结对帮扶', basis: 'pair', kinds: [], least: 1 },
    { key: 'rice', name: '慰问品', basis: 'aid', kinds: ['comfort_goods'], least: 1 },
  ]
  assert.equal((await clerk.ask('PUT', '/help-forms', { version: 0, items })).status, 403)
  const twice = await reviewer.ask('PUT', '/help-forms', { version: 0, items: [items[0], items[0]] })
  assert.equal(twice.status, 400)
  const answers = await Promise.all([1, 2].map(() => reviewer.ask('PUT', '/help-forms', { version: 0, items })))
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
  assert.equal(await total(clerk, `/help-forms/units/total?unit=${office}&without=rice`), 1)
  await visited(household, cadre, { cashFen: '10000', goods: [{ name: '大米', quantity: 1, unit: '袋' }] })
  const after = (await rows<UnitForms>(`/help-forms/units?unit=${office}`))[0]
  assert.deepEqual([after?.missing, after?.forms[1]], [0, { key: 'rice', name: '慰问品', least: 1, found: 1 }])
  assert.equal(await total(clerk, `/evidence/total?unit=${office}&form=rice`), 1)
  assert.equal(await total(clerk, `/help-forms/units/total?unit=${office}&incomplete=true`), 0)
  assert.equal((await clerk.ask('GET', `/evidence?unit=${office}&form=visits`)).status, 404, 'no form of the list')
  assert.equal((await clerk.ask('GET', '/help-forms/units/export')).status, 200)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await get<{ version: number }>(stranger, '/help-forms')).version, 0)
})

test('six in place: computed from links, plan and visits, with what is missing named; the list is the tenant’s own', async () => {
  const place = '231202001002'
  const [bureau, household] = [await unit('市水务局'), await family(place)]
  await family(place)
  const line = {
    name: 'village_income_line_fen',
    region: '231200',
    residence: '',
    validFrom: '2004-01-01',
    value: '300000',
  }
  await send(reviewer, '/policies/parameters', line)
  await send(clerk, `/villages/${place}/income`, { year: 2025, perCapitaFen: '210000' }, 'PUT')
  const { id } = await send<{ id: string }>(clerk, '/unit-pairs', {
    kind: 'village',
    villageCode: place,
    giverId: bureau,
    dueOn: '2026-02-05',
  })
  const missing = async () => {
    const found = (await rows<VillagePlace>('/in-place/villages?incomplete=true')).find((one) => one.id === id)
    return found?.items.filter((item) => item.found < item.needed).map((item) => [item.name, item.found, item.needed])
  }
  assert.deepEqual(await missing(), [
    ['联系领导到位', 0, 1],
    ['驻村干部到位', 0, 1],
    ['强村帮带到位', 0, 1],
    ['帮扶计划到位', 0, 1],
    ['走访慰问到位', 0, 2],
  ])
  const links = {
    giverId: bureau,
    leaderName: '县长甲',
    residentName: '干部乙',
    partnerCode: '231202101202',
    plan: '修路',
  }
  await send(clerk, `/unit-pairs/${id}`, { ...links, dueOn: '2026-02-05', version: 1 }, 'PUT')
  await visited(household, await leader(bureau, '邓领导'))
  assert.deepEqual(await missing(), [['走访慰问到位', 1, 2]])
  assert.equal(await total(clerk, '/in-place/villages/total?late=true'), 1)
  assert.equal(await total(clerk, '/in-place/villages/total?without=plan'), 0)
  const { version, proposal } = await get<{ version: number; proposal: PlaceItem[] }>(clerk, '/in-place')
  assert.equal(proposal.length, 6)
  await send(reviewer, '/in-place', { version, items: proposal.slice(0, 5), note: '按本地文件' }, 'PUT')
  assert.equal(await missing(), undefined)
  assert.equal((await clerk.ask('PUT', '/in-place', { version: 1, items: proposal })).status, 403)
  assert.equal((await reviewer.ask('PUT', '/in-place', { version, items: proposal })).status, 409)
})
