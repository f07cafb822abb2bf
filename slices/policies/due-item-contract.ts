import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { NonNegativeFen } from '../../core/money.ts'
import { DueItem, DueItemKind, DueItemState } from './due-item-model.ts'
import { householdFacts } from './fact-rules.ts'
import { BothLanguages, EndCause, HouseholdMonth, PolicyId } from './model.ts'

/** What a list of work may be narrowed by. */
export const DueItemFilter = z.strictObject({
  state: DueItemState.default('open'),
  kind: DueItemKind.optional(),
  policy: PolicyId.optional(),
  area: AreaCode.optional(),
})
export type DueItemFilter = z.infer<typeof DueItemFilter>

export const DueItemListInput = z.strictObject({
  ...DueItemFilter.shape,
  ...pageInput,
  sort: z.enum(['opened', 'area', 'kind', 'policy', 'due']).default('opened'),
  order: z.enum(['asc', 'desc']).default('desc'),
})
export type DueItemListInput = z.infer<typeof DueItemListInput>

/** A row of the list with the policy's own name. */
export const DueItemRow = z.strictObject({
  ...DueItem.shape,
  title: BothLanguages,
  /** Money that is received again and again or once: what the item asks for can be carried out. */
  paid: z.boolean(),
})
export type DueItemRow = z.infer<typeof DueItemRow>

const factNames = Object.entries(householdFacts)
  .filter(([, fact]) => !fact.registry && fact.type !== 'list')
  .map(([name]) => name)

const dueItemList = askList({
  path: '/policies/items',
  summary: 'Answers that became others, as work: raise, lower, stop, new, review',
  permission: 'policies.read',
  audit: 'policies.items',
  input: DueItemListInput,
  filter: DueItemFilter,
  row: DueItemRow,
})

export const dueItemContract = {
  dueItems: dueItemList.list,
  dueItemsTotal: dueItemList.total,
  exportDueItems: dueItemList.export,
  dueItemCounts: ask({
    method: 'GET',
    path: '/policies/items/counts',
    summary: 'Open work by kind, of an area or of one policy',
    permission: 'policies.read',
    audit: 'policies.items',
    input: z.strictObject({ area: AreaCode.optional(), policy: PolicyId.optional() }),
    output: z.strictObject({ counts: z.array(z.strictObject({ kind: DueItemKind, count: z.int() })) }),
  }),
  closeDueItem: ask({
    method: 'POST',
    path: '/policies/items/{id}/close',
    summary: 'Ends an item: done or not needed, with the answer that was decided upon',
    permission: 'enrolments.write',
    audit: 'policies.close_item',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      as: z.enum(['done', 'dismissed']),
      why: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: Nothing,
  }),
  carryOutDueItem: ask({
    method: 'POST',
    path: '/policies/items/{id}/carry-out',
    summary: 'Does what an item asks for: starts, raises, lowers or ends what a family receives, and ends the item',
    permission: 'enrolments.write',
    audit: 'policies.carry_out_item',
    input: z.strictObject({
      id: Uuid,
      version: Version,
      /** First day with the new amount, or without anything. */
      fromDay: Day,
      /** As the policy says when it is left out. */
      amountFen: NonNegativeFen.nullable().default(null),
      personId: Uuid.nullable().default(null),
      /** Why it ends; only where it does. */
      cause: EndCause.nullable().default(null),
      why: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ enrolmentId: Uuid.nullable() }),
  }),
  recordMonths: ask({
    method: 'PUT',
    path: '/policies/households/{id}/months',
    summary: 'Records what a family had in single months; the household is evaluated anew',
    permission: 'registry.write',
    audit: 'policies.record_months',
    input: z.strictObject({ id: Uuid, months: z.array(HouseholdMonth).min(1, { error: 'blank' }).max(24) }),
    output: Nothing,
  }),
  recordFact: ask({
    method: 'PUT',
    path: '/policies/households/{id}/facts/{name}',
    summary: 'Records a fact that policies ask for; the household is evaluated anew',
    permission: 'registry.write',
    audit: 'policies.record_fact',
    input: z.strictObject({
      id: Uuid,
      name: z.enum(factNames as [string, ...string[]]),
      /** Whose it is, for facts of single persons; null for the family. */
      personId: Uuid.nullable().default(null),
      value: z.string().trim().min(1, { error: 'blank' }).max(100),
      why: z.string().trim().max(200).nullable().default(null),
    }),
    output: Nothing,
  }),
  forgetCorrection: ask({
    method: 'POST',
    path: '/policies/households/{id}/facts/{name}/forget',
    summary: 'What was put by hand in the place of a fact that is worked out is taken back; it is worked out again',
    permission: 'registry.write',
    audit: 'policies.forget_correction',
    input: z.strictObject({
      id: Uuid,
      name: z.enum(factNames as [string, ...string[]]),
      why: z.string().trim().min(1, { error: 'blank' }).max(200),
    }),
    output: Nothing,
  }),
}
