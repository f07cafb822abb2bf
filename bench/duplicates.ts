import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { wholeTenant } from '../platform/server/database.ts'
import { withClient } from '../platform/server/embedded-cluster.ts'
import { matchTasks } from '../slices/registry/match-tasks.ts'
import { openTestServer, type TestServer } from '../tests/support/server.ts'
import { openCity } from './registry/county.ts'
import { fillFamilies } from './registry/fill.ts'
import { judged, plant, plantedIds } from './registry/planted.ts'
import { openProcessorClock, type Spent, spentBetween } from './registry/processor.ts'
import { randomFrom } from './registry/random.ts'
import { unhindered } from './registry/unhindered.ts'

/**
 * Probable duplicates of an import in a city of invented people with the surnames, namesakes, shared phones and shared
 * village addresses of a real one, every kind of slip planted; then in a city where one in twenty bears one name and was
 * born in one year. BANGFU_BENCH_LARGE=1 takes 500,000 on file and 100,000 who come in: about five minutes and 2 GB.
 */
const large = Boolean(process.env.BANGFU_BENCH_LARGE)
const cities = [
  { what: 'a city', persons: large ? 500_000 : 30_000, comers: large ? 100_000 : 6_000, crowded: 0 },
  {
    what: '5 % of one name and year',
    persons: large ? 250_000 : 15_000,
    comers: large ? 50_000 : 3_000,
    crowded: 0.05,
  },
]

const percent = (part: number, whole: number, digits: number): string => `${((100 * part) / whole).toFixed(digits)} %`

async function measure(
  server: TestServer,
  owner: pg.Client,
  clock: () => Spent,
  { what, persons, comers, crowded }: (typeof cities)[number],
): Promise<void> {
  const { services } = server.application
  const tenantId = await server.tenant(what)
  const importId = randomUUIDv7()
  const planting = plant(openCity(randomFrom(7), crowded), persons, comers)
  let ids: string[] = []
  let incomingIds: string[] = []
  await unhindered(owner, async () => {
    ids = await fillFamilies(owner, services.personalData, tenantId, planting.onFile, { searched: false })
    const notMatched = { importId, searched: false, matched: false }
    incomingIds = await fillFamilies(owner, services.personalData, tenantId, planting.incoming, notMatched)
  })
  const [began, spent] = [performance.now(), clock()]
  await matchTasks['imports.committed']?.(services, wholeTenant(tenantId), { target: 'registry', importId })
  const seconds = (performance.now() - began) / 1000
  const end = clock()
  const { kinds, found, others } = await judged(owner, tenantId, plantedIds(planting, ids, incomingIds), incomingIds)
  console.log(
    `${what}: ${ids.length} on file, ${incomingIds.length} come in: ${seconds.toFixed(1)} s, ${spentBetween(spent, end)} (goal 60 s for 100,000 on 500,000)`,
  )
  for (const [kind, sum] of kinds) console.log(`  ${kind.padEnd(52)} ${sum.found} of ${sum.planted}`)
  const all = planting.planted.length
  console.log(
    `  found ${found} of ${all} planted, ${percent(found, all, 2)} (goal 99 %); asked about ${others} others, ${percent(others, incomingIds.length, 3)} of those who came (${crowded ? 'whose invented numbers differ in one digit' : 'goal 1 %'})`,
  )
}

async function bench(): Promise<void> {
  const server = await openTestServer()
  try {
    const clock = await openProcessorClock(server.database.ownerUrl)
    await withClient(server.database.ownerUrl, async (owner) => {
      for (const city of cities) await measure(server, owner, clock, city)
    })
  } finally {
    await server.close()
  }
}

await bench()
