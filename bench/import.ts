import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { withClient } from '../platform/server/embedded-cluster.ts'
import { writeXlsx } from '../platform/server/spreadsheets/write-xlsx.ts'
import { openTestServer, type Person, type TestServer } from '../tests/support/server.ts'
import { bareMerge } from './registry/baseline.ts'
import { type City, openCity } from './registry/county.ts'
import { fillFamilies } from './registry/fill.ts'
import { familiesOnFile, type Head, nextHead, slippedHead } from './registry/heads.ts'
import { openProcessorClock, type Spent, spentBetween } from './registry/processor.ts'
import { randomFrom } from './registry/random.ts'
import { unhindered } from './registry/unhindered.ts'

/**
 * A roster from the file to committed and deduplicated households, beside a bare COPY and MERGE of the same rows in the
 * same run. BANGFU_BENCH_LARGE=1 adds 100,000 rows against 500,000 persons, which take some minutes to be filed first.
 */
const large = Boolean(process.env.BANGFU_BENCH_LARGE)
const known = large ? 500_000 : 30_000
const exactly = 0.02
const probably = 0.01

type Job = { id: string; state: string; counts: Record<string, number> | null; done: number; total: number }
type Planted = { rows: Head[]; exact: number; slips: { met: string; written: string }[] }

/** So many heads of families who are not on file, and some who are: under the same number, or one with a slip of the pen. */
function incoming(city: City, aside: Head[], rows: number): Planted {
  const planted: Planted = { rows: [], exact: 0, slips: [] }
  for (let index = 0; index < rows; index++) {
    const head = planting(index, planted, city, aside) ?? nextHead(city)
    planted.rows.push(head)
  }
  return planted
}

function planting(index: number, planted: Planted, city: City, aside: Head[]): Head | undefined {
  const again = index % Math.round(1 / exactly) === 7
  if (!again && index % Math.round(1 / probably) !== 11) return undefined
  const met = aside.pop()
  if (!met) throw new Error('too few people on file for so long a roster')
  if (again) {
    planted.exact++
    return met
  }
  const written = slippedHead(city, met, index)
  if (written) planted.slips.push({ met: met.people[0].number, written: written.people[0].number })
  return written
}

const headers =
  '序号 单位 姓名 性别 身份证号 困难类别 致困原因 家庭人口 家庭年收入（元） 联系电话 是否低保 家庭住址'.split(' ')

const rowOf = ({ people: [person], address }: Head, index: number): (string | number)[] => [
  index + 1,
  `第${1 + (index % 300)}机械厂`,
  person.name,
  person.sex === 1 ? '男' : '女',
  person.number,
  ['深度困难', '相对困难', '意外致困'][index % 3] as string,
  ['本人大病', '下岗失业', '子女上学'][index % 3] as string,
  1 + (index % 5),
  3_000 + (index % 90) * 100,
  person.phone ?? '',
  index % 4 === 0 ? '是' : '否',
  address ?? '',
]

async function workbook(people: readonly Head[]): Promise<Buffer> {
  const sheet = { name: '花名册', columns: headers.map((header) => ({ header })), rows: people.map(rowOf) }
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([sheet])) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function upload(clerk: Person, bytes: Buffer): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], '花名册.xlsx'))
  form.set('target', 'registry')
  form.set('areaCode', '231200000000')
  const encoded = new Response(form)
  const headers = { 'content-type': encoded.headers.get('content-type') as string }
  const { status, body } = await clerk.ask<{ id: string }>(
    'POST',
    '/imports',
    Buffer.from(await encoded.arrayBuffer()),
    headers,
  )
  if (status !== 200) throw new Error(`upload: ${status} ${JSON.stringify(body)}`)
  return body.id
}

async function settled(clerk: Person, id: string): Promise<Job> {
  for (;;) {
    const { body } = await clerk.ask<Job>('GET', `/imports/${id}`)
    if (!['reading', 'committing', 'undoing'].includes(body.state)) return body
    // As often as a page asks: each question costs the server a few milliseconds.
    await wait(500)
  }
}

/** Waits until the jobs of a queue are done that were there when it was asked first, or came meanwhile. */
async function quiet(client: pg.Client, queues: readonly string[]): Promise<void> {
  const under = `select from pgboss.job where name = any($1) and state < 'completed' limit 1`
  while ((await client.query(under, [queues])).rowCount) await wait(250)
}

/** How many of the planted slips are asked about, and how many questions there are about those who came. */
async function judged(
  client: pg.Client,
  server: TestServer,
  importId: string,
  slips: Planted['slips'],
): Promise<{ found: number; asked: number }> {
  const ofImport =
    'select p.id from person p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id where h.source_import_id = $1'
  const index = (number: string) => server.application.services.personalData.index('identity_number', number)
  const { rows } = await client.query<{ found: number; asked: number }>(
    `select count(*) filter (where (least(l.identity_number_hash, g.identity_number_hash), greatest(l.identity_number_hash, g.identity_number_hash))
         in (select least(a, b), greatest(a, b) from unnest($2::bytea[], $3::bytea[]) as planted (a, b)))::int as found, count(*)::int as asked
     from duplicate_pair d join person l on l.tenant_id = d.tenant_id and l.id = d.low_id
     join person g on g.tenant_id = d.tenant_id and g.id = d.high_id
     where d.low_id in (${ofImport}) or d.high_id in (${ofImport})`,
    [importId, slips.map(({ met }) => index(met)), slips.map(({ written }) => index(written))],
  )
  return rows[0] as { found: number; asked: number }
}

