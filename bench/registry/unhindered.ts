import type pg from 'pg'

/** What a family is made of in the benches. */
export const tables = ['household', 'person', 'household_words', 'search_key', 'person_key'] as const

/**
 * Runs a load with nothing in its way: foreign keys are not checked and indexes but those of keys that others refer to are
 * made afterwards. Only for a database that nobody will miss.
 */
export async function unhindered(client: pg.Client, load: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `select case when c.conname is null then format('drop index %s', i.indexrelid::regclass)
         else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
       case when c.conname is null then pg_get_indexdef(i.indexrelid)
         else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as make
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
     where i.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)`,
    [tables],
  )
  await client.query(
    `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'`,
  )
  for (const { drop } of rows) await client.query(drop)
  await load()
  for (const { make } of rows) await client.query(make)
  for (const table of tables) await client.query(`vacuum analyze ${table}`)
}
