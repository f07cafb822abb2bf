import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let tenantId: string
let clerk: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

type Job = { state: string; kind: string; counts: Record<string, number>; problem: { zh: string } | null }
type Row = {
  name: string
  state: string
  conflict: string | null
  differences: { field: string; before: string | null; after: string | null }[]
}

const headings = ['单位名称', '单位类型', '企业状况', '上级单位', '所在县（市、区）', '信用代码', '负责人', '联系电话']

async function send(who: Person, rows: string[][], headers: string[], areaCode: string) {
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([{ name: '名录', columns: headers.map((header) => ({ header })), rows }]))
    pieces.push(piece)
  const form = new FormData()
  form.set('file', new File([new Uint8Array(Buffer.concat(pieces))], '单位名录.xlsx'))
  form.set('target', 'organisations')
  form.set('areaCode', areaCode)
  const encoded = new Response(form)
  return who.ask<{ id: string }>('POST', '/imports', Buffer.from(await encoded.arrayBuffer()), {
    'content-type': encoded.headers.get('content-type') as string,
  })
}

async function upload(who: Person, rows: string[][], headers = headings, areaCode = '231200000000'): Promise<string> {
  const answer = await send(who, rows, headers, areaCode)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

async function settled(who: Person, id: string): Promise<Job> {
  for (;;) {
    const { body } = await who.ask<Job>('GET', `/imports/${id}`)
    if (!['reading', 'committing', 'undoing'].includes(body.state)) return body
    await wait(100)
  }
}

async function step(who: Person, id: string, name: 'commit' | 'undo'): Promise<Job> {
  assert.equal((await who.ask('POST', `/imports/${id}/${name}`, {})).status, 200)
  return settled(who, id)
}

const rowsOf = async (who: Person, id: string, state: string): Promise<Row[]> =>
  (await who.ask<{ rows: Row[] }>('GET', `/imports/${id}/rows?state=${state}&limit=50`)).body.rows

const organisations = () =>
  inTenant(server, tenantId, (tx) =>
    tx.rows<{ name: string; kind: string; state: string | null; parent: string | null; area: string; nested: boolean }>(
      `select o.name, o.kind, o.enterprise_state as state, p.name as parent, o.area_code as area,
         o.line like coalesce(p.line, '') || '____' as nested
       from organisation o left join organisation p on p.tenant_id = o.tenant_id and p.id = o.parent_id
       where o.tenant_id = $1 and not o.local_government order by o.line`,
      [tenantId],
    ),
  )

const list = [
  ['望奎县总工会', '工会', '', '', '望奎县', '', '王为民', '0455-6722001'],
  ['红旗酿酒厂', '集体企业', '停产', '望奎县总工会', '望奎县', '', '', '13900000001'],
  ['红旗酿酒厂工会', '工会', '', '红旗酿酒厂', '望奎县', '', '', ''],
  ['春风学校', '学校', '正常', '', '', '', '', ''],
]

test('a list of units is imported with parents first, found unchanged the second time, and undone', async () => {
  const id = await upload(clerk, list)
  const ready = await settled(clerk, id)
  assert.deepEqual([ready.state, ready.kind, ready.counts.new, ready.counts.conflict], ['ready', 'organisation', 4, 0])
  assert.equal((await step(clerk, id, 'commit')).state, 'committed')
  assert.deepEqual(await organisations(), [
    { name: '望奎县总工会', kind: 'union', state: null, parent: null, area: '231221000000', nested: true },
    {
      name: '红旗酿酒厂',
      kind: 'enterprise',
      state: 'in_hardship',
      parent: '望奎县总工会',
      area: '231221000000',
      nested: true,
    },
    { name: '红旗酿酒厂工会', kind: 'union', state: null, parent: '红旗酿酒厂', area: '231221000000', nested: true },
    { name: '春风学校', kind: 'school', state: null, parent: null, area: '231200000000', nested: true },
  ])
  const second = await settled(clerk, await upload(clerk, list))
  assert.deepEqual([second.counts.new, second.counts.changed, second.counts.unchanged], [0, 0, 4])

  const closing = await upload(clerk, [['红旗酿酒厂', '', '破产', '', '', '', '李为公', '13900000002']])
  assert.equal((await settled(clerk, closing)).counts.changed, 1)
  const [row] = await rowsOf(clerk, closing, 'changed')
  assert.deepEqual(row?.differences, [
    { field: 'enterpriseState', before: 'in_hardship', after: 'bankrupt' },
    { field: 'responsiblePerson', before: null, after: '李为公' },
    { field: 'phone', before: '***', after: '***' },
  ])
  assert.equal((await step(clerk, closing, 'commit')).state, 'committed')
  assert.equal((await organisations())[1]?.state, 'bankrupt')
  const refused = await step(clerk, id, 'undo')
  assert.equal(refused.state, 'committed')
  assert.match(refused.problem?.zh ?? '', /^不能撤销：这次导入的 1 个单位/)
  assert.equal((await step(clerk, closing, 'undo')).state, 'undone')
  assert.equal((await organisations())[1]?.state, 'in_hardship')
})

test('an import that others build upon stays; untouched it goes as a whole', async () => {
  const before = (await organisations()).length
  const id = await upload(clerk, [
    ['兰西县总工会', '工会', '', '', '兰西县', '', '', ''],
    ['兰西县机械厂', '企业', '正常', '兰西县总工会', '兰西县', '', '', ''],
  ])
  await settled(clerk, id)
  await step(clerk, id, 'commit')
  const below = await upload(clerk, [['兰西县第一小学', '学校', '', '兰西县总工会', '兰西县', '', '', '']])
  await settled(clerk, below)
  await step(clerk, below, 'commit')
  assert.equal((await step(clerk, id, 'undo')).state, 'committed')
  assert.equal((await organisations()).length, before + 3)
  assert.equal((await step(clerk, below, 'undo')).state, 'undone')
  assert.equal((await step(clerk, id, 'undo')).state, 'undone')
  assert.equal((await organisations()).length, before)
})

test('what cannot be imported says why, and lists of people are refused', async () => {
  const county = await server.signedIn(tenantId, 'clerk', '231221000000')
  assert.equal((await send(county, list, headings, '231200000000')).status, 400)
  const table = [
    ['青冈县总工会', '工会', '', '', '青冈县', '', '', ''],
    ['新华书店', '企业', '', '', '望奎县', '', '', ''],
    ['无名科', '', '', '', '望奎县', '', '', ''],
    ['东方小学', '学校', '', '没有的教育局', '望奎县', '', '', ''],
    ['东风小学', '学校', '', '', '望奎县', '', '', ''],
    ['东风小学', '学校', '', '', '望奎县', '', '', ''],
  ]
  const id = await upload(county, table, headings, '231221000000')
  const ready = await settled(county, id)
  assert.equal(ready.state, 'ready', JSON.stringify(ready.problem))
  assert.deepEqual(
    (await rowsOf(county, id, 'conflict')).map(({ name, conflict }) => [name, conflict]),
    [
      ['青冈县总工会', 'out_of_area'],
      ['新华书店', 'state_missing'],
      ['无名科', 'kind_missing'],
      ['东方小学', 'parent_unknown'],
      ['东风小学', 'listed_twice'],
    ],
  )
  assert.equal(ready.counts.new, 1)
  const people = await upload(clerk, [['红旗酿酒厂', '某某', '']], ['单位名称', '姓名', '身份证号'])
  const refused = await settled(clerk, people)
  assert.equal(refused.state, 'unreadable')
  assert.match(refused.problem?.zh ?? '', /困难职工花名册/)
})

test('another tenant knows nothing of it, and a leader may not import', async () => {
  const id = await upload(clerk, list)
  await settled(clerk, id)
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await other.ask('GET', `/imports/${id}`)).status, 404)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', `/imports/${id}/commit`, {})).status, 403)
})
