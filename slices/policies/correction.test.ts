import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMonths } from '../../core/date.ts'
import { answersOf, filedFamily } from '../../tests/support/families.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { HouseholdFact } from './model.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  const text = [
    'parameter,region,residence,from,value',
    'dibao_standard_monthly_fen,231200,urban,2020-01-01,70000',
    'recovery_months_at_most,231200,,2020-01-01,12',
    '',
  ].join('\n')
  const drafter = await server.signedIn(tenantId, 'reviewer')
  await drafter.ask('POST', '/policies/parameters/import', { fileName: 'a.csv', text })
})
after(() => server.close())

test('months received too much are counted from the change on; what is put in by hand has a reason and can be taken back', async () => {
  const id = await filedFamily(clerk, '600000')
  const overpayment = async () => (await answersOf(clerk, id)).find((one) => one.policy === 'overpayment')
  const put = (name: string, value: string, why: string | null = null, who = clerk) =>
    who.ask<{ fields?: { field: string }[] }>('PUT', `/policies/households/${id}/facts/${name}`, { value, why })
  const figure = async (name: string) => (await overpayment())?.figures.find((one) => one.name === name)?.value
  const today = (await overpayment())?.onDay ?? ''
  const thisMonth = `${today.slice(0, 7)}-01`
  const start = { householdId: id, programme: 'dibao', fromDay: addMonths(thisMonth, -20), why: '审批' }
  const begun = await clerk.ask('POST', '/policies/enrolments', { ...start, monthlyFen: '35050' })
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  assert.equal((await put('income_change_unreported', 'true')).status, 200)
  assert.deepEqual((await overpayment())?.recordable, ['income_changed_on'])
  assert.equal((await put('income_changed_on', addMonths(thisMonth, -4))).status, 200)
  // Of 500 yuan a month 200 are due by the standard of 700: three months that are over, 150.50 yuan too much each.
  assert.deepEqual(
    [(await overpayment())?.state, await figure('recovered_months'), await figure('recover_fen')],
    ['eligible', '3', '451.50'],
  )
  const correctable = ['overpaid_months', 'received_monthly_fen', 'due_monthly_fen']
  assert.deepEqual((await overpayment())?.correctable, correctable)
  const unfounded = await put('overpaid_months', '2')
  assert.deepEqual([unfounded.status, unfounded.body.fields?.[0]?.field], [400, 'why'])
  assert.equal((await put('overpaid_months', '2', '十月已退回')).status, 200)
  assert.equal((await put('due_monthly_fen', '30050', '标准分段')).status, 200)
  assert.equal(await figure('recover_fen'), '100.00')
  const { body } = await clerk.ask<{ facts: HouseholdFact[] }>('GET', `/policies/households/${id}`)
  assert.deepEqual(
    body.facts.filter(({ name }) => correctable.includes(name)).map(({ name, value, why }) => [name, value, why]),
    [
      ['due_monthly_fen', '30050', '标准分段'],
      ['overpaid_months', '2', '十月已退回'],
    ],
  )
  const forget = (name: string, who = clerk) =>
    who.ask('POST', `/policies/households/${id}/facts/${name}/forget`, { why: '核实无误' })
  assert.equal((await forget('overpaid_months', await server.signedIn(tenantId, 'helper'))).status, 403)
  assert.equal((await forget('overpaid_months')).status, 200)
  assert.deepEqual([await figure('recovered_months'), await figure('recover_fen')], ['3', '150.00'])
  assert.equal((await forget('overpaid_months')).status, 409, 'taken back already')
  assert.equal((await forget('income_changed_on')).status, 409, 'is not worked out')
})

test('where the standard was another one in the months received too much, no figure is made up: a clerk is asked', async () => {
  const id = await filedFamily(clerk, '600000')
  const overpayment = async () => (await answersOf(clerk, id)).find((one) => one.policy === 'overpayment')
  const put = (name: string, value: string, why: string | null = null) =>
    clerk.ask('PUT', `/policies/households/${id}/facts/${name}`, { value, why })
  const recover = async () => (await overpayment())?.figures.find((one) => one.name === 'recover_fen')?.value
  const thisMonth = `${(await overpayment())?.onDay.slice(0, 7)}-01`
  const text = `parameter,region,residence,from,value\ndibao_standard_monthly_fen,231200,urban,${addMonths(thisMonth, -2)},71000\n`
  const drafter = await server.signedIn(tenantId, 'reviewer')
  const imported = await drafter.ask('POST', '/policies/parameters/import', { fileName: 'b.csv', text })
  assert.equal(imported.status, 200, JSON.stringify(imported.body))
  const start = { householdId: id, programme: 'dibao', fromDay: addMonths(thisMonth, -20), why: '审批' }
  assert.equal((await clerk.ask('POST', '/policies/enrolments', { ...start, monthlyFen: '35050' })).status, 200)
  assert.equal((await put('income_change_unreported', 'true')).status, 200)
  assert.equal((await put('income_changed_on', addMonths(thisMonth, -5))).status, 200)
  assert.deepEqual(
    [(await overpayment())?.state, (await overpayment())?.recordable, await recover()],
    ['unknown', ['due_monthly_fen'], '—'],
  )
  // 350.50 received and 205.00 due on the average, in each of four months.
  assert.equal((await put('due_monthly_fen', '20500', '两个月 200 元，两个月 210 元')).status, 200)
  assert.deepEqual([(await overpayment())?.state, await recover()], ['eligible', '582.00'])
  // From the day of the new standard on it is one for all months: 210.00 due in each of two.
  const forget = await clerk.ask('POST', `/policies/households/${id}/facts/due_monthly_fen/forget`, { why: '重算' })
  assert.equal(forget.status, 200)
  assert.equal((await put('income_changed_on', addMonths(thisMonth, -3))).status, 200)
  assert.equal(await recover(), '281.00')
})
