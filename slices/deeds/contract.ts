import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { EvidenceRow, HelpForm, Lead, LeadRow, PlaceCheck, PlaceItem, UnitForms, VillagePlace } from './model.ts'

/** The period of counting; this year up to today where nothing is said. */
const period = { from: Day.optional(), to: Day.optional() }

export const LeadFilter = z.strictObject({
  area: AreaCode.optional(),
  unit: Uuid.optional(),
  ...period,
  /** Those who have not taken this lead in the period. */
  without: Lead.optional(),
  search: z.string().trim().max(40).optional(),
})
export type LeadFilter = z.infer<typeof LeadFilter>
export const LeadListInput = z.strictObject({ ...LeadFilter.shape, ...pageInput })

export const EvidenceFilter = z.strictObject({
  helper: Uuid.optional(),
  unit: Uuid.optional(),
  lead: Lead.optional(),
  /** Key of a form of help. */
  form: z.string().max(40).optional(),
  ...period,
})
export type EvidenceFilter = z.infer<typeof EvidenceFilter>
export const EvidenceListInput = z.strictObject({ ...EvidenceFilter.shape, ...pageInput })

export const FormFilter = z.strictObject({
  area: AreaCode.optional(),
  unit: Uuid.optional(),
  ...period,
  /** Units that lack this form. */
  without: z.string().max(40).optional(),
  /** Units that lack any form. */
  incomplete: queryFlag.optional(),
})
export type FormFilter = z.infer<typeof FormFilter>
export const FormListInput = z.strictObject({ ...FormFilter.shape, ...pageInput })

export const PlaceFilter = z.strictObject({
  area: AreaCode.optional(),
  without: PlaceCheck.optional(),
  incomplete: queryFlag.optional(),
  /** Something is missing and the day by which it had to be there is over. */
  late: queryFlag.optional(),
})
export type PlaceFilter = z.infer<typeof PlaceFilter>
export const PlaceListInput = z.strictObject({ ...PlaceFilter.shape, ...pageInput })

const villagesList = askList({
  path: '/in-place/villages',
  summary: 'Sponsored villages with each item: there or missing',
  permission: 'pairing.read',
  audit: 'in_place.villages',
  input: PlaceListInput,
  filter: PlaceFilter,
  row: VillagePlace,
})

const unitsList = askList({
  path: '/help-forms/units',
  summary: 'Units that help, with each form: done and missing',
  permission: 'pairing.read',
  audit: 'help_forms.units',
  input: FormListInput,
  filter: FormFilter,
  row: UnitForms,
})

/** A list with who put it in force; version 0 is the proposal of the program. */
const listed = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    version: Version,
    items: z.array(item),
    proposal: z.array(item),
    note: z.string().nullable(),
    by: z.string().nullable(),
    at: z.string().nullable(),
  })
const saved = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    version: Version,
    items: z.array(item).min(1, { error: 'blank' }).max(12),
    note: z.string().trim().max(200).default(''),
  })

const leadsContract = askList({
  path: '/leads',
  summary: 'Leading cadres with their four leads of a period; by area and unit, never ranked',
  permission: 'pairing.read',
  audit: 'leads.list',
  input: LeadListInput,
  filter: LeadFilter,
  row: LeadRow,
})

const evidenceContract = askList({
  path: '/evidence',
  summary: 'The records behind a count of leads or forms of help, the newest first',
  permission: 'pairing.read',
  audit: 'evidence.list',
  input: EvidenceListInput,
  filter: EvidenceFilter,
  row: EvidenceRow,
})

const helpFormsContract = {
  get: ask({
    method: 'GET',
    path: '/help-forms',
    summary: 'The forms of help in force with the minimum of each, and the proposal',
    permission: 'pairing.read',
    audit: 'help_forms.read',
    input: Nothing,
    output: listed(HelpForm),
  }),
  save: ask({
    method: 'PUT',
    path: '/help-forms',
    summary: 'Put another list of forms in force; every earlier one is kept',
    permission: 'pairing.approve',
    audit: 'help_forms.save',
    input: saved(HelpForm),
    output: z.strictObject({ version: Version }),
  }),
  units: unitsList.list,
  total: unitsList.total,
  export: unitsList.export,
}

const inPlaceContract = {
  get: ask({
    method: 'GET',
    path: '/in-place',
    summary: 'The items of 六个到位 in force, and the proposal',
    permission: 'pairing.read',
    audit: 'in_place.read',
    input: Nothing,
    output: listed(PlaceItem),
  }),
  save: ask({
    method: 'PUT',
    path: '/in-place',
    summary: 'Put another list of items in force; every earlier one is kept',
    permission: 'pairing.approve',
    audit: 'in_place.save',
    input: saved(PlaceItem),
    output: z.strictObject({ version: Version }),
  }),
  villages: villagesList.list,
  total: villagesList.total,
  export: villagesList.export,
}

export const deedsContract = {
  leads: leadsContract,
  evidence: evidenceContract,
  helpForms: helpFormsContract,
  inPlace: inPlaceContract,
}
