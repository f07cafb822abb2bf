import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../../tests/support/cluster.ts'
import { accountFor, mayEnter } from './embedded-account.ts'
import { findBinaries, runnableBinaries } from './embedded-binaries.ts'
import { withClient } from './embedded-cluster.ts'
import { memorySettings } from './embedded-memory.ts'
import { readNote } from './embedded-place.ts'
import { type Embedded, startEmbedded } from './embedded-postgres.ts'
import { isAlive, readPostmaster } from './embedded-process.ts'

const supervisorFile = resolve(import.meta.dirname, '../../tests/support/supervisor.ts')
const asRoot = process.getuid?.() === 0
const folders: string[] = []

function newFolder(): string {
  const folder = temporaryFolder('embedded')
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) {
    const cluster = readNote(join(folder, 'data'))?.cluster ?? readNote(folder)?.cluster
    const state = cluster ? readPostmaster(cluster) : undefined
    if (state?.alive) process.kill(state.pid, 'SIGKILL')
    if (cluster) rmSync(cluster, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
})

// Only kill -9 is tried here, not the power switch: what the system was given, it keeps, so nothing waits for the disk.
const start = (folder: string): Promise<Embedded> =>
  startEmbedded({ folder, log: () => {}, settings: { fsync: 'off' } })

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query(text)).rows as Row[])
}

type Supervisor = { child: ChildProcess; ownerUrl: string; attached: boolean }

