import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { dayOf } from '../../core/date.ts'
import { checkCharacter } from '../../core/identity-number.ts'
import { cellName } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { openZip } from '../../engines/roster/zip.ts'
import { wholeTenant, withScope } from '../../platform/server/database.ts'
import { blankWorkbook } from '../../tests/roster/blank-forms.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import * as store from './store.ts'
import { formsTasks } from './tasks.ts'

let server: TestServer
let tenantId: string
let clerk: Awaited<ReturnType<TestServer['signedIn']>>
const households: string[] = []
const today = dayOf(new Date())

const numbers = ['23120219700101997', '23120219700101999', '23128119700101997'].map(
  (first) => first + checkCharacter(first),
)

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  for (const [index, areaCode] of ['231202000000', '231202000000', '231281000000'].entries())
    households.push(await household(index, areaCode))
  const aid = { householdId: households[0], givenOn: '2026-11-01', kind: 'comfort_grant', amountFen: '120050' }
  const given = await clerk.ask('POST', '/aid', { ...aid, source: 'union', giverText: '市总工会' })
  assert.equal(given.status, 200, JSON.stringify(given.body))
})
after(() => server.close())

async function household(index: number, areaCode: string): Promise<string> {
  const person = {
    name: `对象${'甲乙丙'[index]}`,
    relation: '02',
    sex: 1,
    birthDate: '1970-01-01',
    identityNumber: numbers[index],
    phone: '13945500016',
  }
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: {
      areaCode,
      size: 1,
      category: 'severe',
      causes: ['illness'],
      address: index === 1 ? null : '=1+1 号',
      amounts: [{ side: 'income', kind: 'reported_total', personId: null, annualFen: '1234500' }],
    },
    people: [person],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

const roster = () =>
  blankWorkbook([
    {
      name: '花名册',
      rows: [
        ['困难家庭情况表（单位：万元）', '', '', '', '', '', ''],
        ['序号', '姓名', '身份证号', '家庭住址', '家庭年收入', '累计帮扶金额', '特殊情形'],
        ['', '', '', '', '', '', ''],
        ['合计', '', '', '', '=SUM(E3:E3)', '=SUM(F3:F3)', ''],
      ],
      merges: ['A1:G1'],
    },
  ])

async function upload(who: Person, bytes: Buffer, name = '困难家庭情况表.xlsx') {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  const encoded = new Response(form)
  return who.ask<{ id: string }>('POST', '/forms', Buffer.from(await encoded.arrayBuffer()), {
    'content-type': encoded.headers.get('content-type') as string,
  })
}

type Shown = {
  state: string
  periods: { from: string }[]
  asksPeriod: boolean
  shape: string | null
  problem: { zh: string } | null
  parts: {
    rowOf: string | null
    listKey: string | null
    columns: { key: string; field: string | null; confidence: number }[]
  }[]
}
type Filled = {
  state: string
  periods: { from: string }[]
  problem: { zh: string } | null
  households: number
  fileName: string
  gaps: { header: string; field: string | null; reason: string; count: number; families: { headName: string }[] }[]
}

async function until<Body extends { state: string }>(who: Person, path: string, states: string[]): Promise<Body> {
  for (let tries = 0; tries < 300; tries++) {
    const { body } = await who.ask<Body>('GET', path)
    if (states.includes(body.state)) return body
    await wait(100)
  }
  return assert.fail(`${path} never got there`)
}

async function ready(who: Person, bytes: Buffer): Promise<{ id: string; form: Shown }> {
  const { status, body } = await upload(who, bytes)
  assert.equal(status, 200, JSON.stringify(body))
  return { id: body.id, form: await until<Shown>(who, `/forms/${body.id}`, ['ready', 'unreadable']) }
}

async function filled(who: Person, id: string, more: object): Promise<{ id: string; filling: Filled }> {
  const asked = { selection: { kind: 'filter' }, purpose: '季度上报', ...more }
  const { status, body } = await who.ask<{ id: string }>('POST', `/forms/${id}/fillings`, asked)
  assert.equal(status, 200, JSON.stringify(body))
  return { id: body.id, filling: await until<Filled>(who, `/form-fillings/${body.id}`, ['done', 'failed']) }
}

const download = (who: Person, id: string) =>
  server.application.http.inject({ url: `/api/form-fillings/${id}/file`, headers: { cookie: who.cookie } })

async function cells(bytes: Buffer): Promise<Map<string, unknown>> {
  const book = await readXlsx(bytes, defaultLimits)
  const rows = book.sheets[0]?.rows ?? []
  return new Map(rows.flatMap(({ number, cells: row }) => row.map((cell, column) => [cellName(column, number), cell])))
}

test('a form is recognised, filled from the registry and the aid ledger, and says what is missing and to whom', async () => {
  const { id, form } = await ready(clerk, await roster())
  assert.deepEqual([form.state, form.shape], ['ready', 'list'])
  assert.deepEqual(
    form.parts[0]?.columns.map(({ field }) => field),
    ['serial', 'name', 'id_number', 'address', 'annual_income', 'aid_total', null],
  )
  const { id: filling, filling: done } = await filled(clerk, id, { fullNumbers: true })
  assert.equal(done.state, 'done', JSON.stringify(done.problem))
  assert.equal(done.households, 3)
  assert.deepEqual(
    done.gaps.map(({ header, reason, count, families }) => [
      header,
      reason,
      count,
      families.map((one) => one.headName),
    ]),
    [
      ['家庭住址', 'missing', 1, ['对象乙']],
      ['特殊情形', 'unmapped', 0, ['对象甲', '对象乙', '对象丙']],
    ],
  )
  const answer = await download(clerk, filling)
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['content-disposition']), /\.xlsx$/)
  const found = await cells(answer.rawPayload)
  assert.deepEqual([found.get('B3'), found.get('C3'), found.get('D3')], ['对象甲', numbers[0], '=1+1 号'])
  assert.deepEqual([found.get('E3'), found.get('F3'), found.get('F4')], [1.2345, 0.12005, 0])
  assert.equal(found.get('A6'), '合计')
})

