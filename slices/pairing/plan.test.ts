import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'
import { fontCoverage, writtenOut } from '../../platform/server/pdf/font-coverage.ts'
import { ZipWriter } from '../../platform/server/spreadsheets/zip-writer.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import type { Plan, PlanRow } from './plan-model.ts'

let server: TestServer
let clerk: Person
let leader: Person
let elsewhere: Person
let reviewer: Person
let households: string[]
let pairs: string[]

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  leader = await server.signedIn(tenantId, 'leader')
  reviewer = await server.signedIn(tenantId, 'reviewer', '231202000000')
  elsewhere = await server.signedIn(tenantId, 'clerk', '231221000000')
  households = []
  pairs = []
  for (const name of ['𠮷甲', '乙']) {
    const made = await done<{ id: string }>('POST', '/households', {
      household: { areaCode: '231202001001', size: 1, category: 'severe', causes: ['illness'] },
      people: [{ name, relation: '02' }],
    })
    households.push(made.id)
    const helper = await done<{ id: string }>('POST', '/helpers', {
      kind: 'cadre',
      name: `干部${name}`,
      areaCode: '231202001000',
      phone: '13900000001',
    })
    pairs.push((await done<{ id: string }>('POST', '/pairs', { householdId: made.id, helperId: helper.id })).id)
  }
})
after(() => server.close())

async function done<Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Body> {
  const answer = await clerk.ask<Body>(method, path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const planOf = () => done<Plan>('GET', `/households/${households[0]}/plan`)
const missing = (plan: Plan) => plan.clarities.flatMap((one) => one.missing)

test('the six clarities name what is missing, and become clear as it is filed', async () => {
  const path = `/households/${households[0]}/plan`
  const empty = await planOf()
  assert.equal(empty.version, 0)
  assert.deepEqual(missing(empty), ['identity', 'income', 'project', 'measures', 'goals', 'target_day'])
  const draft = { project: null, noProject: true, goals: '家庭年收入增加一万元', targetOn: '2027-06-30' }
  assert.deepEqual(await done('PUT', path, { ...draft, version: 0 }), { version: 1 })
  assert.equal((await clerk.ask('PUT', path, { ...draft, version: 0 })).status, 409)
  assert.equal((await clerk.ask('PUT', path, { ...draft, version: 1, project: '养殖' })).status, 400)
  const { id } = await done<{ id: string }>('POST', `${path}/measures`, {
    kind: 'skill',
    text: '参加烹饪培训',
    dueOn: '2026-12-31',
  })
  assert.deepEqual(missing(await planOf()), ['identity', 'income'])
  const measure = { kind: 'skill', text: '参加烹饪培训', dueOn: '2026-12-31', version: 1 }
  assert.equal((await clerk.ask('PUT', `/plan-measures/${id}`, { ...measure, result: '学会了' })).status, 400)
  assert.equal((await clerk.ask('PUT', `/plan-measures/${id}`, { ...measure, doneOn: '2999-01-01' })).status, 400)
  await done('PUT', `/plan-measures/${id}`, { ...measure, doneOn: '2026-11-01', result: '学会了' })
  assert.equal((await clerk.ask('DELETE', `/plan-measures/${id}`)).status, 409)
  const { rows } = await done<{ rows: PlanRow[] }>('GET', '/plans?missing=goals')
  assert.deepEqual(
    rows.map((row) => row.householdId),
    [households[1]],
  )
  const counts = await done<{ households: number; clear: number; missing: Record<string, number> }>(
    'GET',
    '/plans/counts',
  )
  assert.deepEqual([counts.households, counts.clear, counts.missing.goals, counts.missing.income], [2, 0, 1, 2])
})

test('who may not, out of area, another tenant: refused or like nothing', async () => {
  const path = `/households/${households[0]}/plan`
  assert.equal((await leader.ask('GET', path)).status, 200)
  assert.equal((await leader.ask('PUT', path, { version: 1 })).status, 403)
  assert.equal((await leader.ask('GET', '/plans/handbooks')).status, 403)
  assert.equal((await elsewhere.ask('GET', path)).status, 404)
  assert.equal(
    (await elsewhere.ask('POST', `${path}/measures`, { kind: 'post', text: '岗位', dueOn: '2026-12-31' })).status,
    404,
  )
  assert.equal((await elsewhere.ask('GET', '/plans/handbooks')).status, 404)
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('GET', path)).status, 404)
})

test('one handbook is a PDF, several are a zip with a document each; a wrong choice is refused', async () => {
  const fetched = async (query: string) => {
    const answer = await server.application.http.inject({
      method: 'GET',
      url: `/api/plans/handbooks${query}`,
      headers: { cookie: clerk.cookie },
    })
    return { status: answer.statusCode, type: String(answer.headers['content-type']), bytes: answer.rawPayload }
  }
  const one = await fetched(`?ids=${pairs[0]}&origin=https://example.org`)
  assert.deepEqual([one.status, one.type], [200, 'application/pdf'])
  assert.equal(one.bytes.subarray(0, 5).toString('latin1'), '%PDF-')
  const all = await fetched('')
  assert.deepEqual([all.status, all.type], [200, 'application/zip'])
  assert.equal(all.bytes.toString('latin1').split('%PDF-').length - 1, 2)
  const word = await fetched(`?ids=${pairs[0]}&format=docx`)
  assert.match(word.type, /wordprocessingml/)
  assert.match(await textOf(word.bytes), /户主：𠮷甲.*第一帮扶责任人：干部𠮷甲.*参加烹饪培训/)
  assert.equal((await fetched('?ids=x')).status, 400)
  assert.equal((await fetched('?origin=javascript:1')).status, 400)
})

