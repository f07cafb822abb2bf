import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { withClient } from '../platform/server/embedded-cluster.ts'
import { writeXlsx } from '../platform/server/spreadsheets/write-xlsx.ts'
import { openTestServer, type Person, type TestServer } from '../tests/support/server.ts'
import { bareMerge } from './registry/baseline.ts'
import { fillPeople } from './registry/fill.ts'
import { canSlip, type Invented, invented, slipped } from './registry/people.ts'
import { openProcessorClock, type Spent, spentBetween } from './registry/processor.ts'

/**
 * A roster from the file to committed and deduplicated households, beside a bare COPY and MERGE of the same rows in the
 * same run. BANGFU_BENCH_LARGE=1 adds 100,000 rows against 500,000 persons, which take some minutes to be filed first.
 */
const large = Boolean(process.env.BANGFU_BENCH_LARGE)
const known = large ? 500_000 : 30_000
const exactly = 0.02
const probably = 0.01

type Job = { id: string; state: string; counts: Record<string, number> | null; done: number; total: number }
type Planted = { rows: Invented[]; exact: number; slips: number[] }

/** So many people who are not on file from `from` on, and some who are: the same number, or one with a slip of the pen. */
function incoming(from: number, rows: number): Planted {
  const people: Invented[] = []
  const slips: number[] = []
  let exact = 0
  for (let index = 0; index < rows; index++) {
    // Heads of families: every third person of those on file, each planted once.
    const onFile = ((from + index) * 3) % known
    if (index % Math.round(1 / exactly) === 7) {
      people.push(invented(onFile))
      exact++
    } else if (index % Math.round(1 / probably) === 11 && canSlip(onFile)) {
      people.push(slipped(onFile))
      slips.push(onFile)
    } else people.push(invented(from + index))
  }
  return { rows: people, exact, slips }
}

const headers =
  '序号 单位 姓名 性别 身份证号 困难类别 致困原因 家庭人口 家庭年收入（元） 联系电话 是否低保 家庭住址'.split(' ')

const rowOf = (person: Invented, index: number): (string | number)[] => [
  index + 1,
  `第${1 + (index % 300)}机械厂`,
  person.name,
  Number(person.number[16]) % 2 === 1 ? '男' : '女',
  person.number,
  ['深度困难', '相对困难', '意外致困'][index % 3] as string,
  ['本人大病', '下岗失业', '子女上学'][index % 3] as string,
  1 + (index % 5),
  3_000 + (index % 90) * 100,
  person.phone,
  index % 4 === 0 ? '是' : '否',
  person.address,
]

async function workbook(people: readonly Invented[]): Promise<Buffer> {
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
    if (!['reading', 'committing'].includes(body.state)) return body
    // As often as a page asks: each question costs the server a few milliseconds.
    await wait(500)
  }
}

/** Waits until the probable duplicates of an import are asked about, and answers how many of the planted ones are. */
function matched(server: TestServer, importId: string, slips: readonly number[]) {
  return withClient(server.database.ownerUrl, (client) => matchedBy(client, server, importId, slips))
}

async function matchedBy(client: pg.Client, server: TestServer, importId: string, slips: readonly number[]) {
  const ask = async <Row>(text: string, values: unknown[]): Promise<Row> =>
    (await client.query(text, values)).rows[0] as Row
  const ofImport =
    'select p.id from person p join household h on h.tenant_id = p.tenant_id and h.id = p.household_id where h.source_import_id = $1'
  // Asked for once: among a hundred thousand it costs as much as comparing some hundreds of people.
  const last = await ask<{ id: string }>(`${ofImport} order by p.id desc limit 1`, [importId])
  while (!(await ask<object | undefined>('select from person_key where person_id = $1', [last.id]))) await wait(250)
  const { personalData } = server.application.services
  const index = (person: Invented) => personalData.index('identity_number', person.number)
  const { found, asked } = await ask<{ found: number; asked: number }>(
    `select count(*) filter (where (least(l.identity_number_hash, g.identity_number_hash), greatest(l.identity_number_hash, g.identity_number_hash))
         in (select least(a, b), greatest(a, b) from unnest($2::bytea[], $3::bytea[]) as planted (a, b)))::int as found, count(*)::int as asked
     from duplicate_pair d join person l on l.tenant_id = d.tenant_id and l.id = d.low_id
     join person g on g.tenant_id = d.tenant_id and g.id = d.high_id
     where d.low_id in (${ofImport}) or d.high_id in (${ofImport})`,
    [importId, slips.map((slip) => index(invented(slip))), slips.map((slip) => index(slipped(slip)))],
  )
  return { found, asked }
}

