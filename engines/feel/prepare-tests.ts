import type { Quick } from './quick.ts'
import { quick } from './quick.ts'
import type { ComparisonOperator, Syntax, UnaryTests } from './syntax-tree.ts'

/** Whether a value is accepted; undefined where only the evaluator can tell. */
type QuickTest = (value: Quick) => boolean | undefined

/** Tests that name numbers, texts and ranges of numbers as they are written; undefined where one asks for something else. */
export function constantTests(tests: readonly Syntax[]): QuickTest | undefined {
  const made = tests.map(constantTest)
  if (made.length === 0 || made.some((test) => test === undefined)) return undefined
  const kinds = new Set(made.map((test) => test?.kind))
  const [kind] = kinds
  if (kinds.size > 1) return undefined
  return (value) => {
    if (typeof value !== kind) return undefined
    for (const test of made) if (test?.accepts(value as never)) return true
    return false
  }
}

/** The same for a cell of a decision table. */
export function constantCell(cell: UnaryTests): QuickTest | undefined {
  if (cell.any) return () => true
  const accepts = constantTests(cell.tests)
  if (!accepts) return undefined
  return (value) => {
    const accepted = accepts(value)
    return accepted === undefined ? undefined : accepted !== cell.negated
  }
}

type Made =
  | { readonly kind: 'number'; readonly accepts: (value: number) => boolean }
  | { readonly kind: 'string'; readonly accepts: (value: string) => boolean }

function constantTest(test: Syntax): Made | undefined {
  if (test.kind === 'string') return { kind: 'string', accepts: (value) => value === test.value }
  const number = numberOf(test)
  if (number !== undefined) return { kind: 'number', accepts: (value) => value === number }
  if (test.kind === 'test') {
    const limit = numberOf(test.operand)
    return limit === undefined ? undefined : { kind: 'number', accepts: against(test.operator, limit) }
  }
  if (test.kind !== 'range') return undefined
  const low = test.low ? numberOf(test.low) : Number.NEGATIVE_INFINITY
  const high = test.high ? numberOf(test.high) : Number.POSITIVE_INFINITY
  // A range whose ends are the wrong way round holds nothing for the evaluator either.
  if (low === undefined || high === undefined || (!test.low && !test.high)) return undefined
  const above = against(test.lowIncluded ? '>=' : '>', low)
  const below = against(test.highIncluded ? '<=' : '<', high)
  return { kind: 'number', accepts: (value) => above(value) && below(value) }
}

function numberOf(node: Syntax): number | undefined {
  if (node.kind !== 'number') return undefined
  const value = quick(node.value)
  return typeof value === 'number' ? value : undefined
}

function against(operator: ComparisonOperator, limit: number): (value: number) => boolean {
  switch (operator) {
    case '=':
      return (value) => value === limit
    case '!=':
      return (value) => value !== limit
    case '<':
      return (value) => value < limit
    case '<=':
      return (value) => value <= limit
    case '>':
      return (value) => value > limit
    case '>=':
      return (value) => value >= limit
  }
}
