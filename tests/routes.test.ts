import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import type { AnyContractProcedure } from '@orpc/contract'
import { contract } from '../apps/contract.ts'
import { routes } from '../apps/routes.ts'
import type { RouteMeta } from '../core/contract.ts'
import { addDays, dayOf } from '../core/date.ts'
import { mayRole, type Permission, permissions, Role } from '../core/permissions.ts'
import { writeAudit } from '../platform/server/audit.ts'
import { auditFactWords } from '../slices/accounts/audit-fact-messages.ts'
import { auditKindWords, auditVerbWords } from '../slices/accounts/audit-messages.ts'
import { inTenant, openTestServer, type Person, type TestServer } from './support/server.ts'

type Route = { name: string; method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; meta: RouteMeta }

/** Every entry of a router or contract, with its name. */
function entriesOf(router: object, prefix = ''): [string, AnyContractProcedure][] {
  return Object.entries(router).flatMap(([key, value]) =>
    '~orpc' in (value as object)
      ? [[`${prefix}${key}`, value as AnyContractProcedure] as [string, AnyContractProcedure]]
      : entriesOf(value as object, `${prefix}${key}.`),
  )
}

const root = resolve(import.meta.dirname, '..')
const sourceOf = (file: string) => readFileSync(resolve(root, file), 'utf8')

const all: Route[] = entriesOf(contract).map(([name, entry]) => ({
  name,
  method: (entry['~orpc'].route.method ?? 'POST') as Route['method'],
  path: String(entry['~orpc'].route.path),
  meta: entry['~orpc'].meta as RouteMeta,
}))

// A well-formed id that nobody has.
const nobodysId = '01999999-9999-7999-8999-999999999999'
const concrete = (path: string) => path.replace('{code}', '231202000000').replace(/\{\w+\}/g, nobodysId)

let server: TestServer
let tenantId: string
const people = new Map<Role, Person>()

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  for (const role of Role.options) people.set(role, await server.signedIn(tenantId, role))
})
after(() => server.close())

test('no version that is sent can be larger than what the database counts in', async () => {
  const document = (await server.application.http.inject('/openapi.json')).json() as object
  const versions: (Record<string, unknown> & { of: string })[] = []
  const walk = (part: object, of: string): void => {
    for (const [key, value] of Object.entries(part)) {
      if (typeof value !== 'object' || value === null) continue
      if (key === 'properties')
        for (const [name, schema] of Object.entries(value as object))
          if (/^(version|\w+Version)$/.test(name)) versions.push({ ...(schema as object), of: `${of} ${name}` })
      walk(value, of)
    }
  }
  for (const [path, methods] of Object.entries((document as { paths: Record<string, object> }).paths))
    for (const one of Object.values(methods)) if ('requestBody' in one) walk(one.requestBody, path)
  assert.ok(versions.length > 30, `${versions.length} versions`)
  const bounded = (schema: Record<string, unknown>): boolean =>
    Array.isArray(schema.anyOf)
      ? schema.anyOf.every((one) => one.type === 'null' || bounded(one))
      : Number(schema.maximum) <= 2_147_483_647
  assert.deepEqual(
    versions.filter((schema) => !bounded(schema)).map(({ of }) => of),
    [],
  )
})

test('router, contract and OpenAPI document name the same routes, each with permission, audit name and summary', async () => {
  assert.deepEqual(
    entriesOf(routes)
      .map(([name]) => name)
      .sort(),
    entriesOf(contract)
      .map(([name]) => name)
      .sort(),
  )
  assert.ok(all.length > 60, `${all.length} routes`)
  const document = (await server.application.http.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, unknown>>
  }
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(documented.sort(), all.map((route) => `${route.method} ${route.path}`).sort())
  assert.equal(new Set(documented).size, documented.length, 'no two routes share method and path')
  const audits = new Set<string>()
  for (const route of all) {
    assert.ok(route.meta.audit, route.name)
    assert.ok(['public', 'signed_in', ...Object.keys(permissions)].includes(route.meta.permission), route.name)
    audits.add(route.meta.audit)
  }
  assert.ok(audits.size > 50)
  const wordless = [...audits].filter((name) => {
    const [kind = '', verb = ''] = name.split('.')
    return !auditKindWords[kind] || !auditVerbWords[verb]
  })
  assert.deepEqual(wordless, [], 'every event has words for the page of the audit trail')
})

