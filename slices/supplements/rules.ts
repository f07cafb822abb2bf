import { headingKey } from '../../engines/roster/header-words.ts'
import type { Said } from './model.ts'

/** Headings that mean the same are one: 开户银行 and 开户银行（必填）. A path of headings is read as one. */
export const supplementKey = (heading: string): string => headingKey(heading.replaceAll('-', ''))

/** Where somebody signs says nothing of them. */
const signed = /签[字名收章]|手印|指印|盖章/
const [longestHeading, longestText] = [60, 500]

/** True for a heading under which something can be said of somebody. */
export const isKept = (heading: string): boolean => supplementKey(heading) !== '' && !signed.test(heading)

/** Of the columns of a roster that are no field, those that are kept: with their texts as written, cut where endless. */
export function keptOf(
  extras: Readonly<Record<string, string>> | undefined,
  leftOut: (heading: string) => boolean,
): Said {
  const kept = Object.entries(extras ?? {}).filter(
    ([heading, text]) => text !== '' && isKept(heading) && !leftOut(heading),
  )
  return Object.fromEntries(
    kept.map(([heading, text]) => [heading.slice(0, longestHeading), text.slice(0, longestText)]),
  )
}

/** What stands under a heading, and the statement that said it last. */
export type Standing<Statement> = { readonly heading: string; readonly text: string; readonly statement: Statement }

/** What stands after all statements, oldest first: a later one counts, heading by heading, by their keys. */
export function standing<Statement extends { readonly said: Said }>(
  statements: readonly Statement[],
): Map<string, Standing<Statement>> {
  const found = new Map<string, Standing<Statement>>()
  for (const statement of statements)
    for (const [heading, text] of Object.entries(statement.said)) {
      const key = supplementKey(heading)
      if (text === null || text === '') found.delete(key)
      else found.set(key, { heading, text, statement })
    }
  return found
}

/** Of what is told, what is not known yet or is known otherwise. */
export const newsOf = (known: ReadonlyMap<string, { readonly text: string }> | undefined, told: Said): Said =>
  Object.fromEntries(
    Object.entries(told).filter(([heading, text]) => text !== (known?.get(supplementKey(heading))?.text ?? null)),
  )

/** The texts alone, by the keys of their headings. */
export const textsOf = (
  known: ReadonlyMap<string, { readonly text: string }> | undefined,
): Readonly<Record<string, string>> | undefined =>
  known && Object.fromEntries([...known].map(([key, { text }]) => [key, text]))
