import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { findHousehold } from '../registry/household-store.ts'
import { takesAid } from '../registry/withdrawn-rules.ts'
import type { AidFilter } from './contract.ts'
import { reopenEntry } from './list-store.ts'
import { aidWords } from './messages.ts'
import type { AidDraft, AidLine } from './model.ts'
import { checkAid, classOf } from './rules.ts'
import * as store from './store.ts'

export function boundsOf(filter: AidFilter): store.AidBounds {
  const { area, ...rest } = filter
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

export async function listAid(
  act: Act,
  input: AidFilter & { limit: number; offset: number; order: 'asc' | 'desc' },
): Promise<{ rows: AidLine[]; more: boolean }> {
  const { limit, offset, order, ...filter } = input
  const rows = await store.listAid(act.tx, boundsOf(filter), { limit: limit + 1, offset, order })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const sumAid = (act: Act, filter: AidFilter): Promise<store.AidTotal> => store.sumAid(act.tx, boundsOf(filter))

export async function registerAid(act: Act, draft: AidDraft): Promise<{ id: string }> {
  checkAid(draft, act.today)
  await refuseAfterWithdrawal(act, draft)
  const id = randomUUIDv7()
  const added = await store.addAidLines(act.tx, [{ ...draft, ...classOf(draft.kind), id, recordedBy: act.accountId }])
  if (added === 0) throw notFound()
  act.about('household', draft.householdId, { aid: id, kind: draft.kind })
  return { id }
}

/** Help of the days before a file was withdrawn is history and may be written down late; afterwards there is no new help. */
async function refuseAfterWithdrawal(act: Act, { householdId, givenOn }: AidDraft): Promise<void> {
  const file = await findHousehold(act.tx, householdId)
  if (!file) throw notFound()
  if (takesAid(file, givenOn)) return
  if (file.mergedInto) throw new Problem('conflict', aidWords.mergedAway)
  throw new Problem('conflict', aidWords.afterWithdrawal, { parameters: { day: file.withdrawnOn ?? '' } })
}

/** Takes a line back by its opposite; both stay, and a festival payment is owed again. */
export async function reverseAid(act: Act, input: { id: string; why: string }): Promise<{ id: string }> {
  const line = await store.findAidLine(act.tx, input.id)
  if (!line || line.reversesId) throw notFound()
  const id = randomUUIDv7()
  const opposite = (fen: string | null) => (fen === null ? null : (-BigInt(fen)).toString())
  try {
    await store.addAidLines(act.tx, [
      {
        ...line,
        id,
        recordedBy: act.accountId,
        givenOn: act.today,
        giverOrganisationId: null,
        giverText: line.giver,
        amountFen: opposite(line.amountFen),
        quantity: line.quantity === null ? null : `-${line.quantity}`,
        valueFen: opposite(line.valueFen),
        note: input.why,
        reversesId: line.id,
      },
    ])
  } catch (error) {
    if (violatedConstraint(error) === 'aid_line_tenant_id_reverses_id_key')
      throw new Problem('conflict', aidWords.alreadyReversed)
    throw error
  }
  await reopenEntry(act.tx, line.id)
  act.about('household', line.householdId, { aid: id, reverses: line.id })
  return { id }
}
