import type { Cell, Workbook } from '../../engines/roster/grid.ts'

/** A workbook of one plain sheet 花名册; an empty row takes its number and leaves nothing. */
export const oneSheet = (rows: readonly (readonly Cell[])[]): Workbook => ({
  date1904: false,
  sheets: [
    {
      name: '花名册',
      hidden: false,
      merges: [],
      hiddenColumns: [],
      rows: rows.flatMap((cells, index) => (cells.length > 0 ? [{ number: index + 1, cells: [...cells] }] : [])),
    },
  ],
})
