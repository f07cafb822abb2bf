import type { ResultState } from './model.ts'

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
