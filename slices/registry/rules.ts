import { divideHalfUp } from '../../core/money.ts'
import { canAnswer } from '../organisations/rules.ts'
import type { Amount, ResponsibleReason } from './model.ts'

export type Unit = { id: string; line: string; kind: string; enterpriseState: string | null; validTo: string | null }
export type Responsible = { id: string; line: string; reason: ResponsibleReason }

/**
 * Who answers for a family: its own unit while that can answer; the local government when there is no unit, when
 * the unit is bankrupt or closed, or when its name is not known. Never nobody.
 */
export function routeResponsibility(
  unit: Unit | null,
  unitText: string | null,
  government: { id: string; line: string },
): Responsible {
  if (unit && canAnswer(unit)) return { id: unit.id, line: unit.line, reason: 'unit' }
  const reason = unit
    ? unit.enterpriseState === 'bankrupt'
      ? 'unit_bankrupt'
      : 'unit_closed'
    : unitText
      ? 'unit_unknown'
      : 'no_unit'
  return { ...government, reason }
}

/** Sums of the annual amounts; null where nothing is known of a side. */
export function annualTotals(amounts: readonly Amount[] | undefined): {
  income: bigint | null
  expenditure: bigint | null
} {
  const side = (name: Amount['side']) => {
    const ofSide = (amounts ?? []).filter((amount) => amount.side === name)
    return ofSide.length === 0 ? null : ofSide.reduce((sum, amount) => sum + BigInt(amount.annualFen), 0n)
  }
  return { income: side('income'), expenditure: side('expenditure') }
}

/** Income per person and month in fen, for sorting and showing only; rules compute from the annual sum. */
export const monthlyPerCapita = (annualIncome: bigint | null, size: number): bigint | null =>
  annualIncome === null ? null : divideHalfUp(annualIncome, 12n * BigInt(size))

/** What a search box may mean: four digits or X are the end of an identity number or phone, eleven a phone, eighteen a number. */
export function searchKind(
  text: string,
): 'identity_number' | 'phone' | 'last_four' | 'file_number' | 'name' | 'nothing' {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (plain === '') return 'nothing'
  if (/^\d{17}[\dX]$|^\d{15}$/.test(plain)) return 'identity_number'
  if (/^1\d{10}$|^0\d{9,11}$/.test(plain)) return 'phone'
  if (/^\d{3}[\dX]$/.test(plain)) return 'last_four'
  if (/^\d{2}-\d{6,}$/.test(plain)) return 'file_number'
  return 'name'
}

/** File numbers: two digits of the year and a running number. */
export const fileNumber = (year: string, running: number): string =>
  `${year.slice(2)}-${String(running).padStart(6, '0')}`
