import type { AreaCode } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { inScope } from './helper-actions.ts'
import { pairingWords } from './messages.ts'
import type { RhythmDays } from './rhythm-model.ts'
import { listFor, proposedRhythm } from './rhythm-rules.ts'
import { addRhythm, savedRhythms } from './rhythm-store.ts'

export async function getRhythm(act: Act, input: { area?: string | undefined }) {
  const areaCode = input.area ?? act.scope.areaFrom
  const saved = await savedRhythms(act.tx)
  const lists = saved.flatMap(({ days, ...list }) => (days ? [{ ...list, days }] : []))
  return {
    areaCode,
    inForce: listFor(lists, areaCode) ?? null,
    version: saved.find((list) => list.areaCode === areaCode)?.version ?? 0,
    proposal: proposedRhythm,
    lists,
  }
}

/** Saves the next version of an area's own list; what is overdue follows from it at once. */
export async function saveRhythm(
  act: Act,
  input: { area: AreaCode; version: number; days: RhythmDays | null; note: string },
): Promise<{ version: number }> {
  if (!inScope(act.scope, input.area))
    throw new Problem('bad_input', pairingWords.noSuchArea, {
      fields: [{ field: 'area', text: pairingWords.noSuchArea }],
    })
  const before = await getRhythm(act, { area: input.area })
  const stale = new Problem('conflict', pairingWords.changedMeanwhile, { data: { theirs: before, yours: input } })
  if (before.version !== input.version) throw stale
  const version = before.version + 1
  try {
    await addRhythm(act.tx, { areaCode: input.area, version, days: input.days, note: input.note || null })
  } catch (error) {
    if (violatedConstraint(error) !== 'visit_rhythm_pkey') throw error
    throw stale
  }
  act.about('visit_rhythm', input.area, { version, days: input.days })
  return { version }
}
