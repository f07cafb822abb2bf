import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Application, openApplication } from '../../apps/application.ts'
import type { Role } from '../../core/permissions.ts'
import { wholeTenant, withInstallation, withScope } from '../../platform/server/database.ts'
import { addPerson, createTenant, join as joinTenant } from '../../slices/accounts/actions.ts'
import { hashPassword } from '../../slices/accounts/session-actions.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** What came back through the door. */
export type Answer<Body = Record<string, unknown>> = { status: number; body: Body; headers: Record<string, unknown> }

/** Somebody at the door: anonymous, or signed in with a cookie. */
export type Person = {
  ask<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  cookie: string
}

export type TestServer = {
  application: Application
  database: TestDatabase
  /** Somebody who has not signed in. */
  stranger: Person
  /** Whoever holds this cookie. */
  visitor(cookie: string): Person
  /** A tenant with its government; the id. */
  tenant(name?: string, areaCode?: string): Promise<string>
  /** A new account with one role, signed in. */
  signedIn(
    tenantId: string,
    role: Role,
    areaCode?: string,
  ): Promise<Person & { accountId: string; membershipId: string }>
  close(): Promise<void>
}

let running = 0

const password = 'ein langer Satz 4711'
// Hashing takes as long as it must; once is enough for everybody.
const hashed = hashPassword(password, 'nobody')

/** The whole product on a fresh database; requests go through the real router without a socket. */
export async function openTestServer(): Promise<TestServer> {
  const database = await openTestDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-test-'))
  const config = {
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    databaseUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    keyFile: join(folder, 'keys.json'),
    tls: undefined,
    production: false,
  }
  const lines: string[] = []
  const application = await openApplication(config, database, (line) => {
    lines.push(line)
    if (process.env.BANGFU_TEST_LOG) console.error(line)
  })
  await application.http.ready()
  const visitor = (cookie: string): Person => ({
    cookie,
    async ask<Body>(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) {
      const answer = await application.http.inject({
        method,
        url: `/api${path}`,
        headers: { 'x-bangfu': '1', 'accept-language': 'zh', ...(cookie ? { cookie } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const json = answer.headers['content-type']?.toString().includes('json')
      return {
        status: answer.statusCode,
        body: (json && answer.body ? answer.json() : answer.body) as Body,
        headers: answer.headers,
      }
    },
  })
  const { services } = application
  return {
    application,
    database,
    stranger: visitor(''),
    visitor,
    tenant: (name = `测试市 ${++running}`, areaCode = '231200000000') =>
      withInstallation(services.database, (tx) => createTenant(tx, { name, areaCode }, '2026-11-22')),
    async signedIn(tenantId, role, areaCode = '231200000000') {
      const loginName = `person-${++running}`
      const { accountId, membershipId } = await withInstallation(services.database, async (tx) => {
        const id = await addPerson(tx, tenantId, { loginName, displayName: `人员${running}` }, await hashed)
        return { accountId: id, membershipId: await joinTenant(tx, tenantId, id, role, areaCode) }
      })
      const answer = await visitor('').ask('POST', '/session', { loginName, password })
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      const cookie = String(answer.headers['set-cookie']).split(';')[0] as string
      return { ...visitor(cookie), accountId, membershipId }
    },
    async close() {
      await application.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A look behind the curtain under the scope of a whole tenant. */
export const inTenant = <Result>(
  server: TestServer,
  tenantId: string,
  work: Parameters<typeof withScope<Result>>[2],
): Promise<Result> => withScope(server.application.services.database, wholeTenant(tenantId), work)
