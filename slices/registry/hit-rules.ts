import { latinOf, searchText } from './search-rules.ts'

/**
 * How a name is meant by what was looked for: by any part of it or the beginning of its pinyin or initials, by a part of
 * those, or not at all.
 */
export function nameMeant(
  search: string,
  name: string,
  syllables: readonly string[],
): 'plainly' | 'within' | undefined {
  const plain = searchText([{ name: search, syllables: [] }], null).words.slice(1)
  const { words, latin } = searchText([{ name, syllables }], null)
  const letters = latinOf(plain)
  if (plain === '') return undefined
  if (words.includes(plain) || latin.includes(`|${letters}`)) return 'plainly'
  return /^[a-z]+$/.test(letters) && latin.includes(letters) ? 'within' : undefined
}
