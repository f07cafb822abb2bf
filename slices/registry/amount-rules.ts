import type { Amount } from './model.ts'

/** Annual fen by kind as a form holds it; a kind that is left out is not known. */
export type AmountsByKind = {
  income?: Record<string, string | undefined>
  expenditure?: Record<string, string | undefined>
  /** Own medical expenditure by the id of the member. */
  ownMedical?: Record<string, string | undefined>
}

const isMedical = ({ side, kind }: Amount): boolean => side === 'expenditure' && kind === 'medical'

/** What each member spends on medicine, as far as it is kept by person. */
export function medicalByMember(amounts: readonly Amount[]): Record<string, string> {
  const own: Record<string, string> = {}
  for (const one of amounts)
    if (isMedical(one) && one.personId !== null)
      own[one.personId] = (BigInt(own[one.personId] ?? '0') + BigInt(one.annualFen)).toString()
  return own
}

/** The lines of members when they are others than before; undefined when they are the same or nobody's are told. */
function changedMedical(before: readonly Amount[], { ownMedical = {} }: AmountsByKind): Amount[] | undefined {
  const earlier = medicalByMember(before)
  const told = Object.entries(ownMedical).flatMap(([personId, fen]): [string, string][] =>
    fen ? [[personId, fen]] : [],
  )
  const same = told.length === Object.keys(earlier).length && told.every(([personId, fen]) => earlier[personId] === fen)
  if (same || told.length === 0) return undefined
  return told.map(([personId, annualFen]) => ({ side: 'expenditure', kind: 'medical', personId, annualFen }))
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
 * what; a changed sum becomes one line of the household, and what members spend on medicine is summed from their lines. Undefined when nothing changed, so that nothing is replaced.
 */
export function changedAmounts(before: readonly Amount[], filled: AmountsByKind): Amount[] | undefined {
  const sums = amountsByKind(before)
  const medical = changedMedical(before, filled)
  let changed = medical !== undefined
  const after: Amount[] = medical ?? []
  for (const side of ['income', 'expenditure'] as const) {
    for (const kind of new Set([...Object.keys(sums[side]), ...Object.keys(filled[side] ?? {})])) {
      if (medical && side === 'expenditure' && kind === 'medical') continue
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
