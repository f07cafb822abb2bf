import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { addDays, type Day } from '../../core/date.ts'
import { maskPhone } from '../../core/identity-number.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { lockHousehold } from '../registry/household-store.ts'
import { findPerson } from '../registry/person-store.ts'
import type { PairFilter } from './contract.ts'
import * as helpers from './helper-store.ts'
import { pairingWords } from './messages.ts'
import { type EndReason, mostFamilies, type Pair, type PairKind, type PairRow } from './model.ts'
import * as lists from './pair-list-store.ts'
import { nextVisitDay, rhythmDays } from './rhythm-rules.ts'
import { rhythms } from './rhythm-store.ts'
import * as store from './store.ts'

async function boundsOf({ tx, today }: Act, filter: PairFilter): Promise<lists.PairBounds> {
  const { area, notVisitedDays, termWithinDays, overdue, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  const notVisitedSince = notVisitedDays === undefined ? undefined : addDays(today, -notVisitedDays)
  const termBy = termWithinDays === undefined ? undefined : addDays(today, termWithinDays)
  const late = overdue ? { on: today, rhythms: await rhythms(tx) } : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, notVisitedSince, termBy, overdue: late }
}

/** Rows with the day by which the lead helper should be there again. */
async function withNextVisit(act: Act, rows: readonly lists.PairRow[]): Promise<PairRow[]> {
  const lists = await rhythms(act.tx)
  return rows.map((row) => {
    const live = row.since && !row.until && row.helperKind
    const days = live ? rhythmDays(lists, row.areaCode, live) : undefined
    const nextVisitOn = row.since && days ? nextVisitDay(row.lastVisitedOn, row.since, days) : null
    return { ...row, nextVisitOn }
  })
}

export async function listPairs(
  act: Act,
  input: PairFilter & lists.PairOrder,
): Promise<{ rows: PairRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await lists.listPairs(act.tx, await boundsOf(act, filter), { sort, order, limit: limit + 1, offset })
  return { rows: await withNextVisit(act, rows.slice(0, limit)), more: rows.length > limit }
}

export const countPairs = async (act: Act, filter: PairFilter): Promise<{ total: number }> => ({
  total: await lists.countPairs(act.tx, await boundsOf(act, filter)),
})

export async function pairingCounts(act: Act, input: { area?: string | undefined }) {
  const range = input.area ? areaRange(input.area) : undefined
  const bounds = { areaFrom: range?.from, areaTo: range?.to }
  const counts = await store.countPairing(act.tx, bounds)
  return { ...counts, unpaired: await lists.countPairs(act.tx, { ...bounds, state: 'unpaired' }) }
}

export async function listUnits(act: Act, input: { area?: string | undefined; limit: number; offset: number }) {
  const range = input.area ? areaRange(input.area) : undefined
  const bounds = { areaFrom: range?.from, areaTo: range?.to }
  const rows = await lists.listHelpingUnits(act.tx, bounds, { limit: input.limit + 1, offset: input.offset })
  const { units } = await store.countPairing(act.tx, bounds)
  return { rows: rows.slice(0, input.limit), more: rows.length > input.limit, total: units }
}

export async function getPair(act: Act, input: { id: string }): Promise<Pair> {
  const found = await lists.findPair(act.tx, input.id)
  if (!found?.id) throw notFound()
  const [shown] = await withNextVisit(act, [found])
  const row = { ...found, nextVisitOn: shown?.nextVisitOn ?? null, id: found.id }
  const members = await store.membersOf(act.tx, row.id)
  act.about('pair', row.id)
  const { personalData } = act.services
  return {
    ...row,
    members: members.map(({ membershipId: _, phone, ...member }) => ({
      ...member,
      phone: phone && maskPhone(personalData.open(phone)),
    })),
  }
}

