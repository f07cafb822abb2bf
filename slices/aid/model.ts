import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { PositiveFen } from '../../core/money.ts'

/**
 * Every kind of aid, with its field of C-02 (1 urgent living, 2 policy guarantees, 3 re-employment, 4 counselling,
 * 5 diverse forms) and whether it relieves or builds capacity. A new kind is a line here and a word in messages.
 */
export const aidKinds = {
  comfort_grant: { field: 1, mode: 'relief' },
  comfort_goods: { field: 1, mode: 'relief' },
  living_grant: { field: 1, mode: 'relief' },
  temporary_relief: { field: 1, mode: 'relief' },
  donated_cash: { field: 1, mode: 'relief' },
  donated_goods: { field: 1, mode: 'relief' },
  dibao_payment: { field: 2, mode: 'relief' },
  basic_living_payment: { field: 2, mode: 'relief' },
  unemployment_payment: { field: 2, mode: 'relief' },
  medical_aid: { field: 2, mode: 'relief' },
  education_grant: { field: 2, mode: 'relief' },
  heating_relief: { field: 2, mode: 'relief' },
  housing_aid: { field: 2, mode: 'relief' },
  legal_aid: { field: 2, mode: 'relief' },
  skills_training: { field: 3, mode: 'capacity' },
  job_placement: { field: 3, mode: 'capacity' },
  public_welfare_post: { field: 3, mode: 'capacity' },
  microloan: { field: 3, mode: 'capacity' },
  project_start: { field: 3, mode: 'capacity' },
  counselling: { field: 4, mode: 'capacity' },
  information: { field: 5, mode: 'capacity' },
  service: { field: 5, mode: 'relief' },
} as const satisfies Record<string, { field: 1 | 2 | 3 | 4 | 5; mode: 'relief' | 'capacity' }>

export const AidKind = z.enum(Object.keys(aidKinds) as [keyof typeof aidKinds, ...(keyof typeof aidKinds)[]])
export type AidKind = z.infer<typeof AidKind>

const cashKinds: ReadonlySet<AidKind> = new Set([
  'comfort_grant',
  'living_grant',
  'temporary_relief',
  'donated_cash',
  'dibao_payment',
  'basic_living_payment',
  'unemployment_payment',
])
const goodsKinds: ReadonlySet<AidKind> = new Set(['comfort_goods', 'donated_goods'])

/** What a kind hands over: money, goods, or a service that may come with either. */
export const handsOver = (kind: AidKind): 'cash' | 'goods' | 'either' =>
  cashKinds.has(kind) ? 'cash' : goodsKinds.has(kind) ? 'goods' : 'either'

/** Where aid comes from (E-03). */
export const AidSource = z.enum(['finance', 'union', 'unit', 'enterprise', 'society', 'helper', 'other'])
export type AidSource = z.infer<typeof AidSource>

const quantity = z.string().regex(/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,3})?$/, { error: 'not_a_quantity' })

const goods = {
  item: z.string().trim().min(1).max(60).nullable().default(null),
  /** Decimal text with at most three places; its unit stands in `unit`. */
  quantity: quantity.nullable().default(null),
  unit: z.string().trim().max(10).nullable().default(null),
}

/** What is filled in to register aid. */
export const AidDraft = z.strictObject({
  householdId: Uuid,
  personId: Uuid.nullable().default(null),
  givenOn: Day,
  kind: AidKind,
  source: AidSource,
  giverOrganisationId: Uuid.nullable().default(null),
  giverText: z.string().trim().max(60).nullable().default(null),
  amountFen: PositiveFen.nullable().default(null),
  ...goods,
  /** What the goods are worth, for reports; never counted as cash. */
  valueFen: PositiveFen.nullable().default(null),
  /** Receipt number, or what shows that it was handed over. */
  proof: z.string().trim().max(120).nullable().default(null),
  note: z.string().trim().max(300).nullable().default(null),
})
export type AidDraft = z.infer<typeof AidDraft>

/** A line of the ledger. */
export const AidLine = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  headName: z.string(),
  areaName: z.string(),
  givenOn: Day,
  recordedAt: z.string(),
  /** Name of the account that wrote it down; null where none did. */
  recordedBy: z.string().nullable(),
  kind: AidKind,
  field: z.int(),
  mode: z.enum(['relief', 'capacity']),
  source: AidSource,
  giver: z.string().nullable(),
  amountFen: z.string().nullable(),
  item: z.string().nullable(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  valueFen: z.string().nullable(),
  proof: z.string().nullable(),
  note: z.string().nullable(),
  aidListId: Uuid.nullable(),
  /** This line takes another back. */
  reversesId: Uuid.nullable(),
  /** Another line has taken this one back. */
  reversedById: Uuid.nullable(),
})
export type AidLine = z.infer<typeof AidLine>

/** Festivals with their lunar or Islamic day, and any other day that is named. */
export const Festival = z.enum([
  'spring_festival',
  'lantern',
  'dragon_boat',
  'mid_autumn',
  'corban',
  'new_year',
  'labour_day',
  'national_day',
  'other',
])
export type Festival = z.infer<typeof Festival>

/** A list of families that are to receive something before a day. */
export const AidListDraft = z.strictObject({
  name: z.string().trim().min(1, { error: 'blank' }).max(60),
  festival: Festival,
  /** The year of the festival; the day is computed. With `other` the day is given. */
  year: z.int().min(1990).max(2099),
  day: Day.nullable().default(null),
  kind: z.enum(['comfort_grant', 'comfort_goods']),
  amountFen: PositiveFen.nullable().default(null),
  ...goods,
  source: AidSource.default('union'),
  giverOrganisationId: Uuid.nullable().default(null),
})
export type AidListDraft = z.infer<typeof AidListDraft>

export const AidList = z.strictObject({
  id: Uuid,
  name: z.string(),
  festival: Festival,
  festivalDay: Day,
  dueOn: Day,
  kind: z.enum(['comfort_grant', 'comfort_goods']),
  amountFen: z.string().nullable(),
  item: z.string().nullable(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  source: AidSource,
  state: z.enum(['open', 'closed']),
  planned: z.int(),
  received: z.int(),
  excepted: z.int(),
})
export type AidList = z.infer<typeof AidList>

export const AidListEntry = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  responsibleName: z.string(),
  state: z.enum(['planned', 'received', 'excepted']),
  receivedOn: Day.nullable(),
  receivedBy: z.string().nullable(),
  relation: z.string().nullable(),
  receipt: z.string().nullable(),
  exceptionReason: z.string().nullable(),
})
export type AidListEntry = z.infer<typeof AidListEntry>
