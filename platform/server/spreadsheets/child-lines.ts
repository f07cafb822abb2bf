import type { Parameters, Text } from '../../../core/messages.ts'
import type { Limits } from '../../../engines/roster/limits.ts'
import type { RosterHousehold, RosterOptions, RosterReading, RosterRecord } from '../../../engines/roster/reading.ts'
import type { RosterIssue } from '../../../engines/roster/roster-issues.ts'
import type { Mark } from './mark-xlsx.ts'

/** What the child is asked: to read a roster, or to mark it. */
export type ChildTask = {
  readonly limits: Limits
  readonly read?: Omit<RosterOptions, 'counties'> & { readonly counties: readonly (readonly [string, string])[] }
  readonly marks?: readonly Mark[]
}

/**
 * What the child says, a line each: of a reading first the head and then the lists in pieces, of a marked workbook its
 * bytes in base64; at last that it is done, or else a problem.
 */
export type ChildLine =
  | { readonly head: { readonly file: string } & Pick<RosterReading, 'kind' | 'sheets'> }
  | { readonly list: 'records' | 'rejected'; readonly items: readonly RosterRecord[] }
  | { readonly list: 'households'; readonly items: readonly RosterHousehold[] }
  | { readonly list: 'issues'; readonly items: readonly RosterIssue[] }
  | { readonly bytes: string }
  | { readonly done: true }
  | { readonly problem: { readonly text: Text; readonly parameters: Parameters; readonly reason: string } }
