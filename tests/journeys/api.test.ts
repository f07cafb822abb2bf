import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addDays, dayOf } from '../../core/date.ts'
import type { CoverageRow, Guarantee } from '../../slices/guarantees/model.ts'
import type { PairRow, Proposal } from '../../slices/pairing/model.ts'
import type { HouseholdResult, ResultRow } from '../../slices/policies/model.ts'
import type { Household, HouseholdRow } from '../../slices/registry/model.ts'
import type { RoundReport } from '../../slices/reports/model.ts'
import type { OwnFamily, Receipt } from '../../slices/visits/contract.ts'
import { all, get, send, total } from '../support/asking.ts'
import { foreignAnswers } from '../support/canary.ts'
import { type Office, openOffice } from '../support/office.ts'
import { settledImport, stepImport, truthOf, uploadRoster } from '../support/rosters.ts'
import { openTestServer, type Person, type TestServer } from '../support/server.ts'
import { parameters, standardOf, standards } from '../support/standards.ts'
import { until } from '../support/until.ts'
import { download, sheetRows, wordText } from '../support/workbooks.ts'

// One new installation, from the setup link to the report, as its officers would do it, through the API alone.
// Every number comes from the truths of the rosters or from what this file did itself.
const workersRoster = '困难职工花名册.xlsx'
const familiesRoster = '低保家庭花名册.xlsx'
const helpersRoster = '帮扶干部名单.xlsx'
const workers = truthOf(workersRoster)
const families = truthOf(familiesRoster)
const helpers = truthOf(helpersRoster)
const city = '231200000000'
const today = dayOf(new Date())
// Their works is bankrupt, so the government answers for its workers.
const bankrupt = '市乳品厂'

let server: TestServer
let office: Office
const imports: Record<string, string> = {}
/** Two families of the roster by hand made eligible for dibao: one that does not receive, one that does. */
let missedFamily: Household
let servedFamily: Household

before(async () => {
  server = await openTestServer()
})
after(() => server?.close())

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sofar, item) => sofar + of(item), 0)

test('accounts: the setup link and the welcome links make an office of nine roles, three of them apart', async () => {
  office = await openOffice(server)
  assert.equal(await server.application.setupPath(), null, 'the setup link is used up')
  for (const [role, person] of Object.entries(office)) {
    const session = await get<{ membership: { role: string; areaName: string } }>(person, '/session')
    assert.deepEqual([session.membership.role, session.membership.areaName], [role, '绥化市'])
  }
  assert.equal(await total(office.system_administrator, '/accounts'), 9)
  assert.equal((await office.system_administrator.ask('GET', '/households')).status, 403)
})

test('areas and organisations: a village of its own, and a works that went bankrupt', async () => {
  const { clerk } = office
  const village = await send<{ code: string }>(clerk, '/areas', { parent: '231202001000', name: '示范社区' })
  const found = await get<{ rows: { area: { code: string }; fullName: string }[] }>(
    clerk,
    `/areas/find?name=${encodeURIComponent('示范社区')}`,
  )
  assert.deepEqual(
    found.rows.map((row) => row.area.code),
    [village.code],
  )
  assert.match(found.rows[0]?.fullName ?? '', /北林区.*示范社区/)
  const works = { name: bankrupt, kind: 'enterprise', enterpriseState: 'bankrupt', areaCode: city }
  const { id } = await send<{ id: string }>(clerk, '/organisations', { ...works, responsiblePerson: '厂长甲' })
  const [branch] = [await send<{ id: string }>(clerk, '/organisations', { ...works, name: '一车间', parentId: id })]
  const below = await get<{ rows: { id: string; parentName: string }[] }>(clerk, `/organisations?under=${id}`)
  assert.ok(below.rows.some((row) => row.id === branch.id && row.parentName === bankrupt))
})

