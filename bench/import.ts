import { setTimeout as wait } from 'node:timers/promises'
import { checkCharacter } from '../core/identity-number.ts'
import { writeXlsx } from '../platform/server/spreadsheets/write-xlsx.ts'
import { openTestServer, type Person } from '../tests/support/server.ts'

const rows = 10_000

/** An invented worker: order codes 996 to 999, a birthday of the last century. */
function worker(index: number): (string | number)[] {
  const day = new Date(Date.UTC(1950, 0, 1 + Math.floor(index / 4))).toISOString().slice(0, 10).replaceAll('-', '')
  const first17 = `${['231202', '231221', '231222', '231223', '231224'][index % 5]}${day}${996 + (index % 4)}`
  const counties = ['北林区', '望奎县', '兰西县', '青冈县', '庆安县']
  return [
    index + 1,
    `第${1 + (index % 300)}机械厂`,
    `${'赵钱孙李周吴郑王'[index % 8]}${'明华国建文'[index % 5]}${'军英平'[index % 3]}`,
    Number(first17[16]) % 2 === 1 ? '男' : '女',
    first17 + checkCharacter(first17),
    ['深度困难', '相对困难', '意外致困'][index % 3] as string,
    ['本人大病', '下岗失业', '子女上学'][index % 3] as string,
    1 + (index % 5),
    3_000 + (index % 90) * 100,
    `139${String(10_000_000 + index)}`,
    index % 4 === 0 ? '是' : '否',
    `${counties[index % 5]}人民街${1 + (index % 400)}号`,
  ]
}

async function roster(): Promise<Buffer> {
  const headers = [
    '序号',
    '单位',
    '姓名',
    '性别',
    '身份证号',
    '困难类别',
    '致困原因',
    '家庭人口',
    '家庭年收入（元）',
    '联系电话',
    '是否低保',
    '家庭住址',
  ]
  const sheet = {
    name: '花名册',
    columns: headers.map((header) => ({ header })),
    rows: Array.from({ length: rows }, (_, index) => worker(index)),
  }
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([sheet])) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function settled(who: Person, id: string): Promise<{ state: string; counts: Record<string, number> }> {
  for (;;) {
    const { body } = await who.ask<{ state: string; counts: Record<string, number> }>('GET', `/imports/${id}`)
    if (!['reading', 'committing'].includes(body.state)) return body
    await wait(250)
  }
}

/** A roster of 10,000 rows from the file to committed households, and what it takes in memory. */
async function bench(): Promise<void> {
  const server = await openTestServer()
  try {
    const clerk = await server.signedIn(await server.tenant('基准市'), 'clerk')
    const bytes = await roster()
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], '花名册.xlsx'))
    form.set('target', 'registry')
    form.set('areaCode', '231200000000')
    const encoded = new Response(form)
    const began = performance.now()
    const headers = { 'content-type': encoded.headers.get('content-type') as string }
    const { body } = await clerk.ask<{ id: string }>(
      'POST',
      '/imports',
      Buffer.from(await encoded.arrayBuffer()),
      headers,
    )
    const ready = await settled(clerk, body.id)
    const read = performance.now()
    await clerk.ask('POST', `/imports/${body.id}/commit`, {})
    const done = await settled(clerk, body.id)
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
    console.log(
      `import of ${rows} rows (${Math.round(bytes.length / 1024)} KB): ${done.state}, ${ready.counts.new} new (goal about 15 s, 512 MB)`,
    )
    console.log(
      `  read and dry run ${seconds(began, read)} s, commit ${seconds(read, performance.now())} s, together ${seconds(began, performance.now())} s`,
    )
    console.log(`  most memory of the server process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  } finally {
    await server.close()
  }
}

await bench()
