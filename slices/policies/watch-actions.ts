import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { decisionOf } from './evaluate-store.ts'
import { findFamily } from './facts-store.ts'
import type { WatchFilter, WatchListInput } from './watch-contract.ts'
import { watchWords as words } from './watch-messages.ts'
import type { Watched, WatchKind } from './watch-model.ts'
import { watchEnds } from './watch-rules.ts'
import * as store from './watch-store.ts'

const boundsOf = (today: string, { area, ...rest }: WatchFilter): store.WatchBounds => {
  const range = area ? areaRange(area) : undefined
  return { ...rest, thisMonth: `${today.slice(0, 7)}-01`, areaFrom: range?.from, areaTo: range?.to }
}

export async function listWatched(act: Act, input: WatchListInput): Promise<{ rows: Watched[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const rows = await store.listWatched(act.tx, boundsOf(act.today, filter), { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countWatched = async (act: Act, filter: WatchFilter): Promise<{ total: number }> => ({
  total: await store.countWatched(act.tx, boundsOf(act.today, filter)),
})

/** A family leaves hardship; what the policy says at this moment is kept, and nothing but a yes lets it leave. */
export async function beginWatch(
  act: Act,
  input: { householdId: string; kind: WatchKind; fromDay: string; why: string },
): Promise<{ id: string; toDay: string }> {
  const family = await findFamily(act.tx, input.householdId)
  if (!family) throw notFound()
  const { kind, fromDay, why } = input
  if (fromDay > act.today)
    throw new Problem('bad_input', words.notYet, { fields: [{ field: 'fromDay', text: words.notYet }] })
  const decision = await decisionOf(act.tx, family.householdId, kind, act.today)
  if (decision?.state !== 'eligible') throw new Problem('conflict', words.mayNotLeave)
  const toDay = watchEnds(fromDay)
  const { householdId, areaCode, organisationLine } = family
  try {
    const id = await store.addWatch(act.tx, {
      householdId,
      areaCode,
      organisationLine,
      kind,
      fromDay,
      toDay,
      why,
      decision,
    })
    act.about('household', householdId, { watch: id, kind, fromDay, toDay, why })
    return { id, toDay }
  } catch (error) {
    if (violatedConstraint(error) === 'graduation_watch_once') throw new Problem('conflict', words.watchedAlready)
    throw error
  }
}

export async function endWatch(
  act: Act,
  input: { id: string; version: number; as: 'relapsed' | 'cancelled'; why: string },
): Promise<Record<string, never>> {
  const watch = await store.findWatch(act.tx, input.id)
  if (!watch) throw notFound()
  if ((await store.endWatch(act.tx, input.id, input.version, { state: input.as, why: input.why })) === 0)
    throw new Problem('conflict', words.watchChanged, { data: { theirs: watch, yours: { why: input.why } } })
  act.about('household', watch.householdId, { watch: input.id, as: input.as, why: input.why })
  return {}
}