export async function beginPair(
  act: Act,
  input: {
    householdId: string
    helperId: string
    secondHelperId: string | null
    furtherHelperIds: string[]
    personId: string | null
    kind: PairKind | null
    organisationId: string | null
    since?: string | undefined
    termUntil: string | null
  },
): Promise<{ id: string }> {
  const household = await lockHousehold(act.tx, input.householdId)
  if (!household) throw notFound()
  if (household.status !== 'registered') throw new Problem('conflict', pairingWords.withdrawn)
  if (await store.findLivePair(act.tx, household.id)) throw new Problem('conflict', pairingWords.alreadyPaired)
  await refuseStranger(act, household.id, input.personId)
  const others = input.secondHelperId ? [input.secondHelperId, ...input.furtherHelperIds] : input.furtherHelperIds
  const further = [...new Set(others)].filter((id) => id !== input.helperId)
  await takeHelpers(act, household.id, [input.helperId, ...further])
  const pair: store.NewPair = {
    id: randomUUIDv7(),
    householdId: household.id,
    helperId: input.helperId,
    furtherHelperIds: further,
    ...(input.secondHelperId ? { secondHelperIds: [input.secondHelperId] } : {}),
    personId: input.personId,
    kind: input.kind,
    organisationId: input.organisationId,
    since: pastDay(act, input.since),
    termUntil: comingDay(act, input.termUntil),
    previousPairId: null,
    proposalId: null,
    importId: null,
    createdBy: act.accountId,
  }
  if ((await store.insertPairs(act.tx, [pair])).size === 0) throw new Problem('conflict', pairingWords.alreadyPaired)
  act.about('pair', pair.id, { householdId: household.id, helperId: input.helperId })
  return { id: pair.id }
}

/** Whom of the family in particular: somebody who belongs to it now. */
async function refuseStranger(act: Act, householdId: string, personId: string | null): Promise<void> {
  const person = personId === null ? undefined : await findPerson(act.tx, householdId, personId)
  if (personId !== null && (!person || person.leftOn))
    throw new Problem('bad_input', pairingWords.noSuchMember, {
      fields: [{ field: 'personId', text: pairingWords.noSuchMember }],
    })
}

function pastDay(act: Act, day: string | undefined): Day {
  if (day && day > act.today)
    throw new Problem('bad_input', pairingWords.dayInFuture, {
      fields: [{ field: 'since', text: pairingWords.dayInFuture }],
    })
  return day ?? act.today
}

/** The end of a term: always to come. */
function comingDay(act: Act, day: string | null): Day | null {
  if (day !== null && day <= act.today)
    throw new Problem('bad_input', pairingWords.termOver, {
      fields: [{ field: 'termUntil', text: pairingWords.termOver }],
    })
  return day
}

/** A new term for a pair; the one before stays on record. */
export async function renewPair(
  act: Act,
  input: { id: string; version: number; until: string; note: string },
): Promise<{ version: number }> {
  const pair = await livePair(act, input.id)
  await refuseStale(act, pair, input.version)
  comingDay(act, input.until)
  await store.renewPair(act.tx, pair, input.until, input.note || null)
  act.about('pair', pair.id, { until: input.until })
  return { version: pair.version + 1 }
}

/** Checks helpers and adds one family to the load of each; refuses by name who is retired, full or of the family itself. */
async function takeHelpers(act: Act, householdId: string, helperIds: readonly string[]): Promise<void> {
  await helpers.lockLoads(act.tx, helperIds)
  for (const id of helperIds) {
    const helper = await helpers.findHelper(act.tx, id)
    if (!helper) throw notFound()
    const named = { parameters: { name: helper.name, families: helper.families } }
    if (helper.state === 'retired') throw new Problem('conflict', pairingWords.retired)
    if (helper.families >= helper.capacity) throw new Problem('conflict', pairingWords.full, named)
    if (helper.vetting === 'waiting' || helper.vetting === 'refused')
      throw new Problem('conflict', pairingWords.notVetted, named)
    const bar = await store.findBar(act.tx, householdId, id)
    if (bar) throw new Problem('conflict', bar === 'kin' ? pairingWords.kin : pairingWords.forbiddenPair, named)
  }
  const taken = await helpers.takeFamilies(act.tx, new Map(helperIds.map((id) => [id, 1])))
  if (taken.length < helperIds.length) throw new Problem('conflict', pairingWords.changedMeanwhile)
}

/** The pair with its row locked, still live. */
export async function livePair(act: Act, id: string): Promise<store.PairRecord> {
  const pair = await store.lockPair(act.tx, id)
  if (!pair) throw notFound()
  if (pair.until) throw new Problem('conflict', pairingWords.pairEnded)
  return pair
}

async function refuseStale(act: Act, pair: store.PairRecord, version: number): Promise<void> {
  if (pair.version !== version)
    throw new Problem('conflict', pairingWords.changedMeanwhile, {
      data: { theirs: await getPair(act, { id: pair.id }), yours: {} },
    })
}

