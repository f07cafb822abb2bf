import { add, compareDecimals, Decimal, zero } from '../../engines/feel/decimal.ts'
import { unknownOf } from '../../engines/feel/evaluate-open.ts'
import type { Syntax, UnaryTests } from '../../engines/feel/syntax-tree.ts'
import { equals, Unknown, type Value } from '../../engines/feel/values.ts'
import type { Table } from './policy-model.ts'

/** A decision table whose cells were read. */
export type CheckedTable = {
  readonly table: Table
  readonly inputs: readonly Syntax[]
  readonly rows: readonly { readonly cells: readonly UnaryTests[]; readonly output: Syntax }[]
  readonly otherwise: Syntax | undefined
}

type Row = CheckedTable['rows'][number]

/**
 * What comes out of a decision table by its hit policy. A row that may apply, because something it asks is not known,
 * makes the answer unknown unless a row that surely applies comes first or excludes it. Null when nothing applies.
 */
export function decideTable(
  { table, inputs, rows, otherwise }: CheckedTable,
  evaluate: (syntax: Syntax) => Value,
  accepts: (cell: UnaryTests, input: Value) => boolean | null | Unknown,
): Value {
  const values = inputs.map(evaluate)
  const hits: Row[] = []
  const open: Unknown[] = []
  for (const row of rows) {
    const applies = appliesTo(row, values, accepts)
    if (applies instanceof Unknown) {
      open.push(applies)
      if (table.hit === 'first') break
    } else if (applies) {
      hits.push(row)
      if (table.hit === 'first') break
    }
  }
  const unknown = unknownOf(open)
  // In a unique table no other row can apply beside the one that does.
  if (unknown && !(table.hit === 'unique' && hits.length === 1)) return unknown
  if (hits.length === 0) return otherwise ? evaluate(otherwise) : null
  const outputs = hits.map((row) => evaluate(row.output))
  return unknownOf(outputs) ?? together(table.hit, outputs)
}

function appliesTo(
  row: Row,
  values: readonly Value[],
  accepts: (cell: UnaryTests, input: Value) => boolean | null | Unknown,
): boolean | Unknown {
  const open: Unknown[] = []
  for (const [index, cell] of row.cells.entries()) {
    const accepted = accepts(cell, values[index] ?? null)
    if (accepted instanceof Unknown) open.push(accepted)
    else if (accepted !== true) return false
  }
  return unknownOf(open) ?? true
}

function together(hit: CheckedTable['table']['hit'], outputs: readonly Value[]): Value {
  const [first = null, ...more] = outputs
  switch (hit) {
    case 'first':
      return first
    case 'unique':
      return more.length === 0 ? first : null
    case 'any':
      return more.every((one) => equals(one, first) === true) ? first : null
    case 'sum':
      return outputs.reduce<Value>(
        (total, one) => (total instanceof Decimal && one instanceof Decimal ? (add(total, one) ?? null) : null),
        zero,
      )
    case 'largest':
      return outputs.reduce<Value>((best, one) => {
        if (!(best instanceof Decimal) || !(one instanceof Decimal)) return null
        return compareDecimals(one, best) > 0 ? one : best
      }, first)
  }
}
