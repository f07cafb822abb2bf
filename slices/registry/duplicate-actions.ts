import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { getHousehold } from './actions.ts'
import type { DuplicateFilter } from './duplicate-contract.ts'
import { duplicateWords } from './duplicate-messages.ts'
import type { Comparison, DuplicatePair, HouseholdLink, MatchRun } from './duplicate-model.ts'
import * as store from './duplicate-store.ts'
import * as households from './household-store.ts'
import * as runs from './match-run-store.ts'
import { linksOf as storedLinks } from './merge-store.ts'

const boundsOf = ({ area, household, state }: DuplicateFilter): store.PairBounds => {
  const range = area ? areaRange(area) : undefined
  return { state, household, areaFrom: range?.from, areaTo: range?.to }
}

/** Of somebody filed with another unit nothing is told but that: what the two have in common would tell who it is. */
const limited = (pair: store.PairRecord): DuplicatePair =>
  pair.one && pair.other ? pair : { ...pair, score: null, reasons: [], why: null }

export async function listDuplicates(
  act: Act,
  input: DuplicateFilter & { limit: number; offset: number },
): Promise<{ rows: DuplicatePair[]; more: boolean }> {
  const rows = await store.listPairs(act.tx, boundsOf(input), input.limit + 1, input.offset)
  return { rows: rows.slice(0, input.limit).map(limited), more: rows.length > input.limit }
}

export const countDuplicates = async (act: Act, filter: DuplicateFilter): Promise<{ total: number }> => ({
  total: await store.countPairs(act.tx, boundsOf(filter)),
})

export const lastRun = async (act: Act): Promise<{ run: MatchRun | null }> => ({
  run: (await runs.lastRun(act.tx)) ?? null,
})

/** Asks for a search through everybody; the queue does it. */
export async function startRun(act: Act): Promise<{ id: string }> {
  const id = randomUUIDv7()
  await runs.addRun(act.tx, id, act.accountId)
  await act.services.background.send(act.tx, 'registry.match', { runId: id })
  act.about('match_run', id)
  return { id }
}

/** Ends a search: the queue hears of it at its next portion, and another one may be asked for at once. */
export async function cancelRun(act: Act, { id }: { id: string }): Promise<Record<string, never>> {
  if (!(await runs.findRun(act.tx, id))) throw notFound()
  if ((await runs.cancelRun(act.tx, id)) === 0) throw new Problem('conflict', duplicateWords.runOver)
  act.about('match_run', id)
  return {}
}

/** A question of which the asker sees both sides; whoever sees only one cannot decide. */
export async function decidable(
  act: Act,
  pair: { low: string; high: string },
): Promise<store.PairRecord & { one: store.PairSide; other: store.PairSide }> {
  const found = await store.findPair(act.tx, pair.low, pair.high)
  if (!found || (!found.one && !found.other)) throw notFound()
  const { one, other } = found
  if (!one || !other) throw new Problem('forbidden', duplicateWords.otherUnit)
  return { ...found, one, other }
}

export async function compareFamilies(act: Act, input: { low: string; high: string }): Promise<Comparison> {
  const pair = await decidable(act, input)
  const one = await getHousehold(act, { id: pair.one.householdId })
  const other = await getHousehold(act, { id: pair.other.householdId })
  const ofOne = new Set(one.people.map((person) => person.id))
  const between = await store.pairsBetween(act.tx, one.id, other.id)
  act.about('household', one.id, { other: other.id })
  return {
    pair,
    one,
    other,
    same: between.map(({ low, high }) => (ofOne.has(low) ? { one: low, other: high } : { one: high, other: low })),
  }
}

export async function areDifferent(
  act: Act,
  input: { low: string; high: string; why: string },
): Promise<Record<string, never>> {
  await decidable(act, input)
  const decided = { state: 'different', at: act.now.toISOString(), by: act.accountId, why: input.why } as const
  if ((await store.decidePair(act.tx, input, decided)) === 0) throw new Problem('conflict', duplicateWords.decided)
  act.about('person', input.low, { other: input.high, why: input.why })
  return {}
}

export async function linksOf(act: Act, input: { id: string }): Promise<{ rows: HouseholdLink[] }> {
  if (!(await households.findHousehold(act.tx, input.id))) throw notFound()
  act.about('household', input.id)
  const rows = await storedLinks(act.tx, input.id)
  return {
    rows: rows.map(({ beforeVersion: _, otherBeforeVersion: __, low: ___, high: ____, ...shown }) => shown),
  }
}
