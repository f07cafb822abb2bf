import type { Sheet } from '../../core/sheet.ts'
import { watchKindWords, watchSignWords, watchStateWords, watchWords as words } from './watch-messages.ts'
import type { Watched } from './watch-model.ts'

/** Families under watch as a spreadsheet. */
export const watchSheet: Sheet<Watched> = {
  name: words.title,
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { key: 'head', header: words.head, width: 14, value: (row) => row.headName },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'kind', header: words.kind, value: (row, language) => watchKindWords[row.kind][language] },
    { key: 'sign', header: words.sign, width: 14, value: (row, language) => watchSignWords[row.sign][language] },
    { key: 'from', header: words.from, kind: 'day', width: 12, value: (row) => row.fromDay },
    { key: 'to', header: words.to, kind: 'day', width: 12, value: (row) => row.toDay },
    { key: 'lastMonth', header: words.lastMonth, width: 12, value: (row) => row.lastMonth },
    { key: 'lastFen', header: words.lastFen, kind: 'yuan', value: (row) => row.lastFen },
    {
      key: 'file',
      header: words.file,
      value: (row, language) => (row.withdrawn ? words.withdrawn : words.onFile)[language],
    },
    { header: words.state, value: (row, language) => watchStateWords[row.state][language] },
    { key: 'why', header: words.why, width: 40, value: (row) => row.why },
  ],
}
