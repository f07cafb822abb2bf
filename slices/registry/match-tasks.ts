import { randomUUIDv7 } from 'node:crypto'
import type { Services } from '../../platform/server/act.ts'
import {
  type Scope,
  type Transaction,
  wholeTenant,
  withBulk,
  withInstallation,
  withScope,
} from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { askedFrom, blockingTexts, type Candidate, compare } from './duplicate-rules.ts'
import * as store from './duplicate-store.ts'

// So many people are compared in one transaction: few enough to stop at any time and go on later.
const portion = 4_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

const opened = (person: store.StoredCandidate, personalData: PersonalData): Candidate => ({
  ...person,
  identityNumber: person.identityNumber && personalData.open(person.identityNumber),
})

/** The keyed hash of a text as PostgreSQL's bigint. */
const keyOf = (text: string, personalData: PersonalData): string =>
  personalData.index('match', text).readBigInt64BE(0).toString()

async function writeKeys(
  tx: Transaction,
  personalData: PersonalData,
  ids: readonly string[],
  people: readonly Candidate[],
): Promise<void> {
  const rows = people.flatMap((person) =>
    blockingTexts(person, person.phoneHash).map((text) => ({ id: person.id, key: keyOf(text, personalData) })),
  )
  await store.replaceKeys(
    tx,
    ids,
    rows.map((row) => row.id),
    rows.map((row) => row.key),
  )
}

/** Compares people with everybody who shares a key with them; answers how many questions there are. */
async function comparePeople(
  tx: Transaction,
  personalData: PersonalData,
  people: readonly Candidate[],
  onlyLater: boolean,
): Promise<number> {
  const ids = people.map((person) => person.id)
  const pairs = await store.pairsByKeys(tx, ids, onlyLater)
  const known = new Map(people.map((person) => [person.id, person]))
  const missing = [...new Set(pairs.map((pair) => pair.other))].filter((id) => !known.has(id))
  for (const person of await store.candidates(tx, missing)) known.set(person.id, opened(person, personalData))
  const found = new Map<string, store.FoundPair>()
  for (const { one, other } of pairs) {
    const [a, b] = [known.get(one), known.get(other)]
    if (!a || !b || a.householdId === b.householdId) continue
    const { score, reasons } = compare(a, b)
    const [low, high] = one < other ? [one, other] : [other, one]
    if (score >= askedFrom) found.set(`${low} ${high}`, { low, high, score, reasons })
  }
  await store.keepPairs(tx, ids, [...found.values()], onlyLater)
  return found.size
}

/** Keys first, then the comparison, for people who were filed or changed. */
async function matchNew(
  tx: Transaction,
  personalData: PersonalData,
  ids: readonly string[],
  stored: readonly store.StoredCandidate[],
): Promise<void> {
  const people = stored.map((person) => opened(person, personalData))
  await writeKeys(tx, personalData, ids, people)
  await comparePeople(tx, personalData, people, false)
}

async function matchImport(services: Services, tenantId: string, importId: string): Promise<void> {
  for (let after = beforeAll; ; ) {
    const last = await withBulk(services.database, wholeTenant(tenantId), async (tx) => {
      const stored = await store.peopleOfImport(tx, importId, after, portion)
      const ids = stored.map((person) => person.id)
      await matchNew(tx, services.personalData, ids, stored)
      return ids.at(-1)
    })
    if (!last) break
    after = last
  }
  await withBulk(services.database, wholeTenant(tenantId), store.sweepKeys)
}

/** Everybody against everybody: all keys are written first, then each pair is looked at once. */
async function matchAll(services: Services, scope: Scope, runId: string): Promise<void> {
  const whole = wholeTenant(scope.tenantId)
  let pairs = 0
  for (const step of ['keys', 'pairs'] as const) {
    let people = 0
    for (let after = beforeAll; ; ) {
      const last = await withBulk(services.database, whole, async (tx) => {
        const stored = await store.everybody(tx, after, portion)
        const open = stored.map((person) => opened(person, services.personalData))
        const ids = stored.map((person) => person.id)
        if (step === 'keys') await writeKeys(tx, services.personalData, ids, open)
        else pairs += await comparePeople(tx, services.personalData, open, true)
        people += ids.length
        await store.noteRun(tx, runId, step === 'keys' ? 0 : people, pairs, step === 'pairs' && ids.length === 0)
        return ids.at(-1)
      })
      if (!last) break
      after = last
    }
    if (step === 'keys') await withBulk(services.database, whole, store.sweepKeys)
  }
}

export const matchTasks: Tasks = {
  'household.changed': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      const ids = await store.peopleOfHouseholds(tx, [String(data.householdId)])
      await matchNew(tx, services.personalData, ids, await store.candidates(tx, ids))
      await store.dropGone(tx, ids)
    })
  },
  'imports.committed': async (services, scope, data) => {
    if (data.target === 'registry') await matchImport(services, scope.tenantId, String(data.importId))
  },
  'day.began': async (services) => {
    for (const tenantId of await withInstallation(services.database, store.tenants)) {
      const runId = randomUUIDv7()
      await withScope(services.database, wholeTenant(tenantId), (tx) => store.addRun(tx, runId, tx.scope.accountId))
      await matchAll(services, wholeTenant(tenantId), runId)
    }
  },
  'registry.match': (services, scope, data) => matchAll(services, scope, String(data.runId)),
}
