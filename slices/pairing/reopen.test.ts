import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'

let server: TestServer
let clerk: Person

before(async () => {
  server = await openTestServer()
  clerk = await server.signedIn(await server.tenant(), 'clerk')
})
after(() => server.close())

const areaCode = '231202001000'
async function make(path: string, body: object): Promise<string> {
  const answer = await clerk.ask<{ id: string }>('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const family = (name: string, phone: string) =>
  make('/households', {
    household: { areaCode, size: 1 },
    people: [{ name, relation: '02', birthDate: '1961-03-05', phone }],
  })
type Pair = { id: string; helperId: string; householdId: string }
const pairOf = async (household: string): Promise<Pair | undefined> =>
  (await clerk.ask<{ rows: Pair[] }>('GET', '/pairs?limit=200')).body.rows.find(
    (pair) => pair.householdId === household && pair.helperId,
  )
const loadOf = async (helper: string): Promise<number | undefined> =>
  (await clerk.ask<{ rows: { id: string; families: number }[] }>('GET', '/helpers?limit=200')).body.rows.find(
    (row) => row.id === helper,
  )?.families

async function merged(
  name: string,
  phone: string,
): Promise<{ given: string; helper: string; undo: () => Promise<void> }> {
  const [kept, given] = [await family(name, phone), await family(name, phone)]
  const helper = await make('/helpers', { kind: 'cadre', name: `干部${name}`, areaCode })
  await make('/pairs', { householdId: given, helperId: helper })
  const pair = await until(
    'a question',
    async () =>
      (await clerk.ask<{ rows: { low: string; high: string }[] }>('GET', `/duplicates?household=${kept}`)).body.rows[0],
  )
  const answer = await clerk.ask<{ linkId: string }>('POST', `/duplicates/${pair.low}/${pair.high}/merge`, {
    ...{ keptId: kept, keptVersion: 1, givenUpVersion: 1, same: [], why: '同一户' },
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  await until('the pair ended', async () => (await loadOf(helper)) === 0)
  const undo = async () => {
    const undone = await clerk.ask('POST', `/household-links/${answer.body.linkId}/undo`, { why: '弄错' })
    assert.equal(undone.status, 200, JSON.stringify(undone.body))
  }
  return { given, helper, undo }
}

test('a merge that is undone gives the family its helper back', async () => {
  const { given, helper, undo } = await merged('左对', '13900000301')
  assert.equal(await pairOf(given), undefined)
  await undo()
  await until('the pair again', async () => (await pairOf(given))?.helperId === helper)
  assert.equal(await loadOf(helper), 1)
})

test('a helper who has another family by now is left with that one', async () => {
  const { given, helper, undo } = await merged('右对', '13900000302')
  const other = await family('别家', '13900000303')
  await make('/pairs', { householdId: other, helperId: helper })
  await undo()
  // Another merge that is undone after it: when that pair is there again, this event was worked off too.
  const next = await merged('后对', '13900000304')
  await next.undo()
  await until('the later pair', async () => (await pairOf(next.given)) !== undefined)
  assert.equal(await pairOf(given), undefined)
  assert.equal(await loadOf(helper), 1)
})
