import { type Decimal, parseDecimal } from '../../engines/feel/decimal.ts'
import type { PolicyFile } from './policy-model.ts'

/** What holds in the place of a parameter that no region has set: a number, or another parameter of the policy. */
export type WhenUnset = { readonly number?: Decimal; readonly parameter?: string }

/** Undefined where the policy says nothing of it: then the parameter is not known. */
export function whenUnset({ parameters }: PolicyFile, name: string): WhenUnset | undefined {
  const written = parameters.find((one) => one.name === name)?.when_unset
  if (written === undefined) return undefined
  const number = parseDecimal(written)
  return number ? { number } : { parameter: written }
}

/** A parameter with those that hold in its place: the last of them is the one that has to be set, if any has. */
export function neededInstead(file: PolicyFile, name: string, isSet: (name: string) => boolean): string | undefined {
  if (isSet(name)) return undefined
  const instead = whenUnset(file, name)
  if (!instead) return name
  return instead.parameter === undefined ? undefined : neededInstead(file, instead.parameter, isSet)
}
