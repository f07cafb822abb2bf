import type { Day } from '../../core/date.ts'
import { type Exact, exact, plus, zero } from './exact-rules.ts'
import type { CaseFacts, CaseMember } from './facts-model.ts'
import type { FoundParameter } from './model.ts'
import { findParameter, type ParameterBook } from './parameter-rules.ts'

/**
 * One question to the facts of a family and the parameters of its place. Every fact or parameter that is asked for and
 * not there is noted by name; a rule that noted one has no answer. Parameters that were found are noted for the trace.
 */
export type Case = {
  readonly facts: CaseFacts
  readonly missing: Set<string>
  readonly trace: Map<string, FoundParameter>
  /** The value, or undefined with its name noted. */
  need<Value>(name: string, value: Value | null | undefined): Value | undefined
  /** The parameter on the day of the case or on another. */
  parameter(name: string, on?: Day): Exact | undefined
}

export function openCase(facts: CaseFacts, book: ParameterBook): Case {
  const missing = new Set<string>()
  const trace = new Map<string, FoundParameter>()
  const need = <Value>(name: string, value: Value | null | undefined): Value | undefined => {
    if (value === null || value === undefined) {
      missing.add(name)
      return undefined
    }
    return value
  }
  return {
    facts,
    missing,
    trace,
    need,
    parameter(name, on) {
      const day = on ?? need('on', facts.on)
      const county = need('county', facts.county)
      const residence = need('residence', facts.residence)
      if (day === undefined || county === undefined || residence === undefined) return undefined
      const found = need(name, findParameter(book, name, { county, residence }, day))
      if (!found) return undefined
      trace.set(`${name}@${found.region}@${found.from}`, found)
      return exact(found.value)
    },
  }
}

/** The members; a family without any is not a family whose members are known. */
export const membersOf = (one: Case): readonly CaseMember[] | undefined =>
  one.need('members', one.facts.members?.length ? one.facts.members : undefined)

/** Sum of a year's incomes but those of some kinds; undefined when the incomes of any member are not known. */
export function incomeBut(one: Case, kinds: readonly string[]): Exact | undefined {
  const members = membersOf(one)
  if (!members) return undefined
  let sum = zero
  let known = true
  for (const member of members) {
    const incomes = one.need('members.annual_income', member.annual_income)
    if (!incomes) known = false
    for (const { kind, fen } of incomes ?? []) if (!kinds.includes(kind)) sum = plus(sum, exact(BigInt(fen)))
  }
  return known ? sum : undefined
}

type Expenditure = 'medical_fen' | 'disability_fen' | 'education_fen' | 'employment_fen'

/** Rigid expenditures of a year, by their names, summed. */
export function expenditureOf(one: Case, names: readonly Expenditure[]): Exact | undefined {
  const given = one.need('rigid_expenditure', one.facts.rigid_expenditure)
  if (!given) return undefined
  let sum = zero
  let known = true
  for (const name of names) {
    const fen = one.need(`rigid_expenditure.${name}`, given[name])
    if (fen === undefined) known = false
    else sum = plus(sum, exact(BigInt(fen)))
  }
  return known ? sum : undefined
}

/** Number of dwellings or vehicles. */
export function assetOf(one: Case, name: 'dwellings' | 'vehicles'): number | undefined {
  const assets = one.need('assets', one.facts.assets)
  return assets && one.need(`assets.${name}`, assets[name])
}