export async function addHelper(
  act: Act,
  input: {
    id: string
    helperId: string
    role: 'second' | 'further'
    personId: string | null
    since?: string | undefined
  },
): Promise<{ version: number }> {
  const pair = await livePair(act, input.id)
  const since = pastDay(act, input.since)
  const members = (await store.membersOf(act.tx, pair.id)).filter((member) => !member.until)
  if (members.some((member) => member.helperId === input.helperId))
    throw new Problem('conflict', pairingWords.alreadyMember)
  if (members.length >= mostFamilies)
    throw new Problem('conflict', pairingWords.tooManyHelpers, { parameters: { most: mostFamilies } })
  await refuseStranger(act, pair.householdId, input.personId)
  await takeHelpers(act, pair.householdId, [input.helperId])
  try {
    const { helperId, role, personId } = input
    await store.addMembers(act.tx, [{ pairId: pair.id, helperId, role, since, personId }])
  } catch (error) {
    if (violatedConstraint(error) !== 'pair_member_live') throw error
    throw new Problem('conflict', pairingWords.alreadyMember)
  }
  await store.grantMembers(act.tx, [pair.id])
  await store.touchPair(act.tx, pair.id)
  act.about('pair', pair.id, { helperId: input.helperId })
  return { version: pair.version + 1 }
}

export async function endHelper(
  act: Act,
  input: { id: string; helperId: string; reason: EndReason; note: string },
): Promise<{ version: number }> {
  const pair = await livePair(act, input.id)
  if (pair.helperId === input.helperId) throw new Problem('conflict', pairingWords.leadStays)
  const left = await store.endMembers(act.tx, pair.id, [input.helperId], act.today, input.reason)
  const member = left[0]
  if (!member) throw new Problem('conflict', pairingWords.notMember)
  await helpers.giveBackFamilies(act.tx, [member.helperId])
  if (member.membershipId) await store.revokeFamilies(act.tx, member.membershipId, [pair.householdId])
  await store.touchPair(act.tx, pair.id)
  act.about('pair', pair.id, { helperId: input.helperId, reason: input.reason, note: input.note })
  return { version: pair.version + 1 }
}

/** The old pair ends with its reason and a new one begins with the further helpers who stay: the chain is kept. */
export async function changeLead(
  act: Act,
  input: {
    id: string
    version: number
    helperId: string
    reason: EndReason
    note: string
    since?: string | undefined
  },
): Promise<{ id: string }> {
  const pair = await livePair(act, input.id)
  await refuseStale(act, pair, input.version)
  if (pair.helperId === input.helperId) throw new Problem('conflict', pairingWords.alreadyMember)
  const since = dayWithin(act, pair, 'since', input.since)
  const stayingMembers = (await store.membersOf(act.tx, pair.id)).filter(
    (member) => !member.until && member.role !== 'lead' && member.helperId !== input.helperId,
  )
  const staying = stayingMembers.map((member) => member.helperId)
  // Locked together and in one order before loads move down and up again.
  await helpers.lockLoads(act.tx, [pair.helperId, input.helperId, ...staying])
  await store.endPair(act.tx, pair, since, input.reason, input.note || null)
  await takeHelpers(act, pair.householdId, [input.helperId, ...staying])
  const next: store.NewPair = {
    id: randomUUIDv7(),
    householdId: pair.householdId,
    helperId: input.helperId,
    furtherHelperIds: staying,
    secondHelperIds: stayingMembers.filter((member) => member.role === 'second').map((member) => member.helperId),
    termUntil: pair.termUntil,
    kind: null,
    organisationId: null,
    since,
    previousPairId: pair.id,
    proposalId: null,
    importId: null,
    createdBy: act.accountId,
  }
  if ((await store.insertPairs(act.tx, [next])).size === 0) throw new Problem('conflict', pairingWords.alreadyPaired)
  act.about('pair', next.id, { previous: pair.id, helperId: input.helperId, reason: input.reason })
  return { id: next.id }
}

function dayWithin(act: Act, pair: store.PairRecord, field: 'since' | 'on', day: string | undefined): Day {
  const chosen = pastDay(act, day)
  if (chosen < pair.since)
    throw new Problem('bad_input', pairingWords.endBeforeStart, {
      parameters: { since: pair.since },
      fields: [{ field, text: pairingWords.endBeforeStart, parameters: { since: pair.since } }],
    })
  return chosen
}

export async function endPair(
  act: Act,
  input: { id: string; version: number; reason: EndReason; note: string; on?: string | undefined },
): Promise<Record<string, never>> {
  const pair = await livePair(act, input.id)
  await refuseStale(act, pair, input.version)
  await store.endPair(act.tx, pair, dayWithin(act, pair, 'on', input.on), input.reason, input.note || null)
  act.about('pair', pair.id, { reason: input.reason })
  return {}
}
