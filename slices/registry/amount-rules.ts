import type { Amount } from './model.ts'

/** Annual fen by kind as a form holds it; a kind that is left out is not known. */
export type AmountsByKind = {
  income?: Record<string, string | undefined>
  expenditure?: Record<string, string | undefined>
}

/** Sums by side and kind, for a form that asks for the household as a whole. */
export function amountsByKind(amounts: readonly Amount[]): Record<Amount['side'], Record<string, string>> {
  const sums = { income: {} as Record<string, string>, expenditure: {} as Record<string, string> }
  for (const { side, kind, annualFen } of amounts)
    sums[side][kind] = (BigInt(sums[side][kind] ?? '0') + BigInt(annualFen)).toString()
  return sums
}

/**
 * What is saved for a form by kind: kinds whose sum is unchanged keep their lines, and with them which member earns
 * what; a changed sum becomes one line of the household. Undefined when nothing changed, so that nothing is replaced.
 */
export function changedAmounts(before: readonly Amount[], filled: AmountsByKind): Amount[] | undefined {
  const sums = amountsByKind(before)
  let changed = false
  const after: Amount[] = []
  for (const side of ['income', 'expenditure'] as const) {
    for (const kind of new Set([...Object.keys(sums[side]), ...Object.keys(filled[side] ?? {})])) {
      const annualFen = filled[side]?.[kind] || undefined
      if (annualFen === sums[side][kind])
        after.push(...before.filter((amount) => amount.side === side && amount.kind === kind))
      else changed = true
      if (annualFen !== undefined && annualFen !== sums[side][kind])
        after.push({ side, kind, personId: null, annualFen })
    }
  }
  return changed ? after : undefined
}
