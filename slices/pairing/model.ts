import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Category, Cause, Phone } from '../registry/model.ts'

/** What a helper is: officials, bodies, and people from society (B-10, B-14, D-13). */
export const HelperKind = z.enum([
  'cadre',
  'leading_cadre',
  'unit',
  'enterprise',
  'party_branch',
  'party_group',
  'several',
  'model_worker',
  'entrepreneur',
  'self_employed',
  'democratic_party',
  'volunteer',
])
export type HelperKind = z.infer<typeof HelperKind>

/** Kinds counted together in reports: cadres (B-09), people from society (B-14), bodies that help as a whole. */
export const HelperGroup = z.enum(['cadre', 'social', 'body'])
export type HelperGroup = z.infer<typeof HelperGroup>

/** What a helper knows, as far as the matching understands it. */
export const Skill = z.enum([
  'farming',
  'breeding',
  'law',
  'medicine',
  'education',
  'finance',
  'management',
  'crafts',
  'commerce',
  'counselling',
  'building',
  'driving',
])
export type Skill = z.infer<typeof Skill>

/** More families than this nobody can stand by. */
export const mostFamilies = 20

const Words = (most: number) => z.string().trim().max(most).nullable().default(null)

/** What is filled in about a helper. The phone left out stays as it is; null clears it. */
export const HelperDraft = z.strictObject({
  kind: HelperKind,
  name: z.string().trim().min(1, { error: 'blank' }).max(60),
  alias: Words(60),
  post: Words(60),
  organisationId: Uuid.nullable().default(null),
  /** The unit in words while it is not on file as an organisation. */
  organisationText: Words(120),
  phone: Phone.nullable().optional(),
  areaCode: AreaCode,
  skillText: Words(120),
  capacity: z.int().min(1).max(mostFamilies).default(1),
  /** The account under which the helper uses the phone pages; none is needed. */
  membershipId: Uuid.nullable().default(null),
})
export type HelperDraft = z.infer<typeof HelperDraft>

export const HelperRow = z.strictObject({
  id: Uuid,
  kind: HelperKind,
  name: z.string(),
  alias: z.string().nullable(),
  post: z.string().nullable(),
  organisationId: Uuid.nullable(),
  /** The unit's name on file, or as a roster wrote it. */
  unit: z.string().nullable(),
  /** Masked. */
  phone: z.string().nullable(),
  areaCode: AreaCode,
  areaName: z.string(),
  skillText: z.string().nullable(),
  skills: z.array(Skill),
  capacity: z.int(),
  /** Families the helper stands by now, everywhere. */
  families: z.int(),
  membershipId: Uuid.nullable(),
  state: z.enum(['active', 'retired']),
  version: z.int(),
})
export type HelperRow = z.infer<typeof HelperRow>

/** 一帮一, 一帮多, 多帮一, 单位帮一 (B-10). */
export const PairKind = z.enum(['one_to_one', 'one_to_many', 'many_to_one', 'unit_to_one'])
export type PairKind = z.infer<typeof PairKind>

/** Why a pair ends. */
export const EndReason = z.enum([
  'graduated',
  'withdrawn',
  'moved',
  'helper_retired',
  'helper_moved',
  'lead_changed',
  'mistake',
  'other',
])
export type EndReason = z.infer<typeof EndReason>

/** A family in the list of pairs; without a pair the fields of the pair are null. */
export const PairRow = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  category: Category.nullable(),
  mainCause: Cause.nullable(),
  id: Uuid.nullable(),
  kind: PairKind.nullable(),
  helperId: Uuid.nullable(),
  helperName: z.string().nullable(),
  helperKind: HelperKind.nullable(),
  helperPost: z.string().nullable(),
  helperUnit: z.string().nullable(),
  further: z.int(),
  since: Day.nullable(),
  until: Day.nullable(),
  endReason: EndReason.nullable(),
  lastVisitedOn: Day.nullable(),
  version: z.int().nullable(),
})
export type PairRow = z.infer<typeof PairRow>

export const PairMember = z.strictObject({
  helperId: Uuid,
  name: z.string(),
  kind: HelperKind,
  post: z.string().nullable(),
  unit: z.string().nullable(),
  /** Masked. */
  phone: z.string().nullable(),
  role: z.enum(['lead', 'further']),
  since: Day,
  until: Day.nullable(),
})
export type PairMember = z.infer<typeof PairMember>

/** A pair with its members. */
export const Pair = z.strictObject({
  ...PairRow.shape,
  id: Uuid,
  endNote: z.string().nullable(),
  members: z.array(PairMember),
})
export type Pair = z.infer<typeof Pair>

/** What a rule of the matching says about a family and a helper, and what it costs. Put into words by `reasonText`. */
export const Reason = z.strictObject({
  rule: z.enum(['distance', 'unit', 'skill', 'load']),
  fact: z.string(),
  cost: z.int(),
})
export type Reason = z.infer<typeof Reason>

/** Why nobody was found for a family. */
export const Unserved = z.enum(['no_helper', 'all_taken', 'only_kin'])
export type Unserved = z.infer<typeof Unserved>

export const ProposalState = z.enum(['running', 'ready', 'failed', 'accepted', 'discarded'])
export const ProposalStage = z.enum(['waiting', 'reading', 'weighing', 'matching', 'writing', 'done'])

export const Proposal = z.strictObject({
  id: Uuid,
  areaCode: AreaCode,
  areaName: z.string(),
  state: ProposalState,
  stage: ProposalStage,
  donePercent: z.int(),
  /** The sentence of a failed run. */
  failure: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  seed: z.int(),
  totalCost: z.string().nullable(),
  households: z.int().nullable(),
  served: z.int().nullable(),
  /** Lines that would become pairs as it stands. */
  standing: z.int(),
  createdBy: z.string().nullable(),
  createdAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  version: z.int(),
})
export type Proposal = z.infer<typeof Proposal>

export const ProposalLine = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  category: Category.nullable(),
  mainCause: Cause.nullable(),
  helperId: Uuid.nullable(),
  helperName: z.string().nullable(),
  helperPost: z.string().nullable(),
  helperUnit: z.string().nullable(),
  cost: z.int().nullable(),
  why: z.array(Reason),
  unserved: Unserved.nullable(),
  state: z.enum(['proposed', 'by_hand', 'dropped', 'unserved']),
})
export type ProposalLine = z.infer<typeof ProposalLine>
