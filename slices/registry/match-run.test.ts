import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { after, before, test } from 'node:test'
import { wholeTenant } from '../../platform/server/database.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { until } from '../../tests/support/until.ts'
import type { MatchRun } from './duplicate-model.ts'
import { addRun } from './match-run-store.ts'
import { matchTasks } from './match-tasks.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const register = async (name: string) => {
  const answer = await clerk.ask('POST', '/households', {
    household: { areaCode: '231202001000', size: 1, address: '和平路5号2单元' },
    people: [{ name, relation: '02', birthDate: '1966-03-04' }],
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}
const last = async () => (await clerk.ask<{ run: MatchRun | null }>('GET', '/duplicates/runs/last')).body.run
/** What the queue does with a search. */
const work = (runId: string) =>
  matchTasks['registry.match']?.(server.application.services, wholeTenant(tenantId), { runId })
/** A search that was asked for and at which nobody works yet. */
async function asked(): Promise<string> {
  const id = randomUUIDv7()
  await inTenant(server, tenantId, (tx) => addRun(tx, id, tx.scope.accountId))
  return id
}

test('a search tells how many it has compared of all', async () => {
  await register('赵国强')
  await register('赵国强')
  const { body } = await clerk.ask<{ id: string }>('POST', '/duplicates/runs', {})
  const run = await until('the end of the search', async () => {
    const found = await last()
    return found?.id === body.id && found.finishedAt ? found : undefined
  })
  assert.deepEqual([run.step, run.people, run.total, run.pairs, run.cancelled], ['pairs', 2, 2, 1, false])
})

test('a search that is stopped ends at once, finds nothing more, and is not taken up again', async () => {
  const id = await asked()
  assert.deepEqual([(await last())?.finishedAt, (await last())?.step], [null, 'keys'])
  assert.equal((await clerk.ask('POST', `/duplicates/runs/${id}/cancel`, {})).status, 200)
  await work(id)
  const stopped = await last()
  assert.deepEqual([stopped?.id, stopped?.cancelled, stopped?.people], [id, true, 0])
  assert.ok(stopped?.finishedAt)
  assert.equal((await clerk.ask('POST', `/duplicates/runs/${id}/cancel`, {})).status, 409, 'it is over')
  const again = await asked()
  await work(again)
  assert.deepEqual([(await last())?.id, (await last())?.cancelled, (await last())?.people], [again, false, 2])
  assert.equal((await clerk.ask('POST', `/duplicates/runs/${again}/cancel`, {})).status, 409)
})

test('nobody stops the search of another tenant, or without the permission', async () => {
  const id = await asked()
  const stranger = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await stranger.ask('POST', `/duplicates/runs/${id}/cancel`, {})).status, 404)
  const leader = await server.signedIn(tenantId, 'leader')
  assert.equal((await leader.ask('POST', `/duplicates/runs/${id}/cancel`, {})).status, 403)
  assert.equal((await last())?.finishedAt, null)
})
