import { clean } from '../characters.ts'
import { type FormField, formFields } from './form-fields.ts'
import type { FormCell, GridView } from './form-grid.ts'

/** A fact that is written into several places: a letter in each, or the year, the month and the day. */
export type Spread = { readonly of: 'letters' | 'day'; readonly columns: readonly number[] }

const lengths: Partial<Record<FormField, number>> = {
  id_number: 18,
  head_id_number: 18,
  phone: 11,
  head_phone: 11,
  helper_phone: 11,
}

/** True where the boxes are as many as the fact has letters, or the fact is a day. */
export const isSpread = ({ of, columns }: Spread, field: FormField): boolean =>
  of === 'day' ? formFields[field].kind === 'day' : lengths[field] === columns.length

/**
 * Boxes beside a telephone may be more than it has digits where those of an identity number begin in the same column: both
 * stand in one frame of boxes.
 */
export function inFrame({ of, columns }: Spread, field: FormField, frames: readonly Spread[]): Spread | undefined {
  const length = lengths[field]
  const isFramed = frames.some((frame) => frame.of === 'letters' && frame.columns[0] === columns[0])
  return of === 'letters' && length !== undefined && columns.length > length && isFramed
    ? { of, columns: columns.slice(0, length) }
    : undefined
}

const isBlank = (cell: FormCell | undefined): cell is FormCell =>
  cell !== undefined && clean(cell.text) === '' && !cell.formula

/** The places right of a label from `column` on that belong together: boxes side by side, or 年 月 日 with a place for each. */
export function spreadBeside(view: GridView, row: number, column: number): Spread | undefined {
  return dayBeside(view, row, column) ?? boxesBeside(view, row, column)
}

/** Blank places of the same width, one after the other. */
function boxesBeside(view: GridView, row: number, from: number): Spread | undefined {
  const widthAt = (column: number) => view.rightEnd(row, column) - column
  const columns: number[] = []
  for (let column = from; isBlank(view.cell(row, column)); column = view.rightEnd(row, column) + 1) {
    const merge = view.merges.at(row, column)
    if (widthAt(column) !== widthAt(from) || (merge && merge.bottom > merge.top)) break
    columns.push(column)
  }
  return columns.length >= 11 ? { of: 'letters', columns } : undefined
}

const units = ['年', '月', '日'] as const

/** ____ 年 ____ 月 ____ 日 in cells of their own, or 年, 月 and 日 each printed in its place. */
function dayBeside(view: GridView, row: number, from: number): Spread | undefined {
  const columns: number[] = []
  let column = from
  for (const unit of units) {
    const cell = view.cell(row, column)
    const isPrinted = clean(cell?.text ?? '') === unit
    const next = view.rightEnd(row, column) + 1
    // The day may end the row without a word behind it.
    const isLast = unit === '日' && columns.length === 2 && view.cell(row, next) === undefined
    const isBehind = isBlank(cell) && (isLast || clean(view.cell(row, next)?.text ?? '') === unit)
    if (!isPrinted && !isBehind) break
    columns.push(column)
    column = isPrinted ? next : view.rightEnd(row, next) + 1
  }
  return columns.length >= 2 ? { of: 'day', columns } : undefined
}

/** A heading over several columns whose rows below have a place in each: 身份证号 over 18, 出生年月日 over three. */
export function spreadBelow(
  view: GridView,
  heading: { row: number; column: number },
  below: number,
): Spread | undefined {
  const merge = view.merges.at(heading.row, heading.column)
  if (!merge || merge.right === merge.left || merge.left !== heading.column) return undefined
  const columns = Array.from({ length: merge.right - merge.left + 1 }, (_, at) => merge.left + at)
  if (columns.some((column) => view.merges.at(below, column) || !isBlank(view.cell(below, column)))) return undefined
  return columns.length >= 11
    ? { of: 'letters', columns }
    : columns.length === 2 || columns.length === 3
      ? { of: 'day', columns }
      : undefined
}

/** Headings 年, 月 and 日 side by side below one group are one place; the others are left out. */
export function daysTogether<Place extends { readonly path: readonly string[]; readonly column: number }>(
  places: readonly Place[],
): (Place & { readonly spread?: Spread })[] {
  const unitOf = (place: Place | undefined, unit: string, group: string): place is Place =>
    place !== undefined &&
    place.path.length > 1 &&
    place.path.at(-1) === unit &&
    place.path.slice(0, -1).join('-') === group
  const found: (Place & { readonly spread?: Spread })[] = []
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as Place
    const group = place.path.slice(0, -1).join('-')
    const own = units.flatMap((unit, step) => {
      const one = places[at + step]
      return unitOf(one, unit, group) ? [one] : []
    })
    const isDay = own.length >= 2 && own[0] === place && own[1] === places[at + 1]
    found.push(
      isDay
        ? { ...place, path: place.path.slice(0, -1), spread: { of: 'day', columns: own.map(({ column }) => column) } }
        : place,
    )
    if (isDay) at += own.length - 1
  }
  return found
}

/** What each of the places gets; undefined where the fact has another number of letters, or is no whole day. */
export function spreadOut(
  { of, columns }: Spread,
  fact: string,
  printed: (column: number) => string,
): string[] | undefined {
  if (of === 'letters') {
    const letters = [...fact.replace(/[\s-]/g, '')]
    return letters.length === columns.length ? letters : undefined
  }
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(fact)?.slice(1)
  return parts && columns.map((column, at) => `${Number(parts[at])}${clean(printed(column))}`)
}
