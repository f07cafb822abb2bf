import { setTimeout as pause } from 'node:timers/promises'
import { ancestorsOf, areaRange } from '../../core/area-code.ts'
import { say, type Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import type { Services } from '../../platform/server/act.ts'
import { knowRows, type Scope, type Transaction, withScope } from '../../platform/server/database.ts'
import { Thread } from '../../platform/server/thread.ts'
import * as lines from './line-store.ts'
import type { MatchQuestion } from './matching-actions.ts'
import * as matching from './matching-store.ts'
import type { MatchAnswer, MatchProgress } from './matching-thread-tasks.ts'
import { pairingWords } from './messages.ts'
import type { Proposal } from './model.ts'
import * as proposals from './proposal-store.ts'
import { quotaGroups } from './quota-rules.ts'
import { standardRules } from './suitability-rules.ts'

/** The program of the threads in which everything of the matching is computed. */
export const matchingProgram = new URL('./matching-thread-tasks.ts', import.meta.url)

// How often the page is told how far a run is, and the run whether it is still wanted.
const pollMs = 250

/**
 * The run of a proposal under the scope of whoever asked: read, solved in a thread beside the server's own, written. Each
 * stage commits, so that the page can follow it. A run that is cancelled leaves its sentence and nothing else.
 */
export async function runProposal(services: Services, scope: Scope, id: string): Promise<void> {
  const within = <Result>(work: (tx: Transaction) => Promise<Result>) => withScope(services.database, scope, work)
  const proposal = await within((tx) => proposals.findProposal(tx, id))
  if (proposal?.state !== 'running') return
  let names: Names = new Map()
  try {
    await within((tx) => proposals.noteProgress(tx, id, 'reading', 5))
    const read = await within((tx) => questionOf(tx, proposal))
    names = read.names
    const answer = await solved(read.question, id, within)
    await within((tx) => proposals.noteProgress(tx, id, 'writing', 90))
    await within((tx) => written(tx, proposal, answer))
  } catch (error) {
    if (!(error instanceof Problem)) {
      await within((tx) => proposals.failProposal(tx, id, 'failed', pairingWords.failed))
      throw error
    }
    const state = error.data?.refusal === 'cancelled' ? 'cancelled' : 'failed'
    const sentence = await within((tx) => sentenceOf(tx, error, names))
    await within((tx) => proposals.failProposal(tx, id, state, sentence))
  }
}

async function solved(
  question: MatchQuestion,
  id: string,
  within: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>,
): Promise<MatchAnswer> {
  // A thread of its own for each run: ending it ends nobody else's.
  const thread = new Thread(matchingProgram)
  const stop = new AbortController()
  const end = new AbortController()
  let latest: MatchProgress = { stage: 'weighing', percent: 15 }
  const watching = (async () => {
    let told = ''
    while (!end.signal.aborted) {
      const { stage, percent } = latest
      const run = await within(async (tx) => {
        if (told !== `${stage} ${percent}`) await proposals.noteProgress(tx, id, stage, percent)
        return proposals.runOf(tx, id)
      })
      told = `${stage} ${percent}`
      if (!run || run.cancelAsked || run.state !== 'running') stop.abort()
      await pause(pollMs, undefined, { signal: end.signal }).catch(() => {})
    }
  })()
  try {
    return await thread.ask<MatchAnswer>(
      { solve: question },
      {
        signal: stop.signal,
        onProgress: (progress) => {
          latest = progress as MatchProgress
        },
      },
    )
  } finally {
    end.abort()
    await watching.catch(() => {})
    await thread.close()
  }
}

type Names = Map<string, string>

/** Everything the run is decided by, and the names that a refusal has to say instead of ids. */
async function questionOf(tx: Transaction, proposal: Proposal): Promise<{ question: MatchQuestion; names: Names }> {
  const run = await proposals.runOf(tx, proposal.id)
  const range = areaRange(proposal.areaCode)
  const seekers = await matching.seekersIn(tx, {
    areaFrom: range.from,
    areaTo: range.to,
    unitId: proposal.unitId,
    category: proposal.category,
    rematch: proposal.rematch,
  })
  const freed = new Map<string, number>()
  for (const { present } of seekers) if (present) freed.set(present, (freed.get(present) ?? 0) + 1)
  const area = { ...range, above: ancestorsOf(proposal.areaCode) }
  const offers = await matching.offersFor(tx, area, { freed })
  const quotas = run?.quotas ? await matching.listQuotas(tx) : []
  const released = offers.map((offer) => ({ ...offer, families: -(freed.get(offer.id) ?? 0) }))
  const { groups, groupOf } = quotaGroups(quotas, [...(await matching.loadsByPlace(tx)), ...released])
  const known = new Set(seekers.map((seeker) => seeker.id))
  const here = new Set(offers.map((offer) => offer.id))
  const within = (pair: { household: string; helper: string }) => known.has(pair.household) && here.has(pair.helper)
  const locked = proposal.basedOn ? await lines.heldPairs(tx, proposal.basedOn) : []
  const excluded = await lines.exclusionsOf(tx, proposal.id)
  const names: Names = new Map([
    ...offers.map((offer) => [offer.id, offer.name] as const),
    ...quotas.map((quota) => [quota.id, quota.name] as const),
  ])
  return {
    question: {
      seekers,
      offers: offers.map((offer) => ({ ...offer, group: groupOf(offer) })),
      rules: run?.rules ?? standardRules,
      seed: proposal.seed,
      keepGain: proposal.keepGain,
      groups,
      locked: locked.filter(within),
      excluded: excluded.filter(within),
    },
    names,
  }
}

async function written(tx: Transaction, proposal: Proposal, answer: MatchAnswer): Promise<void> {
  const present = await proposals.lockProposal(tx, proposal.id)
  // Cancelled or discarded at the last moment: nothing is written.
  if (present?.state !== 'running') return
  await lines.replaceLines(tx, proposal.id, answer.lines)
  if (answer.book) await proposals.keepBook(tx, proposal.id, proposal.areaCode, answer.book)
  await proposals.finishProposal(tx, proposal.id, { ...answer, households: answer.lines.length })
  await knowRows(tx)
}

const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A refusal in both languages with people and units named. */
async function sentenceOf(tx: Transaction, problem: Problem, known: Names): Promise<Text> {
  const ids = [...new Set(Object.values(problem.parameters).flatMap((value) => String(value).match(idPattern) ?? []))]
  const names = new Map([
    ...known,
    ...(await lines.headNames(
      tx,
      ids.filter((id) => !known.has(id)),
    )),
  ])
  const parameters = Object.fromEntries(
    Object.entries(problem.parameters).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.replace(idPattern, (id) => names.get(id) ?? id.slice(-4)) : value,
    ]),
  )
  return { zh: say(problem.text, 'zh', parameters), en: say(problem.text, 'en', parameters) }
}
