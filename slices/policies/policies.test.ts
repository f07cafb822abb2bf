import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { addEnrolments, removeEnrolmentsOfImport } from './enrolment-store.ts'
import { findFamily } from './facts-store.ts'
import type { HouseholdAnswer, Parameter, ResultRow } from './model.ts'

let server: TestServer
let clerk: Person
let reviewer: Person
let tenantId: string
const standards = 'parameter,region,residence,from,value\n'
const csv = `${standards}dibao_standard_monthly_fen,231200,urban,2025-01-01,70000\ndibao_standard_monthly_fen,231202,urban,2026-01-01,75000\n`
const file = (text: string) => ({ fileName: '标准.csv', text, publishedOn: '2025-12-20', document: '示例文件 1 号' })

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  reviewer = await server.signedIn(tenantId, 'reviewer')
})
after(() => server.close())

let people = 0
type Given = { areaCode?: string; income?: string | null; dwellings?: number | null; vehicles?: number | null }

async function family(given: Given = {}): Promise<string> {
  const { areaCode = '231202000000', income = '1200000', dwellings = 1, vehicles = 0 } = given
  const amounts = income === null ? undefined : [{ side: 'income', kind: 'wage', annualFen: income }]
  people++
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode, size: 2, dwellings, vehicles, amounts },
    people: [{ name: `某人${'甲乙丙丁戊己庚辛'[people % 8]}`, relation: '02' }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

type Due = {
  results: HouseholdAnswer[]
  changes: { newState: string; policy: string }[]
  enrolments: { id: string; version: number; toDay: string | null; monthlyFen: string | null }[]
}
const due = async (id: string, who = clerk) => {
  const { body } = await who.ask<Due>('GET', `/policies/households/${id}`)
  return { ...body, changes: body.changes?.filter((one) => one.policy === 'dibao') }
}

/** Waits for the queue; what it waits for comes, or the test runner ends the test. */
async function until<Value>(look: () => Promise<Value | undefined | false>): Promise<Value> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function runEnds(runId: string): Promise<{ state: string; total: number; done: number; changed: number }> {
  type Run = { state: string; total: number; done: number; changed: number }
  return until(async () => {
    const { body } = await clerk.ask<Run>('GET', `/policies/runs/${runId}`)
    return (body.state === 'done' || body.state === 'failed') && body
  })
}

const stateOf = (id: string, state: string) =>
  until(async () => {
    // The page answers at once; the lists know it when the queue has stored it.
    const { results, changes } = await due(id)
    return results[0]?.state === state && changes[0]?.newState === state && results[0]
  })

test('standards are judged, imported, kept as history; the same file again changes nothing', async () => {
  type Counts = { new: number; changed: number; unchanged: number; wrong: number }
  type Judged = Counts & { rows: { line: number; state: string; fault: string | null; oldValue: string | null }[] }
  const wrong = `${csv}dibao_standard_monthly_fen,999999,urban,2026-01-01,1\nxx,231202,town,2026-01-01,1\nyy,231202,,2026-02-30,1\nzz,231202,,2026-01-01,1e3\n`
  const judged = await reviewer.ask<Judged>('POST', '/policies/parameters/check', file(wrong))
  assert.equal(judged.status, 200, JSON.stringify(judged.body))
  assert.deepEqual([judged.body.new, judged.body.wrong], [2, 4])
  assert.deepEqual(
    judged.body.rows.filter((row) => row.fault).map((row) => [row.line, row.fault?.slice(0, 4)]),
    [
      [4, '没有这个'],
      [5, '城乡（r'],
      [6, '日期须为'],
      [7, '数值（v'],
    ],
  )
  type Imported = Counts & { runId: string; importId: string }
  const imported = await reviewer.ask<Imported>('POST', '/policies/parameters/import', file(wrong))
  assert.deepEqual([imported.body.new, imported.body.wrong], [2, 4])
  const again = await reviewer.ask<Imported>('POST', '/policies/parameters/import', file(csv))
  assert.deepEqual([again.body.new, again.body.changed, again.body.unchanged], [0, 0, 2])
  const raised = csv.replace('75000', '76000.50')
  const dry = await reviewer.ask<Judged>('POST', '/policies/parameters/check', file(raised))
  assert.deepEqual([dry.body.changed, dry.body.rows[0]?.oldValue], [1, '75000'])
  await reviewer.ask('POST', '/policies/parameters/import', file(raised))
  await reviewer.ask('POST', '/policies/parameters/import', file(csv))
  const now = await clerk.ask<{ rows: Parameter[] }>('GET', '/policies/parameters?region=231202')
  assert.deepEqual(
    now.body.rows.map((row) => [row.value, row.regionName, row.document, row.publishedOn]),
    [['75000', '北林区', '示例文件 1 号', '2025-12-20']],
  )
  const history = await clerk.ask<{ rows: Parameter[] }>('GET', '/policies/parameters?region=231202&history=true')
  assert.deepEqual(history.body.rows.map((row) => [row.value, row.supersededAt !== null]).sort(), [
    ['75000', false],
    ['75000', true],
    ['76000.50', true],
  ])
  const typed = { name: 'dibao_standard_montly_fen', region: '231202', validFrom: '2026-01-01', value: '1' }
  const refused = await reviewer.ask<{ message: string }>('POST', '/policies/parameters', typed)
  assert.match(`${refused.status} ${refused.body.message}`, /^400 .*是不是“dibao_standard_monthly_fen”/)
  const none = await reviewer.ask<{ message: string }>('POST', '/policies/parameters/import', file('a,b\n1,2\n'))
  assert.equal(none.status, 400)
  assert.match(none.body.message, /缺少：parameter, region, residence, from, value/)
})

test('the whole file of the worked policies goes in as it is', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../tests/fixtures/policies/parameters.csv'), 'utf8')
  const other = await server.signedIn(await server.tenant(), 'reviewer')
  const first = await other.ask<{ new: number; wrong: number }>('POST', '/policies/parameters/import', file(text))
  assert.deepEqual([first.body.new, first.body.wrong], [127, 0])
  const again = await other.ask<{ unchanged: number }>('POST', '/policies/parameters/import', file(text))
  assert.equal(again.body.unchanged, 127)
  const inForce = await other.ask<{ rows: Parameter[] }>(
    'GET',
    '/policies/parameters?name=dibao_standard_monthly_fen&region=231202&residence=urban&year=2004',
  )
  assert.deepEqual(
    inForce.body.rows.map((row) => row.validFrom),
    ['2003-10-01'],
  )
})

