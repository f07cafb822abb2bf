import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { order } from '../../slices/order.ts'
import { startPostgres } from '../../tests/support/postgres.ts'
import { appRole, withClient } from './embedded-cluster.ts'
import { type Migration, migrate, readMigrations } from './migrations.ts'

const root = resolve(import.meta.dirname, '../..')
// The older build comes for one kind of machine only.
const versions = process.arch === 'x64' ? ([17, 18] as const) : ([18] as const)

/** A database whose owner is no superuser and has no rights beyond it, as docs/how-to/install.md makes it; its address. */
async function ordinaryOwner(superuserUrl: string): Promise<string> {
  await withClient(superuserUrl, async (client) => {
    await client.query(`create role county_owner login password 'of-this-test-only'`)
    await client.query(`create database county owner county_owner template template0 encoding 'UTF8'`)
  })
  const url = new URL(superuserUrl)
  url.username = 'county_owner'
  url.password = 'of-this-test-only'
  url.pathname = '/county'
  return url.href
}

for (const version of versions)
  test(`all migrations run on a PostgreSQL ${version} of its own, and a second time without effect`, async () => {
    const server = await startPostgres(version)
    try {
      const names: string[] = []
      const migrations = readMigrations(root, order)
      const ownerUrl = await ordinaryOwner(server.ownerUrl)
      const run = () => migrate(ownerUrl, appRole, migrations, (line) => names.push(line))
      await run()
      assert.equal(names.length, migrations.length)
      await run()
      assert.equal(names.length, migrations.length)
      const appUrl = new URL(server.appUrl)
      appUrl.pathname = '/county'
      const [row] = await withClient(appUrl.href, async (client) => {
        return (
          await client.query<{ version: string; rows: string }>(
            `select current_setting('server_version_num')::int / 10000 || '' as version, (select count(*) from audit_entry) as rows`,
          )
        ).rows
      })
      assert.deepEqual(row, { version: String(version), rows: '0' })
    } finally {
      await server.stop()
    }
  })

test('a step whose text was replaced is taken as done where its earlier text ran; any other change is refused', async () => {
  const server = await startPostgres(18)
  try {
    const step = { name: 'db/2026-01-01-note.sql', sql: 'create table note (id int)', hash: 'a', earlierHashes: [] }
    const run = (...steps: Migration[]) => migrate(server.ownerUrl, appRole, steps, () => {})
    await run(step)
    await run({ ...step, sql: 'create table note (id bigint)', hash: 'b', earlierHashes: ['a'] })
    await assert.rejects(run({ ...step, hash: 'c' }), /applied migration was changed/)
  } finally {
    await server.stop()
  }
})
