import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkCharacter } from '../../core/identity-number.ts'
import { withClient } from '../../platform/server/embedded-cluster.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { searchKeys, sought } from './search-rules.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

/** An invented number with order code 996 to 999. */
export const inventedNumber = (birth: string, order = '9961', area = '231202'): string => {
  const first17 = `${area}${birth}${order.slice(0, 3)}`
  return first17 + checkCharacter(first17)
}

const family = (number: string) => ({
  household: {
    areaCode: '231202000000',
    size: 3,
    category: 'severe',
    causes: ['illness'],
    address: '北林区人民街12号',
    amounts: [{ side: 'income', kind: 'wage', annualFen: '1200000' }],
  },
  people: [{ name: '张三丰', relation: '02', identityNumber: number, phone: '13900000016', sex: 1 }],
})

test('a family is registered, found, masked, revealed with an audit row, changed with history', async () => {
  const number = inventedNumber('19700101')
  const created = await clerk.ask<{ id: string; fileNumber: string }>('POST', '/households', family(number))
  assert.equal(created.status, 200, JSON.stringify(created.body))
  const { id } = created.body
  for (const search of [
    '三丰',
    'zsf',
    'zhangsan',
    number,
    number.slice(-4),
    '13900000016',
    '0016',
    '人民街12',
    '12号',
    '街1',
  ]) {
    const found = await clerk.ask<{ rows: { id: string }[] }>('GET', `/households?search=${encodeURIComponent(search)}`)
    assert.deepEqual(
      found.body.rows?.map((row) => row.id),
      [id],
      search,
    )
  }
  const page = await clerk.ask<{
    people: { id: string; identityNumber: string; version: number }[]
    version: number
    responsibleReason: string
    monthlyPerCapitaFen: string
  }>('GET', `/households/${id}`)
  assert.equal(page.status, 200, JSON.stringify(page.body))
  assert.equal(page.body.people[0]?.identityNumber, `2312**********${number.slice(-4)}`)
  assert.equal(page.body.responsibleReason, 'no_unit')
  assert.equal(page.body.monthlyPerCapitaFen, '33333')
  const personId = page.body.people[0]?.id
  const revealed = await clerk.ask('POST', `/households/${id}/people/${personId}/reveal`, {
    field: 'identityNumber',
    reason: '核对发放名单',
  })
  assert.deepEqual(revealed.body, { value: number })
  const changed = await clerk.ask('PUT', `/households/${id}`, {
    version: page.body.version,
    household: { ...family(number).household, size: 4 },
    why: '添丁',
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const stale = await clerk.ask<{ data: { theirs: { size: number } } }>('PUT', `/households/${id}`, {
    version: page.body.version,
    household: family(number).household,
    why: '',
  })
  assert.equal(stale.status, 409)
  assert.equal(stale.body.data.theirs.size, 4)
  const history = await clerk.ask<{ rows: { field: string; oldValue: string; newValue: string; why: string }[] }>(
    'GET',
    `/households/${id}/history`,
  )
  assert.ok(
    history.body.rows.some(
      (row) => row.field === 'size' && row.oldValue === '3' && row.newValue === '4' && row.why === '添丁',
    ),
  )
})

test('the same person cannot be filed twice; the answer does not say where', async () => {
  const number = inventedNumber('19710203', '9970')
  assert.equal((await clerk.ask('POST', '/households', family(number))).status, 200)
  const elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  const again = await elsewhere.ask<{ message: string }>('POST', '/households', {
    ...family(number),
    household: { ...family(number).household, areaCode: '231221000000' },
  })
  assert.equal(again.status, 409)
  assert.match(again.body.message, /已在其他单位建档/)
  const here = await clerk.ask<{ message: string }>('POST', '/households', family(number))
  assert.match(here.body.message, /已在档案 \d{2}-\d{6}（张三丰户）中/)
})

test('another tenant sees nothing and answers like a record that does not exist', async () => {
  const created = await clerk.ask<{ id: string }>('POST', '/households', family(inventedNumber('19720203', '9980')))
  const other = await server.signedIn(await server.tenant(), 'clerk')
  const foreign = await other.ask('GET', `/households/${created.body.id}`)
  const nothing = await other.ask('GET', '/households/00000000-0000-7000-8000-000000000001')
  assert.deepEqual([foreign.status, foreign.body], [nothing.status, nothing.body])
  assert.equal(foreign.status, 404)
  assert.deepEqual((await other.ask<{ rows: unknown[] }>('GET', '/households')).body.rows, [])
})

test('forbidden without the permission, unknown fields and wrong types are named, a double click has one effect', async () => {
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', '/households', family(inventedNumber('19730203')))).status, 403)
  assert.equal((await server.stranger.ask('GET', '/households')).status, 401)
  const wrong = await clerk.ask<{ fields: { field: string; message: string }[] }>('POST', '/households', {
    ...family('123'),
    tenant_id: 'x',
  })
  assert.equal(wrong.status, 400)
  assert.deepEqual(wrong.body.fields.map((one) => one.field).sort(), ['', 'people.0.identityNumber'])
  const key = { 'idempotency-key': '0197a1b2-0000-7000-8000-00000000aaaa' }
  const form = family(inventedNumber('19740203'))
  const [first, second] = await Promise.all([
    clerk.ask<{ id: string }>('POST', '/households', form, key),
    clerk.ask<{ id: string }>('POST', '/households', form, key),
  ])
  assert.equal(first.status, 200)
  assert.deepEqual(first.body, second.body)
})

test('an area that there is not is refused at its field, for a family, a body and a helper', async () => {
  const areaCode = '231202999000'
  const asked = [
    [
      '/households',
      { household: { areaCode, size: 1 }, people: [{ name: '某甲', relation: '02' }] },
      'household.areaCode',
    ],
    ['/organisations', { name: '无处厂', kind: 'enterprise', enterpriseState: 'running', areaCode }, 'areaCode'],
    ['/helpers', { kind: 'cadre', name: '干部无', areaCode, capacity: 1 }, 'areaCode'],
  ] as const
  for (const [path, body, field] of asked) {
    const answer = await clerk.ask<{ fields: { field: string; message: string }[] }>('POST', path, body)
    assert.equal(answer.status, 400, path)
    assert.deepEqual(answer.body.fields[0]?.field, field)
    assert.match(answer.body.fields[0]?.message ?? '', /没有这个地区/)
  }
})

test('whatever part of an address is looked for, its families stand under one of its keys', () => {
  const address = '北林区人民街112号3单元10203室'
  const keys = new Set(searchKeys({ words: `|@${address}`, latin: '' }))
  for (const part of [
    '12号',
    '112号',
    '12号3',
    '街1',
    '街11',
    '203室',
    '0203室',
    '10203',
    '3单元',
    '民街112号',
    '区人民街',
    '室',
  ])
    assert.ok(sought(part)?.keys?.some((key) => keys.has(key)) ?? true, part)
  assert.ok(!sought('13号')?.keys?.some((key) => keys.has(key)))
})

test('a search says who of a family is meant where it is not the head, and of families outside the asker nothing', async () => {
  const form = family(inventedNumber('19760203', '9970'))
  const wife = { name: '欧阳小翠', relation: '12', identityNumber: inventedNumber('19780809', '9972'), sex: 2 }
  const created = await clerk.ask<{ id: string }>('POST', '/households', { ...form, people: [...form.people, wife] })
  assert.equal(created.status, 200, JSON.stringify(created.body))
  const { id } = created.body
  const hits = async (search: string, who = clerk) =>
    (await who.ask<{ rows: unknown[] }>('GET', `/households/hits?ids=${id}&search=${encodeURIComponent(search)}`)).body
      .rows
  const meant = [{ householdId: id, name: '欧阳小翠', relation: '12' }]
  for (const search of ['小翠', 'oyxc', 'ouyang', wife.identityNumber, wife.identityNumber.slice(-4)])
    assert.deepEqual(await hits(search), meant, search)
  assert.deepEqual(await hits('三丰'), [])
  assert.deepEqual(await hits('人民街12'), [{ householdId: id, name: null, relation: null }])
  assert.deepEqual(await hits('小翠', await server.signedIn(tenantId, 'clerk', '231221000000')), [])
  assert.deepEqual(await hits('小翠', await server.signedIn(await server.tenant(), 'clerk')), [])
})

test('the list is exported as a workbook with every row, text as text, audited at once', async () => {
  const answer = await clerk.ask<unknown>('GET', '/households/export')
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['content-disposition']), /attachment; filename\*=UTF-8''/)
  assert.equal(String(answer.body).slice(0, 2), 'PK')
  const audited = await inTenant(server, tenantId, (tx) =>
    tx.rows(`select 1 from audit_entry where tenant_id = $1 and event = 'registry.export'`, [tenantId]),
  )
  assert.equal(audited.length, 1)
})

