import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askList, Nothing, pageInput, queryFlag, Uuid, Version } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import {
  Category,
  Cause,
  Change,
  FamilyAsOf,
  Household,
  HouseholdDraft,
  HouseholdRow,
  PersonDraft,
  Relation,
  ResponsibleReason,
  Statement,
  TargetGroup,
} from './model.ts'

/** What a list of households may be narrowed by; the same keys stand in the address bar and in exports. */
export const HouseholdFilter = z.strictObject({
  area: AreaCode.optional(),
  category: Category.optional(),
  cause: Cause.optional(),
  responsible: Uuid.optional(),
  unit: Uuid.optional(),
  reason: ResponsibleReason.optional(),
  status: z.enum(['registered', 'withdrawn']).default('registered'),
  importId: Uuid.optional(),
  incomeBelowFen: z
    .string()
    .regex(/^\d{1,13}$/)
    .optional(),
  incomeUnknown: queryFlag.optional(),
  search: z.string().trim().max(40).optional(),
})
export type HouseholdFilter = z.infer<typeof HouseholdFilter>

export const HouseholdSort = z.enum(['area', 'head', 'income', 'registered', 'updated', 'category', 'cause'])
export type HouseholdSort = z.infer<typeof HouseholdSort>

/** A list as it was on a day, as known at the end of another; with only the second, as it was known then. */
const past = { asOf: Day.optional(), knownOn: Day.optional() }
export const HouseholdTotalInput = z.strictObject({ ...HouseholdFilter.shape, ...past })

export const HouseholdListInput = z.strictObject({
  ...HouseholdFilter.shape,
  ...past,
  ...pageInput,
  sort: HouseholdSort.default('updated'),
  order: z.enum(['asc', 'desc']).default('desc'),
})
export type HouseholdListInput = z.infer<typeof HouseholdListInput>

/** The day from which a change holds; today when it is left out. */
const from = Day.optional()
const why = z.string().trim().max(200).default('')

/** Who of a family is meant by a search, where it is not the head; nobody where its address is. */
export const Hit = z.strictObject({ householdId: Uuid, name: z.string().nullable(), relation: z.string().nullable() })
export type Hit = z.infer<typeof Hit>

