import type { Parameters, Text } from '../../../core/messages.ts'
import type { Period } from '../../../engines/roster/fill/count-period.ts'
import type { Facts, FamilyFacts } from '../../../engines/roster/fill/form-fields.ts'
import type { ChosenFields, FormReading } from '../../../engines/roster/fill/form-reading.ts'
import type { FormGap } from '../../../engines/roster/fill/plan-parts.ts'
import type { Limits } from '../../../engines/roster/limits.ts'
import type { RosterHousehold, RosterOptions, RosterReading, RosterRecord } from '../../../engines/roster/reading.ts'
import type { RosterIssue } from '../../../engines/roster/roster-issues.ts'
import type { Mark } from './mark-xlsx.ts'

/** What is to be done with a blank form: read it, or fill it too. A card is filled once for each family. */
export type FormTask = {
  readonly chosen: ChosenFields
  readonly fill?: {
    readonly families: readonly FamilyFacts[]
    readonly form: Facts
    /** The days that a statistical form is about, where it does not say so itself, and who went off file since. */
    readonly period?: Period | undefined
    readonly left?: readonly FamilyFacts[] | undefined
    /** Names of the files of a card filled for several families, without their ending. */
    readonly names: readonly string[]
  }
}

/** A row of a sheet as texts; days as `YYYY-MM-DD`. */
export type TextRow = { readonly number: number; readonly cells: readonly string[] }

/** What the child is asked: to read a roster, to mark it, to read and fill a form, or to hand out the cells of the first sheet. */
export type ChildTask = {
  readonly limits: Limits
  readonly read?: Omit<RosterOptions, 'counties'> & { readonly counties: readonly (readonly [string, string])[] }
  readonly marks?: readonly Mark[]
  readonly form?: FormTask
  readonly cells?: true
}

/** What became of a filled form: the ending of its file, and what could not be filled. */
export type FilledForm = {
  readonly extension: 'xlsx' | 'xlsm' | 'docx' | 'docm' | 'zip'
  readonly gaps: readonly FormGap[]
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
  | { readonly cells: readonly TextRow[] }
  | { readonly form: FormReading }
  | { readonly filled: FilledForm }
  | { readonly done: true }
  | { readonly problem: { readonly text: Text; readonly parameters: Parameters; readonly reason: string } }
