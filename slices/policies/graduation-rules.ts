import type { Case } from './case-rules.ts'
import { dibaoStandard } from './dibao-rules.ts'
import { exact, isAbove } from './exact-rules.ts'

const monthsNeeded = 6

/** Out of hardship (脱困): in each of the last six months income per person was above the standard of its first day. */
export function graduated(one: Case): boolean | undefined {
  const months = one.need(
    'last_six_months',
    one.facts.last_six_months?.length === monthsNeeded ? one.facts.last_six_months : undefined,
  )
  if (!months) return undefined
  const above = months.map(({ month, per_capita_fen }) => {
    const income = one.need('last_six_months.per_capita_fen', per_capita_fen)
    const standard = one.parameter(dibaoStandard, `${month}-01`)
    return income === undefined || !standard ? undefined : isAbove(exact(BigInt(income)), standard)
  })
  return above.includes(undefined) ? undefined : above.every((one) => one === true)
}
