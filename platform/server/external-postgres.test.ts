import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { order } from '../../slices/order.ts'
import { startPostgres } from '../../tests/support/postgres.ts'
import { appRole, withClient } from './embedded-cluster.ts'
import { migrate, readMigrations } from './migrations.ts'

const root = resolve(import.meta.dirname, '../..')
// The older build comes for one kind of machine only.
const versions = process.arch === 'x64' ? ([17, 18] as const) : ([18] as const)

for (const version of versions)
  test(`all migrations run on a PostgreSQL ${version} of its own, and a second time without effect`, async () => {
    const server = await startPostgres(version)
    try {
      const names: string[] = []
      const migrations = readMigrations(root, order)
      const run = () => migrate(server.ownerUrl, appRole, migrations, (line) => names.push(line))
      await run()
      assert.equal(names.length, migrations.length)
      await run()
      assert.equal(names.length, migrations.length)
      const [row] = await withClient(server.appUrl, async (client) => {
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
