import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { settledImport, stepImport, uploadRoster } from '../../tests/support/rosters.ts'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'

let server: TestServer
let clerk: Person

before(async () => {
  server = await openTestServer()
  clerk = await server.signedIn(await server.tenant(), 'clerk')
})
after(() => server.close())

const columns = ['姓名', '身份证号', '家庭人口', '困难类别', '致困原因', '家庭年收入', '住址'].map((header) => ({
  header,
}))
let running = 0

/** Imports families of these numbers and categories; the id of the import. */
async function imported(families: readonly (readonly [number: string, category: string])[]): Promise<string> {
  const rows = families.map(([number, category], at) => [
    `导入${'甲乙丙丁'[at]}`,
    number,
    '2',
    category,
    '本人大病',
    '12000',
    `北林区人民路${at + 1}号`,
  ])
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([{ name: '名册', columns, rows }])) pieces.push(piece)
  running += 1
  const bytes = Buffer.concat(pieces)
  const id = await uploadRoster(clerk, `名册${running}.xlsx`, { target: 'registry', bytes })
  assert.equal((await settledImport(clerk, id)).state, 'ready')
  await stepImport(clerk, id, 'commit', 'committed')
  return id
}
const familyOf = async (number: string) =>
  (await clerk.ask<{ rows: { id: string }[] }>('GET', `/households?search=${number}`)).body.rows[0]?.id as string
async function undo(id: string): Promise<[state: string, problem: string]> {
  assert.equal((await clerk.ask('POST', `/imports/${id}/undo`, {})).status, 200)
  const job = await settledImport(clerk, id)
  return [job.state, job.problem?.zh ?? '']
}
async function survey(name: string): Promise<string> {
  const form = { facts: ['size'], questions: [] }
  const draft = { name, areaCode: '231200000000', fromDay: '2026-11-01', toDay: '2026-12-31', form }
  return (await clerk.ask<{ id: string }>('POST', '/surveys', draft)).body.id
}

test('an import whose families have been surveyed since is not undone: no answer is lost', async () => {
  const numbers = [inventedNumber(), inventedNumber()] as const
  const id = await imported(numbers.map((number) => [number, '深度困难'] as const))
  const [asked, excepted] = [await familyOf(numbers[0]), await familyOf(numbers[1])]
  const about = await survey('入户')
  const given = { answers: { size: 2 }, askedOn: '2026-11-20' }
  assert.equal((await clerk.ask('PUT', `/surveys/${about}/households/${asked}`, given)).status, 200)
  const reason = { reason: 'away', note: '外出' }
  assert.equal((await clerk.ask('POST', `/surveys/${about}/households/${excepted}/except`, reason)).status, 200)
  const [state, problem] = await undo(id)
  assert.equal(state, 'committed')
  assert.match(problem, /2 户/)
  const answer = await clerk.ask<{ askedOn: string }>('GET', `/surveys/${about}/households/${asked}`)
  assert.equal(answer.body.askedOn, '2026-11-20')
})

test('a family that was on file keeps what it had before the import, and is of one category at a time', async () => {
  const number = inventedNumber()
  await imported([[number, '深度困难']])
  const id = await familyOf(number)
  const about = await survey('之前的调查')
  const given = { answers: { size: 2 }, askedOn: '2026-11-20' }
  assert.equal((await clerk.ask('PUT', `/surveys/${about}/households/${id}`, given)).status, 200)
  const aid = { householdId: id, kind: 'living_grant', source: 'finance', givenOn: '2026-11-20', amountFen: '10000' }
  assert.equal((await clerk.ask('POST', '/aid', aid)).status, 200)
  const second = await imported([[number, '相对困难']])
  type Family = { category: string; categories: { code: string; until: string | null }[] }
  const categories = async () => {
    const { body } = await clerk.ask<Family>('GET', `/households/${id}`)
    return [body.category, body.categories.filter((one) => one.until === null).map((one) => one.code)]
  }
  assert.deepEqual(await categories(), ['relative', ['relative']])
  assert.deepEqual(await undo(second), ['undone', ''])
  assert.deepEqual(await categories(), ['severe', ['severe']])
  // What is given after the import was built on it.
  const third = await imported([[number, '相对困难']])
  assert.equal((await clerk.ask('POST', '/aid', aid)).status, 200)
  assert.equal((await undo(third))[0], 'committed')
})
