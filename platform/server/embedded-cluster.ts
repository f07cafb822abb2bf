import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import { syncFolder } from './embedded-place.ts'
import { bareEnvironment } from './embedded-process.ts'

/** The superuser of an embedded cluster, who owns the schema, and the role the application works under. */
export const ownerRole = 'bangfu_owner'
export const appRole = 'bangfu_app'
export const databaseName = 'bangfu'

/**
 * Makes a new cluster beside its final place and moves it there when it is whole, so that a crash half way leaves
 * nothing that looks like a database. Text sorts by code point everywhere (builtin C.UTF-8): indexes survive a move
 * to another server. `durable: false` skips the flush, for clusters of tests.
 */
export async function initialise(
  binaries: Binaries,
  cluster: string,
  account: Account,
  ownerPassword: string,
  durable: boolean,
): Promise<void> {
  removeUnfinished(cluster)
  if (existsSync(join(cluster, 'PG_VERSION'))) return
  const parent = dirname(cluster)
  const unfinished = `${cluster}.new-${randomBytes(4).toString('hex')}`
  const passwordFile = join(unfinished, 'password')
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 })
  if (account) for (const path of [passwordFile, unfinished]) chownSync(path, account.uid, account.gid)
  const fresh = join(unfinished, 'cluster')
  await run(binaries.initdb, account, [
    `--pgdata=${fresh}`,
    `--username=${ownerRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ])
  renameSync(fresh, cluster)
  syncFolder(parent)
  removeUnfinished(cluster)
}

/**
 * An initdb outlives a killed start and may go on writing while its folder is removed, even make it again. So the removal
 * asks again for some seconds, and it is done before and after a new cluster is made and on every later start.
 */
function removeUnfinished(cluster: string): void {
  const parent = dirname(cluster)
  for (const name of readdirSync(parent))
    if (name.startsWith(`${basename(cluster)}.new-`))
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

/** Runs one of the binaries to its end; throws with what it said when it fails. */
export function run(command: string, account: Account, flags: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, flags, {
      ...account,
      cwd: '/',
      env: bareEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${basename(command)}: ${said.trim().split('\n').slice(-4).join('\n')}`)),
    )
  })
}

export const connectionUrl = (role: string, password: string, port: number, database: string): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`

/** Connects, hands the client over and closes it again. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'bangfu start',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {
    // A connection that breaks also fails the query in flight, which says so.
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The app role and the database, made when they are missing; `adminUrl` is the owner on the database postgres. */
export async function ensureDatabase(
  adminUrl: string,
  appPassword: string,
  name: string = databaseName,
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows: roles } = await client.query('select from pg_roles where rolname = $1', [appRole])
    if (roles.length === 0)
      await client.query(
        `create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(appPassword)}`,
      )
    const { rows: databases } = await client.query('select from pg_database where datname = $1', [name])
    if (databases.length === 0) await createDatabase(client, name)
  })
}

/** A database in the one collation of the house, closed to roles that were not named. */
export async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const quoted = pg.escapeIdentifier(name)
  await client.query(
    `create database ${quoted} template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'`,
  )
  await client.query(`revoke all on database ${quoted} from public`)
  await client.query(`grant connect, temporary on database ${quoted} to ${appRole}`)
}
