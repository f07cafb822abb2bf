import type { Text } from '../../core/messages.ts'
import { compareDecimals, Decimal, fromInteger, round, subtract, zero } from '../../engines/feel/decimal.ts'
import { isQuickList, type Quick } from '../../engines/feel/quick.ts'
import { isTemporal } from '../../engines/feel/temporal-values.ts'
import { Unknown } from '../../engines/feel/values.ts'
import type { FoundParameter, Plain, Reason, ResultState } from './model.ts'
import type { PolicyFile } from './policy-model.ts'

/** How far a condition is from its limit: `distance` is what would have to change, below zero when it holds. */
export type Limit = {
  readonly code: string
  readonly value: string
  readonly limit: string
  readonly distance: string
  readonly holds: boolean
}

/** What a policy says of one family on one day. */
export type PolicyAnswer = {
  readonly policy: string
  /** Unknown because facts or parameters are missing: never the same as not. */
  readonly state: ResultState
  /** Whether all conditions hold; undefined when that is not known. */
  readonly holds: boolean | undefined
  /** Rounded once, in the period of the policy; zero unless entitled. */
  readonly amountFen: bigint
  /** The conditions that fail, in their order: all of them have to change to change the answer. */
  readonly reasons: readonly Reason[]
  /** The values of the sentence that says what is granted, when everything holds. */
  readonly granted: Reason | undefined
  /** Facts and parameters that are not known and would be needed. */
  readonly missing: readonly string[]
  readonly answers: Readonly<Record<string, Plain>>
  readonly figures: Readonly<Record<string, Plain>>
  readonly limits: readonly Limit[]
  /** The parameters that were read, with the region and the day found. */
  readonly trace: readonly FoundParameter[]
  /** The facts that were read; told only when the answer is explained. */
  readonly inputs: Readonly<Record<string, Plain>>
  /** Why something came out as nothing, such as a division by zero. */
  readonly notes: readonly Text[]
}

/** The reason of a family for which everything holds and the amount is nothing. */
export const nothingDue = 'nothing_due'

/** Stands for the sentence of a family that is entitled. */
export const grantedCode = 'granted'

/** A value as text; null for what is not known or no plain value. */
export function plain(value: Quick): Plain {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return String(value)
  return value instanceof Decimal || (!isQuickList(value) && isTemporal(value)) ? String(value) : null
}

/** A fact as it was read, for the trace: lists by their number. */
export const plainFact = (value: Quick): Plain => (isQuickList(value) ? String(value.length) : plain(value))

/** The amount as the policy rounds it: half up or up, to the fen or to whole yuan; never below zero. */
export function roundedFen(value: Decimal | number, rounding: NonNullable<PolicyFile['amount']>['rounding']): bigint {
  const yuan = rounding.startsWith('yuan')
  if (typeof value === 'number' && !yuan) return value > 0 ? BigInt(value) : 0n
  const exact = typeof value === 'number' ? fromInteger(value) : value
  if (compareDecimals(exact, zero) <= 0) return 0n
  const scale = yuan ? -2 : 0
  const rounded = round(exact, scale, rounding.endsWith('_up') ? 'up' : 'half up')
  return rounded ? rounded.coefficient * 10n ** BigInt(rounded.exponent) : 0n
}

/** The state of a family by its conditions alone: one that fails decides, one that is not known leaves it open. */
export function stateOf(outcomes: readonly Quick[]): ResultState {
  if (outcomes.includes(false)) return 'not_eligible'
  return outcomes.every((value) => value === true) ? 'eligible' : 'unknown'
}

/** Value and limit of a condition that compares two numbers, and how far they are apart; undefined for anything else. */
export function limitOf(code: string, less: boolean, value: Quick, limit: Quick, answer: Quick): Limit | undefined {
  const distance = less ? difference(value, limit) : difference(limit, value)
  if (distance === undefined || answer instanceof Unknown) return undefined
  return {
    code,
    value: String(value),
    limit: String(limit),
    distance: String(distance),
    holds: answer === true,
  }
}

/** What lies between two numbers; undefined for anything else. */
function difference(left: Quick, right: Quick): Decimal | number | undefined {
  if (typeof left === 'number' && typeof right === 'number' && Number.isSafeInteger(left - right)) return left - right
  const a = typeof left === 'number' ? fromInteger(left) : left
  const b = typeof right === 'number' ? fromInteger(right) : right
  return a instanceof Decimal && b instanceof Decimal ? subtract(a, b) : undefined
}
