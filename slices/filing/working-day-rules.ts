import type { Day } from '../../core/date.ts'
import { afterWorkingDays } from '../../core/working-days.ts'

/** Entered later than the rule allows. */
export const enteredLate = (happened: Day, entered: Day, workingDays: number): boolean =>
  entered > afterWorkingDays(happened, workingDays)
