import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cellName } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { blankWorkbook } from '../../tests/roster/blank-forms.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import type { Filling, Form } from './model.ts'

let server: TestServer
let clerk: Person

before(async () => {
  server = await openTestServer()
  clerk = await server.signedIn(await server.tenant(), 'clerk')
})
after(() => server.close())

async function filed(name: string): Promise<{ id: string; personId: string }> {
  const { status, body } = await clerk.ask<{ id: string }>('POST', '/households', {
    household: { areaCode: '231202000000', size: 1 },
    people: [{ name, relation: '02', sex: 1, identityNumber: inventedNumber() }],
  })
  assert.equal(status, 200, JSON.stringify(body))
  const file = await clerk.ask<{ people: { id: string }[] }>('GET', `/households/${body.id}`)
  return { id: body.id, personId: file.body.people[0]?.id ?? '' }
}

/** A blank form once it is read; the id. */
async function uploaded(bytes: Buffer): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], '补充情况表.xlsx'))
  const encoded = new Response(form)
  const type = encoded.headers.get('content-type') as string
  const body = Buffer.from(await encoded.arrayBuffer())
  const { id } = (await clerk.ask<{ id: string }>('POST', '/forms', body, { 'content-type': type })).body
  const read = await until('the form is read', async () => {
    const { body: shown } = await clerk.ask<Form>('GET', `/forms/${id}`)
    return shown.state === 'reading' ? undefined : shown
  })
  assert.equal(read.state, 'ready', JSON.stringify(read.problem))
  return id
}

/** The form filled for these families: its cells and what is missing. */
async function filled(id: string, ids: readonly string[], fullNumbers: boolean) {
  const asked = { selection: { kind: 'households', ids }, purpose: '上报', fullNumbers }
  const begun = await clerk.ask<{ id: string }>('POST', `/forms/${id}/fillings`, asked)
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const done = await until('the form is filled', async () => {
    const { body } = await clerk.ask<Filling>('GET', `/form-fillings/${begun.body.id}`)
    return body.state === 'done' || body.state === 'failed' ? body : undefined
  })
  const url = `/api/form-fillings/${done.id}/file`
  const { rawPayload } = await server.application.http.inject({ url, headers: { cookie: clerk.cookie } })
  const rows = (await readXlsx(rawPayload, defaultLimits)).sheets[0]?.rows ?? []
  const cells = new Map(
    rows.flatMap(({ number, cells: row }) => row.map((cell, column) => [cellName(column, number), cell] as const)),
  )
  return { cells, gaps: done.gaps }
}

test('what was written down once beyond the file fills every later form that asks for it, for whom whole numbers are told', async () => {
  const [first, second] = [await filed('对象甲'), await filed('对象乙')]
  const entries = [
    { heading: '政治面貌', text: '群众' },
    { heading: '开户银行', text: '=农业银行' },
    { heading: '发放批次', text: '第一批' },
  ]
  const written = await clerk.ask('POST', `/households/${first.id}/people/${first.personId}/supplements`, { entries })
  assert.equal(written.status, 200, JSON.stringify(written.body))
  const rows = [
    ['困难家庭补充情况表', ...Array<string>(8).fill('')],
    ['序号', '姓名', '性别', '身份证号', '本人情况', '', '代理人情况', '', '发放批次'],
    ['', '', '', '', '政治面貌', '开户银行（全称）', '代理人', '开户银行', ''],
    Array<string>(9).fill(''),
  ]
  const merges = ['A1:I1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2', 'G2:H2', 'I2:I3']
  const id = await uploaded(await blankWorkbook([{ name: '花名册', rows, merges }]))
  const { cells, gaps } = await filled(id, [first.id, second.id], true)
  const at = (names: string) => names.split(' ').map((name) => cells.get(name))
  assert.deepEqual(at('B4 E4 F4 G4 H4 B5 E5'), [
    '对象甲',
    '群众',
    '=农业银行',
    undefined,
    undefined,
    '对象乙',
    undefined,
  ])
  assert.deepEqual(
    gaps.map(({ header, field, reason, asks, families }) => [header, field, reason, asks, families.length]),
    [
      ['本人情况-政治面貌', 'said', 'missing', '政治面貌', 1],
      ['本人情况-开户银行(全称)', 'said', 'missing', '开户银行(全称)', 1],
      // Of somebody else, and of one handing out: neither is answered by what the person said once.
      ['代理人情况-代理人', null, 'unmapped', undefined, 0],
      ['代理人情况-开户银行', null, 'unmapped', undefined, 0],
      ['发放批次', null, 'unmapped', undefined, 0],
    ],
  )
  const masked = await filled(id, [first.id], false)
  assert.deepEqual([masked.cells.get('B4'), masked.cells.get('E4')], ['对象甲', undefined])
})
