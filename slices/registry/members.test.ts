import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayOf } from '../../core/date.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let clerk: Person
let tenantId: string
const today = dayOf(new Date())

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

type Amount = { side: string; kind: string; personId: string | null; annualFen: string }
type Family = {
  version: number
  headName: string
  size: number
  annualIncomeFen: string | null
  monthlyPerCapitaFen: string | null
  rigidExpenditureFen: string | null
  amounts: Amount[]
  people: { id: string; name: string; relation: string; leftOn: string | null }[]
}
const area = '231202000000'
const file = async (names: string[], more: object = {}): Promise<string> => {
  const people = names.map((name, place) => ({
    name,
    relation: place === 0 ? '02' : '20',
    identityNumber: inventedNumber(),
  }))
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: area, size: names.length, ...more },
    people,
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const open = async (id: string) => (await clerk.ask<Family>('GET', `/households/${id}`)).body
const idOf = (family: Family, name: string) => family.people.find((person) => person.name === name)?.id as string
const end = (id: string, personId: string, more: object = {}) =>
  clerk.ask<{ message: string }>('POST', `/households/${id}/people/${personId}/end`, { reason: 'moved', ...more })
type Lines = { rows: { field: string; oldValue: string | null; newValue: string | null }[] }
const linesOf = async (id: string, field: string) =>
  (await clerk.ask<Lines>('GET', `/households/${id}/history`)).body.rows
    .filter((row) => row.field === field)
    .map((row) => [row.oldValue, row.newValue])
const wage = (annualFen: string, personId?: string) => ({ side: 'income', kind: 'wage', annualFen, personId })

test('who leaves and who joins is counted: the size and the income a head follow, and the history says so', async () => {
  const id = await file(['常一', '常二', '常三', '常四'], { amounts: [wage('1200000')] })
  const family = await open(id)
  assert.equal(family.monthlyPerCapitaFen, '25000')
  // Two on one day, one of them the head.
  assert.equal((await end(id, idOf(family, '常三'))).status, 200)
  const head = await end(id, idOf(family, '常一'), { reason: 'died', newHeadId: idOf(family, '常二') })
  assert.equal(head.status, 200, JSON.stringify(head.body))
  const left = await open(id)
  assert.deepEqual([left.size, left.headName, left.monthlyPerCapitaFen], [2, '常二', '50000'])
  for (const name of ['常五', '常六'])
    await clerk.ask('POST', `/households/${id}/people`, { person: { name, relation: '20' } })
  const joined = await open(id)
  assert.deepEqual([joined.size, joined.monthlyPerCapitaFen], [4, '25000'])
  assert.deepEqual(await linesOf(id, 'head'), [['常一', '常二']])
  assert.deepEqual(new Set((await linesOf(id, 'size')).map(String)), new Set(['4,3', '3,2', '2,3', '3,4']))
  // Of a family of five only two stand in the file: the others stay counted.
  const roster = await file(['常七', '常八'], { size: 5 })
  await clerk.ask('POST', `/households/${roster}/people`, { person: { name: '常九', relation: '20' } })
  assert.equal((await open(roster)).size, 5)
  await end(roster, idOf(await open(roster), '常八'))
  assert.equal((await open(roster)).size, 4)
})

test('the only member cannot leave: the clerk is told to withdraw the file', async () => {
  const id = await file(['单一人'])
  const answer = await end(id, (await open(id)).people[0]?.id as string, { reason: 'died' })
  assert.equal(answer.status, 400)
  assert.match(answer.body.message, /撤档/)
})

test('another member becomes the head and the old one stays, from a day on, as known before and after', async () => {
  const id = await file(['金老', '金大', '金二'])
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `update household set registered_on = '2026-01-01', created_at = '2026-01-02', known_from = null, valid_from = null where id = $1`,
      [id],
    ),
  )
  const family = await open(id)
  const change = (more: object, who: Person = clerk) =>
    who.ask('POST', `/households/${id}/head`, { headId: idOf(family, '金大'), oldRelation: '51', ...more })
  assert.equal((await change({}, await server.signedIn(tenantId, 'leader'))).status, 403)
  assert.equal((await change({}, await server.signedIn(tenantId, 'clerk', '231221000000'))).status, 404)
  assert.equal((await change({}, await server.signedIn(await server.tenant(), 'clerk'))).status, 404)
  assert.equal((await change({ oldRelation: '02' })).status, 409)
  assert.equal((await change({ headId: family.people.find((one) => one.relation === '02')?.id })).status, 400)
  assert.equal((await change({ from: '2026-03-01', why: '父亲年老' })).status, 200)
  const now = await open(id)
  assert.deepEqual(
    [now.headName, now.size, now.people.map((one) => [one.name, one.relation]).sort()],
    [
      '金大',
      3,
      [
        ['金二', '20'],
        ['金大', '02'],
        ['金老', '51'],
      ].sort(),
    ],
  )
  const asOf = async (on: string, knownOn: string) =>
    (await clerk.ask<{ household: { headName: string } }>('GET', `/households/${id}/as-of?on=${on}&knownOn=${knownOn}`))
      .body.household.headName
  assert.equal(await asOf('2026-02-01', today), '金老')
  assert.equal(await asOf('2026-04-01', today), '金大')
  assert.equal(await asOf('2026-04-01', '2026-02-01'), '金老')
  assert.deepEqual(await linesOf(id, 'head'), [['金老', '金大']])
  const found = await clerk.ask<{ rows: { headName: string }[] }>('GET', `/households?search=${encodeURI('金大')}`)
  assert.deepEqual(
    found.body.rows.map((row) => row.headName),
    ['金大'],
  )
})

