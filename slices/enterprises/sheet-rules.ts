import type { Sheet } from '../../core/sheet.ts'
import { stateWords } from '../organisations/messages.ts'
import { enterpriseWords } from './messages.ts'
import type { EnterpriseRow } from './model.ts'

export const enterpriseSheet: Sheet<EnterpriseRow> = {
  name: enterpriseWords.title,
  columns: [
    { key: 'name', header: enterpriseWords.name, width: 28, value: (row) => row.name },
    { key: 'area', header: enterpriseWords.area, width: 16, value: (row) => row.areaName },
    { key: 'state', header: enterpriseWords.state, value: (row, language) => stateWords[row.state][language] },
    { key: 'asOf', header: enterpriseWords.asOf, kind: 'day', width: 12, value: (row) => row.asOf },
    { key: 'employees', header: enterpriseWords.employees, kind: 'number', value: (row) => row.employees },
    { key: 'laidOff', header: enterpriseWords.laidOff, kind: 'number', value: (row) => row.laidOff },
    { key: 'hardship', header: enterpriseWords.hardshipWorkers, kind: 'number', value: (row) => row.hardshipWorkers },
    { key: 'arrears', header: enterpriseWords.wageArrears, kind: 'yuan', value: (row) => row.wageArrearsFen },
    { key: 'households', header: enterpriseWords.households, kind: 'number', value: (row) => row.households },
  ],
}
