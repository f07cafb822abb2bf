import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import { addDays } from '../../core/date.ts'
import { inventedNumber } from '../../tests/support/invented.ts'
import { inTenant, openTestServer, type Person, type TestServer } from '../../tests/support/server.ts'
import { beginVersions, countHouseholdsAsOf, familyAsOf, newestStatement, reachBack } from './version-store.ts'

let server: TestServer
let clerk: Person
let tenantId: string

before(async () => {
  server = await openTestServer()
  tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
})
after(() => server.close())

const family = (more: object = {}) => ({
  household: { areaCode: '231202000000', size: 3, category: 'severe', causes: ['illness'], ...more },
  people: [
    { name: '周安', relation: '02', identityNumber: inventedNumber() },
    { name: '周小安', relation: '20' },
  ],
})

async function filed(more: object = {}, by: Person = clerk): Promise<string> {
  const answer = await by.ask<{ id: string }>('POST', '/households', family(more))
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

const opened = '2026-01-01'
const instant = (step: number) => new Date(Date.parse('2026-06-01T00:00:00Z') + step * 60_000).toISOString()
const never = { status: 'registered' }

const statement = fc.record({
  from: fc.integer({ min: 0, max: 40 }).map((days) => addDays(opened, days)),
  size: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  address: fc.option(fc.constantFrom('一街', '二街', '三街'), { nil: undefined }),
  category: fc.option(fc.constantFrom('severe', 'relative', 'accident'), { nil: undefined }),
})

type Facts = { size: number; address: string | null; category: string | null }
type Said = { known: number; from: string; facts: Partial<Facts> }

/** For each fact: of what was said by then and holds by that day, the last said. */
function expected(said: readonly Said[], on: string, known: number): Facts | undefined {
  const facts: Partial<Facts> = {}
  for (const one of said) if (one.known <= known && one.from <= on) Object.assign(facts, one.facts)
  return 'size' in facts ? (facts as Facts) : undefined
}

test('any sequence of changes and corrections repeats exactly as it was known at each instant, for every day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 7 }), async (statements) => {
      const id = await filed()
      await inTenant(server, tenantId, async (tx) => {
        await tx.run('update household set registered_on = $3, created_at = $4 where tenant_id = $1 and id = $2', [
          tenantId,
          id,
          opened,
          instant(0),
        ])
        let live: Facts = { size: 3, address: null, category: 'severe' }
        const said: Said[] = [{ known: 0, from: opened, facts: live }]
        for (const [place, one] of statements.entries()) {
          const next: Facts = {
            size: one.size ?? live.size,
            address: one.address ?? live.address,
            category: one.category ?? live.category,
          }
          const different = Object.entries(next).filter(([key, value]) => live[key as keyof Facts] !== value)
          const replaced = await newestStatement(tx, id)
          assert.ok(replaced)
          await beginVersions(tx, [id], instant(place + 1), one.from)
          await tx.run(
            'update household set size = $3, address = $4, category = $5, version = version + 1 where tenant_id = $1 and id = $2',
            [tenantId, id, next.size, next.address, next.category],
          )
          await reachBack(tx, replaced, one.from)
          // Nothing differs: the whole newest statement is said to hold from that day.
          const facts = different.length > 0 ? Object.fromEntries(different) : next
          said.push({ known: place + 1, from: one.from, facts })
          live = next
        }
        for (let known = 0; known <= statements.length; known++)
          for (const days of [-1, 0, 5, 12, 20, 30, 39, 41]) {
            const on = addDays(opened, days)
            const found = await familyAsOf(tx, id, on, instant(known))
            const { size, address, category } = (found?.document.household ?? {}) as Facts
            assert.deepEqual(
              found && { size, address, category },
              expected(said, on, known),
              `on ${on}, as known after step ${known}`,
            )
          }
        await tx.run('delete from household where tenant_id = $1 and id = $2', [tenantId, id])
      })
    }),
    { numRuns: 25 },
  )
})

