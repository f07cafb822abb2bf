import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { checkCharacter } from '../../core/identity-number.ts'
import { withClient } from '../../platform/server/embedded-cluster.ts'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { readAreaPack } from '../areas/pack-store.ts'

let server: TestServer
let tenantId: string
let clerk: Person

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

type Job = {
  state: string
  counts: Record<string, number>
  problem: { zh: string } | null
  done: number
  total: number
}

async function upload(
  who: Person,
  name: string,
  target: string,
  bytes: Buffer = readFileSync(`tests/fixtures/rosters/${name}`),
): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  form.set('target', target)
  form.set('areaCode', '231200000000')
  const encoded = new Response(form)
  const answer = await who.ask<{ id: string }>('POST', '/imports', Buffer.from(await encoded.arrayBuffer()), {
    'content-type': encoded.headers.get('content-type') as string,
  })
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

const households = async () =>
  Number(
    (
      await inTenant(server, tenantId, (tx) =>
        tx.row<{ n: string }>('select count(*) as n from household where tenant_id = $1', [tenantId]),
      )
    )?.n,
  )

test('a roster of workers is read, imported with its units, found unchanged the second time, and undone as a whole', async () => {
  const id = await upload(clerk, '困难职工花名册.xlsx', 'registry')
  const ready = await settled(clerk, id)
  assert.equal(ready.state, 'ready', JSON.stringify(ready.problem))
  const truth = JSON.parse(readFileSync('tests/fixtures/rosters/困难职工花名册.xlsx.truth.json', 'utf8')) as {
    records: unknown[]
    issues: unknown[]
  }
  assert.equal(ready.counts.new, truth.records.length)
  assert.equal((ready.counts.errors ?? 0) + (ready.counts.warnings ?? 0), truth.issues.length)
  const faulty = await clerk.ask<{ rows: { issues: { message: { zh: string } }[] }[]; total: number }>(
    'GET',
    `/imports/${id}/rows?state=rejected&limit=5`,
  )
  assert.equal(faulty.body.total, ready.counts.rejected)
  assert.match(faulty.body.rows[0]?.issues[0]?.message.zh ?? '', /^第 \d+ 行/)
  await clerk.ask('POST', `/imports/${id}/commit`, {})
  const done = await settled(clerk, id)
  assert.equal(done.state, 'committed', JSON.stringify(done.problem))
  assert.equal(await households(), truth.records.length)
  const again = await upload(clerk, '困难职工花名册.xlsx', 'registry')
  const second = await settled(clerk, again)
  assert.deepEqual([second.counts.new, second.counts.changed, second.counts.unchanged], [0, 0, truth.records.length])
  await clerk.ask('POST', `/imports/${id}/undo`, {})
  assert.equal((await settled(clerk, id)).state, 'undone')
  assert.equal(await households(), 0)
  const units = await inTenant(server, tenantId, (tx) =>
    tx.rows(`select name from organisation where tenant_id = $1 and kind = 'enterprise'`, [tenantId]),
  )
  assert.deepEqual(units, [])
})

test('families with their members and dibao, helpers, and a festival list from rosters', async () => {
  const families = await upload(clerk, '低保家庭花名册.xlsx', 'registry')
  assert.equal((await settled(clerk, families)).state, 'ready')
  await clerk.ask('POST', `/imports/${families}/commit`, {})
  const done = await settled(clerk, families)
  assert.equal(done.state, 'committed', JSON.stringify(done.problem))
  const truth = JSON.parse(readFileSync('tests/fixtures/rosters/低保家庭花名册.xlsx.truth.json', 'utf8')) as {
    households: { members: unknown[] }[]
  }
  assert.equal(await households(), truth.households.length)
  const [people] = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ n: string }>('select count(*) as n from person where tenant_id = $1', [tenantId]),
  )
  assert.equal(
    Number(people?.n),
    truth.households.reduce((sum, family) => sum + family.members.length, 0),
  )
  const [enrolled] = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ n: string }>('select count(*) as n from enrolment where tenant_id = $1', [tenantId]),
  )
  assert.equal(Number(enrolled?.n), truth.households.length)

  const helpers = await upload(clerk, '帮扶干部名单.xlsx', 'helpers')
  const read = await settled(clerk, helpers)
  assert.equal(read.state, 'ready', JSON.stringify(read.problem))
  await clerk.ask('POST', `/imports/${helpers}/commit`, {})
  assert.equal((await settled(clerk, helpers)).state, 'committed')
  const [count] = await inTenant(server, tenantId, (tx) =>
    tx.rows<{ n: string }>('select count(*) as n from helper where tenant_id = $1', [tenantId]),
  )
  assert.equal(Number(count?.n), read.counts.new)
})

