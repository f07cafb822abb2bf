import type { z } from 'zod'
import { say, type Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { sqlState } from '../../platform/server/database.ts'
import { type Complaint, complaintText } from '../../platform/server/input-words.ts'
import type { Receipt } from './contract.ts'
import { visitWords } from './messages.ts'
import { OutboxItem, PromiseKept, VisitDraft } from './model.ts'
import { findPromise, keepPromises } from './promise-store.ts'
import { saveVisit } from './recording-actions.ts'
import { inSavepoint } from './store.ts'

/** Records from a phone: each is saved for itself and answered for itself, in any order, however often it is sent. */
export async function syncVisits(act: Act, input: { items: unknown[] }): Promise<{ receipts: Receipt[] }> {
  const receipts: Receipt[] = []
  for (const item of input.items) {
    const receipt = await receiptFor(act, item)
    if (receipt) receipts.push(receipt)
  }
  const stored = receipts.filter((receipt) => receipt.result === 'stored').length
  act.about('outbox', act.accountId, { items: input.items.length, stored })
  return { receipts }
}

const idOf = (item: unknown): string =>
  typeof item === 'object' && item !== null && 'id' in item ? String(item.id).slice(0, 60) : ''

/** The answer for one item; undefined when it could not be dealt with now and is to be sent again. */
async function receiptFor(act: Act, given: unknown): Promise<Receipt | undefined> {
  const id = idOf(given)
  const refused = (result: 'conflict' | 'rejected', text: Text, parameters = {}): Receipt => ({
    id,
    result,
    message: say(text, act.language, parameters),
  })
  const item = OutboxItem.safeParse(given)
  if (!item.success)
    return refused('rejected', visitWords.unreadable, { faults: faultsOf(act, item.error.issues as Issue[]) })
  if (item.data.accountId !== act.accountId) return refused('rejected', visitWords.otherPerson)
  try {
    const result = await inSavepoint(act.tx, () => saveItem(act, item.data))
    return { id, result }
  } catch (error) {
    if (error instanceof Problem) {
      const result = error.code === 'conflict' ? 'conflict' : 'rejected'
      return { id, result, message: error.sentence(act.language) }
    }
    // A deadlock or a lost connection is over soon and takes the whole parcel along; the phone sends it again.
    if (sqlState(error) === undefined || ['40P01', '40001', '55P03'].includes(sqlState(error) ?? '')) throw error
    act.services.log(`visits.sync ${id}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

type Issue = Complaint & { path: PropertyKey[] }

/** The complaints of a validator in one sentence, each with the place it is about. */
const faultsOf = (act: Act, issues: readonly Issue[]): string =>
  issues
    .slice(0, 5)
    .map((issue) => {
      const { text, parameters } = complaintText(issue)
      return `${issue.path.map(String).join('.')} ${say(text, act.language, parameters)}`
    })
    .join('；')

async function saveItem(act: Act, item: OutboxItem): Promise<'stored' | 'already'> {
  if (item.kind === 'visit') {
    const draft = parsed(act, VisitDraft, { madeAt: item.madeAt, ...(item.payload as object), id: item.id })
    return saveVisit(act, draft)
  }
  const kept = parsed(act, PromiseKept, item.payload)
  const promise = await findPromise(act.tx, kept.promiseId)
  if (!promise) throw new Problem('not_found', visitWords.notYours)
  if (promise.keptOn) return 'already'
  if (kept.keptOn > act.today) throw new Problem('bad_input', visitWords.dayInFuture)
  await keepPromises(act.tx, promise.householdId, [promise.id], kept.keptOn, kept.note || null)
  return 'stored'
}

/** The payload as its kind demands it; a Problem that names what is wrong otherwise. */
function parsed<Schema extends z.ZodType>(act: Act, schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const faults = faultsOf(act, result.error.issues as Issue[])
  throw new Problem('bad_input', visitWords.unreadable, { parameters: { faults } })
}
