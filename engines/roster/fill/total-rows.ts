import { clean, tight } from '../characters.ts'
import { type FormField, formFields } from './form-fields.ts'
import type { GridView } from './form-grid.ts'
import type { FormSlot, FormTable } from './form-reading.ts'
import { isPlaceholder } from './placeholder.ts'
import { decimalOf, type Written } from './write-value.ts'

/** A row of totals that the form leaves to whoever fills it: below one page or list, or below all of its pages. */
export type TotalRow = { readonly row: number; readonly ofPage: boolean }

const total = /^(?:合计|总计|共计|总合计|累计)(?:$|[:：(（\d])/
const ofPage = /^(?:本页)?(?:小计|合计)(?:$|[:：(（])/
const mostTotals = 2

/** The rows of totals right below the blank rows of a table, in the rows of the blank form. */
export function totalsBelow(view: GridView, { lastRow, firstRow }: FormTable): TotalRow[] {
  const rows: TotalRow[] = []
  for (let row = Math.max(lastRow, firstRow - 1) + 1; rows.length < mostTotals; row++) {
    const label = view.row(row)?.cells.find(({ text }) => clean(text) !== '')
    const text = tight(label?.text ?? '')
    if (total.test(text)) rows.push({ row, ofPage: false })
    else if (ofPage.test(text)) rows.push({ row, ofPage: true })
    else break
  }
  return rows
}

// A sum over these says nothing.
const neverSummed: ReadonlySet<FormField> = new Set(['serial', 'age', 'monthly_per_capita', 'annual_per_capita'])

export const isSummed = (field: FormField | null): field is FormField =>
  field !== null && ['money', 'count'].includes(formFields[field].kind) && !neverSummed.has(field)

/** What was written into a column: money in fen, counts in hundredths. */
export class ColumnSums {
  private readonly sums = new Map<number, bigint>()

  add(slot: FormSlot, fact: unknown): void {
    if (!isSummed(slot.field)) return
    const isMoney = formFields[slot.field].kind === 'money'
    const value = isMoney ? BigInt(String(fact)) : BigInt(Math.round(Number(fact) * 100))
    this.sums.set(slot.column, (this.sums.get(slot.column) ?? 0n) + value)
  }

  /** What the form has printed in a row that was filled: 500 in the unit of its column. */
  addPrinted(slot: FormSlot, text: string): void {
    if (!/^\d+(?:\.\d+)?$/.test(text) || slot.field === null) return
    const isMoney = formFields[slot.field].kind === 'money'
    this.add(slot, isMoney ? Math.round(Number(text) * slot.unitFen) : Number(text))
  }

  merge(other: ColumnSums): void {
    for (const [column, sum] of other.sums) this.sums.set(column, (this.sums.get(column) ?? 0n) + sum)
  }

  /** The sum below a column as the form wants it; undefined where nothing was written into the column. */
  below(slot: FormSlot, printed: string): Written | undefined {
    const sum = this.sums.get(slot.column)
    if (sum === undefined || !isSummed(slot.field)) return undefined
    const isMoney = formFields[slot.field].kind === 'money'
    const number = decimalOf(String(sum), isMoney ? slot.unitFen : 100)
    return isPlaceholder(printed) && tight(printed) !== '' ? { text: number + tight(printed) } : { number }
  }
}

/** True for a heading that asks for a number, though nobody knows which. */
export const looksNumeric = (header: string): boolean =>
  /金额|资金|款$|数$|人数|户数|收入|支出|面积|[（(](?:万?元|人|户|㎡)[)）]/.test(header)

/** A blank place of a row of totals below a column; undefined where the form computes it, or prints something there. */
export function placeBelow(view: GridView, row: number, column: number): string | undefined {
  const cell = view.cell(row, column)
  if (!cell || cell.formula || view.covered(row, column)) return undefined
  return clean(cell.text) === '' || isPlaceholder(cell.text) || tight(cell.text) === '0' ? cell.text : undefined
}