test('the roster of workers becomes exactly the households of its truth, each with who answers for it', async () => {
  const { clerk } = office
  const id = await uploadRoster(clerk, workersRoster, { target: 'registry' })
  const read = await settledImport(clerk, id)
  assert.equal(read.state, 'ready', JSON.stringify(read.problem))
  const issues = (severity: string) => workers.issues.filter((issue) => issue.severity === severity).length
  assert.deepEqual(
    [read.counts?.new, read.counts?.errors, read.counts?.warnings],
    [workers.records.length, issues('error'), issues('warning')],
  )
  await send(clerk, `/imports/${id}/corrections`, { newUnits: 'in_hardship' }, 'PUT')
  assert.equal((await settledImport(clerk, id)).state, 'ready')
  await stepImport(clerk, id, 'commit', 'committed')
  imports.workers = id
  const rows = await all<HouseholdRow>(clerk, `/households?importId=${id}`)
  const told = (values: Record<string, unknown>) =>
    [values.name, values.unit, values.household_size, values.category, values.cause, values.annual_income_fen].join()
  const filed = (row: HouseholdRow) =>
    [row.headName, row.workUnit, row.size, row.category, row.mainCause, row.annualIncomeFen].join()
  assert.deepEqual(rows.map(filed).sort(), workers.records.map((record) => told(record.values)).sort())
  const ofBankrupt = workers.records.filter((record) => record.values.unit === bankrupt).length
  assert.equal(await total(clerk, '/households/total?reason=unit_bankrupt'), ofBankrupt)
  assert.equal(await total(clerk, '/households/total?reason=unit'), workers.records.length - ofBankrupt)
  const again = await uploadRoster(clerk, workersRoster, { target: 'registry' })
  assert.deepEqual((await settledImport(clerk, again)).counts?.unchanged, workers.records.length)
  await send(clerk, `/imports/${again}/cancel`)
})

test('the roster of dibao families becomes households with all members, and enrolments with their money', async () => {
  const { clerk } = office
  const id = await uploadRoster(clerk, familiesRoster, { target: 'registry' })
  const read = await settledImport(clerk, id)
  assert.deepEqual([read.state, read.counts?.new], ['ready', families.households.length])
  await stepImport(clerk, id, 'commit', 'committed')
  imports.families = id
  const size = sum(families.households, (one) => one.size)
  assert.deepEqual(await get(clerk, `/households/total?importId=${id}`), {
    total: families.households.length,
    persons: size,
  })
  const [sample] = families.households
  const [row] = await all<HouseholdRow>(clerk, `/households?search=${sample?.head}`)
  const household = await get<Household>(clerk, `/households/${row?.id}`)
  assert.deepEqual(
    household.people.map((person) => person.name).sort(),
    sample?.members.map((member) => member.name).sort(),
  )
  const head = household.people.find((person) => person.relation === '02')
  assert.match(head?.identityNumber ?? '', /\*{4}/)
  const revealed = await send(clerk, `/households/${row?.id}/people/${head?.id}/reveal`, {
    field: 'identityNumber',
    reason: '核对身份',
  })
  assert.deepEqual(revealed, { value: sample?.head })
  const enrolled = workers.records.filter((record) => record.values.dibao === true).length
  const figures = await get<{ enrolled: number; paidFen: string }>(clerk, '/policies/results/figures')
  assert.deepEqual(
    [figures.enrolled, figures.paidFen],
    [enrolled + families.households.length, String(sum(families.households, (one) => one.monthly_benefit_fen))],
  )
})

async function runDone(who: Person, id: string): Promise<{ total: number; done: number; changed: number }> {
  return until(`run ${id}`, async () => {
    const run = await get<{ state: string; total: number; done: number; changed: number }>(who, `/policies/runs/${id}`)
    assert.notEqual(run.state, 'failed')
    return run.state === 'done' && run
  })
}

