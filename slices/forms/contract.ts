import { z } from 'zod'
import { ask, askExport, askExportOf, Nothing, pageInput, Uuid } from '../../core/contract.ts'
import { Filling, Form, Months, Selection } from './model.ts'

const one = z.strictObject({ id: Uuid })

const formList = ask({
  method: 'GET',
  path: '/forms',
  summary: 'Blank forms on file, newest first',
  permission: 'forms.fill',
  audit: 'forms.list',
  input: z.strictObject(pageInput),
  output: z.strictObject({ rows: z.array(Form), more: z.boolean() }),
})

export const formsContract = {
  list: formList,
  export: askExportOf(formList),
  upload: ask({
    method: 'POST',
    path: '/forms',
    summary: 'Upload a blank form (xlsx or docx); the same file again answers the form that is on file',
    permission: 'forms.fill',
    audit: 'forms.upload',
    input: z.strictObject({ file: z.file(), name: z.string().trim().max(100).optional() }),
    output: one,
  }),
  get: ask({
    method: 'GET',
    path: '/forms/{id}',
    summary: 'What a form asks for, as it was recognised and as it was chosen',
    permission: 'forms.fill',
    audit: 'forms.read',
    input: one,
    output: Form,
  }),
  choose: ask({
    method: 'PUT',
    path: '/forms/{id}/headings',
    summary: 'Say what headings ask for; remembered for the organisation, for every form',
    permission: 'forms.fill',
    audit: 'forms.choose',
    input: z.strictObject({ id: Uuid, chosen: z.record(z.string().min(1).max(200), z.string().max(40).nullable()) }),
    output: Nothing,
  }),
  fill: ask({
    method: 'POST',
    path: '/forms/{id}/fillings',
    summary: 'Fill the form for a selection of families; done in the background',
    permission: 'forms.fill',
    audit: 'forms.fill',
    input: z.strictObject({
      id: Uuid,
      selection: Selection,
      /** Asked for where the form counts within a period and does not say which. */
      period: Months.optional(),
      /** Why the data leave the product; kept in the audit trail. */
      purpose: z.string().trim().min(2, { error: 'blank' }).max(200),
      /** Whole identity numbers and phones instead of masked ones. */
      fullNumbers: z.boolean().default(false),
    }),
    output: one,
  }),
  fillings: ask({
    method: 'GET',
    path: '/forms/{id}/fillings',
    summary: 'What the asker has filled with this form, newest first',
    permission: 'forms.fill',
    audit: 'forms.fillings',
    input: z.strictObject({ id: Uuid, ...pageInput }),
    output: z.strictObject({ rows: z.array(Filling), more: z.boolean() }),
  }),
  filling: ask({
    method: 'GET',
    path: '/form-fillings/{id}',
    summary: 'How a filling stands, and what could not be filled',
    permission: 'forms.fill',
    audit: 'forms.filling',
    input: one,
    output: Filling,
  }),
  stop: ask({
    method: 'POST',
    path: '/form-fillings/{id}/stop',
    summary: 'Stop a filling that is under way; one that is over stays as it is',
    permission: 'forms.fill',
    audit: 'forms.stop',
    input: one,
    output: Nothing,
  }),
  file: askExport({
    path: '/form-fillings/{id}/file',
    summary: 'The filled form',
    permission: 'forms.fill',
    audit: 'forms.file',
    input: one,
  }),
}
