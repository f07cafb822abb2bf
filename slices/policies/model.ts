import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Fen } from '../../core/money.ts'

/** Policies that are evaluated for every family. */
export const PolicyId = z.enum(['dibao'])
export type PolicyId = z.infer<typeof PolicyId>

/** Programmes somebody can be enrolled in; the same word as the policy that decides who should be. */
export const Programme = z.enum(['dibao'])
export type Programme = z.infer<typeof Programme>

/** Six digits: county, prefecture, province, or 000000 for the country. */
export const Region = z.string().regex(/^\d{6}$/, { error: 'not_a_region' })
export type Region = z.infer<typeof Region>

/** A parameter holds for town, for country, or (empty) for both. */
export const ParameterResidence = z.enum(['', 'urban', 'rural'])
export type ParameterResidence = z.infer<typeof ParameterResidence>

export const ParameterName = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, { error: 'not_a_parameter' })
export type ParameterName = z.infer<typeof ParameterName>

/** An exact decimal that is not negative, as text: never a double. */
export const ExactDecimal = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/, { error: 'not_a_decimal' })
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

export const DibaoReasonCode = z.enum(['income_not_below_standard', 'too_many_dwellings', 'has_vehicle'])
export type DibaoReasonCode = z.infer<typeof DibaoReasonCode>

/** The sums a dibao decision was made from; null is not known. */
export const DibaoInputs = z.strictObject({
  members: z.int().nullable(),
  countedAnnualFen: Fen.nullable(),
  exemptAnnualFen: Fen.nullable(),
  deductedAnnualFen: Fen.nullable(),
  /** Counted less deducted, not below 0. */
  netAnnualFen: Fen.nullable(),
  /** Rounded for showing; the comparison is exact. */
  monthlyPerCapitaFen: Fen.nullable(),
  dwellings: z.int().nullable(),
  vehicles: z.int().nullable(),
})
export type DibaoInputs = z.infer<typeof DibaoInputs>

/** What the last evaluation says for a family. */
export const HouseholdResult = z.strictObject({
  policy: PolicyId,
  onDay: Day,
  state: ResultState,
  monthlyFen: Fen,
  reasons: z.array(DibaoReasonCode),
  missing: z.array(z.string()),
  trace: z.array(FoundParameter),
  inputs: DibaoInputs,
  policyVersion: z.string(),
  computedAt: z.string(),
})
export type HouseholdResult = z.infer<typeof HouseholdResult>

/** Who actually receives. `toDay` is the first day without. */
export const Enrolment = z.strictObject({
  id: Uuid,
  programme: Programme,
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

/** How what is computed and what is paid stand to each other. */
export const Coverage = z.enum(['eligible_not_enrolled', 'enrolled_not_eligible', 'agree', 'undecided'])
export type Coverage = z.infer<typeof Coverage>

/** A family in the list of what is due. `state` null: never evaluated. */
export const ResultRow = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  size: z.int(),
  state: ResultState.nullable(),
  monthlyFen: Fen.nullable(),
  reasons: z.array(DibaoReasonCode),
  missing: z.array(z.string()),
  trace: z.array(FoundParameter),
  inputs: DibaoInputs.nullable(),
  onDay: Day.nullable(),
  enrolledFrom: Day.nullable(),
  enrolledFen: Fen.nullable(),
})
export type ResultRow = z.infer<typeof ResultRow>
