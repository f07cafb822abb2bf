import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { download, sheetRows } from '../../tests/support/workbooks.ts'
import type { AuditRow } from './model.ts'

let server: TestServer
let clerk: Person
let auditor: Person

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  auditor = await server.signedIn(tenantId, 'audit_administrator')
})
after(() => server.close())

test('the audit trail is narrowed to what was refused, in the list, its number and its file', async () => {
  assert.equal((await clerk.ask('GET', '/audit')).status, 403)
  const family = { household: { areaCode: '231202001000', size: 1 }, people: [{ name: '审计一', relation: '02' }] }
  assert.equal((await clerk.ask('POST', '/households', family)).status, 200)
  const rows = async (query: string) =>
    (await auditor.ask<{ rows: AuditRow[] }>('GET', `/audit?limit=200${query}`)).body.rows
  const refused = await rows('&outcome=refused')
  assert.deepEqual(
    refused.map((row) => [row.event, row.outcome]),
    [['audit.list', 'refused']],
  )
  const done = await rows('&outcome=done')
  assert.ok(done.some((row) => row.event === 'registry.create') && done.every((row) => row.outcome === 'done'))
  const total = await auditor.ask<{ total: number }>('GET', '/audit/total?outcome=refused')
  assert.equal(total.body.total, 1)
  const file = await sheetRows(await download(server, auditor, '/audit/export?outcome=refused&columns=outcome'))
  assert.ok(file.slice(1).length === 1 && file[1]?.includes('被拒绝'), JSON.stringify(file))
  assert.equal((await auditor.ask('GET', '/audit?outcome=perhaps')).status, 400)
})
