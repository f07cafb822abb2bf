import { createHash, randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import pg from 'pg'
import { prepareDatabase } from '../../apps/application.ts'
import { tasks } from '../../apps/tasks.ts'
import { appRole, createDatabase, withClient } from '../../platform/server/embedded-cluster.ts'
import { readMigrations } from '../../platform/server/migrations.ts'
import { areaPackHash } from '../../slices/areas/pack-store.ts'
import { order } from '../../slices/order.ts'
import { startTestCluster, type TestCluster } from './cluster.ts'

/** A database of one test file: `ownerUrl` for migrations and looking behind the curtain, `appUrl` as the server works. */
export type TestDatabase = { ownerUrl: string; appUrl: string; drop(): Promise<void> }

/** Where tests/run.mjs leaves the addresses of the one cluster of a run. */
export const clusterVariable = 'BANGFU_TEST_CLUSTER'

const root = resolve(import.meta.dirname, '../..')

let own: Promise<TestCluster> | undefined
let open = 0

/** The cluster of the run; without a run this process starts its own and stops it after its last database. */
async function cluster(): Promise<{ ownerUrl: string; appUrl: string }> {
  const given = process.env[clusterVariable]
  if (given) return JSON.parse(given) as { ownerUrl: string; appUrl: string }
  own ??= startTestCluster()
  return own
}

/** A fresh database with all migrations applied, copied from a template that is made once per run. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { ownerUrl } = await cluster()
  return openCopy(await template(ownerUrl))
}

/** A fresh database without any schema, for tests of the migrations themselves. */
export const openEmptyDatabase = (): Promise<TestDatabase> => openCopy(undefined)

async function openCopy(from: string | undefined): Promise<TestDatabase> {
  const { ownerUrl, appUrl } = await cluster()
  open += 1
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(ownerUrl, (client) => createFrom(client, name, from))
  return {
    ownerUrl: onDatabase(ownerUrl, name),
    appUrl: onDatabase(appUrl, name),
    drop: async () => {
      await withClient(ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
      open -= 1
      if (open > 0 || !own) return
      const ending = own
      own = undefined
      await (await ending).stop()
    },
  }
}

async function createFrom(client: pg.Client, name: string, from: string | undefined): Promise<void> {
  if (!from) return createDatabase(client, name)
  // Files are copied as they are: through the log of writes the same blocks would be written twice.
  await client.query(`create database ${name} template ${from} strategy file_copy`)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect, temporary on database ${name} to ${appRole}`)
}

/** The database that has all migrations: named by their content, made by whoever comes first. */
async function template(ownerUrl: string): Promise<string> {
  const migrations = readMigrations(root, order)
  const content = [...migrations.map((step) => step.name + step.hash), ...Object.keys(tasks), areaPackHash()].join()
  const name = `template_${createHash('sha256').update(content).digest('hex').slice(0, 16)}`
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock(7767)')
    const { rows } = await client.query('select from pg_database where datname = $1', [name])
    if (rows.length > 0) return name
    await client.query(`drop database if exists ${name}_unfinished`)
    await createDatabase(client, `${name}_unfinished`)
    const { appUrl } = await cluster()
    const unfinished = (url: string) => onDatabase(url, `${name}_unfinished`)
    await prepareDatabase({ ownerUrl: unfinished(ownerUrl), appUrl: unfinished(appUrl) }, () => {})
    await client.query(`alter database ${name}_unfinished rename to ${pg.escapeIdentifier(name)}`)
    return name
  })
}

function onDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
