import type { Sheet } from '../../core/sheet.ts'
import { arrearsStateWords, lineWords, arrearsWords as words } from './messages.ts'
import type { ArrearsReceiver, ArrearsRow } from './model.ts'

/** Due, paid and owed, a month of a receiver in each row. */
export const arrearsSheet: Sheet<ArrearsRow> = {
  name: words.title,
  columns: [
    { header: { zh: '档案号', en: 'File number' }, width: 16, value: (row) => row.fileNumber },
    { key: 'head', header: words.head, width: 14, value: (row) => row.headName },
    { key: 'receiver', header: words.receiver, width: 14, value: (row) => row.receiver },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'line', header: words.line, width: 20, value: (row, language) => lineWords[row.line][language] },
    { key: 'month', header: words.month, width: 10, value: (row) => row.month },
    { key: 'due', header: words.due, kind: 'yuan', value: (row) => row.dueFen },
    { key: 'paid', header: words.paid, kind: 'yuan', value: (row) => row.paidFen },
    { key: 'owed', header: words.owed, kind: 'yuan', value: (row) => row.owedFen },
    { key: 'lastPaid', header: words.lastPaid, kind: 'day', width: 12, value: (row) => row.lastPaidOn },
    { key: 'age', header: words.age, kind: 'number', value: (row) => String(row.age) },
    { key: 'state', header: words.state, width: 12, value: (row, language) => arrearsStateWords[row.state][language] },
  ],
}

/** The same with all months of a receiver together. */
export const receiversSheet: Sheet<ArrearsReceiver> = {
  name: words.people,
  columns: [
    { header: { zh: '档案号', en: 'File number' }, width: 16, value: (row) => row.fileNumber },
    { key: 'receiver', header: words.receiver, width: 14, value: (row) => row.receiver },
    { key: 'head', header: words.head, width: 14, value: (row) => row.headName },
    { key: 'area', header: words.area, width: 18, value: (row) => row.areaName },
    { key: 'line', header: words.line, width: 20, value: (row, language) => lineWords[row.line][language] },
    { key: 'due', header: words.due, kind: 'yuan', value: (row) => row.dueFen },
    { key: 'paid', header: words.paid, kind: 'yuan', value: (row) => row.paidFen },
    { key: 'owed', header: words.owed, kind: 'yuan', value: (row) => row.owedFen },
    { key: 'months', header: words.owedMonths, kind: 'number', value: (row) => String(row.owedMonths) },
    { key: 'since', header: words.owedSince, width: 12, value: (row) => row.owedSince },
  ],
}
