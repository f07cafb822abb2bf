import type { Day } from '../../core/date.ts'
import { Decimal, divide, multiply, parseDecimal, round } from '../../engines/feel/decimal.ts'
import type { ParameterBook } from '../policies/parameter-rules.ts'
import type { CheckedPolicy } from '../policies/policy-check-rules.ts'
import { ParameterViews } from '../policies/policy-evaluate-rules.ts'
import type { PolicySet } from '../policies/policy-set-rules.ts'
import type { ParameterMove } from './model.ts'

type Found = ReturnType<ParameterViews['find']>

const hundred = parseDecimal('100') as Decimal

/** The parameters that hold, some of them moved. */
export class MovedViews extends ParameterViews {
  readonly #moves: readonly ParameterMove[]

  constructor(book: ParameterBook, moves: readonly ParameterMove[]) {
    super(book)
    this.#moves = moves
  }

  override find(name: string, county: string, residence: 'urban' | 'rural', on: Day): Found {
    return this.#moves
      .filter((move) => move.name === name && covers(move.region, county) && ['', residence].includes(move.residence))
      .reduce((found, move) => moved(found, move), super.find(name, county, residence, on))
  }
}

/** Whether a region (000000 the country, 230000 a province, 231200 a prefecture) holds a county. */
export const covers = (region: string, county: string): boolean =>
  county.startsWith(region.replace(/0000$/, '').replace(/00$/, '')) || region === '000000'

function moved(found: Found, { name, how, value }: ParameterMove): Found {
  const given = parseDecimal(value) ?? null
  if (how === 'set') return { ...found, value: given }
  if (!(found.value instanceof Decimal) || given === null) return found
  const product = multiply(found.value, given)
  const share = product && divide(product, hundred)
  // A standard is published in whole fen.
  const result = share && name.endsWith('_fen') ? round(share, 0, 'half up') : share
  return { ...found, value: result ?? null }
}

/** Policies that answer otherwise when these parameters or policies become others: those that read them, at any remove. */
export function affectedBy(
  set: PolicySet,
  parameters: ReadonlySet<string>,
  swapped: ReadonlySet<string>,
): readonly CheckedPolicy[] {
  const affected = new Set<string>()
  // Policies stand in the order in which they use each other.
  for (const { file } of set.policies)
    if (
      swapped.has(file.id) ||
      file.parameters.some(({ name }) => parameters.has(name)) ||
      file.uses.some((used) => affected.has(used))
    )
      affected.add(file.id)
  return set.policies.filter(({ file }) => affected.has(file.id))
}