test('standards come from their file; dibao is decided for every household, with the reason', async () => {
  const { clerk, reviewer } = office
  const file = { fileName: 'parameters.csv', text: parameters, document: '示例标准' }
  const judged = await send<Record<string, unknown>>(reviewer, '/policies/parameters/check', file)
  assert.deepEqual([judged.new, judged.changed, judged.wrong], [standards.length, 0, 0])
  const imported = await send<{ new: number; runId: string }>(reviewer, '/policies/parameters/import', file)
  assert.equal(imported.new, standards.length)
  const everybody = workers.records.length + families.households.length
  assert.equal((await runDone(clerk, imported.runId)).total, everybody)
  const { runId } = await send<{ runId: string }>(clerk, '/policies/runs')
  const run = await runDone(clerk, runId)
  assert.deepEqual([run.done, run.changed], [everybody, 0], 'computed again, nothing is another')
  const rows = await all<ResultRow>(clerk, '/policies/results')
  assert.equal(rows.length, everybody)
  const income = new Map(
    (await all<HouseholdRow>(clerk, '/households')).map((row) => [row.id, row.annualIncomeFen] as const),
  )
  const above = (row: ResultRow) =>
    income.get(row.householdId) !== null &&
    Number(income.get(row.householdId)) >= 12 * row.size * standardOf(row.areaCode)
  for (const row of rows)
    if (above(row)) assert.deepEqual([row.state, row.reasons], ['not_eligible', ['income_not_below_standard']])
    else assert.deepEqual([row.state, row.reasons, row.missing.length > 0], ['unknown', [], true])
  const figures = await get<{ states: Record<string, number> }>(clerk, '/policies/results/figures')
  const notEligible = rows.filter(above).length
  assert.deepEqual(figures.states, {
    eligible: 0,
    not_eligible: notEligible,
    unknown: everybody - notEligible,
    none: 0,
  })
  assert.ok(notEligible > 100 && notEligible < workers.records.length, String(notEligible))
})

test('a family whose facts are completed becomes eligible for exactly the gap', async () => {
  const { clerk } = office
  const incomplete = await all<ResultRow>(clerk, '/policies/results?state=unknown')
  const told = new Set(workers.records.map((record) => record.values.name))
  const known = incomplete.filter((row) => told.has(row.headName) && row.size > 1 && row.inputs?.countedAnnualFen)
  const missed = known.find((row) => row.enrolledFrom === null) as ResultRow
  const served = known.find((row) => row.enrolledFrom !== null) as ResultRow
  for (const row of [missed, served]) await completeFacts(clerk, row)
  missedFamily = await get<Household>(clerk, `/households/${missed.householdId}`)
  servedFamily = await get<Household>(clerk, `/households/${served.householdId}`)
  const [listed] = await all<ResultRow>(clerk, '/policies/results?coverage=eligible_not_enrolled')
  assert.equal(listed?.householdId, missed.householdId)
  assert.equal(await total(clerk, '/policies/results/total?state=eligible'), 2)
})

async function completeFacts(clerk: Person, row: ResultRow): Promise<void> {
  const path = `/households/${row.householdId}`
  const one = await get<Household>(clerk, path)
  const { areaCode, workUnitId, residence, size, category, causes, address } = one
  const household = { areaCode, workUnitId, residence, size, category, causes, address, dwellings: 1, vehicles: 0 }
  await send(clerk, path, { version: one.version, household, why: '入户核实' }, 'PUT')
  const result = await until('the family is decided anew', async () => {
    const { results } = await get<{ results: HouseholdResult[] }>(clerk, `/policies${path}`)
    return results[0]?.state === 'eligible' && results[0]
  })
  const gap = BigInt(standardOf(areaCode)) * BigInt(size) * 12n - BigInt(one.annualIncomeFen ?? 0)
  // Half a fen is rounded up.
  assert.equal(result.monthlyFen, String((gap * 2n + 12n) / 24n))
  assert.equal(result.trace[0]?.value, String(standardOf(areaCode)))
}

async function proposed(areaCode: string): Promise<Proposal> {
  const { id } = await send<{ id: string }>(office.clerk, '/proposals', { areaCode })
  return until(`proposal ${id}`, async () => {
    const proposal = await get<Proposal>(office.clerk, `/proposals/${id}`)
    assert.notEqual(proposal.state, 'failed', JSON.stringify(proposal.failure))
    return proposal.state === 'ready' && proposal
  })
}

