import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { withClient } from '../../platform/server/embedded-cluster.ts'
import type { Spent } from './processor.ts'

/** Seconds by the watch and of processor time. */
type Bare = { seconds: number; postgres: number }

/** The rows that an import wrote, table by table, in the order in which they refer to each other. */
const written: readonly (readonly [table: string, ofImport: string])[] = [
  ['household', 'r.source_import_id = $1'],
  ['person', 'r.household_id in (select id from household where source_import_id = $1)'],
  ['household_amount', 'r.household_id in (select id from household where source_import_id = $1)'],
  ['household_mark', 'r.household_id in (select id from household where source_import_id = $1)'],
  ['household_change', 'r.household_id in (select id from household where source_import_id = $1)'],
  ['enrolment', 'r.source_import_id = $1'],
  ['household_words', 'r.household_id in (select id from household where source_import_id = $1)'],
  ['search_key', 'r.import_id = $1'],
]

/**
 * Seconds that a bare COPY from files of the server and a MERGE take for the very rows of an import: the same tables with
 * their indexes and foreign keys, by the superuser, without row security, reading, judging or sealing. The rows go to a
 * tenant made up for it and are taken back.
 */
export function bareMerge(ownerUrl: string, importId: string, clock: () => Spent): Promise<Bare> {
  return withClient(ownerUrl, (client) => mergeWith(client, importId, clock))
}

async function mergeWith(client: pg.Client, importId: string, clock: () => Spent): Promise<Bare> {
  const tenant = randomUUID()
  const { rows: folder } = await client.query<{ path: string }>(`select current_setting('data_directory') as path`)
  const fileOf = (table: string) => `${folder[0]?.path}/bench-${table}`
  const columns = new Map<string, string>()
  for (const [table, ofImport] of written) {
    const { rows } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 1 and not attisdropped and attgenerated = '' order by attnum`,
      [table],
    )
    columns.set(table, rows.map(({ name }) => name).join(', '))
    await client.query(
      `copy (select '${tenant}'::uuid, ${columns.get(table)} from ${table} r where ${ofImport.replace('$1', `'${importId}'`)})
       to '${fileOf(table)}' (format binary)`,
    )
  }
  await client.query('begin')
  const { rows: organisation } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'organisation'::regclass and attnum > 0 and not attisdropped and attname <> 'tenant_id' and attgenerated = ''`,
  )
  const names = organisation.map(({ name }) => name).join(', ')
  await client.query(
    `insert into organisation (tenant_id, ${names}) select '${tenant}', ${names} from organisation
     where tenant_id = (select tenant_id from import_job where id = '${importId}')`,
  )
  const [began, beganCpu] = [performance.now(), clock()]
  for (const [table] of written) {
    const all = `tenant_id, ${columns.get(table)}`
    const same =
      table === 'person'
        ? 't.identity_number_hash = s.identity_number_hash and t.left_on is null'
        : table === 'household_words'
          ? 't.household_id = s.household_id'
          : 't.id = s.id'
    await client.query(`create temporary table bare_${table} on commit drop as select ${all} from ${table} limit 0`)
    await client.query(`copy bare_${table} from '${fileOf(table)}' (format binary)`)
    await client.query(`analyze bare_${table}`)
    await client.query(
      `merge into ${table} t using bare_${table} s on t.tenant_id = s.tenant_id and ${same}
       when not matched then insert (${all}) values (${all
         .split(', ')
         .map((name) => `s.${name}`)
         .join(', ')})`,
    )
  }
  const seconds = (performance.now() - began) / 1000
  const postgres = clock().postgres - beganCpu.postgres
  await client.query('rollback')
  return { seconds, postgres }
}
