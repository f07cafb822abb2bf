import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { blockOf } from './card-blocks.ts'
import type { FormRow, GridView } from './form-grid.ts'
import type { Asked } from './form-mapping.ts'
import type { ChosenFields, FormSlot } from './form-reading.ts'
import { isByHand } from './form-words.ts'
import { isOfForm, isSurePlace, readAgreement } from './line-labels.ts'

// A blank that is drawn, or left open between two labels.
const hasBlank = /[_＿]{2,}|[:：][ \u3000]{2,}\S/

// A card has hardly more such cells, and a longer text is a note.
const mostCells = 100
const longestText = 600

/**
 * Labels and sentences with blanks within one cell of a card, as a form has them whose rows are one cell each:
 * 姓名：____　性别：____. What they ask of a person or the family and is known surely; opinions are for whoever signs them.
 */
export function cellLines(
  view: GridView,
  rows: readonly FormRow[],
  asked: readonly Asked[],
  chosen: ChosenFields,
): FormSlot[] {
  const places = Map.groupBy(asked, ({ row, column }) => `${row},${column}`)
  const cells = rows.flatMap((row) =>
    row.cells.filter(({ text }) => hasBlank.test(text) && text.length <= longestText).map((cell) => ({ row, ...cell })),
  )
  return cells.slice(0, mostCells).flatMap(({ row, column, text, formula }) => {
    const here = places.get(`${row.number},${column}`) ?? []
    const isTaken = here.some(({ inline }) => inline === undefined)
    if (formula || isTaken || view.covered(row.number, column) || isOfForm(text)) return []
    if (isOpinion(view, row, column) || blockOf(view, row.number, column + 1) !== undefined) return []
    const slots = readAgreement([text], chosen, 1).filter(({ inline }) => !here.some((one) => one.inline === inline))
    // What is not known is told beside what is.
    const isOfFamily = slots.some(isSurePlace)
    return slots
      .filter((slot) => isSurePlace(slot) || (isOfFamily && slot.field === null))
      .map((slot) => ({ ...slot, row: row.number, column }))
  })
}

/** True right of 审核意见 and the like. */
function isOpinion(view: GridView, row: FormRow, column: number): boolean {
  const beside = row.cells
    .filter((cell) => cell.column < column)
    .map((cell) => {
      const merge = view.merges.at(row.number, cell.column)
      return clean(view.cell(merge?.top ?? row.number, merge?.left ?? cell.column)?.text ?? '')
    })
  const label = beside.filter((text) => text !== '').at(-1)
  return label !== undefined && isByHand(headingKey(label))
}
