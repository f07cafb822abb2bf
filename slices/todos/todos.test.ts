import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, dayOf } from '../../core/date.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { Figure, Todo } from './model.ts'

let server: TestServer
let tenantId: string
let clerk: Person
const today = dayOf(new Date())

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

type Today = { todos: Todo[]; figures: Figure[] }
const todayOf = async (who: Person) => {
  const answer = await who.ask<Today>('GET', '/todos')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
const counts = ({ todos }: Today) => Object.fromEntries(todos.map((todo) => [todo.key, todo.count]))
const subjects = ({ todos }: Today, key: string) =>
  todos.filter((todo) => todo.key === key).map((todo) => [todo.about?.name, todo.count])
const made = async (path: string, body: unknown, who: Person = clerk) => {
  const answer = await who.ask<{ id: string }>('POST', path, body)
  assert.equal(answer.status, 200, `${path} ${JSON.stringify(answer.body)}`)
  return answer.body.id
}
const family = (areaCode = '231202001000') =>
  made('/households', { household: { areaCode, size: 2 }, people: [{ name: '王五', relation: '02' }] })

test('a new installation says what comes first, and forgets each step once it is done', async () => {
  assert.deepEqual(counts(await todayOf(clerk)), { first_organisation: null, first_household: null })
  assert.deepEqual((await todayOf(clerk)).figures, [])
  const reviewer = await server.signedIn(tenantId, 'reviewer')
  assert.deepEqual(counts(await todayOf(reviewer)), { first_standards: null })
  const standard = { name: 'dibao_standard_monthly_fen', region: '231200', residence: 'urban', validFrom: '2026-01-01' }
  await made('/policies/parameters', { ...standard, value: '71000', document: '测试标准 1 号' }, reviewer)
  assert.deepEqual(counts(await todayOf(reviewer)), {})
  const union = { name: '市总工会', kind: 'union', areaCode: '231200000000' }
  await made('/organisations', union)
  await family()
  const after = await todayOf(clerk)
  assert.deepEqual(counts(after), { unpaired: 1, income_unknown: 1 })
  assert.deepEqual(
    after.figures.map((figure) => [figure.key, figure.value]),
    [
      ['households', '1'],
      ['pairs', '0'],
      ['visits', '0'],
      ['aid_cash', '0'],
    ],
  )
})

test('what is late or missed is counted in the scope of the asker', async () => {
  const [here, there] = [await family(), await family('231221001000')]
  const list = await made('/aid-lists', {
    name: '慰问',
    festival: 'other',
    year: 2026,
    day: addDays(today, 5),
    kind: 'comfort_grant',
    amountFen: '30000',
  })
  await clerk.ask('POST', `/aid-lists/${list}/households`, { householdIds: [here, there] })
  const past = { raisedOn: addDays(today, -40), dueOn: addDays(today, -10) }
  await made('/requests', { householdId: there, kind: 'job', text: '想找活', ...past })
  const all = counts(await todayOf(clerk))
  assert.deepEqual([all.lists_due, all.requests_overdue, all.unpaired], [2, 1, 3])
  assert.deepEqual(subjects(await todayOf(clerk), 'lists_due'), [['慰问', 2]])
  const county = await todayOf(await server.signedIn(tenantId, 'clerk', '231221000000'))
  assert.deepEqual([counts(county).lists_due, counts(county).requests_overdue, counts(county).unpaired], [1, 1, 1])
  assert.equal(county.todos.find((todo) => todo.key === 'requests_overdue')?.late, true)
  assert.equal(county.figures[0]?.value, '1')
  const elsewhere = await server.signedIn(await server.tenant('邻市', '230200000000'), 'clerk', '230200000000')
  assert.equal(counts(await todayOf(elsewhere)).unpaired, undefined)
})

test('what pairs wait for: visits past their day, villages without an income line, enterprises nobody answers for', async () => {
  const tenantId = await server.tenant()
  const [writer, reviewer] = [await server.signedIn(tenantId, 'clerk'), await server.signedIn(tenantId, 'reviewer')]
  const householdId = await made(
    '/households',
    { household: { areaCode: '231202001000', size: 1 }, people: [{ name: '赵六', relation: '02' }] },
    writer,
  )
  const helperId = await made('/helpers', { kind: 'cadre', name: '干部', areaCode: '231202001000' }, writer)
  await made('/pairs', { householdId, helperId, since: addDays(today, -40) }, writer)
  const weak = { name: '困难厂', kind: 'enterprise', enterpriseState: 'in_hardship', areaCode: '231202000000' }
  await made('/organisations', weak, writer)
  const village = '231202001001'
  const income = await writer.ask('PUT', `/villages/${village}/income`, { year: 2025, perCapitaFen: '210000' })
  assert.equal(income.status, 200)
  const before = counts(await todayOf(writer))
  assert.deepEqual([before.visits_overdue, before.village_line, before.enterprises_unanswered], [1, 1, 1])
  const line = { name: 'village_income_line_fen', region: '231200', residence: 'rural', validFrom: '2004-01-01' }
  await made('/policies/parameters', { ...line, value: '300000', document: '测试文件' }, reviewer)
  assert.equal(counts(await todayOf(writer)).village_line, undefined)
  await made('/unit-pairs', { kind: 'village', villageCode: village, dueOn: addDays(today, -1) }, writer)
  assert.equal(counts(await todayOf(writer)).village_links_late, 1)
})

test('each administrator sees what waits for them, a helper works on the phone, a stranger sees nothing', async () => {
  const system = await server.signedIn(tenantId, 'system_administrator')
  const security = await server.signedIn(tenantId, 'security_administrator')
  await made('/accounts', { displayName: '新人', loginName: 'newcomer' }, system)
  assert.equal(counts(await todayOf(system)).invited, 1)
  assert.equal(counts(await todayOf(security)).without_role, 1)
  for (const filter of ['state=invited', 'withoutRole=true']) {
    const { body } = await security.ask<{ rows: { loginName: string }[] }>('GET', `/accounts?${filter}`)
    assert.deepEqual(
      body.rows.map((row) => row.loginName),
      ['newcomer'],
      filter,
    )
  }
  assert.deepEqual((await todayOf(system)).figures, [])
  assert.deepEqual(await todayOf(await server.signedIn(tenantId, 'helper')), { todos: [], figures: [] })
  assert.equal((await server.stranger.ask('GET', '/todos')).status, 401)
})
