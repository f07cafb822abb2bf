/** A number that the workbook shows as a date: days since the epoch of the workbook (`date1904`), fractions are hours. */
export class SerialDay {
  readonly serial: number
  constructor(serial: number) {
    this.serial = serial
  }
}

/** A real error cell: `#REF!`, `#N/A` and their like. */
export class CellError {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What stands in a cell. Empty cells are undefined; texts stay as written, even when they look like numbers. */
export type Cell = string | number | boolean | SerialDay | CellError | undefined

/** A row that holds something. `number` counts from 1, as officers see it; `cells[0]` is column A. */
export type Row = {
  readonly number: number
  readonly cells: Cell[]
  readonly hidden?: boolean
  /** The last row of the sheet that belongs to it, where somebody takes two. */
  readonly until?: number
}

/** Both corners belong to it; rows count from 1, columns from 0. */
export type Merge = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  /** In ascending order; rows without content are left out. */
  readonly rows: Row[]
  readonly merges: readonly Merge[]
  /** Columns from 0 that the officer has hidden. */
  readonly hiddenColumns: readonly number[]
  /** The first cell beyond the columns that are read, as `XFD1`; undefined when there is none. */
  readonly beyond?: string
  /** The first cell whose formula has no computed value; undefined when there is none. */
  readonly uncomputed?: string
  /** The cell within which the file breaks off; undefined when it is whole. */
  readonly cutOff?: string
}

export type Workbook = { readonly sheets: readonly Sheet[]; readonly date1904: boolean }

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `A` → 0, `AA` → 26. */
export function columnNumber(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** `F7` for column 5 of row 7. */
export const cellName = (column: number, row: number): string => columnLetters(column) + row

/** The cell as a person would read it aloud; empty for an empty cell. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === undefined) return ''
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell instanceof CellError) return cell.text
  return numberText(cell.serial)
}

/** A number as Excel shows it in full: fifteen digits are known, those after them are zeros. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return String(value)
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e')
  const places = Number(exponent)
  if (places < 14 || places > 40) return String(Number(value.toPrecision(15)))
  return mantissa.replace('.', '').padEnd(places + 1 + (value < 0 ? 1 : 0), '0')
}
