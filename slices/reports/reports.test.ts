import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { addDays, dayOf } from '../../core/date.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { HelperKind } from '../pairing/model.ts'
import type { RoundReport } from './model.ts'

let server: TestServer
let tenantId: string
let clerk: Person

const families: string[] = []
const today = dayOf(new Date())

async function made(path: string, body: unknown): Promise<string> {
  const answer = await clerk.ask<{ id: string }>('POST', path, body)
  assert.equal(answer.status, 200, `${path} ${JSON.stringify(answer.body)}`)
  return answer.body.id
}

/** A cadre of a unit stands by two of the families; one was visited twice, the other before that and long ago. */
async function helpAndVisit(): Promise<void> {
  const organisationId = await made('/organisations', {
    name: '市财政局',
    kind: 'party_government',
    areaCode: '231200000000',
  })
  const cadre = { kind: 'cadre', name: '钱七', areaCode: '231202000000', capacity: 3, organisationId }
  const helperId = await made('/helpers', cadre)
  for (const householdId of families.slice(0, 2)) await made('/pairs', { householdId, helperId, since: '2026-01-05' })
  const seen = { marks: ['steady'], text: '' }
  for (const [householdId, visitedOn] of [
    [families[0], today],
    [families[0], addDays(today, -3)],
    [families[1], addDays(today, -60)],
  ]) {
    const visit = { id: randomUUID(), householdId, visitedOn, visitorText: '钱七', living: seen }
    await made('/visits', visit)
  }
  await made('/requests', { householdId: families[2], kind: 'job', text: '想找活' })
  const goods = {
    kind: 'comfort_goods',
    source: 'society',
    item: '大米',
    quantity: '10',
    unit: '公斤',
    valueFen: '6000',
  }
  await made('/aid', { householdId: families[2], givenOn: '2026-03-02', ...goods })
}

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  for (const areaCode of ['231202000000', '231202000000', '231221000000']) {
    const family = await clerk.ask<{ id: string }>('POST', '/households', {
      household: { areaCode, size: 2 },
      people: [{ name: '赵六', relation: '02' }],
    })
    await clerk.ask('POST', '/aid', {
      householdId: family.body.id,
      givenOn: '2026-03-01',
      kind: 'comfort_grant',
      source: 'union',
      amountFen: '20050',
    })
    families.push(family.body.id)
  }
  await made('/organisations', {
    name: '甲厂',
    kind: 'enterprise',
    enterpriseState: 'in_hardship',
    areaCode: '231202000000',
  })
  await helpAndVisit()
})
after(() => server.close())

const period = 'from=2026-01-01&to=2026-12-31'

// What a list says of itself besides how many rows it has.
const sums: Record<string, string> = { persons: 'persons', cash: 'cashFen', goodsValue: 'goodsValueFen' }
const totalPaths: Record<string, string> = { '/policies/due': '/policies/results/total' }

/** What the list behind a link counts: its total where it has one, its rows otherwise. */
async function counted(link: string, key: string): Promise<string> {
  const [path = '', query = ''] = link.split('?')
  if (path === '/visits/families' || path === '/reports/units') {
    const answer = await clerk.ask<{ rows: unknown[]; more: boolean }>('GET', `${path}?${query}`)
    assert.equal(answer.body.more, false)
    return String(answer.body.rows.length)
  }
  const answer = await clerk.ask('GET', `${totalPaths[path] ?? `${path}/total`}?${query}`)
  assert.equal(answer.status, 200, `${link} ${JSON.stringify(answer.body)}`)
  return String(answer.body[sums[key] ?? 'total'])
}

test('every figure of the report equals the total of the list that it opens', async () => {
  const report = await clerk.ask<RoundReport>('GET', `/reports/round?${period}`)
  assert.equal(report.status, 200, JSON.stringify(report.body))
  const value = new Map(report.body.figures.map((figure) => [figure.key, figure.value]))
  assert.deepEqual(
    [value.get('households'), value.get('persons'), value.get('cash'), value.get('enterprises')],
    ['3', '6', '60150', '1'],
  )
  for (const figure of report.body.figures)
    assert.equal(await counted(figure.link ?? '', figure.key), figure.value, `${figure.key} ${figure.link}`)
  assert.deepEqual(
    ['pairs', 'unpaired', 'units', 'cadres', 'visits', 'visited', 'notVisited'].map((key) => value.get(key as never)),
    ['2', '1', '1', '1', '3', '2', '1'],
  )
  assert.deepEqual(
    report.body.counties.map((line) => [line.areaName, line.households, line.unpaired]),
    [
      ['北林区', 2, 0],
      ['望奎县', 1, 1],
    ],
  )
})

