import { areaRange } from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { ArrearsFilter } from './contract.ts'
import { firstDay, monthsBack } from './rules.ts'
import { type ArrearsBounds, watches } from './store.ts'

/** A filter of the address bar as the database compares it: no line is looked at before payments of it are on file. */
export async function boundsOf(tx: Transaction, today: Day, filter: ArrearsFilter): Promise<ArrearsBounds> {
  const { line, area, from, to, state, age, household } = filter
  const thisMonth = monthsBack(today, 0)
  const first = from ? firstDay(from) : `${Number(today.slice(0, 4)) - 1}-01-01`
  // A month is owed once it is over: the one that runs need not be looked at for what is owed.
  const newest = state === 'owed' || age ? monthsBack(today, 1) : thisMonth
  const last = to && firstDay(to) < newest ? firstDay(to) : newest
  const range = area ? areaRange(area) : undefined
  const watched = (await watches(tx)).flatMap((one) =>
    one.fromMonth !== null && (line === undefined || one.line === line)
      ? [{ line: one.line, from: [one.fromMonth, first].sort().at(-1) ?? first }]
      : [],
  )
  return { watched, to: last, thisMonth, areaFrom: range?.from, areaTo: range?.to, state, age, household }
}
