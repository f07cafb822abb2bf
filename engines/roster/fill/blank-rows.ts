import { clean } from '../characters.ts'
import { endsRows } from './card-labels.ts'
import type { FormCell, FormRow, GridView } from './form-grid.ts'
import type { Header } from './header-blocks.ts'
import { isPlaceholder } from './placeholder.ts'

/** The columns of a table: all that ask, the one that counts the rows, and those that say who somebody is. */
export type TableColumns = {
  readonly all: readonly number[]
  readonly serial: number | undefined
  readonly naming: readonly number[]
}

export type BlankRows = {
  readonly firstRow: number
  readonly lastRow: number
  /** Columns in which each of the rows has its answer already: 补助标准 with 200 in every row. */
  readonly presets: readonly number[]
}

/**
 * The blank rows below a heading: styled, numbered ahead, with formulas or with the same answer in every row, but without
 * anybody's name in them.
 */
export function blankRows(view: GridView, header: Header, { all: columns, serial, naming }: TableColumns): BlankRows {
  let firstRow = header.to + 1
  if (isExample(view.row(firstRow))) firstRow++
  let lastRow = firstRow - 1
  for (let number = firstRow; ; number++) {
    const row = view.row(number)
    if (!row) break
    const own = row.cells.filter(({ column }) => columns.includes(column))
    const answered = own.filter((cell) => !isBlank(cell, serial))
    const isPreset = answered.every((cell) => canBePreset(view, number, cell, naming))
    if (own.length < Math.max(1, columns.length / 2) || !isPreset || answered.length > own.length / 2) break
    // A cell that ties several columns together ends the table: a total, a note, a line for signatures.
    const across = row.cells.some(
      ({ column, text }) =>
        !columns.includes(column) && clean(text) !== '' && !view.covered(number, column) && column > (columns[0] ?? 0),
    )
    // 合计 below the left of two lists ends the right one, too.
    if (across || row.cells.some(({ text }) => endsRows.test(clean(text).replaceAll(' ', '')))) break
    lastRow = number
  }
  const presets = (view.row(lastRow)?.cells ?? [])
    .filter((cell) => lastRow >= firstRow && columns.includes(cell.column) && !isBlank(cell, serial))
    .map(({ column }) => column)
  return { firstRow, lastRow, presets }
}

/** A figure, or a text that the next row has, too, in a row that names nobody yet. */
function canBePreset(view: GridView, row: number, { column, text }: FormCell, naming: readonly number[]): boolean {
  if (naming.length === 0 || naming.includes(column)) return false
  if (!naming.every((one) => clean(view.cell(row, one)?.text ?? '') === '')) return false
  const isAlike = (other: number) => clean(view.cell(other, column)?.text ?? '') === clean(text)
  return /^\d+(?:\.\d+)?$/.test(clean(text)) || (!/[:：]/.test(text) && (isAlike(row - 1) || isAlike(row + 1)))
}

const isBlank = ({ text, formula, column }: FormRow['cells'][number], serial: number | undefined): boolean =>
  formula || clean(text) === '' || isPlaceholder(text) || (column === serial && /^\d*$/.test(clean(text)))

const isExample = (row: FormRow | undefined): boolean =>
  row?.cells.some(({ text }) => /^(?:例|示例|样例|范例|填写示例|例如)[:：]?/.test(clean(text))) ?? false
