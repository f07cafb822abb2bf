import type { Parameters, Text } from '../../../core/messages.ts'
import type { Limits } from '../../../engines/roster/limits.ts'
import type { RosterHousehold, RosterOptions, RosterReading, RosterRecord } from '../../../engines/roster/reading.ts'
import type { RosterIssue } from '../../../engines/roster/roster-issues.ts'

/** What the child is asked. */
export type ChildTask = {
  readonly limits: Limits
  readonly options: Omit<RosterOptions, 'counties'> & { readonly counties: readonly (readonly [string, string])[] }
}

/** What the child says, a line each: first the head, then the lists in pieces, at last that it is done; or a problem. */
export type ChildLine =
  | { readonly head: { readonly file: string } & Pick<RosterReading, 'kind' | 'sheets'> }
  | { readonly list: 'records' | 'rejected'; readonly items: readonly RosterRecord[] }
  | { readonly list: 'households'; readonly items: readonly RosterHousehold[] }
  | { readonly list: 'issues'; readonly items: readonly RosterIssue[] }
  | { readonly done: true }
  | { readonly problem: { readonly text: Text; readonly parameters: Parameters; readonly reason: string } }
