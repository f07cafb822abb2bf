import type { Sheet } from '../../core/sheet.ts'
import { surveyWords } from './messages.ts'
import type { NeedSum } from './model.ts'

/** The purchasing list. */
export const needSheet: Sheet<NeedSum> = {
  name: surveyWords.purchasing,
  columns: [
    { key: 'item', header: surveyWords.item, width: 20, value: (row) => row.item },
    { key: 'quantity', header: surveyWords.quantity, kind: 'number', value: (row) => Number(row.quantity) },
    { key: 'unit', header: surveyWords.unit, value: (row) => row.unit },
    { key: 'households', header: surveyWords.households, kind: 'number', value: (row) => row.households },
  ],
}
