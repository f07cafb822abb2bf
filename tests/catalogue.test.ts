import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openTestDatabase, type TestDatabase } from './support/database.ts'

let database: TestDatabase
let owner: pg.Client
let app: pg.Client

before(async () => {
  database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  app = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), app.connect()])
})
after(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.drop()
})

// What belongs to the installation or is the same for every tenant; everything else is guarded.
const unguarded = [
  'account',
  'area',
  'area_pack',
  'membership',
  'membership_household',
  'one_time_link',
  'session',
  'sign_in_failure',
  'tenant',
]

const tables = async () =>
  (
    await owner.query<{ name: string; guarded: boolean; forced: boolean; policies: string; first: string }>(
      `select c.relname as name, c.relrowsecurity as guarded, c.relforcerowsecurity as forced,
         (select count(*) from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null) as policies,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as first
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    )
  ).rows

test('every table is guarded by row security, also for its owner, with reading and writing in one policy', async () => {
  const all = await tables()
  assert.ok(all.length > 20)
  assert.deepEqual(
    all.filter((table) => !table.guarded).map((table) => table.name),
    unguarded,
  )
  const weak = all.filter((table) => table.guarded && (!table.forced || Number(table.policies) < 1))
  assert.deepEqual(
    weak.map((table) => table.name),
    [],
  )
})

test('the tenant stands first in every primary key, and in every foreign key between guarded tables', async () => {
  const guarded = (await tables()).filter((table) => table.guarded)
  assert.deepEqual(
    guarded.filter((table) => table.first !== 'tenant_id').map((table) => table.name),
    [],
  )
  const { rows } = await owner.query<{ name: string }>(
    `select k.conname as name from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and f.relrowsecurity and t.relrowsecurity
       and not exists (select from pg_attribute a where a.attrelid = f.oid and a.attnum = any (k.conkey) and a.attname = 'tenant_id')`,
  )
  assert.deepEqual(rows, [])
})

test('policies are plain comparisons: no subquery, no set_config, no trigger of our own', async () => {
  const { rows: policies } = await owner.query<{ text: string }>(
    `select coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') as text from pg_policy`,
  )
  assert.deepEqual(
    policies.filter((policy) => /select/i.test(policy.text)),
    [],
  )
  const { rows: triggers } = await owner.query(
    `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
  )
  assert.deepEqual(triggers, [])
})

test('without a scope nothing is there to be read, and nothing can be written', async () => {
  for (const table of (await tables()).filter((one) => one.guarded)) {
    const readable = await app.query("select has_table_privilege(current_user, $1, 'select') as may", [table.name])
    if (!readable.rows[0]?.may) continue
    const { rows } = await app.query<{ n: string }>(`select count(*) as n from ${pg.escapeIdentifier(table.name)}`)
    assert.equal(rows[0]?.n, '0', table.name)
  }
  await assert.rejects(
    app.query(`insert into file_counter (tenant_id, last) values ('00000000-0000-7000-8000-000000000001', 1)`),
    /row-level security/,
  )
})

test('the app role owns nothing, bypasses nothing, and cannot change what is only added to', async () => {
  const role = await app.query(
    `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as strong from pg_roles where rolname = current_user`,
  )
  assert.equal(role.rows[0]?.strong, false)
  const owned = await app.query(
    `select relname from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`,
  )
  assert.deepEqual(owned.rows, [])
  for (const table of ['audit_entry', 'aid_line', 'household_change', 'visit'])
    for (const privilege of ['delete', 'truncate']) {
      const { rows } = await app.query('select has_table_privilege(current_user, $1, $2) as may', [table, privilege])
      assert.equal(rows[0]?.may, false, `${privilege} on ${table}`)
    }
  for (const column of ['amount_fen', 'given_on', 'kind', 'household_id']) {
    const { rows } = await app.query(`select has_column_privilege(current_user, 'aid_line', $1, 'update') as may`, [
      column,
    ])
    assert.equal(rows[0]?.may, false, column)
  }
})

test('functions that run as the owner are named, pin their search path, and are not open to everybody', async () => {
  const { rows } = await owner.query<{ name: string; pinned: boolean; open: boolean }>(
    `select p.proname as name, exists (select from unnest(p.proconfig) c where c like 'search_path=%') as pinned,
       has_function_privilege('public', p.oid, 'execute') as open
     from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef order by 1`,
  )
  assert.deepEqual(
    rows.filter((one) => !one.pinned || one.open),
    [],
  )
  assert.deepEqual(
    rows.map((one) => one.name),
    ['begin_filing', 'file_families', 'filed_among', 'filed_elsewhere', 'know_rows', 'remove_families'],
  )
})

test('views see what their asker may see', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
       and not coalesce(array_to_string(reloptions, ',') like '%security_invoker=true%', false)`,
  )
  assert.deepEqual(rows, [])
})
