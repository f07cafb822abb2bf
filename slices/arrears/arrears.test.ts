import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { LineFigures } from './contract.ts'
import type { ArrearsRow } from './model.ts'
import { monthsBack, readKey } from './rules.ts'

let server: TestServer
let tenantId: string
let clerk: Person
let personId: string
let householdId: string
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const month = (back: number) => monthsBack(today, back)

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  const filed = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: '231202000000', size: 1 },
    people: [{ name: '某甲', relation: '02' }],
  })
  householdId = filed.body.id
  type Due = { members: { id: string }[] }
  personId = (await clerk.ask<Due>('GET', `/policies/households/${householdId}`)).body.members[0]?.id ?? ''
})
after(() => server.close())

const list = async (query = '', who = clerk) =>
  (await who.ask<{ rows: ArrearsRow[] }>('GET', `/arrears?${query}`)).body.rows
const figures = async () =>
  new Map(
    (await clerk.ask<{ lines: LineFigures[] }>('GET', '/arrears/figures')).body.lines.map((line) => [line.line, line]),
  )
const told = (rows: readonly ArrearsRow[]) =>
  rows.map(({ month: of, dueFen, paidFen, owedFen, state }) => [of, dueFen, paidFen, owedFen, state])

test('what is due by enrolment, paid by the ledger and owed stands month by month, and is paid off', async () => {
  const start = { householdId, programme: 'laid_off_living', personId, amountFen: '60000', why: '进中心' }
  const started = await clerk.ask<{ id: string }>('POST', '/policies/enrolments', { ...start, fromDay: month(3) })
  assert.equal(started.status, 200, JSON.stringify(started.body))
  assert.deepEqual(await list(), [], 'nothing is owed before payments are on file')
  const watch = { fromMonth: month(2).slice(0, 7), version: 0 }
  assert.equal((await clerk.ask('PUT', '/arrears/lines/laid_off_living', watch)).status, 200)
  assert.equal((await clerk.ask('PUT', '/arrears/lines/laid_off_living', watch)).status, 409)
  const [two, one, now] = [2, 1, 0].map((back) => month(back).slice(0, 7)) as [string, string, string]
  const rows = await list()
  assert.deepEqual(told(rows), [
    [two, '60000', '0', '60000', 'owed'],
    [one, '60000', '0', '60000', 'owed'],
    [now, '60000', '0', '60000', 'waiting'],
  ])
  const keys = rows.map(({ key }) => key)
  const pay = (body: object) => clerk.ask('POST', '/arrears/payments', { paidOn: today, ...body })
  assert.equal((await pay({ keys: ['x'] })).status, 400)
  assert.equal((await pay({ keys: [keys[0]], amountFen: '60001' })).status, 400)
  assert.equal((await pay({ keys, amountFen: '1' })).status, 400)
  const other = await pay({ keys: [keys[0], keys[1]], owedFen: '60000' })
  assert.deepEqual([other.status, JSON.stringify(other.body).includes('1,200.00')], [409, true])
  assert.equal((await pay({ keys: [keys[0]], amountFen: '20000' })).status, 200)
  assert.equal((await pay({ keys: [keys[1]], owedFen: '60000' })).status, 200)
  assert.equal((await pay({ keys: [keys[1]] })).status, 409, 'paid already')
  assert.deepEqual(told(await list()), [
    [two, '60000', '20000', '40000', 'owed'],
    [one, '60000', '60000', '0', 'settled'],
    [now, '60000', '0', '60000', 'waiting'],
  ])
  const line = (await figures()).get('laid_off_living')
  assert.deepEqual([line?.receivers, line?.owedReceivers, line?.owedFen, line?.paidFen], [1, 1, '40000', '80000'])
  assert.deepEqual((await list('state=owed')).length, line?.owedMonths)
  const { todos } = (await clerk.ask<{ todos: { key: string; count: number }[] }>('GET', '/todos')).body
  assert.equal(todos.find(({ key }) => key === 'arrears')?.count, 1, 'what is owed waits on everybody’s first page')
  // Each number opens the list it counts: persons by person, months by month.
  type Receivers = { rows: { receiver: string; owedFen: string; owedMonths: number; owedSince: string | null }[] }
  const people = async (query: string) =>
    (await clerk.ask<Receivers>('GET', `/arrears/receivers?${query}`)).body.rows.map((row) => [
      ...[row.receiver, row.owedFen, row.owedMonths, row.owedSince],
    ])
  assert.deepEqual(await people('line=laid_off_living&state=owed'), [['某甲', '40000', 1, two]])
  assert.deepEqual(await people('line=dibao'), [])
  const counted = await clerk.ask<{ total: number }>('GET', '/arrears/receivers/total?line=laid_off_living&state=owed')
  assert.equal(counted.body.total, line?.owedReceivers)
  // What was taken back is owed again, for the month it had been paid for.
  type Line = { id: string; amountFen: string }
  const ledger = await clerk.ask<{ rows: Line[] }>('GET', '/aid?kind=basic_living_payment')
  const whole = ledger.body.rows.find(({ amountFen }) => amountFen === '60000')
  assert.equal((await clerk.ask('POST', `/aid/${whole?.id}/reverse`, { why: '退回' })).status, 200)
  assert.deepEqual(told(await list('state=owed')).length, 2)
})

