import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HouseholdResult, ResultRow } from '../../slices/policies/model.ts'
import type { Household, HouseholdRow } from '../../slices/registry/model.ts'
import { all, get, send, total } from '../support/asking.ts'
import { openOffice } from '../support/office.ts'
import { settledImport, stepImport, uploadRoster } from '../support/rosters.ts'
import type { Person } from '../support/server.ts'
import { parameters, standardOf, standards } from '../support/standards.ts'
import { until } from '../support/until.ts'
import { bankrupt, city, everybody, families, familiesRoster, story, sum, workers, workersRoster } from './story.ts'

// First chapter: who works here, who the families are, what they are due.

test('accounts: the setup link and the welcome links make an office of nine roles, three of them apart', async () => {
  story.office = await openOffice(story.server, (await story.server.application.setupPath()) as string)
  assert.equal(await story.server.application.setupPath(), null, 'the setup link is used up')
  for (const [role, person] of Object.entries(story.office)) {
    const session = await get<{ membership: { role: string; areaName: string } }>(person, '/session')
    assert.deepEqual([session.membership.role, session.membership.areaName], [role, '绥化市'])
  }
  assert.equal(await total(story.office.system_administrator, '/accounts'), 9)
  assert.equal((await story.office.system_administrator.ask('GET', '/households')).status, 403)
})

test('areas and organisations: a village of its own, and a works that went bankrupt', async () => {
  const { clerk } = story.office
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
  const { clerk } = story.office
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
  story.imports.workers = id
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
  const { clerk } = story.office
  const id = await uploadRoster(clerk, familiesRoster, { target: 'registry' })
  const read = await settledImport(clerk, id)
  assert.deepEqual([read.state, read.counts?.new], ['ready', families.households.length])
  await stepImport(clerk, id, 'commit', 'committed')
  story.imports.families = id
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
  const { clerk, reviewer } = story.office
  const file = { fileName: 'parameters.csv', text: parameters, document: '示例标准' }
  const judged = await send<Record<string, unknown>>(reviewer, '/policies/parameters/check', file)
  assert.deepEqual([judged.new, judged.changed, judged.wrong], [standards.length, 0, 0])
  const imported = await send<{ new: number; runId: string }>(reviewer, '/policies/parameters/import', file)
  assert.equal(imported.new, standards.length)
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
  const { clerk } = story.office
  const incomplete = await all<ResultRow>(clerk, '/policies/results?state=unknown')
  const told = new Set(workers.records.map((record) => record.values.name))
  const known = incomplete.filter((row) => told.has(row.headName) && row.size > 1 && row.figures.counted_income_fen)
  const missed = known.find((row) => row.enrolledFrom === null) as ResultRow
  const served = known.find((row) => row.enrolledFrom !== null) as ResultRow
  for (const row of [missed, served]) await completeFacts(clerk, row)
  story.missedFamily = await get<Household>(clerk, `/households/${missed.householdId}`)
  story.servedFamily = await get<Household>(clerk, `/households/${served.householdId}`)
  // A family's page answers at once, the lists when the queue has decided both anew.
  await until(
    'both are in the list',
    async () => (await total(clerk, '/policies/results/total?state=eligible')) === 2 || undefined,
  )
  const listed = await all<ResultRow>(clerk, '/policies/results?coverage=eligible_not_enrolled')
  assert.deepEqual(
    listed.map((row) => row.householdId),
    [missed.householdId],
  )
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
