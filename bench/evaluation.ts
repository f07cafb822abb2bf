import { randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { dayOf } from '../core/date.ts'
import { scatter } from '../engines/assignment/arcs.ts'
import { wholeTenant, withBulk, withScope } from '../platform/server/database.ts'
import { beforeAll, evaluateAfter } from '../slices/policies/evaluate-store.ts'
import { shippedPolicies, shippedSet } from '../slices/policies/pack-store.ts'
import { parameterBook } from '../slices/policies/parameter-rules.ts'
import { addParameters } from '../slices/policies/parameter-store.ts'
import type { PolicySet } from '../slices/policies/policy-set-rules.ts'
import { type Answers, answersFor, prepare, type RulesOf } from '../slices/simulations/answer-rules.ts'
import { impactOfOne, impactOn } from '../slices/simulations/impact-rules.ts'
import { affectedBy, MovedViews } from '../slices/simulations/move-rules.ts'
import type { Population } from '../slices/simulations/population-rules.ts'
import { readPopulation } from '../slices/simulations/population-store.ts'
import { openTestServer, type TestServer } from '../tests/support/server.ts'

// The promises: a county of 10,000 families, all shipped policies, evaluated and stored within 5 s; a million persons
// read into columns within 5 s. BANGFU_BENCH_LARGE=1 reads the million, otherwise a tenth of it.
const county = 10_000
const families = process.env.BANGFU_BENCH_LARGE ? 282_000 : 28_200

/** Families of one to six with incomes and expenditures by kind, as a county knows them. */
async function fill(client: pg.Client, tenantId: string, from: number, to: number): Promise<void> {
  for (let begin = from; begin < to; begin += 5_000) {
    const end = Math.min(to, begin + 5_000)
    const rows = Array.from({ length: end - begin }, (_, place) => familyOf(begin + place))
    await client.query(
      `insert into household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason,
         head_person_id, head_name, head_name_pinyin, size, residence, category, main_cause, registered_on, annual_income_fen,
         rigid_expenditure_fen, monthly_per_capita_fen, dwellings, vehicles, heating, housing_area_square_decimetres)
       select $1, r.id, 'b-' || r.n, r.area, o.id, o.line, 'no_unit', r.id, '某某', 'moumou', r.size, r.residence, 'severe', 'illness',
         date '2020-01-01', r.income, r.medical, r.income / 12 / r.size, r.dwellings, r.vehicles, r.heating, r.size * 2000
       from jsonb_to_recordset($2::jsonb) as r (id uuid, n int, area text, size int, residence text, income bigint, medical bigint,
         dwellings int, vehicles int, heating text), organisation o where o.tenant_id = $1 and o.local_government`,
      [tenantId, JSON.stringify(rows)],
    )
    await client.query(
      `insert into person (tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, relation, joined_on, sex,
         birth_date, employment, school, disability_grade)
       select $1, gen_random_uuid(), r.id, r.area, o.line, '某某', 'moumou', case m when 1 then '02' else '30' end, date '2020-01-01',
         1 + (r.n + m) % 2, date '1940-01-01' + ((r.n::bigint * 7919 + m * 104729) % 29000)::int,
         (array['employed', 'unemployed', 'retired', 'unable'])[1 + (r.n + m) % 4], 'none', case when (r.n + m) % 9 = 0 then 2 end
       from jsonb_to_recordset($2::jsonb) as r (id uuid, n int, area text, size int), generate_series(1, r.size) m, organisation o
       where o.tenant_id = $1 and o.local_government`,
      [tenantId, JSON.stringify(rows)],
    )
    await client.query(
      `insert into household_amount (tenant_id, id, household_id, area_code, organisation_line, side, kind, annual_fen)
       select $1, gen_random_uuid(), r.id, r.area, o.line, a.side, a.kind, a.fen
       from jsonb_to_recordset($2::jsonb) as r (id uuid, area text, income bigint, medical bigint), organisation o,
         lateral (values ('income', 'wage', r.income), ('expenditure', 'medical', r.medical)) a (side, kind, fen)
       where o.tenant_id = $1 and o.local_government`,
      [tenantId, JSON.stringify(rows)],
    )
  }
  for (const table of ['household', 'person', 'household_amount']) await client.query(`vacuum analyze ${table}`)
}

function familyOf(n: number) {
  const size = 1 + (scatter(n, 1) % 6)
  return {
    ...{
      id: randomUUIDv7(),
      n,
      size,
      area: `${231202 + (n % 3 === 0 ? 19 : 0)}${String(1 + (n % 20)).padStart(3, '0')}000`,
    },
    residence: scatter(n, 2) % 3 === 0 ? 'rural' : 'urban',
    income: scatter(n, 3) % 4_000_000,
    medical: scatter(n, 4) % 2_000_000,
    dwellings: scatter(n, 5) % 10 === 0 ? 2 : 1,
    vehicles: scatter(n, 6) % 12 === 0 ? 1 : 0,
    heating: ['own', 'central', 'none'][scatter(n, 7) % 3] ?? 'own',
  }
}

const suggested = () => {
  const values = new Map(
    shippedPolicies().flatMap(({ file }) => file.parameters.map((one) => [one.name, one.suggested ?? '60000'])),
  )
  return [...values].map(([name, value]) => ({
    ...{ id: randomUUIDv7(), version: 1, name, value, region: '231200', residence: '' as const },
    ...{ validFrom: '2020-01-01', publishedOn: null, document: null },
  }))
}

/** Seconds that the database's own processes have computed so far; on other systems than Linux nothing is known. */
async function databaseSeconds(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  )
  const parents = new Set<number>()
  let ticks = 0
  for (const { pid } of rows) {
    const fields = fieldsOf(pid)
    parents.add(fields[1] ?? 0)
    ticks += (fields[11] ?? 0) + (fields[12] ?? 0)
  }
  // Workers that read beside a connection have ended: what they computed stands with the process that waited for them.
  for (const pid of parents) {
    const fields = fieldsOf(pid)
    ticks += (fields[13] ?? 0) + (fields[14] ?? 0)
  }
  return ticks / 100
}

