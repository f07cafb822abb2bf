import { randomUUIDv7 } from 'node:crypto'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { knowRows } from '../../platform/server/database.ts'
import * as helpers from './helper-store.ts'
import * as lines from './line-store.ts'
import { pairingWords } from './messages.ts'
import { openProposal } from './proposal-actions.ts'
import * as proposals from './proposal-store.ts'
import * as store from './store.ts'

type Standing = Awaited<ReturnType<typeof lines.standingLines>>[number]

/**
 * A second person approves: all standing lines become pairs, or none. Families and helpers are checked again at this
 * moment; pairs that stand already stay untouched, those that give way end with their reason and stay in the chain.
 */
export async function acceptProposal(
  act: Act,
  input: { id: string; version: number },
): Promise<{ pairs: number; ended: number; kept: number }> {
  const proposal = await openProposal(act, input.id)
  if (proposal.preview) throw new Problem('conflict', pairingWords.onlyPreview)
  if (proposal.touched) throw new Problem('forbidden', pairingWords.secondPerson)
  if (proposal.version !== input.version)
    throw new Problem('conflict', pairingWords.proposalChanged, { data: { version: proposal.version } })
  const standing = await lines.standingLines(act.tx, input.id)
  const all = await lines.countLines(act.tx, { id: input.id })
  // Somebody with a narrower scope sees fewer lines than the run wrote.
  if (all !== proposal.households) throw new Problem('conflict', pairingWords.proposalTooWide)
  const changing = standing.filter((line) => line.helperId !== line.presentHelperId)
  if (changing.length === 0) throw new Problem('conflict', pairingWords.nothingToAccept)
  const ended = await endGivenUp(act, changing)
  await refuseChanged(act, changing, ended)
  const pairs = changing.map((line): store.NewPair => {
    const before = ended.get(line.householdId)
    return {
      id: randomUUIDv7(),
      householdId: line.householdId,
      helperId: line.helperId,
      furtherHelperIds: before?.further.filter((id) => id !== line.helperId) ?? [],
      kind: null,
      organisationId: null,
      since: act.today,
      previousPairId: before?.pairId ?? null,
      proposalId: input.id,
      importId: null,
      createdBy: act.accountId,
    }
  })
  const paired = await store.insertPairs(act.tx, pairs)
  refuseLines(changing.filter((line) => !paired.has(line.householdId)).map((line) => [line.householdId, 'paired']))
  await proposals.decideProposal(act.tx, input.id, 'accepted', act.accountId, act.now)
  await knowRows(act.tx)
  const kept = standing.length - changing.length
  act.about('proposal', input.id, { pairs: pairs.length, ended: ended.size, kept })
  return { pairs: pairs.length, ended: ended.size, kept }
}

type Ended = ReadonlyMap<string, { pairId: string; further: readonly string[] }>

/** Ends the pairs that a re-matching gives up; their further helpers stay with the family. */
async function endGivenUp(act: Act, changing: readonly Standing[]): Promise<Ended> {
  const present = changing.filter((line) => line.presentHelperId !== null)
  const live = await store.livePairsOf(
    act.tx,
    present.map((line) => line.householdId),
  )
  const refused = present.filter((line) => live.get(line.householdId)?.helperId !== line.presentHelperId)
  refuseLines(refused.map((line) => [line.householdId, 'paired']))
  await helpers.lockLoads(act.tx, [
    ...new Set([
      ...changing.map((line) => line.helperId),
      ...[...live.values()].flatMap((pair) => [pair.helperId, ...pair.further]),
    ]),
  ])
  await store.endPairs(
    act.tx,
    [...live.values()].map((pair) => pair.pairId),
    act.today,
    'lead_changed',
  )
  return live
}

/** Takes the loads and refuses, with every line named, when a family or a helper is no longer what it was. */
async function refuseChanged(act: Act, changing: readonly Standing[], ended: Ended): Promise<void> {
  const loads = new Map<string, number>()
  const add = (helperId: string) => loads.set(helperId, (loads.get(helperId) ?? 0) + 1)
  for (const { helperId, householdId } of changing) {
    add(helperId)
    for (const further of ended.get(householdId)?.further ?? []) if (further !== helperId) add(further)
  }
  const already = await store.pairedAmong(
    act.tx,
    changing.map((line) => line.householdId),
  )
  await helpers.lockLoads(act.tx, [...loads.keys()])
  const took = new Set((await helpers.takeFamilies(act.tx, loads)).map((one) => one.helperId))
  refuseLines(
    changing.flatMap((line): [string, Refused][] => {
      if (!line.registered) return [[line.householdId, 'withdrawn']]
      if (already.has(line.householdId)) return [[line.householdId, 'paired']]
      return took.has(line.helperId) ? [] : [[line.householdId, 'helper_full']]
    }),
  )
}

type Refused = 'withdrawn' | 'paired' | 'helper_full'

function refuseLines(refused: readonly (readonly [string, Refused])[]): void {
  if (refused.length > 0)
    throw new Problem('conflict', pairingWords.cannotAccept, {
      parameters: { count: refused.length },
      data: { lines: refused.slice(0, 200).map(([householdId, reason]) => ({ householdId, reason })) },
    })
}
