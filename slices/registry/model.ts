import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { identityFault, upgrade15 } from '../../core/identity-number.ts'
import { NonNegativeFen } from '../../core/money.ts'

/** Category of a hardship worker's household (union rules of 2020). */
export const Category = z.enum(['severe', 'relative', 'accident'])
export type Category = z.infer<typeof Category>

/** Why a family is in hardship. */
export const Cause = z.enum([
  'illness',
  'disability',
  'schooling',
  'unemployed',
  'disaster',
  'accident',
  'no_labour',
  'other',
])
export type Cause = z.infer<typeof Cause>

export const Residence = z.enum(['urban', 'rural'])
export type Residence = z.infer<typeof Residence>

/** Why a body answers for a family. */
export const ResponsibleReason = z.enum(['unit', 'no_unit', 'unit_bankrupt', 'unit_closed', 'unit_unknown'])
export type ResponsibleReason = z.infer<typeof ResponsibleReason>

/** Income kinds; `relief`, `scholarship` and `basic_pension` are not counted for dibao. `reported_total` is a total without kinds. */
export const IncomeKind = z.enum([
  'wage',
  'business',
  'property',
  'transfer',
  'pension',
  'basic_pension',
  'relief',
  'scholarship',
  'other',
  'reported_total',
])
export type IncomeKind = z.infer<typeof IncomeKind>

/** Rigid expenditure kinds; only `employment` is deducted for dibao. */
export const ExpenditureKind = z.enum(['medical', 'disability', 'education', 'employment', 'reported_total'])
export type ExpenditureKind = z.infer<typeof ExpenditureKind>

/** An identity number as typed: full-width and lower-case forms are normalised, 15 digits upgraded to 18. */
export const IdentityNumber = z
  .string()
  .max(40)
  .transform((text) => {
    const plain = text
      .normalize('NFKC')
      .replace(/[\s\u200b\ufeff]/g, '')
      .toUpperCase()
    return /^\d{15}$/.test(plain) ? upgrade15(plain) : plain
  })
  .refine((number) => identityFault(number) === undefined, { error: 'not_an_identity_number' })

/** Mobile of 11 digits or a landline with its area code. */
export const Phone = z
  .string()
  .max(40)
  .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
  .refine((text) => /^(1[3-9]\d{9}|0\d{9,11})$/.test(text), { error: 'not_a_phone' })

/** Relation to the head: GB/T 4761-2008, two digits; 02 is the head. */
export const Relation = z.string().regex(/^\d{2}$/)
export const headRelation = '02'

const personWritten = {
  name: z.string().trim().min(1, { error: 'blank' }).max(60),
  relation: Relation,
  sex: z
    .union([z.literal(0), z.literal(1), z.literal(2), z.literal(9)])
    .nullable()
    .default(null),
  birthDate: Day.nullable().default(null),
  ethnicity: z
    .string()
    .regex(/^\d{2}$/)
    .nullable()
    .default(null),
  disabilityGrade: z.int().min(1).max(4).nullable().default(null),
  school: z.enum(['preschool', 'compulsory', 'upper_secondary', 'higher']).nullable().default(null),
  employment: z.enum(['employed', 'unemployed', 'retired', 'student', 'child', 'unable']).nullable().default(null),
}

/** What is filled in about a member. Left out: unchanged; null: not known. */
export const PersonDraft = z.strictObject({
  ...personWritten,
  identityNumber: IdentityNumber.nullable().optional(),
  phone: Phone.nullable().optional(),
  health: z.string().trim().max(200).nullable().optional(),
})
export type PersonDraft = z.infer<typeof PersonDraft>

/** A member as lists and pages show it: sealed fields masked. */
export const Person = z.strictObject({
  id: Uuid,
  ...personWritten,
  identityNumber: z.string().nullable(),
  phone: z.string().nullable(),
  /** Whether a health note is kept; the note itself is revealed one by one. */
  hasHealth: z.boolean(),
  joinedOn: Day,
  leftOn: Day.nullable(),
  leftReason: z.string().nullable(),
  version: z.int(),
})
export type Person = z.infer<typeof Person>

