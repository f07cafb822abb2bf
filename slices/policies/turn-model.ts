import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { Uuid } from '../../core/contract.ts'
import { Fen } from '../../core/money.ts'

/**
 * Where somebody stands whose turn is waited for: paid, reached and not yet paid, waiting, or not to be placed because
 * something is not known.
 */
export const TurnState = z.enum(['paid', 'reached', 'waiting', 'unknown'])
export type TurnState = z.infer<typeof TurnState>

/** A person in the order in which a policy pays where the money comes in parts. */
export const InTurn = z.strictObject({
  personId: Uuid,
  householdId: Uuid,
  fileNumber: z.string(),
  personName: z.string(),
  headName: z.string(),
  areaCode: AreaCode,
  areaName: z.string(),
  /** Counted from 1 within what is asked for; null while it cannot be said. */
  place: z.int().nullable(),
  /** Number of the turn; 0 where nobody waits; null is not known. */
  turn: z.int().nullable(),
  /** Why in this turn, as the policy says it; null is not known. */
  because: z.string().nullable(),
  /** What decides within a turn, as an exact decimal: more comes first. */
  first: z.string().nullable(),
  state: TurnState,
  /** Null while it cannot be worked out. */
  amountFen: Fen.nullable(),
  /** What is still to be paid up to and including this person; null for whom nothing is to be paid any more or yet. */
  sumFen: Fen.nullable(),
  /** Whether the money that was asked about reaches so far; null where nothing was asked or nothing is to be paid. */
  covered: z.boolean().nullable(),
  missing: z.array(z.string()),
})
export type InTurn = z.infer<typeof InTurn>