test('numbers are masked unless they are asked for; a leader may fill but not take whole numbers out', async () => {
  const { id } = await ready(clerk, await roster())
  const { id: filling } = await filled(clerk, id, {})
  const found = await cells((await download(clerk, filling)).rawPayload)
  assert.equal(found.get('C3'), `2312**********${numbers[0]?.slice(-4)}`)
  const leader = await server.signedIn(tenantId, 'leader')
  const refused = await leader.ask('POST', `/forms/${id}/fillings`, {
    selection: { kind: 'filter' },
    purpose: '看看',
    fullNumbers: true,
  })
  assert.equal(refused.status, 403)
  assert.equal((await filled(leader, id, {})).filling.state, 'done')
  const auditor = await server.signedIn(tenantId, 'auditor')
  assert.equal((await auditor.ask('GET', '/forms')).status, 403)
  const entries = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ facts: { purpose?: string } }>(
      `select facts from audit_entry where tenant_id = $1 and event = 'forms.fill' and outcome = 'done' order by at`,
      [tenantId],
    ),
  )
  assert.equal(entries[0]?.facts.purpose, '季度上报')
})

test('a county fills its own families only; what somebody filled is nobody else’s; another tenant sees nothing', async () => {
  const { id } = await ready(clerk, await roster())
  const county = await server.signedIn(tenantId, 'clerk', '231281000000')
  const own = await filled(county, id, { selection: { kind: 'households', ids: households } })
  assert.equal(own.filling.households, 1)
  assert.equal((await cells((await download(county, own.id)).rawPayload)).get('B3'), '对象丙')
  assert.equal((await clerk.ask('GET', `/form-fillings/${own.id}`)).status, 404)
  assert.equal((await download(clerk, own.id)).statusCode, 404)
  const outside = await filled(county, id, { selection: { kind: 'households', ids: [households[0]] } })
  assert.equal(outside.filling.state, 'failed')
  assert.match(outside.filling.problem?.zh ?? '', /没有可以填的家庭/)
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await other.ask('GET', `/forms/${id}`)).status, 404)
  assert.equal(
    (await other.ask('POST', `/forms/${id}/fillings`, { selection: { kind: 'filter' }, purpose: '试试' })).status,
    404,
  )
  assert.equal((await download(other, own.id)).statusCode, 404)
})

