import type { Sheet, SheetColumn } from '../../core/sheet.ts'
import { categoryWords, causeWords, reasonWords, registryWords, residenceWords } from './messages.ts'
import type { HouseholdRow } from './model.ts'

/** How a family's file, its head with the place, and the body that answers for it stand in the sheet of every list of families. */
export const fileNumberColumn: SheetColumn<{ fileNumber: string }> = {
  key: 'fileNumber',
  header: { zh: '档案号', en: 'File number' },
  value: (row) => row.fileNumber,
}
export const familyColumns: readonly SheetColumn<{ headName: string; areaName: string }>[] = [
  { key: 'head', header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
  { key: 'area', header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
]
export const responsibleColumn: SheetColumn<{ responsibleName: string }> = {
  key: 'responsible',
  header: { zh: '责任单位', en: 'Responsible body' },
  width: 26,
  value: (row) => row.responsibleName,
}

/** The household list as a spreadsheet. */
export const householdSheet: Sheet<HouseholdRow> = {
  name: registryWords.title,
  columns: [
    fileNumberColumn,
    ...familyColumns,
    responsibleColumn,
    {
      key: 'responsible',
      header: { zh: '责任依据', en: 'Why' },
      width: 26,
      value: (row, language) => reasonWords[row.responsibleReason][language],
    },
    { key: 'unit', header: { zh: '工作单位', en: 'Work unit' }, width: 22, value: (row) => row.workUnit },
    { key: 'size', header: { zh: '家庭人口', en: 'Persons' }, kind: 'number', value: (row) => row.size },
    { header: { zh: '城乡', en: 'Residence' }, value: (row, language) => residenceWords[row.residence][language] },
    {
      key: 'category',
      header: { zh: '困难类别', en: 'Category' },
      value: (row, language) => row.category && categoryWords[row.category][language],
    },
    {
      key: 'cause',
      header: { zh: '主要致困原因', en: 'Main cause' },
      width: 16,
      value: (row, language) => row.mainCause && causeWords[row.mainCause][language],
    },
    {
      key: 'annual',
      header: { zh: '家庭年收入（元）', en: 'Yearly income (yuan)' },
      kind: 'yuan',
      value: (row) => row.annualIncomeFen,
    },
    {
      key: 'income',
      header: { zh: '人均月收入（元）', en: 'Monthly income a person (yuan)' },
      kind: 'yuan',
      value: (row) => row.monthlyPerCapitaFen,
    },
    {
      key: 'registered',
      header: { zh: '建档日期', en: 'Registered on' },
      kind: 'day',
      width: 12,
      value: (row) => row.registeredOn,
    },
  ],
}
