import { randomUUIDv7 } from 'node:crypto'
import type { Day } from '../../core/date.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { checkArea, recordChanges } from './actions.ts'
import { passOnHead, placeOf, renewSearchText, sizeChange } from './change-actions.ts'
import { decidable } from './duplicate-actions.ts'
import { duplicateWords } from './duplicate-messages.ts'
import type { TakenFact } from './duplicate-model.ts'
import { decidePair } from './duplicate-store.ts'
import { findResponsible } from './filing-store.ts'
import * as households from './household-store.ts'
import { takeAmountsAlong } from './member-store.ts'
import * as merges from './merge-store.ts'
import { registryWords } from './messages.ts'
import * as people from './person-store.ts'
import { fileNumber } from './rules.ts'
import { beginChange } from './version-actions.ts'
import { beginVersions } from './version-store.ts'
import { checkMembership } from './withdrawn-rules.ts'

type Pair = { low: string; high: string }

const orderedPair = (one: string, other: string): Pair =>
  one < other ? { low: one, high: other } : { low: other, high: one }

/** Both families with their rows locked, always in the same order, so that two merges do not wait for each other. */
export async function lockBoth(act: Act, one: string, other: string): Promise<Map<string, households.HouseholdRecord>> {
  const found = new Map<string, households.HouseholdRecord>()
  for (const id of [one, other].sort()) {
    const household = await households.lockHousehold(act.tx, id)
    if (!household) throw notFound()
    found.set(id, household)
  }
  return found
}

/** After the rows of a family were moved about: copies of where it stands, search words, news. */
export async function settle(act: Act, household: households.HouseholdRecord): Promise<void> {
  for (const table of [...households.familyTables, 'household_link'])
    await households.followHousehold(act.tx, table, household.id)
  await renewSearchText(act, household.id, household.address, await people.peopleOf(act.tx, household.id))
  await act.services.background.send(act.tx, 'household.moved', { householdId: household.id })
  await act.services.background.send(act.tx, 'household.changed', { householdId: household.id })
}

/** Decides the question and those that it settles along; throws when somebody else was quicker with it. */
async function decide(act: Act, asked: Pair, settled: readonly Pair[], why: string): Promise<void> {
  const decided = { state: 'same', at: act.now.toISOString(), by: act.accountId, why } as const
  if ((await decidePair(act.tx, asked, decided)) === 0) throw new Problem('conflict', duplicateWords.decided)
  for (const pair of settled) await decidePair(act.tx, pair, decided)
}

/** One family filed twice becomes one file; the other is closed and points to it. */
export async function mergeFamilies(
  act: Act,
  input: Pair & {
    keptId: string
    keptVersion: number
    givenUpVersion: number
    take: readonly TakenFact[]
    same: readonly { kept: string; givenUp: string }[]
    why: string
  },
): Promise<{ linkId: string; householdId: string }> {
  const pair = await decidable(act, input)
  if (pair.state !== 'open') throw new Problem('conflict', duplicateWords.decided)
  const ids = [pair.one.householdId, pair.other.householdId]
  const givenUpId = ids.find((id) => id !== input.keptId)
  if (!ids.includes(input.keptId) || !givenUpId) throw notFound()
  const both = await lockBoth(act, input.keptId, givenUpId)
  const [kept, givenUp] = [both.get(input.keptId), both.get(givenUpId)] as households.HouseholdRecord[]
  if (!kept || !givenUp || kept.version !== input.keptVersion || givenUp.version !== input.givenUpVersion)
    throw new Problem('conflict', registryWords.changedMeanwhile)
  for (const household of [kept, givenUp]) checkMembership(household)
  await beginVersions(act.tx, ids, act.now.toISOString(), act.today)
  await merges.mergeHouseholds(act.tx, {
    keptId: kept.id,
    givenUpId,
    take: input.take,
    same: input.same,
    on: act.today,
  })
  const linkId = await link(act, 'merged', kept, givenUp, input, input.why)
  const settled = input.same.map((one) => orderedPair(one.kept, one.givenUp))
  await decide(act, input, settled, input.why)
  const change = { subject: 'household', field: 'merged', oldValue: givenUp.fileNumber, newValue: kept.fileNumber }
  for (const place of [kept, givenUp]) await recordChanges(act, placeOf(place), [change], input.why)
  for (const id of ids) await settle(act, (await households.findHousehold(act.tx, id)) as households.HouseholdRecord)
  act.about('household', kept.id, { merged: givenUpId, take: input.take, why: input.why })
  return { linkId, householdId: kept.id }
}

async function link(
  act: Act,
  kind: 'merged' | 'person' | 'split',
  household: households.HouseholdRecord,
  other: households.HouseholdRecord,
  pair: Pair | null,
  why: string,
): Promise<string> {
  const id = randomUUIDv7()
  await merges.addLink(act.tx, {
    id,
    kind,
    householdId: household.id,
    otherId: other.id,
    beforeVersion: kind === 'split' ? null : household.version,
    otherBeforeVersion: other.version,
    low: pair?.low ?? null,
    high: pair?.high ?? null,
    at: act.now.toISOString(),
    accountId: act.accountId,
    why: why || null,
  })
  return id
}

