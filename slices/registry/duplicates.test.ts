import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayOf } from '../../core/date.ts'
import { checkCharacter } from '../../core/identity-number.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import { householdColumns, personColumns } from './version-columns-rules.ts'
import { changedColumns, type FamilyDocument } from './version-rules.ts'
import { familyDocument } from './version-store.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

type Member = { name: string; relation: string; identityNumber?: string; phone?: string; birthDate?: string }
const file = async (people: Member[], more: object = {}, by: Person = clerk): Promise<string> => {
  const household = { areaCode: '231202000000', size: people.length, ...more }
  const answer = await by.ask<{ id: string }>('POST', '/households', { household, people })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

type Pair = {
  low: string
  high: string
  score: number
  reasons: { code: string; points: number }[]
  one: { householdId: string; personId: string } | null
  other: { householdId: string; personId: string } | null
}
const pairsOf = async (household: string, by: Person = clerk): Promise<Pair[]> =>
  (await by.ask<{ rows: Pair[] }>('GET', `/duplicates?household=${household}`)).body.rows
const waitForPair = (household: string, by: Person = clerk): Promise<Pair> =>
  until('a pair', async () => (await pairsOf(household, by))[0])

const oneDigitOff = (number: string): string => {
  const first17 = `${number.slice(0, 16)}${(Number(number[16]) + 2) % 10}`
  return first17 + checkCharacter(first17)
}

type Opened = {
  version: number
  status: string
  mergedInto: string | null
  people: { id: string; name: string; leftOn: string | null }[]
  address: string | null
  size: number
}
const open = async (id: string) => (await clerk.ask<Opened>('GET', `/households/${id}`)).body
const documentOf = (id: string) => inTenant(server, tenantId, (tx) => familyDocument(tx, id)) as Promise<FamilyDocument>

test('a number with one wrong digit is found on registration, with reasons; different is remembered and never asked again', async () => {
  const number = inventedNumber()
  const first = await file([{ name: '韩冬梅', relation: '02', identityNumber: number, phone: '13900000001' }])
  const second = await file([{ name: '韩冬梅', relation: '02', identityNumber: oneDigitOff(number) }])
  const pair = await waitForPair(first)
  assert.deepEqual(new Set([pair.one?.householdId, pair.other?.householdId]), new Set([first, second]))
  assert.ok(pair.reasons.some((reason) => reason.code === 'one_digit'))
  assert.equal(
    pair.score,
    Math.min(
      100,
      pair.reasons.reduce((sum, reason) => sum + reason.points, 0),
    ),
  )
  const path = `/duplicates/${pair.low}/${pair.high}/different`
  assert.equal((await clerk.ask('POST', path, { why: '' })).status, 400)
  assert.equal((await clerk.ask('POST', path, { why: '两人是同名邻居' })).status, 200)
  assert.equal((await clerk.ask('POST', path, { why: '再判断一次' })).status, 409)
  const run = await clerk.ask('POST', '/duplicates/runs', {})
  assert.equal(run.status, 200, JSON.stringify(run.body))
  type Run = { run: { finishedAt: string | null; people: number } | null }
  const done = await until('the end of the run', async () => {
    const { body } = await clerk.ask<Run>('GET', '/duplicates/runs/last')
    return body.run?.finishedAt ? body.run : undefined
  })
  assert.ok(done.people >= 2)
  assert.deepEqual(await pairsOf(first), [])
})

test('a family filed twice is merged: people counted once, others move, the closed file points to it; undone it is exactly as before', async () => {
  const kept = await file(
    [
      { name: '赵国强', relation: '02', birthDate: '1966-03-04', phone: '13900000002' },
      { name: '钱桂兰', relation: '10', birthDate: '1968-05-06' },
    ],
    { address: '和平路5号2单元' },
  )
  const givenUp = await file(
    [
      { name: '赵国强', relation: '02', birthDate: '1966-03-04', identityNumber: inventedNumber() },
      { name: '赵小雨', relation: '30', birthDate: '1999-01-02' },
    ],
    {
      address: '和平路五号',
      category: 'severe',
      causes: ['illness'],
      amounts: [{ side: 'income', kind: 'wage', annualFen: '2400000' }],
    },
  )
  const pair = await waitForPair(kept)
  const today = dayOf(new Date())
  const aid = { householdId: givenUp, givenOn: today, kind: 'comfort_grant', source: 'union', amountFen: '50000' }
  assert.equal((await clerk.ask('POST', '/aid', aid)).status, 200)
  const request = { householdId: givenUp, kind: 'medical', text: '看病路费' }
  assert.equal((await clerk.ask('POST', '/requests', request)).status, 200)
  type Chain = { rows: { kind: string; file: string | null }[] }
  const helped = async () =>
    (await clerk.ask<Chain>('GET', `/households/${kept}/timeline`)).body.rows
      .filter((row) => row.kind === 'aid' || row.kind === 'request_raised')
      .map((row) => [row.kind, row.file !== null])
      .sort()
  type Standing = { requests: unknown[]; mergedFiles: unknown[] }
  const standing = async () => (await clerk.ask<Standing>('GET', `/households/${kept}/standing`)).body
  assert.deepEqual(await helped(), [])
  const [before, beforeGivenUp] = [await documentOf(kept), await documentOf(givenUp)]
  const [one, other] = [await open(kept), await open(givenUp)]
  const side = (household: string) => (pair.one?.householdId === household ? pair.one : pair.other)
  const form = {
    keptId: kept,
    keptVersion: one.version,
    givenUpVersion: other.version,
    take: ['category', 'causes', 'amounts'],
    same: [{ kept: side(kept)?.personId, givenUp: side(givenUp)?.personId }],
    why: '同一户重复建档',
  }
  const path = `/duplicates/${pair.low}/${pair.high}/merge`
  const compared = await clerk.ask<{ same: unknown[] }>('GET', `/duplicates/${pair.low}/${pair.high}`)
  assert.equal(compared.body.same.length, 1)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', path, form)).status, 403)
  assert.equal((await clerk.ask('POST', path, { ...form, keptVersion: one.version + 1 })).status, 409)
  const merged = await clerk.ask<{ linkId: string }>('POST', path, form)
  assert.equal(merged.status, 200, JSON.stringify(merged.body))
  const [after, closed] = [await open(kept), await open(givenUp)]
  assert.deepEqual(
    after.people
      .filter((person) => !person.leftOn)
      .map((person) => person.name)
      .sort(),
    ['赵国强', '赵小雨', '钱桂兰'].sort(),
  )
  assert.equal(after.size, 3)
  assert.equal(after.address, '和平路5号2单元')
  assert.deepEqual([closed.status, closed.mergedInto], ['withdrawn', kept])
  type Links = { rows: { kind: string; undoable: boolean }[] }
  const links = await clerk.ask<Links>('GET', `/households/${givenUp}/links`)
  assert.deepEqual(
    links.body.rows.map(({ kind, undoable }) => ({ kind, undoable })),
    [{ kind: 'merged', undoable: true }],
  )
  const found = await clerk.ask<{ rows: { id: string }[] }>('GET', `/households?search=${encodeURIComponent('赵小雨')}`)
  assert.deepEqual(
    found.body.rows.map((row) => row.id),
    [kept],
  )
  // What was done for the closed file stands with the one that is kept, and goes back with it.
  assert.deepEqual(await helped(), [
    ['aid', true],
    ['request_raised', true],
  ])
  const counted = await standing()
  assert.deepEqual([counted.requests.length, counted.mergedFiles.length], [1, 1])
  const undone = await clerk.ask('POST', `/household-links/${merged.body.linkId}/undo`, { why: '核实后不是一户' })
  assert.equal(undone.status, 200, JSON.stringify(undone.body))
  assert.deepEqual([await helped(), (await standing()).mergedFiles], [[], []])
  for (const [id, was] of [
    [kept, before],
    [givenUp, beforeGivenUp],
  ] as const) {
    const now = await documentOf(id)
    assert.deepEqual(changedColumns(was.household, now.household), [])
    assert.deepEqual(was.people.length, now.people.length)
    for (const [place, person] of was.people.entries())
      assert.deepEqual(changedColumns(person, now.people[place] ?? {}), [], String(person.name))
    assert.deepEqual([now.amounts, now.marks], [was.amounts, was.marks])
  }
  assert.equal(
    (await clerk.ask('POST', `/household-links/${merged.body.linkId}/undo`, { why: '再撤一次' })).status,
    404,
  )
  // The queue looks at both families once more, one after the other.
  await waitForPair(kept)
  assert.equal((await pairsOf(kept)).length, 1, 'the question is open again')
})

test('one person in two families stays in one; undone, what has changed since stays', async () => {
  const one = await file([{ name: '孙立新', relation: '02', birthDate: '1971-07-08', phone: '13900000003' }])
  const other = await file([
    { name: '孙大伟', relation: '02', birthDate: '1945-01-01' },
    { name: '孙立新', relation: '20', birthDate: '1971-07-08', phone: '13900000003' },
  ])
  const pair = await waitForPair(one)
  const stays = await clerk.ask<{ linkId: string }>('POST', `/duplicates/${pair.low}/${pair.high}/one-person`, {
    staysId: one,
    why: '已自立门户',
  })
  assert.equal(stays.status, 200, JSON.stringify(stays.body))
  const left = await open(other)
  assert.ok(left.people.find((person) => person.name === '孙立新')?.leftOn)
  const later = await clerk.ask('POST', `/households/${other}/people`, {
    person: { name: '孙小伟', relation: '20' },
    why: '',
  })
  assert.equal(later.status, 200)
  const undone = await clerk.ask('POST', `/household-links/${stays.body.linkId}/undo`, { why: '撤销' })
  assert.equal(undone.status, 200, JSON.stringify(undone.body))
  const after = await open(other)
  assert.deepEqual(
    [
      after.people
        .filter((person) => !person.leftOn)
        .map(({ name }) => name)
        .sort(),
      after.size,
    ],
    [['孙大伟', '孙小伟', '孙立新'].sort(), 3],
  )
  assert.equal((await open(one)).people.filter((person) => !person.leftOn).length, 1)
})

test('whoever sees only one side is told that the other is filed elsewhere, and cannot decide', async () => {
  const near = await file([{ name: '冯玉珍', relation: '02', birthDate: '1955-09-09', phone: '13900000004' }])
  const whole = await server.signedIn(tenantId, 'clerk', '231200000000')
  await file(
    [{ name: '冯玉珍', relation: '02', birthDate: '1955-09-09', phone: '13900000004' }],
    { areaCode: '231221000000' },
    whole,
  )
  const pair = await waitForPair(near)
  const county = await server.signedIn(tenantId, 'clerk', '231202000000')
  const [seen] = await pairsOf(near, county)
  assert.deepEqual([seen?.one, seen?.other].filter(Boolean).length, 1)
  const refused = await county.ask<{ message: string }>('POST', `/duplicates/${pair.low}/${pair.high}/different`, {
    why: '不清楚',
  })
  assert.equal(refused.status, 403)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('GET', `/duplicates/${pair.low}/${pair.high}`)).status, 404)
  assert.deepEqual((await stranger.ask<{ rows: unknown[] }>('GET', '/duplicates')).body.rows, [])
})

