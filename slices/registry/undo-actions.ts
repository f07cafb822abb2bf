import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { recordChanges } from './actions.ts'
import { placeOf } from './change-actions.ts'
import { duplicateWords } from './duplicate-messages.ts'
import { reopenPairs } from './duplicate-store.ts'
import * as households from './household-store.ts'
import { fitSize } from './member-store.ts'
import { lockBoth, settle } from './merge-actions.ts'
import * as merges from './merge-store.ts'
import * as people from './person-store.ts'
import { withoutMerge } from './version-rules.ts'
import { beginVersions, familyDocument } from './version-store.ts'

/**
 * Takes a merge back: both families exactly as they were before where nothing has changed since, and otherwise without what
 * the merge has done to them. Throws where a head has left since, so that a family would be without one.
 */
export async function undoLink(act: Act, input: { id: string; why: string }): Promise<Record<string, never>> {
  const found = await merges.lockLink(act.tx, input.id)
  if (!found || found.undoneAt || found.beforeVersion === null || found.otherBeforeVersion === null) throw notFound()
  await lockBoth(act, found.householdId, found.otherId)
  const link = await merges.lockLink(act.tx, input.id)
  if (!link?.undoable) throw new Problem('conflict', duplicateWords.undoneLater)
  const ids = [found.householdId, found.otherId]
  const files = [
    { householdId: found.householdId, version: found.beforeVersion, at: found.at },
    { householdId: found.otherId, version: found.otherBeforeVersion, at: found.at },
  ]
  const around = await Promise.all(files.map((file) => familyAround(act, file)))
  await beginVersions(act.tx, ids, act.now.toISOString(), act.today)
  try {
    await merges.restoreFamilies(act.tx, link.changedSince ? withoutMerge(around) : around.map(({ before }) => before))
  } catch (error) {
    // Somebody whose number came by the merge is on file elsewhere by now.
    if (violatedConstraint(error) === 'person_once') throw new Problem('conflict', duplicateWords.changedSince)
    throw error
  }
  for (const { household, validFrom } of around)
    if (link.changedSince) await mustStand(act, String(household.id))
    else await merges.setValidFrom(act.tx, String(household.id), validFrom)
  await merges.markUndone(act.tx, input.id, act.now.toISOString(), act.accountId, input.why)
  await reopenPairs(act.tx, found.at)
  const change = {
    subject: 'household',
    field: 'merge_undone',
    oldValue: found.otherFileNumber,
    newValue: found.fileNumber,
  }
  for (const id of ids) {
    const household = (await households.findHousehold(act.tx, id)) as households.HouseholdRecord
    await recordChanges(act, placeOf(household), [change], input.why)
    await settle(act, household)
  }
  const undone = { householdId: found.otherId, mergedAt: found.at }
  if (found.kind === 'merged') await act.services.background.send(act.tx, 'household.merge_undone', undone)
  act.about('household', found.householdId, { other: found.otherId, why: input.why, changedSince: link.changedSince })
  return {}
}

async function familyAround(act: Act, file: merges.LinkedFile) {
  const now = await familyDocument(act.tx, file.householdId)
  const statements = await merges.statementsAround(act.tx, file)
  if (!now || !statements) throw notFound()
  const { validFrom, before, after } = statements
  return { household: now.household, validFrom, now, before, after: after ?? now }
}

/** A family that was put together again has a head among its members, and counts them. */
async function mustStand(act: Act, householdId: string): Promise<void> {
  const household = await households.findHousehold(act.tx, householdId)
  const head = household && (await people.findPerson(act.tx, householdId, household.headPersonId))
  if (!head || head.leftOn) throw new Problem('conflict', duplicateWords.changedSince)
  await fitSize(act.tx, householdId, 0)
}
