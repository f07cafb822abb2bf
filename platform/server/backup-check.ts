import pg from 'pg'
import type { CountedTable } from './backup-files.ts'

/** Exact row counts of every table that keeps facts; the queue's own tables come and go by the second. */
export async function countRows(client: pg.ClientBase): Promise<Map<string, number>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')
     order by 1`,
  )
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${name}`)
    counts.set(name, Number(rows[0]?.n))
  }
  return counts
}

/** Two counts around a moment: what is restored must lie between them. */
export function between(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): CountedTable[] {
  return [...before].flatMap(([table, first]) => {
    const second = after.get(table)
    return second === undefined ? [] : [{ table, least: Math.min(first, second), most: Math.max(first, second) }]
  })
}

export type Verified = { tables: number; rows: number; indexes: number; faults: string[] }

/** Checks a restored database: row counts against the manifest, every heap and every b-tree by amcheck. */
export async function verifyDatabase(client: pg.ClientBase, expected: readonly CountedTable[]): Promise<Verified> {
  const counts = await countRows(client)
  const faults = expected.flatMap(({ table, least, most }) => {
    const found = counts.get(table)
    if (found === undefined) return [`缺少表 (table is missing) ${table}`]
    return found >= least && found <= most ? [] : [`${table}：${found} 行，应为 ${least}–${most} 行 (rows)`]
  })
  // The extension is only borrowed: rolling back leaves the restored schema as it was.
  await client.query('begin')
  try {
    await client.query('create extension if not exists amcheck')
    const indexes = await checkIndexes(client, faults)
    await checkHeaps(client, faults)
    const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return { tables: counts.size, rows, indexes, faults }
  } finally {
    await client.query('rollback')
  }
}

async function checkIndexes(client: pg.ClientBase, faults: string[]): Promise<number> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_am a on a.oid = c.relam join pg_index i on i.indexrelid = c.oid
     where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisvalid`,
  )
  for (const { name } of rows) await trial(client, faults, `select bt_index_check($1::regclass, true)`, name)
  return rows.length
}

async function checkHeaps(client: pg.ClientBase, faults: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind in ('r', 't', 'm') and relpersistence = 'p'`,
  )
  for (const { name } of rows) {
    const found = await trial(client, faults, 'select msg from verify_heapam($1::regclass) limit 3', name)
    for (const { msg } of found) faults.push(`${name}: ${msg}`)
  }
}

/** Asks within a savepoint: a broken relation is one fault of many, not the end of the check. */
async function trial(client: pg.ClientBase, faults: string[], text: string, name: string): Promise<{ msg?: string }[]> {
  await client.query('savepoint trial')
  try {
    return (await client.query<{ msg?: string }>(text, [name])).rows
  } catch (error) {
    await client.query('rollback to savepoint trial')
    faults.push(`${name}: ${error instanceof pg.DatabaseError ? error.message : String(error)}`)
    return []
  }
}
