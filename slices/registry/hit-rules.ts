import { searchText } from './search-rules.ts'

/** Whether a name is meant by what was looked for: any part of it, or the beginning of its pinyin or of its initials. */
export function nameMeant(search: string, name: string, syllables: readonly string[]): boolean {
  const plain = searchText([{ name: search, syllables: [] }], null).words.slice(1)
  const { words, latin } = searchText([{ name, syllables }], null)
  return plain !== '' && (words.includes(plain) || latin.includes(`|${plain}`))
}
