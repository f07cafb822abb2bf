import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Household } from './model.ts'

export const PairState = z.enum(['open', 'same', 'different'])
export type PairState = z.infer<typeof PairState>

/** One of two people who may be one. */
export const PairSide = z.strictObject({
  personId: Uuid,
  householdId: Uuid,
  name: z.string(),
  birthDate: Day.nullable(),
  sex: z.int().nullable(),
  relation: z.string(),
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  responsibleName: z.string(),
})
export type PairSide = z.infer<typeof PairSide>

/** Two people who may be one, and why. A side that the asker may not see is null: filed with another unit, and no more is told. */
export const DuplicatePair = z.strictObject({
  low: Uuid,
  high: Uuid,
  /** Null where only one side may be seen. */
  score: z.int().nullable(),
  reasons: z.array(z.strictObject({ code: z.string(), points: z.int() })),
  state: PairState,
  foundAt: z.string(),
  why: z.string().nullable(),
  one: PairSide.nullable(),
  other: PairSide.nullable(),
})
export type DuplicatePair = z.infer<typeof DuplicatePair>

/** Facts of a family that can be taken from the file that is given up. */
export const TakenFact = z.enum([
  'place',
  'residence',
  'category',
  'causes',
  'address',
  'dwellings',
  'vehicles',
  'housingArea',
  'heating',
  'amounts',
])
export type TakenFact = z.infer<typeof TakenFact>

/** Both families and the people between them who may be one. */
export const Comparison = z.strictObject({
  pair: DuplicatePair,
  one: Household,
  other: Household,
  /** Open questions between these two families, person of `one` first. */
  same: z.array(z.strictObject({ one: Uuid, other: Uuid })),
})
export type Comparison = z.infer<typeof Comparison>

const LinkKind = z.enum(['merged', 'split', 'person'])

/** How a file follows from another. */
export const HouseholdLink = z.strictObject({
  id: Uuid,
  kind: LinkKind,
  householdId: Uuid,
  fileNumber: z.string().nullable(),
  headName: z.string().nullable(),
  otherId: Uuid,
  otherFileNumber: z.string().nullable(),
  otherHeadName: z.string().nullable(),
  at: z.string(),
  by: z.string().nullable(),
  why: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoneWhy: z.string().nullable(),
  undoable: z.boolean(),
  /** Something has changed since: undone, that stays. */
  changedSince: z.boolean(),
})
export type HouseholdLink = z.infer<typeof HouseholdLink>

/** First everybody is given what brings people together, then they are compared. */
export const MatchStep = z.enum(['keys', 'pairs'])
export type MatchStep = z.infer<typeof MatchStep>

export const MatchRun = z.strictObject({
  id: Uuid,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Somebody ended it; what it had found stays. */
  cancelled: z.boolean(),
  step: MatchStep,
  /** Dealt with in this step, of so many in each; 0 in all where an older search did not count. */
  people: z.int(),
  total: z.int(),
  pairs: z.int(),
})
export type MatchRun = z.infer<typeof MatchRun>