test('what was chosen for a heading is remembered for every later form of the organisation', async () => {
  const { id, form } = await ready(clerk, await roster())
  const key = form.parts[0]?.columns.at(-1)?.key ?? ''
  const wrong = await clerk.ask('PUT', `/forms/${id}/headings`, { chosen: { [key]: 'no_such_fact' } })
  assert.equal(wrong.status, 400)
  assert.equal((await clerk.ask('PUT', `/forms/${id}/headings`, { chosen: { 别的: 'name' } })).status, 400)
  assert.equal((await clerk.ask('PUT', `/forms/${id}/headings`, { chosen: { [key]: 'main_cause' } })).status, 200)
  const later = await blankWorkbook([
    {
      name: '另一份',
      rows: [
        ['姓名', '身份证号', '特殊情形'],
        ['', '', ''],
      ],
    },
  ])
  const second = await ready(clerk, later)
  const column = second.form.parts[0]?.columns.at(-1)
  assert.deepEqual([column?.field, column?.confidence], ['main_cause', 1])
  const other = await server.signedIn(await server.tenant(), 'clerk')
  const theirs = await ready(other, later)
  assert.equal(theirs.form.parts[0]?.columns.at(-1)?.field, null)
})

test('a card is filled for one family, and for several as a zip; the same file is one form; nonsense says so', async () => {
  const card = await blankWorkbook([
    {
      name: '档案表',
      rows: [
        ['困难职工档案表', '', '', ''],
        ['姓名', '', '性别', '□男 □女'],
        ['身份证号', '', '困难类别', ''],
        ['家庭住址', '', '联系电话', ''],
      ],
    },
  ])
  const { id, form } = await ready(clerk, card)
  assert.equal(form.shape, 'card')
  assert.equal((await upload(clerk, card)).body.id, id)
  const one = await filled(clerk, id, { selection: { kind: 'households', ids: [households[0]] }, fullNumbers: true })
  const found = await cells((await download(clerk, one.id)).rawPayload)
  assert.deepEqual([found.get('B2'), found.get('D2'), found.get('B3')], ['对象甲', '☑男 □女', numbers[0]])
  const many = await filled(clerk, id, {})
  assert.match(many.filling.fileName, /\.zip$/)
  assert.equal(openZip((await download(clerk, many.id)).rawPayload, defaultLimits).entries.size, 3)
  const nonsense = await ready(clerk, Buffer.from('%PDF-1.7 something'))
  assert.equal(nonsense.form.state, 'unreadable')
  assert.match(nonsense.form.problem?.zh ?? '', /只支持 xlsx 和 docx/)
  const { body } = await clerk.ask<{ rows: unknown[] }>('GET', '/forms')
  assert.ok(body.rows.length >= 4)
})

test('whose list it is can be said where it was recognised otherwise, and is remembered for the next one', async () => {
  const list = (title: string) =>
    blankWorkbook([
      {
        name: '名册',
        rows: [
          [title, '', ''],
          ['序号', '姓名', '家庭住址'],
          ['', '', ''],
        ],
        merges: ['A1:C1'],
      },
    ])
  const { id, form } = await ready(clerk, await list('2026年三季度受助对象名册'))
  const [part] = form.parts
  assert.equal(part?.rowOf, 'family')
  const listKey = part?.listKey ?? ''
  assert.equal((await clerk.ask('PUT', `/forms/${id}/headings`, { chosen: { [listKey]: 'address' } })).status, 400)
  assert.equal((await clerk.ask('PUT', `/forms/${id}/headings`, { chosen: { [listKey]: 'aided' } })).status, 200)
  const next = await ready(clerk, await list('2026年四季度受助对象名册'))
  assert.equal(next.form.parts[0]?.rowOf, 'aided')
  const { id: filling, filling: done } = await filled(clerk, next.id, {})
  const found = await cells((await download(clerk, filling)).rawPayload)
  assert.deepEqual([found.get('B3'), found.get('B4')], ['对象甲', undefined])
  assert.deepEqual(
    done.gaps.map(({ reason, count, families }) => [reason, count, families.map((one) => one.headName)]),
    [['no_list', 2, ['对象乙', '对象丙']]],
  )
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await ready(other, await list('2026年四季度受助对象名册'))).form.parts[0]?.rowOf, 'family')
})

