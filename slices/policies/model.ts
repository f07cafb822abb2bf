import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day, Month } from '../../core/date.ts'
import { Fen, NonNegativeFen } from '../../core/money.ts'

/** The short name of a policy, as its file says it. */
export const PolicyId = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, { error: 'not_a_policy' })
export type PolicyId = z.infer<typeof PolicyId>

/** What somebody is enrolled in: the same word as the policy that decides who should be. */
export const Programme = PolicyId
export type Programme = z.infer<typeof Programme>

/** Policies whose answers stand on the first page of a family, and of which every change is told. */
export const mainPolicies: readonly PolicyId[] = ['dibao']

/** Six digits: county, prefecture, province, or 000000 for the country. */
export const Region = z.string().regex(/^\d{6}$/, { error: 'not_a_region' })
export type Region = z.infer<typeof Region>

/** A parameter holds for town, for country, or (empty) for both. */
export const ParameterResidence = z.enum(['', 'urban', 'rural'])
export type ParameterResidence = z.infer<typeof ParameterResidence>

export const ParameterName = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, { error: 'not_a_parameter' })
export type ParameterName = z.infer<typeof ParameterName>

/** An exact decimal that is not negative, as text: never a double. Twenty places, because a third as a share does not end. */
export const ExactDecimal = z.string().regex(/^\d{1,15}(\.\d{1,20})?$/, { error: 'not_a_decimal' })
export type ExactDecimal = z.infer<typeof ExactDecimal>

/** What is said to add a value or to replace one. */
export const ParameterDraft = z.strictObject({
  name: ParameterName,
  region: Region,
  residence: ParameterResidence.default(''),
  validFrom: Day,
  value: ExactDecimal,
  publishedOn: Day.nullable().default(null),
  document: z.string().trim().max(200).nullable().default(null),
})
export type ParameterDraft = z.infer<typeof ParameterDraft>

/** What can be changed of a value; another day or region is another value. */
export const ParameterChange = z.strictObject({
  value: ExactDecimal,
  publishedOn: Day.nullable().default(null),
  document: z.string().trim().max(200).nullable().default(null),
  why: z.string().trim().max(200).nullable().default(null),
})
export type ParameterChange = z.infer<typeof ParameterChange>

/** A value of a parameter in a list. */
export const Parameter = z.strictObject({
  ...ParameterDraft.shape,
  id: Uuid,
  regionName: z.string(),
  /** First day on which a newer value of the same region holds; null while this is the newest. */
  replacedFrom: Day.nullable(),
  sourceImportId: Uuid.nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  supersededAt: z.string().nullable(),
  supersededWhy: z.string().nullable(),
  version: z.int(),
})
export type Parameter = z.infer<typeof Parameter>

/** Unknown because something is not known: never the same as not eligible. */
export const ResultState = z.enum(['eligible', 'not_eligible', 'unknown'])
export type ResultState = z.infer<typeof ResultState>

/** A parameter as it was found: which region's value, from which day. */
export const FoundParameter = z.strictObject({
  name: z.string(),
  value: z.string(),
  region: Region,
  residence: ParameterResidence,
  from: Day,
  regionName: z.string().nullable().default(null),
  document: z.string().nullable().default(null),
})
export type FoundParameter = z.infer<typeof FoundParameter>

/** A value of a figure, a fact or an answer: numbers as exact decimals in text. */
export const Plain = z.union([z.string(), z.boolean(), z.null()])
export type Plain = z.infer<typeof Plain>

/** Why a family is not entitled, with the values that the sentence speaks of. */
export const Reason = z.strictObject({ code: z.string(), figures: z.record(z.string(), Plain) })
export type Reason = z.infer<typeof Reason>

/** How often an amount is paid. */
export const PayPeriod = z.enum(['month', 'year', 'season', 'term', 'once'])
export type PayPeriod = z.infer<typeof PayPeriod>

/** A sentence in both languages. */
export const BothLanguages = z.strictObject({ zh: z.string(), en: z.string() })

/** What the last evaluation says for a family. */
export const HouseholdResult = z.strictObject({
  policy: PolicyId,
  onDay: Day,
  state: ResultState,
  /** In the period of the policy; zero unless eligible. */
  amountFen: Fen,
  /** Null for policies that pay nothing. */
  period: PayPeriod.nullable(),
  /** The amount of a policy that pays by the month, zero otherwise. */
  monthlyFen: Fen,
  /** The conditions that fail: all of them would have to change. */
  reasons: z.array(z.string()),
  reasonFigures: z.array(Reason),
  missing: z.array(z.string()),
  trace: z.array(FoundParameter),
  figures: z.record(z.string(), Plain),
  answers: z.record(z.string(), Plain),
  policyVersion: z.string(),
  computedAt: z.string(),
})
export type HouseholdResult = z.infer<typeof HouseholdResult>

/** Why somebody no longer receives; `amount`: the same goes on with another amount. */
export const EndCause = z.enum(['employment', 'income', 'assets', 'moved', 'died', 'over', 'amount', 'other'])
export type EndCause = z.infer<typeof EndCause>

