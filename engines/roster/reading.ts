import type { Chosen } from './column-mapping.ts'
import type { Counties } from './county.ts'
import type { Kind } from './fields.ts'
import type { RosterIssue } from './roster-issues.ts'
import type { SkipReason } from './row-kinds.ts'

/** Money in integer fen, days as `YYYY-MM-DD`, codes as the contract writes them; null for empty and unreadable. */
export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/** A row that may be imported. `extras` are the columns that are no field, by heading, as written. */
export type RosterRecord = {
  readonly sheet: string
  readonly row: number
  readonly values: Values
  readonly extras?: Readonly<Record<string, string>>
}

export type HouseholdMember = {
  readonly name: string
  readonly id_number: string
  readonly relation_text: string | null
  readonly row: number
  /** What else the row says about this person. */
  readonly values: Values
  readonly extras?: Readonly<Record<string, string>>
}

/** A family block. `row` is the head's row and `head` the head's identity number. */
export type RosterHousehold = {
  readonly sheet: string
  readonly row: number
  readonly head: string
  readonly size: number | null
  readonly monthly_benefit_fen: number | null
  readonly members: readonly HouseholdMember[]
  /** What is said of the family as a whole. */
  readonly values: Values
}

export type RosterColumn = { readonly header: string; readonly field: string | null; readonly confidence: number }

export type RosterSheet = {
  readonly name: string
  readonly kind: Kind | null
  readonly title: string
  /** Who filled the sheet in, and when, as written above the table. */
  readonly filled_by: string | null
  readonly filled_on: string | null
  readonly header_rows: readonly number[]
  /** By letter of the column. */
  readonly columns: Readonly<Record<string, RosterColumn>>
  readonly skipped: readonly { readonly row: number; readonly reason: SkipReason }[]
}

export type RosterReading = {
  readonly kind: Kind | null
  readonly sheets: readonly RosterSheet[]
  readonly records: readonly RosterRecord[]
  readonly households: readonly RosterHousehold[]
  /** Rows that an error keeps out, with what could be read of them. */
  readonly rejected: readonly RosterRecord[]
  readonly issues: readonly RosterIssue[]
}

/** What was put right on the page before reading again: the cell is read as if this text stood in it. */
export type Correction = { readonly sheet: string; readonly cell: string; readonly text: string }

export type RosterOptions = {
  readonly counties: Counties
  /** What the list is about, when the officer says so; found from the headings otherwise. */
  readonly kind?: Kind | undefined
  readonly chosen?: Chosen | undefined
  readonly corrections?: readonly Correction[] | undefined
}
