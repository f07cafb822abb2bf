import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { type FieldProblem, notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { EntryFilter, EntryKind, EntryRow } from './diary-contract.ts'
import { diaryWords as words } from './diary-messages.ts'
import * as diary from './diary-store.ts'
import { pairingWords } from './messages.ts'

function boundsOf(act: Act, { area, late, ...rest }: EntryFilter): diary.EntryBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to, lateOn: late ? act.today : undefined }
}

export async function listEntries(
  act: Act,
  input: EntryFilter & { limit: number; offset: number },
): Promise<{ rows: EntryRow[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const rows = await diary.listEntries(act.tx, boundsOf(act, filter), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countEntries = async (act: Act, filter: EntryFilter): Promise<{ total: number }> => ({
  total: await diary.countEntries(act.tx, boundsOf(act, filter)),
})

type NewEntry = { unitPairId: string; kind: EntryKind; day: string; text: string; dueOn: string | null }

export async function addEntry(act: Act, input: NewEntry): Promise<{ id: string }> {
  const faults: FieldProblem[] = []
  if (input.day > act.today) faults.push({ field: 'day', text: pairingWords.dayInFuture })
  if (input.kind === 'issue' && input.dueOn === null) faults.push({ field: 'dueOn', text: words.dueNeeded })
  if (input.kind !== 'issue' && input.dueOn !== null) faults.push({ field: 'dueOn', text: words.dueOfIssues })
  const [first] = faults
  if (first) throw new Problem('bad_input', first.text, { fields: faults })
  const id = randomUUIDv7()
  if ((await diary.addEntry(act.tx, { ...input, id })) === 0) throw notFound()
  act.about('unit_pair', input.unitPairId, { kind: input.kind, entry: id })
  return { id }
}

export async function settleEntry(act: Act, input: { id: string; outcome: string }): Promise<Record<string, never>> {
  const settled = await diary.settleEntry(act.tx, input.id, act.today, input.outcome)
  if (!settled) throw notFound()
  act.about('unit_pair', settled.unitPairId, { entry: input.id, outcome: input.outcome })
  return {}
}
