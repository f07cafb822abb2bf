import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { RoundReport } from './model.ts'

let server: TestServer
let tenantId: string
let clerk: Person

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
  }
  await clerk.ask('POST', '/organisations', {
    name: '甲厂',
    kind: 'enterprise',
    enterpriseState: 'in_hardship',
    areaCode: '231202000000',
  })
})
after(() => server.close())

const period = 'from=2026-01-01&to=2026-12-31'

test('every figure of the report equals the total of the list that it opens', async () => {
  const report = await clerk.ask<RoundReport>('GET', `/reports/round?${period}`)
  assert.equal(report.status, 200, JSON.stringify(report.body))
  const value = new Map(report.body.figures.map((figure) => [figure.key, figure.value]))
  assert.deepEqual(
    [value.get('households'), value.get('persons'), value.get('cash'), value.get('enterprises')],
    ['3', '6', '60150', '1'],
  )
  const totals: Record<string, { path: string; key: string }> = {
    households: { path: '/households/total', key: 'total' },
    pairs: { path: '/pairs/total', key: 'total' },
    unpaired: { path: '/pairs/total', key: 'total' },
    cadres: { path: '/helpers/total', key: 'total' },
    social: { path: '/helpers/total', key: 'total' },
    enterprises: { path: '/organisations/total', key: 'total' },
    visits: { path: '/visits/total', key: 'total' },
    visited: { path: '/visits/total', key: 'households' },
    requests: { path: '/requests/total', key: 'total' },
    aidLines: { path: '/aid/total', key: 'total' },
    cash: { path: '/aid/total', key: 'cashFen' },
    eligibleNotEnrolled: { path: '/policies/results/total', key: 'total' },
  }
  for (const figure of report.body.figures) {
    const total = totals[figure.key]
    if (!total) continue
    const query = figure.link.split('?')[1]
    const answer = await clerk.ask<Record<string, unknown>>('GET', `${total.path}${query ? `?${query}` : ''}`)
    assert.equal(String(answer.body[total.key]), figure.value, `${figure.key}: ${JSON.stringify(answer.body)}`)
  }
  assert.deepEqual(
    report.body.counties.map((line) => [line.areaName, line.households, line.unpaired]),
    [
      ['北林区', 2, 2],
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
