import { ancestorsOf, areaRange, countryCode } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import * as store from './area-store.ts'
import { areaMessages } from './messages.ts'
import type { Area, NewOwnArea } from './model.ts'
import { fullName, indexAreas, nextOwnCode, ownArea } from './rules.ts'

export const listChildren = async (act: Act, input: { parent: string }): Promise<{ rows: Area[] }> => ({
  rows: await store.listChildren(act.tx, input.parent),
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
  if (!parent || !(act.scope.areaFrom <= parent.code && parent.code < act.scope.areaTo)) throw notFound()
  if (parent.level !== 'county' && parent.level !== 'township')
    throw new Problem('bad_input', areaMessages.no_own_area_here, {
      fields: [{ field: 'parent', text: areaMessages.no_own_area_here }],
    })
  const code = nextOwnCode(parent.code, await store.ownCodesUnder(act.tx, parent.code))
  if (!code) throw new Problem('conflict', areaMessages.no_code_left)
  const area = ownArea(asked, code)
  try {
    await store.addOwnArea(act.tx, { ...area, parent: parent.code })
  } catch (error) {
    if (violatedConstraint(error) !== 'own_area_name') throw error
    throw new Problem('conflict', areaMessages.name_taken, {
      fields: [{ field: 'name', text: areaMessages.name_taken }],
    })
  }
  act.about('area', code)
  return area
}
