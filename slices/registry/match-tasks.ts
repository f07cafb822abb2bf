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
import * as keyStore from './duplicate-key-store.ts'
import { MatchStep } from './duplicate-model.ts'
import { asked, type Candidate, mostQuestions } from './duplicate-rules.ts'
import * as store from './duplicate-store.ts'
import { syllablesOf } from './filing-store.ts'
import * as runs from './match-run-store.ts'

// So many people are compared in one transaction: few enough to stop at any time and go on later, and few enough to hold
// everybody they meet, who may be thirty times as many.
const portion = 1_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Somebody as compared; the number is opened when a comparison comes to it, and once. */
function opened(person: store.StoredCandidate, personalData: PersonalData): Candidate {
  const { identityNumber: sealed, ...rest } = person
  let number: string | null | undefined
  return {
    ...rest,
    initials: () =>
      syllablesOf(person.name)
        .map((syllable) => syllable.slice(0, 1))
        .join(''),
    get identityNumber() {
      number ??= sealed && personalData.open(sealed)
      return number
    },
  }
}

/** Compares people with everybody who shares a key with them; answers how many questions there are. */
async function comparePeople(
  tx: Transaction,
  personalData: PersonalData,
  people: readonly Candidate[],
  keys: readonly keyStore.PersonKeys[],
  onlyLater: boolean,
): Promise<number> {
  const pairs = await keyStore.pairsByKeys(tx, keys, onlyLater)
  const known = new Map(people.map((person) => [person.id, person]))
  const missing = new Set(pairs.flatMap(({ other }) => (known.has(other) ? [] : other)))
  for (const person of await store.candidates(tx, [...missing])) known.set(person.id, opened(person, personalData))
  const found: store.FoundPair[][] = people.map(() => [])
  for (const { place, other } of pairs) {
    const [one, met] = [people[place], known.get(other)]
    if (!one || !met || one.householdId === met.householdId) continue
    const question = asked(one, met)
    const [low, high] = one.id < other ? [one.id, other] : [other, one.id]
    if (question) found[place]?.push({ low, high, ...question })
  }
  const kept = new Map(
    found.flatMap((questions) => surest(questions).map((pair) => [`${pair.low} ${pair.high}`, pair] as const)),
  )
  await store.keepPairs(
    tx,
    people.map(({ id }) => id),
    [...kept.values()],
    onlyLater,
  )
  return kept.size
}

/** The surest questions about somebody, always the same ones. */
const surest = (questions: store.FoundPair[]): store.FoundPair[] =>
  questions.length <= mostQuestions
    ? questions
    : questions.sort((a, b) => b.score - a.score || (a.low + a.high < b.low + b.high ? -1 : 1)).slice(0, mostQuestions)

/** People with what brings them together with others. */
type Keyed = { people: readonly Candidate[]; keys: readonly keyStore.PersonKeys[] }

function keyed(stored: readonly store.StoredCandidate[], personalData: PersonalData): Keyed {
  const people = stored.map((person) => opened(person, personalData))
  return { people, keys: people.map((person) => keyStore.keysOf(person, personalData)) }
}

/** Keys first, then the comparison, for people who were filed or changed. */
async function matchNew(tx: Transaction, personalData: PersonalData, { people, keys }: Keyed): Promise<void> {
  await keyStore.writeKeys(tx, keys)
  await comparePeople(tx, personalData, people, keys, false)
}

async function matchImport(services: Services, tenantId: string, importId: string): Promise<void> {
  const bulk = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    withBulk(services.database, wholeTenant(tenantId), work)
  const households = await bulk((tx) => store.householdsOfImport(tx, importId))
  // While the database compares a portion, the next one is read, opened and given its keys here.
  const keyedFrom = async (from: number): Promise<Keyed> => {
    const ids = households.slice(from, from + portion)
    return keyed(
      ids.length === 0
        ? []
        : await withScope(services.database, wholeTenant(tenantId), (tx) => store.peopleOf(tx, ids)),
      services.personalData,
    )
  }
  let next = keyedFrom(0)
  for (let from = 0; from < households.length; from += portion) {
    const now = await next
    next = keyedFrom(from + portion)
    // Heard when its turn comes; should comparing fail before, its own error is the one to tell.
    next.catch(() => {})
    await bulk((tx) => matchNew(tx, services.personalData, now))
  }
}

class Stopped extends Error {}

/**
 * Everybody against everybody: all keys are written first, then each pair is looked at once. A search that was stopped ends
 * with the portion under way, which is undone; the questions of the portions before stay.
 */
async function matchAll(services: Services, scope: Scope, runId: string): Promise<void> {
  try {
    await matchInSteps(services, wholeTenant(scope.tenantId), runId)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
}

async function matchInSteps({ database, personalData }: Services, whole: Scope, runId: string): Promise<void> {
  const total = await withScope(database, whole, runs.countEverybody)
  let pairs = 0
  for (const step of MatchStep.options) {
    let people = 0
    for (let after = beforeAll; ; ) {
      const last = await withBulk(database, whole, async (tx) => {
        const stored = await store.everybody(tx, after, portion)
        const { people: open, keys } = keyed(stored, personalData)
        if (step === 'keys') await keyStore.writeKeys(tx, keys)
        else pairs += await comparePeople(tx, personalData, open, keys, true)
        people += stored.length
        const done = step === 'pairs' && stored.length === 0
        if ((await runs.noteRun(tx, runId, { step, people, pairs, total, done })) === 0) throw new Stopped()
        return stored.at(-1)?.id
      })
      if (!last) break
      after = last
    }
    if (step === 'keys')
      await withBulk(database, whole, async (tx) => {
        await store.sweepPairs(tx)
        await keyStore.sweepKeys(tx)
      })
  }
}

/** Keys and questions of people whose families changed, also of those who left. */
async function matchChanged(tx: Transaction, personalData: PersonalData, households: readonly string[]): Promise<void> {
  const ids = await store.peopleOfHouseholds(tx, households)
  const stored = await store.candidates(tx, ids)
  const living = new Set(stored.map(({ id }) => id))
  await keyStore.dropKeys(
    tx,
    ids.filter((id) => !living.has(id)),
  )
  await matchNew(tx, personalData, keyed(stored, personalData))
  await store.dropGone(tx, ids)
}

export const matchTasks: Tasks = {
  'household.changed': (services, scope, data) =>
    withScope(services.database, wholeTenant(scope.tenantId), (tx) =>
      matchChanged(tx, services.personalData, [String(data.householdId)]),
    ),
  'households.changed': (services, scope, data) =>
    withBulk(services.database, wholeTenant(scope.tenantId), (tx) =>
      matchChanged(tx, services.personalData, (data.householdIds as unknown[]).map(String)),
    ),
  'imports.committed': async (services, scope, data) => {
    if (data.target === 'registry') await matchImport(services, scope.tenantId, String(data.importId))
  },
  'day.began': async (services) => {
    for (const tenantId of await withInstallation(services.database, store.tenants)) {
      const runId = randomUUIDv7()
      await withScope(services.database, wholeTenant(tenantId), (tx) => runs.addRun(tx, runId, tx.scope.accountId))
      await matchAll(services, wholeTenant(tenantId), runId)
    }
  },
  'registry.match': (services, scope, data) => matchAll(services, scope, String(data.runId)),
}