test('a family is decided when it is filed and again when its facts change, with standard, region and day', async () => {
  const id = await family()
  const eligible = await stateOf(id, 'eligible')
  assert.equal(eligible.monthlyFen, '50000')
  assert.deepEqual(
    eligible.trace.map((one) => [one.value, one.region, one.from, one.regionName]),
    [['75000', '231202', '2026-01-01', '北林区']],
  )
  const page = await clerk.ask<{ version: number }>('GET', `/households/${id}`)
  const draft = { areaCode: '231202000000', size: 2, dwellings: 2, vehicles: null }
  const changed = await clerk.ask('PUT', `/households/${id}`, { id, version: page.body.version, household: draft })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const refused = await stateOf(id, 'not_eligible')
  assert.deepEqual([refused.reasons, refused.missing], [['too_many_dwellings'], ['vehicles']])
  assert.deepEqual(
    (await due(id)).changes.map((one) => one.newState),
    ['not_eligible', 'eligible'],
  )
})

test('what is not known is unknown, never no: income, dwellings, vehicles, a standard', async () => {
  const noIncome = await stateOf(await family({ income: null }), 'unknown')
  assert.deepEqual(noIncome.missing, ['income'])
  const noAssets = await stateOf(await family({ dwellings: null, vehicles: null }), 'unknown')
  assert.deepEqual(noAssets.missing, ['dwellings', 'vehicles'])
  const elsewhere = await server.tenant()
  const theirClerk = await server.signedIn(elsewhere, 'clerk')
  const filed = await theirClerk.ask<{ id: string }>('POST', '/households', {
    household: {
      areaCode: '231202000000',
      size: 1,
      dwellings: 1,
      vehicles: 0,
      amounts: [{ side: 'income', kind: 'wage', annualFen: '0' }],
    },
    people: [{ name: '某甲', relation: '02' }],
  })
  const result = await until(async () => (await due(filed.body.id, theirClerk)).results[0])
  assert.deepEqual([result.state, result.missing], ['unknown', ['dibao_standard_monthly_fen']])
})

