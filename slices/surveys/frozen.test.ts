import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let clerk: Person
let leader: Person
let tenantId: string
const [north, south] = ['231202001000', '231221001000']

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  leader = await server.signedIn(tenantId, 'leader')
})
after(() => server.close())

type Filed = { id: string; fileNumber: string }
async function file(areaCode: string, name = '顾平'): Promise<Filed> {
  const answer = await clerk.ask<Filed>('POST', '/households', {
    household: { areaCode, size: 2, amounts: [{ side: 'income', kind: 'wage', annualFen: '1000000' }] },
    people: [{ name, relation: '02', identityNumber: inventedNumber() }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
async function begin(name: string, areaCode = '231200000000'): Promise<string> {
  const form = { facts: ['size'], questions: [{ key: 'coal', text: '存煤（吨）', kind: 'number' }] }
  const draft = { name, areaCode, fromDay: '2026-11-01', toDay: '2026-12-31', form }
  const answer = await clerk.ask<{ id: string }>('POST', '/surveys', draft)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const enter = async (survey: string, family: string, item = '棉被') => {
  const given = {
    answers: { coal: 1, size: 2 },
    needs: [{ item, quantity: '2', unit: '床' }],
    askedOn: '2026-11-20',
  }
  assert.equal((await clerk.ask('PUT', `/surveys/${survey}/households/${family}`, given)).status, 200)
}
type Coverage = { rows: { areaCode: string; households: number; surveyed: number; left: number }[] }
const coverageOf = async (survey: string, query = '') =>
  (await clerk.ask<Coverage>('GET', `/surveys/${survey}/coverage${query}`)).body.rows.map(
    ({ areaCode, households, surveyed, left }) => [areaCode.slice(0, 6), households, surveyed, left],
  )
type Compared = { rows: { key: string; frozen: string; now: string }[] }
const comparedOf = async (survey: string) =>
  Object.fromEntries(
    (await clerk.ask<Compared>('GET', `/surveys/${survey}/compare`)).body.rows.map(({ key, frozen, now }) => [
      key,
      [frozen, now],
    ]),
  )
const put = (id: string, areaCode: string, version = 1) =>
  clerk.ask('PUT', `/households/${id}`, { version, household: { areaCode, size: 2 }, why: '' })

test('what was signed stays: who comes, moves, is merged or withdrawn later changes neither proof nor picture', async () => {
  const families = [await file(north), await file(north), await file(north), await file(south)]
  const [first, second, third] = families.map(({ id }) => id) as [string, string, string]
  const id = await begin('封存')
  for (const family of families) await enter(id, family.id)
  const { version } = (await clerk.ask<{ version: number }>('GET', `/surveys/${id}`)).body
  assert.equal((await leader.ask('POST', `/surveys/${id}/sign`, { version })).status, 200)
  const proof = [
    ['231202', 3, 3, 0],
    ['231221', 1, 1, 0],
  ]
  assert.deepEqual(await coverageOf(id), proof)
  await file(north, '新来户')
  assert.equal((await put(first, south)).status, 200)
  assert.equal((await clerk.ask('POST', `/households/${second}/withdraw`, { version: 1, why: '脱困' })).status, 200)
  await inTenant(server, tenantId, (tx) =>
    tx.run(`update household set status = 'withdrawn', withdrawn_on = registered_on, merged_into = $2 where id = $1`, [
      third,
      first,
    ]),
  )
  assert.deepEqual(await coverageOf(id), proof)
  const { counts } = (await clerk.ask<{ counts: object }>('GET', `/surveys/${id}`)).body
  assert.deepEqual(counts, { households: 4, surveyed: 4, excepted: 0, left: 0, found: 0 })
  const listed = await clerk.ask<{ rows: { headName: string }[] }>('GET', `/surveys/${id}/households`)
  assert.deepEqual(listed.body.rows.map((row) => row.headName).sort(), ['顾平', '顾平', '顾平', '顾平'])
  const compared = await comparedOf(id)
  assert.deepEqual(
    [compared.households, compared.persons, compared.withdrawn, compared.merged, compared.moved],
    [
      ['4', '3'],
      ['8', '6'],
      ['0', '1'],
      ['0', '1'],
      ['0', '0'],
    ],
  )
  type Needs = { rows: { quantity: string; households: number }[] }
  const needs = await clerk.ask<Needs>('GET', `/surveys/${id}/needs`)
  assert.deepEqual(
    needs.body.rows.map(({ quantity, households }) => [quantity, households]),
    [['8', 4]],
  )
})

test('in a survey of one county who moved out of it is told apart, and other counties do not see it', async () => {
  const family = await file(north)
  const id = await begin('北林', '231202000000')
  const rows = (await clerk.ask<{ rows: { householdId: string }[] }>('GET', `/surveys/${id}/households`)).body.rows
  for (const row of rows) await enter(id, row.householdId)
  // Families of another area are not its families.
  assert.deepEqual(await coverageOf(id, '?area=231221000000'), [])
  const { version } = (await clerk.ask<{ version: number }>('GET', `/surveys/${id}`)).body
  assert.equal((await leader.ask('POST', `/surveys/${id}/sign`, { version })).status, 200)
  assert.equal((await put(family.id, south)).status, 200)
  assert.deepEqual((await comparedOf(id)).moved, ['0', '1'])
  const other = await server.signedIn(tenantId, 'clerk', '231221000000')
  for (const part of ['', '/households', '/tasks', '/coverage', '/needs', '/found', '/changes', '/compare'])
    assert.equal((await other.ask('GET', `/surveys/${id}${part}`)).status, 404, part)
  const listed = await other.ask<{ rows: { id: string }[] }>('GET', '/surveys')
  assert.ok(!listed.body.rows.some((row) => row.id === id))
})

test('a family that was filed twice is asked once and its needs are counted once', async () => {
  const [kept, given] = [await file(north, '重一'), await file(north, '重一')]
  const id = await begin('重复')
  for (const family of [kept, given]) await enter(id, family.id, '煤')
  const counted = async () => {
    const needs = await clerk.ask<{ rows: { item: string; quantity: string }[] }>('GET', `/surveys/${id}/needs`)
    return needs.body.rows.find((row) => row.item === '煤')?.quantity
  }
  const before = await coverageOf(id)
  assert.equal(await counted(), '4')
  await inTenant(server, tenantId, (tx) =>
    tx.run(`update household set status = 'withdrawn', withdrawn_on = registered_on, merged_into = $2 where id = $1`, [
      given.id,
      kept.id,
    ]),
  )
  assert.equal(await counted(), '2')
  const [area, households, surveyed, left] = before[0] as [string, number, number, number]
  assert.deepEqual((await coverageOf(id))[0], [area, households - 1, surveyed - 1, left])
})

test('a returned form whose day lies ahead or cannot be read is left out and named', async () => {
  const families = [await file(north), await file(north), await file(north)]
  const id = await begin('交回日期')
  const columns = ['档案号', '户主', '地区', '调查日期', '存煤（吨）'].map((header) => ({ header }))
  const days = ['2026-11-20', '2099-01-01', '下周']
  const rows: (string | undefined)[][] = families.map((family, at) => [family.fileNumber, '', '', days[at], '1'])
  rows.push(['', '外地户', '朝阳区', '2026-11-20', '1'])
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([
    { name: '交回', columns, rows: rows.map((row) => row.map((one) => one ?? '')) },
  ]))
    pieces.push(piece)
  const form = new FormData()
  form.set('file', new File([Buffer.concat(pieces)], '交回.xlsx'))
  const encoded = new Response(form)
  type Returned = { taken: number; faults: { row: number; text: string }[] }
  const body = Buffer.from(await encoded.arrayBuffer())
  const type = { 'content-type': encoded.headers.get('content-type') ?? '' }
  const returned = await clerk.ask<Returned>('POST', `/surveys/${id}/sheet`, body, type)
  assert.equal(returned.status, 200, JSON.stringify(returned.body))
  assert.deepEqual([returned.body.taken, returned.body.faults.map(({ row }) => row)], [1, [3, 4, 5]])
  assert.match(returned.body.faults[1]?.text ?? '', /下周/)
})

test('an area is assigned to somebody once and can be taken back; only within the own area', async () => {
  const id = await begin('分工')
  const task = { areaCode: '231202000000', surveyor: '社区甲', dueOn: '2026-12-10' }
  const given = await clerk.ask<{ taskId: string }>('POST', `/surveys/${id}/tasks`, task)
  assert.equal(given.status, 200)
  assert.equal((await clerk.ask('POST', `/surveys/${id}/tasks`, task)).status, 409)
  const county = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await county.ask('POST', `/surveys/${id}/tasks`, { ...task, surveyor: '社区乙' })).status, 400)
  const found = { areaCode: north, name: '外户', answers: {}, askedOn: '2026-11-20' }
  assert.equal((await county.ask('POST', `/surveys/${id}/found`, found)).status, 400)
  const path = `/surveys/${id}/tasks/${given.body.taskId}`
  assert.equal((await leader.ask('DELETE', path)).status, 403)
  assert.equal((await county.ask('DELETE', path)).status, 404)
  assert.equal((await clerk.ask('DELETE', path)).status, 200)
  assert.equal((await clerk.ask('DELETE', path)).status, 404)
  assert.deepEqual((await clerk.ask<{ rows: [] }>('GET', `/surveys/${id}/tasks`)).body.rows, [])
})
