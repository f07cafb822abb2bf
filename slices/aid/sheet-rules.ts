import { minuteOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import { formatFen } from '../../core/yuan.ts'
import { familyColumns, fileNumberColumn, responsibleColumn } from '../registry/sheet-rules.ts'
import { aidWords, festivalWords, fieldWords, kindWords, modeWords, sourceWords } from './messages.ts'
import type { AidLine, AidList, AidListEntry } from './model.ts'
import { festivalListWords as listWords, ledgerWords as words } from './page-messages.ts'

/** The aid ledger as a spreadsheet: cash and valued goods in columns of their own (B-41). */
export const aidSheet: Sheet<AidLine> = {
  name: aidWords.ledger,
  columns: [
    { key: 'givenOn', header: { zh: '日期', en: 'Day' }, kind: 'day', width: 12, value: (row) => row.givenOn },
    ...familyColumns,
    {
      key: 'kind',
      header: { zh: '帮扶种类', en: 'Kind' },
      width: 14,
      value: (row, language) => kindWords[row.kind][language],
    },
    {
      key: 'field',
      header: { zh: '方面', en: 'Field' },
      width: 14,
      value: (row, language) => fieldWords[row.field as 1 | 2 | 3 | 4 | 5][language],
    },
    { key: 'mode', header: { zh: '性质', en: 'Mode' }, value: (row, language) => modeWords[row.mode][language] },
    {
      key: 'source',
      header: { zh: '来源', en: 'Source' },
      width: 14,
      value: (row, language) => sourceWords[row.source][language],
    },
    { key: 'giver', header: { zh: '帮扶方', en: 'Giver' }, width: 22, value: (row) => row.giver },
    { key: 'cash', header: { zh: '金额（元）', en: 'Cash (yuan)' }, kind: 'yuan', value: (row) => row.amountFen },
    { key: 'goods', header: { zh: '品名', en: 'Goods' }, width: 14, value: (row) => row.item },
    { key: 'goods', header: { zh: '数量', en: 'Quantity' }, value: (row) => row.quantity },
    { key: 'goods', header: { zh: '单位', en: 'Unit' }, value: (row) => row.unit },
    {
      key: 'value',
      header: { zh: '物资折价（元，不计入现金）', en: 'Value of goods (yuan, not cash)' },
      kind: 'yuan',
      value: (row) => row.valueFen,
    },
    { key: 'proof', header: { zh: '凭证', en: 'Proof' }, width: 18, value: (row) => row.proof },
    { key: 'note', header: { zh: '备注', en: 'Note' }, width: 22, value: (row) => row.note },
    {
      key: 'kind',
      header: { zh: '冲销', en: 'Reversal' },
      width: 12,
      value: (row, language) =>
        row.reversesId ? words.reversal[language] : row.reversedById ? words.reversed[language] : null,
    },
    { key: 'recordedBy', header: words.recordedBy, width: 14, value: (row) => row.recordedBy },
    { key: 'recorded', header: words.recorded, width: 18, value: (row) => minuteOf(row.recordedAt) },
  ],
}

const states = {
  planned: { zh: '未领取', en: 'Not yet' },
  received: { zh: '已领取', en: 'Received' },
  excepted: { zh: '例外', en: 'Excepted' },
}

/** A festival list for signing: a family a row. */
export const entrySheet: Sheet<AidListEntry> = {
  name: { zh: '发放名单', en: 'Festival list' },
  columns: [
    fileNumberColumn,
    ...familyColumns,
    responsibleColumn,
    { key: 'state', header: { zh: '状态', en: 'State' }, value: (row, language) => states[row.state][language] },
    {
      key: 'receivedOn',
      header: { zh: '领取日期', en: 'Received on' },
      kind: 'day',
      width: 12,
      value: (row) => row.receivedOn,
    },
    { key: 'receivedBy', header: { zh: '领取人', en: 'Received by' }, width: 14, value: (row) => row.receivedBy },
    { key: 'relation', header: { zh: '代领关系', en: 'Relation' }, value: (row) => row.relation },
    { key: 'receipt', header: { zh: '收据', en: 'Receipt' }, width: 14, value: (row) => row.receipt },
    { key: 'reason', header: { zh: '例外原因', en: 'Reason' }, width: 22, value: (row) => row.exceptionReason },
    { header: { zh: '领取人签字', en: 'Signature' }, width: 18, value: () => null },
  ],
}

/** Festival lists with how far each is. */
export const listSheet: Sheet<AidList> = {
  name: listWords.title,
  columns: [
    { key: 'name', header: listWords.name, width: 26, value: (row) => row.name },
    { key: 'festival', header: listWords.festival, value: (row, language) => festivalWords[row.festival][language] },
    { key: 'day', header: listWords.festivalDay, kind: 'day', width: 12, value: (row) => row.festivalDay },
    { key: 'due', header: listWords.due, kind: 'day', width: 12, value: (row) => row.dueOn },
    {
      key: 'each',
      header: listWords.each,
      width: 18,
      value: (row, language) =>
        row.amountFen
          ? `${formatFen(row.amountFen)} ${language === 'zh' ? '元' : 'yuan'}`
          : [row.item, row.quantity, row.unit].filter(Boolean).join(' '),
    },
    { key: 'progress', header: listWords.received, kind: 'number', value: (row) => row.received },
    { key: 'progress', header: listWords.excepted, kind: 'number', value: (row) => row.excepted },
    { key: 'progress', header: listWords.planned, kind: 'number', value: (row) => row.planned },
    {
      key: 'left',
      header: { zh: '状态', en: 'State' },
      value: (row, language) =>
        row.state === 'closed' ? listWords.closed[language] : { zh: '发放中', en: 'Open' }[language],
    },
  ],
}
