import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import { openTestServer, type Person, type TestServer } from '../tests/support/server.ts'
import { requestsPerSecond } from './registry/requests.ts'

/** Households of invented content straight into the tables: the bench is about reading them. */
async function fill(ownerUrl: string, tenantId: string, from: number, to: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(
    `insert into household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason, head_person_id,
       head_name, head_name_pinyin, size, residence, category, main_cause, registered_on, annual_income_fen, monthly_per_capita_fen, updated_at)
     select $1, gen_random_uuid(), 'b-' || n, (231202 + n % 10)::text || '000000', o.id, o.line, 'no_unit', gen_random_uuid(),
       '姓名' || n, 'xingming' || n, 1 + n % 6, 'urban', (array['severe', 'relative', 'accident'])[1 + n % 3],
       (array['illness', 'schooling', 'unemployed'])[1 + n % 3], date '2020-01-01' + n % 2000, n * 100, n, now() - n * interval '1 minute'
     from generate_series($2::int, $3::int) n, organisation o where o.tenant_id = $1 and o.local_government`,
    [tenantId, from, to],
  )
  await client.query('vacuum analyze household')
  await client.end()
}

/** Requests a second through the whole product, 20 connections, after a second in which plans are made. */
async function measure(server: TestServer, clerk: Person, path: string, seconds: number): Promise<number> {
  const url = `${await listen(server)}/api${path}`
  const question = { url, headers: { cookie: clerk.cookie, 'accept-language': 'zh' }, connections: 20 }
  await requestsPerSecond({ ...question, seconds: 1 })
  return requestsPerSecond({ ...question, seconds })
}

let address: string | undefined
async function listen(server: TestServer): Promise<string> {
  address ??= await server.application.http.listen({ host: '127.0.0.1', port: 0 })
  return address
}

const listed = `select id, file_number, head_name, area_code, responsible_id, responsible_reason, work_unit_id, work_unit_text, size,
    residence, category, main_cause, annual_income_fen, monthly_per_capita_fen, status, registered_on, updated_at
  from household where tenant_id = $1 and status = 'registered' order by updated_at desc, id desc limit 51`

/** The same statements by the driver alone, as fast as it may: scope with page, then names with commit, each pair in one turn. */
async function driverAlone(url: string, tenantId: string, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 20, pipeline: true } as pg.PoolConfig)
  const scope = `begin; set local app.tenant = '${tenantId}'; set local app.area_from = '0'; set local app.area_to = '~';
    set local app.line_from = '0'; set local app.line_to = '~'; set local app.own_households = ''`
  const until = performance.now() + seconds * 1000
  let done = 0
  const worker = async () => {
    while (performance.now() < until) {
      const client = await pool.connect()
      const [, { rows }] = await Promise.all([
        client.query(scope),
        client.query({ name: 'listed', text: listed, values: [tenantId] }),
      ])
      const units = [...new Set(rows.map((row) => row.responsible_id))]
      const text = 'select id, name from organisation where tenant_id = $1 and id = any ($2)'
      await Promise.all([client.query({ name: 'units', text, values: [tenantId, units] }), client.query('commit')])
      client.release()
      done++
    }
  }
  await Promise.all(Array.from({ length: 20 }, worker))
  await pool.end()
  return done / seconds
}

// BANGFU_BENCH_LARGE=1 adds a million households: some two minutes of two quiet cores to write them, 1 GB of disk.
const sizes = [7_800, 100_000, ...(process.env.BANGFU_BENCH_LARGE ? [1_000_000] : [])]

/** Household list: 50 rows of 7,800, of 100,000 and of a million, row security on, by the usual orders and filters, and its total. */
async function bench(seconds = 5): Promise<void> {
  const server = await openTestServer()
  try {
    const tenantId = await server.tenant(`基准 ${randomUUIDv7().slice(-6)}`)
    const clerk = await server.signedIn(tenantId, 'clerk')
    let filled = 0
    console.log('household list, requests/s at 20 connections (goal ≥ 1,000 on two quiet cores)')
    for (const size of sizes) {
      await fill(server.database.ownerUrl, tenantId, filled + 1, size)
      filled = size
      const alone = await driverAlone(server.database.appUrl, tenantId, seconds)
      for (const query of [
        '',
        '?sort=head&order=asc',
        '?area=231205000000&sort=income&order=asc',
        '?category=severe&sort=area&order=asc',
        '?cause=illness&offset=500',
        '/total',
      ]) {
        const speed = await measure(server, clerk, `/households${query}`, seconds)
        console.log(
          `${String(size).padStart(8)}  ${query.padEnd(42)} ${speed.toFixed(0).padStart(6)}   ${(speed / alone).toFixed(2)} × driver alone (${alone.toFixed(0)})`,
        )
      }
    }
  } finally {
    await server.close()
  }
}

await bench()
