import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'

let server: TestServer
let clerk: Person

before(async () => {
  server = await openTestServer()
  clerk = await server.signedIn(await server.tenant(), 'clerk')
})
after(() => server.close())

type Member = {
  id: string
  name: string
  relation: string
  phone: string | null
  leftOn: string | null
  version: number
}
type Family = {
  version: number
  status: string
  mergedInto: string | null
  headName: string
  size: number
  address: string | null
  dwellings: number | null
  annualIncomeFen: string | null
  people: Member[]
}
const area = '231202000000'
const file = async (names: string[], phone: string, more: object): Promise<string> => {
  const people = names.map((name, place) =>
    place === 0 ? { name, relation: '02', birthDate: '1961-03-05', phone } : { name, relation: '20' },
  )
  const household = { areaCode: area, size: names.length, ...more }
  const answer = await clerk.ask<{ id: string }>('POST', '/households', { household, people })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const open = async (id: string) => (await clerk.ask<Family>('GET', `/households/${id}`)).body
const living = (family: Family) =>
  family.people
    .filter((person) => !person.leftOn)
    .map(({ name }) => name)
    .sort()
const income = (annualFen: string) => [{ side: 'income', kind: 'wage', annualFen }]

/** Two files of one family, merged into the first; with the address of the second. */
async function merged(name: string, phone: string) {
  const kept = await file([name, `${name}大`], phone, { address: '人民路1号', amounts: income('1000000') })
  const given = await file([name, `${name}小`], phone, { address: '人民路2号', dwellings: 1 })
  type Pair = { low: string; high: string; one: { personId: string; householdId: string }; other: { personId: string } }
  const pair = await until(
    'a pair',
    async () => (await clerk.ask<{ rows: Pair[] }>('GET', `/duplicates?household=${kept}`)).body.rows[0],
  )
  const [one, other] = [pair.one.personId, pair.other.personId]
  const answer = await clerk.ask<{ linkId: string }>('POST', `/duplicates/${pair.low}/${pair.high}/merge`, {
    ...{ keptId: kept, keptVersion: 1, givenUpVersion: 1, take: ['address'], why: '同一户' },
    same: [pair.one.householdId === kept ? { kept: one, givenUp: other } : { kept: other, givenUp: one }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const undo = () =>
    clerk.ask<{ message: string }>('POST', `/household-links/${answer.body.linkId}/undo`, { why: '弄错' })
  return { kept, given, undo }
}
const change = async (id: string, more: object) => {
  const { version } = await open(id)
  const household = { areaCode: area, size: 3, ...more }
  assert.equal((await clerk.ask('PUT', `/households/${id}`, { version, household, why: '年审' })).status, 200)
}

test('a merge is undone after further changes: members go back, what was changed since stays', async () => {
  const { kept, given, undo } = await merged('左合', '13900000101')
  const whole = await open(kept)
  assert.deepEqual([living(whole), whole.size, whole.address], [['左合', '左合大', '左合小'], 3, '人民路2号'])
  await change(kept, { address: '人民路2号', dwellings: 2, amounts: income('1500000') })
  await clerk.ask('POST', `/households/${kept}/people`, { person: { name: '左合新', relation: '20' } })
  const small = (await open(kept)).people.find(({ name }) => name === '左合小') as Member
  const person = { name: '左合小', relation: '20', phone: '13900000199' }
  const path = `/households/${kept}/people/${small.id}`
  assert.equal((await clerk.ask('PUT', path, { version: small.version, person, why: '' })).status, 200)
  type Links = { rows: { undoable: boolean; changedSince: boolean }[] }
  const links = await clerk.ask<Links>('GET', `/households/${kept}/links`)
  assert.deepEqual(
    links.body.rows.map(({ undoable, changedSince }) => [undoable, changedSince]),
    [[true, true]],
  )
  assert.equal((await undo()).status, 200)
  const [first, second] = [await open(kept), await open(given)]
  assert.deepEqual(
    [living(first), first.size, first.address, first.dwellings, first.annualIncomeFen, first.headName],
    [['左合', '左合大', '左合新'], 3, '人民路1号', 2, '1500000', '左合'],
  )
  assert.deepEqual(
    [living(second), second.size, second.address, second.dwellings, second.status, second.mergedInto],
    [['左合', '左合小'], 2, '人民路2号', 1, 'registered', null],
  )
  assert.match(second.people.find(({ name }) => name === '左合小')?.phone ?? '', /0199$/)
  assert.equal((await undo()).status, 404)
})

test('who has gone to a third family since stays there when a merge is undone', async () => {
  const { kept, given, undo } = await merged('右合', '13900000102')
  const { version, people } = await open(kept)
  const small = people.find(({ name }) => name === '右合小')?.id
  const split = { version, personIds: [small], headId: small, areaCode: area, why: '分家' }
  const third = await clerk.ask<{ id: string }>('POST', `/households/${kept}/split`, split)
  assert.equal(third.status, 200, JSON.stringify(third.body))
  assert.equal((await undo()).status, 200)
  assert.deepEqual(living(await open(given)), ['右合'])
  assert.deepEqual(living(await open(kept)), ['右合', '右合大'])
  assert.deepEqual(living(await open(third.body.id)), ['右合小'])
})
