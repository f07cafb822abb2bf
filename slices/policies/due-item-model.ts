import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Fen } from '../../core/money.ts'
import { PolicyId, ResultState } from './model.ts'

/** What somebody is asked to do about an answer that became another one. */
export const DueItemKind = z.enum(['new', 'raise', 'lower', 'stop', 'review'])
export const DueItemState = z.enum(['open', 'done', 'dismissed', 'moot'])

/**
 * Why a family was evaluated anew: facts, a standard, the policy, the day, or a run that somebody asked for;
 * `relapse`: it left hardship and its income fell back while it was watched.
 */
export const Because = z.enum(['facts', 'standard', 'policy', 'day', 'run', 'relapse'])
export type Because = z.infer<typeof Because>

/** A difference that an evaluation found, as work for somebody; nothing is raised, lowered or stopped by itself. */
export const DueItem = z.strictObject({
  id: Uuid,
  householdId: Uuid,
  fileNumber: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  policy: PolicyId,
  kind: DueItemKind,
  because: Because,
  oldState: ResultState.nullable(),
  oldFen: Fen.nullable(),
  newState: ResultState.nullable(),
  newFen: Fen.nullable(),
  onDay: Day,
  /** The day by which a review is to be done, or somebody who was found entitled is to be helped. */
  dueOn: Day.nullable(),
  state: DueItemState,
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  why: z.string().nullable(),
  version: z.int(),
})
export type DueItem = z.infer<typeof DueItem>
