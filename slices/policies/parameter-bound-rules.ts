import type { Text } from '../../core/messages.ts'
import { compareDecimals, isInteger, one, parseDecimal } from '../../engines/feel/decimal.ts'
import { parameterFileWords as words } from './messages.ts'
import { filled } from './policy-file-rules.ts'
import type { PolicyFile, Unit } from './policy-model.ts'

/** What the parameters of some policies are counted in, where a policy says so. */
export const unitsOf = (files: readonly PolicyFile[]): ReadonlyMap<string, Unit> =>
  new Map(files.flatMap(({ parameters }) => parameters.flatMap(({ name, unit }) => (unit ? [[name, unit]] : []))))

/**
 * What is wrong with a value of such a unit: a share is a part of a whole, a choice is one of two. Undefined where nothing
 * is, or the value is no number at all.
 */
export function unitFault(value: string, unit: Unit | undefined): Text | undefined {
  const number = parseDecimal(value)
  if (!number) return undefined
  const above = compareDecimals(number, one) > 0
  if (unit === 'share' && above) return filled(words.notAShare, value)
  if (unit === 'boolean' && (above || !isInteger(number))) return filled(words.notAChoice, value)
  return undefined
}
