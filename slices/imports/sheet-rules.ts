import { minuteOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import type { Import } from './model.ts'
import { importStateWords, targetWords, importListWords as words } from './page-messages.ts'

const count = (row: Import, of: 'new' | 'changed' | 'unchanged'): number | null => row.counts?.[of] ?? null

/** Imports with what became of each; the sentence of one that could not be read stands in a column of its own. */
export const importSheet: Sheet<Import> = {
  name: words.title,
  columns: [
    { key: 'file', header: words.file, width: 36, value: (row) => row.fileName },
    { key: 'target', header: words.target, width: 18, value: (row, language) => targetWords[row.target][language] },
    { key: 'state', header: words.state, value: (row, language) => importStateWords[row.state][language] },
    { key: 'result', header: { zh: '新增', en: 'New' }, kind: 'number', value: (row) => count(row, 'new') },
    { key: 'result', header: { zh: '变更', en: 'Changed' }, kind: 'number', value: (row) => count(row, 'changed') },
    { key: 'result', header: { zh: '未变', en: 'Unchanged' }, kind: 'number', value: (row) => count(row, 'unchanged') },
    {
      key: 'result',
      header: { zh: '不导入', en: 'Left out' },
      kind: 'number',
      value: (row) => row.counts && row.counts.rejected + row.counts.conflict,
    },
    {
      key: 'result',
      header: { zh: '说明', en: 'Remark' },
      width: 40,
      value: (row, language) => row.problem?.[language],
    },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'by', header: words.by, width: 14, value: (row) => row.createdBy },
    { key: 'at', header: words.at, width: 18, value: (row) => minuteOf(row.createdAt) },
  ],
}
