import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let clerk: Person
let numbers: string[]

before(async () => {
  server = await openTestServer()
  clerk = await server.signedIn(await server.tenant(), 'clerk')
  numbers = []
  for (const [head, member] of [
    ['吕丽娜', '单国强'],
    ['李娜', '张伟'],
  ] as const) {
    const answer = await clerk.ask<{ fileNumber: string }>('POST', '/households', {
      household: { areaCode: '231202000000', size: 2 },
      people: [
        { name: head, relation: '02' },
        { name: member, relation: '10' },
      ],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    numbers.push(answer.body.fileNumber)
  }
})
after(() => server.close())

type Found = { rows: { id: string; headName: string }[] }
async function found(search: string): Promise<string[]> {
  const query = `search=${encodeURIComponent(search)}`
  const { body } = await clerk.ask<Found>('GET', `/households?${query}`)
  const total = await clerk.ask<{ total: number }>('GET', `/households/total?${query}`)
  assert.equal(total.body.total, body.rows.length, search)
  return body.rows.map((row) => row.headName).sort()
}
async function meant(search: string): Promise<(string | null)[]> {
  const { rows } = (await clerk.ask<Found>('GET', `/households?search=${encodeURIComponent(search)}`)).body
  const ids = rows.map((row) => row.id).join(',')
  const hits = await clerk.ask<{ rows: { name: string | null }[] }>(
    'GET',
    `/households/hits?search=${encodeURIComponent(search)}&ids=${ids}`,
  )
  return hits.body.rows.map((row) => row.name)
}

test('pinyin is found as people write it: with tones, with ü, with what parts syllables', async () => {
  for (const search of ['lvlina', 'lüliná', 'LÜ LINA', "lǚ'lìnà", 'lll', 'lv'])
    assert.deepEqual(await found(search), search === 'lll' ? [] : ['吕丽娜'], search)
  assert.deepEqual(await found('zhāng wěi'), ['李娜'])
})

test('a given name without its surname is found, and it is said who is meant', async () => {
  assert.deepEqual(await found('guoqiang'), ['吕丽娜'])
  assert.deepEqual(await meant('guoqiang'), ['单国强'])
  assert.deepEqual(await found('gq'), ['吕丽娜'])
  assert.deepEqual(await found('lina'), ['吕丽娜', '李娜'])
  assert.deepEqual(await found('xyz'), [])
})

test('a file is found by its number', async () => {
  assert.deepEqual(await found(numbers[1] as string), ['李娜'])
  assert.deepEqual(await found('99-000001'), [])
})