/** What /proc says of a process behind its name; nothing of one that is gone. */
function fieldsOf(pid: number): number[] {
  try {
    return (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ').map(Number)
  } catch {
    return []
  }
}

async function measured(client: pg.Client, what: string, promise: string, work: () => Promise<string>): Promise<void> {
  const [began, used, database] = [performance.now(), process.cpuUsage(), await databaseSeconds(client)]
  const told = await work()
  const own = process.cpuUsage(used)
  const theirs = (await databaseSeconds(client)) - database
  const seconds = (microseconds: number) => (microseconds / 1e6).toFixed(1)
  console.log(
    `  ${what}: ${((performance.now() - began) / 1000).toFixed(2)} s (${promise}); computed ${seconds(own.user + own.system)} s here, ${theirs.toFixed(1)} s in the database; ${told}`,
  )
}

async function run(server: TestServer, tenantId: string, onDay: string): Promise<string> {
  let [households, changed] = [0, 0]
  for (let after: string | undefined = beforeAll; after !== undefined; ) {
    const from: string = after
    const answer = await withScope(server.application.services.database, wholeTenant(tenantId), (tx) =>
      evaluateAfter(tx, from, 2_000, onDay),
    )
    households += answer.done
    changed += answer.changed
    after = answer.last
  }
  return `${households} families, ${changed} with another answer`
}

/** What a page asks while a parameter moves that many policies read: all their answers, and everything that is counted of them. */
function moveStandard(population: Population, set: PolicySet, moved: (value: string) => RulesOf): void {
  const affected = affectedBy(set, new Set(['dibao_standard_monthly_fen']), new Set())
  const before = affected.map(({ file }) => answersFor(population, moved('60000'), file.id))
  const times = ['61000', '62000', '63000', '64000'].map((value) => {
    const [began, used] = [performance.now(), process.threadCpuUsage()]
    const changed = affected.map(({ file }, at) => ({
      period: file.amount?.period ?? null,
      before: before[at] as Answers,
      after: answersFor(population, moved(value), file.id),
    }))
    impactOn(population, changed)
    for (const one of changed) impactOfOne(population, one)
    const { user, system } = process.threadCpuUsage(used)
    return { took: performance.now() - began, computed: (user + system) / 1000 }
  })
  const best = (of: readonly number[]): string => Math.min(...of).toFixed(0)
  console.log(
    `  one movement of the dibao standard, ${affected.length} policies and all that is counted of them: ` +
      `${best(times.map(({ took }) => took))} ms, computed ${best(times.map(({ computed }) => computed))} ms`,
  )
}

/** Every policy over a population under a parameter that is moved again and again, as by a slider. */
function slide(population: Population): void {
  const set = shippedSet()
  const book = parameterBook(suggested().map(({ validFrom, ...one }) => ({ ...one, from: validFrom })))
  const moved = (value: string) => ({
    set,
    views: new MovedViews(book, [
      { name: 'dibao_standard_monthly_fen', region: '000000', residence: '', how: 'set', value },
    ]),
  })
  const loops: string[] = []
  const single: string[] = []
  for (const { file } of set.policies) {
    answersFor(population, moved('60000'), file.id)
    const times = ['61000', '62000', '63000'].map((value) => {
      const before = performance.now()
      answersFor(population, moved(value), file.id)
      return performance.now() - before
    })
    const told = `${file.id} ${Math.min(...times).toFixed(0)} ms`
    if (prepare(population, moved('60000'), file.id).loop) loops.push(told)
    else single.push(told)
  }
  console.log(`  a parameter moved, over columns: ${loops.join(', ')}`)
  console.log(`  family by family where columns leave it open: ${single.join(', ')}`)
  moveStandard(population, set, moved)
}

async function bench(): Promise<void> {
  const server = await openTestServer()
  const client = new pg.Client({ connectionString: server.database.ownerUrl })
  await client.connect()
  try {
    const tenantId = await server.tenant('基准市')
    const today = dayOf(new Date())
    const { database } = server.application.services
    await withScope(database, wholeTenant(tenantId), (tx) => addParameters(tx, suggested(), null))
    await fill(client, tenantId, 0, county)
    console.log(`${shippedPolicies().length} policies`)
    await measured(client, 'first evaluation, stored', 'promise 5 s', () => run(server, tenantId, today))
    await measured(client, 'again, nothing new', 'promise 5 s', () => run(server, tenantId, today))
    await client.query("update policy_parameter set value = value * 1.1 where name = 'dibao_standard_monthly_fen'")
    await measured(client, 'after another standard', 'promise 5 s', () => run(server, tenantId, today))
    await fill(client, tenantId, county, families)
    const facts = [...new Set(shippedPolicies().flatMap(({ file }) => file.inputs))]
    const persons = await client.query<{ count: string }>('select count(*) from person')
    let read: Population | undefined
    await measured(client, `${persons.rows[0]?.count} persons into columns`, 'promise for 1,000,000: 5 s', async () => {
      read = await withBulk(database, wholeTenant(tenantId), (tx) => readPopulation(tx, today, facts))
      return `${read.count} families`
    })
    if (read) slide(read)
  } finally {
    await client.end()
    await server.close()
  }
}

await bench()
