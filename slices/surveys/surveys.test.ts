import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import { grantHousehold } from '../accounts/store.ts'

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

type Change = { id: string; householdId: string; fact: string; before: string | null; value: string; movedOn: boolean }
const changesOf = async (id: string, query = '?state=open') =>
  (await clerk.ask<{ rows: Change[] }>('GET', `/surveys/${id}/changes${query}`)).body.rows

test('what a survey learns is looked at and written into the files from the day of asking; the file keeps what it said', async () => {
  const questions = [
    { key: 'earned', text: '全家一年挣多少', kind: 'text', fact: 'annual_income' },
    { key: 'coal', text: '存煤', kind: 'number' },
  ]
  const form = { facts: ['size', 'housing_area', 'heating', 'head_phone', 'head_health', 'main_cause'], questions }
  const made = await clerk.ask<{ id: string }>('POST', '/surveys', { ...draft, name: '入户核对', form })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { id } = made.body
  const [first, second, third] = families
  const enter = (householdId: string | undefined, answers: unknown) =>
    clerk.ask<{ fields: { field: string }[] }>('PUT', `/surveys/${id}/households/${householdId}`, {
      answers,
      askedOn: '2026-11-21',
    })
  const wrong = await enter(first?.id, { earned: '很多', heating: '烧炕' })
  assert.deepEqual(
    [wrong.status, wrong.body.fields.map((one) => one.field)],
    [400, ['answers.earned', 'answers.heating']],
  )
  const said = {
    earned: '1.2万',
    size: '5',
    housing_area: '60.5㎡',
    heating: '集中供热',
    head_health: '高血压',
    coal: '2',
  }
  const entered = await enter(first?.id, { ...said, head_phone: '13900001111' })
  assert.equal(entered.status, 200, JSON.stringify(entered.body))
  const open = await changesOf(id)
  // The size stands there already: it was changed by hand after the first survey.
  assert.deepEqual(
    open.map(({ fact, before, value }) => [fact, before, value]),
    [
      ['annual_income', '1000000', '1200000'],
      ['head_health', null, '***'],
      ['head_phone', null, '139****1111'],
      ['heating', null, 'central'],
      ['housing_area', null, '6050'],
    ],
  )
  // Entered anew without the sealed facts: those stay as they were said.
  assert.equal((await enter(first?.id, { ...said, head_health: '', earned: '13000' })).status, 200)
  const anew = await changesOf(id)
  assert.deepEqual(anew.map((one) => one.value).slice(0, 3), ['1300000', '***', '139****1111'])
  const answer = await clerk.ask<{ answers: object }>('GET', `/surveys/${id}/households/${first?.id}`)
  assert.doesNotMatch(JSON.stringify(answer.body.answers), /1390000|高血压/)
  const decide = (changeIds: string[], take: boolean, why = '') =>
    clerk.ask<{ decided: number }>('POST', `/surveys/${id}/changes/decide`, { changeIds, take, why })
  const ids = anew.map((one) => one.id)
  assert.equal((await decide(ids, false)).status, 400)
  assert.equal((await leader.ask('POST', `/surveys/${id}/changes/decide`, { changeIds: ids, take: true })).status, 403)
  const heating = anew.find((one) => one.fact === 'heating')?.id ?? ''
  assert.equal((await decide([heating], false, '已入户核实，仍是自采暖')).status, 200)
  const rest = ids.filter((one) => one !== heating)
  assert.deepEqual((await decide(rest, true)).body, { decided: 4 })
  assert.equal((await decide(rest, true)).status, 409)
  type Family = {
    registeredOn: string
    annualIncomeFen: string
    monthlyPerCapitaFen: string
    heating: string | null
    housingAreaSquareDecimetres: number
    amounts: { kind: string; annualFen: string }[]
    people: { phone: string; hasHealth: boolean }[]
  }
  const { body } = await clerk.ask<Family>('GET', `/households/${first?.id}`)
  assert.deepEqual(
    [body.annualIncomeFen, body.monthlyPerCapitaFen, body.heating, body.housingAreaSquareDecimetres],
    ['1300000', '21667', null, 6050],
  )
  assert.deepEqual(
    body.amounts.map(({ kind, annualFen }) => [kind, annualFen]),
    [['reported_total', '1300000']],
  )
  assert.deepEqual(body.people.map(({ phone, hasHealth }) => [phone, hasHealth])[0], ['139****1111', true])
  type History = { rows: { field: string; oldValue: string | null; why: string | null; from: string }[] }
  const told = (await clerk.ask<History>('GET', `/households/${first?.id}/history`)).body.rows
  const income = told.find((row) => row.field === 'annualIncomeFen')
  // It cannot hold from a day before the file was opened, which is today.
  assert.deepEqual([income?.oldValue, income?.from], ['1000000', body.registeredOn])
  assert.match(income?.why ?? '', /入户核对/)
  // The rest of the families in the background; a file that moved on is left to be decided.
  for (const family of [second, third]) assert.equal((await enter(family?.id, { earned: '15000' })).status, 200)
  const page = await clerk.ask<{ version: number }>('GET', `/households/${third?.id}`)
  const amounts = [{ side: 'income', kind: 'wage', annualFen: '1700000' }]
  const household = { areaCode: '231221001000', size: 2, amounts }
  const moved = { version: page.body.version, household, why: '年审' }
  assert.equal((await clerk.ask('PUT', `/households/${third?.id}`, moved)).status, 200)
  assert.deepEqual((await clerk.ask('POST', `/surveys/${id}/changes/take-all`, {})).body, { open: 2 })
  await until('the files written', async () => (await changesOf(id)).length === 1)
  assert.deepEqual(
    (await changesOf(id)).map(({ householdId, movedOn }) => [householdId, movedOn]),
    [[third?.id, true]],
  )
  const after = await clerk.ask<Family>('GET', `/households/${second?.id}`)
  assert.equal(after.body.annualIncomeFen, '1500000')
  for (const list of ['changes', 'households'])
    assert.equal((await clerk.ask<unknown>('GET', `/surveys/${id}/${list}/export`)).status, 200)
})

