import type { Text } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import {
  add,
  compareDecimals,
  type Decimal,
  divide,
  fromInteger,
  isInteger,
  one,
  round,
  subtract,
} from '../../engines/feel/decimal.ts'
import { partsOf, type Syntax } from '../../engines/feel/syntax-tree.ts'
import type { Value } from '../../engines/feel/values.ts'
import { factText, householdFacts } from './fact-rules.ts'
import { factValueWords } from './messages.ts'
import type { CheckedTable } from './policy-table-rules.ts'

/** One value that stands for a stretch on which all cells of a column answer alike, with its words. */
export type Sample = { readonly value: Value; readonly shown: Text }

type Input = CheckedTable['table']['inputs'][number]

/** One value for each stretch on which all cells of a column answer alike: between two boundaries every cell does. */
export function samplesOf(input: Input, { rows }: CheckedTable, column: number): Sample[] {
  const tests = rows.flatMap((row) => row.cells[column]?.tests ?? [])
  if (input.kind === 'boolean')
    return [true, false].map((value) => ({ value, shown: factValueWords[String(value)] ?? said(String(value)) }))
  if (input.kind === 'text') return textSamples(input, tests)
  const bounds = distinct(tests.flatMap(numbersIn))
  const least = fromInteger(householdFacts[input.expression]?.least ?? Number.MIN_SAFE_INTEGER)
  const all = stretches(bounds, least)
  // A stretch between fractions may hold whole numbers that are neither of them nor in its middle.
  const values = input.kind === 'whole' ? distinct([...all, ...bounds.flatMap(wholeAround)]) : all
  return values
    .filter((value) => compareDecimals(value, least) >= 0 && (input.kind !== 'whole' || isInteger(value)))
    .map((value) => ({ value, shown: numberText(input.expression, value) }))
}

const said = (text: string): Text => ({ zh: text, en: text })
const quoted = ({ zh, en }: Text): Text => ({ zh: `“${zh}”`, en: `“${en}”` })

function textSamples(input: Input, tests: readonly Syntax[]): Sample[] {
  const texts = new Set([...(input.values ?? []), ...tests.flatMap(textsIn)])
  const listed = [...texts].map((value): Sample => ({ value, shown: quoted(factValueWords[value] ?? said(value)) }))
  // Without a list of all values there is always another text that nobody has thought of.
  return input.values ? listed : [...listed, { value: '…', shown: { zh: '其他', en: 'anything else' } }]
}

/** Money is told in yuan. */
function numberText(expression: string, value: Decimal): Text {
  const fen = householdFacts[expression]?.type === 'fen' || /_fen$/.test(expression)
  const whole = fen ? round(value, 0, 'half up') : undefined
  if (!whole) return said(String(value))
  const yuan = formatFen(whole.coefficient * 10n ** BigInt(whole.exponent))
  return { zh: `${yuan} 元`, en: `${yuan} yuan` }
}

/** A column as officers call it: by its title in the table, else by the words of the fact that it asks. */
export const columnText = (input: Input | undefined): Text =>
  input?.title ?? factText(input?.expression ?? '') ?? said(input?.expression ?? '')

const textsIn = (syntax: Syntax): string[] =>
  syntax.kind === 'string' ? [syntax.value] : partsOf(syntax).flatMap(textsIn)

const numbersIn = (syntax: Syntax): Decimal[] => {
  if (syntax.kind === 'number') return [syntax.value]
  if (syntax.kind === 'negation')
    return partsOf(syntax)
      .flatMap(numbersIn)
      .map((value) => subtract(fromInteger(0), value) ?? value)
  return partsOf(syntax).flatMap(numbersIn)
}

const distinct = (values: readonly Decimal[]): Decimal[] =>
  values
    .toSorted(compareDecimals)
    .filter((value, index, all) => index === 0 || compareDecimals(value, all[index - 1] as Decimal) !== 0)

/** The whole numbers on both sides of a boundary. */
function wholeAround(bound: Decimal): Decimal[] {
  const below = round(bound, 0, 'floor')
  const above = below && add(below, one)
  return [below, above].flatMap((value) => value ?? [])
}

/**
 * The boundaries, a value between each two of them, one below all and one above. Quantities begin at zero, and facts of which
 * there is always something at that.
 */
function stretches(bounds: readonly Decimal[], least: Decimal): Decimal[] {
  const first = bounds[0]
  const last = bounds.at(-1)
  if (!first || !last) return [one]
  const zero = compareDecimals(least, fromInteger(0)) > 0 ? least : fromInteger(0)
  const two = fromInteger(2)
  const values: Decimal[] =
    compareDecimals(first, zero) > 0 ? [zero] : compareDecimals(first, zero) < 0 ? [subtract(first, one) ?? first] : []
  bounds.forEach((bound, index) => {
    values.push(bound)
    const next = bounds[index + 1]
    if (!next) return
    const middle = divide(add(bound, next) ?? bound, two)
    if (middle) values.push(middle)
    // A whole number between the two, where the middle is none.
    const up = add(bound, one)
    if (up && compareDecimals(up, next) < 0) values.push(up)
  })
  values.push(add(last, one) ?? last)
  return distinct(values)
}
