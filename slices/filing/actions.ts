import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { addMonths } from '../../core/date.ts'
import { notFound } from '../../core/problem.ts'
import { afterWorkingDays } from '../../core/working-days.ts'
import type { Act } from '../../platform/server/act.ts'
import { findHousehold, touchHousehold } from '../registry/household-store.ts'
import { addChanges } from '../registry/store.ts'
import type { FileListFilter } from './contract.ts'
import { type FileRow, FileRule, type RuleFigure } from './model.ts'
import { listedBefore, ruleOf } from './rules.ts'
import * as store from './store.ts'
import { enteredLate } from './working-day-rules.ts'

const amounts = (act: Act) => store.ruleAmounts(act.tx)

function boundsOf(act: Act, { rule, area }: FileListFilter, amount: number): store.FileBounds {
  const range = area ? areaRange(area) : undefined
  return { before: listedBefore(rule, amount, act.today), areaFrom: range?.from ?? null, areaTo: range?.to ?? null }
}

/** Late by working days; there are never more of them than were late by calendar days. */
async function lateFiles(act: Act, bounds: store.FileBounds, workingDays: number): Promise<FileRow[]> {
  const rows = await store.enteredAfter(act.tx, workingDays, bounds)
  return rows.filter((row) => row.until !== null && enteredLate(row.since, row.until, workingDays))
}

/** Until when an original is kept, or the receiving body has time to confirm. */
function withDue(rule: FileRule, amount: number, rows: FileRow[]): FileRow[] {
  if (ruleOf(rule) === 'withdrawn') return rows.map((row) => ({ ...row, until: addMonths(row.since, 12 * amount) }))
  if (rule === 'transfers') return rows.map((row) => ({ ...row, until: afterWorkingDays(row.since, amount) }))
  return rows
}

export async function listFiles(
  act: Act,
  input: FileListFilter & { limit: number; offset: number },
): Promise<{ rows: FileRow[]; more: boolean }> {
  const { rule, limit, offset } = input
  const amount = (await amounts(act))[rule]
  const bounds = boundsOf(act, input, amount)
  if (rule === 'late_entry') {
    const rows = await lateFiles(act, bounds, amount)
    return { rows: rows.slice(offset, offset + limit), more: rows.length > offset + limit }
  }
  const rows = await store.listFiles(act.tx, rule, bounds, limit + 1, offset)
  return { rows: withDue(rule, amount, rows.slice(0, limit)), more: rows.length > limit }
}

export async function countFiles(act: Act, input: FileListFilter): Promise<{ total: number }> {
  const amount = (await amounts(act))[input.rule]
  const bounds = boundsOf(act, input, amount)
  if (input.rule === 'late_entry') return { total: (await lateFiles(act, bounds, amount)).length }
  return { total: await store.countFiles(act.tx, input.rule, bounds) }
}

export async function listRules(act: Act): Promise<{ rows: RuleFigure[] }> {
  const figures = await amounts(act)
  const rows: RuleFigure[] = []
  for (const rule of FileRule.options)
    rows.push({ rule, amount: figures[rule], total: (await countFiles(act, { rule })).total })
  return { rows }
}

export async function changeRule(act: Act, input: { rule: FileRule; amount: number }): Promise<Record<string, never>> {
  await store.setRule(act.tx, ruleOf(input.rule), input.amount, act.accountId)
  act.about('file_rule', input.rule, { amount: input.amount })
  return {}
}

/** Files that were gone through: the history says so, and they leave the list of the year. */
export async function reviewFiles(
  act: Act,
  input: { householdIds: readonly string[]; why: string },
): Promise<{ reviewed: number }> {
  let reviewed = 0
  for (const id of new Set(input.householdIds)) {
    const household = await findHousehold(act.tx, id)
    if (household?.status !== 'registered') continue
    await touchHousehold(act.tx, id)
    await addChanges(act.tx, [
      {
        id: randomUUIDv7(),
        householdId: id,
        areaCode: household.areaCode,
        organisationLine: household.organisationLine,
        at: act.now.toISOString(),
        accountId: act.accountId,
        subject: 'household',
        field: 'reviewed',
        oldValue: null,
        newValue: act.today,
        why: input.why,
        from: act.today,
      },
    ])
    reviewed++
  }
  act.about('file_rule', 'not_reviewed', { count: reviewed })
  return { reviewed }
}

export async function receiveFile(act: Act, input: { id: string; note: string }): Promise<Record<string, never>> {
  const received = { on: act.today, by: act.accountId, note: input.note || null }
  const transfer = await store.receiveTransfer(act.tx, input.id, received)
  if (!transfer) throw notFound()
  act.about('household', transfer.householdId, { transfer: input.id })
  return {}
}
