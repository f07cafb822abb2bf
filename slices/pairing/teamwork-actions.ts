import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { addDays } from '../../core/date.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { changeLead, livePair } from './actions.ts'
import { findHelper } from './helper-store.ts'
import { pairingWords } from './messages.ts'
import { findBar } from './store.ts'
import type { ExceptionReason, HandOverState } from './teamwork-contract.ts'
import * as teamwork from './teamwork-store.ts'

// A family must not hang between two units for longer than this.
const daysToAnswer = 7

type HandOverInput = { state?: HandOverState | undefined; late?: boolean | undefined; household?: string | undefined }

const boundsOf = (act: Act, { late, ...rest }: HandOverInput): teamwork.HandOverBounds => ({
  ...rest,
  lateOn: late ? act.today : undefined,
})

export async function listHandOvers(act: Act, input: HandOverInput & { limit: number; offset: number }) {
  const { limit, offset, ...filter } = input
  const rows = await teamwork.listHandOvers(act.tx, boundsOf(act, filter), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countHandOvers = async (act: Act, filter: HandOverInput): Promise<{ total: number }> => ({
  total: await teamwork.countHandOvers(act.tx, boundsOf(act, filter)),
})

/** Asks another helper to take a family over. Nothing changes until that side accepts. */
export async function askHandOver(
  act: Act,
  input: { pairId: string; toHelperId: string; reason: string; note: string },
): Promise<{ id: string }> {
  const pair = await livePair(act, input.pairId)
  if (pair.helperId === input.toHelperId) throw new Problem('conflict', pairingWords.sameHelper)
  const helper = await findHelper(act.tx, input.toHelperId)
  if (!helper) throw notFound()
  const parameters = { name: helper.name }
  if (helper.state === 'retired') throw new Problem('conflict', pairingWords.retired)
  if (helper.vetting === 'waiting' || helper.vetting === 'refused')
    throw new Problem('conflict', pairingWords.notVetted, { parameters })
  const bar = await findBar(act.tx, pair.householdId, helper.id)
  if (bar) throw new Problem('conflict', bar === 'kin' ? pairingWords.kin : pairingWords.forbiddenPair, { parameters })
  const id = randomUUIDv7()
  const answerDueOn = addDays(act.today, daysToAnswer)
  try {
    await teamwork.addHandOver(act.tx, { ...input, id, note: input.note || null, answerDueOn })
  } catch (error) {
    if (violatedConstraint(error) !== 'hand_over_open') throw error
    throw new Problem('conflict', pairingWords.handOverOpen)
  }
  act.about('hand_over', id, { pairId: pair.id, toHelperId: input.toHelperId, reason: input.reason })
  return { id }
}

async function openHandOver(act: Act, id: string): Promise<teamwork.HandOverRecord> {
  const handOver = await teamwork.lockHandOver(act.tx, id)
  if (!handOver) throw notFound()
  if (handOver.state !== 'asked') throw new Problem('conflict', pairingWords.handOverDone)
  return handOver
}

/** Accepting changes the lead in the same transaction: at every moment exactly one helper answers for the family. */
export async function answerHandOver(
  act: Act,
  input: { id: string; accept: boolean; note: string },
): Promise<{ pairId: string }> {
  const handOver = await openHandOver(act, input.id)
  if (handOver.askedBy === act.accountId) throw new Problem('forbidden', pairingWords.ownHandOver)
  let newPairId: string | null = null
  if (input.accept) {
    const { version } = await livePair(act, handOver.pairId)
    const change = { id: handOver.pairId, version, helperId: handOver.toHelperId, note: handOver.reason }
    newPairId = (await changeLead(act, { ...change, reason: 'helper_moved' })).id
  }
  const state = input.accept ? 'accepted' : 'refused'
  await teamwork.answerHandOver(act.tx, handOver.id, { state, note: input.note, newPairId, at: act.now })
  act.about('hand_over', handOver.id, { state, note: input.note })
  return { pairId: newPairId ?? handOver.pairId }
}

export async function withdrawHandOver(act: Act, input: { id: string }): Promise<Record<string, never>> {
  const handOver = await openHandOver(act, input.id)
  await teamwork.answerHandOver(act.tx, handOver.id, { state: 'withdrawn', note: null, newPairId: null, at: act.now })
  act.about('hand_over', handOver.id)
  return {}
}

type ExceptionInput = { area?: string | undefined; reason?: ExceptionReason | undefined }

function exceptionBounds(act: Act, { area, reason }: ExceptionInput): teamwork.ExceptionBounds {
  const range = area ? areaRange(area) : undefined
  return { today: act.today, reason, areaFrom: range?.from, areaTo: range?.to }
}

export async function listExceptions(act: Act, input: ExceptionInput & { limit: number; offset: number }) {
  const { limit, offset } = input
  const rows = await teamwork.listExceptions(act.tx, exceptionBounds(act, input), { limit: limit + 1, offset })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const countExceptions = async (act: Act, input: ExceptionInput): Promise<{ total: number }> => ({
  total: await teamwork.countExceptions(act.tx, exceptionBounds(act, input)),
})
