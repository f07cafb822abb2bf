import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { classOf } from '../aid/rules.ts'
import { addAidLines } from '../aid/store.ts'
import type { ArrearsFilter, ArrearsListInput, LineFigures } from './contract.ts'
import { arrearsWords as words } from './messages.ts'
import { type ArrearsAge, type ArrearsRow, ArrearsAge as ages, type Line, lineKinds } from './model.ts'
import { firstDay, monthsBack, readKey } from './rules.ts'
import * as store from './store.ts'

/** A filter of the address bar as the database compares it: no line is looked at before payments of it are on file. */
async function boundsOf(act: Act, filter: ArrearsFilter): Promise<store.ArrearsBounds> {
  const { line, area, from, to, state, age, household } = filter
  const thisMonth = monthsBack(act.today, 0)
  const first = from ? firstDay(from) : `${Number(act.today.slice(0, 4)) - 1}-01-01`
  const last = to && firstDay(to) < thisMonth ? firstDay(to) : thisMonth
  const range = area ? areaRange(area) : undefined
  const watched = (await store.watches(act.tx)).flatMap((one) =>
    one.fromMonth !== null && (line === undefined || one.line === line)
      ? [{ line: one.line, from: [one.fromMonth, first].sort().at(-1) ?? first }]
      : [],
  )
  return { watched, to: last, thisMonth, areaFrom: range?.from, areaTo: range?.to, state, age, household }
}

export async function listArrears(act: Act, input: ArrearsListInput): Promise<{ rows: ArrearsRow[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const bounds = await boundsOf(act, filter)
  const rows = await store.listArrears(act.tx, bounds, { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit).map(({ receiverId: _, ...row }) => row), more: rows.length > limit }
}

export const countArrears = async (act: Act, filter: ArrearsFilter): Promise<{ total: number }> => ({
  total: await store.countArrears(act.tx, await boundsOf(act, filter)),
})

const sum = (parts: readonly store.ArrearsPart[], of: 'dueFen' | 'paidFen' | 'owedFen'): string =>
  parts.reduce((all, part) => all + BigInt(part[of]), 0n).toString()
const count = (parts: readonly store.ArrearsPart[]): number =>
  parts.reduce((all, { months }) => all + Number(months), 0)

/** The numbers on top; each opens exactly the list it counts. */
export async function getFigures(act: Act, filter: Pick<ArrearsFilter, 'area' | 'from' | 'to'>) {
  const bounds = await boundsOf(act, filter)
  const parts = await store.sumArrears(act.tx, bounds)
  const receivers = await store.countReceivers(act.tx, bounds)
  const owed = parts.filter(({ state }) => state === 'owed')
  const lines = (await store.watches(act.tx)).map(({ line, fromMonth, version }): LineFigures => {
    const own = parts.filter((part) => part.line === line)
    const ownOwed = owed.filter((part) => part.line === line)
    const fresh = ownOwed.filter(({ thisYear }) => thisYear)
    const counted = receivers.filter((one) => one.line === line)
    return {
      ...{ line, version, watchedFrom: fromMonth?.slice(0, 7) ?? null },
      receivers: counted.reduce((all, one) => all + Number(one.receivers), 0),
      ...{ dueFen: sum(own, 'dueFen'), paidFen: sum(own, 'paidFen'), owedFen: sum(ownOwed, 'owedFen') },
      owedReceivers: counted.reduce((all, one) => all + Number(one.owed), 0),
      owedMonths: count(ownOwed),
      ...{ newOwedFen: sum(fresh, 'owedFen'), newOwedMonths: count(fresh) },
      unknown: count(own.filter(({ state }) => state === 'unknown')),
    }
  })
  const counties = new Map(receivers.map(({ area, areaName }) => [area, areaName]))
  return {
    lines,
    ages: ages.options.map((age: ArrearsAge) => {
      const own = owed.filter((part) => part.age === age)
      return { age, months: count(own), owedFen: sum(own, 'owedFen') }
    }),
    counties: [...counties].map(([area, name]) => ({
      ...{ area, name },
      receivers: receivers.reduce((all, one) => all + (one.area === area ? Number(one.owed) : 0), 0),
      owedFen: sum(
        owed.filter((part) => part.area === area),
        'owedFen',
      ),
    })),
  }
}

type Pay = { keys: string[]; paidOn: string; amountFen: string | null; proof: string | null }

/** Records payments in the one ledger of aid, each with the month it was for. */
export async function pay(act: Act, input: Pay): Promise<{ paid: number; paidFen: string }> {
  const refuse = (field: string, text: typeof words.notARow) =>
    new Problem('bad_input', text, { fields: [{ field, text }] })
  const keys = input.keys.map((key) => ({ key, read: readKey(key) }))
  if (keys.some(({ read }) => !read)) throw refuse('keys', words.notARow)
  if (input.paidOn > act.today) throw refuse('paidOn', words.paidInFuture)
  if (input.amountFen !== null && input.keys.length > 1) throw refuse('amountFen', words.partOfOne)
  await store.lockPayments(act.tx)
  const months = keys.flatMap(({ read }) => read?.month ?? []).sort()
  const bounds = await boundsOf(act, { from: months[0] })
  const page = { sort: 'month', order: 'asc', limit: input.keys.length, offset: 0 } as const
  const rows = await store.listArrears(act.tx, { ...bounds, keys: input.keys }, page)
  const owed = rows.filter(({ owedFen }) => owedFen !== '0')
  if (owed.length < new Set(input.keys).size) throw new Problem('conflict', words.nothingOwed)
  const [only] = owed
  if (input.amountFen !== null && only && BigInt(input.amountFen) > BigInt(only.owedFen))
    throw refuse('amountFen', words.moreThanOwed)
  const lines = owed.map((row) => {
    const { kind } = lineKinds[row.line as Line]
    return {
      ...{ id: randomUUIDv7(), householdId: row.householdId, givenOn: input.paidOn, recordedBy: act.accountId },
      ...{ kind, ...classOf(kind), source: 'finance' as const, amountFen: input.amountFen ?? row.owedFen },
      ...{ personId: row.receiverId === row.householdId ? null : row.receiverId, proof: input.proof, month: row.month },
    }
  })
  await addAidLines(
    act.tx,
    lines.map(({ month: _, ...line }) => line),
  )
  await store.addLinePayments(
    act.tx,
    lines.map(({ id, month }) => ({ aidLineId: id, month: firstDay(month) })),
  )
  const paidFen = lines.reduce((all, { amountFen }) => all + BigInt(amountFen), 0n).toString()
  act.about('arrears', lines[0]?.id ?? '', { paid: lines.length, paidFen, paidOn: input.paidOn })
  return { paid: lines.length, paidFen }
}

/** From which month payments of a line are on file: before it nothing is told as owed. */
export async function watch(
  act: Act,
  input: { line: Line; fromMonth: string; version: number },
): Promise<Record<string, never>> {
  if ((await store.saveWatch(act.tx, input.line, firstDay(input.fromMonth), input.version)) === 0)
    throw new Problem('conflict', words.watchMeanwhile)
  act.about('arrears_line', input.line, { fromMonth: input.fromMonth })
  return {}
}
