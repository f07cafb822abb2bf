import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope } from '../../platform/server/database.ts'
import type { VillageFilter, VillageSort } from './contract.ts'
import { villageWords } from './messages.ts'
import type { Village, VillageProfile, VillageRow, VillageYear } from './model.ts'
import * as store from './store.ts'

function boundsOf({ area, ...rest }: VillageFilter): store.VillageBounds {
  const range = area ? areaRange(area) : undefined
  return { ...rest, areaFrom: range?.from, areaTo: range?.to }
}

type ListInput = VillageFilter & { limit: number; offset: number; sort: VillageSort; order: 'asc' | 'desc' }

export async function listVillages(act: Act, input: ListInput): Promise<{ rows: VillageRow[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  const rows = await store.listVillages(act.tx, boundsOf(filter), { limit: limit + 1, offset, sort, order })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countVillages = async (act: Act, filter: VillageFilter): Promise<{ total: number }> => ({
  total: await store.countVillages(act.tx, boundsOf(filter)),
})

export async function createVillage(
  act: Act,
  input: { code: string; profile: VillageProfile },
): Promise<{ code: string }> {
  if (!liesInScope(act.scope, input.code) || !(await store.isVillage(act.tx, input.code)))
    throw new Problem('bad_input', villageWords.notAVillage, {
      fields: [{ field: 'code', text: villageWords.notAVillage }],
    })
  if ((await store.addVillage(act.tx, input.code, input.profile)) === 0)
    throw new Problem('conflict', villageWords.already, { fields: [{ field: 'code', text: villageWords.already }] })
  act.about('area', input.code)
  return { code: input.code }
}

async function villageOf(act: Act, code: string): Promise<store.VillageRecord> {
  const village = await store.findVillage(act.tx, code)
  if (!village) throw notFound()
  act.about('area', code)
  return village
}

export async function getVillage(act: Act, input: { code: string }): Promise<Village> {
  const village = await villageOf(act, input.code)
  return { ...village, years: await store.yearsOf(act.tx, input.code) }
}

export async function changeVillage(
  act: Act,
  input: { code: string; version: number; profile: VillageProfile },
): Promise<Record<string, never>> {
  const village = await villageOf(act, input.code)
  if ((await store.changeVillage(act.tx, input.code, input.version, input.profile)) === 0) {
    const { reservoir, facilities, note, version } = village
    throw new Problem('conflict', villageWords.changedMeanwhile, {
      data: { theirs: { reservoir, facilities, note, version }, yours: input.profile },
    })
  }
  return {}
}

/** The figures that differ, as they were and as they are. */
function corrected(before: VillageYear, after: VillageYear) {
  const keys = (Object.keys(after) as (keyof VillageYear)[]).filter((key) => before[key] !== after[key])
  const of = (year: VillageYear) => Object.fromEntries(keys.map((key) => [key, year[key] ?? '—']))
  return keys.length > 0 ? { before: of(before), after: of(after) } : {}
}

export async function recordYear(
  act: Act,
  input: { code: string; figures: VillageYear },
): Promise<Record<string, never>> {
  await villageOf(act, input.code)
  if (input.figures.year > Number(act.today.slice(0, 4)))
    throw new Problem('bad_input', villageWords.yearAhead, {
      fields: [{ field: 'figures.year', text: villageWords.yearAhead }],
    })
  const { year } = input.figures
  // What a correction replaces is kept in the trail: the figures of a village are no personal data.
  const before = (await store.yearsOf(act.tx, input.code)).find((one) => one.year === year)
  await store.saveYears(act.tx, [{ ...input.figures, areaCode: input.code }], act.accountId)
  act.about('area', input.code, { year, ...(before ? corrected(before, input.figures) : {}) })
  return {}
}
