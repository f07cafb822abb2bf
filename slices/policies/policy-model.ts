import { z } from 'zod'
import { Day } from '../../core/date.ts'
import { ParameterName, PayPeriod, PolicyId, Region } from './model.ts'

const Sentence = z.strictObject({ zh: z.string().trim().min(1).max(600), en: z.string().trim().min(1).max(600) })

/** A name that formulas use. */
const Word = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/, { error: 'not_a_name' })
/** FEEL as it is typed; numbers and truth values may stand without quotes. */
const Feel = z.union([z.string().trim().min(1).max(4000), z.number(), z.boolean()]).transform((given) => String(given))

/** How sure the values are that the file suggests. */
export const Certainty = z.enum(['worked', 'seed', 'reported', 'to_confirm'])
export type Certainty = z.infer<typeof Certainty>

export const HitPolicy = z.enum(['unique', 'first', 'any', 'sum', 'largest'])
export type HitPolicy = z.infer<typeof HitPolicy>

/** A decision table with one output: each row holds a cell for every input, and the output last. */
export const Table = z.strictObject({
  hit: HitPolicy.default('unique'),
  inputs: z
    .array(
      z.strictObject({
        expression: Feel,
        title: Sentence,
        kind: z.enum(['number', 'whole', 'text', 'boolean']).default('number'),
        /** All texts it can be: without them a gap cannot be seen. */
        values: z.array(z.string()).max(50).optional(),
      }),
    )
    .min(1)
    .max(8),
  rows: z.array(z.array(Feel).min(2).max(9)).min(1).max(200),
  /** What comes out when no row applies. */
  otherwise: Feel.optional(),
})
export type Table = z.infer<typeof Table>

export const Unit = z.enum(['fen', 'number', 'share', 'm2', 'months', 'years', 'day', 'text', 'boolean'])
export type Unit = z.infer<typeof Unit>

const Step = z
  .strictObject({
    name: Word,
    title: Sentence,
    unit: Unit.default('number'),
    formula: Feel.optional(),
    table: Table.optional(),
  })
  .refine((step) => (step.formula === undefined) !== (step.table === undefined), { error: 'formula_or_table' })
export type Step = z.infer<typeof Step>

/** What has to hold; when it does not, the reason is given, its `{names}` filled in. */
export const Condition = z.strictObject({ code: Word, holds: Feel, title: Sentence, reason: Sentence })
export type Condition = z.infer<typeof Condition>

export const Rounding = z.enum(['fen', 'fen_up', 'yuan', 'yuan_up'])

const Amount = z.strictObject({ formula: Feel, rounding: Rounding.default('fen'), period: PayPeriod })

const Suggested = z.strictObject({
  name: ParameterName,
  title: Sentence,
  /** What it is counted in: a share lies between 0 and 1, a boolean is 0 or 1. */
  unit: Unit.optional(),
  /** A value to start from; policies never use it by themselves. */
  suggested: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,10})?$/, { error: 'not_a_decimal' })
    .optional(),
  certainty: Certainty.default('to_confirm'),
  source: z.string().trim().max(300).optional(),
  /** What holds where no region has set a value: a number, or another parameter of the policy. Left out: nothing is known. */
  when_unset: z
    .union([z.string().regex(/^\d{1,15}(\.\d{1,10})?$/, { error: 'not_a_decimal' }), ParameterName])
    .optional(),
})

const given = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A test of the policy's own: facts that are left out are not known. */
export const Vector = z.strictObject({
  title: z.string().trim().min(1).max(200),
  on: Day,
  county: z
    .string()
    .regex(/^\d{6}$/, { error: 'not_a_region' })
    .default('231202'),
  residence: z.enum(['urban', 'rural']).default('urban'),
  facts: z.record(z.string(), z.union([given, z.array(z.record(z.string(), given))])).default({}),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** What the policies that this one uses have answered. */
  given: z.record(z.string(), z.record(z.string(), given)).default({}),
  expect: z.strictObject({
    state: z.enum(['eligible', 'not_eligible', 'unknown']),
    amount_fen: z.union([z.int(), z.string().regex(/^\d+$/)]).optional(),
    reasons: z.array(z.string()).optional(),
    missing: z.array(z.string()).optional(),
    answers: z.record(z.string(), given).optional(),
    /** The part of each member in fen, or whether it is for this member. */
    members: z.array(z.union([z.int(), z.boolean(), z.null()])).optional(),
  }),
})
export type Vector = z.infer<typeof Vector>

