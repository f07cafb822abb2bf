import type { Sheet } from '../../core/sheet.ts'
import { familyColumns } from '../registry/sheet-rules.ts'
import { outcomeWords, requestKindWords, requestStateWords } from './messages.ts'
import type { FamilyRequest } from './model.ts'

/** Requests as a spreadsheet. */
export const requestSheet: Sheet<FamilyRequest> = {
  name: { zh: '诉求', en: 'Requests' },
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    ...familyColumns,
    {
      key: 'kind',
      header: { zh: '诉求种类', en: 'Kind' },
      value: (row, language) => requestKindWords[row.kind][language],
    },
    { key: 'text', header: { zh: '内容', en: 'Request' }, width: 40, value: (row) => row.text },
    {
      key: 'raised',
      header: { zh: '提出日期', en: 'Raised on' },
      kind: 'day',
      width: 12,
      value: (row) => row.raisedOn,
    },
    { key: 'due', header: { zh: '答复期限', en: 'Due on' }, kind: 'day', width: 12, value: (row) => row.dueOn },
    {
      key: 'responsible',
      header: { zh: '责任单位', en: 'Responsible body' },
      width: 26,
      value: (row) => row.responsibleName,
    },
    { key: 'helper', header: { zh: '帮扶责任人', en: 'Helper' }, width: 14, value: (row) => row.helperName },
    {
      key: 'state',
      header: { zh: '状态', en: 'State' },
      value: (row, language) => requestStateWords[row.state][language],
    },
    { header: { zh: '答复', en: 'Answer' }, width: 40, value: (row) => row.answer },
    {
      key: 'state',
      header: { zh: '办理结果', en: 'Outcome' },
      value: (row, language) => row.outcome && outcomeWords[row.outcome][language],
    },
  ],
}
