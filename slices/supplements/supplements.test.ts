import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { settledImport, stepImport, uploadRoster } from '../../tests/support/rosters.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import { newsOf, standing } from './rules.ts'

let server: TestServer
let tenantId: string
let clerk: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

type Row = { personId: string; personName: string; heading: string; source: string | null }
const path = (id: string) => `/households/${id}/supplements`
const listed = async (id: string, by: Person = clerk) => (await by.ask<{ rows: Row[] }>('GET', path(id))).body.rows
const headings = async (id: string) => (await listed(id)).map((row) => row.heading)
const texts = async (id: string, personId: string, by: Person = clerk) => {
  const asked = `/households/${id}/people/${personId}/supplements/reveal`
  const answer = await by.ask<{ texts: { heading: string; text: string }[] }>('POST', asked, { reason: '核对信息' })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return Object.fromEntries(answer.body.texts.map(({ heading, text }) => [heading, text]))
}
const write = (id: string, personId: string, entries: readonly { heading: string; text: string }[], by = clerk) =>
  by.ask('POST', `/households/${id}/people/${personId}/supplements`, { entries })

async function filed(members = 1): Promise<{ id: string; people: string[] }> {
  const person = (name: string, relation: string) => ({ name, relation, identityNumber: inventedNumber() })
  const answer = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: '231202000000', size: members },
    people: ['何平', '何小英'].slice(0, members).map((name, place) => person(name, place === 0 ? '02' : '30')),
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const { body } = await clerk.ask<{ people: { id: string }[] }>('GET', `/households/${answer.body.id}`)
  return { id: answer.body.id, people: body.people.map((one) => one.id) }
}

async function read(name: string, titles: string, rows: readonly (string | number)[][]): Promise<string> {
  const pieces: Buffer[] = []
  const columns = titles.split(' ').map((header) => ({ header }))
  for await (const piece of writeXlsx([{ name: '名单', columns, rows }])) pieces.push(piece)
  const id = await uploadRoster(clerk, name, {
    target: 'registry',
    areaCode: '231202000000',
    bytes: Buffer.concat(pieces),
  })
  assert.equal((await settled(id)).state, 'ready')
  return id
}
const settled = (id: string) => settledImport(clerk, id)
const step = (id: string, name: 'commit' | 'undo', state: string) => stepImport(clerk, id, name, state)
const found = async (name: string) =>
  (await clerk.ask<{ rows: { id: string }[] }>('GET', `/households?search=${encodeURIComponent(name)}`)).body.rows[0]
    ?.id

test('a later statement counts, heading by heading, whatever stands in brackets; an empty one takes it back', () => {
  const known = standing([
    { said: { 开户银行: '农行', 政治面貌: '群众' } },
    { said: { '开户银行（必填）': '工行', 政治面貌: null } },
  ])
  assert.deepEqual(
    [...known.values()].map(({ heading, text }) => [heading, text]),
    [['开户银行（必填）', '工行']],
  )
  assert.deepEqual(newsOf(known, { 开户银行: '工行', 政治面貌: null, 学历: '高中' }), { 学历: '高中' })
})