let ownHelper: string

test('helpers from their list and one with an account; a pair by hand, a county and then the city by proposal', async () => {
  const { clerk, reviewer, helper } = office
  const id = await uploadRoster(clerk, helpersRoster, { target: 'helpers' })
  assert.equal((await settledImport(clerk, id)).counts?.new, helpers.records.length)
  await stepImport(clerk, id, 'commit', 'committed')
  imports.helpers = id
  assert.equal(await total(clerk, '/helpers/total'), helpers.records.length)
  const { membershipId } = helper
  const draft = { kind: 'cadre', name: '对口干部', areaCode: '231202000000', capacity: 2, membershipId }
  ownHelper = (await send<{ id: string }>(clerk, '/helpers', draft)).id
  for (const family of [missedFamily, servedFamily])
    await send(clerk, '/pairs', { householdId: family.id, helperId: ownHelper, since: addDays(today, -20) })

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
  assert.deepEqual(await send(reviewer, `/proposals/${first.id}/accept`, { version }), { pairs: waiting - 1 })
  const rest = await proposed(city)
  const everybody = workers.records.length + families.households.length
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
  const { clerk, helper } = office
  const own = await until('the families are theirs', async () => {
    const { families: mine } = await get<{ families: OwnFamily[] }>(helper, '/my/families')
    return mine.length === 2 && mine
  })
  assert.deepEqual(own.map((one) => one.headName).sort(), [missedFamily.headName, servedFamily.headName].sort())
  const payload = {
    householdId: missedFamily.id,
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
    (one) => one.householdId === missedFamily.id,
  )
  assert.deepEqual(
    [visited?.lastVisitedOn, visited?.promises[0]?.text, visited?.requests[0]?.text],
    [today, '联系劳务公司', '想找个活'],
  )
  assert.deepEqual(await get(clerk, '/visits/total'), { total: 1, households: 1 })
})

/** What has been handed over so far, in fen: by the visit, by the register, by the festival list. */
const cash = { visit: 50_000, register: 120_050, festival: 30_000 }
const received = 700
let festival: { id: string; dueOn: string }

test('aid of any kind in one ledger, one line taken back; a festival list from a roster, with receipts', async () => {
  const { clerk, finance } = office
  const grant = { householdId: servedFamily.id, givenOn: today, kind: 'temporary_relief', source: 'finance' }
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
  festival = await send<{ id: string; dueOn: string }>(clerk, '/aid-lists', {
    name: `${year} 年春节慰问`,
    festival: 'spring_festival',
    year,
    kind: 'comfort_grant',
    amountFen: String(cash.festival),
  })
  const id = await uploadRoster(clerk, workersRoster, { target: 'aid_list', aidListId: festival.id })
  assert.equal((await settledImport(clerk, id)).counts?.new, workers.records.length)
  await stepImport(clerk, id, 'commit', 'committed')
  const entries = await all<{ householdId: string }>(clerk, `/aid-lists/${festival.id}/entries`)
  assert.equal(entries.length, workers.records.length)
  const householdIds = entries.slice(0, received).map((entry) => entry.householdId)
  const receipt = { householdIds, receivedOn: today, receipt: '签领表 1' }
  const path = `/aid-lists/${festival.id}/received`
  assert.deepEqual(await send(clerk, path, receipt), { recorded: received, already: 0 })
  assert.deepEqual(await send(clerk, path, receipt), { recorded: 0, already: received })
  const ledger = await get<{ total: number; cashFen: string; goodsValueFen: string }>(clerk, '/aid/total')
  assert.deepEqual(
    [ledger.total, ledger.cashFen, ledger.goodsValueFen],
    [received + 4, String(cash.visit + cash.register + received * cash.festival), '13600'],
  )
})

type Board = { guarantee: Guarantee; areas: { population: number; uncovered: number }[] }

