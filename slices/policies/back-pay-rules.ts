import { addMonths, type Day } from '../../core/date.ts'
import type { BackPay, Enrolment, FoundParameter } from './model.ts'

// As far back as months are looked at: longer is for the archive, not for a counter.
const mostMonths = 24

/** What the policy says of a first day of a month, by what is on file of the family now. */
export type MonthlyAnswer = { readonly fen: bigint; readonly trace: readonly FoundParameter[] }

/**
 * What was paid too little in months that are over because a standard was published after it held: 1 January, published in
 * March. Other differences, such as an income that changed, are no back payment. Undefined where nothing is owed so.
 * @param enrolments of this policy, also those that ended
 * @param publishedOn the day on which a parameter that was found was published; null where that is not on file
 */
export function backPayOf(
  enrolments: readonly Enrolment[],
  answerOn: (day: Day) => MonthlyAnswer,
  publishedOn: (found: FoundParameter) => Day | null,
  today: Day,
): BackPay | undefined {
  const thisMonth = `${today.slice(0, 7)}-01`
  let late: { fromDay: Day; months: number; totalFen: bigint; found: FoundParameter; publishedOn: Day } | undefined
  for (let back = mostMonths; back > 0; back--) {
    const month = addMonths(thisMonth, -back)
    const received = receivedIn(enrolments, month)
    if (received === undefined) continue
    const { fen, trace } = answerOn(month)
    const found = trace.find((one) => (publishedOn(one) ?? month) > month)
    if (!found || fen <= received) continue
    late ??= { fromDay: month, months: 0, totalFen: 0n, found, publishedOn: publishedOn(found) ?? month }
    late.months++
    late.totalFen += fen - received
  }
  if (!late) return undefined
  const { found, ...told } = late
  return { ...told, totalFen: String(told.totalFen), validFrom: found.from, document: found.document }
}

/** The amount that held first in a month, as arrears are counted; undefined where nobody received or it is not known. */
function receivedIn(enrolments: readonly Enrolment[], month: Day): bigint | undefined {
  const next = addMonths(month, 1)
  const [first] = enrolments
    .filter(({ period, fromDay, toDay }) => period === 'month' && fromDay < next && (toDay === null || toDay > month))
    .toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1))
  return first?.monthlyFen === null || first === undefined ? undefined : BigInt(first.monthlyFen)
}