export const registryContract = {
  ...askList({
    path: '/households',
    summary: 'Households in the scope of the asker; also as of a day, as known on another',
    permission: 'registry.read',
    audit: 'registry.list',
    input: HouseholdListInput,
    filter: HouseholdTotalInput,
    row: HouseholdRow,
    sums: { persons: z.int() },
  }),
  hits: ask({
    method: 'GET',
    path: '/households/hits',
    summary: 'Who of families that a search has found is meant, where it is not the head',
    permission: 'registry.read',
    audit: 'registry.list',
    input: z.strictObject({
      search: z.string().trim().min(1, { error: 'blank' }).max(60),
      /** As many as a page shows, with commas between. */
      ids: z
        .string()
        .max(8_000)
        .transform((text) => text.split(','))
        .pipe(z.array(Uuid).min(1).max(200)),
    }),
    output: z.strictObject({ rows: z.array(Hit) }),
  }),
  get: ask({
    method: 'GET',
    path: '/households/{id}',
    summary: 'One household with members, amounts, causes',
    permission: 'registry.read',
    audit: 'registry.read',
    input: z.strictObject({ id: Uuid }),
    output: Household,
  }),
  create: ask({
    method: 'POST',
    path: '/households',
    summary: 'Register a household; the first person is its head',
    permission: 'registry.write',
    audit: 'registry.create',
    input: z.strictObject({ household: HouseholdDraft, people: z.array(PersonDraft).min(1).max(30) }),
    output: z.strictObject({ id: Uuid, fileNumber: z.string() }),
  }),
  change: ask({
    method: 'PUT',
    path: '/households/{id}',
    summary: 'Change a household; the history keeps old and new',
    permission: 'registry.write',
    audit: 'registry.change',
    input: z.strictObject({ id: Uuid, version: Version, household: HouseholdDraft, from, why }),
    output: z.strictObject({ version: Version }),
  }),
  addPerson: ask({
    method: 'POST',
    path: '/households/{id}/people',
    summary: 'Add a member',
    permission: 'registry.write',
    audit: 'registry.add_person',
    input: z.strictObject({ id: Uuid, person: PersonDraft, from, why }),
    output: z.strictObject({ personId: Uuid }),
  }),
  changePerson: ask({
    method: 'PUT',
    path: '/households/{id}/people/{personId}',
    summary: 'Change a member',
    permission: 'registry.write',
    audit: 'registry.change_person',
    input: z.strictObject({ id: Uuid, personId: Uuid, version: Version, person: PersonDraft, from, why }),
    output: z.strictObject({ version: Version }),
  }),
  endPerson: ask({
    method: 'POST',
    path: '/households/{id}/people/{personId}/end',
    summary: 'A member leaves: moved, died, split, married',
    permission: 'registry.write',
    audit: 'registry.end_person',
    input: z.strictObject({
      id: Uuid,
      personId: Uuid,
      reason: z.enum(['moved', 'died', 'split', 'married', 'mistake', 'other']),
      newHeadId: Uuid.nullable().default(null),
      from,
      why,
    }),
    output: Nothing,
  }),
  changeHead: ask({
    method: 'POST',
    path: '/households/{id}/head',
    summary: 'Another member becomes the head (换户主); the one who was stays in the family',
    permission: 'registry.write',
    audit: 'registry.change_head',
    input: z.strictObject({
      id: Uuid,
      headId: Uuid,
      /** What the head until now is to the new one. */
      oldRelation: Relation.default('97'),
      from,
      why,
    }),
    output: Nothing,
  }),
  withdraw: ask({
    method: 'POST',
    path: '/households/{id}/withdraw',
    summary: 'Withdraw a file (撤档) with its reason',
    permission: 'registry.write',
    audit: 'registry.withdraw',
    input: z.strictObject({ id: Uuid, version: Version, why: z.string().trim().min(1, { error: 'blank' }).max(200) }),
    output: Nothing,
  }),
  reinstate: ask({
    method: 'POST',
    path: '/households/{id}/reinstate',
    summary: 'Take up a withdrawn file again (恢复建档): the family is in need once more',
    permission: 'registry.write',
    audit: 'registry.reinstate',
    input: z.strictObject({ id: Uuid, version: Version, why: z.string().trim().min(1, { error: 'blank' }).max(200) }),
    output: Nothing,
  }),
  history: ask({
    method: 'GET',
    path: '/households/{id}/history',
    summary: 'Every change: who, when, from what to what, why',
    permission: 'registry.read',
    audit: 'registry.history',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({ rows: z.array(Change) }),
  }),
  addGroup: ask({
    method: 'POST',
    path: '/households/{id}/groups',
    summary: 'The household belongs to a target group, since a day and on some evidence',
    permission: 'registry.write',
    audit: 'registry.add_group',
    input: z.strictObject({
      id: Uuid,
      code: TargetGroup,
      since: Day,
      evidence: z.string().trim().min(2, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ markId: Uuid }),
  }),
  endGroup: ask({
    method: 'POST',
    path: '/households/{id}/groups/{markId}/end',
    summary: 'The household belongs to a target group no longer',
    permission: 'registry.write',
    audit: 'registry.end_group',
    input: z.strictObject({ id: Uuid, markId: Uuid, why: z.string().trim().min(2, { error: 'blank' }).max(200) }),
    output: Nothing,
  }),
  asOf: ask({
    method: 'GET',
    path: '/households/{id}/as-of',
    summary: 'A household as it was on a day, as known on another',
    permission: 'registry.read',
    audit: 'registry.as_of',
    input: z.strictObject({ id: Uuid, on: Day, knownOn: Day }),
    output: FamilyAsOf,
  }),
  statements: ask({
    method: 'GET',
    path: '/households/{id}/statements',
    summary: 'Every statement about a household: from which day it holds, since when it is known',
    permission: 'registry.read',
    audit: 'registry.history',
    input: z.strictObject({ id: Uuid }),
    output: z.strictObject({ rows: z.array(Statement) }),
  }),
  reveal: ask({
    method: 'POST',
    path: '/households/{id}/people/{personId}/reveal',
    summary: 'Show one sealed field of one person, with the reason; always audited',
    permission: 'registry.reveal',
    audit: 'registry.reveal',
    input: z.strictObject({
      id: Uuid,
      personId: Uuid,
      field: z.enum(['identityNumber', 'phone', 'health']),
      reason: z.string().trim().min(2, { error: 'blank' }).max(200),
    }),
    output: z.strictObject({ value: z.string().nullable() }),
  }),
}
