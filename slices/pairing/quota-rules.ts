import { type AreaCode, contains } from '../../core/area-code.ts'
import type { QuotaGroup } from '../../engines/assignment/question.ts'
import type { Quota } from './matching-model.ts'

type Placed = { organisationId: string | null; areaCode: AreaCode }

/** Quotas as groups of the engine, and to which of them a helper counts. */
export type QuotaGroups = { groups: QuotaGroup[]; groupOf: (helper: Placed) => string | undefined }

/**
 * Turns quotas into groups: a unit stands under the nearest area with a quota, an area under the next larger one. What
 * their helpers carry already, apart from what is looked at anew, has used up a part of both bounds.
 */
export function quotaGroups(
  quotas: readonly (Quota & { unitArea: AreaCode | null })[],
  carried: readonly (Placed & { families: number })[],
): QuotaGroups {
  const units = new Map(
    quotas.flatMap((quota) => (quota.organisationId ? [[quota.organisationId, quota] as const] : [])),
  )
  const areas = quotas
    .flatMap((quota) => (quota.areaCode ? [{ ...quota, areaCode: quota.areaCode }] : []))
    // The longest beginning is the smallest area.
    .sort((one, other) => significance(other.areaCode) - significance(one.areaCode))
  const areaOf = (code: AreaCode, but?: string) =>
    areas.find((quota) => quota.id !== but && contains(quota.areaCode, code))?.id
  const groupOf = (helper: Placed): string | undefined =>
    units.get(helper.organisationId ?? '')?.id ?? areaOf(helper.areaCode)
  const parents = new Map(
    quotas.map((quota) => [
      quota.id,
      quota.areaCode ? areaOf(quota.areaCode, quota.id) : areaOf(quota.unitArea ?? '000000000000'),
    ]),
  )
  const taken = new Map<string, number>()
  for (const place of carried)
    for (let id = groupOf(place); id !== undefined; id = parents.get(id))
      taken.set(id, (taken.get(id) ?? 0) + place.families)
  const groups = quotas.map(({ id, least, most }) => {
    const before = Math.max(0, taken.get(id) ?? 0)
    return { id, quota: Math.max(0, most - before), minimum: Math.max(0, least - before), parent: parents.get(id) }
  })
  return { groups, groupOf }
}

const significance = (code: AreaCode): number => code.replace(/0+$/, '').length
