import type pg from 'pg'
import { withClient } from '../platform/server/embedded-cluster.ts'
import { searchTextOf, syllablesOf } from '../slices/registry/filing-store.ts'
import { openTestServer, type Person, type TestServer } from '../tests/support/server.ts'
import { given, nameOf, surnames } from './registry/people.ts'
import { openProcessorClock, type Spent, spentBetween } from './registry/processor.ts'
import { copyTexts } from './registry/texts.ts'
import { unhindered } from './registry/unhindered.ts'

// BANGFU_BENCH_LARGE=1 adds a million persons (333,334 households) and a million households, in about ten minutes of two
// quiet cores and 12 GB of disk; BANGFU_BENCH_LARGE=persons stops at the million persons: three minutes and 4 GB.
const large = process.env.BANGFU_BENCH_LARGE
const sizes = [10_000, 100_000, ...(large ? [333_334] : []), ...(large && large !== 'persons' ? [1_000_000] : [])]
const streets = ['人民街', '中直路', '康庄路', '北林路', '黄河路', '花园社区', '铁路社区', '西城社区']

/** Families of three, made by the database itself and found as those of an import are: the bench is about finding them. */
async function fill(client: pg.Client, server: TestServer, tenantId: string, from: number, to: number): Promise<void> {
  const { personalData } = server.application.services
  const hex = (purpose: 'phone' | 'phone_last_four', plain: string) =>
    personalData.index(purpose, plain).toString('hex')
  const spelled = (characters: readonly string[]) => characters.map((one) => syllablesOf(one).join(''))
  const endings = Array.from({ length: 10_000 }, (_, last) => hex('phone_last_four', String(last).padStart(4, '0')))
  const numberEndings = Array.from({ length: 10_000 }, (_, last) =>
    personalData.index('identity_last_four', String(last).padStart(4, '0')).toString('hex'),
  )
  await client.query('drop table if exists family')
  await client.query(
    // Names as nameOf makes them of every number times 7919; a prime, so that neighbours share none.
    `create temporary table family as
     select i, uuidv7() as id, (231202 + i % 10) || lpad((1 + i % 20)::text, 3, '0') || '000' as area,
       ($1::text[])[1 + i % 8] || (1 + i % 997) || '号' as address, 139 * 100000000::bigint + 10000000 + i as phone,
       n.names, n.pinyin
     from generate_series($2::bigint, $3::bigint - 1) i, lateral (
       select array_agg(s.zh || g.zh || h.zh order by m) as names, array_agg(s.latin || g.latin || h.latin order by m) as pinyin
       from generate_series(i * 3, i * 3 + 2) m, lateral (select m * 7919 as x) x,
         lateral (select ($4::text[])[1 + x % 20] as zh, ($5::text[])[1 + x % 20] as latin) s,
         lateral (select ($6::text[])[1 + x / 20 % 30] as zh, ($7::text[])[1 + x / 20 % 30] as latin) g,
         lateral (select ($6::text[])[1 + x / 600 % 30] as zh, ($7::text[])[1 + x / 600 % 30] as latin) h) n`,
    [streets, from, to, surnames, spelled(surnames), given, spelled(given)],
  )
  await client.query(
    `insert into household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason, head_person_id,
       head_name, head_name_pinyin, size, residence, category, main_cause, registered_on, annual_income_fen, monthly_per_capita_fen,
       updated_at, address)
     select $1, f.id, 'b-' || f.i, f.area, o.id, o.line, 'no_unit', f.id, f.names[1], f.pinyin[1], 3, 'urban',
       (array['severe', 'relative', 'accident'])[1 + f.i % 3], (array['illness', 'schooling', 'unemployed'])[1 + f.i % 3],
       date '2020-01-01' + (f.i % 2000)::int, f.i * 100, f.i, now() - f.i * interval '1 minute', f.address
     from family f, organisation o where o.tenant_id = $1 and o.local_government`,
    [tenantId],
  )
  await client.query(
    `insert into person (tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, relation, joined_on, phone_hash,
       phone_last_four_hash, identity_last_four_hash)
     select $1, case when n.place = 1 then f.id else uuidv7() end, f.id, f.area, o.line, f.names[n.place], f.pinyin[n.place],
       case when n.place = 1 then '02' else '20' end, date '2020-01-01',
       case when f.phone = $2 then decode($3, 'hex') else sha256(f.phone::text::bytea) end,
       decode(($4::text[])[1 + f.phone % 10000], 'hex'), decode(($5::text[])[1 + (f.i * 3 + n.place) * 37 % 10000], 'hex')
     from family f, generate_series(1, 3) as n (place), organisation o where o.tenant_id = $1 and o.local_government`,
    [tenantId, soughtPhone, hex('phone', soughtPhone), endings, numberEndings],
  )
  for (let at = from; at < to; at += portion) {
    const { rows } = await client.query<{ id: string; names: string[]; address: string }>(
      'select id, names, address from family where i >= $1 and i < $2 order by i',
      [at, at + portion],
    )
    await copyTexts(
      client,
      tenantId,
      rows.map(({ id, names, address }) => ({ id, ...searchTextOf(names, address) })),
    )
  }
}

