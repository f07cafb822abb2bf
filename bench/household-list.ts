import { randomUUIDv7 } from 'node:crypto'
import autocannon from 'autocannon'
import pg from 'pg'
import { inTenant, openTestServer, type Person, type TestServer } from '../tests/support/server.ts'

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

/** Requests a second through the whole product, 20 connections, ten seconds each. */
async function measure(server: TestServer, clerk: Person, path: string, seconds: number): Promise<number> {
  const address = await listen(server)
  const result = await autocannon({
    url: `${address}/api${path}`,
    connections: 20,
    duration: seconds,
    headers: { cookie: clerk.cookie, 'accept-language': 'zh' },
  })
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers were no success`)
  return result.requests.average
}

let address: string | undefined
async function listen(server: TestServer): Promise<string> {
  address ??= await server.application.http.listen({ host: '127.0.0.1', port: 0 })
  return address
}

/** The same rows by the driver alone: scope, statement, commit, 20 at a time. */
async function driverAlone(server: TestServer, tenantId: string, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let done = 0
  const worker = async () => {
    while (performance.now() < until) {
      await inTenant(server, tenantId, (tx) =>
        tx.often(
          `select h.*, a.name, r.name from (select * from household h where h.tenant_id = $1 and h.status = 'registered'
             order by h.updated_at desc, h.id desc limit 51) h left join area_name a on a.code = h.area_code
           join organisation r on r.tenant_id = h.tenant_id and r.id = h.responsible_id order by h.updated_at desc, h.id desc`,
          [tenantId],
        ),
      )
      done++
    }
  }
  await Promise.all(Array.from({ length: 20 }, worker))
  return done / seconds
}

/** Household list: 50 rows of 7,800 and of 100,000, row security on, by the usual orders and filters. */
async function bench(seconds = 5): Promise<void> {
  const server = await openTestServer()
  try {
    const tenantId = await server.tenant(`基准 ${randomUUIDv7().slice(-6)}`)
    const clerk = await server.signedIn(tenantId, 'clerk')
    let filled = 0
    console.log('household list, requests/s at 20 connections (goal ≥ 1,000 on two quiet cores)')
    for (const size of [7_800, 100_000]) {
      await fill(server.database.ownerUrl, tenantId, filled + 1, size)
      filled = size
      const alone = await driverAlone(server, tenantId, seconds)
      for (const query of [
        '',
        '?sort=head&order=asc',
        '?area=231205000000&sort=income&order=asc',
        '?category=severe&sort=area&order=asc',
        '?cause=illness&offset=500',
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
