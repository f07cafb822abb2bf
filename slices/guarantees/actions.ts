import { randomUUIDv7 } from 'node:crypto'
import { areaRange, levelOf } from '../../core/area-code.ts'
import { addDays, daysBetween } from '../../core/date.ts'
import { say } from '../../core/messages.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { findAidList } from '../aid/list-store.ts'
import type { CoverageFilter } from './contract.ts'
import { guaranteeWords, ruleWords } from './messages.ts'
import type { AreaCoverage, CoverageRow, Guarantee, GuaranteeDraft } from './model.ts'
import { forecast, paceDays, stateOf } from './rules.ts'
import * as store from './store.ts'

/** The part of the promise that the asker may see: its area cut with the asker's own. */
function rangeOf(act: Act, areaCode: string): store.Range {
  const { from, to } = areaRange(areaCode)
  const { areaFrom, areaTo } = act.scope
  const [, latestFrom = from] = [from, areaFrom].sort()
  const [earliestTo = to] = [to, areaTo].sort()
  return { from: latestFrom, to: earliestTo }
}

async function standing(act: Act, row: store.GuaranteeRow): Promise<Guarantee> {
  const since = addDays(act.today, -paceDays)
  const counts = await store.countCoverage(act.tx, row, rangeOf(act, row.areaCode), since)
  return {
    ...row,
    ...counts,
    daysLeft: daysBetween(act.today, row.dueOn),
    forecastOn: forecast(counts.uncovered, counts.coveredLately, act.today),
  }
}

export async function listGuarantees(act: Act, input: { state: 'open' | 'closed' }): Promise<{ rows: Guarantee[] }> {
  const rows: Guarantee[] = []
  for (const row of await store.listGuarantees(act.tx, input.state)) rows.push(await standing(act, row))
  return { rows }
}

async function guaranteeOf(act: Act, id: string): Promise<store.GuaranteeRow> {
  const row = await store.findGuarantee(act.tx, id)
  if (!row) throw notFound()
  act.about('guarantee', id)
  return row
}

// The digits that tell the areas one level below apart.
const digitsBelow = { country: 2, province: 4, prefecture: 6, county: 9, township: 12, village: 12 } as const

export async function getGuarantee(
  act: Act,
  input: { id: string },
): Promise<{ guarantee: Guarantee; areas: AreaCoverage[] }> {
  const row = await guaranteeOf(act, input.id)
  const digits = digitsBelow[levelOf(row.areaCode)]
  return {
    guarantee: await standing(act, row),
    areas: await store.countByArea(act.tx, row, rangeOf(act, row.areaCode), digits),
  }
}

export async function listCoverage(
  act: Act,
  input: CoverageFilter & { limit: number; offset: number },
): Promise<{ rows: CoverageRow[]; more: boolean; total: number }> {
  const row = await guaranteeOf(act, input.id)
  const range = rangeOf(act, input.area ?? row.areaCode)
  const missed = input.state === 'late' || input.state === 'not_yet'
  const families = await store.listCoverage(act.tx, row, range, missed ? 'missed' : input.state, input)
  const counts = await store.countCoverage(act.tx, row, range, act.today)
  const { covered, excepted, uncovered, population } = counts
  const totals: Record<string, number> = { covered, excepted, missed: uncovered, late: uncovered, not_yet: uncovered }
  const total = input.state ? (totals[input.state] ?? 0) : population
  return {
    rows: families.map(({ covered: is, excepted: by, ...family }) => ({
      ...family,
      state: stateOf(is, by, row.dueOn, act.today),
    })),
    more: input.offset + families.length < total,
    total,
  }
}

export async function createGuarantee(act: Act, draft: GuaranteeDraft): Promise<{ id: string }> {
  const list = draft.aidListId ? await findAidList(act.tx, draft.aidListId) : undefined
  if (draft.rule === 'festival_received' && !list)
    throw new Problem('bad_input', guaranteeWords.listNeeded, {
      fields: [{ field: 'aidListId', text: guaranteeWords.listNeeded }],
    })
  const dueOn = draft.dueOn ?? list?.dueOn
  if (!dueOn)
    throw new Problem('bad_input', guaranteeWords.dueNeeded, {
      fields: [{ field: 'dueOn', text: guaranteeWords.dueNeeded }],
    })
  const id = randomUUIDv7()
  const name = say(ruleWords[draft.rule], 'zh', { list: list?.name ?? '' })
  try {
    await store.addGuarantee(act.tx, {
      ...draft,
      id,
      name,
      dueOn,
      aidListId: list?.id ?? null,
      createdBy: act.accountId,
    })
  } catch (error) {
    if (violatedConstraint(error) !== 'guarantee_once') throw error
    throw new Problem('conflict', guaranteeWords.exists)
  }
  act.about('guarantee', id, { rule: draft.rule, dueOn })
  return { id }
}

export async function except(
  act: Act,
  input: { id: string; householdIds: string[]; reason: string },
): Promise<{ excepted: number }> {
  const row = await guaranteeOf(act, input.id)
  const excepted = await store.addExceptions(act.tx, row, rangeOf(act, row.areaCode), {
    ...input,
    createdBy: act.accountId,
  })
  if (excepted === 0) throw new Problem('conflict', guaranteeWords.nobodyThere)
  act.about('guarantee', row.id, { excepted, reason: input.reason })
  return { excepted }
}

export async function unexcept(act: Act, input: { id: string; householdIds: string[] }): Promise<{ ended: number }> {
  const row = await guaranteeOf(act, input.id)
  const ended = await store.removeExceptions(act.tx, row.id, input.householdIds)
  act.about('guarantee', row.id, { ended })
  return { ended }
}

export async function close(act: Act, input: { id: string }): Promise<Record<string, never>> {
  const row = await guaranteeOf(act, input.id)
  if ((await store.closeGuarantee(act.tx, row.id)) === 0) throw notFound()
  return {}
}