// As many families as an import writes keys for at once.
const portion = 25_000
const soughtPhone = '13910000123'

type Times = { first: number; middle: number; slowest: number; rows: number }

/** Milliseconds of a question asked twenty times, one after the other: the first, the middle one and the slowest after it. */
async function ask(clerk: Person, path: string): Promise<Times> {
  const times: number[] = []
  let rows = 0
  for (let turn = 0; turn < 20; turn++) {
    const began = performance.now()
    const answer = await clerk.ask<{ rows?: unknown[]; total?: number }>('GET', path)
    times.push(performance.now() - began)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    rows = answer.body.rows?.length ?? answer.body.total ?? 0
    // What takes long is known after a few.
    if (turn >= 4 && times.reduce((sum, time) => sum + time, 0) > 5_000) break
  }
  const [first = 0, ...again] = times
  again.sort((a, b) => a - b)
  return { first, middle: again[Math.floor(again.length / 2)] ?? first, slowest: again.at(-1) ?? first, rows }
}

const shown = ({ first, middle, slowest, rows }: Times): string =>
  `${middle.toFixed(1).padStart(7)} ms, first ${first.toFixed(1).padStart(7)}, slowest ${slowest.toFixed(1).padStart(7)} (${rows})`

/** The list as a workbook: seconds, and how much memory it took at most beyond what the server had before. */
async function exported(clerk: Person, clock: () => Spent): Promise<string> {
  const spent = clock()
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const { status } = await clerk.ask('GET', '/households/export')
  clearInterval(watch)
  if (status !== 200) throw new Error(`export: ${status}`)
  return `${((performance.now() - began) / 1000).toFixed(1).padStart(8)} s, ${Math.round((most - before) / 1024 / 1024)} MB more than before, ${spentBetween(spent, clock())}`
}

const searches = [
  ['whole name', nameOf(7919 * 30)],
  ['part of a name', '建明'],
  ['one character of a name', '海'],
  ['surname', '王'],
  ['surname and one more', '王建'],
  ['initials', 'wjm'],
  ['one letter', 'w'],
  ['pinyin', 'zhangwei'],
  ['address', '北林路12号'],
  ['pinyin that nobody has', 'wangr'],
  ['street of thousands', '黄河路'],
  // None of its families lives in the county of the second clerk.
  ['street of others', '北林路'],
  ['number of a house', '12号'],
  ['last four', '0123'],
  ['phone', soughtPhone],
  ['nobody', '司马光'],
] as const

// The usual orders and filters, a deep page.
const lists = [
  '',
  'sort=head&order=asc',
  'sort=income&order=asc',
  'sort=category&order=asc',
  'category=severe&sort=area&order=asc',
  'cause=illness',
  'area=231202003000&sort=income&order=asc',
  'incomeBelowFen=100000&sort=income&order=asc',
  'offset=500',
  'offset=20000&sort=registered',
] as const

/** What a clerk of the whole city and one of a county wait for: searches with their totals, lists. */
async function askAll(clerks: Readonly<Record<string, Person>>): Promise<void> {
  for (const [who, clerk] of Object.entries(clerks)) {
    for (const [what, search] of searches) {
      const filter = `search=${encodeURIComponent(search)}`
      console.log(`  ${who} ${what.padEnd(26)} ${shown(await ask(clerk, `/households?${filter}`))}`)
      console.log(`  ${who}   total of it ${''.padEnd(12)} ${shown(await ask(clerk, `/households/total?${filter}`))}`)
    }
    for (const query of lists)
      console.log(`  ${who} list ${query.padEnd(40)} ${shown(await ask(clerk, `/households?${query}`))}`)
    console.log(`  ${who} total ${''.padEnd(39)} ${shown(await ask(clerk, '/households/total'))}`)
  }
}

/** Search as people search, with row security on, while the registry grows. */
async function bench(): Promise<void> {
  const server = await openTestServer()
  try {
    const tenantId = await server.tenant('基准市')
    const clerk = await server.signedIn(tenantId, 'clerk')
    const clerks = { city: clerk, county: await server.signedIn(tenantId, 'clerk', '231202000000') }
    const clock = await openProcessorClock(server.database.ownerUrl)
    let filled = 0
    for (const size of sizes) {
      const began = performance.now()
      await withClient(server.database.ownerUrl, (client) =>
        unhindered(client, () => fill(client, server, tenantId, filled, size)),
      )
      filled = size
      console.log(
        `${size} households, ${size * 3} persons, written in ${Math.round((performance.now() - began) / 1000)} s (promise at 1,000,000 persons: at most 200 ms)`,
      )
      await askAll(clerks)
      if (size <= 100_000)
        console.log(`  export to xlsx           ${await exported(clerk, clock)} (goal at 100,000 rows: 6 s, 200 MB)`)
    }
  } finally {
    await server.close()
  }
}

await bench()