test('several target groups at once, each with evidence and dates; what was ended stays on file', async () => {
  const created = await clerk.ask<{ id: string }>('POST', '/households', family(inventedNumber('19750203', '9960')))
  const path = `/households/${created.body.id}`
  const group = (code: string, evidence = '下岗证 2002-0015') =>
    clerk.ask<{ markId: string }>('POST', `${path}/groups`, { code, since: '2024-03-01', evidence })
  const first = await group('laid_off')
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.equal((await group('long_illness', '市医院诊断证明')).status, 200)
  assert.equal((await group('laid_off')).status, 409)
  assert.equal((await group('schooling', '')).status, 400)
  const ended = await clerk.ask('POST', `${path}/groups/${first.body.markId}/end`, { why: '已再就业' })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  const page = await clerk.ask<{ groups: { code: string; evidence: string; until: string | null }[] }>('GET', path)
  assert.deepEqual(
    page.body.groups.map(({ code, evidence, until }) => [code, evidence, until !== null]),
    [
      ['laid_off', '下岗证 2002-0015', true],
      ['long_illness', '市医院诊断证明', false],
    ],
  )
})

test('a list shows what was written, empty or unknown, and signs of its own packing in a name harm nothing', async () => {
  const named = async (name: string, more: object = {}) => {
    const { body } = await clerk.ask<{ id: string }>('POST', '/households', {
      household: {
        areaCode: '231202000000',
        size: 2,
        amounts: [{ side: 'income', kind: 'wage', annualFen: '1200000' }],
      },
      people: [{ name, relation: '02', ...more }],
    })
    const { rows } = (await clerk.ask<{ rows: Record<string, unknown>[] }>('GET', '/households?limit=200')).body
    return { id: body.id, row: rows.find((row) => row.id === body.id) }
  }
  const { id, row } = await named('甲、乙“丙”\\{,}')
  const file = (await clerk.ask('GET', `/households/${id}`)).body as Record<string, unknown>
  for (const key of Object.keys(row ?? {})) assert.deepEqual(row?.[key], file[key], key)
  assert.deepEqual([row?.category, row?.workUnit, row?.size, row?.annualIncomeFen], [null, null, 2, '1200000'])
  const { id: strange } = await named('丁戊')
  await inTenant(server, tenantId, (tx) =>
    tx.run("update household set head_name = E'丁\\x1e\\x1d戊\\x1f' where tenant_id = $1 and id = $2", [
      tenantId,
      strange,
    ]),
  )
  const { rows } = (await clerk.ask<{ rows: { id: string; headName: string }[] }>('GET', '/households?limit=200')).body
  assert.equal(rows.find((one) => one.id === strange)?.headName, '丁戊')
})

