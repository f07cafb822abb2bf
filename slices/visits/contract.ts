import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExport, askList, pageInput, queryFlag, Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Category, Cause } from '../registry/model.ts'
import { FamilyRequest } from '../requests/model.ts'
import { OutboxItem, Promised, PromiseRow, VisitDraft, VisitedFamily, VisitRow } from './model.ts'

/** What a list of visits may be narrowed by. */
export const VisitFilter = z.strictObject({
  area: AreaCode.optional(),
  household: Uuid.optional(),
  helper: Uuid.optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** Visits at which money or goods were handed over. */
  gave: queryFlag.optional(),
})
export type VisitFilter = z.infer<typeof VisitFilter>

export const VisitListInput = z.strictObject({
  ...VisitFilter.shape,
  ...pageInput,
  sort: z.enum(['visited', 'recorded', 'area']).default('visited'),
  order: z.enum(['asc', 'desc']).default('desc'),
})

/** What a list of visited families may be narrowed by; the days are those of the visits that count. */
export const VisitedFilter = VisitFilter.pick({ area: true, from: true, to: true })
export type VisitedFilter = z.infer<typeof VisitedFilter>

export const VisitedListInput = z.strictObject({
  ...VisitedFilter.shape,
  ...pageInput,
  sort: z.enum(['last', 'visits', 'area']).default('last'),
  order: z.enum(['asc', 'desc']).default('desc'),
})

export const PromiseFilter = z.strictObject({
  area: AreaCode.optional(),
  household: Uuid.optional(),
  /** Not kept yet, not kept after its last day, or kept. */
  state: z.enum(['open', 'overdue', 'kept']).optional(),
})
export type PromiseFilter = z.infer<typeof PromiseFilter>

export const PromiseListInput = z.strictObject({
  ...PromiseFilter.shape,
  ...pageInput,
  sort: z.enum(['due', 'promised', 'area']).default('promised'),
  order: z.enum(['asc', 'desc']).default('desc'),
})

/** One of a helper's own families with all that is needed on the way, so that it also opens without a signal. */
export const OwnFamily = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  address: z.string().nullable(),
  size: z.int(),
  category: Category.nullable(),
  mainCause: Cause.nullable(),
  people: z.array(z.strictObject({ name: z.string(), age: z.int().nullable() })),
  role: z.enum(['lead', 'further']),
  leadName: z.string(),
  /** Whom of the family the helper stands by in particular, such as a student. */
  person: z.string().nullable(),
  since: Day,
  lastVisitedOn: Day.nullable(),
  nextVisitOn: Day,
  late: z.boolean(),
  visits: z.array(VisitRow),
  promises: z.array(Promised),
  requests: z.array(FamilyRequest),
})
export type OwnFamily = z.infer<typeof OwnFamily>

const Todo = z.strictObject({
  kind: z.enum(['visit', 'promise', 'request']),
  id: Uuid,
  householdId: Uuid,
  headName: z.string(),
  text: z.string(),
  dueOn: Day,
  late: z.boolean(),
})

const Receipt = z.strictObject({
  id: z.string(),
  result: z.enum(['stored', 'already', 'conflict', 'rejected']),
  /** Why it was not stored, in the reader's language. */
  message: z.string().optional(),
})
export type Receipt = z.infer<typeof Receipt>

const visitsContract = {
  ...askList({
    path: '/visits',
    summary: 'Visits to families, the newest first',
    permission: 'visits.read',
    audit: 'visits.list',
    input: VisitListInput,
    filter: VisitFilter,
    row: VisitRow,
    sums: { households: z.int() },
  }),
  families: ask({
    method: 'GET',
    path: '/visits/families',
    summary: 'Families that were visited, each once, with how often and when last',
    permission: 'visits.read',
    audit: 'visits.list',
    input: VisitedListInput,
    output: z.strictObject({ rows: z.array(VisitedFamily), more: z.boolean() }),
  }),
  exportFamilies: askExport({
    path: '/visits/families/export',
    summary: 'Visited families as a spreadsheet',
    permission: 'visits.read',
    audit: 'visits.export',
    input: VisitedListInput.omit({ limit: true, offset: true }),
  }),
  get: ask({
    method: 'GET',
    path: '/visits/{id}',
    summary: 'One visit',
    permission: 'visits.read',
    audit: 'visits.read',
    input: z.strictObject({ id: Uuid }),
    output: VisitRow,
  }),
  record: ask({
    method: 'POST',
    path: '/visits',
    summary: 'Record a visit; the same id with the same content is recorded once',
    permission: 'visits.write',
    audit: 'visits.record',
    input: VisitDraft,
    output: z.strictObject({ id: Uuid, result: z.enum(['stored', 'already']) }),
  }),
  sync: ask({
    method: 'POST',
    path: '/visits/sync',
    summary:
      'Records made on a phone without a signal, each answered for itself: stored, already, conflict or rejected. Items may come in any order and again; an item without an answer is sent again.',
    permission: 'visits.write',
    audit: 'visits.sync',
    // One malformed item must not hold up the others, so each is checked for itself.
    input: z.strictObject({ items: z.array(OutboxItem.or(z.unknown())).min(1).max(50) }),
    output: z.strictObject({ receipts: z.array(Receipt) }),
  }),
}

const promisesContract = {
  ...askList({
    path: '/promises',
    summary: 'What was promised to families, the newest first',
    permission: 'visits.read',
    audit: 'promises.list',
    input: PromiseListInput,
    filter: PromiseFilter,
    row: PromiseRow,
  }),
  keep: ask({
    method: 'POST',
    path: '/promises/{id}/keep',
    summary: 'A promise was kept',
    permission: 'visits.write',
    audit: 'promises.keep',
    input: z.strictObject({ id: Uuid, keptOn: Day.optional(), note: z.string().trim().max(200).default('') }),
    output: Promised,
  }),
}

const myContract = {
  families: ask({
    method: 'GET',
    path: '/my/families',
    summary: 'The families a helper stands by, with last visits, open promises and requests',
    permission: 'own_families.read',
    audit: 'my.families',
    input: z.strictObject({}),
    output: z.strictObject({ families: z.array(OwnFamily), today: Day }),
  }),
  todos: ask({
    method: 'GET',
    path: '/my/todos',
    summary: 'Visits that are due, promises and open requests of a helper',
    permission: 'own_families.read',
    audit: 'my.todos',
    input: z.strictObject({}),
    output: z.strictObject({ rows: z.array(Todo) }),
  }),
}

export const visitContracts = { visits: visitsContract, promises: promisesContract, my: myContract }