test('columns that are no field are kept with their people, told again only when they differ, and go with an undo', async () => {
  const number = inventedNumber()
  const titles = '姓名 身份证号 家庭年收入 政治面貌 开户银行 所属网格 领款人签字'
  const first = await read('首次.xlsx', titles, [['郑新华', number, 12_000, '群众', '工商银行', '第3网格', '郑']])
  const columns = (await settled(first)).sheets[0]?.columns ?? []
  assert.deepEqual(
    columns.filter((column) => column.supplement).map((column) => column.header),
    ['政治面貌', '开户银行', '所属网格'],
  )
  // What is not wanted stays out, before and after it is committed.
  await clerk.ask('PUT', `/imports/${first}/corrections`, { corrections: [], chosen: { 所属网格: null } })
  assert.equal((await settled(first)).state, 'ready')
  await step(first, 'commit', 'committed')
  const id = (await found('郑新华')) as string
  assert.deepEqual(await headings(id), ['政治面貌', '开户银行'])
  const personId = (await listed(id))[0]?.personId as string
  assert.deepEqual(await texts(id, personId), { 政治面貌: '群众', 开户银行: '工商银行' })
  const stored = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ content: Buffer }>('select content from supplement where tenant_id = $1 and household_id = $2', [
      tenantId,
      id,
    ]),
  )
  assert.ok(stored.every(({ content }) => !content.includes('工商')))

  const same = await read('再次.xlsx', '姓名 身份证号 家庭年收入 政治面貌', [['郑新华', number, 12_000, '群众']])
  assert.deepEqual([(await settled(same)).counts?.unchanged, (await settled(same)).counts?.changed], [1, 0])
  const other = await read('变化.xlsx', '姓名 身份证号 家庭年收入 政治面貌 学历', [
    ['郑新华', number, 12_000, '党员', '高中'],
  ])
  const changed = await clerk.ask<{ rows: { differences: object[] }[] }>('GET', `/imports/${other}/rows?state=changed`)
  assert.deepEqual(changed.body.rows[0]?.differences, [{ field: 'supplements', before: null, after: '政治面貌、学历' }])
  await step(other, 'commit', 'committed')
  assert.deepEqual(await texts(id, personId), { 政治面貌: '党员', 开户银行: '工商银行', 学历: '高中' })
  const history = await clerk.ask<{ rows: { field: string; newValue: string }[] }>('GET', `/households/${id}/history`)
  assert.ok(history.body.rows.some((line) => line.field === 'supplements' && line.newValue === '政治面貌、学历'))

  await step(other, 'undo', 'undone')
  assert.deepEqual(await texts(id, personId), { 政治面貌: '群众', 开户银行: '工商银行' })
  const fresh = await read('新户.xlsx', '姓名 身份证号 政治面貌', [['郑新民', inventedNumber(), '群众']])
  await step(fresh, 'commit', 'committed')
  const gone = (await found('郑新民')) as string
  assert.deepEqual(await headings(gone), ['政治面貌'])
  await step(fresh, 'undo', 'undone')
  const left = await inTenant(server, tenantId, (tx) =>
    tx.row<{ n: string }>('select count(*) as n from supplement where tenant_id = $1 and household_id = $2', [
      tenantId,
      gone,
    ]),
  )
  assert.equal(left?.n, '0')

  // What somebody wrote down since is never taken away along.
  const kept = await read('又一户.xlsx', '姓名 身份证号 政治面貌', [['郑新军', inventedNumber(), '群众']])
  await step(kept, 'commit', 'committed')
  const stays = (await found('郑新军')) as string
  const head = (await listed(stays))[0]?.personId as string
  assert.equal((await write(stays, head, [{ heading: '学历', text: '高中' }])).status, 200)
  await clerk.ask('POST', `/imports/${kept}/undo`, {})
  const refused = await settled(kept)
  assert.deepEqual([refused.state, /不能撤销/.test(refused.problem?.zh ?? '')], ['committed', true])
  assert.deepEqual(await texts(stays, head), { 政治面貌: '群众', 学历: '高中' })
})

test('every member of a family keeps what the row of that member says', async () => {
  const [head, child] = [inventedNumber(), inventedNumber()]
  const list = await read('低保家庭.xlsx', '户主姓名 家庭成员姓名 与户主关系 身份证号 月保障金额 就读学校', [
    ['范长河', '范长河', '户主', head, 900, ''],
    ['范长河', '范小舟', '之子', child, '', '市第二小学'],
  ])
  await step(list, 'commit', 'committed')
  const id = (await found('范长河')) as string
  assert.deepEqual(
    (await listed(id)).map((row) => [row.personName, row.heading, row.source]),
    [['范小舟', '就读学校', '低保家庭.xlsx']],
  )
})