test('what is told of one member goes with that member: into the new file on a split, out of the totals otherwise', async () => {
  const id = await file(['方父', '方儿', '方女'])
  const family = await open(id)
  const [father, son, daughter] = ['方父', '方儿', '方女'].map((name) => idOf(family, name))
  const medical = { side: 'expenditure', kind: 'medical', annualFen: '90000', personId: daughter }
  const amounts = [wage('500000', father), wage('700000', son), medical]
  const household = { areaCode: area, size: 3, amounts }
  assert.equal(
    (await clerk.ask('PUT', `/households/${id}`, { version: family.version, household, why: '' })).status,
    200,
  )
  const split = await clerk.ask<{ id: string }>('POST', `/households/${id}/split`, {
    version: family.version + 1,
    personIds: [son],
    headId: son,
    areaCode: area,
    why: '分家',
  })
  assert.equal(split.status, 200, JSON.stringify(split.body))
  const [old, fresh] = [await open(id), await open(split.body.id)]
  assert.deepEqual([old.size, old.annualIncomeFen, old.monthlyPerCapitaFen], [2, '500000', '20833'])
  assert.deepEqual([fresh.size, fresh.annualIncomeFen, fresh.monthlyPerCapitaFen], [1, '700000', '58333'])
  assert.deepEqual(
    fresh.amounts.map((amount) => amount.personId),
    [son],
  )
  await end(id, daughter as string, { reason: 'died' })
  const after = await open(id)
  // Known to be none, not unknown.
  assert.deepEqual([after.rigidExpenditureFen, after.annualIncomeFen, after.size], ['0', '500000', 1])
})

test('a target group holds since its day, also for whoever looks back', async () => {
  const id = await file(['组一'])
  await inTenant(server, tenantId, (tx) =>
    tx.run(
      `update household set registered_on = '2026-01-01', created_at = '2026-01-02', known_from = null, valid_from = null where id = $1`,
      [id],
    ),
  )
  const group = { code: 'long_illness', since: '2026-05-01', evidence: '诊断书' }
  assert.equal((await clerk.ask('POST', `/households/${id}/groups`, group)).status, 200)
  type Past = { household: { groups: { code: string }[] } }
  const codes = async (on: string, knownOn: string) =>
    (await clerk.ask<Past>('GET', `/households/${id}/as-of?on=${on}&knownOn=${knownOn}`)).body.household.groups.map(
      ({ code }) => code,
    )
  assert.deepEqual(await codes('2026-06-01', today), ['long_illness'])
  assert.deepEqual(await codes('2026-04-01', today), [])
  assert.deepEqual(await codes('2026-06-01', '2026-06-01'), [])
})

test('a clerk of one county is told that a family cannot be filed in or moved to another', async () => {
  const county = await server.signedIn(tenantId, 'clerk', area)
  const elsewhere = { areaCode: '231221000000', size: 1 }
  type Refused = { fields: { field: string; message: string }[] }
  const filed = await county.ask<Refused>('POST', '/households', {
    household: elsewhere,
    people: [{ name: '某人', relation: '02' }],
  })
  assert.deepEqual([filed.status, filed.body.fields[0]?.field], [400, 'household.areaCode'])
  const id = await file(['迁一', '迁二'])
  const family = await open(id)
  const moved = await county.ask<Refused>('PUT', `/households/${id}`, {
    version: family.version,
    household: elsewhere,
    why: '',
  })
  assert.deepEqual([moved.status, moved.body.fields[0]?.field], [400, 'household.areaCode'])
  const split = await county.ask<Refused>('POST', `/households/${id}/split`, {
    version: family.version,
    personIds: [idOf(family, '迁二')],
    headId: idOf(family, '迁二'),
    areaCode: elsewhere.areaCode,
    why: '分家',
  })
  assert.deepEqual([split.status, split.body.fields[0]?.field], [400, 'areaCode'])
  assert.equal((await open(id)).version, family.version)
})
