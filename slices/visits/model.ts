import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { PositiveFen } from '../../core/money.ts'
import { RequestKind, RequestText } from '../requests/model.ts'
import { visitMarks } from './phone-rules.ts'

const part = <Part extends keyof typeof visitMarks>(name: Part) =>
  z
    .strictObject({
      marks: z.array(z.enum(visitMarks[name])).max(9).default([]),
      text: z.string().trim().max(500).default(''),
    })
    .optional()

/** Something handed over besides cash. */
export const Goods = z.strictObject({
  name: z.string().trim().min(1, { error: 'blank' }).max(60),
  quantity: z.int().min(1).max(9999),
  unit: z.string().trim().max(10).default(''),
  valueFen: PositiveFen.nullable().default(null),
})
export type Goods = z.infer<typeof Goods>

/** A visit as the visitor writes it down. The device gives every id, so that sending it again has one effect. */
export const VisitDraft = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  /** The day of the visit, as the visitor says; it may be recorded later. */
  visitedOn: Day,
  /** The device's clock when it was written down; only kept, never compared. */
  madeAt: z.iso.datetime({ offset: true }).nullable().default(null),
  /** For officers who record a visit: who went. A helper is always the visitor. */
  helperId: Uuid.nullable().default(null),
  visitorText: z.string().trim().max(60).nullable().default(null),
  living: part('living'),
  thinking: part('thinking'),
  difficulties: part('difficulties'),
  needs: part('needs'),
  asks: z
    .array(z.strictObject({ id: Uuid, kind: RequestKind, text: RequestText }))
    .max(10)
    .default([]),
  promises: z
    .array(z.strictObject({ id: Uuid, text: z.string().trim().min(1, { error: 'blank' }).max(300), dueOn: Day }))
    .max(10)
    .default([]),
  /** Promises of earlier visits that were kept by this one. */
  kept: z.array(Uuid).max(20).default([]),
  cashFen: PositiveFen.nullable().default(null),
  goods: z.array(Goods).max(20).default([]),
})
export type VisitDraft = z.infer<typeof VisitDraft>

const Seen = z.strictObject({ marks: z.array(z.string()), text: z.string() })

export const Promised = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  visitId: Uuid,
  text: z.string(),
  promisedOn: Day,
  dueOn: Day,
  keptOn: Day.nullable(),
  note: z.string().nullable(),
  helperName: z.string().nullable(),
})
export type Promised = z.infer<typeof Promised>

/** A promise in the list of all promises. */
export const PromiseRow = z.strictObject({
  ...Promised.shape,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  unit: z.string().nullable(),
})
export type PromiseRow = z.infer<typeof PromiseRow>

/** A family that was visited, with how often and when last. */
export const VisitedFamily = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  visits: z.int(),
  lastVisitedOn: Day,
})
export type VisitedFamily = z.infer<typeof VisitedFamily>

/** A visit in lists and on the page of a family. */
export const VisitRow = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  helperId: Uuid.nullable(),
  visitor: z.string(),
  unit: z.string().nullable(),
  visitedOn: Day,
  recordedAt: z.string(),
  living: Seen,
  thinking: Seen,
  difficulties: Seen,
  needs: Seen,
  cashFen: z.string().nullable(),
  goods: z.array(Goods),
  asks: z.int(),
  promises: z.int(),
})
export type VisitRow = z.infer<typeof VisitRow>

/** A promise of an earlier visit that was kept meanwhile. */
export const PromiseKept = z.strictObject({
  promiseId: Uuid,
  keptOn: Day,
  note: z.string().trim().max(200).default(''),
})
export type PromiseKept = z.infer<typeof PromiseKept>

/** What lies in a phone's outbox: the envelope; the payload is checked by its kind. */
export const OutboxItem = z.strictObject({
  id: Uuid,
  kind: z.enum(['visit', 'promise_kept']),
  /** Whose record it is: a shared phone never sends in somebody else's name. */
  accountId: Uuid,
  device: z.string().max(60).default(''),
  /** The device's clock; only kept, never compared. */
  madeAt: z.iso.datetime({ offset: true }),
  formVersion: z.int().min(0).max(9999).default(1),
  payload: z.unknown(),
  /** Hash made by the phone, where it can; the server makes its own. */
  hash: z.string().max(64).default(''),
})
export type OutboxItem = z.infer<typeof OutboxItem>
