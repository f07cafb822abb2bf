import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Fen, NonNegativeFen } from '../../core/money.ts'
import {
  BothLanguages,
  ExactDecimal,
  ParameterName,
  ParameterResidence,
  PayPeriod,
  PolicyId,
  Region,
} from '../policies/model.ts'

/** A parameter as it would be: another value, or so many per cent of the one that holds. */
export const ParameterMove = z.strictObject({
  name: ParameterName,
  /** 000000 moves it everywhere. */
  region: Region.default('000000'),
  residence: ParameterResidence.default(''),
  how: z.enum(['set', 'percent']),
  value: ExactDecimal,
})
export type ParameterMove = z.infer<typeof ParameterMove>

/** Another version of a policy; 0 is the one that ships. */
export const VersionSwap = z.strictObject({ policy: PolicyId, number: z.int().min(0).max(100_000) })
export type VersionSwap = z.infer<typeof VersionSwap>

/** What would be otherwise. */
export const Changes = z.strictObject({
  parameters: z.array(ParameterMove).max(20).default([]),
  versions: z.array(VersionSwap).max(20).default([]),
})
export type Changes = z.infer<typeof Changes>

/** Money of a year that could pay: of the budget, by adjusting it within the year, or from what came in above plan. */
export const FundSource = z.strictObject({ kind: z.enum(['budget', 'adjustment', 'surplus']), fen: NonNegativeFen })
export type FundSource = z.infer<typeof FundSource>

/** How many families, and how many persons live in them. */
export const Count = z.strictObject({ households: z.int(), persons: z.int() })
export type Count = z.infer<typeof Count>

/** What a change does to some families; amounts are for a year. */
export const Impact = z.strictObject({
  all: Count,
  gained: Count,
  lost: Count,
  raised: Count,
  lowered: Count,
  entitledBefore: Count,
  entitledAfter: Count,
  unknownBefore: Count,
  unknownAfter: Count,
  yearBeforeFen: Fen,
  yearAfterFen: Fen,
  /** Of benefits that are paid by the month. */
  monthBeforeFen: Fen,
  monthAfterFen: Fen,
})
export type Impact = z.infer<typeof Impact>

/** Families by how much they would get more or less in a year: above `from`, up to `to`, in yuan; null has no end. */
export const Step = z.strictObject({ from: z.int().nullable(), to: z.int().nullable(), households: z.int() })
export type Step = z.infer<typeof Step>

/** What a scenario would do. */
export const Outcome = z.strictObject({
  onDay: Day,
  /** When the families were read. */
  readAt: z.string(),
  total: Impact,
  policies: z.array(
    z.strictObject({ policy: PolicyId, title: BothLanguages, period: PayPeriod.nullable(), impact: Impact }),
  ),
  counties: z.array(z.strictObject({ code: Region, name: z.string(), impact: Impact })),
  categories: z.array(z.strictObject({ category: z.string(), impact: Impact })),
  steps: z.array(Step),
  /** Policies that had to be evaluated family by family. */
  interpreted: z.array(z.string()),
  milliseconds: z.int(),
})
export type Outcome = z.infer<typeof Outcome>

/** A scenario that is kept, with what came out when it was kept. */
export const Scenario = z.strictObject({
  id: Uuid,
  name: z.string(),
  note: z.string().nullable(),
  changes: Changes,
  funds: z.array(FundSource),
  /** Null where what was kept is larger than any money, as before values with too many digits were refused. */
  outcome: Outcome.nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  version: z.int(),
})
export type Scenario = z.infer<typeof Scenario>

/** What can be moved: a parameter that policies in force read, with the values that hold. */
export const Lever = z.strictObject({
  name: ParameterName,
  title: BothLanguages,
  money: z.boolean(),
  /** The lowest and highest value that holds in a place with families; null where none does. */
  low: ExactDecimal.nullable(),
  high: ExactDecimal.nullable(),
  policies: z.array(PolicyId),
})
export type Lever = z.infer<typeof Lever>

/** A policy in force or drafted, with the versions it can be swapped for. */
export const Choice = z.strictObject({
  policy: PolicyId,
  title: BothLanguages,
  /** Null where none is in force yet. */
  number: z.int().nullable(),
  versions: z.array(z.strictObject({ number: z.int(), state: z.enum(['shipped', 'draft', 'released', 'discarded']) })),
})
export type Choice = z.infer<typeof Choice>