type Phase<Result> = { result: Result; seconds: number; spent: Spent }
type Bench = { server: TestServer; owner: pg.Client; clerk: Person; clock: () => Spent; city: City; aside: Head[] }

async function timed<Result>({ clock }: Bench, work: () => Promise<Result>): Promise<Phase<Result>> {
  const [began, from] = [performance.now(), clock()]
  const result = await work()
  const to = clock()
  const spent = { node: to.node - from.node, postgres: to.postgres - from.postgres }
  return { result, seconds: (performance.now() - began) / 1000, spent }
}

async function brought(clerk: Person, id: string, step: 'commit' | 'undo', state: string): Promise<Job> {
  const { status, body } = await clerk.ask('POST', `/imports/${id}/${step}`, {})
  if (status !== 200) throw new Error(`${step}: ${status} ${JSON.stringify(body)}`)
  const job = await settled(clerk, id)
  if (job.state !== state) throw new Error(JSON.stringify(job))
  return job
}

const nothing: Spent = { node: 0, postgres: 0 }
const told = (what: string, { seconds, spent }: Phase<unknown>, more = ''): void =>
  console.log(`  ${what.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${spentBetween(nothing, spent)}${more}`)

/** Imports a roster of so many rows and tells what each step takes; milliseconds of processor time a row, and the import. */
async function measure(bench: Bench, rows: number): Promise<{ id: string; cost: number }> {
  const { server, owner, clerk } = bench
  const planted = incoming(bench.city, bench.aside, rows)
  const bytes = await workbook(planted.rows)
  const read = await timed(bench, async () => {
    const id = await upload(clerk, bytes)
    return { id, job: await settled(clerk, id) }
  })
  const { id, job } = read.result
  if (job.state !== 'ready') throw new Error(JSON.stringify(job))
  const counts = job.counts ?? {}
  console.log(`${rows} rows (${Math.round(bytes.length / 1024)} KB) against ${known} persons: ${counts.new} new`)
  told('read and dry run', read)
  const marked = await timed(bench, () => clerk.ask('GET', `/imports/${id}/marked`))
  told('marked workbook', marked, `: ${marked.result.status} (goal 10 s at 10,000 rows)`)
  const commit = await timed(bench, () => brought(clerk, id, 'commit', 'committed'))
  told('commit', commit)
  const matched = await timed(bench, () => quiet(owner, ['imports.committed', 'households.changed']))
  const { found, asked } = await judged(owner, server, id, planted.slips)
  told(
    'probable',
    matched,
    ` (goal 60 s at 100,000): ${found} of ${planted.slips.length} planted, ${asked - found} others in ${rows}`,
  )
  told('answers of policies', await timed(bench, () => quiet(owner, ['policies.evaluate_families'])))
  const bare = await bareMerge(server.database.ownerUrl, id, bench.clock)
  const all = read.seconds + commit.seconds
  const spent = read.spent.node + read.spent.postgres + commit.spent.node + commit.spent.postgres
  console.log(
    `  bare COPY, MERGE   ${bare.seconds.toFixed(1).padStart(6)} s  CPU postgres ${bare.postgres.toFixed(1)} s; we take ${(all / bare.seconds).toFixed(2)} × as long (goal 2.5), ${(spent / bare.postgres).toFixed(2)} × the CPU`,
  )
  console.log(`  on file exactly    ${(counts.changed ?? 0) + (counts.unchanged ?? 0)} of ${planted.exact} planted`)
  console.log(
    `  together           ${all.toFixed(1).padStart(6)} s  ${Math.round(rows / all)} rows/s (goal 5,000 on two quiet cores)`,
  )
  console.log(
    `  CPU                ${spent.toFixed(1).padStart(6)} s  ${Math.round((2 * rows) / spent)} rows/s were two cores busy with nothing else`,
  )
  console.log(`  most memory of the server process so far ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  return { id, cost: (1_000 * spent) / rows }
}

async function bench(): Promise<void> {
  const server = await openTestServer()
  try {
    await withClient(server.database.ownerUrl, async (owner) => {
      const tenantId = await server.tenant('基准市')
      const clerk = await server.signedIn(tenantId, 'clerk')
      const clock = await openProcessorClock(server.database.ownerUrl)
      const bench: Bench = { server, owner, clerk, clock, city: openCity(randomFrom(11)), aside: [] }
      const { personalData } = server.application.services
      const filled = await timed(bench, () =>
        unhindered(owner, () =>
          fillFamilies(owner, personalData, tenantId, familiesOnFile(bench.city, known, bench.aside)),
        ),
      )
      console.log(`${known} persons filed beforehand in ${Math.round(filled.seconds)} s, not counted`)
      let last = await measure(bench, 10_000)
      if (large) {
        const small = last.cost
        last = await measure(bench, 100_000)
        console.log(
          `growth: ${small.toFixed(2)} ms of CPU a row at 10,000 rows, ${last.cost.toFixed(2)} ms at 100,000: ${(last.cost / small).toFixed(2)} ×`,
        )
      }
      told('undo of the last', await timed(bench, () => brought(clerk, last.id, 'undo', 'undone')))
    })
  } finally {
    await server.close()
  }
}

await bench()
