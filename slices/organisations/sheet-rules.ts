import { dayOf } from '../../core/date.ts'
import type { Sheet } from '../../core/sheet.ts'
import type { AliasRow } from './alias-contract.ts'
import { kindWords, organisationWords, stateWords } from './messages.ts'
import type { Organisation } from './model.ts'

/** The list of organisations as a spreadsheet; phones masked as on the screen. */
export const organisationSheet: Sheet<Organisation> = {
  name: organisationWords.title,
  columns: [
    { key: 'name', header: organisationWords.name, width: 28, value: (row) => row.name },
    { key: 'kind', header: organisationWords.kind, width: 14, value: (row, language) => kindWords[row.kind][language] },
    {
      key: 'enterpriseState',
      header: organisationWords.state,
      value: (row, language) => row.enterpriseState && stateWords[row.enterpriseState][language],
    },
    { key: 'tree', header: organisationWords.parent, width: 24, value: (row) => row.parentName },
    { key: 'area', header: organisationWords.area, width: 18, value: (row) => row.areaName },
    { key: 'sector', header: organisationWords.sector, width: 14, value: (row) => row.sector },
    { header: organisationWords.creditCode, width: 22, value: (row) => row.creditCode },
    {
      key: 'responsiblePerson',
      header: organisationWords.responsiblePerson,
      width: 14,
      value: (row) => row.responsiblePerson,
    },
    {
      key: 'responsiblePhone',
      header: organisationWords.responsiblePhone,
      width: 16,
      value: (row) => row.responsiblePhone,
    },
  ],
}

/** Other names of units, with who stated them. */
export const aliasSheet: Sheet<AliasRow> = {
  name: organisationWords.aliases,
  columns: [
    { key: 'alias', header: organisationWords.alias, width: 28, value: (row) => row.alias },
    { key: 'unit', header: organisationWords.name, width: 28, value: (row) => row.organisationName },
    { key: 'area', header: organisationWords.area, width: 18, value: (row) => row.areaName },
    { key: 'by', header: organisationWords.statedBy, width: 14, value: (row) => row.statedBy },
    {
      key: 'at',
      header: organisationWords.statedAt,
      kind: 'day',
      width: 12,
      value: (row) => row.statedAt && dayOf(new Date(row.statedAt)),
    },
  ],
}