test('members split off with a file of their own; both files say so and the total stays', async () => {
  const id = await file([
    { name: '卫长林', relation: '02', birthDate: '1950-01-01' },
    { name: '卫东', relation: '20', birthDate: '1980-01-01' },
    { name: '卫小东', relation: '41', birthDate: '2010-01-01' },
  ])
  const before = await open(id)
  const [, son, grandson] = ['卫长林', '卫东', '卫小东'].map(
    (name) => before.people.find((one) => one.name === name)?.id,
  )
  const form = {
    version: before.version,
    personIds: [son, grandson],
    headId: son,
    areaCode: '231202000000',
    why: '儿子成家',
  }
  assert.equal(
    (await clerk.ask('POST', `/households/${id}/split`, { ...form, headId: before.people[0]?.id })).status,
    400,
  )
  const split = await clerk.ask<{ id: string; fileNumber: string }>('POST', `/households/${id}/split`, form)
  assert.equal(split.status, 200, JSON.stringify(split.body))
  const [old, fresh] = [await open(id), await open(split.body.id)]
  assert.deepEqual([old.size, fresh.size], [1, 2])
  assert.deepEqual(fresh.people.map((person) => person.name).sort(), ['卫东', '卫小东'].sort())
  const links = await clerk.ask<{ rows: { kind: string }[] }>('GET', `/households/${split.body.id}/links`)
  assert.deepEqual(
    links.body.rows.map((row) => row.kind),
    ['split'],
  )
})

