import { randomInt, randomUUIDv7 } from 'node:crypto'
import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { knowRows } from '../../platform/server/database.ts'
import { inScope } from './helper-actions.ts'
import * as helpers from './helper-store.ts'
import { costOf, loadReason, type Offer, reasonsFor, type Seeker } from './matching-rules.ts'
import { pairingWords } from './messages.ts'
import type { Proposal, ProposalLine, Reason } from './model.ts'
import * as proposals from './proposal-store.ts'
import * as store from './store.ts'

export async function listProposals(act: Act, input: { limit: number; offset: number }) {
  const rows = await proposals.listProposals(act.tx, { limit: input.limit + 1, offset: input.offset })
  return { rows: rows.slice(0, input.limit), more: rows.length > input.limit }
}

export async function startProposal(act: Act, input: { areaCode: string }): Promise<{ id: string }> {
  if (!inScope(act.scope, input.areaCode))
    throw new Problem('bad_input', pairingWords.noSuchArea, {
      fields: [{ field: 'areaCode', text: pairingWords.noSuchArea }],
    })
  const id = randomUUIDv7()
  // Kept with the proposal: among equally good matchings the seed decides, not the alphabet.
  const seed = randomInt(1, 2_147_483_647)
  await proposals.addProposal(act.tx, { id, areaCode: input.areaCode, seed, createdBy: act.accountId })
  await act.services.background.send(act.tx, 'pairing.propose', { proposalId: id })
  act.about('proposal', id, { area: input.areaCode })
  return { id }
}

export async function getProposal(act: Act, input: { id: string }): Promise<Proposal> {
  const proposal = await proposals.findProposal(act.tx, input.id)
  if (!proposal) throw notFound()
  act.about('proposal', proposal.id)
  return proposal
}

type LineFilter = { id: string; state?: 'standing' | 'dropped' | 'unserved' | undefined }

