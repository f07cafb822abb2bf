import { minuteOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import type { Form } from './model.ts'
import { formListWords as words } from './page-messages.ts'

/** Blank forms on file. */
export const formSheet: Sheet<Form> = {
  name: words.title,
  columns: [
    { key: 'name', header: words.name, width: 40, value: (row) => row.name },
    { key: 'kind', header: words.kind, width: 16, value: (row, language) => row.shape && words[row.shape][language] },
    { key: 'state', header: words.state, value: (row, language) => words[row.state][language] },
    { key: 'filled', header: words.filled, kind: 'number', value: (row) => row.fillings },
    { key: 'by', header: words.by, width: 14, value: (row) => row.createdBy },
    { key: 'at', header: words.at, width: 18, value: (row) => minuteOf(row.createdAt) },
  ],
}
