import type { Act } from '../../platform/server/act.ts'
import { boundsOf } from './actions.ts'
import type { Hit } from './contract.ts'
import { syllablesOf } from './filing-store.ts'
import { nameMeant } from './hit-rules.ts'
import { membersOf } from './hit-store.ts'
import { headRelation } from './model.ts'

/** Of families that a search has found: who of them is meant, where it is not the head; null where it is the address. */
export async function listHits(act: Act, input: { search: string; ids: readonly string[] }): Promise<{ rows: Hit[] }> {
  const bounds = boundsOf({ status: 'registered', search: input.search }, act.services.personalData)
  const members = await membersOf(act.tx, input.ids, bounds)
  const rows: Hit[] = []
  for (const [householdId, family] of Map.groupBy(members, (member) => member.householdId)) {
    const how = (one: (typeof family)[number]) => nameMeant(input.search, one.name, syllablesOf(one.name))
    const meant = family.find((one) => one.byNumber || how(one) === 'plainly') ?? family.find((one) => how(one))
    if (meant?.relation === headRelation) continue
    rows.push({ householdId, name: meant?.name ?? null, relation: meant?.relation ?? null })
  }
  return { rows }
}