test('a standard that is changed decides for everybody; saving over a newer one is a conflict with both values', async () => {
  const id = await family({ areaCode: '231221000000', income: '1700000' })
  await stateOf(id, 'not_eligible')
  const parameter = {
    name: 'dibao_standard_monthly_fen',
    region: '231221',
    residence: 'urban',
    validFrom: '2026-01-01',
  }
  const saved = await reviewer.ask<{ id: string; runId: string }>('POST', '/policies/parameters', {
    ...parameter,
    value: '71000',
  })
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  assert.equal((await runEnds(saved.body.runId)).state, 'done')
  assert.equal((await due(id)).results[0]?.monthlyFen, '333')
  const twice = await reviewer.ask('POST', '/policies/parameters', { ...parameter, value: '1' })
  assert.equal(twice.status, 409)
  const place = `/policies/parameters/${saved.body.id}`
  const change = { version: 1, value: '72000', document: '示例文件 2 号' }
  assert.equal((await reviewer.ask('PUT', place, change)).status, 200)
  const late = await reviewer.ask<{ data: { theirs: Parameter; yours: { value: string } } }>('PUT', place, {
    ...change,
    value: '73000',
  })
  assert.equal(late.status, 409)
  const { theirs, yours } = late.body.data
  assert.deepEqual([theirs.value, theirs.version, yours.value], ['72000', 2, '73000'])
  // Whoever has seen both may save over the newer one, by the address that was opened first.
  assert.equal((await reviewer.ask('PUT', place, { ...change, version: 2, value: '71500' })).status, 200)
  const [newest] = (await reviewer.ask<{ rows: Parameter[] }>('GET', '/policies/parameters?region=231221')).body.rows
  assert.deepEqual([newest?.value, newest?.version], ['71500', 3])
  const back = await reviewer.ask<{ runId: string }>('POST', `/policies/parameters/${newest?.id}/withdraw`, {
    why: '录错',
  })
  await runEnds(back.body.runId)
  assert.equal((await due(id)).results[0]?.state, 'not_eligible')
})