/** Starts the database from another process, perhaps under another account. */
async function supervise(folder: string, account: { uid?: number; gid?: number } = {}): Promise<Supervisor> {
  const child = spawn(process.execPath, [supervisorFile, folder], { ...account, stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr?.on('data', (part) => {
    complaint += part
  })
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) return { child, ...JSON.parse(line) }
  throw new Error(complaint)
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

const postmasterOf = (folder: string): number => readPostmaster(readNote(folder)?.cluster ?? '')?.pid ?? 0

const keepRow = 'create table kept (id int); insert into kept values (7)'
const keptRows = (url: string) => ask<{ id: number }>(url, 'select id from kept')

test('a new database is durable, checked, byte-sorted, closed to the outside, and its app role is nobody', async () => {
  const folder = newFolder()
  const embedded = await startEmbedded({ folder, log: () => {} })
  try {
    const [server] = await ask<Record<string, string>>(
      embedded.ownerUrl,
      `select current_setting('fsync') fsync, current_setting('synchronous_commit') synchronous_commit,
         current_setting('data_checksums') data_checksums, current_setting('listen_addresses') listen_addresses,
         current_setting('unix_socket_directories') sockets, current_setting('server_encoding') encoding,
         (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) locale`,
    )
    assert.deepEqual(server, {
      fsync: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      sockets: '',
      encoding: 'UTF8',
      locale: 'b C.UTF-8',
    })
    const [role] = await ask<Record<string, unknown>>(
      embedded.appUrl,
      `select current_user name, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
         (select count(*)::int from pg_database where datdba = r.oid) owned,
         has_schema_privilege('public', 'create') may_create from pg_roles r where rolname = current_user`,
    )
    assert.deepEqual(role, {
      name: 'bangfu_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      owned: 0,
      may_create: false,
    })
    assert.equal(statSync(join(folder, 'database.json')).mode & 0o777, 0o600)
    assert.equal(statSync(readNote(folder)?.cluster ?? '').mode & 0o777, 0o700)
    if (asRoot) assert.notEqual(statSync(readNote(folder)?.cluster ?? '').uid, 0)
  } finally {
    await embedded.stop()
  }
  assert.equal(readPostmaster(readNote(folder)?.cluster ?? ''), undefined)
})

test('an eighth of the memory keeps pages, on a small and on a large machine', () => {
  const gigabyte = 1024 ** 3
  const kept = (bytes: number) => Object.values(memorySettings(bytes))
  assert.deepEqual(kept(0.5 * gigabyte), ['128MB', '512MB'])
  assert.deepEqual(kept(4 * gigabyte), ['512MB', '2048MB'])
  assert.deepEqual(kept(64 * gigabyte), ['2048MB', '32768MB'])
})

test('one process has a folder; another is refused or joins, and joining stops nothing', async () => {
  const folder = newFolder()
  const first = await start(folder)
  try {
    await assert.rejects(startEmbedded({ folder, log: () => {}, patience: 0 }), /已在运行/)
    const guest = await startEmbedded({ folder, log: () => {}, join: true })
    assert.equal(guest.ownerUrl, first.ownerUrl)
    await guest.stop()
    assert.equal((await ask(first.appUrl, 'select 1')).length, 1)
  } finally {
    await first.stop()
  }
  const again = await start(folder)
  assert.equal(again.attached, false)
  assert.equal(again.ownerUrl, first.ownerUrl, 'port and password stay over restarts')
  await again.stop()
})

test('kill -9 of the supervisor: the next start finds the running server again and can stop it', async () => {
  const folder = newFolder()
  const killed = await supervise(folder)
  await ask(killed.ownerUrl, keepRow)
  await kill(killed.child, 'SIGKILL')
  const pid = postmasterOf(folder)
  assert.ok(isAlive(pid))
  const next = await start(folder)
  assert.equal(next.attached, true)
  assert.deepEqual(await keptRows(next.ownerUrl), [{ id: 7 }])
  await next.stop()
  assert.equal(isAlive(pid), false)
})

test('a start that comes while the last server is still stopping waits for it', async () => {
  const folder = newFolder()
  const first = await start(folder)
  const [second] = await Promise.all([start(folder), first.stop()])
  assert.equal((await ask(second.appUrl, 'select 1')).length, 1)
  await second.stop()
})

test('kill -9 of the server: the supervisor starts it again on the same port, with everything committed', async () => {
  const folder = newFolder()
  const embedded = await start(folder)
  try {
    await ask(embedded.ownerUrl, keepRow)
    const pid = postmasterOf(folder)
    process.kill(pid, 'SIGKILL')
    while (postmasterOf(folder) === pid || !readPostmaster(readNote(folder)?.cluster ?? '')?.ready) await pause(50)
    assert.deepEqual(await keptRows(embedded.ownerUrl), [{ id: 7 }])
  } finally {
    await embedded.stop()
  }
})

test('kill -9 of everything, also with a half-made cluster beside: the next start heals', async () => {
  const folder = newFolder()
  const killed = await supervise(folder)
  await ask(killed.ownerUrl, keepRow)
  await kill(killed.child, 'SIGKILL')
  process.kill(postmasterOf(folder), 'SIGKILL')
  mkdirSync(join(folder, 'postgres.new-0000/cluster'), { recursive: true })
  const next = await start(folder)
  assert.equal(next.attached, false)
  assert.deepEqual(await keptRows(next.ownerUrl), [{ id: 7 }])
  await next.stop()
})

// Like an initdb whose parent was killed; a quarter of a second, because making a database takes longer than that.
const keepWriting = `
  const { mkdirSync, writeFileSync } = require('node:fs')
  const end = Date.now() + 250
  for (let step = 0; Date.now() < end; step++)
    try {
      mkdirSync(process.argv[1], { recursive: true })
      writeFileSync(process.argv[1] + '/' + step, '')
      if (step === 0) console.log('writing')
    } catch {}
`

test('kill -9 while the database is being made, and what it began goes on writing: the next start makes it', async () => {
  const folder = newFolder()
  const child = spawn(process.execPath, [supervisorFile, folder], { stdio: 'ignore' })
  while (!readdirSync(folder).some((name) => name.startsWith('postgres.new-'))) await pause(5)
  await kill(child, 'SIGKILL')
  const orphan = spawn(process.execPath, ['-e', keepWriting, join(folder, 'postgres.new-0000/cluster')])
  const orphanEnded = once(orphan, 'exit')
  await once(orphan.stdout, 'data')
  const next = await start(folder)
  await orphanEnded
  assert.equal((await ask(next.appUrl, 'select 1')).length, 1)
  await next.stop()
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('.new')),
    [],
  )
})

