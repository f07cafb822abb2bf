import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { readAnswer, readNeeds } from './rules.ts'

let server: TestServer
let clerk: Person
let leader: Person
let tenantId: string
let families: { id: string; fileNumber: string }[]
let surveyId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  leader = await server.signedIn(tenantId, 'leader')
  families = []
  for (const areaCode of ['231202001000', '231202001000', '231221001000', '231221001000']) {
    const answer = await clerk.ask<{ id: string; fileNumber: string }>('POST', '/households', {
      household: { areaCode, size: 2, amounts: [{ side: 'income', kind: 'wage', annualFen: '1000000' }] },
      people: [{ name: '顾平', relation: '02', identityNumber: inventedNumber() }],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    families.push(answer.body)
  }
})
after(() => server.close())

const draft = {
  name: '2026 年冬季摸底',
  areaCode: '231200000000',
  fromDay: '2026-11-01',
  toDay: '2026-12-31',
  form: {
    facts: ['size', 'annual_income'],
    questions: [
      { key: 'coal', text: '存煤（吨）', kind: 'number' },
      { key: 'clothes', text: '有无棉衣', kind: 'yes_no' },
    ],
  },
}
type Row = { householdId: string; state: string }
const rowsOf = async (query = '') =>
  (await clerk.ask<{ rows: Row[] }>('GET', `/surveys/${surveyId}/households${query}`)).body.rows

test('a survey of an area: assigned, entered on the page, proof of coverage by area', async () => {
  assert.equal((await leader.ask('POST', '/surveys', draft)).status, 403)
  assert.equal((await clerk.ask('POST', '/surveys', { ...draft, toDay: '2026-01-01' })).status, 400)
  const made = await clerk.ask<{ id: string }>('POST', '/surveys', draft)
  assert.equal(made.status, 200, JSON.stringify(made.body))
  surveyId = made.body.id
  assert.equal((await clerk.ask('POST', '/surveys', draft)).status, 409)
  const task = { areaCode: '231202000000', surveyor: '社区工作者甲', dueOn: '2026-12-10' }
  assert.equal((await clerk.ask('POST', `/surveys/${surveyId}/tasks`, task)).status, 200)
  assert.equal(
    (await clerk.ask('POST', `/surveys/${surveyId}/tasks`, { ...task, areaCode: '110101000000' })).status,
    400,
  )
  const [first] = families
  const path = `/surveys/${surveyId}/households/${first?.id}`
  const wrong = await clerk.ask<{ fields: { field: string }[] }>('PUT', path, {
    answers: { coal: '很多' },
    askedOn: '2026-11-20',
  })
  assert.deepEqual([wrong.status, wrong.body.fields[0]?.field], [400, 'answers.coal'])
  const entered = await clerk.ask('PUT', path, {
    answers: { coal: 1.5, clothes: true, size: 2 },
    needs: [
      { item: '棉被', quantity: '2', unit: '床' },
      { item: '大米', quantity: '1', unit: '袋' },
    ],
    askedOn: '2026-11-20',
  })
  assert.equal(entered.status, 200, JSON.stringify(entered.body))
  type Read = { answers: Record<string, unknown>; needs: unknown[]; onFile: Record<string, unknown> }
  const read = await clerk.ask<Read>('GET', path)
  assert.deepEqual(read.body.answers, { coal: 1.5, clothes: true, size: 2 })
  assert.deepEqual(read.body.onFile, { size: 2, annual_income: '1000000' })
  type Coverage = { rows: { areaCode: string; households: number; surveyed: number; left: number }[] }
  const coverage = await clerk.ask<Coverage>('GET', `/surveys/${surveyId}/coverage`)
  assert.deepEqual(
    coverage.body.rows.map(({ areaCode, households, surveyed, left }) => [areaCode, households, surveyed, left]),
    [
      ['231202000000', 2, 1, 1],
      ['231221000000', 2, 0, 2],
    ],
  )
  const tasks = await clerk.ask<{ rows: { left: number }[] }>('GET', `/surveys/${surveyId}/tasks`)
  assert.deepEqual(
    tasks.body.rows.map((row) => row.left),
    [1],
  )
  assert.deepEqual((await rowsOf('?state=left')).length, 3)
})

