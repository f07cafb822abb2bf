import { addDays, type Day, daysBetween } from '../../core/date.ts'
import type { CoverageState } from './model.ts'

/** The window whose pace the forecast goes by. */
export const paceDays = 14

/** The day on which everybody would be covered if it goes on as in the last 14 days; null when nothing moves or is left. */
export function forecast(uncovered: number, coveredLately: number, today: Day): Day | null {
  if (uncovered === 0 || coveredLately === 0) return null
  return addDays(today, Math.ceil((uncovered * paceDays) / coveredLately))
}

/** How a family stands: an exception counts only while it is not covered anyway. */
export function stateOf(covered: boolean, excepted: boolean, dueOn: Day, today: Day): CoverageState {
  if (covered) return 'covered'
  if (excepted) return 'excepted'
  return daysBetween(today, dueOn) >= 0 ? 'not_yet' : 'late'
}
