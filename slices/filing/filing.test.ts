import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { afterWorkingDays } from '../../core/working-days.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import { enteredLate } from './working-day-rules.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const filed = async (more: object = {}) => {
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: '231202000000', size: 1, ...more },
    people: [{ name: '何平', relation: '02', identityNumber: inventedNumber() }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
type Row = { id: string; transferId: string | null; since: string; until: string | null }
const listed = async (rule: string, by: Person = clerk) =>
  (await by.ask<{ rows: Row[] }>('GET', `/file-rules/${rule}/files`)).body.rows
const age = (id: string, columns: string) =>
  inTenant(server, tenantId, (tx) =>
    tx.run(`update household set ${columns} where tenant_id = $1 and id = $2`, [tenantId, id]),
  )

test('thirty working days are reckoned with holidays and make-up days', () => {
  // The National Day week of 2025 (1 to 8 October) with make-up Saturdays before and after.
  assert.equal(afterWorkingDays('2025-09-30', 1), '2025-10-09')
  assert.equal(afterWorkingDays('2025-09-26', 1), '2025-09-28')
  assert.ok(!enteredLate('2025-09-01', afterWorkingDays('2025-09-01', 30), 30))
  assert.ok(enteredLate('2025-09-01', afterWorkingDays('2025-09-01', 31), 30))
})

test('files not touched for a year are listed, gone through, and leave the list; periods are data', async () => {
  const id = await filed()
  assert.deepEqual(await listed('not_reviewed'), [])
  await age(id, "updated_at = now() - interval '13 months'")
  assert.deepEqual(
    (await listed('not_reviewed')).map((row) => row.id),
    [id],
  )
  type Figures = { rows: { rule: string; amount: number; total: number }[] }
  const figure = async () =>
    (await clerk.ask<Figures>('GET', '/file-rules')).body.rows.find((row) => row.rule === 'not_reviewed')
  assert.deepEqual(await figure(), { rule: 'not_reviewed', amount: 12, total: 1 })
  const todos = await clerk.ask<{ todos: { key: string; count: number }[] }>('GET', '/todos')
  assert.equal(todos.body.todos.find((todo) => todo.key === 'files_not_reviewed')?.count, 1)
  assert.equal((await clerk.ask('PUT', '/file-rules/not_reviewed', { amount: 14 })).status, 403)
  const reviewer = await server.signedIn(tenantId, 'reviewer')
  assert.equal((await reviewer.ask('PUT', '/file-rules/not_reviewed', { amount: 14 })).status, 200)
  assert.deepEqual(await figure(), { rule: 'not_reviewed', amount: 14, total: 0 })
  assert.equal((await reviewer.ask('PUT', '/file-rules/not_reviewed', { amount: 12 })).status, 200)
  const reviewed = await clerk.ask('POST', '/file-rules/reviews', { householdIds: [id], why: '年度清理，入户核对' })
  assert.deepEqual(reviewed.body, { reviewed: 1 })
  assert.deepEqual(await listed('not_reviewed'), [])
  const history = await clerk.ask<{ rows: { field: string }[] }>('GET', `/households/${id}/history`)
  assert.ok(history.body.rows.some((row) => row.field === 'reviewed'))
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.deepEqual((await other.ask('POST', '/file-rules/reviews', { householdIds: [id], why: '别家' })).body, {
    reviewed: 0,
  })
})

test('never helped, withdrawn and past retention, entered late: each family on its list', async () => {
  const [idle, kept, gone, late] = [await filed(), await filed(), await filed(), await filed()]
  await age(idle, 'registered_on = current_date - 200')
  await age(kept, "status = 'withdrawn', withdrawn_on = current_date - 30")
  await age(gone, "status = 'withdrawn', withdrawn_on = current_date - 3700")
  await age(late, 'known_from = now(), valid_from = current_date - 90, registered_on = current_date - 90')
  assert.ok((await listed('never_helped')).some((row) => row.id === idle))
  assert.deepEqual(
    (await listed('withdrawn')).map((row) => row.id),
    [kept],
  )
  assert.deepEqual(
    (await listed('retention_over')).map((row) => row.id),
    [gone],
  )
  assert.ok((await listed('late_entry')).some((row) => row.id === late))
  // Help that was written down for the wrong family and taken back is none.
  const given = { householdId: idle, givenOn: '2026-11-01', kind: 'comfort_grant', amountFen: '1000', source: 'union' }
  const aid = await clerk.ask<{ id: string }>('POST', '/aid', given)
  assert.ok(!(await listed('never_helped')).some((row) => row.id === idle))
  assert.equal((await clerk.ask('POST', `/aid/${aid.body.id}/reverse`, { why: '录错户' })).status, 200)
  assert.ok((await listed('never_helped')).some((row) => row.id === idle))
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.deepEqual(await listed('withdrawn', elsewhere), [])
})

test('a file whose body changed is handed over and waits until the receiving body confirms', async () => {
  const unit = await clerk.ask<{ id: string }>('POST', '/organisations', {
    name: '示范机械厂',
    kind: 'enterprise',
    enterpriseState: 'running',
    areaCode: '231202000000',
  })
  assert.equal(unit.status, 200, JSON.stringify(unit.body))
  const id = await filed()
  const page = await clerk.ask<{ version: number }>('GET', `/households/${id}`)
  const moved = await clerk.ask('PUT', `/households/${id}`, {
    version: page.body.version,
    household: { areaCode: '231202000000', size: 1, workUnitId: unit.body.id },
    why: '进厂工作',
  })
  assert.equal(moved.status, 200, JSON.stringify(moved.body))
  const row = await until('the hand-over', async () => (await listed('transfers'))[0])
  assert.equal(row.id, id)
  assert.equal(row.until, afterWorkingDays(row.since, 30))
  assert.equal((await clerk.ask('POST', `/file-transfers/${row.transferId}/receive`, { note: '已收' })).status, 200)
  assert.equal((await clerk.ask('POST', `/file-transfers/${row.transferId}/receive`, {})).status, 404)
  assert.deepEqual(await listed('transfers'), [])
})

test('a withdrawn file is taken up again under its number, since nobody is filed twice', async () => {
  const id = await filed()
  const page = async () =>
    (await clerk.ask<{ version: number; fileNumber: string; status: string }>('GET', `/households/${id}`)).body
  const { version, fileNumber } = await page()
  assert.equal((await clerk.ask('POST', `/households/${id}/reinstate`, { version, why: '没有撤' })).status, 409)
  assert.equal((await clerk.ask('POST', `/households/${id}/withdraw`, { version, why: '已脱困' })).status, 200)
  assert.ok((await listed('withdrawn')).some((row) => row.id === id))
  const again = { version: version + 1, why: '再次致困' }
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', `/households/${id}/reinstate`, again)).status, 403)
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await elsewhere.ask('POST', `/households/${id}/reinstate`, again)).status, 404)
  assert.equal((await clerk.ask('POST', `/households/${id}/reinstate`, { ...again, why: '' })).status, 400)
  assert.equal((await clerk.ask('POST', `/households/${id}/reinstate`, { ...again, version })).status, 409)
  assert.equal((await clerk.ask('POST', `/households/${id}/reinstate`, again)).status, 200)
  assert.deepEqual(await page(), { ...(await page()), fileNumber, status: 'registered', version: version + 2 })
  assert.ok(!(await listed('withdrawn')).some((row) => row.id === id))
})

