import { sixDigits } from '../../core/area-code.ts'
import { addDays } from '../../core/date.ts'
import { Decimal } from '../../engines/feel/decimal.ts'
import type { Transaction } from '../../platform/server/database.ts'
import { parameterBook } from './parameter-rules.ts'
import { parametersInForce } from './parameter-store.ts'
import { ParameterViews } from './policy-evaluate-rules.ts'
import { daysToLook, fellBackIn } from './watch-rules.ts'
import { dueAgain, noteRelapses, type WatchedMonth, watchedMonths } from './watch-store.ts'

const standard = 'dibao_standard_monthly_fen'

/**
 * Looks whether families under watch fell back: a month's income per person not above the standard of the first of that
 * month, or entitled to dibao again. Each becomes work once. @param householdIds null: all of them. Gives how many.
 */
export async function watchFamilies(
  tx: Transaction,
  householdIds: readonly string[] | null,
  today: string,
): Promise<number> {
  const months = await watchedMonths(tx, householdIds)
  const again = await dueAgain(tx, householdIds)
  if (months.length === 0 && again.length === 0) return 0
  const views = new ParameterViews(parameterBook(await parametersInForce(tx, [standard])))
  const standardOf = ({ areaCode, residence, month }: WatchedMonth): string | null => {
    const { value } = views.find(standard, sixDigits(areaCode), residence, `${month}-01`)
    return value instanceof Decimal ? String(value) : null
  }
  const found = new Map(again.map(({ watchId, month }) => [watchId, month]))
  for (const [watchId, told] of Map.groupBy(months, (one) => one.watchId)) {
    const month = fellBackIn(
      told.map((one) => ({ ...one, incomeFen: BigInt(one.incomeFen), standardFen: standardOf(one) })),
    )
    if (month !== undefined) found.set(watchId, month)
  }
  const relapses = [...found].map(([watchId, month]) => ({ watchId, month }))
  await noteRelapses(tx, relapses, today, addDays(today, daysToLook))
  return relapses.length
}
