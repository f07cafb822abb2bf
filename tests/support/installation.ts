import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { connectionUrl, databaseName, ownerRole } from '../../platform/server/embedded-cluster.ts'
import { readNote } from '../../platform/server/embedded-place.ts'
import { isAlive, readPostmaster } from '../../platform/server/embedded-process.ts'
import { standGuard, temporaryFolder } from './cluster.ts'
import type { Door } from './office.ts'
import type { Person } from './server.ts'
import { until } from './until.ts'

/** An installation as an office has it: the real server as a process of its own, with the embedded database. */
export type Installation = Door & {
  /** Starts the server and waits until it has printed its line; answers the path of the setup link, if there is one. */
  start(): Promise<string | undefined>
  /** Process numbers of the server and of its database, to be killed. */
  server(): number
  database(): number
  /** The database as its owner sees it, behind the server's back. */
  ownerUrl(): string
  close(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

export function openInstallation(name: string): Installation {
  const folder = temporaryFolder(name)
  const data = join(folder, 'data')
  let child: ChildProcess | undefined
  let origin = ''
  let guard: (() => Promise<void>) | undefined
  const postmaster = () => readPostmaster(readNote(data)?.cluster ?? folder)
  const visitor = (cookie: string): Person => ({ cookie, ask: asking(() => origin, cookie) })
  return {
    stranger: visitor(''),
    visitor,
    async start() {
      const environment = { ...process.env, BANGFU_DATA: data, PORT: '0', DATABASE_URL: '', BANGFU_OWNER_URL: '' }
      child = spawn(process.execPath, ['apps/server.ts'], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const line = await firstLine(child)
      origin = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
      // A test that is killed itself must leave no database behind.
      guard ??= standGuard(postmaster()?.pid ?? 0, folder)
      return /\/setup\S+/.exec(line)?.[0]
    },
    server: () => child?.pid ?? 0,
    database: () => postmaster()?.pid ?? 0,
    ownerUrl() {
      const note = readNote(data)
      return connectionUrl(ownerRole, note?.ownerPassword ?? '', postmaster()?.port ?? 0, databaseName)
    },
    async close() {
      if (child && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      await until('the database has ended', async () => !postmaster()?.alive)
      await guard?.()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** What the server prints when it is ready. Throws what it complained about when it ends before. */
async function firstLine(child: ChildProcess): Promise<string> {
  let complaint = ''
  child.stderr?.on('data', (part) => {
    complaint += part
    if (process.env.BANGFU_TEST_LOG) console.error(String(part))
  })
  if (child.stdout)
    for await (const line of createInterface({ input: child.stdout }))
      if (line.includes('http://')) {
        // The pipe stays open: a server that cannot write its next line would die of it.
        child.stdout.resume()
        return line
      }
  throw new Error(complaint)
}

/** Asks over a socket. A server that is not there answers 0. */
const asking =
  (origin: () => string, cookie: string): Person['ask'] =>
  async <Body>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const plain = Buffer.isBuffer(body) ? new Uint8Array(body) : undefined
    const json: Record<string, string> = body === undefined || plain ? {} : { 'content-type': 'application/json' }
    try {
      const answer = await fetch(`${origin()}/api${path}`, {
        method,
        headers: { 'x-bangfu': '1', 'accept-language': 'zh', ...(cookie ? { cookie } : {}), ...json, ...headers },
        ...(body === undefined ? {} : { body: plain ?? JSON.stringify(body) }),
      })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') && text !== ''
      return {
        status: answer.status,
        body: (isJson ? JSON.parse(text) : text) as Body,
        headers: { 'set-cookie': answer.headers.getSetCookie() },
      }
    } catch (error) {
      return { status: 0, body: String(error) as Body, headers: {} }
    }
  }

/** Ends a process at once, as a power cut or an impatient administrator would, and waits until it is gone. */
export async function killNow(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL')
  await until(`process ${pid} has ended`, async () => !isAlive(pid), 10)
}
