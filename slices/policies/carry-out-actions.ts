import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import * as items from './due-item-store.ts'
import { endEnrolment, startEnrolment } from './enrolment-actions.ts'
import { openEnrolments } from './enrolment-store.ts'
import { decisionOf } from './evaluate-store.ts'
import { policyWords as words } from './messages.ts'
import type { EndCause, Enrolment } from './model.ts'

type CarryOut = {
  id: string
  version: number
  fromDay: string
  amountFen: string | null
  personId: string | null
  cause: EndCause | null
  why: string
}

/**
 * Does what an item asks for and ends it, in one act: what a family receives starts, goes on with another amount, or ends.
 * The answer at this moment is kept with the item and with what begins.
 */
export async function carryOutDueItem(act: Act, input: CarryOut): Promise<{ enrolmentId: string | null }> {
  const item = await items.findDueItem(act.tx, input.id)
  if (!item) throw notFound()
  if (item.kind === 'review') throw new Problem('bad_input', words.reviewByHand)
  const { householdId, policy } = item
  const decision = await decisionOf(act.tx, householdId, policy, act.today)
  const closed = { state: 'done', why: input.why, decision } as const
  if ((await items.closeDueItem(act.tx, input.id, input.version, closed)) === 0)
    throw new Problem('conflict', words.itemClosed, { data: { theirs: item, yours: { why: input.why } } })
  const before = item.kind === 'new' ? undefined : await receivedNow(act, householdId, policy, input.personId)
  if (before) {
    const cause = item.kind === 'stop' ? (input.cause ?? 'other') : 'amount'
    await endEnrolment(act, { id: before.id, version: before.version, toDay: input.fromDay, why: input.why, cause })
  }
  if (item.kind === 'stop') return done(act, input, item, null)
  const personId = input.personId ?? before?.personId ?? null
  const own = decision?.members?.find((one) => one.personId === personId)
  const started = await startEnrolment(act, {
    ...{ householdId, programme: policy, fromDay: input.fromDay, why: input.why },
    personId,
    amountFen: input.amountFen ?? own?.amountFen ?? item.newFen,
  })
  return done(act, input, item, started.id)
}

/** The one enrolment that is to be changed; where several members receive, somebody has to choose. */
async function receivedNow(act: Act, householdId: string, policy: string, personId: string | null): Promise<Enrolment> {
  const all = await openEnrolments(act.tx, householdId, policy)
  const open = personId === null ? all : all.filter((one) => one.personId === personId)
  const [only] = open
  if (!only) throw new Problem('conflict', words.notReceivingNow)
  if (open.length > 1) throw new Problem('conflict', words.chooseEnrolment)
  return only
}

function done(act: Act, input: CarryOut, item: items.FoundItem, enrolmentId: string | null) {
  const { policy, kind, householdId } = item
  act.about('household', householdId, { item: input.id, policy, kind, fromDay: input.fromDay, why: input.why })
  return { enrolmentId }
}