test('a broken file says so, a wrong kind says so, and nothing is imported', async () => {
  const before = await households()
  const broken = await settled(
    clerk,
    await upload(clerk, 'x.xlsx', 'registry', Buffer.from('PK\u0003\u0004 not a workbook')),
  )
  assert.equal(broken.state, 'unreadable')
  assert.ok((broken.problem?.zh.length ?? 0) > 5)
  const secondPage =
    '家庭成员情况\n姓名,关系,性别,身份证号\n王敏,配偶,女,\n主要致困原因,本人大病,是否单亲,否\n建档人,赵六,审核人,钱七\n'
  const unnamed = await settled(clerk, await upload(clerk, '第二页.csv', 'registry', Buffer.from(secondPage)))
  assert.match(unnamed.problem?.zh ?? '', /档案表的第二页.*第一页之后/)
  const wrong = await settled(clerk, await upload(clerk, '帮扶干部名单.xlsx', 'registry'))
  assert.equal(wrong.state, 'unreadable')
  assert.match(wrong.problem?.zh ?? '', /帮扶干部名单/)
  assert.equal(await households(), before)
})

test('corrections put a cell right; another county and another tenant do not see the import', async () => {
  const id = await upload(clerk, '困难职工花名册.xlsx', 'registry')
  const first = await settled(clerk, id)
  const issues = await clerk.ask<{ rows: { sheet: string; cell: string; code: string }[] }>(
    'GET',
    `/imports/${id}/issues?severity=error&limit=200`,
  )
  const missing = issues.body.rows.find((issue) => issue.code === 'amount_unreadable')
  assert.ok(missing)
  const marked = await server.application.http.inject({
    url: `/api/imports/${id}/marked`,
    headers: { cookie: clerk.cookie },
  })
  assert.deepEqual([marked.statusCode, marked.rawPayload.subarray(0, 2).toString()], [200, 'PK'])
  const correction = { corrections: [{ sheet: missing.sheet, cell: missing.cell, text: '1200' }] }
  assert.equal((await clerk.ask('PUT', `/imports/${id}/corrections`, correction)).status, 200)
  const second = await settled(clerk, id)
  assert.equal(second.counts.errors, (first.counts.errors ?? 0) - 1)
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await other.ask('GET', `/imports/${id}`)).status, 404)
  assert.equal((await other.ask('GET', `/imports/${id}/marked`)).status, 404)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', `/imports/${id}/commit`, {})).status, 403)
})

const headers = ['姓名', '身份证号', '困难类别', '致困原因', '家庭人口', '家庭年收入（元）', '联系电话', '家庭住址']

