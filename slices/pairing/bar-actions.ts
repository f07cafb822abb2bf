import { areaRange } from '../../core/area-code.ts'
import { notFound } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import type { BarFilter, BarRow } from './bar-contract.ts'
import * as bars from './bar-store.ts'

function boundsOf({ area, ...rest }: BarFilter): bars.BarBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

export async function listBars(
  act: Act,
  input: BarFilter & { limit: number; offset: number },
): Promise<{ rows: BarRow[]; more: boolean }> {
  const { limit, offset, ...filter } = input
  const rows = await bars.listBars(act.tx, boundsOf(filter), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countBars = async (act: Act, filter: BarFilter): Promise<{ total: number }> => ({
  total: await bars.countBars(act.tx, boundsOf(filter)),
})

/** From then on the helper may be paired with the family again. */
export async function liftBar(act: Act, input: { id: string; reason: string }): Promise<Record<string, never>> {
  const lifted = await bars.liftBar(act.tx, input.id, input.reason)
  if (!lifted) throw notFound()
  act.about('helper', lifted.helperId, { householdId: lifted.householdId, reason: input.reason })
  return {}
}