test('who receives: rosters and officers tell it, the lists compare it with what is due', async () => {
  const missed = await family()
  const right = await family()
  const tooRich = await family({ income: '9900000' })
  for (const [id, state] of [
    [missed, 'eligible'],
    [right, 'eligible'],
    [tooRich, 'not_eligible'],
  ] as const)
    await stateOf(id, state)
  const importId = '0197a1b2-0000-7000-8000-0000000000aa'
  const told = (fen: string | null, from: string) =>
    inTenant(server, tenantId, async (tx) => {
      const families = await Promise.all([right, tooRich].map((id) => findFamily(tx, id)))
      return addEnrolments(
        tx,
        families.flatMap((one) =>
          one
            ? [
                {
                  ...one,
                  programme: 'dibao' as const,
                  fromDay: from,
                  monthlyFen: fen,
                  source: 'roster' as const,
                  sourceImportId: importId,
                  startWhy: null,
                },
              ]
            : [],
        ),
      )
    })
  assert.deepEqual(await told('50000', '2026-01-01'), { started: 2, changed: 0, unchanged: 0 })
  assert.deepEqual(await told(null, '2026-02-01'), { started: 0, changed: 0, unchanged: 2 })
  const listed = async (query: string) =>
    (await clerk.ask<{ rows: ResultRow[] }>('GET', `/policies/results?limit=200&${query}`)).body.rows.map(
      (row) => row.householdId,
    )
  assert.ok((await listed('coverage=eligible_not_enrolled')).includes(missed))
  assert.deepEqual(await listed('coverage=enrolled_not_eligible'), [tooRich])
  assert.deepEqual((await listed('enrolled=true')).sort(), [right, tooRich].sort())
  type Figures = {
    households: number
    states: Record<string, number>
    coverage: Record<string, number>
    paidFen: string
  }
  const figures = (await clerk.ask<Figures>('GET', '/policies/results/figures')).body
  const sum = (parts: Record<string, number>) => Object.values(parts).reduce((total, part) => total + part, 0)
  assert.equal(sum(figures.states), figures.households)
  assert.equal(sum(figures.coverage), figures.households)
  assert.equal(figures.paidFen, '100000')
  for (const [key, count] of Object.entries(figures.coverage))
    assert.equal((await listed(`coverage=${key}`)).length, count, key)
  assert.deepEqual(await told('60000', '2026-03-01'), { started: 0, changed: 2, unchanged: 0 })
  assert.deepEqual(
    (await due(right)).enrolments.map((one) => [one.monthlyFen, one.toDay]),
    [
      ['60000', null],
      ['50000', '2026-03-01'],
    ],
  )
  assert.equal(await inTenant(server, tenantId, (tx) => removeEnrolmentsOfImport(tx, importId)), 4)
  const start = { householdId: missed, programme: 'dibao', fromDay: '2026-11-01', monthlyFen: '50000', why: '审批' }
  const key = { 'idempotency-key': '0197a1b2-0000-7000-8000-00000000bbbb' }
  const started = await clerk.ask<{ id: string; version: number }>('POST', '/policies/enrolments', start, key)
  assert.equal(started.status, 200, JSON.stringify(started.body))
  assert.deepEqual((await clerk.ask('POST', '/policies/enrolments', start, key)).body, started.body)
  assert.equal((await clerk.ask('POST', '/policies/enrolments', start)).status, 409)
  const end = `/policies/enrolments/${started.body.id}/end`
  const early = await clerk.ask<{ fields: { field: string }[] }>('POST', end, {
    version: 1,
    toDay: '2026-10-31',
    why: '迁出',
  })
  assert.deepEqual([early.status, early.body.fields[0]?.field], [400, 'toDay'])
  const ended = { version: 1, toDay: '2026-11-20', why: '迁出' }
  assert.equal((await clerk.ask('POST', end, ended)).status, 200)
  assert.equal((await clerk.ask('POST', end, ended)).status, 409)
})

test('a roster that was imported is decided as a whole, other imports are none of our business', async () => {
  const { background } = server.application.services
  const id = await family()
  await stateOf(id, 'eligible')
  const earning = 'update household set source_import_id = $2, annual_income_fen = $3 where tenant_id = $1 and id = $2'
  await inTenant(server, tenantId, async (tx) => {
    await tx.run(earning, [tenantId, id, '9900000'])
    await tx.run('delete from household_amount where tenant_id = $1 and household_id = $2', [tenantId, id])
    await background.send(tx, 'imports.committed', { importId: id, target: 'helpers' })
    await background.send(tx, 'imports.committed', { importId: id, target: 'registry' })
  })
  const refused = await stateOf(id, 'not_eligible')
  assert.deepEqual(refused.figures.map((one) => [one.name, one.value])[0], ['counted_income_fen', '99,000.00'])
  await inTenant(server, tenantId, async (tx) => {
    await tx.run(earning, [tenantId, id, '0'])
    await background.send(tx, 'households.changed', { householdIds: [id] })
  })
  await stateOf(id, 'eligible')
})

test('both lists leave as workbooks of what they show', async () => {
  for (const path of ['results/export?coverage=agree', 'parameters/export?year=2026&columns=name,value']) {
    const answer = await clerk.ask<string>('GET', `/policies/${path}`)
    assert.equal(answer.status, 200, path)
    assert.match(String(answer.headers['content-type']), /spreadsheetml/)
    assert.ok(answer.body.startsWith('PK'), path)
  }
})