export async function listLines(
  act: Act,
  input: LineFilter & {
    sort: 'area' | 'cost' | 'helper' | 'head'
    order: 'asc' | 'desc'
    limit: number
    offset: number
  },
): Promise<{ rows: ProposalLine[]; more: boolean }> {
  const { limit, offset, sort, order, ...filter } = input
  await getProposal(act, filter)
  const rows = await proposals.listLines(act.tx, filter, { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export async function countLines(act: Act, filter: LineFilter): Promise<{ total: number }> {
  await getProposal(act, filter)
  return { total: await proposals.countLines(act.tx, filter) }
}

// More than a person compares.
const mostShown = 30

export async function listCandidates(
  act: Act,
  input: { id: string; householdId: string; search?: string | undefined },
) {
  const { seeker, offers } = await lineWithOffers(act, input)
  const search = input.search ?? ''
  const rows = offers
    .filter((offer) => `${offer.name} ${offer.unit ?? ''}`.includes(search) && !seeker.kin.includes(offer.id))
    .map((offer) => {
      const why = reasonsOf(seeker, offer)
      return { helperId: offer.id, name: offer.name, post: offer.post, unit: offer.unit, cost: costOf(why), why }
    })
    .sort((one, other) => one.cost - other.cost)
  return { rows: rows.slice(0, mostShown) }
}

const reasonsOf = (seeker: Seeker, offer: Offer): Reason[] => [...reasonsFor(seeker, offer), loadReason(offer.families)]

/** The family of a line and everybody who could take it besides what the other lines already ask of them. */
async function lineWithOffers(act: Act, input: { id: string; householdId: string }) {
  const proposal = await getProposal(act, input)
  const seeker = await proposals.findSeeker(act.tx, input.householdId)
  if (!seeker || !(await proposals.findLine(act.tx, input.id, input.householdId))) throw notFound()
  const area = { ...areaRange(proposal.areaCode), above: ancestorsOf(proposal.areaCode) }
  const offers = await proposals.offersFor(act.tx, area, { id: input.id, but: input.householdId })
  return { proposal, seeker, offers }
}

export async function changeLine(
  act: Act,
  input: { id: string; householdId: string; helperId: string | null },
): Promise<{ version: number }> {
  const proposal = await openProposal(act, input.id)
  if (!(await proposals.findLine(act.tx, input.id, input.householdId))) throw notFound()
  await proposals.changeLine(
    act.tx,
    input.id,
    input.householdId,
    input.helperId ? await lineWith(act, input, input.helperId) : null,
  )
  await proposals.touchProposal(act.tx, input.id)
  act.about('proposal', input.id, { householdId: input.householdId, helperId: input.helperId })
  return { version: proposal.version + 1 }
}

/** The line with another helper, who must have room besides the other lines. */
async function lineWith(act: Act, input: { id: string; householdId: string }, helperId: string) {
  const helper = await helpers.findHelper(act.tx, helperId)
  if (!helper) throw notFound()
  const { seeker } = await lineWithOffers(act, input)
  const everywhere = { from: '0', to: '~', above: [] }
  const offers = await proposals.offersFor(act.tx, everywhere, { id: input.id, but: input.householdId })
  const offer = offers.find((one) => one.id === helperId)
  const named = { parameters: { name: helper.name, families: helper.families } }
  if (!offer)
    throw new Problem('conflict', helper.state === 'retired' ? pairingWords.retired : pairingWords.full, named)
  if (seeker.kin.includes(helperId)) throw new Problem('conflict', pairingWords.kin, named)
  const why = reasonsOf(seeker, offer)
  return { helperId, cost: costOf(why), why }
}

/** The proposal with its row locked, ready and not decided. */
async function openProposal(act: Act, id: string): Promise<Proposal> {
  const proposal = await proposals.lockProposal(act.tx, id)
  if (!proposal) throw notFound()
  if (proposal.state === 'running') throw new Problem('conflict', pairingWords.stillRunning)
  if (proposal.state !== 'ready')
    throw new Problem('conflict', pairingWords.decided, {
      parameters: { by: proposal.decidedBy ?? '' },
      data: { state: proposal.state },
    })
  return proposal
}

/** All standing lines become pairs, or none: families and helpers are checked again at this moment. */
export async function acceptProposal(act: Act, input: { id: string; version: number }): Promise<{ pairs: number }> {
  const proposal = await openProposal(act, input.id)
  if (proposal.version !== input.version)
    throw new Problem('conflict', pairingWords.proposalChanged, { data: { version: proposal.version } })
  const lines = await proposals.standingLines(act.tx, input.id)
  const all = await proposals.countLines(act.tx, { id: input.id })
  // Somebody with a narrower scope sees fewer lines than the run wrote.
  if (all !== proposal.households) throw new Problem('conflict', pairingWords.proposalTooWide)
  if (lines.length === 0) throw new Problem('conflict', pairingWords.nothingToAccept)
  await refuseChanged(act, lines)
  const pairs = lines.map(
    (line): store.NewPair => ({
      id: randomUUIDv7(),
      householdId: line.householdId,
      helperId: line.helperId,
      furtherHelperIds: [],
      kind: null,
      organisationId: null,
      since: act.today,
      previousPairId: null,
      proposalId: input.id,
      importId: null,
      createdBy: act.accountId,
    }),
  )
  const paired = await store.insertPairs(act.tx, pairs)
  refuseLines(lines.filter((line) => !paired.has(line.householdId)).map((line) => [line.householdId, 'paired']))
  await proposals.decideProposal(act.tx, input.id, 'accepted', act.accountId, act.now)
  await knowRows(act.tx)
  act.about('proposal', input.id, { pairs: pairs.length })
  return { pairs: pairs.length }
}

type Standing = { householdId: string; helperId: string; registered: boolean }

/** Takes the loads and refuses, with every line named, when a family or a helper is no longer what it was. */
async function refuseChanged(act: Act, lines: readonly Standing[]): Promise<void> {
  const loads = new Map<string, number>()
  for (const { helperId } of lines) loads.set(helperId, (loads.get(helperId) ?? 0) + 1)
  const already = await store.pairedAmong(
    act.tx,
    lines.map((line) => line.householdId),
  )
  await helpers.lockLoads(act.tx, [...loads.keys()])
  const took = new Set((await helpers.takeFamilies(act.tx, loads)).map((one) => one.helperId))
  refuseLines(
    lines.flatMap((line): [string, Refused][] => {
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

export async function discardProposal(act: Act, input: { id: string }): Promise<Record<string, never>> {
  const proposal = await proposals.lockProposal(act.tx, input.id)
  if (!proposal) throw notFound()
  if (proposal.state === 'accepted' || proposal.state === 'discarded')
    throw new Problem('conflict', pairingWords.decided, { parameters: { by: proposal.decidedBy ?? '' } })
  await proposals.decideProposal(act.tx, input.id, 'discarded', act.accountId, act.now)
  act.about('proposal', input.id)
  return {}
}