/** One person who was counted in two families stays in one and leaves the other, which keeps a head. */
export async function onePerson(
  act: Act,
  input: Pair & { staysId: string; newHeadId: string | null; why: string },
): Promise<{ linkId: string; householdId: string }> {
  const pair = await decidable(act, input)
  if (pair.state !== 'open') throw new Problem('conflict', duplicateWords.decided)
  const [stays, leaves] =
    pair.one.householdId === input.staysId
      ? [pair.one, pair.other]
      : pair.other.householdId === input.staysId
        ? [pair.other, pair.one]
        : []
  if (!stays || !leaves) throw notFound()
  const both = await lockBoth(act, stays.householdId, leaves.householdId)
  const [kept, left] = [both.get(stays.householdId), both.get(leaves.householdId)] as households.HouseholdRecord[]
  if (!kept || !left) throw notFound()
  for (const household of [kept, left]) checkMembership(household)
  await beginVersions(act.tx, [kept.id, left.id], act.now.toISOString(), act.today)
  const head = left.headPersonId === leaves.personId ? [await passOnHead(act, left, input.newHeadId)] : []
  await people.endPerson(act.tx, leaves.personId, act.today, 'merged')
  await takeAmountsAlong(act.tx, left.id, [leaves.personId], null)
  const size = await sizeChange(act, left.id, 1)
  for (const household of [kept, left]) await households.touchHousehold(act.tx, household.id)
  const linkId = await link(act, 'person', kept, left, input, input.why)
  await decide(act, input, [], input.why)
  const gone = { subject: leaves.name, field: 'left', oldValue: null, newValue: 'merged' }
  await recordChanges(act, placeOf(left), [...size, ...head, gone], input.why)
  for (const household of [kept, left]) await settle(act, household)
  act.about('person', stays.personId, { left: left.id, why: input.why })
  return { linkId, householdId: kept.id }
}

/** Members found a family of their own: a new file with the same people, and both files say so. */
export async function splitFamily(
  act: Act,
  input: {
    id: string
    version: number
    personIds: readonly string[]
    headId: string
    areaCode: string
    address: string | null
    from?: Day | undefined
    why: string
  },
): Promise<{ id: string; fileNumber: string }> {
  const before = await households.lockHousehold(act.tx, input.id)
  if (!before) throw notFound()
  if (before.version !== input.version) throw new Problem('conflict', registryWords.changedMeanwhile)
  checkMembership(before)
  const head = await people.findPerson(act.tx, before.id, input.headId)
  if (!head || !input.personIds.includes(input.headId) || input.personIds.includes(before.headPersonId))
    throw new Problem('bad_input', duplicateWords.splitHead, {
      fields: [{ field: 'headId', text: duplicateWords.splitHead }],
    })
  if (input.areaCode !== before.areaCode) await checkArea(act, input.areaCode, 'areaCode')
  const changing = await beginChange(act, before, input.from)
  const responsible = await findResponsible(act.tx, input.areaCode, null, null)
  const number = fileNumber(changing.from.slice(0, 4), await households.takeFileNumbers(act.tx, 1))
  const id = randomUUIDv7()
  await households.addHouseholds(act.tx, [
    {
      id,
      fileNumber: number,
      areaCode: input.areaCode,
      responsibleId: responsible.id,
      organisationLine: responsible.line,
      responsibleReason: responsible.reason,
      workUnitId: null,
      workUnitText: null,
      headPersonId: head.id,
      headName: head.name,
      headNamePinyin: (await people.pinyinOf(act.tx, head.id)) ?? '',
      size: input.personIds.length,
      residence: before.residence,
      category: null,
      mainCause: null,
      registeredOn: changing.from,
      address: input.address,
      annualIncomeFen: null,
      rigidExpenditureFen: null,
      monthlyPerCapitaFen: null,
      dwellings: null,
      vehicles: null,
      housingAreaSquareDecimetres: null,
      heating: null,
      sourceImportId: null,
    },
  ])
  const moved = await merges.movePeople(act.tx, before.id, id, input.personIds, head.id, changing.from)
  if (moved !== input.personIds.length) throw notFound()
  await takeAmountsAlong(act.tx, before.id, input.personIds, id)
  const size = await sizeChange(act, before.id, moved)
  await households.touchHousehold(act.tx, before.id)
  await changing.finish()
  const created = (await households.findHousehold(act.tx, id)) as households.HouseholdRecord
  await link(act, 'split', created, before, null, input.why)
  const change = { subject: 'household', field: 'split', oldValue: before.fileNumber, newValue: number }
  for (const household of [created, before]) {
    const lines = household === before ? [...size, change] : [change]
    await recordChanges(act, placeOf(household), lines, input.why, changing.from)
    await settle(act, household)
  }
  act.about('household', before.id, { split: id, people: moved })
  return { id, fileNumber: number }
}
