import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, addMonths } from '../../core/date.ts'
import { answersOf, dueItemsOf, filedFamily } from '../../tests/support/families.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import { pruneSharedAnswers } from './shared-answer-store.ts'
import type { Watched } from './watch-model.ts'

let server: TestServer
let tenantId: string
let clerk: Person
let drafter: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  drafter = await server.signedIn(tenantId, 'reviewer')
  const text = 'parameter,region,residence,from,value\ndibao_standard_monthly_fen,231200,urban,2025-01-01,70000\n'
  await drafter.ask('POST', '/policies/parameters/import', { fileName: 'a.csv', text })
})
after(() => server.close())

const family = (income: string) => filedFamily(clerk, income)
const answers = (id: string) => answersOf(clerk, id)
const itemsOf = (id: string, state?: string) => dueItemsOf(clerk, id, state)

test('a family that left hardship is watched for a year, its file withdrawn: income that falls back becomes work once', async () => {
  const id = await family('600000')
  const begin = (fromDay: string, who = clerk) =>
    who.ask<{ id: string; toDay: string }>('POST', '/policies/watched', {
      ...{ householdId: id, kind: 'graduation', fromDay, why: '已公示五天' },
    })
  assert.equal((await begin('2026-09-05')).status, 409, 'nothing is on file by which it may leave')
  const told = (month: string, incomeFen: string) =>
    clerk.ask('PUT', `/policies/households/${id}/months`, {
      months: [{ month: `2026-${month}`, incomeFen, persons: 2 }],
    })
  for (const month of ['05', '06', '07', '08', '09', '10']) assert.equal((await told(month, '1000000')).status, 200)
  assert.equal((await begin('2099-01-01')).status, 400)
  assert.equal((await begin('2026-09-05', await server.signedIn(tenantId, 'helper'))).status, 403)
  const begun = await begin('2026-09-05')
  assert.deepEqual([begun.status, begun.body.toDay], [200, '2027-09-05'], JSON.stringify(begun.body))
  assert.equal((await begin('2026-09-05')).status, 409, 'watched already')
  const { body: file } = await clerk.ask<{ version: number }>('GET', `/households/${id}`)
  const withdraw = { version: file.version, why: '脱困撤档' }
  assert.equal((await clerk.ask('POST', `/households/${id}/withdraw`, withdraw)).status, 200)
  const watched = async (query = '') =>
    (await clerk.ask<{ rows: Watched[] }>('GET', `/policies/watched?household=${id}${query}`)).body.rows
  const [steady] = await watched()
  assert.deepEqual([steady?.sign, steady?.lastMonth, steady?.lastFen], ['steady', '2026-10', '500000'])
  // Two persons at the standard of 700 yuan: equal is not above.
  assert.equal((await told('10', '140000')).status, 200)
  await until('what fell back', async () => (await watched('&sign=fell_back')).length === 1)
  const [fallen] = await watched()
  assert.deepEqual([fallen?.relapsedMonth, fallen?.withdrawn, fallen?.state], ['2026-10', true, 'watched'])
  const [item, ...others] = (await itemsOf(id)).filter((one) => one.policy === 'graduation')
  assert.deepEqual([item?.kind, item?.because, others.length], ['review', 'relapse', 0])
  assert.equal(item?.dueOn, addDays(item?.onDay ?? '', 15))
  const end = (version: number | undefined) =>
    clerk.ask('POST', `/policies/watched/${fallen?.id}/end`, { version, as: 'relapsed', why: '核实返困' })
  assert.equal((await end(1)).status, 409)
  assert.equal((await end(fallen?.version)).status, 200)
  assert.deepEqual([(await watched()).length, (await watched('&state=relapsed')).length], [0, 1])
})

test('forms of answers that nobody stands by any more are taken away, the others stay', async () => {
  const id = await family('100000')
  const before = await answers(id)
  const pruned = await inTenant(server, tenantId, async (tx) => {
    await tx.run(
      `insert into shared_answer (tenant_id, number, policy, state, reasons, missing, trace, figures, answers, policy_version, digest)
       values ($1, 900000, 'dibao', 'unknown', '[]', '{}', '[]', '{}', '{}', 'dibao-0', 'of nobody')`,
      [tenantId],
    )
    return pruneSharedAnswers(tx)
  })
  assert.ok(pruned >= 1)
  type Rows = { rows: { householdId: string; state: string }[] }
  const listed = await clerk.ask<Rows>('GET', '/policies/results?policy=medical&limit=200')
  const medical = before.find((one) => one.policy === 'medical')
  assert.equal(listed.body.rows.find((row) => row.householdId === id)?.state, medical?.state)
})

test('a standard that was published after it held: what is to be paid back, until the new amount is recorded from then on', async () => {
  const id = await family('600000')
  const start = { householdId: id, programme: 'dibao', fromDay: '2025-06-01', monthlyFen: '20000', why: '审批' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', start)).status, 200)
  const dibao = async () => (await answers(id)).find((one) => one.policy === 'dibao')
  assert.equal((await dibao())?.backPay, null)
  const today = (await dibao())?.onDay ?? ''
  const validFrom = addMonths(`${today.slice(0, 7)}-01`, -3)
  const publishedOn = addDays(addMonths(validFrom, 2), 14)
  const standard = { name: 'dibao_standard_monthly_fen', region: '231202', validFrom, value: '73000', publishedOn }
  const raised = await drafter.ask<{ runId: string }>('POST', '/policies/parameters', standard)
  assert.equal(raised.status, 200, JSON.stringify(raised.body))
  assert.deepEqual((await dibao())?.backPay, {
    ...{ fromDay: validFrom, months: 3, totalFen: '9000', validFrom, publishedOn, document: null },
  })
  await until('the work', async () => (await itemsOf(id)).some(({ kind }) => kind === 'raise'))
  const [item] = (await itemsOf(id)).filter(({ kind }) => kind === 'raise')
  const carryOut = { version: item?.version, fromDay: validFrom, why: '补发' }
  assert.equal((await clerk.ask('POST', `/policies/items/${item?.id}/carry-out`, carryOut)).status, 200)
  assert.equal((await dibao())?.backPay, null)
  const watch = { fromMonth: validFrom.slice(0, 7), version: 0 }
  assert.equal((await clerk.ask('PUT', '/arrears/lines/dibao', watch)).status, 200)
  const owed = await clerk.ask<{ rows: { dueFen: string }[] }>('GET', `/arrears?household=${id}&state=owed`)
  assert.deepEqual(
    owed.body.rows.map(({ dueFen }) => dueFen),
    ['23000', '23000', '23000'],
  )
})
