import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { MeasureDraft, Missing, Plan, PlanDraft, PlanRow } from './plan-model.ts'

/** What the list of plans and clarities may be narrowed by. */
export const PlanFilter = z.strictObject({
  area: AreaCode.optional(),
  missing: Missing.optional(),
  clear: queryFlag.optional(),
  helper: Uuid.optional(),
  unit: Uuid.optional(),
  search: z.string().trim().max(40).optional(),
})
export type PlanFilter = z.infer<typeof PlanFilter>

export const PlanListInput = z.strictObject({
  ...PlanFilter.shape,
  ...pageInput,
  sort: z.enum(['area', 'head', 'helper', 'target']).default('area'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

/** Handbooks to print: chosen pairs by their ids, or all that a filter finds. */
export const HandbookInput = z.strictObject({
  ...PlanFilter.shape,
  /** Ids of pairs with commas between them. */
  ids: z
    .string()
    .max(8_000)
    .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/, { error: 'not_an_id' })
    .optional(),
  /** Where the product is reached: the code in the handbook opens the record there. */
  origin: z
    .string()
    .max(200)
    .regex(/^https?:\/\/[\w.:[\]-]+$/, { error: 'not_an_address' })
    .optional(),
  /** Word is filled into the area's own template, to be finished by hand. */
  format: z.enum(['pdf', 'docx']).default('pdf'),
})
export type HandbookInput = z.infer<typeof HandbookInput>

export const plansContract = {
  ...askList({
    path: '/plans',
    summary: 'Paired families with their plan and what is missing for the six clarities',
    permission: 'pairing.read',
    audit: 'plans.list',
    input: PlanListInput,
    filter: PlanFilter,
    row: PlanRow,
  }),
  counts: ask({
    method: 'GET',
    path: '/plans/counts',
    summary: 'For how many paired families the six clarities hold, and how many lack each item',
    permission: 'pairing.read',
    audit: 'plans.counts',
    input: z.strictObject({ area: AreaCode.optional() }),
    output: z.strictObject({ households: z.int(), clear: z.int(), missing: z.record(Missing, z.int()) }),
  }),
  handbooks: ask({
    method: 'GET',
    path: '/plans/handbooks',
    summary: 'Pairing handbooks as PDF or Word: one file, or many in a zip, one document for each family',
    permission: 'pairing.write',
    audit: 'plans.handbooks',
    input: HandbookInput,
    output: z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() }),
  }).route({ outputStructure: 'detailed' }),
  template: ask({
    method: 'GET',
    path: '/plans/template',
    summary: 'Which Word template handbooks of the asker’s area are filled into, and the tags it may have',
    permission: 'pairing.read',
    audit: 'plans.template',
    input: Nothing,
    output: z.strictObject({
      inForce: z
        .strictObject({
          areaCode: AreaCode,
          areaName: z.string(),
          fileName: z.string(),
          by: z.string().nullable(),
          at: z.string(),
        })
        .nullable(),
      /** Whether it is the asker’s area’s own. */
      own: z.boolean(),
      tags: z.array(z.string()),
      lists: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()) })),
    }),
  }),
  saveTemplate: ask({
    method: 'POST',
    path: '/plans/template',
    summary: 'Put a Word document with tags into force as the handbook of the asker’s area',
    permission: 'pairing.approve',
    audit: 'plans.save_template',
    input: z.strictObject({ file: z.file() }),
    output: z.strictObject({ id: Uuid }),
  }),
  removeTemplate: ask({
    method: 'DELETE',
    path: '/plans/template',
    summary: 'Take back the Word template of the asker’s area',
    permission: 'pairing.approve',
    audit: 'plans.remove_template',
    input: Nothing,
    output: Nothing,
  }),
  templateFile: askExport({
    path: '/plans/template/file',
    summary: 'The Word template in force in the asker’s area',
    permission: 'pairing.read',
    audit: 'plans.template_file',
    input: Nothing,
  }),
  get: ask({
    method: 'GET',
    path: '/households/{householdId}/plan',
    summary: 'The assistance plan of a family with its measures and the six clarities',
    permission: 'pairing.read',
    audit: 'plans.read',
    input: z.strictObject({ householdId: Uuid }),
    output: Plan,
  }),
  save: ask({
    method: 'PUT',
    path: '/households/{householdId}/plan',
    summary: 'Write the assistance plan of a family; version 0 where there is none yet',
    permission: 'pairing.write',
    audit: 'plans.save',
    input: z.strictObject({ householdId: Uuid, version: Version, ...PlanDraft.shape }),
    output: z.strictObject({ version: Version }),
  }),
  addMeasure: ask({
    method: 'POST',
    path: '/households/{householdId}/plan/measures',
    summary: 'Add a measure with the day by which it is to be done',
    permission: 'pairing.write',
    audit: 'plans.add_measure',
    input: z.strictObject({ householdId: Uuid, ...MeasureDraft.shape }),
    output: z.strictObject({ id: Uuid }),
  }),
  changeMeasure: ask({
    method: 'PUT',
    path: '/plan-measures/{id}',
    summary: 'Change a measure, or record that it was done and what came of it',
    permission: 'pairing.write',
    audit: 'plans.change_measure',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      ...MeasureDraft.shape,
      doneOn: Day.nullable().default(null),
      result: z.string().trim().max(200).nullable().default(null),
    }),
    output: z.strictObject({ version: Version }),
  }),
  removeMeasure: ask({
    method: 'DELETE',
    path: '/plan-measures/{id}',
    summary: 'Remove a measure that was never begun',
    permission: 'pairing.write',
    audit: 'plans.remove_measure',
    input: z.strictObject({ id: Uuid }),
    output: Nothing,
  }),
}