test('a filling is stopped by whoever began it: nothing is kept, and the queue does not take it up again', async () => {
  const { id } = await ready(clerk, await roster())
  const filling = randomUUIDv7()
  const { services } = server.application
  const { accountId, membershipId } = clerk
  const scope = { ...wholeTenant(tenantId), accountId, membershipId }
  const waiting = {
    id: filling,
    formId: id,
    selection: { kind: 'filter' as const },
    purpose: '试填',
    fullNumbers: false,
  }
  await withScope(services.database, scope, (tx) => store.addFilling(tx, waiting))
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', `/form-fillings/${filling}/stop`)).status, 404)
  assert.equal((await clerk.ask('POST', `/form-fillings/${filling}/stop`)).status, 200)
  await formsTasks['forms.fill']?.(services, scope, { fillingId: filling })
  const { body } = await clerk.ask<Filled & { hasFile: boolean }>('GET', `/form-fillings/${filling}`)
  assert.deepEqual([body.state, body.hasFile, body.problem?.zh], ['failed', false, '已停止填表，没有留下文件。'])
  const done = await filled(clerk, id, {})
  assert.equal((await clerk.ask('POST', `/form-fillings/${done.id}/stop`)).status, 200)
  assert.equal((await clerk.ask<Filled>('GET', `/form-fillings/${done.id}`)).body.state, 'done')
})

test('statistics of a period: aid and new families within it, and who went off file since, by the choice of the officer', async () => {
  const own = await server.tenant()
  const officer = await server.signedIn(own, 'clerk')
  const ids: string[] = []
  for (const index of [0, 1]) {
    const people = [{ name: `对象${'甲乙'[index]}`, relation: '02', identityNumber: numbers[index] }]
    const made = await officer.ask<{ id: string }>('POST', '/households', {
      household: { areaCode: '231202000000', size: 1 },
      people,
    })
    ids.push(made.body.id)
    const aid = {
      householdId: made.body.id,
      givenOn: today,
      kind: 'comfort_grant',
      amountFen: '120050',
      source: 'union',
    }
    assert.equal((await officer.ask('POST', '/aid', { ...aid, giverText: '市总工会' })).status, 200)
  }
  const { body: page } = await officer.ask<{ version: number }>('GET', `/households/${ids[1]}`)
  const gone = await officer.ask('POST', `/households/${ids[1]}/withdraw`, { version: page.version, why: '迁出' })
  assert.equal(gone.status, 200, JSON.stringify(gone.body))
  const { id, form } = await ready(
    officer,
    await blankWorkbook([
      {
        name: '月报',
        rows: [
          ['困难职工帮扶情况月报表（   年  月）', '', '', '', ''],
          ['地区', '新增户数', '退出户数', '救助户数', '救助金额（元）'],
          ['北林区', '', '', '', ''],
          ['合计', '', '', '', ''],
        ],
      },
    ]),
  )
  assert.deepEqual([form.asksPeriod, form.periods], [true, []])
  const [year = 0, month = 0] = today.split('-').map(Number)
  const done = await filled(officer, id, { period: { year, first: month, last: month } })
  assert.equal(done.filling.periods[0]?.from, `${today.slice(0, 7)}-01`)
  const found = await cells((await download(officer, done.id)).rawPayload)
  assert.deepEqual(
    ['B4', 'C4', 'D4', 'E4'].map((place) => found.get(place)),
    [2, 1, 2, 2401],
  )
  const open = await filled(officer, id, {})
  assert.deepEqual(open.filling.periods, [])
  assert.ok(open.filling.gaps.some(({ reason }) => reason === 'period'))
  assert.equal((await cells((await download(officer, open.id)).rawPayload)).get('D4'), undefined)
  const before = await filled(officer, id, { period: { year: year - 1, first: 1, last: 12 } })
  const none = await cells((await download(officer, before.id)).rawPayload)
  assert.deepEqual(
    ['B4', 'C4', 'D4', 'E4'].map((place) => none.get(place)),
    [0, 0, 0, 0],
  )
})
