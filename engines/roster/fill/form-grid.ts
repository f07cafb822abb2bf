import type { Merge } from '../grid.ts'
import { MergeIndex } from '../merges.ts'

/** A cell that exists in the file, also when nothing stands in it. Columns count from 0. */
export type FormCell = {
  readonly column: number
  readonly text: string
  readonly formula: boolean
  /** Numbers in it are shown as days. */
  readonly dateStyle: boolean
  /** What its list offers, where it has one. */
  readonly choices?: readonly string[]
  /** Nothing else may be written there. */
  readonly onlyChoices?: boolean
  /** How a content control for a day shows it: yyyy年M月d日. */
  readonly dayFormat?: string
}

/** Rows count from 1, as officers see them. */
export type FormRow = { readonly number: number; readonly cells: readonly FormCell[] }

/** A sheet of a workbook, or a table of a document: what a blank form looks like, whatever its format. */
export type FormGrid = {
  readonly name: string
  readonly rows: readonly FormRow[]
  readonly merges: readonly Merge[]
  /** What stands before the table in a document: may say the unit of money. */
  readonly before: string
}

/** Questions to a grid by row and column. */
export class GridView {
  readonly grid: FormGrid
  readonly merges: MergeIndex
  private readonly byNumber: ReadonlyMap<number, FormRow>

  constructor(grid: FormGrid) {
    this.grid = grid
    this.merges = new MergeIndex(grid.merges)
    this.byNumber = new Map(grid.rows.map((row) => [row.number, row]))
  }

  row(number: number): FormRow | undefined {
    return this.byNumber.get(number)
  }

  cell(row: number, column: number): FormCell | undefined {
    return this.byNumber.get(row)?.cells.find((cell) => cell.column === column)
  }

  /** True for a cell that a merged area covers from its left or from above: nothing can be written into it. */
  covered(row: number, column: number): boolean {
    const merge = this.merges.at(row, column)
    return merge !== undefined && (merge.top < row || merge.left < column)
  }

  rightEnd(row: number, column: number): number {
    return this.merges.at(row, column)?.right ?? column
  }
}
