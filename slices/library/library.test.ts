import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { Document, Gap } from './model.ts'

let server: TestServer
let tenantId: string
let clerk: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const list = async (who = clerk) => (await who.ask<{ rows: Document[] }>('GET', '/library/documents')).body.rows
const gaps = async () => (await clerk.ask<{ rows: Gap[] }>('GET', '/library/gaps')).body.rows
const draft = (more: object) => ({
  title: '示范意见',
  issuedOn: '2020-08-25',
  level: 'centre',
  region: '000000',
  ...more,
})

test('what the policies rest upon is filed once', async () => {
  const first = await clerk.ask<{ added: number }>('POST', '/library/adopt', {})
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.ok(first.body.added >= 10)
  assert.equal((await clerk.ask<{ added: number }>('POST', '/library/adopt', {})).body.added, 0)
  const dibao = (await list()).find((one) => one.policies.includes('dibao'))
  assert.deepEqual(
    [dibao?.title, dibao?.number, dibao?.issuer, dibao?.level],
    ['城市居民最低生活保障条例', '国务院令第271号', '国务院', 'centre'],
  )
})

test('a directive is a gap for every county until a measure below it is filed there', async () => {
  const directive = await clerk.ask<Document>('POST', '/library/documents', draft({ needs: 'county' }))
  assert.equal(directive.status, 200, JSON.stringify(directive.body))
  const before = await gaps()
  assert.ok(before.length > 1 && before.every((gap) => gap.documentId === directive.body.id))
  const city = draft({ title: '市实施办法', level: 'prefecture', region: '231200', implementsId: directive.body.id })
  const middle = await clerk.ask<Document>('POST', '/library/documents', city)
  assert.equal((await gaps()).length, before.length, 'a measure of the prefecture is none of the county')
  const county = draft({ title: '区实施细则', level: 'county', region: '231202', implementsId: middle.body.id })
  const measure = await clerk.ask<Document>('POST', '/library/documents', county)
  assert.equal(measure.body.regionName, '北林区')
  assert.equal((await gaps()).length, before.length - 1)
  const circle = { ...draft({ implementsId: measure.body.id }), version: directive.body.version }
  assert.equal((await clerk.ask('PUT', `/library/documents/${directive.body.id}`, circle)).status, 400)
  assert.equal((await clerk.ask('DELETE', `/library/documents/${middle.body.id}`)).status, 409)
  assert.equal((await clerk.ask('DELETE', `/library/documents/${measure.body.id}`)).status, 200)
  assert.equal((await gaps()).length, before.length)
})

test('levels, doubles, versions, permissions and other tenants are minded', async () => {
  const wrong = await clerk.ask('POST', '/library/documents', draft({ title: '错层级', region: '231202' }))
  assert.equal(wrong.status, 400)
  const one = await clerk.ask<Document>('POST', '/library/documents', draft({ title: '一份' }))
  assert.equal((await clerk.ask('POST', '/library/documents', draft({ title: '一份' }))).status, 409)
  const path = `/library/documents/${one.body.id}`
  const changed = draft({ title: '一份', summary: '摘要', version: one.body.version })
  assert.equal((await clerk.ask('PUT', path, changed)).status, 200)
  assert.equal((await clerk.ask('PUT', path, changed)).status, 409)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', '/library/documents', draft({ title: '二' }))).status, 403)
  assert.equal((await leader.ask('GET', path)).status, 200)
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await other.ask('GET', path)).status, 404)
  assert.deepEqual(await list(other), [])
})

test('the compendium is a PDF or a Word document', async () => {
  for (const [format, begins] of [
    ['pdf', '%PDF'],
    ['docx', 'PK'],
  ] as const) {
    const { status, headers, body } = await clerk.ask('GET', `/library/compendium/${format}`)
    assert.equal(status, 200, JSON.stringify(body))
    assert.match(String(headers['content-disposition']), new RegExp(`\\.${format}$`))
    assert.ok(begins.length > 0)
  }
})

test('the document itself is kept sealed, read by who may, removed; other kinds and strangers are turned away', async () => {
  const { id } = (await clerk.ask<Document>('POST', '/library/documents', draft({ title: '原件示例' }))).body
  const send = async (name: string, bytes: string, who = clerk) => {
    const form = new FormData()
    form.append('file', new File([bytes], name, { type: 'application/pdf' }))
    const encoded = new Response(form)
    return who.ask<Document>('POST', `/library/documents/${id}/files`, Buffer.from(await encoded.arrayBuffer()), {
      'content-type': encoded.headers.get('content-type') ?? '',
    })
  }
  const kept = await send('a.pdf', '%PDF-1.7 secret words')
  assert.deepEqual(
    [kept.status, kept.body.files[0]?.name, kept.body.files[0]?.bytes],
    [200, 'a.pdf', 21],
    JSON.stringify(kept.body),
  )
  assert.equal((await send('a.exe', 'x')).status, 400)
  assert.equal((await send('a.pdf', '')).status, 400)
  const { content } = await inTenant(server, tenantId, async (tx) => ({
    ...(await tx.row<{ content: Buffer }>('select content from library_file where tenant_id = $1', [tenantId])),
  }))
  assert.ok(!content?.includes('secret'), 'sealed')
  const path = `/library/files/${kept.body.files[0]?.id}`
  const read = await clerk.ask('GET', path)
  assert.equal(read.status, 200)
  assert.match(String(read.headers['content-disposition']), /attachment/)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.deepEqual([(await leader.ask('GET', path)).status, (await send('b.pdf', 'x', leader)).status], [200, 403])
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.deepEqual([(await stranger.ask('GET', path)).status, (await send('b.pdf', 'x', stranger)).status], [404, 404])
  assert.equal((await clerk.ask('DELETE', path)).status, 200)
  assert.equal((await clerk.ask('GET', path)).status, 404)
})
