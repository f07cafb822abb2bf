import { add, compareDecimals, Decimal, zero } from '../../engines/feel/decimal.ts'
import { unknownOf } from '../../engines/feel/evaluate-open.ts'
import { type Quick, slow } from '../../engines/feel/quick.ts'
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
  evaluate: (syntax: Syntax) => Quick,
  accepts: (cell: UnaryTests, input: Quick) => boolean | null | Unknown,
): Quick {
  const values: Quick[] = []
  for (const input of inputs) values.push(evaluate(input))
  const hits: Row[] = []
  let unknown: Unknown | undefined
  for (const row of rows) {
    const applies = appliesTo(row, values, accepts)
    if (applies === false) continue
    if (applies instanceof Unknown) unknown = unknownOf([applies], unknown)
    else hits.push(row)
    if (table.hit === 'first') break
  }
  // In a unique table no other row can apply beside the one that does.
  if (unknown && !(table.hit === 'unique' && hits.length === 1)) return unknown
  const [only] = hits
  if (!only) return otherwise ? evaluate(otherwise) : null
  if (hits.length === 1 && table.hit !== 'sum' && table.hit !== 'largest') return evaluate(only.output)
  const outputs = hits.map((row) => evaluate(row.output))
  return unknownOf(outputs) ?? together(table.hit, outputs.map(slow))
}

function appliesTo(
  { cells }: Row,
  values: readonly Quick[],
  accepts: (cell: UnaryTests, input: Quick) => boolean | null | Unknown,
): boolean | Unknown {
  let open: Unknown | undefined
  for (let index = 0; index < cells.length; index++) {
    const accepted = accepts(cells[index] as UnaryTests, values[index] ?? null)
    if (accepted instanceof Unknown) open = unknownOf([accepted], open)
    else if (accepted !== true) return false
  }
  return open ?? true
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