/** Which member has which part in a policy for a family; lists in the order of `members`. */
const Shares = z
  .strictObject({
    /** Who it is for: true or false for each. Left out: whoever has an amount. */
    entitled: Feel.optional(),
    /** The part of each in the amount; what is left over is the whole family's. */
    amounts: Feel.optional(),
    /** Said of a member who has no part. */
    reason: Sentence,
  })
  .refine((shares) => shares.entitled !== undefined || shares.amounts !== undefined, { error: 'entitled_or_amounts' })

/** The order in which people are paid where the money comes in parts; names of steps and facts. */
const Queue = z.strictObject({
  /** The condition that fails while somebody's turn has not come. */
  waits: Word,
  /** Step: number of the turn, the lowest first; 0 where nobody waits. */
  turn: Word,
  /** Step: why in this turn, as a word. */
  because: Word,
  /** Step or fact: who has more of it comes first within a turn. */
  first: Word,
  /** Step: what is to be paid, before it is rounded. */
  due: Word,
})

/** A policy as a file says it. */
export const PolicyFile = z.strictObject({
  id: PolicyId,
  title: Sentence,
  /** What it says, in a few plain sentences. */
  summary: Sentence,
  /** Money that somebody receives, or a standing that others build upon. */
  kind: z.enum(['benefit', 'standing']).default('benefit'),
  /** Whether the family receives it or one of its members. */
  per: z.enum(['household', 'person']).default('household'),
  basis: z
    .array(
      z.strictObject({
        document: z.string().trim().min(1).max(200),
        article: z.string().trim().max(100).optional(),
        date: Day,
      }),
    )
    .min(1)
    .max(20),
  regions: z
    .array(z.union([Region, z.int().transform((code) => String(code).padStart(6, '0'))]))
    .min(1)
    .default(['000000']),
  /** What the text leaves open, how it was read and how sure that is. */
  notes: z.array(Sentence).max(10).default([]),
  valid: z.strictObject({ from: Day, to: Day.nullable().default(null) }),
  certainty: Certainty,
  inputs: z.array(z.string()).max(60),
  parameters: z.array(Suggested).max(60).default([]),
  uses: z.array(PolicyId).max(20).default([]),
  steps: z.array(Step).max(60).default([]),
  conditions: z.array(Condition).min(1).max(20),
  /** Said when all conditions hold; `{amount}` and names of steps, facts and parameters are filled in. */
  granted: Sentence.optional(),
  amount: Amount.optional(),
  answers: z.record(Word, Feel).default({}),
  members: Shares.optional(),
  /** Steps that are shown beside the answer. */
  figures: z.array(Word).max(12).default([]),
  documents: z.array(Sentence).max(20).default([]),
  exclusions: z
    .array(z.strictObject({ policy: PolicyId, why: Sentence }))
    .max(20)
    .default([]),
  /** Those who receive it are reviewed so many months after it began or after the last review. */
  review_months: z.int().min(1).max(60).optional(),
  /** When this policy says yes, those who receive another one are reviewed by the day that one of its answers says. */
  reviews: z.strictObject({ policy: PolicyId, due_on: Word }).optional(),
  /** Those who wait for their turn are listed in its order, with why each stands where he does. */
  queue: Queue.optional(),
  /** A parameter: once somebody is found entitled, within how many working days that is acted upon. */
  within_working_days: ParameterName.optional(),
  vectors: z.array(Vector).min(1).max(100),
})
export type PolicyFile = z.infer<typeof PolicyFile>
