import { formatFen } from '../../core/yuan.ts'
import type { Column } from './column-mapping.ts'
import { readCount } from './count.ts'
import type { Field } from './fields.ts'
import { cellName, type Row } from './grid.ts'
import type { IssueList } from './issue-list.ts'
import { readMoney } from './money.ts'

const summed: ReadonlySet<Field> = new Set([
  'household_size',
  'benefit_persons',
  'capacity',
  'annual_income_fen',
  'rigid_expenditure_fen',
  'monthly_benefit_fen',
])

type Sum = { readonly column: Column; all: number; sinceTotal: number; certain: boolean }

/** Adds up the columns of a table to hold its total rows against them. */
export class Totals {
  private readonly sums: Sum[]

  constructor(columns: readonly Column[]) {
    this.sums = columns
      .filter(({ field }) => field !== null && summed.has(field))
      .map((column) => ({ column, all: 0, sinceTotal: 0, certain: true }))
  }

  add(row: Row): void {
    for (const sum of this.sums) {
      const cell = row.cells[sum.column.column]
      if (cell === undefined) continue
      const { value, fault } = readSum(sum.column, cell)
      if (fault) sum.certain = false
      sum.all += value ?? 0
      sum.sinceTotal += value ?? 0
    }
  }

  /** Tells the list where a total is neither the sum of all rows nor of those since the last total. */
  check(row: Row, sheet: string, list: IssueList): void {
    for (const sum of this.sums) {
      const { column, all, sinceTotal, certain } = sum
      const { value } = readSum(column, row.cells[column.column])
      sum.sinceTotal = 0
      if (value === null || row.cells[column.column] === undefined || !certain) continue
      if (value === all || value === sinceTotal) continue
      const show = (number: number) => (column.field?.endsWith('_fen') ? formatFen(BigInt(number)) : String(number))
      const place = {
        sheet,
        cell: cellName(column.column, row.number),
        row: row.number,
        column: column.header,
        field: column.field,
      }
      list.add(place, 'total_differs', { written: show(value), summed: show(all) })
    }
  }
}

function readSum(column: Column, cell: Row['cells'][number]) {
  if (column.field?.endsWith('_fen')) return readMoney(cell, column)
  // A total of persons is no family: the limit of a count does not hold for it.
  return typeof cell === 'number' ? { value: cell } : readCount(cell)
}
