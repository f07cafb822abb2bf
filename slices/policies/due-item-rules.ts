import { type Day, isDay } from '../../core/date.ts'
import { afterWorkingDays } from '../../core/working-days.ts'
import { Decimal } from '../../engines/feel/decimal.ts'
import type { ResultState } from './model.ts'
import type { PolicyFile } from './policy-model.ts'
import { whenUnset } from './unset-rules.ts'

export type ItemKind = 'new' | 'raise' | 'lower' | 'stop' | 'review'

type Answer = { readonly state: ResultState; readonly amountFen: string }

/**
 * What an answer that became another one asks somebody to do; undefined where there is nothing to do. An answer that can
 * no longer be given is a review, never a stop.
 */
export function itemKind(old: Answer, now: Answer): ItemKind | undefined {
  if (old.state === 'eligible') {
    if (now.state === 'not_eligible') return 'stop'
    if (now.state === 'unknown') return 'review'
    const difference = BigInt(now.amountFen) - BigInt(old.amountFen)
    return difference === 0n ? undefined : difference > 0n ? 'raise' : 'lower'
  }
  return now.state === 'eligible' ? 'new' : undefined
}

/**
 * By when somebody who was found entitled is to be helped, where the policy says within how many working days; null where
 * it does not, or the region has set no number.
 * @param parameterOf a parameter as it held in the family's place on the day it was found
 */
export function actBy(file: PolicyFile | undefined, foundOn: Day, parameterOf: (name: string) => unknown): Day | null {
  const name = file?.within_working_days
  if (!file || name === undefined || !isDay(foundOn)) return null
  const value = parameterOf(name)
  const days = value instanceof Decimal ? value : whenUnset(file, name)?.number
  return days ? afterWorkingDays(foundOn, Math.floor(Number(days.toString()))) : null
}
