import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { changeLead, livePair } from './actions.ts'
import { findHelper, giveBackFamilies, type HelperRecord } from './helper-store.ts'
import { pairingWords } from './messages.ts'
import * as store from './store.ts'

/** What became of the families of a helper who left. */
export type Left = {
  /** Taken over by the second helper. */
  takenOver: number
  /** Without a helper now: they stand in the queue of exceptions; their responsible body stays. */
  unpaired: number
}

/**
 * A helper leaves all families at once (A-09: recomputed when a person leaves). The second helper of a pair takes the lead;
 * where there is none the pair ends and the family waits for somebody else. Families of other areas cannot be left unseen.
 */
export async function leaveFamilies(act: Act, helper: HelperRecord, reason: string): Promise<Left> {
  const pairs = await store.livePairsWith(act.tx, helper.id)
  if (pairs.length < helper.families)
    throw new Problem('conflict', pairingWords.helpsElsewhere, {
      parameters: { families: helper.families - pairs.length },
    })
  const left: Left = { takenOver: 0, unpaired: 0 }
  for (const { pairId, lead } of pairs) {
    const pair = await livePair(act, pairId)
    if (!lead) {
      await leaveAsFurther(act, pair, helper.id)
      continue
    }
    const next = await secondOf(act, pair)
    if (next) {
      await changeLead(act, {
        id: pair.id,
        version: pair.version,
        helperId: next,
        reason: 'helper_retired',
        note: reason,
      })
      left.takenOver++
    } else {
      await store.endPair(act.tx, pair, act.today, 'helper_retired', reason)
      left.unpaired++
    }
  }
  return left
}

async function leaveAsFurther(act: Act, pair: store.PairRecord, helperId: string): Promise<void> {
  const [member] = await store.endMembers(act.tx, pair.id, [helperId], act.today, 'helper_retired')
  await giveBackFamilies(act.tx, [helperId])
  if (member?.membershipId) await store.revokeFamilies(act.tx, member.membershipId, [pair.householdId])
  await store.touchPair(act.tx, pair.id)
}

/** The second helper, where that one may lead. */
async function secondOf(act: Act, pair: store.PairRecord): Promise<string | undefined> {
  const second = (await store.membersOf(act.tx, pair.id)).find((member) => !member.until && member.role === 'second')
  if (!second || (await store.findBar(act.tx, pair.householdId, second.helperId))) return undefined
  const helper = await findHelper(act.tx, second.helperId)
  return helper?.state === 'active' && ['vetted', 'not_needed'].includes(helper.vetting) ? helper.id : undefined
}
