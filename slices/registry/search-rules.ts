/**
 * What a family is found by. `words` are its names and its address, `latin` the pinyin and initials of its names; each word
 * stands behind a bar. Any part of a word of the first finds the family, the beginning of a word of the second.
 */
export type SearchText = { words: string; latin: string }

const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s|@]+/g, '')

const behindBars = (words: readonly string[]): string =>
  [...new Set(words.filter(Boolean))].map((word) => `|${word}`).join('')

/** The text of a family from its names with their syllables, and its address. */
export function searchText(
  names: readonly { name: string; syllables: readonly string[] }[],
  address: string | null,
): SearchText {
  return {
    words: behindBars([...names.map(({ name }) => plainText(name)), ...(address ? [`@${plainText(address)}`] : [])]),
    latin: behindBars(
      names.flatMap(({ syllables }) => [
        syllables.join(''),
        syllables.map((syllable) => syllable.slice(0, 1)).join(''),
      ]),
    ),
  }
}

/** The text of a family that moved to another address, or to one that is not known. */
export const withAddress = (text: SearchText, address: string | null): SearchText => ({
  words: behindBars([
    ...text.words.split('|').filter((word) => !word.startsWith('@')),
    ...(address ? [`@${plainText(address)}`] : []),
  ]),
  latin: text.latin,
})

// Names are seldom longer, and parts of three characters are rare enough to be looked through.
const longestPart = 3
const latinLengths = [2, 3, 4, 6, 8]

/** Parts of an address: characters, and numbers as a whole, because 路12 is rare where 路1 is not. */
const unitsOf = (address: string): string[] => address.match(/\d+|\D/gu) ?? []
const isNumber = (unit: string | undefined): boolean => unit !== undefined && /^\d/.test(unit)

function addNameKeys(keys: Set<string>, name: string): void {
  const characters = [...name]
  for (let from = 0; from < characters.length; from++) {
    let part = ''
    for (let at = from; at < Math.min(from + longestPart, characters.length); at++) {
      part += characters[at]
      keys.add(part)
    }
  }
}

function addAddressKeys(keys: Set<string>, address: string): void {
  let before: string | undefined
  for (const unit of unitsOf(address)) {
    if (before !== undefined) keys.add(`@${before}${unit}`)
    if (!isNumber(unit)) keys.add(`@${unit}`)
    before = unit
  }
}

/**
 * The keys under which a family stands in the index: parts of its names, beginnings of its pinyin, pairs of what stands
 * side by side in its address. A key only brings families together; whether one is meant, its text says.
 */
export function searchKeys({ words, latin }: SearchText): string[] {
  const keys = new Set<string>()
  for (const word of words.split('|')) {
    if (word.startsWith('@')) addAddressKeys(keys, word.slice(1))
    else addNameKeys(keys, word)
  }
  for (const word of latin.split('|'))
    for (const length of latinLengths) if (word.length >= length) keys.add(`~${word.slice(0, length)}`)
  return [...keys]
}

/** Letters as pinyin is kept: without tones, ü as v, without the marks that part syllables; other characters stay. */
export const latinOf = (plain: string): string =>
  plain
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/\p{M}|['’·-]/gu, '')

/**
 * What is looked for. `keys`: every family that is meant stands under one of them; null when no key says so, because the part
 * is too short. `inWords` and `inLatin` are patterns for LIKE; null where nothing can be found. `anywhere`: the same within
 * pinyin and initials, as for a given name without its surname; asked only where few are found otherwise, because no key leads there.
 */
export type Sought = { keys: string[] | null; inWords: string; inLatin: string | null; anywhere: string | null }

/** What a part of a name, of an address, the beginning of pinyin or initials are looked up by; undefined for nothing. */
export function sought(search: string): Sought | undefined {
  const plain = plainText(search)
  if (plain === '') return undefined
  const letters = latinOf(plain)
  const latin = /^[a-z]+$/.test(letters)
  const address = addressKeys(plain)
  const tooShort = address.length === 0 || (latin && letters.length < Math.min(...latinLengths))
  const characters = [...plain]
  const length = latinLengths.findLast((one) => one <= letters.length)
  const pattern = plain.replace(/[\\%_]/g, '\\$&')
  return {
    keys: tooShort
      ? null
      : [
          characters.slice(0, longestPart).join(''),
          ...address,
          ...(latin && length ? [`~${letters.slice(0, length)}`] : []),
        ],
    inWords: `%${pattern}%`,
    inLatin: latin ? `%|${letters}%` : null,
    anywhere: latin && letters.length > 1 ? `%${letters}%` : null,
  }
}

// Houses and doors have no longer numbers; 10203 is building, floor and door.
const longestNumber = 5

/**
 * The keys of a part of an address that says most; none when it has none. A number at its ends may go on beyond it: 12号
 * is a part of 112号, too, so every number that ends or begins so is looked for. One digit is begun by too many numbers.
 */
function addressKeys(plain: string): string[] {
  const units = unitsOf(plain)
  const pairs = units.slice(1).map((unit, at) => ({ begin: units[at] as string, end: unit, at }))
  const opens = (at: number) => at === 0 && isNumber(units[0])
  const closes = (at: number) => at === units.length - 2 && isNumber(units.at(-1))
  const whole = pairs.filter(({ at }) => !opens(at) && !closes(at)).map(({ begin, end }) => `${begin}${end}`)
  const numbered = whole.find((pair) => /\d/.test(pair))
  if (numbered) return [`@${numbered}`]
  const known = (digits: string | undefined) => digits && digits.length > 1 && digits.length < longestNumber
  const [first, last] = [pairs[0], pairs.at(-1)]
  if (last && closes(last.at) && !opens(last.at) && known(last.end))
    return digitsUpTo(longestNumber - last.end.length).map((more) => `@${last.begin}${last.end}${more}`)
  if (first && opens(first.at) && !closes(first.at) && known(first.begin))
    return digitsUpTo(longestNumber - first.begin.length).map((more) => `@${more}${first.begin}${first.end}`)
  const best = whole[0] ?? units.find((unit) => !isNumber(unit))
  return best === undefined ? [] : [`@${best}`]
}

/** Nothing, and every row of so many digits at most. */
const digitsUpTo = (length: number): string[] =>
  Array.from({ length: length + 1 }, (_, digits) =>
    Array.from({ length: 10 ** digits }, (_, number) => (digits === 0 ? '' : String(number).padStart(digits, '0'))),
  ).flat()
