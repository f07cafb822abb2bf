import type { Parameters } from '../../core/messages.ts'

/** The codes of the contract: what a roster is told to be wrong. */
export type FaultCode =
  | 'required_missing'
  | 'id_length'
  | 'id_checksum'
  | 'id_date'
  | 'id_precision_lost'
  | 'duplicate_in_file'
  | 'date_unreadable'
  | 'amount_unreadable'
  | 'sex_mismatch'
  | 'birth_mismatch'
  | 'phone_invalid'
  | 'code_unknown'
  | 'credit_code_invalid'

/** What else is worth saying. It never keeps anything out. */
export type NoteCode =
  | 'month_only'
  | 'rounded'
  | 'several_values'
  | 'remark_removed'
  | 'not_applicable'
  | 'text_unreadable'
  | 'total_differs'
  | 'sheet_hidden'
  | 'rows_hidden'
  | 'columns_hidden'
  | 'cells_beyond'
  | 'formula_not_computed'
  | 'cut_off'
  | 'mapping_guessed'
  | 'column_missing'
  | 'two_people'
  | 'no_table'
  | 'no_heading'
  | 'header_missing'
  | 'lines_spread'
  | 'card_continued'
  | 'card_without_person'
  | 'household_kept_out'
  | 'household_without_head'
  | 'relation_unknown'
  | 'size_differs'
  | 'amount_improbable'
  | 'amount_negative'
  | 'amount_monthly'

export type IssueCode = FaultCode | NoteCode
export type Severity = 'error' | 'warning' | 'info'

/** What a reader makes of one cell. `value` is null when the cell is empty or cannot be read for certain. */
export type Judgement<Value> = {
  readonly value: Value | null
  /** At most one fault per cell. */
  readonly fault?: FaultCode
  readonly note?: NoteCode
  /** Fills the sentence of the fault or note. */
  readonly detail?: Parameters
}