test('every fact that is kept with an event has a name for the page of the audit trail', () => {
  const facts = globSync('slices/*/*actions.ts', { cwd: root }).flatMap((file) =>
    [...sourceOf(file).matchAll(/act\.about\([^{\n]*\{([^{}]*)\}/g)].flatMap(([, inside = '']) =>
      inside.split(',').flatMap((part) => /^\s*([a-z]\w*)/i.exec(part)?.[1] ?? []),
    ),
  )
  assert.ok(new Set(facts).size > 50, `${new Set(facts).size} facts`)
  assert.deepEqual(
    [...new Set(facts)].filter((name) => !auditFactWords[name]),
    [],
  )
})

test('a stranger is turned away from every route that is not public', async () => {
  for (const route of all.filter((one) => one.meta.permission !== 'public')) {
    const answer = await server.stranger.ask<{ code: string }>(
      route.method,
      concrete(route.path),
      route.method === 'GET' ? undefined : {},
    )
    assert.deepEqual([answer.status, answer.body.code], [401, 'not_signed_in'], route.name)
  }
})

test('every role is turned away from every route whose permission it does not have, whatever it sends', async () => {
  let asked = 0
  for (const route of all) {
    const { permission } = route.meta
    if (permission === 'public' || permission === 'signed_in') continue
    for (const [role, person] of people) {
      if (mayRole(role, permission as Permission)) continue
      const answer = await person.ask<{ code: string }>(
        route.method,
        concrete(route.path),
        route.method === 'GET' ? undefined : { tenant_id: nobodysId },
      )
      assert.deepEqual([answer.status, answer.body.code], [403, 'forbidden'], `${route.name} as ${role}`)
      asked++
    }
  }
  assert.ok(asked > 200, `${asked} cells`)
})

test('an id that is none is answered like a record that is not there, to read and to change', async () => {
  const asked: string[] = []
  // A file of rules is called by its name, which may be any word.
  const byName = ['releasePolicy', 'discardPolicy', 'adoptSuggested', 'revertPolicy'].map((name) => `policies.${name}`)
  const withId = all.filter((one) => one.meta.permission !== 'public' && /\{(\w*[iI]d|code)\}/.test(one.path))
  for (const { name, method, path, meta } of withId.filter((one) => !byName.includes(one.name))) {
    const role = Role.options.find(
      (one) => meta.permission === 'signed_in' || mayRole(one, meta.permission as Permission),
    )
    if (!role || (method !== 'GET' && path.includes('{code}'))) continue
    const answer = await (people.get(role) as Person).ask<{ code: string; message: string }>(
      method,
      path.replace(/\{\w+\}/g, 'abc'),
      method === 'GET' ? undefined : {},
    )
    assert.deepEqual([answer.status, answer.body.code], [404, 'not_found'], name)
    assert.match(answer.body.message, /没有这条记录/, name)
    asked.push(name)
  }
  assert.ok(asked.length > 100, `${asked.length} routes`)
})

test('who may ask gets an answer of the small vocabulary, never a fault of ours, for an id nobody has and for nonsense', async () => {
  for (const route of all) {
    const { permission } = route.meta
    const role = Role.options.find(
      (one) => permission === 'public' || permission === 'signed_in' || mayRole(one, permission as Permission),
    )
    if (!role || route.name === 'session.signOut') continue
    const person = people.get(role) as Person
    for (const body of [{}, { unknown_field: 1 }, [], 'x']) {
      const query =
        route.method === 'GET'
          ? Array.isArray(body) || typeof body === 'string'
            ? '?limit=x'
            : '?unknown_field=1'
          : ''
      const answer = await person.ask<{ code?: string; message?: string }>(
        route.method,
        concrete(route.path) + query,
        route.method === 'GET' ? undefined : body,
        typeof body === 'string' ? { 'content-type': 'application/json' } : {},
      )
      assert.ok(answer.status < 500, `${route.name} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      if (answer.status >= 400) assert.ok(answer.body.message, route.name)
    }
  }
})

test('every list page exports its list: the same permission, and a workbook also where there is nothing yet', async () => {
  const pages = globSync('slices/*/web/*.tsx', { cwd: root }).filter((file) =>
    /<ListPage[\s<]|<ExportExcel/.test(sourceOf(file)),
  )
  assert.ok(pages.length > 30, `${pages.length} list pages`)
  for (const file of pages) {
    const [, said = ''] = /(?:exportPath|<ExportExcel path)=(?:"|\{`)([^"`]+)/.exec(sourceOf(file)) ?? []
    // What stands between braces has another name in the contract; the page of a survey says `here` for its own path.
    const shape = (path: string) =>
      path
        .replace(/\?.*$/, '')
        .replace(/\$?\{[^}]+\}/g, '{}')
        .replace(/^\{\}/, '/surveys/{}')
    const named = (path: string) => all.find((route) => route.method === 'GET' && shape(route.path) === path)
    const [exported, listed] = [named(shape(said)), named(shape(said).replace(/\/export$/, ''))]
    assert.ok(exported && listed, `${file} exports ${said || 'nothing'}`)
    assert.equal(exported.meta.permission, listed.meta.permission, file)
    if (exported.path.includes('{')) continue
    const role = Role.options.find((one) => mayRole(one, exported.meta.permission as Permission)) as Role
    const answer = await (people.get(role) as Person).ask('GET', exported.path)
    assert.deepEqual([answer.status, String(answer.body).slice(0, 2)], [200, 'PK'], exported.path)
  }
})

test('a form from another site, a body that is too large and one that is no JSON are refused with a sentence', async () => {
  const clerk = people.get('clerk') as Person
  const foreign = await server.application.http.inject({
    method: 'POST',
    url: '/api/households',
    headers: { cookie: clerk.cookie },
    payload: {},
  })
  assert.equal(foreign.statusCode, 403)
  const large = await clerk.ask<{ message: string }>('POST', '/households', { filler: 'x'.repeat(1_100_000) })
  assert.equal(large.status, 413)
  assert.match(large.body.message, /1 MB/)
  const chunked = await sendChunked(clerk)
  assert.equal(chunked, 413)
  const broken = await server.application.http.inject({
    method: 'POST',
    url: '/api/households',
    headers: { cookie: clerk.cookie, 'x-bangfu': '1', 'content-type': 'application/json' },
    payload: '{"a":',
  })
  assert.equal(broken.statusCode, 400)
  assert.match(broken.body, /无法识别/)
})

/** A body without a length, longer than the limit, through a real socket. */
async function sendChunked(clerk: Person): Promise<number> {
  const address = await server.application.http.listen({ host: '127.0.0.1', port: 0 })
  const stream = new ReadableStream({
    start(controller) {
      for (let piece = 0; piece < 30; piece++) controller.enqueue(new TextEncoder().encode('x'.repeat(65_536)))
      controller.close()
    },
  })
  const answer = await fetch(`${address}/api/households`, {
    method: 'POST',
    headers: { cookie: clerk.cookie, 'x-bangfu': '1', 'content-type': 'application/json' },
    body: stream,
    duplex: 'half',
  } as RequestInit)
  return answer.status
}

test('the audit trail is narrowed by person and day, the same in list, total and workbook', async () => {
  const auditor = people.get('auditor') as Person
  const other = await server.signedIn(tenantId, 'clerk')
  await other.ask('PUT', '/views', { list: 'households', name: '全部', search: '', columns: null })
  type Audit = { rows: { account: string; loginName: string; at: string; event: string }[] }
  const ask = async (filter: string) => {
    const list = await auditor.ask<Audit>('GET', `/audit?limit=200${filter}`)
    const { total } = (await auditor.ask<{ total: number }>('GET', `/audit/total?${filter}`)).body
    return { rows: list.body.rows, total, status: list.status }
  }
  const { loginName, displayName } = (
    await other.ask<{ account: { loginName: string; displayName: string } }>('GET', '/session')
  ).body.account
  const today = dayOf(new Date())
  for (const by of [loginName.toUpperCase(), displayName]) {
    const { rows, total } = await ask(`&by=${encodeURIComponent(by)}&event=views.`)
    assert.deepEqual(
      rows.map((row) => [row.account, row.loginName, row.event]),
      [[displayName, loginName, 'views.save']],
    )
    assert.equal(total, 1)
  }
  assert.deepEqual((await ask(`&accountId=${other.accountId}&event=views.`)).total, 1)
  const here = `&by=${loginName}&event=views.`
  assert.equal((await ask(`${here}&from=${today}&to=${today}`)).total, 1)
  for (const none of [`&to=${addDays(today, -1)}`, `&from=${addDays(today, 1)}`]) {
    const { rows, total } = await ask(here + none)
    assert.deepEqual([rows.length, total], [0, 0])
  }
  // The last minute of a day in Shanghai belongs to it, though it is another day in London.
  await inTenant(server, tenantId, (tx) =>
    writeAudit(tx, [
      {
        at: new Date('2026-03-05T15:59:59Z'),
        accountId: other.accountId,
        membershipId: null,
        event: 'views.late',
        outcome: 'done',
        subject: { kind: 'household', id: nobodysId },
      },
      {
        at: new Date('2026-03-04T16:00:00Z'),
        accountId: other.accountId,
        membershipId: null,
        event: 'views.early',
        outcome: 'done',
      },
    ]),
  )
  const day = await ask(`&from=2026-03-05&to=2026-03-05`)
  assert.deepEqual(
    day.rows.map((row) => row.event),
    ['views.late', 'views.early'],
  )
  for (const id of [nobodysId, nobodysId.slice(-6)])
    assert.deepEqual(
      (await ask(`&from=2026-03-05&to=2026-03-05&subjectId=${id}`)).total,
      1,
      'the end of a number will do',
    )
  const workbook = await auditor.ask('GET', `/audit/export?from=2026-03-05&to=2026-03-05&columns=event,account`)
  assert.deepEqual(
    [workbook.status, (await ask('&by=没有这个人')).total, (await ask('&from=2026-02-30')).status],
    [200, 0, 400],
  )
})
