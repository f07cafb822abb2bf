import { type Language, say } from '../../core/messages.ts'
import type { Sheet, SheetColumn } from '../../core/sheet.ts'
import { familyColumns, fileNumberColumn } from '../registry/sheet-rules.ts'
import { markWords } from './messages.ts'
import type { PromiseRow, VisitedFamily, VisitRow } from './model.ts'

type SeenPart = VisitRow['living']

/** Marks in words and the text behind them. */
const seen = (part: SeenPart, language: Language): string =>
  [
    ...part.marks.map((mark) => (markWords as Record<string, { zh: string; en: string }>)[mark]?.[language] ?? mark),
    part.text,
  ]
    .filter(Boolean)
    .join(language === 'zh' ? '；' : '; ')

const seenParts = [
  ['living', { zh: '生活', en: 'Living' }, 30],
  ['thinking', { zh: '思想', en: 'Thinking' }, 24],
  ['difficulties', { zh: '困难', en: 'Difficulties' }, 30],
  ['needs', { zh: '需求', en: 'Needs' }, 30],
] as const

/** What was seen of one side of a family's life; on the screen all four stand in one column. */
const seenColumn = ([part, header, width]: (typeof seenParts)[number]): SheetColumn<VisitRow> => ({
  ...{ key: 'seen', header, width },
  value: (row, language) => seen(row[part], language),
})

/** Visits as a spreadsheet. */
export const visitSheet: Sheet<VisitRow> = {
  name: { zh: '走访记录', en: 'Visits' },
  columns: [
    { key: 'visited', header: { zh: '走访日期', en: 'Day' }, kind: 'day', width: 12, value: (row) => row.visitedOn },
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    ...familyColumns,
    { key: 'visitor', header: { zh: '走访人', en: 'Visitor' }, width: 14, value: (row) => row.visitor },
    { key: 'unit', header: { zh: '单位', en: 'Unit' }, width: 24, value: (row) => row.unit },
    ...seenParts.map(seenColumn),
    { key: 'given', header: { zh: '慰问金（元）', en: 'Cash (yuan)' }, kind: 'yuan', value: (row) => row.cashFen },
    {
      key: 'given',
      header: { zh: '慰问品', en: 'Goods' },
      width: 24,
      value: (row, language) =>
        row.goods
          .map((one) =>
            say({ zh: '{name} {quantity} {unit}', en: '{name} {quantity} {unit}' }, language, { ...one, valueFen: '' }),
          )
          .join('、'),
    },
    { key: 'followed', header: { zh: '诉求（件）', en: 'Requests' }, kind: 'number', value: (row) => row.asks },
    { key: 'followed', header: { zh: '承诺（件）', en: 'Promises' }, kind: 'number', value: (row) => row.promises },
  ],
}

/** Visited families as a spreadsheet. */
export const visitedSheet: Sheet<VisitedFamily> = {
  name: { zh: '走访到的家庭', en: 'Visited households' },
  columns: [
    fileNumberColumn,
    ...familyColumns,
    { key: 'visits', header: { zh: '走访（次）', en: 'Visits' }, kind: 'number', value: (row) => row.visits },
    {
      key: 'last',
      header: { zh: '最近走访', en: 'Last visit' },
      kind: 'day',
      width: 12,
      value: (row) => row.lastVisitedOn,
    },
  ],
}

/** Promises as a spreadsheet. */
export const promiseSheet: Sheet<PromiseRow> = {
  name: { zh: '帮扶承诺', en: 'Promises' },
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    ...familyColumns,
    { key: 'text', header: { zh: '承诺', en: 'Promise' }, width: 40, value: (row) => row.text },
    { key: 'helper', header: { zh: '承诺人', en: 'Promised by' }, width: 14, value: (row) => row.helperName },
    { key: 'unit', header: { zh: '单位', en: 'Unit' }, width: 24, value: (row) => row.unit },
    {
      key: 'promised',
      header: { zh: '承诺日期', en: 'Promised on' },
      kind: 'day',
      width: 12,
      value: (row) => row.promisedOn,
    },
    { key: 'due', header: { zh: '期限', en: 'Due' }, kind: 'day', width: 12, value: (row) => row.dueOn },
    { header: { zh: '兑现日期', en: 'Kept on' }, kind: 'day', width: 12, value: (row) => row.keptOn },
    { header: { zh: '说明', en: 'Note' }, width: 24, value: (row) => row.note },
  ],
}