/** Who actually receives. `toDay` is the first day without. */
export const Enrolment = z.strictObject({
  id: Uuid,
  programme: Programme,
  /** Of the family where the policy is for one person; null for the whole family. */
  personId: Uuid.nullable(),
  personName: z.string().nullable(),
  period: PayPeriod,
  /** In the period; null is not known. */
  amountFen: Fen.nullable(),
  endCause: EndCause.nullable(),
  fromDay: Day,
  toDay: Day.nullable(),
  monthlyFen: Fen.nullable(),
  source: z.enum(['roster', 'page']),
  sourceImportId: Uuid.nullable(),
  startWhy: z.string().nullable(),
  endWhy: z.string().nullable(),
  version: z.int(),
})
export type Enrolment = z.infer<typeof Enrolment>

/** A fact that was recorded for policies because the household's file has no place for it. */
export const HouseholdFact = z.strictObject({
  name: z.string(),
  /** Whose it is; null for the family. */
  personId: Uuid.nullable(),
  value: z.string(),
  why: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string(),
})
export type HouseholdFact = z.infer<typeof HouseholdFact>

/** A month's income of the whole family, and how many it was for. */
export const HouseholdMonth = z.strictObject({
  month: Month,
  incomeFen: NonNegativeFen,
  persons: z.int().min(1).max(30),
})
export type HouseholdMonth = z.infer<typeof HouseholdMonth>

/** How what is computed and what is paid stand to each other. */
export const Coverage = z.enum(['eligible_not_enrolled', 'enrolled_not_eligible', 'agree', 'undecided'])
export type Coverage = z.infer<typeof Coverage>

/** A number, text or day that stands beside an answer, as people read it. */
export const ShownFigure = z.strictObject({
  name: z.string(),
  title: BothLanguages,
  value: z.string(),
  money: z.boolean(),
})
export type ShownFigure = z.infer<typeof ShownFigure>

/** How far a condition is from where it would turn: `distance` is what would have to change. */
export const ShownLimit = z.strictObject({
  code: z.string(),
  title: BothLanguages,
  value: z.string(),
  limit: z.string(),
  distance: z.string(),
  money: z.boolean(),
  holds: z.boolean(),
})
export type ShownLimit = z.infer<typeof ShownLimit>

/** What was paid too little because a standard was published after it held. */
export const BackPay = z.strictObject({
  /** First day of the first month that was paid too little. */
  fromDay: Day,
  months: z.int(),
  totalFen: Fen,
  validFrom: Day,
  publishedOn: Day,
  document: z.string().nullable(),
})
export type BackPay = z.infer<typeof BackPay>

/** What a policy says of one member: has, has not or not known, and why. */
export const MemberAnswer = z.strictObject({
  personId: Uuid,
  name: z.string(),
  state: ResultState,
  /** In the period of the policy; zero unless eligible. */
  amountFen: Fen,
  sentences: z.array(BothLanguages),
  missing: z.array(z.string()),
})
export type MemberAnswer = z.infer<typeof MemberAnswer>

/** What one policy says of one family now: has, has not or not known, why, by which values (C-04). */
export const HouseholdAnswer = z.strictObject({
  policy: PolicyId,
  title: BothLanguages,
  summary: BothLanguages,
  kind: z.enum(['benefit', 'standing']),
  /** Paid to the family, or to one of its members. */
  per: z.enum(['household', 'person']),
  onDay: Day,
  state: ResultState,
  amountFen: Fen,
  period: PayPeriod.nullable(),
  monthlyFen: Fen,
  /** The conditions that fail: all of them, and no others, would have to change to change the answer. */
  reasons: z.array(z.string()),
  sentences: z.array(BothLanguages),
  missing: z.array(z.string()),
  /** Of what is missing, the facts that can be recorded for policies. */
  recordable: z.array(z.string()),
  /** Facts of the family that are worked out and may be put right by hand, with a reason. */
  correctable: z.array(z.string()),
  /** Of each member, where the policy can tell one from another; null where it speaks of the family only. */
  members: z.array(MemberAnswer).nullable(),
  /** Null where nothing is to be paid for months that are over. */
  backPay: BackPay.nullable(),
  limits: z.array(ShownLimit),
  figures: z.array(ShownFigure),
  inputs: z.array(ShownFigure),
  trace: z.array(FoundParameter),
  basis: z.array(z.strictObject({ document: z.string(), article: z.string().nullable(), date: Day })),
  documents: z.array(BothLanguages),
  /** Other policies that do not go together with this one; `both` when the family would be entitled to it too. */
  exclusions: z.array(
    z.strictObject({ policy: PolicyId, title: BothLanguages, why: BothLanguages, both: z.boolean() }),
  ),
  policyVersion: z.string(),
})
export type HouseholdAnswer = z.infer<typeof HouseholdAnswer>

/** A family in the list of what is due. `state` null: never evaluated. */
export const ResultRow = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  size: z.int(),
  state: ResultState.nullable(),
  amountFen: Fen.nullable(),
  period: PayPeriod.nullable(),
  monthlyFen: Fen.nullable(),
  reasons: z.array(z.string()),
  sentences: z.array(BothLanguages),
  missing: z.array(z.string()),
  trace: z.array(FoundParameter),
  figures: z.record(z.string(), Plain),
  onDay: Day.nullable(),
  enrolledFrom: Day.nullable(),
  enrolledFen: Fen.nullable(),
})
export type ResultRow = z.infer<typeof ResultRow>

/** A row as it is stored: its sentences are made when it is read. */
export type StoredRow = Omit<ResultRow, 'sentences'> & { reasonFigures: Reason[] }
