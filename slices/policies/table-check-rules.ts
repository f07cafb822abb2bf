import type { Text } from '../../core/messages.ts'
import {
  add,
  compareDecimals,
  type Decimal,
  divide,
  fromInteger,
  isInteger,
  one,
  subtract,
} from '../../engines/feel/decimal.ts'
import { acceptsOpen, startOpenRun } from '../../engines/feel/evaluate-open.ts'
import { Scope } from '../../engines/feel/scope.ts'
import { partsOf, type Syntax } from '../../engines/feel/syntax-tree.ts'
import type { Value } from '../../engines/feel/values.ts'
import { householdFacts } from './fact-rules.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { filled } from './policy-file-rules.ts'
import type { CheckedTable } from './policy-table-rules.ts'

type TableFault = { readonly row: number | undefined; readonly text: Text }
type Input = CheckedTable['table']['inputs'][number]
type Sample = { readonly value: Value; readonly shown: string }

// Enough for eight rows by eight columns; a larger table is checked by its tests.
const mostSamples = 20_000

/**
 * Rows of a unique table that apply at once, and cases that no row applies to. Between two boundaries every cell answers
 * alike, so one sample of each stretch and each boundary is enough. Tables whose cells hold names are judged by their
 * tests, because their boundaries are not known here.
 */
export function tableFaults(checked: CheckedTable): TableFault[] {
  const { table, rows, otherwise } = checked
  if (table.hit === 'sum' || table.hit === 'largest') return []
  const cells = rows.flatMap((row) => row.cells.flatMap((cell) => cell.tests))
  if (cells.some(hasNames)) return []
  const samples = table.inputs.map((input, column) => samplesOf(input, checked, column))
  const count = samples.reduce((product, list) => product * list.length, 1)
  if (count === 0 || count > mostSamples) return []
  const run = new Scope(new Map(), startOpenRun())
  const accepted = rows.map((row) =>
    row.cells.map((cell, column) => (samples[column] ?? []).map(({ value }) => acceptsOpen(cell, value, run) === true)),
  )
  const faults = new Map<string, TableFault>()
  eachCase(samples, (indexes) => {
    const hits = accepted.flatMap((row, index) => (row.every((column, at) => column[indexes[at] ?? 0]) ? [index] : []))
    const shown = indexes
      .map((index, at) => `${expressionOf(table.inputs[at])} = ${samples[at]?.[index]?.shown}`)
      .join(', ')
    const [first = 0, second] = hits
    if (hits.length === 0 && !otherwise)
      faults.set('gap', faults.get('gap') ?? { row: undefined, text: filled(words.gap, shown) })
    if (table.hit === 'unique' && second !== undefined && !faults.has(`${first} ${second}`))
      faults.set(`${first} ${second}`, { row: second, text: filled(words.overlap, first + 1, second + 1, shown) })
  })
  return [...faults.values()]
}

const expressionOf = (input: Input | undefined): string => input?.expression ?? ''

const hasNames = (syntax: Syntax): boolean => syntax.kind === 'name' || partsOf(syntax).some(hasNames)

function eachCase(samples: readonly (readonly Sample[])[], visit: (indexes: readonly number[]) => void): void {
  const indexes = samples.map(() => 0)
  for (;;) {
    visit(indexes)
    let place = 0
    while (place < indexes.length) {
      indexes[place] = (indexes[place] ?? 0) + 1
      if ((indexes[place] ?? 0) < (samples[place]?.length ?? 0)) break
      indexes[place] = 0
      place++
    }
    if (place === indexes.length) return
  }
}

/** One value for each stretch on which all cells of a column answer alike. */
function samplesOf(input: Input, { rows }: CheckedTable, column: number): Sample[] {
  const tests = rows.flatMap((row) => row.cells[column]?.tests ?? [])
  if (input.kind === 'boolean') return [true, false].map((value) => ({ value, shown: String(value) }))
  if (input.kind === 'text') {
    const texts = new Set([...(input.values ?? []), ...tests.flatMap(textsIn)])
    const listed = [...texts].map((value): Sample => ({ value, shown: `"${value}"` }))
    // Without a list of all values there is always another text that nobody has thought of.
    return input.values ? listed : [...listed, { value: '…', shown: '"…"' }]
  }
  const bounds = distinct(tests.flatMap(numbersIn))
  const values = stretches(bounds)
  const least = fromInteger(householdFacts[input.expression]?.least ?? Number.MIN_SAFE_INTEGER)
  const kept = values.filter(
    (value) => compareDecimals(value, least) >= 0 && (input.kind !== 'whole' || isInteger(value)),
  )
  return kept.map((value) => ({ value, shown: String(value) }))
}

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

/** The boundaries, a value between each two of them, one below all and one above. Quantities begin at zero. */
function stretches(bounds: readonly Decimal[]): Decimal[] {
  const first = bounds[0]
  const last = bounds.at(-1)
  if (!first || !last) return [one]
  const zero = fromInteger(0)
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
