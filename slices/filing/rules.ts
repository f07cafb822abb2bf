import { addMonths, type Day } from '../../core/date.ts'
import type { FileRule } from './model.ts'

type Unit = 'working_days' | 'months' | 'years'

/**
 * 总工办发〔2016〕36号 as reported: a change is entered at once, paper and electronic copies agree within 30 working days; all
 * files are gone through at least once a year; originals are kept ten years after withdrawal; a file follows its worker to
 * the new unit. After how long a family without any help is named is this office's own choice.
 */
export const shippedRules: Record<FileRule, { amount: number; unit: Unit }> = {
  late_entry: { amount: 30, unit: 'working_days' },
  not_reviewed: { amount: 12, unit: 'months' },
  never_helped: { amount: 3, unit: 'months' },
  transfers: { amount: 30, unit: 'working_days' },
  withdrawn: { amount: 10, unit: 'years' },
  retention_over: { amount: 10, unit: 'years' },
}

/** Rules that are one figure seen from two sides are changed together. */
export const ruleOf = (rule: FileRule): FileRule => (rule === 'retention_over' ? 'withdrawn' : rule)

/** Files last touched, opened or withdrawn before this day are on the list; null where the rule compares otherwise. */
export function listedBefore(rule: FileRule, amount: number, today: Day): Day {
  const { unit } = shippedRules[rule]
  if (unit === 'months') return addMonths(today, -amount)
  if (unit === 'years') return addMonths(today, -12 * amount)
  return today
}
