import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Category, Cause, IdentityNumber, Phone } from '../registry/model.ts'

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

/** Languages besides Mandarin, as far as the matching understands them. */
export const Language = z.enum(['mongolian', 'tibetan', 'uyghur', 'yi', 'zhuang', 'korean', 'kazakh'])
export type Language = z.infer<typeof Language>

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
  languages: z.array(Language).max(7).default([]),
  /** Only to know kinship; kept sealed and never shown. Left out: unchanged; null clears it. */
  identityNumber: IdentityNumber.nullable().optional(),
  capacity: z.int().min(1).max(mostFamilies).default(1),
  /** The account under which the helper uses the phone pages; none is needed. */
  membershipId: Uuid.nullable().default(null),
})
export type HelperDraft = z.infer<typeof HelperDraft>

/** Whether somebody from society may be paired: looked into before, by a person who says so. Cadres need none. */
export const Vetting = z.enum(['not_needed', 'waiting', 'vetted', 'refused'])
export type Vetting = z.infer<typeof Vetting>

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
  languages: z.array(Language),
  vetting: Vetting,
  vettingNote: z.string().nullable(),
  /** Whether an identity number is on file, by which kinship is known. */
  hasIdentity: z.boolean(),
  state: z.enum(['active', 'retired']),
  version: z.int(),
})
export type HelperRow = z.infer<typeof HelperRow>

/** 一帮一, 一帮多, 二帮一, 多帮一, 单位帮一 (B-10); 手拉手 where a branch, a group or several people help together (D-13). */
export const PairKind = z.enum([
  'one_to_one',
  'one_to_many',
  'two_to_one',
  'many_to_one',
  'unit_to_one',
  'hand_in_hand',
])
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
  /** The day on which a pair for a term is to be renewed. */
  termUntil: Day.nullable(),
  endReason: EndReason.nullable(),
  lastVisitedOn: Day.nullable(),
  /** Members of the family by whom helpers stand in particular. */
  persons: z.string().nullable(),
  /** By the rhythm of the area and the kind of helper; null without a live pair. */
  nextVisitOn: Day.nullable(),
  version: z.int().nullable(),
})
export type PairRow = z.infer<typeof PairRow>

/** 第一帮扶责任人 leads, 第二帮扶责任人 checks and supports; others help as well. */
export const MemberRole = z.enum(['lead', 'second', 'further'])
export type MemberRole = z.infer<typeof MemberRole>

export const PairMember = z.strictObject({
  helperId: Uuid,
  name: z.string(),
  kind: HelperKind,
  post: z.string().nullable(),
  unit: z.string().nullable(),
  /** Masked. */
  phone: z.string().nullable(),
  role: MemberRole,
  /** Whom of the family in particular (D-13): a student above all. */
  person: z
    .strictObject({
      id: Uuid,
      name: z.string(),
      student: z.boolean(),
      /** No longer of this family. */
      left: z.boolean(),
    })
    .nullable(),
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
  /** Key of the rule; `load` is what the helper has already. */
  rule: z.string(),
  /** What the rule speaks of; empty for rules that are known by their name only. */
  fact: z.string(),
  cost: z.int(),
})
export type Reason = z.infer<typeof Reason>

/** Why nobody was found for a family. */
export const Unserved = z.enum(['no_helper', 'all_taken', 'only_kin', 'all_excluded', 'quota_full'])
export type Unserved = z.infer<typeof Unserved>

/** A line as the run writes it. */
export type NewLine = {
  householdId: string
  helperId: string | null
  cost: number | null
  why: readonly Reason[]
  unserved: Unserved | null
  locked: boolean
  /** Who stands by the family now. */
  present: string | null
}

export const ProposalState = z.enum(['running', 'ready', 'failed', 'cancelled', 'accepted', 'discarded'])
export const ProposalStage = z.enum(['waiting', 'reading', 'weighing', 'matching', 'writing', 'done'])

export const Proposal = z.strictObject({
  id: Uuid,
  areaCode: AreaCode,
  areaName: z.string(),
  unitId: Uuid.nullable(),
  unitName: z.string().nullable(),
  category: Category.nullable(),
  rematch: z.boolean(),
  keepGain: z.int(),
  preview: z.boolean(),
  basedOn: Uuid.nullable(),
  rulesVersion: z.int().nullable(),
  state: ProposalState,
  stage: ProposalStage,
  donePercent: z.int(),
  /** The sentence of a failed or cancelled run. */
  failure: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  seed: z.int(),
  /** What the engine proved to be the lowest. */
  totalCost: z.string().nullable(),
  households: z.int().nullable(),
  served: z.int().nullable(),
  /** How the optimum was proved. */
  certificate: z.strictObject({ ok: z.boolean(), checkedArcs: z.int(), cost: z.int(), seed: z.int() }).nullable(),
  /** Lines that would become pairs as it stands. */
  standing: z.int(),
  /** Pairs that stand now and would end. */
  broken: z.int(),
  /** Families that would get a helper and have none now. */
  fresh: z.int(),
  /** Whether the asker asked for the run or changed a line by hand, and so may not approve. */
  touched: z.boolean(),
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
  presentHelperId: Uuid.nullable(),
  presentHelperName: z.string().nullable(),
  cost: z.int().nullable(),
  why: z.array(Reason),
  unserved: Unserved.nullable(),
  locked: z.boolean(),
  state: z.enum(['proposed', 'by_hand', 'dropped', 'unserved']),
})
export type ProposalLine = z.infer<typeof ProposalLine>