test('a total is repeated as it was on a day, as known on another; a later change does not alter it', async () => {
  const city = await server.tenant()
  const officer = await server.signedIn(city, 'clerk')
  const count = (days: string) =>
    officer.ask<{ total: number; persons: number }>('GET', `/households/total?area=231202000000${days}`)
  const id = await filed({ address: '老街1号' }, officer)
  await inTenant(server, city, (tx) =>
    tx.run(
      `update household set registered_on = '2026-01-01', created_at = '2026-01-01' where tenant_id = $1 and id = $2`,
      [city, id],
    ),
  )
  assert.deepEqual((await count('&asOf=2026-03-01')).body, { total: 1, persons: 3 })
  assert.equal((await count('&asOf=2025-12-31')).body.total, 0)
  assert.equal((await count('&asOf=2026-03-01&knownOn=2025-12-31')).body.total, 0)
  const page = await officer.ask<{ version: number; people: { id: string }[] }>('GET', `/households/${id}`)
  const changed = await officer.ask('PUT', `/households/${id}`, {
    version: page.body.version,
    household: { ...family().household, size: 5, category: 'relative' },
    from: '2026-04-01',
    why: '添丁',
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  assert.deepEqual((await count('&asOf=2026-03-01')).body, { total: 1, persons: 3 })
  assert.deepEqual((await count('&asOf=2026-04-01')).body, { total: 1, persons: 5 })
  assert.deepEqual((await count('&asOf=2026-05-01&knownOn=2026-05-02')).body, { total: 1, persons: 3 })
  assert.equal((await count('&asOf=2026-05-01&category=relative')).body.total, 1)
  assert.equal((await count('&asOf=2026-05-01&category=relative&knownOn=2026-05-02')).body.total, 0)
  // The list beside the total: the same families, as they were then.
  type Listed = { rows: { size: number; category: string | null }[] }
  const listed = async (query: string) =>
    (await officer.ask<Listed>('GET', `/households?area=231202000000${query}`)).body.rows.map(({ size, category }) => [
      size,
      category,
    ])
  assert.deepEqual(await listed('&asOf=2026-04-01'), [[5, 'relative']])
  assert.deepEqual(await listed('&asOf=2026-05-01&knownOn=2026-05-02'), [[3, 'severe']])
  assert.deepEqual(await listed('&knownOn=2026-05-02'), [[3, 'severe']])
  const withName = await count(`&asOf=2026-05-01&search=${encodeURIComponent('周')}`)
  assert.equal(withName.status, 400)
  await inTenant(server, city, async (tx) => {
    const early = await countHouseholdsAsOf(tx, never, '2025-01-01', '2030-01-01T00:00:00Z')
    assert.deepEqual(early, { total: 0, persons: 0 })
  })
})

test('the page shows a family as it was: a member who left later is there, numbers stay masked', async () => {
  const id = await filed({ address: '新街1号' })
  const page = await clerk.ask<{ people: { id: string; relation: string }[]; registeredOn: string }>(
    'GET',
    `/households/${id}`,
  )
  const day = page.body.registeredOn
  await inTenant(server, tenantId, async (tx) => {
    await tx.run(`update household set registered_on = '2026-01-01', created_at = '2026-01-01' where id = $1`, [id])
    await tx.run(`update person set joined_on = '2026-01-01' where household_id = $1`, [id])
  })
  const member = page.body.people.find((one) => one.relation === '20')
  const ended = await clerk.ask('POST', `/households/${id}/people/${member?.id}/end`, {
    reason: 'married',
    from: '2026-06-01',
    why: '',
  })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  type Past = { household: { people: { name: string; leftOn: string | null; identityNumber: string | null }[] } | null }
  const asOf = (on: string) => clerk.ask<Past>('GET', `/households/${id}/as-of?on=${on}&knownOn=${day}`)
  const earlier = await asOf('2026-05-31')
  assert.equal(earlier.status, 200, JSON.stringify(earlier.body))
  assert.equal(earlier.body.household?.people.find((one) => one.name === '周小安')?.leftOn, null)
  const numbers = earlier.body.household?.people.flatMap((one) => one.identityNumber ?? []) ?? []
  assert.ok(numbers.length > 0)
  for (const number of numbers) assert.match(number, /\*{10}/)
  const later = await asOf('2026-06-02')
  assert.equal(later.body.household?.people.find((one) => one.name === '周小安')?.leftOn, '2026-06-01')
  assert.equal((await asOf('2025-06-02')).body.household, null)
  const tooLate = await clerk.ask('POST', `/households/${id}/people`, {
    person: { name: '周新', relation: '20' },
    from: '2099-01-01',
    why: '',
  })
  assert.equal(tooLate.status, 400)
  const other = await server.signedIn(await server.tenant(), 'clerk')
  assert.equal((await other.ask('GET', `/households/${id}/as-of?on=${day}&knownOn=${day}`)).status, 404)
})
