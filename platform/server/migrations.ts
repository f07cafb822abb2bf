import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** A numbered step of the schema: plain SQL, forward only. */
export type Migration = { name: string; sql: string; hash: string; earlierHashes: readonly string[] }

// A step whose text had to change without changing what a database that ran it needs says so in a line of its own.
const earlierText = /^-- replaces the text ([0-9a-f]{64})/gm

/** The steps of db/ and of the slices' tables/, by date, then by the order of the house. */
export function readMigrations(root: string, slices: readonly string[]): Migration[] {
  const folders = ['db', ...slices.map((slice) => `slices/${slice}/tables`)]
  const steps = folders.flatMap((folder, place) =>
    sqlFiles(join(root, folder)).map((file) => ({ folder, file, place, date: file.slice(0, 10) })),
  )
  steps.sort((a, b) => a.date.localeCompare(b.date) || a.place - b.place || a.file.localeCompare(b.file))
  return steps.map(({ folder, file }) => {
    const sql = readFileSync(join(root, folder, file), 'utf8')
    const earlierHashes = [...sql.matchAll(earlierText)].map((line) => line[1] as string)
    return { name: `${folder}/${file}`, sql, hash: createHash('sha256').update(sql).digest('hex'), earlierHashes }
  })
}

const sqlFiles = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^\d{4}-\d\d-\d\d-.+\.sql$/.test(name))
  } catch {
    return [] // A slice may have no tables.
  }
}

/** The app role: made here when the server is somebody else's and does not have it yet. */
async function ensureAppRole(client: pg.Client, appUser: string): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = 'bangfu_app') then create role bangfu_app nologin; end if;
  end $$`)
  if (appUser !== 'bangfu_app') await client.query(`grant bangfu_app to ${pg.escapeIdentifier(appUser)}`)
}

/**
 * Brings the schema up to date under the owner role, one transaction a step, one migrator at a time.
 * Throws when an applied step was changed afterwards: history is not rewritten.
 */
export async function migrate(
  ownerUrl: string,
  appUser: string,
  migrations: readonly Migration[],
  log: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bangfu migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7766)')
    await ensureAppRole(client, appUser)
    await client.query('create schema if not exists app')
    await client.query(
      'create table if not exists app.migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from app.migration')
    const applied = new Map(rows.map((row) => [row.name, row.hash]))
    for (const step of migrations) {
      const hash = applied.get(step.name)
      if (hash && hash !== step.hash && !step.earlierHashes.includes(hash))
        throw new Error(`迁移 ${step.name} 已执行过但内容变了 (an applied migration was changed)`)
      if (hash) continue
      log(step.name)
      await apply(client, step)
    }
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, step: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(step.sql)
    await client.query('insert into app.migration (name, hash) values ($1, $2)', [step.name, step.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${step.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
