import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { InTurn } from './turn-model.ts'
import { type Candidate, inOrder } from './turn-rules.ts'

let server: TestServer
let clerk: Person
let drafter: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  drafter = await server.signedIn(tenantId, 'reviewer')
  const text = [
    'parameter,region,residence,from,value',
    'compensation_month_cap,231200,,2020-01-01,12',
    'compensation_turn_reached,231200,,2020-01-01,1',
    '',
  ].join('\n')
  const imported = await drafter.ask('POST', '/policies/parameters/import', { fileName: 'a.csv', text })
  assert.equal(imported.status, 200, JSON.stringify(imported.body))
})
after(() => server.close())

type Worker = { name: string; birth: string; facts: Record<string, string> }
const by = (service: string, wage: string, near: boolean): Record<string, string> => ({
  contract_ended_by_merger: 'true',
  service_years: service,
  average_wage_monthly_fen: wage,
  near_retirement: String(near),
})

/** Files a family of workers and records what is known of each; their ids by name. */
async function filed(workers: readonly Worker[], area = '231202000000'): Promise<{ id: string; persons: string[] }> {
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: area, size: workers.length, dwellings: 1, vehicles: 0, amounts: [] },
    people: workers.map(({ name, birth }, place) => ({
      ...{ name, birthDate: birth, employment: 'unemployed', relation: place === 0 ? '02' : '10' },
    })),
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const { id } = answer.body
  const { body } = await clerk.ask<{ members: { id: string; name: string }[] }>('GET', `/policies/households/${id}`)
  const persons: string[] = []
  for (const { name, facts } of workers) {
    const personId = body.members.find((one) => one.name === name)?.id ?? ''
    persons.push(personId)
    for (const [fact, value] of Object.entries(facts)) {
      const told = await clerk.ask('PUT', `/policies/households/${id}/facts/${fact}`, { personId, value })
      assert.equal(told.status, 200, JSON.stringify(told.body))
    }
  }
  return { id, persons }
}

const turns = async (query = '', who = clerk) => {
  const answer = await who.ask<{ rows: InTurn[] }>('GET', `/policies/turns${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.rows
}
const said = (rows: readonly InTurn[]) =>
  rows.map(({ place, personName, turn, because, amountFen, sumFen, state }) =>
    [place, personName, turn, because, amountFen, sumFen, state].join(' '),
  )

test('who is paid next, why each stands there, how far the money reaches, and the same as a spreadsheet', async () => {
  await filed([
    { name: '甲一', birth: '1960-01-01', facts: by('9.5', '70000', false) },
    { name: '甲二', birth: '1962-01-01', facts: by('25', '70000', false) },
  ])
  const { id, persons } = await filed([
    { name: '乙一', birth: '1950-01-01', facts: by('3.25', '70001', true) },
    { name: '乙二', birth: '1970-01-01', facts: by('9.5', '70000', false) },
    { name: '乙三', birth: '1971-01-01', facts: { ...by('30', '70000', true), contract_ended_by_merger: 'false' } },
  ])
  const { near_retirement: _, ...open } = by('40', '70000', false)
  await filed([{ name: '丙一', birth: '1965-01-01', facts: open }], '231221000000')
  const wanted = [
    '1 乙一 1 near_retirement 245004 245004 reached',
    '2 甲二 2 long_service 840000 1085004 waiting',
    '3 甲一 3 all_others 700000 1785004 waiting',
    '4 乙二 3 all_others 700000 2485004 waiting',
    ' 丙一   840000  unknown',
  ]
  assert.deepEqual(said(await turns()), wanted)
  assert.deepEqual(
    (await turns('?sort=place&order=desc')).map(({ place }) => place),
    [null, 4, 3, 2, 1],
  )
  assert.deepEqual((await turns('?state=unknown'))[0]?.missing, ['near_retirement'])
  assert.deepEqual(
    (await turns('?fund=1085004')).map(({ covered }) => covered),
    [true, true, false, false, null],
  )
  assert.equal((await turns('?area=231221000000')).length, 1)
  // What is asked in one breath is worked out once, and each gets what was asked: another area, other money, another's scope.
  const neighbour = await server.signedIn(tenantId, 'clerk', '231221000000')
  const atOnce = await Promise.all([
    turns(),
    turns('?area=231221000000'),
    turns('?fund=245004&state=reached'),
    turns('', neighbour),
    turns(),
  ])
  assert.deepEqual(
    atOnce.map((rows) => rows.map(({ personName, covered }) => `${personName} ${covered}`).join()),
    [
      '乙一 null,甲二 null,甲一 null,乙二 null,丙一 null',
      '丙一 null',
      '乙一 true',
      '丙一 null',
      '乙一 null,甲二 null,甲一 null,乙二 null,丙一 null',
    ],
  )
  assert.deepEqual((await clerk.ask('GET', '/policies/turns/total?fund=1085003')).body, {
    ...{ total: 5, waiting: 4, waitingFen: '2485004', covered: 1 },
  })
  // Who was paid keeps the place and waits for nothing.
  const start = { householdId: id, personId: persons[0], programme: 'merger_compensation', fromDay: '2026-01-10' }
  const paid = await clerk.ask('POST', '/policies/enrolments', { ...start, amountFen: '245004', why: '第一批' })
  assert.equal(paid.status, 200, JSON.stringify(paid.body))
  assert.deepEqual(said(await turns()).slice(0, 2), [
    '1 乙一 1 near_retirement 245004  paid',
    '2 甲二 2 long_service 840000 840000 waiting',
  ])
  const sheet = await clerk.ask('GET', '/policies/turns/export?sort=place&order=asc')
  assert.equal(sheet.status, 200)
  assert.equal((await (await server.signedIn(tenantId, 'helper')).ask('GET', '/policies/turns')).status, 403)
})

test('of the same turn and service the older comes first, then the lower file number, whatever order they are read in', () => {
  const one = (personId: string, more: Partial<Candidate>): Candidate => ({
    ...{ personId, fileNumber: '1', birth: '1960-01-01', turn: 2, because: 'long_service', first: '20', paid: false },
    ...{ householdId: '', personName: '', headName: '', areaCode: '231202000000', areaName: '' },
    ...{ amountFen: '100', missing: [], state: 'waiting', ...more },
  })
  const all = [
    one('f', { turn: 3 }),
    one('c', { birth: null }),
    one('e', { state: 'unknown', turn: null, first: null }),
    one('b', { fileNumber: '2' }),
    one('a', {}),
    one('d', { birth: '1959-12-31' }),
    one('g', { first: '20.01' }),
    one('h', { first: '9' }),
  ]
  const order = 'gdabchfe'
  const rotated = [...all.slice(3), ...all.slice(0, 3)]
  for (const people of [all, rotated, all.toReversed()])
    assert.equal(
      inOrder(people, undefined)
        .map(({ personId }) => personId)
        .join(''),
      order,
    )
})