test('the Word document holds the same figures, and a county sees its own', async () => {
  const word = await server.application.http.inject({
    url: `/api/reports/round/word?${period}`,
    headers: { cookie: clerk.cookie },
  })
  assert.equal(word.statusCode, 200, word.body)
  const text = documentXml(word.rawPayload)
  assert.match(text, /建档困难家庭 3 户/)
  assert.match(text, /601\.50 元/)
  assert.match(text, /望奎县/)
  assert.doesNotMatch(text, /[{}]/)
  const county = await server.signedIn(tenantId, 'leader', '231221000000')
  const own = await county.ask<RoundReport>('GET', `/reports/round?${period}`)
  assert.equal(own.body.figures.find((figure) => figure.key === 'households')?.value, '1')
  assert.equal((await clerk.ask('GET', '/reports/round?from=2026-02-01&to=2026-01-01')).status, 400)
  const helper = await server.signedIn(tenantId, 'helper')
  assert.equal((await helper.ask('GET', `/reports/round?${period}`)).status, 403)
})

test('a report is repeated as it was known on a day, whatever was recorded or corrected since', async () => {
  const report = async (more = '') => (await clerk.ask<RoundReport>('GET', `/reports/round?${period}${more}`)).body
  const now = await report()
  const same = await report(`&knownOn=${today}`)
  // As known today it says what the lists of today say, figure by figure, county by county, name by name.
  const values = (one: RoundReport) =>
    one.figures.filter(({ key }) => !same.notRepeatable.includes(key)).map(({ key, value }) => [key, value])
  assert.deepEqual(values(same), values(now))
  assert.deepEqual(same.notRepeatable, ['enterprises', 'eligibleNotEnrolled'])
  assert.deepEqual([same.counties, same.missed], [now.counties, now.missed])
  // Everything was recorded yesterday; what happens today is not in the report of yesterday.
  const yesterday = addDays(today, -1)
  await inTenant(server, tenantId, async (tx) => {
    for (const [table, column] of [
      ['household', 'created_at'],
      ['pair', 'created_at'],
      ['pair', 'updated_at'],
      ['request', 'created_at'],
    ])
      await tx.run(`update ${table} set ${column} = ${column} - interval '2 days' where tenant_id = $1`, [tenantId])
    await tx.run(`update household set registered_on = '2026-01-01' where tenant_id = $1`, [tenantId])
    await tx.run(`update request set raised_on = raised_on - 2 where tenant_id = $1`, [tenantId])
  })
  const [first] = families
  const page = await clerk.ask<{ version: number }>('GET', `/households/${first}`)
  const withdrawn = { version: page.body.version, why: '已脱困' }
  assert.equal((await clerk.ask('POST', `/households/${first}/withdraw`, withdrawn)).status, 200)
  // A county that now says once a year is asked by the rhythm it had then.
  const reviewer = await server.signedIn(tenantId, 'reviewer')
  const days = Object.fromEntries(HelperKind.options.map((kind) => [kind, 365]))
  const yearly = { area: '231200000000', version: 0, days, note: '' }
  assert.equal((await reviewer.ask('PUT', '/visit-rhythm', yearly)).status, 200)
  const past = await report(`&knownOn=${yesterday}`)
  const value = (one: RoundReport, key: string) => one.figures.find((figure) => figure.key === key)?.value
  assert.deepEqual(
    ['households', 'persons', 'pairs', 'unpaired', 'requests', 'visits', 'cash', 'notVisited'].map((key) =>
      value(past, key),
    ),
    ['3', '6', '2', '1', '1', '0', '0', '2'],
  )
  assert.equal(value(await report(), 'notVisited'), '0')
  assert.equal(value(await report(), 'households'), '2')
  assert.equal(
    past.figures.every((figure) => figure.link === null),
    true,
  )
  assert.equal((await clerk.ask('GET', `/reports/round?${period}&knownOn=${addDays(today, 1)}`)).status, 400)
  const word = await server.application.http.inject({
    url: `/api/reports/round/word?${period}&knownOn=${yesterday}`,
    headers: { cookie: clerk.cookie },
  })
  assert.match(documentXml(word.rawPayload), /当时的登记重出.*建档困难家庭 3 户/)
})

/** The body of a docx: the entry word/document.xml of the zip. */
function documentXml(bytes: Buffer): string {
  const at = bytes.lastIndexOf('word/document.xml')
  const entry = at - 46
  const offset = bytes.readUInt32LE(entry + 42)
  const size = bytes.readUInt32LE(entry + 20)
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  return inflateRawSync(bytes.subarray(start, start + size))
    .toString('utf8')
    .replace(/<[^>]+>/g, '')
}