test('help under a file that was merged counts for the family, and a merge that is undone is no late entry', async () => {
  const person = { name: '何并', relation: '02', birthDate: '1958-08-08', phone: '13900000066' }
  const opened = async () => {
    const household = { areaCode: '231202000000', size: 1 }
    const answer = await clerk.ask<{ id: string }>('POST', '/households', { household, people: [person] })
    await age(answer.body.id, "registered_on = '2025-01-01', created_at = '2025-01-01'")
    return answer.body.id
  }
  const [kept, given] = [await opened(), await opened()]
  const aid = { householdId: given, kind: 'living_grant', source: 'finance', givenOn: '2026-11-01', amountFen: '10000' }
  assert.equal((await clerk.ask('POST', '/aid', aid)).status, 200)
  type Pairs = { rows: { low: string; high: string }[] }
  const pair = await until(
    'a pair',
    async () => (await clerk.ask<Pairs>('GET', `/duplicates?household=${kept}`)).body.rows[0],
  )
  const merged = await clerk.ask<{ linkId: string }>('POST', `/duplicates/${pair.low}/${pair.high}/merge`, {
    ...{ keptId: kept, keptVersion: 1, givenUpVersion: 1, why: '同一户' },
    same: [],
  })
  assert.equal(merged.status, 200, JSON.stringify(merged.body))
  const has = async (rule: string, id: string) => (await listed(rule)).some((row) => row.id === id)
  assert.equal(await has('never_helped', kept), false)
  assert.equal((await clerk.ask('POST', `/household-links/${merged.body.linkId}/undo`, { why: '弄错了' })).status, 200)
  assert.deepEqual([await has('never_helped', kept), await has('never_helped', given)], [true, false])
  assert.deepEqual([await has('late_entry', kept), await has('late_entry', given)], [false, false])
})
