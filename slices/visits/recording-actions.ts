import { createHash, randomUUIDv7 } from 'node:crypto'
import type { Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { type Transaction, wholeTenant, withinScope } from '../../platform/server/database.ts'
import { aidKinds } from '../aid/model.ts'
import { addAidLines, type NewAidLine } from '../aid/store.ts'
import { findHelper, findHelperOfMembership } from '../pairing/helper-store.ts'
import { noteVisit, stoodBy } from '../pairing/store.ts'
import { findHousehold } from '../registry/household-store.ts'
import { takesAid } from '../registry/withdrawn-rules.ts'
import { dueDay } from '../requests/rules.ts'
import { addRequests } from '../requests/store.ts'
import { visitWords } from './messages.ts'
import type { VisitDraft } from './model.ts'
import { addPromises, keepPromises } from './promise-store.ts'
import * as store from './store.ts'

/** The content of a visit without what the device adds: the same visit has the same hash however often it is sent. */
export const hashOf = (draft: VisitDraft): Buffer => {
  const { madeAt: _, ...content } = draft
  return createHash('sha256').update(JSON.stringify(content)).digest()
}

/**
 * Saves a visit with everything that follows from it: requests, promises, kept promises, aid lines. The same id with the
 * same content is `already`; with another content, or as somebody else's family, a Problem.
 */
export async function saveVisit(act: Act, draft: VisitDraft): Promise<'stored' | 'already'> {
  checkDays(act, draft)
  const visitor = await visitorOf(act, draft)
  if (await findHousehold(act.tx, draft.householdId)) return save(act, act.tx, draft, visitor)
  // Given to somebody else while the phone was offline: a visit of the days before is a fact and is kept.
  return withinScope(act.tx, { ...wholeTenant(act.scope.tenantId), accountId: act.accountId }, async (tx) => {
    if (act.scope.role !== 'helper' || !visitor.helperId) throw new Problem('not_found', visitWords.notYours)
    if (await stoodBy(tx, visitor.helperId, draft.householdId, draft.visitedOn)) return save(act, tx, draft, visitor)
    throw await notTheirs(tx, visitor.helperId, draft)
  })
}

/** Who stood by a family until its file was withdrawn is told that day, so that a wrong one can be put right. */
async function notTheirs(tx: Transaction, helperId: string, { householdId, visitedOn }: VisitDraft): Promise<Problem> {
  const day = (await findHousehold(tx, householdId))?.withdrawnOn
  if (day && day < visitedOn && (await stoodBy(tx, helperId, householdId, day)))
    return wrongDay(visitWords.visitAfterWithdrawal, { day })
  return new Problem('not_found', visitWords.notYours)
}

const wrongDay = (text: Text, parameters: Record<string, string> = {}): Problem =>
  new Problem('bad_input', text, { parameters, fields: [{ field: 'visitedOn', text, parameters }] })

/** Money and goods of a visit are aid like any other: a withdrawn file takes that of the days up to its withdrawal. */
async function checkHandedOver(tx: Transaction, draft: VisitDraft): Promise<void> {
  if (!draft.cashFen && draft.goods.length === 0) return
  const file = await findHousehold(tx, draft.householdId)
  if (!file || takesAid(file, draft.visitedOn)) return
  if (file.mergedInto) throw new Problem('bad_input', visitWords.mergedAway)
  throw wrongDay(visitWords.givenAfterWithdrawal, { day: file.withdrawnOn ?? '' })
}

function checkDays(act: Act, draft: VisitDraft): void {
  const fault = (field: string, text: Text) => new Problem('bad_input', text, { fields: [{ field, text }] })
  if (draft.visitedOn > act.today) throw wrongDay(visitWords.dayInFuture)
  draft.promises.forEach((promise, index) => {
    if (promise.dueOn < draft.visitedOn) throw fault(`promises.${index}.dueOn`, visitWords.promiseBeforeVisit)
  })
}

type Visitor = { helperId: string | null; text: string | null }

/** A helper is always the visitor; an officer says who went. */
async function visitorOf(act: Act, draft: VisitDraft): Promise<Visitor> {
  if (act.scope.role === 'helper') {
    const helper = await findHelperOfMembership(act.tx, act.scope.membershipId)
    if (!helper) throw new Problem('conflict', visitWords.notAHelper)
    return { helperId: helper.id, text: null }
  }
  if (draft.helperId && (await findHelper(act.tx, draft.helperId))) return { helperId: draft.helperId, text: null }
  if (draft.visitorText) return { helperId: null, text: draft.visitorText }
  throw new Problem('bad_input', visitWords.visitorNeeded, {
    fields: [{ field: 'helperId', text: visitWords.visitorNeeded }],
  })
}

async function save(act: Act, tx: Transaction, draft: VisitDraft, visitor: Visitor): Promise<'stored' | 'already'> {
  const contentHash = hashOf(draft)
  const seen = (part: VisitDraft['living']) => ({ marks: part?.marks ?? [], text: part?.text ?? '' })
  const added = await store.addVisits(tx, [
    {
      id: draft.id,
      householdId: draft.householdId,
      helperId: visitor.helperId,
      visitorText: visitor.text,
      visitedOn: draft.visitedOn,
      madeAt: draft.madeAt,
      recordedBy: act.accountId,
      living: seen(draft.living),
      thinking: seen(draft.thinking as VisitDraft['living']),
      difficulties: seen(draft.difficulties as VisitDraft['living']),
      needs: seen(draft.needs as VisitDraft['living']),
      cashFen: draft.cashFen,
      goods: draft.goods,
      contentHash,
    },
  ])
  if (!added.has(draft.id)) {
    const kept = await store.contentHashOf(tx, draft.id)
    if (kept?.equals(contentHash)) return 'already'
    throw new Problem('conflict', visitWords.otherContent)
  }
  // Only of a new visit: one that was stored before two files became one is still answered as stored.
  await checkHandedOver(tx, draft)
  await saveConsequences(act, tx, draft, visitor)
  return 'stored'
}

async function saveConsequences(act: Act, tx: Transaction, draft: VisitDraft, visitor: Visitor): Promise<void> {
  const { householdId, visitedOn } = draft
  const asks = draft.asks.map((ask) => ({
    ...ask,
    householdId,
    raisedOn: visitedOn,
    dueOn: dueDay(visitedOn),
    visitId: draft.id,
    helperId: visitor.helperId,
    createdBy: act.accountId,
  }))
  const promises = draft.promises.map((promise) => ({
    ...promise,
    householdId,
    visitId: draft.id,
    helperId: visitor.helperId,
    promisedOn: visitedOn,
  }))
  // An id that is taken already belongs to another record: nothing of this one is lost in silence.
  if (asks.length > 0 && (await addRequests(tx, asks)) < asks.length) throw taken()
  if (promises.length > 0 && (await addPromises(tx, promises)) < promises.length) throw taken()
  if (draft.kept.length > 0) await keepPromises(tx, householdId, draft.kept, visitedOn, null)
  const lines = aidLines(act, draft, visitor)
  if (lines.length > 0) await addAidLines(tx, lines)
  await noteVisit(tx, householdId, visitedOn)
}

const taken = () => new Problem('conflict', visitWords.otherContent)

/** Cash and each of the goods handed over is one line of the aid ledger. */
function aidLines(act: Act, draft: VisitDraft, visitor: Visitor): NewAidLine[] {
  const line = (kind: 'comfort_grant' | 'comfort_goods'): NewAidLine => ({
    ...aidKinds[kind],
    id: randomUUIDv7(),
    householdId: draft.householdId,
    givenOn: draft.visitedOn,
    recordedBy: act.accountId,
    kind,
    source: 'helper',
    giverHelperId: visitor.helperId,
    giverText: visitor.text,
    amountFen: null,
    visitId: draft.id,
  })
  return [
    ...(draft.cashFen ? [{ ...line('comfort_grant'), amountFen: draft.cashFen }] : []),
    ...draft.goods.map((one) => ({
      ...line('comfort_goods'),
      item: one.name,
      quantity: String(one.quantity),
      unit: one.unit || null,
      valueFen: one.valueFen,
    })),
  ]
}
