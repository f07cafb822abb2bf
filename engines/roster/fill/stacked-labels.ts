import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { blockOf } from './card-blocks.ts'
import { couldBeLabel, isKnown, isNumeric, longestLabel } from './card-labels.ts'
import type { FormRow, GridView } from './form-grid.ts'
import type { Asked } from './form-mapping.ts'
import { formScore } from './form-words.ts'
import { offeredOptions } from './placeholder.ts'

/** The places of a card whose labels stand above them, and the rows that they take. */
export type Stack = { readonly asked: readonly Asked[]; readonly rows: ReadonlySet<number> }

const fewestKnown = 3
// What lies so far below is no card, and none has so many places.
const rowsLookedAt = 1_000
const mostPlaces = 500

/**
 * Rows of labels, each above a blank row divided the same way: 姓名 性别 民族 over their places, 家庭住址 over its own below.
 * One such pair is the heading of a list; two that follow each other are a card. Undefined where nobody is named in it.
 */
export function stackedLabels(view: GridView): Stack | undefined {
  const asked: Asked[] = []
  const rows = new Set<number>()
  const numbers = view.grid.rows.map(({ number }) => number).filter((number) => number <= rowsLookedAt)
  for (let at = 0; at < numbers.length; at++) {
    const pairs: number[] = []
    for (let row = numbers[at] ?? 0; isPair(view, row); row += 2) pairs.push(row)
    if (pairs.filter((row) => labelsIn(view, row).length >= 2).length < 2) continue
    for (const row of pairs) {
      rows.add(row).add(row + 1)
      for (const { column, text } of labelsIn(view, row)) {
        const offers = offeredOptions(view.cell(row + 1, column)?.text ?? '')
        const block = blockOf(view, row, column)
        const path = [...(block === undefined ? [] : [block]), clean(text).replace(/[:：]$/, '')]
        asked.push({ path, block, column, row: row + 1, offers })
      }
    }
    at += pairs.length * 2 - 1
  }
  if (asked.length > mostPlaces) return undefined
  const keys = asked.map(({ path }) => headingKey(path.at(-1) ?? ''))
  const namesOne = keys.some(
    (key) => formScore('name', key, false) >= 0.75 || formScore('head_name', key, false) >= 0.75,
  )
  const isOfOne = namesOne && !keys.some((key) => /^(?:序号|编号)$/.test(key))
  return isOfOne && asked.filter(({ path }) => isKnown(path.at(-1) ?? '')).length >= fewestKnown
    ? { asked, rows }
    : undefined
}

/** The cells of a row without what is merged down the side of several. */
const labelsIn = (view: GridView, row: number): FormRow['cells'] =>
  (view.row(row)?.cells ?? []).filter(
    ({ column }) => !view.covered(row, column) && (view.merges.at(row, column)?.bottom ?? row) === row,
  )

/** A row of nothing but labels above a row of nothing but blank places as wide as they. */
function isPair(view: GridView, row: number): boolean {
  const labels = labelsIn(view, row)
  const places = labelsIn(view, row + 1)
  return (
    labels.length > 0 &&
    labels.length === places.length &&
    labels.every(({ text, formula }) => {
      const label = clean(text)
      return !formula && label !== '' && label.length <= longestLabel && !isNumeric(label) && isLabel(label)
    }) &&
    places.every(({ column, text, formula }, at) => {
      const isBlank = clean(text) === '' || offeredOptions(text).length > 0
      const isBelow = column === labels[at]?.column
      const isAsWide = view.rightEnd(row + 1, column) === view.rightEnd(row, column)
      return isBlank && !formula && isBelow && isAsWide
    })
  )
}

const isLabel = (label: string): boolean => isKnown(label) || couldBeLabel(label)