test('an officer writes down what a form asks for; it is audited, stands in the history, and wrong entries are said', async () => {
  const { id, people } = await filed()
  const [head = ''] = people
  assert.equal(
    (
      await write(id, head, [
        { heading: '政治面貌', text: '群众' },
        { heading: '开户银行', text: '农行' },
      ])
    ).status,
    200,
  )
  assert.equal((await write(id, head, [{ heading: '政治面貌', text: '' }])).status, 200)
  assert.deepEqual(await texts(id, head), { 开户银行: '农行' })
  for (const entries of [
    [],
    [{ heading: ' ', text: 'a' }],
    [{ heading: '（）', text: 'a' }],
    [
      { heading: '学历', text: 'a' },
      { heading: '学历：', text: 'b' },
    ],
  ])
    assert.equal((await write(id, head, entries)).status, 400, JSON.stringify(entries))
  const auditor = await server.signedIn(tenantId, 'auditor')
  const trail = await auditor.ask<{ rows: { event: string; facts: Record<string, unknown> }[] }>(
    'GET',
    `/audit?subjectId=${head}&limit=50`,
  )
  const revealed = trail.body.rows.find((row) => row.event === 'supplements.reveal')
  assert.deepEqual([revealed?.facts.fields, revealed?.facts.reason], [['开户银行'], '核对信息'])
  assert.ok(!JSON.stringify(trail.body).includes('农行'))
})

test('nobody sees or writes it without the permission, out of the area, in another tenant, or of a person of another family', async () => {
  const { id, people } = await filed()
  const [head = ''] = people
  await write(id, head, [{ heading: '政治面貌', text: '群众' }])
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  const stranger = await server.signedIn(await server.tenant('另一个市'), 'clerk')
  for (const who of [elsewhere, stranger]) {
    assert.equal((await who.ask('GET', path(id))).status, 404)
    assert.equal((await write(id, head, [{ heading: '学历', text: '高中' }], who)).status, 404)
    assert.equal(
      (await who.ask('POST', `/households/${id}/people/${head}/supplements/reveal`, { reason: '核对信息' })).status,
      404,
    )
  }
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await write(id, head, [{ heading: '学历', text: '高中' }], leader)).status, 403)
  const other = await filed()
  assert.equal((await write(other.id, head, [{ heading: '学历', text: '高中' }])).status, 404)
  assert.deepEqual(await headings(id), ['政治面貌'])
})

test('it stays with the person when the family is split and moves to another county', async () => {
  const { id, people } = await filed(2)
  const [, daughter = ''] = people
  await write(id, daughter, [{ heading: '就读学校', text: '县一中' }])
  const { body } = await clerk.ask<{ version: number }>('GET', `/households/${id}`)
  const asked = {
    version: body.version,
    personIds: [daughter],
    headId: daughter,
    areaCode: '231221000000',
    why: '结婚分户',
  }
  const split = await clerk.ask<{ householdId: string; id: string }>('POST', `/households/${id}/split`, asked)
  assert.equal(split.status, 200, JSON.stringify(split.body))
  const own = split.body.householdId ?? split.body.id
  const there = await server.signedIn(tenantId, 'clerk', '231221000000')
  await until('it follows', async () => (await listed(own, there)).length === 1)
  assert.deepEqual(await texts(own, daughter, there), { 就读学校: '县一中' })
  assert.deepEqual(await listed(id), [])
})

test('what was said of somebody in a file that is merged into another is told of that person there', async () => {
  const [kept, other] = [await filed(), await filed()]
  const [head = ''] = kept.people
  const [twin = ''] = other.people
  await write(other.id, twin, [{ heading: '开户银行', text: '农行' }])
  assert.deepEqual(await headings(kept.id), [])
  const given = [kept.id, other.id, twin]
  await inTenant(server, tenantId, async (tx) => {
    await tx.run('update household set merged_into = $2 where tenant_id = $1 and id = $3', [
      tenantId,
      ...given.slice(0, 2),
    ])
    await tx.run(
      `update person set left_on = joined_on, left_reason = 'merged', identity_number = null, identity_number_hash = null
       where tenant_id = $1 and id = $2`,
      [tenantId, twin],
    )
  })
  assert.deepEqual(await texts(kept.id, head), { 开户银行: '农行' })
})
