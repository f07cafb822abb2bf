import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { type Transaction, withBulk, withScope } from './database.ts'
import { whileUnchanged } from './unchanged.ts'
import { tablesWritten } from './written.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const register = async (person: Person, name: string) => {
  const answer = await person.ask('POST', '/households', {
    household: { areaCode: '231202001000', size: 1 },
    people: [{ name, relation: '02' }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

let asked = 0
/** The number of families on file, and whether the table was looked at for it. */
async function families(tx: Transaction): Promise<[count: number, looked: boolean]> {
  const before = asked
  const count = await whileUnchanged(tx, 'families of this test', ['household'], async () => {
    asked++
    const row = await tx.row<{ count: number }>('select count(*)::int as count from household where tenant_id = $1', [
      tx.scope.tenantId,
    ])
    return row?.count ?? 0
  })
  return [count, asked > before]
}
const look = (tenant = tenantId) => inTenant(server, tenant, families)

test('a count is kept until its table is written to, for each tenant and area by itself', async () => {
  assert.deepEqual(await look(), [0, true])
  assert.deepEqual(await look(), [0, false])
  await register(clerk, '计数一')
  assert.deepEqual(await look(), [1, true])
  const other = await server.tenant()
  assert.deepEqual(await look(other), [0, true])
  await register(await server.signedIn(other, 'clerk'), '计数二')
  assert.deepEqual(await look(), [1, false], 'another tenant’s family changes nothing here')
  assert.deepEqual(await look(other), [1, true])
  const { database } = server.application.services
  const elsewhere = await inTenant(server, tenantId, async (tx) => ({ ...tx.scope, areaFrom: '2399', areaTo: '24' }))
  assert.deepEqual(await withScope(database, elsewhere, families), [0, true])
  await inTenant(server, tenantId, (tx) =>
    tx.run('update aid_line set area_code = area_code where tenant_id = $1', [tenantId]),
  )
  assert.deepEqual(await look(), [1, false], 'another table')
})

test('who has written sees what is written, a written row that is taken back was never counted, and a bulk load is heard of', async () => {
  const touch = 'update household set updated_at = updated_at where tenant_id = $1'
  const [count] = await look()
  await assert.rejects(
    inTenant(server, tenantId, async (tx) => {
      await tx.run("update household set status = 'withdrawn', withdrawn_on = current_date where tenant_id = $1", [
        tenantId,
      ])
      assert.deepEqual(await families(tx), [count, true], 'looked at within the writing transaction')
      throw new Error('taken back')
    }),
    /taken back/,
  )
  assert.deepEqual(await look(), [count, false])
  const { database } = server.application.services
  const scope = await inTenant(server, tenantId, async (tx) => tx.scope)
  await withBulk(database, scope, (tx) => tx.run(touch, [tenantId]))
  assert.deepEqual(await look(), [count, true])
})

test('the to-dos tell a family without a helper as soon as it is registered, and no longer when it has one', async () => {
  type Today = { todos: { key: string; count: number }[] }
  const unpaired = async () =>
    (await clerk.ask<Today>('GET', '/todos')).body.todos.find(({ key }) => key === 'unpaired')?.count ?? 0
  const first = await unpaired()
  await register(clerk, '计数三')
  assert.equal(await unpaired(), first + 1)
  const { rows } = (await clerk.ask<{ rows: { id: string }[] }>('GET', '/households?search=计数三')).body
  const helper = await clerk.ask<{ id: string }>('POST', '/helpers', {
    ...{ kind: 'cadre', name: '干部计', areaCode: '231202000000', capacity: 5 },
  })
  const pair = await clerk.ask('POST', '/pairs', { householdId: rows[0]?.id, helperId: helper.body.id })
  assert.equal(pair.status, 200, JSON.stringify(pair.body))
  assert.equal(await unpaired(), first)
})

test('which tables a statement writes to', () => {
  const cases: [string, string[]][] = [
    ['select count(*) from household where tenant_id = $1', []],
    ['insert into aid_line (tenant_id) select 1 from household', ['aid_line']],
    [
      'with gone as (delete from pair where id = $1 returning *) update pair_member m set until = now()',
      ['pair', 'pair_member'],
    ],
    ['select app.file_families($1, $2)', ['*']],
    ['select app.tenant(), app.filed_elsewhere($1)', []],
  ]
  for (const [statement, tables] of cases) assert.deepEqual([...tablesWritten(statement)].sort(), tables, statement)
})