async function measure(
  server: TestServer,
  clerk: Person,
  clock: () => Spent,
  from: number,
  rows: number,
): Promise<number> {
  const planted = incoming(from, rows)
  const bytes = await workbook(planted.rows)
  const [began, beganCpu] = [performance.now(), clock()]
  const id = await upload(clerk, bytes)
  const ready = await settled(clerk, id)
  const [read, readCpu] = [performance.now(), clock()]
  if (ready.state !== 'ready') throw new Error(JSON.stringify(ready))
  const marking = performance.now()
  const marked = await clerk.ask('GET', `/imports/${id}/marked`)
  const markedSeconds = (performance.now() - marking) / 1000
  const [commit, commitCpu] = [performance.now(), clock()]
  await clerk.ask('POST', `/imports/${id}/commit`, {})
  const done = await settled(clerk, id)
  const [end, endCpu] = [performance.now(), clock()]
  if (done.state !== 'committed') throw new Error(JSON.stringify(done))
  const { found, asked } = await matched(server, id, planted.slips)
  const [compared, comparedCpu] = [performance.now(), clock()]
  const bare = await bareMerge(server.database.ownerUrl, id, clock)
  const all = (read - began + end - commit) / 1000
  const counts = ready.counts ?? {}
  const onFile = (counts.changed ?? 0) + (counts.unchanged ?? 0)
  console.log(`${rows} rows (${Math.round(bytes.length / 1024)} KB) against ${known} persons: ${counts.new} new`)
  console.log(
    `  read and dry run   ${((read - began) / 1000).toFixed(1).padStart(6)} s  ${spentBetween(beganCpu, readCpu)}`,
  )
  console.log(
    `  commit             ${((end - commit) / 1000).toFixed(1).padStart(6)} s  ${spentBetween(commitCpu, endCpu)}`,
  )
  console.log(
    `  together           ${all.toFixed(1).padStart(6)} s  ${Math.round(rows / all)} rows/s (goal 5,000 on two quiet cores)`,
  )
  const spent =
    endCpu.node -
    commitCpu.node +
    endCpu.postgres -
    commitCpu.postgres +
    readCpu.node -
    beganCpu.node +
    readCpu.postgres -
    beganCpu.postgres
  console.log(
    `  bare COPY, MERGE   ${bare.seconds.toFixed(1).padStart(6)} s  CPU postgres ${bare.postgres.toFixed(1)} s; we take ${(all / bare.seconds).toFixed(2)} × as long (goal 2.5), ${(spent / bare.postgres).toFixed(2)} × the CPU`,
  )
  console.log(
    `  marked workbook    ${markedSeconds.toFixed(1).padStart(6)} s  ${marked.status} (goal 10 s at 10,000 rows)`,
  )
  console.log(`  on file exactly    ${onFile} of ${planted.exact} planted`)
  console.log(
    `  probable           ${((compared - end) / 1000).toFixed(1).padStart(6)} s  ${spentBetween(endCpu, comparedCpu)} (goal 60 s at 100,000): ${found} of ${planted.slips.length} planted, ${asked - found} others in ${rows}`,
  )
  console.log(
    `  CPU                ${spent.toFixed(1).padStart(6)} s  ${Math.round((2 * rows) / spent)} rows/s were two cores busy with nothing else`,
  )
  console.log(`  most memory of the server process so far ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  return (1_000 * spent) / rows
}

async function bench(): Promise<void> {
  const server = await openTestServer()
  try {
    const tenantId = await server.tenant('基准市')
    const clerk = await server.signedIn(tenantId, 'clerk')
    const clock = await openProcessorClock(server.database.ownerUrl)
    const began = performance.now()
    await fillPeople(server, tenantId, known)
    console.log(`${known} persons filed beforehand in ${Math.round((performance.now() - began) / 1000)} s, not counted`)
    const small = await measure(server, clerk, clock, known, 10_000)
    if (!large) return
    const much = await measure(server, clerk, clock, known + 10_000, 100_000)
    console.log(
      `growth: ${small.toFixed(2)} ms of CPU a row at 10,000 rows, ${much.toFixed(2)} ms at 100,000: ${(much / small).toFixed(2)} ×`,
    )
  } finally {
    await server.close()
  }
}

await bench()
