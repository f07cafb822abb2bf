import type { Day } from '../../core/date.ts'
import { Problem } from '../../core/problem.ts'
import { withdrawnWords as words } from './messages.ts'
import type { Household } from './model.ts'

/** What is asked of a file before it takes anything. */
export type Standing = Pick<Household, 'status' | 'withdrawnOn' | 'mergedInto'>

/**
 * A withdrawn file is kept (10 years, rules of file management) and tells what held when it was withdrawn: what stands wrong
 * in it may be corrected, from the day of withdrawal on only, because an earlier day would tell of a file that was withdrawn
 * then. A file merged into another takes nothing: its facts live on there.
 */
export function checkCorrection(file: Standing, from: Day | undefined): void {
  if (file.mergedInto) throw new Problem('conflict', words.merged)
  const day = file.withdrawnOn
  if (file.status !== 'withdrawn' || day === null || from === undefined || from >= day) return
  throw new Problem('bad_input', words.notBefore, {
    fields: [{ field: 'from', text: words.notBefore, parameters: { day } }],
    parameters: { day },
  })
}

/** Nobody joins or leaves a family whose file is withdrawn. */
export function checkMembership(file: Standing): void {
  if (file.status === 'withdrawn')
    throw new Problem('conflict', words.noMembers, { parameters: { day: file.withdrawnOn ?? '' } })
}

/** Whether help of a day may be written down: up to the day of withdrawal it is history, after it the family has left. */
export const takesAid = (file: Standing, on: Day): boolean =>
  file.mergedInto === null && (file.status === 'registered' || (file.withdrawnOn !== null && on <= file.withdrawnOn))