test('the sheet goes out and comes back: answers, reasons, and lines that cannot be read are named', async () => {
  const out = await clerk.ask<unknown>('GET', `/surveys/${surveyId}/sheet`)
  assert.equal(out.status, 200)
  assert.equal(String(out.body).slice(0, 2), 'PK')
  const [, second, third, fourth] = families
  const pieces: Buffer[] = []
  const header = [
    '档案号',
    '户主',
    '调查日期',
    '存煤（吨）',
    '有无棉衣',
    '需要的物品（如：棉被 2 床；大米 1 袋）',
    '不能调查的原因',
    '备注',
  ]
  for await (const piece of writeXlsx([
    {
      name: '交回',
      columns: header.map((text) => ({ header: text })),
      rows: [
        [second?.fileNumber, '', '2026-11-21', '０.５', '有', '棉被 3床；大米 2 袋', '', ''],
        [third?.fileNumber, '', '', '', '', '', '长期外出', '在外地打工'],
        [fourth?.fileNumber, '', '', '两吨', '', '', '', ''],
        ['99-999999', '', '', '1', '', '', '', ''],
      ],
    },
  ]))
    pieces.push(piece)
  const form = new FormData()
  form.set('file', new File([Buffer.concat(pieces)], '交回.xlsx'))
  const encoded = new Response(form)
  const returned = await server.application.http.inject({
    method: 'POST',
    url: `/api/surveys/${surveyId}/sheet`,
    headers: {
      'x-bangfu': '1',
      cookie: clerk.cookie,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
  assert.equal(returned.statusCode, 200, returned.body)
  const body = returned.json() as { taken: number; excepted: number; faults: { row: number; text: string }[] }
  assert.deepEqual([body.taken, body.excepted, body.faults.map((fault) => fault.row)], [1, 1, [4, 5]])
  assert.match(body.faults[0]?.text ?? '', /存煤/)
  type Needs = { rows: { item: string; quantity: string; households: number }[] }
  const needs = await clerk.ask<Needs>('GET', `/surveys/${surveyId}/needs`)
  assert.deepEqual(
    needs.body.rows.map(({ item, quantity, households }) => [item, quantity, households]).sort(),
    [
      ['大米', '3', 2],
      ['棉被', '5', 2],
    ].sort(),
  )
})

test('it is signed only when every family is accounted for; then it is frozen and can be compared', async () => {
  const get = async () =>
    (await clerk.ask<{ version: number; counts: { left: number } }>('GET', `/surveys/${surveyId}`)).body
  const { version, counts } = await get()
  assert.equal(counts.left, 1)
  const early = await leader.ask<{ message: string }>('POST', `/surveys/${surveyId}/sign`, { version })
  assert.equal(early.status, 409)
  assert.match(early.body.message, /1 户/)
  const last = `/surveys/${surveyId}/households/${families[3]?.id}/except`
  assert.equal((await clerk.ask('POST', last, { reason: 'refused', note: '本人表示不需要' })).status, 200)
  assert.equal((await clerk.ask('POST', `/surveys/${surveyId}/sign`, { version })).status, 403)
  const signed = await leader.ask<{ households: number }>('POST', `/surveys/${surveyId}/sign`, { version })
  assert.deepEqual(signed.body, { households: 4 }, JSON.stringify(signed.body))
  assert.equal((await clerk.ask('POST', last, { reason: 'away' })).status, 409)
  const page = await clerk.ask<{ version: number }>('GET', `/households/${families[0]?.id}`)
  await clerk.ask('PUT', `/households/${families[0]?.id}`, {
    version: page.body.version,
    household: { areaCode: '231202001000', size: 5 },
    why: '添丁',
  })
  type Compared = { rows: { key: string; frozen: string; now: string }[] }
  const compared = await clerk.ask<Compared>('GET', `/surveys/${surveyId}/compare`)
  assert.deepEqual(
    compared.body.rows.find((row) => row.key === 'persons'),
    { key: 'persons', frozen: '8', now: '11' },
  )
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('GET', `/surveys/${surveyId}`)).status, 404)
})

test('answers and needs are read as people write them', () => {
  const number = { key: 'a', text: 'a', kind: 'number', choices: [] } as const
  assert.deepEqual(readAnswer({ ...number, choices: [] }, '１,２００'), { value: 1200 })
  assert.deepEqual(readAnswer({ ...number, choices: [] }, '不清楚'), { key: 'a', kind: 'not_a_number' })
  assert.deepEqual(readNeeds('棉被2床，大米 1.5 袋'), [
    { item: '棉被', quantity: '2', unit: '床' },
    { item: '大米', quantity: '1.5', unit: '袋' },
  ])
  assert.equal(readNeeds('一些吃的'), undefined)
  assert.deepEqual(readNeeds(''), [])
})