test('families that are not on file are entered, filed from there, and led to their file when they have one', async () => {
  const made = await clerk.ask<{ id: string }>('POST', '/surveys', { ...draft, name: '档外排查' })
  const { id } = made.body
  const number = inventedNumber()
  const entry = { name: '何安', areaCode: '231202001000', identityNumber: number, askedOn: '2026-11-20' }
  const more = { size: 3, answers: { annual_income: '8000' }, needs: [{ item: '棉被', quantity: '1', unit: '床' }] }
  const outside = await clerk.ask('POST', `/surveys/${id}/found`, { ...entry, areaCode: '110101000000', answers: {} })
  assert.equal(outside.status, 400)
  for (const _ of [1, 2])
    assert.equal((await clerk.ask('POST', `/surveys/${id}/found`, { ...entry, ...more })).status, 200)
  type Found = { rows: { id: string; name: string; identityNumber: string }[] }
  const found = async () => (await clerk.ask<Found>('GET', `/surveys/${id}/found`)).body.rows
  const [family, ...others] = await found()
  assert.deepEqual([family?.name, others.length], ['何安', 0])
  assert.doesNotMatch(family?.identityNumber ?? '', new RegExp(number))
  const file = (answerId = '') =>
    clerk.ask<{ householdId: string; linked: boolean }>('POST', `/surveys/${id}/found/${answerId}/file`)
  const filed = await file(family?.id)
  assert.equal(filed.status, 200, JSON.stringify(filed.body))
  type Family = { size: number; annualIncomeFen: string; people: { name: string }[] }
  const household = await clerk.ask<Family>('GET', `/households/${filed.body.householdId}`)
  assert.deepEqual([household.body.size, household.body.annualIncomeFen], [3, '800000'])
  assert.deepEqual([await found(), (await file(family?.id)).status], [[], 404])
  const get = await clerk.ask<{ counts: { surveyed: number; households: number } }>('GET', `/surveys/${id}`)
  assert.deepEqual([get.body.counts.surveyed, get.body.counts.households], [1, 5])
  assert.equal((await clerk.ask('POST', `/surveys/${id}/found`, { ...entry, ...more, address: '新址' })).status, 200)
  assert.equal((await file((await found())[0]?.id)).status, 409)
})

test('a helper enters answers of the own families from a phone, once or twice; a county sees the survey of its city', async () => {
  const made = await clerk.ask<{ id: string }>('POST', '/surveys', {
    ...draft,
    name: '手机填报',
    fromDay: '2026-11-01',
  })
  const { id } = made.body
  const helper = await server.signedIn(tenantId, 'helper')
  const [own, other] = families
  await inTenant(server, tenantId, (tx) => grantHousehold(tx, helper.membershipId, own?.id ?? ''))
  type Mine = { surveys: { id: string; families: { householdId: string; state: string }[] }[] }
  const mine = async () =>
    (await helper.ask<Mine>('GET', '/my/surveys')).body.surveys.find((survey) => survey.id === id)?.families
  assert.deepEqual(
    (await mine())?.map((one) => one.householdId),
    [own?.id],
  )
  const item = (householdId: string | undefined, answers: unknown) => ({
    id: randomUUIDv7(),
    kind: 'survey_answer',
    accountId: helper.accountId,
    madeAt: '2026-11-21T08:00:00.000Z',
    payload: { surveyId: id, householdId, answers, askedOn: '2026-11-21' },
  })
  const [sound, foreign, wrong] = [item(own?.id, { coal: '2' }), item(other?.id, {}), item(own?.id, { coal: '两吨' })]
  for (const _ of [1, 2]) {
    const answer = await helper.ask<{ receipts: { result: string }[] }>('POST', '/surveys/sync', {
      items: [sound, foreign, wrong, { id: 'broken' }],
    })
    assert.deepEqual(
      answer.body.receipts?.map((receipt) => receipt.result),
      ['stored', 'rejected', 'rejected', 'rejected'],
      JSON.stringify(answer.body),
    )
  }
  assert.deepEqual(
    (await mine())?.map((one) => one.state),
    ['surveyed'],
  )
  assert.equal((await helper.ask('GET', `/surveys/${id}/changes`)).status, 403)
  const county = await server.signedIn(tenantId, 'clerk', '231221000000')
  const seen = await county.ask<{ rows: Row[] }>('GET', `/surveys/${id}/households`)
  assert.deepEqual(
    seen.body.rows.map((row) => row.householdId).sort(),
    families
      .slice(2)
      .map((family) => family.id)
      .sort(),
  )
  const countyLeader = await server.signedIn(tenantId, 'leader', '231221000000')
  assert.equal((await countyLeader.ask('POST', `/surveys/${id}/sign`, { version: 1 })).status, 403)
})
