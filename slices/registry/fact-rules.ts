import type { Language, Text } from '../../core/messages.ts'
import { formatFen, parseYuan } from '../../core/yuan.ts'
import { disabilityWords, employmentWords, heatingWords } from './code-messages.ts'
import type { factFaultWords } from './fact-messages.ts'
import type { RegisterFact } from './fact-model.ts'
import { categoryWords, causeWords } from './messages.ts'

/** Facts that are kept sealed: their values are never shown whole where they are reviewed. */
export const sealedFacts: ReadonlySet<RegisterFact> = new Set(['head_phone', 'head_health'])

type FactFault = keyof typeof factFaultWords

/** Codes of a fact with their words; undefined for facts that are no choice. */
export const factChoices: Partial<Record<RegisterFact, Readonly<Record<string, Text>>>> = {
  category: categoryWords,
  main_cause: causeWords,
  heating: heatingWords,
  head_employment: employmentWords,
  head_disability: disabilityWords,
}

const counts: Partial<Record<RegisterFact, readonly [least: number, most: number, units: RegExp]>> = {
  size: [1, 30, /[人口]+$/],
  dwellings: [0, 99, /[套处间]$/],
  vehicles: [0, 99, /[辆台]$/],
}

/** What somebody wrote of a fact as its value; `value` null when nothing was written. Never guesses. */
export function readFact(fact: RegisterFact, text: string): { value: string | null } | { fault: FactFault } {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return { value: null }
  const choices = factChoices[fact]
  if (choices) return choiceOf(choices, plain)
  const count = counts[fact]
  if (count) return countOf(plain, count)
  if (fact === 'annual_income' || fact === 'rigid_expenditure') return amountOf(plain)
  if (fact === 'housing_area') return areaOf(plain)
  if (fact === 'head_phone') {
    // As `Phone` of the model demands; the checker of forms is too heavy for the phone's pages.
    const phone = plain.replace(/[\s-]/g, '')
    return /^(1[3-9]\d{9}|0\d{9,11})$/.test(phone) ? { value: phone } : { fault: 'not_a_phone' }
  }
  return plain.length > 200 ? { fault: 'too_long' } : { value: plain }
}

function choiceOf(
  choices: Readonly<Record<string, Text>>,
  plain: string,
): { value: string } | { fault: 'not_a_choice' } {
  const said = plain.toLowerCase()
  const found = Object.entries(choices).find(
    ([code, text]) => code === plain || text.zh.normalize('NFKC') === plain || text.en.toLowerCase() === said,
  )
  return found ? { value: found[0] } : { fault: 'not_a_choice' }
}

function countOf(
  plain: string,
  [least, most, units]: readonly [number, number, RegExp],
): { value: string } | { fault: 'not_a_count' } {
  const digits = plain.replace(units, '').trim()
  if (least === 0 && /^(无|没有|none)$/i.test(digits)) return { value: '0' }
  const number = Number(digits)
  return /^\d{1,2}(\.0+)?$/.test(digits) && number >= least && number <= most
    ? { value: String(number) }
    : { fault: 'not_a_count' }
}

function amountOf(plain: string): { value: string } | { fault: 'not_an_amount' } {
  const tens = /^([\d.,]+)\s*万元?$/.exec(plain)
  const fen = parseYuan(tens?.[1] ?? plain)
  if (fen === undefined || fen.startsWith('-')) return { fault: 'not_an_amount' }
  const whole = tens ? BigInt(fen) * 10_000n : BigInt(fen)
  return whole <= 10_000_000_000_000n ? { value: whole.toString() } : { fault: 'not_an_amount' }
}

function areaOf(plain: string): { value: string } | { fault: 'not_an_area' } {
  const metres = plain.replace(/(m2|平方米|平米|平方|平)$/i, '').trim()
  const decimetres = Math.round(Number(metres) * 100)
  return /^\d{1,4}(\.\d{1,2})?$/.test(metres) && decimetres <= 1_000_000
    ? { value: String(decimetres) }
    : { fault: 'not_an_area' }
}

/** A value of a fact in words; the unit stands in the words of the fact. */
export function factText(fact: RegisterFact, value: string, language: Language): string {
  const choice = factChoices[fact]?.[value]
  if (choice) return choice[language]
  if (fact === 'annual_income' || fact === 'rigid_expenditure') return formatFen(value)
  if (fact === 'housing_area') return String(Number(value) / 100)
  return value
}
