import type { Sheet } from '../../core/sheet.ts'
import { guaranteeWords, stateWords } from './messages.ts'
import type { CoverageRow } from './model.ts'

/** The families behind a guarantee, the missed ones first. */
export const coverageSheet: Sheet<CoverageRow> = {
  name: guaranteeWords.title,
  columns: [
    { key: 'fileNumber', header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { key: 'head', header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
    { key: 'area', header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    {
      key: 'responsible',
      header: { zh: '责任单位', en: 'Responsible body' },
      width: 26,
      value: (row) => row.responsibleName,
    },
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