test('three guarantees count who is missed, by name, with exceptions that say why', async () => {
  const { clerk, reviewer, leader } = office
  const dueOn = addDays(today, 60)
  const everybody = workers.records.length + families.households.length
  const made: Record<string, string> = {}
  for (const draft of [
    { rule: 'dibao_enrolled', dueOn },
    { rule: 'lead_helper', dueOn },
    { rule: 'festival_received', aidListId: festival.id },
  ])
    made[draft.rule] = (await send<{ id: string }>(reviewer, '/guarantees', { ...draft, areaCode: city })).id
  const board = async (rule: string) => {
    const { guarantee, areas } = await get<Board>(leader, `/guarantees/${made[rule]}`)
    assert.equal(
      sum(areas, (area) => area.population),
      guarantee.population,
    )
    assert.equal(
      sum(areas, (area) => area.uncovered),
      guarantee.uncovered,
    )
    for (const [state, count] of [
      ['covered', guarantee.covered],
      ['excepted', guarantee.excepted],
      ['missed', guarantee.uncovered],
    ] as const)
      assert.equal(await total(leader, `/guarantees/${made[rule]}/households?state=${state}`), count, rule + state)
    return [guarantee.population, guarantee.covered, guarantee.excepted, guarantee.uncovered]
  }
  const waiting = workers.records.length - received
  assert.deepEqual(await board('dibao_enrolled'), [2, 1, 0, 1])
  assert.deepEqual(await board('lead_helper'), [everybody, everybody - 1, 0, 1])
  assert.deepEqual(await board('festival_received'), [workers.records.length, received, 0, waiting])
  assert.equal((await get<Board>(leader, `/guarantees/${made.festival_received}`)).guarantee.dueOn, festival.dueOn)
  const missed = await all<CoverageRow>(leader, `/guarantees/${made.festival_received}/households?state=missed`)
  const reason = '已迁出本市'
  const excepted = { householdIds: missed.slice(0, 9).map((row) => row.householdId), reason }
  await send(reviewer, `/guarantees/${made.festival_received}/exceptions`, excepted)
  assert.deepEqual(await board('festival_received'), [workers.records.length, received, 9, waiting - 9])
  const [named] = await all<CoverageRow>(leader, `/guarantees/${made.dibao_enrolled}/households?state=missed`)
  assert.equal(named?.headName, missedFamily.headName)
  await send(clerk, '/policies/enrolments', {
    householdId: missedFamily.id,
    programme: 'dibao',
    fromDay: today,
    why: '应保尽保',
  })
  assert.deepEqual(await board('dibao_enrolled'), [2, 2, 0, 0])
})

test('one page tells everything about the family, and what is next', async () => {
  const { clerk } = office
  const { rows } = await get<{ rows: { kind: string }[] }>(clerk, `/households/${missedFamily.id}/timeline`)
  for (const kind of ['change', 'result', 'paired', 'visit', 'request_raised', 'promise_made', 'aid', 'enrolled'])
    assert.ok(
      rows.some((row) => row.kind === kind),
      `${kind} in ${rows.map((row) => row.kind)}`,
    )
  const standing = await get<{
    lead: { name: string }
    lastVisit: { day: string }
    promises: unknown[]
    requests: unknown[]
    enrolled: unknown[]
  }>(clerk, `/households/${missedFamily.id}/standing`)
  assert.deepEqual([standing.lead.name, standing.lastVisit.day], ['对口干部', today])
  assert.deepEqual([standing.promises.length, standing.requests.length, standing.enrolled.length], [1, 1, 1])
})

/** Where the total of a page's list stands: usually below the list itself. */
const totalPaths: Record<string, string> = {
  '/policies/due': '/policies/results/total',
  '/reports/units': '/reports/units',
}
const totalKeys: Record<string, string> = {
  persons: 'persons',
  visited: 'households',
  cash: 'cashFen',
  goodsValue: 'goodsValueFen',
}

