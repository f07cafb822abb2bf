import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { contract } from '../apps/contract.ts'
import type { RouteMeta } from '../core/contract.ts'
import { mayRole, type Permission, Role } from '../core/permissions.ts'
import { filedFamily } from './support/families.ts'
import { idsIn, Nastiness, numbersFrom, type Schema } from './support/nasty.ts'
import { openTestServer, type Person, type TestServer } from './support/server.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Operation = {
  parameters?: { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
type Route = { method: Method; path: string; operation: Operation; roles: readonly Role[] }

// HOSTILE_SEED=7 asks other things, HOSTILE_ROUNDS=50 more of them.
const seed = Number(process.env.HOSTILE_SEED ?? 1)
const rounds = Number(process.env.HOSTILE_ROUNDS ?? 5)

let server: TestServer
const people = new Map<Role, Person>()

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  for (const role of Role.options) people.set(role, await server.signedIn(tenantId, role))
  for (const fen of ['0', '3000000']) await filedFamily(people.get('clerk') as Person, fen)
})
after(() => server.close())

/** Permissions by method and path, as the contract declares them. */
function permissionsIn(router: object): Map<string, RouteMeta['permission']> {
  return new Map(
    Object.values(router).flatMap((entry): [string, RouteMeta['permission']][] => {
      if (!('~orpc' in entry)) return [...permissionsIn(entry)]
      const { route, meta } = entry['~orpc']
      return [[`${route.method ?? 'POST'} ${route.path}`, (meta as RouteMeta).permission]]
    }),
  )
}

async function routesOf(): Promise<{ document: object; routes: Route[] }> {
  const document = (await server.application.http.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, Operation>>
  }
  const permissions = permissionsIn(contract)
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, operation]): Route => {
      const method = name.toUpperCase() as Method
      const permission = permissions.get(`${method} ${path}`) as Permission | 'signed_in' | 'public'
      const open = permission === 'signed_in' || permission === 'public'
      return { method, path, operation, roles: Role.options.filter((role) => open || mayRole(role, permission)) }
    }),
  )
  return { document, routes }
}

const written = (value: unknown): string =>
  String(typeof value === 'object' && value !== null ? JSON.stringify(value) : value).toWellFormed()

function addressOf({ path, operation }: Route, nastiness: Nastiness): string {
  const query = new URLSearchParams()
  let address = path
  for (const { name, in: place, required, schema } of operation.parameters ?? []) {
    if (place === 'query' && !required && nastiness.random() < 0.5) continue
    const value = written(nastiness.value(schema))
    if (place === 'query') query.set(name, value)
    // A path without its last part would be another route.
    else address = address.replace(`{${name}}`, encodeURIComponent(value.slice(0, 60) || 'x'))
  }
  return query.size > 0 ? `${address}?${query}` : address
}

async function bodyOf({ operation }: Route, nastiness: Nastiness): Promise<[unknown, Record<string, string>]> {
  const content = operation.requestBody?.content ?? {}
  if (content['application/json']) return [nastiness.value(content['application/json'].schema), {}]
  const multipart = content['multipart/form-data']
  if (!multipart) return [undefined, {}]
  const form = new FormData()
  const contents = nastiness.pick(['', 'PK', 'a,b\n1,2', '<html>'])
  form.set('file', new File([contents], `x.${nastiness.pick(['xlsx', 'csv', 'docx', 'exe'])}`))
  for (const [key, schema] of Object.entries(multipart.schema.properties ?? {}))
    if (key !== 'file' && nastiness.random() < 0.7) form.set(key, written(nastiness.value(schema)))
  const encoded = new Response(form)
  return [Buffer.from(await encoded.arrayBuffer()), { 'content-type': encoded.headers.get('content-type') as string }]
}

test('whatever is asked of whichever route, the answer is never a fault of ours', async () => {
  const { document, routes } = await routesOf()
  const nastiness = new Nastiness(document, numbersFrom(seed))
  // Signing out, and what resets an account, would end the asking.
  const askable = routes.filter(({ path }) => !/session|accounts/.test(path))
  const faults: string[] = []
  const answered = new Map<number, number>()
  for (let round = 0; round < rounds; round++)
    for (const route of askable) {
      const person = people.get(nastiness.pick(route.roles)) as Person
      const address = addressOf(route, nastiness)
      const [body, headers] = route.method === 'GET' ? [undefined, {}] : await bodyOf(route, nastiness)
      const answer = await person.ask<unknown>(route.method, address, body, headers)
      answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1)
      if (answer.status === 200) nastiness.known.push(...idsIn(answer.body).slice(0, 5))
      if (answer.status >= 500) faults.push(`${route.method} ${address} ${written(body).slice(0, 600)}`)
    }
  assert.deepEqual(faults, [])
  assert.ok((answered.get(200) ?? 0) > 100 && (answered.get(400) ?? 0) > 300, `${[...answered]}`)
})
