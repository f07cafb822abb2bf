import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import type { Text } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { findHelper } from '../pairing/helper-store.ts'
import { findHousehold } from '../registry/household-store.ts'
import type { RequestFilter } from './contract.ts'
import { requestWords } from './messages.ts'
import type { FamilyRequest, Outcome, RequestKind } from './model.ts'
import { dueDay } from './rules.ts'
import * as store from './store.ts'

function boundsOf(filter: RequestFilter, today: Day): store.RequestBounds {
  const { area, overdue, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, overdueOn: overdue ? today : undefined }
}

export async function listRequests(
  act: Act,
  input: RequestFilter & store.RequestOrder,
): Promise<{ rows: FamilyRequest[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const page = { sort, order, limit: limit + 1, offset }
  const rows = await store.listRequests(act.tx, boundsOf(filter, act.today), page)
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countRequests = async (act: Act, filter: RequestFilter): Promise<{ total: number }> => ({
  total: await store.countRequests(act.tx, boundsOf(filter, act.today)),
})

export async function getRequest(act: Act, input: { id: string }): Promise<FamilyRequest> {
  const request = await store.findRequest(act.tx, input.id)
  if (!request) throw notFound()
  act.about('request', request.id)
  return request
}

export async function raiseRequest(
  act: Act,
  input: {
    householdId: string
    kind: RequestKind
    text: string
    raisedOn?: string | undefined
    dueOn?: string | undefined
    helperId: string | null
  },
): Promise<{ id: string; dueOn: string }> {
  const household = await findHousehold(act.tx, input.householdId)
  if (!household) throw notFound()
  if (household.status !== 'registered') throw new Problem('conflict', requestWords.withdrawn)
  if (input.helperId && !(await findHelper(act.tx, input.helperId))) throw notFound()
  const raisedOn = input.raisedOn ?? act.today
  const dueOn = input.dueOn ?? dueDay(raisedOn)
  if (raisedOn > act.today) throw wrong('raisedOn', requestWords.raisedInFuture)
  if (dueOn < raisedOn) throw wrong('dueOn', requestWords.dueBeforeRaised)
  const id = randomUUIDv7()
  const { householdId, kind, text, helperId } = input
  await store.addRequests(act.tx, [
    { id, householdId, kind, text, raisedOn, dueOn, helperId, visitId: null, createdBy: act.accountId },
  ])
  act.about('request', id, { householdId })
  return { id, dueOn }
}

const wrong = (field: string, text: Text) => new Problem('bad_input', text, { fields: [{ field, text }] })

export async function answerRequest(
  act: Act,
  input: { id: string; version: number; answer: string },
): Promise<{ version: number }> {
  const request = await getRequest(act, input)
  if (request.state === 'closed') throw new Problem('conflict', requestWords.alreadyClosed)
  await saved(act, input, store.answerRequest(act.tx, input.id, input.version, input.answer, act.today))
  return { version: input.version + 1 }
}

export async function closeRequest(
  act: Act,
  input: { id: string; version: number; outcome: Outcome; answer: string },
): Promise<{ version: number }> {
  const request = await getRequest(act, input)
  if (request.state === 'closed') throw new Problem('conflict', requestWords.alreadyClosed)
  await saved(act, input, store.closeRequest(act.tx, input.id, input.version, input.outcome, input.answer, act.today))
  act.about('request', input.id, { outcome: input.outcome })
  return { version: input.version + 1 }
}

export async function reopenRequest(
  act: Act,
  input: { id: string; version: number; dueOn: string },
): Promise<{ version: number }> {
  const request = await getRequest(act, input)
  if (request.state === 'open') throw new Problem('conflict', requestWords.notAnswered)
  if (input.dueOn < act.today) throw wrong('dueOn', requestWords.duePast)
  await saved(act, input, store.reopenRequest(act.tx, input.id, input.version, input.dueOn))
  return { version: input.version + 1 }
}

/** Nothing saved means that somebody else was quicker: both versions are shown. */
async function saved(act: Act, input: { id: string }, saving: Promise<number>): Promise<void> {
  if ((await saving) > 0) return
  const { id: _, ...yours } = input
  throw new Problem('conflict', requestWords.changedMeanwhile, {
    data: { theirs: await store.findRequest(act.tx, input.id), yours },
  })
}
