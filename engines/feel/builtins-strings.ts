import { type BuiltIn, builtIn, type Given } from './builtins-define.ts'
import { fromInteger } from './decimal.ts'
import { patternOf } from './pattern.ts'
import { Matcher, replaceAll, splitBy } from './pattern-match.ts'
import { textOf } from './value-text.ts'
import type { Value } from './values.ts'

/** From a position that counts code points, from the end below zero; undefined outside the text. */
function substring(text: string, start: number | undefined, length: number | undefined): string | undefined {
  const points = [...text]
  if (start === undefined || start === 0 || Math.abs(start) > points.length) return undefined
  const from = start > 0 ? start - 1 : points.length + start
  return points.slice(from, length === undefined ? undefined : from + length).join('')
}

function before(text: string, match: string): string {
  const at = text.indexOf(match)
  return at < 0 ? '' : text.slice(0, at)
}

function after(text: string, match: string): string {
  const at = text.indexOf(match)
  return at < 0 ? '' : text.slice(at + match.length)
}

const onStrings = (name: string, body: (text: string, match: string) => Value | undefined): BuiltIn =>
  builtIn(name, ['string: string, match: string'], (given) => body(given.text(0), given.text(1)))

/** Steps of a pattern are cheaper than those of the evaluation: four count as one. */
const spendOf =
  ({ moment }: Given) =>
  (steps: number): void =>
    moment.spend?.(steps / 4)

const flagsOf = (value: Value): string => (value === null ? '' : (value as string))

export const stringFunctions: readonly BuiltIn[] = [
  builtIn('string', ['from: some'], (given) => {
    given.weigh(given.value(0))
    return textOf(given.value(0))
  }),
  builtIn('substring', ['string: string, start position: number, length?: nullable number'], (given) => {
    const length = given.has(2) ? given.integer(2) : undefined
    if (given.has(2) && (length === undefined || length < 1)) return undefined
    return substring(given.text(0), given.integer(1), length)
  }),
  builtIn('string length', ['string: string'], (given) => fromInteger([...given.text(0)].length)),
  builtIn('upper case', ['string: string'], (given) => given.text(0).toUpperCase()),
  builtIn('lower case', ['string: string'], (given) => given.text(0).toLowerCase()),
  onStrings('substring before', before),
  onStrings('substring after', after),
  onStrings('contains', (text, match) => text.includes(match)),
  onStrings('starts with', (text, match) => text.startsWith(match)),
  onStrings('ends with', (text, match) => text.endsWith(match)),
  builtIn('matches', ['input: string, pattern: string, flags?: nullable string'], (given) => {
    const pattern = patternOf(given.text(1), flagsOf(given.value(2)))
    return pattern && new Matcher(pattern, given.text(0), spendOf(given)).find(0) !== undefined
  }),
  builtIn('replace', ['input: string, pattern: string, replacement: string, flags?: nullable string'], (given) => {
    const flags = flagsOf(given.value(3))
    const pattern = patternOf(given.text(1), flags)
    return pattern && replaceAll(given.text(0), pattern, given.text(2), flags.includes('q'), spendOf(given))
  }),
  builtIn('split', ['string: string, delimiter: string'], (given) => {
    const pattern = patternOf(given.text(1), '')
    return pattern && splitBy(given.text(0), pattern, spendOf(given))
  }),
  builtIn('string join', ['list: list, delimiter?: nullable string'], (given) => {
    const parts = given.list(0).filter((item) => item !== null)
    if (!parts.every((part) => typeof part === 'string')) return undefined
    return parts.join(flagsOf(given.value(1)))
  }),
]