test('a payment in the ledger without a month counts for that of its day; too much and unknown are told as such', async () => {
  const start = { householdId, programme: 'dibao', fromDay: month(1), why: '审批' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', start)).status, 200)
  const paid = { householdId, givenOn: month(1), kind: 'dibao_payment', source: 'finance', amountFen: '100' }
  assert.equal((await clerk.ask('POST', '/aid', paid)).status, 200)
  const states = (await list('line=dibao')).map(({ state, dueFen }) => [state, dueFen])
  assert.deepEqual(states, [
    ['unknown', null],
    ['unknown', null],
  ])
  const end = { version: 1, toDay: month(1), why: '更正' }
  type Due = { enrolments: { id: string; programme: string }[] }
  const { body } = await clerk.ask<Due>('GET', `/policies/households/${householdId}`)
  const dibao = body.enrolments.find(({ programme }) => programme === 'dibao')
  assert.equal((await clerk.ask('POST', `/policies/enrolments/${dibao?.id}/end`, end)).status, 200)
  assert.deepEqual(told(await list('line=dibao')), [[month(1).slice(0, 7), null, '100', '0', 'over']])
})

test('forbidden without the permission, nothing of others; the export says what the list says', async () => {
  const helper = await server.signedIn(tenantId, 'helper')
  for (const path of ['/arrears', '/arrears/total', '/arrears/figures', '/arrears/export', '/arrears/receivers'])
    assert.equal((await helper.ask('GET', path)).status, 403, path)
  const auditor = await server.signedIn(tenantId, 'auditor')
  const [row] = await list('state=owed')
  const body = { keys: [row?.key], paidOn: today }
  assert.equal((await auditor.ask('POST', '/arrears/payments', body)).status, 403)
  assert.equal((await auditor.ask('PUT', '/arrears/lines/dibao', { fromMonth: '2026-01', version: 0 })).status, 403)
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.deepEqual(await list('', elsewhere), [])
  const foreigner = await server.signedIn(await server.tenant(), 'clerk')
  assert.deepEqual(await list('', foreigner), [])
  assert.equal((await foreigner.ask('POST', '/arrears/payments', body)).status, 409)
  const sheet = await clerk.ask('GET', '/arrears/export?state=owed')
  assert.equal(sheet.status, 200)
  assert.equal(readKey('a.b.dibao.2026-01'), undefined)
  assert.equal(monthsBack('2026-01-15', 1), '2025-12-01')
})
