import { columnLetters, columnNumber } from '../grid.ts'

/** Rows put into a sheet: those from `before` on move down; ranges that end at `reaching` reach over the new rows. */
export type RowShift = { readonly before: number; readonly count: number; readonly reaching: number }

const lastRow = 1_048_576

export const movedRow = (row: number, { before, count }: RowShift): number =>
  row >= before ? Math.min(row + count, lastRow) : row

/** `top` and `bottom` of a range after the rows were put in. */
export function movedRange(top: number, bottom: number, shift: RowShift, grows = true): [number, number] {
  const reaches = grows && shift.reaching > 0 && bottom === shift.reaching
  return [movedRow(top, shift), reaches ? bottom + shift.count : movedRow(bottom, shift)]
}

// A text in quotes; or a sheet before an exclamation mark; then a range, a cell, or whole rows.
const pieces =
  /"(?:[^"]|"")*"|((?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(?<![\p{L}\p{N}_.$:])(?:(\$?[A-Z]{1,3})(\$?)(\d{1,7})(?::(\$?[A-Z]{1,3})(\$?)(\d{1,7}))?|(\$?)(\d{1,7}):(\$?)(\d{1,7}))(?![\p{L}\p{N}_.(!])/gu

type Reference = { readonly sheet: string | undefined; readonly index: number; readonly formula: string }
type Rows = (
  row: number,
  bottom: number | undefined,
  absolute: boolean,
  absoluteEnd: boolean,
) => [number, number | undefined]
type Column = (letters: string) => string

function mapReferences(
  formula: string,
  isMeant: (reference: Reference) => boolean,
  rows: Rows,
  moveColumn: Column = (letters) => letters,
): string {
  return formula.replace(pieces, (whole: string, ...groups: (string | number | undefined)[]) => {
    if (whole.startsWith('"')) return whole
    const [sheet, column, dollar, row, columnEnd, dollarEnd, rowEnd, rowsDollar, rowsTop, rowsDollarEnd, rowsBottom] =
      groups as (string | undefined)[]
    const index = groups[11] as number
    if (!isMeant({ sheet, index, formula })) return whole
    if (rowsTop !== undefined) {
      const [top, bottom] = rows(Number(rowsTop), Number(rowsBottom), rowsDollar === '$', rowsDollarEnd === '$')
      return `${sheet ?? ''}${rowsDollar ?? ''}${top}:${rowsDollarEnd ?? ''}${bottom ?? top}`
    }
    const [top, bottom] = rows(
      Number(row),
      rowEnd === undefined ? undefined : Number(rowEnd),
      dollar === '$',
      dollarEnd === '$',
    )
    const end = rowEnd === undefined ? '' : `:${moveColumn(columnEnd ?? '')}${dollarEnd ?? ''}${bottom}`
    return `${sheet ?? ''}${moveColumn(column ?? '')}${dollar ?? ''}${top}${end}`
  })
}

const bareSheet = (sheet: string): string =>
  sheet
    .slice(0, -1)
    .replace(/^'(.*)'$/, '$1')
    .replaceAll("''", "'")

/**
 * A formula after rows were put into the sheet `target`. `home` is the sheet the formula stands on: references without a
 * sheet mean it. `row` is the formula's own row, 0 outside cells: a range over its own row alone never grows.
 */
export function shiftFormula(
  formula: string,
  target: string,
  home: string | undefined,
  shift: RowShift,
  row = 0,
): string {
  const isMeant = ({ sheet, index, formula: text }: Reference) => {
    // `[1]Sheet!A1` is another workbook's.
    if (text[index - 1] === ']') return false
    return sheet === undefined ? home === target : bareSheet(sheet).toLowerCase() === target.toLowerCase()
  }
  return mapReferences(formula, isMeant, (top, bottom, _, absoluteEnd) => {
    if (bottom === undefined) return [movedRow(top, shift), undefined]
    const own = row === shift.reaching && top === bottom && !absoluteEnd
    return movedRange(top, bottom, shift, !own)
  })
}

/** A formula copied some rows down and columns to the right: what is not fixed by `$` moves with it. */
export const copyFormula = (formula: string, down: number, right = 0): string =>
  mapReferences(
    formula,
    () => true,
    (top, bottom, absolute, absoluteEnd) => [
      absolute ? top : top + down,
      bottom === undefined ? undefined : absoluteEnd ? bottom : bottom + down,
    ],
    (letters) => (letters.startsWith('$') || right === 0 ? letters : columnLetters(columnNumber(letters) + right)),
  )

/** A list of ranges such as `A5:J14 L5` after rows were put in. */
export function shiftRanges(ranges: string, shift: RowShift): string {
  return ranges.replace(
    /(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?/g,
    (_whole, left: string, top: string, right: string | undefined, bottom: string | undefined) => {
      const [from, to] = movedRange(Number(top), Number(bottom ?? top), shift)
      if (right === undefined) return from === to ? `${left}${from}` : `${left}${from}:${left}${to}`
      return `${left}${from}:${right}${to}`
    },
  )
}
