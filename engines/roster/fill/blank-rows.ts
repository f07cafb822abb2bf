import { clean } from '../characters.ts'
import { endsRows } from './card-labels.ts'
import type { FormRow, GridView } from './form-grid.ts'
import type { Header } from './header-blocks.ts'
import { isPlaceholder } from './placeholder.ts'

/** The blank rows below a heading: styled, numbered ahead or with formulas, but without a word in them. */
export function blankRows(
  view: GridView,
  header: Header,
  columns: readonly number[],
  serial: number | undefined,
): { firstRow: number; lastRow: number } {
  let firstRow = header.to + 1
  if (isExample(view.row(firstRow))) firstRow++
  let lastRow = firstRow - 1
  for (let number = firstRow; ; number++) {
    const row = view.row(number)
    if (!row) break
    const own = row.cells.filter(({ column }) => columns.includes(column))
    if (own.length < Math.max(1, columns.length / 2) || !own.every((cell) => isBlank(cell, serial))) break
    // A cell that ties several columns together ends the table: a total, a note, a line for signatures.
    const across = row.cells.some(
      ({ column, text }) =>
        !columns.includes(column) && clean(text) !== '' && !view.covered(number, column) && column > (columns[0] ?? 0),
    )
    // 合计 below the left of two lists ends the right one, too.
    if (across || row.cells.some(({ text }) => endsRows.test(clean(text).replaceAll(' ', '')))) break
    lastRow = number
  }
  return { firstRow, lastRow }
}

const isBlank = ({ text, formula, column }: FormRow['cells'][number], serial: number | undefined): boolean =>
  formula || clean(text) === '' || isPlaceholder(text) || (column === serial && /^\d*$/.test(clean(text)))

const isExample = (row: FormRow | undefined): boolean =>
  row?.cells.some(({ text }) => /^(?:例|示例|样例|范例|填写示例|例如)[:：]?/.test(clean(text))) ?? false
