import type { Sheet } from '../../core/sheet.ts'
import { familyColumns, fileNumberColumn, responsibleColumn } from '../registry/sheet-rules.ts'
import { guaranteeWords, stateWords } from './messages.ts'
import type { CoverageRow } from './model.ts'

/** The families behind a guarantee, the missed ones first. */
export const coverageSheet: Sheet<CoverageRow> = {
  name: guaranteeWords.title,
  columns: [
    fileNumberColumn,
    ...familyColumns,
    responsibleColumn,
    { key: 'state', header: { zh: '状态', en: 'State' }, value: (row, language) => stateWords[row.state][language] },
    {
      key: 'coveredOn',
      header: { zh: '到位日期', en: 'Covered on' },
      kind: 'day',
      width: 12,
      value: (row) => row.coveredOn,
    },
    { key: 'reason', header: { zh: '例外原因', en: 'Reason' }, width: 26, value: (row) => row.reason },
  ],
}
