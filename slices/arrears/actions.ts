import { randomUUIDv7 } from 'node:crypto'
import { Problem } from '../../core/problem.ts'
import { formatFen } from '../../core/yuan.ts'
import type { Act } from '../../platform/server/act.ts'
import { classOf } from '../aid/rules.ts'
import { addAidLines } from '../aid/store.ts'
import { boundsOf } from './bounds-store.ts'
import type { ArrearsFilter, ArrearsListInput, LineFigures, ReceiverFilter, ReceiverListInput } from './contract.ts'
import { arrearsWords as words } from './messages.ts'
import {
  type ArrearsAge,
  type ArrearsReceiver,
  type ArrearsRow,
  ArrearsAge as ages,
  type Line,
  lineKinds,
} from './model.ts'
import { firstDay, readKey } from './rules.ts'
import * as store from './store.ts'

export async function listArrears(act: Act, input: ArrearsListInput): Promise<{ rows: ArrearsRow[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const bounds = await boundsOf(act.tx, act.today, filter)
  const rows = await store.listArrears(act.tx, bounds, { sort, order, limit: limit + 1, offset })
  return { rows: rows.slice(0, limit).map(({ receiverId: _, ...row }) => row), more: rows.length > limit }
}

export const countArrears = async (act: Act, filter: ArrearsFilter): Promise<{ total: number }> => ({
  total: await store.countArrears(act.tx, await boundsOf(act.tx, act.today, filter)),
})

/** All months of a receiver are summed; whether something is owed is asked of the whole. */
const receiverBounds = (act: Act, { state: _, ...filter }: ReceiverFilter) => boundsOf(act.tx, act.today, filter)

export async function listReceivers(
  act: Act,
  input: ReceiverListInput,
): Promise<{ rows: ArrearsReceiver[]; more: boolean }> {
  const { sort, order, limit, offset, ...filter } = input
  const page = { sort, order, limit: limit + 1, offset }
  const rows = await store.listReceivers(act.tx, await receiverBounds(act, filter), filter.state === 'owed', page)
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export async function countReceivers(act: Act, filter: ReceiverFilter): Promise<{ total: number }> {
  const counted = await store.countReceivers(act.tx, await receiverBounds(act, filter))
  const total = counted.reduce((all, one) => all + Number(filter.state === 'owed' ? one.owed : one.receivers), 0)
  return { total }
}

const sum = (parts: readonly store.ArrearsPart[], of: 'dueFen' | 'paidFen' | 'owedFen'): string =>
  parts.reduce((all, part) => all + BigInt(part[of]), 0n).toString()
const count = (parts: readonly store.ArrearsPart[]): number =>
  parts.reduce((all, { months }) => all + Number(months), 0)

/** The numbers on top; each opens exactly the list it counts. */
export async function getFigures(act: Act, filter: Pick<ArrearsFilter, 'area' | 'from' | 'to'>) {
  const bounds = await boundsOf(act.tx, act.today, filter)
  const { parts, receivers } = await store.figuresOf(act.tx, bounds)
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

type Pay = { keys: string[]; paidOn: string; amountFen: string | null; owedFen: string | null; proof: string | null }

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
  const bounds = await boundsOf(act.tx, act.today, { from: months[0] })
  const page = { sort: 'month', order: 'asc', limit: input.keys.length, offset: 0 } as const
  const rows = await store.listArrears(act.tx, { ...bounds, keys: input.keys }, page)
  const owed = rows.filter(({ owedFen }) => owedFen !== '0')
  if (owed.length < new Set(input.keys).size) throw new Problem('conflict', words.nothingOwed)
  const [only] = owed
  if (input.amountFen !== null && only && BigInt(input.amountFen) > BigInt(only.owedFen))
    throw refuse('amountFen', words.moreThanOwed)
  const sumOwed = owed.reduce((all, { owedFen }) => all + BigInt(owedFen), 0n)
  if (input.owedFen !== null && BigInt(input.owedFen) !== sumOwed)
    throw new Problem('conflict', words.owedOtherwise, { parameters: { amount: formatFen(sumOwed) } })
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
