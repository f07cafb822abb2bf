import type { Numbers } from '../../engines/feel/compile-schema.ts'
import type { PolicyFile } from '../policies/policy-model.ts'
import { columnable, type Population } from './population-rules.ts'

// These are the same for all families of a place.
const ofPlace: ReadonlySet<string> = new Set(['on', 'county', 'residence'])

/**
 * What tells families of one place and one answer apart, where a policy cannot be run over columns: every fact that it may
 * read, as it stands in the columns. Undefined for a policy that reads others or lists; the function gives undefined for a
 * family of which more is known than columns hold.
 */
export function alikeBy(population: Population, file: PolicyFile): ((index: number) => string | undefined) | undefined {
  const { fields, columns, months, persons } = population
  const names = file.inputs.filter((name) => !ofPlace.has(name))
  const withMonths = names.includes('last_six_months')
  const facts = names.filter((name) => name !== 'last_six_months')
  if (file.uses.length > 0 || !facts.every(columnable)) return undefined
  // A fact that has no column is not known of anybody.
  const own = facts.flatMap((name) => (fields[name] ? [columns[name] as Numbers] : []))
  const apart = new Set([...persons, ...(withMonths ? months : [])])
  return (index) => {
    if (apart.has(index)) return undefined
    let key = ''
    for (const column of own) key += `${column[index]} `
    return key
  }
}