test('views of a list go with the account, not with the computer, and are nobody else’s', async () => {
  const view = {
    list: 'households',
    name: '重病户',
    search: '?cause=illness&sort=-income',
    columns: ['head', 'income'],
  }
  assert.equal((await clerk.ask('PUT', '/views', { ...view, search: 'cause=illness' })).status, 400)
  for (const columns of [null, view.columns])
    assert.equal((await clerk.ask('PUT', '/views', { ...view, columns })).status, 200)
  const { list: _, ...kept } = view
  const mine = await clerk.ask<{ rows: unknown[] }>('GET', '/views?list=households')
  assert.deepEqual(mine.body.rows, [kept])
  const other = await server.signedIn(tenantId, 'clerk')
  for (const [who, list] of [
    [clerk, 'aid'],
    [other, 'households'],
  ] as const)
    assert.deepEqual((await who.ask<{ rows: unknown[] }>('GET', `/views?list=${list}`)).body.rows, [])
  assert.equal((await other.ask('DELETE', '/views', { list: 'households', name: '重病户' })).status, 200)
  assert.equal((await clerk.ask<{ rows: unknown[] }>('GET', '/views?list=households')).body.rows.length, 1)
  assert.equal((await clerk.ask('DELETE', '/views', { list: 'households', name: '重病户' })).status, 200)
  assert.deepEqual((await clerk.ask<{ rows: unknown[] }>('GET', '/views?list=households')).body.rows, [])
  assert.equal((await server.stranger.ask('GET', '/views?list=households')).status, 401)
})

