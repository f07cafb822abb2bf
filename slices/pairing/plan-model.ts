import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'

/** Handbooks printed at once: a city prints by county; more would hold a browser for minutes. */
export const mostHandbooks = 3_000

/** 送岗位、送信息、送技术、送资金、送服务 (B-14), policies brought to the family, and other help. */
export const MeasureKind = z.enum(['post', 'information', 'skill', 'money', 'service', 'policy', 'other'])
export type MeasureKind = z.infer<typeof MeasureKind>

const words = (most: number) => z.string().trim().max(most).nullable().default(null)

export const PlanDraft = z.strictObject({
  project: words(200),
  /** Said so: this family needs no project. */
  noProject: z.boolean().default(false),
  goals: words(400),
  targetOn: Day.nullable().default(null),
})
export type PlanDraft = z.infer<typeof PlanDraft>

export const MeasureDraft = z.strictObject({
  kind: MeasureKind,
  text: z.string().trim().min(1, { error: 'blank' }).max(200),
  dueOn: Day,
  helperId: Uuid.nullable().default(null),
})
export type MeasureDraft = z.infer<typeof MeasureDraft>

export const Measure = z.strictObject({
  ...MeasureDraft.shape,
  id: Uuid,
  helperName: z.string().nullable(),
  doneOn: Day.nullable(),
  result: z.string().nullable(),
  version: z.int(),
})
export type Measure = z.infer<typeof Measure>

/** The six clarities (六个明确): helper, target, status of the household, project, measures, goals. */
export const Clarity = z.enum(['helper', 'target', 'status', 'project', 'measures', 'goals'])
export type Clarity = z.infer<typeof Clarity>

/** What is missing for a clarity. */
export const Missing = z.enum([
  'helper',
  'helper_phone',
  'identity',
  'category',
  'income',
  'cause',
  'members',
  'project',
  'measures',
  'goals',
  'target_day',
])
export type Missing = z.infer<typeof Missing>

export const ClarityState = z.strictObject({ clarity: Clarity, missing: z.array(Missing) })
export type ClarityState = z.infer<typeof ClarityState>

/** The plan of a family with its measures and what is still unclear. Version 0: nobody has written one yet. */
export const Plan = z.strictObject({
  ...PlanDraft.shape,
  householdId: Uuid,
  headName: z.string(),
  version: z.int(),
  measures: z.array(Measure),
  clarities: z.array(ClarityState),
})
export type Plan = z.infer<typeof Plan>

/** A paired family in the list of clarities. */
export const PlanRow = z.strictObject({
  householdId: Uuid,
  pairId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  helperName: z.string(),
  helperUnit: z.string().nullable(),
  project: z.string().nullable(),
  measures: z.int(),
  done: z.int(),
  targetOn: Day.nullable(),
  missing: z.array(Missing),
})
export type PlanRow = z.infer<typeof PlanRow>

/** What stands about a pair in its handbook, apart from the plan. Phones and numbers are still sealed. */
export type HandbookFacts = {
  pairId: string
  householdId: string
  fileNumber: string
  headName: string
  areaName: string
  address: string | null
  size: number
  category: string | null
  mainCause: string | null
  workUnit: string | null
  annualIncomeFen: string | null
  since: string
  termUntil: string | null
  helpers: {
    name: string
    kind: string
    post: string | null
    unit: string | null
    phone: string | null
    role: string
    since: string
    until: string | null
    /** Whom of the family this helper stands by in particular; nobody who has left it. */
    person: { name: string; student: boolean } | null
  }[]
  people: {
    name: string
    relation: string
    birthDate: string | null
    employment: string | null
    school: string | null
  }[]
}
