import { z } from 'zod'

/**
 * An amount of money in fen, as a string of digits on the wire, in the database driver and in forms; computed with as
 * bigint. At most 10^13 fen either way: the limit of one ledger line (quality L2).
 */
export const Fen = z
  .string()
  // What is no number ends here: the questions below would fail on it instead of refusing it.
  .regex(/^(0|-?[1-9]\d{0,12}|-?10000000000000)$/, { error: 'not_fen', abort: true })
  .meta({ description: 'Integer fen (1/100 yuan) as a string of digits' })
export type Fen = z.infer<typeof Fen>

/** An amount that is handed over: more than nothing. */
export const PositiveFen = Fen.refine((fen) => BigInt(fen) > 0n, { error: 'not_positive' })

/** An income or a cost: nothing or more. */
export const NonNegativeFen = Fen.refine((fen) => BigInt(fen) >= 0n, { error: 'negative' })

/** Exact division rounded half up (away from zero at .5 for what is positive), once, as the rule says. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be positive')
  const doubled = 2n * numerator + denominator
  const quotient = doubled / (2n * denominator)
  // bigint division cuts towards zero; half up needs the floor.
  return doubled < 0n && doubled % (2n * denominator) !== 0n ? quotient - 1n : quotient
}
