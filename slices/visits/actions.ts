import { areaRange } from '../../core/area-code.ts'
import { ageOn } from '../../core/date.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { findHelperOfMembership } from '../pairing/helper-store.ts'
import { ownFamilies } from '../pairing/own-family-store.ts'
import { nextVisitDay, rhythmDays } from '../pairing/rhythm-rules.ts'
import { rhythms } from '../pairing/rhythm-store.ts'
import { findHousehold } from '../registry/household-store.ts'
import { peopleOf } from '../registry/person-store.ts'
import { openRequestsOf } from '../requests/store.ts'
import type { OwnFamily, PromiseFilter, VisitedFilter, VisitFilter } from './contract.ts'
import { visitWords } from './messages.ts'
import type { Promised, PromiseRow, VisitDraft, VisitedFamily, VisitRow } from './model.ts'
import * as promises from './promise-store.ts'
import { saveVisit } from './recording-actions.ts'
import { type Todo, todosOf } from './rules.ts'
import * as store from './store.ts'

function boundsOf(filter: VisitFilter): store.VisitBounds {
  const { area, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

export async function listVisits(
  act: Act,
  input: VisitFilter & store.VisitOrder,
): Promise<{ rows: VisitRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await store.listVisits(act.tx, boundsOf(filter), { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countVisits = (act: Act, filter: VisitFilter): Promise<{ total: number; households: number }> =>
  store.countVisits(act.tx, boundsOf(filter))

export async function getVisit(act: Act, input: { id: string }): Promise<VisitRow> {
  const visit = await store.findVisit(act.tx, input.id)
  if (!visit) throw notFound()
  act.about('visit', visit.id)
  return visit
}

export async function recordVisit(act: Act, draft: VisitDraft): Promise<{ id: string; result: 'stored' | 'already' }> {
  const result = await saveVisit(act, draft)
  act.about('visit', draft.id, { householdId: draft.householdId, result })
  return { id: draft.id, result }
}

export async function listVisited(
  act: Act,
  input: VisitedFilter & store.FamilyOrder,
): Promise<{ rows: VisitedFamily[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await store.listVisited(act.tx, boundsOf(filter), { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

function promiseBounds(act: Act, { area, household, state }: PromiseFilter): promises.PromiseBounds {
  const range = area ? areaRange(area) : undefined
  return { areaFrom: range?.from, areaTo: range?.to, household, state, today: act.today }
}

export async function listPromises(
  act: Act,
  input: PromiseFilter & promises.PromiseOrder,
): Promise<{ rows: PromiseRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const page = { sort, order, limit: limit + 1, offset }
  const rows = await promises.listPromises(act.tx, promiseBounds(act, filter), page)
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export async function countPromises(act: Act, filter: PromiseFilter): Promise<{ total: number }> {
  return { total: await promises.countPromises(act.tx, promiseBounds(act, filter)) }
}

export async function keepPromise(
  act: Act,
  input: { id: string; keptOn?: string | undefined; note: string },
): Promise<Promised> {
  const promise = await promises.findPromise(act.tx, input.id)
  if (!promise) throw notFound()
  const keptOn = input.keptOn ?? act.today
  if (keptOn > act.today)
    throw new Problem('bad_input', visitWords.dayInFuture, {
      fields: [{ field: 'keptOn', text: visitWords.dayInFuture }],
    })
  await promises.keepPromises(act.tx, promise.householdId, [promise.id], keptOn, input.note || null)
  act.about('promise', promise.id, { householdId: promise.householdId })
  return (await promises.findPromise(act.tx, input.id)) ?? promise
}

// As far back as somebody reads on the way to a family.
const visitsShown = 5

/** A helper's own families; row security shows no others. An account without a helper has none. */
export async function myFamilies(act: Act): Promise<{ families: OwnFamily[]; today: string }> {
  const helper = await findHelperOfMembership(act.tx, act.scope.membershipId)
  const own = helper ? await ownFamilies(act.tx, helper.id) : []
  const ids = own.map((one) => one.householdId)
  const visits = await store.lastVisitsOf(act.tx, ids, visitsShown)
  const open = await promises.openPromisesOf(act.tx, ids)
  const requests = await openRequestsOf(act.tx, ids)
  const lists = await rhythms(act.tx)
  const families: OwnFamily[] = []
  for (const { householdId, role, leadName, since, lastVisitedOn, person } of own) {
    const household = await findHousehold(act.tx, householdId)
    if (!household) continue
    const people = (await peopleOf(act.tx, householdId)).filter((person) => !person.leftOn)
    const every = rhythmDays(lists, household.areaCode, helper?.kind ?? 'cadre')
    const nextVisitOn = nextVisitDay(lastVisitedOn, since, every)
    const ofFamily = <Row extends { householdId: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.householdId === householdId)
    families.push({
      householdId,
      fileNumber: household.fileNumber,
      headName: household.headName,
      areaName: household.areaName,
      address: household.address,
      size: household.size,
      category: household.category,
      mainCause: household.mainCause,
      people: people.map(({ name, birthDate }) => ({ name, age: birthDate ? ageOn(birthDate, act.today) : null })),
      role,
      leadName,
      person,
      since,
      lastVisitedOn,
      nextVisitOn,
      late: nextVisitOn < act.today,
      visits: ofFamily(visits),
      promises: ofFamily(open),
      requests: ofFamily(requests),
    })
  }
  return { families, today: act.today }
}

export async function myTodos(act: Act): Promise<{ rows: Todo[] }> {
  const { families, today } = await myFamilies(act)
  return { rows: todosOf(families, today) }
}
