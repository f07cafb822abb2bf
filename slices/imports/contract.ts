import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, askExportOf, Nothing, pageInput, Uuid } from '../../core/contract.ts'
import { Import, ImportIssue, ImportRow, ImportTarget, NewUnits, RowState } from './model.ts'

const one = z.strictObject({ id: Uuid })

const importList = ask({
  method: 'GET',
  path: '/imports',
  summary: 'Imports, newest first',
  permission: 'imports.read',
  audit: 'imports.list',
  input: z.strictObject(pageInput),
  output: z.strictObject({ rows: z.array(Import), more: z.boolean() }),
})

export const importsContract = {
  list: importList,
  export: askExportOf(importList),
  upload: ask({
    method: 'POST',
    path: '/imports',
    summary: 'Upload a spreadsheet; it is read in the background and nothing is imported yet',
    permission: 'imports.write',
    audit: 'imports.upload',
    input: z.strictObject({
      file: z.file(),
      target: ImportTarget,
      /** Area of rows whose address does not say it. */
      areaCode: AreaCode,
      aidListId: Uuid.optional(),
    }),
    output: one,
  }),
  get: ask({
    method: 'GET',
    path: '/imports/{id}',
    summary: 'How an import stands: columns, counts, progress',
    permission: 'imports.read',
    audit: 'imports.read',
    input: one,
    output: Import,
  }),
  rows: ask({
    method: 'GET',
    path: '/imports/{id}/rows',
    summary: 'Rows of the dry run with their issues cell by cell',
    permission: 'imports.read',
    audit: 'imports.rows',
    input: z.strictObject({
      id: Uuid,
      state: RowState.optional(),
      withIssues: z.enum(['error', 'warning']).optional(),
      ...pageInput,
    }),
    output: z.strictObject({ rows: z.array(ImportRow), more: z.boolean(), total: z.int() }),
  }),
  issues: ask({
    method: 'GET',
    path: '/imports/{id}/issues',
    summary: 'All issues, worst first',
    permission: 'imports.read',
    audit: 'imports.issues',
    input: z.strictObject({ id: Uuid, severity: z.enum(['error', 'warning', 'info']).optional(), ...pageInput }),
    output: z.strictObject({
      rows: z.array(ImportIssue),
      /** The rows in which they stand, as far as a row was read. */
      around: z.array(ImportRow),
      more: z.boolean(),
      total: z.int(),
    }),
  }),
  marked: askExport({
    path: '/imports/{id}/marked',
    summary: 'The uploaded workbook with every faulty cell marked and a list of all issues',
    permission: 'imports.read',
    audit: 'imports.marked',
    input: one,
  }),
  correct: ask({
    method: 'PUT',
    path: '/imports/{id}/corrections',
    summary: 'Put cells right, assign columns, say what to do with unknown units; the file is judged again',
    permission: 'imports.write',
    audit: 'imports.correct',
    input: z.strictObject({
      id: Uuid,
      corrections: z
        .array(
          z.strictObject({
            sheet: z.string().max(100),
            cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/),
            text: z.string().max(500),
          }),
        )
        .max(1000)
        .default([]),
      chosen: z.record(z.string().max(200), z.string().max(40).nullable()).optional(),
      newUnits: NewUnits.optional(),
    }),
    output: Nothing,
  }),
  commit: ask({
    method: 'POST',
    path: '/imports/{id}/commit',
    summary: 'Import new and changed rows, all or nothing',
    permission: 'imports.write',
    audit: 'imports.commit',
    input: one,
    output: Nothing,
  }),
  cancel: ask({
    method: 'POST',
    path: '/imports/{id}/cancel',
    summary: 'Stop the running step, or discard an import that was not committed',
    permission: 'imports.write',
    audit: 'imports.cancel',
    input: one,
    output: Nothing,
  }),
  undo: ask({
    method: 'POST',
    path: '/imports/{id}/undo',
    summary: 'Undo a whole import while nothing was built on it',
    permission: 'imports.write',
    audit: 'imports.undo',
    input: one,
    output: Nothing,
  }),
}