test('a port taken by somebody else: another one is used', async () => {
  const folder = newFolder()
  const first = await start(folder)
  await first.stop()
  const { createServer } = await import('node:net')
  const other = createServer().listen(Number(new URL(first.ownerUrl).port), '127.0.0.1')
  await once(other, 'listening')
  const second = await start(folder)
  assert.notEqual(new URL(second.ownerUrl).port, new URL(first.ownerUrl).port)
  assert.equal((await ask(second.appUrl, 'select 1')).length, 1)
  await second.stop()
  other.close()
})

test('root in a folder only root may enter: the database lives where its account can, and a copied folder is refused', {
  skip: !asRoot && 'needs root',
}, async () => {
  const parent = newFolder()
  chmodSync(parent, 0o700)
  const folder = join(parent, 'data')
  const embedded = await start(folder)
  await ask(embedded.ownerUrl, keepRow)
  await embedded.stop()
  assert.match(readNote(folder)?.cluster ?? '', /^\/var\/lib\/bangfu\//)
  assert.match(readFileSync(join(folder, 'DATABASE-IS-ELSEWHERE.txt'), 'utf8'), /\/var\/lib\/bangfu\//)
  const again = await start(folder)
  assert.deepEqual(await keptRows(again.ownerUrl), [{ id: 7 }])
  await again.stop()
  const copy = join(newFolder(), 'data')
  cpSync(folder, copy, { recursive: true })
  await assert.rejects(start(copy), /副本/)
  rmSync(copy, { recursive: true })
})

test('an ordinary user starts it in the data folder itself', {
  skip: !asRoot && 'the other tests are this test when not root',
}, async (context) => {
  const account = accountFor('/nowhere')
  assert.ok(account)
  if (!mayEnter(account, resolve(import.meta.dirname))) return context.skip('the checkout is closed to other accounts')
  const folder = newFolder()
  chownSync(folder, account.uid, account.gid)
  const { child, ownerUrl } = await supervise(folder, account)
  assert.equal((await ask(ownerUrl, 'select 1')).length, 1)
  assert.equal(readNote(folder)?.cluster, join(folder, 'postgres'))
  assert.equal(statSync(join(folder, 'postgres')).uid, account.uid)
  await kill(child, 'SIGTERM')
  // Afterwards by root: the cluster keeps its account, the note its owner.
  const byRoot = await start(folder)
  assert.equal(statSync(join(folder, 'postgres/postmaster.pid')).uid, account.uid)
  await byRoot.stop()
  assert.equal(statSync(join(folder, 'database.json')).uid, account.uid)
})

test('binaries without their links or out of reach are copied to where they run', async () => {
  const found = findBinaries()
  const folder = newFolder()
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  cpSync(found.folder, join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
  const link = join(closed, 'native/lib/libicuuc.so.60')
  rmSync(link)
  const account = accountFor('/nowhere')
  const moved = JSON.parse(JSON.stringify(found).replaceAll(found.folder, join(closed, 'native'))) as typeof found
  const runnable = runnableBinaries(moved, account, folder)
  assert.ok(existsSync(link), 'the missing link was made')
  if (asRoot) assert.equal(runnable.folder, join(folder, `postgresql-${found.version}`))
  else assert.equal(runnable.folder, join(closed, 'native'))
})

test('a damaged note is named, not overwritten', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'database.json'), '{', { mode: 0o600 })
  await assert.rejects(start(folder), /database\.json/)
  assert.equal(readFileSync(join(folder, 'database.json'), 'utf8'), '{')
  rmSync(join(folder, 'database.json'))
})
