import type { FormField } from './form-fields.ts'
import type { Written } from './write-value.ts'

/** Rows that are put in: copies of the row `model`, before the row `before`, which moves down with all below it. */
export type RowInsert = {
  readonly before: number
  readonly count: number
  /** 0 where the form has no blank row to copy. */
  readonly model: number
  /** Ranges that end here reach over the new rows too, because there was only one row to begin with. */
  readonly reaching: number
  /** Columns of the model whose printed answer the new rows have, too. */
  readonly presets?: readonly number[]
}

export type CellWrite = {
  readonly row: number
  readonly column: number
  /** Undefined empties the place. */
  readonly value: Written | undefined
}

/** Cells of a column that become one over the rows of a family. */
export type RowMerge = { readonly column: number; readonly top: number; readonly bottom: number }

/**
 * What could not be filled: a heading nobody knows, a fact that is not on file, one that no box of the form means, rows for
 * which a table has no place, a list of which nobody knows whose it is, families that are on none of its lists, a total
 * that cannot be known, a label about one student of a family that has several, words by which nobody can count, or counts
 * within a period that the form leaves open.
 */
export type FormGap = {
  readonly part: string
  readonly header: string
  readonly field: FormField | null
  readonly reason:
    | 'unmapped'
    | 'missing'
    | 'no_choice'
    | 'no_room'
    | 'whose'
    | 'no_list'
    | 'total'
    | 'whom'
    | 'count'
    | 'period'
  /** Families or members without the fact, or for whom the form offers no box; 0 for an unknown heading. */
  readonly count: number
  /** Some of the families, to go there and enter it. */
  readonly families: readonly string[]
  /** Under which heading it can be written down as further information of the person; missing where it can not. */
  readonly asks?: string
}

export type PartPlan = {
  /** From above to below; rows are counted as they stand in the blank form. */
  readonly inserts: readonly RowInsert[]
  /** Places in the filled form, after all rows were put in. */
  readonly writes: readonly CellWrite[]
  readonly merges: readonly RowMerge[]
  readonly gaps: readonly FormGap[]
}
