import { randomInt, randomUUIDv7 } from 'node:crypto'
import { ancestorsOf, areaRange, levelOf } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { inScope } from './helper-actions.ts'
import * as lines from './line-store.ts'
import type { RunRequest } from './matching-model.ts'
import * as matching from './matching-store.ts'
import { pairingWords } from './messages.ts'
import type { Proposal } from './model.ts'
import * as proposals from './proposal-store.ts'
import { faultOf, standardRules } from './suitability-rules.ts'

export async function listProposals(act: Act, input: { limit: number; offset: number }) {
  const rows = await proposals.listProposals(act.tx, { limit: input.limit + 1, offset: input.offset })
  return { rows: rows.slice(0, input.limit), more: rows.length > input.limit }
}

export async function startProposal(act: Act, input: RunRequest): Promise<{ id: string }> {
  if (!inScope(act.scope, input.areaCode))
    throw new Problem('bad_input', pairingWords.noSuchArea, {
      fields: [{ field: 'areaCode', text: pairingWords.noSuchArea }],
    })
  if (input.rules && !input.preview) throw new Problem('bad_input', pairingWords.draftOnlyPreview)
  for (const [at, rule] of (input.rules ?? []).entries()) {
    const text = faultOf(rule)
    if (text) throw new Problem('bad_input', text, { fields: [{ field: `rules.${at}.expression`, text }] })
  }
  if (input.basedOn) await getProposal(act, { id: input.basedOn })
  const id = randomUUIDv7()
  const inForce = await proposals.findRules(act.tx)
  await proposals.addProposal(act.tx, {
    ...input,
    id,
    // Kept with the proposal: among equally good matchings the seed decides, not the alphabet.
    seed: randomInt(1, 2_147_483_647),
    createdBy: act.accountId,
    usedRules: input.rules ?? inForce?.rules ?? standardRules,
    rulesVersion: input.rules ? null : (inForce?.version ?? 0),
  })
  if (input.basedOn) await lines.copyExclusions(act.tx, input.basedOn, id)
  await act.services.background.send(act.tx, 'pairing.propose', { proposalId: id })
  act.about('proposal', id, { area: input.areaCode, rematch: input.rematch, preview: input.preview })
  return { id }
}

export async function getProposal(act: Act, input: { id: string }): Promise<Proposal> {
  const proposal = await proposals.findProposal(act.tx, input.id)
  if (!proposal) throw notFound()
  act.about('proposal', proposal.id)
  return proposal
}

/** A run that has not begun ends at once; one that is on its way is told and ends within a second. */
export async function cancelProposal(act: Act, input: { id: string }): Promise<Record<string, never>> {
  const proposal = await proposals.lockProposal(act.tx, input.id)
  if (!proposal) throw notFound()
  if (proposal.state !== 'running') throw new Problem('conflict', pairingWords.notRunning)
  if (proposal.stage === 'waiting')
    await proposals.failProposal(act.tx, input.id, 'cancelled', pairingWords.cancelledWaiting)
  else await proposals.askCancel(act.tx, input.id)
  act.about('proposal', input.id)
  return {}
}

type SetInput = { area: string; unit?: string | undefined; category?: string | undefined; rematch?: string | undefined }

export async function describeSet(act: Act, input: SetInput) {
  const range = areaRange(input.area)
  const counts = await matching.countSet(act.tx, {
    areaFrom: range.from,
    areaTo: range.to,
    unitId: input.unit ?? null,
    category: input.category ?? null,
    rematch: input.rematch === 'true',
  })
  const room = await matching.countRoom(act.tx, { ...range, above: ancestorsOf(input.area) })
  return { ...counts, ...room, quotas: (await matching.listQuotas(act.tx)).length }
}

export async function scoreOf(act: Act, input: { id: string }) {
  await getProposal(act, input)
  const run = await proposals.runOf(act.tx, input.id)
  const names = new Map((run?.rules ?? standardRules).map((rule) => [rule.key, rule.name]))
  const rows = await lines.sumReasons(act.tx, input.id)
  return {
    total: rows.reduce((sum, row) => sum + Number(row.cost), 0),
    rules: rows.map((row) => ({
      rule: row.rule,
      name: names.get(row.rule) ?? { zh: row.rule, en: row.rule },
      cost: Number(row.cost),
      lines: Number(row.lines),
    })),
  }
}

// How many digits of a code say which area stands one level below.
const digitsBelow = { country: 2, province: 4, prefecture: 6, county: 9, township: 12, village: 12 } as const

export async function linesByArea(act: Act, input: { id: string; parent?: string | undefined }) {
  const proposal = await getProposal(act, input)
  const parent = input.parent ?? proposal.areaCode
  const rows = await lines.sumByArea(act.tx, input.id, { ...areaRange(parent), digits: digitsBelow[levelOf(parent)] })
  return { rows }
}

export async function loadsOf(act: Act, input: { id: string; by: 'helper' | 'unit'; limit: number; offset: number }) {
  await getProposal(act, input)
  const { limit, offset } = input
  const rows = await lines.listLoads(act.tx, input.id, input.by, { limit: limit + 1, offset })
  const quotas = new Map((await matching.listQuotas(act.tx)).map((quota) => [quota.organisationId, quota.most]))
  return {
    rows: rows
      .slice(0, limit)
      .map(({ total: _, ...row }) => ({ ...row, most: input.by === 'unit' ? (quotas.get(row.id) ?? null) : null })),
    more: rows.length > limit,
    total: rows[0]?.total ?? 0,
  }
}

export async function compareProposals(act: Act, input: { one: string; other: string; limit: number; offset: number }) {
  const [one, other] = [await getProposal(act, { id: input.one }), await getProposal(act, { id: input.other })]
  const page = { limit: input.limit + 1, offset: input.offset }
  const rows = await lines.differing(act.tx, input.one, input.other, page)
  const sums = [await lines.sumReasons(act.tx, input.one), await lines.sumReasons(act.tx, input.other)] as const
  const keys = [...new Set(sums.flatMap((sum) => sum.map((row) => row.rule)))]
  const sumOf = (at: 0 | 1, rule: string) => Number(sums[at].find((row) => row.rule === rule)?.cost ?? 0)
  return {
    one,
    other,
    rules: keys.map((rule) => ({ rule, one: sumOf(0, rule), other: sumOf(1, rule) })),
    total: rows[0]?.total ?? 0,
    rows: rows.slice(0, input.limit).map(({ total: _, ...row }) => row),
    more: rows.length > input.limit,
  }
}

/** The proposal with its row locked, ready and not decided. */
export async function openProposal(act: Act, id: string): Promise<Proposal> {
  const proposal = await proposals.lockProposal(act.tx, id)
  if (!proposal) throw notFound()
  if (proposal.state === 'running') throw new Problem('conflict', pairingWords.stillRunning)
  if (proposal.state === 'failed' || proposal.state === 'cancelled')
    throw new Problem('conflict', pairingWords.runWithoutResult)
  if (proposal.state !== 'ready')
    throw new Problem('conflict', pairingWords.decided, {
      parameters: { by: proposal.decidedBy ?? '' },
      data: { state: proposal.state },
    })
  return proposal
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