test('parts of names and addresses find what has them and nothing else; families of before are found by the same keys', async () => {
  const odd = {
    ...family(inventedNumber('19710203')),
    people: [
      { name: '买买提·阿卜杜拉', relation: '02', identityNumber: inventedNumber('19710203'), sex: 1 },
      { name: 'Anna 李', relation: '20', identityNumber: inventedNumber('20010203'), sex: 2 },
    ],
  }
  odd.household = { ...odd.household, address: '康庄路１2号A座3单元100%' }
  const created = await clerk.ask<{ id: string }>('POST', '/households', odd)
  assert.equal(created.status, 200, JSON.stringify(created.body))
  const found = async (search: string) =>
    (await clerk.ask<{ rows: { id: string }[] }>('GET', `/households?search=${encodeURIComponent(search)}`)).body.rows
      .map((row) => row.id)
      .includes(created.body.id)
  for (const part of [
    '买',
    '买买提',
    '提·阿卜杜',
    'anna',
    '李',
    'mm',
    'maimaiti',
    'aimaiti',
    '庄路',
    '路12',
    '2号a',
    '号A座3单',
    '元100%',
    '单',
  ])
    assert.equal(await found(part), true, part)
  for (const part of ['买提买', 'aimaitu', '路13', '康号', '10_%', '座4']) assert.equal(await found(part), false, part)
  const step = readFileSync(join(import.meta.dirname, 'tables/2026-11-24-search.sql'), 'utf8')
  await withClient(server.database.ownerUrl, async (client) => {
    const all = async () =>
      (
        await client.query<{ key: string }>(
          `select k.key || ' ' || h as key from search_key k, unnest(k.households) h
             union select word || ' ' || household_id from household_words, regexp_split_to_table(words || latin, '[|]') word order by 1`,
        )
      ).rows.map((row) => row.key)
    const before = await all()
    await client.query(
      `begin; create table household_token as select w.tenant_id, w.household_id, t as token from household_words w, regexp_split_to_table(w.latin, '[|]') t
         where t <> ''; delete from search_key; delete from household_words`,
    )
    await client.query(step.slice(step.indexOf('-- Families on file.')))
    assert.deepEqual(await all(), before)
    await client.query('rollback')
  })
})

test('pages of an area hold its families in order, however wide the area, however late the page, whoever asks', async () => {
  const city = await server.tenant()
  const official = await server.signedIn(city, 'clerk')
  const neighbour = await server.signedIn(city, 'clerk', '231205000000')
  const areas = ['231202000000', '231205000000', '231205001000']
  const kinds = ['severe', 'relative', 'accident']
  const orders = {
    area: 'area_code',
    head: 'head_name_pinyin',
    income: 'monthly_per_capita_fen',
    registered: 'registered_on',
    updated: 'updated_at',
    category: 'category, area_code',
    cause: 'main_cause, area_code',
  }
  await withClient(server.database.ownerUrl, async (client) => {
    await client.query(
      `insert into household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason, head_person_id,
         head_name, head_name_pinyin, size, residence, category, main_cause, registered_on, monthly_per_capita_fen, updated_at)
       select $1, gen_random_uuid(), 'l-' || n, ($2::text[])[case when n % 50 = 0 then 3 when n % 4 = 0 then 2 else 1 end], o.id, o.line,
         'no_unit', gen_random_uuid(), '姓名' || n, md5(n::text), 2, 'urban', ($3::text[])[1 + n % 3], (array['illness', 'schooling'])[1 + n % 2],
         date '2020-01-01' + n % 99, n % 777, now() - n % 555 * interval '1 minute'
       from generate_series(1, 2000) n, organisation o where o.tenant_id = $1 and o.local_government`,
      [city, areas, kinds],
    )
    await client.query('analyze household')
    for (const [sort, columns] of Object.entries(orders))
      for (const [area, from, to] of [
        ['231202000000', '231202', '231203'],
        ['231205000000', '231205', '231206'],
        ['231205001000', '231205001', '231205002'],
      ] as const)
        for (const [category, offset] of [
          ['', 0],
          ['', 10],
          ['severe', 0],
        ] as const) {
          const { rows } = await client.query<{ id: string }>(
            `select id from household where tenant_id = $1 and area_code >= $2 and area_code < $3 and ($4 = '' or category = $4)
             order by ${columns}, id limit 20 offset ${offset}`,
            [city, from, to, category],
          )
          const filter = category ? `&category=${category}` : ''
          const path = `/households?area=${area}&sort=${sort}&order=asc&limit=20&offset=${offset}${filter}`
          const page = async (person: Person) =>
            (await person.ask<{ rows: { id: string }[] }>('GET', path)).body.rows.map((row) => row.id)
          const expected = rows.map((row) => row.id)
          assert.ok(expected.length > 0)
          assert.deepEqual(await page(official), expected, path)
          assert.deepEqual(await page(neighbour), from.startsWith('231205') ? expected : [], path)
        }
  })
})
