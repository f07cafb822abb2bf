import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withClient } from '../../platform/server/embedded-cluster.ts'
import type { Import } from '../../slices/imports/model.ts'
import { get, send } from '../support/asking.ts'
import { bigRoster } from '../support/big-roster.ts'
import { type Installation, killNow, openInstallation } from '../support/installation.ts'
import { openOffice } from '../support/office.ts'
import { uploadRoster } from '../support/rosters.ts'
import type { Person } from '../support/server.ts'
import { until } from '../support/until.ts'

// Enough for several portions of a commit, so that there is a middle to be killed in.
const rows = 3_000

let installation: Installation
let clerk: Person
let importId: string

before(async () => {
  installation = openInstallation('kill')
  const setupPath = (await installation.start()) as string
  clerk = (await openOffice(installation, setupPath, ['clerk'])).clerk
})
after(() => installation?.close())

/** The import, as soon as it is as `wanted` says; a server that is being started answers nothing for a while. */
const importWhen = (wanted: (job: Import) => boolean): Promise<Import> =>
  until(
    `import ${importId}`,
    async () => {
      const { status, body } = await clerk.ask<Import>('GET', `/imports/${importId}`)
      return status === 200 && wanted(body) && body
    },
    10,
  )
const midway = (job: Import): boolean => job.state === 'committing' && job.done > 0 && job.done < job.total

/** What is in the database, whoever asks: families, people by number, marks of the import, and whether any is doubled. */
const inside = () =>
  withClient(installation.ownerUrl(), async (client) => {
    const { rows: found } = await client.query(`select
      (select count(*)::int from household) as households,
      (select count(distinct file_number)::int from household) as files,
      (select count(distinct identity_number_hash)::int from person) as people,
      (select count(*)::int from person) as persons,
      (select count(*)::int from household where source_import_id = '${importId}') as imported,
      (select count(*)::int from enrolment) as enrolments,
      (select count(*)::int from import_row r join household h on h.tenant_id = r.tenant_id and h.id = r.subject_id
        where r.import_id = '${importId}') as done`)
    return found[0] as Record<string, number>
  })
const whole = (families: number) => ({
  households: families,
  files: families,
  people: families,
  persons: families,
  imported: rows,
  enrolments: families / 4,
  done: rows,
})
const nothingOf = (families: number) => ({ ...whole(families), imported: 0, done: 0 })

test('kill -9 of the server while it reads and while it writes: the next start finds nothing of it and finishes it', async () => {
  importId = await uploadRoster(clerk, '困难职工花名册.xlsx', { target: 'registry', bytes: await bigRoster(rows) })
  await importWhen((job) => job.state === 'reading')
  await killNow(installation.server())
  assert.equal(await installation.start(), undefined)
  const ready = await importWhen((job) => job.state !== 'reading')
  assert.deepEqual([ready.state, ready.counts?.new, ready.counts?.errors], ['ready', rows, 0])

  await send(clerk, `/imports/${importId}/commit`)
  await importWhen(midway)
  await killNow(installation.server())
  assert.deepEqual(await inside(), nothingOf(0))
  await installation.start()
  await importWhen((job) => job.state === 'committed')
  assert.deepEqual(await inside(), whole(rows))
  assert.deepEqual((await get<{ total: number }>(clerk, '/households/total')).total, rows)
})

test('kill -9 of the database while it writes: it comes back by itself, and the import too', async () => {
  const bytes = await bigRoster(rows, rows)
  importId = await uploadRoster(clerk, '困难职工花名册.xlsx', { target: 'registry', bytes })
  await importWhen((job) => job.state === 'ready')
  await send(clerk, `/imports/${importId}/commit`)
  await importWhen(midway)
  const killed = installation.database()
  await killNow(killed)
  const back = await importWhen(() => true)
  assert.notEqual(installation.database(), killed)
  if (back.state !== 'committed') assert.deepEqual(await inside(), nothingOf(rows))
  await importWhen((job) => job.state === 'committed')
  assert.deepEqual(await inside(), whole(2 * rows))
})