const textOf = async (docx: Buffer) =>
  ((await readPart(openZip(docx, defaultLimits), 'word/document.xml')) ?? '').replace(/<[^>]*>/g, '')

/** A document of Word with this text, and another part besides where one is given. */
function documentSaying(text: string, more: Record<string, string> = {}): Buffer {
  const zip = new ZipWriter()
  const main = 'http://schemas.openxmlformats.org'
  const office = 'application/vnd.openxmlformats'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${main}/package/2006/content-types"><Default Extension="rels" ContentType="${office}-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${office}-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${main}/package/2006/relationships"><Relationship Id="r1" Type="${main}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${main}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    ...more,
  }
  const pieces = Object.entries(parts).flatMap(([name, part]) => {
    const bytes = Buffer.from(part)
    return [...zip.copy(name, 0, crc32(bytes), bytes, bytes.length)]
  })
  return Buffer.concat([...pieces, ...zip.end()])
}

async function upload(who: Person, bytes: Buffer): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], '本县手册.docx'))
  const encoded = new Response(form)
  const headers = { 'content-type': encoded.headers.get('content-type') as string }
  const body = Buffer.from(await encoded.arrayBuffer())
  const answer = await who.ask<{ message: string }>('POST', '/plans/template', body, headers)
  return answer.status === 200 ? 'in force' : answer.body.message
}

const wordOf = async (pair: string | undefined) => {
  const url = `/api/plans/handbooks?format=docx&ids=${pair}`
  const answer = await server.application.http.inject({ method: 'GET', url, headers: { cookie: clerk.cookie } })
  assert.match(String(answer.headers['content-type']), /wordprocessingml/)
  return textOf(answer.rawPayload)
}

test('handbooks in Word follow the template of their county; a wrong template is told what is wrong with it', async () => {
  assert.match(await wordOf(pairs[0]), /户主：𠮷甲.*第一帮扶责任人：干部𠮷甲.*参加烹饪培训/)
  assert.match(await upload(clerk, documentSaying('{户主}')), /权限/)
  const elsewhereOnly =
    '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="http://192.0.2.1/" TargetMode="External"/></Relationships>'
  const wrong: [Buffer, RegExp][] = [
    [Buffer.from('户主'), /另存为 \.docx/],
    [documentSaying('{户主'), /没有写完整/],
    [documentSaying('{户主}{#家庭成员}{姓名}'), /“\{#家庭成员\}”没有写完整/],
    [documentSaying('{户主}{/家庭成员}'), /没有对应的开头/],
    [documentSaying('{户主}{门牌号}'), /不认识的标签：\{门牌号\}/],
    [documentSaying('{第一帮扶责任人}'), /没有 \{户主\} 标签/],
    [documentSaying('{户主}', { 'word/vbaProject.bin': 'x' }), /带有宏/],
    [documentSaying('{户主}', { 'word/_rels/settings.xml.rels': elsewhereOnly }), /引用了别处/],
  ]
  for (const [document, sentence] of wrong) assert.match(await upload(reviewer, document), sentence)
  const mine = '甲县 {户主}：{#家庭成员}{姓名}，{与户主关系}；{/家庭成员}'
  assert.equal(await upload(reviewer, documentSaying(mine)), 'in force')
  assert.equal(await wordOf(pairs[0]), '甲县 𠮷甲：𠮷甲，户主；')
  const { body } = await reviewer.ask<{ own: boolean; inForce: { fileName: string } }>('GET', '/plans/template')
  assert.deepEqual([body.own, body.inForce.fileName], [true, '本县手册.docx'])
  // The city has none of its own: what a county put into force does not reach up.
  assert.equal((await clerk.ask<{ inForce: null }>('GET', '/plans/template')).body.inForce, null)
  assert.equal((await reviewer.ask('DELETE', '/plans/template', {})).status, 200)
  assert.equal((await reviewer.ask('DELETE', '/plans/template', {})).status, 404)
  assert.match(await wordOf(pairs[0]), /结对帮扶手册/)
})

test('a rare character is never an empty box: what no font draws stands as its number', () => {
  const fonts = new URL('../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular', import.meta.url)
  const drawn = fontCoverage([fileURLToPath(fonts)])
  assert.deepEqual(writtenOut('{"name":"李䶮𬴂 é✓"}', drawn), { data: '{"name":"李䶮𬴂 é✓"}', missing: '' })
  assert.deepEqual(writtenOut('𤳵甲𤳵', drawn), { data: '〔U+24CF5〕甲〔U+24CF5〕', missing: 'U+24CF5' })
})
