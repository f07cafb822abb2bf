import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { AidKind } from '../aid/model.ts'
import { MeasureKind } from '../pairing/plan-model.ts'

/** Four leads of a leading cadre (四带头, B-08): gives, pairs, visits, does things for people. */
export const Lead = z.enum(['donation', 'pair', 'visit', 'deed'])
export type Lead = z.infer<typeof Lead>

/** Records that a count is made of. */
export const EvidenceKind = z.enum(['aid', 'pair', 'visit', 'measure', 'promise', 'village'])
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** A leading cadre with the four counts of a period. */
export const LeadRow = z.strictObject({
  helperId: Uuid,
  name: z.string(),
  post: z.string().nullable(),
  unit: z.string().nullable(),
  areaName: z.string(),
  donation: z.int(),
  /** Cash among the donations, in fen; goods are counted and never added. */
  donatedFen: z.string(),
  pair: z.int(),
  visit: z.int(),
  deed: z.int(),
  missing: z.array(Lead),
})
export type LeadRow = z.infer<typeof LeadRow>

/** One record behind a count. */
export const EvidenceRow = z.strictObject({
  id: Uuid,
  kind: EvidenceKind,
  /** The day of the record; of a pair the day on which it began. */
  day: Day,
  householdId: Uuid.nullable(),
  headName: z.string().nullable(),
  areaName: z.string(),
  helperName: z.string().nullable(),
  unitName: z.string().nullable(),
  /** Code of the kind of aid or measure, or the role in a pair. */
  detail: z.string().nullable(),
  text: z.string().nullable(),
  amountFen: z.string().nullable(),
})
export type EvidenceRow = z.infer<typeof EvidenceRow>

/** What a form of help is counted by. */
export const FormBasis = z.enum(['pair', 'visit', 'aid', 'measure', 'village'])
export type FormBasis = z.infer<typeof FormBasis>

const key = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/)
const name = z.string().trim().min(1, { error: 'blank' }).max(40)

/** A form of help (帮扶形式, C-07) with what a unit does of it at least in a period. */
export const HelpForm = z.strictObject({
  key,
  name,
  basis: FormBasis,
  /** Kinds of aid or measures that count; all where none is named. */
  kinds: z.array(z.enum([...AidKind.options, ...MeasureKind.options])).max(30),
  least: z.int().min(1).max(10_000),
})
export type HelpForm = z.infer<typeof HelpForm>

export const DoneForm = z.strictObject({ key: z.string(), name: z.string(), least: z.int(), found: z.int() })

/** A unit with every form of the list: what it did, what is missing. */
export const UnitForms = z.strictObject({
  id: Uuid,
  name: z.string(),
  areaName: z.string(),
  forms: z.array(DoneForm),
  missing: z.int(),
})
export type UnitForms = z.infer<typeof UnitForms>

/** What can be checked of a sponsored village. */
export const PlaceCheck = z.enum([
  'unit',
  'leader',
  'resident',
  'partner',
  'plan',
  'visits',
  'helpers',
  'aid',
  'income',
  'approval',
])
export type PlaceCheck = z.infer<typeof PlaceCheck>

/** An item of 六个到位 (D-10): its own name, and what it is computed from. */
export const PlaceItem = z.strictObject({ key: PlaceCheck, name })
export type PlaceItem = z.infer<typeof PlaceItem>

/** A sponsored village with each item of the list: there, or what is missing, as “found of needed”. */
export const VillagePlace = z.strictObject({
  id: Uuid,
  areaCode: AreaCode,
  areaName: z.string(),
  giverName: z.string().nullable(),
  since: Day,
  dueOn: Day.nullable(),
  items: z.array(z.strictObject({ key: PlaceCheck, name: z.string(), found: z.int(), needed: z.int() })),
  missing: z.int(),
})
export type VillagePlace = z.infer<typeof VillagePlace>

/** What the store knows of a sponsored village. */
export type VillageFacts = Omit<VillagePlace, 'items' | 'missing'> & {
  unit: boolean
  leader: boolean
  resident: boolean
  partner: boolean
  plan: boolean
  approval: boolean
  income: boolean
  /** Registered families of the village; of them visited since the sponsorship began, and with a helper. */
  families: number
  visited: number
  helped: number
  /** Things that the sponsoring unit or its helpers gave to families of the village since then. */
  given: number
}

export type ChecklistKind = 'help_forms' | 'in_place'
