import { ancestorsOf, areaRange, countryCode } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { liesInScope, violatedConstraint } from '../../platform/server/database.ts'
import * as store from './area-store.ts'
import { areaMessages } from './messages.ts'
import type { Area, ChangedOwnArea, NewOwnArea, OwnArea } from './model.ts'
import { fullName, indexAreas, nextOwnCode, ownArea } from './rules.ts'

export const listChildren = async (act: Act, input: { parent: string }): Promise<{ rows: Area[] }> => ({
  rows: await store.listChildren(act.tx, input.parent, act.today),
})

export async function findAreas(
  act: Act,
  input: { name: string; within?: string | undefined },
): Promise<{ rows: { area: Area; fullName: string }[] }> {
  const { from, to } = areaRange(input.within ?? countryCode)
  const found = await store.findByName(act.tx, input.name, from, to)
  const above = await store.findByCodes(act.tx, [...new Set(found.flatMap((area) => ancestorsOf(area.code)))])
  const index = indexAreas([...above, ...found])
  return { rows: found.map((area) => ({ area, fullName: fullName(index, area.code) })) }
}

export const areaPath = async (act: Act, input: { code: string }): Promise<{ rows: Area[] }> => ({
  rows: await store.findByCodes(
    act.tx,
    [input.code, ...ancestorsOf(input.code)].filter((code) => code !== countryCode),
  ),
})

export async function addOwnArea(act: Act, asked: NewOwnArea): Promise<Area> {
  const [parent] = await store.findByCodes(act.tx, [asked.parent])
  if (!parent || parent.abolished || !liesInScope(act.scope, parent.code)) throw notFound()
  if (parent.level !== 'county' && parent.level !== 'township')
    throw new Problem('bad_input', areaMessages.no_own_area_here, {
      fields: [{ field: 'parent', text: areaMessages.no_own_area_here }],
    })
  const inside = await store.takenInside(act.tx, parent.code)
  const code = nextOwnCode(parent.code, await store.ownCodesUnder(act.tx, parent.code))
  if (!code) throw new Problem('conflict', areaMessages.no_code_left)
  const area = ownArea(asked, code)
  await underItsName(area, inside, () => store.addOwnArea(act.tx, { ...area, parent: parent.code }))
  act.about('area', code)
  return area
}

export async function listOwnAreas(act: Act, input: { limit: number; offset: number }) {
  const rows = await store.listOwn(act.tx, { limit: input.limit + 1, offset: input.offset })
  return { rows: rows.slice(0, input.limit), more: rows.length > input.limit }
}

/** One own area; another tenant's answers like nothing. */
export async function getOwnArea(act: Act, { code }: { code: string }): Promise<OwnArea> {
  const found = await store.findOwn(act.tx, code)
  if (!found) throw notFound()
  return found
}

export async function changeOwnArea(act: Act, changed: ChangedOwnArea): Promise<{ version: number }> {
  const before = await store.findOwn(act.tx, changed.code)
  if (!before?.parent || !liesInScope(act.scope, before.code)) throw notFound()
  const inside = await store.takenInside(act.tx, before.parent)
  const saved = await underItsName(changed, inside, () => store.changeOwn(act.tx, changed))
  if (saved === 0)
    throw new Problem('conflict', areaMessages.changedMeanwhile, { data: { theirs: before, yours: changed } })
  act.about('area', before.code, { fields: ['name', 'validFrom', 'validTo'] })
  return { version: changed.version + 1 }
}

/** Saves unless another valid area of the same parent has the name, which is said at the field. */
async function underItsName(
  area: { code: string; name: string; validTo: string | null },
  inside: readonly { code: string; name: string }[],
  save: () => Promise<number>,
): Promise<number> {
  const taken = new Problem('conflict', areaMessages.name_taken, {
    fields: [{ field: 'name', text: areaMessages.name_taken }],
  })
  if (area.validTo === null && inside.some((other) => other.name === area.name && other.code !== area.code)) throw taken
  try {
    return await save()
  } catch (error) {
    if (violatedConstraint(error) === 'own_area_name') throw taken
    throw error
  }
}
