import type { Sheet } from '../../core/sheet.ts'
import { categoryWords, causeWords, reasonWords, registryWords, residenceWords } from './messages.ts'
import type { HouseholdRow } from './model.ts'

/** The household list as a spreadsheet. */
export const householdSheet: Sheet<HouseholdRow> = {
  name: registryWords.title,
  columns: [
    { header: { zh: '档案号', en: 'File number' }, value: (row) => row.fileNumber },
    { header: { zh: '户主', en: 'Head' }, width: 14, value: (row) => row.headName },
    { header: { zh: '地区', en: 'Area' }, width: 18, value: (row) => row.areaName },
    { header: { zh: '责任单位', en: 'Responsible body' }, width: 26, value: (row) => row.responsibleName },
    {
      header: { zh: '责任依据', en: 'Why' },
      width: 26,
      value: (row, language) => reasonWords[row.responsibleReason][language],
    },
    { header: { zh: '工作单位', en: 'Work unit' }, width: 22, value: (row) => row.workUnit },
    { header: { zh: '家庭人口', en: 'Persons' }, kind: 'number', value: (row) => row.size },
    { header: { zh: '城乡', en: 'Residence' }, value: (row, language) => residenceWords[row.residence][language] },
    {
      header: { zh: '困难类别', en: 'Category' },
      value: (row, language) => row.category && categoryWords[row.category][language],
    },
    {
      header: { zh: '主要致困原因', en: 'Main cause' },
      width: 16,
      value: (row, language) => row.mainCause && causeWords[row.mainCause][language],
    },
    {
      header: { zh: '家庭年收入（元）', en: 'Yearly income (yuan)' },
      kind: 'yuan',
      value: (row) => row.annualIncomeFen,
    },
    {
      header: { zh: '人均月收入（元）', en: 'Monthly income a person (yuan)' },
      kind: 'yuan',
      value: (row) => row.monthlyPerCapitaFen,
    },
    { header: { zh: '建档日期', en: 'Registered on' }, kind: 'day', width: 12, value: (row) => row.registeredOn },
  ],
}
