import { clean, saysNothing } from '../characters.ts'
import { headingKey, isKnownHeading, namesField } from '../header-words.ts'
import { blockOf } from './card-blocks.ts'
import { type FormField, formFields } from './form-fields.ts'
import type { FormRow, GridView } from './form-grid.ts'
import type { Asked } from './form-mapping.ts'
import { formScore, isByHand } from './form-words.ts'
import { isAnswered, labelsInside } from './labels-inside.ts'
import { isPlaceholder, offeredOptions } from './placeholder.ts'
import { recordScore } from './record-words.ts'
import { spreadBeside } from './spread-places.ts'

/** A text longer than this is a note and no label. */
export const longestLabel = 30

const fields = Object.keys(formFields) as FormField[]
const isFormHeading = (key: string): boolean =>
  key.length > 0 &&
  key.length <= 16 &&
  fields.some(
    (field) =>
      formScore(field, key, false) > 0 || recordScore('aid', field, key) > 0 || recordScore('visit', field, key) > 0,
  )

/** True for a text that could be a heading or a label of a form. */
export const isKnown = (text: string): boolean => {
  const key = headingKey(text)
  return isFormHeading(key) || namesField(key) || isKnownHeading(key) || isByHand(key)
}
export const isNumeric = (text: string): boolean => /^[\d.,、()（）-]*$/.test(clean(text))

/** A total ends the rows of a table and is no label. */
export const endsRows = /^(?:合计|总计|小计|共计|本页合计|累计)(?:$|[:：(（])/

/** A short text beside a blank place, on a card: listed as not known rather than passed over. */
export const couldBeLabel = (label: string): boolean =>
  /^[^。；，！]{2,16}$/.test(label) &&
  !endsRows.test(label.replaceAll(' ', '')) &&
  /[\u4e00-\u9fff]{2}/.test(label) &&
  !/^(?:注|说明|附件?)|^(?:第?[一二三四五六七八九十]+[、.部]|[(（][一二三四五六七八九十]+[)）])|(?:表|卡|册|台账|样式|单位[:：].*元)$/.test(
    label,
  )

/** Labels of a row with a blank place at their right. */
export function labelsOf(view: GridView, row: FormRow): Asked[] {
  const asked: Asked[] = []
  let valueAt = -1
  for (const { column, text, formula } of row.cells) {
    const label = clean(text)
    if (label === '' || formula || column === valueAt || view.covered(row.number, column)) continue
    const right = view.rightEnd(row.number, column) + 1
    const value = view.cell(row.number, right)
    const blank =
      value !== undefined &&
      (clean(value.text) === '' || saysNothing(clean(value.text)) || isPlaceholder(value.text)) &&
      !view.covered(row.number, right)
    // 填报单位： over several columns has its place behind it, whatever narrow cell stands beside.
    const width = right - column
    const isWide = width >= 3 && view.rightEnd(row.number, right) - right + 1 < width
    const inside = labelsInside(text, blank && !isWide)
    for (const one of inside) asked.push({ path: [one.replace(/[:：]$/, '')], column, row: row.number, inline: one })
    if (inside.length > 0) continue
    if (label.length > longestLabel || isNumeric(label) || isPlaceholder(label) || isAnswered(text)) continue
    if (!blank || value.formula || !(isKnown(label) || couldBeLabel(label))) continue
    const block = blockOf(view, row.number, column)
    const path = [...(block === undefined ? [] : [block]), label.replace(/[:：]$/, '')]
    const place = { column: right, row: row.number, spread: spreadBeside(view, row.number, right) }
    asked.push({ ...place, path, block, offers: offeredOptions(value.text) })
    valueAt = right
  }
  return asked
}
