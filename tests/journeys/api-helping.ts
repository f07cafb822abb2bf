import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { test } from 'node:test'
import { addDays } from '../../core/date.ts'
import type { PairRow, Proposal } from '../../slices/pairing/model.ts'
import type { OwnFamily, Receipt } from '../../slices/visits/contract.ts'
import { all, get, send, total } from '../support/asking.ts'
import { settledImport, stepImport, uploadRoster } from '../support/rosters.ts'
import { until } from '../support/until.ts'
import {
  cash,
  city,
  everybody,
  helpers,
  helpersRoster,
  received,
  story,
  today,
  workers,
  workersRoster,
} from './story.ts'

// Second chapter: who stands by whom, and what was done for them.

async function proposed(areaCode: string): Promise<Proposal> {
  const { id } = await send<{ id: string }>(story.office.clerk, '/proposals', { areaCode })
  return until(`proposal ${id}`, async () => {
    const proposal = await get<Proposal>(story.office.clerk, `/proposals/${id}`)
    assert.notEqual(proposal.state, 'failed', JSON.stringify(proposal.failure))
    return proposal.state === 'ready' && proposal
  })
}

test('helpers from their list and one with an account; a pair by hand, a county and then the city by proposal', async () => {
  const { clerk, reviewer, helper } = story.office
  const id = await uploadRoster(clerk, helpersRoster, { target: 'helpers' })
  assert.equal((await settledImport(clerk, id)).counts?.new, helpers.records.length)
  await stepImport(clerk, id, 'commit', 'committed')
  story.imports.helpers = id
  assert.equal(await total(clerk, '/helpers/total'), helpers.records.length)
  const { membershipId } = helper
  const draft = { kind: 'cadre', name: '对口干部', areaCode: '231202000000', capacity: 2, membershipId }
  story.ownHelper = (await send<{ id: string }>(clerk, '/helpers', draft)).id
  for (const family of [story.missedFamily, story.servedFamily])
    await send(clerk, '/pairs', { householdId: family.id, helperId: story.ownHelper, since: addDays(today, -20) })

  const county = '231221000000'
  const waiting = await total(clerk, `/pairs/total?state=unpaired&area=${county}`)
  assert.ok(waiting > 10, String(waiting))
  const first = await proposed(county)
  assert.deepEqual([first.households, first.served, first.standing], [waiting, waiting, waiting])
  const [line] = await all<{ householdId: string }>(clerk, `/proposals/${first.id}/lines`)
  const left = { helperId: null }
  const { version } = await send<{ version: number }>(
    clerk,
    `/proposals/${first.id}/lines/${line?.householdId}`,
    left,
    'PUT',
  )
  assert.equal((await clerk.ask('POST', `/proposals/${first.id}/accept`, { version })).status, 403)
  const approved = { pairs: waiting - 1, ended: 0, kept: 0 }
  assert.deepEqual(await send(reviewer, `/proposals/${first.id}/accept`, { version }), approved)
  const rest = await proposed(city)
  assert.deepEqual([rest.households, rest.served], [everybody - 2 - (waiting - 1), everybody - 2 - (waiting - 1)])
  await send(reviewer, `/proposals/${rest.id}/accept`, { version: rest.version })
  const counts = await get<Record<string, number>>(clerk, '/pairs/counts')
  assert.deepEqual([counts.pairs, counts.unpaired], [everybody, 0])
  for (const one of await all<{ families: number; capacity: number; name: string }>(clerk, '/helpers?paired=true'))
    assert.ok(one.families <= one.capacity, one.name)
  // One pair is changed and one ends with a reason: that family is missed from now on.
  const [changed, ended] = await all<PairRow>(clerk, '/pairs?area=231222000000')
  const [free] = await all<{ id: string }>(clerk, '/helpers?free=true')
  await send(clerk, `/pairs/${changed?.id}/lead`, { version: changed?.version, helperId: free?.id })
  await send(clerk, `/pairs/${ended?.id}/end`, { version: ended?.version, reason: 'moved', note: '迁往外地' })
  assert.deepEqual(
    (await all<PairRow>(clerk, '/pairs?state=unpaired')).map((row) => row.householdId),
    [ended?.householdId],
  )
})