export const Amount = z.strictObject({
  side: z.enum(['income', 'expenditure']),
  kind: z.string().max(30),
  personId: Uuid.nullable().default(null),
  annualFen: NonNegativeFen,
})
export type Amount = z.infer<typeof Amount>

/** What is filled in about the household itself. Null is unknown. */
export const HouseholdDraft = z.strictObject({
  areaCode: AreaCode,
  workUnitId: Uuid.nullable().default(null),
  residence: Residence.default('urban'),
  size: z.int().min(1).max(30),
  category: Category.nullable().default(null),
  causes: z.array(Cause).max(8).default([]),
  address: z.string().trim().max(200).nullable().default(null),
  dwellings: z.int().min(0).max(99).nullable().default(null),
  vehicles: z.int().min(0).max(99).nullable().default(null),
  housingAreaSquareDecimetres: z.int().min(0).max(1_000_000).nullable().default(null),
  heating: z.enum(['own', 'central', 'none']).nullable().default(null),
  /** Undefined: unchanged; empty: known to be nothing. */
  amounts: z.array(Amount).max(60).optional(),
})
export type HouseholdDraft = z.infer<typeof HouseholdDraft>

/** A household in a list. */
export const HouseholdRow = z.strictObject({
  id: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  responsibleId: Uuid,
  responsibleName: z.string(),
  responsibleReason: ResponsibleReason,
  workUnit: z.string().nullable(),
  size: z.int(),
  residence: Residence,
  category: Category.nullable(),
  mainCause: Cause.nullable(),
  annualIncomeFen: z.string().nullable(),
  monthlyPerCapitaFen: z.string().nullable(),
  status: z.enum(['registered', 'withdrawn']),
  registeredOn: Day,
  updatedAt: z.string(),
})
export type HouseholdRow = z.infer<typeof HouseholdRow>

/** Target groups of relief; a family may belong to several. */
export const TargetGroup = z.enum([
  'laid_off',
  'urban_unemployed',
  'dibao',
  'no_unit',
  'long_illness',
  'schooling',
  'many_none_employed',
  'other',
])
export type TargetGroup = z.infer<typeof TargetGroup>

/** A household with everything about it. */
export const Household = z.strictObject({
  ...HouseholdRow.shape,
  version: z.int(),
  workUnitId: Uuid.nullable(),
  address: z.string().nullable(),
  rigidExpenditureFen: z.string().nullable(),
  dwellings: z.int().nullable(),
  vehicles: z.int().nullable(),
  housingAreaSquareDecimetres: z.int().nullable(),
  heating: z.enum(['own', 'central', 'none']).nullable(),
  withdrawnOn: Day.nullable(),
  /** The file that this one was merged into. */
  mergedInto: Uuid.nullable(),
  causes: z.array(Cause),
  categories: z.array(z.strictObject({ code: z.string(), since: Day, until: Day.nullable() })),
  groups: z.array(
    z.strictObject({
      id: Uuid,
      code: TargetGroup,
      evidence: z.string().nullable(),
      since: Day,
      until: Day.nullable(),
    }),
  ),
  amounts: z.array(Amount),
  people: z.array(Person),
})
export type Household = z.infer<typeof Household>

/** A family as it was on a day, as known on another. Null when nothing was known of it, or nothing held yet. */
export const FamilyAsOf = z.strictObject({
  household: Household.nullable(),
  /** From which day the statement holds, and since when it is known. */
  validFrom: Day.nullable(),
  knownFrom: z.string().nullable(),
})
export type FamilyAsOf = z.infer<typeof FamilyAsOf>

/** A statement about a family: from which day it holds, since when it is known, whether it put right an earlier one. */
export const Statement = z.strictObject({
  validFrom: Day,
  knownFrom: z.string(),
  version: z.int(),
  corrects: z.boolean(),
})
export type Statement = z.infer<typeof Statement>

export const Change = z.strictObject({
  at: z.string(),
  by: z.string().nullable(),
  subject: z.string(),
  field: z.string(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  why: z.string().nullable(),
  /** The day from which the change holds. */
  from: Day,
})
export type Change = z.infer<typeof Change>