/** A roster of one worker, as it says something else each time. */
async function oneWorker(values: readonly (string | number)[]): Promise<Buffer> {
  const number = '23120219700101998'
  const row = ['郑新华', number + checkCharacter(number), ...values]
  const pieces: Buffer[] = []
  const sheet = { name: '困难职工花名册', columns: headers.map((header) => ({ header })), rows: [row] }
  for await (const piece of writeXlsx([sheet])) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('what an import changes stands in the history and can be searched; an undo takes back that and what it added', async () => {
  const office = await server.tenant()
  const officer = await server.signedIn(office, 'clerk')
  const importOf = async (name: string, values: readonly (string | number)[]) => {
    const id = await upload(officer, name, 'registry', await oneWorker(values))
    assert.equal((await settled(officer, id)).state, 'ready')
    await officer.ask('POST', `/imports/${id}/commit`, {})
    assert.equal((await settled(officer, id)).state, 'committed')
    return id
  }
  const found = async (search: string) =>
    (await officer.ask<{ rows: { id: string }[] }>('GET', `/households?search=${encodeURIComponent(search)}`)).body.rows
  const first = ['相对困难', '下岗失业', 3, 12_000, '13900000001', '北林区人民街1号']
  await importOf('首次.xlsx', first)
  const id = (await found('人民街1号'))[0]?.id as string
  assert.deepEqual([(await found('zxh'))[0]?.id, (await found('新华'))[0]?.id], [id, id])
  const family = async () =>
    (await officer.ask<{ causes: string[]; category: string; address: string }>('GET', `/households/${id}`)).body
  const before = await family()
  // What brings somebody together with others is told anew in the background.
  const phoneKey = () =>
    inTenant(server, office, (tx) =>
      tx.row<{ key: string }>('select phone_key as key from person_key where tenant_id = $1', [office]),
    )
  const changedKey = async (was: string | undefined) => {
    for (let asked = 0; asked < 200 && (await phoneKey())?.key === was; asked++) await wait(50)
    return (await phoneKey())?.key
  }
  const firstKey = await changedKey(undefined)
  const second = await importOf('再次.xlsx', ['深度困难', '本人大病', 3, 9_000, '13900000002', '北林区康庄路2号'])
  assert.deepEqual([(await family()).causes.length, (await family()).category], [before.causes.length + 1, 'severe'])
  assert.deepEqual([(await found('康庄路2号')).length, (await found('人民街1号')).length], [1, 0])
  const lines = async () => {
    type Line = { field: string; oldValue: string; newValue: string; why: string; by: string | null }
    return (await officer.ask<{ rows: Line[] }>('GET', `/households/${id}/history`)).body.rows
  }
  const changed = (await lines()).filter((line) => line.why === '导入“再次.xlsx”')
  assert.deepEqual(changed.map((line) => line.field).sort(), [
    'address',
    'annualIncomeFen',
    'category',
    'mainCause',
    'phone',
  ])
  const phone = changed.find((line) => line.field === 'phone')
  assert.ok(phone?.by && phone.oldValue.includes('*') && phone.newValue.includes('*'))
  assert.ok((await lines()).some((line) => line.field === 'registered' && line.why === '导入“首次.xlsx”'))
  const secondKey = await changedKey(firstKey)
  assert.ok(secondKey && firstKey && secondKey !== firstKey)

  await officer.ask('POST', `/imports/${second}/undo`, {})
  assert.equal((await settled(officer, second)).state, 'undone')
  const after = await family()
  assert.deepEqual([after.causes, after.category, after.address], [before.causes, before.category, before.address])
  assert.deepEqual([(await found('康庄路2号')).length, (await found('人民街1号')).length], [0, 1])
  const back = (await lines()).filter((line) => line.why === '撤销导入“再次.xlsx”')
  const line = back.find(({ field }) => field === 'address')
  assert.deepEqual([line?.oldValue, line?.newValue], ['北林区康庄路2号', '北林区人民街1号'])
  assert.equal(await changedKey(secondKey), firstKey)
})

test('no area is called by a figure: an address names its area before the first one', () => {
  assert.deepEqual(
    readAreaPack().filter((area) => /\d/.test(area.name.normalize('NFKC'))),
    [],
  )
})

const filingOwner = `create role filing_owner;
  do $$ begin execute format('grant temporary on database %I to filing_owner', current_database()); end $$;
  grant usage on schema public, app to filing_owner;
  grant select, insert, update, delete on all tables in schema public to filing_owner;
  grant execute on all functions in schema app to filing_owner;
  alter function app.begin_filing() owner to filing_owner; alter function app.file_families(uuid, text) owner to filing_owner;
  alter function app.remove_families(uuid, timestamptz) owner to filing_owner;`

for (const ordinary of [false, true])
  test(`families are filed at once within the scope only, under bodies that are there${ordinary ? ', also by an owner without rights beyond it' : ''}`, async () => {
    await withClient(server.database.ownerUrl, async (client) => {
      const one = async <Value>(text: string): Promise<Value> =>
        Object.values((await client.query(text)).rows[0] as object)[0] as Value
      const government = await one<string>(
        `select id from organisation where tenant_id = '${tenantId}' and local_government`,
      )
      const line = await one<string>(`select line from organisation where id = '${government}'`)
      await client.query(`begin; ${ordinary ? filingOwner : ''} set local role bangfu_app; set local app.tenant = '${tenantId}';
        set local app.area_from = '231202'; set local app.area_to = '231203'; set local app.line_from = '${line}'; set local app.line_to = '~'`)
      await client.query('select app.begin_filing()')
      const ids = (await client.query<{ id: string }>('select gen_random_uuid() as id from generate_series(1, 3)')).rows
      const [family, head, other] = ids.map(({ id }) => id) as [string, string, string]
      const file = async ({ area = '231202000000', body = government, of = family } = {}): Promise<string> => {
        await client.query('savepoint before')
        try {
          await client.query(`insert into staged_household values ('${family}', 'test-1', '${area}', '${body}', '${line}', 'no_unit',
            null, null, '${head}', '某某', 'moumou', 1, 'urban', 'severe', 'illness', '2026-11-20', null, 1200000, null, 100000)`)
          await client.query(
            `insert into staged_person (id, household_id, name, name_pinyin, relation) values ('${head}', '${of}', '某某', 'moumou', '02')`,
          )
          return String(await one<number>(`select app.file_families('${other}', '导入')`))
        } catch (error) {
          await client.query('rollback to savepoint before')
          return (error as { code: string }).code
        }
      }
      assert.equal(await file({ area: '231281000000' }), '42501')
      assert.equal(await file({ body: other }), '23503')
      assert.equal(await file({ of: other }), '23503')
      await client.query(`set local app.own_households = '{${family}}'`)
      assert.equal(await file(), '42501')
      await client.query(`set local app.own_households = ''`)
      assert.equal(await file(), '1')
      // Twice the same number of a file: what tells rows apart holds as ever.
      assert.equal(await file(), '23505')
      const written = `select (select count(*) from person where household_id = '${family}' and area_code = '231202000000')
        || ' ' || (select string_agg(dimension || code, ' ' order by code) from household_mark where household_id = '${family}')
        || ' ' || (select string_agg(side || annual_fen, ' ') from household_amount where household_id = '${family}')
        || ' ' || (select new_value from household_change where household_id = '${family}' and why = '导入')
        || ' ' || current_setting('session_replication_role')`
      assert.equal(await one<string>(written), '1 causeillness categorysevere income1200000 test-1 origin')
      await client.query('rollback')
    })
  })

for (const ordinary of [false, true])
  test(`families of an import are removed at once with all that goes with them, and held by what does not${ordinary ? ', also by an owner without rights beyond it' : ''}`, async () => {
    await withClient(server.database.ownerUrl, async (client) => {
      const one = async <Value>(text: string): Promise<Value> =>
        Object.values((await client.query(text)).rows[0] as object)[0] as Value
      const body = await one<string>(`select id from organisation where tenant_id = '${tenantId}' and local_government`)
      const line = await one<string>(`select line from organisation where id = '${body}'`)
      const of = (rows: string) =>
        rows.replaceAll('PLACE', `'231202000000', '${line}'`).replaceAll('TENANT', `'${tenantId}'`)
      const [job, family, held, head, other] = (
        await client.query<{ id: string }>('select gen_random_uuid() as id from generate_series(1, 5)')
      ).rows.map(({ id }) => id)
      await client.query(
        of(`begin; ${ordinary ? filingOwner : ''} set local app.tenant = TENANT;
        set local app.area_from = '231202'; set local app.area_to = '231203'; set local app.line_from = '${line}'; set local app.line_to = '~';
        set local session_replication_role = replica;
        insert into household (tenant_id, id, file_number, area_code, organisation_line, responsible_id, responsible_reason, head_person_id,
            head_name, head_name_pinyin, size, residence, registered_on, source_import_id)
          select TENANT, f.id, f.number, PLACE, '${body}', 'no_unit', f.head, '某某', 'moumou', 1, 'urban', '2026-11-20', '${job}'
          from (values ('${family}'::uuid, 'gone-1', '${head}'::uuid), ('${held}', 'gone-2', '${other}')) as f (id, number, head);
        insert into person (tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, relation, joined_on)
          values (TENANT, '${head}', '${family}', PLACE, '某某', 'moumou', '02', '2026-11-20');
        insert into household_month (tenant_id, household_id, month, area_code, organisation_line, income_fen, persons)
          values (TENANT, '${family}', '2026-10-01', PLACE, 100, 1);
        insert into household_result_change (tenant_id, id, household_id, policy, area_code, organisation_line, on_day, new_state, new_fen)
          values (TENANT, '${other}', '${family}', 'dibao', PLACE, '2026-11-20', 'eligible', 100);
        insert into pair (tenant_id, id, household_id, area_code, organisation_line, helper_id, since)
          values (TENANT, '${other}', '${family}', PLACE, '${other}', '2026-11-20');
        insert into pair_member (tenant_id, id, pair_id, household_id, area_code, organisation_line, helper_id, role, since)
          values (TENANT, '${other}', '${other}', '${family}', PLACE, '${other}', 'lead', '2026-11-20');
        insert into aid_list_entry (tenant_id, aid_list_id, household_id, area_code, organisation_line) values (TENANT, '${other}', '${held}', PLACE);
        set local session_replication_role = origin; set local role bangfu_app`),
      )
      const remove = async (scope: string): Promise<string> => {
        await client.query(`savepoint before; ${scope}`)
        try {
          const removed = await one<number>(`select app.remove_families('${job}', now())`)
          return String(removed)
        } catch (error) {
          return (error as { code: string }).code
        } finally {
          await client.query('rollback to savepoint before')
        }
      }
      assert.equal(await remove(`set local app.area_from = '231281'; set local app.area_to = '231282'`), '0')
      assert.equal(await remove(`set local app.own_households = '{${family}}'`), '42501')
      // Somebody stands on a list of aid: the foreign key refuses, whoever owns the function.
      assert.equal(await remove(''), '23503')
      await client.query(
        `reset role; delete from aid_list_entry where household_id = '${held}'; set local role bangfu_app`,
      )
      assert.equal(await one<number>(`select app.remove_families('${job}', now())`), 2)
      const left = ['household', 'person', 'household_month', 'household_result_change', 'pair', 'pair_member'].map(
        (table) =>
          `(select count(*) from ${table} where tenant_id = '${tenantId}' and '${family}' in (${table === 'household' ? '' : 'household_'}id))`,
      )
      assert.equal(
        await one<string>(`select ${left.join(' + ')} || ' ' || current_setting('session_replication_role')`),
        '0 origin',
      )
      const said = `select string_agg((facts -> 'household' ->> 'status') || jsonb_array_length(facts -> 'people') || version, ' ' order by version)
        from household_version where household_id = '${family}'`
      assert.equal(await one<string>(said), 'registered11 removed02')
      await client.query('rollback')
    })
  })