test('every column that says what is true of a family is kept and restored', async () => {
  const columnsOf = (table: string, bookkeeping: string[]) =>
    inTenant(server, tenantId, async (tx) => {
      const rows = await tx.rows<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
           and attgenerated = ''`,
        [table],
      )
      return rows
        .map((row) => row.name)
        .filter((name) => !bookkeeping.includes(name))
        .sort()
    })
  const dates = ['version', 'created_at', 'updated_at', 'known_from', 'valid_from']
  assert.deepEqual(
    await columnsOf('household', ['tenant_id', 'id', 'file_number', ...dates]),
    [...householdColumns].sort(),
  )
  assert.deepEqual(await columnsOf('person', ['tenant_id', 'id', ...dates]), [...personColumns].sort())
})

/** Two families of two with one person in both, and the question about it. */
async function asked(name: string): Promise<{ one: string; other: string; pair: Pair }> {
  const birthDate = '1961-03-05'
  const member = (relation: string, suffix: string) => ({ name: `${name}${suffix}`, relation })
  const phone = '13900000077'
  const one = await file([{ name, relation: '02', birthDate, phone }, member('10', '妻')])
  const other = await file([{ name, relation: '02', birthDate, phone }, member('20', '子')])
  return { one, other, pair: await waitForPair(one) }
}
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()
const livingIn = async (id: string) => (await open(id)).people.filter((person) => !person.leftOn).length

test('two officers decide the same question at once: one decision holds, the other is told', async () => {
  const { one, other, pair } = await asked('巩双')
  const path = `/duplicates/${pair.low}/${pair.high}`
  const follower = async (id: string) => (await open(id)).people.find((person) => person.name.length > 2)?.id
  const stays = async (staysId: string, leaves: string) =>
    clerk.ask('POST', `${path}/one-person`, { staysId, newHeadId: await follower(leaves), why: '同一人' })
  assert.deepEqual(statusesOf(await Promise.all([stays(one, other), stays(other, one)])), [200, 409])
  assert.deepEqual([await livingIn(one), await livingIn(other)].sort(), [1, 2])
  assert.deepEqual([(await open(one)).size, (await open(other)).size].sort(), [1, 2])

  const next = await asked('巩叁')
  const [kept, givenUp] = [await open(next.one), await open(next.other)]
  const merge = {
    keptId: next.one,
    keptVersion: kept.version,
    givenUpVersion: givenUp.version,
    same: [],
    why: '同一户',
  }
  const decide = `/duplicates/${next.pair.low}/${next.pair.high}`
  const both = await Promise.all([
    clerk.ask('POST', `${decide}/different`, { why: '两个人' }),
    clerk.ask('POST', `${decide}/merge`, merge),
  ])
  assert.deepEqual(statusesOf(both), [200, 409])
  const merged = both[1]?.status === 200
  assert.equal((await open(next.other)).mergedInto, merged ? next.one : null)
})

test('a file that was withdrawn meanwhile is not merged', async () => {
  const { one, other, pair } = await asked('巩肆')
  await inTenant(server, tenantId, (tx) =>
    tx.run(`update household set status = 'withdrawn', withdrawn_on = registered_on where id = $1`, [other]),
  )
  const [kept, givenUp] = [await open(other), await open(one)]
  const answer = await clerk.ask('POST', `/duplicates/${pair.low}/${pair.high}/merge`, {
    keptId: other,
    keptVersion: kept.version,
    givenUpVersion: givenUp.version,
    same: [],
    why: '同一户',
  })
  // The queue takes the question away; until it has, the decision is refused.
  assert.ok([404, 409].includes(answer.status), JSON.stringify(answer.body))
  assert.equal((await open(one)).status, 'registered')
})

test('of somebody filed in another county nothing is told but that, and only whoever sees both decides', async () => {
  const county = await server.signedIn(tenantId, 'clerk', '231202000000')
  const [birthDate, phone] = ['1963-07-09', '13900000088']
  const person = { name: '巩外县', relation: '02', birthDate, phone }
  const own = await file([person], {}, county)
  const foreign = await file([person], { areaCode: '231221000000' })
  const pair = await waitForPair(own, county)
  const sides = [pair.one?.householdId, pair.other?.householdId].filter(Boolean)
  assert.deepEqual([sides, pair.score, pair.reasons], [[own], null, []])
  assert.equal((await county.ask('GET', `/duplicates/${pair.low}/${pair.high}`)).status, 403)
  const decide = (who: Person) => who.ask('POST', `/duplicates/${pair.low}/${pair.high}/different`, { why: '同名' })
  assert.equal((await decide(county)).status, 403)
  const whole = await waitForPair(foreign)
  assert.ok(whole.score >= 55 && whole.reasons.length > 0)
  assert.equal((await decide(clerk)).status, 200)
})