test('every figure of the report is the total of the list it opens, also on paper', async () => {
  const { leader } = office
  const period = `from=${addDays(today, -30)}&to=${today}`
  const report = await get<RoundReport>(leader, `/reports/round?${period}`)
  for (const { key, value, link } of report.figures) {
    const { pathname, searchParams } = new URL(link, 'http://page')
    const path = totalPaths[pathname] ?? `${pathname}/total`
    const body = await get<Record<string, unknown>>(leader, `${path}?${searchParams}`)
    assert.equal(String(body[totalKeys[key] ?? 'total']), value, `${key}: ${link}`)
  }
  const figure = (key: string) => report.figures.find((one) => one.key === key)?.value
  const everybody = workers.records.length + families.households.length
  const persons =
    sum(workers.records, (one) => Number(one.values.household_size)) + sum(families.households, (one) => one.size)
  assert.deepEqual(
    ['households', 'persons', 'pairs', 'unpaired', 'visits', 'requests'].map(figure),
    [everybody, persons, everybody - 1, 1, 1, 1].map(String),
  )
  assert.equal(figure('cash'), String(cash.visit + cash.register + received * cash.festival))
  assert.equal(
    sum(report.counties, (line) => line.households),
    everybody,
  )
  assert.equal(report.missed.length, 1)
  const text = wordText(await download(server, leader, `/reports/round/word?${period}`))
  assert.match(text, new RegExp(`建档困难家庭 ${everybody} 户`))
  assert.doesNotMatch(text, /[{}]/)
  assert.ok(text.includes(report.missed[0]?.headName ?? '-'))
})

test('every list leaves as a workbook with all its rows', async () => {
  const { leader, clerk } = office
  for (const [path, rows] of [
    ['/households', await total(leader, '/households/total')],
    ['/policies/parameters', standards.length],
    ['/policies/results', await total(leader, '/policies/results/total')],
    ['/aid', (await all(leader, '/aid')).length],
    [`/aid-lists/${festival.id}/entries`, workers.records.length],
  ] as const)
    assert.equal((await sheetRows(await download(server, leader, `${path}/export`))).length, rows + 1, path)
  const marked = await download(server, clerk, `/imports/${imports.workers}/marked`)
  assert.ok((await sheetRows(marked)).length > workers.records.length)
})

test('an import on which something was built is not undone; nothing of it goes', async () => {
  const { clerk } = office
  const before = await total(clerk, '/households/total')
  for (const id of [imports.workers, imports.helpers] as string[]) {
    const refused = await stepImport(clerk, id, 'undo', 'committed')
    assert.match(refused.problem?.zh ?? '', /不能撤销/)
  }
  assert.equal(await total(clerk, '/households/total'), before)
  assert.equal(await total(clerk, '/helpers/total'), helpers.records.length + 1)
})

test('a second city sees nothing of all this, whatever it asks', async () => {
  const { leader, clerk } = office
  const ids = {
    household: missedFamily.id,
    person: missedFamily.people[0]?.id ?? '',
    import: imports.workers ?? '',
    aidList: festival.id,
    helper: ownHelper,
    account: clerk.accountId,
    guarantee: (await get<{ rows: Guarantee[] }>(leader, '/guarantees')).rows[0]?.id ?? '',
    proposal: (await all<Proposal>(leader, '/proposals'))[0]?.id ?? '',
    pair: (await all<PairRow>(leader, '/pairs'))[0]?.id ?? '',
  }
  const names = [missedFamily, servedFamily].flatMap((one) => [one.headName, one.fileNumber, one.id])
  const secrets = [...names, '对口干部', '绥化示范市', bankrupt, '春节慰问', '岗位clerk', ...Object.values(ids)]
  const answers = await foreignAnswers(server, ids)
  assert.ok(answers.length > 300, `${answers.length} answers`)
  for (const { route, role, status, text } of answers) {
    assert.ok(status < 500, `${route} as ${role}: ${status}`)
    const seen = secrets.filter((secret) => text.includes(secret))
    assert.deepEqual(seen, [], `${route} as ${role}: ${text.slice(0, 300)}`)
  }
})