test('the helper visits: what was seen, a request with its day, a promise, cash and goods, once however often sent', async () => {
  const { clerk, helper } = story.office
  const own = await until('the families are theirs', async () => {
    const { families: mine } = await get<{ families: OwnFamily[] }>(helper, '/my/families')
    return mine.length === 2 && mine
  })
  assert.deepEqual(
    own.map((one) => one.headName).sort(),
    [story.missedFamily.headName, story.servedFamily.headName].sort(),
  )
  const payload = {
    householdId: story.missedFamily.id,
    visitedOn: today,
    living: { marks: ['cold_home'], text: '炉子坏了' },
    asks: [{ id: randomUUIDv7(), kind: 'job', text: '想找个活' }],
    promises: [{ id: randomUUIDv7(), text: '联系劳务公司', dueOn: addDays(today, 14) }],
    cashFen: '50000',
    goods: [{ name: '大米', quantity: 2, unit: '袋', valueFen: '13600' }],
  }
  const outbox = { kind: 'visit', accountId: helper.accountId, madeAt: new Date().toISOString() }
  const item = { id: randomUUIDv7(), ...outbox, payload }
  const results = []
  for (let times = 0; times < 2; times++)
    results.push(
      ...(await send<{ receipts: Receipt[] }>(helper, '/visits/sync', { items: [item] })).receipts.map(
        (receipt) => receipt.result,
      ),
    )
  assert.deepEqual(results, ['stored', 'already'])
  const [request] = await all<{ text: string; dueOn: string; responsibleName: string }>(clerk, '/requests')
  assert.deepEqual([request?.text, request?.dueOn], ['想找个活', addDays(today, 30)])
  const [visited] = (await get<{ families: OwnFamily[] }>(helper, '/my/families')).families.filter(
    (one) => one.householdId === story.missedFamily.id,
  )
  assert.deepEqual(
    [visited?.lastVisitedOn, visited?.promises[0]?.text, visited?.requests[0]?.text],
    [today, '联系劳务公司', '想找个活'],
  )
  assert.deepEqual(await get(clerk, '/visits/total'), { total: 1, households: 1 })
})

test('aid of any kind in one ledger, one line taken back; a festival list from a roster, with receipts', async () => {
  const { clerk, finance } = story.office
  const grant = { householdId: story.servedFamily.id, givenOn: today, kind: 'temporary_relief', source: 'finance' }
  await send(finance, '/aid', { ...grant, amountFen: String(cash.register), proof: '收据 1' })
  const mistake = await send<{ id: string }>(finance, '/aid', { ...grant, amountFen: '777700' })
  await send(finance, `/aid/${mistake.id}/reverse`, { why: '重复登记' })
  await send(clerk, '/aid', {
    ...grant,
    kind: 'skills_training',
    source: 'union',
    item: '烹饪班',
    quantity: '1',
    unit: '期',
  })
  assert.equal(await total(clerk, '/aid/total?mode=capacity'), 1)
  const year = Number(today.slice(0, 4)) + 1
  story.festival = await send<{ id: string; dueOn: string }>(clerk, '/aid-lists', {
    name: `${year} 年春节慰问`,
    festival: 'spring_festival',
    year,
    kind: 'comfort_grant',
    amountFen: String(cash.festival),
  })
  const id = await uploadRoster(clerk, workersRoster, { target: 'aid_list', aidListId: story.festival.id })
  assert.equal((await settledImport(clerk, id)).counts?.new, workers.records.length)
  await stepImport(clerk, id, 'commit', 'committed')
  const entries = await all<{ householdId: string }>(clerk, `/aid-lists/${story.festival.id}/entries`)
  assert.equal(entries.length, workers.records.length)
  const householdIds = entries.slice(0, received).map((entry) => entry.householdId)
  const receipt = { householdIds, receivedOn: today, receipt: '签领表 1' }
  const path = `/aid-lists/${story.festival.id}/received`
  assert.deepEqual(await send(clerk, path, receipt), { recorded: received, already: 0 })
  assert.deepEqual(await send(clerk, path, receipt), { recorded: 0, already: received })
  const ledger = await get<{ total: number; cashFen: string; goodsValueFen: string }>(clerk, '/aid/total')
  assert.deepEqual(
    [ledger.total, ledger.cashFen, ledger.goodsValueFen],
    [received + 4, String(cash.visit + cash.register + received * cash.festival), '13600'],
  )
})
