import { divideHalfUp } from '../../core/money.ts'
import { canAnswer } from '../organisations/rules.ts'
import type { Amount, ResponsibleReason } from './model.ts'

export type Unit = { id: string; line: string; kind: string; enterpriseState: string | null; validTo: string | null }
export type Responsible = { id: string; line: string; reason: ResponsibleReason }

/**
 * Who answers for a family: its own unit while that can answer; the local government when there is no unit, when
 * the unit is bankrupt or closed, or when its name is not known. Never nobody.
 */
export function routeResponsibility(
  unit: Unit | null,
  unitText: string | null,
  government: { id: string; line: string },
): Responsible {
  if (unit && canAnswer(unit)) return { id: unit.id, line: unit.line, reason: 'unit' }
  const reason = unit
    ? unit.enterpriseState === 'bankrupt'
      ? 'unit_bankrupt'
      : 'unit_closed'
    : unitText
      ? 'unit_unknown'
      : 'no_unit'
  return { ...government, reason }
}

/** Sums of the annual amounts; null where nothing is known of a side. */
export function annualTotals(amounts: readonly Amount[] | undefined): {
  income: bigint | null
  expenditure: bigint | null
} {
  const side = (name: Amount['side']) => {
    const ofSide = (amounts ?? []).filter((amount) => amount.side === name)
    return ofSide.length === 0 ? null : ofSide.reduce((sum, amount) => sum + BigInt(amount.annualFen), 0n)
  }
  return { income: side('income'), expenditure: side('expenditure') }
}

/** Income per person and month in fen, for sorting and showing only; rules compute from the annual sum. */
export const monthlyPerCapita = (annualIncome: bigint | null, size: number): bigint | null =>
  annualIncome === null ? null : divideHalfUp(annualIncome, 12n * BigInt(size))

// A part that is looked for is seldom longer, and a longer one is found by its beginning.
export const longestToken = 12

/** Every ending of a text: whatever part is looked for is the beginning of one of them, so a range of tokens finds it. */
function endingsOf(text: string): string[] {
  const characters = [...plainText(text)]
  return characters.map((_, start) => characters.slice(start, start + longestToken).join(''))
}

const plainText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Tokens of a name: its endings, its full pinyin and its initials. */
export const nameTokens = (name: string, syllables: readonly string[]): string[] => [
  ...new Set(
    [...endingsOf(name), syllables.join(''), syllables.map((syllable) => syllable[0] ?? '').join('')].filter(Boolean),
  ),
]

/** Tokens of an address: its endings behind a sign that keeps them apart from names. */
export const addressTokens = (address: string): string[] => [
  ...new Set(endingsOf(address).map((ending) => `@${ending}`)),
]

/** What tokens are made of: a text whose every ending is one, behind its sign, or one that is a token as it is. */
export type SearchWord = { sign: '' | '@'; text: string; endings: boolean }

/** The words of a family from which the database makes the same tokens as `nameTokens` and `addressTokens`. */
export function searchWords(
  names: readonly { name: string; syllables: readonly string[] }[],
  address: string | null,
): SearchWord[] {
  const whole = (text: string): SearchWord => ({ sign: '', text, endings: false })
  return [
    ...names.flatMap(({ name, syllables }) => [
      { sign: '' as const, text: plainText(name), endings: true },
      whole(syllables.join('')),
      whole(syllables.map((syllable) => syllable[0] ?? '').join('')),
    ]),
    ...(address ? [{ sign: '@' as const, text: plainText(address), endings: true }] : []),
  ].filter((word) => word.text !== '')
}

/** The ranges of tokens that begin with what is looked for, as part of a name or of an address. */
export function tokenRanges(search: string): { from: string; to: string }[] {
  const part = [...plainText(search)].slice(0, longestToken).join('')
  // The greatest character there is: everything that begins with the part sorts below it.
  return [part, `@${part}`].map((from) => ({ from, to: `${from}\u{10FFFF}` }))
}

/** What a search box may mean: four digits or X are the end of an identity number or phone, eleven a phone, eighteen a number. */
export function searchKind(text: string): 'identity_number' | 'phone' | 'last_four' | 'name' | 'nothing' {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (plain === '') return 'nothing'
  if (/^\d{17}[\dX]$|^\d{15}$/.test(plain)) return 'identity_number'
  if (/^1\d{10}$|^0\d{9,11}$/.test(plain)) return 'phone'
  if (/^\d{3}[\dX]$/.test(plain)) return 'last_four'
  return 'name'
}

/** File numbers: two digits of the year and a running number. */
export const fileNumber = (year: string, running: number): string =>
  `${year.slice(2)}-${String(running).padStart(6, '0')}`
