import type { Sheet } from '../../core/sheet.ts'
import { filingWords } from './messages.ts'
import type { FileRow } from './model.ts'

export const fileSheet: Sheet<FileRow> = {
  name: filingWords.title,
  columns: [
    { key: 'fileNumber', header: filingWords.fileNumber, value: (row) => row.fileNumber },
    { key: 'head', header: filingWords.head, width: 14, value: (row) => row.headName },
    { key: 'area', header: filingWords.area, width: 18, value: (row) => row.areaName },
    { key: 'responsible', header: filingWords.responsible, width: 26, value: (row) => row.responsibleName },
    { key: 'since', header: filingWords.since, kind: 'day', width: 12, value: (row) => row.since },
    { key: 'until', header: filingWords.until, kind: 'day', width: 12, value: (row) => row.until },
    { key: 'from', header: filingWords.fromBody, width: 26, value: (row) => row.fromName },
  ],
}
