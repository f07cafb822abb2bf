import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import { tokensOf } from '../slices/registry/filing-store.ts'
import { openTestServer, type Person, type TestServer } from '../tests/support/server.ts'

// BANGFU_BENCH_LARGE=1 adds a million persons, which take some minutes to be written.
const sizes = process.env.BANGFU_BENCH_LARGE ? [3_000, 30_000, 330_000] : [3_000, 30_000]
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const given = [...'明华国建文军英平芳伟秀敏静丽强磊洋勇艳杰娟涛超兰霞桂玉春红海']
const streets = ['人民街', '中直路', '康庄路', '北林路', '黄河路', '花园社区', '铁路社区', '西城社区']

/** An invented name: 18,000 of them, so that a whole name is rare and a surname is not. */
const nameOf = (index: number): string =>
  `${surnames[index % 20]}${given[Math.floor(index / 20) % 30]}${given[Math.floor(index / 600) % 30]}`
const addressOf = (index: number): string => `${streets[index % 8]}${1 + (index % 997)}号`

/** Families of three with search tokens as the product writes them, by plain SQL: the bench is about finding them. */
async function fill(server: TestServer, tenantId: string, from: number, to: number): Promise<void> {
  const client = new pg.Client({ connectionString: server.database.ownerUrl })
  await client.connect()
  const hash = (purpose: 'phone' | 'phone_last_four', plain: string) =>
    `\\x${server.application.services.personalData.index(purpose, plain).toString('hex')}`
  for (let begin = from; begin < to; begin += 2_000) {
    const rows = Array.from({ length: Math.min(2_000, to - begin) }, (_, place) => {
      const index = begin + place
      const names = [index * 3, index * 3 + 1, index * 3 + 2].map((each) => nameOf(each * 7919))
      const phone = `139${String(10_000_000 + index)}`
      const place12 = `${231202 + (index % 10)}${String(1 + (index % 20)).padStart(3, '0')}000`
      const tokens = tokensOf(names, addressOf(index))
      return {
        id: randomUUIDv7(),
        index,
        names,
        tokens,
        area: place12,
        phone: hash('phone', phone),
        last: hash('phone_last_four', phone.slice(-4)),
      }
    })
    const given = JSON.stringify(rows)
    await client.query(
      `insert into household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason, head_person_id,
         head_name, head_name_pinyin, size, residence, category, main_cause, registered_on, annual_income_fen, monthly_per_capita_fen, updated_at)
       select $1, r.id, 'b-' || r.index, r.area, o.id, o.line, 'no_unit', r.id, r.names[1], r.names[1], 3, 'urban',
         (array['severe', 'relative', 'accident'])[1 + r.index % 3], (array['illness', 'schooling', 'unemployed'])[1 + r.index % 3],
         date '2020-01-01' + r.index % 2000, r.index * 100, r.index, now() - r.index * interval '1 minute'
       from jsonb_to_recordset($2::jsonb) as r (id uuid, index int, names text[], area text), organisation o
       where o.tenant_id = $1 and o.local_government`,
      [tenantId, given],
    )
    await client.query(
      `insert into person (tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, relation, joined_on, phone_hash, phone_last_four_hash)
       select $1, gen_random_uuid(), r.id, r.area, o.line, n.name, n.name, '02', date '2020-01-01', decode(substr(r.phone, 3), 'hex'), decode(substr(r.last, 3), 'hex')
       from jsonb_to_recordset($2::jsonb) as r (id uuid, names text[], area text, phone text, last text), unnest(r.names) n (name), organisation o
       where o.tenant_id = $1 and o.local_government`,
      [tenantId, given],
    )
    await client.query(
      `insert into household_token (tenant_id, token, household_id) select $1, t, r.id
       from jsonb_to_recordset($2::jsonb) as r (id uuid, tokens text[]), unnest(r.tokens) t order by t collate "C"`,
      [tenantId, given],
    )
  }
  for (const table of ['household', 'person', 'household_token']) await client.query(`vacuum analyze ${table}`)
  await client.end()
}

/** Milliseconds of a question asked twenty times, one after the other: the middle one and the slowest. */
async function ask(clerk: Person, path: string): Promise<{ middle: number; slowest: number; rows: number }> {
  const times: number[] = []
  let rows = 0
  for (let turn = 0; turn < 20; turn++) {
    const began = performance.now()
    const answer = await clerk.ask<{ rows: unknown[] }>('GET', path)
    times.push(performance.now() - began)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    rows = answer.body.rows.length
  }
  times.sort((a, b) => a - b)
  return { middle: times[10] as number, slowest: times[19] as number, rows }
}

async function exported(clerk: Person): Promise<number> {
  const began = performance.now()
  const { status } = await clerk.ask('GET', '/households/export')
  if (status !== 200) throw new Error(`export: ${status}`)
  return (performance.now() - began) / 1000
}

/** Search as people search, with row security on, while the registry grows. */
async function bench(): Promise<void> {
  const server = await openTestServer()
  try {
    const tenantId = await server.tenant('基准市')
    const clerk = await server.signedIn(tenantId, 'clerk')
    let filled = 0
    for (const size of sizes) {
      await fill(server, tenantId, filled, size)
      filled = size
      console.log(`${size} households, ${size * 3} persons (promise at 1,000,000 persons: at most 200 ms)`)
      for (const [what, search] of [
        ['whole name', nameOf(7919 * 30)],
        ['part of a name', '建明'],
        ['surname', '王'],
        ['initials', 'wjm'],
        ['pinyin', 'zhangwei'],
        ['address', '北林路12号'],
        ['last four of a phone', '0123'],
        ['phone', '13910000123'],
        ['nobody', '司马光'],
      ] as const) {
        const { middle, slowest, rows } = await ask(clerk, `/households?search=${encodeURIComponent(search)}`)
        console.log(
          `  ${what.padEnd(24)} ${middle.toFixed(1).padStart(8)} ms, slowest ${slowest.toFixed(1).padStart(8)} ms  (${rows} rows)`,
        )
      }
      console.log(`  export to xlsx           ${(await exported(clerk)).toFixed(1).padStart(8)} s`)
    }
  } finally {
    await server.close()
  }
}

await bench()
