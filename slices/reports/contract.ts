import { z } from 'zod'
import { ask, askExport, pageInput, Uuid } from '../../core/contract.ts'
import { Round, RoundReport } from './model.ts'

export const reportsContract = {
  round: ask({
    method: 'GET',
    path: '/reports/round',
    summary: 'One round of 一帮一 in the scope of the asker: figures with the lists they count',
    permission: 'reports.read',
    audit: 'reports.round',
    input: Round,
    output: RoundReport,
  }),
  word: askExport({
    path: '/reports/round/word',
    summary: 'The same as a Word document, from a template that the county may replace',
    permission: 'reports.read',
    audit: 'reports.word',
    input: Round,
  }),
  units: ask({
    method: 'GET',
    path: '/reports/units',
    summary: 'The helper organisations that the report counts',
    permission: 'reports.read',
    audit: 'reports.units',
    input: z.strictObject(pageInput),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({ id: Uuid, name: z.string(), areaName: z.string(), helpers: z.int(), pairs: z.int() }),
      ),
      more: z.boolean(),
      total: z.int(),
    }),
  }),
  exportUnits: askExport({
    path: '/reports/units/export',
    summary: 'The helper organisations as a spreadsheet',
    permission: 'reports.read',
    audit: 'reports.export',
    input: z.strictObject({}),
  }),
}
