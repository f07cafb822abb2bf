import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { RegisterFact } from '../registry/fact-model.ts'

/** A question of the survey's own; bound to a fact of the register, its answer is held against the file. */
export const SurveyQuestion = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,29}$/),
  text: z.string().trim().min(1, { error: 'blank' }).max(80),
  kind: z.enum(['text', 'number', 'yes_no', 'choice']),
  choices: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  fact: RegisterFact.nullable().default(null),
})
export type SurveyQuestion = z.infer<typeof SurveyQuestion>

export const SurveyForm = z.strictObject({
  /** Facts of the register that are asked in its own words. */
  facts: z.array(RegisterFact).max(20),
  questions: z.array(SurveyQuestion).max(30),
})
export type SurveyForm = z.infer<typeof SurveyForm>

/** A version of the form of a survey, and how many families answered by it. */
export const FormVersion = z.strictObject({ version: z.int(), form: SurveyForm, answers: z.int() })
export type FormVersion = z.infer<typeof FormVersion>

export const SurveyDraft = z.strictObject({
  name: z.string().trim().min(2, { error: 'blank' }).max(60),
  purpose: z.string().trim().max(300).nullable().default(null),
  areaCode: AreaCode,
  form: SurveyForm,
  fromDay: Day,
  toDay: Day,
})
export type SurveyDraft = z.infer<typeof SurveyDraft>

const SurveyCounts = z.strictObject({
  households: z.int(),
  surveyed: z.int(),
  excepted: z.int(),
  left: z.int(),
  /** Families found that are not on file. */
  found: z.int(),
})
export type SurveyCounts = z.infer<typeof SurveyCounts>

export const Survey = z.strictObject({
  id: Uuid,
  name: z.string(),
  purpose: z.string().nullable(),
  areaCode: AreaCode,
  areaName: z.string(),
  form: SurveyForm,
  formVersion: z.int(),
  fromDay: Day,
  toDay: Day,
  state: z.enum(['open', 'signed']),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  signNote: z.string().nullable(),
  version: z.int(),
  counts: SurveyCounts,
})
export type Survey = z.infer<typeof Survey>

export const SurveyTask = z.strictObject({
  id: Uuid,
  areaCode: AreaCode,
  areaName: z.string(),
  organisationId: Uuid.nullable(),
  organisationName: z.string().nullable(),
  surveyor: z.string(),
  dueOn: Day,
  left: z.int(),
})
export type SurveyTask = z.infer<typeof SurveyTask>

/** How far an area is: every family of it is surveyed, named with a reason, or left. */
export const AreaCoverage = z.strictObject({ areaCode: z.string(), areaName: z.string(), ...SurveyCounts.shape })
export type AreaCoverage = z.infer<typeof AreaCoverage>

export const ExceptionReason = z.enum(['away', 'refused', 'moved', 'died', 'not_found', 'other'])
export type ExceptionReason = z.infer<typeof ExceptionReason>

export const SurveyState = z.enum(['left', 'surveyed', 'excepted'])
export type SurveyState = z.infer<typeof SurveyState>

/** A family in a survey. */
export const SurveyHousehold = z.strictObject({
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  address: z.string().nullable(),
  state: SurveyState,
  askedOn: Day.nullable(),
  reason: ExceptionReason.nullable(),
  note: z.string().nullable(),
})
export type SurveyHousehold = z.infer<typeof SurveyHousehold>

export const Need = z.strictObject({
  item: z.string().trim().min(1, { error: 'blank' }).max(40),
  quantity: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/)
    .refine((text) => Number(text) > 0),
  unit: z.string().trim().min(1, { error: 'blank' }).max(10),
})
export type Need = z.infer<typeof Need>

export const Answers = z.record(z.string().max(30), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
export type Answers = z.infer<typeof Answers>

export const Answer = z.strictObject({
  householdId: Uuid,
  headName: z.string(),
  fileNumber: z.string(),
  areaName: z.string(),
  /** What the register says of the facts that the form asks. */
  onFile: Answers,
  answers: Answers.nullable(),
  needs: z.array(Need),
  note: z.string().nullable(),
  askedOn: Day.nullable(),
  /** By which version of the form; null while nobody has answered. */
  formVersion: z.int().nullable(),
})
export type Answer = z.infer<typeof Answer>

export const NeedSum = z.strictObject({
  item: z.string(),
  unit: z.string(),
  quantity: z.string(),
  households: z.int(),
})
export type NeedSum = z.infer<typeof NeedSum>

/** The picture at sign-off beside the same families now. */
export const BaselineFigure = z.strictObject({
  key: z.enum([
    'households',
    'persons',
    'income_known',
    'average_income_fen',
    'severe',
    'withdrawn',
    'merged',
    'moved',
  ]),
  frozen: z.string(),
  now: z.string(),
})
export type BaselineFigure = z.infer<typeof BaselineFigure>

export const ChangeState = z.enum(['open', 'taken', 'declined'])
export type ChangeState = z.infer<typeof ChangeState>

/** Where an answer differs from the file: before, answered, and what stands there now. Sealed values are masked. */
export const SurveyChange = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaName: z.string(),
  fact: RegisterFact,
  before: z.string().nullable(),
  value: z.string(),
  now: z.string().nullable(),
  /** The file was changed after the family had answered: never taken without looking. */
  movedOn: z.boolean(),
  askedOn: Day,
  state: ChangeState,
  decidedBy: z.string().nullable(),
  why: z.string().nullable(),
})
export type SurveyChange = z.infer<typeof SurveyChange>

/** A family that was found and is not on file. */
export const FoundFamily = z.strictObject({
  id: Uuid,
  name: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  address: z.string().nullable(),
  size: z.int().nullable(),
  identityNumber: z.string().nullable(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  askedOn: Day,
})
export type FoundFamily = z.infer<typeof FoundFamily>
