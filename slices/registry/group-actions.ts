import { randomUUIDv7 } from 'node:crypto'
import type { Day } from '../../core/date.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { recordChanges } from './actions.ts'
import { placeOf } from './change-actions.ts'
import { groupPageWords } from './group-messages.ts'
import * as households from './household-store.ts'
import { registryWords } from './messages.ts'
import type { TargetGroup } from './model.ts'
import * as store from './store.ts'
import { beginChange } from './version-actions.ts'

/** A family belongs to a target group since a day, on some evidence; it may belong to several at once. */
export async function addGroup(
  act: Act,
  input: { id: string; code: TargetGroup; since: Day; evidence: string },
): Promise<{ markId: string }> {
  const household = await households.lockHousehold(act.tx, input.id)
  if (!household) throw notFound()
  if (input.since > act.today)
    throw new Problem('bad_input', registryWords.notSuchADay, { parameters: { first: household.registeredOn } })
  // It was so since that day, as far as the file reaches; a withdrawn file tells of its end only.
  const first = input.since > household.registeredOn ? input.since : household.registeredOn
  const changing = await beginChange(act, household, household.status === 'registered' ? first : undefined)
  const markId = randomUUIDv7()
  const { code, since, evidence } = input
  const mark = { ...placeOf(household), id: markId, dimension: 'group' as const, code, since, evidence }
  if ((await store.addGroup(act.tx, mark)) === 0) throw new Problem('conflict', groupPageWords.already)
  const change = { subject: 'household', field: 'group', oldValue: null, newValue: code }
  await recordChanges(act, placeOf(household), [change], evidence, since)
  await households.touchHousehold(act.tx, household.id)
  await changing.finish()
  await act.services.background.send(act.tx, 'household.changed', { householdId: household.id })
  act.about('household', household.id, { group: code })
  return { markId }
}

export async function endGroup(
  act: Act,
  input: { id: string; markId: string; why: string },
): Promise<Record<string, never>> {
  const household = await households.lockHousehold(act.tx, input.id)
  if (!household) throw notFound()
  await beginChange(act, household, undefined)
  const code = await store.endGroup(act.tx, household.id, input.markId, act.today)
  if (!code) throw notFound()
  const change = { subject: 'household', field: 'group', oldValue: code, newValue: null }
  await recordChanges(act, placeOf(household), [change], input.why)
  await households.touchHousehold(act.tx, household.id)
  await act.services.background.send(act.tx, 'household.changed', { householdId: household.id })
  act.about('household', household.id, { group: code, why: input.why })
  return {}
}