test('all families again at the push of a button, with progress; a withdrawn family has no answer', async () => {
  const id = await family()
  await stateOf(id, 'eligible')
  const page = await clerk.ask<{ version: number }>('GET', `/households/${id}`)
  await clerk.ask('POST', `/households/${id}/withdraw`, { version: page.body.version, why: '迁出' })
  await until(async () => (await due(id)).results.length === 0)
  const asked = await clerk.ask<{ runId: string }>('POST', '/policies/runs', {})
  const run = await runEnds(asked.body.runId)
  const figures = await clerk.ask<{ households: number; states: { none: number } }>('GET', '/policies/results/figures')
  assert.deepEqual([run.state, run.done, run.changed], ['done', figures.body.households, 0])
  assert.equal(figures.body.states.none, 0)
  const latest = await clerk.ask<{ run: { id: string } }>('GET', '/policies/runs/latest')
  assert.equal(latest.body.run.id, asked.body.runId)
})

test('forbidden without the permission, out of the area, and for another tenant', async () => {
  const id = await family()
  await stateOf(id, 'eligible')
  const leader = await server.signedIn(tenantId, 'leader')
  const helper = await server.signedIn(tenantId, 'helper')
  const key = '0197a1b2-0000-7000-8000-000000000001'
  const start = { householdId: id, programme: 'dibao', fromDay: '2026-11-01', why: '审批' }
  const forbidden: [Person, 'GET' | 'POST' | 'PUT', string, unknown?][] = [
    [clerk, 'POST', '/policies/parameters/import', file(csv)],
    [clerk, 'POST', '/policies/parameters/check', file(csv)],
    [clerk, 'POST', '/policies/parameters', { name: 'xy', region: '231202', validFrom: '2026-01-01', value: '1' }],
    [clerk, 'PUT', `/policies/parameters/${key}`, { version: 1, value: '1' }],
    [clerk, 'POST', `/policies/parameters/${key}/withdraw`, { why: 'x' }],
    [leader, 'POST', '/policies/runs', {}],
    [leader, 'POST', '/policies/enrolments', start],
    [leader, 'POST', `/policies/enrolments/${key}/end`, { version: 1, toDay: '2026-11-01', why: 'x' }],
    ...['parameters', 'parameters/total', 'parameters/choices', 'parameters/imports', 'results', 'results/total'].map(
      (path) => [helper, 'GET', `/policies/${path}`] as [Person, 'GET', string],
    ),
    [helper, 'GET', '/policies/results/figures'],
    [helper, 'GET', '/policies/results/export'],
    [helper, 'GET', '/policies/parameters/export'],
    [helper, 'GET', `/policies/households/${id}`],
    [helper, 'GET', `/policies/runs/${key}`],
    [helper, 'GET', '/policies/runs/latest'],
  ]
  for (const [who, method, path, body] of forbidden) assert.equal((await who.ask(method, path, body)).status, 403, path)
  assert.equal((await server.stranger.ask('GET', '/policies/results')).status, 401)
  const countyClerk = await server.signedIn(tenantId, 'clerk', '231221000000')
  const foreigner = await server.signedIn(await server.tenant(), 'clerk')
  for (const outsider of [countyClerk, foreigner]) {
    const there = await outsider.ask('GET', `/policies/households/${id}`)
    const nowhere = await outsider.ask('GET', `/policies/households/${key}`)
    assert.deepEqual([there.status, there.body], [404, nowhere.body])
    assert.equal((await outsider.ask('POST', '/policies/enrolments', start)).status, 404)
    const { rows } = (await outsider.ask<{ rows: ResultRow[] }>('GET', '/policies/results')).body
    assert.ok(rows.every((row) => row.householdId !== id))
  }
  assert.deepEqual((await foreigner.ask<{ rows: unknown[] }>('GET', '/policies/parameters')).body.rows, [])
  const bad = await reviewer.ask<{ fields: { field: string }[] }>('POST', '/policies/parameters', {
    name: 'P',
    region: '2312',
    residence: 'town',
    validFrom: '2026-13-01',
    value: '-1',
    tenant: 'x',
  })
  assert.equal(bad.status, 400)
  assert.deepEqual(bad.body.fields.map((one) => one.field).sort(), [
    '',
    'name',
    'region',
    'residence',
    'validFrom',
    'value',
  ])
})
