import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { listKinds } from '../../engines/roster/fill/form-reading.ts'
import { Category, Cause } from '../registry/model.ts'

const Text = z.strictObject({ zh: z.string(), en: z.string() })

/** A place of the form and the fact it asks for, as the page shows it. */
export const Slot = z.strictObject({
  /** Under which the choice is remembered. */
  key: z.string(),
  header: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  byHand: z.boolean(),
})
export type Slot = z.infer<typeof Slot>

export const FormPart = z.strictObject({
  name: z.string(),
  shape: z.enum(['list', 'card']),
  /** What a row of its table is; null without a table. */
  rowOf: z.enum([...listKinds, 'aid', 'visit', 'register', 'ledger']).nullable(),
  /** Under which is remembered whose list it is; null where that is no question. */
  listKey: z.string().nullable(),
  blankRows: z.int(),
  /** Places of its statistical tables that are counted. */
  counted: z.int(),
  columns: z.array(Slot),
  labels: z.array(Slot),
})
export type FormPart = z.infer<typeof FormPart>

/** Whole months from the first day to the last. */
const Period = z.strictObject({ from: z.string(), to: z.string() })

export const FormState = z.enum(['reading', 'unreadable', 'ready'])
export type FormState = z.infer<typeof FormState>

/** A blank form on file. */
export const Form = z.strictObject({
  id: Uuid,
  name: z.string(),
  fileName: z.string(),
  state: FormState,
  problem: Text.nullable(),
  shape: z.enum(['list', 'card']).nullable(),
  parts: z.array(FormPart),
  /** The periods that its statistics name, and whether one of them has to be chosen. */
  periods: z.array(Period),
  asksPeriod: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  /** How often it was filled, and when last. */
  fillings: z.int(),
  filledAt: z.string().nullable(),
})
export type Form = z.infer<typeof Form>

/** Which families a form is filled for; what is outside the asker's area is never among them. */
export const Selection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('households'), ids: z.array(Uuid).min(1).max(10_000) }),
  z.strictObject({
    kind: z.literal('filter'),
    area: AreaCode.optional(),
    category: Category.optional(),
    cause: Cause.optional(),
  }),
  z.strictObject({
    kind: z.literal('aid_list'),
    id: Uuid,
    state: z.enum(['planned', 'received', 'excepted']).optional(),
  }),
  z.strictObject({
    kind: z.literal('guarantee'),
    id: Uuid,
    state: z.enum(['covered', 'excepted', 'missed']).optional(),
  }),
])
export type Selection = z.infer<typeof Selection>

/** Whole months of a year, for statistics within a period that the form leaves open. */
export const Months = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    first: z.int().min(1).max(12),
    last: z.int().min(1).max(12),
  })
  .refine(({ first, last }) => first <= last, { error: 'order' })
export type Months = z.infer<typeof Months>

export const FillingState = z.enum(['waiting', 'filling', 'done', 'failed'])
export type FillingState = z.infer<typeof FillingState>

/** What could not be filled, and some of the families to which it is unknown. */
export const Gap = z.strictObject({
  part: z.string(),
  header: z.string(),
  field: z.string().nullable(),
  reason: z.enum([
    'unmapped',
    'missing',
    'no_choice',
    'no_room',
    'whose',
    'no_list',
    'total',
    'whom',
    'count',
    'period',
  ]),
  count: z.int(),
  families: z.array(z.strictObject({ id: Uuid, headName: z.string() })),
  /** Under which heading it can be written down as further information of the person. */
  asks: z.string().optional(),
})
export type Gap = z.infer<typeof Gap>

/** A form filled once. */
export const Filling = z.strictObject({
  id: Uuid,
  formId: Uuid,
  formName: z.string(),
  state: FillingState,
  problem: Text.nullable(),
  purpose: z.string(),
  fullNumbers: z.boolean(),
  households: z.int(),
  done: z.int(),
  gaps: z.array(Gap),
  /** The periods within which was counted. */
  periods: z.array(Period),
  fileName: z.string().nullable(),
  /** False once the file was taken away. */
  hasFile: z.boolean(),
  createdAt: z.string(),
})
export type Filling = z.infer<typeof Filling>
